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

/// Where they leave from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A place, or every populated place of a country in proportion to who lives there.
    Key(Key),
    /// Every place with fighting, in proportion to who lives there, the intensity and its decay.
    Fighting,
}

impl Origin {
    /// The word for [`Origin::Fighting`] in files.
    pub const FIGHTING: &str = "fighting";

    /// The place or country, if it is one.
    pub fn key(&self) -> Option<&Key> {
        match self {
            Origin::Key(key) => Some(key),
            Origin::Fighting => None,
        }
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key().map_or(Origin::FIGHTING, Key::as_str))
    }
}

/// New displacements that are given.
#[derive(Clone, Debug, PartialEq)]
pub struct Departures {
    /// Where they leave from.
    pub origin: Origin,
    /// Who leaves; as those whom fighting displaces, if nobody is named.
    pub profile: Option<Key>,
    /// From when until when, and how many.
    pub row: Row<Flow>,
}
