//! Places, countries, routes and ways, as the map draws them.

use std::collections::BTreeMap;

use corridor_forecast::Catalogue;
use corridor_model::{CampState, Key, Location, Scenario};
use serde_json::{Value, json};

use crate::instance::Side;
use crate::statuses::{Statuses, stretches};

/// The series of each key, by number.
pub fn by_location(catalogue: &Catalogue) -> BTreeMap<&Key, Vec<usize>> {
    let mut all: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
    for (number, series) in catalogue.series.iter().enumerate() {
        all.entry(&series.location).or_default().push(number);
    }
    all
}

/// Places, in the order of the world: that in which ways name them.
pub fn places(side: &Side, statuses: &Statuses) -> Vec<Value> {
    let (known, series) = (&side.known, by_location(&side.replay.catalogue));
    let by_key: BTreeMap<&Key, &Location> = known.locations.iter().map(|at| (&at.key, at)).collect();
    let view = |at: &Location| {
        let own: Vec<Value> = statuses.of.get(&at.key).into_iter().flatten().map(|status| status.view()).collect();
        json!({
            "key": at.key.as_str(), "name": at.name, "kind": at.kind.word(), "country": at.country.as_str(),
            "toCountry": at.to_country.as_ref().map(Key::as_str), "latitude": at.lat, "longitude": at.lon,
            "population": at.population, "capacity": capacity(known, &at.key), "statuses": own,
            "series": series.get(&at.key).cloned().unwrap_or_default(), "source": at.source,
        })
    };
    side.world().places.iter().filter_map(|place| by_key.get(&place.key).map(|at| view(at))).collect()
}

/// Room by day where there is a limit; of an uncertain one its middle.
pub fn capacity(known: &Scenario, key: &Key) -> Vec<(u32, f64)> {
    let timeline = known.camps.iter().find(|(own, _)| own == key).map(|(_, timeline)| timeline);
    let rows = timeline.map(|timeline| stretches(timeline, known.period)).unwrap_or_default();
    let room = |row: &corridor_model::Row<CampState>| match &row.value {
        CampState::Open { capacity: Some(people), .. } => Some(people.median()),
        CampState::Open { capacity: None, .. } | CampState::Closed => None,
    };
    rows.into_iter().filter_map(|(from, _, row)| Some((from, room(row)?))).collect()
}

/// Countries in the order of their keys.
pub fn countries(side: &Side, statuses: &Statuses) -> Vec<Value> {
    let (known, series) = (&side.known, by_location(&side.replay.catalogue));
    let view = |key: &Key| {
        let points = known.locations.iter().filter(|at| at.country == *key).filter_map(|at| Some((at.lat?, at.lon?)));
        let points: Vec<(f64, f64)> = points.collect();
        let middle = |of: fn(&(f64, f64)) -> f64| {
            (!points.is_empty()).then(|| points.iter().map(of).sum::<f64>() / points.len() as f64)
        };
        let own: Vec<Value> = statuses.of.get(key).into_iter().flatten().map(|status| status.view()).collect();
        json!({
            "key": key.as_str(), "latitude": middle(|at| at.0), "longitude": middle(|at| at.1), "statuses": own,
            "series": series.get(key).cloned().unwrap_or_default(),
        })
    };
    side.world().countries.iter().map(|country| view(&country.key)).collect()
}

/// Routes as the scenario has them.
pub fn routes(known: &Scenario) -> Vec<Value> {
    let view = |route: &corridor_model::Route| {
        json!({
            "from": route.from.as_str(), "to": route.to.as_str(), "mode": route.mode.word(), "km": route.distance_km,
            "source": route.source,
        })
    };
    known.routes.iter().map(view).collect()
}

/// Each direction of a route, in the order of the catalogue.
pub fn ways(side: &Side) -> Vec<Value> {
    let world = side.world();
    let view = |way: &u32| {
        let way = &world.ways[*way as usize];
        json!({ "from": way.from, "to": way.to, "mode": way.mode.word(), "km": way.km })
    };
    side.replay.catalogue.ways.iter().map(view).collect()
}
