//! What can be said only of the whole folder.

use std::collections::{BTreeMap, BTreeSet};

use corridor_model::{Diagnostic, Key, Scenario};

use super::settings::Words;
use super::{Desk, Known, locations, settings};
use crate::problems::Spot;
use crate::source::Source;
use crate::words::{parse_edit, read_edits, says_nothing};

/// Tells of receiving places that nobody can reach.
pub fn islands(desk: &mut Desk<'_>, known: &Known, scenario: &Scenario) {
    if desk.has_errors(super::routes::FILE) || !known.all_places {
        return;
    }
    for (key, cut_off) in unreachable(scenario) {
        let line = known.at(key).map_or(0, |place| place.line);
        let message = match cut_off {
            true => format!("No route leads to `{key}`."),
            false => format!("No way leads to `{key}` from where people are."),
        };
        let help = "add a route to routes.csv, or leave the place out";
        desk.problems(locations::FILE).warning("unreachable", Spot::line(line), message, help);
    }
}

/// Receiving places that nobody can reach, and whether no route leads there at all.
pub fn unreachable(scenario: &Scenario) -> Vec<(&Key, bool)> {
    let mut ways: BTreeMap<&Key, Vec<&Key>> = BTreeMap::new();
    let mut joined: BTreeSet<&Key> = BTreeSet::new();
    for route in &scenario.routes {
        for (from, to) in super::known::directions(route) {
            ways.entry(from).or_default().push(to);
            joined.extend([from, to]);
        }
    }
    let begins = begins(scenario);
    let mut reached: BTreeSet<&Key> = BTreeSet::new();
    let mut next: Vec<&Key> = begins.iter().copied().collect();
    while let Some(place) = next.pop() {
        for to in ways.get(place).into_iter().flatten() {
            if reached.insert(to) {
                next.push(to);
            }
        }
    }
    let receiving = scenario.locations.iter().filter(|location| location.kind.receives());
    let island = |key| {
        let cut_off = !joined.contains(key);
        let beyond = !begins.is_empty() && !begins.contains(key) && !reached.contains(key);
        (cut_off || beyond).then_some((key, cut_off))
    };
    receiving.filter_map(|location| island(&location.key)).collect()
}

/// The places where people are or set out.
fn begins(scenario: &Scenario) -> BTreeSet<&Key> {
    let populated = scenario.locations.iter().filter(|location| location.population > 0).map(|location| &location.key);
    let stocks = scenario.stocks.iter().map(|stock| &stock.location);
    let departures = scenario.departures.iter().filter_map(|departures| departures.origin.key());
    let fighting = scenario.conflicts.iter().map(|(location, _)| location);
    let places: BTreeSet<&Key> = scenario.locations.iter().map(|location| &location.key).collect();
    populated.chain(stocks).chain(departures).chain(fighting).filter(|key| places.contains(key)).collect()
}

/// Tells of roads that are known and do not exist.
pub fn known_roads(desk: &mut Desk<'_>, known: &Known, roads: &[Vec<(Key, Spot)>]) {
    for ((from, _), (to, at)) in roads.iter().flat_map(|road| road.iter().zip(road.iter().skip(1))) {
        if !known.has_route(from, to) {
            let message = format!("No route joins `{from}` and `{to}`.");
            let help = "add it to routes.csv, or name every place on the way";
            desk.problems(settings::FILE).error("unknown-route", *at, message, help);
        }
    }
}

/// Tells where nobody will move.
pub fn stillness(desk: &mut Desk<'_>, scenario: &Scenario) {
    let populated = scenario.locations.iter().any(|location| location.population > 0);
    let fighting = !scenario.conflicts.is_empty();
    let departs = scenario.departures.iter().any(|departures| fighting || departures.origin.key().is_some());
    if populated && fighting || !scenario.stocks.is_empty() || departs || desk.has_any_errors() {
        return;
    }
    let message = match populated {
        true => "There is no fighting, there are no departures and no stocks: nobody will move.",
        false => "Nobody lives anywhere, and there are no departures and no stocks: nobody will move.",
    };
    let help = "give `population` in locations.csv with fighting in conflicts.csv, or departures.csv, or stocks.csv";
    desk.problems(settings::FILE).warning("nobody-moves", Spot::FILE, message, help);
}

/// Tells of what-ifs whose edits cannot be read or do not fit.
pub fn what_ifs(desk: &mut Desk<'_>, scenario: &mut Scenario, edits: &[Words]) {
    // A place that could not be read may be the one that an edit names.
    if desk.has_errors(locations::FILE) || desk.has_errors(super::routes::FILE) {
        return;
    }
    // Whether anybody can come to a new place depends on where people are.
    let is_new = |words: &Words| words.text.trim_start().to_lowercase().starts_with("new");
    let plain = if edits.iter().any(is_new) { scenario.clone() } else { without_tables(scenario) };
    for what_if in 0..plain.what_ifs.len() {
        let words: Vec<&Words> = edits.iter().filter(|words| words.what_if == what_if).collect();
        let lines: Vec<String> = words.iter().map(|words| words.text.replace(['\n', '\r'], " ")).collect();
        let source = Source { name: settings::FILE.to_owned(), bytes: lines.join("\n").into_bytes() };
        let mut told = read_edits(&source, &plain).1;
        // In a file of edits these would be lines that say nothing.
        for (text, line) in lines.iter().zip(1..).filter(|(text, _)| says_nothing(text)) {
            let wrong = parse_edit(text, &plain, 1).err().into_iter().flatten();
            told.extend(wrong.map(|told| Diagnostic { line, ..told }));
        }
        for told in told {
            let Some(words) = told.line.checked_sub(1).and_then(|line| words.get(line as usize)) else { continue };
            let column = words.at.column + told.column.saturating_sub(1);
            let at = Spot { line: words.at.line, column, width: told.width };
            desk.problems(settings::FILE).error(told.code, at, told.message, told.help);
        }
    }
}

/// A copy without the tables that no edit reads: they may be long, and each what-if is tried on a copy of its own.
fn without_tables(scenario: &mut Scenario) -> Scenario {
    let conflicts = std::mem::take(&mut scenario.conflicts);
    let crossings = std::mem::take(&mut scenario.crossings);
    let departures = std::mem::take(&mut scenario.departures);
    let stocks = std::mem::take(&mut scenario.stocks);
    let observations = std::mem::take(&mut scenario.observations);
    let facts = std::mem::take(&mut scenario.facts);
    let plain = scenario.clone();
    *scenario = Scenario { conflicts, crossings, departures, stocks, observations, facts, ..plain.clone() };
    plain
}
