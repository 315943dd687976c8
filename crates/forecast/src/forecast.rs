//! A forecast: what is kept of the members of a scenario, however many they are.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use corridor_engine::{Member, State, World, step};
use corridor_model::{Date, Scenario, Target};

use crate::ensemble::Keep;
use crate::findings::questions;
use crate::headline::{camps, headline};
use crate::horizons::{Horizon, horizons};
use crate::members::Members;
use crate::plan::Plan;
use crate::reported::reference;
use crate::sketch::{Sketch, Taken};
use crate::trajectory::{Catalogue, Recorder, Trajectory};

/// A forecast, of no members at first. Memory does not grow with their number, but for some numbers of each.
#[derive(Clone, Debug)]
pub struct Forecast {
    /// The scenario as it is run.
    pub scenario: Scenario,
    /// Its network.
    pub world: World,
    /// The seed of all draws.
    pub seed: u64,
    /// The series that are counted.
    pub catalogue: Catalogue,
    /// What is asked of each member.
    pub plan: Plan,
    /// The numbers of the series that a result names first: of these every member is known at the horizons.
    pub first: Vec<usize>,
    /// The days of which it speaks.
    pub horizons: Vec<Horizon>,
    /// What is kept of the members that have run.
    pub sketch: Sketch,
}

/// How members are run.
#[derive(Clone, Copy)]
pub struct Pace<'a> {
    /// How many threads; as many as the machine has if absent. The result is the same.
    pub threads: Option<usize>,
    /// Called after each member with the person-days lived in it, in any order.
    pub progress: &'a (dyn Fn(u64) + Sync),
    /// Set from outside to stop.
    pub stop: &'a AtomicBool,
}

impl Forecast {
    /// Of a scenario as it was `known`; `whole` has what was reported later, which the run does not see.
    pub fn new(whole: &Scenario, known: &Scenario, seed: u64, keep: Keep) -> Forecast {
        let world = World::new(known);
        let catalogue = Catalogue::of(known, &world, keep);
        let period = known.period;
        let horizons = horizons(period, reference(known));
        let since = period.day(reference(known)).unwrap_or(0);
        let stock = |key| catalogue.find(Target::Stock, key);
        let mut plan = Plan::of(&catalogue, camps(known).into_iter().filter_map(stock).collect(), period.days(), since);
        questions(whole, known, &catalogue, &horizons).into_iter().for_each(|quantity| plan.ask(quantity));
        let sketch = Sketch::new(&plan);
        let first = headline(known).into_iter().filter_map(|(target, key)| catalogue.find(target, key)).collect();
        Forecast { scenario: known.clone(), world, seed, catalogue, plan, first, horizons, sketch }
    }

    /// Runs these members too. If it is stopped, none of them is taken up and the answer is false.
    pub fn run(&mut self, members: Range<u32>, pace: &Pace) -> bool {
        let draws = Members::new(&self.scenario, &self.world, self.seed);
        let (world, catalogue) = (&self.world, &self.catalogue);
        let one = |number: u32| {
            let member = draws.member(number);
            let mut recorder = Recorder { catalogue, trajectory: Trajectory::new(catalogue, number, world.days) };
            let mut state = State::new(world, &member, &mut recorder);
            live(world, &member, &mut state, &mut recorder, world.days, pace.stop)?;
            (pace.progress)(recorder.trajectory.person_days);
            Some((recorder.trajectory.digest(catalogue), recorder.trajectory))
        };
        let (plan, sketch) = (&self.plan, &mut self.sketch);
        in_threads(pace.threads, members, one, |done| {
            let taken = done.iter().map(|(digest, one)| Taken { digest: *digest, one, less: None });
            sketch.add(plan, &taken.collect::<Vec<_>>());
        })
    }

    /// Takes up a member that was run elsewhere, with the same series.
    pub fn take(&mut self, one: &Trajectory) {
        let digest = one.digest(&self.catalogue);
        self.sketch.add(&self.plan, &[Taken { digest, one, less: None }]);
    }

    /// The day after which it counts: the reference date, else the first day.
    pub fn reference(&self) -> Date {
        reference(&self.scenario)
    }

    /// How many members have run.
    pub fn members(&self) -> usize {
        self.sketch.lines.len()
    }
}

/// Lives the days up to one; none if it was stopped.
pub(crate) fn live(
    world: &World,
    member: &Member,
    state: &mut State<u64>,
    recorder: &mut Recorder,
    until: u32,
    stop: &AtomicBool,
) -> Option<()> {
    while state.day < until {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        step(world, member, state, recorder);
    }
    Some(())
}

/// Does something for each number, on so many threads, and then something with all results in the order of the numbers,
/// there too. False, and nothing is done with them, if one has no result.
#[cfg(feature = "parallel")]
pub(crate) fn in_threads<T: Send>(
    threads: Option<usize>,
    numbers: Range<u32>,
    one: impl Fn(u32) -> Option<T> + Sync + Send,
    all: impl FnOnce(Vec<T>) + Send,
) -> bool {
    use rayon::prelude::*;
    let work = || numbers.clone().into_par_iter().map(&one).collect::<Option<Vec<T>>>().map(all).is_some();
    match rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build() {
        Ok(pool) => pool.install(work),
        // No more threads to be had: with those there are, and the same result.
        Err(_) => work(),
    }
}

/// The same one by one.
#[cfg(not(feature = "parallel"))]
pub(crate) fn in_threads<T>(
    _: Option<usize>,
    numbers: Range<u32>,
    one: impl Fn(u32) -> Option<T>,
    all: impl FnOnce(Vec<T>),
) -> bool {
    numbers.map(one).collect::<Option<Vec<T>>>().map(all).is_some()
}
