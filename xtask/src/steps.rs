//! `cargo xtask test`: everything that CI runs.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::commands::{Done, cargo, output, program, root, run};
use crate::{node, readme};

/// Rust's name of the browser.
pub const WASM: &str = "wasm32-unknown-unknown";

struct Step {
    name: &'static str,
    command: Command,
    /// What to do if it fails.
    mend: &'static str,
}

/// Runs every step; stops at the first that fails, and says what to do.
pub fn test() -> Done {
    let begun = Instant::now();
    let steps = steps()?;
    let many = steps.len() + 1;
    heading(1, many, "what is needed", "");
    let mut times: Vec<(&str, Duration)> = vec![("what is needed", timed(needs)?)];
    for (mut step, number) in steps.into_iter().zip(2..) {
        heading(number, many, step.name, &words(&step.command));
        let failed = |what| format!("The step \"{}\" failed ({what}).\n{}", step.name, step.mend);
        let time = timed(|| run(&mut step.command)).map_err(failed)?;
        eprintln!("{:.1} s", time.as_secs_f64());
        times.push((step.name, time));
    }
    eprintln!();
    for (name, time) in times {
        eprintln!("{:>7.1} s  {name}", time.as_secs_f64());
    }
    eprintln!("{:>7.1} s  all of it: passed", begun.elapsed().as_secs_f64());
    Ok(())
}

fn steps() -> Result<Vec<Step>, String> {
    let step = |name, command, mend| Step { name, command, mend };
    let mut docs = cargo("doc --workspace --no-deps");
    docs.env("RUSTDOCFLAGS", "-D warnings");
    // The same random worlds every time, so that the same code passes or fails. Each `cargo test` alone tries others.
    let mut tests = cargo("test --workspace --no-fail-fast --exclude corridor-wasm-digest --exclude xtask");
    tests.args(["--exclude", "corridor-report-in-browser", "--exclude", "corridor-map-in-browser"]);
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        tests.env("PROPTEST_RNG_SEED", "1");
    }
    // Built into one module here; the crates alone first, as a library for the browser would take them.
    let crates = "-p corridor-model -p corridor-engine -p corridor-formats -p corridor-forecast";
    Ok(vec![
        step("layout", cargo("fmt --all --check"), "Run `cargo fmt --all`."),
        step(
            "lints",
            cargo("clippy --workspace --all-targets -- -D warnings"),
            "Mend what clippy says. Where it is wrong, `#[allow]` that one line with the reason.",
        ),
        step(
            "documentation",
            docs,
            "Mend what rustdoc says: a link that leads nowhere, a public thing without a sentence.",
        ),
        step(
            "the map is built",
            cargo("run --quiet --package xtask -- web"),
            "The page of `corridor map` cannot be built: the message above says which part of it.",
        ),
        step(
            "tests",
            tests,
            "Mend the code. If a number was meant to move: `cargo xtask golden`, and say which in CHANGELOG.md.",
        ),
        step(
            "wasm32",
            cargo(&format!("build --target {WASM} {crates}")),
            "The library must build for the browser: a dependency that needs files, threads or a clock belongs in a shell.",
        ),
        step(
            "native is wasm32",
            cargo("test --package corridor-wasm-digest"),
            "Native and wasm32 differ, or one of them does not run: the message above says what to look for.",
        ),
        step(
            "the report in a browser",
            cargo("test --package corridor-report-in-browser"),
            "Whoever gets the report would miss something: the messages above say what, and which folder has pictures of it.",
        ),
        step(
            "the map in a browser",
            cargo("test --package corridor-map-in-browser -- --nocapture"),
            "A user of the map would meet this: the messages above say what, and which folder has pictures of it.",
        ),
        step(
            "files of a result",
            cargo("run --quiet --package xtask -- outputs"),
            "What others read is not as OUTPUTS.md says: each message above names the file. If Python is missing, install it.",
        ),
        step(
            "tidy",
            cargo("test --package xtask"),
            "The documents or the Cargo files no longer tell the truth: each message above says how to mend it.",
        ),
        step(
            "the first command of README.md",
            first_command()?,
            "A newcomer's first command fails. Mend it, or the README.",
        ),
    ])
}

/// What README.md tells a newcomer to run first.
fn first_command() -> Result<Command, String> {
    let readme = std::fs::read_to_string(root().join("README.md")).map_err(|error| format!("README.md: {error}"))?;
    let first = readme::commands(&readme).first().and_then(|command| command.strip_prefix("cargo "));
    first.map(cargo).ok_or_else(|| "README.md has no ```sh block with a command of cargo.".to_owned())
}

/// Installs what rustup can; says what to install otherwise.
fn needs() -> Done {
    for (component, command) in [("rustfmt", "fmt --version"), ("clippy", "clippy --version")] {
        if output(&mut cargo(command)).is_none() {
            rustup(&["component", "add", component])?;
        }
    }
    wasm_library()?;
    let node = node::version()?;
    let chromium = chromium()?;
    node::packages("tests/report")?;
    let rust = output(program(&rustc()).arg("--version")).unwrap_or_default();
    eprintln!("{}, {WASM}, Node {node}, {chromium}", rust.trim());
    Ok(())
}

fn rustc() -> String {
    std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned())
}

/// What rustc needs to build for the browser, installed if it is not there.
pub fn wasm_library() -> Done {
    let sysroot = output(program(&rustc()).args(["--print", "sysroot"])).ok_or("rustc does not tell its sysroot.")?;
    let library = std::path::Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib");
    if library.is_dir() { Ok(()) } else { rustup(&["target", "add", WASM]) }
}

/// What the browser says it is: that of `CORRIDOR_CHROMIUM`, or one of the names under which it is installed.
fn chromium() -> Result<String, String> {
    let own = std::env::var("CORRIDOR_CHROMIUM").ok();
    let names = match &own {
        Some(own) => vec![own.as_str()],
        None => BROWSERS.to_vec(),
    };
    let says = |name: &&str| output(program(name).arg("--version").stderr(std::process::Stdio::null()));
    let found = names.iter().find_map(says).map(|version| version.trim().to_owned());
    found.ok_or_else(|| match own {
        Some(own) => format!("CORRIDOR_CHROMIUM names {own}, which does not start. {INSTALL_CHROMIUM}"),
        None => format!("Chromium is missing. {INSTALL_CHROMIUM}"),
    })
}

/// Names of the browser.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const INSTALL_CHROMIUM: &str = "The test that opens report.html drives it. Install it, or name one in CORRIDOR_CHROMIUM, \
    then run `cargo xtask test` again:\n  \
    Debian                             sudo apt-get install chromium\n  \
    Ubuntu                             sudo snap install chromium\n  \
    Fedora                             sudo dnf install chromium\n  \
    macOS, Windows                     install Google Chrome, and name its program in CORRIDOR_CHROMIUM";

fn rustup(arguments: &[&str]) -> Done {
    let command = format!("rustup {}", arguments.join(" "));
    eprintln!("{command}");
    run(program("rustup").args(arguments)).map_err(|what| {
        format!("`{command}` did not work ({what}). Run it yourself; without rustup, install what it names as your system does.")
    })
}

fn heading(number: usize, many: usize, name: &str, command: &str) {
    let bold = |text: &str| {
        let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
        if is_terminal { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    };
    eprintln!("\n{}", bold(&format!("── {number}/{many} {name} ──")));
    if !command.is_empty() {
        eprintln!("{command}");
    }
}

/// A command as one would type it.
fn words(command: &Command) -> String {
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once("cargo".into()).chain(arguments).collect::<Vec<_>>().join(" ")
}

fn timed(work: impl FnOnce() -> Done) -> Result<Duration, String> {
    let begun = Instant::now();
    work()?;
    Ok(begun.elapsed())
}
