//! `demographics_*.csv`: who people are, as far as a rule reads it.

use std::collections::BTreeMap;

use corridor_model::{Key, Profile};

use super::desk::Desk;
use super::locations::Places;
use super::profiles::profile;
use super::rows::{Row, number};
use super::settings::{Groups, Settings};
use crate::problems::{Problems, Spot};

/// The key of a profile is one byte where cohorts are counted.
const MOST_PROFILES: usize = 255;

/// The values of an attribute with their weights: by default, and at single places.
#[derive(Clone, Debug, Default)]
struct Attribute {
    values: Vec<String>,
    default: Vec<f64>,
    at: BTreeMap<usize, Vec<f64>>,
}

/// People who are alike to the rules.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// What they are, by attribute.
    pub is: BTreeMap<&'static str, String>,
    /// Their share of all people: by default, and at single places.
    pub share: f64,
    pub at: BTreeMap<usize, f64>,
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
