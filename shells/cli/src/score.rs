//! `corridor score`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::RangedU64ValueParser;
use clap::value_parser;
use corridor_forecast::scores::{Camp, Scored, flee_track, with_camps};
use corridor_forecast::{Keep, Settings, run_ensemble};
use corridor_formats::Source;
use corridor_formats::flee::{CampSeries, Case, Validation};
use corridor_model::{Key, Period, Scenario};

use crate::failure::Failure;
use crate::interrupt::{STOP, watch};
use crate::output::Folder;
use crate::progress::Progress;
use crate::reading;
use crate::scores;
use crate::voice::Voice;

/// The tracks that can be scored.
const TRACKS: [&str; 1] = ["flee"];

/// Score a case against what was counted, beside references that need no model
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Tracks:\n  flee  shares of camps on all days, as Flee scores itself; leaky: the totals of all days \
                  are given,\n        and capacities that were read off the counts\n\n\
                  Examples:\n  corridor score mali2012 --track flee\n  \
                  corridor score cases --track flee --members 20 --out results"
)]
pub struct Score {
    /// A Flee folder with validation data, or a folder of such folders
    #[arg(value_name = "CASE")]
    case: String,
    /// What is given, and what is scored
    #[arg(long, value_name = "NAME")]
    track: String,
    /// How many members to run
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = value_parser!(u32).range(1..=1_000_000))]
    members: u32,
    /// The seed of all draws: the same seed gives the same numbers
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// How many threads to use; the numbers are the same [default: one per processor]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=1024))]
    threads: Option<usize>,
    /// Flee's settings, instead of the simsetting.yml in the folder or beside it
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// The validation data, instead of source_data/ in the folder
    #[arg(long, value_name = "DIR")]
    validation: Option<PathBuf>,
    /// Write scores.csv to this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// A case that is scored.
#[derive(Debug)]
pub struct Done {
    /// Its name.
    pub name: String,
    /// The days scored.
    pub period: Period,
    /// How many people each of its people stands for.
    pub hasten: u32,
    /// Its camps.
    pub camps: Vec<CampSeries>,
    /// Its scores.
    pub scored: Scored,
}

/// What is told of all cases.
#[derive(Debug)]
pub struct Told {
    /// The cases.
    pub cases: Vec<Done>,
    /// Members of each.
    pub members: u32,
    /// The seed.
    pub seed: u64,
    /// The files written.
    pub files: Vec<String>,
}

impl Score {
    /// Scores it.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        watch();
        if !TRACKS.contains(&self.track.as_str()) {
            let message =
                format!("There is no track `{}` yet. Tracks that can be scored: {}.", self.track, TRACKS.join(", "));
            return Err(Failure::Usage(message));
        }
        // All are read before any is run.
        let mut cases = Vec::new();
        for name in cases_in(&self.case)? {
            let case = reading::case(&name, self.settings.as_deref(), self.validation.as_deref(), voice)?;
            if case.validation.as_ref().is_none_or(|validation| validation.camps.is_empty()) {
                let help = "It needs a folder source_data/ with a data_layout.csv; or name one by --validation.";
                let message = format!("`{name}` has no validation data to be scored against. {help}");
                return Err(Failure::Data(message, Vec::new()));
            }
            cases.push(case);
        }
        let folder = self.out.as_deref().map(Folder::open).transpose()?;
        let done = self.score(cases, folder.as_ref(), voice);
        if done.is_err()
            && let Some(folder) = &folder
        {
            folder.withdraw();
        }
        let told = done?;
        if voice.speaks() {
            voice.answer(&scores::text(&told))?;
        }
        voice.document("score", scores::document(&told))?;
        Ok(ExitCode::SUCCESS)
    }

    fn score(&self, cases: Vec<Case>, folder: Option<&Folder>, voice: Voice) -> Result<Told, Failure> {
        let all = self.members.saturating_mul(u32::try_from(cases.len()).unwrap_or(u32::MAX));
        let progress = Progress::of(all, 0, voice);
        let one_more = || progress.member(0);
        let settings = Settings {
            members: self.members,
            seed: self.seed,
            threads: self.threads,
            keep: Keep::Named,
            progress: &one_more,
            stop: &STOP,
        };
        let done: Option<Vec<Done>> = cases.into_iter().map(|case| scored(case, &settings)).collect();
        progress.end();
        let cases = done.ok_or(Failure::Interrupted)?;
        let mut told = Told { cases, members: self.members, seed: self.seed, files: Vec::new() };
        if let Some(folder) = folder {
            told.files.push(folder.at("scores.csv"));
            folder.write(&[Source { name: "scores.csv".to_owned(), bytes: scores::table(&told) }])?;
        }
        Ok(told)
    }
}

/// Runs a case and scores it. None if it was stopped.
fn scored(case: Case, settings: &Settings) -> Option<Done> {
    let Case { scenario, hasten, validation } = case;
    let Validation { camps, .. } = validation.unwrap_or_default();
    let scored = |camp: &CampSeries| Camp {
        key: camp.key.clone(),
        capacity: camp.capacity.map(|people| people as f64),
        counted: camp.daily.iter().map(|people| *people as f64).collect(),
    };
    let keys: Vec<Key> = camps.iter().map(|camp| camp.key.clone()).collect();
    let ensemble = run_ensemble(&with_camps(scenario, &keys), settings)?;
    let scored = flee_track(&ensemble, &camps.iter().map(scored).collect::<Vec<_>>());
    let Scenario { name, period, .. } = ensemble.scenario;
    Some(Done { name, period, hasten, camps, scored })
}

/// The case of this name, or those in a folder that is none itself, in the order of their names.
fn cases_in(name: &str) -> Result<Vec<String>, Failure> {
    let is_case = |path: &Path| {
        let has = |name: &str| path.join(name).exists();
        has("input_csv") || (has("locations.csv") && has("routes.csv"))
    };
    let folder = Path::new(name);
    if is_case(folder) || !folder.is_dir() {
        return Ok(vec![name.to_owned()]);
    }
    let unreadable = |error: std::io::Error| Failure::System(format!("`{name}` cannot be read: {error}."));
    let mut cases = Vec::new();
    for entry in folder.read_dir().map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if is_case(&path) {
            cases.push(path.display().to_string());
        }
    }
    cases.sort();
    // Whoever reads it says what is missing.
    Ok(if cases.is_empty() { vec![name.to_owned()] } else { cases })
}
