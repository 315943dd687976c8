//! `conflicts.csv`: fighting at places.

use std::collections::BTreeSet;

use corridor_model::{Intensity, Key, Kind, Timeline};

use super::log::{Log, times};
use super::{Desk, Known};
use crate::number::SHARE;
use crate::values::{Names, Values};

pub const FILE: &str = "conflicts.csv";
pub const NAMES: Names = Names {
    required: &["location", "event_date", "intensity"],
    optional: &["until", "available_at", "weight", "source"],
};

/// Reads the fighting.
pub fn read(desk: &mut Desk<'_>, known: &Known) -> Vec<(Key, Timeline<Intensity>)> {
    let mut log = Log::default();
    let mut told = BTreeSet::new();
    let Some(mut row) = desk.table(FILE, NAMES, known) else { return Vec::new() };
    while row.next_row() {
        let location = row.place("location");
        let intensity = row.number("intensity", &SHARE);
        let times = times(&mut row);
        let Some(location) = location else { continue };
        let empty = known.at(&location).is_some_and(|place| place.population == 0 && place.kind == Some(Kind::Town));
        if empty && told.insert(location.clone()) {
            let message =
                format!("There is fighting at `{location}`, but nobody lives there, so nobody flees from it.");
            row.warn("nobody-at-risk", "location", message, "give its `population` in locations.csv");
        }
        if let (Some(intensity), Some(times)) = (intensity, times) {
            log.add(&mut row, std::slice::from_ref(&location), &format!("`{location}`"), times, intensity);
        }
    }
    log.timelines
}
