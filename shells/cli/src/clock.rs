//! How long it took.

use std::time::Instant;

/// Wall and CPU time since a moment.
#[derive(Clone, Copy, Debug)]
pub struct Clock(Instant);

impl Clock {
    /// From now on.
    pub fn start() -> Clock {
        Clock(Instant::now())
    }

    /// Seconds gone by.
    pub fn wall(self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

/// Seconds that all processors together spent on this process.
#[cfg(unix)]
pub fn cpu() -> Option<f64> {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Some(spent.tv_sec as f64 + spent.tv_nsec as f64 * 1e-9)
}

/// Elsewhere there is no safe way to ask.
#[cfg(not(unix))]
pub fn cpu() -> Option<f64> {
    None
}
