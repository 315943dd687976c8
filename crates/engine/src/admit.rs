//! The fourth verb: arrivals against capacity, crossings and hosts: who enters, who waits, who turns back.
//!
//! The one place where a decision sees other people's moves of the day, by a draw that treats them alike.

use crate::cohort::{Cohort, CohortKey, Plan, merge};
use crate::day::Day;
use crate::decide::sum;
use crate::member::Room;
use crate::record::Spot;
use crate::{Count, Decision, Record};

impl<C: Count, R: Record<C>> Day<'_, C, R> {
    pub fn admit(&mut self) {
        // In the order of the places; the order decides nothing, each place draws for itself.
        let mut settled_at = std::mem::take(&mut self.travel.settled_at);
        settled_at.sort_unstable();
        for place in settled_at.drain(..) {
            let mut arrivals = std::mem::take(&mut self.travel.settling[place as usize]);
            merge(&mut arrivals, |cohort| cohort.key, |cohort| &mut cohort.people);
            let room = match self.state.force.rooms[place as usize] {
                Room::Unlimited => None,
                Room::Closed => Some(C::default()),
                Room::For(_) if self.world.rules.room_only_weighs() => None,
                Room::For(capacity) => {
                    let (capacity, present) = (C::of(capacity), sum(&self.state.here[place as usize]));
                    Some(if present < capacity { capacity - present } else { C::default() })
                }
            };
            match room.filter(|room| *room < sum(&arrivals)) {
                None => {
                    self.state.today.settled[place as usize] += sum(&arrivals);
                    for Cohort { key, people } in &arrivals {
                        self.record.moved(Spot::Door(place), key, *people, *people, Spot::Dusk(place), key);
                    }
                    self.state.here[place as usize].append(&mut arrivals);
                }
                Some(room) => self.share_room(place, &arrivals, room),
            }
            arrivals.clear();
            self.travel.settling[place as usize] = arrivals;
        }
        self.travel.settled_at = settled_at;
        if self.world.rules.avoid_short_stints {
            for cohort in self.state.here.iter_mut().flatten() {
                cohort.key = cohort.key.after_a_night();
            }
            self.record.night();
        }
        self.state.sort_here();
        self.record.dusk();
        self.pass_gates();
    }

    /// More came than there is room for: all have the same chance, the others look elsewhere tomorrow.
    fn share_room(&mut self, place: u32, arrivals: &[Cohort<C>], room: C) {
        let counts: Vec<C> = arrivals.iter().map(|cohort| cohort.people).collect();
        let mut admitted = vec![C::default(); counts.len()];
        let hash = self.world.places[place as usize].hash;
        let draw = self.member.stream.at(self.state.day, Decision::Admit, hash);
        C::choose(&counts, room, draw, |group, people| admitted[group] = people);
        for (&Cohort { key, people }, enters) in arrivals.iter().zip(admitted) {
            let refused = people - enters;
            let refused_plan =
                if self.world.rules.displaced_leave_as_others() { Plan::SETTLED } else { Plan::UNDECIDED };
            let elsewhere = CohortKey { plan: refused_plan, ..key };
            self.state.today.settled[place as usize] += enters;
            self.state.today.refused[place as usize] += refused;
            let here = &mut self.state.here[place as usize];
            if !refused.is_none() {
                self.record.moved(Spot::Door(place), &key, people, refused, Spot::Dusk(place), &elsewhere);
                here.push(Cohort { key: elsewhere, people: refused });
            }
            if !enters.is_none() {
                self.record.moved(Spot::Door(place), &key, enters, enters, Spot::Dusk(place), &key);
                here.push(Cohort { key, people: enters });
            }
        }
    }
}
