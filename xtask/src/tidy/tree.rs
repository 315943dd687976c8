//! The tree in ARCHITECTURE.md is the tree.
//!
//! A line of its block is `names  description`: two spaces of indent a level, names one space apart, two spaces or more
//! before the description. A name with `/` at its end is a folder, and the deeper lines below it are in it.

use std::collections::BTreeSet;

use super::repo::{Repo, fenced};
use super::{finds, holds};

const DOCUMENT: &str = "ARCHITECTURE.md";

/// The paths that the tree names, folders with `/` at the end, and what is wrong with its form.
fn named(repo: &Repo) -> (Vec<String>, Vec<String>) {
    let (mut paths, mut problems) = (Vec::new(), Vec::new());
    let mut folders: Vec<String> = Vec::new();
    for line in fenced(repo.text(DOCUMENT), "tree") {
        let names = line.trim_start();
        let indent = line.len() - names.len();
        let level = indent / 2;
        if indent % 2 == 1 || level > folders.len() {
            problems.push(format!("{DOCUMENT}: indent by two spaces a level, below a folder: {line}"));
            continue;
        }
        folders.truncate(level);
        let names = names.split("  ").next().unwrap_or_default();
        let inside: String = folders.concat();
        paths.extend(names.split(' ').filter(|name| !name.is_empty()).map(|name| format!("{inside}{name}")));
        if names.ends_with('/') {
            folders.push(names.split(' ').next_back().unwrap_or_default().to_owned());
        }
    }
    if paths.is_empty() {
        problems
            .push(format!("{DOCUMENT} has no block ```tree. {}", "It is the map of the repository: write it again."));
    }
    (paths, problems)
}

/// What must be named: the files of the root but hidden ones, the folders down to the second level, and what lies in the
/// `src/` of every crate, shell and of xtask.
fn expected(repo: &Repo) -> BTreeSet<String> {
    let in_src = |path: &str| {
        let parts: Vec<&str> = path.split('/').collect();
        matches!(parts[..], ["crates" | "shells", _, "src", _] | ["xtask", "src", _])
    };
    let files = repo.files().map(|(path, _)| path.to_owned());
    let files = files.filter(|path| in_src(path) || !path.contains('/') && !path.starts_with('.'));
    let folders = repo.folders().into_iter().filter(|path| in_src(path) || path.matches('/').count() < 2);
    files.chain(folders.map(|path| format!("{path}/"))).collect()
}

fn problems(repo: &Repo) -> Vec<String> {
    let (paths, mut problems) = named(repo);
    let mut seen = BTreeSet::new();
    for path in &paths {
        let exists = path.strip_suffix('/').map_or_else(|| repo.has_file(path), |folder| repo.has_folder(folder));
        if !exists {
            problems.push(format!("{DOCUMENT} names {path}, which is not there: take it out, or move its line."));
        }
        // `src/rules/` names `src/` too.
        for (end, _) in path.match_indices('/') {
            seen.insert(path[..=end].to_owned());
        }
        if !path.ends_with('/') && !seen.insert(path.clone()) {
            problems.push(format!("{DOCUMENT} names {path} twice: once is enough."));
        }
    }
    for path in expected(repo).difference(&seen) {
        problems.push(format!("{path} is not in the tree of {DOCUMENT}: name it there, with what it is for."));
    }
    problems
}

#[test]
fn the_tree_is_the_tree() {
    holds(problems);
}

#[test]
fn a_file_that_nobody_names_is_found() {
    finds(problems, "crates/engine/src/zeal.rs", |repo| repo.write("crates/engine/src/zeal.rs", ""));
    finds(problems, "shells/cli/src/zeal/", |repo| repo.write("shells/cli/src/zeal/mod.rs", ""));
    finds(problems, "ZEAL.md", |repo| repo.write("ZEAL.md", ""));
    finds(problems, "attic/", |repo| repo.write("attic/box", ""));
}

#[test]
fn a_name_without_a_file_is_found() {
    finds(problems, "crates/model/src/zeal.rs", |repo| repo.edit(DOCUMENT, "location.rs ", "location.rs zeal.rs "));
    finds(problems, "twice", |repo| repo.edit(DOCUMENT, "location.rs ", "location.rs location.rs "));
    finds(problems, "two spaces", |repo| repo.edit(DOCUMENT, "```tree\n", "```tree\n   deep/\n"));
    finds(problems, "no block", |repo| repo.write(DOCUMENT, ""));
}
