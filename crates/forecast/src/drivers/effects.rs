//! The effects of inputs, found one by one, and what of it could be chance.

use corridor_engine::sample::{below, normal_quantile};
use corridor_engine::{Decision, Stream};

use crate::quantiles::quantile;

/// In so many results nothing is claimed of inputs without effect. An answer tells of eight results or more, so that of one in
/// twenty every third answer would hold a false alarm.
const SURE: f64 = 0.99;

/// The members in bins.
pub(super) type Groups = Vec<Vec<usize>>;

/// Sums of effects, found one by one.
pub(super) struct Model<'a> {
    inputs: &'a [(usize, Groups)],
    /// What the result varies by in all, and how many members it has but one.
    all: f64,
    free: f64,
    /// The effects found: of which input, and what it adds in each member.
    effects: Vec<(usize, Vec<f64>)>,
    /// What is left in each member.
    left: Vec<f64>,
    widened: f64,
}

impl<'a> Model<'a> {
    pub fn new(inputs: &'a [(usize, Groups)], y: &[f64]) -> Self {
        let mean = y.iter().sum::<f64>() / y.len() as f64;
        let left: Vec<f64> = y.iter().map(|y| y - mean).collect();
        let (all, free) = (squares(&left), y.len() as f64 - 1.0);
        Model { inputs, all, free, effects: Vec::new(), widened: widened(inputs, &left), left }
    }

    pub fn has(&self, input: usize) -> bool {
        self.effects.iter().any(|(other, _)| *other == input)
    }

    fn groups(&self, input: usize) -> &'a Groups {
        &self.inputs[input].1
    }

    /// The degrees of freedom that the effects found have.
    fn used(&self) -> f64 {
        self.effects.iter().map(|(input, _)| self.groups(*input).len() as f64 - 1.0).sum()
    }

    /// What the strongest of the inputs exceeds by chance.
    fn by_chance(&self, input: usize) -> f64 {
        self.widened * by_chance(self.groups(input).len(), self.inputs.len())
    }

    /// What is left if an input were not in the model, and the degrees of freedom of that.
    fn without(&self, input: usize) -> (Vec<f64>, f64) {
        let (mut left, mut free) = (self.left.clone(), self.free);
        for (other, effect) in &self.effects {
            if *other == input {
                left.iter_mut().zip(effect).for_each(|(left, effect)| *left += effect);
            } else {
                free -= self.groups(*other).len() as f64 - 1.0;
            }
        }
        (left, free)
    }

    /// Takes the strongest of the other inputs into the model if it is more than noise.
    pub fn add_strongest(&mut self) -> bool {
        let others = (0..self.inputs.len()).filter(|input| !self.has(*input));
        let times_noise = |input: usize| {
            let (left, free) = self.without(input);
            between(self.groups(input), &left, free) / self.by_chance(input)
        };
        let strongest =
            others.map(|input| (input, times_noise(input))).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        // Where little is left, or most freedom is used up, everything would seem to explain it.
        let is_over = squares(&self.left) < 1e-9 * self.all || self.used() > self.free / 2.0;
        let Some((input, _)) = strongest.filter(|(_, times)| *times > 1.0 && !is_over) else { return false };
        self.effects.push((input, vec![0.0; self.left.len()]));
        // Effects that by chance lie alike share what both explain.
        for _ in 0..3 {
            for at in 0..self.effects.len() {
                let (left, _) = self.without(self.effects[at].0);
                let effect = &mut self.effects[at];
                for group in &self.inputs[effect.0].1 {
                    let mean = group.iter().map(|member| left[*member]).sum::<f64>() / group.len() as f64;
                    for member in group {
                        effect.1[*member] = mean;
                        self.left[*member] = left[*member] - mean;
                    }
                }
            }
        }
        true
    }

    /// The variance of an input's effect beside those in the model, less what is there by chance (ε² of the variance that
    /// they leave), and what it would be if it were just noise.
    fn variance_and_noise(&self, input: usize) -> (f64, f64) {
        let (left, free) = self.without(input);
        let own = self.groups(input).len() as f64 - 1.0;
        let variance = |h: f64| ((h - own) / (free - own) * squares(&left) / free).max(0.0);
        (variance(between(self.groups(input), &left, free)), variance(self.by_chance(input)))
    }

    /// The shares of the variance that the inputs explain, each with its noise level. As inputs are drawn independently,
    /// the whole is the sum of the effects and of what is left: what members' inputs have in common by chance is no part.
    pub fn shares_and_noise(&self) -> Vec<(f64, f64)> {
        let each: Vec<(f64, f64)> = (0..self.inputs.len()).map(|input| self.variance_and_noise(input)).collect();
        let found: f64 = self.effects.iter().map(|(input, _)| each[*input].0).sum();
        let whole = found + squares(&self.left) / (self.free - self.used());
        each.into_iter().map(|(variance, noise)| ((variance / whole).min(1.0), (noise / whole).min(1.0))).collect()
    }
}

fn squares(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum()
}

/// The statistic H of Kruskal and Wallis if y, whose mean is 0, are ranks: the variance between groups over that of all,
/// times the degrees of freedom of y. Expected by chance: one less than there are groups.
fn between(groups: &[Vec<usize>], y: &[f64], free: f64) -> f64 {
    let between = groups.iter().map(|group| {
        let sum: f64 = group.iter().map(|member| y[*member]).sum();
        sum * sum / group.len() as f64
    });
    let all = squares(y);
    if all > 0.0 { free * between.sum::<f64>() / all } else { 0.0 }
}

/// What the H of the strongest of `inputs` inputs without effect exceeds in one of a hundred cases, if H is χ² with one
/// degree of freedom less than groups: its quantile by Wilson and Hilferty (1931), its level by Šidák (1967).
fn by_chance(groups: usize, inputs: usize) -> f64 {
    let free = groups as f64 - 1.0;
    let level = libm::pow(SURE, 1.0 / inputs as f64);
    let part = 2.0 / (9.0 * free);
    let root = 1.0 - part + normal_quantile(level) * part.sqrt();
    free * root * root * root
}

/// By how much [`by_chance`] is too low where groups are small and many results equal, at least 1: the same one of a hundred,
/// seen where the results are dealt to the members anew (the largest of all inputs, as Westfall and Young 1993).
fn widened(inputs: &[(usize, Groups)], y: &[f64]) -> f64 {
    const DEALS: u32 = 199;
    /// Of members beyond these χ² is right.
    const ENOUGH: usize = 1_000;
    if y.len() > ENOUGH {
        return 1.0;
    }
    let limits: Vec<f64> = inputs.iter().map(|(_, groups)| by_chance(groups.len(), inputs.len())).collect();
    let strongest = |deal: u32| {
        let mut draw = Stream::new(0, deal).at(0, Decision::Parameter, 0);
        let mut dealt = y.to_vec();
        for last in (1..dealt.len()).rev() {
            dealt.swap(last, below(last as u64 + 1, &mut draw) as usize);
        }
        let each = inputs
            .iter()
            .zip(&limits)
            .map(|((_, groups), limit)| between(groups, &dealt, y.len() as f64 - 1.0) / limit);
        each.fold(1.0, f64::max)
    };
    let mut strongest: Vec<f64> = (0..DEALS).map(strongest).collect();
    strongest.sort_by(f64::total_cmp);
    quantile(&strongest, SURE)
}
