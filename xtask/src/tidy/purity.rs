//! The library opens no file, reads no clock or environment, prints nothing (ARCHITECTURE.md, invariant 1).

use super::repo::Repo;
use super::{finds, holds};

/// Modules of std that reach outside.
const MODULES: [&str; 6] = ["fs", "env", "time", "net", "process", "thread"];
/// Macros that print.
const MACROS: [&str; 5] = ["println!", "print!", "eprintln!", "eprint!", "dbg!"];
/// Handles of the terminal.
const HANDLES: [&str; 3] = ["io::stdin", "io::stdout", "io::stderr"];

fn problems(repo: &Repo) -> Vec<String> {
    let library: Vec<(&str, &str)> = repo
        .files()
        .filter(|(path, _)| path.starts_with("crates/") && path.contains("/src/") && path.ends_with(".rs"))
        .collect();
    let tests: Vec<String> = library.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let mut problems = Vec::new();
    for (path, text) in library {
        let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
        if tests.iter().any(|tests| {
            module == tests || module.strip_prefix(tests.as_str()).is_some_and(|rest| rest.starts_with('/'))
        }) {
            continue;
        }
        for (line, number) in code(text) {
            if let Some(what) = impure(line) {
                problems.push(format!(
                    "{path}:{number}: {what} in the library. Let a shell do it and pass the value in (ARCHITECTURE.md, invariant 1)."
                ));
            }
        }
    }
    problems
}

/// The modules that exist for tests alone and are files of their own: `#[cfg(test)]`, then `mod name;`.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let folder = match path.rsplit_once('/') {
        Some((folder, "lib.rs" | "mod.rs")) => folder,
        Some(_) | None => path.trim_end_matches(".rs"),
    };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let pairs = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]");
    let names = pairs.filter_map(|pair| pair[1].strip_suffix(';')?.split_once("mod ").map(|(_, name)| name));
    names.map(|name| format!("{folder}/{name}")).collect()
}

/// The lines of code with their numbers: no comments, and nothing from the tests at the end of the file on.
fn code(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines.windows(2).position(|pair| pair[0] == "#[cfg(test)]" && pair[1].ends_with('{'));
    let end = tests.unwrap_or(lines.len());
    lines.into_iter().zip(1..).take(end).filter(|(line, _)| !line.trim_start().starts_with("//"))
}

fn impure(line: &str) -> Option<String> {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned).collect()
    };
    for (at, _) in line.match_indices("std::") {
        let rest = &line[at + "std::".len()..];
        // `std::fs::…` names one, `use std::{fmt, fs};` several.
        let named = match rest.strip_prefix('{') {
            Some(group) => words(group),
            None => words(rest).into_iter().take(1).collect(),
        };
        if let Some(module) = MODULES.into_iter().find(|module| named.iter().any(|name| name == module)) {
            return Some(format!("std::{module}"));
        }
    }
    let begins_a_word = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let called = |word: &&str| line.match_indices(*word).any(|(at, _)| begins_a_word(at));
    MACROS.into_iter().chain(HANDLES).find(called).map(str::to_owned)
}

#[test]
fn the_library_is_pure() {
    holds(problems);
}

#[test]
fn a_reach_outside_is_found() {
    let zeal = |text: &'static str| move |repo: &mut Repo| repo.write("crates/model/src/zeal.rs", text);
    finds(problems, "zeal.rs:2: std::fs", zeal("//! x\nuse std::fs;\n"));
    finds(problems, "zeal.rs:1: std::time", zeal("use std::{fmt, time::Instant};\n"));
    finds(problems, "zeal.rs:1: std::env", zeal("let x = std::env::var(name);\n"));
    finds(problems, "zeal.rs:1: println!", zeal("fn f() { println!(); }\n"));
    finds(problems, "zeal.rs:1: io::stdout", zeal("use std::io; fn f() { io::stdout(); }\n"));
    // A module for tests may; one beside it may not.
    let tests = "#[cfg(test)]\nmod tests;\n";
    let inner = |path: &'static str| {
        move |repo: &mut Repo| {
            repo.write("crates/model/src/zeal.rs", tests);
            repo.write(path, "use std::fs;\n");
        }
    };
    finds(problems, "zeal/other.rs:1", inner("crates/model/src/zeal/other.rs"));
    let mut repo = Repo::read();
    let before = problems(&repo);
    inner("crates/model/src/zeal/tests.rs")(&mut repo);
    assert_eq!(problems(&repo), before);
    repo.write("crates/model/src/zeal.rs", "// println!\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n");
    repo.write("crates/model/src/zeal/tests.rs", "");
    assert_eq!(problems(&repo), before);
}
