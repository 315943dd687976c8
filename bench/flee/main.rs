//! Corridor beside Flee: CPU time, memory and person-days of the six public cases. README.md beside this file says how.

#![allow(clippy::print_stdout, clippy::print_stderr)] // It is what the program is for.

mod calibration;
mod checkout;
mod measure;
mod options;
mod ours;
mod reference;
mod report;
mod scratch;
mod table;
mod targets;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use checkout::Checkout;
use options::{CASES, Options, USAGE};
use ours::{DOCUMENTED, Mode, OurRun, QUIRKS};
use report::Report;
use scratch::Scratch;
use targets::Case;

/// Members of a case in one process, as the target has it.
const MEMBERS: u32 = 10;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.as_slice() {
        [watch, program, arguments @ ..] if watch == measure::WATCH => {
            measure::watch(program, arguments).map(|told| (told, true))
        }
        [help] if help == "--help" || help == "-h" => Ok((USAGE.to_owned(), true)),
        options => options::parse(options).and_then(|options| bench(&options)),
    };
    match done {
        Ok((told, is_whole)) => {
            println!("{}", told.trim_end_matches('\n'));
            if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(what) => {
            eprintln!("{what}");
            ExitCode::FAILURE
        }
    }
}

/// Runs everything; what a case lacks is told on the way, and then the answer is not whole.
fn bench(options: &Options) -> Result<(String, bool), String> {
    let shared = shared()?;
    let corridor = options.corridor.clone().map_or_else(beside, Ok)?;
    let checkout = options.flee.as_deref().map(|folder| Checkout::new(folder, &options.python)).transpose()?;
    let scratch = Scratch::new()?;
    let before = calibration::nanoseconds();
    let (mut cases, mut is_whole) = (Vec::new(), true);
    let mut tell = |name: &str, what: String| {
        eprintln!("{name}: {what}");
        is_whole = false;
    };
    for &name in &options.cases {
        let folder = shared.join("cases").join(name);
        let mut flee = Vec::new();
        match reference::stored(&shared.join("flee-reference").join(name)).map(reference::fairest) {
            Ok(Some(run)) => flee.push(run),
            Ok(None) => tell(name, "there is no measurement of Flee".to_owned()),
            Err(what) => tell(name, what),
        }
        let mut ours: Vec<OurRun> = Vec::new();
        for (rules, individuals) in [(DOCUMENTED, false), (QUIRKS, false), (DOCUMENTED, true), (QUIRKS, true)] {
            if individuals && !options.individuals {
                continue;
            }
            eprintln!("{name}: {rules}{}", if individuals { ", people one by one" } else { "" });
            let (members, takes) = if individuals { (1, 1) } else { (MEMBERS, options.takes) };
            match ours::run(&corridor, &folder, Mode { rules, individuals }, members, takes, &scratch) {
                Ok(run) => ours.push(run),
                Err(what) => tell(name, what),
            }
        }
        if let Some(checkout) = &checkout {
            eprintln!("{name}: Flee, hasten {}", options.hasten);
            match checkout.run(&folder, options.hasten, &scratch) {
                Ok(run) => flee.push(run),
                Err(what) => tell(name, what),
            }
        }
        cases.push(Case { name: name.to_owned(), ours, flee });
    }
    let calibration = (before, calibration::nanoseconds());
    let processor = calibration::processor();
    let report = Report { cases, expected: CASES.len(), members: (MEMBERS, options.takes), processor, calibration };
    Ok((if options.markdown { report.markdown() } else { report.text() }, is_whole))
}

/// Where the cases and the measurements lie.
fn shared() -> Result<PathBuf, String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("CORRIDOR_SHARED").map_or(beside, PathBuf::from);
    if folder.join("cases").is_dir() {
        return Ok(folder);
    }
    Err(format!(
        "{} has no cases: let CORRIDOR_SHARED name the folder that has `cases` and `flee-reference`.",
        folder.display()
    ))
}

/// The program that lies beside this one.
fn beside() -> Result<String, String> {
    let this = std::env::current_exe().map_err(|error| format!("this program does not find itself: {error}"))?;
    let program = this.with_file_name(format!("corridor{}", std::env::consts::EXE_SUFFIX));
    if program.is_file() {
        return Ok(program.display().to_string());
    }
    Err(format!("{} is not built: `cargo xtask bench flee` builds it first.", program.display()))
}
