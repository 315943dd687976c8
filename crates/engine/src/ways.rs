//! The cheapest ways to a target, from everywhere.
//!
//! A tree is built backwards from its target (Dijkstra 1959). Its costs are km, plus the detour that people would make
//! rather than go by a gate that does not let them through. When a gate or way changes, a tree is built again only if it
//! uses it, or if it could now be shorter by it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::world::{GateKind, Target, World};

/// What a gate looks like to some people: the factor on what lies behind, and the detour in km.
pub(crate) type Outlook = (f64, f64);

/// What is open to whom.
pub(crate) struct Openness<'a> {
    pub shut: &'a [bool],
    /// By view, for people on their way to a refuge.
    pub outward: &'a [Outlook],
    /// By view, for people who go home by it into their country.
    pub homeward: Option<(&'a [Outlook], u32)>,
}

impl Openness<'_> {
    #[inline]
    fn view(&self, world: &World, view: u32) -> Outlook {
        match self.homeward {
            Some((homeward, country)) if world.views[view as usize].enters == Some(country) => homeward[view as usize],
            Some(_) | None => self.outward[view as usize],
        }
    }

    /// The factor and the cost of setting out on a way, but for the gate of a crossing at its beginning.
    fn way(&self, world: &World, way: u32) -> Option<Outlook> {
        if self.shut[way as usize] {
            return None;
        }
        let at = &world.ways[way as usize];
        let at_crossing = world.places[at.from as usize].to_country.is_some();
        match at.view.filter(|_| !at_crossing) {
            None => Some((1.0, at.km)),
            Some(view) => {
                let (factor, detour) = self.view(world, view);
                Some((factor, at.km + detour))
            }
        }
    }
}

/// No way leads on.
pub(crate) const NO_WAY: u32 = u32::MAX;

/// How a target is reached from a node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    /// km with detours; infinite where no way leads.
    pub cost: f64,
    /// The product of the factors of the gates on the way.
    pub open: f64,
    /// The way to set out on.
    pub next: u32,
}

/// The cheapest ways to one target, by node.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree(Vec<Reach>);

/// A view of a gate, or a way, that changed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Changed {
    View(u32),
    Way(u32),
}

impl Tree {
    /// Whether there is one; a default tree is none.
    #[inline]
    pub fn is_built(&self) -> bool {
        !self.0.is_empty()
    }

    #[inline]
    pub fn from(&self, node: u32) -> &Reach {
        &self.0[node as usize]
    }

    pub fn build(world: &World, target: Target, openness: &Openness) -> Tree {
        let nowhere = Reach { cost: f64::INFINITY, open: 0.0, next: NO_WAY };
        let mut tree = vec![nowhere; world.nodes as usize];
        // Costs are not negative, so their bits stand in the order of their values. A cost and a node in one number are
        // compared at once: finding the next node is half of the work.
        let mut heap = BinaryHeap::with_capacity(world.nodes as usize);
        let entry = |cost: f64, node: u32| Reverse(u128::from(cost.to_bits()) << 32 | u128::from(node));
        for place in 0..world.places.len() as u32 {
            if world.reaches(target, place) {
                tree[place as usize] = Reach { cost: 0.0, open: 1.0, ..nowhere };
                heap.push(entry(0.0, place));
            }
        }
        while let Some(Reverse(packed)) = heap.pop() {
            let node = packed as u32;
            let Reach { cost, open, next } = tree[node as usize];
            if ((packed >> 32) as u64) > cost.to_bits() {
                continue;
            }
            for step in &world.steps_to[node as usize] {
                if step.way.is_some_and(|way| openness.shut[way as usize]) {
                    continue;
                }
                let (factor, detour) = step.view.map_or((1.0, 0.0), |view| openness.view(world, view));
                let (from, far) = (&mut tree[step.from as usize], cost + step.km + detour);
                if far < from.cost {
                    *from = Reach { cost: far, open: open * factor, next: step.way.unwrap_or(next) };
                    heap.push(entry(far, step.from));
                }
            }
        }
        Tree(tree)
    }

    /// Whether what changed could change the tree.
    pub fn minds(&self, world: &World, changed: Changed, openness: &Openness) -> bool {
        match changed {
            Changed::Way(way) => {
                let at = &world.ways[way as usize];
                let uses = |node: u32| self.from(node).next == way;
                let from = world.node(at.from, at.from_side);
                let shorter = openness
                    .way(world, way)
                    .is_some_and(|(_, km)| self.from(world.node(at.to, at.to_side)).cost + km < self.from(from).cost);
                uses(at.from) || uses(world.places[at.from as usize].far_node) || shorter
            }
            Changed::View(view) => {
                let at = &world.gates[world.views[view as usize].gate as usize];
                if at.kind != GateKind::Crossing {
                    let ways = &world.places[at.place as usize].out;
                    let mut own = ways.iter().filter(|way| world.ways[**way as usize].view == Some(view));
                    return own.any(|way| self.minds(world, Changed::Way(*way), openness));
                }
                let (here, there) = (world.node(at.place, at.side), world.node(at.place, 1 - at.side));
                let next = self.from(here).next;
                let uses = next != NO_WAY && world.ways[next as usize].from_side != at.side;
                let (_, detour) = openness.view(world, view);
                uses || self.from(there).cost + detour < self.from(here).cost
            }
        }
    }
}

impl World {
    pub(crate) fn place_of(&self, node: u32) -> (u32, u8) {
        match (node as usize).checked_sub(self.places.len()) {
            None => (node, 0),
            Some(far) => (self.far_places[far], 1),
        }
    }
}
