//! `stocks.csv`: people already displaced or abroad on the first day.

use std::collections::BTreeMap;

use corridor_model::Stock;

use super::{Desk, Known};
use crate::number::PEOPLE;
use crate::values::{Names, Values};

pub const FILE: &str = "stocks.csv";
pub const NAMES: Names = Names { required: &["location", "profile", "home", "people"], optional: &["source"] };

/// Reads the stocks.
pub fn read(desk: &mut Desk<'_>, known: &Known) -> Vec<Stock> {
    let mut stocks = Vec::new();
    let mut seen = BTreeMap::new();
    let Some(mut row) = desk.table(FILE, NAMES, known) else { return stocks };
    while row.next_row() {
        let location = row.place("location");
        let profile = row.profile("profile");
        let home = row.place_or_country("home");
        let people = row.number("people", &PEOPLE);
        let (Some(location), Some(profile), Some(home)) = (location, profile, home) else { continue };
        let kind = known.at(&location).and_then(|place| place.kind);
        if kind.is_some_and(|kind| !kind.receives()) {
            let message = format!("Nobody stays at `{location}`, which is only passed.");
            row.warn("only-passed", "location", message, "put them at a town, camp, site or hub near it");
        }
        let line = row.line();
        let first = *seen.entry((location.clone(), profile.clone(), home.clone())).or_insert(line);
        if first != line {
            let message = format!("People of this kind at `{location}` stand in line {first} already, and are added.");
            row.warn("duplicate-stock", "location", message, "keep one row, unless both groups are there");
        }
        if let Some(people) = people {
            stocks.push(Stock { location, profile, home, people, source: row.text("source") });
        }
    }
    stocks
}
