//! One day, and what its verbs work on.

use crate::travel::Travel;
use crate::{Count, Member, Record, State, World};

/// One day of one member. The verbs are methods, each in the file with its name.
pub(crate) struct Day<'a, C: Count, R: Record<C>> {
    pub world: &'a World,
    pub member: &'a Member,
    pub state: &'a mut State<C>,
    pub travel: &'a mut Travel<C>,
    pub record: &'a mut R,
}
