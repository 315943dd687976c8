//! The share of a result's spread that each input explains alone.
//!
//! The first-order index of an input x is Var(E[y | x]) / Var(y) (Saltelli et al. 2008, *Global Sensitivity Analysis: The
//! Primer*, section 1.2.4): by how much the variance of y would shrink, on average, if x were known. It is estimated from
//! members that have run anyway (Plischke, Borgonovo and Smith 2013, "Global sensitivity measures from given data"): the
//! members are sorted by x and cut into bins of equal size, and the variance between the bins' means is compared with that
//! inside them. Between bins there is some by chance too; ε² (Kelley 1935) takes off what is to be expected.
//!
//! y is the rank of a member's result among all members (Iman and Conover 1979), not the result: arrivals have long tails,
//! and of a hundred members the two largest would decide a variance. So a share says how much of a result's place
//! between the lowest and the highest member an input decides. On ranks ε² is the effect size that belongs to the test
//! of Kruskal and Wallis (1952), whose law under no effect hardly hangs on that of the results: this gives the noise level.
//!
//! What one input explains is noise to all others. So the strongest is taken first, its effect taken off, and the next
//! looked for in what is left, until nothing is more than noise: an additive model, as the inputs are drawn independently.
//! Each share is then that of an input beside all the others that were found (backfitting: Hastie and Tibshirani 1990).

use super::effects::{Groups, Model};
use crate::quantiles::quantile;

/// With fewer members nothing can be told apart from noise.
const FEWEST: usize = 20;

/// More members add nothing that could be read from a table, only time.
const MOST: usize = 5_000;

/// Members with similar values of an input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// The least value of the input.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// How many members.
    pub members: usize,
    /// The median of their results.
    pub median: f64,
}

/// What one input says about a result.
#[derive(Clone, Debug, PartialEq)]
pub struct Driver {
    /// The number of the input.
    pub input: usize,
    /// The share of the variance of the result's rank that the input explains alone, 0 to 1.
    pub share: f64,
    /// What would be seen of the strongest of so many inputs without any effect in one result of a hundred.
    pub noise: f64,
    /// Whether the share is more than noise. If not, it says nothing.
    pub is_clear: bool,
    /// The result by values of the input, from low to high.
    pub bins: Vec<Bin>,
}

/// What the inputs say about a result.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drivers {
    /// How many members were looked at.
    pub members: usize,
    /// How many inputs differ between them.
    pub inputs: usize,
    /// The highest noise level of an input.
    pub noise: f64,
    /// The inputs: the clear ones, then the others, that with the greatest share first.
    pub ranked: Vec<Driver>,
}

impl Drivers {
    /// The inputs of which something can be said, that with the greatest share first.
    pub fn clear(&self) -> impl Iterator<Item = &Driver> {
        self.ranked.iter().filter(|driver| driver.is_clear)
    }

    /// The share that the clear ones leave open: chance within a member, inputs that act only together, and inputs too
    /// weak to be told apart from noise by so many members.
    pub fn rest(&self) -> f64 {
        (1.0 - self.clear().map(|driver| driver.share).sum::<f64>()).max(0.0)
    }
}

/// What each input says about a result: `inputs` by input and member, `outcome` by member. Of members beyond the 5,000th
/// nothing is read; of fewer than 20, or of results that are all the same, nothing is said.
pub fn drivers(inputs: &[Vec<f64>], outcome: &[f64]) -> Drivers {
    let members = outcome.len().min(MOST);
    let outcome = &outcome[..members];
    let ranks = ranks(outcome);
    if members < FEWEST || ranks.iter().all(|rank| *rank == ranks[0]) {
        return Drivers { members, ..Drivers::default() };
    }
    let groups = inputs.iter().enumerate().map(|(input, values)| (input, groups(values.get(..members).unwrap_or(&[]))));
    let differ: Vec<(usize, Groups)> = groups.filter(|(_, groups)| groups.len() > 1).collect();
    let mut model = Model::new(&differ, &ranks);
    while model.add_strongest() {}
    let shares = model.shares_and_noise();
    let mut ranked: Vec<Driver> = (differ.iter().enumerate())
        .map(|(at, (input, groups))| {
            let bin = |group: &Vec<usize>| {
                let mut results: Vec<f64> = group.iter().map(|member| outcome[*member]).collect();
                results.sort_by(f64::total_cmp);
                let of = |member: Option<&usize>| member.map_or(0.0, |member| inputs[*input][*member]);
                let (low, high, median) = (of(group.first()), of(group.last()), quantile(&results, 0.5));
                Bin { low, high, members: group.len(), median }
            };
            let (share, noise) = shares[at];
            Driver { input: *input, share, noise, is_clear: model.has(at), bins: groups.iter().map(bin).collect() }
        })
        .collect();
    ranked.sort_by(|a, b| b.is_clear.cmp(&a.is_clear).then(b.share.total_cmp(&a.share)).then(a.input.cmp(&b.input)));
    let noise = ranked.iter().map(|driver| driver.noise).fold(0.0, f64::max);
    Drivers { members, inputs: differ.len(), noise, ranked }
}

/// The ranks of values; equal ones share the middle of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for same in sorted(values).chunk_by(|a, b| values[*a] == values[*b]) {
        for member in same {
            ranks[*member] = before as f64 + (same.len() as f64 - 1.0) / 2.0;
        }
        before += same.len();
    }
    ranks
}

fn sorted(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    order
}

/// The members by bins of their values, each sorted. There are as many bins as the cube root of the members; equal values
/// are never parted, and few different values have a bin each.
fn groups(values: &[f64]) -> Groups {
    let order = sorted(values);
    let same: Vec<&[usize]> = order.chunk_by(|a, b| values[*a] == values[*b]).collect();
    let bins = libm::round(libm::cbrt(values.len() as f64)) as usize;
    let many = same.len() > bins;
    let mut groups: Groups = Vec::new();
    let (mut before, mut last) = (0, None);
    for equal in &same {
        // Where the middle of the equal ones lies; an integer, so that no rounding moves anybody.
        let at = (2 * before + equal.len()) * bins / (2 * values.len());
        before += equal.len();
        match groups.last_mut() {
            Some(group) if last == Some(at) && many => group.extend(*equal),
            Some(_) | None => groups.push(equal.to_vec()),
        }
        last = Some(at);
    }
    groups
}

#[cfg(test)]
mod tests {
    use corridor_engine::{Decision, Stream};

    use super::*;

    /// Uniform on [0, 1), by input and member.
    fn uniform(seed: u64, inputs: usize, members: usize) -> Vec<Vec<f64>> {
        let stream = Stream::new(seed, 0);
        let unit = |input: usize, member: usize| stream.at(input as u32, Decision::Parameter, member as u64).unit();
        (0..inputs).map(|input| (0..members).map(|member| unit(input, member)).collect()).collect()
    }

    fn results(inputs: &[Vec<f64>], of: impl Fn(&[f64]) -> f64) -> Vec<f64> {
        let members = 0..inputs[0].len();
        members.map(|member| of(&inputs.iter().map(|values| values[member]).collect::<Vec<_>>())).collect()
    }

    /// The shares of the results themselves, not of their ranks.
    fn of_results(inputs: &[Vec<f64>], y: &[f64]) -> Vec<f64> {
        let groups: Vec<_> = inputs.iter().map(|values| groups(values)).enumerate().collect();
        let mut model = Model::new(&groups, y);
        while model.add_strongest() {}
        model.shares_and_noise().into_iter().map(|(share, _)| share).collect()
    }

    fn share(drivers: &Drivers, input: usize) -> f64 {
        drivers.ranked.iter().find(|driver| driver.input == input).expect("it is ranked").share
    }

    #[track_caller]
    fn near(found: f64, expected: f64, by: f64) {
        assert!((found - expected).abs() < by, "{found} is not {expected}");
    }

    #[test]
    fn a_sum_of_inputs_is_shared_by_their_variances() {
        // Variances 16, 4, 1 of 21; ranks of a sum that is nearly flat differ little from it.
        let inputs = uniform(1, 4, 5_000);
        let y = results(&inputs, |x| 4.0 * x[0] + 2.0 * x[1] + x[2]);
        for (found, expected) in of_results(&inputs, &y).into_iter().zip([16.0 / 21.0, 4.0 / 21.0, 1.0 / 21.0, 0.0]) {
            near(found, expected, 0.015);
        }
        let said = drivers(&inputs, &y);
        assert_eq!(said.clear().map(|driver| driver.input).collect::<Vec<_>>(), [0, 1, 2]);
        near(share(&said, 0), 16.0 / 21.0, 0.03);
        near(said.rest(), 0.0, 0.04);
        // The parts and the rest are the whole.
        near(said.clear().map(|driver| driver.share).sum::<f64>() + said.rest(), 1.0, 1e-12);
        let first = &said.ranked[0];
        assert_eq!((first.bins.len(), first.bins.iter().map(|bin| bin.members).sum::<usize>()), (17, 5_000));
        assert!(first.bins.is_sorted_by(|a, b| a.high < b.low));
        assert!(first.bins[16].median - first.bins[0].median > 3.5);
    }

    #[test]
    fn the_function_of_ishigami_has_its_first_order_indices() {
        // Ishigami and Homma 1990, a = 7, b = 0.1: 0.314, 0.442 and 0; 0.244 belongs to the first and third together.
        let inputs = uniform(2, 3, 5_000);
        let y = results(&inputs, |x| {
            let [a, b, c] = [x[0], x[1], x[2]].map(|x| std::f64::consts::PI * (2.0 * x - 1.0));
            libm::sin(a) + 7.0 * libm::pow(libm::sin(b), 2.0) + 0.1 * libm::pow(c, 4.0) * libm::sin(a)
        });
        for (found, expected) in of_results(&inputs, &y).into_iter().zip([0.314, 0.442, 0.0]) {
            // A bin of 1/17 of four humps has 4.5 % of their variance inside it.
            near(found, expected, 0.03);
        }
        let said = drivers(&inputs, &y);
        assert_eq!(said.clear().map(|driver| driver.input).collect::<Vec<_>>(), [1, 0]);
        assert!(said.rest() > 0.15, "{}", said.rest());
    }

    #[test]
    fn a_step_and_a_choice_of_rows_are_seen_whole() {
        let inputs = uniform(3, 3, 1_000);
        let y = results(&inputs, |x| if x[0] < 0.5 { 0.0 } else { 100.0 });
        // Ten bins part at the step.
        near(share(&drivers(&inputs, &y), 0), 1.0, 0.03);
        // One of three rows, the second far from both others: no line would see it.
        let rows: Vec<f64> = inputs[1].iter().map(|x| libm::floor(3.0 * x)).collect();
        let y: Vec<f64> = rows.iter().map(|row| if *row == 1.0 { 5.0 } else { 0.0 }).collect();
        let said = drivers(&[rows.clone(), inputs[2].clone()], &y);
        near(share(&said, 0), 1.0, 1e-9);
        assert_eq!(said.ranked[0].bins.iter().map(|bin| bin.median).collect::<Vec<_>>(), [0.0, 5.0, 0.0]);
        near(said.rest(), 0.0, 1e-9);
        // Three rows leave less to chance than ten bins.
        let said = drivers(&[rows, inputs[2].clone()], &inputs[0]);
        let [few, many] = [0, 1].map(|input| said.ranked.iter().find(|driver| driver.input == input).expect("ranked"));
        assert!(few.noise < many.noise && many.noise == said.noise && !few.is_clear && !many.is_clear);
    }

    #[test]
    fn a_long_tail_hides_nobody() {
        // A hundred members; a factor that is seldom huge and has nothing to do with the input.
        let inputs = uniform(4, 2, 100);
        let y = results(&inputs, |x| libm::exp(3.0 * x[0] + libm::pow(x[1], 40.0) * 9.0));
        let said = drivers(&inputs, &y);
        assert_eq!(said.clear().next().map(|driver| driver.input), Some(0));
        // A variance is that of the few huge ones; a rank is not.
        assert!(of_results(&inputs, &y)[0] < 0.05);
        assert!(share(&said, 0) > 0.6);
        // Any rising function of the result says the same.
        let logs: Vec<f64> = y.iter().map(|y| libm::log(*y)).collect();
        assert_eq!(share(&drivers(&inputs, &logs), 0), share(&said, 0));
    }

    #[test]
    fn what_is_explained_hides_the_rest_no_more() {
        // Of a hundred members: 0.78, 0.16, 0.06 of the variance, and 60 inputs of no effect.
        let (mut weak, mut wrong) = (0, 0);
        for seed in 0..40 {
            let inputs = uniform(100 + seed, 63, 100);
            let y = results(&inputs, |x| 7.0 * x[0] + 3.2 * x[1] + 2.0 * x[2]);
            let clear: Vec<usize> = drivers(&inputs, &y).clear().map(|driver| driver.input).collect();
            assert_eq!(clear[..2], [0, 1], "{seed}");
            weak += usize::from(clear.contains(&2));
            wrong += usize::from(clear.iter().any(|input| *input > 2));
        }
        // Alone, 0.06 of a hundred members is far below the noise.
        assert!(weak > 30 && wrong < 6, "{weak} and {wrong} of 40");
    }

    /// Of so many cases with nothing in them, in how many something is claimed.
    fn false_alarms(cases: u64, members: usize, inputs: usize, outcome: impl Fn(f64) -> f64) -> usize {
        let claims = |seed: &u64| {
            let mut values = uniform(1_000 + seed, inputs + 1, members);
            // Inputs of every kind: numbers, one of two rows, a condition that is seldom met, days that are often the last.
            for values in values.iter_mut().skip(1).step_by(4) {
                values.iter_mut().for_each(|x| *x = libm::floor(2.0 * *x));
            }
            for values in values.iter_mut().skip(2).step_by(4) {
                values.iter_mut().for_each(|x| *x = libm::floor(1.03 * *x));
            }
            for values in values.iter_mut().skip(3).step_by(4) {
                values.iter_mut().for_each(|x| *x = libm::floor(60.0 * *x).min(30.0));
            }
            let y: Vec<f64> = values[0].iter().map(|x| outcome(*x)).collect();
            drivers(&values[1..], &y).clear().count() > 0
        };
        (0..cases).filter(claims).count()
    }

    #[test]
    fn noise_is_claimed_in_one_case_of_a_hundred_at_most() {
        // Of 100 cases 1 is allowed on average; 5 would be seen in one of three hundred runs.
        for (cases, members, inputs) in
            [(100, 20, 40), (100, 60, 150), (100, 100, 150), (50, 1_000, 30), (100, 1_100, 40)]
        {
            // The last kind of result is the same in five of six members.
            for outcome in [|x: f64| x, |x: f64| libm::floor(1.2 * x)] {
                let claims = false_alarms(cases, members, inputs, outcome);
                assert!(claims <= 4, "{claims} of {cases} cases with {members} members");
            }
        }
    }

    #[test]
    fn the_order_of_the_inputs_decides_nothing() {
        let inputs = uniform(5, 30, 300);
        let y = results(&inputs, |x| x[3] + 0.5 * x[17] + 0.3 * x[20]);
        let said = drivers(&inputs, &y);
        let turned: Vec<Vec<f64>> = inputs.iter().rev().cloned().collect();
        let again = drivers(&turned, &y);
        for (one, other) in said.clear().zip(again.clear()) {
            assert_eq!((one.input, one.share, &one.bins), (29 - other.input, other.share, &other.bins));
        }
        assert_eq!((said.clear().count(), said.rest()), (again.clear().count(), again.rest()));
        // Nor does an input that never differs: it takes no part.
        let with = [inputs.clone(), vec![vec![7.0; 300]]].concat();
        assert_eq!(drivers(&with, &y), said);
    }

    #[test]
    fn too_little_says_nothing() {
        let inputs = uniform(6, 2, 6_000);
        assert_eq!(drivers(&inputs, &[5.0; 100]), Drivers { members: 100, ..Drivers::default() });
        assert!(drivers(&inputs, &inputs[0][..19]).ranked.is_empty());
        assert!(drivers(&[], &inputs[0]).ranked.is_empty());
        assert!(drivers(&inputs, &[]).ranked.is_empty());
        // Values of fewer members than results take no part.
        assert!(drivers(&[vec![1.0, 2.0]], &inputs[0]).ranked.is_empty());
        let cut: Vec<Vec<f64>> = inputs.iter().map(|values| values[..5_000].to_vec()).collect();
        assert_eq!(drivers(&inputs, &inputs[0]), drivers(&cut, &inputs[0][..5_000]));
        // With twenty members, what decides everything is still seen.
        assert_eq!(drivers(&inputs, &inputs[0][..20]).clear().count(), 1);
    }
}
