//! What the people of a group share.

use crate::{Key, Kind, Uncertain};

/// What the people of a group share, as far as any rule reads it (invariant 9).
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Its stable key.
    pub key: Key,
    /// Of those displaced by fighting, the share with this profile, in proportion to the other profiles.
    pub conflict_share: f64,
    /// That share among those who live at a place, where it is another.
    pub conflict_share_at: Vec<(Key, f64)>,
    /// How much more than others they heed the safety of a place and its kind: the exponent on both.
    pub caution: f64,
    /// The share who have the papers that a documented-only crossing asks for.
    pub documented: Uncertain,
    /// Whether they remember the very place that they left. Others return to the nearest town of their country.
    pub remembers_home: bool,
    /// Whether they go home by themselves when it is safe there.
    pub returns: bool,
    /// The exponent of the distance kernel, if not the scenario's own.
    pub distance_exponent: Option<Uncertain>,
    /// How strongly a kind of place pulls; 1 where not named, 0 never.
    pub pull_kind: Vec<(Kind, Uncertain)>,
    /// How strongly a country pulls, the own one included; 1 where not named, 0 never.
    pub pull_country: Vec<(Key, Uncertain)>,
    /// How strongly one place pulls; multiplied with the pull of its kind and country.
    pub pull_place: Vec<(Key, Uncertain)>,
}
