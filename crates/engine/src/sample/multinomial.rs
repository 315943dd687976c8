//! How `n` people spread over weighted categories.

use super::binomial;
use crate::draws::Draw;

/// Up to here people choose one by one.
const ONE_BY_ONE: usize = 16;

/// Spreads `n` people, each of whom chooses category `i` with probability proportional to its weight, and calls
/// `out(i, count)` once for every category that somebody chose, in the order of the categories.
///
/// The weights come summed up: `cumulative[i]` is the sum of weights `0..=i`, so the last is the total. A category of
/// weight zero gets nobody. A total that is zero, negative or not finite places nobody; otherwise the counts sum to `n`.
///
/// A crowd is halved by a binomial over the two halves of the categories, and so on (the tree of Sanders, Lamm, Hübschle-
/// Schneider, Schrade and Dachsbacher 2018): the same law as choosing one by one, which is what few people do.
pub fn multinomial(n: u64, cumulative: &[f64], draw: &mut Draw, mut out: impl FnMut(usize, u64)) {
    let total = cumulative.last().copied().unwrap_or(0.0);
    if n > 0 && total > 0.0 && total.is_finite() {
        spread(n, Range { cumulative, first: 0, below: 0.0 }, draw, &mut out);
    }
}

/// Some neighbouring categories.
struct Range<'a> {
    cumulative: &'a [f64],
    /// The index of the first of them.
    first: usize,
    /// The weight of all before it.
    below: f64,
}

/// `n` is at least 1, and so is the number of categories.
fn spread(n: u64, range: Range, draw: &mut Draw, out: &mut impl FnMut(usize, u64)) {
    let Range { cumulative, first, below } = range;
    if cumulative.len() == 1 {
        return out(first, n);
    }
    if n == 1 {
        return out(first + choice(cumulative, below, draw), 1);
    }
    if n <= ONE_BY_ONE as u64 && n < cumulative.len() as u64 {
        let mut chosen = [0; ONE_BY_ONE];
        let chosen = &mut chosen[..n as usize];
        chosen.fill_with(|| choice(cumulative, below, draw));
        chosen.sort_unstable();
        for same in chosen.chunk_by(usize::eq) {
            out(first + same[0], same.len() as u64);
        }
        return;
    }
    let (left, right) = cumulative.split_at(cumulative.len() / 2);
    let (middle, top) = (left[left.len() - 1], right[right.len() - 1]);
    let goes_left = binomial(n, (middle - below) / (top - below), draw);
    if goes_left > 0 {
        spread(goes_left, Range { cumulative: left, first, below }, draw, out);
    }
    if goes_left < n {
        spread(n - goes_left, Range { cumulative: right, first: first + left.len(), below: middle }, draw, out);
    }
}

/// One person's category, an index into `cumulative`.
fn choice(cumulative: &[f64], below: f64, draw: &mut Draw) -> usize {
    let top = cumulative[cumulative.len() - 1];
    // Rounding may reach the top, where there is nothing, or only categories of weight zero.
    let point = (below + draw.unit() * (top - below)).min(top.next_down());
    cumulative.partition_point(|&upto| upto <= point).min(cumulative.len() - 1)
}
