//! Ensembles from outside: split into parts, killed, interrupted, damaged, two in one folder, on a full disk.
#![cfg(unix)]
// Helpers of tests are tests too; clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used, clippy::panic)]

mod disk;
mod interrupted;
mod killed;
mod memory;
mod parts;
mod shards;
mod together;
mod told;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

/// Members of which a run takes a second or so: long enough to be killed.
const SOME: &str = "900";

/// The files of a folder.
type Files = BTreeMap<String, Vec<u8>>;

/// What a command said.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Said {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Said {
    /// With this exit status, and all of these words on stdout or stderr.
    #[track_caller]
    fn check(&self, code: i32, words: &[&str]) {
        let all = format!("{}{}", self.out, self.err);
        assert_eq!(self.code, Some(code), "{all}");
        for word in words {
            assert!(all.contains(word), "`{word}` is not in:\n{all}");
        }
    }

    /// The one document on stdout.
    #[track_caller]
    fn document(&self, command: &str) -> Value {
        let document: Value = serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.err));
        assert_eq!((&document["schema"], &document["command"]), (&1.into(), &command.into()));
        document
    }
}

fn corridor(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    command.args(words).stdin(Stdio::null());
    // A cluster may run these tests.
    for task in ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "PBS_ARRAY_INDEX"] {
        command.env_remove(task);
    }
    command
}

fn say(words: &[&str]) -> Said {
    corridor(words).output().unwrap().into()
}

/// It must succeed.
#[track_caller]
fn done(words: &[&str]) -> Said {
    let said = say(words);
    said.check(0, &[]);
    said
}

fn begin(words: &[&str]) -> Child {
    corridor(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn end(child: Child) -> Said {
    child.wait_with_output().unwrap().into()
}

/// A small scenario in a folder of its own, and room for results beside it.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ensembles").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let place = Place(path);
        done(&["new", &place.at("demo")]);
        place
    }

    fn at(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// The words of a run of so many members into a folder.
    fn words(&self, members: &str, out: &str, more: &[&str]) -> Vec<String> {
        let words = ["run", &self.at("demo"), "--members", members, "--out", &self.at(out)];
        words.iter().chain(more).map(|word| (*word).to_owned()).collect()
    }

    /// What that run gives.
    fn result(&self, members: &str, out: &str, more: &[&str]) -> Files {
        done(&strs(&self.words(members, out, more)));
        results(&self.at(out))
    }
}

fn strs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every file of a folder as it is.
fn files(folder: &str) -> Files {
    names(folder).into_iter().map(|name| (name.clone(), fs::read(Path::new(folder).join(name)).unwrap())).collect()
}

/// The files of a result that must not depend on when, where and in how many parts it was computed. Nothing hidden may be
/// left.
#[track_caller]
fn results(folder: &str) -> Files {
    let mut files = files(folder);
    let hidden: Vec<&String> = files.keys().filter(|name| name.starts_with('.')).collect();
    assert!(hidden.is_empty(), "{hidden:?}");
    files.retain(|name, _| !name.starts_with("part-"));
    for name in ["forecast.csv", "stocks.csv", "flows.csv", "summary.json"] {
        assert!(files.contains_key(name), "no {name}: {:?}", files.keys());
    }
    for (name, bytes) in &mut files {
        *bytes = timeless(name, bytes);
    }
    files
}

/// Without what says when and where.
fn timeless(name: &str, bytes: &[u8]) -> Vec<u8> {
    if name != "summary.json" {
        return bytes.to_owned();
    }
    let mut summary: Value = serde_json::from_slice(bytes).unwrap();
    for of_the_run in ["seconds", "files"] {
        assert!(summary.as_object_mut().unwrap().remove(of_the_run).is_some(), "{of_the_run}");
    }
    summary.to_string().into_bytes()
}

#[track_caller]
fn same(one: &Files, other: &Files) {
    let different: Vec<&String> =
        one.keys().chain(other.keys()).filter(|name| one.get(*name) != other.get(*name)).collect();
    assert!(different.is_empty(), "{different:?}");
}

/// Waits until it is so; a minute, then it never will be.
#[track_caller]
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what} did not come");
        sleep(Duration::from_millis(2));
    }
}

/// Waits until a process has kept members.
#[track_caller]
fn until_kept(folder: &str) {
    until("an unfinished file", || {
        names(folder).iter().any(|name| name.starts_with(".unfinished") && name.ends_with("t"))
    });
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// A number below `below`, another for every seed.
fn random(seed: u64, below: u64) -> u64 {
    let mut mixed = (seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)) % below.max(1)
}
