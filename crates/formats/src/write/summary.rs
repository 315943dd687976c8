//! `summary.json`: what ran, how long it took, and that nobody was lost.

use corridor_model::Date;
use serde::{Serialize, Serializer};

/// The version of this document.
const SCHEMA: u32 = 1;

/// What ran.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// The command: `run`, `compare` …
    pub command: String,
    /// The name of the scenario.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// The version of the program.
    pub version: String,
    /// The version of the movement rules.
    pub rules_version: u32,
    /// The hash of the files that the scenario was read from.
    pub hash: String,
    /// The edits made, in words.
    pub edits: Vec<String>,
    /// The seed.
    pub seed: u64,
    /// How many members.
    pub members: u32,
    /// The first day.
    #[serde(serialize_with = "day")]
    pub start: Date,
    /// The last day.
    #[serde(serialize_with = "day")]
    pub end: Date,
    /// The day as of which it forecasts.
    #[serde(serialize_with = "day")]
    pub reference_date: Date,
    /// Where everybody is.
    pub conservation: Conservation,
    /// How long each step took.
    pub seconds: Seconds,
}

/// Where everybody is on the last day, summed over the members: both sides of the balance (invariant 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Conservation {
    /// People in stock on the first day.
    pub initial: f64,
    /// Departures.
    pub departures: f64,
    /// People who entered from outside.
    pub entries: f64,
    /// People at places, those who wait included.
    pub at_places: f64,
    /// People on the way.
    pub on_the_way: f64,
    /// People gone home.
    pub home: f64,
    /// People who died.
    pub dead: f64,
    /// People who left by an exit.
    pub left: f64,
    /// How many members do not balance: 0.
    pub unbalanced_members: u32,
}

/// Wall-clock seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Seconds {
    /// Reading.
    pub read: f64,
    /// Running the members.
    pub run: f64,
    /// Quantiles and writing.
    pub summarise: f64,
}

/// The text of `summary.json`.
pub fn summary(summary: &Summary) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        schema: u32,
        #[serde(flatten)]
        summary: &'a Summary,
    }
    // Of strings, numbers and plain structs every value can be written.
    serde_json::to_string_pretty(&Document { schema: SCHEMA, summary })
        .map_or_else(|_| String::new(), |text| text + "\n")
}

fn day<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(date)
}
