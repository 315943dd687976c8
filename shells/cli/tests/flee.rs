//! Flee folders as a user has them.

// Helpers of tests are tests too; clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const FLEE: &str = "tests/fixtures/flee";

fn output(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_corridor")).args(words).output().unwrap()
}

/// The exit status and what was said on stderr.
fn said(words: &[&str]) -> (Option<i32>, String) {
    let output = output(words);
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn document(words: &[&str]) -> Value {
    serde_json::from_slice(&output(words).stdout).unwrap()
}

/// An empty folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("flee").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// A copy of the small Flee folder.
fn copy(name: &str) -> PathBuf {
    let to = folder(name).join("small");
    for part in ["", "input_csv", "source_data"] {
        fs::create_dir_all(to.join(part)).unwrap();
        for entry in fs::read_dir(Path::new(FLEE).join(part)).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                fs::copy(entry.path(), to.join(part).join(entry.file_name())).unwrap();
            }
        }
    }
    to
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_cannot_be_read_is_named() {
    let small = copy("system");
    let at = small.to_str().unwrap();
    let system = |words: &[&str], what: &str| {
        let (status, said) = said(words);
        assert!(status == Some(3) && said.contains(what), "{status:?} {said}");
    };
    let locations = small.join("input_csv/locations.csv");
    fs::File::create(&locations).unwrap().set_len((512 << 20) + 1).unwrap();
    system(&["check", at], "locations.csv` is larger than 512 MiB");
    fs::remove_file(&locations).unwrap();
    fs::create_dir(&locations).unwrap();
    for command in [&["check", at][..], &["run", at], &["convert", at, &format!("{at}-ours")]] {
        system(command, "locations.csv` is a folder where a file is expected");
    }
    fs::remove_dir(&locations).unwrap();
    fs::remove_file(small.join("source_data/refugees.csv")).unwrap();
    fs::create_dir(small.join("source_data/refugees.csv")).unwrap();
    system(&["check", at], "refugees.csv` is a folder where a file is expected");
    fs::remove_dir_all(small.join("source_data")).unwrap();
    fs::remove_file(small.join("simsetting.yml")).unwrap();
    fs::create_dir(small.join("simsetting.yml")).unwrap();
    system(&["check", at], "simsetting.yml` is a folder where a file is expected");
}

#[cfg(unix)]
#[test]
fn links_lead_to_where_they_lead() {
    use std::os::unix::fs::symlink;
    let small = copy("links");
    let at = small.to_str().unwrap();
    let routes = small.join("input_csv/routes.csv");
    let to = |target: &str| {
        fs::remove_file(&routes).unwrap();
        symlink(target, &routes).unwrap();
        said(&["check", at])
    };
    for (target, what) in
        [("gone.csv", "cannot be read"), ("routes.csv", "cannot be read"), ("/dev/null", "not a plain")]
    {
        let (status, said) = to(target);
        assert!(status == Some(3) && said.contains("routes.csv`") && said.contains(what), "{status:?} {said}");
    }
    // A link to the folder is the folder; what nobody reads may be whatever it is.
    symlink("gone", small.join("input_csv/notes.csv")).unwrap();
    symlink(".", small.join("source_data/self")).unwrap();
    fs::remove_file(&routes).unwrap();
    fs::copy(Path::new(FLEE).join("input_csv/routes.csv"), &routes).unwrap();
    let link = small.with_file_name("link");
    symlink(&small, &link).unwrap();
    let (straight, by_link) = (said(&["check", at]), said(&["check", link.to_str().unwrap()]));
    assert_ne!(straight.0, Some(3), "{straight:?}");
    assert_eq!(straight.0, by_link.0, "{by_link:?}");
}

#[test]
fn whatever_lies_there_nothing_panics() {
    let base = folder("strange");
    let make = |name: &str, files: &[(&str, &[u8])]| {
        for (file, bytes) in files {
            let path = base.join(name).join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        fs::create_dir_all(base.join(name)).unwrap();
        base.join(name)
    };
    let empty = make("empty", &[]);
    fs::create_dir(empty.join("input_csv")).unwrap();
    let folders = [
        empty,
        make("nothing", &[("locations.csv", b""), ("routes.csv", b"")]),
        make("bytes", &[("locations.csv", &[0xff, 0xfe, 0, 1]), ("routes.csv", b"\"\"\",\r\r\n,,,\0")]),
        make(
            "counts",
            &[("input_csv/sim_period.csv", b"StartDate,x"), ("source_data/data_layout.csv", b"\xff\xfe,,\n")],
        ),
        make("settings", &[("input_csv/routes.csv", b"#"), ("simsetting.yml", b"a: [\n\t- {")]),
    ];
    for folder in &folders {
        let at = folder.to_str().unwrap();
        let out = folder.with_extension("ours");
        for words in [&["check", at][..], &["run", at, "--members", "1"], &["convert", at, out.to_str().unwrap()]] {
            let (status, said) = said(words);
            assert!(status == Some(1) && !said.contains("panicked"), "{words:?}: {status:?} {said}");
        }
        assert!(!out.exists());
    }
}

#[test]
fn a_flee_folder_is_read_with_what_lies_in_it_or_is_given() {
    let used = |words: &[&str]| document(&[&["check", "--json"], words].concat())["flee"].clone();
    let (settings, counts) = (format!("{FLEE}/simsetting.yml"), format!("{FLEE}/source_data"));
    assert_eq!(
        (&used(&[FLEE])["settings"], &used(&[FLEE])["validation"]),
        (&settings.clone().into(), &counts.clone().into())
    );
    let small = copy("given");
    let at = small.to_str().unwrap();
    fs::remove_dir_all(small.join("source_data")).unwrap();
    fs::rename(small.join("simsetting.yml"), small.join("../simsetting.yml")).unwrap();
    let above = used(&[at]);
    let above_it = small.with_file_name("simsetting.yml").display().to_string();
    assert_eq!((&above["settings"], &above["validation"]), (&above_it.into(), &Value::Null));
    let given = used(&[at, "--settings", &settings, "--validation", &counts]);
    assert_eq!((&given["settings"], &given["validation"]), (&settings.into(), &counts.into()));
    let settings = small.with_file_name("others.yml").display().to_string();
    // How many flee would follow from the counts, unless the settings say it.
    assert_eq!(document(&["check", "--json", at])["diagnostics"][0]["code"], "missing-file");
    fs::write(
        &settings,
        "spawn_rules: {conflict_driven_spawning: {spawn_mode: constant, displaced_per_conflict_day: 50}}",
    )
    .unwrap();
    let words = ["run", at, "--settings", &settings, "--members", "2", "--days", "5"];
    let output = output(&words);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("\nPeople in camps\n") && !text.contains("counted"), "{text}");
}

#[test]
fn a_result_has_out_csv_as_flee_writes_it() {
    let out = folder("out").join("results");
    let words = ["run", FLEE, "--members", "5", "--quiet", "--out", out.to_str().unwrap()];
    assert_eq!(said(&words), (Some(0), String::new()));
    let mut expected = vec![
        "camps.svg",
        "drivers.csv",
        "flows.csv",
        "flows.geojson",
        "forecast.csv",
        "model-card.md",
        "out.csv",
        "places.geojson",
        "report.html",
        "results.xlsx",
        "ro-crate-metadata.json",
        "stocks.csv",
        "summary.json",
    ];
    expected.extend(cfg!(page_inside).then_some("map.html"));
    expected.sort_unstable();
    assert_eq!(names(&out), expected);
    let text = fs::read_to_string(out.join("out.csv")).unwrap();
    let header =
        "Day,Date,Lakeside sim,Lakeside data,Lakeside error,Northgate sim,Northgate data,Northgate error,Total error,";
    assert!(text.starts_with(header), "{text}");
    // The counts of the first and the last day, and a row for each of 30 days.
    let cells: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(cells.len(), 30);
    assert_eq!((cells[0][3], cells[0][6], cells[29][3], cells[29][6]), ("100", "50", "2200", "1100"));
    let people: f64 = cells[29][2].parse::<f64>().unwrap() + cells[29][5].parse::<f64>().unwrap();
    assert!(people > 0.0, "{text}");
    // Whoever has fled is in a camp, or in none yet. Each column is the median of five members.
    let column = |name: &str| text.lines().next().unwrap().split(',').position(|known| known == name).unwrap();
    let (everybody, in_camps) = (column("total refugees (simulation)"), column("refugees in camps (simulation)"));
    for row in &cells {
        let [all, camps] = [everybody, in_camps].map(|column| row[column].parse::<f64>().unwrap());
        let sum: f64 = [2, 5].map(|column| row[column].parse::<f64>().unwrap()).iter().sum();
        assert!(camps == sum && all >= camps, "{row:?}");
    }
    let summary: Value = serde_json::from_slice(&fs::read(out.join("summary.json")).unwrap()).unwrap();
    assert_eq!((&summary["hasten"], &summary["hindcast"]), (&1.into(), &true.into()));
    let first = &summary["headline"][0];
    assert_eq!((&first["location"], &first["target"]), (&"Lakeside".into(), &"stock".into()));
    assert_eq!(first["horizons"][0]["counted"], 2200.0);
}

#[test]
fn what_is_converted_is_the_same_scenario() {
    let ours = folder("convert").join("ours");
    let to = ours.to_str().unwrap();
    let wrote = document(&["convert", FLEE, to, "--json"]);
    let files: Vec<String> = serde_json::from_value(wrote["files"].clone()).unwrap();
    let (mut listed, there) = (files, names(&ours));
    listed.sort();
    assert_eq!(listed, there);
    let digest = |scenario: &str| document(&["run", scenario, "--members", "3", "--json"])["digest"].clone();
    assert_eq!(digest(to), digest(FLEE));
    // It is not written over, and a scenario of ours is converted to itself.
    assert_eq!(said(&["convert", FLEE, to]).0, Some(3));
    let again = folder("convert-again");
    assert_eq!(said(&["convert", to, again.to_str().unwrap(), "--quiet"]), (Some(0), String::new()));
    assert_eq!((names(&again), digest(again.to_str().unwrap())), (there, digest(to)));
}
