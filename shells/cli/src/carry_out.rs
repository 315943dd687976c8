//! From a job to its answer and files.

use std::process::ExitCode;

use crate::clock::Clock;
use crate::ensemble::{Ensemble, Job, Prepared, Profile, Shard, Store, gather};
use crate::failure::Failure;
use crate::interrupt::watch;
use crate::outcome::Outcome;
use crate::voice::Voice;
use crate::{answer, differences, files, json};

/// Runs what the command line asks for; with `against` it is compared with something.
pub fn carry_out(
    scenario: &str,
    ensemble: &Ensemble,
    against: Option<&[String]>,
    voice: Voice,
) -> Result<ExitCode, Failure> {
    watch();
    let clock = Clock::start();
    let mut prepared = Job::prepare(scenario, ensemble, against, voice)?;
    let read = clock.wall();
    let shard = ensemble.shard.unwrap_or(Shard::WHOLE);
    let members = shard.members(prepared.job.members);
    let store = ensemble.out.as_deref().map(|out| Store::open(out, ensemble.shard, &prepared)).transpose()?;
    if let (Some(store), Some(_)) = (&store, ensemble.shard)
        && store.has_part(&prepared)?
    {
        voice.note(&format!("note: {} is there already.", store.part()));
        return Ok(ExitCode::SUCCESS);
    }
    let gathered = gather(&mut prepared.work, members.clone(), ensemble.threads, store.as_ref(), voice);
    if gathered.is_err()
        && let Some(store) = &store
    {
        store.withdraw();
    }
    gathered?;
    match (store, ensemble.shard) {
        (Some(store), Some(_)) => {
            store.write_part(&prepared.work, &members)?;
            let written = serde_json::json!({ "part": store.part(), "members": [members.start, members.end] });
            voice.answer(&format!(
                "Wrote {}: members {} to {} of {}. When all {} parts are there: corridor merge {}\n",
                store.part(),
                members.start,
                i64::from(members.end) - 1,
                prepared.job.members,
                shard.of,
                store.folder().display()
            ))?;
            voice.document(prepared.command(), written)?;
            Ok(ExitCode::SUCCESS)
        }
        (store, _) => conclude(prepared, read, clock, store.as_ref(), ensemble.profile, voice),
    }
}

/// Tells the answer of a job whose members have all run, and writes its files.
pub fn conclude(
    prepared: Prepared,
    read: f64,
    clock: Clock,
    store: Option<&Store>,
    profile: Profile,
    voice: Voice,
) -> Result<ExitCode, Failure> {
    let mut outcome = Outcome::of(prepared, read, clock);
    if let Some(store) = store {
        files::write(&mut outcome, store, profile, voice)?;
        store.done();
    }
    let (text, command, document) = match &outcome {
        Outcome::Run(done) => (voice.speaks().then(|| answer::text(done)), "run", json::run(done)),
        Outcome::Compare(compared) => {
            (voice.speaks().then(|| differences::text(compared)), "compare", json::compare(compared))
        }
    };
    if let Some(text) = text {
        voice.answer(&text)?;
    }
    voice.document(command, document)?;
    Ok(ExitCode::SUCCESS)
}
