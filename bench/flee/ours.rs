//! Corridor's program on a case, as a user starts it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::measure::measure;
use crate::scratch::Scratch;

/// Whose rules, and in which units people are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode {
    /// The name of the rules in `simsetting.yml`.
    pub rules: &'static str,
    /// One by one, not as cohorts.
    pub individuals: bool,
}

/// What Flee's documentation means, which is what a Flee folder gets that says nothing.
pub const DOCUMENTED: &str = "flee-3.2";
/// With its defects.
pub const QUIRKS: &str = "flee-3.2-quirks";

/// What a case cost.
#[derive(Clone, Debug, PartialEq)]
pub struct OurRun {
    /// The mode.
    pub mode: Mode,
    /// How many members one process ran.
    pub members: u32,
    /// CPU seconds of the process, its start included: the least of the takes.
    pub cpu_s: f64,
    /// The most memory that it held, in 10⁶ bytes: the most of the takes.
    pub peak_mb: f64,
    /// People present, summed over the days, of one member.
    pub person_days: f64,
}

impl OurRun {
    /// CPU seconds of a member.
    pub fn member_s(&self) -> f64 {
        self.cpu_s / f64::from(self.members)
    }

    /// Person-days by CPU second.
    pub fn rate(&self) -> f64 {
        self.person_days / self.member_s()
    }
}

/// Runs a case so many times. The machine is shared: the least of equal runs is nearest to what the work costs.
pub fn run(
    program: &str,
    case: &Path,
    mode: Mode,
    members: u32,
    takes: u32,
    scratch: &Scratch,
) -> Result<OurRun, String> {
    let mut arguments: Vec<OsString> = vec!["run".into(), case.into()];
    // What a user gets who changes nothing is measured with nothing changed.
    if mode != (Mode { rules: DOCUMENTED, individuals: false }) {
        arguments.extend(["--settings".into(), settings(case, mode, scratch)?.into()]);
    }
    arguments.extend(["--members".into(), members.to_string().into()]);
    arguments.extend(["--threads", "1", "--json", "--quiet"].map(OsString::from));
    let mut best: Option<OurRun> = None;
    for _ in 0..takes.max(1) {
        let spent = measure(program, &arguments, None)?;
        let person_days = person_days(&spent.stdout, members)?;
        let before = best.take();
        best = Some(OurRun {
            mode,
            members,
            cpu_s: before.as_ref().map_or(spent.cpu_s, |best| best.cpu_s.min(spent.cpu_s)),
            peak_mb: before.as_ref().map_or(spent.peak_mb, |best| best.peak_mb.max(spent.peak_mb)),
            person_days,
        });
    }
    best.ok_or_else(|| "nothing was run".to_owned())
}

/// The person-days of one member, out of the answer of `corridor run --json`.
fn person_days(answer: &str, members: u32) -> Result<f64, String> {
    let answer: Value = serde_json::from_str(answer).map_err(|error| format!("the answer of corridor: {error}"))?;
    let told = answer.get("members").and_then(Value::as_u64);
    if told != Some(u64::from(members)) {
        return Err(format!("corridor ran {told:?} members, not {members}"));
    }
    let all = answer.get("people_days").and_then(Value::as_f64).filter(|all| *all > 0.0);
    Ok(all.ok_or("corridor tells no `people_days`")? / f64::from(members))
}

/// The settings of a case with its rules named.
fn settings(case: &Path, mode: Mode, scratch: &Scratch) -> Result<PathBuf, String> {
    scratch.settings(case, &format!("{}-{}", mode.rules, mode.individuals), |text| with_rules(text, mode))
}

fn with_rules(text: &str, mode: Mode) -> String {
    let population = if mode.individuals { "individuals" } else { "cohorts" };
    format!("{}\nrules: {{as: {}, population: {population}}}\n", text.trim_end(), mode.rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn person_days_are_those_of_one_member() {
        assert_eq!(person_days(r#"{"members": 10, "people_days": 250}"#, 10), Ok(25.0));
        assert!(person_days(r#"{"members": 9, "people_days": 250}"#, 10).is_err());
        assert!(person_days(r#"{"members": 10}"#, 10).is_err());
        assert!(person_days("", 10).is_err());
        let mode = Mode { rules: DOCUMENTED, individuals: false };
        let run = OurRun { mode, members: 10, cpu_s: 0.5, peak_mb: 12.0, person_days: 25.0 };
        assert_eq!((run.member_s(), run.rate()), (0.05, 500.0));
    }

    #[test]
    fn the_rules_are_one_line_more() {
        let mode = Mode { rules: QUIRKS, individuals: true };
        let rules = "rules: {as: flee-3.2-quirks, population: individuals}\n";
        assert_eq!(
            with_rules("optimisations:\n  hasten: 1\n\n", mode),
            format!("optimisations:\n  hasten: 1\n{rules}")
        );
    }
}
