//! A series of counts: days of the run, and how many on each.

use corridor_model::Period;

use super::desk::{Desk, Found};
use crate::problems::Spot;

/// More people than this are a mistake: a hundred times those on Earth.
const MOST_PEOPLE: f64 = 1e12;

/// Counts by day of the run, in the order of the file, divided by `hasten`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    pub rows: Vec<(i64, f64)>,
}

impl Series {
    /// Reads a file of `date,count` rows.
    pub fn read(
        desk: &mut Desk<'_>,
        found: &Found<'_>,
        rows: Vec<super::rows::Row>,
        period: Period,
        hasten: i64,
    ) -> Series {
        let problems = desk.at(&found.path);
        let mut series = Series::default();
        for (index, row) in rows.iter().enumerate() {
            let heading = index == 0
                && row.text(0).parse::<f64>().is_err()
                && !row.text(0).starts_with(|c: char| c.is_ascii_digit());
            if heading || row.is_header() || row.text(1).is_empty() {
                continue;
            }
            let date = row.date(0, problems);
            let count = row.whole(1, "count", problems);
            let (Some(date), Some(count)) = (date, count) else { continue };
            if count < 0 {
                problems.warning("negative-people", row.at(1), "A count is below 0.", "mend the number");
            }
            if count.unsigned_abs() as f64 > MOST_PEOPLE {
                problems.error("out-of-range", row.at(1), "There are fewer people on Earth.", "mend the number");
                continue;
            }
            let day = days_between(period, date);
            if let Some((last, _)) = series.rows.last()
                && *last >= day
            {
                let message = format!("The count of {date} stands after one that is not earlier.");
                let help = "mend the date, or sort the rows: each is joined with the one above it";
                problems.warning("not-in-order", row.at(0), message, help);
            }
            series.rows.push((day, count as f64 / hasten as f64));
        }
        if series.rows.is_empty() && !problems.has_errors() {
            let help = "write a row `2012-02-29,1500` for each count";
            problems.error("no-rows", Spot::FILE, "The file holds no counts.", help);
        }
        series
    }

    /// The count of a day, in a straight line between two counts, without its fraction; before the first and after the
    /// last count theirs.
    pub fn at(&self, day: i64) -> i64 {
        self.between(day).trunc() as i64
    }

    /// The same with its fraction.
    pub fn between(&self, day: i64) -> f64 {
        let Some((first, value)) = self.rows.first().copied() else { return 0.0 };
        if day <= first {
            return value;
        }
        for pair in self.rows.windows(2) {
            if let [(old_day, old), (next_day, next)] = pair
                && day < *next_day
            {
                let fraction = (day - old_day) as f64 / (next_day - old_day) as f64;
                return old + fraction * (next - old);
            }
        }
        self.rows.last().map_or(0.0, |(_, value)| *value)
    }

    /// The first day on which a count at or after this day was made.
    pub fn counted(&self, day: i64) -> i64 {
        self.rows.iter().map(|(counted, _)| *counted).find(|counted| *counted >= day).unwrap_or(day)
    }

    /// The sum of two series: on each day on which one of them has a count, that and the other's.
    pub fn plus(&self, other: &Series) -> Series {
        let mut days: Vec<i64> = self.rows.iter().chain(&other.rows).map(|(day, _)| *day).collect();
        days.sort_unstable();
        days.dedup();
        Series { rows: days.into_iter().map(|day| (day, self.between(day) + other.between(day))).collect() }
    }

    /// The sum as Flee's code makes it (B15): to a count of `other` alone it adds the next of this series, to a count of
    /// this series alone the last of `other`, and it ends where `other` does.
    pub fn plus_as_flee(&self, other: &Series) -> Series {
        let mut sum = Vec::new();
        let (mut next, mut last) = (0, 0.0);
        for (day, value) in &other.rows {
            while let Some((own_day, own)) = self.rows.get(next)
                && day > own_day
            {
                sum.push((*own_day, last + own));
                if next + 1 == self.rows.len() {
                    break;
                }
                next += 1;
            }
            let Some((own_day, own)) = self.rows.get(next) else { continue };
            if day > own_day {
                continue;
            }
            sum.push((*day, value + own));
            last = *value;
            if day == own_day && next + 1 < self.rows.len() {
                next += 1;
            }
        }
        Series { rows: sum }
    }

    /// Scales all counts before the one of this day so that the one just before it meets it: what Flee does where a
    /// registration corrected the counts. Whether there is such a count, and one before it.
    pub fn correct(&mut self, day: i64) -> bool {
        let mut found = false;
        for index in 1..self.rows.len() {
            let ((own, value), (_, before)) = (self.rows[index], self.rows[index - 1]);
            if own == day && before != 0.0 {
                found = true;
                for row in &mut self.rows[..index] {
                    row.1 = (row.1 * value / before).clamp(-MOST_PEOPLE, MOST_PEOPLE);
                }
            }
        }
        found
    }
}

/// The day of the run, negative before the first.
pub fn days_between(period: Period, date: corridor_model::Date) -> i64 {
    period.start.duration_until(date).as_hours().div_euclid(24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_documentation_or_of_the_code() {
        let a = Series { rows: vec![(0, 10.0), (4, 50.0), (8, 90.0)] };
        let b = Series { rows: vec![(0, 1.0), (2, 3.0), (4, 5.0)] };
        assert_eq!(a.plus(&b).rows, [(0, 11.0), (2, 33.0), (4, 55.0), (8, 95.0)]);
        assert_eq!(a.plus_as_flee(&b).rows, [(0, 11.0), (2, 53.0), (4, 55.0)]);
        assert_eq!(a.at(3), 40);
        assert_eq!((a.at(-1), a.at(99)), (10, 90));
    }
}
