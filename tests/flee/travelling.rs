//! How far people come in a day.

use crate::{NO_WAY_BACK, either, quirky, world};

/// Places in a row: A is the only one with fighting, the last is a camp that nobody leaves.
fn row(between: &str, routes: &str, rules: &str) -> String {
    format!(
        "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
{between}Z,r,x,0,9,camp,0,0
//- input_csv/routes.csv
{routes}
//- simsetting.yml
move_rules:
  camp_movechance: 0.0
  {NO_WAY_BACK}
  {rules}
"
    )
}

const HUB: &str = "T,r,x,0,1,forwarding_hub,0,0\n";
const TOWN: &str = "T,r,x,0,1,town,0,0\n";
const MARKER: &str = "T,r,x,0,1,marker,0,0\n";

#[test]
fn several_hops_a_day() {
    // 100 + 90 km at 200 km a day. Everybody leaves the hub at once, and its other neighbour is A.
    for world in either(&row(HUB, "A,T,100,0\nT,Z,90,0", "max_move_speed: 200")) {
        world.evening(1, &[("Z", 1000.0)]);
    }
}

#[test]
fn in_a_town_on_the_way_people_decide_again_on_the_same_day() {
    // 0.3 of them go on; the others rest. The day after, 0.3 of the 700.
    for world in either(&row(TOWN, "A,T,100,0\nT,Z,90,0", "max_move_speed: 200")) {
        world.evening(1, &[("T", 700.0), ("Z", 300.0)]);
        world.evening(2, &[("T", 490.0), ("Z", 510.0)]);
    }
}

#[test]
fn a_day_has_its_distance_and_no_more() {
    let text = row(HUB, "A,T,190,0\nT,Z,199,0", "max_move_speed: 200");
    // 200 km on day 1 are 190 and 10; the other 189 follow on day 2.
    world(&text).evening(1, &[("road", 1000.0)]).evening(2, &[("Z", 1000.0)]);
    // B5: 190 < 200, so they go on, with 200 km more: 389 km in a day.
    quirky(&text).evening(1, &[("Z", 1000.0)]);
}

#[test]
fn what_is_left_of_a_day_is_made_on_the_next_road() {
    // 50 km to T, 150 of 500 by night, 350 by the second, 500 and more on day 3.
    let text = row(HUB, "A,T,50,0\nT,Z,500,0", "max_move_speed: 200");
    world(&text).evening(1, &[("road", 1000.0)]).evening(2, &[("road", 1000.0)]).evening(3, &[("Z", 1000.0)]);
    // 50 + 560 km: 150 + 200 + 200 < 560, day 4. B5: 200 + 200 + 200 > 560, day 3.
    let text = row(HUB, "A,T,50,0\nT,Z,560,0", "max_move_speed: 200");
    world(&text).evening(3, &[("road", 1000.0)]).evening(4, &[("Z", 1000.0)]);
    quirky(&text).evening(2, &[("road", 1000.0)]).evening(3, &[("Z", 1000.0)]);
}

#[test]
fn flee_goes_on_while_it_has_made_less_than_a_day_on_the_last_road() {
    let between = format!("{HUB}U,r,x,0,2,forwarding_hub,0,0\n");
    let chain = |routes: &str| {
        let header = "#name1,name2,distance,forced_redirection,max_move_speed";
        row(&between, &format!("{header}\n{routes}"), "camp_weight: 1000000.0\n  weight_power: 3.0")
    };
    // 30 km at 40 a day leave 1/4 of the day, 90 km at 360: they are on the road to U by night.
    let text = chain("A,T,30,0,40\nT,U,200,0,\nU,Z,100,0,");
    world(&text).evening(1, &[("road", 1000.0)]).evening(2, &[("Z", 1000.0)]);
    // Flee compares km: 30 < 40, then 30 + 200 < 360: on to Z.
    quirky(&text).evening(1, &[("Z", 1000.0)]);
    // 200 km at 360 and 30 at 100 leave 1 - 0.556 - 0.3 of the day, too little for 20 km at 100.
    let text = chain("A,T,200,0,\nT,U,30,0,100\nU,Z,20,0,100");
    world(&text).evening(1, &[("road", 1000.0)]).evening(2, &[("Z", 1000.0)]);
    // 200 < 360, but 230 > 100: they stop at U.
    quirky(&text).evening(1, &[("U", 1000.0)]).evening(2, &[("Z", 1000.0)]);
}

#[test]
fn a_day_s_distance_is_made_in_a_day() {
    let text = row("", "A,Z,200,0", "max_move_speed: 200");
    world(&text).evening(1, &[("Z", 1000.0)]);
    // B6: whoever has made just the 200 km is there on the next day.
    quirky(&text).evening(1, &[("road", 1000.0)]).evening(2, &[("Z", 1000.0)]);
}

#[test]
fn a_long_road_takes_days() {
    // 200, 400, 600 ≥ 500.
    for world in either(&row("", "A,Z,500,0", "max_move_speed: 200")) {
        world.evening(1, &[("road", 1000.0)]).evening(2, &[("road", 1000.0)]).evening(3, &[("Z", 1000.0)]);
    }
    // The default is 360 km a day: 720 ≥ 700.
    for world in either(&row("", "A,Z,700,0", "")) {
        world.evening(1, &[("road", 1000.0)]).evening(2, &[("Z", 1000.0)]);
    }
}

#[test]
fn a_road_can_have_its_own_speed() {
    let routes = "#name1,name2,distance,forced_redirection,max_move_speed\nA,Z,90,0,40";
    // 40, 80, 120 ≥ 90.
    for world in either(&row("", routes, "")) {
        world.evening(2, &[("road", 1000.0)]).evening(3, &[("Z", 1000.0)]);
    }
    // Faster than elsewhere, too: 500 km in a day.
    for world in either(&row("", "#name1,name2,distance,forced_redirection,max_move_speed\nA,Z,500,0,501", "")) {
        world.evening(1, &[("Z", 1000.0)]);
    }
    // 30, 60, 90: on day 3, or with B6 on day 4.
    let text = row("", "#name1,name2,distance,forced_redirection,max_move_speed\nA,Z,90,0,30", "");
    world(&text).evening(2, &[("road", 1000.0)]).evening(3, &[("Z", 1000.0)]);
    quirky(&text).evening(3, &[("road", 1000.0)]).evening(4, &[("Z", 1000.0)]);
}

#[test]
fn people_walk_until_they_first_come_to_a_place() {
    // On foot 35 km a day: 35, 70 ≥ 60 on day 2 with 10 km left of the day on foot, which are 10/35 of a day; on the
    // road after it they make 10/35 × 360 = 102.857 of the 350 km that evening, and the others on day 3.
    let text = row(HUB, "A,T,60,0\nT,Z,350,0", "start_on_foot: True");
    world(&text).evening(1, &[("road", 1000.0)]).evening(2, &[("road", 1000.0)]).evening(3, &[("Z", 1000.0)]);
    // B5: they come to T having moved 25 km that day, and 360 > 350.
    quirky(&text).evening(1, &[("road", 1000.0)]).evening(2, &[("Z", 1000.0)]);
    // At 30 km a day they are just at T on the evening of day 2, and make 360 km on day 3.
    let text = row(HUB, "A,T,60,0\nT,Z,360,0", "start_on_foot: True\n  max_walk_speed: 30");
    world(&text).evening(1, &[("road", 1000.0)]).evening(2, &[("T", 1000.0)]).evening(3, &[("Z", 1000.0)]);
    // Off: 60 km, then 300 of 360 on day 1.
    world(&row(HUB, "A,T,60,0\nT,Z,360,0", "")).evening(1, &[("road", 1000.0)]).evening(2, &[("Z", 1000.0)]);
}

#[test]
fn who_is_in_a_camp_from_the_beginning_has_not_come_to_a_place_either() {
    // 35, 70 ≥ 69 km.
    let text = row("T,r,x,0,1,idpcamp,0,0,100\n", "T,Z,69,0", "start_on_foot: True\n  idpcamp_movechance: 1.0");
    let text = text
        .replace("population\n", "population,initial_idps\n")
        .replace("A,r,x,0,0,conflict_zone,0,1000", "A,r,x,0,0,conflict_zone,0,1000,");
    let text = format!("{}//- counts.csv\nelsewhere,0\n", text.replace("Z,r,x,0,9,camp,0,0", "Z,r,x,0,9,camp,0,0,"));
    for world in either(&text) {
        world.evening(0, &[("road", 100.0)]).evening(1, &[("Z", 100.0)]);
    }
}

#[test]
fn on_some_roads_some_people_walk_on_some_days() {
    // Every day half of those on the road walk 25 km, the others make 100.
    // After day n with walking alone: 25 n km, 1000 / 2^n people. Whoever rides once in the first four days is there, and
    // four days of walking are 100 > 99, too.
    let routes = "#name1,name2,distance,forced_redirection,walk_probability\nA,Z,99,0,0.5";
    for world in either(&row("", routes, "max_move_speed: 100\n  max_walk_speed: 25")) {
        world.evening(1, &[("Z", 500.0), ("road", 500.0)]);
        world.evening(2, &[("Z", 750.0), ("road", 250.0)]);
        world.evening(3, &[("Z", 875.0), ("road", 125.0)]);
        world.evening(4, &[("Z", 1000.0)]);
    }
    // 0: everybody rides; 1: everybody walks.
    let routes = "#name1,name2,distance,forced_redirection,walk_probability\nA,Z,60,0,1";
    for world in either(&row("", routes, "max_move_speed: 100\n  max_walk_speed: 25")) {
        world.evening(2, &[("road", 1000.0)]);
        world.evening(3, &[("Z", 1000.0)]);
    }
}

#[test]
fn a_marker_is_passed() {
    // Not a destination: 50 + 40 km are passed in a day.
    for world in either(&row(MARKER, "A,T,50,0\nT,Z,40,0", "")) {
        world.evening(1, &[("Z", 1000.0)]);
    }
    // At 50 km a day the night is spent there, and the way goes on.
    world(&row(MARKER, "A,T,50,0\nT,Z,40,0", "max_move_speed: 50"))
        .evening(1, &[("T", 1000.0)])
        .evening(2, &[("Z", 1000.0)]);
}

#[test]
fn a_route_of_several_roads_is_followed_on_the_next_days() {
    // Two roads ahead: T at 150 km, weight 1/160; Z at 300 km, weight 1/310.
    // T: 1000 × 310 / 470 = 659.574468. Who chose Z passes the camp T, which nobody would leave by chance.
    let camp = "T,r,x,0,1,camp,0,0\n";
    let to_t = 1000.0 * 310.0 / 470.0;
    for world in either(&row(camp, "A,T,150,0\nT,Z,150,0", "max_move_speed: 101\n  awareness_level: 2")) {
        // 101 of 150; 202 of 300; 303 ≥ 300. With B5 the second road is begun on day 2 with 101 km: 202 ≥ 150 on day 3.
        world.evening(1, &[("road", 1000.0)]);
        world.evening(2, &[("T", to_t), ("road", 1000.0 - to_t)]);
        world.evening(3, &[("T", to_t), ("Z", 1000.0 - to_t)]);
    }
}

#[test]
fn whoever_decided_on_a_route_does_not_rest_in_the_towns_on_it() {
    // As above; who is at T on the first evening with a route to Z leaves it with the chance 1, not with 0.01.
    let to_t = 1000.0 * 310.0 / 470.0;
    let text = row(
        "T,r,x,0,1,idpcamp,0,0\n",
        "A,T,150,0\nT,Z,150,0",
        "max_move_speed: 150\n  awareness_level: 2\n  idpcamp_movechance: 0.01",
    );
    let world = world(&text);
    // Just 150 km on day 1: all are at T. On day 2 those with a route go; of the others 0.01 leave, all for Z.
    world.evening(1, &[("T", 1000.0)]);
    world.evening(2, &[("T", to_t * 0.99), ("Z", 1000.0 - to_t * 0.99)]);
}

#[test]
fn a_route_whose_next_road_is_shut_is_given_up() {
    let camp = "T,r,x,0,1,camp,0,0\n";
    let text = row(camp, "A,T,150,0\nT,Z,150,0", "max_move_speed: 101\n  awareness_level: 2");
    let text = format!("{text}//- input_csv/closures.csv\nlocation,Z,,2,-1\n");
    for world in either(&text) {
        // On the road between A and T when Z is shut; at T the road to it is gone, and nobody leaves a camp.
        world.evening(1, &[("road", 1000.0)]);
        world.evening(2, &[("T", 1000.0)]).evening(5, &[("T", 1000.0)]);
    }
}

#[test]
fn who_gave_up_a_route_chooses_anew_the_next_morning() {
    // From the marker T a road to Z, 150 km, and one to Y, 300 km: 1/310 and 1/460 from A. Z is shut on day 2, as those for
    // it come to T, and they stay there for the night.
    let text =
        row("T,r,x,0,1,marker,0,0\nY,r,x,0,2,camp,0,0\n", "A,T,150,0\nT,Z,150,0\nT,Y,300,0", "max_move_speed: 101");
    let text = format!("{text}//- input_csv/closures.csv\nlocation,Z,,2,-1\n");
    let to_y = 1000.0 * 310.0 / 770.0;
    // On day 3 they set out for Y: 101, 202, 303 ≥ 300 on day 5. The others have 450 km: 505 on day 5.
    let documented = world(&text);
    documented.evening(2, &[("T", 1000.0 - to_y), ("road", to_y)]);
    documented.evening(3, &[("road", 1000.0)]).evening(4, &[("road", 1000.0)]).evening(5, &[("Y", 1000.0)]);
    // B5: the others begin the road to Y with a whole day on day 2, and are there on day 4.
    let quirks = quirky(&text);
    quirks.evening(2, &[("T", 1000.0 - to_y), ("road", to_y)]);
    quirks
        .evening(3, &[("road", 1000.0)])
        .evening(4, &[("Y", to_y), ("road", 1000.0 - to_y)])
        .evening(5, &[("Y", 1000.0)]);
}
