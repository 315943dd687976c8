//! Departures from conflict. Page: `rules/conflict-departures.md`.

use corridor_model::{ConflictDepartures, Parameter, Rules};

use crate::{Count, Draw, Values, Zone};

/// What the rule reads.
pub const READS: &[&str] = &["intensity", "days of fighting", "days since the fighting ended"];

/// How many of those who live at a place flee today; `factor` is that of all its departures.
pub fn people<C: Count>(rules: &Rules, zone: &Zone, day: u32, values: &Values, live: C, factor: f64, draw: Draw) -> C {
    let given = |people: f64| if zone.fights { people * zone.intensity * factor } else { 0.0 };
    match rules.conflict_departures {
        ConflictDepartures::Rate => live.part(probability(zone, day, values) * factor, draw),
        ConflictDepartures::Constant => C::of(given(values.get(Parameter::ConflictPeoplePerDay))),
        ConflictDepartures::Poisson => C::poisson(given(values.get(Parameter::ConflictPeoplePerDay)), draw),
        ConflictDepartures::Share => C::of(given(values.get(Parameter::ConflictRatePerDay) * live.people())),
    }
}

/// How much a place with fighting counts where departures are shared among all such places, apart from its people:
/// intensity × decay.
pub fn share(rules: &Rules, zone: &Zone, day: u32) -> f64 {
    if zone.fights { zone.intensity * decay(rules, zone, day) } else { 0.0 }
}

/// How much the fighting at a place still counts.
pub fn decay(rules: &Rules, zone: &Zone, day: u32) -> f64 {
    let began = zone.began.unwrap_or(0);
    rules.conflict_decay.factor((day as i32).saturating_sub(began).max(0) as u32)
}

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
        Some(began) if zone.fights => rate * zone.intensity * decay(day - began),
        Some(began) => {
            let days_over = day - zone.ended;
            let last = rate * zone.worst_lately * decay(zone.ended - began);
            last * values.get(Parameter::FearShare) * halved(days_over, values.get(Parameter::FearHalfLifeDays))
        }
    };
    -libm::expm1(-hazard)
}
