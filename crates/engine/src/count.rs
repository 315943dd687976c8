//! How people are counted: drawn in whole numbers, or as expected values without a draw.

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Sub, SubAssign};

use crate::{Draw, sample};

/// How people are counted. The rules are written once for both.
pub trait Count:
    Copy
    + Default
    + Debug
    + PartialEq
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + AddAssign
    + SubAssign
    + Send
    + 'static
{
    /// So many people; whole numbers round down.
    fn of(people: f64) -> Self;

    /// As a number.
    fn people(self) -> f64;

    /// Whether there is nobody.
    fn is_none(self) -> bool {
        self == Self::default()
    }

    /// Those who do what each does with probability `p`: a binomial.
    fn part(self, p: f64, draw: Draw) -> Self;

    /// As many as come where so many come in the mean, each apart from the others: a Poisson law.
    fn poisson(mean: f64, draw: Draw) -> Self;

    /// Shared among alternatives by weight, given as running totals: a multinomial. Calls `out` for each that gets some.
    fn split(self, cumulative: &[f64], draw: Draw, out: impl FnMut(usize, Self));

    /// Takes `places` of them at random, all being alike: a multivariate hypergeometric. Calls `out` for each group of
    /// which some are taken.
    fn choose(groups: &[Self], places: Self, draw: Draw, out: impl FnMut(usize, Self));

    /// Each person apart, for individuals mode; expected values have none.
    fn persons(self) -> Option<u64>;

    /// 64 bits of it, for a digest.
    fn bits(self) -> u64;
}

impl Count for u64 {
    fn of(people: f64) -> u64 {
        // `as` saturates, and makes 0 of what is no number.
        people as u64
    }

    fn people(self) -> f64 {
        self as f64
    }

    fn part(self, p: f64, mut draw: Draw) -> u64 {
        sample::binomial(self, p, &mut draw)
    }

    fn poisson(mean: f64, mut draw: Draw) -> u64 {
        sample::poisson(mean, &mut draw)
    }

    fn split(self, cumulative: &[f64], mut draw: Draw, out: impl FnMut(usize, u64)) {
        sample::multinomial(self, cumulative, &mut draw, out);
    }

    fn choose(groups: &[u64], places: u64, mut draw: Draw, out: impl FnMut(usize, u64)) {
        sample::multivariate_hypergeometric(groups, places, &mut draw, out);
    }

    fn persons(self) -> Option<u64> {
        Some(self)
    }

    fn bits(self) -> u64 {
        self
    }
}

/// Expected values below this many people are not divided any more: they do what most do. Otherwise each of ever smaller
/// parts would be a cohort for ever.
const CRUMB: f64 = 1e-6;

impl Count for f64 {
    fn of(people: f64) -> f64 {
        people
    }

    fn people(self) -> f64 {
        self
    }

    fn part(self, p: f64, _: Draw) -> f64 {
        // The whole stays whole: `self - part` must not leave a rounding error.
        let all = p >= 1.0 || self < CRUMB && p > 0.5;
        if all {
            self
        } else if self < CRUMB {
            0.0
        } else {
            self * p.max(0.0)
        }
    }

    fn poisson(mean: f64, _: Draw) -> f64 {
        mean.max(0.0)
    }

    fn split(self, cumulative: &[f64], _: Draw, mut out: impl FnMut(usize, f64)) {
        let Some(&total) = cumulative.last().filter(|total| total.is_finite() && **total > 0.0) else { return };
        let mut before = 0.0;
        if self < CRUMB {
            let weights = cumulative.iter().enumerate().map(|(index, upto)| {
                let weight = upto - before;
                before = *upto;
                (weight, index)
            });
            if let Some((_, likeliest)) = weights.max_by(|(a, _), (b, _)| a.total_cmp(b)) {
                out(likeliest, self);
            }
            return;
        }
        for (index, &upto) in cumulative.iter().enumerate() {
            if upto > before {
                out(index, self * ((upto - before) / total));
            }
            before = upto;
        }
    }

    fn choose(groups: &[f64], places: f64, _: Draw, mut out: impl FnMut(usize, f64)) {
        let total: f64 = groups.iter().sum();
        let share = if total > places { places / total } else { 1.0 };
        for (index, &people) in groups.iter().enumerate() {
            if people > 0.0 {
                out(index, people * share);
            }
        }
    }

    fn persons(self) -> Option<u64> {
        None
    }

    fn bits(self) -> u64 {
        self.to_bits()
    }
}
