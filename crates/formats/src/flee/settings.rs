//! `simsetting.yml`: every key that Flee reads.

use corridor_model::{Parameter, Parameters, Population, Rules, Uncertain};

use super::desk::{Desk, SETTINGS};
use super::section::Section;
use super::{moves, spawning};
use crate::problems::{Problems, Spot};
use crate::yaml::{self, Node, Value};

/// Flee's rules under this name are those that its documentation means.
const MEANT: &str = "flee-3.2";
/// Under this one they have its defects, too.
const QUIRKS: &str = "flee-3.2-quirks";

/// What the settings say, as far as the rules and parameters of the scenario do not.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub quirks: bool,
    pub rules: Rules,
    pub parameters: Parameters,
    /// So many people of the data are one of the run.
    pub hasten: i64,
    /// Whether those counted in camps on the first day are there at the beginning.
    pub insert_day0: bool,
    /// Whether camps begin empty, and the counts of the first day are taken from all counts.
    pub empty_camps: bool,
    /// Whether departures follow the sum of the camps; otherwise the total.
    pub sum_from_camps: bool,
    /// Whether departures follow from fighting, not from counts.
    pub conflict_driven: bool,
    pub camps_are_sinks: bool,
    pub agents_file: bool,
    /// The intensity of fighting that `location_changes.csv` brings.
    pub change_intensity: f64,
    pub capacity_scaling: f64,
    pub camp_weight: f64,
    pub foreign_weight: f64,
    pub leave_conflict: f64,
    pub leave_town: f64,
    pub awareness: i64,
    pub stay_close_to_home: bool,
    pub groups: Groups,
}

/// Which attributes of people the rules read, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    pub children_avoid: bool,
    pub elderly_avoid: bool,
    pub women_avoid: bool,
    pub boys_take_risk: bool,
    pub camp_religion: bool,
    pub camp_ethnicity: bool,
    pub town_ethnicity: bool,
    pub conflict_ethnicity: bool,
    pub religion_fraction: f64,
}

impl Settings {
    fn flee(quirks: bool) -> Settings {
        Settings {
            quirks,
            rules: Rules::flee(quirks),
            parameters: Parameters::default(),
            hasten: 1,
            insert_day0: true,
            empty_camps: false,
            sum_from_camps: true,
            conflict_driven: false,
            camps_are_sinks: false,
            agents_file: false,
            change_intensity: 1.0,
            capacity_scaling: 1.0,
            camp_weight: 1.0,
            foreign_weight: 1.0,
            leave_conflict: 1.0,
            leave_town: 0.3,
            awareness: 1,
            stay_close_to_home: false,
            groups: Groups::default(),
        }
    }

    /// Sets a parameter, if its value makes sense.
    pub fn set(&mut self, parameter: Parameter, value: f64, (key, at): (&str, Spot), problems: &mut Problems) {
        let info = parameter.info();
        if (info.least..=info.greatest).contains(&value) {
            self.parameters.set(parameter, Uncertain::Exact(value));
            return;
        }
        let message = format!("`{key}: {value}` is out of range.");
        let help = format!("from {} to {} is allowed", info.least, info.greatest);
        problems.error("out-of-range", at, message, help);
    }
}

/// Reads the settings. Where there are none, Flee's defaults hold.
pub fn read(desk: &mut Desk<'_>) -> Settings {
    let Some(found) = desk.settings() else {
        let help = "put simsetting.yml into the folder or the one above it, or give it with the option for it";
        let message = "There is no simsetting.yml: the defaults of Flee's settings hold.";
        desk.own_problems(SETTINGS).warning("missing-settings", Spot::FILE, message, help);
        return all(None, &mut Problems::of(String::new()));
    };
    let text = desk.text(&found).unwrap_or_default();
    let problems = desk.at(&found.path);
    // An empty document is no YAML to some readers, and no settings to Flee.
    let is_empty = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    let node = if is_empty { None } else { yaml::parse(text, problems) };
    all(node.as_ref(), problems)
}

fn all(node: Option<&Node>, problems: &mut Problems) -> Settings {
    let mut top = Section::of("simsetting.yml", node, problems);
    let (quirks, population) = whose(&mut top, problems);
    let mut settings = Settings::flee(quirks);
    settings.rules.population = population;
    top.idle("number_of_steps", "Flee never uses it", problems);
    for key in ["conflict_input_file", "flood_level_input_file"] {
        top.idle(key, "the file of that name in input_csv is read", problems);
    }
    settings.change_intensity = top.number("default_conflict_intensity", 1.0, problems);
    if quirks {
        settings.change_intensity = settings.change_intensity.trunc();
    }
    if !(0.0..=1.0).contains(&settings.change_intensity) {
        let message = "`default_conflict_intensity` is out of range.";
        problems.error("out-of-range", top.at("default_conflict_intensity"), message, "from 0 to 1 is allowed");
    }
    let floods = top.has("flood_rules");
    top.refuse("flood_rules", floods, "floods", problems);

    let mut logs = Section::of("log_levels", top.node("log_levels"), problems);
    for key in ["agent", "link", "camp", "init", "conflict", "idp_totals"] {
        if logs.whole(key, 0, problems) > 0 {
            let message = match key {
                "idp_totals" => "`idp_totals`: out.csv has no column of their total.".to_owned(),
                _ => format!("`{key}`: there are no {key} logs."),
            };
            let help = "stocks.csv and flows.csv of `--out` hold every place and every way";
            problems.warning("no-effect", logs.at(key), message, help);
        }
    }
    logs.idle("granularity", "there are no agent logs", problems);
    logs.finish(problems);

    spawning::read(&mut settings, Section::of("spawn_rules", top.node("spawn_rules"), problems), problems);
    moves::read(&mut settings, Section::of("move_rules", top.node("move_rules"), problems), problems);

    let mut speed = Section::of("optimisations", top.node("optimisations"), problems);
    settings.hasten = speed.whole("hasten", 1, problems);
    if settings.hasten < 1 {
        let message = "`hasten` divides all numbers of people, and is at least 1.";
        problems.error("out-of-range", speed.at("hasten"), message, "write `hasten: 1`");
        settings.hasten = 1;
    } else if settings.hasten > 1 {
        let message = format!("One of {} people is simulated, as Flee would.", settings.hasten);
        let help = "Corridor needs no `hasten`: with 1 the whole population runs as fast";
        problems.warning("hasten", speed.at("hasten"), message, help);
    }
    speed.finish(problems);
    // People who are given by number stand for as many as others do. Flee's code forgets that.
    if settings.conflict_driven && !settings.quirks {
        let people = settings.parameters.get(Parameter::ConflictPeoplePerDay).scaled(1.0 / settings.hasten as f64);
        settings.parameters.set(Parameter::ConflictPeoplePerDay, people);
    }
    top.finish(problems);
    settings
}

/// Whose rules: the key is Corridor's own, and Flee does not mind it.
fn whose(top: &mut Section<'_>, problems: &mut Problems) -> (bool, Population) {
    let Some(node) = top.node("rules") else { return (false, Population::Cohorts) };
    let mut population = Population::Cohorts;
    let name = match &node.value {
        Value::Group(_) => {
            let mut group = Section::of("rules", Some(node), problems);
            let people = group.node("population");
            match people.and_then(Node::text) {
                Some("individuals") => population = Population::Individuals,
                Some("cohorts") => {}
                _ if people.is_none() => {}
                _ => {
                    let help = "write `cohorts` or `individuals`";
                    problems.error("unknown-word", group.at("population"), "`population` is not known.", help);
                }
            }
            let name = group.node("as");
            group.finish(problems);
            name.map_or(Some(MEANT), Node::text)
        }
        Value::Text(_) => node.text(),
        Value::Empty | Value::List(_) => None,
    };
    match name {
        Some(MEANT) => (false, population),
        Some(QUIRKS) => (true, population),
        _ => {
            let help = format!("write `rules: {MEANT}`, or `rules: {QUIRKS}` for its defects, too");
            problems.error("unknown-rules", node.at, "These rules are not known.", help);
            (false, population)
        }
    }
}
