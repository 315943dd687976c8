//! The logarithm of the binomial probability, to full precision for any number of people.
//!
//! Source: Loader, "Fast and accurate computation of binomial probabilities" (2000). Logarithms of factorials would lose
//! to cancellation what a large `n` needs; here only the distances from the mean are subtracted.

use std::f64::consts::TAU;

/// `ln P(X = k)`, X binomial (`n`, `p`), `q` = 1 − `p`; `k` and `n` whole, 0 ≤ `k` ≤ `n`, 0 < `p` < 1:
///
/// `δ(n) − δ(k) − δ(n−k) − D(k, np) − D(n−k, nq) + ½ ln(n / (2π k (n−k)))`, with `δ` the [`stirling_error`] and `D` the
/// [`deviance`].
pub(super) fn ln_binomial(k: f64, n: f64, p: f64, q: f64) -> f64 {
    let others = n - k;
    if k <= 0.0 {
        return n * libm::log1p(-p);
    }
    if others <= 0.0 {
        return n * libm::log1p(-q);
    }
    stirling_error(n) - stirling_error(k) - stirling_error(others) - deviance(k, n * p) - deviance(others, n * q)
        + 0.5 * libm::log(n / (TAU * k * others))
}

/// `ln n! − ln(√(2πn) (n/e)^n)` for a whole `n` ≥ 1: what Stirling's formula leaves out.
fn stirling_error(n: f64) -> f64 {
    #[rustfmt::skip]
    const SMALL: [f64; 16] = [
        0.0, 0.081_061_466_795_327_26, 0.041_340_695_955_409_3, 0.027_677_925_684_998_34,
        0.020_790_672_103_765_093, 0.016_644_691_189_821_193, 0.013_876_128_823_070_748, 0.011_896_709_945_891_77,
        0.010_411_265_261_972_096, 0.009_255_462_182_712_733, 0.008_330_563_433_362_87, 0.007_573_675_487_951_841,
        0.006_942_840_107_209_53, 0.006_408_994_188_004_207, 0.005_951_370_112_758_847_5, 0.005_554_733_551_962_801,
    ];
    if let Some(&error) = SMALL.get(n as usize) {
        return error;
    }
    let x = 1.0 / n;
    let xx = x * x;
    x * (1.0 / 12.0 - xx * (1.0 / 360.0 - xx * (1.0 / 1260.0 - xx * (1.0 / 1680.0 - xx / 1188.0))))
}

/// `x ln(x/mean) + mean − x`, without cancellation where `x` is near its mean (Loader's `bd0`).
fn deviance(x: f64, mean: f64) -> f64 {
    let distance = x - mean;
    let d = distance / (x + mean);
    if d.abs() > 0.1 {
        return x * libm::log(x / mean) - distance;
    }
    // ln(x/mean) = 2 artanh(d) = 2 (d + d³/3 + d⁵/5 + …); nine terms reach the last bit for |d| ≤ 0.1.
    let dd = d * d;
    let series = [15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0].iter().fold(1.0 / 17.0, |sum, odd| 1.0 / odd + dd * sum);
    d * distance + 2.0 * x * d * dd * series
}

#[cfg(test)]
mod tests {
    use super::ln_binomial;

    /// Proves that the probabilities sum to one, for `n` on both sides of the end of the table.
    #[test]
    fn probabilities_sum_to_one() {
        for n in [1, 2, 15, 16, 17, 100, 3000] {
            for p in [0.001, 0.1, 0.3, 0.5, 0.97] {
                let sum: f64 = (0..=n).map(|k| libm::exp(ln_binomial(f64::from(k), f64::from(n), p, 1.0 - p))).sum();
                assert!((sum - 1.0).abs() < 1e-12, "{n} {p}: {sum}");
            }
        }
    }

    /// Proves that neighbours have the right ratio, also among more people than there are.
    #[test]
    fn neighbours_have_their_ratio() {
        for n in [3.0, 40.0, 1e6, 1e9, 1e12] {
            for p in [0.01, 0.3, 0.5] {
                for k in [0.0, 1.0, (0.9_f64 * n * p).floor(), (n * p).floor(), (1.3_f64 * n * p).floor()] {
                    let ratio = ln_binomial(k + 1.0, n, p, 1.0 - p) - ln_binomial(k, n, p, 1.0 - p);
                    let exact = libm::log((n - k) * p / ((k + 1.0) * (1.0 - p)));
                    let size = ln_binomial(k, n, p, 1.0 - p).abs().max(1.0);
                    assert!((ratio - exact).abs() < 1e-14 * size.max(100.0), "{n} {p} {k}: {ratio} {exact}");
                }
            }
        }
    }
}
