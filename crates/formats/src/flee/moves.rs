//! `move_rules` of `simsetting.yml`: how people decide and travel, as rules and parameters.

use corridor_model::{Decision, Parameter, Uncertain};

use super::section::Section;
use super::settings::{Groups, Settings};
use crate::problems::Problems;

/// What Flee's code has for the weight of places with fighting: one over the root of ten.
const CONFLICT_WEIGHT: f64 = 1.0 / 3.162_277_660_17;

/// The keys that are a parameter as they stand, with Flee's defaults.
const PLAIN: [(&str, f64, Parameter); 8] = [
    ("max_walk_speed", 35.0, Parameter::FootKmPerDay),
    ("distance_power", 1.0, Parameter::DistanceExponent),
    ("softening", 10.0, Parameter::DistanceSofteningKm),
    ("weight_softening", 0.0, Parameter::AttractionSoftening),
    ("weight_power", 1.0, Parameter::ChoiceExponent),
    ("capacity_buffer", 0.9, Parameter::RoomStartsAt),
    ("movechance_pop_base", 10_000.0, Parameter::LeavePopulationBase),
    ("movechance_pop_scale_factor", 0.0, Parameter::LeavePopulationExponent),
];

/// Reads the rules of movement.
pub fn read(settings: &mut Settings, mut moves: Section<'_>, problems: &mut Problems) {
    for (key, default, parameter) in PLAIN {
        let value = moves.number(key, default, problems);
        settings.set(parameter, value, (key, moves.at(key)), problems);
    }
    if moves.number("max_crossing_speed", 20.0, problems) != 20.0 {
        let message = "`max_crossing_speed` has no effect: Flee never uses it.";
        problems.warning("no-effect", moves.at("max_crossing_speed"), message, "leave it out");
    }
    settings.rules.avoid_short_stints = moves.flag("avoid_short_stints", false, problems);
    settings.rules.start_on_foot = moves.flag("start_on_foot", false, problems);
    settings.rules.best_route_only = moves.flag("fixed_routes", false, problems);
    settings.capacity_scaling = weight("capacity_scaling", 1.0, &mut moves, problems);
    settings.foreign_weight = weight("foreign_weight", 1.0, &mut moves, problems);
    leaving(settings, &mut moves, problems);
    first_version(settings, &mut moves, problems);
    optional(settings, &mut moves, problems);
    settings.groups = groups(&mut moves, problems);
    refused(&mut moves, problems);
    awareness(settings, &mut moves, problems);
    moves.finish(problems);
}

fn weight(key: &'static str, default: f64, moves: &mut Section<'_>, problems: &mut Problems) -> f64 {
    let value = moves.number(key, default, problems);
    if (0.0..=1e6).contains(&value) {
        return value;
    }
    let message = format!("`{key}: {value}` is out of range.");
    problems.error("out-of-range", moves.at(key), message, "from 0 to 1000000 is allowed");
    default
}

fn leaving(settings: &mut Settings, moves: &mut Section<'_>, problems: &mut Problems) {
    let mut chances = [
        ("conflict_movechance", 1.0, Parameter::LeaveConflict),
        ("default_movechance", 0.3, Parameter::LeaveTown),
        ("camp_movechance", 0.001, Parameter::LeaveCamp),
        ("idpcamp_movechance", 0.1, Parameter::LeaveIdpSite),
    ]
    .map(|(key, default, parameter)| {
        let value = moves.number(key, default, problems);
        if value > 1.0 {
            let message = format!("`{key}: {value}` is a chance, and above 1 the same as 1.");
            problems.warning("chance-above-one", moves.at(key), message, format!("write `{key}: 1.0`"));
        }
        settings.set(parameter, value.min(1.0), (key, moves.at(key)), problems);
        value.min(1.0)
    })
    .into_iter();
    settings.leave_conflict = chances.next().unwrap_or(1.0);
    settings.leave_town = chances.next().unwrap_or(0.3);
}

/// The speed and weights, and the old rules that override them.
fn first_version(settings: &mut Settings, moves: &mut Section<'_>, problems: &mut Problems) {
    let mut speed = moves.number("max_move_speed", 360.0, problems);
    let mut conflict = moves.number("conflict_weight", CONFLICT_WEIGHT, problems);
    settings.camp_weight = weight("camp_weight", 1.0, moves, problems);
    if moves.flag("use_v1_rules", false, problems) {
        (speed, conflict, settings.camp_weight) = (200.0, 0.25, 2.0);
        settings.rules.avoid_short_stints = false;
        settings.rules.start_on_foot = false;
        let own = ["max_move_speed", "conflict_weight", "camp_weight", "avoid_short_stints", "start_on_foot"];
        for key in own.into_iter().filter(|key| moves.at(key).line > 0) {
            let message = format!("`{key}` has no effect: `use_v1_rules` overrides it.");
            problems.warning("no-effect", moves.at(key), message, "leave it out, or `use_v1_rules`");
        }
    }
    settings.set(Parameter::RoadKmPerDay, speed, ("max_move_speed", moves.at("max_move_speed")), problems);
    settings.set(Parameter::SafetyWeight, conflict, ("conflict_weight", moves.at("conflict_weight")), problems);
}

/// The factors that have a switch.
fn optional(settings: &mut Settings, moves: &mut Section<'_>, problems: &mut Problems) {
    settings.stay_close_to_home = moves.flag("stay_close_to_home", false, problems);
    let populous = moves.flag("use_pop_for_loc_weight", false, problems);
    for (key, default, on, switch, parameter) in [
        (
            "home_distance_power",
            0.5,
            settings.stay_close_to_home,
            "stay_close_to_home",
            Parameter::HomeDistanceExponent,
        ),
        ("pop_power_for_loc_weight", 0.1, populous, "use_pop_for_loc_weight", Parameter::PopulationExponent),
    ] {
        let value = moves.number(key, default, problems);
        if on {
            settings.set(parameter, value, (key, moves.at(key)), problems);
        } else if moves.at(key).line > 0 {
            let message = format!("`{key}` has no effect without `{switch}`.");
            problems.warning("no-effect", moves.at(key), message, format!("add `{switch}: True`, or leave it out"));
        }
    }
    let threshold = moves.number("pruning_threshold", 1.0, problems);
    // Flee leaves a threshold alone that does nothing but for rounding.
    if threshold > 1.001 {
        let at = ("pruning_threshold", moves.at("pruning_threshold"));
        settings.set(Parameter::LeastShareOfBest, 1.0 / threshold, at, problems);
    } else if threshold != 1.0 {
        let message = format!("`pruning_threshold: {threshold}` has no effect: only above 1 it has.");
        let help = "choices with less than the greatest weight / threshold are not considered";
        problems.warning("no-effect", moves.at("pruning_threshold"), message, help);
    }
}

fn groups(moves: &mut Section<'_>, problems: &mut Problems) -> Groups {
    let mut on = |key| moves.flag(key, false, problems);
    let mut groups = Groups {
        children_avoid: on("ChildrenAvoidHazards"),
        elderly_avoid: on("ElderlyAvoidHazards"),
        women_avoid: on("WomenAvoidHazards"),
        boys_take_risk: on("BoysTakeRisk"),
        camp_religion: on("MatchCampReligion"),
        camp_ethnicity: on("MatchCampEthnicity"),
        town_ethnicity: on("MatchTownEthnicity"),
        conflict_ethnicity: on("MatchConflictEthnicity"),
        religion_fraction: 0.25,
    };
    groups.religion_fraction = moves.number("avg_religion_fraction", 0.25, problems);
    if !(1e-6..=1e6).contains(&groups.religion_fraction) {
        let message = "`avg_religion_fraction` divides, and is above 0.";
        problems.error("out-of-range", moves.at("avg_religion_fraction"), message, "write a share such as 0.25");
        groups.religion_fraction = 0.25;
    } else if !groups.camp_religion && moves.at("avg_religion_fraction").line > 0 {
        let message = "`avg_religion_fraction` has no effect without `MatchCampReligion`.";
        problems.warning("no-effect", moves.at("avg_religion_fraction"), message, "leave it out");
    }
    if groups.boys_take_risk && !groups.children_avoid {
        let message = "`BoysTakeRisk` has no effect without `ChildrenAvoidHazards`.";
        problems.warning("no-effect", moves.at("BoysTakeRisk"), message, "add `ChildrenAvoidHazards: True`");
        groups.boys_take_risk = false;
    }
    if groups.town_ethnicity != groups.conflict_ethnicity {
        let key = if groups.town_ethnicity { "MatchTownEthnicity" } else { "MatchConflictEthnicity" };
        let message = format!("Corridor does not simulate `{key}` alone, which changes as fighting comes and goes.");
        let help = "set `MatchTownEthnicity` and `MatchConflictEthnicity` both, or neither";
        problems.error("refused", moves.at(key), message, help);
    }
    groups
}

fn refused(moves: &mut Section<'_>, problems: &mut Problems) {
    for (key, what) in [
        ("two_system_decision_making", "decisions by two systems"),
        ("use_economic_pull", "economic pull"),
        ("flee_when_starving", "food security"),
        ("avoid_food_deprived_locations", "food security"),
        ("harvest_months", "harvests"),
    ] {
        let on = moves.flag(key, false, problems);
        moves.refuse(key, on, what, problems);
    }
}

/// How many routes ahead people look.
fn awareness(settings: &mut Settings, moves: &mut Section<'_>, problems: &mut Problems) {
    const KEY: &str = "awareness_level";
    settings.awareness = moves.whole(KEY, 1, problems);
    let hops = match settings.awareness {
        level @ (-1..=4) => u8::try_from(level).unwrap_or(1).max(1),
        level => {
            let message = format!("`{KEY}: {level}`: people look along 4 routes at the most.");
            problems.error("out-of-range", moves.at(KEY), message, "write a number from -1 to 4");
            return;
        }
    };
    settings.rules.decision = Decision::LookAhead { hops };
    let exactly = |settings: &mut Settings, parameter, value| {
        settings.parameters.set(parameter, Uncertain::Exact(value));
    };
    match (settings.awareness, settings.quirks) {
        (-1, false) => {
            exactly(settings, Parameter::ChoiceExponent, 0.0);
            let message = "`awareness_level: -1` weighs nothing: all choices are alike. Flee's code takes it for 1.";
            problems.warning("differs-from-flee", moves.at(KEY), message, "with `rules: flee-3.2-quirks` it is 1");
        }
        (-1, true) => {
            let message = "`awareness_level: -1` is the same as 1 in Flee's code.";
            problems.warning("differs-from-flee", moves.at(KEY), message, "with `rules: flee-3.2` it weighs nothing");
        }
        (0, false) => {
            exactly(settings, Parameter::SafetyWeight, 1.0);
            exactly(settings, Parameter::RoomStartsAt, 1.0);
            (settings.camp_weight, settings.foreign_weight) = (1.0, 1.0);
            let message = "`awareness_level: 0` weighs the length of the road alone. In Flee's code nobody moves.";
            problems.warning("differs-from-flee", moves.at(KEY), message, "write 1 to weigh the place, too");
        }
        (0, true) => {
            for parameter in
                [Parameter::LeaveConflict, Parameter::LeaveTown, Parameter::LeaveCamp, Parameter::LeaveIdpSite]
            {
                exactly(settings, parameter, 0.0);
            }
            let message = "With `awareness_level: 0` nobody ever moves.";
            problems.warning("nobody-moves", moves.at(KEY), message, "write 1");
        }
        _ => {}
    }
}
