//! Many members of a scenario.

use std::sync::atomic::{AtomicBool, Ordering};

use corridor_engine::{World, run};
use corridor_model::{Date, Key, Scenario, Target};

use crate::members::Members;
use crate::quantiles::quantile;
use crate::trajectory::{Catalogue, Recorder, Trajectory};

/// What is kept of each run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// What a result names first, and what was observed.
    Named,
    /// Every place too.
    Places,
    /// The flow on every way too.
    Ways,
}

/// How an ensemble is run.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// How many members.
    pub members: u32,
    /// The seed of all draws.
    pub seed: u64,
    /// How many threads; as many as the machine has if absent. The result is the same.
    pub threads: Option<usize>,
    /// What is kept of each run.
    pub keep: Keep,
    /// Called after each member, in any order.
    pub progress: &'a (dyn Fn() + Sync),
    /// Set from outside to stop: members that have not begun are left out.
    pub stop: &'a AtomicBool,
}

/// The members of a scenario.
#[derive(Clone, Debug)]
pub struct Ensemble {
    /// The scenario as it was run.
    pub scenario: Scenario,
    /// Its network.
    pub world: World,
    /// What is kept of each run.
    pub catalogue: Catalogue,
    /// The runs, by number of the member.
    pub trajectories: Vec<Trajectory>,
}

/// Runs the members of a scenario. None if it was stopped.
pub fn run_ensemble(scenario: &Scenario, settings: &Settings) -> Option<Ensemble> {
    let world = World::new(scenario);
    let catalogue = Catalogue::of(scenario, &world, settings.keep);
    let members = Members::new(scenario, &world, settings.seed);
    let one = |number: u32| {
        if settings.stop.load(Ordering::Relaxed) {
            return None;
        }
        let trajectory = Trajectory::new(&catalogue, number, scenario.period.days());
        let mut recorder = Recorder { catalogue: &catalogue, trajectory };
        run(&world, &members.member(number), &mut recorder);
        (settings.progress)();
        Some(recorder.trajectory)
    };
    let trajectories: Option<Vec<Trajectory>> = collect(settings, one);
    Some(Ensemble { scenario: scenario.clone(), trajectories: trajectories?, catalogue, world })
}

#[cfg(feature = "parallel")]
fn collect<T: Send>(settings: &Settings, one: impl Fn(u32) -> Option<T> + Sync + Send) -> Option<Vec<T>> {
    use rayon::prelude::*;
    let all = || (0..settings.members).into_par_iter().map(&one).collect();
    match rayon::ThreadPoolBuilder::new().num_threads(settings.threads.unwrap_or(0)).build() {
        Ok(pool) => pool.install(all),
        // No threads to be had: one by one, with the same result.
        Err(_) => (0..settings.members).map(&one).collect(),
    }
}

#[cfg(not(feature = "parallel"))]
fn collect<T>(settings: &Settings, one: impl Fn(u32) -> Option<T>) -> Option<Vec<T>> {
    (0..settings.members).map(one).collect()
}

impl Ensemble {
    /// The day after which a forecast counts: the reference date, else the first day.
    pub fn reference(&self) -> Date {
        self.scenario.reference_date.unwrap_or(self.scenario.period.start)
    }

    /// The day of the period after which a forecast counts.
    pub fn reference_day(&self) -> Option<u32> {
        self.scenario.period.day(self.reference())
    }

    /// A series on a day, a number of each member, sorted; for cumulative targets what came after `since`.
    pub fn sample(&self, series: usize, since: Option<u32>, day: u32) -> Vec<f64> {
        let since = since.filter(|_| self.catalogue.series[series].target.is_cumulative());
        let on = |one: &Trajectory, day: u32| f64::from(one.series[series].get(day as usize).copied().unwrap_or(0));
        let of = |one: &Trajectory| on(one, day) - since.map_or(0.0, |since| on(one, since));
        let mut sample: Vec<f64> = self.trajectories.iter().map(of).collect();
        sample.sort_by(f64::total_cmp);
        sample
    }

    /// A quantile of a series after the reference date.
    pub fn forecast(&self, target: Target, location: &Key, day: u32, level: f64) -> Option<f64> {
        let series = self.catalogue.find(target, location)?;
        Some(quantile(&self.sample(series, self.reference_day(), day), level))
    }

    /// Days lived by people who are displaced, over all members.
    pub fn person_days(&self) -> u64 {
        self.trajectories.iter().map(|trajectory| trajectory.person_days).sum()
    }

    /// 64 bits over all that was kept: equal for equal runs, on any machine and number of threads.
    pub fn digest(&self) -> u64 {
        self.trajectories.iter().fold(0, |all, one| corridor_engine::mix(all, one.digest(&self.catalogue)))
    }
}
