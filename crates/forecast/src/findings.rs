//! What a forecast says, in the order in which an answer tells it.

use corridor_model::{Key, Scenario, Target};

use crate::agreement::{Tier, reported_later, tiers};
use crate::forecast::Forecast;
use crate::headline::{headline, origin};
use crate::histogram::Histogram;
use crate::horizons::Horizon;
use crate::plan::{Of, Quantity, Reading};
use crate::quantiles::{Interval, LEVELS, Spread, quantile, spread};
use crate::reported::{Reported, figures, reference};
use crate::trajectory::Catalogue;

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
    pub reported: Vec<Reported>,
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
    /// The quantiles at [`LEVELS`], by horizon.
    pub quantiles: Vec<[f64; LEVELS.len()]>,
    /// What was reported of it after the reference date.
    pub reported_later: Option<Reported>,
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
        self.quantiles.iter().map(|values| std::array::from_fn(|number| (LEVELS[number], values[number])))
    }

    /// The interval at each horizon.
    pub fn intervals(&self) -> impl Iterator<Item = Interval> {
        self.quantiles.iter().map(|[_, low, _, _, median, _, _, high, _]| Interval {
            low: *low,
            median: *median,
            high: *high,
        })
    }

    /// The interval at the last horizon.
    pub fn end(&self) -> Interval {
        self.intervals().last().unwrap_or_default()
    }
}

/// The single numbers that an answer needs of every member: what comes first, at each horizon; who waits at crossings;
/// what was reported.
pub(crate) fn questions(
    whole: &Scenario,
    known: &Scenario,
    catalogue: &Catalogue,
    horizons: &[Horizon],
) -> Vec<Quantity> {
    let period = known.period;
    let (since, last) = (period.day(reference(known)).unwrap_or(0), period.days().saturating_sub(1));
    let mut questions = Vec::new();
    for (target, key) in headline(whole) {
        let Some(series) = catalogue.find(target, key) else { continue };
        questions.extend(horizons.iter().map(|at| at_horizon(target, series, since, at.day)));
    }
    let stranded = catalogue.series.iter().enumerate().filter(|(_, at)| at.target == Target::Stranded);
    for (series, _) in stranded {
        questions.extend(waiting(series, since, last));
    }
    questions.extend(figures(whole, known, catalogue).into_iter().map(|(_, quantity)| quantity));
    questions
}

/// A series on a day: for cumulative targets what came since one.
pub(crate) fn at_horizon(target: Target, series: usize, since: u32, day: u32) -> Quantity {
    Quantity::On { of: Of::Series(series), since: Some(since).filter(|_| target.is_cumulative()), day }
}

/// Who waits at a crossing on the reference date, the most after it, and at the end.
fn waiting(series: usize, since: u32, last: u32) -> [Quantity; 3] {
    let of = Of::Series(series);
    let on = |day| Quantity::On { of, since: None, day };
    [on(since), Quantity::Peak { of, after: since }, on(last)]
}

impl Forecast {
    /// The interval of a single number that the plan asks for.
    pub(crate) fn interval(&self, quantity: Quantity) -> Interval {
        Interval::of(&self.sketch.sample(&self.plan, quantity).unwrap_or_default())
    }

    /// The quantiles of a series at a horizon: exact for what comes first, else of its histogram.
    pub fn quantiles(&self, series: usize, day: u32) -> [f64; LEVELS.len()] {
        let target = self.catalogue.series[series].target;
        let exact = at_horizon(target, series, self.plan.since, day);
        // Not of others, even where they are kept: whoever asks for members too gets the same numbers.
        let sample = self.first.contains(&series).then(|| self.sketch.sample(&self.plan, exact));
        if let Some(Some(sample)) = sample {
            return LEVELS.map(|level| quantile(&sample, level));
        }
        let cell = self.sketch.cell(&self.plan, Of::Series(series), self.reading(series), day);
        LEVELS.map(|level| cell.map_or(0.0, |cell| cell.quantile(level)))
    }

    /// The spread of a single number that the plan asks for; nothing of one that it does not.
    pub fn spread_of(&self, quantity: Quantity) -> Spread {
        spread(&self.sketch.sample(&self.plan, quantity).unwrap_or_default())
    }

    /// The spread of a series on a day after the reference date: for cumulative targets of what came since. Its mean is
    /// exact, and of what comes first the quantiles at the horizons are too.
    pub fn spread_at(&self, series: usize, day: u32) -> Spread {
        let [_, q05, _, q25, q50, q75, _, q95, _] = self.quantiles(series, day);
        let cell = self.sketch.cell(&self.plan, Of::Series(series), self.reading(series), day);
        Spread { mean: cell.map_or(0.0, Histogram::mean), q05, q25, q50, q75, q95 }
    }

    /// The spread of a series on each day from the reference date on.
    pub fn fan(&self, series: usize) -> Vec<Spread> {
        (self.plan.since..self.plan.days).map(|day| self.spread_at(series, day)).collect()
    }

    /// Who sets out on a way of the catalogue, on all days after the reference date together.
    pub fn way_total(&self, way: usize) -> Spread {
        let last = self.plan.days.saturating_sub(1);
        let cell = self.sketch.cell(&self.plan, Of::Way(way), Reading::Total, last);
        cell.map_or_else(Spread::default, Histogram::spread)
    }

    fn reading(&self, series: usize) -> Reading {
        let cumulative = self.catalogue.series[series].target.is_cumulative();
        if cumulative { Reading::Since } else { Reading::Level }
    }

    /// Who waits at a crossing: on the reference date, the most on any day after it, on the last day.
    pub fn waiting(&self, series: usize) -> [Spread; 3] {
        waiting(series, self.plan.since, self.plan.days.saturating_sub(1)).map(|quantity| self.spread_of(quantity))
    }

    /// What each member says to a series at a horizon, in the order of the members; of what comes first alone.
    pub fn values_at(&self, series: usize, day: u32) -> Option<Vec<f64>> {
        let target = self.catalogue.series[series].target;
        self.sketch.values(&self.plan, at_horizon(target, series, self.plan.since, day))
    }

    /// The spread of a number on a day.
    pub fn spread(&self, of: Of, day: u32) -> Spread {
        self.sketch.cell(&self.plan, of, Reading::Level, day).map_or_else(Spread::default, Histogram::spread)
    }

    /// The interval of a number on a day.
    pub fn on(&self, of: Of, day: u32) -> Interval {
        let Spread { q05, q50, q95, .. } = self.spread(of, day);
        Interval { low: q05, median: q50, high: q95 }
    }

    /// The course of the median after the reference date: by how much it grows on each day.
    pub fn course(&self, series: usize) -> Vec<f64> {
        let cells = (self.plan.since..self.plan.days)
            .filter_map(|day| self.sketch.cell(&self.plan, Of::Series(series), Reading::Since, day));
        let medians: Vec<f64> = cells.map(|cell| cell.quantile(0.5)).collect();
        medians.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    /// The median of a number on each day of the period.
    pub fn medians(&self, of: Of) -> Vec<f64> {
        let cells = (0..self.plan.days).map(|day| self.sketch.cell(&self.plan, of, Reading::Level, day));
        cells.map(|cell| cell.map_or(0.0, |cell| cell.quantile(0.5))).collect()
    }
}

/// What a forecast says; `whole` has the reports that came later.
pub fn summarise(whole: &Scenario, forecast: &Forecast) -> Findings {
    let horizons = forecast.horizons.clone();
    let mut reported = figures(whole, &forecast.scenario, &forecast.catalogue);
    for (figure, quantity) in &mut reported {
        figure.ensemble = forecast.interval(*quantity);
    }
    let reported: Vec<Reported> = reported.into_iter().map(|(figure, _)| figure).collect();
    let line = |target, location: &Key| {
        let series = forecast.catalogue.find(target, location)?;
        let quantiles = horizons.iter().map(|horizon| forecast.quantiles(series, horizon.day)).collect();
        let reported_later = reported_later(&reported, forecast.reference(), target, location).cloned();
        Some(Line { series, target, location: location.clone(), quantiles, reported_later })
    };
    let headline = headline(whole).into_iter().filter_map(|(target, key)| line(target, key)).collect();
    let origin = origin(whole);
    let inside = whole.locations.iter().filter(|at| Some(&at.country) == origin && at.to_country.is_none());
    let mut internal: Vec<Line> = inside.filter_map(|at| line(Target::Arrivals, &at.key)).collect();
    internal.retain(|line| line.end().high > 0.0);
    internal.sort_by(|a, b| b.end().median.total_cmp(&a.end().median).then_with(|| a.location.cmp(&b.location)));
    let tiers = tiers(&reported);
    Findings { headline, stranded: stranded(forecast), internal, reported, tiers, horizons }
}

fn stranded(forecast: &Forecast) -> Vec<Stranded> {
    let (since, last) = (forecast.plan.since, forecast.plan.days.saturating_sub(1));
    let series = forecast.catalogue.series.iter().enumerate().filter(|(_, at)| at.target == Target::Stranded);
    let mut stranded: Vec<Stranded> = series
        .map(|(series, at)| {
            let [now, peak, end] = waiting(series, since, last).map(|quantity| forecast.interval(quantity));
            Stranded { location: at.location.clone(), now, peak, end }
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
        let forecast = testing::forecast(&ensemble);
        let findings = summarise(&ensemble.scenario, &forecast);
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
