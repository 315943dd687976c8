//! Which part of an ensemble a process runs.

use std::ops::Range;

/// Where schedulers say which task of an array a process is: SLURM, indexed jobs of Kubernetes, PBS.
const TASKS: [&str; 3] = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "PBS_ARRAY_INDEX"];

/// Part `number` of `of`, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Its number, from 0.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

impl Shard {
    /// The only part.
    pub const WHOLE: Shard = Shard { number: 0, of: 1 };

    /// `7/64`, or `/64` with the number of the task that the scheduler gives.
    pub fn parse(words: &str) -> Result<Shard, String> {
        Shard::with_task(words, || TASKS.iter().find_map(|name| Some((*name, std::env::var(name).ok()?))))
    }

    fn with_task(words: &str, task: impl Fn() -> Option<(&'static str, String)>) -> Result<Shard, String> {
        let help = "write the number of the part, from 0, and how many there are: 7/64";
        let (number, of) = words.split_once('/').ok_or(help)?;
        let of: u32 = of.trim().parse().map_err(|_| help)?;
        if !(1..=1_000_000).contains(&of) {
            return Err("there can be 1 to 1,000,000 parts".to_owned());
        }
        let (number, from) = if number.trim().is_empty() {
            let found = task();
            let (name, number) = found.ok_or_else(|| format!("no number of a task in {}; {help}", TASKS.join(", ")))?;
            (number, format!("{name} is not such a number; "))
        } else {
            (number.to_owned(), String::new())
        };
        let number: u32 = number.trim().parse().map_err(|_| format!("{from}{help}"))?;
        if number >= of {
            let last = of - 1;
            let tasks = if from.is_empty() { String::new() } else { format!(", so number the tasks 0 to {last}") };
            return Err(format!("parts count from 0: of {of} the last is {last}/{of}, and this is {number}{tasks}"));
        }
        Ok(Shard { number, of })
    }

    /// The members of this part, of so many.
    pub fn members(self, all: u32) -> Range<u32> {
        let until = |number: u32| (u64::from(all) * u64::from(number) / u64::from(self.of)) as u32;
        until(self.number)..until(self.number + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_or_numbered_by_the_scheduler() {
        let parse = |words: &str| Shard::with_task(words, || None);
        assert_eq!(parse("7/64"), Ok(Shard { number: 7, of: 64 }));
        assert_eq!(parse("0/1"), Ok(Shard::WHOLE));
        let tasked = |words: &str, task: &str| Shard::with_task(words, || Some((TASKS[0], task.to_owned())));
        assert_eq!(tasked("/64", "63"), Ok(Shard { number: 63, of: 64 }));
        for wrong in ["7", "64/64", "-1/4", "a/4", "1/0", "1/4/2", "/4", "1/2000000"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        assert!(tasked("/4", "4").is_err_and(|why| why.contains("number the tasks 0 to 3")));
        assert!(tasked("/4", "").is_err_and(|why| why.starts_with("SLURM_ARRAY_TASK_ID is not")));
    }

    #[test]
    fn parts_share_the_members_out() {
        for (all, of) in [(100, 1), (100, 3), (5_000, 64), (3, 64), (1, 2)] {
            let mut next = 0;
            for number in 0..of {
                let members = Shard { number, of }.members(all);
                assert_eq!(members.start, next);
                next = members.end;
            }
            assert_eq!(next, all);
        }
    }
}
