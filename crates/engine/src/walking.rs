//! Roads on which some people walk: each day anew a share of those on the way.
//!
//! On such a way [`Traveller::arrives`] is when they are there if they ride from the next morning on.

use crate::cohort::{Cohort, CohortKey, Trail, Traveller, merge};
use crate::day::Day;
use crate::record::Spot;
use crate::travel::Moves;
use crate::{Count, Decision, Record, World, mix};

/// What a day on a way comes to.
enum Made {
    /// They are there, at a tick of the day.
    There(u64, Trail),
    /// They are not; riding, they would be there so many ticks after the next morning.
    Night(u64, Trail),
}

impl<C: Count, R: Record<C>> Day<'_, C, R> {
    /// Of those who set out on a way some walk today, the others ride.
    pub fn go_or_walk(&mut self, mut moves: Moves<C>, mut cohort: Cohort<C>, way: u32, (tick, share): (u64, f64)) {
        self.begin_way(&mut cohort, way);
        let left = self.member.ticks(way, &cohort.key);
        let who = mix(cohort.key.hash(self.world, self.world.ways[way as usize].hash), mix(tick, moves.at.tick));
        let walkers = cohort.people.part(share, self.member.stream.at(self.state.day, Decision::Walk, who));
        for (people, walk) in [(walkers, true), (cohort.people - walkers, false)] {
            if people.is_none() {
                continue;
            }
            let mut some = Cohort { people, ..cohort };
            let part = Moves { at: moves.at, was: moves.was, remaining: moves.remaining };
            moves.remaining -= people;
            match self.made(way, &some.key, (left, tick), walk) {
                Made::There(there, trail) => {
                    some.key.trail = trail;
                    let place = self.end_way(way, people);
                    match self.onward(place, there, &some.key) {
                        Some((next, plan)) => {
                            some.key.plan = plan;
                            self.go(part, some, next, there);
                        }
                        None => self.arrive(part, some, place, there),
                    }
                }
                Made::Night(rest, trail) => {
                    some.key.trail = trail;
                    let tomorrow = u64::from(self.state.day + 1) * World::DAY;
                    self.spend_the_night(&part, some, way, tomorrow + rest);
                }
            }
        }
    }

    /// Of those who are on the way in the morning some walk today: who is there today leaves the road, the others go on.
    /// It is found before anybody sets out, so that those who do are not among them.
    pub fn walk_on(&mut self) {
        for way in 0..self.world.ways.len() as u32 {
            let share = self.member.walk_share[way as usize];
            if share > 0.0 && !self.state.road[way as usize].is_empty() {
                let mut road = std::mem::take(&mut self.state.road[way as usize]);
                let key = |traveller: &Traveller<C>| (traveller.arrives, traveller.turned, traveller.cohort.key);
                merge(&mut road, key, |traveller| &mut traveller.cohort.people);
                // All leave the spot where they were first, so that nobody comes to one who has not been looked at.
                for Traveller { arrives, cohort: Cohort { key, people }, .. } in road.iter().filter(|one| !one.turned) {
                    let (from, to) = (Spot::Way(way, *arrives, false), Spot::Dawn(way, *arrives));
                    self.record.moved(from, key, *people, *people, to, key);
                }
                for traveller in road {
                    self.walk_on_from(way, traveller, share);
                }
            }
        }
    }

    fn walk_on_from(&mut self, way: u32, traveller: Traveller<C>, share: f64) {
        let morning = u64::from(self.state.day) * World::DAY;
        let Traveller { arrives, turned, cohort } = traveller;
        let left = arrives - morning;
        if turned {
            // Those who were turned back ride.
            match self.made(way, &cohort.key, (left, 0), false) {
                Made::There(..) => self.travel.from_yesterday.push((way, traveller)),
                Made::Night(..) => self.state.road[way as usize].push(traveller),
            }
            return;
        }
        let who = mix(cohort.key.hash(self.world, self.world.ways[way as usize].hash), arrives);
        let walkers = cohort.people.part(share, self.member.stream.at(self.state.day, Decision::Walk, who));
        let mut remaining = cohort.people;
        for (people, walk) in [(walkers, true), (cohort.people - walkers, false)] {
            if people.is_none() {
                continue;
            }
            let (now, is_there, trail) = match self.made(way, &cohort.key, (left, 0), walk) {
                Made::There(there, trail) => (morning + there, true, trail),
                Made::Night(rest, trail) => (morning + World::DAY + rest, false, trail),
            };
            let key = CohortKey { trail, ..cohort.key };
            let (from, to) = (Spot::Dawn(way, arrives), Spot::Way(way, now, false));
            self.record.moved(from, &cohort.key, remaining, people, to, &key);
            remaining -= people;
            let some = Traveller { arrives: now, turned, cohort: Cohort { key, people } };
            match is_there {
                true => self.travel.from_yesterday.push((way, some)),
                false => self.state.road[way as usize].push(some),
            }
        }
    }

    /// What people make of a day, or of what is left of it at `tick`, who need `left` ticks to the end of a way if they ride.
    fn made(&self, way: u32, key: &CohortKey, (left, tick): (u64, u64), walk: bool) -> Made {
        let (world, member) = (self.world, self.member);
        let slower = match walk && !key.trail.is_on_foot() {
            true => (member.ticks_on_foot[way as usize] as f64 / member.ticks[way as usize] as f64).max(1.0),
            false => 1.0,
        };
        let needs = libm::round(left as f64 * slower) as u64;
        let today = if world.rules.has_a_day_for_each_route() { World::DAY } else { World::DAY - tick };
        if needs < today || needs == today && !world.rules.arrives_beyond() {
            let day = libm::round(World::DAY as f64 / slower) as u64;
            let there = match world.rules.has_a_day_for_each_route() {
                true => self.tick_at_end(way, key, tick, (left, day)),
                false => tick + needs,
            };
            return Made::There(there, self.trail_at_end(way, key, left));
        }
        let made = libm::round(today as f64 / slower) as u64;
        let trail = match world.rules.avoid_short_stints {
            true => key.trail.after(key.trail.moved() + member.reached(way, key, made)),
            false => key.trail,
        };
        // What just misses the end in the evening is there at once in the morning.
        Made::Night(left.saturating_sub(made), trail)
    }
}
