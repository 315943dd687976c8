//! Flee's running order: people move one after another, and each sees the camps as those before left them.
//!
//! Where nothing fills up within a day the order decides nothing. Where a camp does, the arrivals of the day are dealt into
//! turns, at random and so small that none of them fills more than a share of a camp; each turn looks at the camps
//! again, and none takes more people than it has room for.

use corridor_model::Parameter;

use crate::choices::Choice;
use crate::cohort::{Cohort, CohortKey, merge};
use crate::day::Day;
use crate::decide::{At, sum};
use crate::member::Room;
use crate::record::Spot;
use crate::travel::{Arrival, Pace, TURN};
use crate::{Count, Decision, Record, mix};

/// The most turns of a day.
const MOST_TURNS: f64 = 100.0;

impl<C: Count, R: Record<C>> Day<'_, C, R> {
    /// Those who arrive today stop and go on, a turn of them after another.
    pub fn take_turns(&mut self, share: f64) {
        self.look_at_rooms();
        let turns = self.turns(share);
        if turns == 1 {
            return self.stop_by_waves(0);
        }
        let mut places = std::mem::take(&mut self.travel.next_active);
        places.sort_unstable();
        let mut dealt: Vec<Vec<(u32, u64, Cohort<C>)>> = vec![Vec::new(); turns as usize];
        let even: Vec<f64> = (1..=turns).map(f64::from).collect();
        for place in places.drain(..) {
            let mut arrivals = std::mem::take(&mut self.travel.next[place as usize]);
            merge(&mut arrivals, |arrival| (arrival.tick, arrival.cohort.key), |arrival| &mut arrival.cohort.people);
            for Arrival { tick, cohort } in arrivals.drain(..) {
                self.deal(place, tick, cohort, &even, &mut dealt);
            }
            self.travel.next[place as usize] = arrivals;
        }
        self.travel.next_active = places;
        for (turn, arrivals) in (1..).zip(dealt) {
            for (place, tick, cohort) in arrivals {
                self.travel.arrive(place, tick, cohort);
            }
            self.stop_by_waves(turn * TURN);
            self.look_at_rooms();
        }
    }

    /// Deals those who arrive at a place into turns, each as likely as another.
    fn deal(
        &mut self,
        place: u32,
        tick: u64,
        cohort: Cohort<C>,
        even: &[f64],
        dealt: &mut [Vec<(u32, u64, Cohort<C>)>],
    ) {
        let Cohort { key, people } = cohort;
        let who = mix(key.with_trail(self.hash_without_trail(place, &key)), tick);
        let draw = self.member.stream.at(self.state.day, Decision::Turn, who);
        let (mut left, record) = (people, &mut *self.record);
        people.split(even, draw, |turn, people| {
            let to = Spot::Arriving(place, (turn as u32 + 1) * TURN + 1, tick);
            record.moved(Spot::Arriving(place, 1, tick), &key, left, people, to, &key);
            left -= people;
            dealt[turn].push((place, tick, Cohort { key, people }));
        });
    }

    /// In how many turns those who arrive today stop: so many that none of them fills more than a share of a camp. A camp
    /// that is nearly full takes few people, however many come.
    fn turns(&self, share: f64) -> u32 {
        let arrivals: f64 = self.travel.next.iter().flatten().map(|arrival| arrival.cohort.people.people()).sum();
        let starts = self.member.values.get(Parameter::RoomStartsAt);
        let rooms = self.state.force.rooms.iter().zip(&self.state.here).zip(&self.travel.room_left);
        let turns = rooms.filter_map(|((room, here), left)| match *room {
            // Until its attraction begins to fall, the order decides nothing.
            Room::For(capacity) if sum(here).people() + arrivals > starts * capacity => {
                let comes = left.map_or(arrivals, |left| arrivals.min(left.people()));
                Some(comes / (share * capacity.max(1.0)))
            }
            Room::For(_) | Room::Closed | Room::Unlimited => None,
        });
        turns.fold(1.0, f64::max).min(MOST_TURNS).ceil() as u32
    }

    /// Looks again at how full the camps are, with those who have come today.
    pub fn look_at_rooms(&mut self) {
        let value = |parameter| self.member.values.get(parameter);
        let (starts, least) = (value(Parameter::RoomStartsAt), value(Parameter::RoomTurnsAwayBelow));
        for place in 0..self.world.places.len() as u32 {
            let index = place as usize;
            let room = self.state.force.rooms[index];
            if let Room::For(capacity) = room {
                let people = sum(&self.state.here[index]) + sum(&self.travel.settling[index]);
                let factor = crate::rules::room::factor(&self.member.values, room, people.people());
                self.state.cache.set_room(self.world, place, factor);
                // The first count at which it turns people away.
                let full = C::of((capacity - least * (capacity - starts * capacity)).floor() + 1.0);
                let left = if people < full { full - people } else { C::default() };
                // Only camps turn people away.
                self.travel.room_left[index] = self.is_camp(place).then_some(left);
            }
        }
    }

    /// Of those who choose a place at a stop, as many as would find room there one after another. Whoever comes later than
    /// today counts when they come.
    pub fn take_room(&mut self, at: At, choice: Choice, key: &CohortKey, people: C) -> C {
        let is_there = |pace| matches!(pace, Pace::There(_));
        let leads_there = self.world.ways[choice.way as usize].to == choice.to;
        let limit = self.travel.room_left[choice.to as usize];
        match limit.filter(|_| at.stops > 0 && leads_there && is_there(self.pace(choice.way, at.tick, key))) {
            Some(left) => {
                let go = if left < people { left } else { people };
                self.travel.room_left[choice.to as usize] = Some(left - go);
                go
            }
            None => people,
        }
    }
}
