//! The same scenario and seed give the same bytes: whatever the threads, the order of the tables, the places that nobody
//! reaches, the members that run beside, and where a run was cut in two.
//!
//! Digests say `bits/size`: another size means that something else was counted, the same size with other bits that the
//! numbers differ.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use corridor_engine::{Count, Digest, Member, Record, State, World, run, step};
use corridor_forecast::{Ensemble, Keep, Settings, run_ensemble};
use corridor_formats::parse_edit;
use corridor_model::Scenario;
use corridor_tests::Ready;
use corridor_tests::wild::{Draft, Taste, cut, world};

/// Worlds of both kinds.
fn tastes(many: u64) -> impl Iterator<Item = Taste> {
    (0..many).map(|seed| if seed % 2 == 0 { Taste::tame(seed, 6, 16) } else { Taste::wild(seed) })
}

fn ensemble(scenario: &Scenario, members: u32, seed: u64, threads: usize) -> Ensemble {
    let stop = AtomicBool::new(false);
    let settings = Settings { members, seed, threads: Some(threads), keep: Keep::Ways, progress: &|| (), stop: &stop };
    run_ensemble(scenario, &settings).expect("nobody stops it")
}

/// The digest of a run after each day.
#[derive(Clone, Debug, Default)]
struct Days {
    digest: Digest,
    days: Vec<Digest>,
}

impl<C: Count> Record<C> for Days {
    fn day(&mut self, world: &World, member: &Member, state: &State<C>) {
        Record::<C>::day(&mut self.digest, world, member, state);
        self.days.push(self.digest);
    }
}

#[test]
fn threads_change_nothing() {
    for taste in tastes(24) {
        let scenario = world(taste).scenario();
        let one = ensemble(&scenario, 9, 5, 1);
        for threads in [2, 8] {
            let other = ensemble(&scenario, 9, 5, threads);
            assert_eq!(one.digest(), other.digest(), "{threads} threads, {taste:?}");
            // Their order too, which leaks scheduling long before a number moves.
            assert_eq!(one.trajectories, other.trajectories, "{threads} threads, {taste:?}");
        }
    }
}

#[test]
fn shuffled_tables_change_nothing() {
    for taste in tastes(40) {
        let draft = world(taste);
        let one = ensemble(&draft.scenario(), 3, 1, 1).digest();
        for order in 0..3 {
            assert_eq!(one, ensemble(&draft.shuffled(order).scenario(), 3, 1, 1).digest(), "order {order}, {taste:?}");
        }
    }
}

/// The world with what nobody can reach: empty places, one of them in a country of its own, two joined to each other, a
/// crossing and an airport without a road. Their keys stand before, among and after the others.
fn with_islands(draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    let rows = [
        "aaa,Far,town,<C0>,,,,",
        "p00,Far off,camp,<C0>,,,,",
        "pzz,Farther,town,Nowhere,,,,",
        "zzz,Farthest,hub,Nowhere,,,,",
        "w00,No way,crossing,Nowhere,<C0>,,,",
        "azz,No plane,airport,<C0>,,,,",
    ];
    draft.table("locations.csv").extend(rows.map(str::to_owned));
    draft.table("routes.csv").push("pzz,zzz,10,road,,,,".to_owned());
    draft.table("camps.csv").push("p00,open,5,2024-03-02,,,".to_owned());
    draft
}

#[test]
fn an_unreachable_place_changes_no_other() {
    for taste in tastes(60) {
        let draft = world(taste);
        let (one, two) = (draft.scenario(), with_islands(&draft).scenario());
        let (one, two) = (Ready::of(one), Ready::of(two));
        assert_eq!(one.digest::<u64>(1), two.digest::<u64>(1), "{taste:?}");
        let (one, two) = (ensemble(&one.scenario, 2, 3, 1), ensemble(&two.scenario, 2, 3, 1));
        for (number, series) in one.catalogue.series.iter().enumerate() {
            let other = two.catalogue.find(series.target, &series.location).expect("it is there still");
            for (a, b) in one.trajectories.iter().zip(&two.trajectories) {
                assert_eq!(a.series[number], b.series[other], "{series:?}, {taste:?}");
            }
        }
        // And nobody is on the islands.
        let strange = two
            .catalogue
            .series
            .iter()
            .zip(0..)
            .filter(|(series, _)| one.catalogue.find(series.target, &series.location).is_none());
        for (series, number) in strange {
            assert!(
                two.trajectories.iter().all(|one| one.series[number].iter().all(|people| *people == 0)),
                "{series:?}, {taste:?}"
            );
        }
    }
}

/// The smallest of these: departures from a whole country are shared by who lives where, and nobody lives on the island.
#[test]
fn an_empty_island_takes_no_part_in_a_country_s_departures() {
    let ready = |island: &str| {
        corridor_tests::small::small(
            "",
            &format!(
                "//- locations.csv\nkey,kind,country,population\na,town,A,500\nb,town,A,300\nd,town,A,200\n{island}\
                 //- routes.csv\nfrom,to,distance_km,mode\na,b,50,road\nb,d,50,road\n\
                 //- departures.csv\norigin,profile,value,unit,event_date\nA,all,20,per_day,2024-03-01\n"
            ),
        )
    };
    for island in ["aa,town,A,0\n", "z,camp,A,\n"] {
        assert_eq!(ready("").digest::<u64>(0), ready(island).digest::<u64>(0), "with {island}");
    }
}

fn cut_at<C: Count>(ready: &Ready, day: u32) {
    let (world, member) = (&ready.world, ready.member(2));
    let mut whole = Days::default();
    run::<C>(world, &member, &mut whole);
    let mut days = Days::default();
    let mut state = State::<C>::new(world, &member, &mut days);
    while state.day < day {
        step(world, &member, &mut state, &mut days);
    }
    let mut twin = (state.clone(), days.clone());
    for (state, days) in [(&mut state, &mut days), (&mut twin.0, &mut twin.1)] {
        while state.day < world.days {
            step(world, &member, state, days);
        }
        assert_eq!(days.days, whole.days, "cut on day {day}");
    }
}

#[test]
fn a_run_may_be_cloned_on_any_day() {
    for taste in tastes(30) {
        let ready = Ready::of(world(taste).edited());
        for day in [0, 1, taste.days / 2, taste.days - 1] {
            cut_at::<u64>(&ready, day);
            // Expected values that look ahead take long (laws.rs).
            if ready.scenario.rules.decision == corridor_model::Decision::Destinations {
                cut_at::<f64>(&ready, day);
            }
        }
    }
}

/// A what-if changes nothing before the day on which it begins: it can be run from a clone of that morning.
#[test]
fn a_what_if_leaves_the_days_before_it_as_they_were() {
    let mut tried: BTreeMap<String, u32> = BTreeMap::new();
    let (mut effects, mut all) = (0, 0);
    for seed in 0..300 {
        let taste = if seed % 2 == 0 { Taste::tame(seed, 6, 16) } else { Taste::wild(seed) };
        let draft = world(taste);
        let plain = corridor_tests::scenario(&draft.text());
        let days = |scenario: &Scenario| {
            let ready = Ready::of(cut(scenario.clone()));
            ready.record::<u64, _>(1, Days::default()).days
        };
        let base = days(&plain);
        for words in &draft.edits {
            let words = words.replace(['<', '>'], "");
            let Ok(edit) = parse_edit(&words, &plain, 1) else { continue };
            let mut edited = plain.clone();
            if edited.apply(&edit).is_err() {
                continue;
            }
            let from = words.split(" from ").nth(1).and_then(|rest| rest.get(..10)).unwrap_or_default();
            let first = (0..taste.days).find(|day| corridor_tests::wild::date(i64::from(*day)).to_string() == from);
            let first = first.expect("a day of the period") as usize;
            let after = days(&edited);
            assert_eq!(base[..first], after[..first], "{words}, {taste:?}");
            *tried.entry(words.split(' ').next().unwrap_or_default().to_owned()).or_default() += 1;
            all += 1;
            effects += u32::from(base != after);
        }
    }
    // It is no law of edits that do nothing.
    assert!(effects * 3 > all, "{effects} of {all} edits change anything");
    assert!(tried.len() >= 8 && tried.values().all(|times| *times >= 3), "{tried:?}");
}

#[test]
fn the_seed_decides() {
    let (mut differ, mut all) = (0, 0);
    for taste in tastes(30) {
        let scenario = world(taste).scenario();
        let digest = |seed| ensemble(&scenario, 4, seed, 1).digest();
        assert_eq!(digest(7), digest(7), "{taste:?}");
        differ += u32::from(digest(7) != digest(8));
        all += 1;
    }
    // In some worlds nothing is left to chance.
    assert!(differ * 10 > all * 8, "{differ} of {all} worlds differ by the seed");
}

#[test]
fn a_member_is_the_same_in_any_company() {
    for taste in tastes(20) {
        let scenario = world(taste).scenario();
        let (few, many) = (ensemble(&scenario, 3, 2, 1), ensemble(&scenario, 11, 2, 8));
        assert_eq!(few.trajectories, many.trajectories[..3], "{taste:?}");
        let mut ready = Ready::of(scenario);
        ready.seed = 2;
        let alone = ready.digest::<u64>(2);
        ready.digest::<u64>(9);
        assert_eq!(alone, ready.digest::<u64>(2), "{taste:?}");
        // What the ensemble keeps of it is what it is alone.
        let state: State<u64> = ready.last(2);
        for (place, at) in ready.world.places.iter().enumerate() {
            let Some(series) = few.catalogue.find(corridor_model::Target::Stock, &at.key) else { continue };
            let people: u64 = state.here[place].iter().map(|cohort| cohort.people).sum();
            let kept = few.trajectories[2].series[series].last().copied().unwrap_or_default();
            // Its numbers have 32 bits.
            let fits = people.min(i32::MAX as u64) as f64;
            assert!(
                f64::from(kept) == people as f64 || f64::from(kept) >= fits,
                "{}: {kept} and {people}, {taste:?}",
                at.key
            );
        }
    }
}
