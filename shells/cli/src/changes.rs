//! What the command line changes about a scenario, and what of it is known when.

use std::path::PathBuf;

use corridor_forecast::as_of;
use corridor_formats::{WrittenEdit, parse_edit, read_edits};
use corridor_model::{Date, Key, Scenario};

use crate::collect::file;
use crate::failure::{Failure, unknown};
use crate::flee_folder::is_flee;
use crate::people::day;
use crate::reading::{counted, show};
use crate::voice::Voice;

/// What the command line changes about a scenario.
#[derive(Clone, Debug, clap::Args)]
pub struct Changes {
    /// Forecast as of this day (YYYY-MM-DD) instead of the scenario's reference date
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "hindcast")]
    pub as_of: Option<Date>,
    /// Use every row, whenever it became known
    #[arg(long)]
    pub hindcast: bool,
    /// Make a change, such as "close chaman from 2021-09-02"; may be repeated
    #[arg(long, value_name = "WORDS")]
    pub edit: Vec<String>,
    /// Make the changes in a file, one a line
    #[arg(long, value_name = "FILE")]
    pub edits: Option<PathBuf>,
    /// Make the changes of a what-if that the scenario names; may be repeated
    #[arg(long, value_name = "KEY")]
    pub what_if: Vec<String>,
}

/// A scenario with its changes.
#[derive(Debug)]
pub struct Changed {
    /// All of it, what became known later too.
    pub whole: Scenario,
    /// What a run may know.
    pub known: Scenario,
    /// The changes, in words.
    pub edits: Vec<String>,
}

impl Changes {
    /// Refuses to forecast a Flee folder as of a day.
    pub fn suit(&self, scenario: &str) -> Result<(), Failure> {
        if self.as_of.is_none() || !is_flee(scenario) {
            return Ok(());
        }
        let message = "A Flee folder has no forecast as of a day: totals after that date are unknown; as-of forecasts of Flee \
                       folders come with the skill issue. Leave out --as-of.";
        Err(Failure::Data(message.to_owned(), Vec::new()))
    }

    /// Makes the changes. A scenario with `days` ends earlier.
    pub fn make(&self, mut whole: Scenario, days: Option<u32>, voice: Voice) -> Result<Changed, Failure> {
        if let Some(days) = days {
            if days > whole.period.days() {
                let all = whole.period.days();
                return Err(Failure::Usage(format!("The period has {all} days; --days can only shorten it.")));
            }
            whole.period.end = whole.period.date(days - 1);
        }
        let (start, end) = (whole.period.start, whole.period.end);
        let reference = if self.hindcast { None } else { self.as_of.or(whole.reference_date) };
        if let Some(date) = reference.filter(|date| *date < start || *date >= end) {
            let (date, start, end) = (day(date), day(start), day(end));
            let message =
                format!("The reference date, {date}, must lie in the period, {start} to {end}, before its end.");
            return Err(Failure::Usage(message));
        }
        let edits = self.apply(&mut whole, voice)?;
        let known = match reference {
            Some(date) => as_of(&whole, date),
            None => Scenario { reference_date: None, ..whole.clone() },
        };
        Ok(Changed { whole, known, edits })
    }

    /// Where two changes contradict, the later holds: first the file, then what-ifs, then what stands on the command line.
    fn apply(&self, scenario: &mut Scenario, voice: Voice) -> Result<Vec<String>, Failure> {
        let (mut words, mut edits, mut told) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(path) = &self.edits {
            let source = file(path)?;
            let (made, wrong) = read_edits(&source, scenario);
            show(&wrong, std::slice::from_ref(&source), voice);
            for WrittenEdit { words: line, edit } in made {
                words.push(line);
                edits.push(edit);
            }
            told.extend(wrong);
        }
        let mut lines = Vec::new();
        for key in &self.what_if {
            let Some(what_if) = scenario.what_ifs.iter().find(|what_if| what_if.key.as_str() == key) else {
                let known: Vec<Key> = scenario.what_ifs.iter().map(|what_if| what_if.key.clone()).collect();
                return Err(unknown("what-if", key, &known));
            };
            lines.extend(what_if.edits.iter().cloned());
        }
        lines.extend(self.edit.iter().cloned());
        for line in lines {
            match parse_edit(&line, scenario, u32::try_from(edits.len() + 1).unwrap_or(u32::MAX)) {
                Ok(edit) => edits.push(edit),
                Err(wrong) => {
                    show(std::slice::from_ref(&wrong), line.as_bytes(), voice);
                    told.push(wrong);
                }
            }
            words.push(line);
        }
        if !told.is_empty() {
            return Err(Failure::Data(format!("The changes cannot be made: {}.", counted(&told)), told));
        }
        for (edit, words) in edits.iter().zip(&words) {
            let unfit = |_| Failure::Data(format!("The change `{words}` does not fit the scenario."), Vec::new());
            scenario.apply(edit).map_err(unfit)?;
        }
        Ok(words)
    }
}

/// A day on the command line.
pub fn date(text: &str) -> Result<Date, String> {
    Date::strptime("%Y-%m-%d", text).map_err(|_| "write year, month and day: 2021-09-02".to_owned())
}
