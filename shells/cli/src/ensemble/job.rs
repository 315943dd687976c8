//! What is to be run, in words: enough to run it again elsewhere, or to put its parts together.

use std::path::PathBuf;

use corridor_forecast::{Forecast, Keep, Paired};
use corridor_model::{Key, Scenario};
use serde_json::{Value, json};

use crate::changes::{Changed, Changes, what_ifs};
use crate::failure::Failure;
use crate::flee_folder::Given;
use crate::reading::{self, Counts};
use crate::voice::Voice;

use super::Ensemble;
use super::work::Work;

/// What is to be run.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// The scenario, as the user named it.
    pub scenario: String,
    /// Settings and validation data of a Flee folder.
    pub given: Given,
    /// How many members.
    pub members: u32,
    /// The seed.
    pub seed: u64,
    /// The days, if fewer than the scenario has.
    pub days: Option<u32>,
    /// The reference date on the command line.
    pub as_of: Option<corridor_model::Date>,
    /// Whether every row is used.
    pub hindcast: bool,
    /// The edits, in words.
    pub edits: Vec<String>,
    /// For a comparison, the edits of the other side.
    pub against: Option<Vec<String>>,
    /// Whether the flow on every way is kept.
    pub ways: bool,
    /// Whether what every member says is kept.
    pub members_out: bool,
}

/// A job that can begin.
#[derive(Debug)]
pub struct Prepared {
    /// What is to be run.
    pub job: Job,
    /// The scenario with its edits and with what became known later.
    pub whole: Scenario,
    /// What a Flee folder has beside it.
    pub counts: Option<Counts>,
    /// No members yet.
    pub work: Work,
    /// Equal for jobs that give the same numbers.
    pub identity: String,
}

impl Prepared {
    /// The command that it belongs to.
    pub fn command(&self) -> &'static str {
        match self.work {
            Work::Forecast(_) => "run",
            Work::Paired(_) => "compare",
        }
    }
}

impl Job {
    /// From the command line. What is changed is read here, so that no file of edits is needed later.
    pub fn prepare(
        scenario: &str,
        ensemble: &Ensemble,
        against: Option<&[String]>,
        voice: Voice,
    ) -> Result<Prepared, Failure> {
        let Ensemble { members, seed, days, changes, given, out, members_out, .. } = ensemble;
        changes.suit(scenario)?;
        let (read, counts) = reading::scenario(scenario, given, voice)?;
        if against.is_some() && changes.make_none() {
            return Err(nothing_to_compare(&read, scenario));
        }
        let other = |against: &[String]| {
            let (named, words): (Vec<&String>, Vec<&String>) = against
                .iter()
                .partition(|words| read.what_ifs.iter().any(|what_if| what_if.key.as_str() == words.as_str()));
            let changes = Changes {
                edits: None,
                edit: words.into_iter().cloned().collect(),
                what_if: named.into_iter().cloned().collect(),
                ..changes.clone()
            };
            changes.make(read.clone(), *days, voice)
        };
        let base = against.map(other).transpose()?;
        let changed = changes.make(read, *days, voice)?;
        let job = Job {
            scenario: scenario.to_owned(),
            given: given.clone(),
            members: *members,
            seed: *seed,
            days: *days,
            as_of: changes.as_of,
            hindcast: changes.hindcast,
            edits: changed.edits.clone(),
            against: base.as_ref().map(|base| base.edits.clone()),
            ways: out.is_some(),
            members_out: *members_out,
        };
        Ok(job.ready(changed, base, counts))
    }

    /// Again, from the words of a part.
    pub fn again(self, voice: Voice) -> Result<Prepared, Failure> {
        let (read, counts) = reading::scenario(&self.scenario, &self.given, voice)?;
        let change = |edits: &[String]| {
            let (as_of, hindcast) = (self.as_of, self.hindcast);
            let changes = Changes { as_of, hindcast, edit: edits.to_vec(), edits: None, what_if: Vec::new() };
            changes.make(read.clone(), self.days, voice)
        };
        let base = self.against.as_deref().map(change).transpose()?;
        let changed = change(&self.edits)?;
        Ok(self.ready(changed, base, counts))
    }

    fn ready(self, changed: Changed, base: Option<Changed>, counts: Option<Counts>) -> Prepared {
        let keep = if self.ways { Keep::Ways } else { Keep::Places };
        let Changed { whole, known, .. } = changed;
        let mut work = match &base {
            Some(base) => Work::Paired(Box::new(Paired::new(&whole, &base.known, &known, self.seed, keep))),
            None => Work::Forecast(Box::new(Forecast::new(&whole, &known, self.seed, keep))),
        };
        if self.members_out {
            work.keep_members();
        }
        let identity = self.identity(&whole, &work);
        Prepared { job: self, whole, counts, work, identity }
    }

    /// 64 bits over all that decides the numbers: version, data, edits, dates, seed, members and what is asked of each.
    fn identity(&self, whole: &Scenario, work: &Work) -> String {
        let plans: Vec<_> = work.sketches().map(|(plan, _)| plan).collect();
        let decides = format!(
            "{} {} {} {:?} {:?} {:?} {} {:?} {:?} {} {} {plans:?}",
            env!("CARGO_PKG_VERSION"),
            whole.provenance.hash,
            whole.rules.version,
            whole.period,
            self.as_of,
            self.hindcast,
            self.seed,
            self.edits,
            self.against,
            self.members,
            self.members_out,
        );
        format!("{:016x}", Key::from(decides).hash64())
    }

    /// For a part's head.
    pub fn to_json(&self) -> Value {
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        json!({
            "scenario": self.scenario, "settings": path(&self.given.settings),
            "validation": path(&self.given.validation), "members": self.members, "seed": self.seed, "days": self.days,
            "as_of": self.as_of.map(|date| date.to_string()), "hindcast": self.hindcast, "edits": self.edits,
            "against": self.against, "ways": self.ways, "members_out": self.members_out,
        })
    }

    /// From a part's head; none if it is of no version that this program knows.
    pub fn from_json(value: &Value) -> Option<Job> {
        let words = |name: &str| -> Option<Vec<String>> {
            value[name].as_array()?.iter().map(|one| one.as_str().map(str::to_owned)).collect()
        };
        let path = |name: &str| value[name].as_str().map(PathBuf::from);
        let number = |name: &str| value[name].as_u64();
        Some(Job {
            scenario: value["scenario"].as_str()?.to_owned(),
            given: Given { settings: path("settings"), validation: path("validation") },
            members: u32::try_from(number("members")?).ok()?,
            seed: number("seed")?,
            days: number("days").and_then(|days| u32::try_from(days).ok()),
            as_of: value["as_of"].as_str().and_then(|date| date.parse().ok()),
            hindcast: value["hindcast"].as_bool()?,
            edits: words("edits")?,
            against: words("against"),
            ways: value["ways"].as_bool()?,
            members_out: value["members_out"].as_bool()?,
        })
    }
}

/// What to write where nothing was: the what-ifs of the scenario, or an edit.
fn nothing_to_compare(scenario: &Scenario, name: &str) -> Failure {
    let asked = what_ifs(scenario, name).map(|told| format!("\n\n{told}")).unwrap_or_default();
    Failure::Usage(format!(
        "There is nothing to compare: name a change with --edit \"close PLACE from DATE\" or --edits FILE, or a what-if of \
         the scenario with --what-if KEY.{asked}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_survives_its_words() {
        let job = Job {
            scenario: "afghanistan-2021".to_owned(),
            given: Given { settings: Some("a/simsetting.yml".into()), validation: None },
            members: 5_000,
            seed: u64::MAX,
            days: Some(9),
            as_of: Some(jiff::civil::date(2021, 9, 2)),
            hindcast: false,
            edits: vec!["close \"Spin Boldak\" from 2021-09-02".to_owned()],
            against: Some(Vec::new()),
            ways: true,
            members_out: false,
        };
        let told = job.to_json().to_string();
        assert_eq!(serde_json::from_str(&told).ok().as_ref().and_then(Job::from_json), Some(job.clone()));
        let alone = Job { against: None, days: None, as_of: None, ..job };
        assert_eq!(Job::from_json(&alone.to_json()), Some(alone));
        assert_eq!(Job::from_json(&json!({ "scenario": "x" })), None);
    }
}
