//! The scenarios that the program brings along.

use corridor_formats::{Source, Sources};

/// The one that is run if none is named.
pub const DEFAULT: &str = "afghanistan-2021";

/// The names of all.
pub const NAMES: [&str; 1] = [DEFAULT];

macro_rules! files {
    ($folder:literal: $($file:literal)+) => {
        [$(($file, include_bytes!(concat!("../../../scenarios/", $folder, "/", $file)).as_slice())),+]
    };
}

const AFGHANISTAN_2021: [(&str, &[u8]); 12] = files!("afghanistan-2021":
    "scenario.yml" "locations.csv" "routes.csv" "stocks.csv" "conflicts.csv" "crossings.csv" "closures.csv" "hosts.csv"
    "camps.csv" "departures.csv" "observations.csv" "facts.jsonl");

/// The files of the built-in scenario with this name.
pub fn sources(name: &str) -> Option<Sources> {
    let files: &[(&str, &[u8])] = match name {
        DEFAULT => &AFGHANISTAN_2021,
        _ => return None,
    };
    let files = files.iter().map(|(name, bytes)| Source { name: (*name).to_owned(), bytes: bytes.to_vec() });
    Some(Sources { root: name.to_owned(), files: files.collect() })
}
