//! Laws that hold in every world, tried on small random ones ([`corridor_tests::wild`]).
//!
//! The auditor ([`corridor_tests::audit`]) keeps its own book of a run and panics where a law is broken; the other tests
//! say a law of two runs, or show in the smallest world that a law of the auditor has something to forbid.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use corridor_engine::{CohortKey, Count, Digest, Journeys, Member, Nothing, Record, Spot, State, World, run};
use corridor_forecast::Members;
use corridor_tests::Ready;
use corridor_tests::audit::Auditor;
use corridor_tests::statistics::{z_of_mean, z_of_means, z_of_variances};
use corridor_tests::wild::{Draft, Taste, world};
use proptest::prelude::*;

fn config(cases: u32) -> ProptestConfig {
    // What fails is said by its taste: a seed, places, days. Nothing need be kept in a file.
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() }
}

/// Small worlds with every feature.
fn tame() -> impl Strategy<Value = Taste> {
    (any::<u32>(), 2..8_usize, 2..25_u32).prop_map(|(seed, places, days)| Taste::tame(u64::from(seed), places, days))
}

/// How many people are at every place each evening, the last days first to compare.
#[derive(Default)]
struct Evenings(Vec<Vec<f64>>);

impl<C: Count> Record<C> for Evenings {
    fn day(&mut self, _: &World, _: &Member, state: &State<C>) {
        self.0.push(stocks(state));
    }
}

fn stocks<C: Count>(state: &State<C>) -> Vec<f64> {
    state.here.iter().map(|here| here.iter().map(|cohort| cohort.people.people()).sum()).collect()
}

/// Who is where in the evening of the last day, by key: places, then gone home, dead, left.
fn ends<C: Count>(ready: &Ready, member: u32) -> BTreeMap<String, f64> {
    let state: State<C> = ready.last(member);
    let keys = ready.world.places.iter().map(|place| place.key.to_string());
    let mut ends: BTreeMap<String, f64> = keys.zip(stocks(&state)).collect();
    for (name, people) in [("(home)", state.gone_home), ("(dead)", state.dead), ("(left)", state.left)] {
        ends.insert(name.to_owned(), people.people());
    }
    ends
}

/// The sample of every end over many members.
fn samples<C: Count>(ready: &Ready, members: u32) -> BTreeMap<String, Vec<f64>> {
    let mut samples: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for member in 0..members {
        for (key, people) in ends::<C>(ready, member) {
            samples.entry(key).or_default().push(people);
        }
    }
    samples
}

fn both_digests(text: &str) -> (Digest, Digest) {
    let ready = Ready::of(corridor_tests::wild::cut(corridor_tests::scenario(text)));
    (ready.digest::<u64>(3), ready.digest::<f64>(3))
}

proptest! {
    #![proptest_config(config(200))]

    /// Conservation to the person, closed gates and ways, limits a day, seats, caps, capacities, papers, and a day's
    /// distance: see [`corridor_tests::audit`].
    #[test]
    fn an_auditor_finds_nothing(taste in tame()) {
        let ready = Ready::of(world(taste).edited());
        Auditor::audit(&ready.world, &ready.member(1));
    }

    #[test]
    fn the_order_of_rows_changes_no_byte(taste in tame(), order in any::<u64>()) {
        let draft = world(taste);
        prop_assert_eq!(both_digests(&draft.text()), both_digests(&draft.shuffled(order).text()));
    }

    #[test]
    fn what_only_people_read_changes_no_byte(taste in tame()) {
        let draft = world(taste);
        let otherwise = draft.render(|key| if key.starts_with('n') { format!("\"{}, ∞ Ω\"", key.len() * 7) + &key[1..] } else { key.to_owned() });
        // A quoted cell has nothing after its closing mark.
        let otherwise = requoted(&otherwise);
        prop_assert_eq!(both_digests(&draft.text()), both_digests(&otherwise));
    }
}

/// `"7, ∞ Ω"12` as one quoted cell.
fn requoted(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("∞ Ω\"") {
        let number: String = after.chars().take_while(char::is_ascii_digit).collect();
        out += before;
        out += &format!("∞ Ω{number}\"");
        rest = &after[number.len()..];
    }
    out + rest
}
