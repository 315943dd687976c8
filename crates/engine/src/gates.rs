//! Who passes a crossing, a border or the gate of an airport, who waits, and who turns away. Part of `admit`. Page:
//! `rules/crossings.md`.

use corridor_model::Parameter;

use crate::cohort::{Aim, Cohort, CohortKey, Plan, merge};
use crate::day::Day;
use crate::decide::At;
use crate::member::Policy;
use crate::record::Spot;
use crate::rules::openness;
use crate::state::admitted;
use crate::{Count, Decision, Draw, Record, State};

/// A cohort before a gate.
#[derive(Clone, Copy)]
struct Candidate<C> {
    place: u32,
    /// Its number among the cohorts of the place.
    number: usize,
    cohort: Cohort<C>,
    hash: u64,
    gate: u32,
    way: u32,
    /// The country that they would enter, if the gate is a border.
    enters: Option<u32>,
    /// Whether they go home by it.
    returning: bool,
    /// How many of them are let through.
    passes: C,
}

/// What becomes of a cohort before a gate: the parts sum up to the whole.
struct Fate<C> {
    /// Let through, or across beside the gate.
    across: C,
    /// Of those across, beside the gate.
    beside: C,
    /// Of those across, sent back at once.
    pushed: C,
    dead: C,
    /// Stop waiting.
    gives_up: C,
    /// Of those who stop waiting, look for another way.
    elsewhere: C,
    waits: C,
}

impl<C: Count, R: Record<C>> Day<'_, C, R> {
    pub fn pass_gates(&mut self) {
        let mut candidates = self.candidates();
        if candidates.is_empty() {
            return;
        }
        self.seats(&mut candidates);
        self.day_limits(&mut candidates);
        self.caps(&mut candidates);
        for candidate in &candidates {
            self.state.here[candidate.place as usize][candidate.number].people = C::default();
        }
        for candidate in &candidates {
            self.resolve(candidate);
        }
        let mut places: Vec<u32> = candidates.iter().map(|candidate| candidate.place).collect();
        places.dedup();
        for place in places {
            let here = &mut self.state.here[place as usize];
            here.retain(|cohort| !cohort.people.is_none());
            merge(here, |cohort| cohort.key, |cohort| &mut cohort.people);
        }
        self.record.dusk();
    }

    /// Everybody who stands before a gate, and how many of them its status and the host's policy let through.
    fn candidates(&mut self) -> Vec<Candidate<C>> {
        let (world, member) = (self.world, self.member);
        let State { here, cache, force, day, .. } = &mut *self.state;
        let mut candidates = Vec::new();
        for (place, _) in (0..).zip(&world.gates_at).filter(|(_, gates)| !gates.is_empty()) {
            for (number, &cohort) in here[place as usize].iter().enumerate() {
                let key = cohort.key;
                let aim = key.plan.aim();
                let next = cache.next_way(world, world.node(place, key.side), aim, key.class);
                let Some((way, _)) = next.filter(|(way, _)| world.is_gated(*way, key.side)) else { continue };
                let Some(gate) = world.gate_before(way, key.side) else { continue };
                let leads = &world.ways[way as usize];
                let enters = leads.enters.filter(|_| leads.gate == Some(gate));
                let returning = match aim {
                    Aim::Home(home) => enters.is_none_or(|country| country == world.country_of_target(home)),
                    Aim::Settled | Aim::Rooted | Aim::Undecided | Aim::Refuge(_) | Aim::Path(_) => false,
                };
                let accepted = match enters.map(|country| force.policies[country as usize]) {
                    Some(Policy::Share(share)) if !returning => share,
                    // A cap is not a matter of each, but of how many: see `caps`.
                    Some(Policy::Share(_) | Policy::Open | Policy::Cap { .. }) | None => 1.0,
                };
                let share = openness::share(&force.laws[gate as usize], key.class, returning) * accepted;
                let hash = key.hash(world, world.places[place as usize].hash);
                let passes = cohort.people.part(share, member.stream.at(*day, Decision::Pass, hash));
                candidates.push(Candidate { place, number, cohort, hash, gate, way, enters, returning, passes });
            }
        }
        candidates
    }

    /// The seats of a way.
    fn seats(&self, candidates: &mut [Candidate<C>]) {
        for way in distinct(candidates, |candidate| candidate.way) {
            if let Some(seats) = self.member.seats[way as usize] {
                let hash = self.world.ways[way as usize].hash;
                let draw = self.member.stream.at(self.state.day, Decision::Board, hash);
                limit(candidates, C::of(seats), draw, |candidate| candidate.way == way);
            }
        }
    }

    /// The most people whom a gate lets through in a day.
    fn day_limits(&self, candidates: &mut [Candidate<C>]) {
        for gate in distinct(candidates, |candidate| candidate.gate) {
            if let Some(per_day) = self.state.force.laws[gate as usize].per_day {
                let hash = self.world.gates[gate as usize].hash;
                let draw = self.member.stream.at(self.state.day, Decision::Admit, hash);
                limit(candidates, C::of(per_day), draw, |candidate| candidate.gate == gate && !candidate.returning);
            }
        }
    }

    /// What is left of a host's cap, shared among those before all its gates.
    fn caps(&self, candidates: &mut [Candidate<C>]) {
        for (country, host) in (0..).zip(&self.world.countries) {
            if let Policy::Cap { people, .. } = self.state.force.policies[country as usize] {
                let policy = self.state.force.policies[country as usize];
                let (cap, admitted) = (C::of(people), admitted(policy, &self.state.caps[country as usize]));
                let left = if admitted < cap { cap - admitted } else { C::default() };
                let draw = self.member.stream.at(self.state.day, Decision::Host, host.hash);
                let comes = |candidate: &Candidate<C>| candidate.enters == Some(country) && !candidate.returning;
                limit(candidates, left, draw, comes);
            }
        }
    }

    fn fate(&self, candidate: &Candidate<C>) -> Fate<C> {
        let draw = |decision| self.member.stream.at(self.state.day, decision, candidate.hash);
        let value = |parameter| self.member.values.get(parameter);
        let stopped = candidate.cohort.people - candidate.passes;
        let beside = stopped.part(self.state.force.laws[candidate.gate as usize].irregular, draw(Decision::Irregular));
        let across = candidate.passes + beside;
        let push_back = match candidate.enters {
            Some(country) if !candidate.returning => self.state.force.push_back[country as usize],
            Some(_) | None => 0.0,
        };
        let pushed = across.part(push_back, draw(Decision::PushBack));
        let waited = stopped - beside;
        let dead = waited.part(value(Parameter::DeathsPerMillionWaiting) / 1e6, draw(Decision::Die));
        // Whoever goes home has nowhere else to go.
        let give_up = if candidate.returning { 0.0 } else { value(Parameter::GiveUpPerDay) };
        let gives_up = (waited - dead).part(give_up, draw(Decision::GiveUp));
        let elsewhere = gives_up.part(value(Parameter::OtherWayShare), draw(Decision::Wait));
        Fate { across, beside, pushed, dead, gives_up, elsewhere, waits: waited - dead - gives_up }
    }

    fn resolve(&mut self, candidate: &Candidate<C>) {
        let fate = self.fate(candidate);
        let key = candidate.cohort.key;
        let side = self.world.side_after(candidate.way, key.side);
        let mut left = candidate.cohort;
        self.part(candidate, &mut left, fate.across - fate.pushed, CohortKey { side, ..key });
        self.turn_home(candidate, &mut left, fate.pushed);
        let mut turns_back = fate.gives_up;
        for (plan, people) in self.look_elsewhere(candidate, fate.elsewhere) {
            turns_back -= people;
            self.part(candidate, &mut left, people, CohortKey { plan, ..key });
        }
        self.turn_home(candidate, &mut left, turns_back);
        self.part(candidate, &mut left, fate.waits, key);
        if !fate.dead.is_none() {
            let (from, to) = (Spot::Place(candidate.place), Spot::Dead(candidate.place));
            self.record.moved(from, &key, left.people, fate.dead, to, &key);
            self.state.dead += fate.dead;
        }
        self.count(candidate, &fate);
    }

    /// A part of those before a gate turns for home; where that is here, they are there.
    fn turn_home(&mut self, candidate: &Candidate<C>, left: &mut Cohort<C>, people: C) {
        let home = left.key.home;
        if self.world.reaches(home, candidate.place) {
            if !people.is_none() {
                self.come_home(At::morning(candidate.place), left, people);
                left.people -= people;
            }
        } else {
            self.part(candidate, left, people, CohortKey { plan: Plan::home(home), ..left.key });
        }
    }

    /// A part of those before a gate is there for the night, as what it has become.
    fn part(&mut self, candidate: &Candidate<C>, left: &mut Cohort<C>, people: C, becomes: CohortKey) {
        if !people.is_none() {
            self.stay(At::morning(candidate.place), left, people, becomes);
            left.people -= people;
        }
    }

    fn count(&mut self, candidate: &Candidate<C>, fate: &Fate<C>) {
        let gate = candidate.gate as usize;
        let today = &mut self.state.today;
        today.waiting[gate] += fate.waits;
        today.gave_up[gate] += fate.gives_up;
        today.deaths[gate] += fate.dead;
        today.irregular[gate] += fate.beside;
        if candidate.returning {
            today.returned[gate] += fate.across;
        } else {
            today.passed[gate] += fate.across;
            today.pushed_back[gate] += fate.pushed;
        }
        let Some(country) = candidate.enters else { return };
        let host = country as usize;
        if candidate.returning {
            today.went_home[self.world.gates[gate].from as usize] += fate.across;
            return;
        }
        today.entered[host] += fate.across;
        today.sent_back[host] += fate.pushed;
        for (_, people) in &mut self.state.caps[host] {
            *people += candidate.passes;
        }
        let policy = self.state.force.policies[host];
        if let Policy::Cap { people, .. } = policy
            && admitted(policy, &self.state.caps[host]) >= C::of(people)
        {
            // Full: those who decide from tomorrow on know.
            self.state.cache.country_changed(self.world, country);
        }
    }

    /// Those who stop waiting and look for another way choose among what does not begin by this gate.
    fn look_elsewhere(&mut self, candidate: &Candidate<C>, people: C) -> Vec<(Plan, C)> {
        let mut looked = Vec::new();
        if !people.is_none() {
            let key = candidate.cohort.key;
            let node = self.world.node(candidate.place, key.side);
            let draw = self.member.stream.at(self.state.day, Decision::Choose, candidate.hash);
            let cache = &mut self.state.cache;
            let choices = cache.choices_without(self.world, self.member, node, key.class, candidate.gate);
            people.split(&choices.cumulative, draw, |choice, people| looked.push((choices.at(choice).waiting, people)));
        }
        looked
    }
}

fn distinct<C>(candidates: &[Candidate<C>], of: impl Fn(&Candidate<C>) -> u32) -> Vec<u32> {
    let mut numbers: Vec<u32> = candidates.iter().map(of).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Lets at most `places` of some candidates through, all of them being alike.
fn limit<C: Count>(candidates: &mut [Candidate<C>], places: C, draw: Draw, of: impl Fn(&Candidate<C>) -> bool) {
    let (mut numbers, mut counts, mut all) = (Vec::new(), Vec::new(), C::default());
    for (number, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| of(candidate)) {
        numbers.push(number);
        counts.push(candidate.passes);
        all += candidate.passes;
    }
    if places < all {
        for number in &numbers {
            candidates[*number].passes = C::default();
        }
        C::choose(&counts, places, draw, |group, people| candidates[numbers[group]].passes = people);
    }
}
