//! How far a run has come: a bar on a terminal, a line every few seconds elsewhere.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::people::{rounded, whole};
use crate::voice::Voice;

const BETWEEN_LINES: Duration = Duration::from_secs(5);

/// How far a run has come.
pub struct Progress {
    voice: Voice,
    members: u32,
    /// Members that an earlier process ran.
    before: u32,
    done: AtomicU32,
    person_days: AtomicU64,
    begun: Instant,
    told: Mutex<Instant>,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Of a run that begins, or goes on after some members.
    pub fn of(members: u32, before: u32, voice: Voice) -> Progress {
        let bar = (!voice.quiet && std::io::stderr().is_terminal()).then(|| {
            let style = ProgressStyle::with_template("{bar:30} {pos} of {len} members, {msg}");
            let bar = ProgressBar::new(u64::from(members)).with_position(u64::from(before));
            style.map_or(bar.clone(), |style| bar.with_style(style))
        });
        let now = Instant::now();
        let (done, person_days) = (AtomicU32::new(0), AtomicU64::new(0));
        Progress { voice, members, before, done, person_days, begun: now, told: Mutex::new(now), bar }
    }

    /// One more member has run.
    pub fn member(&self, person_days: u64) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let all = self.person_days.fetch_add(person_days, Ordering::Relaxed) + person_days;
        let seconds = self.begun.elapsed().as_secs_f64();
        let left = self.members.saturating_sub(self.before + done);
        let words = pace(done, left, all, seconds);
        if let Some(bar) = &self.bar {
            bar.inc(1);
            bar.set_message(words);
        } else if let Ok(mut told) = self.told.try_lock()
            && told.elapsed() >= BETWEEN_LINES
        {
            *told = Instant::now();
            let (now, all) = (f64::from(self.before + done), f64::from(self.members));
            self.voice.note(&format!("{} of {} members, {words}", whole(now), whole(all)));
        }
    }

    /// The run is over.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// `12 M person-days a second, 3 min 20 s to go`
fn pace(done: u32, left: u32, person_days: u64, seconds: f64) -> String {
    let to_go = (seconds / f64::from(done.max(1)) * f64::from(left)).round() as u64;
    let to_go = match (to_go / 3600, to_go / 60 % 60, to_go % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    };
    let rate = rounded(person_days as f64 / seconds.max(1e-3));
    if person_days == 0 { format!("{to_go} to go") } else { format!("{rate} person-days a second, {to_go} to go") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_is_told_in_hours_minutes_and_seconds() {
        assert_eq!(pace(10, 100, 50_000_000, 10.0), "5.0 M person-days a second, 1 min 40 s to go");
        assert_eq!(pace(10, 7, 50_000, 10.0), "5,000 person-days a second, 7 s to go");
        assert_eq!(pace(1, 8_000, 1, 1.0), "1 person-days a second, 2 h 13 min to go");
    }
}
