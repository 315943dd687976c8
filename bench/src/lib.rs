//! Worlds to time the engine on.

use corridor_model::{
    CampState, Date, Decision, Kernel, Key, Kind, Location, Mode, Parameter, Parameters, Period, Population, Profile,
    Provenance, Route, Row, Rules, Scenario, Timeline, Uncertain, UnknownEnds,
};

/// The built-in scenario, as of its reference date.
pub fn built_in() -> Option<Scenario> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/afghanistan-2021");
    let files = std::fs::read_dir(&folder).ok()?.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        Some(corridor_formats::Source { name, bytes: std::fs::read(entry.path()).ok()? })
    });
    let sources = corridor_formats::Sources { root: String::new(), files: files.collect() };
    let (scenario, _) = corridor_formats::read(&sources);
    scenario.map(|scenario| match scenario.reference_date {
        Some(date) => corridor_forecast::as_of(&scenario, date),
        None => scenario,
    })
}

/// A grid of towns, 60 to 140 km apart, one in ten a camp with room for a share of the people, one in five with fighting.
///
/// People flee evenly over the period, look one route ahead and go on with probability 0.3 a day, by the parameters of
/// the field's usual setting.
pub fn grid(width: u32, height: u32, people: f64, days: u32, population: Population) -> Scenario {
    let start = Date::constant(2021, 1, 1);
    let period = Period { start, end: start };
    let end = period.date(days - 1);
    let key = |x: u32, y: u32| Key::from(format!("p{:06}", y * width + x));
    let kind = |x: u32, y: u32| if (x * 7 + y * 3).is_multiple_of(10) { Kind::Camp } else { Kind::Town };
    let fights = |x: u32, y: u32| kind(x, y) == Kind::Town && (x * 3 + y * 5).is_multiple_of(5);
    let places = || (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let camps = places().filter(|&(x, y)| kind(x, y) == Kind::Camp).count() as f64;
    let zones = places().filter(|&(x, y)| fights(x, y)).count() as f64;
    let mut parameters = Parameters::default();
    // Everybody at risk flees over the period, the same number each day.
    parameters.set(Parameter::ConflictRatePerDay, Uncertain::Exact(2.0 / f64::from(days)));
    parameters.set(Parameter::ConflictDecayHalfLifeDays, Uncertain::Exact(1e6));
    let locations = places().map(|(x, y)| Location {
        key: key(x, y),
        name: key(x, y).to_string(),
        kind: kind(x, y),
        country: Key::from("Grid"),
        to_country: None,
        admin1: String::new(),
        lat: Some(f64::from(y) / 100.0),
        lon: Some(f64::from(x) / 100.0),
        population: if fights(x, y) { (people / zones / 0.8647) as u64 } else { 0 },
        leave_per_day: None,
        stay_for_good_per_day: None,
        aliases: Vec::new(),
        source: String::new(),
    });
    let route = |from: (u32, u32), to: (u32, u32)| Route {
        from: key(from.0, from.1),
        to: key(to.0, to.1),
        distance_km: f64::from(60 + (from.0 * 31 + from.1 * 17 + to.0 * 13 + to.1 * 7) % 81),
        mode: Mode::Road,
        speed_km_per_day: None,
        seats_per_day: None,
        walk_share: None,
        pull: 1.0,
        one_way: false,
        source: String::new(),
    };
    let right = places().filter(|(x, _)| x + 1 < width).map(|(x, y)| route((x, y), (x + 1, y)));
    let down = places().filter(|(_, y)| y + 1 < height).map(|(x, y)| route((x, y), (x, y + 1)));
    let room = Uncertain::Exact(0.5 * people / camps.max(1.0));
    Scenario {
        name: format!("grid-{}", width * height),
        title: "A grid".to_owned(),
        period: Period { start, end },
        reference_date: None,
        rules: Rules {
            decision: Decision::LookAhead { hops: 1 },
            kernel: Kernel::Power,
            population,
            ..Rules::corridor()
        },
        parameters,
        unknown_ends: UnknownEnds::default(),
        profiles: vec![Profile {
            key: Key::from("displaced"),
            conflict_share: 1.0,
            conflict_share_at: Vec::new(),
            caution: 1.0,
            documented: Uncertain::Exact(0.0),
            remembers_home: false,
            returns: false,
            distance_exponent: None,
            pull_kind: vec![(Kind::Camp, Uncertain::Exact(2.0))],
            pull_country: Vec::new(),
            pull_place: Vec::new(),
        }],
        locations: locations.collect(),
        routes: right.chain(down).collect(),
        known_roads: Vec::new(),
        redirections: Vec::new(),
        crossings: Vec::new(),
        closures: Vec::new(),
        conflicts: places()
            .filter(|&(x, y)| fights(x, y))
            .map(|(x, y)| (key(x, y), Timeline { rows: vec![Row::reported(Uncertain::Exact(1.0), start)] }))
            .collect(),
        hosts: Vec::new(),
        camps: places()
            .filter(|&(x, y)| kind(x, y) == Kind::Camp)
            .map(|(x, y)| {
                let state = Row::reported(CampState::Open { capacity: Some(room), kind: None }, start);
                (key(x, y), Timeline { rows: vec![state] })
            })
            .collect(),
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
