//! A forecast as the rows of its files: between `forecast`, which knows no file, and `formats`, which knows no forecast.
//! Every shell that writes files takes them from here, so that the same run gives the same bytes everywhere.

mod driving;
mod report;
mod rows;

use corridor_forecast::{Differences, Findings, Forecast, Spread};
use corridor_model::{Scenario, Target};

pub use driving::{Driving, driving, ends};
pub use report::{is_nothing, report};
pub use rows::rows;

/// What there is to tell of a run, or of a what-if beside its base.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The scenario, with what became known later.
    pub whole: &'a Scenario,
    /// What its members say.
    pub forecast: &'a Forecast,
    /// What it says.
    pub findings: &'a Findings,
    /// What drives the interval of what is told first.
    pub driving: &'a [Driving],
    /// The edits, in words.
    pub edits: &'a [String],
    /// The command with which anybody gets the same numbers.
    pub command: &'a str,
    /// Of a comparison, the rest.
    pub beside: Option<Beside<'a>>,
}

/// What there is to tell of a comparison beside the what-if.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// What it is compared with.
    pub base: &'a Forecast,
    /// The edits of the base, in words.
    pub against: &'a [String],
    /// What the what-if changes.
    pub differences: &'a Differences,
    /// The difference on each day from the reference date on, of each series in the order of the differences.
    pub courses: &'a [Vec<Spread>],
}

/// Equal for equal runs, as text: a number of 64 bits is too large for JavaScript.
pub fn digest(forecast: &Forecast) -> String {
    format!("{:016x}", forecast.sketch.digest())
}

/// What is counted, in words.
pub fn words(target: Target) -> &'static str {
    match target {
        Target::Arrivals => "arrivals",
        Target::NetArrivals => "arrivals less returns and push-backs",
        Target::Returns => "returns",
        Target::Displaced => "displaced from home",
        Target::IdpReturns => "returns within the country",
        Target::Evacuated => "evacuated",
        Target::Stock => "people there",
        Target::Stranded => "stranded",
        Target::Deaths => "deaths while waiting",
    }
}

/// The columns of a spread.
pub fn cells(people: Spread) -> corridor_formats::write::Spread {
    let Spread { mean, q05, q25, q50, q75, q95 } = people;
    corridor_formats::write::Spread { mean, q05, q25, q50, q75, q95 }
}
