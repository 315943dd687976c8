//! One run as numbers by day.

use corridor_engine::{Count, GateKind, Member, Record, State, World, mix};
use corridor_model::{Key, Kind, Scenario, Target};

use crate::ensemble::Keep;
use crate::headline::camps;

/// Where a series is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A country, by index.
    Country(u32),
    /// A place, by index.
    Place(u32),
    /// A crossing, by the gates into its country and into the other.
    Crossing {
        /// Into the country from which it is described.
        into_country: u32,
        /// Into the country on the other side.
        into_to_country: u32,
    },
}

/// What is counted, and of what.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What is counted.
    pub target: Target,
    /// The key of the place, crossing or country.
    pub location: Key,
    /// Where it is read.
    pub place: Place,
}

/// What a trajectory holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue {
    /// Forecast targets. Cumulative ones are counted from the first day.
    pub series: Vec<Series>,
    /// Ways of which the flow is kept, by index.
    pub ways: Vec<u32>,
}

impl Catalogue {
    /// The targets of countries, crossings and exits, of the places that a result names first and of those that were
    /// observed; as is asked, those of every place, and the flow on every way.
    pub fn of(scenario: &Scenario, world: &World, keep: Keep) -> Catalogue {
        let (mut series, camps) = (Vec::new(), camps(scenario));
        for (country, number) in world.countries.iter().zip(0..) {
            let own = |kind: fn(&corridor_engine::Place) -> bool| {
                world.places.iter().any(|place| place.country == number && kind(place))
            };
            let mut targets = vec![Target::Arrivals, Target::NetArrivals, Target::Returns, Target::Stock];
            if own(|place| place.population > 0) {
                targets.extend([Target::Displaced, Target::IdpReturns]);
            }
            let location = &country.key;
            let place = Place::Country(number);
            series.extend(targets.into_iter().map(|target| Series { target, location: location.clone(), place }));
        }
        for (at, number) in world.places.iter().zip(0..) {
            let wanted = keep >= Keep::Places
                || scenario.headline.contains(&at.key)
                || camps.contains(&&at.key)
                || scenario.observations.iter().any(|observation| observation.location == at.key);
            let place = Place::Place(number);
            let targets: &[Target] = match at.kind {
                Kind::Exit => &[Target::Evacuated],
                Kind::Town | Kind::Camp | Kind::IdpSite | Kind::Hub if wanted => &[Target::Arrivals, Target::Stock],
                Kind::Town | Kind::Camp | Kind::IdpSite | Kind::Hub => &[],
                Kind::Crossing | Kind::Airport | Kind::Waypoint => &[],
            };
            series.extend(targets.iter().map(|&target| Series { target, location: at.key.clone(), place }));
            let gate = |side| {
                let gates = world.gates.iter().zip(0..);
                let mut own = gates.filter(|(gate, _)| gate.kind == GateKind::Crossing && gate.place == number);
                own.find(|(gate, _)| gate.side == side).map(|(_, number)| number)
            };
            if let (Some(into_to_country), Some(into_country)) = (gate(0), gate(1)) {
                let place = Place::Crossing { into_country, into_to_country };
                let targets = [Target::Arrivals, Target::Returns, Target::Stranded, Target::Deaths];
                series.extend(targets.map(|target| Series { target, location: at.key.clone(), place }));
            }
        }
        let ways = if keep >= Keep::Ways { (0..world.ways.len() as u32).collect() } else { Vec::new() };
        Catalogue { series, ways }
    }

    /// The number of a series.
    pub fn find(&self, target: Target, location: &Key) -> Option<usize> {
        self.series.iter().position(|series| series.target == target && series.location == *location)
    }
}

/// One run as numbers by day.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// The number of the member.
    pub member: u32,
    /// By series of the catalogue and day; cumulative targets since the first day, that day included. People are whole,
    /// so 32 bits hold two thousand million of them; net arrivals can fall below 0.
    pub series: Vec<Vec<i32>>,
    /// People who set out, by way of the catalogue and day.
    pub ways: Vec<Vec<i32>>,
    /// Everybody displaced, by day: at places and on the way.
    pub people: Vec<i32>,
    /// People on the way in the evening, by day.
    pub road: Vec<i32>,
    /// Person-kilometres by day: people who set out, by the length of their way.
    pub kilometres: Vec<i32>,
    /// Person-days lived in the run.
    pub person_days: u64,
}

impl Trajectory {
    /// Follows a run of so many days.
    pub fn new(catalogue: &Catalogue, member: u32, days: u32) -> Trajectory {
        // Room for every day at once: a list that grows takes up to twice as much.
        let none = |many| (0..many).map(|_| Vec::with_capacity(days as usize)).collect();
        let (series, ways) = (none(catalogue.series.len()), none(catalogue.ways.len()));
        let days = || Vec::with_capacity(days as usize);
        Trajectory { member, series, ways, people: days(), road: days(), kilometres: days(), person_days: 0 }
    }

    /// 64 bits over every number that is not 0, and what it counts.
    pub fn digest(&self, catalogue: &Catalogue) -> u64 {
        let mut digest = u64::from(self.member);
        for (series, values) in catalogue.series.iter().zip(&self.series) {
            let own = mix(series.location.hash64(), series.target as u64);
            for (day, value) in values.iter().enumerate().filter(|(_, value)| **value != 0) {
                // A sum, so that the order of the series decides nothing.
                digest = digest.wrapping_add(mix(own, mix(day as u64, *value as u64)));
            }
        }
        digest
    }
}

fn whole(people: u64) -> i32 {
    i32::try_from(people).unwrap_or(i32::MAX)
}

/// Writes a trajectory while a member runs.
pub(crate) struct Recorder<'a> {
    pub catalogue: &'a Catalogue,
    pub trajectory: Trajectory,
}

impl Record<u64> for Recorder<'_> {
    fn day(&mut self, world: &World, _: &Member, state: &State<u64>) {
        let today = &state.today;
        let stocks = Stocks::of(world, state);
        self.trajectory.person_days += stocks.all;
        self.trajectory.people.push(whole(stocks.all));
        self.trajectory.road.push(whole(stocks.all - stocks.places.iter().sum::<u64>()));
        let set_out = world.ways.iter().zip(&today.set_out);
        let kilometres: f64 = set_out.map(|(way, people)| way.km * *people as f64).sum();
        self.trajectory.kilometres.push(kilometres as i32);
        for (series, values) in self.catalogue.series.iter().zip(&mut self.trajectory.series) {
            let (target, before) = (series.target, values.last().copied().unwrap_or(0));
            let amount = match series.place {
                Place::Country(country) => {
                    let at = country as usize;
                    let places =
                        || world.places.iter().zip(&today.displaced).filter(|(place, _)| place.country == country);
                    match target {
                        Target::Arrivals => today.entered[at],
                        Target::Returns => today.went_home[at],
                        Target::NetArrivals => {
                            let gone = today.went_home[at] + today.sent_back[at];
                            values.push(before.saturating_add(whole(today.entered[at])).saturating_sub(whole(gone)));
                            continue;
                        }
                        Target::Displaced => places().map(|(_, people)| people).sum(),
                        Target::IdpReturns => today.idp_returns[at],
                        Target::Stock => stocks.countries[at],
                        Target::Evacuated | Target::Stranded | Target::Deaths => 0,
                    }
                }
                Place::Place(place) => {
                    let at = place as usize;
                    match target {
                        Target::Arrivals => today.settled[at],
                        Target::Evacuated => today.left[at],
                        Target::Stock => stocks.places[at],
                        Target::NetArrivals
                        | Target::Returns
                        | Target::Displaced
                        | Target::IdpReturns
                        | Target::Stranded
                        | Target::Deaths => 0,
                    }
                }
                Place::Crossing { into_country, into_to_country } => {
                    let (inward, outward) = (into_country as usize, into_to_country as usize);
                    match target {
                        Target::Arrivals => today.passed[outward],
                        Target::Returns => today.returned[inward],
                        Target::Stranded => today.waiting[outward] + today.waiting[inward],
                        Target::Deaths => today.deaths[outward] + today.deaths[inward],
                        Target::NetArrivals
                        | Target::Displaced
                        | Target::IdpReturns
                        | Target::Evacuated
                        | Target::Stock => 0,
                    }
                }
            };
            let amount = whole(amount);
            values.push(if target.is_cumulative() { before.saturating_add(amount) } else { amount });
        }
        for (way, values) in self.catalogue.ways.iter().zip(&mut self.trajectory.ways) {
            values.push(whole(today.set_out[*way as usize]));
        }
    }
}

/// People displaced, where they are in the evening.
struct Stocks {
    places: Vec<u64>,
    countries: Vec<u64>,
    all: u64,
}

impl Stocks {
    fn of(world: &World, state: &State<u64>) -> Stocks {
        let mut stocks =
            Stocks { places: vec![0; world.places.len()], countries: vec![0; world.countries.len()], all: 0 };
        for ((at, cohorts), place) in world.places.iter().zip(&state.here).zip(&mut stocks.places) {
            for cohort in cohorts {
                *place += cohort.people.people() as u64;
                let country = at.to_country.filter(|_| cohort.key.side & 1 == 1).unwrap_or(at.country);
                stocks.countries[country as usize] += cohort.people;
            }
            stocks.all += *place;
        }
        for road in &state.road {
            stocks.all += road.iter().map(|traveller| traveller.cohort.people).sum::<u64>();
        }
        stocks
    }
}
