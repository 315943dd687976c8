//! Where people at a place can go, and with what weight.
//!
//! Choices belong to places, not to people: for each node and class the weights are computed once, as a product of the
//! factors in [`crate::rules`], and again only when one of their inputs changed. Cohorts then only draw.

use corridor_model::{Decision, Kind, Parameter};

use crate::cohort::{Class, Plan};
use crate::member::{Member, Policy};
use crate::rules::{distance, openness as rule};
use crate::state::{Force, admitted};
use crate::ways::{Changed, NO_WAY, Openness, Outlook, Reach, Tree};
use crate::world::{Path, Target, View, World};
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
    /// Of the people who live there.
    pub size: f64,
    /// Of how near it is to home.
    pub near: f64,
    /// Of the routes that lead there.
    pub routes: f64,
}

impl Factors {
    pub fn weight(&self, taste: &Taste) -> f64 {
        if taste.is_plain {
            return self.distance * self.openness * self.safety * self.room * self.pull;
        }
        let score = libm::pow(self.safety * self.pull, taste.caution) * self.size * self.near;
        let (again, room) = if taste.scores_twice { (score, 1.0) } else { (1.0, self.room) };
        let softened = (taste.softening + score) * again * self.distance * self.openness * room;
        // What a factor rules out is ruled out, whatever the exponent.
        if softened > 0.0 { libm::pow(softened, taste.exponent) * self.routes } else { 0.0 }
    }
}

/// How the people of a profile make a weight of the factors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taste {
    softening: f64,
    exponent: f64,
    caution: f64,
    scores_twice: bool,
    /// Whether the weight is the product of the factors.
    is_plain: bool,
}

/// One thing that people at a node can choose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// The way to set out on.
    pub way: u32,
    /// Where it leads in the end.
    pub to: u32,
    /// The plan of those who have set out.
    pub after: Plan,
    /// The plan of those who wait to set out.
    pub waiting: Plan,
}

/// What people at a node can choose among.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choices {
    /// Of what is in force, when the weights were made.
    version: u64,
    /// Of the gates and ways, when the offers were made.
    ways_version: u64,
    /// Running totals of the weights.
    pub cumulative: Vec<f64>,
    choices: Vec<Choice>,
    offers: Vec<Offer>,
}

/// A place that could be chosen, and what of its weight depends on the way there.
#[derive(Clone, Copy, Debug)]
struct Offer {
    choice: Choice,
    to: u32,
    km: f64,
    /// The distance kernel at that many km.
    distance: f64,
    openness: f64,
    pull: f64,
    /// Of the routes that lead there.
    routes: f64,
    /// distance × openness × pull
    base: f64,
}

impl Choices {
    pub fn at(&self, number: usize) -> Choice {
        self.choices[number]
    }
}

/// What is derived from the network, the member and what is in force, kept until it changes.
#[derive(Clone, Debug)]
pub(crate) struct Cache {
    /// By class, then homeward: what each view looks like.
    outlooks: Vec<Vec<Outlook>>,
    stale: Vec<u32>,
    shut: Vec<bool>,
    /// What changed since the trees were last looked at.
    log: Vec<(usize, Changed)>,
    /// By access and target.
    trees: Vec<Tree>,
    /// By access, the number of its first tree; those of an access that looks at every gate like an earlier one are those of
    /// the earlier.
    first_tree: Vec<usize>,
    /// By profile, the places that it might choose, with their pull.
    wanted: Vec<Vec<(u32, f64)>>,
    /// By profile, the version in which one of those places last changed.
    wanted_version: Vec<u64>,
    /// By access, the version in which a gate or way last changed.
    ways_version: Vec<u64>,
    /// By profile, the attraction of every path.
    attraction: Vec<Vec<f64>>,
    safety: Vec<f64>,
    room: Vec<f64>,
    /// By place, the factor of the people who live there.
    size: Vec<f64>,
    /// By profile, how strongly each place pulls as what it is today.
    pull: Vec<Vec<f64>>,
    /// By profile.
    tastes: Vec<Taste>,
    /// By place from where it is measured and place, how near it is; empty if that does not count.
    near: Vec<f64>,
    /// The ways that everybody at their beginning is made to take.
    redirected: Vec<bool>,
    version: u64,
    touched: Vec<u64>,
    choices: Vec<Choices>,
    /// Buffers.
    weights: Vec<(u32, f64)>,
    ranks: Ranks,
    /// Leaving no gate and no way shut, as most networks have none, paths need not be walked.
    plain: bool,
}

impl Cache {
    pub fn new(world: &World, member: &Member) -> Cache {
        let places = world.places.len();
        let wanted = member.groups.iter().map(|group| wanted(world, &group.pull));
        let value = |parameter| member.values.get(parameter);
        let (softening, exponent) = (value(Parameter::AttractionSoftening), value(Parameter::ChoiceExponent));
        let scores_twice = world.rules.scores_routes_twice();
        let is_plain = softening == 0.0
            && exponent == 1.0
            && value(Parameter::PopulationExponent) == 0.0
            && world.paths.iter().all(|path| path.pull == 1.0);
        let tastes = member.groups.iter().map(|group| {
            let caution = group.caution;
            Taste { softening, exponent, caution, scores_twice, is_plain: is_plain && caution == 1.0 && !scores_twice }
        });
        let attraction = match world.rules.decision {
            Decision::Destinations => Vec::new(),
            Decision::LookAhead { .. } => (member.groups.iter())
                .map(|group| {
                    let exponent = group.distance_exponent;
                    let paths = world.paths.iter();
                    let looks = |path: &Path| {
                        path.km * if path.known { member.values.get(Parameter::KnownRoadFactor) } else { 1.0 }
                    };
                    paths
                        .map(|path| distance::attraction(world.rules.kernel, &member.values, exponent, looks(path)))
                        .collect()
                })
                .collect(),
        };
        Cache {
            outlooks: vec![vec![(1.0, 0.0); world.views.len()]; world.classes() + 1],
            stale: (0..world.views.len() as u32).collect(),
            shut: vec![false; world.ways.len()],
            log: Vec::new(),
            trees: vec![Tree::default(); (world.classes() + 1) * world.targets()],
            first_tree: vec![0; world.classes() + 1],
            ways_version: vec![1; world.classes() + 1],
            wanted: wanted.collect(),
            wanted_version: vec![1; member.groups.len()],
            attraction,
            safety: vec![1.0; places],
            room: vec![1.0; places],
            size: vec![1.0; places],
            pull: member.groups.iter().map(|group| group.pull.clone()).collect(),
            tastes: tastes.collect(),
            near: near(world, member),
            redirected: vec![false; world.ways.len()],
            version: 1,
            touched: vec![0; places],
            choices: vec![Choices::default(); world.nodes as usize * world.classes()],
            weights: Vec::new(),
            ranks: Ranks::default(),
            plain: world.gates.is_empty(),
        }
    }

    pub fn set_safety(&mut self, world: &World, place: u32, safety: f64) {
        self.safety[place as usize] = safety;
        self.touch(world, place);
    }

    /// A place is another kind from now on.
    pub fn kind_changed(&mut self, world: &World, member: &Member, place: u32, kind: Kind) {
        let index = place as usize;
        for (group, pull) in member.groups.iter().zip(&mut self.pull) {
            let declared = world.places[index].kind == kind;
            let other = group.pull_kind[kind as usize] * group.pull_site[index];
            pull[index] = if declared { group.pull[index] } else { other };
        }
        self.wanted = self.pull.iter().map(|pull| wanted(world, pull)).collect();
        self.offers_changed();
    }

    /// Everybody at its beginning is made to take a way, or no longer.
    pub fn redirected(&mut self, way: u32, holds: bool) {
        self.redirected[way as usize] = holds;
        self.offers_changed();
    }

    fn offers_changed(&mut self) {
        self.version += 1;
        self.ways_version.fill(self.version);
    }

    pub fn gate_changed(&mut self, world: &World, gate: u32) {
        self.look_again(world, |view| view.gate == gate);
    }

    pub fn country_changed(&mut self, world: &World, country: u32) {
        self.look_again(world, |view| view.enters == Some(country));
    }

    fn look_again(&mut self, world: &World, at: impl Fn(&View) -> bool) {
        let views = (0..).zip(&world.views);
        self.stale.extend(views.filter(|(_, view)| at(view)).map(|(view, _)| view));
    }

    pub fn way_changed(&mut self, way: u32, shut: bool) {
        self.shut[way as usize] = shut;
        self.plain = false;
        self.version += 1;
        for access in 0..self.outlooks.len() {
            self.log.push((access, Changed::Way(way)));
            self.ways_version[access] = self.version;
        }
    }

    /// Something about a place changed that others look at.
    fn touch(&mut self, world: &World, place: u32) {
        self.version += 1;
        match world.rules.decision {
            Decision::Destinations => {
                // Whoever would not go there does not look.
                for (wanted, version) in self.wanted.iter().zip(&mut self.wanted_version) {
                    if wanted.binary_search_by_key(&place, |(wanted, _)| *wanted).is_ok() {
                        *version = self.version;
                    }
                }
            }
            Decision::LookAhead { .. } => {
                for looker in &world.lookers[place as usize] {
                    self.touched[*looker as usize] = self.version;
                }
            }
        }
    }

    /// The factor of the room at a place.
    pub fn room_at(&self, place: u32) -> f64 {
        self.room[place as usize]
    }

    /// How strongly a place pulls.
    pub fn pull_at(&self, class: Class, place: u32) -> f64 {
        self.pull[class.profile()][place as usize]
    }

    /// The factor of the people who live at a place, this morning.
    pub fn set_size(&mut self, world: &World, place: u32, factor: f64) {
        if self.size[place as usize].to_bits() != factor.to_bits() {
            self.size[place as usize] = factor;
            self.touch(world, place);
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
    pub fn refresh<C: Count>(&mut self, world: &World, member: &Member, force: &Force, caps: &[Vec<(u32, C)>]) {
        let mut stale = std::mem::take(&mut self.stale);
        stale.sort_unstable();
        stale.dedup();
        for view in stale {
            let View { gate, enters } = world.views[view as usize];
            let law = &force.laws[gate as usize];
            let crosses = enters.filter(|country| *country != world.gates[gate as usize].from);
            let accepted = crosses.map_or(1.0, |country| {
                let policy = force.policies[country as usize];
                accepted(policy, admitted(policy, &caps[country as usize]).people())
            });
            for access in 0..=world.classes() {
                let homeward = access == world.classes();
                let class = Class(if homeward { 0 } else { access as u16 });
                let share = rule::share(law, class, homeward) * if homeward { 1.0 } else { accepted };
                let outlook = rule::factor_and_detour(&member.values, rule::within_a_week(share, law.irregular));
                if self.outlooks[access][view as usize] != outlook {
                    self.outlooks[access][view as usize] = outlook;
                    self.log.push((access, Changed::View(view)));
                    self.version += 1;
                    self.ways_version[access] = self.version;
                }
            }
        }
        if !self.log.is_empty() {
            self.prune(world);
        }
    }

    /// Forgets the trees that what changed could change.
    fn prune(&mut self, world: &World) {
        let targets = world.targets();
        for (slot, tree) in self.trees.iter_mut().enumerate().filter(|(_, tree)| tree.is_built()) {
            let (access, target) = (slot / targets, Target((slot % targets) as u32));
            let openness = openness(&self.shut, &self.outlooks, world, access, target);
            // People who go home see the gates of other countries as the first class does.
            let sees = |other: usize| other == access || access == world.classes() && other == 0;
            if self.log.iter().any(|(other, changed)| sees(*other) && tree.minds(world, *changed, &openness)) {
                *tree = Tree::default();
            }
        }
        self.log.clear();
        for access in 0..world.classes() {
            let alike = (0..access).find(|other| self.outlooks[*other] == self.outlooks[access]);
            self.first_tree[access] = alike.unwrap_or(access) * targets;
        }
        self.first_tree[world.classes()] = world.classes() * targets;
    }

    /// The tree to a target, for a class on its way to a refuge or, without a class, for people who go home.
    #[inline]
    pub fn tree(&mut self, world: &World, class: Option<Class>, target: Target) -> &Tree {
        let slot = self.first_tree[class.map_or(self.first_tree.len() - 1, Class::index)] + target.0 as usize;
        if !self.trees[slot].is_built() {
            self.build_tree(world, target, slot);
        }
        &self.trees[slot]
    }

    #[cold]
    fn build_tree(&mut self, world: &World, target: Target, slot: usize) {
        let access = slot / world.targets();
        let openness = openness(&self.shut, &self.outlooks, world, access, target);
        self.trees[slot] = Tree::build(world, target, &openness);
    }

    /// The factors behind the weight of a destination, and the way there; none if no way leads there. `known` are the km
    /// and the distance kernel of the last time.
    fn destination(
        &mut self,
        world: &World,
        member: &Member,
        (node, class): (u32, Class),
        (place, pull): (u32, f64),
        known: Option<(f64, f64)>,
    ) -> Option<(u32, Factors)> {
        let (safety, room) = (self.safety[place as usize], self.room[place as usize]);
        let tree = self.tree(world, Some(class), world.place_target(place));
        let &Reach { cost: km, open: openness, next: way } = tree.from(node);
        let distance = match known {
            Some((as_far, distance)) if as_far == km => distance,
            Some(_) | None => {
                distance::attraction(world.rules.kernel, &member.values, member.group(class).distance_exponent, km)
            }
        };
        let size = self.size[place as usize];
        (way != NO_WAY).then_some((way, Factors { km, distance, openness, safety, room, pull, size, ..UNIT }))
    }

    /// Everything that people of a class could choose at a node: the place, the way there, the factors and the weight that
    /// is left to it.
    pub fn offered(
        &mut self,
        world: &World,
        member: &Member,
        node: u32,
        class: Class,
    ) -> Vec<(u32, u32, Factors, f64)> {
        self.choices(world, member, node, class);
        let offers = &self.choices[node as usize * world.classes() + class.index()].offers;
        let mut weights: Vec<(u32, f64)> =
            offers.iter().map(|offer| (offer.to, self.weight_of(class, offer, None))).collect();
        self.finish(world, member, offers, &mut weights, &mut Ranks::default());
        let offered = offers.iter().zip(weights).map(|(offer, (_, weight))| {
            let &Offer { choice, to, km, distance, openness, pull, routes, .. } = offer;
            let (safety, room, size) = (self.safety[to as usize], self.room[to as usize], self.size[to as usize]);
            (to, choice.way, Factors { km, distance, openness, safety, room, pull, size, near: 1.0, routes }, weight)
        });
        offered.collect()
    }

    /// The factors behind the weight of a path.
    pub fn path(&self, world: &World, (node, class): (u32, Class), path: u32) -> Factors {
        let at = &world.paths[path as usize];
        let openness = if self.plain { 1.0 } else { self.path_openness(world, class, path, world.place_of(node).1) };
        Factors {
            km: at.km,
            distance: self.attraction[class.profile()][path as usize],
            openness,
            safety: self.safety[at.to as usize],
            room: self.room[at.to as usize],
            pull: self.pull_at(class, at.to),
            size: self.size[at.to as usize],
            routes: if world.rules.best_route_only && !world.rules.pulls_best_route() { 1.0 } else { at.pull },
            ..UNIT
        }
    }

    fn path_openness(&self, world: &World, class: Class, path: u32, mut side: u8) -> f64 {
        let mut open = 1.0;
        let mut rest = Some(path);
        while let Some(path) = rest {
            let path = &world.paths[path as usize];
            let way = &world.ways[path.first as usize];
            if self.shut[path.first as usize] {
                return 0.0;
            }
            if let Some(view) = way.view.filter(|_| world.gate_before(path.first, side) == way.gate) {
                open *= self.outlooks[class.index()][view as usize].0;
            }
            side = way.to_side;
            rest = path.rest;
        }
        open
    }

    /// What people of a class can choose among at a node.
    pub fn choices(&mut self, world: &World, member: &Member, node: u32, class: Class) -> &Choices {
        let slot = node as usize * world.classes() + class.index();
        let ways_version = self.ways_version[class.index()];
        let version = match world.rules.decision {
            Decision::Destinations => self.wanted_version[class.profile()].max(ways_version),
            Decision::LookAhead { .. } => {
                let (place, _) = world.place_of(node);
                self.touched[place as usize].max(ways_version)
            }
        };
        if self.choices[slot].version != version {
            let mut made = std::mem::take(&mut self.choices[slot]);
            if made.ways_version != ways_version {
                self.make_offers(world, member, (node, class), &mut made);
                made.ways_version = ways_version;
            }
            made.cumulative.clear();
            made.choices.clear();
            let (mut weights, mut ranks) = (std::mem::take(&mut self.weights), std::mem::take(&mut self.ranks));
            weights.extend(made.offers.iter().map(|offer| (offer.to, self.weight_of(class, offer, None))));
            self.finish(world, member, &made.offers, &mut weights, &mut ranks);
            let mut total = 0.0;
            for (offer, (_, weight)) in made.offers.iter().zip(weights.drain(..)) {
                if weight > 0.0 {
                    total += weight;
                    made.cumulative.push(total);
                    made.choices.push(offer.choice);
                }
            }
            (self.weights, self.ranks) = (weights, ranks);
            made.version = version;
            self.choices[slot] = made;
        }
        &self.choices[slot]
    }

    /// The weight of an offer, for people to whom it matters how near a place is to somewhere.
    fn weight_of(&self, class: Class, offer: &Offer, near: Option<u32>) -> f64 {
        let to = offer.to as usize;
        let (taste, safety, room) = (&self.tastes[class.profile()], self.safety[to], self.room[to]);
        if taste.is_plain && near.is_none() {
            return offer.base * safety * room;
        }
        let &Offer { km, distance, openness, pull, routes, .. } = offer;
        let near = near.map_or(1.0, |from| self.near[from as usize * self.room.len() + to]);
        let plain = Taste { is_plain: false, ..*taste };
        Factors { km, distance, openness, safety, room, pull, size: self.size[to], near, routes }.weight(&plain)
    }

    /// What becomes of the weights of offers when all are known.
    fn finish(&self, world: &World, member: &Member, offers: &[Offer], weights: &mut [(u32, f64)], ranks: &mut Ranks) {
        if world.rules.decision == Decision::Destinations {
            consider(world, member, weights, ranks);
        }
        if !world.rules.scores_routes_twice() {
            prune(member, weights);
        }
        if world.rules.chooses_among_nothing() && weights.iter().all(|(_, weight)| *weight <= 0.0) {
            for ((_, weight), offer) in weights.iter_mut().zip(offers) {
                *weight = f64::from(u8::from(offer.openness > 0.0));
            }
        }
    }

    /// Whether it matters how near a place is.
    pub fn minds_nearness(&self) -> bool {
        !self.near.is_empty()
    }

    /// What people can choose among to whom it matters how near a place is to somewhere. Made anew each time.
    pub fn choices_near(
        &mut self,
        world: &World,
        member: &Member,
        (node, class): (u32, Class),
        from: Option<u32>,
    ) -> Choices {
        self.choices(world, member, node, class);
        let offers = &self.choices[node as usize * world.classes() + class.index()].offers;
        let mut weights: Vec<(u32, f64)> =
            offers.iter().map(|offer| (offer.to, self.weight_of(class, offer, from))).collect();
        self.finish(world, member, offers, &mut weights, &mut Ranks::default());
        let (mut near, mut total) = (Choices::default(), 0.0);
        for (offer, (_, weight)) in offers.iter().zip(weights).filter(|(_, (_, weight))| *weight > 0.0) {
            total += weight;
            near.cumulative.push(total);
            near.choices.push(offer.choice);
        }
        near
    }

    /// What people can choose among who will not begin by a gate. Made anew each time: few ask.
    pub fn choices_without(&mut self, world: &World, member: &Member, node: u32, class: Class, gate: u32) -> Choices {
        let (_, side) = world.place_of(node);
        let all = self.choices(world, member, node, class);
        let mut left = Choices::default();
        let (mut total, mut before) = (0.0, 0.0);
        for (choice, upto) in all.choices.iter().zip(&all.cumulative) {
            if world.gate_before(choice.way, side) != Some(gate) {
                total += upto - before;
                left.cumulative.push(total);
                left.choices.push(*choice);
            }
            before = *upto;
        }
        left
    }

    fn make_offers(&mut self, world: &World, member: &Member, (node, class): (u32, Class), made: &mut Choices) {
        let mostly = made.offers.len();
        let old = std::mem::replace(&mut made.offers, Vec::with_capacity(mostly));
        match world.rules.decision {
            Decision::Destinations => {
                let (place, _) = world.place_of(node);
                let wanted = std::mem::take(&mut self.wanted[class.profile()]);
                let mut known = old.iter().peekable();
                for &(to, pull) in wanted.iter().filter(|(to, _)| *to != place) {
                    // Both lists stand in the order of the places.
                    while known.next_if(|offer| offer.to < to).is_some() {}
                    let last = known.peek().filter(|offer| offer.to == to).map(|offer| (offer.km, offer.distance));
                    let reached = self.destination(world, member, (node, class), (to, pull), last);
                    if let Some((way, factors)) = reached {
                        let Factors { km, distance, openness, routes, .. } = factors;
                        let plan = Plan::refuge(world.place_target(to));
                        let choice = Choice { way, to, after: plan, waiting: plan };
                        let base = distance * openness * pull;
                        made.offers.push(Offer { choice, to, km, distance, openness, pull, routes, base });
                    }
                }
                self.wanted[class.profile()] = wanted;
            }
            Decision::LookAhead { .. } => {
                let (place, _) = world.place_of(node);
                let sent = |way: &u32| self.redirected[*way as usize] && !self.shut[*way as usize];
                let sent = world.places[place as usize].out.iter().copied().find(sent);
                for &path in &world.paths_from[node as usize] {
                    let at = &world.paths[path as usize];
                    if sent.is_some_and(|way| way != at.first || at.rest.is_some()) {
                        continue;
                    }
                    let after = at.rest.map_or(Plan::SETTLED, Plan::path);
                    let choice = Choice { way: at.first, to: at.to, after, waiting: Plan::path(path) };
                    let Factors { km, distance, openness, pull, routes, .. } = self.path(world, (node, class), path);
                    let base = distance * openness * pull;
                    made.offers.push(Offer { choice, to: at.to, km, distance, openness, pull, routes, base });
                }
                if world.rules.best_route_only {
                    keep_best_routes(&mut made.offers);
                }
            }
        }
    }

    /// The way on which people with a plan set out from a node: none if no way leads there.
    #[inline]
    pub fn next_way(
        &mut self,
        world: &World,
        node: u32,
        plan: crate::cohort::Aim,
        class: Class,
    ) -> Option<(u32, Plan)> {
        use crate::cohort::Aim;
        let (way, plan) = match plan {
            Aim::Undecided | Aim::Settled | Aim::Rooted => return None,
            Aim::Refuge(to) => (self.tree(world, Some(class), to).from(node).next, Plan::refuge(to)),
            Aim::Home(to) => (self.tree(world, None, to).from(node).next, Plan::home(to)),
            Aim::Path(path) => {
                let path = &world.paths[path as usize];
                (path.first, path.rest.map_or(Plan::SETTLED, Plan::path))
            }
        };
        (way != NO_WAY && !self.shut[way as usize]).then_some((way, plan))
    }
}

/// No factor that counts.
const UNIT: Factors = Factors {
    km: 0.0,
    distance: 1.0,
    openness: 1.0,
    safety: 1.0,
    room: 1.0,
    pull: 1.0,
    size: 1.0,
    near: 1.0,
    routes: 1.0,
};

/// The places that people might choose, with their pull.
fn wanted(world: &World, pull: &[f64]) -> Vec<(u32, f64)> {
    let pulls = (0..).zip(pull).map(|(place, pull)| (place, *pull));
    pulls.filter(|(place, pull)| world.places[*place as usize].kind.receives() && *pull > 0.0).collect()
}

/// How near each place is to each: `max(1, km)^-home_distance_exponent`, 1 where a point is unknown; empty if that exponent
/// is 0.
fn near(world: &World, member: &Member) -> Vec<f64> {
    let exponent = member.values.get(Parameter::HomeDistanceExponent);
    if exponent == 0.0 {
        return Vec::new();
    }
    let places = || 0..world.places.len() as u32;
    let swapped = world.rules.takes_here_for_home();
    let factor = |a, b| world.crow_km(a, b, swapped).map_or(1.0, |km| libm::pow(km.max(1.0), -exponent));
    places().flat_map(|a| places().map(move |b| (a, b))).map(|(a, b)| factor(a, b)).collect()
}

/// Of several ways to a place, the one that attracts most; of those that attract alike, the first.
fn keep_best_routes(offers: &mut Vec<Offer>) {
    let best = |offers: &[Offer], to: u32| {
        let own = offers.iter().enumerate().filter(|(_, offer)| offer.to == to);
        let better = |a: &(usize, &Offer), b: &(usize, &Offer)| {
            (a.1.base * a.1.routes).total_cmp(&(b.1.base * b.1.routes)).then(b.0.cmp(&a.0))
        };
        own.max_by(better).map(|(number, _)| number)
    };
    let all = std::mem::take(offers);
    let kept = all.iter().enumerate().filter(|(number, offer)| best(&all, offer.to) == Some(*number));
    *offers = kept.map(|(_, offer)| *offer).collect();
}

/// Leaves no weight to what has less than a share of the greatest.
fn prune(member: &Member, weights: &mut [(u32, f64)]) {
    let share = member.values.get(Parameter::LeastShareOfBest);
    if share > 0.0 {
        let greatest = weights.iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
        for (_, weight) in weights.iter_mut().filter(|(_, weight)| *weight < greatest * share) {
            *weight = 0.0;
        }
    }
}

/// By country, what [`consider`] knows of the weights there: a buffer, as it is asked for thousands of times a run.
type Ranks = Vec<Rank>;

#[derive(Clone, Debug, Default)]
struct Rank {
    /// The sum of all weights.
    all: f64,
    /// The greatest weights that may be kept, in falling order.
    greatest: Vec<f64>,
    /// How many of them are no greater than the least of them.
    at_least: usize,
    /// What those that are kept are multiplied by.
    factor: f64,
}

/// Leaves a weight to so many places of each country alone, those that attract most, and gives them the weight of all its
/// places. Of places that attract alike, those with the earlier keys.
fn consider(world: &World, member: &Member, weights: &mut [(u32, f64)], ranks: &mut Ranks) {
    let most = member.values.get(Parameter::DestinationsConsidered) as usize;
    if weights.len() <= most {
        return;
    }
    ranks.resize(world.countries.len(), Rank::default());
    for rank in ranks.iter_mut() {
        rank.all = 0.0;
        rank.greatest.clear();
    }
    let country = |place: u32| world.places[place as usize].country as usize;
    for &(place, weight) in weights.iter() {
        let Rank { all, greatest, .. } = &mut ranks[country(place)];
        *all += weight;
        if greatest.len() < most {
            greatest.push(weight);
        } else if let Some(least) = greatest.last_mut().filter(|least| **least < weight) {
            *least = weight;
        } else {
            continue;
        }
        let mut rank = greatest.len() - 1;
        while rank > 0 && greatest[rank - 1] < weight {
            greatest.swap(rank - 1, rank);
            rank -= 1;
        }
    }
    for rank in ranks.iter_mut() {
        let kept: f64 = rank.greatest.iter().sum();
        rank.factor = if kept > 0.0 { rank.all / kept } else { 1.0 };
        let least = rank.greatest.last().copied();
        rank.at_least = rank.greatest.iter().rev().take_while(|weight| Some(**weight) == least).count();
    }
    // Those above the least are all kept; of those at it, the first.
    for (place, weight) in weights.iter_mut() {
        let Rank { greatest, at_least, factor, .. } = &mut ranks[country(*place)];
        let least = greatest.last().copied().unwrap_or(0.0);
        if *weight < least {
            *weight = 0.0;
        } else if *weight == least {
            *weight *= if *at_least > 0 { *factor } else { 0.0 };
            *at_least = at_least.saturating_sub(1);
        } else {
            *weight *= *factor;
        }
    }
}

/// What is open to an access: a class on its way to a refuge, or after the last class people who go home.
fn openness<'a>(
    shut: &'a [bool],
    outlooks: &'a [Vec<Outlook>],
    world: &World,
    access: usize,
    target: Target,
) -> Openness<'a> {
    let homeward = access == world.classes();
    Openness {
        shut,
        outward: &outlooks[if homeward { 0 } else { access }],
        homeward: homeward.then(|| (outlooks[access].as_slice(), world.country_of_target(target))),
    }
}

/// The share of those who come that a host admits.
pub(crate) fn accepted(policy: Policy, admitted: f64) -> f64 {
    match policy {
        Policy::Open => 1.0,
        Policy::Share(share) => share,
        Policy::Cap { people, .. } => f64::from(u8::from(admitted < people)),
    }
}

impl World {
    /// Whether people on this side of a place must be let through a gate before they set out on a way.
    #[inline]
    pub(crate) fn is_gated(&self, way: u32, side: u8) -> bool {
        self.gate_before(way, side).is_some()
    }

    /// The gate through which people on this side of a place must be let before they set out on a way.
    #[inline]
    pub(crate) fn gate_before(&self, way: u32, side: u8) -> Option<u32> {
        let at = &self.ways[way as usize];
        if at.cleared == side {
            None
        } else if self.is_on_its_side(way, side) {
            at.seat_gate
        } else {
            at.gate
        }
    }

    /// The side, or the mark, of those whom that gate has let through.
    pub(crate) fn side_after(&self, way: u32, side: u8) -> u8 {
        let at = &self.ways[way as usize];
        let crosses = self.places[at.from as usize].to_country.is_some() && !self.is_on_its_side(way, side);
        if crosses { at.from_side } else { at.cleared }
    }

    /// Whether a way leaves a crossing on the side on which people are.
    #[inline]
    fn is_on_its_side(&self, way: u32, side: u8) -> bool {
        let at = &self.ways[way as usize];
        self.places[at.from as usize].to_country.is_some() && at.from_side == side & 1
    }

    /// The side of people at a place who have asked for nothing yet, or whose seat is gone.
    pub(crate) fn side_unasked(&self, place: u32, side: u8) -> u8 {
        if self.places[place as usize].to_country.is_some() { side & 1 } else { 0 }
    }

    #[inline]
    pub(crate) fn country_of_target(&self, target: Target) -> u32 {
        match (target.0 as usize).checked_sub(self.places.len()) {
            None => self.places[target.0 as usize].country,
            Some(country) => country as u32,
        }
    }
}

/// What every capacity makes of the people who are there in the morning, and every town of those who live there.
pub(crate) fn rooms<C: Count>(
    cache: &mut Cache,
    world: &World,
    member: &Member,
    force: &Force,
    (present, live): (impl Fn(u32) -> C, impl Fn(u32) -> C),
) {
    let exponent = member.values.get(Parameter::PopulationExponent);
    for (place, room) in (0..).zip(&force.rooms) {
        let factor = match room {
            Room::Unlimited => 1.0,
            Room::Closed => 0.0,
            Room::For(_) => crate::rules::room::factor(&member.values, *room, present(place).people()),
        };
        cache.set_room(world, place, factor);
        if exponent != 0.0 && !matches!(force.kinds[place as usize], Kind::Camp | Kind::IdpSite) {
            cache.set_size(world, place, libm::pow(live(place).people().max(1.0), exponent));
        }
    }
}
