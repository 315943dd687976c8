//! New displacements that are given, not driven by fighting.

use crate::{Key, Row, Uncertain};

/// How many leave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Flow {
    /// So many people over the whole span, spread evenly: an observed total.
    Total(Uncertain),
    /// So many people a day.
    PerDay(Uncertain),
    /// So many of 1,000 who live there, a month (30 days): a background rate.
    Per1000PerMonth(Uncertain),
}

/// Departures from one place, or from every populated place of a country in proportion to who lives there.
#[derive(Clone, Debug, PartialEq)]
pub struct Departures {
    /// The place or country.
    pub origin: Key,
    /// Who leaves.
    pub profile: Key,
    /// From when until when, and how many.
    pub row: Row<Flow>,
}
