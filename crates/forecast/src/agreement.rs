//! How many reported figures the ensemble agrees with.

use std::cmp::Reverse;

use corridor_model::{Date, Key, Target, Use};

use crate::reported::Reported;

/// Reports of one fitness, known or not on the reference date.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    /// What the reports are fit for.
    pub usage: Use,
    /// Whether they could be known on the reference date.
    pub known: bool,
    /// How many agree, and of how many.
    pub tally: Tally,
    /// The last figure of each kind, by place and target.
    pub kinds: Vec<LastOfKind>,
}

/// How many agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many agree.
    pub agree: usize,
    /// Of how many.
    pub all: usize,
}

/// What a tier says of one place and target.
#[derive(Clone, Debug, PartialEq)]
pub struct LastOfKind {
    /// The last figure; of those of one day, that of the longest span.
    pub last: Reported,
    /// How many figures of the kind agree, and of how many.
    pub tally: Tally,
}

impl Tally {
    fn of<'a>(comparisons: impl Iterator<Item = &'a Reported>) -> Tally {
        comparisons.fold(Tally { agree: 0, all: 0 }, |Tally { agree, all }, one| Tally {
            agree: agree + usize::from(one.agrees()),
            all: all + 1,
        })
    }
}

/// The tiers that have any report: first what became known later, in each first what is fit to score.
pub fn tiers(comparisons: &[Reported]) -> Vec<Tier> {
    let pairs = [false, true].into_iter().flat_map(|known| [Use::Score, Use::Soft].map(|usage| (known, usage)));
    let tier = |(known, usage)| {
        let of_tier = || comparisons.iter().filter(|one| (one.known, one.usage) == (known, usage));
        let mut kinds: Vec<(&Key, Target)> = of_tier().map(|one| (&one.location, one.target)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let of_kind = |kind: (&Key, Target)| {
            let of = || of_tier().filter(|one| (&one.location, one.target) == kind);
            let last = of().max_by_key(|one| (one.date, Reverse(one.since)))?;
            Some(LastOfKind { last: last.clone(), tally: Tally::of(of()) })
        };
        Tier { usage, known, tally: Tally::of(of_tier()), kinds: kinds.into_iter().filter_map(of_kind).collect() }
    };
    pairs.map(tier).filter(|tier| tier.tally.all > 0).collect()
}

/// The last figure after the reference date that became known later, one that is fit to score if there is any.
pub fn reported_later<'a>(
    comparisons: &'a [Reported],
    reference: Date,
    target: Target,
    location: &Key,
) -> Option<&'a Reported> {
    let later = comparisons
        .iter()
        .filter(|one| !one.known && one.date > reference && (one.target, &one.location) == (target, location));
    later.max_by_key(|one| (one.usage == Use::Score, one.date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantiles::Interval;

    fn date(day: i8) -> Date {
        jiff::civil::date(2024, 3, day)
    }

    fn figure(location: &str, day: i8, people: f64, usage: Use, known: bool) -> Reported {
        Reported {
            series: String::new(),
            target: Target::Arrivals,
            location: location.into(),
            date: date(day),
            since: Some(date(1)),
            reported: (people, people),
            implied: (people, people),
            ensemble: Interval { low: 10.0, median: 15.0, high: 20.0 },
            usage,
            known,
        }
    }

    #[test]
    fn each_tier_counts_its_own_and_tells_the_last_of_each_kind() {
        let longer = Reported { since: Some(date(1)), ..figure("a", 9, 30.0, Use::Score, false) };
        let shorter = Reported { since: Some(date(8)), ..figure("a", 9, 15.0, Use::Score, false) };
        let all = [
            figure("a", 5, 20.0, Use::Score, false),
            longer.clone(),
            shorter,
            figure("b", 3, 9.0, Use::Score, false),
            figure("a", 2, 10.0, Use::Soft, true),
        ];
        let tiers = tiers(&all);
        let tallies: Vec<_> =
            tiers.iter().map(|tier| (tier.usage, tier.known, tier.tally.agree, tier.tally.all)).collect();
        assert_eq!(tallies, [(Use::Score, false, 2, 4), (Use::Soft, true, 1, 1)]);
        let [a, b] = tiers[0].kinds.as_slice() else { panic!("{tiers:?}") };
        assert_eq!((&a.last, a.tally), (&longer, Tally { agree: 2, all: 3 }));
        assert_eq!((&b.last, b.tally), (&all[3], Tally { agree: 0, all: 1 }));
    }

    #[test]
    fn what_is_fit_to_score_is_told_before_what_came_last() {
        let all = [
            figure("a", 5, 1.0, Use::Score, false),
            figure("a", 6, 2.0, Use::Score, false),
            figure("a", 9, 3.0, Use::Soft, false),
            figure("a", 10, 4.0, Use::Score, true),
            figure("b", 4, 5.0, Use::Score, false),
        ];
        let later = |location: &str| reported_later(&all, date(4), Target::Arrivals, &location.into());
        assert_eq!(later("a"), Some(&all[1]));
        assert_eq!(later("b"), None);
    }
}
