//! A line of blocks that shows the course of a number.

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The course of `values`, in at most `width` blocks, each the mean of its days; the tallest stands for the greatest.
pub fn sparkline(values: &[f64], width: usize) -> String {
    let width = width.min(values.len());
    let means: Vec<f64> = (0..width)
        .map(|block| {
            let days = &values[block * values.len() / width..(block + 1) * values.len() / width];
            days.iter().sum::<f64>() / days.len() as f64
        })
        .collect();
    let greatest = means.iter().copied().fold(0.0, f64::max);
    let block = |mean: &f64| {
        let height = if greatest > 0.0 { (mean / greatest * 7.0).round() } else { 0.0 };
        BLOCKS[(height.max(0.0) as usize).min(7)]
    };
    means.iter().map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_is_drawn_in_its_own_scale() {
        assert_eq!(sparkline(&[0.0, 1.0, 2.0, 7.0], 9), "▁▂▃█");
        assert_eq!(sparkline(&[0.0, 2.0, 7.0, 7.0], 2), "▂█");
        assert_eq!(sparkline(&[0.0; 3], 3), "▁▁▁");
        assert_eq!(sparkline(&[], 3), "");
    }
}
