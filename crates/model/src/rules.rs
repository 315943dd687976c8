//! Which movement rules a scenario uses.

/// How people choose where to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Among the places within so many hops, again at every stop.
    LookAhead {
        /// The most routes looked along, 1 to 4.
        hops: u8,
    },
    /// Among all receiving places that can be reached, by the cheapest way; again when that way shuts.
    Destinations,
}

/// How attraction falls with distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// `(softening_km + d)^-exponent`
    Power,
    /// `exp(-d / scale_km)`
    Exponential,
}

/// Whether people who are alike are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Population {
    /// People whose keys are equal are one cohort with a count.
    Cohorts,
    /// Every person is a cohort of one.
    Individuals,
}

/// Which movement rules a scenario uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The version of the rules for which the scenario was written. Digests are golden per version.
    pub version: u32,
    /// How people choose where to go.
    pub decision: Decision,
    /// How attraction falls with distance.
    pub kernel: Kernel,
    /// Whether people who are alike are counted together.
    pub population: Population,
}

impl Rules {
    /// The version of the rules in this build.
    pub const VERSION: u32 = 1;
}
