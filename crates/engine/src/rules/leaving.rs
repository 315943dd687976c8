//! Leaving a place. Page: `rules/leaving.md`.

use corridor_model::{Kind, Parameter, Rules};

use crate::{Member, Zone};

/// What the rule reads.
pub const READS: &[&str] = &["kind of the place", "intensity there", "people who live there or for whom there is room"];

/// A place, as those see it who might leave it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Its number.
    pub place: u32,
    /// What it is today.
    pub kind: Kind,
    /// The fighting there.
    pub zone: &'a Zone,
    /// People who live there or for whom it has room, whichever is more.
    pub size: f64,
}

/// The probability that displaced people who stay at a place leave it today.
pub fn probability(rules: &Rules, member: &Member, seen: Seen<'_>) -> f64 {
    let fought = rules.fighting_makes_towns() && seen.zone.began.is_some();
    let calm = match member.leave_at[seen.place as usize] {
        _ if fought => member.leave(Kind::Town),
        Some(own) => own,
        None => member.leave(seen.kind),
    };
    let conflict = member.values.get(Parameter::LeaveConflict);
    let leaves = match seen.zone.fights {
        true if rules.fighting_sets_leaving() => conflict,
        true => calm.max(conflict),
        false => calm,
    };
    let exponent = member.values.get(Parameter::LeavePopulationExponent);
    if exponent == 0.0 || leaves == 0.0 {
        return leaves;
    }
    (leaves * libm::pow(seen.size / member.values.get(Parameter::LeavePopulationBase), exponent)).min(1.0)
}

/// Whether people who come to a place do not rest there: it is a town, and of the days' journeys of today and of late they
/// have made less than half.
pub fn is_short_stint(rules: &Rules, seen: Seen<'_>, recent: f64, today: f64) -> bool {
    let is_town = seen.kind == Kind::Town || rules.fighting_makes_towns() && seen.zone.began.is_some();
    rules.avoid_short_stints && is_town && !seen.zone.fights && (recent + today) / 2.0 < 0.5
}
