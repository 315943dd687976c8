//! The members of a job, block by block, from where an earlier process left off.

use std::ops::Range;
use std::time::{Duration, Instant};

use corridor_forecast::{Forecast, Pace, Paired, Plan, Sketch};

use crate::failure::Failure;
use crate::interrupt::STOP;
use crate::progress::Progress;
use crate::voice::Voice;

use super::store::Store;

/// The most members that run before they are tallied: what is kept of one by one takes some memory.
const BLOCK: u32 = 64;
/// How long a block of members should take, so far as it holds one for each thread.
const BLOCK_TAKES: Duration = Duration::from_secs(1);
/// A run is kept often at first, for it may be short, later every second, and so seldom that keeping it takes but a
/// twentieth of the time.
const KEEP_AT_FIRST: Duration = Duration::from_millis(100);
const KEEP_LATER: Duration = Duration::from_secs(1);
const KEEPING_TAKES: u32 = 20;

/// What is run.
#[derive(Debug)]
pub enum Work {
    /// A scenario.
    Forecast(Box<Forecast>),
    /// A what-if beside its base.
    Paired(Box<Paired>),
}

impl Work {
    /// Everything that is kept of members, each beside what is asked.
    pub fn sketches(&self) -> impl Iterator<Item = (&Plan, &Sketch)> {
        let all = match self {
            Work::Forecast(one) => vec![(&one.plan, &one.sketch)],
            Work::Paired(pair) => vec![
                (&pair.base.plan, &pair.base.sketch),
                (&pair.what_if.plan, &pair.what_if.sketch),
                (&pair.what_if.plan, &pair.difference),
            ],
        };
        all.into_iter()
    }

    /// The same, to be changed.
    pub fn sketches_mut(&mut self) -> impl Iterator<Item = &mut Sketch> {
        let all = match self {
            Work::Forecast(one) => vec![&mut one.sketch],
            Work::Paired(pair) => vec![&mut pair.base.sketch, &mut pair.what_if.sketch, &mut pair.difference],
        };
        all.into_iter()
    }

    /// Keeps what every member says, too.
    pub fn keep_members(&mut self) {
        match self {
            Work::Forecast(one) => one.keep_members(),
            Work::Paired(pair) => {
                pair.base.keep_members();
                pair.what_if.keep_members();
            }
        }
    }

    /// How many members have run.
    pub fn members(&self) -> u32 {
        self.sketches().next().map_or(0, |(_, sketch)| sketch.lines.len() as u32)
    }

    fn run(&mut self, members: Range<u32>, pace: &Pace) -> bool {
        match self {
            Work::Forecast(one) => one.run(members, pace),
            Work::Paired(pair) => pair.run(members, pace),
        }
    }
}

/// How many members to run before they can be kept again: what a block takes is what a kill may cost.
fn next_block(block: u32, took: Duration) -> u32 {
    if took < BLOCK_TAKES / 2 {
        block.saturating_mul(2)
    } else if took > BLOCK_TAKES * 2 {
        block / 2
    } else {
        block
    }
}

/// How long to run before all is kept again, `after` so much of it.
fn pause(after: Duration, keeping_took: Duration) -> Duration {
    (after / 10).clamp(KEEP_AT_FIRST, KEEP_LATER).max(keeping_took * KEEPING_TAKES)
}

/// Runs these members, but for those that the store has kept; interrupted, it keeps what there is. Tells how many members
/// the store has in the end.
pub fn gather(
    work: &mut Work,
    members: Range<u32>,
    threads: Option<usize>,
    store: Option<&Store>,
    voice: Voice,
) -> Result<u32, Failure> {
    if let Some(store) = store {
        store.resume(work, &members, voice);
    }
    let begin = members.start + work.members();
    let progress = Progress::of(members.len() as u32, work.members(), voice);
    let one_more = |person_days| progress.member(person_days);
    let pace = Pace { threads, progress: &one_more, stop: &STOP };
    let most = match work {
        Work::Forecast(_) => BLOCK,
        // A pair holds three runs of each member.
        Work::Paired(_) => BLOCK / 2,
    };
    let least = threads.or_else(|| std::thread::available_parallelism().map(usize::from).ok()).unwrap_or(1);
    let least = u32::try_from(least).unwrap_or(most).min(most);
    let mut block = least;
    let started = Instant::now();
    let (mut kept_at, mut took) = (started, Duration::ZERO);
    let mut kept = begin;
    let mut first = begin;
    while first < members.end {
        let last = first.saturating_add(block).min(members.end);
        let begun = Instant::now();
        if !work.run(first..last, &pace) {
            progress.end();
            return Err(interrupted(store, work, &members, kept)?);
        }
        first = last;
        block = next_block(block, begun.elapsed()).clamp(least, most);
        // Also after the last member: the disk may be full when the files are written.
        let due = kept_at.elapsed() >= pause(started.elapsed(), took);
        if let Some(store) = store.filter(|_| due) {
            let begun = Instant::now();
            store.keep(work, &members)?;
            (took, kept) = (begun.elapsed(), first);
            kept_at = Instant::now();
        }
    }
    progress.end();
    Ok(kept - members.start)
}

/// What there is when somebody stops the run.
fn interrupted(store: Option<&Store>, work: &Work, members: &Range<u32>, kept: u32) -> Result<Failure, Failure> {
    let done = work.members();
    let Some(store) = store.filter(|_| done > 0) else { return Ok(Failure::Interrupted) };
    if members.start + done > kept {
        store.keep(work, members)?;
    }
    Ok(store.interrupted(done, members))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_as_long_as_a_kill_may_cost() {
        let ms = Duration::from_millis;
        let told = [ms(100), ms(700), ms(1_900), ms(2_100)].map(|took| next_block(8, took));
        assert_eq!(told, [16, 8, 8, 4]);
    }

    #[test]
    fn short_runs_are_kept_often_and_keeping_takes_little() {
        let [ms, s] = [Duration::from_millis, Duration::from_secs];
        assert_eq!(pause(Duration::ZERO, ms(1)), ms(100));
        assert_eq!(pause(s(3), ms(1)), ms(300));
        assert_eq!(pause(s(3_600), ms(50)), s(1));
        assert_eq!(pause(s(3_600), s(1)), s(20));
    }
}
