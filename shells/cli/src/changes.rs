//! What the command line changes about a scenario, and what of it is known when.

use std::path::PathBuf;

use corridor_forecast::as_of;
use corridor_formats::{Source, make_edits, parse_edit};
use corridor_model::{Date, Diagnostic, Scenario, WhatIf};
use serde_json::{Value, json};

use crate::collect::file;
use crate::failure::Failure;
use crate::flee_folder::is_flee;
use crate::people::day;
use crate::reading::{counted, show};
use crate::table::table;
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
    /// Whether they change nothing.
    pub fn make_none(&self) -> bool {
        self.edit.is_empty() && self.edits.is_none() && self.what_if.is_empty()
    }

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
        // An edit without `from` begins on the day of this run, and what it leaves as it was is what was known then.
        let own = std::mem::replace(&mut whole.reference_date, reference);
        let edits = self.apply(&mut whole, voice)?;
        whole.reference_date = own;
        let known = match reference {
            Some(date) => as_of(&whole, date),
            None => Scenario { reference_date: None, ..whole.clone() },
        };
        Ok(Changed { whole, known, edits })
    }

    /// Where two changes contradict, the later holds: first the file, then what-ifs, then what stands on the command line.
    fn apply(&self, scenario: &mut Scenario, voice: Voice) -> Result<Vec<String>, Failure> {
        let mut sources: Vec<Source> = self.edits.as_deref().map(file).transpose()?.into_iter().collect();
        for key in &self.what_if {
            let what_if = named(&scenario.what_ifs, key)?;
            sources.push(lines(&format!("what-if {key}"), &what_if.edits));
        }
        sources.push(lines("edit", &self.edit));
        let whole = scenario.clone();
        let (edits, mut told) = make_edits(&sources, scenario);
        // A line that says nothing is none in a file; on the command line somebody meant something by it.
        let silent = |words: &str| words.trim().is_empty() || words.trim_start().starts_with('#');
        for (words, line) in self.edit.iter().zip(1..).filter(|(words, _)| silent(words)) {
            let wrong = parse_edit(words, &whole, 1).err().into_iter().flatten();
            told.extend(wrong.map(|told| Diagnostic { line, ..told }));
        }
        told.sort_by_key(|told| (sources.iter().position(|source| source.name == told.file), told.line));
        if told.is_empty() {
            return Ok(edits.into_iter().map(|edit| edit.words).collect());
        }
        show(&told, sources.as_slice(), voice);
        Err(Failure::Data(format!("The changes cannot be made: {}.", counted(&told)), told))
    }
}

/// Edits as a file has them.
fn lines(name: &str, edits: &[String]) -> Source {
    let lines: Vec<String> = edits.iter().map(|words| words.replace(['\n', '\r'], " ")).collect();
    Source { name: name.to_owned(), bytes: lines.join("\n").into_bytes() }
}

/// The what-if with this key.
fn named<'a>(what_ifs: &'a [WhatIf], key: &str) -> Result<&'a WhatIf, Failure> {
    what_ifs.iter().find(|what_if| what_if.key.as_str() == key).ok_or_else(|| {
        let keys: Vec<&str> = what_ifs.iter().map(|what_if| what_if.key.as_str()).collect();
        let help = match (corridor_formats::nearest(key, keys.iter().copied()), keys.as_slice()) {
            (_, []) => "The scenario names none.".to_owned(),
            (Some(near), _) => format!("Did you mean {near}? Write one of {}.", keys.join(", ")),
            (None, _) => format!("Write one of {}.", keys.join(", ")),
        };
        Failure::Usage(format!("`{key}` is not the key of a what-if. {help}"))
    })
}

/// The what-ifs that a scenario names, with their sentences, and how to ask them; nothing if it names none. `name` is what
/// the user calls the scenario.
pub fn what_ifs(scenario: &Scenario, name: &str) -> Option<String> {
    let first = scenario.what_ifs.first()?;
    let rows = scenario.what_ifs.iter().map(|what_if| [what_if.key.to_string(), what_if.sentence.clone()]);
    let header = ["what-if", "what it asks"].map(str::to_owned);
    let rows = table(header, rows, 2);
    Some(format!("{rows}\nTo ask one: corridor compare {name} --what-if {}", first.key))
}

/// The same for programs.
pub fn what_ifs_document(scenario: &Scenario) -> Value {
    let document =
        |what_if: &WhatIf| json!({ "key": what_if.key.as_str(), "sentence": what_if.sentence, "edits": what_if.edits });
    scenario.what_ifs.iter().map(document).collect()
}

/// A day on the command line.
pub fn date(text: &str) -> Result<Date, String> {
    Date::strptime("%Y-%m-%d", text).map_err(|_| "write year, month and day: 2021-09-02".to_owned())
}
