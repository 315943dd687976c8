//! A way between two places.

use crate::{Key, Uncertain};

/// How one travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// By vehicle on a road.
    Road,
    /// On foot.
    Foot,
    /// A mountain or desert track, slow by any means.
    Track,
    /// By air.
    Air,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Mode; 4] = [Mode::Road, Mode::Foot, Mode::Track, Mode::Air];

    /// The word in files and output.
    pub const fn word(self) -> &'static str {
        match self {
            Mode::Road => "road",
            Mode::Foot => "foot",
            Mode::Track => "track",
            Mode::Air => "air",
        }
    }
}

/// A way between two places. Both directions exist unless it is one-way.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Where it begins.
    pub from: Key,
    /// Where it ends.
    pub to: Key,
    /// Its length, km.
    pub distance_km: f64,
    /// How one travels on it.
    pub mode: Mode,
    /// Kilometres a day on this route; the mode's own speed if absent.
    pub speed_km_per_day: Option<Uncertain>,
    /// The most people who can set out a day, per direction: seats of a flight.
    pub seats_per_day: Option<Uncertain>,
    /// Of those on it, the share who walk, each day anew.
    pub walk_share: Option<Uncertain>,
    /// A factor on the attraction of whatever people reach by it.
    pub pull: f64,
    /// Whether it leads only from `from` to `to`.
    pub one_way: bool,
    /// Where the row comes from.
    pub source: String,
}
