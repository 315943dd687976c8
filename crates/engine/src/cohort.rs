//! People who are alike, with a count.

use corridor_model::Key;

use crate::travel::TURN;
use crate::world::{Target, World};
use crate::{Count, mix};

/// Which profile, and whether with papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class(pub(crate) u16);

impl Class {
    /// People of a profile, with papers or without.
    pub fn new(profile: u16, documented: bool) -> Class {
        Class(profile * 2 + u16::from(documented))
    }

    /// The index of the profile.
    pub fn profile(self) -> usize {
        usize::from(self.0 / 2)
    }

    /// Whether they have papers.
    pub fn documented(self) -> bool {
        self.0 % 2 == 1
    }

    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Where people come from: a place, or a country. It is where a return leads.
pub type Home = Target;

/// What people are about. The number fits a cohort's key: two bits say which, the rest where.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plan(u32);

const WHERE: u32 = (1 << 29) - 1;
const REFUGE: u32 = 1 << 29;
const HOME: u32 = 2 << 29;
const PATH: u32 = 3 << 29;

/// A plan, spelt out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    /// They have to choose where to go.
    Undecided,
    /// They stay where they are.
    Settled,
    /// They stay where they are for good.
    Rooted,
    /// They go to a place of refuge.
    Refuge(Target),
    /// They go home.
    Home(Target),
    /// They follow a path.
    Path(u32),
}

impl Plan {
    /// They stay where they are.
    pub const SETTLED: Plan = Plan(0);
    /// They have to choose where to go.
    pub const UNDECIDED: Plan = Plan(1);
    /// They stay where they are for good.
    pub const ROOTED: Plan = Plan(2);

    pub(crate) fn refuge(place: Target) -> Plan {
        Plan(REFUGE | place.0)
    }

    pub(crate) fn home(home: Target) -> Plan {
        Plan(HOME | home.0)
    }

    pub(crate) fn path(path: u32) -> Plan {
        Plan(PATH | path)
    }

    /// 64 bits that stand for people with this plan at a place in the address of a draw.
    pub(crate) fn hash(self, world: &World, place_hash: u64) -> u64 {
        let plan = match self.aim() {
            Aim::Settled => 0,
            Aim::Undecided => 1,
            Aim::Rooted => 5,
            Aim::Refuge(target) => world.target_hash(target) ^ 2,
            Aim::Home(target) => world.target_hash(target) ^ 3,
            Aim::Path(path) => world.paths[path as usize].hash ^ 4,
        };
        mix(place_hash, plan)
    }

    #[inline]
    pub(crate) fn aim(self) -> Aim {
        let rest = self.0 & WHERE;
        match self.0 & !WHERE {
            REFUGE => Aim::Refuge(Target(rest)),
            HOME => Aim::Home(Target(rest)),
            PATH => Aim::Path(rest),
            _ => match rest {
                0 => Aim::Settled,
                2 => Aim::Rooted,
                _ => Aim::Undecided,
            },
        }
    }
}

impl std::fmt::Debug for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.aim().fmt(f)
    }
}

/// What people remember of their way, so far as a rule reads it: how far they came of late and today, and whether they
/// have come anywhere yet. Distances are shares of the longest day's journey on a road.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Trail(u32);

const MOVED: u32 = (1 << 21) - 1;
const RECENT: u32 = ((1 << 10) - 1) << 21;
const FIRST: u32 = 1 << 31;

impl Trail {
    /// They have not come to another place yet, and a rule asks for it.
    pub(crate) const ON_FOOT: Trail = Trail(FIRST);

    /// Whether they have not come to another place yet.
    pub(crate) fn is_on_foot(self) -> bool {
        self.0 & FIRST != 0
    }

    /// How far they came today, in ticks of a day on a road.
    pub(crate) fn moved(self) -> u64 {
        u64::from(self.0 & MOVED)
    }

    /// How far they came of late, in days: the mean of that of yesterday evening and of the day, in steps of 1/256.
    pub fn recent(self) -> f64 {
        f64::from((self.0 & RECENT) >> 21) / 256.0
    }

    /// They come to a place, having made so much today.
    pub(crate) fn arrived(self, moved: u64) -> Trail {
        Trail(self.0 & RECENT | (moved as u32).min(MOVED))
    }

    /// A day ends on which they made so much.
    pub(crate) fn after(self, moved: u64) -> Trail {
        let mean = (self.recent() + moved as f64 / World::DAY as f64) / 2.0;
        // Halves go to the even step: a rest of 1/256 would otherwise stay for ever.
        let steps = libm::rint(mean * 256.0) as u32;
        Trail(self.0 & FIRST | (steps << 21).min(RECENT))
    }
}

/// What makes people alike. Only what some rule reads is in it (invariant 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CohortKey {
    /// What they are about.
    pub plan: Plan,
    /// Where they come from.
    pub home: Home,
    /// Profile and papers.
    pub class: Class,
    /// At a crossing, the side on which they are; elsewhere 1 if they have been let through the gate they waited for.
    pub side: u8,
    /// What they remember of their way; nothing where no rule reads it.
    pub trail: Trail,
    /// 0 in cohorts; in individuals mode the person.
    pub who: u64,
}

impl CohortKey {
    /// Field by field, in two numbers: comparing cohorts is a good part of a day.
    #[inline]
    fn packed(&self) -> (u128, u64) {
        let plan_and_home = u64::from(self.plan.0) << 32 | u64::from(self.home.0);
        let class_and_side = u64::from(self.class.0) << 8 | u64::from(self.side);
        let rest = class_and_side << 32 | u64::from(self.trail.0);
        (u128::from(plan_and_home) << 64 | u128::from(rest), self.who)
    }
}

impl Ord for CohortKey {
    #[inline]
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.packed().cmp(&other.packed())
    }
}

impl PartialOrd for CohortKey {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }

    #[inline]
    fn lt(&self, other: &Self) -> bool {
        let (one, another) = (self.packed(), other.packed());
        one.0 < another.0 || one.0 == another.0 && one.1 < another.1
    }
}

impl CohortKey {
    /// 64 bits that stand for the cohort at a place in the address of a draw. Made of stable keys alone.
    pub(crate) fn hash(&self, world: &World, place_hash: u64) -> u64 {
        self.with_trail(self.hash_without_trail(world, place_hash))
    }

    /// That number, of the one for people without a trail.
    #[inline]
    pub(crate) fn with_trail(&self, without: u64) -> u64 {
        if self.trail == Trail::default() { without } else { mix(without, u64::from(self.trail.0)) }
    }

    /// 64 bits that stand for the cohort at a stop of the day, of the number for people without a trail.
    pub(crate) fn at_stop(&self, without: u64, stops: u32, tick: u64) -> u64 {
        let (turn, stops, trail) = (stops / TURN, u64::from(stops % TURN), u64::from(self.trail.0));
        let without = if turn > 0 { mix(without, u64::from(turn)) } else { without };
        // The first bit tells the two forms apart.
        let when = if trail == 0 { stops << 32 | tick } else { 1 << 63 | stops << 52 | tick << 32 | trail };
        mix(without, when)
    }

    pub(crate) fn hash_without_trail(&self, world: &World, place_hash: u64) -> u64 {
        self.with_plan(world, self.plan.hash(world, place_hash))
    }

    /// That number, of [`Plan::hash`].
    #[inline]
    pub(crate) fn with_plan(&self, world: &World, plan: u64) -> u64 {
        mix(plan, world.people_hash(self.home, self.class, self.side) ^ self.who)
    }

    /// What they are after a night at a place.
    pub fn after_a_night(self) -> CohortKey {
        if self.trail == Trail::default() {
            return self;
        }
        CohortKey { trail: self.trail.after(self.trail.moved()), ..self }
    }
}

/// People who are alike, with a count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cohort<C> {
    /// What makes them alike.
    pub key: CohortKey,
    /// How many.
    pub people: C,
}

/// A cohort on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traveller<C> {
    /// When they arrive, in ticks since the first morning.
    pub arrives: u64,
    /// Whether their way was shut and they are on the way back; they are not turned a second time.
    pub turned: bool,
    /// Who.
    pub cohort: Cohort<C>,
}

/// Sorts by key and merges equal keys. Expected values are summed in the order in which they came, which is that of the
/// places: the sort is stable.
pub(crate) fn merge<T: Copy, K: Ord, C: Count>(
    list: &mut Vec<T>,
    key: impl Fn(&T) -> K,
    people: impl Fn(&mut T) -> &mut C,
) {
    // Who was there before stands first, in order; those who came behind them are sorted, and merged from the end.
    let in_order = list.windows(2).take_while(|pair| key(&pair[0]) < key(&pair[1])).count();
    let before = list.len().min(in_order + 1);
    if before == list.len() {
        return;
    }
    let mut came = list[before..].to_vec();
    came.sort_by_key(|item| key(item));
    let (mut unmoved, mut free) = (before, list.len());
    for item in came.into_iter().rev() {
        while unmoved > 0 && key(&item) < key(&list[unmoved - 1]) {
            (unmoved, free) = (unmoved - 1, free - 1);
            list[free] = list[unmoved];
        }
        free -= 1;
        list[free] = item;
    }
    let mut kept = unmoved.saturating_sub(1);
    for next in kept + 1..list.len() {
        if key(&list[kept]) == key(&list[next]) {
            let more = *people(&mut list[next]);
            *people(&mut list[kept]) += more;
        } else {
            kept += 1;
            list[kept] = list[next];
        }
    }
    list.truncate(kept + 1);
}

/// The key of the place or country that a home is.
pub fn home_key(world: &World, home: Home) -> &Key {
    match (home.0 as usize).checked_sub(world.places.len()) {
        None => &world.places[home.0 as usize].key,
        Some(country) => &world.countries[country].key,
    }
}
