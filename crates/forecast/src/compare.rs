//! What was reported, beside what the ensemble says.

use corridor_model::{Date, Key, Observation, Scenario, Target, Use};

use crate::ensemble::Ensemble;
use crate::quantiles::quantile;

/// A reported figure beside the ensemble's.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
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
    /// What the ensemble says: the 5 %, 50 % and 95 % quantiles.
    pub ensemble: [f64; 3],
    /// What the report is fit for.
    pub usage: Use,
    /// Whether it could be known on the reference date.
    pub known: bool,
}

impl Comparison {
    /// Whether the 90 % interval and the implied range have a value in common.
    pub fn agrees(&self) -> bool {
        self.ensemble[0] <= self.implied.1 && self.implied.0 <= self.ensemble[2]
    }
}

/// Every reported figure that the model has a figure for, beside it. `scenario` is the whole scenario, with the reports
/// that came later; the ensemble saw none of them.
///
/// A cumulative figure is compared with what came since the last report of its series before the reference date, if
/// there is one: what was counted before by another clock cancels. Otherwise since the day from which it counts.
pub fn compare(scenario: &Scenario, ensemble: &Ensemble) -> Vec<Comparison> {
    let reference = ensemble.reference();
    let mut comparisons = Vec::new();
    for observation in &scenario.observations {
        let (Some(target), Use::Score | Use::Soft) = (observation.target, observation.usage) else { continue };
        let Some(series) = ensemble.catalogue.find(target, &observation.location) else { continue };
        let day = |date: Date, lag: u32| {
            let day = scenario.period.day(date)?;
            day.checked_sub(lag).filter(|day| *day < scenario.period.days())
        };
        let Some(at) = day(observation.event_date, observation.lag_days) else { continue };
        let (mut since, mut base) = (None, (0.0, 0.0));
        let mut since_date = None;
        if target.is_cumulative() {
            let rows = scenario.observations.iter().filter(|other| {
                (&other.series, other.target, &other.location)
                    == (&observation.series, observation.target, &observation.location)
                    && other.counting_from == observation.counting_from
                    && other.event_date < observation.event_date
                    && scenario.period.day(other.event_date).is_some()
            });
            let before: Vec<&Observation> =
                rows.filter(|other| other.event_date <= reference || observation.event_date <= reference).collect();
            let baseline = if observation.event_date > reference {
                before.into_iter().max_by_key(|other| other.event_date)
            } else {
                before.into_iter().min_by_key(|other| other.event_date)
            };
            match (baseline, observation.counting_from) {
                (Some(baseline), _) => {
                    since = day(baseline.event_date, baseline.lag_days);
                    since_date = Some(baseline.event_date);
                    base = baseline.value.bounds();
                }
                // A count that began before the period holds what no run has.
                (None, Some(from)) if scenario.period.day(from).is_some() => {
                    since = day(from, 0);
                    since_date = Some(from);
                }
                (None, _) => continue,
            }
            if since.is_none() {
                continue;
            }
        }
        let value = observation.value.bounds();
        let reported = (value.0 - base.1, value.1 - base.0);
        let share = observation.known_share.bounds();
        let implied = (reported.0 / share.1.max(1e-9), reported.1 / share.0.max(1e-9));
        let sample = ensemble.sample(series, since, at);
        comparisons.push(Comparison {
            series: observation.series.clone(),
            target,
            location: observation.location.clone(),
            date: observation.event_date,
            since: since_date,
            reported,
            implied,
            ensemble: [0.05, 0.5, 0.95].map(|level| quantile(&sample, level)),
            usage: observation.usage,
            known: observation.available_at <= reference,
        });
    }
    comparisons
        .sort_by(|a, b| (&a.location, a.target, &a.series, a.date).cmp(&(&b.location, b.target, &b.series, b.date)));
    comparisons
}
