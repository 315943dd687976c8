//! `routes.csv`: ways between places.

use std::collections::BTreeMap;

use corridor_model::{Key, Kind, Mode, Route};

use super::known::directions;
use super::{Desk, Known};
use crate::number::{KM, PEOPLE};
use crate::problems::Spot;
use crate::table::Table;
use crate::values::{Names, Values};

pub const FILE: &str = "routes.csv";
pub const NAMES: Names = Names {
    required: &["from", "to", "distance_km", "mode"],
    optional: &["speed_km_per_day", "seats_per_day", "one_way", "source"],
};

/// Reads the routes, and makes known what they join.
pub fn read(desk: &mut Desk<'_>, known: &mut Known) -> Vec<Route> {
    let mut routes = Vec::new();
    let Some(mut row) = desk.table(FILE, NAMES, known) else { return routes };
    let mut seen: BTreeMap<(Key, Key, Mode), u32> = BTreeMap::new();
    let mut complete = true;
    let mut rows = 0_u32;
    while row.next_row() {
        rows += 1;
        match route(&mut row) {
            Some(route) => {
                look_for_twin(&mut row, &route, &mut seen);
                routes.push(route);
            }
            None => complete = false,
        }
    }
    if rows == 0 && !row.skipped {
        row.problems().error("no-rows", Spot::FILE, "routes.csv has no rows.", "add at least one route");
    }
    known.all_routes = complete && !row.skipped;
    for Route { from, to, .. } in &routes {
        known.routes.extend([(from.to_string(), to.to_string()), (to.to_string(), from.to_string())]);
    }
    routes
}

fn route(row: &mut Table<'_, '_>) -> Option<Route> {
    let from = row.place("from");
    let to = row.place("to");
    let distance_km = row.exact("distance_km", &KM);
    let mode = row.word("mode", &Mode::ALL, Mode::word);
    let speed_km_per_day = row.number("speed_km_per_day", &KM);
    let seats_per_day = row.number("seats_per_day", &PEOPLE);
    let one_way = row.flag("one_way").unwrap_or(false);
    if from.is_some() && from == to {
        row.fail("route-to-itself", "to", "The route leads to where it begins.", "write another place into `to`");
        return None;
    }
    let (from, to) = (from?, to?);
    sides(row, "to", &from, &to);
    sides(row, "from", &to, &from);
    let (distance_km, mode, source) = (distance_km?, mode?, row.text("source"));
    Some(Route { from, to, distance_km, mode, speed_km_per_day, seats_per_day, walk_share: None, pull: 1.0, one_way, source })
}

/// Every neighbour of a crossing lies in one of its two countries.
fn sides(row: &mut Table<'_, '_>, name: &str, crossing: &Key, neighbour: &Key) {
    let known = row.known();
    let (Some(crossing_place), Some(place)) = (known.at(crossing), known.at(neighbour)) else { return };
    let (Some(country), Some(other)) = (&crossing_place.country, &crossing_place.to_country) else { return };
    if let Some(lies_in) = &place.country
        && crossing_place.kind == Some(Kind::Crossing)
        && lies_in != country
        && lies_in != other
    {
        let message =
            format!("`{neighbour}` lies in {lies_in}, but the crossing `{crossing}` joins {country} and {other}.");
        let help = "put a place of one of these countries between them, or mend `country` in locations.csv";
        row.fail("wrong-side", name, message, help);
    }
}

/// One route may lead from a place to another by one mode.
fn look_for_twin(row: &mut Table<'_, '_>, route: &Route, seen: &mut BTreeMap<(Key, Key, Mode), u32>) {
    let line = row.line();
    let mut twin = None;
    for (from, to) in directions(route) {
        let first = *seen.entry((from.clone(), to.clone(), route.mode)).or_insert(line);
        twin = twin.or((first != line).then_some(first));
    }
    if let Some(first) = twin {
        let (from, to, mode) = (&route.from, &route.to, route.mode.word());
        let message = format!("There is a {mode} route between `{from}` and `{to}` already, in line {first}.");
        row.fail(
            "duplicate-route",
            "from",
            message,
            "keep one of them: a route leads both ways unless it is `one_way`",
        );
    }
}
