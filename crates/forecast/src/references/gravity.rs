//! R2: a gravity law. Those who flee from a place choose a camp in proportion to `km^-exponent`, and as many flee from a
//! place as live there, times the intensity of fighting (a gravity model constrained at the origin: Wilson 1971).

use super::{Given, arrivals};

/// The exponent of distance.
pub const EXPONENT: f64 = 1.5;

/// A place that people flee from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// People who live there.
    pub people: f64,
    /// Kilometres by the shortest road to each camp; none where no road leads to it.
    pub km: Vec<Option<f64>>,
}

/// Arrivals split by gravity. `intensity` is by day and origin. With capacities a camp that was full the evening before
/// receives nobody.
pub fn gravity(
    given: &Given,
    origins: &[Origin],
    intensity: &[Vec<f64>],
    capacities: Option<&[Option<f64>]>,
) -> Vec<Vec<f64>> {
    arrivals(given, |day, here| {
        let closed = |camp: usize| given.open.get(day).is_some_and(|open| open.contains(&true) && !open[camp]);
        let full = |camp: usize| {
            capacities.and_then(|all| all[camp]).is_some_and(|capacity| capacity > 0.0 && here[camp] >= capacity)
        };
        let camps: Vec<bool> = (0..here.len()).map(|camp| !closed(camp) && !full(camp)).collect();
        let mut weights = vec![0.0; here.len()];
        for (origin, intensity) in origins.iter().zip(intensity.get(day).into_iter().flatten()) {
            // A camp in the very place is a kilometre away.
            let pull = |(km, takes): (&Option<f64>, &bool)| match km {
                Some(km) if *takes => libm::pow(km.max(1.0), -EXPONENT),
                Some(_) | None => 0.0,
            };
            let pulls: Vec<f64> = origin.km.iter().zip(&camps).map(pull).collect();
            let all: f64 = pulls.iter().sum();
            if all > 0.0 {
                for (weight, pull) in weights.iter_mut().zip(&pulls) {
                    *weight += origin.people * intensity * pull / all;
                }
            }
        }
        weights
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_camps_receive_more_until_they_are_full() {
        let given = Given { first: vec![0.0, 0.0], totals: vec![0.0, 9.0, 18.0], open: vec![vec![true; 2]; 3] };
        let origins = [
            // 4^-1.5 = 1/8, so of nine one goes far.
            Origin { people: 2.0, km: vec![Some(1.0), Some(4.0)] },
            Origin { people: 10.0, km: vec![None, Some(4.0)] },
        ];
        let (first, both) = (vec![vec![1.0, 0.0]; 3], vec![vec![0.5, 0.05]; 3]);
        let near = gravity(&given, &origins, &first, None);
        assert_eq!(near, [[0.0, 8.0, 16.0], [0.0, 1.0, 2.0]]);
        // A third flees from where only the far one can be reached.
        let both = gravity(&given, &origins, &both, None);
        assert!((both[0][1] - 9.0 * 2.0 / 3.0 * 8.0 / 9.0).abs() < 1e-12);
        let capacities = [Some(5.0), None];
        let full = gravity(&given, &origins, &first, Some(&capacities));
        assert_eq!(full, [[0.0, 8.0, 8.0], [0.0, 1.0, 10.0]]);
        // Without fighting nothing is known: equally.
        assert_eq!(gravity(&given, &origins, &[], None)[0], [0.0, 4.5, 9.0]);
    }
}
