//! How far from what was expected a sample may be.

/// Mean and variance (n - 1) of a sample.
pub fn moments(sample: &[f64]) -> (f64, f64) {
    let many = sample.len() as f64;
    let mean = sample.iter().sum::<f64>() / many;
    (mean, sample.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (many - 1.0).max(1.0))
}

/// How many standard errors the mean of a sample is from what was expected. A sample that does not vary must hit it.
pub fn z_of_mean(sample: &[f64], expected: f64) -> f64 {
    let (mean, variance) = moments(sample);
    let error = (variance / sample.len() as f64).sqrt().max(1e-9 * (1.0 + expected.abs()));
    (mean - expected) / error
}

/// How many standard errors the means of two samples are apart.
pub fn z_of_means(a: &[f64], b: &[f64]) -> f64 {
    let ((mean_a, variance_a), (mean_b, variance_b)) = (moments(a), moments(b));
    let error = (variance_a / a.len() as f64 + variance_b / b.len() as f64).sqrt();
    (mean_a - mean_b) / error.max(1e-9 * (1.0 + mean_a.abs()))
}

/// How many standard errors the variances of two samples are apart. The error of each is taken from its own fourth
/// moment, so that nothing need be normal.
pub fn z_of_variances(a: &[f64], b: &[f64]) -> f64 {
    let squares = |sample: &[f64]| {
        let (mean, _) = moments(sample);
        sample.iter().map(|x| (x - mean) * (x - mean)).collect::<Vec<f64>>()
    };
    z_of_means(&squares(a), &squares(b))
}

/// Pearson's chi-square of counts against expected ones, and its degrees of freedom. Cells of fewer than 5 expected are
/// put together.
pub fn chi_square(observed: &[f64], expected: &[f64]) -> (f64, f64) {
    let (mut sum, mut cells) = (0.0, 0_u32);
    let mut small = (0.0, 0.0);
    let mut add = |observed: f64, expected: f64| {
        sum += (observed - expected) * (observed - expected) / expected;
        cells += 1;
    };
    for (&observed, &expected) in observed.iter().zip(expected) {
        if expected < 5.0 {
            small = (small.0 + observed, small.1 + expected);
        } else {
            add(observed, expected);
        }
    }
    if small.1 > 0.5 {
        add(small.0, small.1);
    }
    (sum, f64::from(cells.saturating_sub(1)))
}

/// How unlikely a chi-square is, as a standard normal value: √(2χ²) - √(2k - 1) (Fisher).
pub fn z_of_chi_square((chi_square, freedom): (f64, f64)) -> f64 {
    (2.0 * chi_square).sqrt() - (2.0 * freedom - 1.0).max(0.0).sqrt()
}
