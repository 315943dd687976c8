//! Crossings, hosts and the openness of the way. Page: `rules/openness.md`.

use corridor_model::Parameter;

use crate::member::{Law, Pass};
use crate::{Class, Values};

/// What the rule reads.
pub const READS: &[&str] = &["status of the crossing", "policy of the host", "papers", "profile", "going home"];

/// The share of people of a class whom a gate lets through on a day.
pub fn share(law: &Law, class: Class, returning: bool) -> f64 {
    if returning {
        // Whoever goes home passes whatever is not closed.
        return f64::from(u8::from(law.pass != Pass::Closed));
    }
    match law.pass {
        Pass::Open => 1.0,
        Pass::Closed | Pass::ReturnsOnly => 0.0,
        Pass::Restricted { fraction, profile } => {
            let is_meant = profile.is_none_or(|profile| usize::from(profile) == class.profile());
            if is_meant { fraction } else { 0.0 }
        }
        Pass::DocumentedOnly => f64::from(u8::from(class.documented())),
    }
}

/// How open a gate looks to those who think of going there: the probability to be across within a week,
/// `1 - (1 - q)^7`, where each day `q` get through or across beside it.
pub fn within_a_week(share: f64, irregular: f64) -> f64 {
    let stays = (1.0 - share) * (1.0 - irregular);
    1.0 - libm::pow(stays.clamp(0.0, 1.0), 7.0)
}

/// The factor on the attraction of what lies behind, `hope + (1 - hope) × openness`, and the km of detour that people
/// would make instead, `shut_detour_km × (1 - openness)`.
pub fn factor_and_detour(values: &Values, openness: f64) -> (f64, f64) {
    let hope = values.get(Parameter::HopeAtShutCrossing);
    (hope + (1.0 - hope) * openness, values.get(Parameter::ShutDetourKm) * (1.0 - openness))
}
