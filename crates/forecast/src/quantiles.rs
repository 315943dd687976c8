//! Order statistics of a sample.

/// The quantile levels of a forecast: the median, and the 50, 80, 90 and 95 % intervals.
pub const LEVELS: [f64; 9] = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];

/// The quantile of a sorted sample at a level, by linear interpolation (Hyndman and Fan 1996, type 7, the default of R
/// and NumPy). 0 for an empty sample.
pub fn quantile(sorted: &[f64], level: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let at = level.clamp(0.0, 1.0) * last as f64;
    let below = (at as usize).min(last);
    let above = (below + 1).min(last);
    sorted[below] + (at - below as f64) * (sorted[above] - sorted[below])
}

/// The mean of a sample; 0 for an empty one.
pub fn mean(sample: &[f64]) -> f64 {
    if sample.is_empty() { 0.0 } else { sample.iter().sum::<f64>() / sample.len() as f64 }
}

/// Mean and quantiles of a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// The mean.
    pub mean: f64,
    /// One in twenty lies below it.
    pub q05: f64,
    /// One in four lies below it.
    pub q25: f64,
    /// The median.
    pub q50: f64,
    /// Three in four lie below it.
    pub q75: f64,
    /// Nineteen in twenty lie below it.
    pub q95: f64,
}

/// Mean and quantiles of a sorted sample.
pub fn spread(sorted: &[f64]) -> Spread {
    let [q05, q25, q50, q75, q95] = [0.05, 0.25, 0.5, 0.75, 0.95].map(|level| quantile(sorted, level));
    Spread { mean: mean(sorted), q05, q25, q50, q75, q95 }
}

/// The 90 % interval of a sample and its median, never one without the other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// One in twenty lies below it.
    pub low: f64,
    /// The median.
    pub median: f64,
    /// One in twenty lies above it.
    pub high: f64,
}

impl Interval {
    /// Of a sorted sample.
    pub fn of(sorted: &[f64]) -> Interval {
        let [low, median, high] = [0.05, 0.5, 0.95].map(|level| quantile(sorted, level));
        Interval { low, median, high }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_agree_with_numpy() {
        // numpy.quantile([1, 2, 4, 8], [0, 0.25, 0.5, 0.9, 1])
        let sample = [1.0, 2.0, 4.0, 8.0];
        for (level, expected) in [(0.0, 1.0), (0.25, 1.75), (0.5, 3.0), (0.9, 6.8), (1.0, 8.0)] {
            assert!((quantile(&sample, level) - expected).abs() < 1e-12, "{level}");
        }
        assert_eq!(quantile(&[], 0.5), 0.0);
        assert_eq!(quantile(&[3.0], 0.9), 3.0);
    }
    #[test]
    fn a_spread_has_the_mean_beside_the_quantiles() {
        let sample: Vec<f64> = (0..=20).map(f64::from).collect();
        let expected = Spread { mean: 10.0, q05: 1.0, q25: 5.0, q50: 10.0, q75: 15.0, q95: 19.0 };
        assert_eq!(spread(&sample), expected);
        assert_eq!(Interval::of(&sample), Interval { low: 1.0, median: 10.0, high: 19.0 });
        assert_eq!(spread(&[]), Spread::default());
    }
}
