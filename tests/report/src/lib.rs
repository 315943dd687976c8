//! Reports of an invented world, large enough that a map and its names have to be drawn with care: 130 places, more flows
//! than arrows, names in several scripts.

use corridor_formats::write::Spread;
use corridor_formats::write::report::{
    AgreementRow, CampRow, CrossingRow, Difference, DifferenceRow, Dot, Driver, HarmRow, HarmUnit, HostRow, Made,
    MapFlow, PlaceRow, Report, Series, SkillRow,
};
use corridor_formats::{Source, Sources};
use corridor_model::{Date, Key, Kind, Scenario, Target};

/// The files: their names and bytes.
pub fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let scenario = world();
    let forecast = forecast(&scenario);
    let comparison = comparison(&scenario);
    let public = Report { public: true, ..comparison.clone() };
    let bare =
        Report { reference: scenario.period.start, made: Made { members: 1, ..Made::default() }, ..Report::default() };
    let write = |report| corridor_formats::write::report(&scenario, report);
    vec![
        ("forecast.html", write(&forecast)),
        ("comparison.html", write(&comparison)),
        ("public.html", write(&public)),
        ("bare.html", write(&bare)),
    ]
}

/// Numbers that look as if nobody had chosen them, the same every time.
struct Odd(u64);

impl Odd {
    /// From 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / f64::from(1u32 << 31)
    }
}

const SYLLABLES: [&str; 16] =
    ["ka", "ri", "mun", "sel", "dar", "to", "ven", "ash", "lo", "pir", "gul", "ne", "bor", "tas", "im", "rud"];

/// The scenario, read as a user's would be.
fn world() -> Scenario {
    let mut odd = Odd(7);
    let mut locations = String::from("key,name,kind,country,to_country,admin1,lat,lon,population,aliases,source\n");
    let mut routes = String::from("from,to,distance_km,mode,source\n");
    for place in 0..118 {
        let country = ["Arden", "Belmar", "Cassia", "Dorn"][if place < 74 { 0 } else { 1 + place % 3 }];
        // A cloud of places around a middle, the hosts around the country of origin.
        let (lat, lon) = match country {
            "Arden" => (33.0 + 4.5 * (odd.next() + odd.next() - 1.0), 62.0 + 6.0 * (odd.next() + odd.next() - 1.0)),
            "Belmar" => (29.0 + 2.5 * odd.next(), 66.5 + 4.0 * odd.next()),
            "Cassia" => (33.0 + 4.0 * odd.next(), 52.5 + 3.5 * odd.next()),
            _ => (37.5 + 2.2 * odd.next(), 62.0 + 6.0 * odd.next()),
        };
        let name: String = (0..2 + place % 2).map(|_| SYLLABLES[(odd.next() * 15.9) as usize]).collect();
        let name = match place {
            3 => "قندهار".to_owned(),
            9 => "Душанбе".to_owned(),
            20 => "O'Brien & Söhne <West>".to_owned(),
            75 => "缅甸营地".to_owned(),
            _ => name.get(..1).unwrap_or_default().to_uppercase() + name.get(1..).unwrap_or_default(),
        };
        let kind = if country == "Arden" { "town" } else { ["hub", "camp"][place % 2] };
        let people = if kind == "town" { 20_000.0 + 900_000.0 * odd.next() * odd.next() } else { 0.0 };
        locations
            .push_str(&format!("p{place},\"{name}\",{kind},{country},,,{lat:.3},{lon:.3},{people:.0},,invented\n"));
        if place > 0 {
            routes.push_str(&format!("p{},p{place},80,road,invented\n", place / 2));
        }
    }
    let gates = [
        ("x_north", "North Bridge", "Dorn", 37.2, 64.0),
        ("x_pass", "Salt Pass", "Dorn", 36.9, 66.9),
        ("x_south", "South Gate", "Belmar", 30.9, 66.3),
        ("x_river", "River Post", "Belmar", 32.1, 67.7),
        ("x_west", "Islam Qala", "Cassia", 34.4, 56.6),
        ("x_dust", "Dust Road", "Cassia", 31.4, 56.9),
    ];
    for (key, name, to, lat, lon) in gates {
        locations.push_str(&format!("{key},{name},crossing,Arden,{to},,{lat},{lon},0,,invented\n"));
        routes.push_str(&format!("p1,{key},200,road,invented\n"));
    }
    locations.push_str("airport,Karimun airport,airport,Arden,,,33.2,62.3,0,,invented\n");
    for (key, name, lat, lon) in [("far1", "Eastport", "24.0", "46.0"), ("far2", "Old Harbour", "39.0", "33.0")] {
        locations.push_str(&format!("{key},{name},hub,Elsewhere,,,{lat},{lon},0,,invented\n"));
    }
    locations.push_str("third,Third countries,exit,Third countries,,,,,0,,invented\n");
    routes.push_str("p1,airport,20,road,invented\nairport,third,3000,air,invented\np75,far1,900,road,invented\np75,far2,1900,road,invented\n");
    let crossings = "crossing,event_date,until,into,status,fraction,per_day,available_at,source\n\
        x_north,2031-05-01,,,restricted,0.1..0.3,,,https://news.example.org/bridge\n\
        x_south,2031-08-30,unknown,Belmar,closed,,,,https://news.example.org/gate\n\
        x_dust,2031-06-11,never,,closed,,,,https://wire.example.net/dust\n\
        x_west,2031-05-01,,Cassia,documented_only,,400..900,,https://wire.example.net/west\n";
    let hosts = "host,event_date,until,policy,value,condition,likelihood,available_at,source\n\
        Belmar,2031-05-01,,push_back,0.1..0.4,,,,https://news.example.org/push\n\
        Dorn,2031-07-22,,pledge,100000,help from outside,0.2..0.5,,https://news.example.org/pledge\n\
        Cassia,2031-08-18,,refusal,0.2..0.5,,,,https://wire.example.net/refusal\n";
    let settings = "schema: 1\nrules_version: 1\nname: arden-2031\ntitle: Arden, May to December 2031 (an invented world)\n\
        period: {start: 2031-05-01, end: 2031-12-31}\nreference_date: 2031-09-02\n\
        profiles: [{key: displaced}]\nparameters: {conflict_rate_per_day: 0.0025..0.006, road_km_per_day: 150..250}\n\
        provenance:\n  compiled_by: Nobody\n  licence: CC0\n  attribution: [\"Everything is invented.\"]\n";
    let files = [
        ("scenario.yml", settings.to_owned()),
        ("locations.csv", locations),
        ("routes.csv", routes),
        ("crossings.csv", crossings.to_owned()),
        ("hosts.csv", hosts.to_owned()),
    ];
    let sources = Sources {
        root: String::new(),
        files: files.map(|(name, text)| Source { name: name.to_owned(), bytes: text.into_bytes() }).into(),
    };
    let (scenario, diagnostics) = corridor_formats::read(&sources);
    scenario.unwrap_or_else(|| unreadable(&diagnostics))
}

#[allow(clippy::panic)] // The files above are at fault.
fn unreadable(diagnostics: &[corridor_model::Diagnostic]) -> Scenario {
    let errors = diagnostics.iter().filter(|one| one.severity == corridor_model::Severity::Error);
    panic!("{:?}", errors.collect::<Vec<_>>())
}

fn date(month: i8, day: i8) -> Date {
    Date::constant(2031, month, day)
}

/// A spread around a median, the wider the more uncertain.
fn around(median: f64, width: f64) -> Spread {
    let at = |power: f64| median * libm::exp2(width * power);
    Spread { mean: median * 1.05, q05: at(-1.0), q25: at(-0.4), q50: median, q75: at(0.4), q95: at(1.0) }
}

/// What nine in ten are at, from one number to another.
fn from_to(low: f64, high: f64) -> Spread {
    let at = |share: f64| low + (high - low) * share;
    Spread { mean: at(0.5), q05: low, q25: at(0.3), q50: at(0.5), q75: at(0.7), q95: high }
}

/// Arrivals in a country day by day after the reference date: fast at first, then slower.
fn course(most: f64) -> Vec<Spread> {
    let day = |day: i32| {
        let share = f64::from(day) / 120.0;
        around(most * share.sqrt(), 0.25 + 0.9 * share)
    };
    (0..=120).map(day).collect()
}

fn key(key: &str) -> Key {
    key.into()
}

fn forecast(scenario: &Scenario) -> Report {
    let mut odd = Odd(11);
    let reference = date(9, 2);
    let horizons = vec![date(10, 2), date(11, 1), date(12, 1), date(12, 31)];
    let dot =
        |day, low, high, known| Dot { date: day, low, high, known, source: "Border guards, weekly count".to_owned() };
    let series = |target, location: &str, days, observed| Series {
        target: Some(target),
        location: key(location),
        first: reference,
        days,
        base: Vec::new(),
        observed,
    };
    let waiting: Vec<Spread> = (0..=244)
        .map(|day| {
            let hump = f64::from(day - 110) / 40.0;
            around(9_000.0 * libm::exp(-hump * hump) + 3.0, 0.2 + f64::from(day.max(124) - 124) / 90.0)
        })
        .collect();
    let late = vec![dot(date(10, 4), 9_000.0, 15_000.0, false), dot(date(11, 10), 21_000.0, 21_000.0, false)];
    let counts = vec![dot(date(7, 20), 2_600.0, 4_100.0, true), dot(date(8, 28), 7_000.0, 10_000.0, true)];
    let series = vec![
        series(Target::Arrivals, "Belmar", course(41_000.0), late),
        series(Target::Arrivals, "Cassia", course(18_000.0), vec![]),
        series(Target::Arrivals, "Dorn", course(640.0), vec![]),
        Series { first: scenario.period.start, ..series(Target::Stranded, "x_south", waiting, counts) },
        series(Target::Evacuated, "third", course(0.0), vec![]),
        series(Target::Arrivals, "x_west", course(2_400_000.0), vec![]),
    ];
    let towns: Vec<&Key> =
        scenario.locations.iter().filter(|at| at.country == key("Arden")).map(|at| &at.key).collect();
    let gates: Vec<&Key> = scenario.locations.iter().filter(|at| at.kind == Kind::Crossing).map(|at| &at.key).collect();
    let away: Vec<&Key> =
        scenario.locations.iter().filter(|at| matches!(at.kind, Kind::Hub | Kind::Camp)).map(|at| &at.key).collect();
    let mut pick = |from: &[&Key]| from[(odd.next() * (from.len() as f64 - 0.1)) as usize].clone();
    let mut flows = Vec::new();
    for rank in 1..=80u32 {
        let (from, to) = match rank % 3 {
            0 => (pick(&towns), pick(&towns)),
            1 => (pick(&towns), pick(&gates)),
            _ => (pick(&gates), pick(&away)),
        };
        flows.push(MapFlow { from, to, people: around(52_000.0 / f64::from(rank), 0.8) });
    }
    let places = away.iter().chain(&towns).enumerate().filter(|(index, _)| index % 3 == 0);
    let places = places
        .map(|(index, at)| PlaceRow { location: (*at).clone(), people: around(60_000.0 / (1.0 + index as f64), 0.7) });
    let crossing = |location: &str, most: f64| CrossingRow {
        location: key(location),
        passed: around(most, 0.9),
        now: around(most / 9.0, 0.2),
        peak: around(most / 4.0, 0.7),
        end: around(most / 20.0, 1.6),
    };
    let host = |country: &str, most: f64| HostRow {
        country: key(country),
        arrivals: [0.5, 0.7, 0.86, 1.0].map(|share| around(most * share, 0.3 + 0.8 * share)).into(),
    };
    let camp = |location: &str, most: f64| CampRow {
        location: key(location),
        stock: [0.5, 0.7, 0.86, 1.0].map(|share| around(most * share, 0.6)).into(),
    };
    let driver = |input: &str, share| Driver {
        result: "arrivals in Belmar by 31 December".to_owned(),
        input: input.to_owned(),
        share,
    };
    let agreement = |location: &str, day, known, reported: (f64, f64), agrees| AgreementRow {
        target: Some(Target::Arrivals),
        location: key(location),
        since: Some(reference).filter(|since| *since < day),
        date: day,
        known,
        reported,
        implied: (reported.0 * 1.6, reported.1 * 2.4),
        ensemble: from_to(reported.0, reported.1 * 2.1),
        agrees,
        source: "UN update of the week, https://updates.example.org/weekly/2031-10".to_owned(),
    };
    Report {
        places_are_stocks: true,
        public: false,
        reference,
        hindcast: false,
        horizons,
        series,
        flows,
        places: places.collect(),
        crossings: vec![
            crossing("x_south", 30_000.0),
            crossing("x_west", 12_000.0),
            crossing("x_north", 130.0),
            crossing("x_dust", 0.0),
        ],
        hosts: vec![host("Belmar", 41_000.0), host("Cassia", 18_000.0), host("Dorn", 64.0)],
        camps: vec![camp("p75", 8_200.0), camp("p77", 31.0)],
        comparison: None,
        drivers: vec![
            driver("how long South Gate stays shut", 0.43),
            driver("share of the population who flee on a day of fighting (conflict_rate_per_day)", 0.21),
            driver("how strongly Belmar pulls", 0.12),
            driver("whether help comes for Dorn's pledge", 0.02),
        ],
        agreement: vec![
            agreement("Belmar", date(8, 20), true, (3_100.0, 3_100.0), true),
            agreement("Belmar", date(10, 4), false, (9_000.0, 9_400.0), true),
            agreement("Cassia", date(11, 20), false, (31_000.0, 42_000.0), false),
        ],
        skill: vec![SkillRow {
            what: "Six past conflicts, refugees by camp".to_owned(),
            horizon_days: 90,
            measure: "weighted interval score, people, less is better".to_owned(),
            score: 1_840.0,
            reference: Some(("as many as on the reference date".to_owned(), 3_120.0)),
            forecasts: 96,
        }],
        edits: Vec::new(),
        made: Made {
            version: "0.1.0".to_owned(),
            members: 1_000,
            seed: 1,
            hash: "9f2c64e1a0b3d57788c1e0fa54a2cc07".to_owned(),
            digest: "5d41402abc4b2a76/482113".to_owned(),
            command: "corridor run arden-2031 --members 1000 --seed 1 --out results".to_owned(),
        },
    }
}

fn comparison(scenario: &Scenario) -> Report {
    let mut report = forecast(scenario);
    report.edits = vec!["close x_south from 2031-09-02 until never".to_owned()];
    report.made.command = "corridor compare arden-2031 --edit \"close x_south from 2031-09-02 until never\"".to_owned();
    report.made.members = 200;
    for one in &mut report.series {
        one.base = one.days.iter().map(|at| around(at.q50 * 1.25, 0.8)).collect();
    }
    let row = |target, location: &str, (base, what_if), (low, high): (f64, f64), above, visible| DifferenceRow {
        target: Some(target),
        location: key(location),
        date: date(12, 31),
        base: around(base, 0.9),
        what_if: around(what_if, 0.9),
        difference: from_to(low, high),
        above_zero: above,
        below_zero: 1.0 - above,
        visible,
        days: Vec::new(),
        first: date(9, 2),
    };
    let days = |low: f64, high: f64| -> Vec<Spread> {
        let share = |day: i32| libm::pow(f64::from(day) / 120.0, 1.4);
        (0..=120).map(|day| from_to(low * share(day), high * share(day) + 30.0)).collect()
    };
    report.comparison = Some(Difference {
        left_out: 3,
        question: "South Gate stays shut until the end of the year.".to_owned(),
        against: "the scenario as it is".to_owned(),
        closes: true,
        rows: vec![
            DifferenceRow {
                days: days(-21_000.0, -4_000.0),
                ..row(Target::Arrivals, "Belmar", (52_000.0, 41_000.0), (-21_000.0, -4_000.0), 0.004, Some(date(9, 14)))
            },
            DifferenceRow {
                days: days(-900.0, 5_200.0),
                ..row(Target::Arrivals, "Cassia", (16_000.0, 18_000.0), (-900.0, 5_200.0), 0.81, None)
            },
            row(Target::Arrivals, "Dorn", (61.0, 64.0), (-20.0, 31.0), 0.55, None),
            DifferenceRow {
                days: days(2_000.0, 14_000.0),
                ..row(Target::Stranded, "x_south", (600.0, 8_000.0), (2_000.0, 14_000.0), 1.0, Some(date(9, 4)))
            },
        ],
        harm: vec![
            HarmRow {
                what: "most people stranded at once".to_owned(),
                location: Some(key("x_south")),
                unit: HarmUnit::People,
                base: around(3_400.0, 0.6),
                what_if: around(11_000.0, 0.7),
                difference: from_to(3_900.0, 13_000.0),
            },
            HarmRow {
                what: "waiting".to_owned(),
                location: None,
                unit: HarmUnit::PersonDays,
                base: around(210_000.0, 0.6),
                what_if: around(890_000.0, 0.7),
                difference: from_to(300_000.0, 1_240_000.0),
            },
            HarmRow {
                what: "way of those who arrive".to_owned(),
                location: None,
                unit: HarmUnit::Km,
                base: around(412.0, 0.1),
                what_if: around(523.0, 0.2),
                difference: from_to(41.0, 188.0),
            },
            HarmRow {
                what: "time on the way of those who arrive".to_owned(),
                location: None,
                unit: HarmUnit::Days,
                base: around(4.1, 0.1),
                what_if: around(9.8, 0.2),
                difference: from_to(2.2, 9.1),
            },
            HarmRow {
                what: "people at the nearest places, of their residents".to_owned(),
                location: Some(key("p12")),
                unit: HarmUnit::Percent,
                base: around(2.0, 0.1),
                what_if: around(9.0, 0.2),
                difference: from_to(3.0, 11.0),
            },
        ],
    });
    report
}
