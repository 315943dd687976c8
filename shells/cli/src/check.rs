//! `corridor check`

use std::process::ExitCode;

use corridor_formats::{defaults_used, read};
use corridor_model::{Scenario, Severity, Table};
use serde_json::{Map, Value, json};

use crate::collect::collect;
use crate::failure::Failure;
use crate::json::diagnostic;
use crate::people::whole;
use crate::reading::{counted, show};
use crate::voice::Voice;

/// Tell everything that is wrong with a scenario, each with line and help; exit 1 if it cannot run
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: corridor check my-scenario")]
pub struct Check {
    /// A built-in name or a scenario folder
    #[arg(value_name = "SCENARIO")]
    scenario: String,
}

impl Check {
    /// Tells it.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        let sources = collect(&self.scenario, voice)?;
        let (scenario, told) = read(&sources);
        if !voice.json {
            show(&told, &sources, voice);
        }
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
        let silent = rows.iter().filter_map(|(table, rows, defaults)| {
            let defaults = defaults.filter(|defaults| *defaults > 0)?;
            Some(format!("{} of {} {table}", whole(defaults as f64), whole(*rows as f64)))
        });
        let silent: Vec<String> = silent.collect();
        if !silent.is_empty() {
            let rows = silent.join(", ");
            answer.push_str(&format!("\nNo available_at of their own, so the default of their table: {rows}."));
        }
        voice.answer(&answer)?;
        let runs = !told.iter().any(|told| told.severity == Severity::Error);
        let document = json!({
            "scenario": self.scenario, "ok": runs, "diagnostics": diagnostics, "tables": tables,
            "hash": scenario.map(|scenario| scenario.provenance.hash),
        });
        voice.document("check", document)?;
        Ok(if runs { ExitCode::SUCCESS } else { ExitCode::from(1) })
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
