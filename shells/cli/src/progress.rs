//! How far a run has come: a bar on a terminal, a line every few seconds elsewhere.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::voice::Voice;

const BETWEEN_LINES: Duration = Duration::from_secs(5);

/// How far a run has come.
pub struct Progress {
    voice: Voice,
    members: u32,
    done: AtomicU32,
    told: Mutex<Instant>,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Of a run that begins.
    pub fn of(members: u32, voice: Voice) -> Progress {
        let bar = (!voice.quiet && std::io::stderr().is_terminal()).then(|| {
            let style = ProgressStyle::with_template("{bar:40} {pos} of {len} members, {eta} to go");
            let bar = ProgressBar::new(u64::from(members));
            style.map_or(bar.clone(), |style| bar.with_style(style))
        });
        Progress { voice, members, done: AtomicU32::new(0), told: Mutex::new(Instant::now()), bar }
    }

    /// One more member has run.
    pub fn member(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(bar) = &self.bar {
            bar.inc(1);
        } else if let Ok(mut told) = self.told.try_lock()
            && told.elapsed() >= BETWEEN_LINES
        {
            *told = Instant::now();
            self.voice.note(&format!("{done} of {} members", self.members));
        }
    }

    /// The run is over.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
