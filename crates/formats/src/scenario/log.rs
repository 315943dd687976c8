//! Logs of states: what `conflicts, crossings, closures, redirections, hosts, camps, departures` have in common.

use std::collections::BTreeMap;

use corridor_model::{Date, Row, Timeline, Until};

use crate::date;
use crate::number::{Trouble, WEIGHT};
use crate::table::Table;
use crate::values::Values;

/// From when until when a row holds, and since when it could be known.
#[derive(Clone, Debug)]
pub struct Times {
    pub event_date: Date,
    pub until: Until,
    available_at: Option<Date>,
    weight: Option<f64>,
    source: String,
}

/// The columns that logs share.
pub fn times(row: &mut Table<'_, '_>) -> Option<Times> {
    let event_date = row.date("event_date");
    let until = until(row);
    let available_at = row.date("available_at");
    let weight = row.exact("weight", &WEIGHT);
    let (event_date, until) = (event_date?, until?);
    let ends = match until {
        Until::Date(day) => Some(day),
        Until::NextRow | Until::Unknown | Until::Never => None,
    };
    if ends.is_some_and(|day| day <= event_date) {
        let message = "The state ends before it has begun.".to_owned();
        let help = "`until` is the first day on which it no longer holds: write a day after `event_date`";
        row.fail("until-before-start", "until", message, help);
    }
    if let Some(period) = row.known().period {
        if event_date > period.end {
            let message =
                format!("The state begins after the period, which ends on {}, and has no effect.", period.end);
            row.warn("outside-period", "event_date", message, "mend the date, or `period` in scenario.yml");
        } else if ends.is_some_and(|day| day > event_date && day <= period.start) {
            let message = format!("The state ends before the period, which begins on {}.", period.start);
            row.warn("outside-period", "until", message, "mend the date, or `period` in scenario.yml");
        }
    }
    Some(Times { event_date, until, available_at, weight, source: row.text("source") })
}

fn until(row: &mut Table<'_, '_>) -> Option<Until> {
    let Some(text) = row.given("until") else { return Some(Until::NextRow) };
    match &*text {
        "unknown" => Some(Until::Unknown),
        "never" => Some(Until::Never),
        _ => row.told("until", |text| {
            date::parse(text).map(Until::Date).map_err(|trouble| match trouble.code {
                "not-a-date" => {
                    Trouble { help: "write a day such as 2021-09-02, `unknown` or `never`".to_owned(), ..trouble }
                }
                _ => trouble,
            })
        }),
    }
}

impl Times {
    /// The row of a log. Where nothing is said, it could be known on the day itself.
    pub fn row<T>(self, value: T) -> Row<T> {
        Row {
            event_date: self.event_date,
            until: self.until,
            value,
            available_at: self.available_at.unwrap_or(self.event_date),
            available_given: self.available_at.is_some(),
            weight: self.weight,
            edit: 0,
            source: self.source,
        }
    }
}

/// The timelines of many subjects, in the order in which they first appear.
pub struct Log<S, T> {
    numbers: BTreeMap<S, usize>,
    /// The first row of a subject and day: its line, and whether it has a weight.
    days: BTreeMap<(usize, Date), (u32, bool)>,
    pub timelines: Vec<(S, Timeline<T>)>,
}

impl<S, T> Default for Log<S, T> {
    fn default() -> Self {
        Log { numbers: BTreeMap::new(), days: BTreeMap::new(), timelines: Vec::new() }
    }
}

impl<S: Ord + Clone, T: Clone> Log<S, T> {
    /// Adds the row to the timelines of its subjects. Two rows of one subject on one day need weights.
    pub fn add(&mut self, row: &mut Table<'_, '_>, subjects: &[S], called: &str, times: Times, value: T) {
        let (day, weighted) = (times.event_date, times.weight.is_some());
        let line = row.line();
        let value = times.row(value);
        let mut clash = None;
        for subject in subjects {
            let number = *self.numbers.entry(subject.clone()).or_insert_with(|| {
                self.timelines.push((subject.clone(), Timeline::default()));
                self.timelines.len() - 1
            });
            let (first, first_weighted) = *self.days.entry((number, day)).or_insert((line, weighted));
            if first != line && !(first_weighted && weighted) {
                clash = Some((first, first_weighted != weighted));
            }
            if let Some((_, timeline)) = self.timelines.get_mut(number) {
                timeline.rows.push(value.clone());
            }
        }
        match clash {
            None => {}
            Some((first, true)) => {
                let message =
                    format!("Of the rows for {called} on {day}, one has a `weight` and one has none (line {first}).");
                row.fail("mixed-weights", "weight", message, "give each of them a weight, or keep one row");
            }
            Some((first, false)) => {
                let message = format!("There is a row for {called} on {day} already, in line {first}.");
                let help = "keep one of them, or give each a `weight`: then one is drawn per member";
                row.fail("two-states", "event_date", message, help);
            }
        }
    }
}
