//! `corridor status`

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use crate::answer::counted;
use crate::ensemble::{Kept, kept_in};
use crate::failure::Failure;
use crate::people::whole;
use crate::voice::Voice;

/// Say which parts of an ensemble are there, under way, damaged or missing
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: corridor status results\n\n\
                  Exit status: 0 when every part is there, else 1. A part under way may also have been left by a process that\n\
                  was stopped: the same command goes on from it.")]
pub struct Status {
    /// The folder of the parts
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The parts of one job.
#[derive(Default)]
struct Parts<'a> {
    done: Vec<u32>,
    under_way: Vec<&'a Kept>,
}

impl Status {
    /// Says it.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        let kept = kept_in(&self.folder)?;
        let mut jobs: BTreeMap<(&str, u32), Parts> = BTreeMap::new();
        // What was kept of an unfinished part and cannot be used runs again: that keeps nobody from anything.
        let mut damaged = Vec::new();
        for part in &kept {
            match &part.head {
                Err(error) => {
                    if part.finished {
                        damaged.push((part.name.as_str(), error));
                    }
                }
                Ok(head) => {
                    let parts = jobs.entry((&head.run, head.shards)).or_default();
                    if part.finished { parts.done.push(part.shard.number) } else { parts.under_way.push(part) }
                }
            }
        }
        // What was kept of a part that is there by now is of no more use.
        for parts in jobs.values_mut() {
            parts.under_way.retain(|part| !parts.done.contains(&part.shard.number));
        }
        // As `merge` sees it: jobs of which no part is there yet are not in the way.
        let of_parts = jobs.values().filter(|parts| !parts.done.is_empty()).count();
        let mut complete = of_parts == 1 && damaged.is_empty();
        let (mut text, mut documents) = (String::new(), Vec::new());
        if jobs.is_empty() && damaged.is_empty() {
            let folder = self.folder.display();
            text.push_str(&format!(
                "There are no parts in `{folder}`. (A run without --shard leaves none once it is done.)\n"
            ));
        }
        for ((run, of), parts) in &jobs {
            let under_way: Vec<u32> = parts.under_way.iter().map(|part| part.shard.number).collect();
            let missing: Vec<u32> =
                (0..*of).filter(|number| !parts.done.contains(number) && !under_way.contains(number)).collect();
            complete &= parts.done.is_empty() || parts.done.len() == *of as usize;
            let members = kept.iter().filter_map(|part| part.head.as_ref().ok()).find(|head| head.run == *run);
            let members = members.map_or(0, |head| head.members);
            let job = kept
                .iter()
                .find_map(|part| part.job().filter(|_| part.head.as_ref().is_ok_and(|head| head.run == *run)));
            let scenario = job.as_ref().map(|job| job.scenario.as_str()).unwrap_or_default();
            let seed = job.as_ref().map(|job| job.seed);
            let edits = job.as_ref().map(|job| job.edits.as_slice()).unwrap_or_default();
            let (all, parts_of) = (counted(members as usize, "member"), counted(*of as usize, "part"));
            text.push_str(&format!("Job {run}: {scenario}, {all} in {parts_of}"));
            text.push_str(&seed.map(|seed| format!(", seed {seed}\n")).unwrap_or_else(|| "\n".to_owned()));
            edits.iter().for_each(|edit| text.push_str(&format!("  changed: {edit}\n")));
            let mut line = |what: &str, numbers: &[u32]| {
                if !numbers.is_empty() {
                    text.push_str(&format!("  {:<10} {:>5}   {}\n", what, numbers.len(), ranges(numbers)));
                }
            };
            line("there", &parts.done);
            line("under way", &under_way);
            line("missing", &missing);
            for part in &parts.under_way {
                if let Ok(head) = &part.head {
                    let (done, all) = (head.end - head.first, part.shard.members(head.members).len());
                    let (done, all) = (whole(f64::from(done)), whole(all as f64));
                    text.push_str(&format!("  part {}: {done} of {all} members kept\n", part.shard.number));
                }
            }
            documents.push(json!({
                "run": run, "scenario": scenario, "members": members, "seed": seed, "edits": edits, "parts": of,
                "there": parts.done,
                "under_way": under_way, "missing": missing,
            }));
        }
        for (name, error) in &damaged {
            text.push_str(&format!("{name}: {}; {}\n", error.why, error.help));
        }
        if complete {
            text.push_str(&format!("All parts are there: corridor merge {}\n", self.folder.display()));
        } else if of_parts > 1 {
            text.push_str("Parts of several jobs or splits do not add up: move those of the others away.\n");
        }
        voice.answer(&text)?;
        let damaged: Vec<_> = damaged
            .iter()
            .map(|(name, error)| json!({ "name": name, "error": error.why, "help": error.help }))
            .collect();
        voice.document("status", json!({ "jobs": documents, "damaged": damaged, "complete": complete }))?;
        Ok(if complete { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}

/// `0–3, 7, 9–12`, of numbers in order.
pub fn ranges(numbers: &[u32]) -> String {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match spans.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*number) => *last = *number,
            Some(_) | None => spans.push((*number, *number)),
        }
    }
    let told = spans.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    });
    told.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_row_are_told_as_one() {
        assert_eq!(ranges(&[0, 1, 2, 3, 7, 9, 10]), "0–3, 7, 9–10");
        assert_eq!(ranges(&[]), "");
    }
}
