//! `demographics_*.csv`: who people are, as far as a rule reads it.

use std::collections::BTreeMap;

use corridor_model::{Key, Kind, Profile, Uncertain};

use super::desk::Desk;
use super::locations::{Places, share_of};
use super::rows::{Row, number};
use super::settings::{Groups, Settings};
use crate::problems::{Problems, Spot};

/// The key of a profile is one byte where cohorts are counted.
const MOST_PROFILES: usize = 255;
/// Flee's factor on the share of those of the same ethnicity.
const ETHNICITY_FACTOR: f64 = 10.0;

/// The values of an attribute with their weights: by default, and at single places.
#[derive(Clone, Debug, Default)]
struct Attribute {
    values: Vec<String>,
    default: Vec<f64>,
    at: BTreeMap<usize, Vec<f64>>,
}

/// People who are alike to the rules.
#[derive(Clone, Debug, Default)]
struct Class {
    /// What they are, by attribute.
    is: BTreeMap<&'static str, String>,
    share: f64,
    at: BTreeMap<usize, f64>,
}

/// The profiles, and who belongs to which.
#[derive(Clone, Debug)]
pub struct People {
    pub profiles: Vec<Profile>,
    classes: Vec<Class>,
    groups: Groups,
}

impl People {
    /// So many people of a place by profile, in proportion to its shares there. Flee draws each person's attributes.
    pub fn divide(&self, people: i64, place: Option<usize>) -> Vec<(Key, i64)> {
        let shares: Vec<f64> = self
            .classes
            .iter()
            .map(|class| place.and_then(|place| class.at.get(&place)).copied().unwrap_or(class.share))
            .collect();
        let total: f64 = shares.iter().sum();
        let exact = |share: &f64| people as f64 * share / total.max(f64::MIN_POSITIVE);
        let mut parts: Vec<i64> = shares.iter().map(|share| exact(share).floor() as i64).collect();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        let rest = |index: &usize| exact(&shares[*index]).fract();
        order.sort_by(|a, b| rest(b).total_cmp(&rest(a)).then(a.cmp(b)));
        let missing = usize::try_from(people - parts.iter().sum::<i64>()).unwrap_or(0);
        for index in order.into_iter().cycle().take(missing) {
            parts[index] += 1;
        }
        self.profiles.iter().map(|profile| profile.key.clone()).zip(parts).collect()
    }

    /// The profile of someone with these attributes.
    pub fn of(&self, attributes: &BTreeMap<&str, &str>) -> Option<&Key> {
        let is = |class: &Class| {
            class.is.iter().all(|(attribute, label)| {
                let value = attributes.get(attribute).copied().unwrap_or_default();
                label_of(attribute, value, &self.groups).as_ref() == Some(label)
            })
        };
        let found = self.classes.iter().position(is)?;
        self.profiles.get(found).map(|profile| &profile.key)
    }
}

/// Which attributes the rules read.
fn needed(groups: &Groups) -> Vec<&'static str> {
    let mut needed = Vec::new();
    if groups.children_avoid || groups.elderly_avoid {
        needed.push("age");
    }
    if groups.women_avoid || groups.boys_take_risk {
        needed.push("gender");
    }
    if groups.camp_religion {
        needed.push("religion");
    }
    if groups.camp_ethnicity || groups.town_ethnicity || groups.conflict_ethnicity {
        needed.push("ethnicity");
    }
    needed
}

/// What a value makes of a person, to the rules.
fn label_of(attribute: &str, value: &str, groups: &Groups) -> Option<String> {
    if attribute != "age" {
        return (!value.is_empty()).then(|| value.to_owned());
    }
    let age = number(value)?;
    let label = match age {
        age if groups.children_avoid && groups.boys_take_risk && age > 14.0 && age < 19.0 => "teenager",
        age if groups.children_avoid && age < 19.0 => "child",
        age if groups.elderly_avoid && age > 59.0 => "elder",
        _ => "adult",
    };
    Some(label.to_owned())
}

/// Reads the attributes, and makes a profile of each combination that the rules tell apart.
pub fn read(desk: &mut Desk<'_>, places: &Places, settings: &Settings) -> People {
    let groups = settings.groups.clone();
    let needed = needed(&groups);
    let files: Vec<&str> =
        desk.inputs().into_iter().filter(|name| name.starts_with("demographics_") && name.ends_with(".csv")).collect();
    let mut classes = vec![Class { share: 1.0, ..Class::default() }];
    let mut found = Vec::new();
    for file in files {
        // As Flee splits the name: what stands between the first underscore and the next.
        let stem = file.strip_suffix(".csv").unwrap_or(file);
        let name = stem.split('_').nth(1).unwrap_or_default();
        let Some(attribute) = needed.iter().copied().find(|attribute| *attribute == name) else {
            let message = format!("No rule reads the {name} of people.");
            desk.problems(file).warning(
                "no-effect",
                Spot::FILE,
                message,
                "remove the file, or set a rule that reads it",
            );
            continue;
        };
        found.push(attribute);
        let rows = desk.table(file, false).unwrap_or_default();
        let problems = desk.problems(file);
        let table = table(attribute, &rows, places, problems);
        classes = product(&classes, attribute, &table, &groups, problems);
        if classes.len() > MOST_PROFILES {
            let message = format!("The rules tell more than {MOST_PROFILES} groups of people apart.");
            problems.error(
                "too-many-groups",
                Spot::FILE,
                message,
                "give fewer values, or set fewer rules that read them",
            );
            classes.truncate(MOST_PROFILES);
        }
    }
    for attribute in needed.iter().filter(|attribute| !found.contains(*attribute)) {
        let file = format!("demographics_{attribute}.csv");
        let message = format!("The rules read the {attribute} of people, and {file} is missing.");
        desk.problems(&file).error("missing-file", Spot::FILE, message, "add the file, or leave the rule out");
    }
    if classes.len() > 1 && !settings.conflict_driven {
        let message = format!(
            "The people who leave on a day are divided among {} groups in proportion to the `Default` shares.",
            classes.len()
        );
        let help = "Flee draws each person's group at the place that they leave";
        desk.problems(&format!("demographics_{}.csv", needed[0])).warning("divided", Spot::FILE, message, help);
    }
    let profiles = classes.iter().map(|class| profile(class, places, settings)).collect();
    People { profiles, classes, groups }
}

fn table(attribute: &str, rows: &[Row], places: &Places, problems: &mut Problems) -> Attribute {
    let mut read = Attribute::default();
    let Some((header, rows)) = rows.split_first() else {
        problems.error("no-rows", Spot::FILE, "The file is empty.", format!("begin with `{attribute},Default`"));
        return read;
    };
    let position = |name: &str| header.cells.iter().position(|cell| cell.text.trim_start_matches('#') == name);
    let (Some(value), Some(default)) = (position(attribute), position("Default")) else {
        let message = format!("The columns `{attribute}` and `Default` are needed.");
        problems.error("missing-column", Spot::line(header.line), message, format!("begin with `{attribute},Default`"));
        return read;
    };
    let mut columns = Vec::new();
    for (index, cell) in header.cells.iter().enumerate().filter(|(index, _)| *index != value && *index != default) {
        match places.number(&cell.text) {
            Some(place) => columns.push((index, place)),
            None if cell.text.is_empty() => {}
            None => {
                let message = format!("There is no place `{}`.", cell.text);
                problems.warning("unknown-place", cell.at, message, places.help(&cell.text));
            }
        }
    }
    for row in rows {
        if row.text(value).is_empty() {
            problems.error("missing-value", row.at(value), "The row has no value.", "write one, with its weight");
            continue;
        }
        if attribute == "age" && number(row.text(value)).is_none() {
            let message = format!("`{}` is no age.", row.text(value));
            problems.error("not-a-number", row.at(value), message, "write years, such as 34");
            continue;
        }
        let mut weight = |column: usize| {
            let weight = row.number(column, "weight", problems).unwrap_or(0.0);
            if weight < 0.0 {
                problems.error("out-of-range", row.at(column), "A weight is not below 0.", "write how often it occurs");
            }
            weight.max(0.0)
        };
        read.values.push(row.text(value).to_owned());
        read.default.push(weight(default));
        for (column, place) in &columns {
            read.at.entry(*place).or_default().push(weight(*column));
        }
    }
    let mut all = std::iter::once(&read.default).chain(read.at.values());
    if all.any(|weights| weights.iter().sum::<f64>() <= 0.0) && !problems.has_errors() {
        problems.error("no-weights", Spot::FILE, "The weights of a column sum to nothing.", "give one that is above 0");
    }
    read
}

/// Each class, divided by the labels of an attribute.
fn product(
    classes: &[Class],
    attribute: &'static str,
    table: &Attribute,
    groups: &Groups,
    problems: &mut Problems,
) -> Vec<Class> {
    let labels: Vec<Option<String>> = table.values.iter().map(|value| label_of(attribute, value, groups)).collect();
    let mut distinct: Vec<&String> = Vec::new();
    for label in labels.iter().flatten() {
        if !distinct.contains(&label) {
            distinct.push(label);
        }
    }
    if distinct.len() > MOST_PROFILES {
        let message = format!("There are more than {MOST_PROFILES} values of {attribute}.");
        problems.error("too-many-groups", Spot::FILE, message, "give fewer values");
        distinct.truncate(MOST_PROFILES);
    }
    let share = |weights: &[f64], label: &String| {
        let all: f64 = weights.iter().sum();
        let own: f64 = labels.iter().zip(weights).filter(|(one, _)| one.as_ref() == Some(label)).map(|(_, w)| w).sum();
        if all > 0.0 { own / all } else { 0.0 }
    };
    let mut divided = Vec::new();
    for class in classes {
        for label in &distinct {
            let default = share(&table.default, label);
            let mut is = class.is.clone();
            is.insert(attribute, (*label).clone());
            let places = class.at.keys().chain(table.at.keys());
            let at = places.map(|place| {
                let before = class.at.get(place).copied().unwrap_or(class.share);
                let here = table.at.get(place).map_or(default, |weights| share(weights, label));
                (*place, before * here)
            });
            divided.push(Class { share: class.share * default, at: at.collect(), is });
        }
    }
    if divided.is_empty() { classes.to_vec() } else { divided }
}

/// The exponent on how people weigh a place: squared once for each reason, nothing for boys who take risks.
fn caution(class: &Class, groups: &Groups) -> f64 {
    let is = |attribute: &str, label: &str| class.is.get(attribute).is_some_and(|one| one == label);
    let mut caution = 1.0;
    if groups.children_avoid && (is("age", "child") || is("age", "teenager")) {
        caution *= 2.0;
    }
    // Flee takes every male above 14 for one.
    if groups.boys_take_risk && is("gender", "male") && !is("age", "child") {
        caution = 0.0;
    }
    if groups.elderly_avoid && is("age", "elder") {
        caution *= 2.0;
    }
    if groups.women_avoid && is("gender", "female") {
        caution *= 2.0;
    }
    caution
}

fn profile(class: &Class, places: &Places, settings: &Settings) -> Profile {
    let groups = &settings.groups;
    let name: Vec<&str> = std::iter::once("displaced").chain(class.is.values().map(String::as_str)).collect();
    let caution = caution(class, groups);
    let at = class.at.iter().filter(|(_, share)| **share != class.share);
    let conflict_share_at =
        at.filter_map(|(place, share)| Some((places.list.get(*place)?.key().clone(), *share))).collect();
    let pull_kind = match settings.camp_weight == 1.0 {
        true => Vec::new(),
        false => [Kind::Camp, Kind::IdpSite].map(|kind| (kind, Uncertain::Exact(settings.camp_weight))).to_vec(),
    };
    // The weight of other countries is part of what caution is the exponent of.
    let foreign = (0..caution as u32).fold(1.0, |weight, _| weight * settings.foreign_weight);
    let home = places.list.first().map(|place| place.location.country.clone());
    let mut pull_country: Vec<(Key, Uncertain)> = Vec::new();
    for place in places.list.iter().filter(|place| Some(&place.location.country) != home.as_ref()) {
        if foreign != 1.0 && !pull_country.iter().any(|(country, _)| *country == place.location.country) {
            pull_country.push((place.location.country.clone(), Uncertain::Exact(foreign)));
        }
    }
    Profile {
        key: Key::from(name.join("_")),
        conflict_share: class.share,
        conflict_share_at,
        caution,
        documented: Uncertain::Exact(0.0),
        remembers_home: settings.stay_close_to_home,
        returns: false,
        distance_exponent: None,
        pull_kind,
        pull_country,
        pull_place: pull_place(class, places, settings),
    }
}

/// How places attract those who find their own there.
fn pull_place(class: &Class, places: &Places, settings: &Settings) -> Vec<(Key, Uncertain)> {
    let groups = &settings.groups;
    // With awareness 0 only roads count.
    if settings.awareness == 0 {
        return Vec::new();
    }
    // A value of which the places tell nothing changes nothing.
    let known = |attribute: &str| {
        let value = class.is.get(attribute)?;
        places.list.iter().any(|place| place.attributes.contains_key(value.as_str())).then_some(value)
    };
    let (ethnicity, religion) = (known("ethnicity"), known("religion"));
    let mut pulls = Vec::new();
    for place in &places.list {
        let mut pull = 1.0;
        let is_camp = place.is_camp();
        let ethnic = if is_camp { groups.camp_ethnicity } else { groups.town_ethnicity };
        if let Some(value) = ethnicity.filter(|_| ethnic) {
            pull *= share_of(place, value).unwrap_or(0.0) * ETHNICITY_FACTOR;
        }
        if let Some(value) = religion.filter(|_| is_camp && groups.camp_religion) {
            pull *= share_of(place, value).unwrap_or(0.0) / groups.religion_fraction;
        }
        if pull != 1.0 {
            pulls.push((place.key().clone(), Uncertain::Exact(pull)));
        }
    }
    pulls
}
