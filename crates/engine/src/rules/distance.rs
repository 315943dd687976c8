//! The distance kernel. Page: `rules/distance.md`.

use corridor_model::{Kernel, Parameter};

use crate::Values;

/// What the rule reads.
pub const READS: &[&str] = &["km of the cheapest way", "profile"];

/// How strongly a place so far away attracts, relative to others.
///
/// Power: `((softening + km) / 100)^-exponent`; exponential: `exp(-km / scale)`. The 100 km keep the numbers near 1; they
/// cancel in every choice.
pub fn attraction(kernel: Kernel, values: &Values, exponent: f64, km: f64) -> f64 {
    match kernel {
        Kernel::Power => {
            let softened = (values.get(Parameter::DistanceSofteningKm) + km).max(1e-3);
            libm::pow(softened / 100.0, -exponent)
        }
        Kernel::Exponential => libm::exp(-km / values.get(Parameter::DistanceScaleKm)),
    }
}
