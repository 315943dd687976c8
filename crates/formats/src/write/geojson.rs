//! `places.geojson` and `flows.geojson`: what a map program opens (RFC 7946: longitude first, no other datum than WGS 84).

use corridor_model::{Key, Kind, Location, Target};
use geojson::{Feature, FeatureCollection, Geometry, JsonObject, JsonValue};

use super::public::NOTE;
use super::status::passage;
use super::{Interval, Results, Spread};

/// What both files say of themselves.
const SIMULATED: &str = "Simulation, not observation; not a statement on borders. Nine in ten members lie between q05 and \
    q95. Straight lines stand for routes.";

/// The bytes of `places.geojson`: every place of the scenario that has a point. In public files none that is only on the way.
pub fn places(results: &Results) -> Vec<u8> {
    let shown = |place: &&Location| !(results.is_public() && place.kind == Kind::Waypoint);
    collection(results, results.scenario.locations.iter().filter(shown).filter_map(|place| of_place(results, place)))
}

/// The bytes of `flows.geojson`: every way between two places with points. In public files none.
pub fn flows(results: &Results) -> Vec<u8> {
    let point = |key: &str| point(results.scenario.location(&Key::from(key))?);
    let lines = results.ways.iter().filter_map(|way| {
        let mut told = JsonObject::new();
        told.insert("from".to_owned(), way.from.as_str().into());
        told.insert("to".to_owned(), way.to.as_str().into());
        told.insert("mode".to_owned(), way.mode.word().into());
        told.insert("distance_km".to_owned(), number(way.distance_km));
        interval(&mut told, "people", Some(way.people));
        Some(feature(Geometry::new_line_string([point(&way.from)?, point(&way.to)?]), told))
    });
    collection(results, lines)
}

fn point(place: &Location) -> Option<[f64; 2]> {
    Some([place.lon?, place.lat?])
}

fn of_place(results: &Results, place: &Location) -> Option<Feature> {
    let (about, period) = (&results.about, results.scenario.period);
    let key = place.key.as_str();
    let mut told = JsonObject::new();
    let texts = [("key", key), ("name", &place.name), ("kind", place.kind.word()), ("country", place.country.as_str())];
    for (name, text) in texts {
        told.insert(name.to_owned(), text.into());
    }
    if !place.admin1.is_empty() {
        told.insert("admin1".to_owned(), place.admin1.as_str().into());
    }
    let on = |measure, date| results.stock_on(measure, key, date).map(of_spread);
    if let Some(to_country) = &place.to_country {
        told.insert("to_country".to_owned(), to_country.as_str().into());
    }
    if place.kind == Kind::Crossing || place.kind == Kind::Airport {
        let [into_country, into_to_country] = passage(results.scenario, &place.key, about.reference_date);
        told.insert("status_into_country".to_owned(), into_country.into());
        told.insert("status_into_to_country".to_owned(), into_to_country.into());
        interval(&mut told, "stranded_reference", on("stranded", about.reference_date));
        let peak = results.peaks.iter().find(|row| row.location == key);
        interval(&mut told, "stranded_peak", peak.map(|row| row.people));
        interval(&mut told, "stranded_end", on("stranded", period.end));
    }
    interval(&mut told, "stock_reference", on("stock", about.reference_date));
    interval(&mut told, "stock_end", on("stock", period.end));
    for (days, _, people) in results.at_horizons(Target::Arrivals, key) {
        interval(&mut told, &format!("arrivals_h{days}"), Some(people));
    }
    Some(feature(Geometry::new_point(point(place)?), told))
}

fn of_spread(spread: &Spread) -> Interval {
    Interval { q05: spread.q05, q50: spread.q50, q95: spread.q95 }
}

fn feature(geometry: Geometry, properties: JsonObject) -> Feature {
    Feature { bbox: None, geometry: Some(geometry), id: None, properties: Some(properties), foreign_members: None }
}

/// Three properties; null for a number that is not told, and none where there is no such series.
fn interval(told: &mut JsonObject, name: &str, people: Option<Interval>) {
    let Some(people) = people else { return };
    for (level, value) in ["q05", "q50", "q95"].into_iter().zip(people.values()) {
        told.insert(format!("{name}_{level}"), number(value));
    }
}

/// A number as in the tables: whole where it is, else with six decimals; null for none.
fn number(value: f64) -> JsonValue {
    super::number(value).parse().map_or(JsonValue::Null, JsonValue::Number)
}

fn collection(results: &Results, features: impl Iterator<Item = Feature>) -> Vec<u8> {
    let about = &results.about;
    let mut notes = JsonObject::new();
    let mut note = SIMULATED.to_owned();
    if results.is_public() {
        note.push(' ');
        note.push_str(NOTE);
    }
    notes.insert("note".to_owned(), note.into());
    notes.insert("scenario".to_owned(), results.scenario.title.as_str().into());
    notes.insert("reference_date".to_owned(), about.reference_date.to_string().into());
    notes.insert("members".to_owned(), about.members.into());
    notes.insert("seed".to_owned(), about.seed.into());
    notes.insert("attribution".to_owned(), results.scenario.provenance.attribution.clone().into());
    notes.insert("licence".to_owned(), results.scenario.provenance.licence.as_str().into());
    let mut collection = FeatureCollection::new(features);
    collection.foreign_members = Some(notes);
    // Plain text and numbers: there is nothing that JSON could not hold.
    let mut bytes = serde_json::to_vec_pretty(&collection).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::{public, testing};

    fn read(bytes: &[u8]) -> FeatureCollection {
        std::str::from_utf8(bytes).unwrap().parse::<geojson::GeoJson>().unwrap().try_into().unwrap()
    }

    #[test]
    fn a_place_has_its_people_and_a_crossing_its_status() {
        let scenario = testing::scenario();
        let collection = read(&places(&testing::results(&scenario, false)));
        assert_eq!(collection.features.len(), scenario.locations.len());
        let bridge =
            collection.features.iter().find(|feature| feature.property("key") == Some(&"x_bridge".into())).unwrap();
        assert_eq!(bridge.geometry, Some(Geometry::new_point([20.0, 10.05])));
        let told = |name: &str| bridge.property(name).cloned().unwrap_or_default();
        assert_eq!((told("status_into_country"), told("status_into_to_country")), ("open".into(), "closed".into()));
        assert_eq!((told("stranded_peak_q50"), told("arrivals_h90_q95")), (200.into(), 6_000.into()));
        // No series, no property; a number that is not told is null.
        assert_eq!(bridge.property("stock_end_q50"), None);
        let public = read(&places(&public::suppress(testing::results(&scenario, false))));
        let town = public.features.iter().find(|feature| feature.property("key") == Some(&"riverton".into())).unwrap();
        assert_eq!(town.property("stock_end_q50"), Some(&JsonValue::Null));
        assert!(public.foreign_members.unwrap()["note"].as_str().unwrap().contains(NOTE));
    }

    #[test]
    fn a_way_is_a_line_between_points_and_none_is_passed_on() {
        let scenario = testing::scenario();
        let collection = read(&flows(&testing::results(&scenario, false)));
        // The other way leads to a place without a point.
        let [line] = collection.features.as_slice() else { panic!("{collection:?}") };
        assert_eq!(line.geometry, Some(Geometry::new_line_string([[20.4, 10.1], [20.0, 10.05]])));
        assert_eq!(line.property("people_q50"), Some(&4_000.into()));
        let public = read(&flows(&public::suppress(testing::results(&scenario, false))));
        assert_eq!(public.features, []);
        assert!(public.foreign_members.unwrap()["note"].as_str().unwrap().contains(NOTE));
    }
}
