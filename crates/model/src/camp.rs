//! The room of a receiving place.

use crate::Uncertain;

/// The state of a receiving place: closed, or open with room for so many.
#[derive(Clone, Debug, PartialEq)]
pub enum CampState {
    /// It receives nobody; those inside stay.
    Closed,
    /// It receives people.
    Open {
        /// The most people it holds; unlimited if absent.
        capacity: Option<Uncertain>,
    },
}
