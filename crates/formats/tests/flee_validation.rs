//! The columns of Flee's output that follow from the data alone, beside those of Flee's own runs.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // A test may.

use std::fs;
use std::path::{Path, PathBuf};

use corridor_formats::flee::{Beside, Case, is_flee, read};
use corridor_formats::{Source, Sources};
use corridor_model::{Flow, Severity};

/// The folder that the work shares: beside the checkout, or where `CORRIDOR_SHARED` says.
fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("CORRIDOR_SHARED").map_or(beside, PathBuf::from);
    if folder.join("cases").is_dir() {
        return Some(folder);
    }
    let required = std::env::var("CORRIDOR_SHARED_REQUIRED").is_ok_and(|value| value == "1");
    assert!(!required, "{} is missing", folder.display());
    eprintln!("skipped: {} is missing", folder.display());
    None
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

/// The files of a folder and its subfolders.
fn sources(root: &Path) -> Sources {
    let mut files = Vec::new();
    let mut next = vec![root.to_owned()];
    while let Some(folder) = next.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                next.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                files.push(Source { name, bytes: fs::read(path).unwrap() });
            }
        }
    }
    Sources { root: root.to_str().unwrap().to_owned(), files }
}

/// The case with these rules and this `hasten`.
fn case(sources: &Sources, rules: &str, hasten: u32) -> Case {
    let settings = sources.files.iter().find(|file| file.name == "simsetting.yml").unwrap();
    let text = String::from_utf8(settings.bytes.clone()).unwrap();
    let text = text.replace("hasten: 1", &format!("hasten: {hasten}"));
    let bytes = format!("{text}\nrules: {rules}\n").into_bytes();
    let settings = Source { name: "simsetting.yml".to_owned(), bytes };
    let (case, told) = read(sources, &Beside { settings: Some(settings), validation: None });
    let errors: Vec<String> =
        told.iter().filter(|told| told.severity == Severity::Error).map(ToString::to_string).collect();
    assert_eq!(errors, Vec::<String>::new());
    case.unwrap()
}

#[test]
fn every_case_reads_without_errors_in_both_modes() {
    let Some(shared) = shared() else { return };
    for folder in folders(&shared.join("cases")) {
        let sources = sources(&folder);
        assert!(is_flee(&sources));
        for rules in ["flee-3.2", "flee-3.2-quirks"] {
            let case = case(&sources, rules, 1);
            let days = case.scenario.period.days() as usize;
            let validation = case.validation.unwrap();
            assert_eq!(validation.total.len(), days);
            assert!(!validation.camps.is_empty());
            assert!(!case.scenario.departures.is_empty() && !case.scenario.conflicts.is_empty());
        }
    }
}

#[test]
fn the_data_columns_are_those_of_flee() {
    let Some(shared) = shared() else { return };
    let mut compared = 0;
    for folder in folders(&shared.join("flee-reference")) {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let sources = sources(&shared.join("cases").join(name));
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let Some(hasten) = path.file_name().unwrap().to_str().unwrap().strip_suffix("_s1.csv") else { continue };
            let hasten: u32 = hasten.strip_prefix('h').unwrap().parse().unwrap();
            let validation = case(&sources, "flee-3.2-quirks", hasten).validation.unwrap();
            let text = fs::read_to_string(&path).unwrap();
            let mut lines = text.lines();
            let header: Vec<&str> = lines.next().unwrap().split(',').collect();
            let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
            let column = |name: &str| -> Vec<i64> {
                let index = header.iter().position(|column| *column == name).unwrap();
                rows.iter().map(|row| row[index].parse().unwrap()).collect()
            };
            let camps: Vec<&str> = header.iter().filter_map(|column| column.strip_suffix(" data")).collect();
            let ours: Vec<&str> = validation.camps.iter().map(|camp| camp.name.as_str()).collect();
            assert_eq!(ours, camps, "{name}: the order of the camps");
            for camp in &validation.camps {
                assert_eq!(camp.daily, column(&format!("{} data", camp.name)), "{name} at {hasten}: {}", camp.name);
            }
            assert_eq!(validation.raw, column("raw UNHCR refugee count"), "{name} at {hasten}: raw");
            assert_eq!(validation.debt, column("refugee_debt"), "{name} at {hasten}: debt");
            // The total holds what is counted in places that are no camps of the scenario, too: departures follow from it.
            let days = 0..validation.total.len();
            let sums: Vec<i64> = days.map(|day| validation.camps.iter().map(|camp| camp.daily[day]).sum()).collect();
            assert_eq!(sums, column("refugees in camps (UNHCR)"), "{name} at {hasten}: camps");
            if name != "car2013" {
                assert_eq!(validation.total, sums, "{name} at {hasten}: total");
            }
            // Everybody whom Flee added by a day: those in camps at the beginning and all who left since.
            let case = case(&sources, "flee-3.2-quirks", hasten);
            let begun: f64 = case.scenario.stocks.iter().map(|stock| stock.people.median()).sum();
            let people = column("total refugees (simulation)");
            let mut ours = begun as i64;
            for day in 0..case.scenario.period.days() {
                let date = case.scenario.period.date(day);
                let rows = case.scenario.departures.iter().map(|departures| &departures.row);
                let Some(row) = rows.filter(|row| row.event_date <= date).max_by_key(|row| row.event_date) else {
                    continue;
                };
                if let Flow::PerDay(leave) = row.value {
                    ours += leave.median() as i64;
                }
                assert_eq!(ours, people[day as usize], "{name} at {hasten}: people on day {day}");
            }
            compared += 1;
        }
    }
    assert!(compared >= 6, "only {compared} runs compared");
}
