//! People who are there on the first day: counted in camps, given as `initial_idps`, or one by one in `agents.csv`.

use std::collections::BTreeMap;

use corridor_model::{Key, Stock, Uncertain};

use super::demographics::People;
use super::desk::{AGENTS, Desk, LOCATIONS};
use super::locations::Places;
use super::settings::Settings;
use super::validation::Counts;
use crate::problems::Spot;

/// The people of the first day.
pub fn read(
    desk: &mut Desk<'_>,
    places: &Places,
    people: &People,
    counts: Option<&Counts>,
    settings: &Settings,
) -> Vec<Stock> {
    let mut stocks = Vec::new();
    for (number, place) in places.list.iter().enumerate() {
        let is_camp = place.is_camp();
        let mut there = match settings.hasten {
            hasten if !settings.quirks => place.initial_idps / hasten,
            _ => place.initial_idps,
        };
        if settings.quirks && !is_camp && there > 0 {
            let message = "In Flee's code `initial_idps` has no effect but in camps.";
            let help = "with `rules: flee-3.2` it has";
            desk.problems(LOCATIONS).warning("differs-from-flee", Spot::line(place.line), message, help);
            there = 0;
        }
        if is_camp && settings.insert_day0 {
            let counted = counts.and_then(|counts| counts.of(&place.location.name));
            there += counted.map_or(0, |series| series.at(0));
        }
        // Flee adds nobody to camps that are to begin empty.
        if is_camp && settings.empty_camps {
            there = 0;
        }
        for (profile, people) in people.divide(there.max(0), Some(number)).into_iter().filter(|(_, people)| *people > 0)
        {
            stocks.push(Stock {
                location: place.key().clone(),
                profile,
                home: place.location.country.clone(),
                people: Uncertain::Exact(people as f64),
                source: String::new(),
            });
        }
    }
    stocks.extend(agents(desk, places, people, settings));
    stocks
}

/// The people of `agents.csv`.
fn agents(desk: &mut Desk<'_>, places: &Places, people: &People, settings: &Settings) -> Vec<Stock> {
    let rows = match (desk.input(AGENTS), settings.agents_file) {
        (None, false) => return Vec::new(),
        (Some(_), false) => {
            let message = "agents.csv has no effect without `read_from_agents_csv_file`.";
            let help = "set it in spawn_rules, or remove the file";
            desk.problems(AGENTS).warning("no-effect", Spot::FILE, message, help);
            return Vec::new();
        }
        (None, true) => {
            let message = "`read_from_agents_csv_file` asks for agents.csv, which is missing.";
            desk.problems(AGENTS).error("missing-file", Spot::FILE, message, "add the file, or leave the key out");
            return Vec::new();
        }
        (Some(found), true) => desk.rows(&found),
    };
    let problems = desk.problems(AGENTS);
    let mut rows = rows.iter().filter(|row| !row.is_header());
    let names: Vec<String> =
        rows.next().map_or(Vec::new(), |header| header.cells.iter().map(|cell| cell.text.clone()).collect());
    let mut stocks: BTreeMap<(usize, Key), u64> = BTreeMap::new();
    for row in rows {
        let Some(place) = places.number(row.text(0)) else {
            let message = format!("There is no place `{}`: the person is left out.", row.text(0));
            problems.warning("unknown-place", row.at(0), message, places.help(row.text(0)));
            continue;
        };
        let attributes: BTreeMap<&str, &str> =
            names.iter().enumerate().skip(1).map(|(index, name)| (name.as_str(), row.text(index))).collect();
        let Some(profile) = people.of(&attributes) else {
            let message = "The person is of no group that the rules know.";
            let help = "give each attribute that a rule reads a value of demographics_*.csv";
            problems.error("unknown-group", Spot::line(row.line), message, help);
            continue;
        };
        *stocks.entry((place, profile.clone())).or_default() += 1;
    }
    let stock = |((place, profile), people): ((usize, Key), u64)| {
        let key = places.list.get(place)?.key().clone();
        let people = Uncertain::Exact(people as f64);
        Some(Stock { location: key.clone(), profile, home: key, people, source: AGENTS.to_owned() })
    };
    stocks.into_iter().filter_map(stock).collect()
}
