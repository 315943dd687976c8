//! How many of `n` people, each with probability `p`.

use super::pmf::ln_binomial;
use super::{WALK_BELOW_MEAN, relative_to_mode, walk_up};
use crate::draws::Draw;

/// Up to here `(1 − p)^n` by multiplication is as good as by logarithm, and cheaper.
const POWERS: u64 = 1024;

/// The number of successes among `n` people who each succeed with probability `p`.
///
/// Up to 32 people toss a coin each, which takes one block of the draw or two (`coins`); more are drawn by inversion
/// (`walk_up`) or, where `n min(p, 1 − p)` is 10 or more, by rejection (`btrs`).
#[inline]
#[must_use]
pub fn binomial(n: u64, p: f64, draw: &mut Draw) -> u64 {
    if n == 0 || p <= 0.0 || p.is_nan() {
        0
    } else if p >= 1.0 {
        n
    } else if n == 1 {
        u64::from(draw.unit() < p)
    } else if n <= 16 {
        coins::<16>(n, p, draw)
    } else if n <= 32 {
        coins::<32>(n, p, draw)
    } else if p <= 0.5 {
        many(n, p, draw)
    } else {
        n - many(n, 1.0 - p, draw)
    }
}

/// Exact to 2^-64: every person draws a binary fraction and succeeds where it is below `p`.
///
/// All people do so at once, in `LANES` lanes of a word, a binary digit at a time, until each has differed from `p` in
/// some digit. That takes about `log2 n + 1` digits; eight are done without a look, as looking costs more.
#[inline]
fn coins<const LANES: u32>(n: u64, p: f64, draw: &mut Draw) -> u64 {
    let mut digits = (p * (1_u128 << 64) as f64) as u64;
    let (mut undecided, mut successes) = (u64::MAX >> (64 - n), 0);
    // Where the digits of p end, those who still equal it are not below it.
    while undecided != 0 && digits != 0 {
        for _ in 0..LANES / 8 {
            let mut bits = draw.u64();
            for _ in 0..64 / LANES {
                let digit = ((digits as i64) >> 63) as u64;
                successes |= undecided & digit & !bits;
                undecided &= !(digit ^ bits);
                digits <<= 1;
                bits >>= LANES;
            }
        }
    }
    u64::from(successes.count_ones())
}

/// More than a few people, `p` at most a half.
fn many(n: u64, p: f64, draw: &mut Draw) -> u64 {
    let people = n as f64;
    if people * p >= WALK_BELOW_MEAN {
        return btrs(n, p, draw);
    }
    let nobody = if n <= POWERS { power(1.0 - p, n) } else { libm::exp(people * libm::log1p(-p)) };
    walk_up(draw.unit(), nobody, n, ratio(people, p))
}

/// `x^n` by squaring.
fn power(mut x: f64, mut n: u64) -> f64 {
    let mut product = 1.0;
    while n > 0 {
        if n & 1 == 1 {
            product *= x;
        }
        x *= x;
        n >>= 1;
    }
    product
}

/// Transformed rejection with a squeeze: Hörmann, "The generation of binomial random variates" (1993), algorithm BTRS,
/// for `np` ≥ 10 and `p` ≤ ½; the names are his.
fn btrs(n: u64, p: f64, draw: &mut Draw) -> u64 {
    let (people, q) = (n as f64, 1.0 - p);
    let spq = (people * p * q).sqrt();
    let b = 1.15 + 2.53 * spq;
    let a = -0.0873 + 0.0248 * b + 0.01 * p;
    let c = people * p + 0.5;
    let v_r = 0.92 - 4.2 / b;
    loop {
        let u = draw.unit() - 0.5;
        let v = draw.unit();
        let us = 0.5 - u.abs();
        let x = (2.0 * a / us + b) * u + c;
        // Before the cut to a whole number, which would make a 0 of what lies between -1 and 0.
        if x < 0.0 || x >= people + 1.0 {
            continue;
        }
        let k = (x as u64).min(n);
        if us >= 0.07 && v <= v_r {
            return k;
        }
        let alpha = (2.83 + 5.1 / b) * spq;
        let mode = ((people + 1.0) * p) as u64;
        let height = relative_to_mode(k, mode, ratio(people, p), |k| ln_binomial(k, people, p, q));
        if v * alpha / (a / (us * us) + b) <= height {
            return k;
        }
    }
}

/// `P(X = k) / P(X = k - 1)`.
fn ratio(n: f64, p: f64) -> impl Fn(f64) -> f64 {
    let odds = p / (1.0 - p);
    move |k| (n + 1.0) * odds / k - odds
}
