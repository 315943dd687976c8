//! What a reference needs of a scenario: distances, fighting, and which camps people could come to.

use corridor_engine::{Change, Member, World};
use corridor_model::{CampState, Key, Kind, Scenario};

use super::Origin;
use crate::members::Members;
use crate::timelines::Dice;

/// What a reference needs of a scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// The places where there is ever fighting; their people are those who live there.
    pub origins: Vec<Origin>,
    /// The intensity of fighting, by day and origin.
    pub intensity: Vec<Vec<f64>>,
    /// Whether people could come to a camp, by day and camp: it receives people, and an open way leads to it from a country
    /// in which there is ever fighting, through no third country unless every way does. A camp to which no road leads at all
    /// is judged by the ways into its country.
    pub open: Vec<Vec<bool>>,
}

/// The network of a scenario as its camps see it. What is uncertain is drawn as for the first member of seed 0.
pub fn network(scenario: &Scenario, camps: &[Key]) -> Network {
    let world = World::new(scenario);
    let member = Members::new(scenario, &world, 0).member(0);
    let places: Vec<Option<u32>> = camps.iter().map(|key| world.place(key)).collect();
    let fights = |place: u32| {
        let at = |change: &Change| matches!(change, Change::Intensity { place: here, intensity } if *here == place && *intensity > 0.0);
        member.changes.iter().any(|(_, change)| at(change))
    };
    let fighting: Vec<u32> = (0..world.places.len() as u32).filter(|place| fights(*place)).collect();
    let km: Vec<Vec<Option<f64>>> = places.iter().map(|camp| distances(&world, *camp)).collect();
    let origins = fighting.iter().map(|&place| Origin {
        people: world.places[place as usize].population as f64,
        km: km.iter().map(|to_camp| to_camp[place as usize]).collect(),
    });
    let received: Vec<Vec<bool>> = camps.iter().map(|key| receives(scenario, key)).collect();
    let origins = origins.collect();
    let (mut intensity, mut open) = (Vec::new(), Vec::new());
    for (day, (now, reached)) in days(&world, &member, &fighting, &places).into_iter().enumerate() {
        intensity.push(fighting.iter().map(|place| now[*place as usize]).collect());
        let receive = received.iter().map(|days| days.get(day) == Some(&true));
        open.push(receive.zip(reached).map(|(receives, reached)| receives && reached).collect());
    }
    Network { origins, intensity, open }
}

/// By day: the intensity at each place, and to which camps an open way leads.
fn days(world: &World, member: &Member, fighting: &[u32], camps: &[Option<u32>]) -> Vec<(Vec<f64>, Vec<bool>)> {
    let from: Vec<u32> = fighting.iter().map(|place| world.places[*place as usize].country).collect();
    let (mut intensity, mut shut) = (vec![0.0; world.places.len()], vec![false; world.ways.len()]);
    let roads: Vec<Road> = camps.iter().map(|camp| Road::to(*camp, world, &shut, &from)).collect();
    let mut changes = member.changes.iter().peekable();
    let (mut days, mut reach) = (Vec::new(), None);
    for day in 0..i32::try_from(world.days).unwrap_or(i32::MAX) {
        while let Some((_, change)) = changes.next_if(|(from, _)| *from <= day) {
            match *change {
                Change::Intensity { place, intensity: now } => intensity[place as usize] = now,
                Change::Way { way, shut: now } => {
                    shut[way as usize] = now;
                    reach = None;
                }
                // Whether a camp receives people is read off its own timeline.
                Change::Room { .. } | Change::Kind { .. } => {}
                // Gates and hosts let through some of those who come: no way is shut by them.
                Change::Gate { .. }
                | Change::Redirection { .. }
                | Change::Admission { .. }
                | Change::PushBack { .. }
                | Change::ForcedReturn { .. }
                | Change::Factor { .. } => {}
            }
        }
        let reach: &mut Vec<bool> =
            reach.get_or_insert_with(|| roads.iter().map(|road| road.is_open(world, &shut, &from)).collect());
        days.push((intensity.clone(), reach.clone()));
    }
    days
}

/// How people come to a camp.
#[derive(Default)]
struct Road {
    /// One of these places must be reached; if there are none, nothing is known of the way.
    ends: Vec<u32>,
    /// The one country through which they come besides those with fighting, if it can be so.
    through: Option<u32>,
}

impl Road {
    /// While nothing is shut.
    fn to(camp: Option<u32>, world: &World, shut: &[bool], from: &[u32]) -> Road {
        let Some(camp) = camp else { return Road::default() };
        let own = world.places[camp as usize].country;
        let inside = |place: &u32| world.places[*place as usize].country == own;
        let country: Vec<u32> = (0..world.places.len() as u32).filter(inside).collect();
        for ends in [vec![camp], country] {
            for through in [Some(own), None] {
                let road = Road { ends: ends.clone(), through };
                if road.is_open(world, shut, from) {
                    return road;
                }
            }
        }
        Road::default()
    }

    fn is_open(&self, world: &World, shut: &[bool], from: &[u32]) -> bool {
        let reached = reached(world, shut, from, self.through);
        self.ends.is_empty() || self.ends.iter().any(|end| reached[*end as usize])
    }
}

/// The places to which open ways lead from these countries: through one other country alone, or through all.
fn reached(world: &World, shut: &[bool], from: &[u32], through: Option<u32>) -> Vec<bool> {
    let mut reached: Vec<bool> = world.places.iter().map(|place| from.contains(&place.country)).collect();
    let mut next: Vec<u32> = (0..).zip(&reached).filter(|(_, reached)| **reached).map(|(place, _)| place).collect();
    while let Some(place) = next.pop() {
        for way in &world.places[place as usize].out {
            let to = world.ways[*way as usize].to as usize;
            let allowed = through.is_none_or(|country| world.places[to].country == country);
            if !shut[*way as usize] && !reached[to] && allowed {
                reached[to] = true;
                next.push(to as u32);
            }
        }
    }
    reached
}

/// The length of the shortest road from each place to a camp (Dijkstra 1959).
fn distances(world: &World, camp: Option<u32>) -> Vec<Option<f64>> {
    let mut km: Vec<Option<f64>> = vec![None; world.places.len()];
    let mut done = vec![false; world.places.len()];
    let Some(camp) = camp else { return km };
    km[camp as usize] = Some(0.0);
    loop {
        let known = (0..km.len()).filter(|place| !done[*place]).filter_map(|place| Some((place, km[place]?)));
        let Some((near, so_far)) = known.min_by(|a, b| a.1.total_cmp(&b.1)) else { return km };
        done[near] = true;
        for way in world.ways.iter().filter(|way| way.to as usize == near) {
            let through = so_far + way.km;
            let before = &mut km[way.from as usize];
            if before.is_none_or(|before| through < before) {
                *before = Some(through);
            }
        }
    }
}

/// Whether a camp receives people, by day: it is open, and not but a town for a while.
fn receives(scenario: &Scenario, camp: &Key) -> Vec<bool> {
    let mut days = vec![true; scenario.period.days() as usize];
    let Some((_, timeline)) = scenario.camps.iter().find(|(key, _)| key == camp) else { return days };
    let dice = Dice::new(scenario, 0, 0);
    for segment in dice.segments(timeline, camp.hash64(), scenario.unknown_ends.closure, |_| false) {
        let state = segment.row.map(|row| &timeline.rows[row].value);
        let is_open = match state {
            Some(CampState::Closed) => false,
            Some(CampState::Open { kind: Some(kind), .. }) => match kind {
                Kind::Camp | Kind::IdpSite | Kind::Hub => true,
                Kind::Town | Kind::Crossing | Kind::Airport | Kind::Waypoint | Kind::Exit => false,
            },
            Some(CampState::Open { kind: None, .. }) | None => true,
        };
        let (from, until) = (segment.from.max(0) as usize, segment.until.max(0) as usize);
        for day in days.iter_mut().take(until).skip(from) {
            *day = is_open;
        }
    }
    days
}
