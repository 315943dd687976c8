//! The first verb: the day's departures become cohorts at their origins.

use crate::cohort::{Class, CohortKey, Plan};
use crate::member::{Given, Member};
use crate::rules::conflict_departures;
use crate::{Count, Decision, Record, State, World, mix};

pub(crate) fn displace<C: Count>(world: &World, member: &Member, state: &mut State<C>, record: &mut impl Record<C>) {
    flee(world, member, state, record);
    for departure in &member.departures {
        if (departure.from..departure.until).contains(&state.day) {
            depart(world, member, state, record, departure);
        }
    }
}

/// People flee fighting, and the fear of it.
fn flee<C: Count>(world: &World, member: &Member, state: &mut State<C>, record: &mut impl Record<C>) {
    let mut shares = Vec::with_capacity(member.groups.len());
    let mut total = 0.0;
    for group in &member.groups {
        total += group.conflict_share;
        shares.push(total);
    }
    for place in 0..world.places.len() as u32 {
        let at = place as usize;
        let zone = &state.force.zones[at];
        if zone.began.is_none() || state.population[at].is_none() {
            continue;
        }
        let p = conflict_departures::probability(zone, state.day, &member.values) * state.force.factors[at];
        let hash = world.places[at].hash;
        let people = state.population[at].part(p, member.stream.at(state.day, Decision::Displace, hash));
        if people.is_none() {
            continue;
        }
        let mut some = Vec::new();
        people.split(&shares, member.stream.at(state.day, Decision::Profile, hash), |profile, people| {
            some.push((profile as u16, people));
        });
        for (profile, people) in some {
            set_off(world, member, state, record, place, profile, people, mix(hash, u64::from(profile)));
        }
    }
}

/// People leave whose number is given.
fn depart<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    record: &mut impl Record<C>,
    departure: &crate::Departure,
) {
    match departure.given {
        Given::PerDay(people) => {
            // Fractions are carried: after n days n × people have left, rounded down.
            let until = |days: u32| C::of(people * f64::from(days));
            let since = state.day - departure.from;
            let today = until(since + 1) - until(since);
            let cumulative: Vec<f64> = departure.origins.iter().map(|(_, upto)| *upto).collect();
            let draw = member.stream.at(state.day, Decision::Displace, departure.hash);
            let mut some = Vec::new();
            today.split(&cumulative, draw, |origin, people| some.push((departure.origins[origin].0, people)));
            for (place, people) in some {
                let factor = state.force.factors[place as usize];
                let people = if factor == 1.0 { people } else { C::of(people.people() * factor) };
                set_off(
                    world,
                    member,
                    state,
                    record,
                    place,
                    departure.profile,
                    people,
                    mix(departure.hash, u64::from(place_salt(world, place))),
                );
            }
        }
        Given::Share(p) => {
            for (place, _) in &departure.origins {
                let at = *place as usize;
                let hash = mix(departure.hash, world.places[at].hash);
                let draw = member.stream.at(state.day, Decision::Displace, hash);
                let people = state.population[at].part(p * state.force.factors[at], draw);
                set_off(world, member, state, record, *place, departure.profile, people, hash);
            }
        }
    }
}

fn place_salt(world: &World, place: u32) -> u32 {
    (world.places[place as usize].hash >> 32) as u32
}

/// People who live at a place become displaced. More than live there enter from outside.
#[allow(clippy::too_many_arguments)] // One verb with its objects; a struct for them would be read once.
fn set_off<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    record: &mut impl Record<C>,
    place: u32,
    profile: u16,
    people: C,
    hash: u64,
) {
    if people.is_none() {
        return;
    }
    let left = &mut state.population[place as usize];
    *left -= if people < *left { people } else { *left };
    state.today.displaced[place as usize] += people;
    let home = if member.groups[usize::from(profile)].remembers_home {
        world.place_target(place)
    } else {
        world.country_target(world.places[place as usize].country)
    };
    let key = CohortKey { plan: Plan::UNDECIDED, home, class: Class::new(profile, false), side: 0, who: 0 };
    state.begin(world, member, record, place, key, people, hash);
}
