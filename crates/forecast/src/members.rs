//! From a scenario to the members of its ensemble: every uncertain value drawn, every timeline by day.

use std::cell::RefCell;

use corridor_engine::{
    Change, Departure, GateKind, Given, Group, InitialStock, Law, Member, Pass, Policy, Room, Values, World, mix,
};
use corridor_model::{
    Admission, CampState, CrossingState, Date, Flow, Key, Kind, Mode, Origin, Parameter, Passage, Scenario, Shut,
    Timeline, Uncertain, Until, Way,
};

use crate::subjects;
use crate::timelines::{Dice, Segment};

/// Makes the members of an ensemble. A member is a pure function of the scenario, the seed and its number.
#[derive(Clone, Copy, Debug)]
pub struct Members<'a> {
    scenario: &'a Scenario,
    world: &'a World,
    seed: u64,
}

impl<'a> Members<'a> {
    /// The members of a scenario. If it has a reference date, it must have been cut to it by [`crate::as_of`].
    pub fn new(scenario: &'a Scenario, world: &'a World, seed: u64) -> Self {
        Members { scenario, world, seed }
    }

    /// One of them.
    pub fn member(&self, number: u32) -> Member {
        self.draw(number, None)
    }

    /// The subjects of the draws that make a member, in the order of the asking.
    pub fn subjects(&self, number: u32) -> Vec<u64> {
        let asked = RefCell::default();
        self.draw(number, Some(&asked));
        asked.into_inner()
    }

    fn draw(&self, number: u32, asked: Option<&RefCell<Vec<u64>>>) -> Member {
        let dice = Dice { asked, ..Dice::new(self.scenario, self.seed, number) };
        let draft = Draft { scenario: self.scenario, world: self.world, dice, changes: Vec::new() };
        draft.finish()
    }
}

struct Draft<'a> {
    scenario: &'a Scenario,
    world: &'a World,
    dice: Dice<'a>,
    changes: Vec<(i32, Change)>,
}

/// A factor on the departures of these places, in one of these segments; the last number is its row.
type Factors<'a> = (Vec<u32>, Vec<Segment>, &'a Timeline<f64>);

impl Draft<'_> {
    fn finish(mut self) -> Member {
        let values =
            Values(Parameter::ALL.map(|parameter| {
                self.dice.value(self.scenario.parameters.get(parameter), subjects::parameter(parameter))
            }));
        self.fighting();
        self.crossings(&values);
        self.closures();
        self.redirections();
        self.rooms();
        self.hosts();
        self.factors();
        self.changes.sort_by_key(|(day, _)| *day);
        let groups = self.groups(&values);
        let departures = self.departures();
        let stocks = self.stocks();
        let (leave_at, stay_for_good) = self.staying();
        let Ways { ticks, ticks_on_foot, reach, walk_share, seats } = self.ways(&values);
        Member {
            stream: self.dice.stream,
            values,
            groups,
            ticks,
            ticks_on_foot,
            reach,
            walk_share,
            leave_at,
            stay_for_good,
            seats,
            changes: self.changes,
            departures,
            stocks,
        }
    }

    fn profile(&self, key: &Key) -> Option<u16> {
        self.world.profile(key)
    }

    fn place(&self, key: &Key) -> Option<u32> {
        self.world.place(key)
    }

    fn change(&mut self, segments: &[Segment], mut make: impl FnMut(&Segment) -> Change) {
        for segment in segments {
            // What holds at first by default needs no change.
            if segment.row.is_some() || !std::ptr::eq(segment, &segments[0]) {
                self.changes.push((segment.from, make(segment)));
            }
        }
    }

    fn fighting(&mut self) {
        let scenario = self.scenario;
        let quiet = scenario.rules.quiet_below();
        for (key, timeline) in &scenario.conflicts {
            let Some(place) = self.place(key) else { continue };
            // Fighting that goes on at the reference date ends some day, nobody knows when.
            let goes_on = |intensity: &Uncertain| intensity.bounds().1 >= quiet;
            // How long it has lasted, or been over, counts too: so it begins before the first day.
            let prior = scenario.unknown_ends.fighting;
            let segments = self.dice.segments_since(i32::MIN, timeline, subjects::fighting(key), prior, goes_on);
            let dice = self.dice;
            self.change(&segments, |segment| {
                let intensity =
                    segment.row.map_or(0.0, |row| dice.value(timeline.rows[row].value, subjects::intensity(key)));
                Change::Intensity { place, intensity }
            });
        }
    }

    fn crossings(&mut self, values: &Values) {
        let scenario = self.scenario;
        let gates = self.world.gates.iter().zip(0..);
        for (gate, number) in gates {
            // Nobody flies beside a gate.
            let beside = Some(values.get(Parameter::IrregularShare)).filter(|_| gate.kind != GateKind::Boarding);
            let key = &self.world.places[gate.place as usize].key;
            let crossing = scenario.crossings.iter().find(|crossing| crossing.location == *key);
            let timeline = match (crossing, gate.kind, gate.side) {
                (None, _, _) | (Some(_), GateKind::Route, _) => None,
                (Some(crossing), GateKind::Crossing, 1) => Some(&crossing.into_country),
                (Some(crossing), GateKind::Crossing | GateKind::Boarding, _) => Some(&crossing.into_to_country),
            };
            let Some(timeline) = timeline else { continue };
            // One closure of both directions ends for both on one day.
            let segments =
                self.dice.segments(timeline, subjects::crossing(key), scenario.unknown_ends.crossing, |_| false);
            let (dice, world) = (self.dice, self.world);
            self.change(&segments, |segment| {
                let law =
                    segment.row.map_or(Law::OPEN, |row| law(&dice, world, key, &timeline.rows[row].value, beside));
                Change::Gate { gate: number, law }
            });
        }
    }

    fn closures(&mut self) {
        let scenario = self.scenario;
        let days = scenario.period.days() as i32;
        let resolved: Vec<_> = (scenario.closures.iter())
            .map(|closure| {
                let own = subjects::closure(&closure.shut);
                (closure, self.dice.segments(&closure.timeline, own, scenario.unknown_ends.closure, |_| false))
            })
            .collect();
        for (way, number) in self.world.ways.iter().zip(0..) {
            let (from, to) = (&self.world.places[way.from as usize].key, &self.world.places[way.to as usize].key);
            // Which of the three words shuts this direction.
            let shuts: Vec<_> = resolved
                .iter()
                .filter_map(|(closure, segments)| match &closure.shut {
                    Shut::Location(key) if key == from => Some((Way::Out, closure, segments)),
                    Shut::Location(key) if key == to => Some((Way::In, closure, segments)),
                    Shut::Route { from: a, to: b } if (a, b) == (from, to) => Some((Way::In, closure, segments)),
                    Shut::Route { from: a, to: b } if (a, b) == (to, from) => Some((Way::Out, closure, segments)),
                    Shut::Location(_) | Shut::Route { .. } => None,
                })
                .collect();
            if shuts.is_empty() {
                continue;
            }
            let is_shut = |day: i32| {
                shuts.iter().any(|(own, closure, segments)| {
                    let holds = segments.iter().find(|segment| (segment.from..segment.until).contains(&day));
                    let way = holds.and_then(|segment| segment.row).and_then(|row| closure.timeline.rows[row].value);
                    way.is_some_and(|way| way == Way::Both || way == *own)
                })
            };
            let mut marks: Vec<i32> =
                shuts.iter().flat_map(|(_, _, segments)| segments.iter().map(|segment| segment.from)).collect();
            marks.sort_unstable();
            marks.dedup();
            let mut was = false;
            for day in marks.into_iter().filter(|day| *day < days) {
                let shut = is_shut(day);
                if shut != was {
                    self.changes.push((day, Change::Way { way: number, shut }));
                }
                was = shut;
            }
        }
    }

    fn redirections(&mut self) {
        let scenario = self.scenario;
        for redirection in &scenario.redirections {
            let (from, to) = (&redirection.from, &redirection.to);
            let Some(way) = self.world.way(from, to) else { continue };
            let own = subjects::redirection(from, to);
            let timeline = &redirection.timeline;
            let segments = self.dice.segments(timeline, own, scenario.unknown_ends.closure, |_| false);
            self.change(&segments, |segment| {
                let holds = segment.row.is_some_and(|row| timeline.rows[row].value);
                Change::Redirection { way, holds }
            });
        }
    }

    fn rooms(&mut self) {
        let scenario = self.scenario;
        for (key, timeline) in &scenario.camps {
            let Some(place) = self.place(key) else { continue };
            let segments = self.dice.segments(timeline, subjects::room(key), scenario.unknown_ends.closure, |_| false);
            let dice = self.dice;
            self.change(&segments, |segment| {
                let room = match segment.row.map(|row| &timeline.rows[row].value) {
                    Some(CampState::Closed) => Room::Closed,
                    Some(CampState::Open { capacity: Some(capacity), .. }) => {
                        let capacity = dice.value(*capacity, subjects::capacity(key));
                        // What only weighs need not be whole.
                        Room::For(if scenario.rules.room_only_weighs() { capacity } else { whole(capacity) })
                    }
                    Some(CampState::Open { capacity: None, .. }) | None => Room::Unlimited,
                };
                Change::Room { place, room }
            });
            let kind_of = |state: &CampState| match state {
                CampState::Closed | CampState::Open { kind: None, .. } => None,
                CampState::Open { kind, .. } => *kind,
            };
            if timeline.rows.iter().any(|row| kind_of(&row.value).is_some()) {
                let declared = self.world.places[place as usize].kind;
                self.change(&segments, |segment| {
                    let kind = segment.row.and_then(|row| kind_of(&timeline.rows[row].value)).unwrap_or(declared);
                    Change::Kind { place, kind }
                });
            }
        }
    }

    fn hosts(&mut self) {
        let scenario = self.scenario;
        for host in &scenario.hosts {
            let Some(country) = self.world.country(&host.country) else { continue };
            let key = &host.country;
            let dice = self.dice;
            // A pledge whose condition is not met is as if it had not been made.
            let mut admission = host.admission.clone();
            admission.rows.retain(|row| match &row.value {
                Admission::Pledge { condition, likelihood, .. } => dice.is_met(key, condition, *likelihood),
                Admission::Open | Admission::Refusal { .. } | Admission::Cap { .. } => true,
            });
            let prior = scenario.unknown_ends.host;
            let segments = dice.segments(&admission, subjects::admission(key), prior, |_| false);
            self.change(&segments, |segment| {
                let policy = match segment.row.map(|row| &admission.rows[row].value) {
                    Some(Admission::Refusal { accepted }) => {
                        Policy::Share(dice.value(*accepted, subjects::accepted(key)))
                    }
                    Some(Admission::Cap { people } | Admission::Pledge { people, .. }) => {
                        let people = whole(dice.value(*people, subjects::admitted(key)));
                        Policy::Cap { people, row: segment.row.unwrap_or_default() as u32 }
                    }
                    Some(Admission::Open) | None => Policy::Open,
                };
                Change::Admission { country, policy }
            });
            let drawn = |timeline: &Timeline<Uncertain>, segment: &Segment, own| {
                segment.row.map_or(0.0, |row| dice.value(timeline.rows[row].value, own))
            };
            let segments = dice.segments(&host.push_back, subjects::push_back(key), prior, |_| false);
            let own = subjects::pushed_back(key);
            self.change(&segments, |segment| Change::PushBack { country, share: drawn(&host.push_back, segment, own) });
            for (profile, timeline) in &host.forced_return {
                let profile = profile.as_ref();
                let segments = dice.segments(timeline, subjects::forced_return(key, profile), prior, |_| false);
                let number = profile.and_then(|profile| self.profile(profile));
                let own = subjects::returned_per_day(key, profile);
                self.change(&segments, |segment| Change::ForcedReturn {
                    country,
                    profile: number,
                    per_day: drawn(timeline, segment, own),
                });
            }
        }
    }

    fn factors(&mut self) {
        if self.scenario.departure_factors.is_empty() {
            return;
        }
        let timelines = factors(self.scenario);
        let factors: Vec<Factors> = (timelines.iter())
            .map(|(key, timeline)| {
                let own = subjects::factor(*key);
                let segments = self.dice.segments(timeline, own, self.scenario.unknown_ends.host, |_| false);
                (self.origins(*key).into_iter().map(|(place, _)| place).collect(), segments, timeline)
            })
            .collect();
        for place in 0..self.world.places.len() as u32 {
            let own: Vec<_> = factors.iter().filter(|(places, _, _)| places.contains(&place)).collect();
            let mut marks: Vec<i32> =
                own.iter().flat_map(|(_, segments, _)| segments.iter().map(|segment| segment.from)).collect();
            marks.sort_unstable();
            marks.dedup();
            for day in marks {
                let factor = own.iter().map(|(_, segments, timeline)| {
                    let holds = segments.iter().find(|segment| (segment.from..segment.until).contains(&day));
                    holds.and_then(|segment| segment.row).map_or(1.0, |row| timeline.rows[row].value)
                });
                self.changes.push((day, Change::Factor { place, factor: factor.product() }));
            }
        }
    }

    /// The places that a key stands for, with their share of its departures as running totals.
    fn origins(&self, key: Option<&Key>) -> Vec<(u32, f64)> {
        if let Some(place) = key.and_then(|key| self.place(key)) {
            return vec![(place, 1.0)];
        }
        let country = key.and_then(|key| self.world.country(key));
        let mut upto = 0.0;
        (self.world.places.iter().zip(0..))
            .filter(|(place, _)| key.is_none() || country == Some(place.country))
            .map(|(place, number)| {
                upto += place.population as f64;
                (number, upto)
            })
            .collect()
    }

    /// The places from which the departures of a place or country set out. Nobody leaves an empty one.
    fn populated(&self, origin: &Key) -> Vec<(u32, f64)> {
        let mut before = 0.0;
        let mut places = self.origins(Some(origin));
        places.retain(|(_, upto)| std::mem::replace(&mut before, *upto) < *upto);
        places
    }

    fn departures(&self) -> Vec<Departure> {
        let mut made = Vec::new();
        for (origin, profile, timeline) in &departures(self.scenario) {
            let own = subjects::departures(origin, *profile);
            let number = profile.and_then(|profile| self.profile(profile));
            if profile.is_some() && number.is_none() {
                continue;
            }
            let (origins, cumulative): (Vec<u32>, Vec<f64>) =
                origin.key().map_or_else(Vec::new, |key| self.populated(key)).into_iter().unzip();
            for segment in self.dice.segments(timeline, own, self.scenario.unknown_ends.host, |_| false) {
                let Some(row) = segment.row.map(|row| &timeline.rows[row]) else { continue };
                let value = |uncertain| self.dice.value(uncertain, subjects::leaving(origin, *profile));
                let given = match row.value {
                    Flow::Total(people) => Given::PerDay(value(people) / span(row.event_date, row.until)),
                    Flow::PerDay(people) => Given::PerDay(value(people)),
                    Flow::Per1000PerMonth(rate) => Given::Share((value(rate) / 1000.0 / 30.0).min(1.0)),
                };
                let (from, until) = (segment.from as u32, segment.until as u32);
                let hash = mix(own, 21);
                let (origins, cumulative) = (origins.clone(), cumulative.clone());
                let where_fighting = **origin == Origin::Fighting;
                made.push(Departure { origins, cumulative, where_fighting, profile: number, from, until, given, hash });
            }
        }
        // Draws are addressed; the order only matters to who takes the last people of a place.
        made.sort_by_key(|departure| (departure.hash, departure.from));
        made
    }

    fn groups(&self, values: &Values) -> Vec<Group> {
        let profiles = self.world.profiles.iter();
        profiles
            .filter_map(|key| self.scenario.profiles.iter().find(|profile| profile.key == *key))
            .map(|profile| {
                let pull_of = |pulls: &[(Key, Uncertain)], key: &Key, own: fn(&Key, &Key) -> u64| {
                    let pull = pulls.iter().find(|(other, _)| other == key);
                    pull.map_or(1.0, |(_, pull)| self.dice.value(*pull, own(&profile.key, key)))
                };
                let pull_of_kind = |wanted: Kind| {
                    let own = profile.pull_kind.iter().find(|(kind, _)| *kind == wanted);
                    own.map_or(1.0, |(_, pull)| self.dice.value(*pull, subjects::pull_of_kind(&profile.key, wanted)))
                };
                let pull_of_country = |place: &corridor_engine::Place| {
                    let country = &self.world.countries[place.country as usize].key;
                    pull_of(&profile.pull_country, country, subjects::pull_of_country)
                };
                let pull_of_place =
                    |place: &corridor_engine::Place| pull_of(&profile.pull_place, &place.key, subjects::pull_of_place);
                let pull = (self.world.places.iter())
                    .map(|place| pull_of_kind(place.kind) * pull_of_country(place) * pull_of_place(place));
                let site = self.world.places.iter().map(|place| pull_of_country(place) * pull_of_place(place));
                let share_at = |place: &corridor_engine::Place| {
                    let own = profile.conflict_share_at.iter().find(|(key, _)| *key == place.key);
                    own.map_or(profile.conflict_share, |(_, share)| *share)
                };
                let differs = !profile.conflict_share_at.is_empty();
                Group {
                    conflict_share: profile.conflict_share,
                    conflict_share_at: self.world.places.iter().filter(|_| differs).map(share_at).collect(),
                    caution: profile.caution,
                    documented: self.dice.value(profile.documented, subjects::documented(&profile.key)),
                    remembers_home: profile.remembers_home,
                    returns: profile.returns,
                    distance_exponent: (profile.distance_exponent)
                        .map_or(values.get(Parameter::DistanceExponent), |exponent| {
                            self.dice.value(exponent, subjects::distance_exponent(&profile.key))
                        }),
                    pull: pull.collect(),
                    pull_kind: Kind::ALL.map(pull_of_kind),
                    pull_site: site.collect(),
                }
            })
            .collect()
    }

    fn stocks(&self) -> Vec<InitialStock> {
        let mut stocks: Vec<InitialStock> = (self.scenario.stocks.iter())
            .filter_map(|stock| {
                let own = subjects::stock(&stock.location, &stock.home, &stock.profile);
                let profile = self.profile(&stock.profile)?;
                Some(InitialStock {
                    place: self.place(&stock.location)?,
                    profile,
                    home: self.world.home(&stock.home)?,
                    people: self.dice.value(stock.people, own),
                    hash: own,
                })
            })
            .collect();
        stocks.sort_by_key(|stock| stock.hash);
        // Rows of the same people at the same place are one: alone, each person of them needs an address of their own.
        stocks.dedup_by(|next, kept| {
            let same = next.hash == kept.hash;
            kept.people += if same { next.people } else { 0.0 };
            same
        });
        stocks
    }

    /// How readily people leave each place where that is said of it, and how many stay for good.
    fn staying(&self) -> (Vec<Option<f64>>, Vec<f64>) {
        let (mut leave_at, mut stay) = (vec![None; self.world.places.len()], vec![0.0; self.world.places.len()]);
        for location in &self.scenario.locations {
            let Some(place) = self.place(&location.key) else { continue };
            let drawn = |value: Option<Uncertain>, own| value.map(|value| self.dice.value(value, own));
            leave_at[place as usize] = drawn(location.leave_per_day, subjects::leave_per_day(&location.key));
            stay[place as usize] =
                drawn(location.stay_for_good_per_day, subjects::stay_for_good(&location.key)).unwrap_or(0.0);
        }
        (leave_at, stay)
    }

    fn ways(&self, values: &Values) -> Ways {
        let mut ways = Ways::default();
        for way in &self.world.ways {
            let row = &self.scenario.routes[way.route as usize];
            let by_mode = match way.mode {
                Mode::Road => Parameter::RoadKmPerDay,
                Mode::Foot => Parameter::FootKmPerDay,
                Mode::Track => Parameter::TrackKmPerDay,
                Mode::Air => Parameter::AirKmPerDay,
            };
            let drawn = |value, own: fn(&Key, &Key) -> u64| self.dice.value(value, own(&row.from, &row.to));
            let km_per_day = row.speed_km_per_day.map_or(values.get(by_mode), |speed| drawn(speed, subjects::speed));
            let ticks = |km_per_day: f64| (libm::round(way.km / km_per_day * World::DAY as f64) as u64).max(1);
            ways.ticks.push(ticks(km_per_day));
            ways.ticks_on_foot.push(ticks(values.get(Parameter::FootKmPerDay)));
            ways.reach.push(km_per_day / values.get(Parameter::RoadKmPerDay));
            ways.walk_share.push(row.walk_share.map_or(0.0, |share| drawn(share, subjects::walk_share)));
            ways.seats.push(row.seats_per_day.map(|seats| whole(drawn(seats, subjects::seats))));
        }
        ways
    }
}

/// The departures that are given, as a timeline by origin and profile.
pub(crate) fn departures(scenario: &Scenario) -> Vec<(&Origin, Option<&Key>, Timeline<Flow>)> {
    let mut timelines: Vec<(&Origin, Option<&Key>, Timeline<Flow>)> = Vec::new();
    for departures in &scenario.departures {
        let (origin, profile) = (&departures.origin, departures.profile.as_ref());
        match timelines.iter_mut().find(|(o, p, _)| (*o, *p) == (origin, profile)) {
            Some((_, _, timeline)) => timeline.rows.push(departures.row.clone()),
            None => timelines.push((origin, profile, Timeline { rows: vec![departures.row.clone()] })),
        }
    }
    timelines
}

/// The factors on departures, as a timeline by place or country.
pub(crate) fn factors(scenario: &Scenario) -> Vec<(Option<&Key>, Timeline<f64>)> {
    let mut timelines: Vec<(Option<&Key>, Timeline<f64>)> = Vec::new();
    for (key, row) in &scenario.departure_factors {
        match timelines.iter_mut().find(|(other, _)| *other == key.as_ref()) {
            Some((_, timeline)) => timeline.rows.push(row.clone()),
            None => timelines.push((key.as_ref(), Timeline { rows: vec![row.clone()] })),
        }
    }
    // Three factors or more have a product that depends on their order in the last bit.
    timelines.sort_by_key(|(key, _)| *key);
    timelines
}

/// What a member knows of each way.
#[derive(Default)]
struct Ways {
    ticks: Vec<u64>,
    ticks_on_foot: Vec<u64>,
    reach: Vec<f64>,
    walk_share: Vec<f64>,
    seats: Vec<Option<f64>>,
}

/// Places for people are whole.
fn whole(people: f64) -> f64 {
    libm::round(people)
}

/// Days of a span with an end.
fn span(from: Date, until: Until) -> f64 {
    match until {
        Until::Date(until) => (from.duration_until(until).as_hours() as f64 / 24.0).max(1.0),
        Until::NextRow | Until::Unknown | Until::Never => 1.0,
    }
}

fn law(dice: &Dice, world: &World, key: &Key, state: &CrossingState, beside: Option<f64>) -> Law {
    let pass = match &state.passage {
        Passage::Open => Pass::Open,
        Passage::Closed => Pass::Closed,
        Passage::Restricted { fraction, profile } => Pass::Restricted {
            fraction: dice.value(*fraction, subjects::let_through(key)),
            profile: profile.as_ref().and_then(|profile| world.profile(profile)),
        },
        Passage::DocumentedOnly => Pass::DocumentedOnly,
        Passage::ReturnsOnly => Pass::ReturnsOnly,
    };
    Law {
        pass,
        per_day: state.per_day.map(|per_day| whole(dice.value(per_day, subjects::passes_per_day(key)))),
        irregular: beside.map_or(0.0, |parameter| {
            state.irregular.map_or(parameter, |own| dice.value(own, subjects::irregular(key)))
        }),
    }
}
