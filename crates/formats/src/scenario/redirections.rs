//! `redirections.csv`: ways that everybody at a place is made to take.

use corridor_model::{Key, Redirection};

use super::log::{Log, times};
use super::{Desk, Known};
use crate::values::{Names, Values};

pub const FILE: &str = "redirections.csv";
pub const NAMES: Names = Names {
    required: &["from", "to", "event_date"],
    optional: &["state", "until", "available_at", "weight", "source"],
};

/// Reads the redirections.
pub fn read(desk: &mut Desk<'_>, known: &Known) -> Vec<Redirection> {
    let mut log: Log<(Key, Key), bool> = Log::default();
    let Some(mut row) = desk.table(FILE, NAMES, known) else { return Vec::new() };
    let mut told = known.looks_ahead;
    while row.next_row() {
        let (from, to) = (row.place("from"), row.place("to"));
        let state = match row.given("state") {
            None => Some("on"),
            Some(_) => row.word("state", &["on", "off"], |word| word),
        };
        let times = times(&mut row);
        if !told {
            told = true;
            let message = "Redirections hold for people who look from stop to stop, and are not read here.";
            row.warn("not-read", "from", message, "write `decision: {look_ahead: 1}` under `rules` in scenario.yml");
        }
        let (Some(from), Some(to)) = (from, to) else { continue };
        if !known.has_route(&from, &to) {
            let message = format!("No route leads from `{from}` to `{to}`.");
            let help = "add it to routes.csv, or name the ends of a route that stands there";
            row.fail("unknown-route", "from", message, help);
            continue;
        }
        if let (Some(state), Some(times)) = (state, times) {
            let called = format!("the redirection from `{from}` to `{to}`");
            log.add(&mut row, &[(from, to)], &called, times, state == "on");
        }
    }
    let redirection = |((from, to), timeline)| Redirection { from, to, timeline };
    log.timelines.into_iter().map(redirection).collect()
}
