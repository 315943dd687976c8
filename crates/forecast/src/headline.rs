//! What a result names first.

use corridor_model::{Family, Key, Kind, Scenario, Target};

/// The country of origin: where most of the people at risk live. Of equals the last by key, whatever the order of rows.
pub fn origin(scenario: &Scenario) -> Option<&Key> {
    let people = |country: &Key| {
        let inside = scenario.locations.iter().filter(|location| location.country == *country);
        inside.map(|location| location.population).sum::<u64>()
    };
    scenario.countries().into_iter().max_by_key(|country| (people(country), *country))
}

/// The camps and sites that fill, where a scenario has Flee's rules: of these, and of nothing else, its users ask.
pub fn camps(scenario: &Scenario) -> Vec<&Key> {
    match scenario.rules.family {
        Family::Corridor => Vec::new(),
        Family::Flee { .. } => {
            let camps = scenario.locations.iter().filter(|at| matches!(at.kind, Kind::Camp | Kind::IdpSite));
            camps.map(|at| &at.key).collect()
        }
    }
}

/// The countries and places that a result names first, and what it counts of each: those that the scenario names, else
/// the camps that fill, else every country but the one of origin. Of an exit people are evacuated, in a camp that fills
/// they are, everywhere else they arrive.
pub fn headline(scenario: &Scenario) -> Vec<(Target, &Key)> {
    let camps = camps(scenario);
    let target = |key: &Key| match scenario.location(key).map(|location| location.kind) {
        Some(Kind::Exit) => Target::Evacuated,
        Some(Kind::Town | Kind::Camp | Kind::IdpSite | Kind::Crossing | Kind::Airport | Kind::Hub | Kind::Waypoint)
        | None => {
            if camps.contains(&key) {
                Target::Stock
            } else {
                Target::Arrivals
            }
        }
    };
    let keys: Vec<&Key> = if !scenario.headline.is_empty() {
        scenario.headline.iter().collect()
    } else if !camps.is_empty() {
        camps.clone()
    } else {
        let origin = origin(scenario);
        scenario.countries().into_iter().filter(|country| Some(*country) != origin).collect()
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

    #[test]
    fn camps_that_fill_come_first_under_the_rules_of_flee() {
        let mut scenario = testing::scenario();
        assert!(camps(&scenario).is_empty());
        scenario.rules.family = Family::Flee { quirks: false };
        assert_eq!(headline(&scenario), [(Target::Stock, &"camp".into())]);
        scenario.headline = vec!["Bland".into(), "camp".into()];
        assert_eq!(headline(&scenario), [(Target::Arrivals, &"Bland".into()), (Target::Stock, &"camp".into())]);
    }
}
