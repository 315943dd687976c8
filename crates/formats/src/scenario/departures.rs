//! `departures.csv`: new displacements that are given.

use corridor_model::{Departures, Flow, Key, Origin, Until};

use super::log::{Log, times};
use super::{Desk, Known};
use crate::number::PEOPLE;
use crate::table::Table;
use crate::values::{Names, Values};

pub const FILE: &str = "departures.csv";
pub const NAMES: Names = Names {
    required: &["origin", "event_date", "value", "unit"],
    optional: &["profile", "until", "available_at", "weight", "source"],
};

/// Reads the departures.
pub fn read(desk: &mut Desk<'_>, known: &Known) -> Vec<Departures> {
    let mut log: Log<(Origin, Option<Key>), Flow> = Log::default();
    let mut departures = Vec::new();
    let Some(mut row) = desk.table(FILE, NAMES, known) else { return Vec::new() };
    while row.next_row() {
        let origin = origin(&mut row);
        let given = row.given("profile").is_some();
        let profile = row.profile("profile");
        let wrong = given && profile.is_none();
        let unit = row.word("unit", &["total", "per_day", "per_1000_per_month"], |word| word);
        let most = if unit == Some("per_1000_per_month") { 0.0..=1000.0 } else { PEOPLE };
        let value = row.number("value", &most);
        let times = times(&mut row);
        let flow = match unit {
            Some("total") => value.map(Flow::Total),
            Some("per_day") => value.map(Flow::PerDay),
            _ => value.map(Flow::Per1000PerMonth),
        };
        let (Some(origin), false, Some(_), Some(times)) = (origin, wrong, unit, times) else { continue };
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
        if origin == Origin::Fighting && unit == Some("per_1000_per_month") {
            let help = "write `total` or `per_day`: how many in all, wherever there is fighting";
            row.fail("wrong-unit", "unit", "Nobody lives in `fighting`, so there is no rate.", help);
        }
        let lives = |country: &str| {
            let mut there =
                known.places.values().filter(|place| place.country.as_ref().is_some_and(|c| c.as_str() == country));
            there.any(|place| place.population > 0)
        };
        let empty = origin.key().is_some_and(|key| match known.at(key) {
            Some(place) => unit == Some("per_1000_per_month") && place.population == 0,
            None => known.all_places && !lives(key.as_str()),
        });
        if empty {
            let message = format!("Nobody lives in `{origin}`, so nobody departs.");
            row.warn(
                "nobody-at-risk",
                "origin",
                message,
                "give `population` in locations.csv, or name a place and a number",
            );
        }
        if let Some(flow) = flow {
            let who = profile.as_ref().map_or("those whom fighting displaces".to_owned(), |key| format!("`{key}`"));
            let called = format!("{who} from `{origin}`");
            log.add(&mut row, &[(origin.clone(), profile.clone())], &called, times.clone(), flow);
            departures.push(Departures { origin, profile, row: times.row(flow) });
        }
    }
    departures
}

/// A place, a country, or wherever there is fighting.
fn origin(row: &mut Table<'_, '_>) -> Option<Origin> {
    let known = row.known();
    if row.given("origin").is_some_and(|origin| origin == Origin::FIGHTING) {
        if known.places.contains_key(Origin::FIGHTING) || known.countries.contains(Origin::FIGHTING) {
            let message = "`fighting` means every place with fighting, and a place or country is called so.";
            row.fail("ambiguous-origin", "origin", message, "call the place or country otherwise in locations.csv");
            return None;
        }
        return Some(Origin::Fighting);
    }
    let has = |known: &Known, key: &str| known.has_place(key) || known.has_country(key);
    let key = row.named("origin", "unknown-place", "a place or country", has, |known| {
        [known.place_names(), known.country_names(), vec![Origin::FIGHTING]].concat()
    });
    key.map(Origin::Key)
}
