//! `crossings.csv`: who may pass where.

use corridor_model::{Crossing, CrossingState, Key, Kind, Passage, Timeline};

use super::log::{Log, times};
use super::{Desk, Known};
use crate::number::{PEOPLE, SHARE};
use crate::table::Table;
use crate::values::{Names, Values};

pub const FILE: &str = "crossings.csv";
pub const NAMES: Names = Names {
    required: &["crossing", "event_date", "status"],
    optional: &[
        "into",
        "fraction",
        "profile",
        "per_day",
        "irregular_per_day",
        "until",
        "available_at",
        "weight",
        "source",
    ],
};

/// The two directions of a crossing. Boarding at an airport counts as the way into the other country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Country,
    ToCountry,
}

/// Reads the statuses of crossings and airports.
pub fn read(desk: &mut Desk<'_>, known: &Known) -> Vec<Crossing> {
    let mut log: Log<(Key, Side), CrossingState> = Log::default();
    let Some(mut row) = desk.table(FILE, NAMES, known) else { return Vec::new() };
    while row.next_row() {
        let crossing = row.place("crossing");
        let passage = passage(&mut row);
        let per_day = row.number("per_day", &PEOPLE);
        let irregular = row.number("irregular_per_day", &SHARE);
        let times = times(&mut row);
        let Some(crossing) = crossing else { continue };
        let Some(sides) = sides(&mut row, &crossing) else { continue };
        if let (Some(passage), Some(times)) = (passage, times) {
            let subjects: Vec<(Key, Side)> = sides.iter().map(|side| (crossing.clone(), *side)).collect();
            let state = CrossingState { passage, per_day, irregular };
            log.add(&mut row, &subjects, &format!("`{crossing}`"), times, state);
        }
    }
    let mut crossings: Vec<Crossing> = Vec::new();
    let mut numbers = std::collections::BTreeMap::new();
    for ((location, side), timeline) in log.timelines {
        let number = *numbers.entry(location.clone()).or_insert_with(|| {
            let (into_country, into_to_country) = <(Timeline<CrossingState>, Timeline<CrossingState>)>::default();
            crossings.push(Crossing { location, into_country, into_to_country });
            crossings.len() - 1
        });
        if let Some(crossing) = crossings.get_mut(number) {
            match side {
                Side::Country => crossing.into_country = timeline,
                Side::ToCountry => crossing.into_to_country = timeline,
            }
        }
    }
    crossings
}

fn passage(row: &mut Table<'_, '_>) -> Option<Passage> {
    const RESTRICTED: &str = "restricted";
    let words = ["open", "closed", RESTRICTED, "documented_only", "returns_only"];
    let fraction = row.number("fraction", &SHARE);
    let profile = row.profile("profile");
    let word = row.word("status", &words, |word| word)?;
    if word != RESTRICTED {
        for name in ["fraction", "profile"] {
            if row.given(name).is_some() {
                let message = format!("`{name}` belongs to the status `restricted` and is not read.");
                row.warn("not-read", name, message, "leave it empty, or write `restricted` into `status`");
            }
        }
    }
    match word {
        "open" => Some(Passage::Open),
        "closed" => Some(Passage::Closed),
        "documented_only" => Some(Passage::DocumentedOnly),
        "returns_only" => Some(Passage::ReturnsOnly),
        _ => {
            if row.given("fraction").is_none() {
                let help = "write the fraction of people let through, such as 0.3 or 0.1..0.5";
                row.fail("missing-value", "fraction", "A restricted crossing needs a `fraction`.", help);
            }
            Some(Passage::Restricted { fraction: fraction?, profile })
        }
    }
}

/// The directions that a row sets.
fn sides(row: &mut Table<'_, '_>, crossing: &Key) -> Option<&'static [Side]> {
    let into = row.given("into");
    // Of a place that is not known everything was said already.
    let place = row.known().at(crossing)?;
    match (place.kind?, into) {
        (Kind::Crossing, None) => Some(&[Side::Country, Side::ToCountry]),
        (Kind::Crossing, Some(into)) => {
            let is = |country: &Option<Key>| country.as_ref().is_some_and(|country| country.as_str() == into);
            if is(&place.country) {
                return Some(&[Side::Country]);
            }
            if is(&place.to_country) {
                return Some(&[Side::ToCountry]);
            }
            let (Some(one), Some(other)) = (&place.country, &place.to_country) else { return None };
            let message = format!("The crossing `{crossing}` does not lead into `{into}`.");
            row.fail("wrong-side", "into", message, format!("write `{one}` or `{other}`, or leave it empty for both"));
            None
        }
        (Kind::Airport, None) => Some(&[Side::ToCountry]),
        (Kind::Airport, Some(_)) => {
            row.fail("wrong-side", "into", "An airport has no direction.", "leave `into` empty");
            None
        }
        (Kind::Town | Kind::Camp | Kind::IdpSite | Kind::Hub | Kind::Waypoint | Kind::Exit, _) => {
            let message = format!("`{crossing}` is neither a crossing nor an airport.");
            row.fail("not-a-crossing", "crossing", message, "put a shut place into closures.csv or camps.csv");
            None
        }
    }
}
