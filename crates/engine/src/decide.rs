//! The second verb: who leaves, and by which route. It reads the counts of the morning.

use crate::choices::rooms;
use crate::cohort::{Aim, Cohort, CohortKey, Plan};
use crate::member::Member;
use crate::record::Spot;
use crate::rules::{leaving, returns};
use crate::travel::{Hops, Travel};
use crate::{Count, Decision, Record, State, World, mix};

pub(crate) fn decide<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    travel: &mut Travel<C>,
    record: &mut impl Record<C>,
) {
    let State { here, cache, force, admitted, .. } = state;
    cache.refresh(world, member, force, admitted);
    rooms(cache, world, member, &force.rooms, |place| sum(&here[place as usize]));
    send_home(world, member, state, travel, record);
    for place in 0..world.places.len() as u32 {
        if state.here[place as usize].is_empty() {
            continue;
        }
        // The buffer of yesterday's cohorts becomes that of tomorrow's.
        let mut morning = std::mem::take(&mut state.here[place as usize]);
        let evening = std::mem::take(&mut travel.spare);
        state.here[place as usize] = evening;
        for cohort in &morning {
            match cohort.key.plan.aim() {
                Aim::Settled => stay_or_leave(world, member, state, travel, record, place, cohort),
                Aim::Undecided => {
                    let spot = Spot::Place(place);
                    choose(world, member, state, travel, record, (place, spot, 0), cohort, cohort.people);
                }
                aim @ (Aim::Refuge(_) | Aim::Home(_) | Aim::Path(_)) => {
                    go_on(world, member, state, travel, record, place, cohort, aim);
                }
            }
        }
        morning.clear();
        travel.spare = morning;
    }
}

pub(crate) fn sum<C: Count>(cohorts: &[Cohort<C>]) -> C {
    let mut all = C::default();
    for cohort in cohorts {
        all += cohort.people;
    }
    all
}

/// Those whom a host sends back, or who go back whatever the fighting at home: so many a day, all who stay there being
/// alike.
fn send_home<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    travel: &mut Travel<C>,
    record: &mut impl Record<C>,
) {
    for country in 0..world.countries.len() as u32 {
        let per_day = state.force.forced_return[country as usize];
        if per_day <= 0.0 {
            continue;
        }
        let until = |days: u32| C::of(per_day * f64::from(days));
        let today = until(state.day + 1) - until(state.day);
        let mut groups = Vec::new();
        let mut counts = Vec::new();
        for place in 0..world.places.len() as u32 {
            let at = &world.places[place as usize];
            if at.country != country || !at.kind.receives() {
                continue;
            }
            for (number, cohort) in state.here[place as usize].iter().enumerate() {
                let abroad = world.country_of_target(cohort.key.home) != country;
                if abroad && cohort.key.plan == Plan::SETTLED {
                    groups.push((place, number));
                    counts.push(cohort.people);
                }
            }
        }
        let draw = member.stream.at(state.day, Decision::ForcedReturn, world.countries[country as usize].hash);
        let mut sent = Vec::new();
        C::choose(&counts, today, draw, |group, people| sent.push((groups[group], people)));
        for ((place, number), people) in sent {
            let cohort = state.here[place as usize][number];
            state.here[place as usize][number].people -= people;
            go_home(world, state, travel, record, (place, Spot::Place(place)), &cohort, people);
        }
    }
}

/// People who stay at a place go home, go elsewhere, or stay.
fn stay_or_leave<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    travel: &mut Travel<C>,
    record: &mut impl Record<C>,
    place: u32,
    cohort: &Cohort<C>,
) {
    if cohort.people.is_none() {
        return;
    }
    let at = &world.places[place as usize];
    let leaves = leaving::probability(member, at.kind, state.force.zones[place as usize].intensity);
    let returns = if member.group(cohort.key.class).returns && (cohort.key.home.0 as usize) < world.places.len() {
        let abroad = world.country_of_target(cohort.key.home) != at.country;
        returns::probability(&state.force.zones[cohort.key.home.0 as usize], state.day, abroad, &member.values)
    } else {
        0.0
    };
    // Home first, then elsewhere, in one draw for both: most days nobody moves, and one look tells.
    let moves = returns + (1.0 - returns) * leaves;
    let who = if moves > 0.0 && moves < 1.0 || returns > 0.0 { cohort.key.hash(world, at.hash) } else { 0 };
    let moving = cohort.people.part(moves, member.stream.at(state.day, Decision::Leave, who));
    let homewards = if moving.is_none() || returns <= 0.0 {
        C::default()
    } else {
        moving.part(returns / moves, member.stream.at(state.day, Decision::Return, who))
    };
    let mut left = *cohort;
    if !homewards.is_none() {
        if world.country_of_target(cohort.key.home) == at.country {
            state.today.idp_returns[at.country as usize] += homewards;
        }
        go_home(world, state, travel, record, (place, Spot::Place(place)), &left, homewards);
        left.people -= homewards;
    }
    let elsewhere = moving - homewards;
    if !elsewhere.is_none() {
        choose(world, member, state, travel, record, (place, Spot::Place(place), 0), &left, elsewhere);
        left.people -= elsewhere;
    }
    if !left.people.is_none() {
        state.here[place as usize].push(left);
    }
}

/// Some of a cohort turn for home.
pub(crate) fn go_home<C: Count>(
    world: &World,
    state: &mut State<C>,
    travel: &mut Travel<C>,
    record: &mut impl Record<C>,
    (place, spot): (u32, Spot),
    cohort: &Cohort<C>,
    people: C,
) {
    let key = CohortKey { plan: Plan::home(cohort.key.home), ..cohort.key };
    let node = world.node(place, key.side);
    match state.cache.next_way(world, node, key.plan.aim(), key.class) {
        Some((way, plan)) if !world.is_gated(way, key.side) => {
            travel.set_out(
                world,
                state,
                record,
                (spot, &cohort.key, cohort.people),
                way,
                CohortKey { plan, ..key },
                people,
                (0, 0),
            );
        }
        // They wait for the gate, or for a way.
        Some(_) | None => {
            record.moved(spot, &cohort.key, cohort.people, people, Spot::Dusk(place), &key);
            state.here[place as usize].push(Cohort { key, people });
        }
    }
}

/// Some of a cohort choose where to go, and set out; if there is nowhere to go they stay undecided.
pub(crate) fn choose<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    travel: &mut Travel<C>,
    record: &mut impl Record<C>,
    (place, spot, hops): (u32, Spot, Hops),
    cohort: &Cohort<C>,
    people: C,
) {
    let key = cohort.key;
    let node = world.node(place, key.side);
    let tick = match spot {
        Spot::Arriving(_, _, tick) => tick,
        Spot::Place(_) | Spot::Dusk(_) | Spot::Way(..) | Spot::Home(_) | Spot::Left(_) | Spot::Dead(_) => 0,
    };
    let who = mix(key.hash(world, world.places[place as usize].hash), u64::from(hops) << 32 | tick);
    let draw = member.stream.at(state.day, Decision::Choose, who);
    let mut some = std::mem::take(&mut travel.some);
    let choices = state.cache.choices(world, member, node, key.class, None);
    people.split(&choices.cumulative, draw, |choice, people| {
        some.push((choices.ways[choice], choices.plans[choice], choices.waits[choice], people));
    });
    let mut remaining = cohort.people;
    let mut gone = C::default();
    for &(way, plan, waits, people) in &some {
        gone += people;
        if world.is_gated(way, key.side) {
            let waiting = CohortKey { plan: waits, ..key };
            record.moved(spot, &key, remaining, people, Spot::Dusk(place), &waiting);
            state.here[place as usize].push(Cohort { key: waiting, people });
        } else {
            let becomes = CohortKey { plan, ..key };
            travel.set_out(world, state, record, (spot, &key, remaining), way, becomes, people, (tick, hops));
        }
        remaining -= people;
    }
    if gone.is_none() && !people.is_none() {
        // Nowhere to go: who stayed stays, and the others look again tomorrow.
        let plan = if key.plan == Plan::SETTLED { Plan::SETTLED } else { Plan::UNDECIDED };
        let becomes = CohortKey { plan, ..key };
        record.moved(spot, &key, remaining, people, Spot::Dusk(place), &becomes);
        state.here[place as usize].push(Cohort { key: becomes, people });
    }
    some.clear();
    travel.some = some;
}

/// People with a plan go on in the morning, wait for their gate, or plan again.
fn go_on<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    travel: &mut Travel<C>,
    record: &mut impl Record<C>,
    place: u32,
    cohort: &Cohort<C>,
    aim: Aim,
) {
    let key = cohort.key;
    match state.cache.next_way(world, world.node(place, key.side), aim, key.class) {
        Some((way, _)) if world.is_gated(way, key.side) => state.here[place as usize].push(*cohort),
        Some((way, plan)) => {
            let from = (Spot::Place(place), &key, cohort.people);
            travel.set_out(world, state, record, from, way, CohortKey { plan, ..key }, cohort.people, (0, 0));
        }
        // The way home is shut: they wait for it.
        None if matches!(aim, Aim::Home(_)) => state.here[place as usize].push(*cohort),
        None => choose(world, member, state, travel, record, (place, Spot::Place(place), 0), cohort, cohort.people),
    }
}
