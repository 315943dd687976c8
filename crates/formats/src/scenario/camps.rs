//! `camps.csv`: the room of receiving places.

use corridor_model::{CampState, Key, Kind, Timeline};

use super::log::{Log, times};
use super::{Desk, Known};
use crate::number::PEOPLE;
use crate::values::{Names, Values};

pub const FILE: &str = "camps.csv";
pub const NAMES: Names = Names {
    required: &["location", "event_date"],
    optional: &["state", "capacity", "kind", "until", "available_at", "weight", "source"],
};

/// What a place that receives people may turn into.
const KINDS: [Kind; 4] = [Kind::Town, Kind::Camp, Kind::IdpSite, Kind::Hub];

/// Reads the room of receiving places.
pub fn read(desk: &mut Desk<'_>, known: &Known) -> Vec<(Key, Timeline<CampState>)> {
    let mut log = Log::default();
    let Some(mut row) = desk.table(FILE, NAMES, known) else { return Vec::new() };
    while row.next_row() {
        let location = row.place("location");
        let state = match row.given("state") {
            None => Some("open"),
            Some(_) => row.word("state", &["open", "closed"], |word| word),
        };
        let capacity = row.number("capacity", &PEOPLE);
        let kind = row.word("kind", &KINDS, Kind::word);
        if state == Some("closed") && row.given("kind").is_some() {
            let help = "leave `kind` empty, or write `open` into `state`";
            row.fail("closed-kind", "kind", "A closed place is nothing else.", help);
        }
        let times = times(&mut row);
        let Some(location) = location else { continue };
        if known.at(&location).and_then(|place| place.kind).is_some_and(|kind| !kind.receives()) {
            let message = format!("`{location}` is only passed, and receives nobody.");
            row.fail("not-receiving", "location", message, "name a town, camp, site, hub or exit");
        }
        if let (Some(state), Some(times)) = (state, times) {
            let state = if state == "closed" { CampState::Closed } else { CampState::Open { capacity, kind } };
            log.add(&mut row, std::slice::from_ref(&location), &format!("`{location}`"), times, state);
        }
    }
    log.timelines
}
