//! The network in dense numbers.

use std::collections::HashMap;

use corridor_model::{Decision, Key, Kind, Mode, Rules, Scenario};

use crate::cohort::Trail;
use crate::mix;

/// The radius of the earth, km.
const EARTH_KM: f64 = 6371.0;

/// A place, ready to run.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its key.
    pub key: Key,
    /// The 64 bits that stand for the key in the address of a draw.
    pub hash: u64,
    /// What it is.
    pub kind: Kind,
    /// The index of its country; of a crossing, the side from which it is described.
    pub country: u32,
    /// Of a crossing, the index of the country on the other side.
    pub to_country: Option<u32>,
    /// Of a crossing, the node of its other side; otherwise its own.
    pub far_node: u32,
    /// People who live there on the first day.
    pub population: u64,
    /// Degrees north and east, where known.
    pub point: Option<(f64, f64)>,
    /// The indices of the ways that leave it.
    pub out: Vec<u32>,
}

/// One direction of a route.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Where it begins.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// Its length, km.
    pub km: f64,
    /// How one travels.
    pub mode: Mode,
    /// The row of the scenario's routes.
    pub route: u32,
    /// The same route the other way, if it leads both ways.
    pub back: Option<u32>,
    /// The side of the crossing at its beginning from which it leaves.
    pub from_side: u8,
    /// The side of the crossing at its end on which it arrives.
    pub to_side: u8,
    /// The gate at its beginning: of a crossing, for those who come from its other side; otherwise for all.
    pub gate: Option<u32>,
    /// Of a way with seats that leaves a crossing, the gate for those on its own side.
    pub(crate) seat_gate: Option<u32>,
    /// What is behind the gate: see [`View`].
    pub(crate) view: Option<u32>,
    /// What [`crate::CohortKey::side`] says of people at its beginning who have been let through.
    pub(crate) cleared: u8,
    /// Whether people who come to its beginning with a plan go on by it at once: there is no gate, and at a crossing or an
    /// exit the day ends.
    pub(crate) goes_on: bool,
    /// The country entered by whoever sets out on it, if the gate is a border.
    pub enters: Option<u32>,
    /// 64 bits that stand for it in the address of a draw.
    pub hash: u64,
}

/// What a gate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateKind {
    /// One direction of a crossing.
    Crossing,
    /// The boarding of an airport.
    Boarding,
    /// A route that enters another country without a crossing, or that has seats.
    Route,
}

/// Where people have to be let through.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// What it is.
    pub kind: GateKind,
    /// The place at which people wait for it.
    pub place: u32,
    /// Of a crossing, the side on which they wait.
    pub side: u8,
    /// The country that it leads into.
    pub into: u32,
    /// The country from which it leads.
    pub from: u32,
    /// 64 bits that stand for it in the address of a draw.
    pub hash: u64,
}

/// A gate, and the country behind it: what people look at who think of going there. An airport has one gate and a view for
/// each country that it serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct View {
    pub gate: u32,
    pub enters: Option<u32>,
}

/// A step that leads to a node: by a way, or without one through the gate of a crossing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Step {
    pub from: u32,
    pub way: Option<u32>,
    pub view: Option<u32>,
    pub km: f64,
}

/// A country.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// Its key.
    pub key: Key,
    /// The 64 bits that stand for it in the address of a draw.
    pub hash: u64,
}

/// A way to look along: a simple path of a few routes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Path {
    pub first: u32,
    /// The rest of the path from the next place on, if it goes on.
    pub rest: Option<u32>,
    pub to: u32,
    pub km: f64,
    /// Whether it is a road known from end to end.
    pub known: bool,
    /// The product of the pulls of its routes.
    pub pull: f64,
    pub hash: u64,
}

/// Where a journey leads: a place, or the nearest town of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target(pub(crate) u32);

impl Target {
    /// Its number: that of the place, or after all places that of the country.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// The network in dense numbers. Places stand in the order of their keys, so that the order of a table decides nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// Places, by index.
    pub places: Vec<Place>,
    /// Ways, by index: routes in the order of their ends' keys, each direction one.
    pub ways: Vec<Way>,
    /// Gates, by index.
    pub gates: Vec<Gate>,
    /// Countries, by index, in the order of their keys.
    pub countries: Vec<Country>,
    /// The movement rules.
    pub rules: Rules,
    /// The keys of the profiles, in their own order.
    pub profiles: Vec<Key>,
    /// Days in the period.
    pub days: u32,
    pub(crate) nodes: u32,
    /// The crossings whose other sides are the last nodes.
    pub(crate) far_places: Vec<u32>,
    /// The gates at a place.
    pub(crate) gates_at: Vec<Vec<u32>>,
    pub(crate) views: Vec<View>,
    /// By node, the steps that lead to it: what a tree is built along.
    pub(crate) steps_to: Vec<Vec<Step>>,
    pub(crate) paths: Vec<Path>,
    /// The paths that begin at a node.
    pub(crate) paths_from: Vec<Vec<u32>>,
    /// The places whose choices look at a place, in look-ahead.
    pub(crate) lookers: Vec<Vec<u32>>,
    pub(crate) profile_hashes: Vec<u64>,
    /// By home and class, 64 bits that stand for such people in the address of a draw: every night asks for those of all.
    people_hashes: Vec<u64>,
    index: HashMap<Key, u32>,
    country_index: HashMap<Key, u32>,
}

impl World {
    /// The network of a scenario.
    pub fn new(scenario: &Scenario) -> World {
        let mut order: Vec<&corridor_model::Location> = scenario.locations.iter().collect();
        order.sort_by(|a, b| a.key.cmp(&b.key));
        let mut country_keys: Vec<&Key> = scenario.countries();
        country_keys.sort();
        let countries: Vec<Country> =
            country_keys.iter().map(|key| Country { key: (*key).clone(), hash: mix(1, key.hash64()) }).collect();
        let country_index: HashMap<Key, u32> =
            countries.iter().zip(0..).map(|(country, index)| (country.key.clone(), index)).collect();
        let index: HashMap<Key, u32> =
            order.iter().zip(0..).map(|(location, index)| (location.key.clone(), index)).collect();

        let mut nodes = order.len() as u32;
        let mut places: Vec<Place> = order
            .iter()
            .zip(0..)
            .map(|(location, own)| Place {
                key: location.key.clone(),
                hash: mix(2, location.key.hash64()),
                kind: location.kind,
                country: country_index[&location.country],
                to_country: location.to_country.as_ref().map(|country| country_index[country]),
                far_node: if location.to_country.is_some() {
                    nodes += 1;
                    nodes - 1
                } else {
                    own
                },
                population: location.population,
                point: location.lat.zip(location.lon),
                out: Vec::new(),
            })
            .collect();

        let mut ways = ways(scenario, &places, &index);
        let gates = gates(&places, &mut ways, scenario);
        let views = views(&gates, &mut ways, scenario);
        let mut gates_at = vec![Vec::new(); places.len()];
        for (gate, number) in gates.iter().zip(0..) {
            gates_at[gate.place as usize].push(number);
        }
        for (way, number) in ways.iter().zip(0..) {
            places[way.from as usize].out.push(number);
        }

        let mut profiles: Vec<Key> = scenario.profiles.iter().map(|profile| profile.key.clone()).collect();
        profiles.sort();
        let profile_hashes = profiles.iter().map(|key| mix(4, key.hash64())).collect();
        let far_places =
            (0..places.len() as u32).filter(|place| places[*place as usize].to_country.is_some()).collect();
        let mut world = World {
            far_places,
            places,
            ways,
            gates,
            countries,
            rules: scenario.rules.clone(),
            profiles,
            days: scenario.period.days(),
            nodes,
            gates_at,
            views,
            steps_to: Vec::new(),
            paths: Vec::new(),
            paths_from: vec![Vec::new(); nodes as usize],
            lookers: Vec::new(),
            profile_hashes,
            people_hashes: Vec::new(),
            index,
            country_index,
        };
        match world.rules.decision {
            Decision::LookAhead { hops } => world.look_ahead(hops, scenario),
            Decision::Destinations => {}
        }
        for way in 0..world.ways.len() {
            let from = &world.places[world.ways[way].from as usize];
            let ends_day = from.to_country.is_some() || from.kind == Kind::Exit;
            world.ways[way].goes_on = !ends_day && !world.is_gated(way as u32, 0);
        }
        world.steps_to = world.steps();
        let homes = (0..world.targets() as u32).map(Target);
        let classes = || (0..world.classes() as u16).map(crate::Class);
        world.people_hashes = homes
            .flat_map(|home| classes().map(move |class| (home, class)))
            .map(|(home, class)| world.hash_of_people(home, class, 0))
            .collect();
        world
    }

    /// The index of a place.
    pub fn place(&self, key: &Key) -> Option<u32> {
        self.index.get(key).copied()
    }

    /// The index of a country.
    pub fn country(&self, key: &Key) -> Option<u32> {
        self.country_index.get(key).copied()
    }

    /// The index of a profile.
    pub fn profile(&self, key: &Key) -> Option<u16> {
        self.profiles.binary_search(key).ok().and_then(|index| u16::try_from(index).ok())
    }

    /// 64 bits that stand for people of a home, class and side in the address of a draw.
    #[inline]
    pub(crate) fn people_hash(&self, home: Target, class: crate::Class, side: u8) -> u64 {
        match side {
            0 => self.people_hashes[home.0 as usize * self.classes() + class.index()],
            _ => self.hash_of_people(home, class, side),
        }
    }

    fn hash_of_people(&self, home: Target, class: crate::Class, side: u8) -> u64 {
        let class = mix(self.profile_hashes[class.profile()], u64::from(class.documented()));
        mix(self.target_hash(home), class ^ u64::from(side))
    }

    /// What people remember who are displaced today, or were before the first day.
    pub(crate) fn first_trail(&self) -> Trail {
        if self.rules.start_on_foot { Trail::ON_FOOT } else { Trail::default() }
    }

    /// As the crow flies, km; none where a point is unknown. `swapped` takes latitudes for longitudes.
    pub(crate) fn crow_km(&self, a: u32, b: u32, swapped: bool) -> Option<f64> {
        let radians = |(lat, lon): (f64, f64)| {
            let (lat, lon) = if swapped { (lon, lat) } else { (lat, lon) };
            (lat.to_radians(), lon.to_radians())
        };
        let (a, b) = (radians(self.places[a as usize].point?), radians(self.places[b as usize].point?));
        let half = |angle: f64| libm::pow(libm::sin(angle / 2.0), 2.0);
        let chord = half(b.0 - a.0) + libm::cos(a.0) * libm::cos(b.0) * half(b.1 - a.1);
        Some(2.0 * EARTH_KM * libm::atan2(libm::sqrt(chord), libm::sqrt((1.0 - chord).max(0.0))))
    }

    /// The home that a key stands for: a place, else a country.
    pub fn home(&self, key: &Key) -> Option<Target> {
        let place = self.place(key).map(|place| self.place_target(place));
        place.or_else(|| self.country(key).map(|country| self.country_target(country)))
    }

    /// The index of a way by its ends.
    pub fn way(&self, from: &Key, to: &Key) -> Option<u32> {
        let (from, to) = (self.place(from)?, self.place(to)?);
        self.places[from as usize].out.iter().copied().find(|way| self.ways[*way as usize].to == to)
    }

    /// Profiles × with papers or without.
    pub fn classes(&self) -> usize {
        self.profiles.len() * 2
    }

    #[inline]
    pub(crate) fn node(&self, place: u32, side: u8) -> u32 {
        let at = &self.places[place as usize];
        if side & 1 == 1 { at.far_node } else { place }
    }

    pub(crate) fn targets(&self) -> usize {
        self.places.len() + self.countries.len()
    }

    pub(crate) fn place_target(&self, place: u32) -> Target {
        Target(place)
    }

    pub(crate) fn country_target(&self, country: u32) -> Target {
        Target(self.places.len() as u32 + country)
    }

    /// The place that a target is, if it is one.
    pub(crate) fn place_of_target(&self, target: Target) -> Option<u32> {
        ((target.0 as usize) < self.places.len()).then_some(target.0)
    }

    pub(crate) fn target_hash(&self, target: Target) -> u64 {
        match (target.0 as usize).checked_sub(self.places.len()) {
            None => self.places[target.0 as usize].hash,
            Some(country) => self.countries[country].hash,
        }
    }

    /// Whether a place is what a journey leads to.
    #[inline]
    pub(crate) fn reaches(&self, target: Target, place: u32) -> bool {
        match (target.0 as usize).checked_sub(self.places.len()) {
            None => target.0 == place,
            Some(country) => {
                let at = &self.places[place as usize];
                at.kind == Kind::Town && at.country == country as u32
            }
        }
    }

    fn steps(&self) -> Vec<Vec<Step>> {
        let mut steps = vec![Vec::new(); self.nodes as usize];
        for (way, number) in self.ways.iter().zip(0..) {
            let from = &self.places[way.from as usize];
            // The gate of a crossing is a step of its own.
            let view = way.view.filter(|_| from.to_country.is_none());
            let step = Step { from: self.node(way.from, way.from_side), way: Some(number), view, km: way.km };
            steps[self.node(way.to, way.to_side) as usize].push(step);
        }
        for (gate, view) in self.gates.iter().zip(0..).filter(|(gate, _)| gate.kind == GateKind::Crossing) {
            let from = self.node(gate.place, gate.side);
            steps[self.node(gate.place, 1 - gate.side) as usize].push(Step {
                from,
                way: None,
                view: Some(view),
                km: 0.0,
            });
        }
        steps
    }

    /// Finds every simple path of at most `hops` routes. Crossings, airports and waypoints are only passed: they are no
    /// destination and do not count as a hop.
    fn look_ahead(&mut self, hops: u8, scenario: &Scenario) {
        // A path is known by its ways; the rest of a path is a path itself, so every suffix is made too.
        let mut known: HashMap<Vec<u32>, u32> = HashMap::new();
        for start in 0..self.places.len() as u32 {
            let mut seen = vec![start];
            let mut walked = Vec::new();
            self.walk(start, hops, &mut seen, &mut walked, &mut known);
        }
        for road in &scenario.known_roads {
            let there: Option<Vec<u32>> = road.windows(2).map(|ends| self.way(&ends[0], &ends[1])).collect();
            let back: Option<Vec<u32>> = road.windows(2).rev().map(|ends| self.way(&ends[1], &ends[0])).collect();
            for ways in [there, back].into_iter().flatten().filter(|ways| !ways.is_empty()) {
                let path = self.path_of(&ways, &mut known);
                self.paths[path as usize].known = true;
                let start = &mut self.paths_from[self.ways[ways[0] as usize].from as usize];
                if !start.contains(&path) {
                    start.push(path);
                }
            }
        }
        for path in &mut self.paths {
            // Of the ways one by one, as the paths are made.
            path.pull = scenario.routes[self.ways[path.first as usize].route as usize].pull;
        }
        for path in 0..self.paths.len() {
            // The rest of a path is made before it.
            if let Some(rest) = self.paths[path].rest {
                self.paths[path].pull *= self.paths[rest as usize].pull;
            }
        }
        let mut lookers = vec![Vec::new(); self.places.len()];
        for (node, paths) in self.paths_from.iter().enumerate().take(self.places.len()) {
            for path in paths {
                lookers[self.paths[*path as usize].to as usize].push(node as u32);
            }
        }
        for list in &mut lookers {
            list.sort_unstable();
            list.dedup();
        }
        self.lookers = lookers;
    }

    fn walk(
        &mut self,
        at: u32,
        hops: u8,
        seen: &mut Vec<u32>,
        walked: &mut Vec<u32>,
        known: &mut HashMap<Vec<u32>, u32>,
    ) {
        for way in self.places[at as usize].out.clone() {
            let to = self.ways[way as usize].to;
            if seen.contains(&to) {
                continue;
            }
            walked.push(way);
            seen.push(to);
            let passed_only = !self.places[to as usize].kind.receives();
            if !passed_only {
                let (path, start) = (self.path_of(walked, known), seen[0]);
                // From a crossing they can set out on either side, by its gate on the other.
                for node in [start, self.places[start as usize].far_node] {
                    if self.paths_from[node as usize].last() != Some(&path) {
                        self.paths_from[node as usize].push(path);
                    }
                }
            }
            let left = if passed_only { hops } else { hops - 1 };
            // A chain of waypoints is followed as far as it goes, but not for ever.
            if left > 0 && walked.len() < 12 {
                self.walk(to, left, seen, walked, known);
            }
            seen.pop();
            walked.pop();
        }
    }

    fn path_of(&mut self, ways: &[u32], known: &mut HashMap<Vec<u32>, u32>) -> u32 {
        if let Some(path) = known.get(ways) {
            return *path;
        }
        let rest = if ways.len() > 1 { Some(self.path_of(&ways[1..], known)) } else { None };
        let first = &self.ways[ways[0] as usize];
        let (to, km, hash) = match rest {
            None => (first.to, first.km, mix(3, first.hash)),
            Some(rest) => {
                let rest = &self.paths[rest as usize];
                (rest.to, first.km + rest.km, mix(first.hash, rest.hash))
            }
        };
        self.paths.push(Path { first: ways[0], rest, to, km, known: false, pull: 1.0, hash });
        let path = self.paths.len() as u32 - 1;
        known.insert(ways.to_vec(), path);
        path
    }
}

/// Each direction of each route, in the order of the keys of its ends.
fn ways(scenario: &Scenario, places: &[Place], index: &HashMap<Key, u32>) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    let mut add = |from: u32, to: u32, route: u32| {
        let row = &scenario.routes[route as usize];
        let ends = mix(places[from as usize].hash, places[to as usize].hash);
        ways.push(Way {
            from,
            to,
            km: row.distance_km,
            mode: row.mode,
            route,
            back: None,
            from_side: side_towards(&places[from as usize], &places[to as usize]),
            to_side: side_towards(&places[to as usize], &places[from as usize]),
            gate: None,
            seat_gate: None,
            view: None,
            cleared: 0,
            goes_on: true,
            enters: None,
            hash: mix(ends, row.mode as u64),
        });
    };
    for (row, route) in scenario.routes.iter().zip(0..) {
        let (from, to) = (index[&row.from], index[&row.to]);
        add(from, to, route);
        if !row.one_way {
            add(to, from, route);
        }
    }
    ways.sort_by_key(|way| (way.from, way.to, way.mode));
    let both: HashMap<(u32, u32, u32), u32> =
        ways.iter().zip(0..).map(|(way, number)| ((way.route, way.from, way.to), number)).collect();
    for way in &mut ways {
        way.back = both.get(&(way.route, way.to, way.from)).copied();
    }
    ways
}

/// The side of a crossing on which a neighbour lies; 0 at any other place.
fn side_towards(place: &Place, neighbour: &Place) -> u8 {
    match place.to_country {
        Some(other) => {
            // Between two crossings the road lies in the country that both have, of two in the one with the earlier key.
            let both = [neighbour.country, neighbour.to_country.unwrap_or(neighbour.country)];
            let common = both.into_iter().filter(|country| [place.country, other].contains(country)).min();
            u8::from(common.unwrap_or(neighbour.country) == other && common != Some(place.country))
        }
        None => 0,
    }
}

/// Makes the gates, and tells each way of its own.
fn gates(places: &[Place], ways: &mut [Way], scenario: &Scenario) -> Vec<Gate> {
    let mut gates: Vec<Gate> = Vec::new();
    let mut crossings: HashMap<(u32, u8), u32> = HashMap::new();
    let mut boarding: HashMap<u32, u32> = HashMap::new();
    for (place, number) in places.iter().zip(0..) {
        if let Some(other) = place.to_country {
            for (side, from, into) in [(0, place.country, other), (1, other, place.country)] {
                crossings.insert((number, side), gates.len() as u32);
                let hash = mix(place.hash, 10 + u64::from(side));
                gates.push(Gate { kind: GateKind::Crossing, place: number, side, into, from, hash });
            }
        } else if place.kind == Kind::Airport {
            boarding.insert(number, gates.len() as u32);
            let (into, from) = (place.country, place.country);
            let hash = mix(place.hash, 12);
            gates.push(Gate { kind: GateKind::Boarding, place: number, side: 0, into, from, hash });
        }
    }
    // Where borders are open, a country is asked only if it has a policy.
    let hosts: Vec<&Key> = scenario.hosts.iter().map(|host| &host.country).collect();
    let mut countries: Vec<&Key> = scenario.countries();
    countries.sort();
    let asks = |country: &u32| !scenario.rules.borders_are_open() || hosts.contains(&countries[*country as usize]);
    for way in ways {
        let (from, to) = (&places[way.from as usize], &places[way.to as usize]);
        if from.to_country.is_some() {
            let other_side = 1 - way.from_side;
            way.gate = Some(crossings[&(way.from, other_side)]);
            way.enters = Some(gates[crossings[&(way.from, other_side)] as usize].into);
            if scenario.routes[way.route as usize].seats_per_day.is_some() {
                let own = gates[crossings[&(way.from, way.from_side)] as usize].from;
                way.seat_gate = Some(gates.len() as u32);
                let (kind, place, side, hash) = (GateKind::Route, way.from, way.from_side, way.hash);
                gates.push(Gate { kind, place, side, into: own, from: own, hash });
            }
            continue;
        }
        // A crossing lies between two countries: one that ends there has entered none yet.
        let enters = (to.to_country.is_none() && to.country != from.country).then_some(to.country);
        let seats = scenario.routes[way.route as usize].seats_per_day.is_some();
        way.enters = enters;
        way.gate = match boarding.get(&way.from).filter(|_| way.mode == Mode::Air) {
            Some(gate) => Some(*gate),
            None if enters.is_some() && asks(&to.country) || seats => {
                gates.push(Gate {
                    kind: GateKind::Route,
                    place: way.from,
                    side: 0,
                    into: to.country,
                    from: from.country,
                    hash: way.hash,
                });
                Some(gates.len() as u32 - 1)
            }
            None => None,
        };
    }
    gates
}

/// As many ways with seats may leave a crossing before two of them share theirs.
const MOST_SEATED_WAYS: u8 = 126;

/// Makes the views of the gates, and tells each way of its own and of the mark of those who were let through.
fn views(gates: &[Gate], ways: &mut [Way], scenario: &Scenario) -> Vec<View> {
    let mut marks: Vec<(u32, u32, Option<u64>)> = Vec::new();
    // A view has the number of its gate, but for an airport's further countries.
    let mut views: Vec<View> =
        gates.iter().zip(0..).map(|(gate, number)| View { gate: number, enters: Some(gate.into) }).collect();
    for way in ways.iter_mut() {
        let Some(gate) = way.gate else { continue };
        let view = View { gate, enters: way.enters };
        let number = views.iter().position(|other| *other == view).unwrap_or_else(|| {
            views.push(view);
            views.len() - 1
        });
        way.view = Some(number as u32);
        let has_seats = scenario.routes[way.route as usize].seats_per_day.is_some();
        let is_crossing = gates[gate as usize].kind == GateKind::Crossing;
        // A seat is that of its way; otherwise whoever is let through a gate may go by all its ways.
        let mut mark = || {
            let own = (way.from, gate, has_seats.then_some(way.hash));
            let marks_at = marks.iter().filter(|(from, _, _)| *from == way.from);
            let mark = marks_at.clone().position(|mark| *mark == own).unwrap_or(marks_at.count());
            if !marks.contains(&own) {
                marks.push(own);
            }
            u8::try_from(mark + 1).unwrap_or(u8::MAX)
        };
        way.cleared = match is_crossing {
            // The last bit is the side; a mark above it, the seat.
            true if has_seats => way.from_side + 2 * mark().min(MOST_SEATED_WAYS),
            true => way.from_side,
            false => mark(),
        };
    }
    views
}
