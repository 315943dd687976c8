//! Single journeys, drawn exactly from a cohort run.
//!
//! Given the counts, the people of a cohort are exchangeable: a tagged person in a cohort of `n` of whom `k` go one way
//! is among them with probability `k / n` (Banisch, Markov chain aggregation for agent-based models, arXiv 1410.6277).

use corridor_model::Key;

use crate::cohort::{CohortKey, home_key};
use crate::record::Spot;
use crate::{Decision, Member, Record, State, Stream, World, run};

/// A place where a journey stopped in the evening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The first evening there.
    pub day: u32,
    /// The place; on the way, the place where the way leads.
    pub place: Key,
    /// `at`, `on the way to`, `home at`, `left by`, `died at`.
    pub how: &'static str,
}

/// One person's journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// Where they come from.
    pub home: Key,
    /// Their profile.
    pub profile: Key,
    /// Where they spent their nights, changes only.
    pub stops: Vec<Stop>,
}

/// Draws the journeys of `many` of all the people who were displaced in a run, each as likely as another.
#[derive(Debug)]
pub struct Journeys {
    stream: Stream,
    /// The ranks to tag, in falling order.
    ranks: Vec<u64>,
    seen: u64,
    day: u32,
    draws: u64,
    tags: Vec<Tag>,
}

#[derive(Debug)]
struct Tag {
    spot: Spot,
    key: CohortKey,
    stops: Vec<(u32, Spot)>,
    first: CohortKey,
}

impl Journeys {
    /// Runs a member twice, to count its people and to follow some of them.
    pub fn of(world: &World, member: &Member, many: usize) -> Vec<Journey> {
        let all = run::<u64>(world, member, &mut crate::Nothing).begun;
        let mut ranks = Vec::new();
        let mut draw = member.stream.at(0, Decision::Journey, u64::MAX);
        // Floyd's sample without replacement (Bentley and Floyd 1987).
        for top in all.saturating_sub(many as u64)..all {
            let rank = crate::sample::below(top + 1, &mut draw);
            ranks.push(if ranks.contains(&rank) { top } else { rank });
        }
        ranks.sort_unstable_by(|a, b| b.cmp(a));
        let mut journeys = Journeys { stream: member.stream, ranks, seen: 0, day: 0, draws: 0, tags: Vec::new() };
        run(world, member, &mut journeys);
        journeys.tags.iter().map(|tag| tag.journey(world)).collect()
    }
}

impl Tag {
    fn journey(&self, world: &World) -> Journey {
        let place = |place: u32| world.places[place as usize].key.clone();
        let stops = self.stops.iter().map(|&(day, spot)| {
            let (place, how) = match spot {
                Spot::Place(at) | Spot::Dusk(at) | Spot::Door(at) | Spot::Arriving(at, _, _) => (place(at), "at"),
                Spot::Way(way, _, _) | Spot::Dawn(way, _) => (place(world.ways[way as usize].to), "on the way to"),
                Spot::Home(at) => (place(at), "home at"),
                Spot::Left(at) => (place(at), "left by"),
                Spot::Dead(at) => (place(at), "died at"),
            };
            Stop { day, place, how }
        });
        Journey {
            home: home_key(world, self.first.home).clone(),
            profile: world.profiles[self.first.class.profile()].clone(),
            stops: stops.collect(),
        }
    }
}

impl Record<u64> for Journeys {
    fn begun(&mut self, place: u32, key: &CohortKey, people: u64) {
        while let Some(rank) = self.ranks.last().filter(|rank| **rank < self.seen + people) {
            let _ = rank;
            self.ranks.pop();
            self.tags.push(Tag {
                spot: Spot::Place(place),
                key: *key,
                stops: vec![(self.day, Spot::Place(place))],
                first: *key,
            });
        }
        self.seen += people;
    }

    fn moved(&mut self, from: Spot, key: &CohortKey, remaining: u64, some: u64, to: Spot, becomes: &CohortKey) {
        // Without replacement: each tagged person takes one of the remaining places.
        let (mut remaining, mut some) = (remaining, some);
        for tag in self.tags.iter_mut().filter(|tag| tag.spot == from && tag.key == *key) {
            self.draws += 1;
            let mut draw = self.stream.at(self.day, Decision::Journey, self.draws);
            if crate::sample::below(remaining, &mut draw) < some {
                (tag.spot, tag.key) = (to, *becomes);
                some -= 1;
            }
            remaining = remaining.saturating_sub(1);
        }
    }

    fn night(&mut self) {
        for tag in &mut self.tags {
            match tag.spot {
                Spot::Place(_) | Spot::Dusk(_) => tag.key = tag.key.after_a_night(),
                Spot::Door(_)
                | Spot::Arriving(..)
                | Spot::Way(..)
                | Spot::Dawn(..)
                | Spot::Home(_)
                | Spot::Left(_)
                | Spot::Dead(_) => {}
            }
        }
    }

    fn dusk(&mut self) {
        for tag in &mut self.tags {
            match tag.spot {
                Spot::Dusk(place) => tag.spot = Spot::Place(place),
                Spot::Place(_)
                | Spot::Door(_)
                | Spot::Arriving(..)
                | Spot::Way(..)
                | Spot::Dawn(..)
                | Spot::Home(_)
                | Spot::Left(_)
                | Spot::Dead(_) => {}
            }
        }
    }

    fn day(&mut self, _: &World, _: &Member, state: &State<u64>) {
        for tag in &mut self.tags {
            if tag.stops.last().is_none_or(|(_, last)| *last != tag.spot) {
                tag.stops.push((state.day, tag.spot));
            }
        }
        self.day = state.day + 1;
    }
}
