//! States by day of the run, as rows of a timeline.

use corridor_model::{Date, Period, Row};

/// A row for each change in the states of successive days, the first day included.
pub fn rows_of<T: PartialEq>(period: Period, states: impl IntoIterator<Item = T>) -> Vec<Row<T>> {
    let mut rows: Vec<Row<T>> = Vec::new();
    for (day, state) in (0..).zip(states) {
        if rows.last().is_none_or(|row| row.value != state) {
            rows.push(Row::reported(state, period.date(day)));
        }
    }
    rows
}

/// The day that is so many days later.
pub fn available(date: Date, days: i64) -> Date {
    date.saturating_add(jiff::Span::new().days(days))
}
