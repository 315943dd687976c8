//! Fighting that begins, changes and ends, and places that become others.

use crate::{NO_WAY_BACK, either, quirky, world};

/// A -200- T -200- Z, with 250 km a day. Z is a camp that nobody leaves; A is not gone back to.
fn chain(t: &str, rest: &str, rules: &str) -> String {
    format!(
        "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population,initial_idps
A,r,x,0,0,conflict_zone,0,1000,
T,r,x,0,1,{t}
Z,r,x,0,2,camp,0,0,
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,T,200,0
T,Z,200,0
{rest}
//- simsetting.yml
move_rules:
  max_move_speed: 250
  camp_movechance: 0.0
  {NO_WAY_BACK}
{rules}
"
    )
}

/// Fighting at one place by day; A by its type.
fn at(place: &str, days: [f64; 8]) -> String {
    let rows: String = days.iter().enumerate().map(|(day, intensity)| format!("{day},{intensity}\n")).collect();
    format!("//- input_csv/conflicts.csv\n#Day,{place}\n{rows}")
}

#[test]
fn where_fighting_begins_everybody_leaves() {
    // T is a town with 800 people in it from the beginning: 0.3 of them leave each day until fighting begins on day 2.
    let rest = format!("{}//- counts.csv\nelsewhere,0\n", at("T", [0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]));
    let world = world(&chain("town,0,0,800", &rest, ""));
    world.evening(0, &[("T", 560.0), ("Z", 240.0)]).evening(1, &[("T", 392.0), ("Z", 408.0)]);
    world.evening(2, &[("Z", 800.0)]);
}

#[test]
fn from_a_camp_with_fighting_everybody_leaves() {
    let rest = format!("{}//- counts.csv\nelsewhere,0\n", at("T", [0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]));
    for world in either(&chain("camp,0,0,800", &rest, "")) {
        world.evening(1, &[("T", 800.0)]).evening(2, &[("Z", 800.0)]);
    }
}

#[test]
fn a_camp_is_a_camp_again_after_fighting() {
    // Fighting on days 1 and 2, when 0.5 leave: 400, 200 are left. Then nobody leaves the camp.
    let rest = format!("{}//- counts.csv\nelsewhere,0\n", at("T", [0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]));
    let text = chain("camp,0,0,800", &rest, "  conflict_movechance: 0.5");
    world(&text).evening(2, &[("T", 200.0), ("Z", 600.0)]).evening(7, &[("T", 200.0), ("Z", 600.0)]);
    // B16: it is a town as well, and left with 0.3: 140, 98.
    let quirks = quirky(&text);
    quirks.evening(2, &[("T", 200.0), ("Z", 600.0)]).evening(3, &[("T", 140.0), ("Z", 660.0)]);
    quirks.evening(4, &[("T", 98.0), ("Z", 702.0)]);
}

#[test]
fn a_camp_that_opens_again_after_fighting_is_a_camp() {
    // Fighting on day 1, when 0.5 leave: 400. Closed on day 3, a town: 0.3 of them leave. Open again on day 4: nobody.
    let rest = format!(
        "{}//- counts.csv\nelsewhere,0\n//- input_csv/closures.csv\ncamp,T,,3,4\n",
        at("T", [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    );
    let text = chain("camp,0,0,800", &rest, "  conflict_movechance: 0.5");
    let documented = world(&text);
    documented.evening(1, &[("T", 400.0), ("Z", 400.0)]).evening(2, &[("T", 400.0), ("Z", 400.0)]);
    documented.evening(3, &[("T", 280.0), ("Z", 520.0)]).evening(7, &[("T", 280.0), ("Z", 520.0)]);
    // B16 makes a town of it on day 2: 280, and 196 on day 3. What opens on day 4 is a camp again.
    let quirks = quirky(&text);
    quirks.evening(2, &[("T", 280.0), ("Z", 520.0)]).evening(3, &[("T", 196.0), ("Z", 604.0)]);
    quirks.evening(4, &[("T", 196.0), ("Z", 604.0)]).evening(7, &[("T", 196.0), ("Z", 604.0)]);
}

#[test]
fn where_fighting_ends_people_leave_as_from_a_town() {
    // 0.5 leave A on day 1, when they flee, and go to T, a camp. Fighting ends on day 2: 0.3 of the 500 leave, of the 350
    // on day 3; and nobody else flees, though a thousand more are asked for.
    let rest = format!("{}//- counts.csv\nelsewhere,0,1000,2000\n", at("A", [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]));
    let text = chain("camp,0,0,", &rest, "  conflict_movechance: 0.5");
    let documented = world(&text);
    documented.evening(1, &[("A", 500.0), ("T", 500.0)]).evening(2, &[("A", 350.0), ("T", 650.0)]);
    documented.evening(3, &[("A", 245.0), ("T", 755.0)]);
}

#[test]
fn a_camp_with_fighting_is_still_a_camp_to_those_who_choose() {
    // C: 3 × 0.25 against the 3 of B.
    let text = "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
B,r,x,0,1,camp,0,0
C,r,x,0,2,camp,0,0
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,B,190,0
A,C,190,0
//- simsetting.yml
move_rules:
  max_move_speed: 190
  camp_movechance: 0.0
  camp_weight: 3.0
  conflict_weight: 0.25
";
    let text = format!("{text}{}", at("C", [1.0; 8]));
    world(&text).evening(1, &[("B", 800.0), ("C", 200.0)]);
}

#[test]
fn a_camp_closure_of_a_place_with_fighting_ends_it() {
    // A closure makes a town at peace of any place, from the morning of day 2 on: nobody flees, and 0.3 leave. (Flee lets
    // people flee once more on that day, as it closes places after that: FLEE.md names this.)
    let rest = "//- input_csv/closures.csv\n#type,name1,name2,start,end\ncamp,A,,2,-1\n//- counts.csv\nelsewhere,0,1000,2000,3000\n";
    let quirks = quirky(&chain("camp,0,0,", rest, "  conflict_movechance: 0.5"));
    quirks.evening(1, &[("A", 500.0), ("T", 500.0)]).evening(2, &[("A", 350.0), ("T", 650.0)]);
}

#[test]
fn intensity_can_change() {
    // B at peace against D with fighting, in which nobody lives: 0.5 on day 0, and 1 from day 1 on. conflict_weight 0.25.
    let text = "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
B,r,x,0,1,camp,0,0
D,r,x,0,2,town,0,0
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,B,190,0
A,D,190,0
//- input_csv/conflicts.csv
#Day,D
0,0.5
1,1
2,1
3,1
4,1
5,1
6,1
7,1
//- simsetting.yml
move_rules:
  max_move_speed: 190
  camp_movechance: 0.0
  conflict_weight: 0.25
";
    // 1 against 0.25.
    world(text).evening(1, &[("B", 800.0), ("D", 200.0)]);
    // B16: Flee stays with 0.25^0.5 = 0.5. (With a km more a day: B5, and everybody leaves D for A on the same day.)
    let text = text.replace("speed: 190", "speed: 191");
    quirky(&text).evening(1, &[("B", 2000.0 / 3.0), ("A", 1000.0 / 3.0)]);
}

#[test]
fn intensity_that_changes_changes_who_flees() {
    // A with 1000 people and intensity 1; B with 1000 and 0.5, on day 2 with 1. 600 a day: 400 and 200, then 300 each.
    let text = "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
B,r,x,0,1,town,0,1000
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
//- counts.csv
elsewhere,0,600,1200
//- input_csv/conflicts.csv
#Day,B
0,0.5
1,0.5
2,1
3,1
4,1
5,1
6,1
7,1
";
    world(text).evening(1, &[("A", 400.0), ("B", 200.0)]).evening(2, &[("A", 700.0), ("B", 500.0)]);
    // B16.
    quirky(text).evening(1, &[("A", 400.0), ("B", 200.0)]).evening(2, &[("A", 800.0), ("B", 400.0)]);
}

#[test]
fn without_conflicts_csv_fighting_begins_on_its_date() {
    // Documented: `conflict_date` is the day. A thousand are asked for on day 1, before it, and 500 on day 2.
    let text = "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,2,1000
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
//- counts.csv
elsewhere,0,1000,1500
";
    world(text).evening(1, &[]).evening(2, &[("A", 500.0)]);
    // B17: it never begins. (Flee itself then stops, B21.)
    quirky(text).evening(2, &[]).evening(7, &[]);
}

#[test]
fn a_place_can_become_another() {
    // T is a camp until day 2, then a town.
    let rest = "//- input_csv/location_changes.csv\n#name,type,day\nT,town,2\n";
    for world in either(&chain("camp,0,0,", rest, "")) {
        world.evening(1, &[("T", 1000.0)]).evening(2, &[("T", 700.0), ("Z", 300.0)]);
        world.evening(3, &[("T", 490.0), ("Z", 510.0)]);
    }
}

#[test]
fn a_place_can_become_one_with_fighting() {
    // T is a camp with 800 people until day 2.
    let rest = "//- input_csv/location_changes.csv\n#name,type,day\nT,conflict_zone,2\n//- counts.csv\nelsewhere,0\n";
    for world in either(&chain("camp,0,0,800", rest, "")) {
        world.evening(1, &[("T", 800.0)]).evening(2, &[("Z", 800.0)]);
    }
}

#[test]
fn camps_can_keep_people_for_good() {
    // T is a camp that everybody leaves, but half of those who are there in the evening stay for good from then on.
    let text = "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population,deactivation_probability
A,r,x,0,0,conflict_zone,0,1000,
T,r,x,0,1,camp,0,0,0.5
H,r,x,0,2,forwarding_hub,0,0,
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,T,200,0
T,H,200,0
//- simsetting.yml
spawn_rules:
  camps_are_sinks: True
move_rules:
  max_move_speed: 200
  camp_movechance: 1.0
  conflict_weight: 0.000000000001
";
    // 500 stay for good on the evening of day 1; the others go to H on day 2, and come back on day 3.
    let documented = world(text);
    documented.evening(1, &[("T", 1000.0)]).evening(2, &[("T", 500.0), ("H", 500.0)]).evening(3, &[("T", 1000.0)]);
    // Then half of those 500 stay, too.
    documented.evening(4, &[("T", 750.0), ("H", 250.0)]);
    // B11: Flee reads `camps_are_sicks`, and nobody stays for good: with 201 km a day and a whole day for each road (B5)
    // all are at H on day 1, and back at T on day 2 and again at H, by 400 km.
    let quirks = quirky(&text.replace("max_move_speed: 200", "max_move_speed: 201"));
    quirks.evening(1, &[("H", 1000.0)]).evening(2, &[("H", 1000.0)]).evening(7, &[("H", 1000.0)]);
}
