//! Scores and references against Flee's own figures, and figures computed by others from Flee's own folders.

#![allow(clippy::panic, clippy::unwrap_used)] // A reference that cannot be read is a test that fails.

use std::path::PathBuf;

use corridor_forecast::references::{Given, by_capacity, equal, frozen, leaks, network, stock};
use corridor_forecast::scores::ard;
use corridor_formats::flee::{Beside, CampSeries, OutCsv, Validation, read, read_out_csv, write_out_csv};
use corridor_model::{Key, Scenario};
use corridor_tests::shared::{flee_folder, shared};

/// Every run of Flee: its name, its out.csv, and what was measured of it.
fn runs() -> Vec<(String, Vec<u8>, String)> {
    let Some(folder) = shared().map(|shared| shared.join("flee-reference")) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = Vec::new();
    for case in std::fs::read_dir(folder).unwrap().flatten().filter(|case| case.path().is_dir()) {
        paths.extend(std::fs::read_dir(case.path()).unwrap().map(|file| file.unwrap().path()));
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
    paths.sort();
    assert!(paths.len() > 20, "runs of Flee");
    let run = |path: PathBuf| {
        let measured = std::fs::read_to_string(path.with_extension("json")).unwrap();
        (path.display().to_string(), std::fs::read(path).unwrap(), measured)
    };
    paths.into_iter().map(run).collect()
}

fn whole(values: Option<&[f64]>) -> Vec<i64> {
    values.unwrap().iter().map(|value| *value as i64).collect()
}

fn numbers(camps: &[Vec<i64>]) -> Vec<Vec<f64>> {
    camps.iter().map(|camp| camp.iter().map(|people| *people as f64).collect()).collect()
}

#[test]
fn out_csv_is_written_again_byte_for_byte() {
    for (name, bytes, _) in runs() {
        let out: OutCsv = read_out_csv(&bytes).unwrap();
        assert_eq!(out.junk, 0, "{name}");
        let camp = |(name, daily): (&String, &Vec<i64>)| CampSeries {
            key: name.as_str().into(),
            name: name.clone(),
            capacity: None,
            daily: daily.clone(),
        };
        let validation = Validation {
            camps: out.camps.iter().zip(&out.counted).map(camp).collect(),
            total: Vec::new(),
            raw: whole(out.other("raw UNHCR refugee count")),
            debt: whole(out.other("refugee_debt")),
        };
        let people = whole(out.other("total refugees (simulation)"));
        let start = out.dates[0].yesterday().unwrap();
        let again = write_out_csv(&validation, start, &out.simulated, &people, true);
        let (again, bytes) = (String::from_utf8(again).unwrap(), String::from_utf8(bytes).unwrap());
        for (now, then) in again.lines().zip(bytes.lines()) {
            assert_eq!(now, then, "{name}");
        }
        assert_eq!(again, bytes, "{name}");
    }
}

#[test]
fn the_relative_difference_is_that_of_flee() {
    for (name, bytes, measured) in runs() {
        let out = read_out_csv(&bytes).unwrap();
        let figure = |key: &str| -> f64 {
            let (_, rest) = measured.split_once(&format!("\"{key}\": ")).unwrap();
            rest.split([',', '}']).next().unwrap().parse().unwrap()
        };
        for (key, rescaled) in [("ARD", false), ("ARD_rescaled", true)] {
            let score = ard(&numbers(&out.simulated), &numbers(&out.counted), 0, rescaled).unwrap();
            assert!((score.mean - figure(key)).abs() < 1e-4, "{name}: {key} {} is not {}", score.mean, figure(key));
            assert!((score.by_camp.iter().sum::<f64>() - score.mean).abs() < 1e-9, "{name}");
        }
    }
}

/// The camps of a case of Flee.
struct Camps {
    scenario: Scenario,
    keys: Vec<Key>,
    counted: Vec<Vec<f64>>,
    capacities: Vec<Option<f64>>,
}

/// A case, read by these rules.
fn case(name: &str, rules: &str) -> Option<Camps> {
    let sources = flee_folder(&shared()?.join("cases").join(name), |text| format!("{text}\nrules: {rules}\n"));
    let (case, told) = read(&sources, &Beside::default());
    let case = case.unwrap_or_else(|| panic!("{name}: {told:?}"));
    let camps = case.validation.unwrap().camps;
    let daily: Vec<Vec<i64>> = camps.iter().map(|camp| camp.daily.clone()).collect();
    Some(Camps {
        scenario: case.scenario,
        keys: camps.iter().map(|camp| camp.key.clone()).collect(),
        counted: numbers(&daily),
        capacities: camps.iter().map(|camp| camp.capacity.map(|people| people as f64)).collect(),
    })
}

const CASES: [&str; 6] = ["burundi2015", "car2013", "mali2012", "nigeria2016", "ssudan2013", "syria2013"];

fn rescaled(people: &[Vec<f64>], counted: &[Vec<f64>], first: usize) -> f64 {
    ard(people, counted, first, true).unwrap().mean
}

fn near(name: &str, found: [f64; 4], expected: [f64; 4], tolerance: f64) {
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < tolerance, "{name}: {found} is not {expected}");
    }
}

/// The stock of each day split equally and by capacity; the split of days 30 and 7 frozen, scored after them. The figures were
/// made from counts as Flee adds them up, quirks and all.
#[test]
fn references_that_split_the_stock_have_the_figures_of_the_dossier_on_flee() {
    let expected = [
        [0.749, 0.337, 0.364, 0.363],
        [0.783, 0.373, 0.919, 0.999],
        [1.075, 0.168, 0.399, 0.489],
        [0.581, 0.087, 0.084, 0.083],
        [0.741, 0.423, 0.826, 1.038],
        [0.487, 0.467, 0.614, 0.765],
    ];
    for (name, expected) in CASES.into_iter().zip(expected) {
        let Some(Camps { counted, capacities, .. }) = case(name, "flee-3.2-quirks") else { return };
        let totals = Given::of(&counted, Vec::new()).totals;
        let capacities: Vec<f64> = capacities.iter().map(|capacity| capacity.unwrap()).collect();
        let frozen = |day: usize| rescaled(&frozen(&counted, &totals, day).unwrap(), &counted, day + 1);
        let found = [
            rescaled(&stock(&totals, &vec![1.0; counted.len()]), &counted, 0),
            rescaled(&stock(&totals, &capacities), &counted, 0),
            frozen(30),
            frozen(7),
        ];
        near(name, found, expected, 0.002);
    }
}

/// The arrivals after the first day split among the open camps, equally and by capacity. (With Flee's quirks a camp opens as
/// soon as any row that shuts a road to it ends; these figures know none of that.)
#[test]
fn references_that_split_arrivals_have_the_figures_of_the_protocol() {
    let expected = [[0.535, 0.211], [0.707, 0.548], [0.447, 0.236], [0.581, 0.087], [0.777, 0.355], [0.487, 0.467]];
    for (name, [by_equal, by_room]) in CASES.into_iter().zip(expected) {
        let Some(Camps { scenario, keys, counted, capacities }) = case(name, "flee-3.2") else { return };
        let network = network(&scenario, &keys);
        let given = Given::of(&counted, network.open);
        let by_capacity = by_capacity(&given, &capacities).unwrap();
        let found = [rescaled(&equal(&given), &counted, 0), rescaled(&by_capacity, &counted, 0), 0.0, 0.0];
        near(name, found, [by_equal, by_room, 0.0, 0.0], 0.002);
    }
}

/// Of the 43 camps of the six cases half have a capacity that is the largest of their counts.
#[test]
fn capacities_leak_the_answer() {
    let (mut leaking, mut all) = (0, 0);
    for name in CASES {
        let Some(Camps { counted, capacities, .. }) = case(name, "flee-3.2") else { return };
        let found = leaks(&capacities, &counted);
        leaking += found.iter().filter(|leaks| **leaks).count();
        all += found.len();
    }
    assert_eq!((leaking, all), (22, 43));
}
