//! A border crossing and its status.

use crate::{Key, Timeline, Uncertain};

/// Who may pass.
#[derive(Clone, Debug, PartialEq)]
pub enum Passage {
    /// Everybody.
    Open,
    /// Nobody.
    Closed,
    /// A fraction of those who come on a day, or the people of one profile alone.
    Restricted {
        /// The fraction let through, 0 to 1.
        fraction: Uncertain,
        /// If given, only people of this profile are among those let through.
        profile: Option<Key>,
    },
    /// People with papers, and people who go home.
    DocumentedOnly,
    /// People who go home.
    ReturnsOnly,
}

impl Passage {
    /// The word in files and output.
    pub const fn word(&self) -> &'static str {
        match self {
            Passage::Open => "open",
            Passage::Closed => "closed",
            Passage::Restricted { .. } => "restricted",
            Passage::DocumentedOnly => "documented_only",
            Passage::ReturnsOnly => "returns_only",
        }
    }
}

/// The state of one direction of a crossing.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossingState {
    /// Who may pass.
    pub passage: Passage,
    /// The most people who pass in a day.
    pub per_day: Option<Uncertain>,
    /// The share of those stopped who get across beside the crossing each day; the scenario's parameter if absent.
    pub irregular: Option<Uncertain>,
}

/// A crossing: the statuses of its two directions. Where nothing was ever reported it is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing {
    /// The location.
    pub location: Key,
    /// Into the country of the location.
    pub into_country: Timeline<CrossingState>,
    /// Into the country on the other side.
    pub into_to_country: Timeline<CrossingState>,
}
