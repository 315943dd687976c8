//! Fighting at a place.

use crate::Uncertain;

/// How intense the fighting at a place is: 0 none, 0.3 a siege or a single attack, 0.5 a district taken with some
/// fighting, 0.7 a sustained battle, 1 prolonged fighting inside a large city.
pub type Intensity = Uncertain;
