//! Every draw of a member found in its scenario, once, with words for it.

use std::collections::BTreeMap;
use std::fmt::Debug;

use corridor_engine::World;
use corridor_model::{Date, Key, Row, Scenario, Table, Timeline, Uncertain, Until};

use super::inputs::{Condition, How, Input, InputKind, Rival};
use super::tables;
use crate::timelines::{Dice, end, rank, rival, rivals};

pub(super) const SHARE: &str = "share, 0 to 1";
pub(super) const FACTOR: &str = "factor";
pub(super) const PER_DAY: &str = "people a day";
pub(super) const PEOPLE: &str = "people";

/// All inputs of a scenario, and of each whose draw it is and how it becomes a number.
pub(super) fn survey(scenario: &Scenario, world: &World) -> (Vec<Input>, Vec<(u64, How)>) {
    let mut survey = Survey { scenario, world, labels: Vec::new(), draws: Vec::new(), known: BTreeMap::new() };
    tables::all(&mut survey);
    let Survey { mut labels, draws, .. } = survey;
    // What is said of several is told apart by their days.
    let same: Vec<bool> =
        labels.iter().map(|one| labels.iter().filter(|other| other.what == one.what).count() > 1).collect();
    for (label, same) in labels.iter_mut().zip(same) {
        if let (true, Some(since)) = (same, label.since) {
            label.what = format!("{} (from {since})", label.what);
        }
    }
    (labels, draws)
}

/// What has been found so far.
pub(super) struct Survey<'a> {
    pub scenario: &'a Scenario,
    pub world: &'a World,
    labels: Vec<Input>,
    draws: Vec<(u64, How)>,
    known: BTreeMap<u64, usize>,
}

/// A timeline, and whose draws its ends and rival rows are.
pub(super) struct Log<'a, T> {
    pub table: Table,
    /// Its subject in the table, as files and facts call it.
    pub called: String,
    /// What it is about.
    pub key: Option<&'a Key>,
    pub timeline: &'a Timeline<T>,
    pub subject: u64,
    /// That of the durations without an end.
    pub prior: Uncertain,
}

/// An uncertain number of a row: its value, whose draw it is, what it is and its unit.
pub(super) type Number = (Option<Uncertain>, u64, String, &'static str);

impl<'a> Survey<'a> {
    /// The name of a place, or the key of anything else.
    pub fn name(&self, key: &Key) -> String {
        self.scenario.location(key).map_or_else(|| key.to_string(), |location| location.name.clone())
    }

    /// One input; or one more place that sets a known one.
    pub fn add(&mut self, subject: u64, how: How, label: Input) {
        match self.known.get(&subject) {
            Some(&known) => {
                let rows = &mut self.labels[known].set_in;
                rows.extend(label.set_in.into_iter().filter(|row| !rows.contains(row)).collect::<Vec<_>>());
            }
            None => {
                self.known.insert(subject, self.labels.len());
                self.labels.push(label);
                self.draws.push((subject, how));
            }
        }
    }

    /// A number that belongs to no timeline, if it is uncertain.
    pub fn number(&mut self, number: Number, key: Option<&Key>, set_in: String, source: &str) {
        let (value, subject, what, unit) = number;
        let Some(value) = value.filter(|value| is_drawn(*value)) else { return };
        let (key, set_in, source) = (key.cloned(), vec![set_in], source.to_owned());
        let kind = InputKind::Number;
        self.add(subject, How::Value(value), Input { what, kind, unit, meaning: "", key, since: None, set_in, source });
    }

    /// The uncertain numbers in the rows of a timeline.
    pub fn numbers<T>(&mut self, log: &Log<'_, T>, of: impl Fn(&Row<T>) -> Vec<Number>) {
        for row in self.rows(log.timeline) {
            for (value, subject, what, unit) in of(row) {
                let Some(value) = value.filter(|value| is_drawn(*value)) else { continue };
                let label = Input { what, unit, ..labelled(log, row, InputKind::Number) };
                self.add(subject, How::Value(value), label);
            }
        }
    }

    /// The ends of a timeline that nobody said, in the words of the state that ends.
    pub fn ends<T>(&mut self, log: &Log<'_, T>, goes_on: impl Fn(&T) -> bool, words: impl Fn(&T) -> String) {
        if !is_drawn(log.prior) {
            return;
        }
        let dice = Dice::new(self.scenario, 0, 0);
        let rows = &log.timeline.rows;
        for row in self.rows(log.timeline) {
            // Of the rows of a day that contradict each other, any may be the one that holds.
            let others = (0..rows.len()).filter(|n| rows[*n].weight.is_none() || std::ptr::eq(&rows[*n], row));
            let ends = match row.until {
                Until::Unknown => true,
                Until::NextRow | Until::Never => {
                    goes_on(&row.value) && dice.still_holds(log.timeline, &others.collect::<Vec<_>>(), row)
                }
                Until::Date(_) => false,
            };
            if ends {
                let how = How::End { since: row.event_date, prior: log.prior };
                let label =
                    Input { what: words(&row.value), unit: "day of the period", ..labelled(log, row, InputKind::End) };
                self.add(end(log.subject, row), how, label);
            }
        }
    }

    /// Which of several rows of a day is right, where they contradict each other.
    pub fn claims<T: Debug>(&mut self, log: &Log<'_, T>, what: &str, condition: impl Fn(&T) -> Option<Condition>) {
        let mut done: Vec<Date> = Vec::new();
        for row in self.rows(log.timeline) {
            let date = row.event_date;
            if row.weight.is_none() || row.edit > 0 || done.contains(&date) {
                continue;
            }
            done.push(date);
            let rivals: Vec<Rival> = (rivals(log.timeline, date).into_iter())
                .map(|(row, weight)| Rival { row, weight, condition: condition(&log.timeline.rows[row].value) })
                .collect();
            if rivals.len() > 1 {
                let what = format!("which of the reports on {what} for {date} is right");
                let label = Input { what, unit: "row", ..labelled(log, row, InputKind::Claim) };
                self.add(rival(log.subject, date), How::Claim { rivals }, label);
            }
        }
    }

    /// The rows: that first which holds on the last day if what is to end has ended.
    fn rows<'t, T>(&self, timeline: &'t Timeline<T>) -> Vec<&'t Row<T>> {
        let last = self.scenario.period.end;
        let mut rows: Vec<usize> = (0..timeline.rows.len()).collect();
        rows.sort_by_key(|number| {
            let row = &timeline.rows[*number];
            let lasts = row.event_date <= last
                && match row.until {
                    Until::NextRow | Until::Never => true,
                    Until::Unknown => false,
                    Until::Date(until) => until > last,
                };
            std::cmp::Reverse((lasts, rank(timeline, *number)))
        });
        rows.into_iter().map(|number| &timeline.rows[number]).collect()
    }

    /// Whether a row is over on the reference date, as far as is known.
    pub fn is_over<T>(&self, timeline: &Timeline<T>, row: &Row<T>) -> bool {
        let Some(reference) = self.scenario.reference_date else { return false };
        let all: Vec<usize> = (0..timeline.rows.len()).collect();
        row.edit == 0 && row.event_date <= reference && !Dice::new(self.scenario, 0, 0).still_holds(timeline, &all, row)
    }
}

fn is_drawn(value: Uncertain) -> bool {
    match value {
        Uncertain::Exact(_) => false,
        Uncertain::Range { .. } | Uncertain::Lognormal { .. } => true,
    }
}

/// What a row says of any input in it.
fn labelled<T>(log: &Log<'_, T>, row: &Row<T>, kind: InputKind) -> Input {
    let set_in = vec![format!("{} {} {}", log.table.word(), log.called, row.event_date)];
    let (key, since, source) = (log.key.cloned(), Some(row.event_date), row.source.clone());
    Input { what: String::new(), kind, unit: "", meaning: "", key, since, set_in, source }
}
