//! Who leaves by day, from wherever there is fighting: what the counts ask for.

use corridor_model::{Departures, Flow, Origin, Period, Row, Uncertain};

use super::days::rows_of;
use super::demographics::People;
use super::settings::Settings;
use super::validation::Counts;

/// A row for each change in how many leave. Of several profiles, each has its rows, and their sum on a day is exact;
/// their shares are those that people have by default.
pub fn rows(counts: &Counts, people: &People, period: Period, settings: &Settings) -> Vec<Departures> {
    let by_day: Vec<_> = counts.departures.iter().map(|leave| people.divide(*leave, None)).collect();
    let mut departures = Vec::new();
    for (number, profile) in people.profiles.iter().enumerate() {
        let flows = by_day.iter().map(|parts| parts.get(number).map_or(0, |(_, leave)| *leave));
        for row in rows_of(period, flows) {
            let day = period.day(row.event_date).unwrap_or(0);
            let known = counts.known(i64::from(day), settings);
            departures.push(Departures {
                origin: Origin::Fighting,
                profile: Some(profile.key.clone()),
                row: Row {
                    value: Flow::PerDay(Uncertain::Exact(row.value as f64)),
                    event_date: row.event_date,
                    until: row.until,
                    available_at: super::days::available(period.start, known),
                    available_given: false,
                    weight: None,
                    edit: 0,
                    source: row.source,
                },
            });
        }
    }
    departures
}
