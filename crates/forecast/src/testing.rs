//! A small world for tests, with trajectories that a test writes by hand.

use corridor_engine::World;
use corridor_model::{
    Date, Decision, Kernel, Key, Kind, Location, Mode, Parameters, Period, Population, Profile, Provenance, Route,
    Rules, Scenario, Target, Uncertain, UnknownEnds,
};

use crate::ensemble::{Ensemble, Keep};
use crate::forecast::Forecast;
use crate::sketch::Taken;
use crate::trajectory::{Catalogue, Trajectory};

/// A day of the period of five.
pub fn date(day: u32) -> Date {
    period().date(day)
}

fn period() -> Period {
    Period { start: jiff::civil::date(2024, 3, 1), end: jiff::civil::date(2024, 3, 5) }
}

fn place(key: &str, kind: Kind, country: &str, to_country: Option<&str>, population: u64) -> Location {
    Location {
        key: key.into(),
        name: key.to_owned(),
        kind,
        country: country.into(),
        to_country: to_country.map(Key::from),
        admin1: String::new(),
        lat: None,
        lon: None,
        population,
        leave_per_day: None,
        stay_for_good_per_day: None,
        aliases: Vec::new(),
        source: String::new(),
    }
}

fn road(from: &str, to: &str) -> Route {
    Route {
        from: from.into(),
        to: to.into(),
        distance_km: 10.0,
        mode: Mode::Road,
        speed_km_per_day: None,
        seats_per_day: None,
        walk_share: None,
        pull: 1.0,
        one_way: false,
        source: String::new(),
    }
}

/// Two countries with a crossing between them; five days, the second of which is the reference date.
pub fn scenario() -> Scenario {
    Scenario {
        name: "test".to_owned(),
        title: String::new(),
        period: period(),
        reference_date: Some(date(1)),
        rules: Rules {
            decision: Decision::Destinations,
            kernel: Kernel::Power,
            population: Population::Cohorts,
            ..Rules::corridor()
        },
        parameters: Parameters::default(),
        unknown_ends: UnknownEnds::default(),
        profiles: vec![Profile {
            key: "all".into(),
            conflict_share: 1.0,
            conflict_share_at: Vec::new(),
            caution: 1.0,
            documented: Uncertain::Exact(0.0),
            remembers_home: false,
            returns: false,
            distance_exponent: None,
            pull_kind: Vec::new(),
            pull_country: Vec::new(),
            pull_place: Vec::new(),
        }],
        locations: vec![
            place("hub", Kind::Hub, "Bland", None, 0),
            place("home", Kind::Town, "Aland", None, 100),
            place("camp", Kind::IdpSite, "Aland", None, 0),
            place("gate", Kind::Crossing, "Aland", Some("Bland"), 0),
            place("exit", Kind::Exit, "Bland", None, 0),
        ],
        routes: vec![road("home", "camp"), road("home", "gate"), road("gate", "hub")],
        known_roads: Vec::new(),
        redirections: Vec::new(),
        crossings: Vec::new(),
        closures: Vec::new(),
        conflicts: Vec::new(),
        hosts: Vec::new(),
        camps: Vec::new(),
        departures: Vec::new(),
        departure_factors: Vec::new(),
        stocks: Vec::new(),
        observations: Vec::new(),
        facts: Vec::new(),
        what_ifs: Vec::new(),
        headline: Vec::new(),
        provenance: Provenance::default(),
    }
}

/// Members in which nobody moves.
pub fn ensemble(members: u32) -> Ensemble {
    let scenario = scenario();
    let world = World::new(&scenario);
    let catalogue = Catalogue::of(&scenario, &world, Keep::Ways);
    let still = |number| {
        let mut trajectory = Trajectory::new(&catalogue, number, period().days());
        let Trajectory { series, ways, people, road, kilometres, .. } = &mut trajectory;
        for values in series.iter_mut().chain(ways).chain([people, road, kilometres]) {
            values.resize(period().days() as usize, 0);
        }
        trajectory
    };
    Ensemble { trajectories: (0..members).map(still).collect(), scenario, world, catalogue }
}

/// Gives a series its values in each member, and tells its number.
pub fn set<const N: usize>(ensemble: &mut Ensemble, target: Target, location: &str, values: [&[i32]; N]) -> usize {
    let series = ensemble.catalogue.find(target, &location.into()).unwrap();
    for (trajectory, values) in ensemble.trajectories.iter_mut().zip(values) {
        trajectory.series[series] = values.to_vec();
    }
    series
}

/// What a forecast keeps of an ensemble.
pub fn forecast(ensemble: &Ensemble) -> Forecast {
    let scenario = &ensemble.scenario;
    let mut forecast = Forecast::new(scenario, scenario, 0, Keep::Ways);
    take_up(&mut forecast, ensemble);
    forecast
}

/// Takes up the members of an ensemble.
pub fn take_up(forecast: &mut Forecast, ensemble: &Ensemble) {
    let taken = ensemble.trajectories.iter().map(|one| {
        let digest = one.digest(&ensemble.catalogue);
        Taken { digest, one, less: None }
    });
    forecast.sketch.add(&forecast.plan, &taken.collect::<Vec<_>>());
}
