//! The room of a receiving place.

use crate::{Kind, Uncertain};

/// The state of a receiving place: closed, or open with room for so many.
#[derive(Clone, Debug, PartialEq)]
pub enum CampState {
    /// It receives nobody; those inside stay.
    Closed,
    /// It receives people.
    Open {
        /// The most people it holds; unlimited if absent.
        capacity: Option<Uncertain>,
        /// What the place is from now on, if not what it was declared as: a town, camp, site or hub.
        kind: Option<Kind>,
    },
}
