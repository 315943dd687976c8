//! Roads, places, borders and camps that close and open again.

use crate::{NO_WAY_BACK, either, quirky, world};

/// A at home, B abroad and C at home, both 190 km away; closures and rules.
fn fork(closures: &str, rules: &str) -> String {
    format!(
        "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
B,r,y,0,1,camp,0,0
C,r,x,0,2,camp,0,0
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,B,190,0
A,C,190,0
//- input_csv/closures.csv
#type,name1,name2,start,end
{closures}
//- counts.csv
elsewhere,0,100,200,300,400,500
//- simsetting.yml
move_rules:
  camp_movechance: 0.0
{rules}
"
    )
}

/// The same without C.
fn way(closures: &str, rules: &str) -> String {
    fork(closures, rules).replace("C,r,x,0,2,camp,0,0\n", "").replace("A,C,190,0\n", "")
}

#[test]
fn a_border_closes_and_opens() {
    // From day 1 on, until day 3: the hundred of day 1 and the hundred of day 2 go on day 3 with those of that day.
    for world in either(&way("country,x,y,1,3", "")) {
        world.evening(1, &[("A", 100.0)]).evening(2, &[("A", 200.0)]).evening(3, &[("B", 300.0)]);
    }
    // In both directions: written the other way round.
    for world in either(&way("country,y,x,1,3", "")) {
        world.evening(2, &[("A", 200.0)]).evening(3, &[("B", 300.0)]);
    }
    // For good.
    for world in either(&way("country,x,y,1,-1", "")) {
        world.evening(7, &[("A", 500.0)]);
    }
    // Roads within the country stay open.
    for world in either(&fork("country,x,y,1,3", "")) {
        world.evening(2, &[("C", 200.0)]).evening(3, &[("B", 50.0), ("C", 250.0)]);
    }
}

#[test]
fn a_place_closes_and_opens() {
    // All roads of B; the second name says nothing.
    for world in either(&fork("location,B,A,1,3", "")) {
        world.evening(2, &[("C", 200.0)]).evening(3, &[("B", 50.0), ("C", 250.0)]);
    }
    // Whoever is in A is shut in.
    for world in either(&fork("location,A,,1,3", "")) {
        world.evening(2, &[("A", 200.0)]).evening(3, &[("B", 150.0), ("C", 150.0)]);
    }
}

#[test]
fn a_road_closes_and_opens() {
    // Documented for both directions. B2: Flee's code never finds the road.
    for closure in ["link,A,B,1,3", "link,B,A,1,3"] {
        let text = fork(closure, "");
        world(&text).evening(2, &[("C", 200.0)]).evening(3, &[("B", 50.0), ("C", 250.0)]);
        quirky(&text).evening(2, &[("B", 100.0), ("C", 100.0)]).evening(3, &[("B", 150.0), ("C", 150.0)]);
    }
}

#[test]
fn two_closures_of_one_road() {
    // One by the border, one by the place, that ends later: shut until both are over.
    let text = way("country,x,y,1,3\nlocation,B,,2,5", "");
    world(&text).evening(3, &[("A", 300.0)]).evening(4, &[("A", 400.0)]).evening(5, &[("B", 500.0)]);
    // Flee closes what is open and opens what is closed: on day 2 there is nothing left to close, on day 3 it opens, and
    // the end on day 5 finds nothing to open.
    quirky(&text).evening(2, &[("A", 200.0)]).evening(3, &[("B", 300.0)]).evening(5, &[("B", 500.0)]);
}

#[test]
fn a_road_that_closes_under_people() {
    // 500 km at 200 km a day: after day 1 they are at 200 km when B closes on day 2.
    let text = way("location,B,,2,-1", "  max_move_speed: 200").replace("A,B,190", "A,B,500");
    let text = text.replace("elsewhere,0,100,200,300,400,500", "elsewhere,0,1000");
    // They turn back, and after 200 km are in A.
    world(&text).evening(1, &[("road", 1000.0)]).evening(2, &[("A", 1000.0)]);
    // B22: they walk on to the end, 600 > 500 on day 3, and are then where they began.
    let world = quirky(&text);
    world.evening(1, &[("road", 1000.0)]).evening(2, &[("road", 1000.0)]).evening(3, &[("A", 1000.0)]);
    world.evening(7, &[("A", 1000.0)]);
}

#[test]
fn a_road_that_closes_and_opens_under_people() {
    // Shut on day 2 alone. They turn back at 200 km, are in A that evening, and begin anew on day 3: 200, 400, 600 ≥ 500.
    let text = way("location,B,,2,3", "  max_move_speed: 200").replace("A,B,190", "A,B,500");
    let text = text.replace("elsewhere,0,100,200,300,400,500", "elsewhere,0,1000");
    let documented = world(&text);
    documented.evening(2, &[("A", 1000.0)]).evening(4, &[("road", 1000.0)]).evening(5, &[("B", 1000.0)]);
    // Flee opens a copy of the road: those on the old one walk to its end on day 3 all the same, and then are in A. They
    // begin anew on day 4 and are in B on day 6.
    let quirks = quirky(&text);
    quirks.evening(2, &[("road", 1000.0)]).evening(3, &[("A", 1000.0)]);
    quirks.evening(5, &[("road", 1000.0)]).evening(6, &[("B", 1000.0)]);
}

#[test]
fn flee_keeps_the_rest_of_a_route_whose_road_closed() {
    // A -500- T -150- Z with two roads in sight: 1/510 and 1/660. T is shut on day 2 alone; all are back in A on day 3
    // (B22). Who chose Z still means to go to Z next, and from A no road leads there: they give it up on day 4 and stay. The
    // others choose anew on day 4.
    let text = chain("forwarding_hub", "location,T,,2,3", "  awareness_level: 2")
        .replace("A,T,200,0", "A,T,500,0")
        .replace("T,Z,200,0", "T,Z,150,0")
        .replace("max_move_speed: 250", "max_move_speed: 200");
    let to_z = 1000.0 * 510.0 / 1170.0;
    let quirks = quirky(&text);
    quirks.evening(2, &[("road", 1000.0)]).evening(3, &[("A", 1000.0)]);
    quirks.evening(4, &[("A", to_z), ("road", 1000.0 - to_z)]).evening(5, &[("road", 1000.0)]);
}

/// A -200- T -200- Z; T is a camp or the like, where all are on the first evening; Z is a camp that nobody leaves.
fn chain(place: &str, closures: &str, rules: &str) -> String {
    format!(
        "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,population
A,r,x,0,0,conflict_zone,0,1000
T,r,x,0,1,{place},0,0
Z,r,x,0,2,camp,0,0
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,T,200,0
T,Z,200,0
//- input_csv/closures.csv
#type,name1,name2,start,end
{closures}
//- simsetting.yml
move_rules:
  max_move_speed: 250
  camp_movechance: 0.0
  {NO_WAY_BACK}
{rules}
"
    )
}

#[test]
fn a_camp_closes_and_is_a_town_until_it_opens() {
    // 50 km of day 1 are left at T, a camp: everybody stays. Closed it is left with 0.3, open again with 0.
    for world in either(&chain("camp", "camp,T,,2,4", "")) {
        world.evening(1, &[("T", 1000.0)]);
        world.evening(2, &[("T", 700.0), ("Z", 300.0)]);
        world.evening(3, &[("T", 490.0), ("Z", 510.0)]);
        world.evening(4, &[("T", 490.0), ("Z", 510.0)]).evening(7, &[("T", 490.0), ("Z", 510.0)]);
    }
}

#[test]
fn a_camp_for_idps_closes_and_opens_as_one() {
    // 0, then 0.3 twice, then 0.1.
    let text = chain("idpcamp", "idpcamp,T,,2,4", "  idpcamp_movechance: 0.1");
    for world in either(&text.replace("max_move_speed: 250", "max_move_speed: 399")) {
        // On day 1, 199 km are left at T: 0.1 go on, and are 1 km from Z that night.
        let there = 900.0;
        if !world.case.scenario.rules.has_a_day_for_each_route() {
            world.evening(1, &[("T", there), ("road", 100.0)]);
        }
        let (second, third) = (0.7 * there, 0.7 * 0.7 * there);
        world.evening(2, &[("T", second), ("Z", 1000.0 - second)]);
        world.evening(3, &[("T", third), ("Z", 1000.0 - third)]);
        world.evening(4, &[("T", 0.9 * third), ("Z", 1000.0 - 0.9 * third)]);
    }
}

#[test]
fn a_closed_camp_attracts_as_a_town() {
    // C at home is closed from day 0 on: 1 against the 3 of the camp B, abroad but no less for it. The hundred of day 1
    // are divided 75 and 25.
    let rules = "  camp_weight: 3.0\n  max_move_speed: 190";
    world(&fork("camp,C,,0,-1", rules)).evening(1, &[("B", 75.0), ("C", 25.0)]);
    world(&fork("", rules)).evening(1, &[("B", 50.0), ("C", 50.0)]);
}

#[test]
fn a_closure_of_an_unknown_camp_closes_nothing() {
    // B18 closes the first row instead: A is a town at peace, and nobody flees from it.
    let text = fork("camp,Nowhere,,0,-1", "");
    world(&text).evening(1, &[("B", 50.0), ("C", 50.0)]);
    quirky(&text).evening(1, &[]).evening(7, &[]);
}

/// The fork with a value in the column `forced_redirection` of the road between A and B; the names in this order.
fn redirected(road: &str, closures: &str) -> String {
    fork(closures, "").replace("A,B,190,0", road)
}

#[test]
fn everybody_takes_a_forced_redirection() {
    // Documented: 2 sends from the first place to the second, 1 from the second to the first.
    for road in ["A,B,190,2", "B,A,190,1"] {
        world(&redirected(road, "")).evening(1, &[("B", 100.0)]).evening(5, &[("B", 500.0)]);
    }
    // In the other direction it is a road like others to people in A.
    for road in ["A,B,190,1", "B,A,190,2"] {
        world(&redirected(road, "")).evening(1, &[("B", 50.0), ("C", 50.0)]);
    }
}

#[test]
fn flee_knows_no_forced_redirection() {
    // B1: 2 does nothing; 1 makes the road twice, of 300 each day 200 for B. (Of a hundred, 66.7.)
    for road in ["A,B,190,2", "B,A,190,2"] {
        quirky(&redirected(road, "")).evening(1, &[("B", 50.0), ("C", 50.0)]);
    }
    for road in ["A,B,190,1", "B,A,190,1"] {
        quirky(&redirected(road, "")).evening(1, &[("B", 200.0 / 3.0), ("C", 100.0 / 3.0)]);
    }
}

#[test]
fn a_forced_redirection_can_be_removed() {
    // Until day 3; then they divide, until it holds again on day 5.
    let text = redirected("A,B,190,2", "remove_forced_redirection,A,B,3,5");
    let world = world(&text);
    world.evening(2, &[("B", 200.0)]).evening(3, &[("B", 250.0), ("C", 50.0)]);
    world.evening(4, &[("B", 300.0), ("C", 100.0)]).evening(5, &[("B", 400.0), ("C", 100.0)]);
    quirky(&text).evening(2, &[("B", 100.0), ("C", 100.0)]).evening(4, &[("B", 200.0), ("C", 200.0)]);
}
