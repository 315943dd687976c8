//! The tables that are no logs: places, routes, stocks, figures.

use corridor_model::{Key, Location, Observation, Route, Stock, Uncertain, Use};

use super::cells::{Cells, table};
use super::number;
use crate::number::plain;
use crate::scenario::{locations, observations, routes, stocks};
use crate::source::Source;

/// A number that need not be given.
pub fn given(value: &Option<Uncertain>) -> String {
    value.map_or(String::new(), number)
}

/// The key of something that need not be given.
pub fn key(key: &Option<Key>) -> String {
    key.as_ref().map_or(String::new(), Key::to_string)
}

/// A text, or nothing where it is what the reader takes if nothing is said.
fn unless(text: String, default: &str) -> String {
    if text == default { String::new() } else { text }
}

/// `locations.csv`
pub fn locations(places: &[Location]) -> Option<Source> {
    let row = |place: &Location| -> Cells {
        let Location {
            key: own,
            name,
            kind,
            country,
            to_country,
            admin1,
            lat,
            lon,
            population,
            leave_per_day,
            stay_for_good_per_day,
            aliases,
            source,
        } = place;
        vec![
            ("key", own.to_string()),
            ("kind", kind.word().to_owned()),
            ("country", country.to_string()),
            ("name", unless(name.clone(), own.as_str())),
            ("to_country", key(to_country)),
            ("admin1", admin1.clone()),
            ("lat", lat.map_or(String::new(), plain)),
            ("lon", lon.map_or(String::new(), plain)),
            ("population", unless(population.to_string(), "0")),
            ("leave_per_day", given(leave_per_day)),
            ("stay_for_good_per_day", given(stay_for_good_per_day)),
            ("aliases", aliases.join("|")),
            ("source", source.clone()),
        ]
    };
    table(locations::FILE, locations::NAMES, &places.iter().map(row).collect::<Vec<_>>())
}

/// `routes.csv`
pub fn routes(ways: &[Route]) -> Option<Source> {
    let row = |route: &Route| -> Cells {
        let Route { from, to, distance_km, mode, speed_km_per_day, seats_per_day, walk_share, pull, one_way, source } =
            route;
        vec![
            ("from", from.to_string()),
            ("to", to.to_string()),
            ("distance_km", plain(*distance_km)),
            ("mode", mode.word().to_owned()),
            ("speed_km_per_day", given(speed_km_per_day)),
            ("seats_per_day", given(seats_per_day)),
            ("walk_share", given(walk_share)),
            ("pull", unless(plain(*pull), "1")),
            ("one_way", if *one_way { "yes" } else { "" }.to_owned()),
            ("source", source.clone()),
        ]
    };
    table(routes::FILE, routes::NAMES, &ways.iter().map(row).collect::<Vec<_>>())
}

/// `stocks.csv`
pub fn stocks(people: &[Stock]) -> Option<Source> {
    let row = |stock: &Stock| -> Cells {
        let Stock { location, profile, home, people, source } = stock;
        vec![
            ("location", location.to_string()),
            ("profile", profile.to_string()),
            ("home", home.to_string()),
            ("people", number(*people)),
            ("source", source.clone()),
        ]
    };
    table(stocks::FILE, stocks::NAMES, &people.iter().map(row).collect::<Vec<_>>())
}

/// `observations.csv`
pub fn observations(figures: &[Observation]) -> Option<Source> {
    let row = |figure: &Observation| -> Cells {
        let Observation {
            series,
            target,
            location,
            event_date,
            counting_from,
            value,
            available_at,
            available_given,
            known_share,
            lag_days,
            usage,
            source,
            note,
        } = figure;
        let said = *available_given || *available_at != observations::available_by_default(*event_date);
        vec![
            ("series", series.clone()),
            ("target", target.map_or("", corridor_model::Target::word).to_owned()),
            ("location", location.to_string()),
            ("event_date", event_date.to_string()),
            ("counting_from", counting_from.map_or(String::new(), |day| day.to_string())),
            ("value", number(*value)),
            ("available_at", if said { available_at.to_string() } else { String::new() }),
            ("known_share", unless(number(*known_share), "1")),
            ("lag_days", unless(lag_days.to_string(), "0")),
            ("use", unless(usage.word().to_owned(), Use::Score.word())),
            ("note", note.clone()),
            ("source", source.clone()),
        ]
    };
    table(observations::FILE, observations::NAMES, &figures.iter().map(row).collect::<Vec<_>>())
}
