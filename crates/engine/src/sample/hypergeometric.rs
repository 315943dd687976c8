//! How many of a kind are among those drawn without replacement: who gets the last places.

use super::pmf::ln_binomial;
use super::{WALK_BELOW_MEAN, relative_to_mode, walk_up};
use crate::draws::Draw;

/// Up to so many draws the probability that none is good comes from a product; beyond, from logarithms.
const PRODUCT: u64 = 16;

/// The number of good ones among `draws` drawn without replacement from `good` good ones and `bad` others; all the good
/// ones if `draws` exceeds the number there is.
#[must_use]
pub fn hypergeometric(good: u64, bad: u64, draws: u64, draw: &mut Draw) -> u64 {
    let total = u128::from(good) + u128::from(bad);
    let Ok(left) = u64::try_from(total.saturating_sub(u128::from(draws))) else {
        // So many are left that those drawn are the fewer: no need to ask what is left.
        return fewer_good(good, bad, draws, draw);
    };
    if left == 0 {
        good
    } else if draws <= left {
        fewer_good(good, bad, draws, draw)
    } else {
        // What is left is as random as what is drawn.
        good - fewer_good(good, bad, left, draw)
    }
}

/// At most half are drawn. Counts whichever kind is the rarer.
fn fewer_good(good: u64, bad: u64, draws: u64, draw: &mut Draw) -> u64 {
    if good > bad {
        return draws - fewer_good(bad, good, draws, draw);
    }
    // To be good and to be drawn are alike: both mark some of the total, at random and independently of the other.
    let marked = Marked { rare: good.min(draws), common: good.max(draws), total: good as f64 + bad as f64 };
    if marked.rare == 0 {
        0
    } else if marked.mean() < WALK_BELOW_MEAN {
        marked.walk(draw)
    } else {
        marked.hrua(draw)
    }
}

/// Two sets of marks, each on at most half of the total: how many carry both?
struct Marked {
    rare: u64,
    common: u64,
    total: f64,
}

impl Marked {
    fn mean(&self) -> f64 {
        self.rare as f64 * (self.common as f64 / self.total)
    }

    /// By inversion.
    fn walk(&self, draw: &mut Draw) -> u64 {
        let (rare, common) = (self.rare as f64, self.common as f64);
        let unmarked = self.total - common;
        let none = if self.rare <= PRODUCT {
            (0..self.rare).map(|i| i as f64).map(|i| (unmarked - i) / (self.total - i)).product()
        } else {
            libm::exp(self.ln_weight(0.0) - ln_binomial(rare, self.total, self.share(), 1.0 - self.share()))
        };
        walk_up(draw.unit(), none, self.rare, self.ratio())
    }

    /// Ratio of uniforms: Stadlober, "The ratio of uniforms approach for generating discrete random variates" (1990),
    /// algorithm HRUA.
    fn hrua(&self, draw: &mut Draw) -> u64 {
        /// 2 √(2/e) and 3 − 2 √(3/e).
        const D: [f64; 2] = [1.715_527_769_921_413_5, 0.898_916_162_058_898_8];
        let (rare, common) = (self.rare as f64, self.common as f64);
        let variance = self.mean() * (1.0 - common / self.total) * ((self.total - rare) / (self.total - 1.0));
        let width = D[0] * (variance + 0.5).sqrt() + D[1];
        let mode = ((rare + 1.0) * ((common + 1.0) / (self.total + 2.0))) as u64;
        loop {
            let u = draw.open_unit();
            let x = self.mean() + 0.5 + width * (draw.unit() - 0.5) / u;
            if x < 0.0 || x >= rare + 1.0 {
                continue;
            }
            let k = (x as u64).min(self.rare);
            if u * u <= relative_to_mode(k, mode, self.ratio(), |k| self.ln_weight(k)) {
                return k;
            }
        }
    }

    /// `ln P(X = k)` plus a constant. Given how many are marked rare in total, `k` of the common ones and the others of
    /// the unmarked ones are, each as if by the toss of a coin (Loader 2000).
    fn ln_weight(&self, k: f64) -> f64 {
        let (p, common) = (self.share(), self.common as f64);
        ln_binomial(k, common, p, 1.0 - p) + ln_binomial(self.rare as f64 - k, self.total - common, p, 1.0 - p)
    }

    /// `P(X = k) / P(X = k - 1)`.
    fn ratio(&self) -> impl Fn(f64) -> f64 {
        let (rare, common) = (self.rare as f64, self.common as f64);
        let neither = self.total - common - rare;
        move |k| (common + 1.0 - k) * (rare + 1.0 - k) / (k * (neither + k))
    }

    /// The share of the total that is marked rare.
    fn share(&self) -> f64 {
        self.rare as f64 / self.total
    }
}

/// Draws `draws` people without replacement from groups of `counts`, and calls `out(i, count)` once for every group from
/// which somebody is drawn, in the order of the groups. Everybody is drawn if `draws` exceeds the number there is.
pub fn multivariate_hypergeometric(counts: &[u64], draws: u64, draw: &mut Draw, mut out: impl FnMut(usize, u64)) {
    let mut later: u128 = counts.iter().copied().map(u128::from).sum();
    let mut wanted = draws;
    for (i, &count) in counts.iter().enumerate() {
        if wanted == 0 {
            return;
        }
        later -= u128::from(count);
        let drawn = hypergeometric(count, u64::try_from(later).unwrap_or(u64::MAX), wanted, draw);
        wanted -= drawn;
        if drawn > 0 {
            out(i, drawn);
        }
    }
}
