//! A way or place that is shut.

use crate::{Key, Timeline};

/// Which way is shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Both.
    Both,
    /// Towards the place; for a route, from its `from` to its `to`.
    In,
    /// Away from the place; for a route, from its `to` to its `from`.
    Out,
}

impl Way {
    /// The same way, of a route that is named from its other end.
    pub fn reversed(self) -> Way {
        match self {
            Way::Both => Way::Both,
            Way::In => Way::Out,
            Way::Out => Way::In,
        }
    }
}

/// What is shut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shut {
    /// Every route at a place.
    Location(Key),
    /// One route.
    Route {
        /// Where it begins.
        from: Key,
        /// Where it ends.
        to: Key,
    },
}

/// The closures of a route or place. A crossing's status belongs to [`crate::Crossing`], a camp's to
/// [`crate::CampState`].
#[derive(Clone, Debug, PartialEq)]
pub struct Closure {
    /// What is shut.
    pub shut: Shut,
    /// Which way is shut, and when; `None` says that it is open.
    pub timeline: Timeline<Option<Way>>,
}
