//! A Poisson draw.

use super::walk_up;
use crate::Draw;

/// A mean up to which the probabilities are added up one by one.
const STEP: f64 = 16.0;
/// A mean beyond which nobody counts.
const MOST: f64 = 1e9;

/// How many come where `mean` come in the mean: exact, as a sum of draws with means of at most 16, each by inversion (a sum
/// of Poisson numbers is one). The time grows with the mean; one that is negative or no number gives nobody.
pub fn poisson(mean: f64, draw: &mut Draw) -> u64 {
    let (mut all, mut left) = (0, if mean > 0.0 { mean.min(MOST) } else { 0.0 });
    while left > 0.0 {
        let part = left.min(STEP);
        all += walk_up(draw.unit(), libm::exp(-part), u64::MAX, |k| part / k);
        left -= part;
    }
    all
}
