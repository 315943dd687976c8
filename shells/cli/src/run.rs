//! `corridor run`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::RangedU64ValueParser;
use clap::value_parser;
use corridor_forecast::{Findings, Forecast, Keep, Pace, summarise};
use corridor_formats::Source;
use corridor_formats::flee::Validation;
use corridor_model::Scenario;
use serde_json::Value;

use crate::changes::{Changed, Changes};
use crate::clock::{Clock, cpu};
use crate::failure::Failure;
use crate::flee_folder::Given;
use crate::interrupt::{STOP, watch};
use crate::output::{self, Folder, flows, out_csv, stocks};
use crate::progress::Progress;
use crate::reading::{self, Counts};
use crate::voice::Voice;
use crate::{answer, builtin, json, picture};

/// Members that run before they are tallied: what is kept of one by one takes some memory.
const BLOCK: usize = 64;

/// Forecast a scenario by many simulated members
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  corridor run\n  corridor run my-scenario --members 500 --out results\n  \
                  corridor run flee/conflict_input/mali --validation flee/conflict_validation/mali\n  \
                  corridor run --edit \"close torkham from 2021-09-10 until 2021-10-01\" --json")]
pub struct Run {
    /// A built-in name, a scenario folder or a Flee folder
    #[arg(value_name = "SCENARIO", default_value = builtin::DEFAULT)]
    scenario: String,
    /// How many members to run
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = value_parser!(u32).range(1..=1_000_000))]
    members: u32,
    /// The seed of all draws: the same seed gives the same numbers
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// End the period after this many days [default: the scenario's period]
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    days: Option<u32>,
    #[command(flatten)]
    changes: Changes,
    /// How many threads to use; the numbers are the same [default: one per processor]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=1024))]
    threads: Option<usize>,
    #[command(flatten)]
    given: Given,
    /// Write forecast.csv, stocks.csv, flows.csv and summary.json to this folder; of a Flee folder out.csv and the picture
    /// camps.svg too
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// A run that is done.
#[derive(Debug)]
pub struct Done {
    /// The scenario, with what became known later.
    pub whole: Scenario,
    /// What its members say.
    pub forecast: Forecast,
    /// What it says.
    pub findings: Findings,
    /// What a Flee folder has beside it.
    pub counts: Option<Counts>,
    /// The changes, in words.
    pub edits: Vec<String>,
    /// Seconds of reading.
    pub read: f64,
    /// Seconds of running.
    pub run: f64,
    /// Seconds that all processors spent, so far as the system tells.
    pub cpu: Option<f64>,
    /// The files written.
    pub files: Vec<String>,
}

impl Run {
    /// Runs it.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        watch();
        let clock = Clock::start();
        self.changes.suit(&self.scenario)?;
        let (scenario, counts) = reading::scenario(&self.scenario, &self.given, voice)?;
        let changed = self.changes.make(scenario, self.days, voice)?;
        let keep = if self.out.is_some() { Keep::Ways } else { Keep::Places };
        let folder = self.out.as_deref().map(Folder::open).transpose()?;
        let done = self.forecast(changed, counts, keep, clock, folder.as_ref(), voice);
        if done.is_err()
            && let Some(folder) = &folder
        {
            folder.withdraw();
        }
        let done = done?;
        if voice.speaks() {
            voice.answer(&answer::text(&done))?;
        }
        if voice.json {
            voice.document("run", json::run(&done))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn forecast(
        &self,
        changed: Changed,
        counts: Option<Counts>,
        keep: Keep,
        clock: Clock,
        folder: Option<&Folder>,
        voice: Voice,
    ) -> Result<Done, Failure> {
        let Changed { whole, known, edits } = changed;
        let read = clock.wall();
        let progress = Progress::of(self.members, voice);
        let one_more = |_| progress.member();
        let pace = Pace { threads: self.threads, progress: &one_more, stop: &STOP };
        let mut forecast = Forecast::new(&whole, &known, self.seed, keep);
        let done = (0..self.members).step_by(BLOCK).all(|first| {
            let last = first.saturating_add(BLOCK as u32).min(self.members);
            forecast.run(first..last, &pace)
        });
        progress.end();
        if !done {
            return Err(Failure::Interrupted);
        }
        let run = clock.wall() - read;
        let findings = summarise(&whole, &forecast);
        let files = Vec::new();
        let mut done = Done { whole, forecast, findings, counts, edits, read, run, cpu: cpu(), files };
        if let Some(folder) = folder {
            let file = |name: &str, bytes| Source { name: name.to_owned(), bytes };
            let mut files = vec![
                file("forecast.csv", output::forecast(&done.forecast)),
                file("stocks.csv", stocks(&done.forecast)?),
                file("flows.csv", flows(&done.forecast)?),
            ];
            if let Some(counts) = &done.counts {
                files.push(file("out.csv", out_csv(&done.forecast, counts)?));
                files.push(file("camps.svg", picture::camps(&done, counts)?));
            }
            done.files = files
                .iter()
                .map(|file| file.name.as_str())
                .chain(["summary.json"])
                .map(|name| folder.at(name))
                .collect();
            let summary: Value = json::run(&done);
            files.push(file("summary.json", format!("{summary:#}\n").into_bytes()));
            folder.write(&files)?;
        }
        Ok(done)
    }
}

impl Done {
    /// The validation data, if it has any.
    pub fn validation(&self) -> Option<&Validation> {
        self.counts.as_ref()?.validation.as_ref()
    }

    /// Equal for equal runs.
    pub fn digest(&self) -> String {
        json::digest(&self.forecast)
    }
}
