//! What a what-if changes: the paired difference of every series, when it becomes visible, and whom it harms.

use corridor_model::{Date, Key, Target};

use crate::findings::at_horizon;
use crate::forecast::Forecast;
use crate::headline::headline;
use crate::histogram::Histogram;
use crate::horizons::Horizon;
use crate::paired::Paired;
use crate::plan::{Of, Quantity, Reading};
use crate::quantiles::{Spread, spread};
use crate::trajectory::Place;

/// For so many days in a row a difference is clear of 0 before it counts as visible.
const VISIBLE_DAYS: u32 = 7;

/// What a what-if changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Differences {
    /// Each series in which any member differs: first those that a result names first, of these first what the edits
    /// change; then hosts, crossings and places,
    /// of each kind the largest differences first, whichever sign they have.
    pub series: Vec<Difference>,
    /// Whom it harms.
    pub harm: Harm,
    /// How many members are the same in both on every day.
    pub same_members: usize,
}

/// The difference of one series.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The number of the series in the what-if.
    pub series: usize,
    /// What is counted.
    pub target: Target,
    /// Of what.
    pub location: Key,
    /// Of which kind.
    pub place: Place,
    /// Whether a result names it first.
    pub headline: bool,
    /// At each horizon.
    pub horizons: Vec<DifferenceAt>,
    /// The first day from which on the 90 % interval of the difference leaves 0 out for a week, or to the end if that is
    /// nearer; none if it never does.
    pub visible: Option<Date>,
}

/// A difference on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DifferenceAt {
    /// The day.
    pub horizon: Horizon,
    /// What the base says.
    pub base: Spread,
    /// What the what-if says.
    pub what_if: Spread,
    /// The difference, member by member.
    pub difference: Spread,
    /// The share of members in which it is above 0.
    pub above: f64,
    /// The share of members in which it is below 0.
    pub below: f64,
}

/// Whom a what-if harms, after the reference date.
#[derive(Clone, Debug, PartialEq)]
pub struct Harm {
    /// People who wait at all crossings together on the worst day.
    pub stranded_peak: HarmFigure,
    /// Days that people wait at crossings.
    pub waiting_days: HarmFigure,
    /// Days that people are on the way in the evening.
    pub road_days: HarmFigure,
    /// Kilometres of the ways on which people set out.
    pub kilometres: HarmFigure,
    /// The receiving places nearest to what the edits change.
    pub crowding: Vec<Crowding>,
}

/// A number in both and its difference.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HarmFigure {
    /// What the base says.
    pub base: Spread,
    /// What the what-if says.
    pub what_if: Spread,
    /// The difference, member by member.
    pub difference: Spread,
    /// The share of members in which it is above 0.
    pub above: f64,
}

/// How full a place becomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Crowding {
    /// The place.
    pub location: Key,
    /// How far it is from the nearest place that the edits change, km.
    pub km: f64,
    /// The most people there on any day.
    pub peak: HarmFigure,
}

impl Paired {
    /// What the what-if changes.
    pub fn differences(&self) -> Differences {
        let first = headline(&self.what_if.scenario);
        let of = |(number, series): (usize, &crate::trajectory::Series)| {
            // Beside a host's arrivals, in which each passage counts, its net arrivals.
            let named = first.iter().position(|(target, key)| {
                let net = (*target, series.target) == (Target::Arrivals, Target::NetArrivals);
                **key == series.location && (*target == series.target || net)
            });
            let (target, location, place) = (series.target, series.location.clone(), series.place);
            let horizons: Vec<DifferenceAt> =
                self.what_if.horizons.iter().filter_map(|at| self.difference_at(number, *at)).collect();
            let visible = self.visible(number);
            let any = visible.is_some() || horizons.iter().any(|at| at.above > 0.0 || at.below > 0.0);
            let headline = named.is_some();
            let size = horizons.iter().map(|at| at.difference.mean.abs()).fold(0.0, f64::max);
            let difference = Difference { series: number, target, location, place, headline, horizons, visible };
            // Of what is named first that comes first which the edits change.
            let named = named.map(|at| (!self.changed.contains(&difference.location), at));
            any.then_some((named.unwrap_or((true, usize::MAX)), kind(place), size, difference))
        };
        let mut series: Vec<_> = self.what_if.catalogue.series.iter().enumerate().filter_map(of).collect();
        series.sort_by(|a, b| {
            // Of a kind what is visible before what is not, and the larger before the smaller.
            let seen = |one: &Difference| one.visible.is_none();
            let named = |one: &Difference| (one.location.clone(), one.target);
            let kinds = (a.0, a.1).cmp(&(b.0, b.1));
            let of_first = if a.3.headline { a.3.target.cmp(&b.3.target) } else { seen(&a.3).cmp(&seen(&b.3)) };
            kinds.then(of_first).then(b.2.total_cmp(&a.2)).then_with(|| named(&a.3).cmp(&named(&b.3)))
        });
        let same = self.base.sketch.lines.iter().zip(&self.what_if.sketch.lines);
        let same_members = same.filter(|(one, two)| one.digest == two.digest).count();
        Differences { series: series.into_iter().map(|(.., one)| one).collect(), harm: self.harm(), same_members }
    }

    /// The difference of a series of the what-if at a horizon.
    fn difference_at(&self, series: usize, horizon: Horizon) -> Option<DifferenceAt> {
        let at = &self.what_if.catalogue.series[series];
        let reading = if at.target.is_cumulative() { Reading::Since } else { Reading::Level };
        let cell = self.difference.cell(&self.what_if.plan, Of::Series(series), reading, horizon.day)?;
        let members = f64::from(cell.count().max(1));
        let (below, above) = cell.signs();
        let own = self.base.catalogue.find(at.target, &at.location);
        let exact = at_horizon(at.target, series, self.what_if.plan.since, horizon.day);
        let is_first = self.what_if.first.contains(&series);
        let sample = self.difference.sample(&self.what_if.plan, exact).filter(|_| is_first);
        Some(DifferenceAt {
            horizon,
            base: own.map_or_else(Spread::default, |own| self.base.spread_at(own, horizon.day)),
            what_if: self.what_if.spread_at(series, horizon.day),
            difference: sample.map_or_else(|| cell.spread(), |sample| spread(&sample)),
            above: f64::from(above) / members,
            below: f64::from(below) / members,
        })
    }

    /// The difference of each member in a series of the what-if at a horizon; of what comes first alone.
    pub fn differences_of(&self, series: usize, day: u32) -> Option<Vec<f64>> {
        let Forecast { plan, catalogue, .. } = &self.what_if;
        self.difference.values(plan, at_horizon(catalogue.series[series].target, series, plan.since, day))
    }

    /// The difference of a series of the what-if on each day from the reference date on.
    pub fn course(&self, series: usize) -> Vec<Spread> {
        let plan = &self.what_if.plan;
        let target = self.what_if.catalogue.series[series].target;
        let reading = if target.is_cumulative() { Reading::Since } else { Reading::Level };
        let cells =
            (plan.since..plan.days).filter_map(|day| self.difference.cell(plan, Of::Series(series), reading, day));
        cells.map(Histogram::spread).collect()
    }

    fn visible(&self, series: usize) -> Option<Date> {
        let plan = &self.what_if.plan;
        let target = self.what_if.catalogue.series[series].target;
        let reading = if target.is_cumulative() { Reading::Since } else { Reading::Level };
        let leaves_0_out = |day: &u32| {
            let cell = self.difference.cell(plan, Of::Series(series), reading, *day);
            cell.is_some_and(|cell| {
                // Which side can be told without a quantile.
                let (below, above) = cell.signs();
                above > below && cell.quantile(0.05) > 0.0 || below > above && cell.quantile(0.95) < 0.0
            })
        };
        // What a day brings and the next takes away is nothing that anybody sees.
        let (mut first, mut in_a_row) = (None, 0);
        for day in plan.since..plan.days {
            (first, in_a_row) = if leaves_0_out(&day) { (first.or(Some(day)), in_a_row + 1) } else { (None, 0) };
            if in_a_row == VISIBLE_DAYS {
                break;
            }
        }
        first.map(|day| self.what_if.scenario.period.date(day))
    }

    fn harm(&self) -> Harm {
        let after = self.what_if.plan.since;
        let total = |of| self.figure(Quantity::Total { of, after }, Quantity::Total { of, after });
        let peak = |of, own| self.figure(Quantity::Peak { of: own, after }, Quantity::Peak { of, after });
        let crowding = self.nearest.iter().filter_map(|(key, km)| {
            let series = self.what_if.catalogue.find(Target::Stock, key)?;
            // What the base has not is compared with nothing.
            let own = self.base.catalogue.find(Target::Stock, key).unwrap_or(usize::MAX);
            let peak = peak(Of::Series(series), Of::Series(own));
            Some(Crowding { location: key.clone(), km: *km, peak })
        });
        Harm {
            stranded_peak: peak(Of::Waiting, Of::Waiting),
            waiting_days: total(Of::Waiting),
            road_days: total(Of::Road),
            kilometres: total(Of::Kilometres),
            crowding: crowding.collect(),
        }
    }

    /// A single number in both, as each plan asks for it.
    fn figure(&self, base: Quantity, what_if: Quantity) -> HarmFigure {
        let sample = self.difference.sample(&self.what_if.plan, what_if).unwrap_or_default();
        let above = sample.iter().filter(|value| **value > 0.0).count() as f64 / sample.len().max(1) as f64;
        HarmFigure {
            base: self.base.spread_of(base),
            what_if: self.what_if.spread_of(what_if),
            difference: spread(&sample),
            above,
        }
    }
}

/// Hosts first, then crossings, then places.
fn kind(place: Place) -> u8 {
    match place {
        Place::Country(_) => 0,
        Place::Crossing { .. } => 1,
        Place::Place(_) => 2,
    }
}
