//! `locations.csv`: places, as Flee tells their type from words within words.

use std::collections::{BTreeMap, BTreeSet};

use corridor_model::{Key, Kind, Location, Uncertain};

use super::desk::{Desk, LOCATIONS};
use super::rows::{Row, number};
use super::settings::Settings;
use super::types::kind;
use crate::problems::{Problems, Spot};
use crate::suggest;

/// People of one place, before `hasten`.
const MOST_PEOPLE: i64 = 10_000_000_000;

/// A place, with what Flee knows of it beside the [`Location`].
#[derive(Clone, Debug)]
pub struct Place {
    pub location: Location,
    pub line: u32,
    /// What Flee keeps in `capacity`, before `capacity_scaling`; none for places without.
    pub capacity: Option<i64>,
    /// By how much that grows each day.
    pub capacity_per_day: f64,
    /// The intensity of fighting there from before the first day on.
    pub fighting: Option<f64>,
    /// The day on which fighting begins, where `conflicts.csv` does not say: of a place for conflict only.
    pub conflict_date: Option<i64>,
    /// The intensity that this fighting has.
    pub intensity: f64,
    /// Column 8 as it stands, undivided.
    pub people: i64,
    pub initial_idps: i64,
    /// The columns that Flee does not name.
    pub attributes: BTreeMap<String, String>,
}

impl Place {
    /// Whether Flee reports it in `out.csv`.
    pub fn is_camp(&self) -> bool {
        matches!(self.location.kind, Kind::Camp | Kind::IdpSite)
    }

    pub fn key(&self) -> &Key {
        &self.location.key
    }
}

/// The places, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub list: Vec<Place>,
    numbers: BTreeMap<String, usize>,
    keys: BTreeMap<Key, usize>,
}

impl Places {
    /// The number of the place with Flee's name.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    pub fn named(&self, name: &str) -> Option<&Place> {
        self.list.get(self.number(name)?)
    }

    /// The place with this key.
    pub fn at(&self, key: &Key) -> Option<&Place> {
        self.list.get(*self.keys.get(key)?)
    }

    /// Every place that Flee reports.
    pub fn camps(&self) -> impl Iterator<Item = &Place> {
        self.list.iter().filter(|place| place.is_camp())
    }

    pub fn has_country(&self, name: &str) -> bool {
        self.list.iter().any(|place| place.location.country.as_str() == name)
    }

    /// Help for a name that is none.
    pub fn help(&self, name: &str) -> String {
        let names = self.list.iter().map(|place| place.location.name.as_str());
        suggest::did_you_mean(name, names).unwrap_or_else(|| "add it to locations.csv, or mend its name".to_owned())
    }
}

/// Reads the places.
pub fn read(desk: &mut Desk<'_>, settings: &Settings) -> Places {
    let Some(rows) = desk.table(LOCATIONS, true) else { return Places::default() };
    let problems = desk.problems(LOCATIONS);
    let extra = rows.iter().rev().find(|row| row.is_header() && row.cells.len() > 8);
    let extra: Vec<String> =
        extra.map_or(Vec::new(), |row| row.cells.iter().skip(8).map(|cell| cell.text.clone()).collect());
    let mut places = Places::default();
    for row in rows.iter().filter(|row| !row.is_header()) {
        let Some(place) = place(row, &extra, settings, problems) else { continue };
        let name = place.location.name.clone();
        if let Some(first) = places.named(&name) {
            let message = format!("The place `{name}` stands here twice, first in line {}.", first.line);
            problems.error("duplicate-place", row.at(0), message, "keep one of them");
            continue;
        }
        places.numbers.insert(name, places.list.len());
        places.list.push(place);
    }
    if places.list.is_empty() && !problems.has_errors() {
        problems.error("no-rows", Spot::FILE, "locations.csv has no rows.", "add at least one place");
    }
    name_apart(&mut places, problems);
    points(&mut places, problems);
    places
}

fn place(row: &Row, extra: &[String], settings: &Settings, problems: &mut Problems) -> Option<Place> {
    if row.cells.len() < 8 {
        let message = format!("The row has {} cells where 8 are needed.", row.cells.len());
        let help = "write name, region, country, latitude, longitude, location_type, conflict_date, population \
                    with commas between them";
        problems.error("missing-column", Spot::line(row.line), message, help);
        return None;
    }
    let name = row.text(0).to_owned();
    if name.is_empty() {
        problems.error("missing-value", Spot::line(row.line), "The place has no name.", "write one");
        return None;
    }
    let attributes: BTreeMap<String, String> = extra
        .iter()
        .enumerate()
        .map(|(index, column)| (column.clone(), row.text(8 + index).to_owned()))
        .filter(|(column, value)| !column.is_empty() && !value.is_empty())
        .collect();
    let mut column = |wanted: &str| {
        let index = extra.iter().position(|column| column == wanted)?;
        row.number(8 + index, wanted, problems)
    };
    let initial_idps = column("initial_idps").unwrap_or(0.0).clamp(0.0, MOST_PEOPLE as f64).trunc() as i64;
    let capacity_per_day = column("capacity_per_day").unwrap_or(0.0);
    let intensity = column("conflict_intensity").unwrap_or(1.0);
    let leaves_for_good = column("deactivation_probability").unwrap_or(0.0);
    for (wrong, what) in [
        (capacity_per_day.abs() > MOST_PEOPLE as f64, "capacity_per_day"),
        (!(0.0..=1.0).contains(&intensity), "conflict_intensity"),
        (!(0.0..=1.0).contains(&leaves_for_good), "deactivation_probability"),
    ] {
        if wrong {
            let help = if what == "capacity_per_day" { "write a number of people" } else { "from 0 to 1 is allowed" };
            let at = extra.iter().position(|column| column == what).map_or(Spot::line(row.line), |at| row.at(8 + at));
            problems.error("out-of-range", at, format!("`{what}` is out of range."), help);
        }
    }
    let conflict_date = row.whole(6, "conflict_date", problems);
    let people = people(row, problems);
    let (kind, leave, fights) = kind(row, settings, conflict_date.unwrap_or(0) > 0, problems)?;
    let is_conflict = row.text(5).to_lowercase().contains("conflict") && !row.text(5).to_lowercase().contains("camp");
    let divided = people.div_euclid(settings.hasten);
    // What Flee takes for a camp by its name has room; what it makes one has people and no limit.
    let has_room = row.text(5).to_lowercase().contains("camp");
    let (lat, lon) = (row.number(3, "latitude", problems), row.number(4, "longitude", problems));
    // Only camps are sinks.
    let is_camp = matches!(kind, Kind::Camp | Kind::IdpSite);
    let for_good = is_camp && settings.camps_are_sinks && leaves_for_good > 0.0;
    Some(Place {
        location: Location {
            key: Key::from(name.as_str()),
            name,
            kind,
            country: Key::from(if row.text(2).is_empty() { "unknown" } else { row.text(2) }),
            to_country: None,
            admin1: row.text(1).to_owned(),
            lat,
            lon,
            population: if has_room { 0 } else { u64::try_from(divided).unwrap_or(0) },
            leave_per_day: leave.map(Uncertain::Exact),
            stay_for_good_per_day: for_good.then_some(Uncertain::Exact(leaves_for_good)),
            aliases: Vec::new(),
            source: String::new(),
        },
        line: row.line,
        capacity: has_room.then_some(divided),
        capacity_per_day,
        fighting: fights.then_some(intensity),
        conflict_date: is_conflict.then(|| conflict_date.unwrap_or(0)),
        intensity,
        people,
        initial_idps,
        attributes,
    })
}

fn people(row: &Row, problems: &mut Problems) -> i64 {
    let people = row.whole(7, "population", problems).unwrap_or(0);
    if people < 0 {
        let message = format!("{people} people cannot live here: taken as none, and as a camp without a limit.");
        problems.warning("negative-people", row.at(7), message, "write 0, or leave the cell empty");
    } else if people > MOST_PEOPLE {
        problems.error("out-of-range", row.at(7), "There are fewer people on Earth.", "mend the number");
    }
    people.clamp(0, MOST_PEOPLE)
}

/// Keys that are also names of countries get another one: where both are allowed, the place would be meant.
fn name_apart(places: &mut Places, problems: &mut Problems) {
    let countries: BTreeSet<String> = places.list.iter().map(|place| place.location.country.to_string()).collect();
    let mut taken: BTreeSet<String> = places.numbers.keys().cloned().chain(countries.iter().cloned()).collect();
    for place in places.list.iter_mut().filter(|place| countries.contains(place.location.key.as_str())) {
        let suffix = if place.is_camp() { "camp" } else { "town" };
        let name = &place.location.name;
        let mut key = format!("{name}_{suffix}");
        while !taken.insert(key.clone()) {
            key.push('_');
        }
        let message = format!("`{name}` is a place and a country: the key of the place is `{key}`.");
        problems.warning("ambiguous-key", Spot::line(place.line), message, "call it by that key in edits");
        place.location.key = Key::from(key);
    }
    places.keys = places.list.iter().enumerate().map(|(number, place)| (place.key().clone(), number)).collect();
}

/// Coordinates that make no sense, or only in the other order.
fn points(places: &mut Places, problems: &mut Problems) {
    let known: Vec<(f64, f64)> =
        places.list.iter().filter_map(|place| Some((place.location.lat?, place.location.lon?))).collect();
    let middle = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    let centre = (middle(known.iter().map(|at| at.0).collect()), middle(known.iter().map(|at| at.1).collect()));
    for place in &mut places.list {
        let (Some(lat), Some(lon)) = (place.location.lat, place.location.lon) else { continue };
        let away = |a: f64, b: f64| (a - centre.0).abs().max((b - centre.1).abs());
        let strange = lat.abs() > 90.0 || lon.abs() > 180.0;
        let swapped = known.len() > 2 && away(lat, lon) > 15.0 && away(lon, lat) < away(lat, lon) / 3.0;
        if strange || swapped {
            let message = format!("`{}` does not lie at latitude {lat}, longitude {lon}.", place.location.name);
            let help = "column 4 is degrees north, column 5 degrees east: they seem to be swapped";
            problems.warning("swapped-point", Spot::line(place.line), message, help);
        }
        if strange {
            (place.location.lat, place.location.lon) = (None, None);
        }
    }
}

/// The share of the people of a place who have a value, from the column of that name; nothing where there is none.
pub fn share_of(place: &Place, value: &str) -> Option<f64> {
    let count = number(place.attributes.get(value)?)?;
    (place.people > 0).then(|| count / place.people as f64)
}
