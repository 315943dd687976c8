//! `corridor merge`

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::carry_out::conclude;
use crate::clock::Clock;
use crate::ensemble::{Job, Kept, Prepared, Profile, Store, kept_in, read, take_up, unusable};
use crate::failure::Failure;
use crate::files::goes_together;
use crate::interrupt::{go_on, watch};
use crate::status::ranges;
use crate::voice::Voice;

/// Put the parts of an ensemble together: the same files as a run without parts
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: corridor merge results\n\n\
                  The scenario is read again, from where the parts had it; it must be the same to the byte.")]
pub struct Merge {
    /// The folder of the parts; the files of the result go there too
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Where the scenario is now, if not where the parts had it
    #[arg(long, value_name = "SCENARIO")]
    scenario: Option<String>,
    /// For whom the files are: local, or public, which leaves out counts below 50 and what single routes carry
    #[arg(long, value_name = "PROFILE", default_value = "local", hide_possible_values = true)]
    profile: Profile,
}

impl Merge {
    /// Puts them together.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        watch();
        let clock = Clock::start();
        let kept = kept_in(&self.folder)?;
        let (job, run) = self.one_job(&kept)?;
        let job = Job { scenario: self.scenario.clone().unwrap_or(job.scenario.clone()), ..job };
        goes_together(self.profile, job.members_out)?;
        let name = job.scenario.clone();
        let mut prepared = job.again(voice).map_err(|failure| self.elsewhere(failure))?;
        if prepared.identity != run {
            return Err(Failure::Data(not_of(&name, &kept), Vec::new()));
        }
        let store = Store::open(&self.folder, None, &prepared)?;
        for part in kept.iter().filter(|part| part.finished) {
            go_on()?;
            self.take_up(part, &mut prepared)?;
        }
        conclude(prepared, clock.wall(), clock, Some(&store), self.profile, voice)
    }

    /// Where the parts had it there may be no scenario any more, or seen from another folder there is none.
    fn elsewhere(&self, failure: Failure) -> Failure {
        match failure {
            Failure::System(message) if self.scenario.is_none() => {
                Failure::System(format!("{message} The parts had it there; name where it is now with --scenario."))
            }
            Failure::System(_)
            | Failure::Data(..)
            | Failure::Usage(_)
            | Failure::Interrupted
            | Failure::Kept(_)
            | Failure::NobodyReads => failure,
        }
    }

    /// The one job of which the folder has every part, whole; otherwise everything that is wrong.
    fn one_job(&self, kept: &[Kept]) -> Result<(Job, String), Failure> {
        let shown = self.folder.display();
        let parts: Vec<&Kept> = kept.iter().filter(|part| part.finished).collect();
        let mut wrong = Vec::new();
        let mut jobs: BTreeMap<(&str, u32), Vec<&Kept>> = BTreeMap::new();
        for part in &parts {
            match &part.head {
                Err(error) => wrong.push(format!("`{}`: {}; {}", part.name, error.why, error.help)),
                Ok(head) => jobs.entry((&head.run, head.shards)).or_default().push(part),
            }
        }
        if parts.is_empty() {
            let message =
                format!("There are no parts in `{shown}`: `corridor run --shard 0/4 --out {shown}` makes one.");
            return Err(Failure::Data(message, Vec::new()));
        }
        if jobs.len() > 1 {
            let told = jobs.values().map(|parts| {
                let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
                names.join(", ")
            });
            let told: Vec<String> = told.collect();
            wrong.push(format!(
                "the parts are of {} jobs or splits, which do not add up: {}; move those of the others away",
                told.len(),
                told.join(" | ")
            ));
        }
        let own = jobs.iter().next().map(|((run, of), parts)| (*run, *of, parts));
        if let (Some((_, of, parts)), 1) = (&own, jobs.len()) {
            let missing: Vec<u32> =
                (0..*of).filter(|number| parts.iter().all(|part| part.shard.number != *number)).collect();
            if !missing.is_empty() {
                wrong.push(format!("{} of {of} parts are missing: {}", missing.len(), ranges(&missing)));
            }
        }
        let job = own.and_then(|(run, _, parts)| Some((parts.first()?.job()?, run.to_owned())));
        match job {
            Some(job) if wrong.is_empty() => Ok(job),
            Some(_) | None => {
                if wrong.is_empty() {
                    wrong.push("the parts do not say how they were made".to_owned());
                }
                let message = format!("`{shown}` cannot be put together:\n  {}.", wrong.join("\n  "));
                Err(Failure::Data(message, Vec::new()))
            }
        }
    }

    fn take_up(&self, kept: &Kept, prepared: &mut Prepared) -> Result<(), Failure> {
        let path = self.folder.join(&kept.name);
        let part = read(&path, kept.shard)?;
        if part.head().run != prepared.identity {
            let message = format!("`{}` has become another part in the meantime; try again.", path.display());
            return Err(Failure::Data(message, Vec::new()));
        }
        take_up(&mut prepared.work, &part).map_err(|error| unusable(&path, error))
    }
}

/// That parts were made of something else.
fn not_of(scenario: &str, kept: &[Kept]) -> String {
    let this = env!("CARGO_PKG_VERSION");
    let other = kept.iter().filter_map(|part| part.head.as_ref().ok()).find(|head| head.version != this);
    if let Some(head) = other {
        let version = &head.version;
        return format!(
            "The parts were written by Corridor {version}, and this is {this}, whose numbers may differ. Put them together with \
             {version}, or run them again with this one."
        );
    }
    format!(
        "The parts were not made of `{scenario}` as it is now: its data have changed, or it is another scenario. Name the one \
         that they were made of with --scenario, or run the parts again."
    )
}
