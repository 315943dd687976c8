//! Two processes in one folder.

use super::*;

#[test]
fn a_folder_belongs_to_one_run() {
    let place = Place::new("together");
    let whole = place.result("1500", "whole", &[]);
    let out = place.at("out");
    let words = place.words("1500", "out", &[]);
    let first = begin(&strs(&words));
    until_kept(&out);
    let others = [
        words.clone(),
        place.words("5", "out", &["--seed", "9"]),
        place.words("5", "out", &["--shard", "0/2"]),
        place.words("5", "out", &["--json"]),
    ];
    for other in &others {
        let said = say(&strs(other));
        said.check(3, &["Another process of Corridor is writing to `", &out, "Wait for it, or name another folder."]);
        if other.contains(&"--json".to_owned()) {
            assert_eq!(said.document("run")["exit"], 3);
        }
    }
    say(&["status", &out]).check(1, &["under way"]);
    // The first minds none of it.
    end(first).check(0, &[]);
    same(&whole, &results(&out));
}

#[test]
fn parts_share_a_folder_and_none_is_run_twice_at_a_time() {
    let place = Place::new("together-parts");
    let whole = place.result("2000", "whole", &[]);
    let out = place.at("out");
    let words = |shard: &str| place.words("2000", "out", &["--threads", "1", "--shard", shard]);
    let (zero, one) = (begin(&strs(&words("0/2"))), begin(&strs(&words("1/2"))));
    for part in ["0000", "1"] {
        let part = format!("part-{part:0>4}-of-0002.parquet");
        until("both to run", || {
            names(&out).iter().any(|name| name.starts_with(".unfinished") && name.ends_with(&part))
        });
    }
    say(&strs(&words("1/2"))).check(3, &["is running part 1 of 2 in `", &out, "Wait for it."]);
    // Nobody may write the result before.
    let alone = ["Another process of Corridor is writing to `", &out];
    say(&strs(&place.words("2000", "out", &[]))).check(3, &alone);
    for child in [zero, one] {
        end(child).check(0, &["Wrote ", "of 2,000", "corridor merge"]);
    }
    // While a part runs there is no merging.
    let other = begin(&strs(&place.words("100000", "out", &["--seed", "9", "--shard", "5/6"])));
    until_kept(&out);
    say(&["merge", &out]).check(3, &alone);
    signal(&other, "INT");
    end(other).check(130, &[]);
    // What is left of that other job keeps nobody from merging, and stays.
    say(&["status", &out]).check(0, &["All parts are there", "under way"]);
    done(&["merge", &out]);
    let left: Vec<String> = names(&out).into_iter().filter(|name| name.starts_with('.')).collect();
    assert!(left.len() == 1 && left[0].ends_with("part-0005-of-0006.parquet"), "{left:?}");
    fs::remove_file(Path::new(&out).join(&left[0])).unwrap();
    same(&whole, &results(&out));
}
