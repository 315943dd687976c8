//! What a place is: Flee looks for words within the word for its type.

use corridor_model::Kind;

use super::rows::Row;
use super::settings::Settings;
use crate::problems::Problems;

/// Flee makes a camp of a place that people leave less readily.
const CAMP_BELOW: f64 = 0.005;

/// What the place is, how readily people leave it if not as its kind says, and whether there is fighting from the
/// beginning.
pub fn kind(row: &Row, settings: &Settings, later: bool, problems: &mut Problems) -> Option<(Kind, Option<f64>, bool)> {
    let text = row.text(5).to_lowercase();
    let has = |word: &str| text.contains(word);
    // Where fighting begins later, Flee adds a town.
    let is_conflict = has("conflict") && !has("camp");
    let (kind, leave, fights) = if has("camp") {
        return Some((if has("idp") { Kind::IdpSite } else { Kind::Camp }, None, false));
    } else if is_conflict && !later {
        (Kind::Town, None, true)
    } else if has("forward") {
        return Some((Kind::Town, Some(1.0), false));
    } else if has("marker") {
        return Some((Kind::Waypoint, None, false));
    } else if has("flood_zone") {
        let message = "Corridor does not simulate floods: the place is a `flood_zone`.";
        problems.error("refused", row.at(5), message, "write `town`, or run the folder with Flee");
        return None;
    } else if is_conflict || has("town") || has("default") {
        (Kind::Town, None, false)
    } else {
        let message =
            format!("`{}` is no type of place: like Flee, everybody leaves such a town at once.", row.text(5));
        let help = "write `town`, `camp`, `idpcamp`, `conflict_zone`, `forwarding_hub` or `marker`";
        problems.warning("unknown-type", row.at(5), message, help);
        return Some((Kind::Town, Some(1.0), false));
    };
    let chance = if fights { settings.leave_conflict } else { settings.leave_town };
    // At awareness 0 nobody leaves anything: that makes no camps.
    if chance < CAMP_BELOW {
        let message =
            format!("People leave `{}` with a chance of {chance} a day: Flee takes it for a camp.", row.text(0));
        problems.warning("becomes-camp", row.at(5), message, "raise the move chance of towns to 0.005 at least");
        return Some((Kind::Camp, Some(chance), fights));
    }
    Some((kind, leave, fights))
}
