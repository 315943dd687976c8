//! Persistence: the split that was counted on a day, frozen. It is scored after that day.

use super::stock;

/// The total of each day, split as it was counted on one. Nothing where nobody was counted on that day, or it is not there.
pub fn frozen(counted: &[Vec<f64>], totals: &[f64], day: usize) -> Option<Vec<Vec<f64>>> {
    let weights: Vec<f64> = counted.iter().map(|camp| camp.get(day).copied()).collect::<Option<_>>()?;
    (weights.iter().sum::<f64>() > 0.0).then(|| stock(totals, &weights))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_split_of_a_day_goes_on() {
        let counted = [vec![0.0, 1.0, 9.0], vec![0.0, 3.0, 3.0]];
        let totals = [0.0, 4.0, 12.0];
        assert_eq!(frozen(&counted, &totals, 1), Some(vec![vec![0.0, 1.0, 3.0], vec![0.0, 3.0, 9.0]]));
        assert_eq!(frozen(&counted, &totals, 0), None);
        assert_eq!(frozen(&counted, &totals, 3), None);
    }
}
