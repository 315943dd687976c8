//! What was known on a day.

use corridor_model::{Date, Scenario};

/// The scenario as a forecast made on `date` may know it: every row that was not available by then is gone (invariant
/// 12). Observations stay out of a run anyway; they too are cut, so that nothing later can be read from the result.
pub fn as_of(scenario: &Scenario, date: Date) -> Scenario {
    let mut known = scenario.clone();
    for (_, timeline) in &mut known.conflicts {
        timeline.as_of(date);
    }
    for (_, timeline) in &mut known.camps {
        timeline.as_of(date);
    }
    for crossing in &mut known.crossings {
        crossing.into_country.as_of(date);
        crossing.into_to_country.as_of(date);
    }
    for closure in &mut known.closures {
        closure.timeline.as_of(date);
    }
    for redirection in &mut known.redirections {
        redirection.timeline.as_of(date);
    }
    for host in &mut known.hosts {
        host.admission.as_of(date);
        host.push_back.as_of(date);
        for (_, timeline) in &mut host.forced_return {
            timeline.as_of(date);
        }
    }
    known.departures.retain(|departures| departures.row.is_available(date));
    known.observations.retain(|observation| observation.available_at <= date);
    known.reference_date = Some(date);
    known
}
