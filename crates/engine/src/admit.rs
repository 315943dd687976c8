//! The fourth verb: arrivals against capacity, crossings and hosts: who enters, who waits, who turns back.
//!
//! The one place where a decision sees other people's moves of the day, by a draw that treats them alike.

use crate::cohort::{Cohort, CohortKey, Plan, merge};
use crate::decide::sum;
use crate::gates;
use crate::member::{Member, Room};
use crate::record::Spot;
use crate::travel::Travel;
use crate::{Count, Decision, Record, State, World};

pub(crate) fn admit<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    travel: &mut Travel<C>,
    record: &mut impl Record<C>,
) {
    // In the order of the places; the order decides nothing, each place draws for itself.
    travel.settled_at.sort_unstable();
    for place in std::mem::take(&mut travel.settled_at) {
        let mut arrivals = std::mem::take(&mut travel.settling[place as usize]);
        merge(&mut arrivals, |cohort| cohort.key, |cohort| &mut cohort.people);
        let room = match state.force.rooms[place as usize] {
            Room::Unlimited => None,
            Room::Closed => Some(C::default()),
            Room::For(capacity) => {
                let (capacity, present) = (C::of(capacity), sum(&state.here[place as usize]));
                Some(if present < capacity { capacity - present } else { C::default() })
            }
        };
        match room.filter(|room| *room < sum(&arrivals)) {
            None => {
                state.today.settled[place as usize] += sum(&arrivals);
                state.here[place as usize].append(&mut arrivals);
            }
            Some(room) => share_room(world, member, state, record, place, &arrivals, room),
        }
        arrivals.clear();
        travel.settling[place as usize] = arrivals;
    }
    state.sort_here();
    record.dusk();
    gates::pass(world, member, state, record);
}

/// More came than there is room for: all of them have the same chance, the others look elsewhere tomorrow.
fn share_room<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    record: &mut impl Record<C>,
    place: u32,
    arrivals: &[Cohort<C>],
    room: C,
) {
    let counts: Vec<C> = arrivals.iter().map(|cohort| cohort.people).collect();
    let mut admitted = vec![C::default(); counts.len()];
    let draw = member.stream.at(state.day, Decision::Admit, world.places[place as usize].hash);
    C::choose(&counts, room, draw, |group, people| admitted[group] = people);
    for (cohort, enters) in arrivals.iter().zip(admitted) {
        let refused = cohort.people - enters;
        let elsewhere = CohortKey { plan: Plan::UNDECIDED, ..cohort.key };
        state.today.settled[place as usize] += enters;
        state.today.refused[place as usize] += refused;
        let here = &mut state.here[place as usize];
        if !refused.is_none() {
            record.moved(Spot::Dusk(place), &cohort.key, cohort.people, refused, Spot::Dusk(place), &elsewhere);
            here.push(Cohort { key: elsewhere, people: refused });
        }
        if !enters.is_none() {
            here.push(Cohort { key: cohort.key, people: enters });
        }
    }
}
