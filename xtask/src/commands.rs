//! Other programs, called in the root of the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What to tell people when something did not work.
pub type Done = Result<(), String>;

/// The root of the repository.
pub fn root() -> PathBuf {
    let package =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().map(PathBuf::from).unwrap_or_default()
}

/// A program, called in the root without the variables by which cargo tells us of our own package.
pub fn program(name: &str) -> Command {
    let own = |name: &str| ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|own| name.starts_with(own));
    let mut command = Command::new(name);
    command.current_dir(root());
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(own)) {
        command.env_remove(name);
    }
    command
}

/// The cargo that called us.
pub fn cargo(arguments: &str) -> Command {
    let mut command = program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    command.args(arguments.split_whitespace());
    command
}

/// Runs a program to its end.
pub fn run(command: &mut Command) -> Done {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name}: {status}")),
        Err(error) => Err(format!("{name} does not start: {error}")),
    }
}

/// What a program prints; nothing where it does not start or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// Runs the tests and lets them write down what they give.
pub fn golden() -> Done {
    let mut tests = cargo("test --workspace --no-fail-fast");
    tests.envs([
        ("CORRIDOR_BLESS", "1"),
        ("INSTA_UPDATE", "always"),
        ("INSTA_FORCE_PASS", "1"),
        ("TRYCMD", "overwrite"),
    ]);
    let done = run(&mut tests);
    let changed = output(program("git").args(["status", "--short"])).unwrap_or_default();
    eprintln!("\nWhat is not committed now:\n{changed}");
    eprintln!("Look at every line of `git diff`. If a number moved, CHANGELOG.md says which and why.");
    done.map_err(|what| format!("{what}. What is left is no golden: mend it, and run `cargo xtask test`."))
}

/// Times a day, a run, an ensemble.
pub fn bench(arguments: &[&str]) -> Done {
    run(cargo("run --release --package corridor-bench --").args(arguments))
}

/// Times the six public cases beside Flee, with the program as users have it.
pub fn bench_flee(arguments: &[&str]) -> Done {
    run(&mut cargo("build --release --package corridor-cli"))?;
    // Paths are meant from where one stands, and programs run in the root.
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    let path = |(before, word): (&&str, &&str)| match *before {
        "--flee" => here.join(word).into_os_string(),
        _ => word.into(),
    };
    let before = std::iter::once(&"").chain(arguments);
    run(cargo("run --release --package corridor-bench --bin corridor-bench-flee --")
        .args(before.zip(arguments).map(path)))
}

/// Writes what is generated: the JSON Schema of `scenario.yml`, and the dictionary in OUTPUTS.md.
pub fn schema() -> Done {
    run(cargo("test --quiet --package xtask -- tidy::schema tidy::outputs").env("CORRIDOR_BLESS", "1"))
}
