//! People already displaced or abroad on the first day.

use crate::{Key, Uncertain};

/// People already at a place on the first day.
#[derive(Clone, Debug, PartialEq)]
pub struct Stock {
    /// Where they are.
    pub location: Key,
    /// What they share.
    pub profile: Key,
    /// Where they come from: a place, or a country.
    pub home: Key,
    /// How many.
    pub people: Uncertain,
    /// Where the row comes from.
    pub source: String,
}
