//! How readily people leave a place.
//!
//! A -200- T -200- C, with 200 km a day: whoever leaves A on day 1 is at T that evening, and whoever leaves T on day 2 is
//! at C. Nobody goes back to A, nobody leaves C.
//!
//! In Flee's code 200 km at 200 km a day take two days (B6), and at 200.001 km a day there is always a little left of the
//! day and then a whole day for the next road (B5): what is at T and C on the evening of day 2 is there on day 1.

use crate::{NO_WAY_BACK, quirky, world};

/// The chain with a type, a population or capacity and rules for T.
fn chain(place: &str, rules: &str) -> String {
    format!(
        "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,10000
T,r,x,0,1,{place}
C,r,x,0,2,camp,0,0
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,T,200,0
T,C,200,0
//- simsetting.yml
move_rules:
  max_move_speed: 200.0
  {NO_WAY_BACK}
  {rules}
"
    )
}

/// States how many leave T on a day, of those who came there the day before.
fn leaves(place: &str, rules: &str, share: f64) {
    let text = chain(place, rules);
    let there = [("T", 1000.0 * (1.0 - share)), ("C", 1000.0 * share)];
    // Everybody leaves the conflict zone on the day on which they flee.
    world(&text).evening(0, &[]).evening(1, &[("T", 1000.0)]).evening(2, &there);
    quirky(&text.replace("speed: 200.0", "speed: 200.001")).evening(0, &[]).evening(1, &there);
}

#[test]
fn a_town_is_left_with_default_movechance() {
    leaves("town,0,0", "camp_movechance: 0.0", 0.3);
    leaves("default,0,0", "camp_movechance: 0.0\n  default_movechance: 0.5", 0.5);
    // 0.7 × 700 = 490.
    world(&chain("town,0,0", "camp_movechance: 0.0")).evening(3, &[("T", 490.0), ("C", 510.0)]);
}

#[test]
fn the_newly_displaced_leave_with_the_movechance_of_their_place_on_the_same_day() {
    // 0.4 × 1000; then 0.4 × 600 of those who are left.
    let text = chain("camp,0,0", "camp_movechance: 0.0\n  conflict_movechance: 0.4");
    for world in [world(&text), quirky(&text.replace("speed: 200.0", "speed: 200.001"))] {
        world.evening(1, &[("A", 600.0), ("T", 400.0)]).evening(2, &[("A", 360.0), ("T", 640.0)]);
    }
}

#[test]
fn a_camp_is_left_with_camp_movechance() {
    // The default.
    leaves("camp,0,0", "", 0.001);
    leaves("camp,0,0", "camp_movechance: 0.25", 0.25);
    // C is a camp, too: 750 × 0.75 + 250 × 0.25 at T.
    world(&chain("camp,0,0", "camp_movechance: 0.25")).evening(3, &[("T", 625.0), ("C", 375.0)]);
}

#[test]
fn a_camp_for_idps_is_left_with_its_own_movechance() {
    leaves("idpcamp,0,0", "camp_movechance: 0.0", 0.1);
    leaves("IDP_camp,0,0", "camp_movechance: 0.0\n  idpcamp_movechance: 0.5", 0.5);
}

#[test]
fn everybody_leaves_a_forwarding_hub() {
    leaves("forwarding_hub,0,0", "camp_movechance: 0.0", 1.0);
    leaves("forward,0,0", "camp_movechance: 0.0", 1.0);
}

#[test]
fn everybody_leaves_a_place_of_an_unknown_type() {
    // Flee prints an error and leaves the chance of its constructor, 1.
    leaves("village,0,0", "camp_movechance: 0.0", 1.0);
}

#[test]
fn a_town_that_is_hardly_left_is_a_camp() {
    // 0.004 < 0.005: a camp, left with 0.004 all the same.
    leaves("town,0,0", "camp_movechance: 0.0\n  default_movechance: 0.004", 0.004);
    // 0.005 is not below it: still a town.
    leaves("town,0,0", "camp_movechance: 0.0\n  default_movechance: 0.005", 0.005);
    let fork = |speed: &str, chance: &str| {
        format!(
            "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
T,r,x,0,1,town,0,0
H,r,x,0,2,forwarding_hub,0,0
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,T,190,0
A,H,190,0
//- simsetting.yml
move_rules:
  max_move_speed: {speed}
  camp_weight: 3.0
  default_movechance: {chance}
"
        )
    };
    // It attracts as a camp: 3 against the 1 of the hub. A town has 1, too.
    world(&fork("190", "0.004")).evening(1, &[("T", 750.0), ("H", 250.0)]);
    world(&fork("190", "0.006")).evening(1, &[("T", 500.0), ("H", 500.0)]);
    // B5: on day 1 everybody leaves the hub again, and 0.004 × 750 leave T, all for A.
    quirky(&fork("191", "0.004")).evening(1, &[("T", 747.0), ("A", 253.0)]);
    quirky(&fork("191", "0.006")).evening(1, &[("T", 497.0), ("A", 503.0)]);
}

#[test]
fn the_people_of_a_place_are_those_whom_todays_departures_left() {
    // 10000 live in A until 5000 flee on day 1; of those 5000 / 10000 leave on that day, as all do on each later day.
    let rules = "camp_movechance: 0.0\n  movechance_pop_base: 10000\n  movechance_pop_scale_factor: 1.0";
    let text = chain("camp,0,0", rules);
    let text = format!("{text}spawn_rules:\n  take_from_population: True\n//- counts.csv\nelsewhere,0,5000\n");
    for world in [world(&text), quirky(&text.replace("speed: 200.0", "speed: 200.001"))] {
        world.evening(1, &[("A", 2500.0), ("T", 2500.0)]).evening(2, &[("A", 1250.0), ("T", 3750.0)]);
    }
}

#[test]
fn big_places_are_left_more_readily_or_less() {
    let rules = "camp_movechance: 0.25\n  movechance_pop_base: 10000\n  movechance_pop_scale_factor: 0.5";
    // A has 10000: (10000 / 10000)^0.5 = 1. T has 2500: 0.3 × 0.25^0.5 = 0.15.
    leaves("town,0,2500", rules, 0.15);
    // C has neither people nor room, 0^0.5 = 0: nobody leaves it. 0.85 × 850 = 722.5.
    world(&chain("town,0,2500", rules)).evening(3, &[("T", 722.5), ("C", 277.5)]);
    // Of a camp its capacity counts: 0.25 × (40000 / 10000)^0.5 = 0.5.
    leaves("camp,0,40000", rules, 0.5);
    // More than 1 is 1: 0.3 × (1000000 / 10000)^0.5 = 3.
    leaves("town,0,1000000", rules, 1.0);
}
