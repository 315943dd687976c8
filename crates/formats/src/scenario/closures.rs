//! `closures.csv`: shut routes and places.

use corridor_model::{Closure, Key, Kind, Shut, Way};

use super::log::{Log, times};
use super::{Desk, Known};
use crate::table::Table;
use crate::values::{Names, Values};

pub const FILE: &str = "closures.csv";
pub const NAMES: Names = Names {
    required: &["kind", "event_date"],
    optional: &["location", "from", "to", "way", "state", "until", "available_at", "weight", "source"],
};

/// Reads the closures.
pub fn read(desk: &mut Desk<'_>, known: &Known) -> Vec<Closure> {
    let mut log: Log<(Key, Option<Key>), Option<Way>> = Log::default();
    let Some(mut row) = desk.table(FILE, NAMES, known) else { return Vec::new() };
    while row.next_row() {
        let subject = subject(&mut row);
        let ways = [Way::Both, Way::In, Way::Out];
        let word = |way| match way {
            Way::Both => "both",
            Way::In => "in",
            Way::Out => "out",
        };
        let way = match row.given("way") {
            None => Some(Way::Both),
            Some(_) => row.word("way", &ways, word),
        };
        let open = match row.given("state") {
            None => Some("closed"),
            Some(_) => row.word("state", &["closed", "open"], |word| word),
        };
        let times = times(&mut row);
        if let (Some(subject), Some(way), Some(open), Some(times)) = (subject, way, open, times) {
            let called = match &subject {
                (place, None) => format!("`{place}`"),
                (from, Some(to)) => format!("the route from `{from}` to `{to}`"),
            };
            log.add(&mut row, &[subject], &called, times, (open == "closed").then_some(way));
        }
    }
    let shut = |subject| match subject {
        (location, None) => Shut::Location(location),
        (from, Some(to)) => Shut::Route { from, to },
    };
    log.timelines.into_iter().map(|(subject, timeline)| Closure { shut: shut(subject), timeline }).collect()
}

/// The place, or the two ends of the route.
fn subject(row: &mut Table<'_, '_>) -> Option<(Key, Option<Key>)> {
    let location = row.place("location");
    let (from, to) = (row.place("from"), row.place("to"));
    let kind = row.word("kind", &["location", "route"], |word| word)?;
    if kind == "location" {
        require(row, &["location"], "place");
        let location = location?;
        let place = row.known().at(&location).and_then(|place| place.kind);
        if place == Some(Kind::Crossing) {
            let message =
                format!("This shuts every route at `{location}`; the status of a crossing belongs elsewhere.");
            row.warn(
                "crossing-closure",
                "location",
                message,
                "put it into crossings.csv, where each direction has a status",
            );
        }
        return Some((location, None));
    }
    require(row, &["from", "to"], "route");
    let (from, to) = (from?, to?);
    if !row.known().has_route(&from, &to) {
        let message = format!("No route joins `{from}` and `{to}`.");
        row.fail(
            "unknown-route",
            "from",
            message,
            "add it to routes.csv, or name the ends of a route that stands there",
        );
        return None;
    }
    Some((from, Some(to)))
}

fn require(row: &mut Table<'_, '_>, names: &[&str], what: &str) {
    for name in names {
        if row.given(name).is_none() {
            let message = format!("The closure of a {what} needs `{name}`.");
            row.fail("missing-value", name, message, format!("write the key of a place into `{name}`"));
        }
    }
}
