//! Departures from conflict. Page: `rules/conflict-departures.md`.

use corridor_model::Parameter;

use super::QUIET;
use crate::{Values, Zone};

/// What the rule reads.
pub const READS: &[&str] = &["intensity", "days of fighting", "days since the fighting ended"];

/// The probability that one who lives at a place flees today.
///
/// While there is fighting `1 - exp(-rate × intensity × 2^(-days/half_life))`; after it, the last rate × `fear_share` ×
/// `2^(-days since/fear_half_life)`.
pub fn probability(zone: &Zone, day: u32, values: &Values) -> f64 {
    let rate = values.get(Parameter::ConflictRatePerDay);
    let day = day as i32;
    let halved = |days: i32, half_life| libm::exp2(-f64::from(days) / half_life);
    let decay = |days| halved(days, values.get(Parameter::ConflictDecayHalfLifeDays));
    let hazard = match zone.began {
        None => return 0.0,
        Some(began) if zone.intensity >= QUIET => rate * zone.intensity * decay(day - began),
        Some(began) => {
            let days_over = day - zone.ended;
            let last = rate * zone.worst_lately * decay(zone.ended - began);
            last * values.get(Parameter::FearShare) * halved(days_over, values.get(Parameter::FearHalfLifeDays))
        }
    };
    -libm::expm1(-hazard)
}
