//! What a host country does.

use crate::{Key, Timeline, Uncertain};

/// Whom a host admits at its crossings and airports, on top of what each crossing lets through.
#[derive(Clone, Debug, PartialEq)]
pub enum Admission {
    /// Everybody.
    Open,
    /// Nobody but a share of those who come.
    Refusal {
        /// The share still admitted, 0 to 1.
        accepted: Uncertain,
    },
    /// So many people from the day of the row on, then nobody.
    Cap {
        /// People.
        people: Uncertain,
    },
    /// A cap that holds only if its condition is met; otherwise the policy before it holds on.
    Pledge {
        /// People.
        people: Uncertain,
        /// The condition, in words.
        condition: String,
        /// The probability that it is met, 0 to 1; drawn once per host and condition in a member.
        likelihood: Uncertain,
    },
}

impl Admission {
    /// The word in files and output.
    pub const fn word(&self) -> &'static str {
        match self {
            Admission::Open => "open",
            Admission::Refusal { .. } => "refusal",
            Admission::Cap { .. } => "cap",
            Admission::Pledge { .. } => "pledge",
        }
    }
}

/// A host country: three timelines that do not replace each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Host {
    /// The country.
    pub country: Key,
    /// Whom it admits. Open where nothing was reported.
    pub admission: Timeline<Admission>,
    /// The share of the day's arrivals who are sent back to where they came from, 0 to 1.
    pub push_back: Timeline<Uncertain>,
    /// People a day who are sent back or go back from those who stay there, whatever the fighting at home.
    pub forced_return: Timeline<Uncertain>,
}
