//! Parts that are not what they seem. Each is told of, by name and with what to do, and no byte of the folder changes.

use corridor_formats::columnar::{Part, PartWriter, read_part};

use super::*;

const PART: &str = "part-0001-of-0003.parquet";

/// A folder of three parts.
fn three(name: &str) -> Place {
    let place = Place::new(name);
    for shard in ["0/3", "1/3", "2/3"] {
        done(&strs(&place.words("9", "parts", &["--shard", shard])));
    }
    place
}

/// That this is said of the folder by these commands, and that nothing changes.
#[track_caller]
fn told(place: &Place, said: &[(&[&str], i32, &[&str])]) {
    let out = place.at("parts");
    let before = files(&out);
    for (words, code, phrases) in said {
        let words: Vec<String> = match words[0] {
            "run" => place.words("9", "parts", &words[1..]),
            _ => [words[0], &out].iter().chain(&words[1..]).map(|word| (*word).to_owned()).collect(),
        };
        say(&strs(&words)).check(*code, phrases);
        let json = [words.clone(), vec!["--json".to_owned()]].concat();
        let said = say(&strs(&json));
        assert_eq!(said.code, Some(*code), "{}{}", said.out, said.err);
        let document = said.document(&words[0]);
        if words[0] != "status" && *code != 0 {
            assert_eq!(document["exit"], *code);
            assert!(document["error"].as_str().is_some_and(|error| said.err.contains(error)));
        }
        same(&before, &files(&out));
    }
}

/// What is the same for every damage that a single part shows by itself.
#[track_caller]
fn one_is_wrong(place: &Place, why: &str, help: &str) {
    told(
        place,
        &[
            (&["merge"], 1, &[PART, why, help]),
            (&["status"], 1, &[PART, why, help]),
            (&["run", "--shard", "1/3"], 1, &[PART, why]),
            // The others are none the worse.
            (&["run", "--shard", "2/3"], 0, &["part-0002-of-0003.parquet"]),
        ],
    );
}

#[test]
fn a_damaged_part_is_named() {
    let place = three("damaged");
    let path = place.at(&format!("parts/{PART}"));
    let good = fs::read(&path).unwrap();
    let again = "delete the file and run its shard again";
    for length in [0, 3, 9, good.len() / 2, good.len() - 1] {
        fs::write(&path, &good[..length]).unwrap();
        one_is_wrong(&place, "cut short", again);
    }
    for seed in 0..3 {
        let mut bytes = good.clone();
        bytes[4 + random(seed, good.len() as u64 / 2) as usize] ^= 1 << seed;
        fs::write(&path, bytes).unwrap();
        one_is_wrong(&place, "its checksum does not fit", again);
    }
    fs::write(&path, "member,value\n0,12\n".repeat(100)).unwrap();
    one_is_wrong(&place, "it is not a Parquet file", "move the file elsewhere");
    // As it is said: deleted, run again, merged.
    fs::remove_file(&path).unwrap();
    told(&place, &[(&["merge"], 1, &["1 of 3 parts are missing: 1"]), (&["status"], 1, &["missing        1   1"])]);
    done(&strs(&place.words("9", "parts", &["--shard", "1/3"])));
    assert!(fs::read(&path).unwrap() == good);
    done(&["merge", &place.at("parts")]);
    same(&place.result("9", "whole", &[]), &results(&place.at("parts")));
}

#[test]
fn a_part_of_another_job_is_named() {
    let place = three("foreign");
    let path = place.at(&format!("parts/{PART}"));
    let demo = place.at("demo");
    let other = place.at("other");
    done(&["new", &other]);
    let with = |file: &str, more: &str| {
        let path = Path::new(&other).join(file);
        fs::write(&path, fs::read_to_string(&path).unwrap() + more).unwrap();
    };
    with("scenario.yml", "\n# Nothing but a remark.\n");
    let edit = "close bridge from 2024-03-02 until never";
    let jobs: [&[&str]; 8] = [
        &["run", &demo, "--members", "9", "--seed", "1"],
        &["run", &demo, "--members", "10"],
        &["run", &demo, "--members", "9", "--edit", edit],
        &["run", &demo, "--members", "9", "--days", "100"],
        &["run", &demo, "--members", "9", "--as-of", "2024-04-02"],
        &["run", &demo, "--members", "9", "--hindcast"],
        &["run", &other, "--members", "9"],
        &["compare", &demo, "--members", "9", "--edit", edit],
    ];
    for job in jobs {
        fs::remove_file(&path).unwrap();
        done(&[job, &["--shard", "1/3", "--out", &place.at("parts")]].concat());
        told(
            &place,
            &[
                (&["merge"], 1, &["of 2 jobs or splits, which do not add up", PART, "move those of the others away"]),
                (&["status"], 1, &["missing        1   1", "missing        2   0, 2", "several jobs"]),
                (&["run", "--shard", "1/3"], 1, &[PART, "is a part of another job", "Nothing is written over"]),
            ],
        );
    }
}

#[test]
fn a_part_that_was_renamed_is_named() {
    let place = three("renamed");
    let at = |name: &str| place.at(&format!("parts/{name}"));
    // Two as one, and one as two: the sum would be right, the names are not.
    let (one, two) = (at(PART), at("part-0002-of-0003.parquet"));
    fs::rename(&one, at("x")).unwrap();
    fs::rename(&two, &one).unwrap();
    fs::rename(at("x"), &two).unwrap();
    let why = "its name says part 1 of 3, but it has members 6 to 8 of part 2 of 3";
    told(
        &place,
        &[
            (&["merge"], 1, &[PART, why, "part 2 of 3, but it has members 3 to 5", "give it the name that it had"]),
            (&["status"], 1, &[PART, why]),
            (&["run", "--shard", "1/3"], 1, &[PART, why]),
        ],
    );
    // As one of another split.
    fs::rename(&two, at("part-0000-of-0001.parquet")).unwrap();
    told(&place, &[(&["merge"], 1, &["part-0000-of-0001.parquet", "its name says part 0 of 1"])]);
}

#[test]
fn parts_of_two_splits_do_not_add_up() {
    let place = three("splits");
    for shard in ["0/2", "1/2"] {
        done(&strs(&place.words("9", "parts", &["--shard", shard])));
    }
    let names = "part-0000-of-0002.parquet, part-0001-of-0002.parquet | part-0000-of-0003.parquet";
    told(&place, &[(&["merge"], 1, &["2 jobs or splits", names]), (&["status"], 1, &["in 2 parts", "in 3 parts"])]);
    for shard in 0..2 {
        fs::remove_file(place.at(&format!("parts/part-000{shard}-of-0002.parquet"))).unwrap();
    }
    done(&["merge", &place.at("parts")]);
}

#[test]
fn what_is_no_folder_of_parts_is_refused() {
    let place = Place::new("no-parts");
    fs::create_dir(place.at("parts")).unwrap();
    told(&place, &[(&["merge"], 1, &["There are no parts", "--shard"]), (&["status"], 1, &["There are no parts"])]);
    let file = place.at("demo/scenario.yml");
    for path in [place.at("gone"), file.clone()] {
        for command in ["merge", "status"] {
            let said = say(&[command, &path, "--json"]);
            said.check(3, &[&path, "cannot be read"]);
            assert_eq!(said.document(command)["exit"], 3);
        }
        assert!(!Path::new(&place.at("gone")).exists());
    }
    let said = say(&["run", &place.at("demo"), "--shard", "0/2", "--out", &file]);
    said.check(3, &["scenario.yml` is a file, not a folder"]);
    // A folder that is called like a part.
    fs::create_dir(place.at(&format!("parts/{PART}"))).unwrap();
    for words in [&["merge", &place.at("parts")][..], &["status", &place.at("parts")]] {
        say(words).check(3, &[PART, "cannot be read"]);
    }
}

#[test]
fn a_scenario_that_changed_is_not_merged_with() {
    let place = three("changed");
    let path = place.at("demo/scenario.yml");
    let was = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{was}\n# Nothing but a remark.\n")).unwrap();
    let why = "The parts were not made of `";
    told(&place, &[(&["merge"], 1, &[why, "as it is now", "--scenario"]), (&["run", "--shard", "1/3"], 1, &[PART])]);
    // Worse: it can no longer be read.
    fs::write(&path, "schema: [").unwrap();
    told(&place, &[(&["merge"], 1, &["scenario.yml", "cannot be run"])]);
    fs::write(&path, was).unwrap();
    done(&["merge", &place.at("parts")]);
}

/// The same part as another version, or the same version with a defect, might have written it.
fn rewritten(part: &Part, change: impl Fn(&mut corridor_formats::columnar::Head)) -> Vec<u8> {
    let mut head = part.head().clone();
    change(&mut head);
    let mut writer = PartWriter::new(Vec::new(), head).unwrap();
    for line in part.members() {
        writer.member(&line.unwrap()).unwrap();
    }
    for cell in part.cells() {
        writer.cell(&cell.unwrap()).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn a_part_of_another_version_is_named() {
    let place = three("version");
    let rewrite = |change: &dyn Fn(&mut corridor_formats::columnar::Head)| {
        for shard in 0..3 {
            let path = place.at(&format!("parts/part-000{shard}-of-0003.parquet"));
            let part = read_part(fs::read(&path).unwrap()).unwrap();
            fs::write(&path, rewritten(&part, change)).unwrap();
        }
    };
    let before = files(&place.at("parts"));
    rewrite(&|_| ());
    same(&before, &files(&place.at("parts")));
    rewrite(&|head| {
        head.run = "0123456789abcdef".to_owned();
        head.version = "9.9.9".to_owned();
    });
    told(
        &place,
        &[
            (&["merge"], 1, &["The parts were written by Corridor 9.9.9, and this is "]),
            (&["status"], 0, &["Job 0123456789abcdef"]),
            (&["run", "--shard", "1/3"], 1, &["another job"]),
        ],
    );
    rewrite(&|head| {
        head.about.clear();
    });
    told(&place, &[(&["merge"], 1, &["the parts do not say how they were made"]), (&["status"], 0, &[])]);
}
