//! Room: a camp attracts less as it fills, and whoever chose a camp that is nearly full stays.
//!
//! B and C are camps at the same distance from A. C has people from the beginning and room for 100, B has no limit.
//!
//! Flee counts people as they come and go during a day, Corridor in the morning; where only A is left, and all arrive in
//! the evening, both are the same.

use corridor_tests::statistics::{moments, z_of_mean};

use crate::{either, quirky, world};

/// The fork: what C is, further columns, counts and rules.
fn fork(c: &str, counts: &str, rules: &str) -> String {
    format!(
        "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population,initial_idps,capacity_per_day
A,r,x,0,0,conflict_zone,0,1000,,0
B,r,x,0,1,camp,0,0,,0
C,r,x,0,2,{c}
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,B,190,0
A,C,190,0
//- counts.csv
{counts}
//- simsetting.yml
move_rules:
  camp_movechance: 0.0
{rules}
"
    )
}

const NINE: &str = "elsewhere,0,9";

#[test]
fn below_the_buffer_a_camp_attracts_as_an_empty_one() {
    // 90 ≤ 0.9 × 100: 1 against 1, of 10.
    for world in either(&fork("camp,0,100,90,0", "elsewhere,0,10", "")) {
        world.evening(0, &[("C", 90.0)]).evening(1, &[("B", 5.0), ("C", 95.0)]);
    }
}

#[test]
fn above_the_buffer_it_attracts_less_in_a_straight_line() {
    // 92 of 100: 1 - 2 / 10 = 0.8 against 1, of 9.
    for world in either(&fork("camp,0,100,92,0", NINE, "")) {
        world.evening(1, &[("B", 5.0), ("C", 96.0)]);
    }
    // A buffer of 0.5: 60 of 100 is 1 - 10 / 50 = 0.8.
    for world in either(&fork("camp,0,100,60,0", NINE, "  capacity_buffer: 0.5")) {
        world.evening(1, &[("B", 5.0), ("C", 64.0)]);
    }
}

#[test]
fn a_full_camp_does_not_attract() {
    for people in [100.0, 130.0] {
        for world in either(&fork(&format!("camp,0,100,{people},0"), NINE, "")) {
            world.evening(1, &[("B", 9.0), ("C", people)]);
        }
    }
    // A buffer of 1 is none: full or not.
    for (people, c) in [(99.0, 5.0), (100.0, 0.0)] {
        for world in either(&fork(&format!("camp,0,100,{people},0"), "elsewhere,0,10", "  capacity_buffer: 1.0")) {
            world.evening(1, &[("B", 10.0 - c), ("C", people + c)]);
        }
    }
}

#[test]
fn whoever_chose_a_camp_that_is_nearly_full_stays() {
    // 96 of 100: 1 - 6 / 10 = 0.4 against 1. Of 14, 10 go to B; 4 chose C, and 0.4 < 0.5: they stay at A.
    for world in either(&fork("camp,0,100,96,0", "elsewhere,0,14", "")) {
        world.evening(1, &[("A", 4.0), ("B", 10.0), ("C", 96.0)]);
        // They choose again on the next day: 4 × 0.4 / 1.4 stay again.
        world.evening(2, &[("A", 4.0 * 0.4 / 1.4), ("B", 10.0 + 4.0 / 1.4), ("C", 96.0)]);
    }
    // 94 of 100: 0.6 ≥ 0.5. 16 × 0.6 / 1.6 = 6 go, whatever the room: 100.
    for world in either(&fork("camp,0,100,94,0", "elsewhere,0,16", "")) {
        world.evening(1, &[("B", 10.0), ("C", 100.0)]);
    }
}

#[test]
fn a_route_to_a_camp_that_filled_on_the_way_is_given_up() {
    // Z has room for 120 - 10 a day and 80 people: 100 on day 1, when they choose; 80 on day 3, full, when those for Z come
    // by T: 51, 102, 153 > 150 km. T is a camp, where they stay.
    let text = "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population,initial_idps,capacity_per_day
A,r,x,0,0,conflict_zone,0,1000,,0
T,r,x,0,1,camp,0,0,,0
Z,r,x,0,2,camp,0,120,80,-10
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,T,150,0
T,Z,150,0
//- simsetting.yml
move_rules:
  camp_movechance: 0.0
  max_move_speed: 51
  awareness_level: 2
";
    for world in either(text) {
        world.evening(2, &[("road", 1000.0), ("Z", 80.0)]).evening(3, &[("T", 1000.0), ("Z", 80.0)]);
    }
}

#[test]
fn only_camps_turn_people_away() {
    // C is a camp that was closed on day 0, which is a town with a capacity; nobody is in it but who came by then, of
    // whom 0.005 leave a day, before the others decide: 0.48 of 96. (100 - 95.52) / 10 = 0.448 against 1, of 14 who flee on
    // that day: 14 × 0.448 / 1.448 = 4.33 go to C all the same.
    let rules = "  default_movechance: 0.005\n  max_move_speed: 190\nspawn_rules:\n  insert_day0: False";
    let text = fork("camp,0,100,96,0", "elsewhere,14", rules);
    let text = format!("{text}//- input_csv/closures.csv\ncamp,C,,0,-1\n");
    let leave = 96.0 * 0.005;
    world(&text).evening(0, &[("A", leave), ("B", 14.0 / 1.448), ("C", 96.0 - leave + 14.0 * 0.448 / 1.448)]);
}

#[test]
fn a_capacity_of_0_is_no_limit() {
    for world in either(&fork("camp,0,0,100000,0", NINE, "")) {
        world.evening(1, &[("B", 4.5), ("C", 100_004.5)]);
    }
    // Nor is an empty cell.
    for world in either(&fork("camp,0,,100000,0", NINE, "")) {
        world.evening(1, &[("B", 4.5), ("C", 100_004.5)]);
    }
}

#[test]
fn capacity_scaling_is_a_factor_on_every_capacity() {
    // 80 × 1.25 = 100.
    for world in either(&fork("camp,0,80,92,0", NINE, "  capacity_scaling: 1.25")) {
        world.evening(1, &[("B", 5.0), ("C", 96.0)]);
    }
    // 200 × 0.5 = 100.
    for world in either(&fork("camp,0,200,92,0", NINE, "  capacity_scaling: 0.5")) {
        world.evening(1, &[("B", 5.0), ("C", 96.0)]);
    }
}

#[test]
fn camps_can_grow_day_by_day() {
    // 4 more on day 0 and 4 more on day 1, before anybody decides: 92 + 8 = 100 on day 1, 92 people: 0.8.
    for world in either(&fork("camp,0,92,92,4", NINE, "")) {
        world.evening(1, &[("B", 5.0), ("C", 96.0)]);
    }
}

#[test]
fn nobody_who_arrives_is_turned_away() {
    let text = fork("camp,0,10,,0", "elsewhere,0,1000", "").replace("A,B,190,0\n", "");
    for world in either(&text) {
        world.evening(1, &[("C", 1000.0)]);
    }
}

#[test]
fn flee_takes_those_counted_on_the_first_day_from_the_room() {
    // B13. Room for 100, 50 counted on day 0: documented there are 50 ≤ 90, and C attracts as B does. Flee's code makes
    // that room for 50, and 50 in it: full.
    let text = fork("camp,0,100,,0", "C,50\nelsewhere,0,10", "");
    world(&text).evening(1, &[("B", 5.0), ("C", 55.0)]);
    quirky(&text).evening(1, &[("B", 10.0), ("C", 50.0)]);
    // Room for 40, 50 counted: documented full. To Flee a capacity of -10 is no limit.
    let text = fork("camp,0,40,,0", "C,50\nelsewhere,0,10", "");
    world(&text).evening(1, &[("B", 10.0), ("C", 50.0)]);
    quirky(&text).evening(1, &[("B", 5.0), ("C", 55.0)]);
}

#[test]
fn flee_scales_the_room_that_the_first_day_left() {
    // B13 once more: (100 - 30) × 0.6 = 42, of which 30 ≤ 37.8 are taken. Documented 60, of which 30 ≤ 54 are.
    let text = fork("camp,0,100,,0", "C,30\nelsewhere,0,10", "  capacity_scaling: 0.6");
    for world in either(&text) {
        world.evening(1, &[("B", 5.0), ("C", 35.0)]);
    }
}

#[test]
fn camps_fill_within_a_day() {
    // A hub 50 km from A and 50 km from C, which has room for 2000 and 1850 people. All are at the hub on day 1 and go on.
    // One goes after the other, and each sees the camp as the one before left it: above 1900 people, 1 - 100 / 200 is below
    // 0.5, and they stay at the hub.
    let text = "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population,initial_idps
A,r,x,0,0,conflict_zone,0,1000,
T,r,x,0,1,forwarding_hub,0,0,
C,r,x,0,2,camp,0,2000,1850
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,T,50,0
T,C,50,0
//- simsetting.yml
move_rules:
  camp_movechance: 0.0
  conflict_weight: 0.000000000001
";
    for world in either(text) {
        let (mean, _) = moments(&world.members(50, 1, "C"));
        assert!((1900.0..=1901.0).contains(&mean), "{mean} expected in 1900..=1901");
    }
    // Closed, it is a town with a capacity, and turns nobody away: people go there until it attracts nobody, at 2000 and
    // what is left of a turn, of a tenth at most. 0.005 of those who are there leave a day.
    let town = text.replace("camp_movechance: 0.0", "camp_movechance: 0.0\n  default_movechance: 0.005");
    for world in either(&format!("{town}//- input_csv/closures.csv\n#type,name1,name2,start,end\ncamp,C,,0,-1\n")) {
        let (mean, _) = moments(&world.members(50, 1, "C"));
        assert!((1985.0..=2200.0).contains(&mean), "{mean} expected in 1985..=2200");
    }
}

#[test]
fn a_camp_that_just_turns_people_away_still_attracts_half_as_much() {
    // As above with a second camp: C has room for 400 and D no limit, both 20 km from the hub. One after the other choose C
    // with m / (m + 1), where m = 1 up to 360 people and then 1 - k / 40. 720 people bring 360 there, and 20 more come with
    // the sum of (1 + m) / m for k = 0 to 19, which is 20 + 40 (1/21 + … + 1/40) = 47.23. At 380 m is 0.5 and turns people
    // away: of the other 232.77 one in three chooses C and stays at the hub, 77.59.
    let text = "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
T,r,x,0,1,forwarding_hub,0,0
C,r,x,0,2,camp,0,400
D,r,x,0,3,camp,0,0
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,T,50,0
T,C,20,0
T,D,20,0
//- simsetting.yml
move_rules:
  camp_movechance: 0.0
  conflict_weight: 0.000000000001
";
    let sum: f64 = (21..=40).map(|k| 40.0 / f64::from(k)).sum();
    let stay = (1000.0 - 720.0 - 20.0 - sum) / 3.0;
    let z = z_of_mean(&quirky(text).members(200, 1, "T"), stay);
    assert!(z.abs() < 4.0, "z {z}: 77.59 expected in the mean");
    // Turns of a tenth of the camp are coarser.
    let (mean, _) = moments(&world(text).members(200, 1, "T"));
    assert!((mean - stay).abs() < 8.0, "{mean} stay, {stay} expected within 8");
}
