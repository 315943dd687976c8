//! A number that is not known exactly.

/// A number as it is reported: a value, a range, or a distribution with a long tail. It is drawn once per member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Uncertain {
    /// One value: `0.4`.
    Exact(f64),
    /// `low..high`: every value between them is as likely as another.
    Range {
        /// The least value.
        low: f64,
        /// The greatest value.
        high: f64,
    },
    /// Durations: lognormal, half of them below `median`, nine in ten below `p90`.
    Lognormal {
        /// Half of the draws are below it.
        median: f64,
        /// Nine in ten of the draws are below it.
        p90: f64,
    },
}

impl Uncertain {
    /// The middle of the distribution: what a table prints where one number must do.
    pub fn median(self) -> f64 {
        match self {
            Uncertain::Exact(value) => value,
            Uncertain::Range { low, high } => low + (high - low) / 2.0,
            Uncertain::Lognormal { median, .. } => median,
        }
    }

    /// The least and the greatest value that can be drawn; a lognormal has no greatest.
    pub fn bounds(self) -> (f64, f64) {
        match self {
            Uncertain::Exact(value) => (value, value),
            Uncertain::Range { low, high } => (low, high),
            Uncertain::Lognormal { .. } => (0.0, f64::INFINITY),
        }
    }

    /// The same number in other units.
    pub fn scaled(self, by: f64) -> Self {
        match self {
            Uncertain::Exact(value) => Uncertain::Exact(value * by),
            Uncertain::Range { low, high } => Uncertain::Range { low: low * by, high: high * by },
            Uncertain::Lognormal { median, p90 } => Uncertain::Lognormal { median: median * by, p90: p90 * by },
        }
    }
}

impl From<f64> for Uncertain {
    fn from(value: f64) -> Self {
        Uncertain::Exact(value)
    }
}
