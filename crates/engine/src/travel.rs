//! The third verb: progress on routes.
//!
//! The day's distance is kept exactly, over several hops too: a day is [`World::DAY`] ticks, a way takes so many, and
//! whoever arrives with ticks left goes on. The stops of a day are made in waves: everybody's first, then everybody's
//! second.

use corridor_model::{Kind, Parameter};

use crate::choices::Choice;
use crate::cohort::{Aim, Cohort, CohortKey, Plan, Trail, Traveller, merge};
use crate::day::Day;
use crate::decide::At;
use crate::member::Member;
use crate::record::Spot;
use crate::rules::leaving;
use crate::{Count, Decision, Record, State, World};

/// The most stops a day at which people choose anew: towns may lie metres apart.
const MOST_STOPS: u32 = 8;
/// Where the rules let people set out however late it is, a bound that only places within metres of each other meet.
const MOST_LATE_STOPS: u32 = 100;
/// Stops of the first turn are numbered from this on, of the next from twice this on, and so on: see [`Day::take_turns`].
pub(crate) const TURN: u32 = 1000;

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
    pub next: Vec<Vec<Arrival<C>>>,
    active: Vec<u32>,
    pub next_active: Vec<u32>,
    /// By place: who came to stay.
    pub settling: Vec<Vec<Cohort<C>>>,
    pub settled_at: Vec<u32>,
    /// By place: how many more a camp takes in this turn. See [`Day::take_turns`].
    pub room_left: Vec<Option<C>>,
    /// The number for people with a plan at a place that was asked for last: most ask for it again.
    asked: Option<(u32, Plan, u64)>,
    /// By home, the probability to go back there today, within the country and from abroad.
    pub returns: Vec<[f64; 2]>,
    pub spare: Vec<Cohort<C>>,
    pub chosen: Vec<(Choice, C)>,
    pub from_yesterday: Vec<(u32, Traveller<C>)>,
}

/// When people are at the end of a way: today, or in so many ticks since the first morning.
pub(crate) enum Pace {
    There(u64),
    Night(u64),
}

/// Some people move: from where, as what they were, and out of how many.
pub(crate) struct Moves<C> {
    pub at: At,
    pub was: CohortKey,
    pub remaining: C,
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
            room_left: vec![None; places],
            asked: None,
            returns: Vec::new(),
            spare: Vec::new(),
            chosen: Vec::new(),
            from_yesterday: Vec::new(),
        }
    }

    pub fn arrive(&mut self, place: u32, tick: u64, cohort: Cohort<C>) {
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
    if world.rules.walks_on_when_shut() {
        return walk_on(state, record, way);
    }
    let Some(back) = world.ways[way as usize].back else { return };
    let lost = if world.rules.displaced_leave_as_others() { Plan::SETTLED } else { Plan::UNDECIDED };
    let now = u64::from(state.day) * World::DAY;
    let road = std::mem::take(&mut state.road[way as usize]);
    let (turned, going): (Vec<_>, Vec<_>) = road.into_iter().partition(|traveller| traveller.turned);
    state.road[way as usize] = turned;
    for Traveller { arrives, cohort, .. } in going {
        let gone = member.ticks(way, &cohort.key).saturating_sub(arrives.saturating_sub(now));
        let plan = match cohort.key.plan.aim() {
            Aim::Settled | Aim::Rooted | Aim::Path(_) | Aim::Undecided => lost,
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

/// Flee's B22: those on a way that was shut walk to its end, and are then where it began.
fn walk_on<C: Count>(state: &mut State<C>, record: &mut impl Record<C>, way: u32) {
    for traveller in state.road[way as usize].iter_mut().filter(|traveller| !traveller.turned) {
        let Cohort { key, people } = traveller.cohort;
        let (from, to) = (Spot::Way(way, traveller.arrives, false), Spot::Way(way, traveller.arrives, true));
        record.moved(from, &key, people, people, to, &key);
        traveller.turned = true;
    }
}

impl<C: Count, R: Record<C>> Day<'_, C, R> {
    /// [`CohortKey::hash_without_trail`] of people at a place.
    pub fn hash_without_trail(&mut self, place: u32, key: &CohortKey) -> u64 {
        let hash = match self.travel.asked {
            Some((at, plan, hash)) if (at, plan) == (place, key.plan) => hash,
            Some(_) | None => {
                let hash = key.plan.hash(self.world, self.world.places[place as usize].hash);
                self.travel.asked = Some((place, key.plan, hash));
                hash
            }
        };
        key.with_plan(self.world, hash)
    }

    /// Some of a cohort set out on a way.
    pub fn set_out(&mut self, at: At, cohort: &Cohort<C>, people: C, way: u32, becomes: CohortKey) {
        let moves = Moves { at, was: cohort.key, remaining: cohort.people };
        self.go(moves, Cohort { key: becomes, people }, way, at.tick);
    }

    /// People go by a way, and by the next ones while the day lasts and nothing is to be decided at a stop.
    pub fn go(&mut self, moves: Moves<C>, mut cohort: Cohort<C>, mut way: u32, mut tick: u64) {
        let walks = self.member.walk_share[way as usize];
        if walks > 0.0 {
            return self.go_or_walk(moves, cohort, way, (tick, walks));
        }
        loop {
            self.begin_way(&mut cohort, way);
            match self.pace(way, tick, &cohort.key) {
                Pace::Night(arrives) => return self.spend_the_night(&moves, cohort, way, arrives),
                Pace::There(there) => {
                    let (key, ticks) = (cohort.key, there - tick);
                    cohort.key.trail = self.trail_at_end(way, &key, ticks);
                    tick = self.tick_at_end(way, &key, tick, (ticks, World::DAY));
                }
            }
            let place = self.end_way(way, cohort.people);
            match self.onward(place, tick, &cohort.key) {
                Some((next, plan)) => (way, cohort.key.plan) = (next, plan),
                None => return self.arrive(moves, cohort, place, tick),
            }
        }
    }

    #[inline]
    pub fn begin_way(&mut self, cohort: &mut Cohort<C>, way: u32) {
        self.state.today.set_out[way as usize] += cohort.people;
        cohort.key.side = self.world.ways[way as usize].to_side;
    }

    /// People are at the end of a way. At a border without a gate they have entered another country.
    #[inline]
    pub fn end_way(&mut self, way: u32, people: C) -> u32 {
        let leads = &self.world.ways[way as usize];
        if let (Some(country), None) = (leads.enters, leads.gate) {
            self.state.today.entered[country as usize] += people;
        }
        leads.to
    }

    pub fn spend_the_night(&mut self, moves: &Moves<C>, cohort: Cohort<C>, way: u32, arrives: u64) {
        self.moved(moves, &cohort, Spot::Way(way, arrives, false));
        join(&mut self.state.road[way as usize], Traveller { arrives, turned: false, cohort });
    }

    /// When people who set out on a way at a tick of the day are at its end.
    #[inline]
    pub fn pace(&self, way: u32, tick: u64, key: &CohortKey) -> Pace {
        let (rules, ticks) = (&self.world.rules, self.member.ticks(way, key));
        let left = if rules.has_a_day_for_each_route() { World::DAY } else { World::DAY.saturating_sub(tick) };
        if ticks < left || ticks == left && !rules.arrives_beyond() {
            return Pace::There(tick + ticks);
        }
        Pace::Night(u64::from(self.state.day) * World::DAY + World::DAY - left + ticks)
    }

    /// At which tick of the day people are at the end of a way on which they spent some; in a whole day they would have
    /// made `day`.
    #[inline]
    pub fn tick_at_end(&self, way: u32, key: &CohortKey, tick: u64, (ticks, day): (u64, u64)) -> u64 {
        if !self.world.rules.has_a_day_for_each_route() {
            return tick + ticks;
        }
        // Flee compares what was made today, in km, with what one makes in a day on the last route.
        let made = tick + self.member.reached(way, key, ticks);
        if made < self.member.reached(way, key, day) { made.min(World::DAY - 1) } else { made.max(World::DAY) }
    }

    /// What people remember who come to the end of a way on which they set out today.
    #[inline]
    pub fn trail_at_end(&self, way: u32, key: &CohortKey, ticks: u64) -> Trail {
        if !self.world.rules.avoid_short_stints {
            return Trail::default();
        }
        key.trail.arrived(key.trail.moved() + self.member.reached(way, key, ticks))
    }

    /// What people remember who come to the end of a way after one or more nights on it.
    fn trail_after_nights(&self, way: u32, arrives: u64, key: &CohortKey) -> Trail {
        if !self.world.rules.avoid_short_stints {
            return Trail::default();
        }
        let whole = self.member.reached(way, key, World::DAY);
        let set_out = arrives.saturating_sub(self.member.ticks(way, key));
        let (first, tick) = (set_out / World::DAY, set_out % World::DAY);
        let nights = u64::from(self.state.day).saturating_sub(first);
        let mut trail = key.trail;
        for night in 0..nights {
            let made = match night {
                0 => key.trail.moved() + self.member.reached(way, key, World::DAY - tick),
                _ => whole,
            };
            trail = trail.after(made);
        }
        trail.arrived(self.member.reached(way, key, arrives - u64::from(self.state.day) * World::DAY))
    }

    /// The way on which people go on at once when they come to a place; none if they stop there.
    #[inline]
    pub fn onward(&mut self, place: u32, tick: u64, key: &CohortKey) -> Option<(u32, Plan)> {
        let (world, aim) = (self.world, key.plan.aim());
        // Whoever is there has no next way; most who stop are there, and need no look at the ways.
        let is_there = matches!(aim, Aim::Refuge(target) | Aim::Home(target) if world.place_target(place) == target);
        if is_there || tick >= World::DAY || self.is_turned_away(aim) {
            return None;
        }
        let next = self.state.cache.next_way(world, world.node(place, key.side), aim, key.class);
        next.filter(|(way, _)| world.ways[*way as usize].goes_on)
    }

    /// Whether people on a path find that the camp at its end turns them away.
    #[inline]
    pub fn is_turned_away(&self, aim: Aim) -> bool {
        match aim {
            Aim::Path(path) => self.is_full(self.world.paths[path as usize].to),
            Aim::Settled | Aim::Rooted | Aim::Undecided | Aim::Refuge(_) | Aim::Home(_) => false,
        }
    }

    /// Whether people at a place give up their path.
    pub fn is_given_up(&mut self, place: u32, key: &CohortKey, aim: Aim) -> bool {
        let gives_up = self.world.rules.displaced_leave_as_others() && matches!(aim, Aim::Path(_));
        let node = self.world.node(place, key.side);
        self.is_turned_away(aim) || gives_up && self.state.cache.next_way(self.world, node, aim, key.class).is_none()
    }

    /// Whether a place is a camp today.
    pub fn is_camp(&self, place: u32) -> bool {
        matches!(self.state.force.kinds[place as usize], Kind::Camp | Kind::IdpSite)
    }

    /// Whether a place turns away whoever would set out for it.
    pub fn is_full(&self, place: u32) -> bool {
        let least = self.member.values.get(Parameter::RoomTurnsAwayBelow);
        self.world.rules.room_only_weighs() && self.is_camp(place) && self.state.cache.room_at(place) < least
    }

    pub fn arrive(&mut self, moves: Moves<C>, cohort: Cohort<C>, place: u32, tick: u64) {
        let (stops, world) = (moves.at.stops + 1, self.world);
        let spot = Spot::Arriving(place, stops, tick);
        self.moved(&moves, &cohort, spot);
        let is_there = match cohort.key.plan.aim() {
            _ if world.places[place as usize].kind == Kind::Exit => true,
            Aim::Refuge(target) | Aim::Home(target) => world.reaches(target, place),
            Aim::Settled | Aim::Rooted | Aim::Undecided | Aim::Path(_) => false,
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
        if let Some(share) = self.world.rules.turn() {
            return self.take_turns(share);
        }
        self.stop_by_waves(0);
    }

    /// Everybody who arrives today stops, and goes on, until nobody does. `before` are the stops that were numbered before.
    pub fn stop_by_waves(&mut self, before: u32) {
        let mut stops = before;
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

    /// Those on the way in the morning who arrive today, or of whom it is to be drawn whether they do.
    pub fn leave_roads(&mut self) {
        let morning = u64::from(self.state.day) * World::DAY;
        let last = morning + World::DAY - u64::from(self.world.rules.arrives_beyond());
        let mut arrivals = std::mem::take(&mut self.travel.from_yesterday);
        for (way, road) in (0..).zip(&mut self.state.road) {
            if self.member.walk_share[way as usize] > 0.0 {
                continue;
            }
            road.retain(|traveller| {
                let stays = traveller.arrives > last;
                if !stays {
                    arrivals.push((way, *traveller));
                }
                stays
            });
        }
        self.travel.from_yesterday = arrivals;
        self.walk_on();
        if self.member.walk_share.iter().any(|share| *share > 0.0) {
            // Those who walked and those who rode may come at one time, and are drawn together.
            merge(
                &mut self.travel.from_yesterday,
                |(way, traveller)| (*way, traveller.arrives, traveller.turned, traveller.cohort.key),
                |(_, traveller)| &mut traveller.cohort.people,
            );
        }
    }

    fn arrive_from_yesterday(&mut self) {
        let morning = u64::from(self.state.day) * World::DAY;
        let mut arrivals = std::mem::take(&mut self.travel.from_yesterday);
        for (way, traveller) in arrivals.drain(..) {
            self.arrive_after_nights(way, traveller, morning);
        }
        self.travel.from_yesterday = arrivals;
    }

    fn arrive_after_nights(&mut self, way: u32, Traveller { arrives, turned, mut cohort }: Traveller<C>, morning: u64) {
        let leads = &self.world.ways[way as usize];
        let at = At { place: leads.to, spot: Spot::Way(way, arrives, turned), tick: 0, stops: 0 };
        let moves = Moves { at, was: cohort.key, remaining: cohort.people };
        let tick = if self.member.walk_share[way as usize] > 0.0 {
            // What they remember and when they come was found in the morning.
            arrives - morning
        } else {
            cohort.key.trail = self.trail_after_nights(way, arrives, &cohort.key);
            self.tick_at_end(way, &moves.was, 0, (arrives - morning, World::DAY))
        };
        if turned && self.world.rules.walks_on_when_shut() {
            let at = At { place: leads.from, ..at };
            // Who has a route left looks for its next road here first, and stays a day for it.
            let has_route = matches!(cohort.key.plan.aim(), Aim::Path(_));
            cohort.key.plan = if has_route { Plan::UNDECIDED } else { Plan::SETTLED };
            cohort.key.side = leads.from_side;
            return self.stay(
                At { spot: at.spot, ..at },
                &Cohort { key: moves.was, ..cohort },
                cohort.people,
                cohort.key,
            );
        }
        let place = if turned { leads.to } else { self.end_way(way, cohort.people) };
        match self.onward(place, tick, &cohort.key) {
            Some((next, plan)) => {
                cohort.key.plan = plan;
                self.go(moves, cohort, next, tick);
            }
            None => self.arrive(moves, cohort, place, tick),
        }
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
            Aim::Rooted => self.settle(at, &cohort, people),
            // The camp where they were going is full, or the way there shut: they stop here, if they learn of it today.
            aim @ Aim::Path(_) if at.tick < World::DAY && self.is_given_up(at.place, &key, aim) => {
                self.settle(at, &cohort, people);
            }
            // They go on, wait or choose in the morning.
            Aim::Undecided | Aim::Refuge(_) | Aim::Home(_) | Aim::Path(_) => self.stay(at, &cohort, people, key),
        }
    }

    /// People who looked no further than here may look again while the day lasts.
    fn look_on(&mut self, at: At, mut cohort: Cohort<C>) {
        let (world, member) = (self.world, self.member);
        let rules = &world.rules;
        if at.tick < World::DAY && at.stops % TURN < if rules.sets_out_late() { MOST_LATE_STOPS } else { MOST_STOPS } {
            let (seen, trail) = (self.state.seen(at.place), cohort.key.trail);
            let today = trail.moved() as f64 / World::DAY as f64;
            let leaves = if leaving::is_short_stint(rules, seen, trail.recent(), today) {
                1.0
            } else {
                leaving::probability(rules, member, seen)
            };
            let without = self.hash_without_trail(at.place, &cohort.key);
            let who = cohort.key.at_stop(without, at.stops, at.tick);
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
