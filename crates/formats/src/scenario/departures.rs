//! `departures.csv`: new displacements that are given.

use corridor_model::{Departures, Flow, Key, Origin, Until};

use super::log::{Log, times};
use super::{Desk, Known};
use crate::number::PEOPLE;
use crate::values::{Names, Values};

pub const FILE: &str = "departures.csv";
pub const NAMES: Names = Names {
    required: &["origin", "profile", "event_date", "value", "unit"],
    optional: &["until", "available_at", "weight", "source"],
};

/// Reads the departures.
pub fn read(desk: &mut Desk<'_>, known: &Known) -> Vec<Departures> {
    let mut log: Log<(Key, Key), Flow> = Log::default();
    let Some(mut row) = desk.table(FILE, NAMES, known) else { return Vec::new() };
    while row.next_row() {
        let origin = row.place_or_country("origin");
        let profile = row.profile("profile");
        let unit = row.word("unit", &["total", "per_day", "per_1000_per_month"], |word| word);
        let most = if unit == Some("per_1000_per_month") { 0.0..=1000.0 } else { PEOPLE };
        let value = row.number("value", &most);
        let times = times(&mut row);
        let flow = match unit {
            Some("total") => value.map(Flow::Total),
            Some("per_day") => value.map(Flow::PerDay),
            _ => value.map(Flow::Per1000PerMonth),
        };
        let (Some(origin), Some(profile), Some(_), Some(times)) = (origin, profile, unit, times) else { continue };
        match times.until {
            Until::Date(_) => {}
            Until::Unknown => {
                let help = "write the day, `never`, or nothing: until the next row of this origin";
                row.fail("no-end", "until", "There is no prior for the end of departures.", help);
            }
            Until::NextRow | Until::Never if unit == Some("total") => {
                let help = "write into `until` the first day on which it no longer counts, or give `per_day`";
                row.fail("no-end", "until", "A `total` needs the day on which it ends.", help);
            }
            Until::NextRow | Until::Never => {}
        }
        let lives = |country: &str| {
            let mut there =
                known.places.values().filter(|place| place.country.as_ref().is_some_and(|c| c.as_str() == country));
            there.any(|place| place.population > 0)
        };
        let shared = !known.places.contains_key(origin.as_str());
        let by_rate =
            unit == Some("per_1000_per_month") && known.at(&origin).is_some_and(|place| place.population == 0);
        if by_rate || shared && known.all_places && !lives(origin.as_str()) {
            let message = format!("Nobody lives in `{origin}`, so nobody departs.");
            row.warn(
                "nobody-at-risk",
                "origin",
                message,
                "give `population` in locations.csv, or name a place and a number",
            );
        }
        if let Some(flow) = flow {
            let called = format!("`{profile}` from `{origin}`");
            log.add(&mut row, &[(origin, profile)], &called, times, flow);
        }
    }
    let rows = log.timelines.into_iter().flat_map(|((origin, profile), timeline)| {
        timeline.rows.into_iter().map(move |row| Departures { origin: Origin::Key(origin.clone()), profile: profile.clone(), row })
    });
    rows.collect()
}
