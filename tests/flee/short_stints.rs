//! Who has hardly moved of late does not rest in a town.
//!
//! In the evening each keeps the mean of what they kept the evening before and of the day's share of a whole day's
//! journey. Who comes to a town and has made, with today, less than half goes on at once.

use crate::{NO_WAY_BACK, either, quirky, world};

/// A, X with fighting and nobody in it, T a town, Z a camp. Nobody goes back to where fighting is.
fn row(routes: &str, rules: &str, closures: &str) -> String {
    format!(
        "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
X,r,x,0,1,conflict_zone,0,0
T,r,x,0,2,town,0,0
Z,r,x,0,3,camp,0,0
//- input_csv/routes.csv
{routes}
//- input_csv/closures.csv
#type,name1,name2,start,end
{closures}
//- simsetting.yml
move_rules:
  max_move_speed: 200
  camp_movechance: 0.0
  {NO_WAY_BACK}
{rules}
"
    )
}

const FORCED: &str = "  avoid_short_stints: True";

#[test]
fn who_has_made_little_goes_on() {
    // 50 km to T: (0 + 0.25) / 2 < 0.5. Without the rule 0.3 go on.
    let routes = "#name1,name2,distance,forced_redirection\nA,T,50,0\nT,Z,50,0";
    for world in either(&row(routes, FORCED, "")) {
        world.evening(1, &[("Z", 1000.0)]);
    }
    for world in either(&row(routes, "", "")) {
        world.evening(1, &[("T", 700.0), ("Z", 300.0)]);
    }
}

/// 200 km to X, where they are in the evening of day 1; and on day 2 a road of so many km to T.
fn after_a_day(km: u32, closures: &str) -> String {
    row(
        &format!("#name1,name2,distance,forced_redirection\nA,X,200,0\nX,T,{km},0\nT,Z,50,0"),
        &format!("{FORCED}\n  conflict_movechance: 1.0"),
        closures,
    )
}

#[test]
fn who_has_come_far_rests() {
    // Day 1: a whole day, 0.5 is kept. Day 2: 120 km of 200: (0.5 + 0.6) / 2 = 0.55, not below 0.5. 0.3 go on.
    world(&after_a_day(120, "")).evening(1, &[("X", 1000.0)]).evening(2, &[("T", 700.0), ("Z", 300.0)]);
    // 80 km: (0.5 + 0.4) / 2 = 0.45.
    world(&after_a_day(80, "")).evening(2, &[("Z", 1000.0)]);
    // At just a half they rest: 100 km, (0.5 + 0.5) / 2.
    world(&after_a_day(100, "")).evening(2, &[("T", 700.0), ("Z", 300.0)]);
}

#[test]
fn nights_on_the_road_are_kept() {
    let to_t = |km: u32| {
        let routes = format!("#name1,name2,distance,forced_redirection\nA,T,{km},0\nT,Z,50,0");
        either(&row(&routes, FORCED, ""))
    };
    // A whole day keeps 0.5; 60 km on day 2: (0.5 + 0.3) / 2 = 0.4 < 0.5. 110 km: (0.5 + 0.55) / 2 = 0.525.
    for world in to_t(260) {
        world.evening(1, &[("road", 1000.0)]).evening(2, &[("Z", 1000.0)]);
    }
    for world in to_t(310) {
        world.evening(1, &[("road", 1000.0)]).evening(2, &[("T", 700.0), ("Z", 300.0)]);
    }
    // Two whole days keep 0.75. 40 km on day 3: (0.75 + 0.2) / 2 = 0.475; 60 km: 0.525.
    for world in to_t(440) {
        world.evening(2, &[("road", 1000.0)]).evening(3, &[("Z", 1000.0)]);
    }
    for world in to_t(460) {
        world.evening(2, &[("road", 1000.0)]).evening(3, &[("T", 700.0), ("Z", 300.0)]);
    }
}

#[test]
fn days_of_rest_halve_what_is_kept() {
    // All roads of A and T are shut on day 2: they stay at X, and 0.25 is kept. Day 3: 120 km: (0.25 + 0.6) / 2 = 0.425.
    let shut = "location,T,,2,3\nlocation,A,,2,-1";
    let documented = world(&after_a_day(120, shut));
    documented.evening(1, &[("X", 1000.0)]).evening(2, &[("X", 1000.0)]).evening(3, &[("Z", 1000.0)]);
    // 150 km are what rests now: (0.25 + 0.75) / 2 = 0.5; and not 140 km: 0.475.
    let documented = world(&after_a_day(150, shut));
    documented.evening(3, &[("T", 700.0), ("Z", 300.0)]);
    world(&after_a_day(140, shut)).evening(3, &[("Z", 1000.0)]);
}

#[test]
fn only_towns_are_passed_so() {
    // T is a camp for IDPs: 0.1 go on, however little they have made.
    let routes = "#name1,name2,distance,forced_redirection\nA,T,50,0\nT,Z,50,0";
    for world in either(&row(routes, FORCED, "").replace("T,r,x,0,2,town", "T,r,x,0,2,idpcamp")) {
        world.evening(1, &[("T", 900.0), ("Z", 100.0)]);
    }
}

#[test]
fn in_the_morning_nobody_is_driven_on() {
    // Just 200 km to T, where they are in the evening. Day 2 begins with 0.3, however little they make on it.
    let routes = "#name1,name2,distance,forced_redirection\nA,T,200,0\nT,Z,50,0";
    world(&row(routes, FORCED, "")).evening(1, &[("T", 1000.0)]).evening(2, &[("T", 700.0), ("Z", 300.0)]);
}

#[test]
fn what_is_kept_is_exact_to_a_256th() {
    // Corridor keeps it in steps of 1/256, so that people who moved alike are one cohort. Each evening rounds by half a
    // step at most, and halves what was off before: 1/2 + 1/4 + 1/8 … of a step, together less than one.
    //
    // A row of hubs a day apart from each other, each by a road with its own speed: day after day they make the share of
    // 200 km that the road has.
    let shares =
        [0.37, 0.91, 0.013, 0.5, 1.0, 0.777, 0.05, 0.333, 0.9, 0.21, 0.001, 0.62, 0.84, 0.1, 0.47, 0.99, 0.3, 0.7];
    let mut places = String::from("A,r,x,0,0,conflict_zone,0,1000\n");
    let mut routes = String::from("#name1,name2,distance,forced_redirection,max_move_speed\n");
    for (number, share) in shares.iter().enumerate() {
        places.push_str(&format!("P{number},r,y{number},0,{number},forwarding_hub,0,0\n"));
        let from = if number == 0 { "A".to_owned() } else { format!("P{}", number - 1) };
        routes.push_str(&format!("{from},P{number},{},0,{}\n", share * 200.0, share * 200.0));
    }
    // Nobody goes back: the road behind them is shut while they are at its end.
    let back: String = (0..shares.len()).map(|number| format!("country,x,y{number},{},-1\n", number + 2)).collect();
    let between: String =
        (1..shares.len()).map(|number| format!("country,y{},y{number},{},-1\n", number - 1, number + 2)).collect();
    let text = format!(
        "//- input_csv/sim_period.csv
StartDate,2020-01-01
Length,20
//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
{places}
//- input_csv/routes.csv
{routes}
//- input_csv/closures.csv
#type,name1,name2,start,end
{back}{between}
//- simsetting.yml
move_rules:
  max_move_speed: 200
  avoid_short_stints: True
"
    );
    let world = world(&text);
    let mut exact = 0.0;
    for (number, share) in shares.iter().enumerate() {
        exact = (exact + share) / 2.0;
        let place = format!("P{number}");
        let kept = world.recent(&place)[number + 1];
        let off = kept.map(|kept| (kept - exact).abs());
        assert!(off.is_some_and(|off| off <= 1.0 / 256.0), "day {}: {kept:?}, and exactly {exact}", number + 1);
    }
}

#[test]
fn flee_drives_on_by_the_distance_of_the_road_alone() {
    // The same with B6: on a road of 150 km (0 + 0.75) / 2 < 0.5, and B5: 150 km more on the same day.
    let routes = "#name1,name2,distance,forced_redirection\nA,T,150,0\nT,Z,150,0";
    quirky(&row(routes, FORCED, "")).evening(1, &[("Z", 1000.0)]);
    // Documented: 50 of 150 km by night.
    world(&row(routes, FORCED, "")).evening(1, &[("road", 1000.0)]).evening(2, &[("Z", 1000.0)]);
}
