//! The commands that CI and people run. Without dependencies, so that the first line appears at once.

#![allow(clippy::print_stdout, clippy::print_stderr)] // A program for a terminal.

mod commands;
mod node;
mod python;
mod readme;
mod steps;
#[cfg(test)]
mod tidy;
mod web;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  test      everything that CI runs, in order; stops at the first step that fails
  golden    runs the tests and writes down what they give: look at `git diff`, and say in CHANGELOG.md which numbers moved
  bench     times a day, a run, an ensemble (arguments go on to corridor-bench); `bench flee` stands beside Flee (--help)
  outputs   reads the files of a result as pandas, QGIS and others do (folders of `--out` may follow; else made-up ones)
  web       builds the page of `corridor map` (needs Node 20.19 with npm); a program that is built after it has it inside
  schema    writes scenarios/scenario.schema.json and the tables of OUTPUTS.md from the code
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test"] => steps::test(),
        ["golden"] => commands::golden(),
        ["bench", "flee", rest @ ..] => commands::bench_flee(rest),
        ["bench", rest @ ..] => commands::bench(rest),
        ["outputs", rest @ ..] => python::outputs(rest),
        ["web"] => web::web(),
        ["schema"] => commands::schema(),
        ["help" | "-h" | "--help"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("\n{what}");
            ExitCode::FAILURE
        }
    }
}
