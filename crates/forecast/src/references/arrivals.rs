//! A total, split among camps.

/// What a reference is given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    /// People in each camp on the first day.
    pub first: Vec<f64>,
    /// People in all camps, by day.
    pub totals: Vec<f64>,
    /// Whether people could come to a camp, by day and camp. On a day on which none is open, all are.
    pub open: Vec<Vec<bool>>,
}

impl Given {
    /// From the counts by camp and day.
    pub fn of(counted: &[Vec<f64>], open: Vec<Vec<bool>>) -> Given {
        let days = counted.iter().map(Vec::len).min().unwrap_or(0);
        let first = counted.iter().map(|camp| camp.first().copied().unwrap_or(0.0)).collect();
        let totals = (0..days).map(|day| counted.iter().map(|camp| camp[day]).sum()).collect();
        Given { first, totals, open }
    }

    /// The camps to which people could come on a day, 1 for each, 0 for the others.
    fn open(&self, day: usize) -> Vec<f64> {
        let closed = vec![false; self.first.len()];
        let open = self.open.get(day).unwrap_or(&closed);
        let any = open.contains(&true);
        open.iter().map(|open| if *open || !any { 1.0 } else { 0.0 }).collect()
    }
}

/// People by camp and day when the arrivals of each day are split by weights, which may look at the people of the evening
/// before; then all camps together are given the total of the day. Arrivals are rises of the total; a fall is first made up for.
pub fn arrivals(given: &Given, mut weights: impl FnMut(usize, &[f64]) -> Vec<f64>) -> Vec<Vec<f64>> {
    let mut here = given.first.clone();
    let mut camps: Vec<Vec<f64>> = vec![Vec::with_capacity(given.totals.len()); here.len()];
    let (mut before, mut debt) = (None, 0.0);
    for (day, &total) in given.totals.iter().enumerate() {
        if let Some(before) = before {
            let rise: f64 = total - before - debt;
            debt = (-rise).max(0.0);
            let open = given.open(day);
            let own = weights(day, &here);
            let mut shares: Vec<f64> = own.iter().zip(&open).map(|(weight, open)| weight * open).collect();
            if shares.iter().sum::<f64>() <= 0.0 {
                shares = open;
            }
            let all: f64 = shares.iter().sum();
            for (people, share) in here.iter_mut().zip(&shares) {
                *people += rise.max(0.0) * share / all;
            }
        }
        before = Some(total);
        let all: f64 = here.iter().sum();
        let factor = if all > 0.0 { total / all } else { 0.0 };
        for (camp, people) in camps.iter_mut().zip(&here) {
            camp.push(people * factor);
        }
    }
    camps
}

/// People by camp and day when the total of each day is split by the same weights.
pub fn stock(totals: &[f64], weights: &[f64]) -> Vec<Vec<f64>> {
    let all: f64 = weights.iter().sum();
    let share = |weight: f64| if all > 0.0 { weight / all } else { 0.0 };
    weights.iter().map(|weight| totals.iter().map(|total| total * share(*weight)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrivals_go_where_it_is_open_and_falls_are_made_up_for_first() {
        let open = vec![vec![true, true], vec![false, true], vec![true, true], vec![true, true], vec![false, false]];
        let given = Given { first: vec![10.0, 0.0], totals: vec![10.0, 20.0, 10.0, 20.0, 40.0], open };
        let camps = arrivals(&given, |_, _| vec![1.0, 1.0]);
        // Ten to the second; a fall of ten, kept in proportion; a rise that makes up for it; twenty to both, since none is open.
        assert_eq!(camps[0], [10.0, 10.0, 5.0, 10.0, 20.0]);
        assert_eq!(camps[1], [0.0, 10.0, 5.0, 10.0, 20.0]);
        // Weights of the open camps alone count, and the evening before can be seen.
        let mut seen = Vec::new();
        let camps = arrivals(&given, |_, here| {
            seen.push(here.to_vec());
            vec![1.0, 0.0]
        });
        assert_eq!(camps[1], [0.0, 10.0, 5.0, 10.0, 10.0]);
        assert_eq!(seen[1], [10.0, 10.0]);
    }

    #[test]
    fn a_stock_is_split_as_a_whole() {
        assert_eq!(stock(&[4.0, 8.0], &[1.0, 3.0]), [[1.0, 2.0], [3.0, 6.0]]);
        assert_eq!(stock(&[4.0], &[0.0]), [[0.0]]);
    }

    #[test]
    fn what_is_given_is_the_first_day_and_the_totals() {
        let given = Given::of(&[vec![1.0, 2.0], vec![3.0, 5.0]], Vec::new());
        assert_eq!((given.first, given.totals), (vec![1.0, 3.0], vec![4.0, 7.0]));
    }
}
