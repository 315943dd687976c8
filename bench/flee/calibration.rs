//! A fixed piece of work, so that machines can be compared: a chain of integer mixing in which each step needs the one
//! before, 2²⁶ steps of shift, exclusive or and multiplication.

use std::hint::black_box;

use crate::measure::own;

const STEPS: u32 = 1 << 26;

/// CPU nanoseconds a step: the least of three takes. None where the system does not tell CPU time.
pub fn nanoseconds() -> Option<f64> {
    let take = || {
        let before = own()?;
        black_box(chain(black_box(1), STEPS));
        Some((own()? - before) * 1e9 / f64::from(STEPS))
    };
    (0..3).map(|_| take()).try_fold(f64::INFINITY, |least, took| Some(least.min(took?)))
}

fn chain(seed: u64, steps: u32) -> u64 {
    (0..steps).fold(seed, |x, _| (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9))
}

/// The name of the processor, on systems that tell it in a file.
pub fn processor() -> String {
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    name.map_or("a processor that the system does not name", |(_, name)| name.trim()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_work_is_fixed() {
        assert_eq!(chain(1, 1), 0xbf58_476d_1ce4_e5b9);
        assert_eq!(chain(1, 3), chain(chain(1, 2), 1));
        assert_ne!(chain(1, 1000), 0, "a chain that ends in 0 would cost nothing");
    }
}
