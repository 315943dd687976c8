//! The third verb: progress on routes.
//!
//! The day's distance is kept exactly, over several hops too: a day is [`World::DAY`] ticks, a way takes so many, and
//! whoever arrives with ticks left goes on. The stops of a day are made in waves: everybody's first, then everybody's
//! second.

use corridor_model::Kind;

use crate::choices::Choice;
use crate::cohort::{Aim, Cohort, CohortKey, Plan, Traveller, merge};
use crate::day::Day;
use crate::decide::At;
use crate::member::Member;
use crate::record::Spot;
use crate::rules::leaving;
use crate::{Count, Decision, Record, State, World, mix};

/// The most stops a day at which people choose anew: towns may lie metres apart.
const MOST_STOPS: u32 = 8;

/// People who arrive at a place today, at a tick of the day.
#[derive(Clone, Copy, Debug)]
struct Arrival<C> {
    tick: u64,
    cohort: Cohort<C>,
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
    pub chosen: Vec<(Choice, C)>,
    from_yesterday: Vec<(u32, Traveller<C>)>,
}

/// Some people move: from where, as what they were, and out of how many.
struct Moves<C> {
    at: At,
    was: CohortKey,
    remaining: C,
}

impl<C: Count> Travel<C> {
    pub fn new(world: &World) -> Travel<C> {
        let places = world.places.len();
        Travel {
            arriving: vec![Vec::new(); places],
            next: vec![Vec::new(); places],
            active: Vec::new(),
            next_active: Vec::new(),
            settling: vec![Vec::new(); places],
            settled_at: Vec::new(),
            spare: Vec::new(),
            chosen: Vec::new(),
            from_yesterday: Vec::new(),
        }
    }

    fn arrive(&mut self, place: u32, tick: u64, cohort: Cohort<C>) {
        let list = &mut self.next[place as usize];
        if list.is_empty() {
            self.next_active.push(place);
        }
        list.push(Arrival { tick, cohort });
    }
}

/// Adds travellers, to those who are alike if they were the last to be added.
fn join<C: Count>(road: &mut Vec<Traveller<C>>, traveller: Traveller<C>) {
    let alike = |last: &&mut Traveller<C>| {
        (last.arrives, last.turned, last.cohort.key) == (traveller.arrives, traveller.turned, traveller.cohort.key)
    };
    match road.last_mut().filter(alike) {
        Some(last) => last.cohort.people += traveller.cohort.people,
        None => road.push(traveller),
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
    let Some(back) = world.ways[way as usize].back else { return };
    let now = u64::from(state.day) * World::DAY;
    let road = std::mem::take(&mut state.road[way as usize]);
    let (turned, going): (Vec<_>, Vec<_>) = road.into_iter().partition(|traveller| traveller.turned);
    state.road[way as usize] = turned;
    for Traveller { arrives, cohort, .. } in going {
        let gone = member.ticks[way as usize].saturating_sub(arrives.saturating_sub(now));
        let plan = match cohort.key.plan.aim() {
            Aim::Settled | Aim::Path(_) | Aim::Undecided => Plan::UNDECIDED,
            Aim::Refuge(_) | Aim::Home(_) => cohort.key.plan,
        };
        let key = CohortKey { plan, side: world.ways[back as usize].to_side, ..cohort.key };
        let returns = now + gone.max(1);
        let (from, to) = (Spot::Way(way, arrives, false), Spot::Way(back, returns, true));
        record.moved(from, &cohort.key, cohort.people, cohort.people, to, &key);
        let cohort = Cohort { key, people: cohort.people };
        join(&mut state.road[back as usize], Traveller { arrives: returns, turned: true, cohort });
    }
}

impl<C: Count, R: Record<C>> Day<'_, C, R> {
    /// Some of a cohort set out on a way.
    pub fn set_out(&mut self, at: At, cohort: &Cohort<C>, people: C, way: u32, becomes: CohortKey) {
        let moves = Moves { at, was: cohort.key, remaining: cohort.people };
        self.go(moves, Cohort { key: becomes, people }, way, at.tick);
    }

    /// People go by a way, and by the next ones while the day lasts and nothing is to be decided at a stop.
    fn go(&mut self, moves: Moves<C>, mut cohort: Cohort<C>, mut way: u32, mut tick: u64) {
        loop {
            let leads = &self.world.ways[way as usize];
            self.state.today.set_out[way as usize] += cohort.people;
            cohort.key.side = leads.to_side;
            tick += self.member.ticks[way as usize];
            if tick > World::DAY {
                let arrives = u64::from(self.state.day) * World::DAY + tick;
                self.moved(&moves, &cohort, Spot::Way(way, arrives, false));
                join(&mut self.state.road[way as usize], Traveller { arrives, turned: false, cohort });
                return;
            }
            match self.onward(leads.to, tick, &cohort.key) {
                Some((next, plan)) => (way, cohort.key.plan) = (next, plan),
                None => return self.arrive(moves, cohort, leads.to, tick),
            }
        }
    }

    /// The way on which people go on at once when they come to a place; none if they stop there.
    fn onward(&mut self, place: u32, tick: u64, key: &CohortKey) -> Option<(u32, Plan)> {
        let world = self.world;
        let at = &world.places[place as usize];
        let aim = key.plan.aim();
        let is_there = match aim {
            Aim::Refuge(target) | Aim::Home(target) => world.reaches(target, place),
            Aim::Path(_) => false,
            Aim::Settled | Aim::Undecided => true,
        };
        // At a crossing the day ends.
        if is_there || at.kind == Kind::Exit || at.to_country.is_some() || tick >= World::DAY {
            return None;
        }
        let next = self.state.cache.next_way(world, world.node(place, key.side), aim, key.class);
        next.filter(|(way, _)| !world.is_gated(*way, key.side))
    }

    fn arrive(&mut self, moves: Moves<C>, cohort: Cohort<C>, place: u32, tick: u64) {
        let (stops, world) = (moves.at.stops + 1, self.world);
        let spot = Spot::Arriving(place, stops, tick);
        self.moved(&moves, &cohort, spot);
        let is_there = match cohort.key.plan.aim() {
            _ if world.places[place as usize].kind == Kind::Exit => true,
            Aim::Refuge(target) | Aim::Home(target) => world.reaches(target, place),
            Aim::Settled | Aim::Undecided | Aim::Path(_) => false,
        };
        if is_there {
            // Nothing is drawn at a journey's end: it needs no wave.
            self.stop(At { place, spot, tick, stops }, cohort);
        } else {
            self.travel.arrive(place, tick, cohort);
        }
    }

    fn moved(&mut self, Moves { at, was, remaining }: &Moves<C>, cohort: &Cohort<C>, to: Spot) {
        self.record.moved(at.spot, was, *remaining, cohort.people, to, &cohort.key);
    }

    pub fn travel(&mut self) {
        self.arrive_from_yesterday();
        let mut stops = 0;
        while !self.travel.next_active.is_empty() {
            stops += 1;
            let travel = &mut *self.travel;
            std::mem::swap(&mut travel.arriving, &mut travel.next);
            std::mem::swap(&mut travel.active, &mut travel.next_active);
            // In the order of the places, so that expected values are summed in one order.
            let mut active = std::mem::take(&mut travel.active);
            active.sort_unstable();
            for place in active.drain(..) {
                let mut arrivals = std::mem::take(&mut self.travel.arriving[place as usize]);
                merge(
                    &mut arrivals,
                    |arrival| (arrival.tick, arrival.cohort.key),
                    |arrival| &mut arrival.cohort.people,
                );
                for Arrival { tick, cohort } in arrivals.drain(..) {
                    self.stop(At { place, spot: Spot::Arriving(place, stops, tick), tick, stops }, cohort);
                }
                self.travel.arriving[place as usize] = arrivals;
            }
            self.travel.active = active;
        }
    }

    /// Those on the way who arrive today.
    fn arrive_from_yesterday(&mut self) {
        let morning = u64::from(self.state.day) * World::DAY;
        let mut arrivals = std::mem::take(&mut self.travel.from_yesterday);
        for (way, road) in (0..).zip(&mut self.state.road) {
            road.retain(|traveller| {
                let stays = traveller.arrives > morning + World::DAY;
                if !stays {
                    arrivals.push((way, *traveller));
                }
                stays
            });
        }
        for (way, Traveller { arrives, turned, mut cohort }) in arrivals.drain(..) {
            let (place, tick) = (self.world.ways[way as usize].to, arrives - morning);
            let at = At { place, spot: Spot::Way(way, arrives, turned), tick, stops: 0 };
            let moves = Moves { at, was: cohort.key, remaining: cohort.people };
            match self.onward(place, tick, &cohort.key) {
                Some((next, plan)) => {
                    cohort.key.plan = plan;
                    self.go(moves, cohort, next, tick);
                }
                None => self.arrive(moves, cohort, place, tick),
            }
        }
        self.travel.from_yesterday = arrivals;
    }

    /// People stop at a place: for good, for the night, or for no time at all.
    fn stop(&mut self, at: At, cohort: Cohort<C>) {
        let world = self.world;
        let place = &world.places[at.place as usize];
        let Cohort { key, people } = cohort;
        match key.plan.aim() {
            _ if place.kind == Kind::Exit => {
                self.state.left += people;
                self.state.today.left[at.place as usize] += people;
                self.record.moved(at.spot, &key, people, people, Spot::Left(at.place), &key);
            }
            Aim::Home(home) if world.reaches(home, at.place) => self.come_home(at, &cohort, people),
            Aim::Refuge(refuge) if world.reaches(refuge, at.place) => self.settle(at, &cohort, people),
            Aim::Settled => self.look_on(at, cohort),
            // They go on, wait or choose in the morning.
            Aim::Undecided | Aim::Refuge(_) | Aim::Home(_) | Aim::Path(_) => self.stay(at, &cohort, people, key),
        }
    }

    /// People who looked no further than here may look again while the day lasts.
    fn look_on(&mut self, at: At, mut cohort: Cohort<C>) {
        let (world, member) = (self.world, self.member);
        if at.tick < World::DAY && at.stops < MOST_STOPS {
            let place = &world.places[at.place as usize];
            let zone = &self.state.force.zones[at.place as usize];
            let leaves = leaving::probability(member, place.kind, zone.intensity);
            let who = mix(cohort.key.hash(world, place.hash), u64::from(at.stops) << 32 | at.tick);
            let leaving = cohort.people.part(leaves, member.stream.at(self.state.day, Decision::Leave, who));
            if !leaving.is_none() {
                self.choose(at, &cohort, leaving);
                cohort.people -= leaving;
            }
        }
        if !cohort.people.is_none() {
            self.settle(at, &cohort, cohort.people);
        }
    }

    /// Some of a cohort stay for good, if there is room.
    pub fn settle(&mut self, at: At, cohort: &Cohort<C>, people: C) {
        let settled = CohortKey { plan: Plan::SETTLED, side: 0, ..cohort.key };
        self.record.moved(at.spot, &cohort.key, cohort.people, people, Spot::Door(at.place), &settled);
        let list = &mut self.travel.settling[at.place as usize];
        if list.is_empty() {
            self.travel.settled_at.push(at.place);
        }
        list.push(Cohort { key: settled, people });
    }
}
