//! R5: in proportion to capacity. It is *leaky* where a capacity was read off the counts that it is scored on.

use super::{Given, arrivals};

/// A capacity this near to the largest count is the largest count.
const TOLERANCE: f64 = 0.01;

/// Arrivals split in proportion to capacity. Nothing where a camp has none.
pub fn by_capacity(given: &Given, capacities: &[Option<f64>]) -> Option<Vec<Vec<f64>>> {
    let weights: Vec<f64> =
        capacities.iter().map(|capacity| capacity.filter(|most| *most > 0.0)).collect::<Option<_>>()?;
    Some(arrivals(given, |_, _| weights.clone()))
}

/// Which camps have a capacity that equals the largest of their counts, to one in a hundred: it has been read off them.
pub fn leaks(capacities: &[Option<f64>], counted: &[Vec<f64>]) -> Vec<bool> {
    let leaks = |(capacity, counted): (&Option<f64>, &Vec<f64>)| {
        let largest = counted.iter().copied().fold(0.0, f64::max);
        largest > 0.0 && capacity.is_some_and(|capacity| (capacity - largest).abs() <= TOLERANCE * largest)
    };
    capacities.iter().zip(counted).map(leaks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capacity_leaks_if_it_is_the_largest_count() {
        let counted = vec![vec![1.0, 1000.0, 7.0]; 5].into_iter().chain([vec![0.0]]).collect::<Vec<_>>();
        let capacities = [Some(1000.0), Some(991.0), Some(989.0), Some(1011.0), None, Some(0.0)];
        assert_eq!(leaks(&capacities, &counted), [true, true, false, false, false, false]);
    }

    #[test]
    fn camps_without_capacity_cannot_be_weighed() {
        let given = Given { first: vec![0.0, 0.0], totals: vec![0.0, 8.0], open: vec![vec![true; 2]; 2] };
        assert_eq!(by_capacity(&given, &[Some(1.0), Some(3.0)]), Some(vec![vec![0.0, 2.0], vec![0.0, 6.0]]));
        assert_eq!(by_capacity(&given, &[Some(1.0), None]), None);
        assert_eq!(by_capacity(&given, &[Some(1.0), Some(0.0)]), None);
    }
}
