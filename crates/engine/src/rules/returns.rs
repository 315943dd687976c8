//! Going home. Page: `rules/returns.md`.

use corridor_model::Parameter;

use crate::{Values, Zone};

/// What the rule reads.
pub const READS: &[&str] = &["home", "days since the fighting there ended", "country of the place", "profile"];

/// The probability that one whose home is there goes back today.
///
/// Zero until the fighting has been over for `return_safe_days`; then it rises in a straight line and reaches
/// `return_rate_per_day` after as many days again: the longer it is safe, the more of them.
pub fn probability(zone: &Zone, day: u32, abroad: bool, values: &Values) -> f64 {
    if zone.fights || zone.began.is_none() {
        return 0.0;
    }
    let threshold = values.get(Parameter::ReturnSafeDays);
    let beyond = f64::from(day as i32 - zone.ended) - threshold;
    if beyond < 0.0 {
        return 0.0;
    }
    let safety = if threshold > 0.0 { (beyond / threshold).min(1.0) } else { 1.0 };
    let factor = if abroad { values.get(Parameter::ReturnFromAbroadFactor) } else { 1.0 };
    (values.get(Parameter::ReturnRatePerDay) * safety * factor).min(1.0)
}
