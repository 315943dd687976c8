//! Settings that set others, or that are what they are by default.

use corridor_formats::flee::{Beside, read};
use corridor_model::{Decision, Parameter, Uncertain};

use crate::{either, folder, world};

const BARE: &str = "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
B,r,x,0,1,camp,0,0
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,B,190,0
//- simsetting.yml
";

#[test]
fn the_defaults_are_flee_s() {
    let world = world(BARE);
    let value = |parameter| world.case.scenario.parameters.get(parameter);
    for (parameter, default) in [
        (Parameter::RoadKmPerDay, 360.0),
        (Parameter::FootKmPerDay, 35.0),
        (Parameter::LeaveConflict, 1.0),
        (Parameter::LeaveCamp, 0.001),
        (Parameter::LeaveIdpSite, 0.1),
        (Parameter::LeaveTown, 0.3),
        (Parameter::RoomStartsAt, 0.9),
        (Parameter::DistanceSofteningKm, 10.0),
        (Parameter::DistanceExponent, 1.0),
        (Parameter::ChoiceExponent, 1.0),
        (Parameter::AttractionSoftening, 0.0),
        (Parameter::LeastShareOfBest, 0.0),
        (Parameter::PopulationExponent, 0.0),
        (Parameter::HomeDistanceExponent, 0.0),
    ] {
        assert_eq!(value(parameter), Uncertain::Exact(default), "{parameter:?}");
    }
    let Uncertain::Exact(safety) = value(Parameter::SafetyWeight) else { panic!("not exact") };
    // 1/√10.
    assert!((safety * safety - 0.1).abs() < 1e-9, "{safety}");
    let rules = &world.case.scenario.rules;
    assert_eq!(rules.decision, Decision::LookAhead { hops: 1 });
    let off = [rules.take_from_population, rules.avoid_short_stints, rules.start_on_foot, rules.best_route_only];
    assert_eq!(off, [false; 4]);
}

#[test]
fn use_v1_rules_sets_the_speed_and_two_weights() {
    // 200 km a day: 190 km are one, 210 km two. Camps 2, fighting 0.25.
    let text = format!("{BARE}move_rules:\n  use_v1_rules: True\n  camp_movechance: 0.0\n");
    world(&text).evening(1, &[("B", 1000.0)]);
    for world in either(&text.replace("A,B,190", "A,B,210")) {
        world.evening(1, &[("road", 1000.0)]);
    }
    // B 2, D 1, E 0.25: 8, 4, 1 of 13.
    let text = text
        .replace("B,r,x,0,1,camp,0,0", "B,r,x,0,1,camp,0,0\nD,r,x,0,1,town,0,0\nE,r,x,0,1,conflict_zone,0,0")
        .replace("A,B,190,0", "A,B,200,0\nA,D,200,0\nA,E,200,0");
    let of = |weight: f64| 1000.0 * weight / 13.0;
    world(&text).evening(1, &[("B", of(8.0)), ("D", of(4.0)), ("E", of(1.0))]);
}

#[test]
fn what_is_not_simulated_is_refused_and_not_left_out_in_silence() {
    for (section, line) in [
        ("move_rules", "two_system_decision_making: True"),
        ("move_rules", "use_economic_pull: True"),
        ("move_rules", "flee_when_starving: True"),
        ("move_rules", "avoid_food_deprived_locations: True"),
        ("spawn_rules", "starvation_driven_spawning: True"),
        ("spawn_rules", "flood_zone_spawning_only: True"),
    ] {
        let text = format!("{BARE}{section}:\n  {line}\n");
        let (case, diagnostics) = read(&folder("flee-3.2", &text), &Beside::default());
        let key = line.split(':').next().unwrap_or_default();
        assert!(case.is_none(), "{line}");
        assert!(diagnostics.iter().any(|one| one.to_string().contains(key)), "{line}: {diagnostics:?}");
    }
}

#[test]
fn a_quoted_false_is_true() {
    // Python's bool("False").
    let text = format!("{BARE}move_rules:\n  start_on_foot: \"False\"\n");
    for world in either(&text) {
        assert!(world.case.scenario.rules.start_on_foot);
    }
}
