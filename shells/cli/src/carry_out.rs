//! From a job to its answer and files.

use std::process::ExitCode;

use serde_json::json;

use crate::clock::Clock;
use crate::ensemble::{Ensemble, Job, Prepared, Profile, Shard, Store, gather, told};
use crate::failure::Failure;
use crate::interrupt::watch;
use crate::outcome::Outcome;
use crate::people::whole;
use crate::voice::Voice;
use crate::{answer, differences, files, json as documents};

/// Runs what the command line asks for; with `against` it is compared with something.
pub fn carry_out(
    scenario: &str,
    ensemble: &Ensemble,
    against: Option<&[String]>,
    voice: Voice,
) -> Result<ExitCode, Failure> {
    watch();
    let clock = Clock::start();
    files::goes_together(ensemble.profile, ensemble.members_out)?;
    let mut prepared = Job::prepare(scenario, ensemble, against, voice)?;
    let read = clock.wall();
    let store = ensemble.out.as_deref().map(|out| Store::open(out, ensemble.shard, &prepared)).transpose()?;
    match (store, ensemble.shard) {
        (Some(store), Some(shard)) => run_part(prepared, &store, shard, ensemble.threads, voice),
        (store, _) => {
            let members = 0..prepared.job.members;
            let kept = gather(&mut prepared.work, members.clone(), ensemble.threads, store.as_ref(), voice)?;
            let concluded = conclude(prepared, read, clock, store.as_ref(), ensemble.profile, voice);
            match (concluded, store) {
                (Err(Failure::Interrupted), Some(store)) if kept > 0 => Err(store.interrupted(kept, &members)),
                (concluded, _) => concluded,
            }
        }
    }
}

/// Runs a part, if it is not there.
fn run_part(
    mut prepared: Prepared,
    store: &Store,
    shard: Shard,
    threads: Option<usize>,
    voice: Voice,
) -> Result<ExitCode, Failure> {
    let members = shard.members(prepared.job.members);
    let there = store.has_part()?;
    if !there {
        gather(&mut prepared.work, members.clone(), threads, Some(store), voice)?;
        store.write_part(&prepared.work, &members)?;
    }
    store.done();
    let (part, all, folder) = (store.part(), whole(f64::from(prepared.job.members)), store.folder().display());
    let did = if there { "Nothing to do, as it is there: " } else { "Wrote " };
    let members_told = told(&members);
    voice.answer(&format!(
        "{did}{part}: members {members_told} of {all}. When all {} parts are there: corridor merge {folder}\n",
        shard.of,
    ))?;
    let document = json!({ "part": part, "members": [members.start, members.end], "already_there": there });
    voice.document(prepared.command(), document)?;
    Ok(ExitCode::SUCCESS)
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
        Outcome::Run(done) => (voice.speaks().then(|| answer::text(done)), "run", documents::run(done)),
        Outcome::Compare(compared) => {
            (voice.speaks().then(|| differences::text(compared)), "compare", documents::compare(compared))
        }
    };
    if let Some(text) = text {
        voice.answer(&text)?;
    }
    voice.document(command, document)?;
    Ok(ExitCode::SUCCESS)
}
