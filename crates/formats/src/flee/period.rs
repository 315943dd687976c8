//! `sim_period.csv`: the first day, and how many there are.

use corridor_model::Period;

use super::desk::{Desk, PERIOD};
use crate::problems::Spot;

/// A hundred years.
const MOST_DAYS: i64 = 36_525;

/// Reads the period.
pub fn read(desk: &mut Desk<'_>) -> Option<Period> {
    let rows = desk.table(PERIOD, true)?;
    let problems = desk.problems(PERIOD);
    let (mut start, mut length) = (None, None);
    let (mut has_start, mut has_length) = (false, false);
    for row in &rows {
        match row.text(0).to_lowercase().as_str() {
            "startdate" => (start, has_start) = (row.date(1, problems), true),
            "length" => {
                has_length = true;
                length = row.whole(1, "length", problems);
                if length.is_some_and(|days| !(1..=MOST_DAYS).contains(&days)) {
                    let help = format!("write a number of days from 1 to {MOST_DAYS}");
                    problems.error("out-of-range", row.at(1), "The length is out of range.", help);
                    length = None;
                }
            }
            _ => {}
        }
    }
    for (has, line) in [(has_start, "StartDate,2012-02-29"), (has_length, "Length,300")] {
        if !has {
            let message = "sim_period.csv does not say when the run begins and how long it is.";
            problems.error("missing-value", Spot::FILE, message, format!("add a line such as `{line}`"));
        }
    }
    let (start, length) = (start?, length?);
    let end = start.saturating_add(jiff::Span::new().days(length - 1));
    Some(Period { start, end })
}
