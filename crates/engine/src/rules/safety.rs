//! Safety of a destination. Page: `rules/safety.md`.

use corridor_model::Parameter;

use crate::Values;

/// What the rule reads.
pub const READS: &[&str] = &["intensity at the destination"];

/// The factor on the attraction of a place with fighting: `safety_weight^intensity`.
pub fn factor(values: &Values, intensity: f64) -> f64 {
    if intensity > 0.0 { libm::pow(values.get(Parameter::SafetyWeight), intensity) } else { 1.0 }
}
