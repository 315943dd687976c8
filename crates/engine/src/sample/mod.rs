//! Exact samplers: counts of people and normal values, from addressed draws.
//!
//! "Exact" means the law itself, not an approximation to it: what is left is the rounding of 53 bits. The arithmetic is
//! + − × ÷ √ and `libm`, so that every machine draws the same.
//!
//! No argument makes a sampler panic or hang: a probability that is not a number counts as 0, one outside [0, 1] as the
//! nearer end.

mod below;
mod binomial;
mod hypergeometric;
mod multinomial;
mod normal;
mod pmf;
mod poisson;
#[cfg(test)]
mod tests;

pub use below::below;
pub use binomial::binomial;
pub use hypergeometric::{hypergeometric, multivariate_hypergeometric};
pub use multinomial::multinomial;
pub use normal::{normal, normal_quantile};
pub use poisson::poisson;

/// Below this mean, walking up from 0 is cheaper than rejection, whose hat is moreover only proven above it.
const WALK_BELOW_MEAN: f64 = 10.0;

/// Inversion: the first `k` whose cumulative probability exceeds `u`, found by walking up from 0.
///
/// `at_zero` is the probability of 0 and `ratio(k)` that of `k` over that of `k - 1`; none is above `last`.
#[inline]
fn walk_up(u: f64, at_zero: f64, last: u64, ratio: impl Fn(f64) -> f64) -> u64 {
    /// Less than a uniform number can tell. Without it a `u` next to 1 would walk on through the rounding errors.
    const NOTHING: f64 = 1.0 / (1_u128 << 64) as f64;
    let (mut k, mut rest, mut mass) = (0, u, at_zero);
    while rest >= mass && k < last && mass > NOTHING {
        rest -= mass;
        k += 1;
        mass *= ratio(k as f64);
    }
    k
}

/// The probability of `k` over that of the `mode`, for rejection.
///
/// Next to the mode, where most proposals fall, it is the product of the `ratio`s between the two: half the cost of the
/// logarithms, `ln_weight` (up to any constant).
#[inline]
fn relative_to_mode(k: u64, mode: u64, ratio: impl Fn(f64) -> f64, ln_weight: impl Fn(f64) -> f64) -> f64 {
    const NEXT: u64 = 16;
    if k.abs_diff(mode) > NEXT {
        return libm::exp(ln_weight(k as f64) - ln_weight(mode as f64));
    }
    let climb: f64 = (k.min(mode)..k.max(mode)).map(|i| ratio((i + 1) as f64)).product();
    if k < mode { 1.0 / climb } else { climb }
}
