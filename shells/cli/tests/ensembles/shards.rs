//! Parts that are put together give the files of a run without parts.

use super::*;

/// Past 128 members all numbers are binned; the parts of this split have fewer.
const MEMBERS: &str = "150";

/// Runs all parts, in an order of chance, and puts them together.
fn merged(words: &[&str], out: &str, parts: u64) -> Files {
    let mut order: Vec<u64> = (0..parts).collect();
    order.sort_by_key(|part| random(*part + parts, u64::MAX));
    for part in order {
        let (shard, threads) = (format!("{part}/{parts}"), format!("{}", part % 2 + 1));
        done(&[words, &["--shard", &shard, "--threads", &threads, "--out", out, "--quiet"]].concat());
    }
    done(&["status", out]).check(0, &["All parts are there"]);
    assert_eq!(names(out).len() as u64, parts, "{:?}", names(out));
    let said = done(&["merge", out]);
    assert!(said.out.contains("forecast.csv"), "{}", said.out);
    assert_eq!(names(out).iter().filter(|name| name.starts_with("part-")).count() as u64, parts);
    results(out)
}

fn splits(name: &str, more: &[&str]) {
    let place = Place::new(name);
    let demo = place.at("demo");
    let words = [&[more[0], demo.as_str(), "--members", MEMBERS], &more[1..]].concat();
    let (one, two) = (place.at("one"), place.at("two"));
    done(&[&words[..], &["--out", &one, "--threads", "1"]].concat());
    done(&[&words[..], &["--out", &two, "--threads", "2"]].concat());
    let whole = results(&one);
    same(&whole, &results(&two));
    for parts in [1, 3, 64] {
        same(&whole, &merged(&words, &place.at(&format!("of-{parts}")), parts));
    }
    // Once more: nothing changes.
    let out = place.at("of-3");
    done(&["merge", &out, "--quiet"]);
    same(&whole, &results(&out));
    let again = done(&[&words[..], &["--shard", "1/3", "--out", &out, "--json"]].concat());
    assert_eq!(again.document(more[0])["already_there"], true);
    same(&whole, &results(&out));
}

#[test]
fn parts_of_a_run_add_up_to_it() {
    splits("run", &["run"]);
}

#[test]
fn parts_of_a_comparison_add_up_to_it() {
    splits("compare", &["compare", "--edit", "close bridge from 2024-03-02 until never", "--against", "open bridge"]);
}

#[test]
fn there_may_be_more_parts_than_members() {
    let place = Place::new("more");
    let whole = place.result("3", "whole", &[]);
    let demo = place.at("demo");
    same(&whole, &merged(&["run", &demo, "--members", "3"], &place.at("parts"), 5));
    let out = place.at("again");
    let said = done(&["run", &demo, "--members", "3", "--shard", "0/5", "--out", &out]);
    said.check(0, &["members none of 3", "corridor merge"]);
    let said = done(&["run", &demo, "--members", "3", "--shard", "1/5", "--out", &out, "--json"]);
    assert_eq!(said.document("run")["members"], serde_json::json!([0, 1]));
}

#[test]
fn what_was_asked_of_the_parts_is_asked_of_the_whole() {
    // Dates, days, seed and edits of a file that is gone by then.
    let place = Place::new("asked");
    let (demo, edits) = (place.at("demo"), place.at("edits.txt"));
    fs::write(&edits, "close bridge from 2024-04-12 until never\n").unwrap();
    let words = ["--seed", "18446744073709551615", "--days", "60", "--as-of", "2024-04-05", "--edits", &edits];
    let whole = place.result("10", "whole", &words);
    let out = place.at("parts");
    for shard in ["1/2", "0/2"] {
        done(&[&["run", &demo, "--members", "10", "--out", &out, "--shard", shard][..], &words].concat());
    }
    fs::remove_file(&edits).unwrap();
    // And the scenario is elsewhere.
    fs::rename(&demo, place.at("moved")).unwrap();
    say(&["merge", &out]).check(3, &["There is no folder", "demo", "--scenario"]);
    done(&["merge", &out, "--scenario", &place.at("moved")]);
    let (mut whole, mut merged) = (whole, results(&out));
    let name = |files: &mut Files| {
        let text = String::from_utf8(files.remove("summary.json").unwrap()).unwrap();
        files.insert("summary.json".to_owned(), text.replace("moved", "demo").into_bytes());
    };
    name(&mut whole);
    name(&mut merged);
    // These tell the command that makes them again, and so where the scenario is.
    for file in ["model-card.md", "report.html", "results.xlsx", "ro-crate-metadata.json"] {
        assert!(whole.remove(file).is_some() && merged.remove(file).is_some(), "{file}");
    }
    same(&whole, &merged);
}

#[test]
fn a_scheduler_numbers_the_parts() {
    let place = Place::new("scheduler");
    let (demo, out) = (place.at("demo"), place.at("out"));
    let task = |name: &str, number: &str, shard: &str| -> Said {
        let words = ["run", &demo, "--members", "8", "--out", &out, "--shard", shard];
        corridor(&words).env(name, number).output().unwrap().into()
    };
    for (name, number) in [("SLURM_ARRAY_TASK_ID", "0"), ("JOB_COMPLETION_INDEX", "1"), ("PBS_ARRAY_INDEX", "2")] {
        task(name, number, "/4").check(0, &[&format!("part-000{number}-of-0004.parquet")]);
    }
    // What is named goes before.
    task("SLURM_ARRAY_TASK_ID", "0", "3/4").check(0, &["part-0003-of-0004.parquet"]);
    for (name, number, shard, why) in [
        ("SLURM_ARRAY_TASK_ID", "4", "/4", "number the tasks 0 to 3"),
        ("SLURM_ARRAY_TASK_ID", "", "/4", "SLURM_ARRAY_TASK_ID"),
        ("JOB_COMPLETION_INDEX", "-1", "/4", "JOB_COMPLETION_INDEX"),
        ("PBS_ARRAY_INDEX", "one", "/4", "PBS_ARRAY_INDEX"),
        ("OTHER", "1", "/4", "no number of a task in SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, PBS_ARRAY_INDEX"),
        ("OTHER", "1", "4/4", "the last is 3/4"),
        ("OTHER", "1", "4", "7/64"),
        ("OTHER", "1", "1/0", "1 to 1,000,000"),
    ] {
        task(name, number, shard).check(2, &[why, "--shard"]);
    }
    say(&["run", &demo, "--shard", "0/4"]).check(2, &["--out"]);
    assert_eq!(names(&out).len(), 4);
}
