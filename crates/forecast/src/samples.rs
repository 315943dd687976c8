//! Samples of an ensemble: a number of each member, sorted.

use crate::ensemble::Ensemble;
use crate::quantiles::quantile;
use crate::trajectory::Trajectory;

/// The value of a day; 0 after the last one that ran.
fn on(values: &[i32], day: u32) -> f64 {
    f64::from(values.get(day as usize).copied().unwrap_or(0))
}

impl Ensemble {
    fn sorted(&self, of: impl Fn(&Trajectory) -> f64) -> Vec<f64> {
        let mut sample: Vec<f64> = self.trajectories.iter().map(of).collect();
        sample.sort_by(f64::total_cmp);
        sample
    }

    /// Of a series on a day: for cumulative targets what came after `since`, else the stock.
    pub fn sample(&self, series: usize, since: Option<u32>, day: u32) -> Vec<f64> {
        let since = since.filter(|_| self.catalogue.series[series].target.is_cumulative());
        self.sorted(|trajectory| {
            let values = &trajectory.series[series];
            on(values, day) - since.map_or(0.0, |since| on(values, since))
        })
    }

    /// Of several stocks together on a day.
    pub fn sum_sample(&self, series: &[usize], day: u32) -> Vec<f64> {
        self.sorted(|trajectory| series.iter().map(|series| on(&trajectory.series[*series], day)).sum())
    }

    /// Everybody displaced on a day, but for those who are where these stocks are counted.
    pub fn elsewhere_sample(&self, stocks: &[usize], day: u32) -> Vec<f64> {
        self.sorted(|trajectory| {
            let counted: f64 = stocks.iter().map(|series| on(&trajectory.series[*series], day)).sum();
            on(&trajectory.people, day) - counted
        })
    }

    /// By how much a series grew on a day.
    pub fn daily_sample(&self, series: usize, day: u32) -> Vec<f64> {
        self.sorted(|trajectory| {
            let values = &trajectory.series[series];
            on(values, day) - day.checked_sub(1).map_or(0.0, |before| on(values, before))
        })
    }

    /// The most that a series reaches on any day after the reference date, each member on its own day.
    pub fn peak_sample(&self, series: usize) -> Vec<f64> {
        let first = self.reference_day().unwrap_or(0) as usize + 1;
        self.sorted(|trajectory| {
            let most = trajectory.series[series].iter().skip(first).max();
            most.map_or(0.0, |people| f64::from(*people))
        })
    }

    /// Who sets out on a day, by the number of the way in the catalogue.
    pub fn way_sample(&self, way: usize, day: u32) -> Vec<f64> {
        self.sorted(|trajectory| on(&trajectory.ways[way], day))
    }

    /// The course of the median after the reference date: by how much it grows on each day.
    pub fn course(&self, series: usize) -> Vec<f64> {
        let since = self.reference_day();
        let days = since.unwrap_or(0)..self.scenario.period.days();
        let medians: Vec<f64> = days.map(|day| quantile(&self.sample(series, since, day), 0.5)).collect();
        medians.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    /// The median of several stocks together on each day of the period.
    pub fn medians(&self, series: &[usize]) -> Vec<f64> {
        (0..self.scenario.period.days()).map(|day| quantile(&self.sum_sample(series, day), 0.5)).collect()
    }
}

#[cfg(test)]
mod tests {
    use corridor_model::Target;

    use crate::testing;

    #[test]
    fn samples_are_sorted_and_count_from_their_day() {
        let mut ensemble = testing::ensemble(3);
        let arrivals = testing::set(
            &mut ensemble,
            Target::Arrivals,
            "Bland",
            [&[0, 1, 4, 4, 9], &[2, 2, 2, 2, 3], &[0, 5, 5, 6, 7]],
        );
        assert_eq!(ensemble.sample(arrivals, None, 4), [3.0, 7.0, 9.0]);
        assert_eq!(ensemble.sample(arrivals, Some(1), 4), [1.0, 2.0, 8.0]);
        assert_eq!(ensemble.daily_sample(arrivals, 0), [0.0, 0.0, 2.0]);
        assert_eq!(ensemble.daily_sample(arrivals, 2), [0.0, 0.0, 3.0]);
        // The reference date is day 1; the medians after it are 0, 0, 1 and 2.
        assert_eq!(ensemble.course(arrivals), [0.0, 1.0, 1.0]);
    }

    #[test]
    fn a_peak_lies_after_the_reference_date_and_each_member_has_its_own() {
        let mut ensemble = testing::ensemble(3);
        let stranded = testing::set(
            &mut ensemble,
            Target::Stranded,
            "gate",
            [&[0, 9, 4, 7, 0], &[9, 9, 0, 0, 0], &[0, 0, 3, 2, 8]],
        );
        assert_eq!(ensemble.peak_sample(stranded), [0.0, 7.0, 8.0]);
        // What is a stock counts from no day.
        assert_eq!(ensemble.sample(stranded, Some(1), 3), [0.0, 2.0, 7.0]);
    }

    #[test]
    fn a_way_has_a_sample_of_its_own() {
        let mut ensemble = testing::ensemble(2);
        ensemble.trajectories[0].ways[1] = vec![0, 8, 0, 0, 0];
        ensemble.trajectories[1].ways[1] = vec![0, 3];
        assert_eq!(ensemble.way_sample(1, 1), [3.0, 8.0]);
        assert_eq!(ensemble.way_sample(1, 4), [0.0, 0.0]);
    }

    #[test]
    fn stocks_are_added_member_by_member() {
        let mut ensemble = testing::ensemble(3);
        let camp =
            testing::set(&mut ensemble, Target::Stock, "camp", [&[0, 0, 0, 1, 9], &[0, 0, 0, 1, 5], &[0, 0, 0, 1, 1]]);
        let hub =
            testing::set(&mut ensemble, Target::Stock, "hub", [&[0, 0, 0, 0, 1], &[0, 0, 0, 0, 2], &[0, 0, 0, 0, 9]]);
        assert_eq!(ensemble.sum_sample(&[camp, hub], 4), [7.0, 10.0, 10.0]);
        assert_eq!(ensemble.medians(&[camp, hub]), [0.0, 0.0, 0.0, 1.0, 10.0]);
        assert_eq!(ensemble.medians(&[]), [0.0; 5]);
        for (trajectory, people) in ensemble.trajectories.iter_mut().zip([12, 10, 10]) {
            trajectory.people[4] = people;
        }
        assert_eq!(ensemble.elsewhere_sample(&[], 4), [10.0, 10.0, 12.0]);
        assert_eq!(ensemble.elsewhere_sample(&[camp, hub], 4), [0.0, 2.0, 3.0]);
    }
}
