//! The shipped scenario, run as of its reference date, beside what it said when it was last blessed: a refactor is one if
//! nothing here moves. What is random here is fixed: seed 0, so many members.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use corridor_forecast::{Keep, Settings, as_of, run_ensemble};
use corridor_formats::read;
use corridor_model::{Rules, Target};
use corridor_tests::folder;

const SCENARIOS: [&str; 1] = ["afghanistan-2021"];

/// Members of the digest, and of the medians.
const FEW: u32 = 2;
const MANY: u32 = 20;

/// What a scenario says, as the lines of its golden file.
fn says(name: &str) -> String {
    let (scenario, diagnostics) = read(&folder(&format!("scenarios/{name}")));
    // What ships is clean: no warnings either.
    let told: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{name} is not clean:\n{}", told.join("\n"));
    let scenario = scenario.expect("no errors");
    let scenario = match scenario.reference_date {
        Some(date) => as_of(&scenario, date),
        None => scenario,
    };
    let stop = AtomicBool::new(false);
    let run = |members| {
        let settings = Settings { members, seed: 0, threads: None, keep: Keep::Named, progress: &|| (), stop: &stop };
        run_ensemble(&scenario, &settings).expect("nobody stops it")
    };
    let mut lines = format!("rules {}\ndigest of {FEW} members {:016x}\n", Rules::VERSION, run(FEW).digest());
    let ensemble = run(MANY);
    let last = scenario.period.days().saturating_sub(1);
    for location in &scenario.headline {
        for target in [Target::Arrivals, Target::Returns, Target::Stock, Target::Stranded, Target::Evacuated] {
            if let Some(median) = ensemble.forecast(target, location, last, 0.5) {
                let (target, date) = (target.word(), scenario.period.date(last));
                let _ = writeln!(lines, "median of {MANY} members {target} {location} {date} {median:.1}");
            }
        }
    }
    lines
}

#[test]
fn the_shipped_scenarios_say_what_they_said() {
    for name in SCENARIOS {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden").join(format!("{name}.txt"));
        let now = says(name);
        if std::env::var_os("CORRIDOR_BLESS").is_some() {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
            std::fs::write(&path, &now).expect("the golden file can be written");
            continue;
        }
        let then = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if then != now {
            let (was, is): (Vec<&str>, Vec<&str>) = (then.lines().collect(), now.lines().collect());
            let mut moved = String::new();
            for line in was.iter().filter(|line| !is.contains(line)) {
                let _ = writeln!(moved, "  was {line}");
            }
            for line in is.iter().filter(|line| !was.contains(line)) {
                let _ = writeln!(moved, "  is  {line}");
            }
            panic!(
                "{name} says something else than tests/golden/{name}.txt:\n{moved}\n\
                 If no number was to move, this is a defect: find it.\n\
                 If it was: say so first, at the top of CHANGELOG.md, with what moved, by how much and why; then\n\
                 CORRIDOR_BLESS=1 cargo test -p corridor-tests --test golden"
            );
        }
    }
}
