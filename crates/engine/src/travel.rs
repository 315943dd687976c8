//! The third verb: progress on routes.
//!
//! The day's distance is kept exactly, over several hops too: a day is [`World::DAY`] ticks, a way takes so many, and
//! whoever arrives with ticks left goes on. The stops of a day are made in waves: everybody's first arrival, then
//! everybody's second.

use crate::cohort::{Aim, Cohort, CohortKey, Plan, Traveller, merge};
use crate::decide::choose;
use crate::member::Member;
use crate::record::Spot;
use crate::rules::leaving;
use crate::{Count, Decision, Record, State, World, mix};
use corridor_model::Kind;

/// How many stops were made today.
pub(crate) type Hops = u32;

/// People who arrive at a place today, at a tick of the day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival<C> {
    pub tick: u64,
    pub cohort: Cohort<C>,
}

/// The day's movement, and buffers that outlast the day.
#[derive(Debug)]
pub(crate) struct Travel<C> {
    /// By place: who arrives in this wave, and in the next.
    arriving: Vec<Vec<Arrival<C>>>,
    next: Vec<Vec<Arrival<C>>>,
    active: Vec<u32>,
    next_active: Vec<u32>,
    /// By place: who came to stay.
    pub settling: Vec<Vec<Cohort<C>>>,
    pub settled_at: Vec<u32>,
    pub spare: Vec<Cohort<C>>,
    pub some: Vec<(u32, Plan, Plan, C)>,
    wave: Hops,
    ticks: Vec<u64>,
}

impl<C: Count> Travel<C> {
    pub fn new(world: &World, member: &Member) -> Travel<C> {
        let places = world.places.len();
        Travel {
            arriving: vec![Vec::new(); places],
            next: vec![Vec::new(); places],
            active: Vec::new(),
            next_active: Vec::new(),
            settling: vec![Vec::new(); places],
            settled_at: Vec::new(),
            spare: Vec::new(),
            some: Vec::new(),
            wave: 0,
            ticks: member.ticks.clone(),
        }
    }

    /// People set out on a way at a tick of the day.
    #[allow(clippy::too_many_arguments)] // Who, from where, by which way, as what, how many, when: all of it matters.
    pub fn set_out(
        &mut self,
        world: &World,
        state: &mut State<C>,
        record: &mut impl Record<C>,
        (spot, was, remaining): (Spot, &CohortKey, C),
        way: u32,
        becomes: CohortKey,
        people: C,
        (tick, hops): (u64, Hops),
    ) {
        let at = &world.ways[way as usize];
        state.today.set_out[way as usize] += people;
        let key = CohortKey { side: at.to_side, ..becomes };
        let arrives = tick + self.ticks[way as usize];
        let cohort = Cohort { key, people };
        if arrives <= World::DAY {
            record.moved(spot, was, remaining, people, Spot::Arriving(at.to, hops + 1, arrives), &key);
            self.arrive(at.to, Arrival { tick: arrives, cohort });
        } else {
            let arrives = u64::from(state.day) * World::DAY + arrives;
            record.moved(spot, was, remaining, people, Spot::Way(way, arrives, false), &key);
            push(&mut state.road[way as usize], Traveller { arrives, turned: false, cohort });
        }
    }

    fn arrive(&mut self, place: u32, arrival: Arrival<C>) {
        let list = &mut self.next[place as usize];
        if list.is_empty() {
            self.next_active.push(place);
        }
        list.push(arrival);
    }
}

/// Adds travellers, to those who are alike if they were the last to be added.
fn push<C: Count>(road: &mut Vec<Traveller<C>>, traveller: Traveller<C>) {
    match road.last_mut() {
        Some(last)
            if last.arrives == traveller.arrives
                && last.turned == traveller.turned
                && last.cohort.key == traveller.cohort.key =>
        {
            last.cohort.people += traveller.cohort.people;
        }
        Some(_) | None => road.push(traveller),
    }
}

/// Those whose way was shut in the morning turn back from where they are.
pub(crate) fn turn_back<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    record: &mut impl Record<C>,
    way: u32,
) {
    let at = &world.ways[way as usize];
    let Some(back) = at.back else { return };
    let now = u64::from(state.day) * World::DAY;
    let (turning, going): (Vec<_>, Vec<_>) =
        std::mem::take(&mut state.road[way as usize]).into_iter().partition(|traveller| !traveller.turned);
    state.road[way as usize] = going;
    for traveller in turning {
        let left = traveller.arrives.saturating_sub(now);
        let walked = member.ticks[way as usize].saturating_sub(left);
        let was = traveller.cohort;
        let plan = match was.key.plan.aim() {
            Aim::Settled | Aim::Path(_) | Aim::Undecided => Plan::UNDECIDED,
            Aim::Refuge(_) | Aim::Home(_) => was.key.plan,
        };
        let key = CohortKey { plan, side: world.ways[back as usize].to_side, ..was.key };
        let turned =
            Traveller { arrives: now + walked.max(1), turned: true, cohort: Cohort { key, people: was.people } };
        let (from, to) = (Spot::Way(way, traveller.arrives, false), Spot::Way(back, turned.arrives, true));
        record.moved(from, &was.key, was.people, was.people, to, &key);
        state.road[back as usize].push(turned);
    }
}

pub(crate) fn travel<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    travel: &mut Travel<C>,
    record: &mut impl Record<C>,
) {
    let morning = u64::from(state.day) * World::DAY;
    for way in 0..world.ways.len() {
        let mut road = std::mem::take(&mut state.road[way]);
        let to = world.ways[way].to;
        road.retain(|traveller| {
            let stays = traveller.arrives > morning + World::DAY;
            if !stays {
                let tick = traveller.arrives - morning;
                let Cohort { key, people } = traveller.cohort;
                let from = Spot::Way(way as u32, traveller.arrives, traveller.turned);
                record.moved(from, &key, people, people, Spot::Arriving(to, 1, tick), &key);
                travel.arrive(to, Arrival { tick, cohort: traveller.cohort });
            }
            stays
        });
        state.road[way] = road;
    }
    travel.wave = 0;
    while !travel.next_active.is_empty() {
        travel.wave += 1;
        std::mem::swap(&mut travel.arriving, &mut travel.next);
        std::mem::swap(&mut travel.active, &mut travel.next_active);
        // In the order of the places, so that expected values are summed in one order.
        travel.active.sort_unstable();
        for index in 0..travel.active.len() {
            let place = travel.active[index];
            let mut arrivals = std::mem::take(&mut travel.arriving[place as usize]);
            merge(&mut arrivals, |arrival| (arrival.tick, arrival.cohort.key), |arrival| &mut arrival.cohort.people);
            for arrival in arrivals.drain(..) {
                stop(world, member, state, travel, record, place, arrival);
            }
            travel.arriving[place as usize] = arrivals;
        }
        travel.active.clear();
    }
}

/// People stop at a place: for good, for the night, or for no time at all.
fn stop<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    travel: &mut Travel<C>,
    record: &mut impl Record<C>,
    place: u32,
    Arrival { tick, cohort }: Arrival<C>,
) {
    let at = &world.places[place as usize];
    let Cohort { key, people } = cohort;
    let spot = Spot::Arriving(place, travel.wave, tick);
    if at.kind == Kind::Exit {
        state.left += people;
        state.today.left[place as usize] += people;
        record.moved(spot, &key, people, people, Spot::Left(place), &key);
        return;
    }
    match key.plan.aim() {
        Aim::Home(home) if world.reaches(home, place) => {
            state.gone_home += people;
            state.today.home[place as usize] += people;
            if home == world.place_target(place) {
                state.population[place as usize] += people;
            }
            record.moved(spot, &key, people, people, Spot::Home(place), &key);
        }
        Aim::Refuge(refuge) if world.reaches(refuge, place) => settle(travel, record, spot, place, cohort, people),
        Aim::Settled => {
            // They looked no further than here, and may look again while the day lasts.
            let leaves = if tick < World::DAY {
                leaving::probability(member, at.kind, state.force.zones[place as usize].intensity)
            } else {
                0.0
            };
            let who = mix(key.hash(world, at.hash), u64::from(travel.wave) << 32 | tick);
            let leaving = people.part(leaves, member.stream.at(state.day, Decision::Leave, who));
            if !leaving.is_none() {
                choose(world, member, state, travel, record, (place, spot, travel.wave), &cohort, leaving);
            }
            let staying = people - leaving;
            if !staying.is_none() {
                settle(travel, record, spot, place, Cohort { key, people: staying }, staying);
            }
        }
        aim @ (Aim::Refuge(_) | Aim::Home(_) | Aim::Path(_)) if at.to_country.is_none() && tick < World::DAY => {
            match state.cache.next_way(world, world.node(place, key.side), aim, key.class) {
                Some((way, plan)) if !world.is_gated(way, key.side) => {
                    let hops = travel.wave;
                    travel.set_out(
                        world,
                        state,
                        record,
                        (spot, &key, people),
                        way,
                        CohortKey { plan, ..key },
                        people,
                        (tick, hops),
                    );
                }
                Some(_) | None => rest(state, record, spot, place, cohort),
            }
        }
        // At a crossing the day ends.
        Aim::Undecided | Aim::Refuge(_) | Aim::Home(_) | Aim::Path(_) => rest(state, record, spot, place, cohort),
    }
}

/// For the night: they go on, wait or choose in the morning.
fn rest<C: Count>(state: &mut State<C>, record: &mut impl Record<C>, spot: Spot, place: u32, cohort: Cohort<C>) {
    record.moved(spot, &cohort.key, cohort.people, cohort.people, Spot::Dusk(place), &cohort.key);
    state.here[place as usize].push(cohort);
}

/// For good, if there is room.
fn settle<C: Count>(
    travel: &mut Travel<C>,
    record: &mut impl Record<C>,
    spot: Spot,
    place: u32,
    cohort: Cohort<C>,
    people: C,
) {
    let key = CohortKey { plan: Plan::SETTLED, side: 0, ..cohort.key };
    record.moved(spot, &cohort.key, cohort.people, people, Spot::Dusk(place), &key);
    let list = &mut travel.settling[place as usize];
    if list.is_empty() {
        travel.settled_at.push(place);
    }
    list.push(Cohort { key, people });
}
