//! Whether a binomial is a binomial. Every seed is fixed, so that a failure is a defect and not bad luck.

use super::*;
use crate::draws::{Decision, Draw, Stream};
use proptest::prelude::*;

/// An independent draw for every `i`.
fn draw(i: u64) -> Draw {
    Stream::new(2026, 0).at(0, Decision::Leave, i)
}

/// The law a sampler is held against.
#[derive(Clone, Copy)]
struct Law<F> {
    mean: f64,
    deviation: f64,
    probability: F,
}

fn ln_choose(n: u64, k: u64) -> f64 {
    let ln_factorial = |n: u64| libm::lgamma(n as f64 + 1.0);
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

fn binomial_law(n: u64, p: f64) -> Law<impl Fn(u64) -> f64> {
    let probability = move |k: u64| {
        let [k_, others] = [k, n - k].map(|k| k as f64);
        libm::exp(ln_choose(n, k) + k_ * libm::log(p) + others * libm::log1p(-p))
    };
    Law { mean: n as f64 * p, deviation: (n as f64 * p * (1.0 - p)).sqrt(), probability }
}

fn hypergeometric_law(good: u64, bad: u64, draws: u64) -> Law<impl Fn(u64) -> f64> {
    let total = good + bad;
    let probability = move |k: u64| {
        if k > good || k > draws || draws - k > bad {
            return 0.0;
        }
        libm::exp(ln_choose(good, k) + ln_choose(bad, draws - k) - ln_choose(total, draws))
    };
    let [g, n, d] = [good, total, draws].map(|x| x as f64);
    let variance = d * (g / n) * (1.0 - g / n) * (n - d) / (n - 1.0);
    Law { mean: d * g / n, deviation: variance.sqrt(), probability }
}

/// Pearson's chi-square of `draws` samples, all at most `last`, as a normal score (Wilson and Hilferty 1931).
fn chi_square(law: Law<impl Fn(u64) -> f64>, last: u64, draws: u64, sample: impl Fn(&mut Draw) -> u64) -> f64 {
    // Outside ten deviations there is nothing; what falls there is counted at the ends.
    let low = (law.mean - 10.0 * law.deviation).max(0.0) as u64;
    let high = ((law.mean + 10.0 * law.deviation) as u64 + 10).min(last);
    let mut seen = vec![0_u64; (high - low + 1) as usize];
    for i in 0..draws {
        let k = sample(&mut draw(i));
        assert!(k <= last, "{k} of {last}");
        seen[(k.clamp(low, high) - low) as usize] += 1;
    }
    // Neighbours are pooled until ten are expected; the last pool takes what remains.
    let mut pools = vec![(0.0, 0.0)];
    for (k, &seen) in (low..).zip(&seen) {
        if pools.last().is_some_and(|&(expected, _)| expected >= 10.0) {
            pools.push((0.0, 0.0));
        }
        if let Some(pool) = pools.last_mut() {
            pool.0 += draws as f64 * (law.probability)(k);
            pool.1 += seen as f64;
        }
    }
    if let Some((expected, seen)) = pools.pop_if(|pool| pool.0 < 10.0)
        && let Some(pool) = pools.last_mut()
    {
        pool.0 += expected;
        pool.1 += seen;
    }
    let sum: f64 = pools.iter().map(|(expected, seen)| (seen - expected) * (seen - expected) / expected).sum();
    let freedom = (pools.len() - 1) as f64;
    let spread = 2.0 / (9.0 * freedom);
    (libm::cbrt(sum / freedom) - (1.0 - spread)) / spread.sqrt()
}

/// The scores of the mean and of the variance of `draws` samples, against a law that is nearly normal.
fn moments(law: Law<impl Fn(u64) -> f64>, draws: u64, sample: impl Fn(&mut Draw) -> u64) -> [f64; 2] {
    let (mut sum, mut squares) = (0.0, 0.0);
    for i in 0..draws {
        let z = (sample(&mut draw(i)) as f64 - law.mean) / law.deviation;
        sum += z;
        squares += z * z;
    }
    let n = draws as f64;
    [sum / n.sqrt(), (squares - n) / (2.0 * n).sqrt()]
}

/// Proves that a binomial has its law in each of its regimes and on both sides of every switch between them.
#[test]
fn binomial_has_its_law() {
    #[rustfmt::skip]
    let cases = [
        (1, 0.3), (2, 0.5), (8, 0.3), (16, 0.01), (16, 0.999), (17, 0.7), (20, 0.5), (32, 0.31),
        (33, 0.302), (33, 0.304), (33, 0.5), (64, 0.01), (64, 0.156), (64, 0.157), (64, 0.9), (100, 0.099), (100, 0.101),
        (128, 0.078), (128, 0.079), (128, 0.5), (129, 0.0775), (129, 0.0776), (129, 0.95), (1000, 0.001), (1000, 0.0101),
        (1024, 0.009), (1025, 0.009), (1000, 0.3), (1000, 0.995), (100_000, 1.01e-4), (1_000_000, 9.9e-6),
        (1_000_000, 0.3), (1_000_000, 0.9),
    ];
    for (n, p) in cases {
        let z = chi_square(binomial_law(n, p), n, 400_000, |draw| binomial(n, p, draw));
        assert!(z.abs() < 4.0, "binomial({n}, {p}): {z}");
    }
}

/// Proves that nobody leaves as often as it should be: rejection that cuts towards zero, where it should round down, makes
/// 0 twice as frequent (as in `rand_distr` 0.5).
#[test]
fn binomial_of_nobody() {
    for (n, p) in [(20, 0.5), (40, 0.2501), (100, 0.101), (1000, 0.0101)] {
        let draws = 3_000_000;
        let expected = draws as f64 * libm::pow(1.0 - p, n as f64);
        let seen = (0..draws).filter(|&i| binomial(n, p, &mut draw(i)) == 0).count() as f64;
        assert!((seen - expected).abs() < 4.0 * expected.sqrt(), "binomial({n}, {p}) = 0: {seen} for {expected}");
    }
}

/// Proves that mean and variance hold for as many people as there are.
#[test]
fn binomial_moments_of_large_numbers() {
    for n in [1_000_000, 1_000_000_000, 1_000_000_000_000] {
        for p in [1e-6_f64, 1e-3, 0.3, 0.5, 0.8, 0.999_999] {
            // Few are too skewed for the normal score of the variance; their law is tested above.
            if n as f64 * p.min(1.0 - p) < 100.0 {
                continue;
            }
            let scores = moments(binomial_law(n, p), 50_000, |draw| binomial(n, p, draw));
            assert!(scores.iter().all(|z| z.abs() < 4.0), "binomial({n}, {p}): {scores:?}");
        }
    }
}

/// Proves that with the same draw a larger probability never means fewer people, as long as it is drawn in the same way.
#[test]
fn binomial_grows_with_its_probability() {
    for n in [1, 5, 16, 30, 1000, 5000] {
        for i in 0..200 {
            let counts = (0..=100).map(|step| binomial(n, f64::from(step) * 0.099 / n as f64, &mut draw(i)));
            assert!(counts.is_sorted(), "{n}");
        }
    }
}

/// Proves that what is certain is certain, and that nothing odd gets through.
#[test]
fn binomial_without_chance() {
    for n in [0, 1, 7, 64, 1000, u64::MAX] {
        for nothing in [0.0, -0.0, -1.0, f64::NEG_INFINITY, f64::NAN] {
            assert_eq!(binomial(n, nothing, &mut draw(0)), 0);
        }
        for certain in [1.0, 1.5, f64::INFINITY] {
            assert_eq!(binomial(n, certain, &mut draw(0)), n);
        }
    }
    // Where nobody is, nothing is drawn.
    let mut untouched = draw(0);
    assert_eq!(binomial(0, 0.5, &mut untouched), 0);
    assert_eq!(untouched.u64(), draw(0).u64());
}

/// Proves that a change of results does not pass unseen, and that every machine draws the same: one case a regime.
#[test]
fn known_counts() {
    let cases = [(1, 0.3), (10, 0.3), (30, 0.3), (100, 0.01), (2000, 0.001), (1000, 0.3), (1_000_000_000, 0.7)];
    assert_eq!(cases.map(|(n, p)| binomial(n, p, &mut draw(7))), [1, 2, 9, 0, 1, 284, 700_015_351]);
    let cases = [(5, 5, 5), (1000, 1_000_000, 1000), (200, 300, 100), (1_000_000_000, 2_000_000_000, 1_000_000_000)];
    assert_eq!(cases.map(|(good, bad, draws)| hypergeometric(good, bad, draws, &mut draw(7))), [2, 0, 37, 333_305_070]);
    assert_eq!(normal(&mut draw(7)).to_bits(), 13_829_995_859_517_787_088);
}

/// Sums, with a category of weight zero first, last and in between.
fn cumulative(categories: usize) -> Vec<f64> {
    let weight = |i: usize| if i.is_multiple_of(5) || i + 1 == categories { 0.0 } else { 1.0 + (i * 7 % 11) as f64 };
    (0..categories)
        .scan(0.0, |sum, i| {
            *sum += weight(i);
            Some(*sum)
        })
        .collect()
}

fn share(cumulative: &[f64], i: usize) -> f64 {
    let before = if i == 0 { 0.0 } else { cumulative[i - 1] };
    (cumulative[i] - before) / cumulative[cumulative.len() - 1]
}

/// Proves that each category is binomial, and that two together are (so that they are correlated as they should be), with
/// more and fewer people than categories.
#[test]
fn multinomial_has_its_law() {
    for (categories, n) in [(5, 1), (5, 4), (5, 5), (5, 1000), (53, 10), (53, 16), (53, 17), (53, 1000)] {
        let sums = cumulative(categories);
        let [some, other] = [1, categories - 2];
        for chosen in [vec![some], vec![other], vec![some, other]] {
            let p = chosen.iter().map(|&i| share(&sums, i)).sum();
            let z = chi_square(binomial_law(n, p), n, 30_000, |draw| {
                let mut count = 0;
                multinomial(n, &sums, draw, |i, people| count += if chosen.contains(&i) { people } else { 0 });
                count
            });
            assert!(z.abs() < 4.0, "multinomial({n}) of {categories}, {chosen:?}: {z}");
        }
    }
}

/// Proves that nobody is placed where nothing has weight.
#[test]
fn multinomial_without_weights() {
    for sums in [&[][..], &[0.0, 0.0], &[1.0, f64::INFINITY], &[1.0, f64::NAN], &[0.0, -1.0]] {
        multinomial(10, sums, &mut draw(0), |i, people| panic!("{people} at {i} of {sums:?}"));
    }
    multinomial(0, &[1.0], &mut draw(0), |i, people| panic!("{people} at {i}"));
}

/// Proves that a hypergeometric has its law, whichever of its symmetries and regimes serves it.
#[test]
fn hypergeometric_has_its_law() {
    #[rustfmt::skip]
    let cases = [
        (1, 1, 1), (5, 5, 5), (30, 20, 10), (20, 30, 45), (16, 1000, 300), (17, 1000, 300),
        (40, 41, 40), (99, 901, 100), (100, 900, 100), (101, 899, 100), (900, 100, 101), (200, 300, 100), (300, 200, 450),
        (1000, 1_000_000, 1000), (1000, 1_000_000, 11_000), (100_000, 200_000, 10_000), (200_000, 100_000, 290_000),
    ];
    for (good, bad, draws) in cases {
        let law = hypergeometric_law(good, bad, draws);
        let z = chi_square(law, good.min(draws), 100_000, |draw| hypergeometric(good, bad, draws, draw));
        assert!(z.abs() < 4.0, "hypergeometric({good}, {bad}, {draws}): {z}");
    }
}

/// Proves that mean and variance hold up to a billion of each.
#[test]
fn hypergeometric_moments_of_large_numbers() {
    const BILLION: u64 = 1_000_000_000;
    for (good, bad, draws) in [(BILLION, BILLION, BILLION), (BILLION, 1000, 500_000_000), (BILLION / 10, BILLION, 5000)]
    {
        let law = hypergeometric_law(good, bad, draws);
        let scores = moments(law, 50_000, |draw| hypergeometric(good, bad, draws, draw));
        assert!(scores.iter().all(|z| z.abs() < 4.0), "hypergeometric({good}, {bad}, {draws}): {scores:?}");
    }
}

/// Proves that each group, and two together, are hypergeometric.
#[test]
fn multivariate_hypergeometric_has_its_law() {
    let counts = [40, 0, 7, 300, 25];
    for (chosen, size) in [(vec![0], 40), (vec![2], 7), (vec![4], 25), (vec![0, 4], 65)] {
        let law = hypergeometric_law(size, 372 - size, 60);
        let z = chi_square(law, size.min(60), 100_000, |draw| {
            let mut count = 0;
            multivariate_hypergeometric(&counts, 60, draw, |i, k| count += if chosen.contains(&i) { k } else { 0 });
            count
        });
        assert!(z.abs() < 4.0, "{chosen:?}: {z}");
    }
}

/// Proves that the quantile is the inverse of the distribution function, to the last digits, far into both tails.
#[test]
fn normal_quantile_inverts_the_distribution() {
    assert_eq!(normal_quantile(0.5), 0.0);
    assert!((normal_quantile(0.975) - 1.959_963_984_540_054_2).abs() < 1e-15);
    for step in -370..=80 {
        let x = f64::from(step) * 0.1;
        let p = 0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2);
        // Near 1 the probability itself is only good to 2^-53.
        let lost = f64::EPSILON / libm::exp(-0.5 * x * x) * if x > 0.0 { 1.0 } else { 0.0 };
        assert!((normal_quantile(p) - x).abs() <= 1e-13 * x.abs().max(1.0) + 3.0 * lost, "{x}");
    }
    assert_eq!(
        [-1.0, 0.0, 1.0, 2.0].map(normal_quantile),
        [f64::NEG_INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::INFINITY]
    );
    assert!(normal_quantile(f64::NAN).is_nan());
}

/// Proves that normal values have mean 0, variance 1 and no skew, and grow with their uniform.
#[test]
fn normal_moments() {
    let draws = 200_000;
    let values: Vec<f64> = (0..draws).map(|i| normal(&mut draw(i))).collect();
    let mean_of = |f: &dyn Fn(f64) -> f64| values.iter().map(|&x| f(x)).sum::<f64>() / draws as f64;
    let root = (draws as f64).sqrt();
    let scores =
        [mean_of(&|x| x), (mean_of(&|x| x * x) - 1.0) / 2.0_f64.sqrt(), mean_of(&|x| x * x * x) / 15.0_f64.sqrt()];
    assert!(scores.iter().all(|z| z.abs() * root < 4.0), "{scores:?}");
    assert!((1..1000).map(|i| normal_quantile(f64::from(i) / 1000.0)).is_sorted());
}

proptest! {
    /// Proves that no arguments at all make a binomial panic, hang or exceed `n`.
    #[test]
    fn binomial_of_anything(n in any::<u64>(), shift in 0..64_u32, p in prop_oneof![any::<f64>(), 0.0..1.0], i in any::<u64>()) {
        let n = n >> shift;
        prop_assert!(binomial(n, p, &mut draw(i)) <= n);
    }

    /// Proves that a multinomial loses nobody, keeps the order of the categories and leaves those of weight zero empty.
    #[test]
    fn multinomial_of_anything(n in 1..u64::MAX, shift in 0..64_u32, weights in prop::collection::vec(0..4_u8, 1..70), i in any::<u64>()) {
        let n = n >> shift;
        let sums: Vec<f64> = weights.iter().scan(0.0, |sum, &w| { *sum += f64::from(w) * 0.1; Some(*sum) }).collect();
        let (mut placed, mut next) = (0, 0);
        multinomial(n, &sums, &mut draw(i), |category, people| {
            assert!(category >= next && people > 0 && weights[category] > 0);
            (placed, next) = (placed + people, category + 1);
        });
        prop_assert_eq!(placed, if weights.iter().any(|&w| w > 0) { n } else { 0 });
    }

    /// Proves that sums which are none (they fall, or hold what is no number) still neither panic nor lose anybody.
    #[test]
    fn multinomial_of_nonsense(n in 1..1000_u64, mut sums in prop::collection::vec(any::<f64>(), 0..20), i in any::<u64>()) {
        sums.push(1.0);
        let mut placed = 0;
        multinomial(n, &sums, &mut draw(i), |_, people| placed += people);
        prop_assert_eq!(placed, n);
    }

    /// Proves that as many are drawn as asked for, if there are, and from no group more than it has.
    #[test]
    fn hypergeometric_of_anything(groups in prop::collection::vec((any::<u64>(), 0..64_u32), 0..6), draws in any::<u64>(), shift in 0..64_u32, i in any::<u64>()) {
        let counts: Vec<u64> = groups.iter().map(|&(count, shift)| count >> shift).collect();
        let draws = draws >> shift;
        let mut drawn = 0;
        multivariate_hypergeometric(&counts, draws, &mut draw(i), |group, people| {
            assert!(people > 0 && people <= counts[group]);
            drawn += u128::from(people);
        });
        prop_assert_eq!(drawn, u128::from(draws).min(counts.iter().copied().map(u128::from).sum()));
    }
}
