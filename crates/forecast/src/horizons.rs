//! The days that a forecast speaks of.

use corridor_model::{Date, Period};

/// Days after the reference date of which a forecast speaks, beside the last day of the period.
const DAYS: [u32; 3] = [30, 60, 90];

/// A day of which a forecast speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// Days from the reference date.
    pub days: u32,
    /// The day of the period.
    pub day: u32,
    /// The date.
    pub date: Date,
}

/// 30, 60 and 90 days after the reference date so far as they lie before the last day of the period, and that day.
pub fn horizons(period: Period, reference: Date) -> Vec<Horizon> {
    let from = period.day(reference).unwrap_or(0);
    let last = period.days().saturating_sub(from + 1);
    let days = DAYS.into_iter().filter(|days| *days < last).chain([last]);
    days.map(|days| Horizon { days, day: from + days, date: period.date(from + days) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_always_one_and_none_lies_after_it() {
        let date = |day| jiff::civil::date(2024, 3, 1).saturating_add(jiff::Span::new().days(day));
        let period = |days: i64| Period { start: date(0), end: date(days - 1) };
        let told = |days, reference| {
            let horizons = horizons(period(days), date(reference));
            assert!(horizons.iter().all(|at| date(i64::from(at.day)) == at.date));
            horizons.iter().map(|at| (at.days, at.day)).collect::<Vec<_>>()
        };
        assert_eq!(told(122, 31), [(30, 61), (60, 91), (90, 121)]);
        assert_eq!(told(123, 31), [(30, 61), (60, 91), (90, 121), (91, 122)]);
        assert_eq!(told(40, 10), [(29, 39)]);
        assert_eq!(told(2, 0), [(1, 1)]);
    }
}
