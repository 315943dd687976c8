//! An append-only log of the states of one subject.

use crate::Date;

/// When a state ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// When the subject's next row begins: the usual case.
    NextRow,
    /// On this day another state holds again.
    Date(Date),
    /// It ends, but nobody said when: a duration is drawn per member from the scenario's prior for that kind.
    Unknown,
    /// It does not end within the period, unless a later row says so.
    Never,
}

/// One state, from when it held, and since when it could be known.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<T> {
    /// The first day on which the state holds.
    pub event_date: Date,
    /// When it ends.
    pub until: Until,
    /// The state.
    pub value: T,
    /// The day on which it could first be known. No forecast made earlier uses it (invariant 12).
    pub available_at: Date,
    /// Whether `available_at` was given; otherwise it is the default lag of its table.
    pub available_given: bool,
    /// Among rows of one subject and day with weights, one is drawn per member, in proportion: sources that conflict.
    pub weight: Option<f64>,
    /// 0 for what was reported; 1, 2 … for edits, in the order given. While an edit holds, it overrides what was reported.
    pub edit: u32,
    /// Where the row comes from.
    pub source: String,
}

/// The states of one subject, in any order.
///
/// At a day, among the rows that have begun and not ended, the latest edit holds; else the row that began last; of rows
/// that began on the same day, the one that became available last. When it ends, the state before it holds again.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline<T> {
    /// The rows.
    pub rows: Vec<Row<T>>,
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Timeline { rows: Vec::new() }
    }
}

impl<T> Timeline<T> {
    /// Whether no state was ever reported.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Keeps what was available on `date`, and every edit.
    pub fn as_of(&mut self, date: Date) {
        self.rows.retain(|row| row.is_available(date));
    }
}

impl<T> Row<T> {
    /// A state reported on the day on which it began, that lasts until the next row.
    pub fn reported(value: T, event_date: Date) -> Row<T> {
        Row {
            event_date,
            until: Until::NextRow,
            value,
            available_at: event_date,
            available_given: false,
            weight: None,
            edit: 0,
            source: String::new(),
        }
    }

    /// The same row of another state.
    pub fn with<U>(&self, value: U) -> Row<U> {
        Row {
            event_date: self.event_date,
            until: self.until,
            value,
            available_at: self.available_at,
            available_given: self.available_given,
            weight: self.weight,
            edit: self.edit,
            source: self.source.clone(),
        }
    }

    /// Whether a forecast made on `date` may use it.
    pub fn is_available(&self, date: Date) -> bool {
        self.edit > 0 || self.available_at <= date
    }
}
