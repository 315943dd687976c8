//! What is asked of every member: numbers of every day, of which the spread is kept, and single numbers that are kept as
//! they are.

use corridor_model::Target;

use crate::trajectory::{Catalogue, Place, Trajectory};

/// A number that a member has on every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// A series of the catalogue, by number.
    Series(usize),
    /// People who set out on a way of the catalogue, by number.
    Way(usize),
    /// Everybody in the camps of the plan.
    Camps,
    /// Everybody displaced who is in none of them.
    Elsewhere,
    /// Everybody displaced.
    Everybody,
    /// Everybody on the way in the evening.
    Road,
    /// Everybody who waits at a crossing.
    Waiting,
    /// Person-kilometres of those who set out on the day.
    Kilometres,
}

/// How the number of a day is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// As it is.
    Level,
    /// What came since the reference date; before it there is none.
    Since,
    /// By how much it grew on the day.
    Daily,
    /// On the last day the sum over the days after the reference date; on no other day anything.
    Total,
}

/// A number of every day, of which the spread over members is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Measure {
    /// Of what.
    pub of: Of,
    /// How it is read.
    pub reading: Reading,
}

/// A single number of a member, kept as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// That of a day, less that of an earlier one.
    On {
        /// Of what.
        of: Of,
        /// The earlier day, if any.
        since: Option<u32>,
        /// The day.
        day: u32,
    },
    /// The most on any day after one.
    Peak {
        /// Of what.
        of: Of,
        /// After which day.
        after: u32,
    },
    /// The sum over the days after one.
    Total {
        /// Of what.
        of: Of,
        /// After which day.
        after: u32,
    },
}

/// What is asked of every member.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Numbers of every day.
    pub measures: Vec<Measure>,
    /// Single numbers.
    pub quantities: Vec<Quantity>,
    /// The numbers of the series that are stocks of camps.
    pub camps: Vec<usize>,
    /// The numbers of the series of people who wait at a crossing.
    pub waiting: Vec<usize>,
    /// How many days the period has.
    pub days: u32,
    /// The day after which cumulative targets count.
    pub since: u32,
}

impl Plan {
    /// Asks for every series and way of a catalogue, and for no single number yet.
    pub fn of(catalogue: &Catalogue, camps: Vec<usize>, days: u32, since: u32) -> Plan {
        let mut measures = Vec::new();
        for (number, series) in catalogue.series.iter().enumerate() {
            let of = Of::Series(number);
            let reading = if series.target.is_cumulative() { Reading::Since } else { Reading::Level };
            measures.push(Measure { of, reading });
            let passed = matches!(series.place, Place::Crossing { .. }) && series.target == Target::Arrivals;
            if passed {
                measures.push(Measure { of, reading: Reading::Daily });
            }
        }
        let level = |of| Measure { of, reading: Reading::Level };
        measures.extend((0..catalogue.ways.len()).map(|way| level(Of::Way(way))));
        let total = |way| Measure { of: Of::Way(way), reading: Reading::Total };
        measures.extend((0..catalogue.ways.len()).map(total));
        measures.extend([Of::Everybody, Of::Road, Of::Waiting, Of::Kilometres].map(level));
        if !camps.is_empty() {
            measures.extend([Of::Camps, Of::Elsewhere].map(level));
        }
        measures.sort_unstable();
        let stranded = catalogue.series.iter().enumerate().filter(|(_, series)| series.target == Target::Stranded);
        let waiting = stranded.map(|(number, _)| number).collect();
        Plan { measures, quantities: Vec::new(), camps, waiting, days, since }
    }

    /// Asks for a single number too.
    pub fn ask(&mut self, quantity: Quantity) {
        if let Err(at) = self.quantities.binary_search(&quantity) {
            self.quantities.insert(at, quantity);
        }
    }

    /// The place of a number of every day among those asked for.
    pub fn measure(&self, of: Of, reading: Reading) -> Option<usize> {
        self.measures.binary_search(&Measure { of, reading }).ok()
    }

    /// The place of a single number among those asked for.
    pub fn quantity(&self, quantity: Quantity) -> Option<usize> {
        self.quantities.binary_search(&quantity).ok()
    }

    /// A number of a member on a day; 0 after the last one that ran.
    fn on(&self, one: &Trajectory, of: Of, day: u32) -> i64 {
        let at = |values: &[i32]| i64::from(values.get(day as usize).copied().unwrap_or(0));
        let sum = |numbers: &[usize]| numbers.iter().map(|number| at(&one.series[*number])).sum::<i64>();
        match of {
            Of::Series(number) => at(&one.series[number]),
            Of::Way(number) => at(&one.ways[number]),
            Of::Camps => sum(&self.camps),
            Of::Elsewhere => at(&one.people) - sum(&self.camps),
            Of::Everybody => at(&one.people),
            Of::Road => at(&one.road),
            Of::Waiting => sum(&self.waiting),
            Of::Kilometres => at(&one.kilometres),
        }
    }

    /// What a member says to a measure on a day; nothing before the day from which it counts.
    pub(crate) fn read(&self, one: &Trajectory, measure: Measure, day: u32) -> Option<i64> {
        let on = |day| self.on(one, measure.of, day);
        match measure.reading {
            Reading::Level => Some(on(day)),
            Reading::Since if day < self.since => None,
            Reading::Since => Some(on(day) - on(self.since)),
            Reading::Total if day + 1 < self.days => None,
            Reading::Total => Some((self.since + 1..self.days).map(on).sum()),
            Reading::Daily => Some(on(day) - day.checked_sub(1).map_or(0, on)),
        }
    }

    /// What a member says to a quantity.
    pub(crate) fn value(&self, one: &Trajectory, quantity: Quantity) -> i64 {
        match quantity {
            Quantity::On { of, since, day } => self.on(one, of, day) - since.map_or(0, |since| self.on(one, of, since)),
            Quantity::Peak { of, after } => {
                (after + 1..self.days).map(|day| self.on(one, of, day)).max().unwrap_or_default()
            }
            Quantity::Total { of, after } => (after + 1..self.days).map(|day| self.on(one, of, day)).sum(),
        }
    }
}
