//! What an ensemble says, in the order in which an answer tells it.

use corridor_model::{Key, Scenario, Target};

use crate::agreement::{Tier, reported_later, tiers};
use crate::compare::{Comparison, compare};
use crate::ensemble::Ensemble;
use crate::headline::{headline, origin};
use crate::horizons::{Horizon, horizons};
use crate::quantiles::{Interval, LEVELS, quantile};

/// What an ensemble says.
#[derive(Clone, Debug)]
pub struct Findings {
    /// The days of which the others speak.
    pub horizons: Vec<Horizon>,
    /// What the scenario names first.
    pub headline: Vec<Line>,
    /// Crossings at which anybody waits from the reference date on, the fullest first.
    pub stranded: Vec<Stranded>,
    /// Arrivals at places of the country of origin, the largest first.
    pub internal: Vec<Line>,
    /// Reported figures beside the ensemble's.
    pub comparisons: Vec<Comparison>,
    /// How many of them agree.
    pub tiers: Vec<Tier>,
}

/// What one series says at every horizon.
#[derive(Clone, Debug)]
pub struct Line {
    /// The number of the series.
    pub series: usize,
    /// What is counted.
    pub target: Target,
    /// Of what.
    pub location: Key,
    /// Sorted samples, by horizon.
    pub samples: Vec<Vec<f64>>,
    /// What was reported of it after the reference date.
    pub reported_later: Option<Comparison>,
}

/// People who wait at a crossing.
#[derive(Clone, Debug, PartialEq)]
pub struct Stranded {
    /// The crossing.
    pub location: Key,
    /// On the reference date.
    pub now: Interval,
    /// The most on any day after it.
    pub peak: Interval,
    /// On the last day.
    pub end: Interval,
}

impl Line {
    /// The quantiles at each horizon, each with its level.
    pub fn quantiles(&self) -> impl Iterator<Item = [(f64, f64); LEVELS.len()]> {
        self.samples.iter().map(|sample| LEVELS.map(|level| (level, quantile(sample, level))))
    }

    /// The interval at each horizon.
    pub fn intervals(&self) -> impl Iterator<Item = Interval> {
        self.samples.iter().map(|sample| Interval::of(sample))
    }

    /// The interval at the last horizon.
    pub fn end(&self) -> Interval {
        Interval::of(self.samples.last().map_or(&[], Vec::as_slice))
    }
}

/// What an ensemble says; `whole` has the reports that came later.
pub fn summarise(whole: &Scenario, ensemble: &Ensemble) -> Findings {
    let horizons = horizons(ensemble.scenario.period, ensemble.reference());
    let comparisons = compare(whole, ensemble);
    let line = |target, location: &Key| {
        let series = ensemble.catalogue.find(target, location)?;
        let since = ensemble.reference_day();
        let samples = horizons.iter().map(|horizon| ensemble.sample(series, since, horizon.day)).collect();
        let reported_later = reported_later(&comparisons, ensemble.reference(), target, location).cloned();
        Some(Line { series, target, location: location.clone(), samples, reported_later })
    };
    let headline = headline(whole).into_iter().filter_map(|(target, key)| line(target, key)).collect();
    let origin = origin(whole);
    let inside = whole.locations.iter().filter(|at| Some(&at.country) == origin && at.to_country.is_none());
    let mut internal: Vec<Line> = inside.filter_map(|at| line(Target::Arrivals, &at.key)).collect();
    internal.retain(|line| line.end().high > 0.0);
    internal.sort_by(|a, b| b.end().median.total_cmp(&a.end().median).then_with(|| a.location.cmp(&b.location)));
    let tiers = tiers(&comparisons);
    Findings { headline, stranded: stranded(ensemble), internal, comparisons, tiers, horizons }
}

fn stranded(ensemble: &Ensemble) -> Vec<Stranded> {
    let reference = ensemble.reference_day().unwrap_or(0);
    let last = ensemble.scenario.period.days().saturating_sub(1);
    let series = ensemble.catalogue.series.iter().enumerate().filter(|(_, at)| at.target == Target::Stranded);
    let mut stranded: Vec<Stranded> = series
        .map(|(series, at)| {
            let on = |day| Interval::of(&ensemble.sample(series, None, day));
            let peak = Interval::of(&ensemble.peak_sample(series));
            Stranded { location: at.location.clone(), now: on(reference), peak, end: on(last) }
        })
        .filter(|at| at.now.high > 0.0 || at.peak.high > 0.0)
        .collect();
    stranded.sort_by(|a, b| b.peak.median.total_cmp(&a.peak.median).then_with(|| a.location.cmp(&b.location)));
    stranded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn places_of_the_origin_are_told_by_their_arrivals_after_the_reference_date() {
        let mut ensemble = testing::ensemble(2);
        testing::set(&mut ensemble, Target::Arrivals, "Bland", [&[0, 0, 0, 0, 7], &[0, 0, 0, 0, 9]]);
        testing::set(&mut ensemble, Target::Arrivals, "home", [&[9, 9, 9, 9, 9], &[9, 9, 9, 9, 9]]);
        testing::set(&mut ensemble, Target::Arrivals, "camp", [&[0, 0, 0, 1, 1], &[0, 0, 0, 0, 3]]);
        testing::set(&mut ensemble, Target::Arrivals, "hub", [&[0, 0, 0, 0, 7], &[0, 0, 0, 0, 9]]);
        testing::set(&mut ensemble, Target::Stranded, "gate", [&[5, 0, 2, 6, 1], &[5, 0, 4, 0, 1]]);
        let findings = summarise(&ensemble.scenario, &ensemble);
        let told = |lines: &[Line]| {
            lines.iter().map(|line| (line.location.to_string(), line.end().median)).collect::<Vec<_>>()
        };
        assert_eq!(findings.horizons.iter().map(|at| at.day).collect::<Vec<_>>(), [4]);
        assert_eq!(told(&findings.headline), [("Bland".to_owned(), 8.0)]);
        // Whoever came before the reference date, and who is in another country, does not count.
        assert_eq!(told(&findings.internal), [("camp".to_owned(), 2.0)]);
        let [at] = findings.stranded.as_slice() else { panic!("{findings:?}") };
        assert_eq!((at.now.high, at.peak.median, at.end.low), (0.0, 5.0, 1.0));
    }
}
