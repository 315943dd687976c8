//! The arrows between the crates: drawn in ARCHITECTURE.md, made in the Cargo files, and bound by a law that stays.

use std::collections::{BTreeMap, BTreeSet};

use super::manifests::{Manifest, packages};
use super::repo::{Repo, fenced};
use super::{finds, holds};

/// What a crate of the library may use of others: values in, values out. No files, clock, network, terminal, threads.
const PURE: [&str; 11] = [
    "csv",
    "geojson",
    "jiff",
    "libm",
    "rust_xlsxwriter",
    "schemars",
    "serde",
    "serde-saphyr",
    "serde_json",
    "sha2",
    "thiserror",
];

/// By crate: the crates that it points at.
type Arrows<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// `formats → model` a line.
fn drawn(repo: &Repo) -> Arrows<'_> {
    let lines = fenced(repo.text("ARCHITECTURE.md"), "arrows").into_iter();
    let arrow = |line| {
        let (from, to) = str::split_once(line, '→').unwrap_or((line, ""));
        (from.trim(), to.split_whitespace().collect())
    };
    lines.map(arrow).filter(|(from, _)| !from.is_empty()).collect()
}

/// What the Cargo files of `crates/` and `shells/` say, tests included: a test that needs more goes to `tests/`.
fn made(repo: &Repo) -> Arrows<'_> {
    let ours = |name: &str| ["crates/", "shells/"].iter().any(|place| name.starts_with(place));
    packages(repo)
        .filter(|(folder, _)| ours(folder))
        .map(|(folder, text)| {
            let names = Manifest::parse(text).dependencies().into_iter();
            (folder, names.filter_map(|(_, name, _)| name.strip_prefix("corridor-")).collect())
        })
        .collect()
}

fn problems(repo: &Repo) -> Vec<String> {
    let mut problems = Vec::new();
    let made = made(repo);
    let by_name: Arrows<'_> =
        made.iter().map(|(folder, to)| (folder.rsplit('/').next().unwrap_or(folder), to.clone())).collect();
    let drawn = drawn(repo);
    if drawn != by_name {
        let lines = by_name.iter().map(|(from, to)| {
            let to: Vec<&str> = to.iter().copied().collect();
            if to.is_empty() { format!("  {from}") } else { format!("  {from} → {}", to.join(" ")) }
        });
        let lines = lines.collect::<Vec<_>>().join("\n");
        problems.push(format!(
            "The block ```arrows of ARCHITECTURE.md and the Cargo files differ. The Cargo files say:\n{lines}"
        ));
    }
    for (folder, to) in made.iter().filter(|(folder, _)| folder.starts_with("crates/")) {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        let reaches = reached(&by_name, name);
        let library: BTreeSet<&str> = made.keys().filter_map(|folder| folder.strip_prefix("crates/")).collect();
        if let Some(shell) = to.difference(&library).next() {
            problems.push(format!(
                "{folder} depends on {shell}: the library knows no shell. Move what it needs into a crate."
            ));
        }
        if reaches.contains("formats") && reaches.contains("engine") {
            problems.push(format!(
                "{folder} brings formats and engine together: they never meet. Pass a value of model between them, in a shell."
            ));
        }
        if name == "model" && !to.is_empty() {
            problems.push(format!(
                "{folder} depends on a crate of ours: model is what all others stand on. Turn the arrow round."
            ));
        }
        for (kind, dependency, value) in Manifest::parse(repo.text(&format!("{folder}/Cargo.toml"))).dependencies() {
            let is_threads = name == "forecast" && dependency == "rayon" && value.contains("optional = true");
            // Parquet knows files, if it is given any; `formats` gives it bytes, and the browser does without it.
            let is_columns = name == "formats"
                && ["bytes", "parquet", "twox-hash"].contains(&dependency)
                && value.contains("optional = true");
            let is_fine =
                kind == "dev-dependencies" || dependency.starts_with("corridor-") || PURE.contains(&dependency);
            if !is_fine && !is_threads && !is_columns {
                problems.push(format!(
                    "{folder} depends on {dependency}. If that opens files, reads a clock, starts threads or knows a terminal, \
                     it belongs in a shell (rayon: in forecast, optional); if not, add it to PURE in xtask/src/tidy/arrows.rs."
                ));
            }
        }
    }
    problems
}

/// The crate and everything that can be reached from it.
fn reached<'a>(arrows: &Arrows<'a>, from: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::from([from]);
    let mut next = vec![from];
    while let Some(from) = next.pop() {
        next.extend(arrows.get(from).into_iter().flatten().copied().filter(|to| reached.insert(to)));
    }
    reached
}

#[test]
fn the_arrows_are_drawn_and_lawful() {
    holds(problems);
}

#[test]
fn a_wrong_arrow_is_found() {
    let add = |repo: &mut Repo, to: &str, what: &str| {
        repo.edit(&format!("crates/{to}/Cargo.toml"), "[dependencies]\n", &format!("[dependencies]\n{what}\n"));
    };
    finds(problems, "differ", |repo| repo.edit("ARCHITECTURE.md", "formats   → model", "formats   → model engine"));
    finds(problems, "differ", |repo| add(repo, "engine", "corridor-forecast.workspace = true"));
    finds(problems, "never meet", |repo| add(repo, "forecast", "corridor-formats.workspace = true"));
    finds(problems, "never meet", |repo| add(repo, "formats", "corridor-forecast.workspace = true"));
    finds(problems, "Turn the arrow", |repo| add(repo, "model", "corridor-engine.workspace = true"));
    finds(problems, "no shell", |repo| add(repo, "engine", "corridor-cli.workspace = true"));
    finds(problems, "depends on clap", |repo| add(repo, "formats", "clap.workspace = true"));
    finds(problems, "depends on rayon", |repo| add(repo, "engine", "rayon = { workspace = true, optional = true }"));
    finds(problems, "depends on rayon", |repo| repo.edit("crates/forecast/Cargo.toml", ", optional = true", ""));
}
