//! The track `flee`: a case scored as Flee scores itself, beside references that need no model.
//!
//! It is *leaky*: the totals of all days are given, and capacities that were read off the counts.

use corridor_model::{Key, Scenario, Target};

use super::{Ard, ard};
use crate::ensemble::Ensemble;
use crate::quantiles::{mean, quantile};
use crate::references::{Given, Network, by_capacity, equal, frozen, gravity, leaks, network};

/// The days whose split persistence freezes.
const EARLY: usize = 7;
const LATE: usize = 30;

/// What is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The members of the ensemble.
    Corridor,
    /// Arrivals split equally.
    Equal,
    /// Arrivals split by gravity.
    Gravity,
    /// The split that was counted on day 7.
    Frozen7,
    /// The split that was counted on day 30.
    Frozen30,
    /// Arrivals split by gravity, until a camp is full.
    GravityCapacity,
    /// Arrivals split in proportion to capacity.
    Capacity,
}

impl Method {
    /// All of them: the model, references, and references that are given capacities.
    pub const ALL: [Method; 7] = [
        Method::Corridor,
        Method::Equal,
        Method::Gravity,
        Method::Frozen7,
        Method::Frozen30,
        Method::GravityCapacity,
        Method::Capacity,
    ];

    /// The word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Method::Corridor => "corridor",
            Method::Equal => "equal",
            Method::Gravity => "gravity",
            Method::Frozen7 => "frozen_7",
            Method::Frozen30 => "frozen_30",
            Method::GravityCapacity => "gravity_capacity",
            Method::Capacity => "capacity",
        }
    }
}

/// How it is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The averaged relative difference of people as simulated. References are given the totals, so they have none.
    Raw,
    /// The averaged relative difference, rescaled.
    Rescaled,
    /// The same over the days after day 7.
    After7,
    /// The same over the days after day 30.
    After30,
}

impl Measure {
    /// All of them.
    pub const ALL: [Measure; 4] = [Measure::Raw, Measure::Rescaled, Measure::After7, Measure::After30];

    /// The word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Measure::Raw => "ard",
            Measure::Rescaled => "ard_rescaled",
            Measure::After7 => "ard_rescaled_after_7",
            Measure::After30 => "ard_rescaled_after_30",
        }
    }

    /// The first day that counts.
    pub const fn first(self) -> usize {
        match self {
            Measure::Raw | Measure::Rescaled => 0,
            Measure::After7 => EARLY + 1,
            Measure::After30 => LATE + 1,
        }
    }

    /// Whether a method can be scored so: persistence not before the day that it knows.
    const fn fits(self, method: Method) -> bool {
        match method {
            Method::Corridor => true,
            Method::Frozen7 => matches!(self, Measure::After7 | Measure::After30),
            Method::Frozen30 => matches!(self, Measure::After30),
            Method::Equal | Method::Gravity | Method::GravityCapacity | Method::Capacity => {
                !matches!(self, Measure::Raw)
            }
        }
    }
}

/// A figure: of a reference, or the mean over members with the range of nine in ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The figure, or the mean.
    pub value: f64,
    /// One in twenty members lies below the first, and one in twenty above the second.
    pub range: Option<(f64, f64)>,
}

/// A method, by a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What is scored.
    pub method: Method,
    /// How.
    pub measure: Measure,
    /// The score.
    pub score: Figure,
    /// What each camp adds to it.
    pub by_camp: Vec<Figure>,
    /// What is said of each day, from [`Measure::first`] on.
    pub by_day: Vec<Figure>,
}

/// A case, scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// Every method by every measure that fits it.
    pub lines: Vec<Line>,
    /// Which camps have a capacity that equals the largest of the counts that it is scored on.
    pub leaks: Vec<bool>,
}

impl Scored {
    /// A method, by a measure.
    pub fn line(&self, method: Method, measure: Measure) -> Option<&Line> {
        self.lines.iter().find(|line| line.method == method && line.measure == measure)
    }
}

/// The scenario with its camps among what is kept of a run.
pub fn with_camps(mut scenario: Scenario, camps: &[Key]) -> Scenario {
    scenario.headline.extend(camps.iter().cloned());
    scenario
}

/// A camp as it is scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Camp {
    /// Its key.
    pub key: Key,
    /// How many it holds, as the case says before anything is made of it.
    pub capacity: Option<f64>,
    /// People counted there, by day.
    pub counted: Vec<f64>,
}

/// Scores an ensemble of a scenario [`with_camps`] against what was counted, and the references beside it.
pub fn flee_track(ensemble: &Ensemble, camps: &[Camp]) -> Scored {
    let keys: Vec<Key> = camps.iter().map(|camp| camp.key.clone()).collect();
    let counted: Vec<Vec<f64>> = camps.iter().map(|camp| camp.counted.clone()).collect();
    let capacities: Vec<Option<f64>> = camps.iter().map(|camp| camp.capacity).collect();
    let Network { origins, intensity, open } = network(&ensemble.scenario, &keys);
    let given = Given::of(&counted, open);
    let mut lines = Vec::new();
    for method in Method::ALL {
        let runs = match method {
            Method::Corridor => simulated(ensemble, &keys),
            Method::Equal => vec![equal(&given)],
            Method::Gravity => vec![gravity(&given, &origins, &intensity, None)],
            Method::GravityCapacity => vec![gravity(&given, &origins, &intensity, Some(&capacities))],
            Method::Capacity => by_capacity(&given, &capacities).into_iter().collect(),
            Method::Frozen7 => frozen(&counted, &given.totals, EARLY).into_iter().collect(),
            Method::Frozen30 => frozen(&counted, &given.totals, LATE).into_iter().collect(),
        };
        for measure in Measure::ALL.into_iter().filter(|measure| measure.fits(method)) {
            let score = |run: &Vec<Vec<f64>>| ard(run, &counted, measure.first(), measure != Measure::Raw);
            let scores: Vec<Ard> = runs.iter().filter_map(score).collect();
            lines.extend(line(method, measure, &scores));
        }
    }
    Scored { lines, leaks: leaks(&capacities, &counted) }
}

/// People in each camp on each day, by member.
fn simulated(ensemble: &Ensemble, camps: &[Key]) -> Vec<Vec<Vec<f64>>> {
    let series: Vec<Option<usize>> = camps.iter().map(|camp| ensemble.catalogue.find(Target::Stock, camp)).collect();
    let days = ensemble.scenario.period.days() as usize;
    let member = ensemble.trajectories.iter().map(|one| {
        let camp = |series: &Option<usize>| match series {
            Some(series) => one.series[*series].iter().map(|people| f64::from(*people)).collect(),
            None => vec![0.0; days],
        };
        series.iter().map(camp).collect()
    });
    member.collect()
}

fn line(method: Method, measure: Measure, scores: &[Ard]) -> Option<Line> {
    let first = scores.first()?;
    let figure = |of: &dyn Fn(&Ard) -> f64| {
        let mut sample: Vec<f64> = scores.iter().map(of).collect();
        sample.sort_by(f64::total_cmp);
        let range = (quantile(&sample, 0.05), quantile(&sample, 0.95));
        Figure { value: mean(&sample), range: (method == Method::Corridor).then_some(range) }
    };
    let by_camp = (0..first.by_camp.len()).map(|camp| figure(&|score: &Ard| score.by_camp[camp])).collect();
    let by_day = (0..first.by_day.len()).map(|day| figure(&|score: &Ard| score.by_day[day])).collect();
    Some(Line { method, measure, score: figure(&|score: &Ard| score.mean), by_camp, by_day })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ensemble, set};

    #[test]
    fn every_method_is_scored_by_every_measure_that_fits_it() {
        let mut two = ensemble(2);
        set(&mut two, Target::Stock, "hub", [&[0, 0, 5, 5, 5], &[0, 0, 0, 0, 0]]);
        set(&mut two, Target::Stock, "camp", [&[0, 0, 5, 5, 5], &[0, 0, 9, 9, 9]]);
        let camp =
            |key: &str, capacity, counted: [f64; 5]| Camp { key: key.into(), capacity, counted: counted.to_vec() };
        let camps = [camp("hub", None, [0.0; 5]), camp("camp", Some(10.0), [0.0, 0.0, 10.0, 10.0, 10.0])];
        let scored = flee_track(&two, &camps);
        let score = |method, measure| scored.line(method, measure).map(|line| line.score.value);
        // Half of ten in the wrong camp, or one of ten missing, on three days of five.
        let raw = scored.line(Method::Corridor, Measure::Raw).unwrap();
        assert!((raw.score.value - (0.6 + 0.06) / 2.0).abs() < 1e-12);
        let (low, high) = raw.score.range.unwrap();
        assert!((low - 0.087).abs() < 1e-12 && (high - 0.573).abs() < 1e-12);
        assert!((raw.by_camp[0].value - 0.15).abs() < 1e-12 && raw.by_day.len() == 5);
        assert!((score(Method::Corridor, Measure::Rescaled).unwrap() - 0.3).abs() < 1e-12);
        assert!((score(Method::Equal, Measure::Rescaled).unwrap() - 0.6).abs() < 1e-12);
        // Nobody fights, so gravity knows no more; a camp has no capacity, and the period is over before day 7.
        assert!((score(Method::Gravity, Measure::Rescaled).unwrap() - 0.6).abs() < 1e-12);
        assert_eq!(score(Method::Equal, Measure::Raw), None);
        assert_eq!(score(Method::Capacity, Measure::Rescaled), None);
        assert_eq!(score(Method::Frozen7, Measure::After7), None);
        assert_eq!(scored.leaks, [false, true]);
    }
}
