//! Addressed draws: randomness is asked for by who and why, never by turn.
//!
//! A draw's address is (seed, member, day, decision, who). The first two make the Philox key, the others its counter, so
//! that no generator is passed along, no result depends on the order of the asking, and two scenarios that differ in one
//! place share every other draw (common random numbers).
//!
//! | counter word | holds |
//! |---|---|
//! | 0, 1 | `who`, low half first |
//! | 2 | `day << 8 \| decision` |
//! | 3 | the block: 0, 1, 2… as the draw goes on |

use crate::philox::philox4x32;

/// Which question of the day a draw answers.
///
/// The numbers are part of every address: changing one changes every result, so they never change and are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Decision {
    /// How many are displaced at an origin.
    Displace = 1,
    /// Who leaves a place.
    Leave = 2,
    /// Which route those who leave choose.
    Choose = 3,
    /// Who passes a crossing.
    Pass = 4,
    /// Who is admitted to a nearly full place.
    Admit = 5,
    /// Who finds a host.
    Host = 6,
    /// Who is pushed back at a border.
    PushBack = 7,
    /// Who keeps waiting.
    Wait = 8,
    /// Who gives up waiting.
    GiveUp = 9,
    /// Who returns home.
    Return = 10,
    /// Who is returned by force.
    ForcedReturn = 11,
    /// Who dies.
    Die = 12,
    /// Who boards.
    Board = 13,
    /// Who goes an irregular way.
    Irregular = 14,
    /// Which profiles the newly displaced have.
    Profile = 15,
    /// A member's value of an uncertain parameter.
    Parameter = 16,
    /// A member's version of a timeline.
    Timeline = 17,
    /// A single journey drawn from a cohort run.
    Journey = 18,
    /// Who holds which papers.
    Papers = 19,
    /// Where home is.
    Home = 20,
    /// Who walks today.
    Walk = 21,
    /// Who stays for good.
    Root = 22,
    /// Whose turn it is.
    Turn = 23,
}

/// All the draws of one member of an ensemble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    key: [u32; 2],
}

impl Stream {
    /// The draws of `member` under `seed`. The key is [`mix`]`(seed, member)`: members of one seed never share a key.
    #[must_use]
    pub fn new(seed: u64, member: u32) -> Self {
        Self { key: halves(mix(seed, u64::from(member))) }
    }

    /// The draw at an address. `day` is below 2^24: the decision has the other eight bits of its word.
    #[inline]
    #[must_use]
    pub fn at(self, day: u32, decision: Decision, who: u64) -> Draw {
        debug_assert!(day < 1 << 24, "day {day} has no address");
        let [low, high] = halves(who);
        Draw { key: self.key, counter: [low, high, day << 8 | decision as u32, 0], spare: None }
    }
}

/// The random bits at one address, taken block by block; a sampler may take as many as it needs.
#[derive(Clone, Debug)]
pub struct Draw {
    key: [u32; 2],
    counter: [u32; 4],
    /// The second half of the last block, if nobody has taken it yet.
    spare: Option<u64>,
}

impl Draw {
    /// The next 64 bits.
    #[inline]
    pub fn u64(&mut self) -> u64 {
        if let Some(word) = self.spare.take() {
            return word;
        }
        let [a, b, c, d] = philox4x32(self.counter, self.key);
        self.counter[3] = self.counter[3].wrapping_add(1);
        self.spare = Some(joined(c, d));
        joined(a, b)
    }

    /// Uniform on [0, 1), in steps of 2^-53.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.u64() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// Uniform on (0, 1), symmetric about a half: the middles of 2^52 equal steps, for what has no value at 0 or 1.
    #[inline]
    pub fn open_unit(&mut self) -> f64 {
        ((self.u64() >> 12) as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64)
    }
}

/// One number out of two, for building a `who`: `mix(a, b)` and `mix(b, a)` differ, and for a fixed `a` (or `b`) no two
/// `b` (or `a`) give the same.
#[inline]
#[must_use]
pub fn mix(a: u64, b: u64) -> u64 {
    // Both are finalised before they meet, as neighbouring numbers would otherwise meet in runs.
    finalise(finalise(a.wrapping_add(0x9E37_79B9_7F4A_7C15)) ^ finalise(b.wrapping_add(0xD1B5_4A32_D192_ED03)))
}

/// A bijection of 64 bits in which every input bit moves every output bit: the finaliser of SplitMix64 (Steele, Lea and
/// Flood 2014, with Stafford's constants "Mix13").
#[inline]
fn finalise(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[inline]
fn halves(x: u64) -> [u32; 2] {
    [x as u32, (x >> 32) as u32]
}

#[inline]
fn joined(low: u32, high: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Proves that addresses which differ in member, day, decision or who, low or high half, never share a block.
    #[test]
    fn no_two_addresses_share_a_block() {
        let mut seen = HashSet::new();
        for member in 0..3 {
            for day in [0, 1, 255, 256, (1 << 24) - 1] {
                for decision in [Decision::Displace, Decision::Leave, Decision::Home] {
                    for who in [0, 1, 1 << 31, 1 << 32, u64::MAX] {
                        let mut draw = Stream::new(7, member).at(day, decision, who);
                        for _block in 0..4 {
                            assert!(seen.insert((draw.u64(), draw.u64())), "{member} {day} {decision:?} {who}");
                        }
                    }
                }
            }
        }
    }

    /// Proves that a version of the program that changes the addresses, and so every result, does not pass unseen.
    #[test]
    fn known_draws() {
        let mut draw = Stream::new(1, 0).at(0, Decision::Leave, 0);
        assert_eq!(
            [draw.u64(), draw.u64(), draw.u64()],
            [17_336_196_664_340_816_805, 12_915_071_932_310_463_050, 4_523_101_438_027_425_527]
        );
        let mut draw = Stream::new(u64::MAX, 999).at(365, Decision::Home, mix(12, 34));
        assert_eq!(
            [draw.u64(), draw.u64(), draw.u64()],
            [8_889_429_978_389_392_504, 15_277_399_958_742_960_541, 16_705_870_270_859_436_519]
        );
    }

    /// Proves that the units keep to their interval where the bits are extreme, and that their mean is a half.
    #[test]
    fn units_are_uniform() {
        let extreme = |word| Draw { key: [0; 2], counter: [0; 4], spare: Some(word) };
        assert_eq!(extreme(0).unit(), 0.0);
        assert!(extreme(u64::MAX).unit() < 1.0);
        assert!(extreme(0).open_unit() > 0.0);
        assert!(extreme(u64::MAX).open_unit() < 1.0);

        let mut draw = Stream::new(3, 0).at(0, Decision::Leave, 0);
        let draws = 100_000;
        let mean = (0..draws).map(|_| draw.unit()).sum::<f64>() / f64::from(draws);
        assert!((mean - 0.5).abs() * (12.0 * f64::from(draws)).sqrt() < 4.0, "{mean}");
    }

    /// Proves that `mix` tells pairs of small numbers apart, in either order.
    #[test]
    fn mix_tells_pairs_apart() {
        let mut seen = HashSet::new();
        for a in 0..300 {
            for b in 0..300 {
                assert!(seen.insert(mix(a, b)), "{a} {b}");
            }
        }
    }
}
