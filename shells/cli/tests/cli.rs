//! The commands as a user meets them.

// Helpers of tests are tests too; clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Every command and every kind of failure, as text. `TRYCMD=overwrite` takes over what the program says now.
#[test]
fn every_command_says_what_its_page_shows() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}

fn corridor(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    command.args(words);
    command
}

fn output(words: &[&str]) -> Output {
    corridor(words).output().unwrap()
}

fn status(words: &[&str]) -> Option<i32> {
    output(words).status.code()
}

/// The one document on stdout.
fn document(words: &[&str]) -> Value {
    serde_json::from_slice(&output(words).stdout).unwrap()
}

/// An empty folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// A small scenario in a folder of its own.
fn scenario(name: &str) -> String {
    let path = folder(name).join("demo");
    let path = path.to_str().unwrap().to_owned();
    assert_eq!(status(&["new", &path]), Some(0));
    path
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn json_is_one_document_with_schema_and_command() {
    let demo = scenario("json");
    let runs: [(&str, &[&str]); 7] = [
        ("scenarios", &["scenarios"]),
        ("check", &["check", &demo]),
        ("check", &["check", "tests/fixtures/bad"]),
        ("run", &["run", &demo, "--members", "4"]),
        ("run", &["run", "no-such-folder"]),
        ("explain", &["explain", &demo, "--from", "riverton", "--on", "2024-04-01"]),
        ("explain", &["explain", "afghanistan-2021", "--fact", "F34"]),
    ];
    for (command, words) in runs {
        for quiet in [&[][..], &["--quiet"]] {
            let document = document(&[words, &["--json"], quiet].concat());
            assert_eq!((&document["schema"], &document["command"]), (&1.into(), &command.into()), "{words:?}");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_numbers_on_any_number_of_threads() {
    let demo = scenario("threads");
    let digest =
        |words: &[&str]| document(&[&["run", &demo, "--members", "8", "--json"], words].concat())["digest"].clone();
    let one = digest(&["--threads", "1"]);
    assert_eq!(one, digest(&["--threads", "3"]));
    assert_ne!(one, digest(&["--seed", "1"]));
    assert_ne!(one, digest(&["--edit", "close bridge from 2024-03-02 until never"]));
}

#[test]
fn edits_of_a_file_are_made_before_those_of_the_command_line() {
    let demo = scenario("edits");
    let file = format!("{demo}/edits.txt");
    fs::write(&file, "# what if\nclose bridge from 2024-04-02 until never\n\n").unwrap();
    let document = document(&["run", &demo, "--members", "2", "--json", "--edits", &file, "--edit", "open bridge"]);
    assert_eq!(document["edits"], serde_json::json!(["close bridge from 2024-04-02 until never", "open bridge"]));
    fs::write(&file, "open bridge\nclose brigde\n").unwrap();
    let refused = output(&["run", &demo, "--edits", &file]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("edits.txt:2:7"));
}

/// Before the long work, not after it.
#[test]
fn single_members_are_not_passed_on() {
    let demo = scenario("public");
    let out = format!("{demo}/out");
    let words = ["run", &demo, "--members", "1000000", "--members-out", "--profile", "public", "--out", &out];
    let refused = output(&words);
    assert_eq!((refused.status.code(), Path::new(&out).exists()), (Some(2), false));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--members-out"));
}

#[test]
fn files_of_a_result_are_written_whole() {
    let demo = scenario("out");
    let out = Path::new(&demo).join("results/first");
    let words = ["run", &demo, "--members", "4", "--quiet", "--out", out.to_str().unwrap()];
    for _ in 0..2 {
        let run = output(&words);
        assert_eq!((run.status.code(), run.stdout.len(), run.stderr.len()), (Some(0), 0, 0));
        let mut expected = vec![
            "drivers.csv",
            "flows.csv",
            "flows.geojson",
            "forecast.csv",
            "model-card.md",
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
    }
    let text = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    let summary: Value = serde_json::from_str(&text("summary.json")).unwrap();
    assert_eq!((&summary["members"], &summary["reference_date"]), (&4.into(), &"2024-04-01".into()));
    // 90 days are the end of the period: three horizons of nine quantiles each.
    let of = |text: &str, start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!(of(&text("forecast.csv"), "2024-04-01,arrivals,Westland,"), 3 * 9);
    assert_eq!(of(&text("stocks.csv"), "stranded,"), 122);
    assert_eq!(text("flows.csv").lines().filter(|line| line.contains(",crossing,x_bridge,Westland,")).count(), 122);
    // The route in flows.csv and the crossing's total in forecast.csv are of one run.
    assert_eq!(text("flows.csv").lines().filter(|line| line.contains(",route,riverton,hilltown,")).count(), 122);
}

#[test]
fn what_cannot_be_read_or_written_is_named() {
    let demo = scenario("system");
    let said = |words: &[&str], what: &str| {
        let output = output(words);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{stderr}");
        assert!(stderr.contains(what), "{stderr}");
    };
    let file = format!("{demo}/routes.csv");
    said(&["run", &demo, "--out", &file], "routes.csv` is a file, not a folder");
    fs::File::create(&file).unwrap().set_len((512 << 20) + 1).unwrap();
    said(&["check", &demo], "routes.csv` is larger than 512 MiB");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    said(&["check", &demo], "routes.csv` is a folder where a file is expected");
    said(&["run", "--edits", &demo, "--quiet"], "is a folder where a file is expected");
    #[cfg(unix)]
    {
        fs::remove_dir(&file).unwrap();
        std::os::unix::fs::symlink("gone.csv", &file).unwrap();
        said(&["check", &demo], "routes.csv` cannot be read");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let mut child =
        corridor(&["explain", "afghanistan-2021", "--from", "kabul", "--on", "2021-05-02", "--json", "--quiet"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_run_in_good_order() {
    let out = folder("interrupt").join("results");
    let words = ["run", "--members", "500", "--out", out.to_str().unwrap()];
    let mut child = corridor(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It runs as soon as it has made its folder.
    while !out.exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty() && !out.exists());
}
