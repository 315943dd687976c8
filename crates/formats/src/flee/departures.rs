//! Who leaves by day, from wherever there is fighting: what the counts ask for.

use corridor_model::{Departures, Flow, Origin, Period, Row, Uncertain};

use super::days::rows_of;
use super::settings::Settings;
use super::validation::Counts;

/// A row for each change in how many leave; of each profile its share.
pub fn rows(counts: &Counts, period: Period, settings: &Settings) -> Vec<Departures> {
    let rows = rows_of(period, counts.departures.iter().copied()).into_iter().map(|row| {
        let day = period.day(row.event_date).unwrap_or(0);
        let known = counts.known(i64::from(day), settings);
        Departures {
            origin: Origin::Fighting,
            profile: None,
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
        }
    });
    rows.collect()
}
