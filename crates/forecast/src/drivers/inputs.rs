//! The uncertain inputs of a scenario, and what each of them is in a member.

use corridor_engine::World;
use corridor_model::{Date, Key, Scenario, Uncertain};

use super::survey::survey;
use crate::subjects;
use crate::timelines::{Dice, days_from};

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// A parameter of the movement rules.
    Parameter,
    /// A number in a row.
    Number,
    /// The day on which a state ends whose end nobody said.
    End,
    /// Which of the rows of a day that contradict each other is right.
    Claim,
    /// Whether the condition of a pledge is met.
    Condition,
}

/// One uncertain input.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// What it is, in words that follow "It depends most on": "when Kabul airport opens again".
    pub what: String,
    /// What kind of input it is.
    pub kind: InputKind,
    /// The unit of its values. Of an end the value is the number of the day in the period on which the state no longer
    /// holds, the number of days if it outlasts the period; of a claim the number of the row in its timeline; of a
    /// condition 1 if it is met.
    pub unit: &'static str,
    /// What a parameter does, in a sentence; of other inputs the words say enough.
    pub meaning: &'static str,
    /// The place, country or profile that it is about; for a parameter none.
    pub key: Option<Key>,
    /// The first day of the row, if it belongs to one.
    pub since: Option<Date>,
    /// Where the scenario sets it, "table subject date" as in the facts; several where all of them draw the same place
    /// in their ranges. The values are those of the first.
    pub set_in: Vec<String>,
    /// Where that row comes from; empty if it does not say.
    pub source: String,
}

/// How an input becomes a number.
#[derive(Clone, Debug)]
pub(super) enum How {
    Value(Uncertain),
    End { since: Date, prior: Uncertain },
    Claim { rivals: Vec<Rival> },
    Condition(Condition),
}

/// A row of several on a day. Where it is a pledge, it takes part if its condition is met.
#[derive(Clone, Debug)]
pub(super) struct Rival {
    pub row: usize,
    pub weight: f64,
    pub condition: Option<Condition>,
}

/// The condition of a pledge.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub host: Key,
    pub words: String,
    pub likelihood: Uncertain,
}

impl Condition {
    fn is_met(&self, dice: &Dice) -> bool {
        dice.is_met(&self.host, &self.words, self.likelihood)
    }
}

/// The uncertain inputs of a scenario: every value that is drawn for a member, in words. What shares its draw is one input.
/// The likelihood of a pledge's condition is none of its own: it shows in whether the condition is met.
#[derive(Clone, Debug)]
pub struct Inputs<'a> {
    scenario: &'a Scenario,
    seed: u64,
    labels: Vec<Input>,
    /// Of each: whose draw it is, and how it becomes a number.
    draws: Vec<(u64, How)>,
}

impl<'a> Inputs<'a> {
    /// Those of the members that [`crate::Members`] makes of the same.
    pub fn of(scenario: &'a Scenario, world: &World, seed: u64) -> Self {
        let (labels, draws) = survey(scenario, world);
        Inputs { scenario, seed, labels, draws }
    }

    /// What they are, in the order of [`Inputs::values`].
    pub fn labels(&self) -> &[Input] {
        &self.labels
    }

    /// What they are in a member, without running it.
    pub fn values(&self, member: u32) -> Vec<f64> {
        let dice = Dice::new(self.scenario, self.seed, member);
        self.draws.iter().map(|(subject, how)| self.value(&dice, *subject, how)).collect()
    }

    /// What each is in the members with these numbers: what [`crate::drivers`] asks for.
    pub fn by_input(&self, members: impl IntoIterator<Item = u32>) -> Vec<Vec<f64>> {
        let mut all = vec![Vec::new(); self.labels.len()];
        for member in members {
            for (values, value) in all.iter_mut().zip(self.values(member)) {
                values.push(value);
            }
        }
        all
    }

    /// Whose draws they are, as in [`crate::Members::subjects`]. A condition may ask twice.
    pub fn subjects(&self) -> impl Iterator<Item = u64> {
        self.draws.iter().flat_map(|(own, how)| {
            let likelihood = match how {
                How::Condition(condition) => Some(subjects::likelihood(&condition.host, &condition.words)),
                How::Value(_) | How::End { .. } | How::Claim { .. } => None,
            };
            std::iter::once(*own).chain(likelihood)
        })
    }

    fn value(&self, dice: &Dice, subject: u64, how: &How) -> f64 {
        match how {
            How::Value(uncertain) => dice.value(*uncertain, subject),
            How::End { since, prior } => {
                let period = self.scenario.period;
                let end = days_from(period.start, *since) + dice.lasts(*since, subject, *prior);
                // Beyond the last day all ends are the same.
                end.min(i64::from(period.days())) as f64
            }
            How::Claim { rivals } => {
                let made = rivals.iter().filter(|rival| rival.condition.as_ref().is_none_or(|met| met.is_met(dice)));
                let rivals: Vec<(usize, f64)> = made.map(|rival| (rival.row, rival.weight)).collect();
                dice.pick(&rivals, subject).map_or(0.0, |row| row as f64)
            }
            How::Condition(condition) => f64::from(u8::from(condition.is_met(dice))),
        }
    }
}
