//! How many members have which value: exact while they are few, by bins of fixed width after.
//!
//! It is a function of the values alone, not of their order, and two of them add up: so the parts of an ensemble can be
//! put together in any order, and memory does not grow with the number of members.

use crate::quantiles::Spread;

/// Up to so many members every value is kept.
pub const EXACT: u32 = 128;

/// Bins an octave: a value is known to 1/128 of itself, and exactly below 128.
const BINS: i64 = 64;

/// The values of many members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    /// By value, or by bin if there are more than [`EXACT`] members, in order: how many members.
    entries: Vec<(i32, u32)>,
    count: u32,
    sum: i64,
    range: Option<(i32, i32)>,
}

/// A histogram as plain numbers, for a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The sum of all values.
    pub sum: i64,
    /// The least and the greatest.
    pub range: Option<(i32, i32)>,
    /// By value, or by bin if there are more than [`EXACT`] members, in order: how many members.
    pub entries: Vec<(i32, u32)>,
}

impl Histogram {
    /// One more member has this value.
    pub fn add(&mut self, value: i32) {
        if self.count == EXACT {
            self.coarsen();
        }
        self.count += 1;
        self.sum += i64::from(value);
        let (low, high) = self.range.unwrap_or((value, value));
        self.range = Some((low.min(value), high.max(value)));
        let key = if self.count > EXACT { bin(value) } else { value };
        add_to(&mut self.entries, key, 1);
    }

    /// The members of another too.
    pub fn merge(&mut self, other: &Histogram) {
        let Some(range) = other.range else { return };
        let count = self.count + other.count;
        let own = self.range.unwrap_or(range);
        self.range = Some((own.0.min(range.0), own.1.max(range.1)));
        self.sum += other.sum;
        if count > EXACT && self.count <= EXACT {
            self.coarsen();
        }
        for (key, members) in &other.entries {
            let key = if count > EXACT && other.count <= EXACT { bin(*key) } else { *key };
            add_to(&mut self.entries, key, *members);
        }
        self.count = count;
    }

    fn coarsen(&mut self) {
        let exact = std::mem::take(&mut self.entries);
        for (value, members) in exact {
            add_to(&mut self.entries, bin(value), members);
        }
    }

    /// How many members.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// How many members lie below 0, and how many above: exact, as 0 has a bin of its own.
    pub fn signs(&self) -> (u32, u32) {
        let of = |side: fn(i32) -> bool| {
            self.entries.iter().filter(|(key, _)| side(*key)).map(|(_, members)| *members).sum()
        };
        (of(|key| key < 0), of(|key| key > 0))
    }

    /// The mean, exact; 0 where there is no member.
    pub fn mean(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.sum as f64 / f64::from(self.count) }
    }

    /// A quantile as [`crate::quantile`] has it; of more than [`EXACT`] members each value is that of the middle of its bin.
    pub fn quantile(&self, level: f64) -> f64 {
        let Some(last) = self.count.checked_sub(1) else { return 0.0 };
        let at = level.clamp(0.0, 1.0) * f64::from(last);
        let below = (at as u32).min(last);
        let (low, high) = (self.value_of(below), self.value_of((below + 1).min(last)));
        low + (at - f64::from(below)) * (high - low)
    }

    /// Mean and quantiles.
    pub fn spread(&self) -> Spread {
        let [q05, q25, q50, q75, q95] = [0.05, 0.25, 0.5, 0.75, 0.95].map(|level| self.quantile(level));
        Spread { mean: self.mean(), q05, q25, q50, q75, q95 }
    }

    /// The value of the member of this rank, the least having rank 0.
    fn value_of(&self, rank: u32) -> f64 {
        let mut up_to = 0;
        let own = self.entries.iter().find(|(_, members)| {
            up_to += members;
            up_to > rank
        });
        let key = own.map_or(0, |(key, _)| *key);
        if self.count <= EXACT {
            return f64::from(key);
        }
        let (low, high) = self.range.unwrap_or_default();
        middle(key).clamp(f64::from(low), f64::from(high))
    }

    /// As plain numbers.
    pub fn plain(&self) -> Plain {
        Plain { sum: self.sum, range: self.range, entries: self.entries.clone() }
    }

    /// From plain numbers; none if no histogram has them.
    pub fn from_plain(plain: Plain) -> Option<Histogram> {
        let Plain { sum, range, entries } = plain;
        let mut count = 0_u32;
        for (_, members) in &entries {
            count = count.checked_add(*members).filter(|_| *members > 0)?;
        }
        let in_order = entries.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let ends = match (entries.first(), entries.last()) {
            (Some(first), Some(last)) => Some((first.0, last.0)),
            (None, _) | (_, None) => None,
        };
        let key = |value: i32| if count > EXACT { bin(value) } else { value };
        let fits = in_order && range.map(|(low, high)| (key(low), key(high))) == ends;
        fits.then_some(Histogram { entries, count, sum, range })
    }
}

fn add_to(entries: &mut Vec<(i32, u32)>, key: i32, members: u32) {
    match entries.binary_search_by_key(&key, |entry| entry.0) {
        Ok(at) => entries[at].1 += members,
        Err(at) => entries.insert(at, (key, members)),
    }
}

/// The bin of a value: as wide as 1, 2, 4 … from 128, 256, 512 … on, to both sides of 0.
fn bin(value: i32) -> i32 {
    let size = i64::from(value).abs();
    let number = if size < 2 * BINS {
        size
    } else {
        // Of 64 to 127 units of 2, 4, 8 …
        let octave = i64::from(size.ilog2()) - 6;
        BINS * octave + (size >> octave)
    };
    // At most 64 * 26 + 128.
    (number * i64::from(value.signum())) as i32
}

/// The middle of a bin.
fn middle(bin: i32) -> f64 {
    let number = i64::from(bin).abs();
    let size = if number < 2 * BINS {
        number as f64
    } else {
        let octave = number / BINS - 1;
        let first = (number - BINS * octave) << octave;
        // The middle of the whole numbers of the bin.
        first as f64 + ((1_i64 << octave) - 1) as f64 / 2.0
    };
    if bin < 0 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantiles;

    fn of(values: impl IntoIterator<Item = i32>) -> Histogram {
        let mut histogram = Histogram::default();
        values.into_iter().for_each(|value| histogram.add(value));
        histogram
    }

    /// Values over many orders of magnitude, to both sides of 0.
    fn many(count: u32) -> Vec<i32> {
        (0..count)
            .map(|number| {
                let mixed = corridor_engine::mix(7, u64::from(number));
                (mixed as i32) >> (mixed % 31)
            })
            .collect()
    }

    #[test]
    fn bins_follow_one_another_and_hold_what_they_say() {
        let mut last = bin(i32::MIN + 1) - 1;
        for value in (0..31).flat_map(|power| [-(1_i64 << power), 1 << power]).chain([0]).map(|value| value as i32) {
            for value in [value.saturating_sub(1), value, value.saturating_add(1)] {
                let error = (middle(bin(value)) - f64::from(value)).abs();
                assert!(error <= f64::from(value).abs() / 128.0, "{value}: {error}");
                assert!(value.abs() >= 128 || error == 0.0, "{value}");
                assert_eq!(bin(-value), -bin(value));
            }
        }
        for value in -300_000..300_000 {
            let own = bin(value);
            assert!(value == -300_000 || own == last || own == last + 1, "{value}");
            last = own;
        }
    }

    #[test]
    fn few_are_exact_and_many_nearly() {
        for count in [1, 2, 100, EXACT, EXACT + 1, 5_000] {
            let values = many(count);
            let histogram = of(values.iter().copied());
            let mut sorted: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
            sorted.sort_by(f64::total_cmp);
            assert_eq!(histogram.mean(), quantiles::mean(&sorted));
            for level in [0.0, 0.05, 0.25, 0.5, 0.9, 1.0] {
                let exact = quantiles::quantile(&sorted, level);
                // What lies between two values may be off by the error of the larger one.
                let at = level * f64::from(count - 1);
                let nearest = sorted[at.ceil() as usize].abs().max(sorted[at as usize].abs());
                let allowed = if count <= EXACT { 0.0 } else { nearest / 128.0 };
                assert!((histogram.quantile(level) - exact).abs() <= allowed, "{count} at {level}");
            }
            let (below, above) = histogram.signs();
            assert_eq!(below as usize, values.iter().filter(|value| **value < 0).count());
            assert_eq!(above as usize, values.iter().filter(|value| **value > 0).count());
        }
        // What is the same in all members is that, however many they are.
        assert_eq!(of(vec![123_457; 999]).quantile(0.3), 123_457.0);
        assert_eq!(Histogram::default().quantile(0.5), 0.0);
    }

    #[test]
    fn parts_add_up_in_any_order() {
        for (count, parts) in [(90, 3), (129, 2), (200, 7), (1_000, 64), (300, 300)] {
            let values = many(count);
            let whole = of(values.iter().copied());
            let part = |number: usize| of(values.iter().copied().skip(number).step_by(parts));
            for order in [(0..parts).collect::<Vec<_>>(), (0..parts).rev().collect()] {
                let mut merged = Histogram::default();
                order.into_iter().for_each(|number| merged.merge(&part(number)));
                assert_eq!(merged, whole, "{count} in {parts}");
            }
            assert_eq!(Histogram::from_plain(whole.plain()), Some(whole));
        }
    }

    #[test]
    fn what_no_histogram_has_is_none() {
        let good = of([3, 3, 5]).plain();
        assert!(Histogram::from_plain(good.clone()).is_some());
        for wrong in [
            Plain { range: None, ..good.clone() },
            Plain { range: Some((3, 6)), ..good.clone() },
            Plain { entries: vec![(5, 1), (3, 2)], ..good.clone() },
            Plain { entries: vec![(3, 0), (5, 1)], ..good.clone() },
            Plain { entries: vec![(3, u32::MAX), (5, 1)], ..good.clone() },
        ] {
            assert_eq!(Histogram::from_plain(wrong.clone()), None, "{wrong:?}");
        }
    }
}
