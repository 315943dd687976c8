//! What `status` and the progress of a run say.

use std::io::{BufRead, BufReader};

use super::*;

#[test]
fn status_says_what_is_there_under_way_and_missing() {
    let place = Place::new("status");
    let out = place.at("out");
    let part = |shard: &str| place.words("1200", "out", &["--shard", shard, "--threads", "1"]);
    say(&["status", &out]).check(3, &["cannot be read"]);
    for shard in ["0/4", "3/4"] {
        done(&strs(&part(shard)));
    }
    let child = begin(&strs(&part("1/4")));
    until_kept(&out);
    let said = say(&["status", &out]);
    said.check(
        1,
        &["demo, 1,200 members in 4 parts", "there          2   0, 3", "under way      1   1", "missing        1   2"],
    );
    said.check(1, &["part 1: ", " of 300 members kept"]);
    signal(&child, "INT");
    end(child).check(130, &[]);
    let said = say(&["status", &out, "--json"]);
    said.check(1, &[]);
    let document = said.document("status");
    let job = &document["jobs"][0];
    assert_eq!(
        (&document["complete"], job["members"].as_u64(), job["parts"].as_u64()),
        (&false.into(), Some(1200), Some(4))
    );
    assert_eq!(
        [&job["there"], &job["under_way"], &job["missing"]],
        [&serde_json::json!([0, 3]), &serde_json::json!([1]), &serde_json::json!([2])]
    );
    for shard in ["1/4", "2/4"] {
        done(&strs(&part(shard)));
    }
    let all = ["there          4   0–3", "All parts are there: corridor merge ", out.as_str()];
    say(&["status", &out]).check(0, &all);
    done(&["merge", &out]);
    say(&["status", &out]).check(0, &all);
    assert_eq!(say(&["status", &out, "--json"]).document("status")["complete"], true);
    assert_eq!(done(&["status", &out, "--quiet"]).out, "");
}

#[test]
fn a_run_without_parts_is_under_way_and_then_done() {
    let place = Place::new("status-alone");
    let out = place.at("out");
    let child = begin(&strs(&place.words(SOME, "out", &[])));
    until_kept(&out);
    say(&["status", &out]).check(1, &["900 members in 1 part, seed 0\n", "under way      1   0"]);
    end(child).check(0, &[]);
    say(&["status", &out]).check(1, &["There are no parts in `", "without --shard"]);
}

#[test]
fn a_log_has_a_line_every_five_seconds() {
    let place = Place::new("progress");
    let mut child = begin(&["run", &place.at("demo"), "--members", "1000000", "--json", "--threads", "1"]);
    let begun = Instant::now();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    // `4,512 of 1,000,000 members, 2.1 M person-days a second, 18 min 20 s to go`
    let line = lines.next().unwrap().unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    assert!((4.5..9.0).contains(&seconds), "{seconds}: {line}");
    let (members, rest) = line.split_once(" of 1,000,000 members, ").unwrap_or_else(|| panic!("{line}"));
    let (rate, to_go) = rest.split_once(" person-days a second, ").unwrap_or_else(|| panic!("{line}"));
    assert!(members.replace(',', "").parse::<u32>().is_ok_and(|members| members > 0), "{line}");
    assert!(!rate.is_empty() && to_go.ends_with("to go"), "{line}");
    signal(&child, "INT");
    assert_eq!(child.wait().unwrap().code(), Some(130));
}
