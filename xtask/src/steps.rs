//! `cargo xtask test`: everything that CI runs.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::commands::{Done, cargo, output, program, root, run};
use crate::readme;

const WASM: &str = "wasm32-unknown-unknown";
/// The Node of Debian 12; tried with 18.20 and 20.20.
const NODE: u32 = 18;

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
    tests.args(["--exclude", "corridor-report-in-browser"]);
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
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let sysroot = output(program(&rustc).args(["--print", "sysroot"])).ok_or("rustc does not tell its sysroot.")?;
    let library = std::path::Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib");
    if !library.is_dir() {
        rustup(&["target", "add", WASM])?;
    }
    let node = output(program("node").arg("--version")).unwrap_or_default();
    let version = node.trim();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    match major {
        Some(NODE..) => {}
        Some(_) => return Err(format!("Node {version} is too old. {INSTALL_NODE}")),
        None => return Err(format!("Node is missing. {INSTALL_NODE}")),
    }
    let chromium = chromium()?;
    packages()?;
    let rust = output(program(&rustc).arg("--version")).unwrap_or_default();
    eprintln!("{}, {WASM}, Node {version}, {chromium}", rust.trim());
    Ok(())
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

/// The two packages with which the test drives the browser, as its lock file has them.
fn packages() -> Done {
    let folder = root().join("tests/report");
    let read = |path: &str| std::fs::read_to_string(folder.join(path)).unwrap_or_default();
    // What npm wrote when it last installed them holds the same hashes as the lock file.
    let (wanted, there) = (read("package-lock.json"), read("node_modules/.package-lock.json"));
    let mut hashes = wanted.lines().filter(|line| line.contains("\"integrity\""));
    if !there.is_empty() && hashes.all(|hash| there.contains(hash.trim())) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run(program(npm).args(words).current_dir(&folder)).map_err(|what| {
        format!("`npm ci` in tests/report did not work ({what}). It comes with Node, on Debian and Ubuntu as the package npm.")
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

const INSTALL_NODE: &str = "The test that native and wasm32 agree runs a module under Node 18 or newer. Install it, then \
    run `cargo xtask test` again:\n  \
    Debian 12, Ubuntu 24.04 or newer   sudo apt-get install nodejs\n  \
    Fedora                             sudo dnf install nodejs\n  \
    macOS                              brew install node\n  \
    Windows                            winget install OpenJS.NodeJS.LTS\n  \
    anything else                      https://nodejs.org/en/download";

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
