//! `corridor scenarios`

use std::process::ExitCode;

use corridor_formats::read;
use serde_json::json;

use crate::builtin;
use crate::changes::what_ifs_document;
use crate::failure::Failure;
use crate::table::table;
use crate::voice::Voice;

/// List the built-in scenarios, a line each
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: corridor scenarios --json")]
pub struct Scenarios {}

impl Scenarios {
    /// Lists them.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        let scenarios = builtin::NAMES.iter().filter_map(|name| read(&builtin::sources(name)?).0);
        let (mut rows, mut documents) = (Vec::new(), Vec::new());
        for scenario in scenarios {
            let (start, end) = (scenario.period.start.to_string(), scenario.period.end.to_string());
            let reference = scenario.reference_date.map(|date| date.to_string());
            documents.push(json!({
                "name": scenario.name, "title": scenario.title, "start": start, "end": end,
                "reference_date": reference, "hash": scenario.provenance.hash,
                "what_ifs": what_ifs_document(&scenario),
            }));
            let as_of = reference.unwrap_or_else(|| "hindcast".to_owned());
            rows.push([scenario.name, format!("{start} to {end}"), as_of, scenario.title]);
        }
        let header = ["name", "period", "reference date", "title"].map(str::to_owned);
        voice.answer(&table(header, rows, 4))?;
        voice.document("scenarios", json!({ "scenarios": documents }))?;
        Ok(ExitCode::SUCCESS)
    }
}
