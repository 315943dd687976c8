//! `routes.csv`: roads, and the ways that everybody is made to take.

use std::collections::BTreeMap;

use corridor_model::{Mode, Redirection, Route, Uncertain};

use super::desk::{Desk, ROUTES};
use super::locations::Places;
use super::rows::Row;
use super::settings::Settings;
use crate::problems::{Problems, Spot};

/// The engine needs a length.
const SHORTEST_KM: f64 = 0.001;
const LONGEST_KM: f64 = 50_000.0;

/// The roads, and which of them everybody takes from the first day on.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    pub list: Vec<Route>,
    /// The line of each.
    pub lines: Vec<u32>,
    pub redirections: Vec<Redirection>,
}

/// Reads the roads.
pub fn read(desk: &mut Desk<'_>, places: &Places, settings: &Settings) -> Routes {
    let Some(rows) = desk.table(ROUTES, true) else { return Routes::default() };
    let problems = desk.problems(ROUTES);
    let extra = rows.iter().rev().find(|row| row.is_header());
    let extra: Vec<String> = extra.map_or(Vec::new(), |row| row.cells.iter().map(|cell| cell.text.clone()).collect());
    let mut routes = Routes::default();
    let mut joined: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_header()) {
        let Some((ends, route, sent)) = route(row, &extra, places, settings, problems) else { continue };
        if let Some((from, to)) = sent {
            let timeline = corridor_model::Timeline::default();
            let redirection = Redirection { from, to, timeline };
            if !routes.redirections.iter().any(|other| other.from == redirection.from && other.to == redirection.to) {
                routes.redirections.push(redirection);
            }
        }
        if let Some(first) = joined.get(&ends) {
            let line = routes.lines[*first];
            merge(&mut routes.list[*first], &route, line, row, problems);
            continue;
        }
        joined.insert(ends, routes.list.len());
        routes.list.push(route);
        routes.lines.push(row.line);
    }
    routes
}

/// Flee makes parallel roads of two rows that join the same places. A place at its end is chosen for each of them, and
/// reached by the first.
fn merge(first: &mut Route, second: &Route, line: u32, row: &Row, problems: &mut Problems) {
    first.pull += second.pull;
    let (from, to) = (row.text(0), row.text(1));
    let message = match first.distance_km == second.distance_km {
        true => {
            format!("`{from}` and `{to}` are joined in line {line} already: each attracts the other twice as much.")
        }
        false => format!(
            "`{from}` and `{to}` are joined in line {line} already, by {} km: that length holds, and each attracts the \
             other twice as much.",
            first.distance_km
        ),
    };
    problems.warning("duplicate-route", Spot::line(row.line), message, "keep one of the two rows");
}

type Ends = (usize, usize);
type Sent = Option<(corridor_model::Key, corridor_model::Key)>;

fn route(
    row: &Row,
    extra: &[String],
    places: &Places,
    settings: &Settings,
    problems: &mut Problems,
) -> Option<(Ends, Route, Sent)> {
    let mut end = |column: usize| {
        let name = row.text(column);
        let number = places.number(name);
        if number.is_none() {
            let message = format!("There is no place `{name}`.");
            problems.error("unknown-place", row.at(column), message, places.help(name));
        }
        number
    };
    let (a, b) = (end(0), end(1));
    let distance_km = length(row, problems)?;
    let speed = column(row, extra, "max_move_speed", 1e-3..=50_000.0, problems);
    let walk = column(row, extra, "walk_probability", 0.0..=1.0, problems);
    let (a, b) = (a?, b?);
    if a == b {
        let message = format!("The road joins `{}` with itself, and is left out.", row.text(0));
        problems.warning("route-to-itself", Spot::line(row.line), message, "mend one of its names");
        return None;
    }
    let (from, to) = (places.list.get(a)?.key().clone(), places.list.get(b)?.key().clone());
    let (pull, sent) = redirected(row, settings, problems);
    // As the documentation has it: 1 sends from the second place to the first, 2 from the first to the second.
    let sent = sent.map(|second_to_first| match second_to_first {
        true => (to.clone(), from.clone()),
        false => (from.clone(), to.clone()),
    });
    let route = Route {
        from,
        to,
        distance_km,
        mode: Mode::Road,
        speed_km_per_day: speed.map(Uncertain::Exact),
        seats_per_day: None,
        walk_share: walk.filter(|share| *share > 0.0).map(Uncertain::Exact),
        pull,
        one_way: false,
        source: String::new(),
    };
    Some(((a.min(b), a.max(b)), route, sent))
}

fn length(row: &Row, problems: &mut Problems) -> Option<f64> {
    let Some(km) = row.number(2, "distance", problems) else {
        if row.text(2).is_empty() {
            let help = "write the length of the road in km as the third cell";
            problems.error("missing-value", Spot::line(row.line), "The road has no length.", help);
        }
        return None;
    };
    if !(0.0..=LONGEST_KM).contains(&km) {
        let message = format!("A road of {km} km is out of range.");
        problems.error("out-of-range", row.at(2), message, format!("from 0 to {LONGEST_KM} is allowed"));
        return None;
    }
    if km < SHORTEST_KM {
        let message = "A road without a length is taken as one metre long.";
        problems.warning("no-length", row.at(2), message, "write its length in km");
    }
    Some(km.max(SHORTEST_KM))
}

/// A column that Flee knows by the name in the header.
fn column(
    row: &Row,
    extra: &[String],
    name: &str,
    limits: std::ops::RangeInclusive<f64>,
    problems: &mut Problems,
) -> Option<f64> {
    let index = extra.iter().skip(4).position(|column| column == name)? + 4;
    let value = row.number(index, name, problems)?;
    if limits.contains(&value) {
        return Some(value);
    }
    let help = format!("from {} to {} is allowed", limits.start(), limits.end());
    problems.error("out-of-range", row.at(index), format!("`{name}` is out of range."), help);
    None
}

/// The pull of the road, and if everybody is made to take it, whether that is from its second place to its first.
fn redirected(row: &Row, settings: &Settings, problems: &mut Problems) -> (f64, Option<bool>) {
    let value = row.whole(3, "forced_redirection", problems).unwrap_or(0);
    match (value, settings.quirks) {
        (0, _) => (1.0, None),
        (1 | 2, true) => {
            let doubled = if value == 1 { ", and a 1 makes the road attract twice as much" } else { "" };
            let message = format!("In Flee's code a forced redirection has no effect{doubled}.");
            problems.warning("differs-from-flee", row.at(3), message, "with `rules: flee-3.2` it has");
            (value_pull(value), None)
        }
        (1 | 2, false) => (1.0, Some(value == 1)),
        _ => {
            let message = format!("`{value}` is no forced redirection.");
            let help = "write 0 for none, 1 from the second place to the first, 2 from the first to the second";
            problems.warning("unknown-redirection", row.at(3), message, help);
            (1.0, None)
        }
    }
}

fn value_pull(value: i64) -> f64 {
    if value == 1 { 2.0 } else { 1.0 }
}
