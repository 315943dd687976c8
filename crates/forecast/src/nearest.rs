//! Which receiving places are nearest to what some edits change.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use corridor_model::{Key, Scenario, Shut};

/// As many places are told.
const MOST: usize = 5;

/// The places where two scenarios differ: crossings, closures, fighting and room that are not the same, and places that
/// only one has. A country's policy is of no one place.
pub(crate) fn changed_places(base: &Scenario, what_if: &Scenario) -> Vec<Key> {
    let mut changed = BTreeSet::new();
    for scenario in [base, what_if] {
        let other = if std::ptr::eq(scenario, base) { what_if } else { base };
        let crossings = scenario.crossings.iter().filter(|one| !other.crossings.contains(one));
        changed.extend(crossings.map(|one| &one.location));
        for closure in scenario.closures.iter().filter(|one| !other.closures.contains(one)) {
            match &closure.shut {
                Shut::Location(key) => changed.extend([key]),
                Shut::Route { from, to } => changed.extend([from, to]),
            }
        }
        let fighting = scenario.conflicts.iter().filter(|one| !other.conflicts.contains(one));
        changed.extend(fighting.map(|(key, _)| key));
        let rooms = scenario.camps.iter().filter(|one| !other.camps.contains(one));
        changed.extend(rooms.map(|(key, _)| key));
        let places = scenario.locations.iter().filter(|one| !other.locations.contains(one));
        changed.extend(places.map(|one| &one.key));
        for route in scenario.routes.iter().filter(|one| !other.routes.contains(one)) {
            changed.extend([&route.from, &route.to]);
        }
    }
    changed.into_iter().cloned().collect()
}

/// The places and hosts that an edited scenario has otherwise.
pub fn changed(base: &Scenario, what_if: &Scenario) -> Vec<Key> {
    [changed_places(base, what_if), changed_hosts(base, what_if)].concat()
}

/// Countries whose policies are not the same in two scenarios.
pub(crate) fn changed_hosts(base: &Scenario, what_if: &Scenario) -> Vec<Key> {
    let differ = |one: &Scenario, other: &Scenario| {
        let changed = one.hosts.iter().filter(|host| !other.hosts.contains(host));
        changed.map(|host| host.country.clone()).collect::<Vec<_>>()
    };
    [differ(base, what_if), differ(what_if, base)].concat()
}

/// The receiving places nearest to some places, with km by whatever route there is in either direction, the nearest
/// first.
pub(crate) fn nearest(scenario: &Scenario, from: &[Key]) -> Vec<(Key, f64)> {
    let mut roads: BTreeMap<&Key, Vec<(&Key, f64)>> = BTreeMap::new();
    for route in &scenario.routes {
        roads.entry(&route.from).or_default().push((&route.to, route.distance_km));
        roads.entry(&route.to).or_default().push((&route.from, route.distance_km));
    }
    let mut least: BTreeMap<&Key, f64> = from.iter().map(|key| (key, 0.0)).collect();
    // Distances are not negative, so their bits stand in the order of their values.
    let mut heap: BinaryHeap<_> = from.iter().map(|key| Reverse((0_u64, key))).collect();
    while let Some(Reverse((bits, key))) = heap.pop() {
        let km = f64::from_bits(bits);
        if least.get(key).is_some_and(|known| *known < km) {
            continue;
        }
        for (next, more) in roads.get(key).into_iter().flatten() {
            let far = km + more;
            if least.get(next).is_none_or(|known| far < *known) {
                least.insert(next, far);
                heap.push(Reverse((far.to_bits(), next)));
            }
        }
    }
    let receives = |key: &Key| scenario.location(key).is_some_and(|at| at.kind.receives());
    let mut places: Vec<(Key, f64)> =
        least.into_iter().filter(|(key, _)| receives(key)).map(|(key, km)| (key.clone(), km)).collect();
    places.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
    places.truncate(MOST);
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn what_receives_is_told_by_its_distance() {
        let scenario = testing::scenario();
        let told = nearest(&scenario, &["gate".into()]);
        let told: Vec<(&str, f64)> = told.iter().map(|(key, km)| (key.as_str(), *km)).collect();
        assert_eq!(told, [("home", 10.0), ("hub", 10.0), ("camp", 20.0)]);
        assert_eq!(nearest(&scenario, &[]), []);
    }

    #[test]
    fn places_that_differ_are_found_on_both_sides() {
        let base = testing::scenario();
        assert_eq!(changed_places(&base, &base), []);
        let mut what_if = base.clone();
        what_if.conflicts.push(("home".into(), corridor_model::Timeline::default()));
        what_if.routes.remove(2);
        for (one, two) in [(&base, &what_if), (&what_if, &base)] {
            assert_eq!(changed_places(one, two), [Key::from("gate"), "home".into(), "hub".into()]);
        }
    }
}
