//! `spawn_rules` of `simsetting.yml`: who leaves, and who is where on the first day.

use corridor_model::{ConflictDepartures, Decay, Parameter, Uncertain};

use super::section::Section;
use super::settings::Settings;
use crate::problems::Problems;
use crate::yaml::Node;

/// Reads the rules of departures.
pub fn read(settings: &mut Settings, mut spawn: Section<'_>, problems: &mut Problems) {
    settings.rules.take_from_population = spawn.flag("take_from_population", false, problems);
    settings.insert_day0 = spawn.flag("insert_day0", true, problems);
    settings.empty_camps = spawn.flag("empty_camps_on_day0", false, problems);
    settings.sum_from_camps = spawn.flag("sum_from_camps", true, problems);
    settings.agents_file = spawn.flag("read_from_agents_csv_file", false, problems);
    if !spawn.flag("conflict_zone_spawning_only", true, problems) {
        let message = "`conflict_zone_spawning_only: False` has no effect: only places with fighting have a weight.";
        problems.warning("no-effect", spawn.at("conflict_zone_spawning_only"), message, "leave it out");
    }
    let floods = spawn.flag("flood_zone_spawning_only", false, problems);
    spawn.refuse("flood_zone_spawning_only", floods, "floods", problems);
    for key in ["flood_driven_spawning", "flood_driven_spawn_mode"] {
        let floods = spawn.has(key);
        spawn.refuse(key, floods, "floods", problems);
    }
    let hunger = spawn.flag("starvation_driven_spawning", false, problems);
    spawn.refuse("starvation_driven_spawning", hunger, "food security", problems);

    let sinks = spawn.flag("camps_are_sinks", false, problems);
    let misspelt = spawn.flag("camps_are_sicks", false, problems);
    if misspelt {
        let message = "`camps_are_sicks` is how Flee's code spells `camps_are_sinks`, and with it Flee crashes.";
        problems.warning("misspelt", spawn.at("camps_are_sicks"), message, "write `camps_are_sinks`");
    }
    if sinks && settings.quirks {
        let message = "`camps_are_sinks` has no effect in Flee, whose code reads `camps_are_sicks`.";
        problems.warning("no-effect", spawn.at("camps_are_sinks"), message, "with `rules: flee-3.2` it has");
    }
    settings.camps_are_sinks = (sinks || misspelt) && !settings.quirks;

    let connections = spawn.number("average_social_connectivity", 3.0, problems);
    if connections != 3.0 {
        let message = "`average_social_connectivity` has no effect: no rule asks for it.";
        problems.warning("no-effect", spawn.at("average_social_connectivity"), message, "leave it out");
    }
    decay(settings, &mut spawn, problems);
    conflict_driven(settings, &mut spawn, problems);
    spawn.finish(problems);
}

fn decay(settings: &mut Settings, spawn: &mut Section<'_>, problems: &mut Problems) {
    let factors = spawn.numbers("conflict_spawn_decay", problems);
    if factors.iter().any(|factor| !(0.0..=1e6).contains(factor)) {
        let message = "`conflict_spawn_decay` holds a factor that is below 0.";
        problems.error("out-of-range", spawn.at("conflict_spawn_decay"), message, "from 0 to 1000000 is allowed");
        return;
    }
    let every = spawn.whole("conflict_spawn_decay_interval", 30, problems);
    match u32::try_from(every) {
        Ok(every_days) if every_days > 0 => settings.rules.conflict_decay = Decay { every_days, factors },
        _ => {
            let message = "`conflict_spawn_decay_interval` is not a number of days.";
            let at = spawn.at("conflict_spawn_decay_interval");
            problems.error("out-of-range", at, message, "write a whole number of days, at least 1");
        }
    }
}

fn conflict_driven(settings: &mut Settings, spawn: &mut Section<'_>, problems: &mut Problems) {
    settings.parameters.set(Parameter::ConflictRatePerDay, Uncertain::Exact(0.0));
    settings.parameters.set(Parameter::FearShare, Uncertain::Exact(0.0));
    const KEY: &str = "conflict_driven_spawning";
    if !spawn.has(KEY) {
        return;
    }
    settings.conflict_driven = true;
    let mut driven = Section::of(KEY, spawn.node(KEY), problems);
    let mode = driven.node("spawn_mode");
    let (law, parameter, default) = match mode.and_then(Node::text).unwrap_or("constant").to_lowercase().as_str() {
        "constant" => (ConflictDepartures::Constant, Parameter::ConflictPeoplePerDay, 500.0),
        "poisson" => (ConflictDepartures::Poisson, Parameter::ConflictPeoplePerDay, 500.0),
        "pop_ratio" => (ConflictDepartures::Share, Parameter::ConflictRatePerDay, 0.01),
        word => {
            let message = format!("`{word}` is not a known `spawn_mode`.");
            let help = "write `constant`, `poisson` or `pop_ratio`";
            problems.error("unknown-word", driven.at("spawn_mode"), message, help);
            return;
        }
    };
    settings.rules.conflict_departures = law;
    let people = driven.number("displaced_per_conflict_day", default, problems);
    // A number of people is a whole one to Flee.
    let people = if law == ConflictDepartures::Share { people } else { people.trunc() };
    let at = driven.at("displaced_per_conflict_day");
    settings.set(parameter, people, ("displaced_per_conflict_day", at), problems);
    driven.finish(problems);
}
