//! A scenario beside another that differs from it by some edits, member by member with the same draws: of what they have in
//! common nothing is drawn anew, so the difference is that of the edits alone (common random numbers).

use std::borrow::Borrow;
use std::ops::Range;

use corridor_engine::{Member, State, World};
use corridor_model::{Key, Scenario, Target};

use crate::ensemble::Keep;
use crate::forecast::{Forecast, Pace, in_threads, live};
use crate::members::Members;
use crate::nearest::{changed, changed_places, nearest};
use crate::plan::{Of, Quantity};
use crate::sketch::{Sketch, Taken};
use crate::trajectory::{Recorder, Trajectory};

/// A scenario beside another.
#[derive(Clone, Debug)]
pub struct Paired {
    /// The scenario that the other is compared with.
    pub base: Forecast,
    /// The other.
    pub what_if: Forecast,
    /// Of each member, what it says in the other less what it says in the base; asked for by the plan of the other.
    pub difference: Sketch,
    /// The places and hosts that the edits change.
    pub changed: Vec<Key>,
    /// Receiving places nearest to what the edits change, with km by road, the nearest first.
    pub nearest: Vec<(Key, f64)>,
    /// Whether both have the same network.
    one_world: bool,
}

/// The digests of both runs of a member, both runs, and that of the base with the series of the other if they are not the
/// same.
type Both<T> = ((u64, u64), T, T, Option<Trajectory>);

impl Paired {
    /// Of two scenarios as they were known, of one period; `whole` has what was reported later.
    pub fn new(whole: &Scenario, base: &Scenario, what_if: &Scenario, seed: u64, keep: Keep) -> Paired {
        let places = changed_places(base, what_if);
        let nearest = nearest(what_if, &places);
        let changed = changed(base, what_if);
        let of = |known: &Scenario| {
            let mut forecast = Forecast::new(whole, known, seed, keep);
            harm(&forecast, &nearest).into_iter().for_each(|quantity| forecast.plan.ask(quantity));
            forecast
        };
        let (base, what_if) = (of(base), of(what_if));
        let difference = Sketch::new(&what_if.plan);
        let one_world = base.world == what_if.world && base.catalogue == what_if.catalogue;
        Paired { base, what_if, difference, changed, nearest, one_world }
    }

    /// Runs these members too. If it is stopped, none of them is taken up and the answer is false.
    pub fn run(&mut self, members: Range<u32>, pace: &Pace) -> bool {
        let (base, what_if) = (&self.base, &self.what_if);
        let draws = Members::new(&base.scenario, &base.world, base.seed);
        let other_draws = Members::new(&what_if.scenario, &what_if.world, what_if.seed);
        let one = |number: u32| {
            let (member, other) = (draws.member(number), other_draws.member(number));
            let (one, two, shared) = self.pair((&member, &other), number, pace)?;
            let digests = (one.digest(&base.catalogue), two.digest(&what_if.catalogue));
            (pace.progress)(one.person_days + two.person_days - shared);
            let aligned = (!self.one_world).then(|| self.aligned(&one));
            Some((digests, one, two, aligned))
        };
        let mut done = Vec::new();
        if !in_threads(pace.threads, members, one, |all| done = all) {
            return false;
        }
        self.add(&done);
        true
    }

    /// Takes up a member of which both were run elsewhere, each with the series of its own side.
    pub fn take(&mut self, base: &Trajectory, what_if: &Trajectory) {
        let digests = (base.digest(&self.base.catalogue), what_if.digest(&self.what_if.catalogue));
        let aligned = (!self.one_world).then(|| self.aligned(base));
        self.add(&[(digests, base, what_if, aligned)]);
    }

    fn add<T: Borrow<Trajectory>>(&mut self, done: &[Both<T>]) {
        let own = done.iter().map(|(digests, one, _, _)| Taken { digest: digests.0, one: one.borrow(), less: None });
        self.base.sketch.add(&self.base.plan, &own.collect::<Vec<_>>());
        let other = done.iter().map(|(digests, _, two, _)| Taken { digest: digests.1, one: two.borrow(), less: None });
        self.what_if.sketch.add(&self.what_if.plan, &other.collect::<Vec<_>>());
        let both = done.iter().map(|((digest, other), one, two, aligned)| {
            let less = Some(aligned.as_ref().unwrap_or(one.borrow()));
            Taken { digest: corridor_engine::mix(*digest, *other), one: two.borrow(), less }
        });
        self.difference.add(&self.what_if.plan, &both.collect::<Vec<_>>());
    }

    /// Both runs of a member, and the person-days that they share: the days before the first difference are lived once.
    fn pair(&self, both: (&Member, &Member), number: u32, pace: &Pace) -> Option<(Trajectory, Trajectory, u64)> {
        let (base, what_if) = (&self.base, &self.what_if);
        let new = |forecast: &Forecast| Trajectory::new(&forecast.catalogue, number, forecast.world.days);
        let whole = |forecast: &Forecast, member: &Member| {
            let mut recorder = Recorder { catalogue: &forecast.catalogue, trajectory: new(forecast) };
            let mut state = State::new(&forecast.world, member, &mut recorder);
            live(&forecast.world, member, &mut state, &mut recorder, forecast.world.days, pace.stop)?;
            Some(recorder.trajectory)
        };
        if !self.one_world {
            return Some((whole(base, both.0)?, whole(what_if, both.1)?, 0));
        }
        let Some(first) = both.0.differs_from(both.1) else {
            let one = whole(base, both.0)?;
            return Some((one.clone(), one.clone(), one.person_days));
        };
        if first == 0 {
            return Some((whole(base, both.0)?, whole(what_if, both.1)?, 0));
        }
        let world: &World = &base.world;
        let mut recorder = Recorder { catalogue: &base.catalogue, trajectory: new(base) };
        let mut state = State::new(world, both.0, &mut recorder);
        live(world, both.0, &mut state, &mut recorder, first.min(world.days), pace.stop)?;
        let mut other = Recorder { catalogue: &what_if.catalogue, trajectory: recorder.trajectory.clone() };
        let (mut other_state, shared) = (state.clone(), other.trajectory.person_days);
        live(world, both.0, &mut state, &mut recorder, world.days, pace.stop)?;
        drop(state);
        live(world, both.1, &mut other_state, &mut other, world.days, pace.stop)?;
        Some((recorder.trajectory, other.trajectory, shared))
    }

    /// A run of the base with the series and ways of the other; what the base has not is 0.
    fn aligned(&self, one: &Trajectory) -> Trajectory {
        let (own, other) = (&self.base.catalogue, &self.what_if.catalogue);
        let series = other.series.iter().map(|series| {
            let number = own.find(series.target, &series.location);
            number.map(|number| one.series[number].clone()).unwrap_or_default()
        });
        let ways = other.ways.iter().map(|way| {
            let hash = self.what_if.world.ways[*way as usize].hash;
            let number = own.ways.iter().position(|way| self.base.world.ways[*way as usize].hash == hash);
            number.map(|number| one.ways[number].clone()).unwrap_or_default()
        });
        Trajectory { series: series.collect(), ways: ways.collect(), ..one.clone() }
    }
}

/// The single numbers that say whom a change harms.
fn harm(forecast: &Forecast, nearest: &[(Key, f64)]) -> Vec<Quantity> {
    let after = forecast.plan.since;
    let mut asked = vec![Quantity::Peak { of: Of::Waiting, after }];
    asked.extend([Of::Waiting, Of::Road, Of::Kilometres].map(|of| Quantity::Total { of, after }));
    let stocks = nearest.iter().filter_map(|(key, _)| forecast.catalogue.find(Target::Stock, key));
    asked.extend(stocks.map(|series| Quantity::Peak { of: Of::Series(series), after }));
    asked
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use corridor_model::{Date, Departures, Flow, Origin, Row, Scenario, Shut, Uncertain, Until, Way};

    use super::*;
    use crate::plan::Reading;
    use crate::testing;

    /// The small world, with people who leave every day.
    fn scenario() -> Scenario {
        let mut scenario = testing::scenario();
        let row = Row::reported(Flow::PerDay(Uncertain::Range { low: 2.0, high: 6.0 }), testing::date(0));
        scenario.departures = vec![Departures { origin: Origin::Key("home".into()), profile: Some("all".into()), row }];
        scenario.reference_date = None;
        scenario
    }

    fn shut(from: Date) -> corridor_model::Edit {
        let shut = Shut::Route { from: "home".into(), to: "gate".into() };
        corridor_model::Edit::Closure { shut, row: Row::edited(Some(Way::Both), from, Until::Never, 1) }
    }

    fn paired(base: &Scenario, what_if: &Scenario) -> Paired {
        let mut paired = Paired::new(base, base, what_if, 3, Keep::Ways);
        let stop = AtomicBool::new(false);
        assert!(paired.run(0..20, &Pace { threads: Some(1), progress: &|_| (), stop: &stop }));
        paired
    }

    #[test]
    fn days_before_the_first_difference_are_lived_once_and_the_rest_is_as_if_run_alone() {
        let base = scenario();
        for day in 0..5 {
            let mut what_if = base.clone();
            assert_eq!(what_if.apply(&shut(testing::date(day))), Ok(()));
            let paired = paired(&base, &what_if);
            for (one, known) in [(&paired.base, &base), (&paired.what_if, &what_if)] {
                let mut alone = Paired::new(&base, known, known, 3, Keep::Ways).base;
                let stop = AtomicBool::new(false);
                assert!(alone.run(0..20, &Pace { threads: Some(2), progress: &|_| (), stop: &stop }));
                assert_eq!(one.sketch.digest(), alone.sketch.digest(), "shut from day {day}");
                assert_eq!(one.sketch.cells, alone.sketch.cells, "shut from day {day}");
            }
            let changed = paired.difference.cells.iter().any(|cell| cell.signs() != (0, 0));
            assert!(changed, "nobody minds that the way is shut from day {day}");
        }
    }

    #[test]
    fn an_edit_that_changes_nothing_changes_no_byte() {
        let base = scenario();
        let mut what_if = base.clone();
        let opened = Shut::Route { from: "home".into(), to: "gate".into() };
        let row = Row::edited(None, testing::date(2), Until::Never, 1);
        assert_eq!(what_if.apply(&corridor_model::Edit::Closure { shut: opened, row }), Ok(()));
        let paired = paired(&base, &what_if);
        assert_eq!(paired.base.sketch, paired.what_if.sketch);
        assert!(paired.difference.cells.iter().all(|cell| cell.signs() == (0, 0)));
    }

    #[test]
    fn a_place_that_only_the_what_if_has_is_compared_with_nothing() {
        let base = scenario();
        let mut what_if = base.clone();
        let mut camp = base.locations[2].clone();
        camp.key = "another".into();
        let road = corridor_model::Route { to: "another".into(), ..base.routes[0].clone() };
        let edit = corridor_model::Edit::place(camp, None, vec![road], testing::date(0), Until::Never);
        assert_eq!(what_if.apply(&edit), Ok(()));
        let paired = paired(&base, &what_if);
        let on = |forecast: &Forecast, sketch: &Sketch, key: &str| {
            let series = forecast.catalogue.find(Target::Stock, &key.into()).unwrap();
            sketch.cell(&forecast.plan, Of::Series(series), Reading::Level, 4).unwrap().mean()
        };
        let what_if = &paired.what_if;
        let new = on(what_if, &what_if.sketch, "another");
        assert!(new > 0.0);
        assert_eq!(on(what_if, &paired.difference, "another"), new);
        let camp = on(what_if, &what_if.sketch, "camp") - on(&paired.base, &paired.base.sketch, "camp");
        assert!((on(what_if, &paired.difference, "camp") - camp).abs() < 1e-9);
    }
}
