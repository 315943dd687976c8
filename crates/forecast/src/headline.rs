//! What a result names first.

use corridor_model::{Key, Kind, Scenario, Target};

/// The country of origin: where most of the people at risk live. Of equals the last by key, whatever the order of rows.
pub fn origin(scenario: &Scenario) -> Option<&Key> {
    let people = |country: &Key| {
        let inside = scenario.locations.iter().filter(|location| location.country == *country);
        inside.map(|location| location.population).sum::<u64>()
    };
    scenario.countries().into_iter().max_by_key(|country| (people(country), *country))
}

/// The countries and places that a result names first, and what it counts of each: those that the scenario names, else
/// every country but the one of origin. Of an exit people are evacuated, of all others they arrive.
pub fn headline(scenario: &Scenario) -> Vec<(Target, &Key)> {
    let keys: Vec<&Key> = if scenario.headline.is_empty() {
        let origin = origin(scenario);
        scenario.countries().into_iter().filter(|country| Some(*country) != origin).collect()
    } else {
        scenario.headline.iter().collect()
    };
    let target = |key: &Key| match scenario.location(key).map(|location| location.kind) {
        Some(Kind::Exit) => Target::Evacuated,
        Some(Kind::Town | Kind::Camp | Kind::IdpSite | Kind::Crossing | Kind::Airport | Kind::Hub | Kind::Waypoint)
        | None => Target::Arrivals,
    };
    keys.into_iter().map(|key| (target(key), key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn hosts_come_first_where_the_scenario_names_nothing() {
        let mut scenario = testing::scenario();
        assert_eq!(origin(&scenario), Some(&"Aland".into()));
        assert_eq!(headline(&scenario), [(Target::Arrivals, &"Bland".into())]);
        scenario.headline = vec!["exit".into(), "gate".into()];
        assert_eq!(headline(&scenario), [(Target::Evacuated, &"exit".into()), (Target::Arrivals, &"gate".into())]);
        scenario.locations.clear();
        assert_eq!(origin(&scenario), None);
    }
}
