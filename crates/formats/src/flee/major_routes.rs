//! `major_routes.csv`: roads that people know from end to end.

use corridor_model::Key;

use super::desk::{Desk, MAJOR_ROUTES};
use super::locations::Places;
use super::settings::Settings;
use crate::problems::Spot;

/// Reads the known roads. Flee knows them with `fixed_routes` alone.
pub fn read(desk: &mut Desk<'_>, places: &Places, settings: &Settings) -> Vec<Vec<Key>> {
    let Some(rows) = desk.table(MAJOR_ROUTES, false) else { return Vec::new() };
    let problems = desk.problems(MAJOR_ROUTES);
    if !settings.rules.best_route_only {
        let message = "major_routes.csv has no effect without `fixed_routes`.";
        problems.warning(
            "no-effect",
            Spot::FILE,
            message,
            "set `fixed_routes: True` in move_rules, or remove the file",
        );
        return Vec::new();
    }
    let mut roads = Vec::new();
    for row in rows.iter().filter(|row| !row.is_header()) {
        let mut road = Vec::new();
        for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
            match places.named(&cell.text) {
                Some(place) => road.push(place.key().clone()),
                None => {
                    let message = format!("There is no place `{}`.", cell.text);
                    problems.error("unknown-place", cell.at, message, places.help(&cell.text));
                }
            }
        }
        if road.len() > 1 {
            roads.push(road);
        } else {
            let message = "A known road has two places at least.";
            problems.warning("short-road", Spot::line(row.line), message, "write the names along it, with commas");
        }
    }
    roads
}
