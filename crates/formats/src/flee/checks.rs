//! What can be said only of the whole folder.

use std::collections::{BTreeMap, BTreeSet};

use corridor_model::{Key, Kind, Scenario};

use super::desk::{Desk, LOCATIONS};
use super::locations::Places;
use crate::problems::Spot;

/// Files that Flee reads, and that have no effect here.
const OTHERS: [(&str, &str); 2] = [
    ("region_attributes_IPC.csv", "food security is not simulated, and no setting asks for it"),
    ("flood_level.csv", "floods are not simulated, and no setting asks for them"),
];

/// Tells of files without effect.
pub fn files(desk: &mut Desk<'_>) {
    for (file, why) in OTHERS {
        if desk.input(file).is_some() {
            desk.problems(file).warning("no-effect", Spot::FILE, format!("{file} has no effect: {why}."), "remove it");
        }
    }
}

/// Tells of places that nobody can reach.
pub fn islands(desk: &mut Desk<'_>, places: &Places, scenario: &Scenario) {
    let mut ways: BTreeMap<&Key, Vec<&Key>> = BTreeMap::new();
    for route in &scenario.routes {
        ways.entry(&route.from).or_default().push(&route.to);
        ways.entry(&route.to).or_default().push(&route.from);
    }
    let mut next: Vec<&Key> = scenario.conflicts.iter().map(|(place, _)| place).collect();
    let begins = !next.is_empty();
    let mut reached: BTreeSet<&Key> = next.iter().copied().collect();
    while let Some(place) = next.pop() {
        for to in ways.get(place).into_iter().flatten() {
            if reached.insert(to) {
                next.push(to);
            }
        }
    }
    for place in places.list.iter().filter(|place| place.location.kind != Kind::Waypoint) {
        let name = &place.location.name;
        let cut_off = !ways.contains_key(place.key());
        let message = match (cut_off, begins && !reached.contains(place.key())) {
            (true, _) => format!("No road leads to `{name}`."),
            (false, true) => format!("No road leads to `{name}` from any place with fighting."),
            (false, false) => continue,
        };
        let help = "add a row to routes.csv, or leave the place out";
        desk.problems(LOCATIONS).warning("unreachable", Spot::line(place.line), message, help);
    }
}

/// Tells where nobody will move.
pub fn stillness(desk: &mut Desk<'_>, scenario: &Scenario) {
    if scenario.conflicts.is_empty() && scenario.stocks.is_empty() {
        let message = "There is no fighting on any day, and nobody in a camp: nobody will move.";
        let help = "write an intensity above 0 into conflicts.csv";
        desk.problems(super::desk::CONFLICTS).warning("nobody-moves", Spot::FILE, message, help);
    }
}
