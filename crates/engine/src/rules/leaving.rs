//! Leaving a place. Page: `rules/leaving.md`.

use corridor_model::{Kind, Parameter};

use super::QUIET;
use crate::Member;

/// What the rule reads.
pub const READS: &[&str] = &["kind of the place", "intensity there"];

/// The probability that displaced people who stay at a place leave it today.
pub fn probability(member: &Member, kind: Kind, intensity: f64) -> f64 {
    let calm = member.leave(kind);
    if intensity >= QUIET { calm.max(member.values.get(Parameter::LeaveConflict)) } else { calm }
}
