//! A short proof that two runs were the same.

use crate::{Count, Record, State, World, mix};

/// 64 bits over every count of every day, and how many counts went in. Made of stable keys alone, so that the order of
/// the tables and places that nobody reaches leave it as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// The bits.
    pub bits: u64,
    /// How many counts. Another size says that something else was counted; the same size with other bits, that the
    /// numbers differ.
    pub size: u64,
}

impl Digest {
    fn add(&mut self, value: u64) {
        self.bits = mix(self.bits, value);
        self.size += 1;
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}/{}", self.bits, self.size)
    }
}

impl<C: Count> Record<C> for Digest {
    fn day(&mut self, world: &World, _: &crate::Member, state: &State<C>) {
        for (place, cohorts) in world.places.iter().zip(&state.here) {
            for cohort in cohorts {
                self.add(cohort.key.hash(world, place.hash));
                self.add(cohort.people.bits());
            }
        }
        for (way, road) in world.ways.iter().zip(&state.road) {
            // The order on the road is that of setting out, which follows the places and so their keys.
            for traveller in road {
                self.add(traveller.cohort.key.hash(world, way.hash));
                self.add(traveller.arrives);
                self.add(traveller.cohort.people.bits());
            }
        }
        for total in [state.gone_home, state.dead, state.left] {
            self.add(total.bits());
        }
    }
}
