//! The files of a result.

use std::path::Path;

use corridor_forecast::{Forecast, member_rows};
use corridor_formats::Source;
use corridor_formats::columnar::{SampleTarget, SamplesAbout, SamplesWriter};
use corridor_formats::write::{self, FileMark, Results, public};
use serde_json::Value;

use crate::ensemble::{Profile, Store};
use crate::failure::Failure;
use crate::interrupt::go_on;
use crate::map::{MOST_SEED, PAGE, Shown, filled};
use crate::outcome::{Done, Outcome};
use crate::output::out_csv;
use crate::voice::Voice;
use crate::{json, picture, reading};

/// Writes them all: each whole or not at all.
pub fn write(outcome: &mut Outcome, store: &Store, profile: Profile, voice: Voice) -> Result<(), Failure> {
    let is_public = profile == Profile::Public;
    goes_together(profile, outcome.done().job.members_out)?;
    let mut files = tables(outcome, is_public)?;
    let names = files.iter().map(|file| file.name.as_str()).chain(["summary.json"]);
    let names: Vec<String> = names.map(|name| store.files().at(name)).collect();
    outcome.done_mut().files = names;
    let mut summary: Value = match &*outcome {
        Outcome::Run(done) => json::run(done),
        Outcome::Compare(compared) => json::compare(compared),
    };
    if is_public {
        public::summary(&mut summary);
    }
    files.push(file("summary.json", format!("{summary:#}\n").into_bytes()));
    go_on()?;
    let earlier = earlier(store);
    store.files().write(&files)?;
    clear(store, &earlier, &files);
    if is_public && outcome.done().counts.is_some() {
        voice.note("note: out.csv and camps.svg tell every count, so they are not among the public files.");
    }
    Ok(())
}

/// The names of the files that an earlier result in the folder says it wrote.
fn earlier(store: &Store) -> Vec<String> {
    let summary = std::fs::read(store.folder().join("summary.json")).unwrap_or_default();
    let summary: Value = serde_json::from_slice(&summary).unwrap_or_default();
    let paths = summary["files"].as_array().into_iter().flatten().filter_map(Value::as_str);
    paths.filter_map(|path| Some(Path::new(path).file_name()?.to_str()?.to_owned())).collect()
}

/// Takes away files of an earlier result that this one has not: beside the new ones they would say what is no longer so,
/// perhaps to somebody for whom they were not meant.
fn clear(store: &Store, earlier: &[String], files: &[Source]) {
    for name in earlier.iter().filter(|name| files.iter().all(|file| file.name != **name)) {
        let _ = std::fs::remove_file(store.folder().join(name));
    }
}

/// Refuses to tell of single members in what is passed on.
pub fn goes_together(profile: Profile, members_out: bool) -> Result<(), Failure> {
    match profile {
        Profile::Public if members_out => {
            let message = "--members-out tells of single members; it does not go with --profile public.";
            Err(Failure::Usage(message.to_owned()))
        }
        Profile::Public | Profile::Local => Ok(()),
    }
}

fn file(name: &str, bytes: Vec<u8>) -> Source {
    Source { name: name.to_owned(), bytes }
}

fn tables(outcome: &Outcome, is_public: bool) -> Result<Vec<Source>, Failure> {
    let done = outcome.done();
    let command = command(done);
    let told = outcome.told(&command);
    let complete = corridor_results::rows(&told, go_on)?;
    let results = if is_public { public::suppress(complete) } else { complete };
    let csv = |local: fn(&Results) -> Vec<u8>, public: fn(&Results) -> Vec<u8>| {
        if is_public { public(&results) } else { local(&results) }
    };
    go_on()?;
    let mut files = vec![
        file("forecast.csv", csv(|r| write::forecast(&r.forecast), |r| public::forecast(&r.forecast))),
        file("stocks.csv", csv(|r| write::stocks(&r.stocks), |r| public::stocks(&r.stocks))),
        file("flows.csv", csv(|r| write::flows(&r.flows), |r| public::flows(&r.flows))),
        file("drivers.csv", write::drivers(&results.drivers)),
    ];
    if let Outcome::Compare(_) = outcome {
        files.push(file("differences.csv", write::differences(&results.differences)));
        files.push(file("harm.csv", write::harm(&results.harm)));
    }
    go_on()?;
    files.push(file("places.geojson", write::geojson::places(&results)));
    files.push(file("flows.geojson", write::geojson::flows(&results)));
    let workbook =
        write::xlsx(&results).map_err(|why| Failure::System(format!("results.xlsx cannot be made: {why}.")))?;
    files.push(file("results.xlsx", workbook));
    go_on()?;
    files.push(file(
        "report.html",
        write::report(&done.forecast.scenario, &corridor_results::report(&told, is_public, &results.about)),
    ));
    if let Some(map) = map(done, is_public)? {
        files.push(file("map.html", map));
    }
    files.push(file("model-card.md", write::model_card(&results)));
    if done.job.members_out {
        files.push(file("members.parquet", members(&done.forecast)?));
        if let Outcome::Compare(compared) = outcome {
            files.push(file("members-base.parquet", members(&compared.base)?));
        }
    }
    if let (Some(counts), false) = (&done.counts, is_public) {
        files.push(file("out.csv", out_csv(&done.forecast, counts)?));
        files.push(file("camps.svg", picture::camps(done, counts)?));
    }
    // Without times: the same command gives the same bytes.
    let run = write::Run {
        inputs: reading::inputs(&done.job.scenario, &done.job.given)?.iter().map(FileMark::of).collect(),
        outputs: files.iter().map(FileMark::of).collect(),
        ..write::Run::default()
    };
    files.push(file("ro-crate-metadata.json", write::ro_crate(&results, &run)));
    Ok(files)
}

/// `map.html`, where this program has the page inside. It runs the scenario anew, so it is not what `--profile public` may
/// pass on; and it has one base, the scenario as it is, so of what is compared with something else there is none.
fn map(done: &Done, is_public: bool) -> Result<Option<Vec<u8>>, Failure> {
    let job = &done.job;
    let is_told = !is_public && job.against.iter().flatten().next().is_none() && job.seed <= MOST_SEED;
    let Some(page) = PAGE.filter(|_| is_told) else { return Ok(None) };
    let shown = Shown {
        name: done.whole.name.clone(),
        files: reading::packed(&job.scenario, &job.given)?,
        members: job.members,
        seed: job.seed,
        as_of: job.as_of,
        hindcast: job.hindcast,
        days: job.days,
        edits: job.edits.clone(),
    };
    filled(page, &shown).map(Some)
}

/// `members.parquet`: what every member says.
fn members(forecast: &Forecast) -> Result<Vec<u8>, Failure> {
    let about = SamplesAbout {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: forecast.scenario.provenance.hash.clone(),
        seed: forecast.seed,
    };
    let unwritable = |error| Failure::System(format!("members.parquet cannot be made: {error}."));
    let first = forecast.sketch.lines.first().map(|line| line.member);
    let targets: Vec<SampleTarget> = member_rows(forecast)
        .take_while(|row| Some(row.member) == first)
        .map(|row| SampleTarget {
            reference_date: forecast.reference(),
            target: row.target,
            location: row.location.to_string(),
            horizon: row.days as i32,
            target_end_date: row.date,
        })
        .collect();
    let mut writer = SamplesWriter::new(Vec::new(), &about, &targets).map_err(unwritable)?;
    let mut rows = member_rows(forecast).peekable();
    while let Some(row) = rows.peek() {
        go_on()?;
        let member = row.member;
        let values: Vec<i64> = rows.by_ref().take(targets.len()).map(|row| row.value).collect();
        writer.member(member, &values).map_err(unwritable)?;
    }
    writer.finish().map_err(unwritable)
}

/// The command with which anybody gets the same numbers.
pub fn command(done: &Done) -> String {
    let job = &done.job;
    let quoted =
        |words: &str| match words.contains(|letter: char| !(letter.is_alphanumeric() || "-_./".contains(letter))) {
            true => format!("\"{}\"", words.replace('"', "'")),
            false => words.to_owned(),
        };
    let mut words = vec!["corridor".to_owned()];
    words.push(if job.against.is_some() { "compare" } else { "run" }.to_owned());
    words.push(quoted(&job.scenario));
    for (option, path) in [("--settings", &job.given.settings), ("--validation", &job.given.validation)] {
        words.extend(path.iter().map(|path| format!("{option} {}", quoted(&path.display().to_string()))));
    }
    words.push(format!("--members {} --seed {}", job.members, job.seed));
    words.extend(job.days.map(|days| format!("--days {days}")));
    words.extend(job.as_of.map(|date| format!("--as-of {date}")));
    words.extend(job.hindcast.then(|| "--hindcast".to_owned()));
    words.extend(job.edits.iter().map(|edit| format!("--edit {}", quoted(edit))));
    words.extend(job.against.iter().flatten().map(|edit| format!("--against {}", quoted(edit))));
    words.join(" ")
}
