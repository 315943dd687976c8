//! Averaged relative difference, the score of Flee (Suleimenova, Bell and Groen 2017, doi 10.1038/s41598-017-13828-9).
//!
//! On a day, `Σ_c |simulated_c − counted_c| / max(1, Σ_c counted_c)`; then the mean over days, every day alike. Half of it is
//! the share of people in the wrong camp. Rescaled, simulated people are first multiplied so that all camps together hold as
//! many as were counted, on days on which anybody is in a camp: what is left is the error of the split.

/// An averaged relative difference, and of what it is made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ard {
    /// The score: the mean over the scored days.
    pub mean: f64,
    /// What each camp adds to it.
    pub by_camp: Vec<f64>,
    /// What is said of each scored day.
    pub by_day: Vec<f64>,
}

/// The averaged relative difference of people simulated and counted, by camp and day, over the days from `first` on; raw or
/// rescaled. Nothing if no day is left.
///
/// Flee's own figure divides by columns of its output. They are the sums over camps, but where departures follow the
/// fighting: there it writes 0, and its figure is one of persons.
pub fn ard(simulated: &[Vec<f64>], counted: &[Vec<f64>], first: usize, rescaled: bool) -> Option<Ard> {
    let days = simulated.iter().chain(counted).map(Vec::len).min().unwrap_or(0);
    let scored = days.checked_sub(first).filter(|scored| *scored > 0)?;
    let mut by_camp = vec![0.0; counted.len()];
    let mut by_day = Vec::with_capacity(scored);
    for day in first..days {
        let total = |camps: &[Vec<f64>]| camps.iter().map(|camp| camp[day]).sum::<f64>();
        let (all, here) = (total(counted), total(simulated));
        let factor = match rescaled {
            true if here > 0.0 => all / here,
            true => 0.0,
            false => 1.0,
        };
        let mut today = 0.0;
        for ((simulated, counted), sum) in simulated.iter().zip(counted).zip(&mut by_camp) {
            let apart = (simulated[day] * factor - counted[day]).abs() / all.max(1.0);
            *sum += apart;
            today += apart;
        }
        by_day.push(today);
    }
    for sum in &mut by_camp {
        *sum /= scored as f64;
    }
    Some(Ard { mean: by_day.iter().sum::<f64>() / scored as f64, by_camp, by_day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_mean_over_days_of_the_share_that_is_elsewhere() {
        let counted = [vec![0.0, 30.0, 60.0], vec![0.0, 10.0, 20.0]];
        let simulated = [vec![2.0, 0.0, 20.0], vec![0.0, 0.0, 20.0]];
        // Days: 2 / max(1, 0); 40 / 40; 40 / 80.
        let raw = ard(&simulated, &counted, 0, false).unwrap();
        assert_eq!((raw.mean, raw.by_day), (3.5 / 3.0, vec![2.0, 1.0, 0.5]));
        assert_eq!(raw.by_camp, [(2.0 + 0.75 + 0.5) / 3.0, 0.25 / 3.0]);
        // Rescaled: nobody counted; nobody simulated; 40 of 80 in each.
        let rescaled = ard(&simulated, &counted, 0, true).unwrap();
        assert_eq!(rescaled.by_day, [0.0, 1.0, 0.5]);
        assert_eq!(ard(&simulated, &counted, 2, true).unwrap().by_camp, [0.25, 0.25]);
        assert_eq!(ard(&simulated, &counted, 3, true), None);
        assert_eq!(ard(&[], &[], 0, true), None);
    }

    #[test]
    fn what_is_exact_scores_nothing_and_what_is_all_elsewhere_two() {
        let counted = [vec![5.0], vec![0.0]];
        let elsewhere = [vec![0.0], vec![5.0]];
        assert_eq!(ard(&counted, &counted, 0, true).unwrap().mean, 0.0);
        assert_eq!(ard(&elsewhere, &counted, 0, true).unwrap().mean, 2.0);
    }
}
