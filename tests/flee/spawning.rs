//! How many flee, and from where.
//!
//! There are no roads: whoever flees stays where they fled.

use corridor_tests::statistics::z_of_mean;

use crate::{either, quirky, world};

/// Places without roads, and rules of spawning.
fn apart(places: &str, rules: &str, rest: &str) -> String {
    format!(
        "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population,conflict_intensity,initial_idps
{places}
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
//- simsetting.yml
spawn_rules:
{rules}
{rest}
"
    )
}

const A: &str = "A,r,x,0,0,conflict_zone,0,3000,1.0,";
const TWO: &str = "A,r,x,0,0,conflict_zone,0,3000,1.0,\nB,r,x,0,1,conflict_zone,0,1000,0.5,\nT,r,x,0,2,town,0,9000,,";

#[test]
fn places_with_fighting_count_by_people_and_intensity() {
    // 3000 × 1 against 1000 × 0.5, of 700; nobody flees from a town at peace.
    for world in either(&apart(TWO, "", "//- counts.csv\nelsewhere,0,700")) {
        world.evening(0, &[]).evening(1, &[("A", 600.0), ("B", 100.0)]).evening(7, &[("A", 600.0), ("B", 100.0)]);
    }
}

#[test]
fn without_fighting_nobody_flees() {
    // Flee itself stops here (B21).
    world(&apart("T,r,x,0,2,town,0,9000,,", "", "")).evening(1, &[]).evening(7, &[]);
}

/// Each day 600 flee from A, with fighting since day 0, and B, with fighting since day 3; as many people live in both.
const LATER: &str = "//- counts.csv
elsewhere,0,600,1200,1800,2400,3000,3600,4200
//- input_csv/conflicts.csv
#Day,A,B
0,1,0
1,1,0
2,1,0
3,1,1
4,1,1
5,1,1
6,1,1
7,1,1
";
const EQUAL: &str = "A,r,x,0,0,town,0,1000,,\nB,r,x,0,1,town,0,1000,,";

#[test]
fn fighting_counts_less_as_it_goes_on() {
    let rules = "  conflict_spawn_decay: [1.0, 0.5, 0.1]\n  conflict_spawn_decay_interval: 2";
    let text = apart(EQUAL, rules, LATER);
    let documented = world(&text);
    // Alone, A counts for all however little it counts.
    documented.evening(1, &[("A", 600.0)]).evening(2, &[("A", 1200.0)]);
    // Day 3: A for 3 days, 3 / 2 = 1: 0.5; B for 0 days: 1. 200 and 400 of 600.
    documented.evening(3, &[("A", 1400.0), ("B", 400.0)]);
    // Day 4: A 4 / 2 = 2: 0.1; B 1 / 2 = 0: 1. 600 / 11 and 6000 / 11.
    let (a, b) = (1400.0 + 600.0 / 11.0, 400.0 + 6000.0 / 11.0);
    documented.evening(4, &[("A", a), ("B", b)]);
    // Day 5: A 0.1, B 2 / 2 = 1: 0.5. 100 and 500. Day 6: the same.
    documented.evening(5, &[("A", a + 100.0), ("B", b + 500.0)]).evening(6, &[("A", a + 200.0), ("B", b + 1000.0)]);
    // Day 7: B 4 / 2 = 2: 0.1; after the last step A keeps it: 300 each.
    documented.evening(7, &[("A", a + 500.0), ("B", b + 1300.0)]);
}

#[test]
fn flee_shares_by_the_decay_of_the_day_before() {
    // Its weights are made after people fled, for the next day; and at once when fighting begins or ends somewhere.
    let rules = "  conflict_spawn_decay: [1.0, 0.5, 0.1]\n  conflict_spawn_decay_interval: 2";
    let quirks = quirky(&apart(EQUAL, rules, LATER));
    // Day 3 begins anew, as documented: 0.5 and 1. Day 4 still has the weights of day 3; day 5 those of day 4, 0.1 and 1;
    // days 6 and 7 those of days 5 and 6, 0.1 and 0.5.
    quirks.evening(3, &[("A", 1400.0), ("B", 400.0)]);
    quirks.evening(4, &[("A", 1600.0), ("B", 800.0)]);
    let (a, b) = (1600.0 + 600.0 / 11.0, 800.0 + 6000.0 / 11.0);
    quirks.evening(5, &[("A", a), ("B", b)]).evening(6, &[("A", a + 100.0), ("B", b + 500.0)]);
    quirks.evening(7, &[("A", a + 200.0), ("B", b + 1000.0)]);
}

#[test]
fn fighting_that_begins_anew_counts_as_new() {
    // A fights on days 0 to 2 and from day 4 on; B from day 0 on. Day 3: B alone. Day 4: A for 0 days: 1; B for 4 days,
    // 4 / 2 = 2: 0.1.
    let rest = "//- counts.csv
elsewhere,0,0,0,600,1200
//- input_csv/conflicts.csv
#Day,A,B
0,1,1
1,1,1
2,1,1
3,0,1
4,1,1
5,1,1
6,1,1
7,1,1
";
    let rules = "  conflict_spawn_decay: [1.0, 0.5, 0.1]\n  conflict_spawn_decay_interval: 2";
    for world in either(&apart(EQUAL, rules, rest)) {
        world.evening(3, &[("B", 600.0)]).evening(4, &[("A", 6000.0 / 11.0), ("B", 600.0 + 600.0 / 11.0)]);
    }
}

#[test]
fn without_decay_fighting_counts_for_ever() {
    for world in either(&apart(EQUAL, "", LATER)) {
        world.evening(3, &[("A", 1500.0), ("B", 300.0)]).evening(7, &[("A", 2700.0), ("B", 1500.0)]);
    }
}

#[test]
fn fighting_in_locations_csv_is_a_day_older_than_the_run() {
    // A fights by its type, since day -1 for Flee; B by conflicts.csv, since day 0. On day 1 A has fought for two days,
    // 2 / 2 = 1: 0.5; B for one, 1 / 2 = 0: 1. 200 and 400 of 600.
    let places = "A,r,x,0,0,conflict_zone,0,1000,,\nB,r,x,0,1,town,0,1000,,";
    let rules = "  conflict_spawn_decay: [1.0, 0.5]\n  conflict_spawn_decay_interval: 2";
    let rest = "//- counts.csv\nelsewhere,0,600\n//- input_csv/conflicts.csv\n#Day,B\n0,1\n1,1\n2,1\n3,1\n4,1\n5,1\n6,1\n7,1\n";
    world(&apart(places, rules, rest)).evening(1, &[("A", 200.0), ("B", 400.0)]);
    // By the weights of day 0, one day less of each: 1 and 1.
    quirky(&apart(places, rules, rest)).evening(1, &[("A", 300.0), ("B", 300.0)]);
}

#[test]
fn people_who_flee_are_taken_from_those_who_live_there() {
    // 35 a day. Day 1: 300 × 1 against 100 × 0.5: 30 and 5. Day 2: 270 against 95 × 0.5 = 47.5.
    let places = "A,r,x,0,0,conflict_zone,0,300,1.0,\nB,r,x,0,1,conflict_zone,0,100,0.5,";
    let counts = "//- counts.csv\nelsewhere,0,35,70";
    for world in either(&apart(places, "  take_from_population: True", counts)) {
        let a = 35.0 * 270.0 / 317.5;
        world.evening(1, &[("A", 30.0), ("B", 5.0)]).evening(2, &[("A", 30.0 + a), ("B", 40.0 - a)]);
    }
    // By default as many go on living there: 30 and 5 each day.
    for world in either(&apart(places, "", counts)) {
        world.evening(2, &[("A", 60.0), ("B", 10.0)]);
    }
}

#[test]
fn a_place_runs_out_of_people() {
    // 150 people, 100 a day: on day 2 Flee adds 50 whom it has not, with a warning; on day 3 no place counts.
    let places = "A,r,x,0,0,conflict_zone,0,150,1.0,";
    for world in either(&apart(places, "  take_from_population: True", "//- counts.csv\nelsewhere,0,100,200,300,400")) {
        world.evening(1, &[("A", 100.0)]).evening(2, &[("A", 200.0)]).evening(3, &[("A", 200.0)]);
        world.evening(7, &[("A", 200.0)]);
    }
}

#[test]
fn fighting_drives_so_many_people_a_day() {
    let rules = "  conflict_driven_spawning:\n    spawn_mode: constant\n    displaced_per_conflict_day: 100";
    for world in either(&apart(TWO, rules, "")) {
        // 100 × 1 and 100 × 0.5, on the first day, too.
        world.evening(0, &[("A", 100.0), ("B", 50.0)]).evening(7, &[("A", 800.0), ("B", 400.0)]);
    }
    // 500 by default.
    for world in either(&apart(A, "  conflict_driven_spawning:\n    spawn_mode: constant", "")) {
        world.evening(0, &[("A", 500.0)]);
    }
    // Whole people each day: 33.3 are 33.
    for world in either(&apart(&A.replace("1.0", "0.333"), rules, "")) {
        world.whole(0, "A", 33.0);
        world.whole(7, "A", 8.0 * 33.0);
    }
}

#[test]
fn fighting_drives_a_share_of_people_a_day() {
    let rules = "  conflict_driven_spawning:\n    spawn_mode: pop_ratio\n    displaced_per_conflict_day: 0.02";
    for world in either(&apart(TWO, rules, "")) {
        // 0.02 × 3000 × 1 and 0.02 × 1000 × 0.5.
        world.evening(0, &[("A", 60.0), ("B", 10.0)]).evening(7, &[("A", 480.0), ("B", 80.0)]);
    }
    // Of those who are left, if they are taken from them: 60, then 0.02 × 2940 = 58.8, which are 58.
    for world in either(&apart(A, &format!("{rules}\n  take_from_population: True"), "")) {
        world.whole(0, "A", 60.0);
        world.whole(1, "A", 118.0);
    }
}

#[test]
fn fighting_drives_by_poisson_s_law() {
    let rules = "  conflict_driven_spawning:\n    spawn_mode: poisson\n    displaced_per_conflict_day: 100";
    let world = world(&apart(&A.replace("1.0", "0.4"), rules, ""));
    // 40 a day: 320 after eight days, with the variance 320.
    let people = world.members(400, 7, "A");
    assert!(z_of_mean(&people, 320.0).abs() < 4.0, "{people:?}");
    let squares: Vec<f64> = people.iter().map(|people| (people - 320.0) * (people - 320.0)).collect();
    assert!(z_of_mean(&squares, 320.0).abs() < 4.0, "{squares:?}");
    assert_eq!(world.members(1, 0, "A")[0].fract(), 0.0);
}

#[test]
fn those_counted_on_the_first_day_are_in_the_camps() {
    let places = format!("{A}\nC,r,x,0,1,camp,0,0,,");
    for world in either(&apart(&places, "", "//- counts.csv\nC,300,450")) {
        world.evening(0, &[("C", 300.0)]).evening(1, &[("C", 300.0), ("A", 150.0)]);
    }
    // Or they flee on the first day.
    for world in either(&apart(&places, "  insert_day0: False", "//- counts.csv\nC,300,450")) {
        world.evening(0, &[("A", 300.0)]).evening(1, &[("A", 450.0)]);
    }
}

#[test]
fn flee_counts_the_first_day_twice() {
    // B14: with the total, which is no camp. 300 + 300.
    let text = apart(
        &format!("{A}\nC,r,x,0,1,camp,0,0,,"),
        "  insert_day0: False",
        "//- counts.csv\ntotal,300,450\nC,300,450",
    );
    world(&text).evening(0, &[("A", 300.0)]).evening(1, &[("A", 450.0)]);
    quirky(&text).evening(0, &[("A", 600.0)]).evening(1, &[("A", 750.0)]);
}

#[test]
fn camps_can_begin_empty() {
    let places = format!("{A}\nC,r,x,0,1,camp,0,0,,");
    for world in either(&apart(&places, "  empty_camps_on_day0: True", "//- counts.csv\nC,300,450,500")) {
        world.evening(0, &[]).evening(1, &[("A", 150.0)]).evening(2, &[("A", 200.0)]);
        // The counts of the first day are taken from all counts.
        let validation = world.case.validation.as_ref().unwrap();
        assert_eq!(validation.camps[0].daily[..4], [0, 150, 200, 200]);
    }
}

#[test]
fn a_fall_is_a_debt_that_later_rises_pay() {
    // 100, 80, 90, 130: -20 makes a debt of 20; 10 of it are paid; 40 - 10 = 30 flee.
    let text = apart(&format!("{A}\nC,r,x,0,1,camp,0,0,,"), "", "//- counts.csv\nC,100,80,90,130,140");
    for world in either(&text) {
        world.evening(0, &[("C", 100.0)]).evening(2, &[("C", 100.0)]);
        world.evening(3, &[("C", 100.0), ("A", 30.0)]).evening(4, &[("C", 100.0), ("A", 40.0)]);
        assert_eq!(world.case.validation.as_ref().unwrap().debt[..5], [0, 20, 10, 0, 0]);
    }
}

#[test]
fn departures_follow_the_camps_or_the_total() {
    let places = format!("{A}\nC,r,x,0,1,camp,0,0,,\nD,r,x,0,1,camp,0,0,,");
    let counts = "//- counts.csv\ntotal,0,500,700\nC,0,100,100\nD,0,60,80";
    for world in either(&apart(&places, "", counts)) {
        // 100 + 60; 20 more.
        world.evening(1, &[("A", 160.0)]).evening(2, &[("A", 180.0)]);
        assert_eq!(world.case.validation.as_ref().unwrap().total[..3], [0, 160, 180]);
    }
    for world in either(&apart(&places, "  sum_from_camps: False", counts)) {
        world.evening(1, &[("A", 500.0)]).evening(2, &[("A", 700.0)]);
        assert_eq!(world.case.validation.as_ref().unwrap().total[..3], [0, 500, 700]);
    }
}

#[test]
fn idps_can_be_there_from_the_beginning() {
    let text = apart(
        "A,r,x,0,0,conflict_zone,0,3000,1.0,\nC,r,x,0,1,camp,0,0,,70\nT,r,x,0,2,town,0,0,,50",
        "",
        "//- counts.csv\nC,30",
    );
    // With the 30 who were counted; documented at any place.
    world(&text).evening(0, &[("C", 100.0), ("T", 50.0)]);
    // Flee's code looks at camps alone.
    quirky(&text).evening(0, &[("C", 100.0)]);
    // But not if the camps begin empty.
    let text = text.replace("spawn_rules:", "spawn_rules:\n  empty_camps_on_day0: True");
    quirky(&text).evening(0, &[]);
}

#[test]
fn people_can_be_listed_one_by_one() {
    let places = format!("{A}\nT,r,x,0,1,town,0,0,,");
    let rest = "//- counts.csv\nelsewhere,0\n//- input_csv/agents.csv\nlocation,age\nT,30\nA,5\nT,60\n";
    for world in either(&apart(&places, "  read_from_agents_csv_file: True", rest)) {
        world.evening(0, &[("T", 2.0), ("A", 1.0)]);
    }
    for world in either(&apart(&places, "", rest)) {
        world.evening(0, &[]);
    }
}
