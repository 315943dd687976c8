//! What an ensemble says, in the order in which the answer tells it. Text, JSON and files all read it from here.

use corridor_forecast::{Comparison, Ensemble, Place, Trajectory, compare};
use corridor_model::{Date, Key, Kind, Scenario, Target, Use};

use crate::people::Interval;

/// A day that is forecast.
#[derive(Clone, Copy, Debug)]
pub struct Horizon {
    /// Days from the reference date.
    pub days: u32,
    /// The day of the period.
    pub day: u32,
    /// The date.
    pub date: Date,
}

/// What one series says at every horizon.
#[derive(Debug)]
pub struct Line {
    /// The number of the series.
    pub series: usize,
    /// What is counted.
    pub target: Target,
    /// Of what.
    pub location: Key,
    /// Sorted samples, by horizon.
    pub samples: Vec<Vec<f64>>,
}

/// People who wait at a crossing.
#[derive(Debug)]
pub struct Waiting {
    /// The crossing.
    pub location: Key,
    /// On the reference date.
    pub now: Interval,
    /// The most on any day after it.
    pub peak: Interval,
    /// On the last day.
    pub end: Interval,
}

/// Reports of one fitness, known or not on the reference date: how many agree.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    /// What the reports are fit for.
    pub usage: Use,
    /// Whether they could be known on the reference date.
    pub known: bool,
    /// How many agree.
    pub agree: usize,
    /// Of how many.
    pub all: usize,
}

/// What an ensemble says.
#[derive(Debug)]
pub struct Findings {
    /// The days that are forecast.
    pub horizons: Vec<Horizon>,
    /// What the scenario names first.
    pub headline: Vec<Line>,
    /// Crossings, the fullest first.
    pub waiting: Vec<Waiting>,
    /// Places of the country of origin, by arrivals.
    pub internal: Vec<Line>,
    /// Reported figures beside the ensemble's.
    pub comparisons: Vec<Comparison>,
    /// How many of them agree.
    pub tallies: Vec<Tally>,
}

impl Findings {
    /// Of an ensemble; `whole` has the reports that came later.
    pub fn of(whole: &Scenario, ensemble: &Ensemble) -> Findings {
        let horizons = horizons(ensemble);
        let comparisons = compare(whole, ensemble);
        let tallies = tallies(&comparisons);
        let line = |target, location: &Key| {
            let series = ensemble.catalogue.find(target, location)?;
            let since = ensemble.scenario.period.day(ensemble.reference());
            let samples = horizons.iter().map(|horizon| ensemble.sample(series, since, horizon.day)).collect();
            Some(Line { series, target, location: location.clone(), samples })
        };
        let headline = headline(whole).into_iter().filter_map(|key| {
            let evacuated = whole.location(&key).is_some_and(|location| location.kind == Kind::Exit);
            line(if evacuated { Target::Evacuated } else { Target::Arrivals }, &key)
        });
        let headline = headline.collect();
        let origin = origin(whole);
        let inside = whole.locations.iter().filter(|at| Some(&at.country) == origin && at.to_country.is_none());
        let mut internal: Vec<Line> = inside.filter_map(|at| line(Target::Arrivals, &at.key)).collect();
        internal.retain(|line| line.end().high > 0.0);
        internal.sort_by(|a, b| b.end().median.total_cmp(&a.end().median).then_with(|| a.location.cmp(&b.location)));
        Findings { headline, waiting: waiting(ensemble), internal, comparisons, tallies, horizons }
    }
}

impl Line {
    /// At each horizon.
    pub fn intervals(&self) -> impl Iterator<Item = Interval> {
        self.samples.iter().map(|sample| Interval::of(sample))
    }

    /// At the last horizon.
    pub fn end(&self) -> Interval {
        Interval::of(self.samples.last().map_or(&[], Vec::as_slice))
    }

    /// The median's course after the reference date, people a day.
    pub fn daily(&self, ensemble: &Ensemble) -> Vec<f64> {
        let period = ensemble.scenario.period;
        let since = period.day(ensemble.reference());
        let days = since.unwrap_or(0)..period.days();
        let medians: Vec<f64> =
            days.map(|day| Interval::of(&ensemble.sample(self.series, since, day)).median).collect();
        medians.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }
}

/// 30, 60 and 90 days after the reference date, and the end.
fn horizons(ensemble: &Ensemble) -> Vec<Horizon> {
    let period = ensemble.scenario.period;
    let reference = period.day(ensemble.reference()).unwrap_or(0);
    let left = period.days().saturating_sub(reference + 1);
    let days = [30, 60, 90].into_iter().filter(|days| *days < left).chain([left]);
    days.map(|days| Horizon { days, day: reference + days, date: period.date(reference + days) }).collect()
}

/// What the scenario names first; if it names nothing, every country but the one of origin.
fn headline(scenario: &Scenario) -> Vec<Key> {
    if !scenario.headline.is_empty() {
        return scenario.headline.clone();
    }
    let origin = origin(scenario);
    scenario.countries().into_iter().filter(|country| Some(*country) != origin).cloned().collect()
}

/// The country in which most of the people at risk live.
fn origin(scenario: &Scenario) -> Option<&Key> {
    let people = |country: &Key| {
        let inside = scenario.locations.iter().filter(|location| location.country == *country);
        inside.map(|location| location.population).sum::<u64>()
    };
    scenario.countries().into_iter().max_by_key(|country| people(country))
}

/// Crossings at which anybody waits from the reference date on.
fn waiting(ensemble: &Ensemble) -> Vec<Waiting> {
    let period = ensemble.scenario.period;
    let (reference, last) = (period.day(ensemble.reference()).unwrap_or(0), period.days().saturating_sub(1));
    let stranded = ensemble.catalogue.series.iter().enumerate().filter(|(_, at)| at.target == Target::Stranded);
    let mut waiting: Vec<Waiting> = stranded
        .map(|(series, at)| {
            let after = |trajectory: &Trajectory| {
                let most = trajectory.series[series].iter().skip(reference as usize + 1).max();
                most.map_or(0.0, |people| f64::from(*people))
            };
            let mut peaks: Vec<f64> = ensemble.trajectories.iter().map(after).collect();
            peaks.sort_by(f64::total_cmp);
            let on = |day| Interval::of(&ensemble.sample(series, None, day));
            Waiting { location: at.location.clone(), now: on(reference), peak: Interval::of(&peaks), end: on(last) }
        })
        .filter(|waiting| waiting.now.high > 0.0 || waiting.peak.high > 0.0)
        .collect();
    waiting.sort_by(|a, b| b.peak.median.total_cmp(&a.peak.median).then_with(|| a.location.cmp(&b.location)));
    waiting
}

fn tallies(comparisons: &[Comparison]) -> Vec<Tally> {
    let mut tallies = Vec::new();
    for known in [false, true] {
        for usage in [Use::Score, Use::Soft] {
            let of = || comparisons.iter().filter(|comparison| (comparison.usage, comparison.known) == (usage, known));
            let (agree, all) = (of().filter(|comparison| comparison.agrees()).count(), of().count());
            if all > 0 {
                tallies.push(Tally { usage, known, agree, all });
            }
        }
    }
    tallies
}

/// What people call a place or country.
pub fn name<'a>(scenario: &'a Scenario, key: &'a Key) -> &'a str {
    scenario.location(key).map_or(key.as_str(), |location| location.name.as_str())
}

/// Whether a series counts what stands or happens at a crossing.
pub fn is_crossing(place: Place) -> bool {
    match place {
        Place::Crossing { .. } => true,
        Place::Country(_) | Place::Place(_) => false,
    }
}
