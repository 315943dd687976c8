//! The people, day by day.

use corridor_model::Kind;

use crate::choices::Cache;
use crate::cohort::{Cohort, CohortKey, Plan, Traveller};
use crate::member::{Change, Law, Member, Policy, Room};
use crate::record::Today;
use crate::rules::leaving::Seen;
use crate::rules::{conflict_departures, safety};
use crate::{Class, Count, Decision, Record, World, mix};

/// The fighting at a place so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Zone {
    /// How intense it is.
    pub intensity: f64,
    /// Whether that is enough to count.
    pub fights: bool,
    /// The day on which it began, before the first day a negative one; none if there never was any.
    pub began: Option<i32>,
    /// The day on which it was over, while it is over.
    pub ended: i32,
    /// How intense it was when last there was any.
    pub worst_lately: f64,
}

impl Zone {
    fn change(&mut self, intensity: f64, day: i32, quiet_below: f64) {
        let fights = intensity >= quiet_below;
        match (self.fights, fights) {
            (false, true) => self.began = Some(day),
            (true, false) => self.ended = day,
            (true, true) | (false, false) => {}
        }
        if fights {
            self.worst_lately = intensity;
        }
        (self.intensity, self.fights) = (intensity, fights);
    }
}

/// What is in force today.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Force {
    pub zones: Vec<Zone>,
    pub laws: Vec<Law>,
    pub shut: Vec<bool>,
    pub rooms: Vec<Room>,
    pub kinds: Vec<Kind>,
    pub redirected: Vec<bool>,
    pub policies: Vec<Policy>,
    pub push_back: Vec<f64>,
    /// By country: of which profile, if not of all, and how many a day.
    pub forced_return: Vec<Vec<(Option<u16>, f64)>>,
    pub factors: Vec<f64>,
}

/// The people: at places, on the way, gone. It can be cloned and hashed, and with the same world and member the days that
/// follow are the same.
#[derive(Clone, Debug)]
pub struct State<C> {
    /// The day to come; 0 before the first.
    pub day: u32,
    /// People at each place, by key.
    pub here: Vec<Vec<Cohort<C>>>,
    /// People on each way.
    pub road: Vec<Vec<Traveller<C>>>,
    /// People who still live at each place.
    pub population: Vec<C>,
    /// All who were displaced before or since the first day.
    pub begun: C,
    /// All who went home.
    pub gone_home: C,
    /// All who died.
    pub dead: C,
    /// All who left by an exit.
    pub left: C,
    /// By host, each cap that has begun and how many it has let in since.
    pub(crate) caps: Vec<Vec<(u32, C)>>,
    pub(crate) force: Force,
    pub(crate) next_change: usize,
    /// The flows of the day just lived.
    pub today: Today<C>,
    pub(crate) cache: Cache,
    pub(crate) buffers: Buffers<C>,
}

/// Buffers that outlast the day. They hold nobody between days, and a clone makes its own.
#[derive(Debug, Default)]
pub(crate) struct Buffers<C>(pub Option<Box<crate::travel::Travel<C>>>);

impl<C> Clone for Buffers<C> {
    fn clone(&self) -> Self {
        Buffers(None)
    }
}

impl<C: Count> State<C> {
    /// The morning of the first day.
    pub fn new(world: &World, member: &Member, record: &mut impl Record<C>) -> State<C> {
        let places = world.places.len();
        let mut state = State {
            day: 0,
            here: vec![Vec::new(); places],
            road: vec![Vec::new(); world.ways.len()],
            population: world.places.iter().map(|place| C::of(place.population as f64)).collect(),
            begun: C::default(),
            gone_home: C::default(),
            dead: C::default(),
            left: C::default(),
            caps: vec![Vec::new(); world.countries.len()],
            force: Force {
                zones: vec![Zone::default(); places],
                laws: vec![Law::OPEN; world.gates.len()],
                shut: vec![false; world.ways.len()],
                rooms: vec![Room::Unlimited; places],
                kinds: world.places.iter().map(|place| place.kind).collect(),
                redirected: vec![false; world.ways.len()],
                policies: vec![Policy::Open; world.countries.len()],
                push_back: vec![0.0; world.countries.len()],
                forced_return: vec![Vec::new(); world.countries.len()],
                factors: vec![1.0; places],
            },
            next_change: 0,
            today: Today::new(world),
            cache: Cache::new(world, member),
            buffers: Buffers(None),
        };
        for stock in &member.stocks {
            let people = C::of(stock.people);
            let key = CohortKey {
                plan: Plan::SETTLED,
                home: stock.home,
                class: Class::new(stock.profile, false),
                side: 0,
                trail: world.first_trail(),
                who: 0,
            };
            state.begin(world, member, record, (stock.place, key, people), stock.hash);
        }
        state.sort_here();
        record.dusk();
        state
    }

    /// New people at a place: those with papers apart from those without, in individuals mode each person apart.
    pub(crate) fn begin(
        &mut self,
        world: &World,
        member: &Member,
        record: &mut impl Record<C>,
        (place, key, people): (u32, CohortKey, C),
        hash: u64,
    ) {
        let group = member.group(key.class);
        let draw = member.stream.at(self.day, Decision::Papers, hash);
        let with_papers = people.part(group.documented, draw);
        self.begun += people;
        for (documented, people) in [(false, people - with_papers), (true, with_papers)] {
            if people.is_none() {
                continue;
            }
            let class = Class::new(key.class.profile() as u16, documented);
            let key = CohortKey { class, ..key };
            let here = &mut self.here[place as usize];
            match (world.rules.population, people.persons()) {
                (corridor_model::Population::Individuals, Some(persons)) => {
                    let person = mix(hash, u64::from(self.day) << 1 | u64::from(documented));
                    for number in 0..persons {
                        let key = CohortKey { who: mix(person, number), ..key };
                        record.begun(place, &key, C::of(1.0));
                        here.push(Cohort { key, people: C::of(1.0) });
                    }
                }
                (corridor_model::Population::Individuals | corridor_model::Population::Cohorts, _) => {
                    record.begun(place, &key, people);
                    here.push(Cohort { key, people });
                }
            }
        }
    }

    pub(crate) fn sort_here(&mut self) {
        for list in &mut self.here {
            crate::cohort::merge(list, |cohort| cohort.key, |cohort| &mut cohort.people);
        }
    }

    /// Everybody who is at a place or on the way.
    pub fn present(&self) -> C {
        let mut all = C::default();
        for cohort in self.here.iter().flatten() {
            all += cohort.people;
        }
        for traveller in self.road.iter().flatten() {
            all += traveller.cohort.people;
        }
        all
    }

    /// What the fighting at a place makes of its attraction.
    pub(crate) fn deter(&mut self, world: &World, member: &Member, place: u32) {
        let zone = &self.force.zones[place as usize];
        let decay =
            if world.rules.decay_attracts() { conflict_departures::decay(&world.rules, zone, self.day) } else { 1.0 };
        self.cache.set_safety(world, place, safety::factor(&member.values, zone.intensity * decay));
    }

    /// Fighting that goes on deters less as it does, where the rules say so.
    pub(crate) fn deter_less(&mut self, world: &World, member: &Member) {
        if world.rules.decay_attracts() && !world.rules.conflict_decay.factors.is_empty() {
            for place in 0..world.places.len() as u32 {
                if self.force.zones[place as usize].fights {
                    self.deter(world, member, place);
                }
            }
        }
    }

    /// A place, as those see it who might leave it.
    pub(crate) fn seen(&self, place: u32) -> Seen<'_> {
        let index = place as usize;
        let room = match self.force.rooms[index] {
            Room::For(capacity) => capacity,
            Room::Closed | Room::Unlimited => 0.0,
        };
        let size = self.population[index].people().max(room);
        Seen { place, kind: self.force.kinds[index], zone: &self.force.zones[index], size }
    }

    /// Makes what changes on the morning of a day.
    pub(crate) fn change(&mut self, world: &World, member: &Member, record: &mut impl Record<C>) {
        let today = self.day as i32;
        while let Some((day, change)) = member.changes.get(self.next_change).filter(|(day, _)| *day <= today) {
            self.next_change += 1;
            match *change {
                Change::Intensity { place, intensity } => {
                    self.force.zones[place as usize].change(intensity, *day, world.rules.quiet_below());
                    self.deter(world, member, place);
                }
                Change::Gate { gate, law } => {
                    self.force.laws[gate as usize] = law;
                    self.cache.gate_changed(world, gate);
                }
                Change::Way { way, shut } => {
                    self.force.shut[way as usize] = shut;
                    self.cache.way_changed(way, shut);
                    if shut {
                        crate::travel::turn_back(world, member, self, record, way);
                    }
                }
                Change::Room { place, room } => self.force.rooms[place as usize] = room,
                Change::Kind { place, kind } => {
                    self.force.kinds[place as usize] = kind;
                    let zone = &mut self.force.zones[place as usize];
                    if world.rules.fighting_makes_towns() && !zone.fights && matches!(kind, Kind::Camp | Kind::IdpSite)
                    {
                        // A camp that opens is a camp again.
                        zone.began = None;
                    }
                    self.cache.kind_changed(world, member, place, kind);
                }
                Change::Redirection { way, holds } => {
                    self.force.redirected[way as usize] = holds;
                    self.cache.redirected(way, holds);
                }
                Change::Admission { country, policy } => {
                    self.force.policies[country as usize] = policy;
                    if let Policy::Cap { row, .. } = policy {
                        let caps = &mut self.caps[country as usize];
                        if !caps.iter().any(|(other, _)| *other == row) {
                            caps.push((row, C::default()));
                        }
                    }
                    self.cache.country_changed(world, country);
                }
                Change::PushBack { country, share } => self.force.push_back[country as usize] = share,
                Change::ForcedReturn { country, profile, per_day } => {
                    let own = &mut self.force.forced_return[country as usize];
                    own.retain(|(other, _)| *other != profile);
                    own.push((profile, per_day));
                    // Those of one profile first, then of all, whatever the order of the changes.
                    own.sort_by_key(|(profile, _)| profile.map_or(u16::MAX, |profile| profile));
                }
                Change::Factor { place, factor } => self.force.factors[place as usize] = factor,
            }
        }
    }
}

/// How many a host has let in since its cap began, if it has one.
pub(crate) fn admitted<C: Count>(policy: Policy, caps: &[(u32, C)]) -> C {
    match policy {
        Policy::Open | Policy::Share(_) => C::default(),
        Policy::Cap { row, .. } => {
            caps.iter().find(|(other, _)| *other == row).map_or(C::default(), |(_, people)| *people)
        }
    }
}
