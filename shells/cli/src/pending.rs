//! For the merge: what other helpers write in `corridor_formats`, by the same signatures. This file goes then.

use corridor_formats::Source;
use corridor_formats::flee::Validation;
use corridor_model::{Date, Scenario};

/// `corridor_formats::write::scenario`: the files of a scenario folder.
pub fn scenario(_: &Scenario) -> Vec<Source> {
    Vec::new()
}

/// `corridor_formats::flee::write_out_csv`: `out.csv` as Flee writes it, people by camp and day.
pub fn write_out_csv(
    validation: &Validation,
    start: Date,
    simulated: &[Vec<i64>],
    people: &[i64],
    date_late: bool,
) -> Vec<u8> {
    let _ = (validation, start, simulated, people, date_late);
    Vec::new()
}
