//! Words that have no place in the repository: paths of somebody's machine, hosts of a registry, work left undone.

use super::repo::Repo;
use super::{finds, holds};

/// Work left undone. Written in two halves, so that this file does not name them itself.
const UNDONE: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("#[", "ignore"),
];

/// Where people's files lie on their machines.
const MACHINE: [&str; 4] =
    [concat!("/", "home/"), concat!("/", "root/"), concat!("/", "work/"), concat!("/", "Users/")];

/// Where packages come from, for everybody.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM: &str = "https://registry.npmjs.org/";

fn problems(repo: &Repo) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, text) in repo.files() {
        for (line, number) in text.lines().zip(1..) {
            let mut tell = |what: String| problems.push(format!("{path}:{number}: {what}"));
            if let Some(word) = UNDONE.into_iter().find(|word| line.contains(word)) {
                tell(format!("{word}: do it, or file an issue and take the word out."));
            }
            // `https://example.org/home/` is no such path, nor is `../work/`.
            let begins = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "-_./~".contains(c));
            let is_path = |word: &&str| line.match_indices(*word).any(|(at, _)| begins(at));
            if let Some(word) = MACHINE.into_iter().find(is_path) {
                tell(format!("the path of a machine ({word}…): write it from the root of the repository."));
            }
            if let Some(what) = registry(path, line) {
                tell(what);
            }
        }
    }
    problems
}

/// Whether a line of a lock file or of cargo's settings names a registry of one's own.
fn registry(path: &str, line: &str) -> Option<String> {
    let line = line.trim();
    let file = path.rsplit('/').next().unwrap_or(path);
    let after = |key: &str| line.strip_prefix(key).map(|rest| rest.trim_end_matches(',').trim_matches('"'));
    let strange = match file {
        "Cargo.lock" => after("source = ").filter(|source| *source != CRATES_IO),
        "package-lock.json" => after("\"resolved\": ").filter(|source| !source.starts_with(NPM)),
        "Cargo.toml" | "config.toml" => ["[source", "[registr", "[http", "[net", "registry =", "index ="]
            .into_iter()
            .find(|key| line.starts_with(key)),
        ".npmrc" | "pip.conf" => Some(file),
        _ => None,
    }?;
    Some(format!(
        "a registry or mirror of one machine ({strange}): put it into the settings of your home, not in here."
    ))
}

#[test]
fn no_words_of_one_machine_and_no_work_undone() {
    holds(problems);
}

#[test]
fn such_words_are_found() {
    for word in UNDONE {
        finds(problems, "zeal.rs:2", |repo| repo.write("xtask/src/zeal.rs", &format!("\n// {word} later")));
    }
    for word in MACHINE {
        finds(problems, "rules/zeal.md:1", |repo| repo.write("rules/zeal.md", &format!("see {word}me/x")));
    }
    finds(problems, "Cargo.lock", |repo| repo.edit("Cargo.lock", CRATES_IO, "registry+https://mirror.example/index"));
    finds(problems, ".cargo/config.toml", |repo| {
        repo.edit(".cargo/config.toml", "[alias]", "[source.crates-io]\n[alias]")
    });
    finds(problems, ".npmrc", |repo| repo.write(".npmrc", "registry=https://mirror.example"));
    // An address of the web is no path of a machine.
    let mut repo = Repo::read();
    let before = problems(&repo);
    repo.write("rules/zeal.md", &format!("https://example.org{}page and ..{}x", MACHINE[0], MACHINE[2]));
    assert_eq!(problems(&repo), before);
}
