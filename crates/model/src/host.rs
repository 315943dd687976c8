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
    /// People a day who are sent back or go back from those who stay there, whatever the fighting at home: of one profile,
    /// or of all.
    pub forced_return: Vec<(Option<Key>, Timeline<Uncertain>)>,
}

impl Host {
    /// The forced returns of a profile or of all, begun if there are none.
    pub fn forced_return_of(&mut self, profile: Option<&Key>) -> &mut Timeline<Uncertain> {
        let index = self.forced_return.iter().position(|(own, _)| own.as_ref() == profile).unwrap_or_else(|| {
            self.forced_return.push((profile.cloned(), Timeline::default()));
            self.forced_return.len() - 1
        });
        &mut self.forced_return[index].1
    }
}
