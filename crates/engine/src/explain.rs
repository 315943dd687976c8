//! The factors behind a decision: the same that the run draws with.

use corridor_model::Key;

use crate::cohort::Class;
use crate::rules::{conflict_departures, leaving};
use crate::world::World;
use crate::{Count, Member, State};

/// One place that people could choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Where they would go.
    pub to: Key,
    /// Their first stop on the way.
    pub by: Key,
    /// km of the cheapest way, detours included.
    pub km: f64,
    /// The distance kernel.
    pub distance: f64,
    /// The openness of the way.
    pub openness: f64,
    /// Safety there.
    pub safety: f64,
    /// Room there.
    pub room: f64,
    /// Pull of the kind, the country and the place.
    pub pull: f64,
    /// The probability that it is chosen: the product of the factors, divided by the sum of all; with a limit on the
    /// places considered, what is left of it.
    pub share: f64,
}

/// What people of a profile at a place decide, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The place.
    pub place: Key,
    /// The profile.
    pub profile: Key,
    /// Whether they have papers.
    pub documented: bool,
    /// How intense the fighting is there.
    pub intensity: f64,
    /// The probability that one who lives there flees on the day.
    pub flees: f64,
    /// The probability that a displaced person who stays there leaves on the day.
    pub leaves: f64,
    /// Where they would go, the likeliest first.
    pub choices: Vec<Choice>,
}

/// The factors behind the decisions at a place on the morning that a state has come to.
pub fn explain<C: Count>(
    world: &World,
    member: &Member,
    state: &State<C>,
    place: u32,
    profile: u16,
    documented: bool,
) -> Explanation {
    let (mut state, day) = (state.clone(), state.day);
    state.change(world, member, &mut crate::Nothing);
    let State { here, population, cache, force, caps, .. } = &mut state;
    cache.refresh(world, member, force, caps);
    let present = |place: u32| crate::decide::sum(&here[place as usize]);
    crate::choices::rooms(cache, world, member, force, (present, |place: u32| population[place as usize]));
    state.deter_less(world, member);
    let State { cache, force, population, .. } = &mut state;
    let class = Class::new(profile, documented);
    let at = &world.places[place as usize];
    let offers = cache.offered(world, member, place, class);
    let total: f64 = offers.iter().map(|(_, _, _, weight)| weight).sum();
    let mut choices: Vec<Choice> = offers
        .into_iter()
        .map(|(to, way, factors, weight)| Choice {
            to: world.places[to as usize].key.clone(),
            by: world.places[world.ways[way as usize].to as usize].key.clone(),
            km: factors.km,
            distance: factors.distance,
            openness: factors.openness,
            safety: factors.safety,
            room: factors.room,
            pull: factors.pull,
            share: if total > 0.0 { weight / total } else { 0.0 },
        })
        .collect();
    choices.sort_by(|a, b| b.share.total_cmp(&a.share));
    let zone = &force.zones[place as usize];
    // Of expected people, so that nothing is drawn.
    let live = population[place as usize].people();
    let draw = member.stream.at(day, crate::Decision::Displace, at.hash);
    let factor = force.factors[place as usize];
    let flee = conflict_departures::people(&world.rules, zone, day, &member.values, live, factor, draw);
    let flees = if live > 0.0 { (flee / live).min(1.0) } else { 0.0 };
    Explanation {
        place: at.key.clone(),
        profile: world.profiles[usize::from(profile)].clone(),
        documented,
        intensity: zone.intensity,
        flees,
        leaves: leaving::probability(&world.rules, member, state.seen(place)),
        choices,
    }
}
