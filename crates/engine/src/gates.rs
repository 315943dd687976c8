//! Who passes a crossing, a border or the gate of an airport, who waits, and who turns away. Page: `rules/crossings.md`.

use corridor_model::Parameter;

use crate::cohort::{Aim, Cohort, CohortKey, Plan, merge};
use crate::member::{Member, Policy};
use crate::record::Spot;
use crate::rules::openness;
use crate::world::GateKind;
use crate::{Count, Decision, Record, State, World};

/// A cohort before a gate.
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

pub(crate) fn pass<C: Count>(world: &World, member: &Member, state: &mut State<C>, record: &mut impl Record<C>) {
    let mut candidates = candidates(world, member, state);
    if candidates.is_empty() {
        return;
    }
    seats(world, member, state.day, &mut candidates);
    day_limits(world, member, state, &mut candidates);
    caps(world, member, state, &mut candidates);
    for candidate in &candidates {
        state.here[candidate.place as usize][candidate.number].people = C::default();
    }
    let mut places: Vec<u32> = candidates.iter().map(|candidate| candidate.place).collect();
    for candidate in &candidates {
        resolve(world, member, state, record, candidate);
    }
    places.dedup();
    for place in places {
        let here = &mut state.here[place as usize];
        here.retain(|cohort| !cohort.people.is_none());
        merge(here, |cohort| cohort.key, |cohort| &mut cohort.people);
    }
    record.dusk();
}

/// Everybody who stands before a gate, and how many of them its status and the host's policy let through.
fn candidates<C: Count>(world: &World, member: &Member, state: &mut State<C>) -> Vec<Candidate<C>> {
    let State { here, cache, force, day, .. } = state;
    let mut candidates = Vec::new();
    for (place, gates) in (0..).zip(&world.gates_at) {
        if gates.is_empty() {
            continue;
        }
        for (number, cohort) in here[place as usize].iter().enumerate() {
            let key = cohort.key;
            let aim = key.plan.aim();
            if cohort.people.is_none() || matches!(aim, Aim::Settled | Aim::Undecided) {
                continue;
            }
            let Some((way, _)) = cache.next_way(world, world.node(place, key.side), aim, key.class) else { continue };
            let Some(gate) = world.ways[way as usize].gate.filter(|_| world.is_gated(way, key.side)) else { continue };
            let enters = world.ways[way as usize].enters;
            let returning = match aim {
                Aim::Home(home) => enters.is_none_or(|country| country == world.country_of_target(home)),
                Aim::Settled | Aim::Undecided | Aim::Refuge(_) | Aim::Path(_) => false,
            };
            let accepted = match enters.map(|country| force.policies[country as usize]) {
                Some(Policy::Share(share)) if !returning => share,
                // A cap is not a matter of each, but of how many: see below.
                Some(Policy::Share(_) | Policy::Open | Policy::Cap(_)) | None => 1.0,
            };
            let hash = key.hash(world, world.places[place as usize].hash);
            let share = openness::share(&force.laws[gate as usize], key.class, returning) * accepted;
            let passes = cohort.people.part(share, member.stream.at(*day, Decision::Pass, hash));
            candidates.push(Candidate { place, number, cohort: *cohort, hash, gate, way, enters, returning, passes });
        }
    }
    candidates
}

/// Lets at most `places` of some candidates through, all of them being alike.
fn limit<C: Count>(
    candidates: &mut [Candidate<C>],
    of: impl Fn(&Candidate<C>) -> bool,
    places: C,
    draw: impl FnOnce() -> crate::Draw,
) {
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
        C::choose(&counts, places, draw(), |group, people| candidates[numbers[group]].passes = people);
    }
}

/// The seats of a way.
fn seats<C: Count>(world: &World, member: &Member, day: u32, candidates: &mut [Candidate<C>]) {
    let mut ways: Vec<u32> = candidates.iter().map(|candidate| candidate.way).collect();
    ways.sort_unstable();
    ways.dedup();
    for way in ways {
        if let Some(seats) = member.seats[way as usize] {
            let draw = || member.stream.at(day, Decision::Board, world.ways[way as usize].hash);
            limit(candidates, |candidate| candidate.way == way, C::of(seats), draw);
        }
    }
}

/// The most people whom a gate lets through in a day.
fn day_limits<C: Count>(world: &World, member: &Member, state: &State<C>, candidates: &mut [Candidate<C>]) {
    let mut gates: Vec<u32> = candidates.iter().map(|candidate| candidate.gate).collect();
    gates.sort_unstable();
    gates.dedup();
    for gate in gates {
        if let Some(per_day) = state.force.laws[gate as usize].per_day {
            let draw = || member.stream.at(state.day, Decision::Admit, world.gates[gate as usize].hash);
            limit(candidates, |candidate| candidate.gate == gate && !candidate.returning, C::of(per_day), draw);
        }
    }
}

/// What is left of a host's cap, shared among those before all its gates.
fn caps<C: Count>(world: &World, member: &Member, state: &State<C>, candidates: &mut [Candidate<C>]) {
    for country in 0..world.countries.len() as u32 {
        if let Policy::Cap(people) = state.force.policies[country as usize] {
            let (cap, admitted) = (C::of(people), state.admitted[country as usize]);
            let left = if admitted < cap { cap - admitted } else { C::default() };
            let draw = || member.stream.at(state.day, Decision::Host, world.countries[country as usize].hash);
            limit(candidates, |candidate| candidate.enters == Some(country) && !candidate.returning, left, draw);
        }
    }
}

/// What becomes of a cohort before a gate.
fn resolve<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    record: &mut impl Record<C>,
    candidate: &Candidate<C>,
) {
    let Candidate { place, cohort, hash, gate, enters, returning, passes, .. } = *candidate;
    let (at, number) = (place as usize, gate as usize);
    let draw = |decision| member.stream.at(state.day, decision, hash);
    let key = cohort.key;
    let law = state.force.laws[number];
    let value = |parameter| member.values.get(parameter);

    let stopped = cohort.people - passes;
    let beside = stopped.part(law.irregular, draw(Decision::Irregular));
    let across = passes + beside;
    let push_back = match enters {
        Some(country) if !returning => state.force.push_back[country as usize],
        Some(_) | None => 0.0,
    };
    let pushed = across.part(push_back, draw(Decision::PushBack));
    let waited = stopped - beside;
    let dead = waited.part(value(Parameter::DeathsPerMillionWaiting) / 1e6, draw(Decision::Die));
    let waits = waited - dead;
    // Whoever goes home has nowhere else to go.
    let give_up = if returning { 0.0 } else { value(Parameter::GiveUpPerDay) };
    let gives_up = waits.part(give_up, draw(Decision::GiveUp));
    let elsewhere = gives_up.part(value(Parameter::OtherWayShare), draw(Decision::Wait));

    let mut remaining = cohort.people;
    let mut put = |state: &mut State<C>, people: C, becomes: CohortKey| {
        if !people.is_none() {
            record.moved(Spot::Place(place), &key, remaining, people, Spot::Dusk(place), &becomes);
            remaining -= people;
            state.here[at].push(Cohort { key: becomes, people });
        }
    };
    let side = match world.gates[number].kind {
        GateKind::Crossing => 1 - key.side,
        GateKind::Boarding | GateKind::Route => 1,
    };
    let home = CohortKey { plan: Plan::home(key.home), ..key };
    put(state, across - pushed, CohortKey { side, ..key });
    put(state, pushed, home);
    let looked = look_elsewhere(world, member, state, candidate, elsewhere);
    let mut turned = gives_up;
    for (plan, people) in looked {
        turned -= people;
        put(state, people, CohortKey { plan, ..key });
    }
    put(state, turned, home);
    put(state, waits - gives_up, key);
    if !dead.is_none() {
        record.moved(Spot::Place(place), &key, remaining, dead, Spot::Dead(place), &key);
        state.dead += dead;
    }

    let today = &mut state.today;
    today.waiting[number] += waits - gives_up;
    today.gave_up[number] += gives_up;
    today.deaths[number] += dead;
    today.irregular[number] += beside;
    if returning {
        today.returned[number] += across;
    } else {
        today.passed[number] += across;
        today.pushed_back[number] += pushed;
    }
    if let Some(country) = enters {
        if returning {
            today.went_home[world.gates[number].from as usize] += across;
        } else {
            today.entered[country as usize] += across;
            today.sent_back[country as usize] += pushed;
            let admitted = &mut state.admitted[country as usize];
            *admitted += passes;
            if let Policy::Cap(people) = state.force.policies[country as usize]
                && *admitted >= C::of(people)
            {
                // Full: those who come from tomorrow on know.
                state.cache.country_changed(world, country);
            }
        }
    }
}

/// Those who stop waiting and look for another way choose among what does not begin by this gate.
fn look_elsewhere<C: Count>(
    world: &World,
    member: &Member,
    state: &mut State<C>,
    candidate: &Candidate<C>,
    people: C,
) -> Vec<(Plan, C)> {
    let mut looked = Vec::new();
    if !people.is_none() {
        let key = candidate.cohort.key;
        let node = world.node(candidate.place, key.side);
        let choices = state.cache.choices(world, member, node, key.class, Some(candidate.gate));
        let draw = member.stream.at(state.day, Decision::Choose, candidate.hash);
        people.split(&choices.cumulative, draw, |choice, people| looked.push((choices.waits[choice], people)));
    }
    looked
}
