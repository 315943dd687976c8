//! `corridor check`

use std::process::ExitCode;

use corridor_formats::{defaults_used, flee, read};
use corridor_model::{Diagnostic, Scenario, Severity, Table};
use serde_json::{Map, Value, json};

use crate::changes::{what_ifs, what_ifs_document};
use crate::collect::collect;
use crate::diagnostics::Files;
use crate::failure::Failure;
use crate::flee_folder::{self, Given};
use crate::json::diagnostic;
use crate::people::whole;
use crate::reading::{Counts, cannot_run, counted, no_flee, show};
use crate::voice::Voice;

/// Tell everything that is wrong with a scenario, each with line and help; exit 1 if it cannot run
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: corridor check my-scenario")]
pub struct Check {
    /// A built-in name, a scenario folder or a Flee folder
    #[arg(value_name = "SCENARIO")]
    scenario: String,
    #[command(flatten)]
    given: Given,
}

/// What was read.
struct Checked {
    scenario: Option<Scenario>,
    told: Vec<Diagnostic>,
    /// Of a Flee folder, what of it was used.
    flee: Option<Used>,
}

/// Where a Flee folder's settings and validation data come from.
struct Used {
    settings: Option<String>,
    validation: Option<String>,
    counts: Option<Counts>,
}

impl Check {
    /// Tells it.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        let Checked { scenario, told, flee } = self.checked(voice)?;
        let diagnostics: Vec<Value> = told.iter().map(diagnostic).collect();
        let rows = scenario.as_ref().map(rows).unwrap_or_default();
        let mut answer = format!("{}: {}.", self.scenario, counted(&told));
        let mut tables = Map::new();
        for (table, rows, defaults) in &rows {
            let defaults = defaults.filter(|defaults| *defaults > 0);
            tables.insert((*table).to_owned(), json!({ "rows": rows, "default_available_at": defaults }));
        }
        let count = |(table, rows, _): &(&str, usize, Option<usize>)| format!("{} {table}", whole(*rows as f64));
        let counts: Vec<String> = rows.iter().filter(|(_, rows, _)| *rows > 0).map(count).collect();
        if !counts.is_empty() {
            answer.push_str(&format!("\nRows: {}.", counts.join(", ")));
        }
        // No file of Flee's has such a column.
        let silent = rows.iter().filter(|_| flee.is_none()).filter_map(|(table, rows, defaults)| {
            let defaults = defaults.filter(|defaults| *defaults > 0)?;
            Some(format!("{} of {} {table}", whole(defaults as f64), whole(*rows as f64)))
        });
        let silent: Vec<String> = silent.collect();
        if !silent.is_empty() {
            let rows = silent.join(", ");
            answer.push_str(&format!("\nNo available_at of their own, so the default of their table: {rows}."));
        }
        answer.extend(flee.as_ref().map(Used::told));
        if let Some(what_ifs) = scenario.as_ref().and_then(|scenario| what_ifs(scenario, &self.scenario)) {
            answer.push_str(&format!("\n\n{what_ifs}"));
        }
        voice.answer(&answer)?;
        let runs = !told.iter().any(|told| told.severity == Severity::Error);
        let mut document = json!({
            "scenario": self.scenario, "ok": runs, "diagnostics": diagnostics, "tables": tables,
            "what_ifs": scenario.as_ref().map(what_ifs_document),
            "hash": scenario.map(|scenario| scenario.provenance.hash),
        });
        if let Some(flee) = &flee {
            document["flee"] = flee.document();
        }
        voice.document("check", document)?;
        Ok(if runs { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }

    /// Reads it, and shows what is wrong.
    fn checked(&self, voice: Voice) -> Result<Checked, Failure> {
        let tell = |told: &[Diagnostic], files: &dyn Files| {
            if !voice.json {
                show(told, files, voice);
            }
        };
        if !flee_folder::is_flee(&self.scenario) {
            let sources = collect(&self.scenario, voice)?;
            no_flee(&self.scenario, &self.given)?;
            let (scenario, told) = read(&sources);
            tell(&told, &sources);
            return Ok(Checked { scenario, told, flee: None });
        }
        let folder = flee_folder::collect(&self.scenario, &self.given)?;
        let (case, told) = flee::read(&folder.sources, &folder.beside);
        tell(&told, &folder);
        if case.is_none() && told.is_empty() {
            return Err(cannot_run(&self.scenario, told));
        }
        let (settings, validation) = (folder.settings(), folder.validation());
        let (scenario, counts) = case.map(Counts::of).unzip();
        Ok(Checked { scenario, told, flee: Some(Used { settings, validation, counts }) })
    }
}

impl Used {
    fn told(&self) -> String {
        let mut text = match &self.settings {
            Some(file) => format!("\nSettings: {file}."),
            None => "\nSettings: none, so Flee's defaults.".to_owned(),
        };
        text.push_str(&match &self.validation {
            Some(folder) => format!("\nValidation data: {folder}."),
            None => "\nValidation data: none.".to_owned(),
        });
        if let Some(Counts { hasten, .. }) = &self.counts
            && *hasten > 1
        {
            text.push_str(&format!("\nEach person of a run stands for {} people.", whole(f64::from(*hasten))));
        }
        text
    }

    fn document(&self) -> Value {
        let Used { settings, validation, counts } = self;
        json!({ "settings": settings, "validation": validation, "hasten": counts.as_ref().map(|counts| counts.hasten) })
    }
}

/// Each table with its rows, and those of a log that use the default `available_at`.
fn rows(scenario: &Scenario) -> Vec<(&'static str, usize, Option<usize>)> {
    let logs = defaults_used(scenario);
    let row = |table: Table| {
        let rows = match table {
            Table::Locations => scenario.locations.len(),
            Table::Routes => scenario.routes.len(),
            Table::Stocks => scenario.stocks.len(),
            Table::Conflicts
            | Table::Crossings
            | Table::Closures
            | Table::Redirections
            | Table::Hosts
            | Table::Camps
            | Table::Departures
            | Table::Observations => {
                let log = logs.iter().find(|(log, _, _)| *log == table);
                return (table.word(), log.map_or(0, |(_, _, all)| *all), log.map(|(_, defaults, _)| *defaults));
            }
        };
        (table.word(), rows, None)
    };
    let more = [("facts", scenario.facts.len(), None), ("what-ifs", scenario.what_ifs.len(), None)];
    Table::ALL.into_iter().map(row).chain(more).collect()
}
