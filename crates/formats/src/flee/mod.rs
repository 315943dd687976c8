//! A Flee scenario folder, as its users have it.

mod out_csv;

use corridor_model::{Diagnostic, Key, Scenario};

use crate::source::{Source, Sources};

pub use out_csv::{OutCsv, read_out_csv, write_out_csv};

/// What may be given beside the folder.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The settings, instead of a `simsetting.yml` in the folder or its parent.
    pub settings: Option<Source>,
    /// The validation data, instead of `source_data/` in the folder.
    pub validation: Option<Sources>,
}

/// A Flee folder, read.
#[derive(Clone, Debug)]
pub struct Case {
    /// The scenario that it means.
    pub scenario: Scenario,
    /// How many people each of its people stands for: Flee's `hasten`.
    pub hasten: u32,
    /// The validation data by day, if there are any.
    pub validation: Option<Validation>,
}

/// What was counted, by day of the run, divided by `hasten` as Flee does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Validation {
    /// Each camp, in the order of `locations.csv`.
    pub camps: Vec<CampSeries>,
    /// The total that departures were made from: the sum over camps, or the series of that name.
    pub total: Vec<i64>,
    /// Flee's running sum of daily differences: the column "raw UNHCR refugee count".
    pub raw: Vec<i64>,
    /// Falls in the data that later rises have not yet made up for: the column "refugee_debt".
    pub debt: Vec<i64>,
}

/// The counts at a camp.
#[derive(Clone, Debug, PartialEq)]
pub struct CampSeries {
    /// Its key in the scenario.
    pub key: Key,
    /// Its name in Flee's files.
    pub name: String,
    /// What the last of Flee's own columns of `locations.csv` says that it holds, divided by `hasten`, before
    /// `capacity_scaling`.
    pub capacity: Option<i64>,
    /// The count of each day, interpolated as Flee does.
    pub daily: Vec<i64>,
}

/// Whether these are the files of a Flee folder.
pub fn is_flee(sources: &Sources) -> bool {
    let has = |name: &str| sources.named(name).is_some();
    let inside = sources.files.iter().any(|file| file.name.starts_with("input_csv/"));
    inside || has("locations.csv") && has("routes.csv") && !has("scenario.yml")
}

/// The scenario that a Flee folder means, and everything found wrong with it by file, line and column. None if anything is
/// an error.
pub fn read(sources: &Sources, beside: &Beside) -> (Option<Case>, Vec<Diagnostic>) {
    let _ = (sources, beside);
    (None, Vec::new())
}
