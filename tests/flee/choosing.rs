//! Where people choose to go.
//!
//! Everybody leaves A on day 1 and is there that evening, at camps that nobody leaves. The weight of a place is
//! `((weight_softening + score) / (softening + km)^distance_power × room)^weight_power`.

use crate::{Micro, either, quirky, world};

/// A, and places with roads.
fn from_a(places: &str, routes: &str, rules: &str) -> String {
    format!(
        "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population,conflict_intensity
A,r,x,0,0,conflict_zone,0,1000,1
{places}
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
{routes}
//- simsetting.yml
move_rules:
  camp_movechance: 0.0
{rules}
"
    )
}

const CAMPS: &str = "B,r,x,0,1,camp,0,0,\nC,r,x,0,2,camp,0,0,";
const NEAR_AND_FAR: &str = "A,B,90,0\nA,C,190,0";
/// At just this distance a day is over: nobody leaves again on day 1.
const EVEN: &str = "A,B,190,0\nA,C,190,0";
const DAY: &str = "  max_move_speed: 190\n";

/// States how a thousand people divide among B and C on day 1.
fn divides(worlds: impl IntoIterator<Item = Micro>, b: f64, c: f64) {
    for world in worlds {
        world.evening(1, &[("B", 1000.0 * b / (b + c)), ("C", 1000.0 * c / (b + c))]);
    }
}

#[test]
fn near_places_attract_more() {
    // 1 / (10 + 90) against 1 / (10 + 190).
    divides(either(&from_a(CAMPS, NEAR_AND_FAR, "")), 2.0, 1.0);
}

#[test]
fn distance_power_sets_how_much_more() {
    // (1 / 100)² against (1 / 200)²; and at 0 distance does not matter.
    divides(either(&from_a(CAMPS, NEAR_AND_FAR, "  distance_power: 2.0")), 4.0, 1.0);
    divides(either(&from_a(CAMPS, NEAR_AND_FAR, "  distance_power: 0.0")), 1.0, 1.0);
}

#[test]
fn softening_makes_distances_alike() {
    // 1 / (310 + 90) against 1 / (310 + 190).
    divides(either(&from_a(CAMPS, NEAR_AND_FAR, "  softening: 310")), 5.0, 4.0);
    // 1 / 90 against 1 / 190.
    divides(either(&from_a(CAMPS, NEAR_AND_FAR, "  softening: 0")), 19.0, 9.0);
}

#[test]
fn weight_softening_makes_scores_alike() {
    // B is a camp of score 3, C a hub of score 1: (1 + 3) against (1 + 1).
    let places = "B,r,x,0,1,camp,0,0,\nC,r,x,0,2,forwarding_hub,0,0,";
    let text = from_a(places, EVEN, &format!("{DAY}  camp_weight: 3.0\n  weight_softening: 1.0"));
    divides([world(&text)], 2.0, 1.0);
}

#[test]
fn weight_power_makes_the_best_more_certain() {
    // (1 / 100)³ against (1 / 200)³; and at 0 all are alike.
    divides(either(&from_a(CAMPS, NEAR_AND_FAR, "  weight_power: 3.0")), 8.0, 1.0);
    divides(either(&from_a(CAMPS, NEAR_AND_FAR, "  weight_power: 0.0")), 1.0, 1.0);
}

#[test]
fn choices_far_below_the_best_are_pruned() {
    // C has half the weight of B: kept where a third is enough, dropped where two thirds are asked for.
    divides(either(&from_a(CAMPS, NEAR_AND_FAR, "  pruning_threshold: 3.0")), 2.0, 1.0);
    divides(either(&from_a(CAMPS, NEAR_AND_FAR, "  pruning_threshold: 1.5")), 1.0, 0.0);
    // 1 prunes nothing.
    divides(either(&from_a(CAMPS, NEAR_AND_FAR, "  pruning_threshold: 1.0")), 2.0, 1.0);
}

#[test]
fn foreign_places_attract_by_foreign_weight() {
    // Foreign is what is not in the country of the first row. Both are camps: 2 × 3 against 2.
    let places = "B,r,y,0,1,camp,0,0,\nC,r,x,0,2,camp,0,0,";
    divides(either(&from_a(places, EVEN, "  foreign_weight: 3.0\n  camp_weight: 2.0")), 3.0, 1.0);
}

#[test]
fn camps_attract_by_camp_weight() {
    // Camps for IDPs are camps: 3 against the 1 of a hub; 3 against 3.
    let places = "B,r,x,0,1,idpcamp,0,0,\nC,r,x,0,2,forwarding_hub,0,0,";
    divides([world(&from_a(places, EVEN, &format!("{DAY}  camp_weight: 3.0")))], 3.0, 1.0);
    let rules = "  camp_weight: 3.0\n  idpcamp_movechance: 0.0";
    divides(either(&from_a("B,r,x,0,1,idpcamp,0,0,\nC,r,x,0,2,camp,0,0,", EVEN, rules)), 1.0, 1.0);
}

#[test]
fn fighting_deters_by_its_intensity() {
    // 0.25^0.5 = 0.5 at C, where nobody lives; B is at peace.
    let places = "B,r,x,0,1,camp,0,0,\nC,r,x,0,2,conflict_zone,0,0,0.5";
    divides([world(&from_a(places, EVEN, &format!("{DAY}  conflict_weight: 0.25")))], 2.0, 1.0);
    // At intensity 1 the default is 1/√10.
    let places = "B,r,x,0,1,camp,0,0,\nC,r,x,0,2,conflict_zone,0,0,1";
    divides([world(&from_a(places, EVEN, DAY))], 10.0_f64.sqrt(), 1.0);
}

#[test]
fn old_fighting_deters_as_new_fighting_does() {
    // Fighting since the day before the first; on day 1 for two days: the factor 0.5.
    let places = "B,r,x,0,1,camp,0,0,\nC,r,x,0,2,conflict_zone,0,0,1";
    let decay = "spawn_rules:\n  conflict_spawn_decay: [1.0, 0.5]\n  conflict_spawn_decay_interval: 2\n";
    // Documented: decay is about who flees. 1 against 0.25.
    let text = from_a(places, EVEN, &format!("{DAY}  conflict_weight: 0.25\n{decay}"));
    divides([world(&text)], 4.0, 1.0);
    // Flee's score: 0.25^(0.5 × 1) = 0.5. B5: at once everybody leaves C again (192 - 190 km, but a whole day for the
    // road), with A as the only way.
    let text = text.replace("speed: 190", "speed: 192");
    quirky(&text).evening(1, &[("B", 1000.0 * 2.0 / 3.0), ("A", 1000.0 / 3.0)]);
}

#[test]
fn towns_attract_by_their_people() {
    // B: 100^0.5 = 10; C: 400^0.5 = 20; D is a camp, whose people do not count: 1.
    let places = "B,r,x,0,1,town,0,100,\nC,r,x,0,2,town,0,400,\nD,r,x,0,3,camp,0,900,";
    let routes = "A,B,190,0\nA,C,190,0\nA,D,190,0";
    let rules = format!("{DAY}  use_pop_for_loc_weight: True\n  pop_power_for_loc_weight: 0.5");
    let of = |weight: f64| 1000.0 * weight / 31.0;
    world(&from_a(places, routes, &rules)).evening(1, &[("B", of(10.0)), ("C", of(20.0)), ("D", of(1.0))]);
    // Nobody there is as one person: 1, 20, 1.
    let places = places.replace("town,0,100", "town,0,0");
    let of = |weight: f64| 1000.0 * weight / 22.0;
    world(&from_a(&places, routes, &rules)).evening(1, &[("B", of(1.0)), ("C", of(20.0)), ("D", of(1.0))]);
}

#[test]
fn people_stay_close_to_home() {
    // On the equator; A at 0°, T at 1°, B at 2°, C at 0.5°. Everybody is at T on the first evening, and leaves it on day 2
    // for B or C, as far by road. Home is A: 2° against 0.5°. B7 measures from T: 1° against 0.5°.
    let places = "T,r,x,0,1,forwarding_hub,0,0,\nB,r,x,0,2,camp,0,0,\nC,r,x,0,0.5,camp,0,0,";
    let rules = "  stay_close_to_home: True\n  home_distance_power: 1.0\n  conflict_weight: 0.000000000001\n";
    let text = from_a(places, "A,T,190,0\nT,B,190,0\nT,C,190,0", &format!("{rules}{DAY}"));
    let there = |b: f64, c: f64| [("B", 1000.0 * b / (b + c)), ("C", 1000.0 * c / (b + c))];
    world(&text).evening(1, &[("T", 1000.0)]).evening(2, &there(1.0, 4.0));
    // B5: 380 km on the first day.
    quirky(&text.replace("speed: 190", "speed: 191")).evening(1, &there(1.0, 2.0));
}

#[test]
fn flee_measures_with_latitude_and_longitude_swapped() {
    // A at 60° N; B one degree to the east, C one to the north. From home, which is here.
    let text = from_a(
        "B,r,x,60,1,camp,0,0,\nC,r,x,61,0,camp,0,0,",
        EVEN,
        "  stay_close_to_home: True\n  home_distance_power: 1.0",
    )
    .replace("A,r,x,0,0", "A,r,x,60,0");
    // sin²(d/2R) = cos²60° sin²0.5° for B: d = 2R asin(0.5 × sin 0.5°), sin 0.5° = 0.0087265; for C R × 1° in radians.
    let (to_b, to_c) = (2.0 * arc_sine(0.5 * 0.008_726_535_498_373_935), 1.0_f64.to_radians());
    divides([world(&text)], 1.0 / to_b, 1.0 / to_c);
    // B7: swapped, B lies one degree along the meridian from A, and C one along the equator.
    divides([quirky(&text)], 1.0, 1.0);
}

/// The arc sine of a small number, by its series.
fn arc_sine(x: f64) -> f64 {
    let square = x * x;
    x * (1.0 + square / 6.0 * (1.0 + square * 9.0 / 20.0))
}

#[test]
fn awareness_1_sees_the_next_places() {
    divides(either(&from_a(CAMPS, "A,B,90,0\nB,C,100,0", "  awareness_level: 1")), 1.0, 0.0);
}

#[test]
fn awareness_2_sees_the_places_behind() {
    // B at 90 km: 1/100. C behind it at 190 km: 1/200.
    divides(either(&from_a(CAMPS, "A,B,90,0\nB,C,100,0", "  awareness_level: 2")), 2.0, 1.0);
}

#[test]
fn awareness_3_sees_the_places_behind_those() {
    // 1/100, 1/200, 1/400; the fourth place is out of sight.
    let places = format!("{CAMPS}\nD,r,x,0,3,camp,0,0,\nE,r,x,0,4,camp,0,0,");
    let text =
        from_a(&places, "A,B,90,0\nB,C,100,0\nC,D,200,0\nD,E,10,0", "  awareness_level: 3\n  max_move_speed: 500");
    for world in either(&text) {
        world.evening(1, &[("B", 4000.0 / 7.0), ("C", 2000.0 / 7.0), ("D", 1000.0 / 7.0)]);
    }
}

#[test]
fn markers_are_no_step() {
    // A-M-B-N-C with markers M and N: at awareness 2 people see B at 90 km and C at 190 km, and never stay at a marker.
    let places = format!("M,r,x,0,3,marker,0,0,\nN,r,x,0,4,marker,0,0,\n{CAMPS}");
    let routes = "A,M,40,0\nM,B,50,0\nB,N,60,0\nN,C,40,0";
    divides(either(&from_a(&places, routes, "  awareness_level: 2")), 2.0, 1.0);
    divides(either(&from_a(&places, routes, "  awareness_level: 1")), 1.0, 0.0);
}

#[test]
fn routes_do_not_lead_back() {
    // A triangle: B straight 1/100, by C (190 + 100 km) 1/300; C straight 1/200, by B (90 + 100 km) 1/200.
    // B: 4/300, C: 3/300. Round trips to A would add to neither, but leave people there.
    let text = from_a(CAMPS, "A,B,90,0\nB,C,100,0\nA,C,190,0", "  awareness_level: 3");
    divides(either(&text), 4.0, 3.0);
}

#[test]
fn with_fixed_routes_only_the_best_way_to_a_place_counts() {
    // The triangle: 1/100 and 1/200.
    let text = from_a(CAMPS, "A,B,90,0\nB,C,100,0\nA,C,190,0", "  awareness_level: 3\n  fixed_routes: True");
    divides(either(&text), 2.0, 1.0);
}

#[test]
fn with_fixed_routes_a_road_that_stands_twice_is_one_way() {
    divides(either(&from_a(CAMPS, "A,B,190,0\nA,B,190,0\nA,C,190,0", "  fixed_routes: True")), 1.0, 1.0);
}

#[test]
fn flee_counts_scores_twice_with_fixed_routes() {
    // B12. A camp of weight 4 in another country, and one at home: 4 against 1, or 16 against 1.
    let places = "B,r,y,0,1,camp,0,0,\nC,r,x,0,2,camp,0,0,";
    let text = from_a(places, EVEN, "  foreign_weight: 4.0\n  fixed_routes: True");
    divides([world(&text)], 4.0, 1.0);
    divides([quirky(&text)], 16.0, 1.0);
}

#[test]
fn flee_minds_neither_room_nor_pruning_with_fixed_routes() {
    // B12. C has room for 100, and 100 in it: documented nobody chooses it.
    let places = "B,r,x,0,1,camp,0,0,\nC,r,x,0,2,camp,0,100,";
    let counts = "//- counts.csv\nC,0,0\nelsewhere,0,10\n";
    let text = from_a(places, EVEN, "  fixed_routes: True").replace("conflict_intensity\n", "initial_idps\n");
    let text = text.replace("A,r,x,0,0,conflict_zone,0,1000,1", "A,r,x,0,0,conflict_zone,0,1000,");
    let text = format!("{}{counts}", text.replace("camp,0,100,", "camp,0,100,100"));
    world(&text).evening(1, &[("B", 10.0), ("C", 100.0)]);
    // Half choose it, and stay at A because it is full.
    quirky(&text).evening(1, &[("A", 5.0), ("B", 5.0), ("C", 100.0)]);
    // 1/100 against 1/200.
    let text = from_a(CAMPS, NEAR_AND_FAR, "  fixed_routes: True\n  pruning_threshold: 1.5");
    divides([world(&text)], 1.0, 0.0);
    divides([quirky(&text)], 2.0, 1.0);
}

#[test]
fn major_roads_look_a_quarter_as_long() {
    // By the road A-M-B, where M is a marker, B looks (90 + 100) / 4 = 47.5 km away: 1/57.5 against the 1/200 of C.
    let places = format!("M,r,x,0,3,marker,0,0,\n{CAMPS}");
    let text = from_a(&places, "A,M,90,0\nM,B,100,0\nA,C,190,0", "  fixed_routes: True");
    divides(either(&text), 1.0, 1.0);
    let text = format!("{text}//- input_csv/major_routes.csv\nA,M,B\n");
    divides([world(&text), quirky(&text)], 200.0, 57.5);
    // Without fixed_routes Flee does not read the file.
    divides(either(&text.replace("  fixed_routes: True\n", "")), 1.0, 1.0);
}

#[test]
fn major_roads_reach_beyond_what_people_see() {
    // C lies behind B: nobody sees it, but by the road A-B-C it looks (90 + 110) / 4 = 50 km away: 1/60 against the 1/100
    // of B.
    let text = from_a(CAMPS, "A,B,90,0\nB,C,110,0", "  fixed_routes: True");
    divides(either(&text), 1.0, 0.0);
    divides(either(&format!("{text}//- input_csv/major_routes.csv\nA,B,C\n")), 60.0, 100.0);
}

#[test]
fn awareness_below_1() {
    // Documented: -1 weighs nothing, 0 the length of the road alone.
    let places = "B,r,y,0,1,camp,0,0,\nC,r,x,0,2,camp,0,0,";
    let text =
        |level: &str| from_a(places, NEAR_AND_FAR, &format!("  foreign_weight: 5.0\n  awareness_level: {level}"));
    divides([world(&text("-1"))], 1.0, 1.0);
    divides([world(&text("0"))], 2.0, 1.0);
    // Flee's code: -1 is 1, 5/100 against 1/200; at 0 nobody ever moves (B8).
    divides([quirky(&text("-1"))], 10.0, 1.0);
    quirky(&text("0")).evening(1, &[("A", 1000.0)]).evening(7, &[("A", 1000.0)]);
}

#[test]
fn where_nothing_attracts_flee_chooses_as_if_all_were_alike() {
    // B36: weights of 0 become equal.
    let places = "B,r,y,0,1,camp,0,0,\nC,r,y,0,2,camp,0,0,";
    let text = from_a(places, NEAR_AND_FAR, "  foreign_weight: 0.0");
    divides([quirky(&text)], 1.0, 1.0);
}

#[test]
fn a_road_that_stands_twice_counts_twice() {
    // Two roads to B: twice 1/200 against 1/200.
    divides(either(&from_a(CAMPS, "A,B,190,0\nA,B,190,0\nA,C,190,0", "")), 2.0, 1.0);
}
