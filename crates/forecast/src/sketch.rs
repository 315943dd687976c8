//! What is kept of many members: a histogram for every number of every day, and single numbers as they are.

use crate::histogram::Histogram;
use crate::plan::{Measure, Of, Plan, Quantity, Reading};
use crate::trajectory::Trajectory;

/// What is kept of one member by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub member: u32,
    /// Equal for equal runs.
    pub digest: u64,
    /// Person-days lived in it.
    pub person_days: u64,
    /// The single numbers of the plan.
    pub values: Vec<i64>,
}

/// A member to be taken up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken<'a> {
    /// Equal for equal runs.
    pub digest: u64,
    /// Its run.
    pub one: &'a Trajectory,
    /// The run that is taken from it, where two are compared.
    pub less: Option<&'a Trajectory>,
}

/// What is kept of many members.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    /// By number of the member.
    pub lines: Vec<Line>,
    /// By measure of the plan and, within it, by day.
    pub cells: Vec<Histogram>,
}

impl Sketch {
    /// Of no members.
    pub fn new(plan: &Plan) -> Sketch {
        Sketch { lines: Vec::new(), cells: vec![Histogram::default(); plan.measures.len() * plan.days as usize] }
    }

    /// Takes members up.
    pub(crate) fn add(&mut self, plan: &Plan, members: &[Taken]) {
        for Taken { digest, one, less } in members {
            let value =
                |quantity: &Quantity| plan.value(one, *quantity) - less.map_or(0, |less| plan.value(less, *quantity));
            let values = plan.quantities.iter().map(value).collect();
            self.lines.push(Line { member: one.member, digest: *digest, person_days: one.person_days, values });
        }
        self.lines.sort_unstable_by_key(|line| line.member);
        let one_measure = |(cells, measure): (&mut [Histogram], &Measure)| {
            for (cell, day) in cells.iter_mut().zip(0..) {
                for Taken { one, less, .. } in members {
                    let less = less.and_then(|less| plan.read(less, *measure, day)).unwrap_or(0);
                    if let Some(value) = plan.read(one, *measure, day) {
                        cell.add(whole(value - less));
                    }
                }
            }
        };
        let days = (plan.days as usize).max(1);
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            self.cells.par_chunks_mut(days).zip(&plan.measures).for_each(one_measure);
        }
        #[cfg(not(feature = "parallel"))]
        self.cells.chunks_mut(days).zip(&plan.measures).for_each(one_measure);
    }

    /// The members of another sketch of the same plan too.
    pub fn merge(&mut self, other: Sketch) {
        for (cell, other) in self.cells.iter_mut().zip(&other.cells) {
            cell.merge(other);
        }
        self.lines.extend(other.lines);
        self.lines.sort_unstable_by_key(|line| line.member);
    }

    /// The spread of a number on a day; none if it was not asked for.
    pub fn cell(&self, plan: &Plan, of: Of, reading: Reading, day: u32) -> Option<&Histogram> {
        let measure = plan.measure(of, reading)?;
        let day = usize::try_from(day).ok().filter(|_| day < plan.days)?;
        self.cells.get(measure * plan.days as usize + day)
    }

    /// A single number of each member, in their order; none if it was not asked for.
    pub fn values(&self, plan: &Plan, quantity: Quantity) -> Option<Vec<f64>> {
        let at = plan.quantity(quantity)?;
        Some(self.lines.iter().map(|line| line.values[at] as f64).collect())
    }

    /// The same, sorted.
    pub fn sample(&self, plan: &Plan, quantity: Quantity) -> Option<Vec<f64>> {
        let mut sample = self.values(plan, quantity)?;
        sample.sort_by(f64::total_cmp);
        Some(sample)
    }

    /// Person-days lived, over all members.
    pub fn person_days(&self) -> u64 {
        self.lines.iter().map(|line| line.person_days).sum()
    }

    /// 64 bits over all members: equal for equal runs, on any machine, in any number of threads and parts.
    pub fn digest(&self) -> u64 {
        self.lines.iter().fold(0, |all, line| corridor_engine::mix(all, line.digest))
    }
}

fn whole(value: i64) -> i32 {
    i32::try_from(value).unwrap_or(if value < 0 { i32::MIN } else { i32::MAX })
}

#[cfg(test)]
mod tests {
    use corridor_model::Target;

    use super::*;
    use crate::forecast::Forecast;
    use crate::testing;

    fn levels(forecast: &Forecast, of: Of, reading: Reading, day: u32) -> Vec<f64> {
        let cell = forecast.sketch.cell(&forecast.plan, of, reading, day);
        cell.map(|cell| [0.0, 0.5, 1.0].map(|level| cell.quantile(level)).to_vec()).unwrap_or_default()
    }

    #[test]
    fn a_number_is_read_as_it_is_asked_for() {
        let mut ensemble = testing::ensemble(3);
        let values: [&[i32]; 3] = [&[0, 1, 4, 4, 9], &[2, 2, 2, 2, 3], &[0, 5, 5, 6, 7]];
        let passed = testing::set(&mut ensemble, Target::Arrivals, "gate", values);
        testing::set(&mut ensemble, Target::Arrivals, "Bland", values);
        let forecast = testing::forecast(&ensemble);
        let of = Of::Series(passed);
        assert_eq!(levels(&forecast, of, Reading::Since, 4), [1.0, 2.0, 8.0]);
        assert_eq!(levels(&forecast, of, Reading::Daily, 0), [0.0, 0.0, 2.0]);
        assert_eq!(levels(&forecast, of, Reading::Daily, 2), [0.0, 0.0, 3.0]);
        // Before the reference date, which is day 1, nothing came since.
        assert_eq!(forecast.sketch.cell(&forecast.plan, of, Reading::Since, 0).map(Histogram::count), Some(0));
        assert_eq!(forecast.sketch.cell(&forecast.plan, of, Reading::Since, 5), None);
        assert_eq!(forecast.sketch.cell(&forecast.plan, of, Reading::Level, 4), None);
        // The medians after it are 0, 0, 1 and 2.
        assert_eq!(forecast.course(passed), [0.0, 1.0, 1.0]);
    }

    #[test]
    fn a_peak_lies_after_the_reference_date_and_each_member_has_its_own() {
        let mut ensemble = testing::ensemble(3);
        let values: [&[i32]; 3] = [&[0, 9, 4, 7, 0], &[9, 9, 0, 0, 0], &[0, 0, 3, 2, 8]];
        let series = testing::set(&mut ensemble, Target::Stranded, "gate", values);
        let forecast = testing::forecast(&ensemble);
        let peak = Quantity::Peak { of: Of::Series(series), after: 1 };
        assert_eq!(forecast.sketch.sample(&forecast.plan, peak), Some(vec![0.0, 7.0, 8.0]));
        assert_eq!(levels(&forecast, Of::Waiting, Reading::Level, 3), [0.0, 2.0, 7.0]);
        let total = Quantity::Total { of: Of::Series(series), after: 1 };
        assert_eq!(forecast.plan.value(&ensemble.trajectories[0], total), 11);
        assert_eq!(forecast.sketch.sample(&forecast.plan, total), None, "nobody asked");
    }

    #[test]
    fn stocks_of_camps_are_added_member_by_member() {
        let mut ensemble = testing::ensemble(3);
        ensemble.scenario.rules.family = corridor_model::Family::Flee { quirks: false };
        testing::set(&mut ensemble, Target::Stock, "camp", [&[0, 0, 0, 1, 9], &[0, 0, 0, 1, 5], &[0, 0, 0, 1, 1]]);
        for (trajectory, people) in ensemble.trajectories.iter_mut().zip([10, 20, 30]) {
            trajectory.people = vec![people; 5];
        }
        let forecast = testing::forecast(&ensemble);
        assert_eq!(levels(&forecast, Of::Camps, Reading::Level, 4), [1.0, 5.0, 9.0]);
        assert_eq!(levels(&forecast, Of::Elsewhere, Reading::Level, 4), [1.0, 15.0, 29.0]);
        assert_eq!(forecast.medians(Of::Everybody), [20.0; 5]);
    }

    #[test]
    fn parts_of_members_add_up_in_any_order() {
        let mut ensemble = testing::ensemble(300);
        for (number, trajectory) in ensemble.trajectories.iter_mut().enumerate() {
            trajectory.series[0] = (0..5).map(|day| (number as i32 * 37 % 11) * day).collect();
        }
        let whole = testing::forecast(&ensemble);
        let part = |members: std::ops::Range<usize>| {
            let trajectories = ensemble.trajectories[members].to_vec();
            testing::forecast(&crate::ensemble::Ensemble { trajectories, ..ensemble.clone() }).sketch
        };
        let mut merged = part(200..300);
        merged.merge(part(0..7));
        merged.merge(part(7..200));
        assert!(merged == whole.sketch);
    }
}
