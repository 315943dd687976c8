//! The storm under Flee's rules and under every single rule that they brought: the wild worlds of `storm.rs`, with rules
//! drawn anew. The auditor keeps its book; what it knows of travel, borders and rooms holds for Corridor's own rules.

use std::panic::{AssertUnwindSafe, catch_unwind};

use corridor_engine::{Digest, run};
use corridor_model::{
    CampState, ConflictDepartures, Decay, Decision, Departures, Flow, Kind, Origin, Parameter, Redirection, Row, Rules,
    Scenario, Timeline, Uncertain,
};
use corridor_tests::Ready;
use corridor_tests::audit::Auditor;
use corridor_tests::wild::{Dice, Taste, world};

const WORLDS: u64 = 500;

/// The wild world of a seed with rules drawn anew.
fn scenario(seed: u64) -> Scenario {
    let mut scenario = world(Taste::wild(seed)).edited();
    let dice = &mut Dice::new(seed ^ 0xF1EE);
    let old = scenario.rules.clone();
    let mut rules = if dice.chance(0.8) { Rules::flee(dice.chance(0.5)) } else { Rules::corridor() };
    rules.decision = match old.decision {
        Decision::Destinations if dice.chance(0.2) => Decision::Destinations,
        Decision::Destinations => Decision::LookAhead { hops: 1 + dice.below(2) as u8 },
        Decision::LookAhead { hops } => Decision::LookAhead { hops },
    };
    (rules.kernel, rules.population) = (old.kernel, old.population);
    rules.conflict_departures = ConflictDepartures::ALL[dice.below(4)];
    rules.conflict_decay = Decay { every_days: dice.below(3) as u32, factors: vec![1.0; dice.below(3)] };
    rules.conflict_decay.factors.push(dice.unit());
    rules.take_from_population = dice.chance(0.5);
    rules.avoid_short_stints = dice.chance(0.7);
    rules.start_on_foot = dice.chance(0.3);
    rules.best_route_only = dice.chance(0.2);
    scenario.rules = rules;
    let odd = [0.0, 0.3, 0.5, 1.0, 2.0];
    for parameter in [
        Parameter::AttractionSoftening,
        Parameter::ChoiceExponent,
        Parameter::PopulationExponent,
        Parameter::HomeDistanceExponent,
        Parameter::LeavePopulationExponent,
    ] {
        if dice.chance(0.3) {
            scenario.parameters.set(parameter, Uncertain::Exact(odd[dice.below(odd.len())]));
        }
    }
    for parameter in [Parameter::LeastShareOfBest, Parameter::RoomTurnsAwayBelow] {
        scenario.parameters.set(parameter, Uncertain::Exact(odd[dice.below(4)]));
    }
    scenario.parameters.set(Parameter::ConflictPeoplePerDay, Uncertain::Exact(dice.below(2000) as f64 / 2.0));
    for location in &mut scenario.locations {
        location.leave_per_day = dice.chance(0.2).then(|| Uncertain::Exact(dice.unit()));
        location.stay_for_good_per_day = dice.chance(0.1).then(|| Uncertain::Exact(dice.unit()));
    }
    for route in &mut scenario.routes {
        route.walk_share = dice.chance(0.3).then(|| Uncertain::Exact(odd[dice.below(4)]));
        route.pull = odd[dice.below(5)];
    }
    for profile in &mut scenario.profiles {
        profile.caution = odd[dice.below(5)];
        let places = scenario.locations.iter().filter(|_| dice.chance(0.2));
        profile.conflict_share_at = places.map(|place| (place.key.clone(), 1.0)).collect();
    }
    for (_, timeline) in &mut scenario.camps {
        for row in &mut timeline.rows {
            if let CampState::Open { kind, .. } = &mut row.value
                && dice.chance(0.3)
            {
                *kind = Some([Kind::Town, Kind::Camp, Kind::IdpSite, Kind::Hub][dice.below(4)]);
            }
        }
    }
    let start = scenario.period.start;
    let ends: Vec<_> = scenario.routes.iter().map(|route| (route.from.clone(), route.to.clone())).collect();
    for (from, to) in ends.into_iter().filter(|_| dice.chance(0.1)) {
        let timeline = Timeline { rows: vec![Row::reported(true, start)] };
        scenario.redirections.push(Redirection { from: from.clone(), to: to.clone(), timeline });
        scenario.known_roads.push(vec![from, to]);
    }
    scenario.departures.push(Departures {
        origin: Origin::Fighting,
        profile: None,
        row: Row::reported(Flow::PerDay(Uncertain::Exact(dice.below(300) as f64 / 2.0)), start),
    });
    scenario
}

fn live(seed: u64) {
    let ready = Ready::of(scenario(seed));
    let member = ready.member((seed % 5) as u32);
    let mut auditor = Auditor::new(&ready.world, &member);
    auditor.book_only = true;
    auditor.most_moves = 100_000_000;
    let mut both = (auditor, Digest::default());
    run(&ready.world, &member, &mut both);
    let mut again = Digest::default();
    run::<u64>(&ready.world, &member, &mut again);
    assert_eq!(both.1, again, "the same run twice");
}

#[test]
fn a_storm_under_other_rules() {
    let one = std::env::var("CORRIDOR_STORM_SEED").ok().and_then(|seed| seed.parse().ok());
    let seeds = one.map_or(0..WORLDS, |seed: u64| seed..seed + 1);
    let told = |payload: Box<dyn std::any::Any + Send>| {
        let text = payload.downcast_ref::<String>().cloned();
        text.or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
    };
    let failed: Vec<(u64, String)> =
        seeds.filter_map(|seed| Some((seed, told(catch_unwind(AssertUnwindSafe(|| live(seed))).err()?)))).collect();
    assert!(failed.is_empty(), "{} of {WORLDS} worlds failed: {:#?}", failed.len(), &failed[..failed.len().min(12)]);
}
