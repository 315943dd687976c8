//! `location_changes.csv`: places that become another type on a day.

use std::collections::BTreeMap;

use corridor_model::{Kind, Period};

use super::camps::{Kinds, Phase};
use super::desk::{CHANGES, Desk};
use super::locations::Places;
use super::settings::Settings;

/// The days on which fighting begins or ends at a place because of what becomes of it, when in the day, and its intensity
/// from then on.
pub type Fighting = BTreeMap<usize, Vec<(i64, Phase, f64)>>;

/// Reads the changes.
pub fn read(desk: &mut Desk<'_>, places: &Places, kinds: &mut Kinds, period: Period, settings: &Settings) -> Fighting {
    let mut fighting = Fighting::new();
    let rows = desk.table(CHANGES, false).unwrap_or_default();
    let problems = desk.problems(CHANGES);
    for (order, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_header()) {
        let name = row.text(0);
        let mut number = places.number(name);
        if number.is_none() {
            // Flee's B18: a name that it does not know is the first place to it.
            number = settings.quirks.then_some(0).filter(|_| !places.list.is_empty());
            let what = if number.is_some() { "to Flee this is the first place" } else { "the row does nothing" };
            let message = format!("There is no place `{name}`: {what}.");
            problems.warning("unknown-place", row.at(0), message, places.help(name));
        }
        let Some(day) = row.whole(2, "day", problems) else {
            if row.text(2).is_empty() {
                problems.error("missing-value", row.at(2), "The change has no day.", "write name, new type, day");
            }
            continue;
        };
        let Some(number) = number else { continue };
        if !(0..i64::from(period.days())).contains(&day) {
            let message = format!("The change is on day {day}, outside the run.");
            problems.warning("outside-period", row.at(2), message, "mend the day, or leave the row out");
            continue;
        }
        let text = row.text(1).to_lowercase();
        let is_marker = places.list.get(number).is_some_and(|place| place.location.kind == Kind::Waypoint);
        let kind = if text.contains("camp") {
            Some(if text.contains("idp") { Kind::IdpSite } else { Kind::Camp })
        } else if text.contains("conflict") || text.contains("town") || text.contains("default") {
            Some(Kind::Town)
        } else {
            None
        };
        let Some(kind) = kind.filter(|_| !is_marker) else {
            let message = match is_marker || text.contains("marker") {
                true => "Corridor does not simulate a change from or to a `marker`.".to_owned(),
                false => format!("Corridor does not simulate a change to `{}`.", row.text(1)),
            };
            let help = "write `camp`, `idpcamp`, `town` or `conflict_zone`, or run the folder with Flee";
            problems.error("refused", row.at(1), message, help);
            continue;
        };
        kinds.add(number, day, (Phase::Changes, order), kind);
        let intensity = if text.contains("conflict") { settings.change_intensity } else { 0.0 };
        fighting.entry(number).or_default().push((day, Phase::Changes, intensity));
    }
    fighting
}
