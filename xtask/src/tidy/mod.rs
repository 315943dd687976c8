//! What the documents and Cargo files say, held against the repository.
//!
//! Each file is one check: a function from a [`Repo`] to problems, each problem with how to mend it. Its first test runs
//! it over the repository, the others over a copy with something broken: a check that finds nothing there is no check.

mod arrows;
mod links;
mod manifests;
mod outputs;
mod pages;
mod promises;
mod purity;
mod repo;
mod schema;
mod tree;
mod words;

use repo::Repo;

/// Fails with every problem that a check finds in the repository.
fn holds(check: impl Fn(&Repo) -> Vec<String>) {
    let problems = check(&Repo::read());
    assert!(problems.is_empty(), "\n\n{}\n\n", problems.join("\n"));
}

/// Proves that the check finds one thing more, which names `told`, once the repository is broken.
fn finds(check: impl Fn(&Repo) -> Vec<String>, told: &str, break_it: impl FnOnce(&mut Repo)) {
    let mut repo = Repo::read();
    let before = check(&repo);
    break_it(&mut repo);
    let problems: Vec<String> = check(&repo).into_iter().filter(|problem| !before.contains(problem)).collect();
    assert!(problems.iter().any(|problem| problem.contains(told)), "nothing tells of {told}: {problems:#?}");
}
