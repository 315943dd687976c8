//! The files of a result.

use corridor_formats::Source;
use serde_json::Value;

use crate::ensemble::{Profile, Store};
use crate::failure::Failure;
use crate::json;
use crate::outcome::{Done, Outcome};
use crate::output::{flows, forecast, out_csv, stocks};
use crate::picture;

/// Writes them all: each whole or not at all.
pub fn write(outcome: &mut Outcome, store: &Store, _profile: Profile) -> Result<(), Failure> {
    let folder = store.files();
    let mut files = tables(outcome.done())?;
    let names = files.iter().map(|file| file.name.as_str()).chain(["summary.json"]);
    let names: Vec<String> = names.map(|name| folder.at(name)).collect();
    outcome.done_mut().files = names;
    let summary: Value = match &*outcome {
        Outcome::Run(done) => json::run(done),
        Outcome::Compare(compared) => json::compare(compared),
    };
    files.push(file("summary.json", format!("{summary:#}\n").into_bytes()));
    folder.write(&files)
}

fn file(name: &str, bytes: Vec<u8>) -> Source {
    Source { name: name.to_owned(), bytes }
}

fn tables(done: &Done) -> Result<Vec<Source>, Failure> {
    let mut files = vec![
        file("forecast.csv", forecast(&done.forecast)),
        file("stocks.csv", stocks(&done.forecast)?),
        file("flows.csv", flows(&done.forecast)?),
    ];
    if let Some(counts) = &done.counts {
        files.push(file("out.csv", out_csv(&done.forecast, counts)?));
        files.push(file("camps.svg", picture::camps(done, counts)?));
    }
    Ok(files)
}
