//! `corridor run`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::RangedU64ValueParser;
use clap::value_parser;
use corridor_forecast::{Ensemble, Findings, Keep, Settings, run_ensemble, summarise};
use corridor_formats::Source;
use corridor_formats::flee::Validation;
use corridor_model::Scenario;
use serde_json::Value;

use crate::changes::{Changed, Changes};
use crate::clock::{Clock, cpu};
use crate::failure::Failure;
use crate::flee_folder::Given;
use crate::interrupt::{STOP, watch};
use crate::output::{Folder, flows, forecast, out_csv, stocks};
use crate::progress::Progress;
use crate::reading::{self, Counts};
use crate::voice::Voice;
use crate::{answer, builtin, json, picture};

/// Every place is kept if that takes no more memory than this.
const PLACES_BYTES: u64 = 1 << 30;

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
    /// What was kept of it.
    pub keep: Keep,
    /// Its ensemble.
    pub ensemble: Ensemble,
    /// What it says.
    pub findings: Findings,
    /// What a Flee folder has beside it.
    pub counts: Option<Counts>,
    /// The seed.
    pub seed: u64,
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
        let keep = self.fits(&changed.known)?;
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
        let one_more = || progress.member();
        let (members, seed, threads) = (self.members, self.seed, self.threads);
        let ensemble =
            run_ensemble(&known, &Settings { members, seed, threads, keep, progress: &one_more, stop: &STOP });
        progress.end();
        let ensemble = ensemble.ok_or(Failure::Interrupted)?;
        let run = clock.wall() - read;
        let findings = summarise(&whole, &ensemble);
        let files = Vec::new();
        let mut done = Done { whole, keep, ensemble, findings, counts, seed, edits, read, run, cpu: cpu(), files };
        if let Some(folder) = folder {
            let file = |name: &str, bytes| Source { name: name.to_owned(), bytes };
            let mut files = vec![
                file("forecast.csv", forecast(&done.ensemble, &done.findings)),
                file("stocks.csv", stocks(&done.ensemble)?),
                file("flows.csv", flows(&done.ensemble)?),
            ];
            if let Some(counts) = &done.counts {
                files.push(file("out.csv", out_csv(&done.ensemble, counts)?));
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

    /// What can be kept: the flow on every way for the files alone. What exceeds the memory of the machine is refused: it would not end well.
    fn fits(&self, scenario: &Scenario) -> Result<Keep, Failure> {
        let days = u64::from(scenario.period.days());
        let per_series = u64::from(self.members).saturating_mul(days * size_of::<i32>() as u64);
        let (places, routes) = (scenario.locations.len() as u64, scenario.routes.len() as u64);
        // Two series a place, or four a crossing, and up to six a country; each route leads both ways.
        let some =
            per_series.saturating_mul(4 * scenario.crossings.len() as u64 + 6 * scenario.countries().len() as u64);
        let with_places = some.saturating_add(per_series.saturating_mul(2 * places));
        let (keep, needed) = if self.out.is_some() {
            (Keep::Ways, with_places.saturating_add(per_series.saturating_mul(2 * routes)))
        } else if with_places <= PLACES_BYTES {
            (Keep::Places, with_places)
        } else {
            (Keep::Named, some)
        };
        match available_memory() {
            Some(available) if needed > available => Err(Failure::System(format!(
                "{} members need about {} GiB of memory, and {} GiB are free; run fewer members.",
                self.members,
                needed.div_ceil(1 << 30),
                available >> 30
            ))),
            Some(_) | None => Ok(keep),
        }
    }
}

/// Bytes of memory that are free, on systems that tell it in a file.
fn available_memory() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

impl Done {
    /// The validation data, if it has any.
    pub fn validation(&self) -> Option<&Validation> {
        self.counts.as_ref()?.validation.as_ref()
    }

    /// Equal for equal runs.
    pub fn digest(&self) -> String {
        json::digest(&self.ensemble)
    }
}
