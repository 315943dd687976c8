//! The same runs, native and in wasm32, for a comparison of their digests (ARCHITECTURE.md, invariant 8).
//!
//! `tests/native_is_wasm.rs` builds this crate for `wasm32-unknown-unknown`, runs it under Node and compares it with
//! [`digest`] called natively. What it covers on the way: reading a folder, drawing members, a day in both ways of
//! counting, and the ensemble.
#![allow(clippy::panic)] // A helper that fails is a test that fails.

use std::sync::atomic::AtomicBool;

use corridor_engine::{Count, Digest, World, run};
use corridor_forecast::{Keep, Members, Settings, as_of, run_ensemble};
use corridor_formats::{Source, Sources, read, template};
use corridor_model::{Decision, Kernel, Population, Scenario};

macro_rules! shipped {
    ($($name:literal)*) => {
        [$(($name, include_bytes!(concat!("../../../scenarios/afghanistan-2021/", $name)).as_slice())),*]
    };
}

/// The built-in scenario, byte for byte.
const SHIPPED: [(&str, &[u8]); 12] = shipped!(
    "scenario.yml" "locations.csv" "routes.csv" "stocks.csv" "conflicts.csv" "crossings.csv" "closures.csv" "hosts.csv"
    "camps.csv" "departures.csv" "observations.csv" "facts.jsonl"
);

/// What is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// The scenario of `corridor new` in whole numbers, two members.
    SmallWhole,
    /// The same in expected values, one member.
    SmallExpected,
    /// The same with every person apart, one member.
    SmallIndividuals,
    /// The same looking two routes ahead, with the exponential kernel.
    SmallLookAhead,
    /// The built-in scenario as of its reference date, in whole numbers, two members.
    ShippedWhole,
    /// Its first 30 days in expected values, one member. Expected values have no last person: the cohorts only become more.
    ShippedExpected,
    /// The same as an ensemble of two members: what a forecast is made of.
    ShippedEnsemble,
}

impl Case {
    /// Every case.
    pub const ALL: [Case; 7] = [
        Case::SmallWhole,
        Case::SmallExpected,
        Case::SmallIndividuals,
        Case::SmallLookAhead,
        Case::ShippedWhole,
        Case::ShippedExpected,
        Case::ShippedEnsemble,
    ];
}

/// Runs a case and tells its digest.
pub fn digest(case: Case) -> Digest {
    match case {
        Case::SmallWhole => members::<u64>(&small(), 2),
        Case::SmallExpected => members::<f64>(&small(), 1),
        Case::SmallIndividuals => {
            let mut scenario = small();
            scenario.rules.population = Population::Individuals;
            members::<u64>(&scenario, 1)
        }
        Case::SmallLookAhead => {
            let mut scenario = small();
            scenario.rules.decision = Decision::LookAhead { hops: 2 };
            scenario.rules.kernel = Kernel::Exponential;
            members::<u64>(&scenario, 1)
        }
        Case::ShippedWhole => members::<u64>(&built_in(), 2),
        Case::ShippedExpected => {
            let mut scenario = built_in();
            scenario.period.end = scenario.period.date(29);
            members::<f64>(&scenario, 1)
        }
        Case::ShippedEnsemble => {
            let stop = AtomicBool::new(false);
            let settings =
                Settings { members: 2, seed: 0, threads: Some(1), keep: Keep::Ways, progress: &|| (), stop: &stop };
            let ensemble = run_ensemble(&built_in(), &settings).expect("nobody stops it");
            let size = ensemble.trajectories.iter().flat_map(|one| &one.series).map(|days| days.len() as u64).sum();
            Digest { bits: ensemble.digest(), size }
        }
    }
}

/// One digest over several members.
fn members<C: Count>(scenario: &Scenario, many: u32) -> Digest {
    let world = World::new(scenario);
    let members = Members::new(scenario, &world, 0);
    let mut digest = Digest::default();
    for number in 0..many {
        run::<C>(&world, &members.member(number), &mut digest);
    }
    digest
}

fn small() -> Scenario {
    scenario("small", template("small"))
}

fn built_in() -> Scenario {
    let file = |(name, bytes): (&str, &[u8])| Source { name: name.to_owned(), bytes: bytes.to_vec() };
    scenario("afghanistan-2021", SHIPPED.into_iter().map(file).collect())
}

/// The scenario in these files, cut to its reference date if it has one.
fn scenario(root: &str, files: Vec<Source>) -> Scenario {
    let (scenario, diagnostics) = read(&Sources { root: root.to_owned(), files });
    let scenario = scenario.unwrap_or_else(|| panic!("{root} does not read: {diagnostics:#?}"));
    match scenario.reference_date {
        Some(date) => as_of(&scenario, date),
        None => scenario,
    }
}

/// What Node calls.
#[cfg(target_arch = "wasm32")]
#[allow(unsafe_code)] // `no_mangle` is an unsafe attribute: another symbol of that name would be called instead. There is none.
mod exports {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::{Case, digest};

    static SIZE: AtomicU64 = AtomicU64::new(0);

    /// How many cases there are.
    #[unsafe(no_mangle)]
    extern "C" fn cases() -> u32 {
        Case::ALL.len() as u32
    }

    /// Runs a case; the bits of its digest.
    #[unsafe(no_mangle)]
    extern "C" fn bits(case: u32) -> u64 {
        let digest = digest(Case::ALL[case as usize]);
        SIZE.store(digest.size, Ordering::Relaxed);
        digest.bits
    }

    /// The size of the digest of the last case that was run.
    #[unsafe(no_mangle)]
    extern "C" fn size() -> u64 {
        SIZE.load(Ordering::Relaxed)
    }
}
