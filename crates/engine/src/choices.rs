//! Where people at a place can go, and with what weight.
//!
//! Choices belong to places, not to people: for each node and class the weights are computed once, as a product of the
//! factors in [`crate::rules`], and again only when one of their inputs changed. Cohorts then only draw.

use corridor_model::Decision;

use crate::cohort::{Class, Plan};
use crate::member::{Member, Policy};
use crate::rules::{distance, openness};
use crate::state::Force;
use crate::ways::{Changed, NO_WAY, Openness, Outlook, Tree};
use crate::world::{Target, World};
use crate::{Count, Room};

/// The factors behind one weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Factors {
    pub km: f64,
    pub distance: f64,
    pub openness: f64,
    pub safety: f64,
    pub room: f64,
    pub pull: f64,
}

impl Factors {
    pub fn weight(&self) -> f64 {
        self.distance * self.openness * self.safety * self.room * self.pull
    }
}

/// One thing that people at a node can choose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// The way to set out on.
    pub way: u32,
    /// The plan of those who have set out.
    pub after: Plan,
    /// The plan of those who wait to set out.
    pub waiting: Plan,
}

/// What people at a node can choose among.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choices {
    version: u64,
    /// Running totals of the weights.
    pub cumulative: Vec<f64>,
    choices: Vec<Choice>,
}

impl Choices {
    pub fn at(&self, number: usize) -> Choice {
        self.choices[number]
    }
}

/// What is derived from the network, the member and what is in force, kept until it changes.
#[derive(Clone, Debug)]
pub(crate) struct Cache {
    /// By class, then homeward: what each gate looks like.
    outlooks: Vec<Vec<Outlook>>,
    stale_gates: Vec<u32>,
    shut: Vec<bool>,
    log: Vec<Changed>,
    trees: Vec<Option<Box<Tree>>>,
    /// By profile, the places that it might choose, with their pull.
    wanted: Vec<Vec<(u32, f64)>>,
    /// By profile, the attraction of every path.
    attraction: Vec<Vec<f64>>,
    safety: Vec<f64>,
    room: Vec<f64>,
    version: u64,
    /// The version in which a gate or way last changed.
    ways_version: u64,
    touched: Vec<u64>,
    choices: Vec<Choices>,
    /// Leaving no gate and no way shut, as most networks have none, paths need not be walked.
    plain: bool,
}

impl Cache {
    pub fn new(world: &World, member: &Member) -> Cache {
        let places = world.places.len();
        let wanted = member.groups.iter().map(|group| {
            let pulls = (0..).zip(&group.pull);
            pulls
                .filter(|(place, pull)| world.places[*place as usize].kind.receives() && **pull > 0.0)
                .map(|(place, pull)| (place, *pull))
                .collect()
        });
        let attraction = match world.rules.decision {
            Decision::Destinations => Vec::new(),
            Decision::LookAhead { .. } => (member.groups.iter())
                .map(|group| {
                    let exponent = group.distance_exponent;
                    let paths = world.paths.iter();
                    paths
                        .map(|path| distance::attraction(world.rules.kernel, &member.values, exponent, path.km))
                        .collect()
                })
                .collect(),
        };
        Cache {
            outlooks: vec![vec![(1.0, 0.0); world.gates.len()]; world.classes() + 1],
            stale_gates: (0..world.gates.len() as u32).collect(),
            shut: vec![false; world.ways.len()],
            log: Vec::new(),
            trees: vec![None; (world.classes() + 1) * world.targets()],
            wanted: wanted.collect(),
            attraction,
            safety: vec![1.0; places],
            room: vec![1.0; places],
            version: 1,
            ways_version: 1,
            touched: vec![0; places],
            choices: vec![Choices::default(); world.nodes as usize * world.classes()],
            plain: world.gates.is_empty(),
        }
    }

    pub fn set_safety(&mut self, world: &World, place: u32, safety: f64) {
        self.safety[place as usize] = safety;
        self.touch(world, place);
    }

    pub fn gate_changed(&mut self, gate: u32) {
        self.stale_gates.push(gate);
    }

    pub fn way_changed(&mut self, way: u32, shut: bool) {
        self.shut[way as usize] = shut;
        self.changed(Changed::Way(way));
        self.plain = false;
    }

    pub fn country_changed(&mut self, world: &World, country: u32) {
        let gates = (0..).zip(&world.gates);
        self.stale_gates.extend(gates.filter(|(_, gate)| gate.into == country).map(|(gate, _)| gate));
    }

    fn changed(&mut self, changed: Changed) {
        self.log.push(changed);
        self.version += 1;
        self.ways_version = self.version;
    }

    /// Something about a place changed that others look at.
    fn touch(&mut self, world: &World, place: u32) {
        self.version += 1;
        match world.rules.decision {
            Decision::Destinations => {}
            Decision::LookAhead { .. } => {
                for looker in &world.lookers[place as usize] {
                    self.touched[*looker as usize] = self.version;
                }
            }
        }
    }

    /// The factor of the room at a place, this morning.
    pub fn set_room(&mut self, world: &World, place: u32, factor: f64) {
        if self.room[place as usize].to_bits() != factor.to_bits() {
            self.room[place as usize] = factor;
            self.touch(world, place);
        }
    }

    /// Looks again at the gates that changed.
    pub fn refresh<C: Count>(&mut self, world: &World, member: &Member, force: &Force, admitted: &[C]) {
        if self.stale_gates.is_empty() {
            return;
        }
        let mut stale = std::mem::take(&mut self.stale_gates);
        stale.sort_unstable();
        stale.dedup();
        for gate in stale {
            let (at, law) = (&world.gates[gate as usize], &force.laws[gate as usize]);
            let crosses = at.into != at.from;
            let admitted = admitted[at.into as usize].people();
            let accepted = if crosses { accepted(force.policies[at.into as usize], admitted) } else { 1.0 };
            let mut differs = false;
            for access in 0..=world.classes() {
                let homeward = access == world.classes();
                let class = Class(if homeward { 0 } else { access as u16 });
                let share = openness::share(law, class, homeward) * if homeward { 1.0 } else { accepted };
                let outlook =
                    openness::factor_and_detour(&member.values, openness::within_a_week(share, law.irregular));
                let old = &mut self.outlooks[access][gate as usize];
                differs |= *old != outlook;
                *old = outlook;
            }
            if differs {
                self.changed(Changed::Gate(gate));
            }
        }
    }

    /// The tree to a target, for a class on its way to a refuge or, without a class, for people who go home.
    pub fn tree(&mut self, world: &World, class: Option<Class>, target: Target) -> &mut Tree {
        let access = class.map_or(world.classes(), Class::index);
        let openness = Openness {
            shut: &self.shut,
            outward: &self.outlooks[class.map_or(0, Class::index)],
            homeward: match class {
                Some(_) => None,
                None => Some((&self.outlooks[access], world.country_of_target(target))),
            },
        };
        let slot = access * world.targets() + target.0 as usize;
        let seen = self.log.len();
        let mut tree = self.trees[slot].take();
        if let Some(old) = &tree
            && self.log[old.seen..].iter().any(|changed| old.minds(world, *changed, &openness))
        {
            tree = None;
        }
        let mut tree = tree.unwrap_or_else(|| Box::new(Tree::build(world, target, &openness, seen)));
        tree.seen = seen;
        self.trees[slot].insert(tree)
    }

    /// The factors behind the weight of a destination; none if no way leads there.
    pub fn destination(
        &mut self,
        world: &World,
        member: &Member,
        node: u32,
        class: Class,
        place: u32,
        pull: f64,
    ) -> Option<(u32, Factors)> {
        let (safety, room) = (self.safety[place as usize], self.room[place as usize]);
        let tree = self.tree(world, Some(class), world.place_target(place));
        let at = node as usize;
        let way = tree.next[at];
        if way == NO_WAY {
            return None;
        }
        if tree.attraction[at].is_nan() {
            let exponent = member.group(class).distance_exponent;
            tree.attraction[at] = distance::attraction(world.rules.kernel, &member.values, exponent, tree.cost[at]);
        }
        Some((
            way,
            Factors { km: tree.cost[at], distance: tree.attraction[at], openness: tree.open[at], safety, room, pull },
        ))
    }

    /// The factors behind the weight of a path.
    pub fn path(&self, world: &World, member: &Member, class: Class, path: u32) -> Factors {
        let at = &world.paths[path as usize];
        let openness = if self.plain { 1.0 } else { self.path_openness(world, class, path) };
        Factors {
            km: at.km,
            distance: self.attraction[class.profile()][path as usize],
            openness,
            safety: self.safety[at.to as usize],
            room: self.room[at.to as usize],
            pull: member.group(class).pull[at.to as usize],
        }
    }

    fn path_openness(&self, world: &World, class: Class, path: u32) -> f64 {
        let mut open = 1.0;
        let mut side = None;
        let mut rest = Some(path);
        while let Some(path) = rest {
            let path = &world.paths[path as usize];
            let way = &world.ways[path.first as usize];
            if self.shut[path.first as usize] {
                return 0.0;
            }
            if let Some(gate) = way.gate
                && world.is_gated(path.first, side.unwrap_or(way.from_side))
            {
                open *= self.outlooks[class.index()][gate as usize].0;
            }
            side = Some(way.to_side);
            rest = path.rest;
        }
        open
    }

    /// What people of a class can choose among at a node. With `avoid`, nothing that begins by that gate.
    pub fn choices(&mut self, world: &World, member: &Member, node: u32, class: Class, avoid: Option<u32>) -> &Choices {
        let slot = node as usize * world.classes() + class.index();
        let (place, side) = world.place_of(node);
        let current = match world.rules.decision {
            Decision::Destinations => self.version,
            Decision::LookAhead { .. } => self.touched[place as usize].max(self.ways_version),
        };
        if avoid.is_none() && self.choices[slot].version == current {
            return &self.choices[slot];
        }
        let mut made = std::mem::take(&mut self.choices[slot]);
        made.cumulative.clear();
        made.choices.clear();
        let mut total = 0.0;
        let mut add = |choice: Choice, weight: f64| {
            let avoided = avoid.is_some_and(|gate| {
                world.ways[choice.way as usize].gate == Some(gate) && world.is_gated(choice.way, side)
            });
            if weight > 0.0 && !avoided {
                total += weight;
                made.cumulative.push(total);
                made.choices.push(choice);
            }
        };
        match world.rules.decision {
            Decision::Destinations => {
                let wanted = std::mem::take(&mut self.wanted[class.profile()]);
                for &(to, pull) in wanted.iter().filter(|(to, _)| *to != place) {
                    if let Some((way, factors)) = self.destination(world, member, node, class, to, pull) {
                        let plan = Plan::refuge(world.place_target(to));
                        add(Choice { way, after: plan, waiting: plan }, factors.weight());
                    }
                }
                self.wanted[class.profile()] = wanted;
            }
            Decision::LookAhead { .. } => {
                for path in &world.paths_from[node as usize] {
                    let at = &world.paths[*path as usize];
                    let after = at.rest.map_or(Plan::SETTLED, Plan::path);
                    let choice = Choice { way: at.first, after, waiting: Plan::path(*path) };
                    add(choice, self.path(world, member, class, *path).weight());
                }
            }
        }
        // What was made to avoid a gate serves once.
        made.version = if avoid.is_none() { current } else { 0 };
        self.choices[slot] = made;
        &self.choices[slot]
    }

    /// The way on which people with a plan set out from a node: none if no way leads there.
    pub fn next_way(
        &mut self,
        world: &World,
        node: u32,
        plan: crate::cohort::Aim,
        class: Class,
    ) -> Option<(u32, Plan)> {
        use crate::cohort::Aim;
        let (way, plan) = match plan {
            Aim::Undecided | Aim::Settled => return None,
            Aim::Refuge(to) => (self.tree(world, Some(class), to).next[node as usize], Plan::refuge(to)),
            Aim::Home(to) => (self.tree(world, None, to).next[node as usize], Plan::home(to)),
            Aim::Path(path) => {
                let path = &world.paths[path as usize];
                (path.first, path.rest.map_or(Plan::SETTLED, Plan::path))
            }
        };
        (way != NO_WAY && !self.shut[way as usize]).then_some((way, plan))
    }
}

/// The share of those who come that a host admits.
pub(crate) fn accepted(policy: Policy, admitted: f64) -> f64 {
    match policy {
        Policy::Open => 1.0,
        Policy::Share(share) => share,
        Policy::Cap(people) => f64::from(u8::from(admitted < people)),
    }
}

impl World {
    /// Whether people on this side of a place must be let through a gate before they set out on a way.
    pub(crate) fn is_gated(&self, way: u32, side: u8) -> bool {
        let at = &self.ways[way as usize];
        at.gate.is_some()
            && if self.places[at.from as usize].to_country.is_some() { at.from_side != side } else { side == 0 }
    }

    pub(crate) fn country_of_target(&self, target: Target) -> u32 {
        match (target.0 as usize).checked_sub(self.places.len()) {
            None => self.places[target.0 as usize].country,
            Some(country) => country as u32,
        }
    }
}

/// What every capacity makes of the people who are there in the morning.
pub(crate) fn rooms<C: Count>(
    cache: &mut Cache,
    world: &World,
    member: &Member,
    rooms: &[Room],
    present: impl Fn(u32) -> C,
) {
    for (place, room) in (0..).zip(rooms) {
        let factor = match room {
            Room::Unlimited => 1.0,
            Room::Closed => 0.0,
            Room::For(_) => crate::rules::room::factor(&member.values, *room, present(place).people()),
        };
        cache.set_room(world, place, factor);
    }
}
