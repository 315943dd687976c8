//! What is made of the counts and numbers in the files.

use crate::{Micro, either, quirky, world};

/// A zone and two camps, apart.
fn apart(locations: &str, rest: &str) -> String {
    format!(
        "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
{locations}
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
{rest}
"
    )
}

fn daily(world: &Micro, camp: usize) -> &[i64] {
    world.case.validation.as_ref().map_or(&[], |validation| &validation.camps[camp].daily)
}

#[test]
fn between_counts_people_are_interpolated_and_cut() {
    // 0 on day 0 and 100 on day 3: 33.3 and 66.7 in between. 33, 33, 34 flee.
    for world in either(&apart("C,r,x,0,1,camp,0,0", "//- counts.csv\nC,0,,,100")) {
        assert_eq!(daily(&world, 0), [0, 33, 66, 100, 100, 100, 100, 100]);
        world.evening(1, &[("A", 33.0)]).evening(2, &[("A", 66.0)]).evening(3, &[("A", 100.0)]);
    }
    // Each camp is cut by itself: 33 + 33 and 66 + 66, not 66.7 and 133.3.
    for world in either(&apart("C,r,x,0,1,camp,0,0\nD,r,x,0,1,camp,0,0", "//- counts.csv\nC,0,,,100\nD,0,,,100")) {
        world.evening(1, &[("A", 66.0)]).evening(2, &[("A", 132.0)]).evening(3, &[("A", 200.0)]);
    }
}

#[test]
fn before_the_first_and_after_the_last_count_it_holds() {
    for world in either(&apart("C,r,x,0,1,camp,0,0", "//- counts.csv\nC,,,60,100")) {
        assert_eq!(daily(&world, 0), [60, 60, 60, 100, 100, 100, 100, 100]);
        world.evening(0, &[("C", 60.0)]).evening(7, &[("C", 60.0), ("A", 40.0)]);
    }
}

#[test]
fn a_registration_corrects_what_was_counted_before() {
    // On day 2 a registration found 300 where 100 had been counted on day 1: everything before is 300 / 100 as much.
    let rest = "//- counts.csv\nC,50,100,300,330\n//- input_csv/registration_corrections.csv\nC,2020-01-03\n";
    for world in either(&apart("C,r,x,0,1,camp,0,0", rest)) {
        assert_eq!(daily(&world, 0)[..5], [150, 300, 300, 330, 330]);
        // 150 are there; 150 flee on day 1, nobody on day 2, 30 on day 3.
        world.evening(0, &[("C", 150.0)]).evening(1, &[("C", 150.0), ("A", 150.0)]);
        world.evening(2, &[("C", 150.0), ("A", 150.0)]).evening(3, &[("C", 150.0), ("A", 180.0)]);
    }
    // Another camp is left alone, and so is a correction from before the run.
    let rest = "//- counts.csv\nC,50,100,300,330\n//- input_csv/registration_corrections.csv\nC,2019-12-03\n";
    for world in either(&apart("C,r,x,0,1,camp,0,0", rest)) {
        assert_eq!(daily(&world, 0)[..4], [50, 100, 300, 330]);
    }
}

#[test]
fn counts_of_one_camp_in_several_files_are_added() {
    let rest = "//- source_data/data_layout.csv
total,total.csv
C,one.csv,two.csv
//- source_data/total.csv
2020-01-01,0
//- source_data/one.csv
2020-01-01,10
2020-01-05,50
2020-01-08,80
//- source_data/two.csv
2020-01-01,1
2020-01-03,3
2020-01-05,5
";
    let text = apart("C,r,x,0,1,camp,0,0", rest);
    // Day 0: 11. Day 2: 30 between 10 and 50, and 3. Day 4: 55. Day 7: 80, and still 5.
    // Day 1: halfway 11 and 33. Day 3: halfway 33 and 55. Days 5 and 6: 55 + 30 / 3 and 55 + 60 / 3.
    assert_eq!(daily(&world(&text), 0), [11, 22, 33, 44, 55, 65, 75, 85]);
    // B15: on day 2 the next count of the first file, 50 + 3; and it ends with the shorter file.
    // Day 1: halfway 11 and 53. Day 3: halfway 53 and 55.
    assert_eq!(daily(&quirky(&text), 0), [11, 32, 53, 54, 55, 55, 55, 55]);
}

#[test]
fn hasten_divides_people_and_room_and_counts() {
    let rest = "//- counts.csv\nC,59,1005\n//- simsetting.yml\noptimisations:\n  hasten: 10\n";
    for world in either(&apart("C,r,x,0,1,camp,0,1239", rest)) {
        // 5.9 and 100.5, cut when they are read; 95 flee.
        assert_eq!(daily(&world, 0)[..2], [5, 100]);
        assert_eq!(world.case.hasten, 10);
        world.evening(0, &[("C", 5.0)]).evening(1, &[("C", 5.0), ("A", 95.0)]);
        let population =
            |place: &str| world.case.scenario.locations.iter().find(|at| at.name == place).map(|at| at.population);
        // 1000 // 10; a camp has room, for 1239 // 10, and no people.
        assert_eq!((population("A"), population("C")), (Some(100), Some(0)));
    }
}

#[test]
fn hasten_divides_idps_who_are_there_from_the_beginning() {
    let text =
        apart("C,r,x,0,1,camp,0,0,70", "//- counts.csv\nC,0\n//- simsetting.yml\noptimisations:\n  hasten: 10\n")
            .replace("population\n", "population,initial_idps\n")
            .replace("A,r,x,0,0,conflict_zone,0,1000", "A,r,x,0,0,conflict_zone,0,1000,");
    world(&text).evening(0, &[("C", 7.0)]);
    // Flee's code takes the column as it stands.
    quirky(&text).evening(0, &[("C", 70.0)]);
}

#[test]
fn people_go_where_their_own_are() {
    // Of red people 10 × 500 / 1000 = 5 at B and 10 × 100 / 1000 = 1 at C; of blue ones 1 and 5. Three in four are red.
    let text = "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population,red,blue
A,r,x,0,0,conflict_zone,0,1000,500,500
B,r,x,0,1,town,0,1000,500,100
C,r,x,0,2,town,0,1000,100,500
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,B,190,0
A,C,190,0
//- input_csv/demographics_ethnicity.csv
ethnicity,Default
red,3
blue,1
//- simsetting.yml
move_rules:
  max_move_speed: 190
  MatchTownEthnicity: True
  MatchConflictEthnicity: True
";
    let b = 750.0 * 5.0 / 6.0 + 250.0 / 6.0;
    world(text).evening(1, &[("B", b), ("C", 1000.0 - b)]);
}

/// One place to go to with fighting, one camp, both 190 km away; who is who comes from demographics.
fn fork(rules: &str, demographics: &str) -> String {
    format!(
        "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
B,r,x,0,1,camp,0,0
D,r,x,0,2,conflict_zone,0,0
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,B,190,0
A,D,190,0
{demographics}
//- simsetting.yml
move_rules:
  max_move_speed: 190
  conflict_weight: 0.5
  camp_movechance: 0.0
{rules}
"
    )
}

const AGES: &str = "//- input_csv/demographics_age.csv\nage,Default\n10,1\n30,1\n70,2\n";
const GENDERS: &str = "//- input_csv/demographics_gender.csv\ngender,Default\nmale,1\nfemale,3\n";

/// States the share of the thousand that goes to B.
fn to_b(text: &str, share: f64) {
    world(text).evening(1, &[("B", 1000.0 * share), ("D", 1000.0 * (1.0 - share))]);
}

#[test]
fn some_people_mind_hazards_more() {
    // With a score of 0.5 at D, 1 / 1.5 go to B; with its square 0.25, 1 / 1.25.
    let (calm, wary) = (1.0 / 1.5, 1.0 / 1.25);
    to_b(&fork("", AGES), calm);
    // A quarter are below 19.
    to_b(&fork("  ChildrenAvoidHazards: True", AGES), 0.25 * wary + 0.75 * calm);
    // Half are above 59.
    to_b(&fork("  ElderlyAvoidHazards: True", AGES), 0.5 * wary + 0.5 * calm);
    // Three quarters are women.
    to_b(&fork("  WomenAvoidHazards: True", GENDERS), 0.75 * wary + 0.25 * calm);
}

#[test]
fn boys_can_take_risks() {
    // Everybody is 16: who is male, a quarter, takes D for as good as B; the others mind it as children.
    let sixteen = "//- input_csv/demographics_age.csv\nage,Default\n16,1\n";
    let rules = "  ChildrenAvoidHazards: True\n  BoysTakeRisk: True";
    to_b(&fork(rules, &format!("{sixteen}{GENDERS}")), 0.25 * 0.5 + 0.75 / 1.25);
    // At 14 nobody does: above 14 it begins.
    to_b(&fork(rules, &format!("{}{GENDERS}", sixteen.replace("16", "14"))), 1.0 / 1.25);
}

#[test]
fn places_have_their_own_demographics() {
    // At A everybody is 10, whatever the default.
    let ages = "//- input_csv/demographics_age.csv\nage,Default,A\n10,0,1\n30,1,0\n";
    to_b(&fork("  ChildrenAvoidHazards: True", ages), 1.0 / 1.25);
}
