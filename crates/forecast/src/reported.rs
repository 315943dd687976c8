//! What was reported, beside what the ensemble says.

use corridor_model::{Date, Key, Observation, Scenario, Target, Use};

use crate::plan::{Of, Quantity};
use crate::quantiles::Interval;
use crate::trajectory::Catalogue;

/// A reported figure beside the ensemble's.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// Which reports form one series.
    pub series: String,
    /// What was counted.
    pub target: Target,
    /// Of what.
    pub location: Key,
    /// The day of the count.
    pub date: Date,
    /// Since which day both count, if cumulative.
    pub since: Option<Date>,
    /// What was reported since then: the least and the greatest.
    pub reported: (f64, f64),
    /// What that means if reports catch only a share: the least and the greatest.
    pub implied: (f64, f64),
    /// What the ensemble says.
    pub ensemble: Interval,
    /// What the report is fit for.
    pub usage: Use,
    /// Whether it could be known on the reference date.
    pub known: bool,
}

impl Reported {
    /// Whether the 90 % interval and the implied range have a value in common.
    pub fn agrees(&self) -> bool {
        self.ensemble.low <= self.implied.1 && self.implied.0 <= self.ensemble.high
    }
}

/// Every reported figure that the model has a figure for, and where that is found. `scenario` is the whole scenario, with
/// the reports that came later; the run, which is of `known`, sees none of them.
///
/// A cumulative figure is compared with what came since the last report of its series before the reference date, if
/// there is one: what was counted before by another clock cancels. Otherwise since the day from which it counts. In a
/// hindcast no report is from before the reference date: there a series that counts from no day of the period is compared
/// with what came since its first report.
pub fn figures(scenario: &Scenario, known: &Scenario, catalogue: &Catalogue) -> Vec<(Reported, Quantity)> {
    let reference = reference(known);
    let mut figures = Vec::new();
    for observation in &scenario.observations {
        let (Some(target), Use::Score | Use::Soft) = (observation.target, observation.usage) else { continue };
        let Some(series) = catalogue.find(target, &observation.location) else { continue };
        let Some(day) = counted_day(scenario, observation) else { continue };
        let baseline = if target.is_cumulative() {
            let Some(baseline) = Baseline::of(scenario, known, observation) else { continue };
            Some(baseline)
        } else {
            None
        };
        let base = baseline.map_or((0.0, 0.0), |baseline| baseline.reported);
        let value = observation.value.bounds();
        let reported = (value.0 - base.1, value.1 - base.0);
        let share = observation.known_share.bounds();
        let implied = (reported.0 / share.1.max(1e-9), reported.1 / share.0.max(1e-9));
        let figure = Reported {
            series: observation.series.clone(),
            target,
            location: observation.location.clone(),
            date: observation.event_date,
            since: baseline.map(|baseline| baseline.date),
            reported,
            implied,
            ensemble: Interval::default(),
            usage: observation.usage,
            known: observation.available_at <= reference,
        };
        let since = baseline.map(|baseline| baseline.day);
        figures.push((figure, Quantity::On { of: Of::Series(series), since, day }));
    }
    figures.sort_by(|(a, _), (b, _)| {
        (&a.location, a.target, &a.series, a.date).cmp(&(&b.location, b.target, &b.series, b.date))
    });
    figures
}

/// The day after which a forecast counts: the reference date, else the first day.
pub(crate) fn reference(known: &Scenario) -> Date {
    known.reference_date.unwrap_or(known.period.start)
}

/// The day of the period whose events a report counts last.
fn counted_day(scenario: &Scenario, observation: &Observation) -> Option<u32> {
    let day = scenario.period.day(observation.event_date)?;
    day.checked_sub(observation.lag_days).filter(|day| *day < scenario.period.days())
}

/// Since when a cumulative figure is compared.
#[derive(Clone, Copy)]
struct Baseline {
    date: Date,
    /// The day of the period after which the run counts.
    day: u32,
    /// What was reported until then: the least and the greatest.
    reported: (f64, f64),
}

impl Baseline {
    fn of(scenario: &Scenario, known: &Scenario, observation: &Observation) -> Option<Baseline> {
        let (reference, hindcast) = (reference(known), known.reference_date.is_none());
        let earlier = || {
            let own = |other: &&Observation| {
                (&other.series, other.target, &other.location, other.counting_from)
                    == (&observation.series, observation.target, &observation.location, observation.counting_from)
            };
            let all = scenario.observations.iter().filter(own);
            all.filter(|other| {
                other.event_date < observation.event_date && scenario.period.day(other.event_date).is_some()
            })
        };
        let counting_from = observation.counting_from.and_then(|date| Some((date, scenario.period.day(date)?)));
        let first = || earlier().min_by_key(|other| order(other));
        let report = if observation.event_date <= reference {
            first()
        } else {
            let before = earlier().filter(|other| other.event_date <= reference);
            let before = before.max_by_key(|other| order(other));
            before.or_else(|| first().filter(|_| hindcast && counting_from.is_none()))
        };
        if let Some(report) = report {
            let day = counted_day(scenario, report)?;
            return Some(Baseline { date: report.event_date, day, reported: report.value.bounds() });
        }
        // A count that began before the period holds what no run has.
        counting_from.map(|(date, day)| Baseline { date, day, reported: (0.0, 0.0) })
    }
}

/// Of reports of one day the one that came first, then the lesser figure: the order of a table decides nothing.
fn order(observation: &Observation) -> (Date, Date, u64) {
    (observation.event_date, observation.available_at, observation.value.bounds().0.to_bits())
}

#[cfg(test)]
mod tests {
    use corridor_model::Uncertain;

    use super::*;
    use crate::ensemble::Ensemble;
    use crate::findings::summarise;
    use crate::testing::{self, date};

    /// Arrivals in a series of reports, by day.
    fn observations(reports: &[(u32, f64)], counting_from: Option<Date>) -> Vec<Observation> {
        let report = |&(day, people): &(u32, f64)| Observation {
            series: "known".to_owned(),
            target: Some(Target::Arrivals),
            location: "Bland".into(),
            event_date: date(day),
            counting_from,
            value: Uncertain::Exact(people),
            available_at: date(day),
            available_given: true,
            known_share: Uncertain::Range { low: 0.5, high: 1.0 },
            lag_days: 0,
            usage: Use::Score,
            source: String::new(),
            note: String::new(),
        };
        reports.iter().map(report).collect()
    }

    fn summarised(scenario: Scenario, ensemble: &Ensemble) -> Vec<Reported> {
        let ensemble = Ensemble { scenario, ..ensemble.clone() };
        summarise(&ensemble.scenario, &testing::forecast(&ensemble)).reported
    }

    /// Of each comparison: since when, the day, what was reported and the median.
    fn told(ensemble: &Ensemble, observations: Vec<Observation>) -> Vec<(Option<Date>, Date, f64, f64)> {
        let scenario = Scenario { observations, ..ensemble.scenario.clone() };
        let tell = |one: &Reported| (one.since, one.date, one.reported.0, one.ensemble.median);
        summarised(scenario, ensemble).iter().map(tell).collect()
    }

    fn ensemble(reference_date: Option<Date>) -> Ensemble {
        let mut ensemble = testing::ensemble(1);
        ensemble.scenario.reference_date = reference_date;
        testing::set(&mut ensemble, Target::Arrivals, "Bland", [&[1, 3, 6, 10, 15]]);
        ensemble
    }

    #[test]
    fn a_forecast_is_compared_since_the_last_report_before_it() {
        let reports = observations(&[(0, 100.0), (1, 102.0), (3, 109.0)], None);
        let told = told(&ensemble(Some(date(1))), reports);
        assert_eq!(told, [(Some(date(0)), date(1), 2.0, 2.0), (Some(date(1)), date(3), 7.0, 7.0)]);
    }

    #[test]
    fn a_hindcast_is_compared_since_the_first_report_in_the_period() {
        let hindcast = ensemble(None);
        let reports = [(4, 112.0), (1, 100.0), (3, 109.0)];
        let expected = [(Some(date(1)), date(3), 9.0, 7.0), (Some(date(1)), date(4), 12.0, 12.0)];
        assert_eq!(told(&hindcast, observations(&reports, None)), expected);
        let long_ago = Some(jiff::civil::date(2023, 1, 1));
        assert_eq!(told(&hindcast, observations(&reports, long_ago)), expected);
        // In a forecast the first report is the only one that could be known, and here it was not.
        assert_eq!(told(&ensemble(Some(date(0))), observations(&reports, None)), []);
    }

    #[test]
    fn a_count_from_a_day_of_the_period_needs_no_report_before() {
        let reports = [(1, 4.0), (3, 9.0)];
        let told = told(&ensemble(None), observations(&reports, Some(date(0))));
        assert_eq!(told, [(Some(date(0)), date(1), 4.0, 2.0), (Some(date(0)), date(3), 9.0, 9.0)]);
    }

    #[test]
    fn what_is_implied_is_divided_by_the_share_that_is_known() {
        let mut scenario = testing::scenario();
        scenario.observations = observations(&[(1, 4.0)], Some(date(0)));
        let ensemble = ensemble(None);
        let comparisons = summarised(scenario, &ensemble);
        let [one] = comparisons.as_slice() else { panic!("{comparisons:?}") };
        assert_eq!((one.implied, one.agrees()), ((4.0, 8.0), false));
        let agreeing = Reported { ensemble: Interval { low: 8.0, median: 9.0, high: 9.0 }, ..one.clone() };
        assert!(agreeing.agrees());
    }
}
