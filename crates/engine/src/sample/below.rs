//! A whole number below a bound.

use crate::Draw;

/// A whole number below `bound`, each as likely as another (Lemire 2019, without bias); 0 if `bound` is 0.
pub fn below(bound: u64, draw: &mut Draw) -> u64 {
    loop {
        let product = u128::from(draw.u64()) * u128::from(bound);
        // The low half tells whether this value belongs to the bound's share of 2^64 that is left over.
        if product as u64 >= bound.wrapping_neg().checked_rem(bound).unwrap_or(0) {
            return (product >> 64) as u64;
        }
    }
}
