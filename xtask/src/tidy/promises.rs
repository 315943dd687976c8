//! The two commands that README.md promises are the two that are tested, and CI runs the second.

use super::repo::Repo;
use super::{finds, holds};
use crate::commands::root;
use crate::readme;

const TEST: &str = "cargo xtask test";

fn problems(repo: &Repo) -> Vec<String> {
    let mut problems = Vec::new();
    // The first is a step of the second: xtask/src/steps.rs reads it from README.md.
    match readme::commands(repo.text("README.md")).as_slice() {
        [first, TEST, ..] if first.starts_with("cargo run --release") => {}
        other => problems.push(format!(
            "README.md: its ```sh blocks begin with {other:?}. The first command of cargo runs the built-in scenario in a \
             release build, the second is `{TEST}`."
        )),
    }
    let calls: Vec<&str> =
        repo.text(".ci/run").lines().map(str::trim).filter(|line| line.starts_with("cargo ")).collect();
    if calls != [TEST] {
        problems.push(format!(".ci/run calls {calls:?}. It calls `{TEST}` as README.md does, and no more of cargo."));
    }
    if !repo.text(".ci/run").contains("export CORRIDOR_SHARED_REQUIRED=1\n") {
        problems.push(
            ".ci/run: `export CORRIDOR_SHARED_REQUIRED=1`, or tests that need the shared data skip unseen.".to_owned(),
        );
    }
    problems
}

#[test]
fn ci_runs_what_the_readme_promises() {
    holds(problems);
}

#[test]
fn another_command_is_found() {
    finds(problems, "README.md", |repo| repo.edit("README.md", TEST, "cargo test"));
    finds(problems, "README.md", |repo| repo.edit("README.md", "cargo run --release", "cargo run"));
    finds(problems, ".ci/run", |repo| repo.edit(".ci/run", TEST, "cargo test"));
    finds(problems, ".ci/run", |repo| repo.edit(".ci/run", TEST, "cargo xtask test\ncargo build"));
    finds(problems, "SHARED", |repo| repo.edit(".ci/run", "SHARED_REQUIRED=1", "SHARED_REQUIRED=0"));
}

/// Proves that CI can start it.
#[cfg(unix)]
#[test]
fn ci_can_start() {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(root().join(".ci/run")).expect(".ci/run is there").permissions().mode();
    assert!(mode & 0o111 != 0, ".ci/run is not executable: chmod +x .ci/run");
}
