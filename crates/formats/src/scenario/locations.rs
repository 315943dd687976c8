//! `locations.csv`: places.

use corridor_model::{Key, Kind, Location};

use super::known::Place;
use super::{Desk, Known};
use crate::number::{PEOPLE, SHARE};
use crate::problems::Spot;
use crate::table::Table;
use crate::values::{Names, Values};

pub const FILE: &str = "locations.csv";
pub const NAMES: Names = Names {
    required: &["key", "kind", "country"],
    optional: &[
        "name",
        "to_country",
        "admin1",
        "lat",
        "lon",
        "population",
        "leave_per_day",
        "stay_for_good_per_day",
        "aliases",
        "source",
    ],
};

/// More people than this in one scenario are a mistake: a hundred times those on Earth.
const MOST_PEOPLE: u128 = 1_000_000_000_000;

/// Reads the places, and makes them known.
pub fn read(desk: &mut Desk<'_>, known: &mut Known) -> Vec<Location> {
    let nothing = Known::default();
    let mut locations = Vec::new();
    let mut lines = Vec::new();
    // The text outlives the desk's problems: the table borrows only the latter.
    let Some(text) = desk.text(FILE, true) else { return locations };
    let Some(mut row) = Table::open(text, NAMES, &nothing, desk.problems(FILE)) else { return locations };
    while row.next_row() {
        if let Some(location) = place(&mut row, known) {
            locations.push(location);
            lines.push(row.line());
        }
    }
    known.all_places = !row.skipped && !known.places.is_empty();
    if known.places.is_empty() && !row.skipped {
        row.problems().error("no-rows", Spot::FILE, "locations.csv has no rows.", "add at least one place");
    }
    if locations.iter().map(|location| u128::from(location.population)).sum::<u128>() > MOST_PEOPLE {
        let message = "More than a million million people live in these places.";
        row.problems().error(
            "too-many-people",
            Spot::FILE,
            message,
            "check `population`: it counts people, not thousands",
        );
    }
    look_for_swaps(&locations, &lines, row.problems());
    for (key, place) in &known.places {
        if known.countries.contains(key) {
            let message = format!("`{key}` is the key of a place and the name of a country.");
            let help = "give the place another key: where both are allowed, the place is meant";
            row.problems().warning("ambiguous-key", Spot::line(place.line), message, help);
        }
    }
    locations
}

fn place(row: &mut Table<'_, '_>, known: &mut Known) -> Option<Location> {
    let key = row.given("key").map(|key| Key::from(&*key));
    let kind = row.word("kind", &Kind::ALL, Kind::word);
    let country = row.given("country").map(|country| Key::from(&*country));
    let to_country = row.given("to_country").map(|country| Key::from(&*country));
    let lat = row.exact("lat", &(-90.0..=90.0));
    let lon = row.exact("lon", &(-180.0..=180.0));
    let population = match row.given("population") {
        None => 0,
        // Somebody lives there; how many could not be read, which is told.
        Some(_) => row.whole("population", &PEOPLE).unwrap_or(1),
    };
    let leave_per_day = row.number("leave_per_day", &SHARE);
    let stay_for_good_per_day = row.number("stay_for_good_per_day", &SHARE);
    if row.given("lat").is_some() != row.given("lon").is_some() {
        let message = "The place has one coordinate without the other.";
        row.warn("half-a-point", "lat", message, "give both `lat` and `lon`, or neither");
    }
    match (kind, &to_country) {
        (Some(Kind::Crossing), None) if row.given("to_country").is_none() => {
            let help = "write the country on the other side into `to_country`";
            row.fail("no-other-side", "to_country", "The crossing leads into no country.", help);
        }
        (Some(Kind::Crossing), to_country) if *to_country == country => {
            let help = "a crossing joins two countries: `country` and `to_country`";
            row.fail("one-country", "to_country", "The crossing leads into the country that it lies in.", help);
        }
        (
            Some(Kind::Town | Kind::Camp | Kind::IdpSite | Kind::Airport | Kind::Hub | Kind::Waypoint | Kind::Exit),
            Some(_),
        ) => {
            let help = "leave `to_country` empty, or write `crossing` into `kind`";
            row.fail("not-a-crossing", "to_country", "Only a crossing leads into another country.", help);
        }
        (Some(_) | None, Some(_) | None) => {}
    }
    for country in country.iter().chain(&to_country) {
        known.countries.insert(country.to_string());
    }
    let key = key?;
    if let Some(first) = known.places.get(key.as_str()) {
        let message = format!("The place `{key}` stands here twice, first in line {}.", first.line);
        row.fail("duplicate-place", "key", message, "keep one of them, or give them different keys");
        return None;
    }
    let place = Place { kind, country: country.clone(), to_country: to_country.clone(), population, line: row.line() };
    known.places.insert(key.to_string(), place);
    let name = row.given("name").map_or_else(|| key.to_string(), |name| name.into_owned());
    let aliases = row.text("aliases");
    let aliases = aliases.split('|').map(str::trim).filter(|alias| !alias.is_empty()).map(str::to_owned);
    Some(Location {
        key,
        name,
        kind: kind?,
        country: country?,
        to_country,
        admin1: row.text("admin1"),
        lat,
        lon,
        population,
        leave_per_day,
        stay_for_good_per_day,
        aliases: aliases.collect(),
        source: row.text("source"),
    })
}

/// A place far from the others that would lie among them with latitude and longitude swapped.
fn look_for_swaps(locations: &[Location], lines: &[u32], problems: &mut crate::problems::Problems) {
    let points: Vec<(f64, f64)> =
        locations.iter().filter_map(|location| Some((location.lat?, location.lon?))).collect();
    let middle = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied()
    };
    // Of fewer places, who can say which one is wrong?
    if points.len() < 3 {
        return;
    }
    let lat = middle(points.iter().map(|point| point.0).collect());
    let lon = middle(points.iter().map(|point| point.1).collect());
    let (Some(lat), Some(lon)) = (lat, lon) else { return };
    let away = |a: f64, b: f64| (a - lat).abs().max((b - lon).abs());
    for (location, line) in locations.iter().zip(lines) {
        if let (Some(a), Some(b)) = (location.lat, location.lon)
            && away(a, b) > 15.0
            && away(b, a) < away(a, b) / 3.0
        {
            let message = format!("`{}` lies far from the other places.", location.key);
            let help = "`lat` and `lon` seem to be swapped: `lat` is degrees north, `lon` degrees east";
            problems.warning("swapped-point", Spot::line(*line), message, help);
        }
    }
}
