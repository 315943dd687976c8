//! A way that everybody at a place is made to take.

use crate::{Key, Timeline};

/// A redirection: while it holds, whoever leaves `from` goes to `to` by the route between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Redirection {
    /// Where people are sent away.
    pub from: Key,
    /// Where they are sent.
    pub to: Key,
    /// Whether it holds, and when.
    pub timeline: Timeline<bool>,
}
