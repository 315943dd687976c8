//! Members one by one, with what is kept of each so that a what-if need not live again the days before it begins.

use std::collections::BTreeMap;

use corridor_engine::{Member, Nothing, Record, State, World, step};
use corridor_model::{Key, Scenario};

use crate::ensemble::Keep;
use crate::members::Members;
use crate::trajectory::{Catalogue, Recorder, Trajectory};

/// Every so many days it is counted where the displaced of each home are, counted from the reference date.
const WEEK: u32 = 7;

/// The days after the reference date on which a state is kept, so that a change from then on is quick.
const KEPT_AFTER: [u32; 4] = [0, 14, 42, 84];
/// Of so many members all of these days: the first answer comes from them. Of others the first alone, as a state of the
/// built-in scenario takes 3 MB.
const KEPT_OF: usize = 8;

/// A scenario whose members are run one by one.
#[derive(Clone, Debug)]
pub struct Replay {
    scenario: Scenario,
    /// Its network.
    pub world: World,
    /// The series and ways of its runs.
    pub catalogue: Catalogue,
    seed: u64,
    since: u32,
    kept: BTreeMap<u32, Kept>,
}

/// What is kept of a member.
#[derive(Clone, Debug)]
struct Kept {
    run: Run,
    states: Vec<State<u64>>,
}

/// One run, and where the displaced of each home were.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its numbers by day.
    pub trajectory: Trajectory,
    /// Week by week.
    pub homes: Vec<AtHome>,
}

/// Displaced people of one home at one place on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AtHome {
    /// The day.
    pub day: u32,
    /// Their home: a place of the world, or after all places a country.
    pub home: u32,
    /// The place where they are.
    pub place: u32,
    /// How many.
    pub people: u32,
}

impl Replay {
    /// Of a scenario as it was known. Nothing has been run yet.
    pub fn new(known: &Scenario, seed: u64) -> Replay {
        let world = World::new(known);
        let catalogue = Catalogue::of(known, &world, Keep::Ways);
        let since = known.reference_date.and_then(|date| known.period.day(date)).unwrap_or(0);
        Replay { scenario: known.clone(), world, catalogue, seed, since, kept: BTreeMap::new() }
    }

    /// Runs a member and keeps what a what-if of it needs.
    pub fn run(&mut self, number: u32) -> &Run {
        let member = self.member(number);
        let mut recorder = self.recorder(number);
        let mut state = State::new(&self.world, &member, &mut recorder);
        let mut states = Vec::new();
        let stops = if self.kept.len() < KEPT_OF { KEPT_AFTER.len() } else { 1 };
        for stop in KEPT_AFTER.into_iter().take(stops).map(|after| self.since + after) {
            if stop < self.world.days {
                self.live(&member, &mut state, &mut recorder, stop);
                states.push(state.clone());
            }
        }
        self.live(&member, &mut state, &mut recorder, self.world.days);
        let kept = Kept { run: recorder.run(), states };
        &self.kept.entry(number).insert_entry(kept).into_mut().run
    }

    /// Runs a member that differs from that of a base by some edits: from the last day on that was kept before the two
    /// differ, if the base has run it, else from the first.
    pub fn beside(&self, base: &Replay, number: u32) -> Run {
        let member = self.member(number);
        let one_network = base.world == self.world && base.catalogue == self.catalogue;
        let kept = base.kept.get(&number).filter(|_| one_network);
        let Some(kept) = kept else { return self.whole(&member, number) };
        let Some(first) = base.member(number).differs_from(&member) else { return kept.run.clone() };
        let Some(state) = kept.states.iter().rev().find(|state| state.day <= first) else {
            return self.whole(&member, number);
        };
        let mut recorder = self.recorder(number);
        recorder.begin(&kept.run, state.day);
        let mut state = state.clone();
        self.live(&member, &mut state, &mut recorder, self.world.days);
        recorder.run()
    }

    /// The state on the morning of a day of a member, and the member.
    pub fn morning(&self, number: u32, day: u32) -> (Member, State<u64>) {
        let member = self.member(number);
        let kept = self.kept.get(&number).and_then(|kept| kept.states.iter().rev().find(|state| state.day <= day));
        let nothing = &mut Nothing;
        let mut state = kept.cloned().unwrap_or_else(|| State::new(&self.world, &member, nothing));
        while state.day < day.min(self.world.days) {
            step(&self.world, &member, &mut state, nothing);
        }
        (member, state)
    }

    /// The key of a home of [`AtHome`].
    pub fn home(&self, home: u32) -> Option<&Key> {
        let places = self.world.places.len();
        match (home as usize).checked_sub(places) {
            None => self.world.places.get(home as usize).map(|place| &place.key),
            Some(country) => self.world.countries.get(country).map(|country| &country.key),
        }
    }

    fn whole(&self, member: &Member, number: u32) -> Run {
        let mut recorder = self.recorder(number);
        let mut state = State::new(&self.world, member, &mut recorder);
        self.live(member, &mut state, &mut recorder, self.world.days);
        recorder.run()
    }

    fn member(&self, number: u32) -> Member {
        Members::new(&self.scenario, &self.world, self.seed).member(number)
    }

    fn live(&self, member: &Member, state: &mut State<u64>, recorder: &mut Weekly, until: u32) {
        while state.day < until {
            step(&self.world, member, state, recorder);
        }
    }

    fn recorder(&self, number: u32) -> Weekly<'_> {
        let trajectory = Trajectory::new(&self.catalogue, number, self.world.days);
        let daily = Recorder { catalogue: &self.catalogue, trajectory };
        Weekly { daily, homes: Vec::new(), since: self.since }
    }
}

/// Writes a run while it goes on.
struct Weekly<'a> {
    daily: Recorder<'a>,
    homes: Vec<AtHome>,
    since: u32,
}

impl Weekly<'_> {
    fn run(self) -> Run {
        Run { trajectory: self.daily.trajectory, homes: self.homes }
    }

    /// The days of another run up to one.
    fn begin(&mut self, run: &Run, until: u32) {
        let days = until as usize;
        let first = |values: &Vec<i32>, into: &mut Vec<i32>| into.extend(values.iter().take(days));
        let (from, into) = (&run.trajectory, &mut self.daily.trajectory);
        from.series.iter().zip(&mut into.series).for_each(|(values, into)| first(values, into));
        from.ways.iter().zip(&mut into.ways).for_each(|(values, into)| first(values, into));
        first(&from.people, &mut into.people);
        first(&from.road, &mut into.road);
        first(&from.kilometres, &mut into.kilometres);
        into.person_days = into.people.iter().map(|people| u64::from(people.unsigned_abs())).sum();
        self.homes.extend(run.homes.iter().filter(|at| at.day < until));
    }
}

impl Record<u64> for Weekly<'_> {
    fn day(&mut self, world: &World, member: &Member, state: &State<u64>) {
        self.daily.day(world, member, state);
        let day = (self.daily.trajectory.people.len() as u32).saturating_sub(1);
        if day % WEEK != self.since % WEEK {
            return;
        }
        for (cohorts, place) in state.here.iter().zip(0..) {
            let mut homes: BTreeMap<u32, u64> = BTreeMap::new();
            for cohort in cohorts {
                *homes.entry(cohort.key.home.number()).or_default() += cohort.people;
            }
            let some = homes.into_iter().filter(|(_, people)| *people > 0);
            self.homes.extend(some.map(|(home, people)| AtHome {
                day,
                home,
                place,
                people: u32::try_from(people).unwrap_or(u32::MAX),
            }));
        }
    }
}
