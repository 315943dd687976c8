//! The comparison with Flee from outside, with stand-ins for Corridor, for Python and for the data.
#![cfg(unix)]
// Helpers of tests are tests too; clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const STORED: &str = r#"{"status": "ok", "hasten": 20, "user": 10.0, "maxrss_MB": 82.2, "agent_steps": 1000000,
    "steps_per_cpu_s": 100000}"#;

/// Says how many members were asked for, as `corridor run --json` does.
const CORRIDOR: &str = "#!/bin/sh
case \"$*\" in
*-true.yml*) members=1 ;;
*) members=10 ;;
esac
echo \"{\\\"members\\\": $members, \\\"people_days\\\": $((members * 20000000))}\"
";

/// A script for `sh`, called as `run.py` is: it looks at what it was given.
const FLEE: &str = "
[ -f \"$1/sim_period.csv\" ] && [ -d \"$2\" ] && [ \"$3\" = 300 ] && grep -q 'hasten: 50' \"$4\" || exit 3
echo 'Day,Date,A sim,total refugees (simulation)'
i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done
echo '0,2012-03-01,300,500'
echo '1,2012-03-02,400,700'
";

/// A world of its own in the folder that cargo gives to tests.
fn world(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("shared/cases/mali2012/simsetting.yml", "optimisations:\n  hasten: 1\n");
    write("shared/cases/mali2012/input_csv/sim_period.csv", "StartDate,2012-02-29\nLength,300\n");
    write("shared/cases/mali2012/source_data/data_layout.csv", "total,refugees.csv\n");
    write("shared/flee-reference/mali2012/h20_s1.json", STORED);
    write("flee/runscripts/run.py", FLEE);
    write("corridor", CORRIDOR);
    fs::set_permissions(folder.join("corridor"), fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn bench(world: &Path, options: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor-bench-flee"));
    command.args(options.split_whitespace()).arg("--corridor").arg(world.join("corridor")).current_dir(world);
    command.env("CORRIDOR_SHARED", world.join("shared")).output().unwrap()
}

fn told(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn corridor_stands_beside_flee_as_measured_and_as_run_here() {
    let world = world("bench-flee");
    let output = bench(&world, "--only mali2012 --times 1 --flee flee --python sh --hasten 50");
    let (stdout, stderr) = told(&output);
    assert!(output.status.success(), "{stderr}");
    let rows = |what: &str| stdout.lines().filter(|line| line.starts_with("mali2012") && line.contains(what)).count();
    // Two kinds of rules, as cohorts and one by one.
    assert_eq!((rows("measured, 20"), rows("here, 50")), (4, 4), "{stdout}");
    assert!(stdout.contains("20.0 M") && stdout.contains("Calibration") && stdout.contains("not judged"), "{stdout}");
    let (stdout, _) = told(&bench(&world, "--only mali2012 --times 1 --no-individuals --markdown"));
    assert_eq!(stdout.lines().filter(|line| line.starts_with("| mali2012 |")).count(), 2, "{stdout}");
}

#[test]
fn a_checkout_that_fails_is_told_and_the_rest_stands() {
    let world = world("bench-flee-fails");
    let fails = "echo \"ModuleNotFoundError: No module named 'numpy'\" >&2; exit 1\n";
    fs::write(world.join("flee/runscripts/run.py"), fails).unwrap();
    let output = bench(&world, "--only mali2012 --times 1 --no-individuals --flee flee --python sh");
    let (stdout, stderr) = told(&output);
    assert!(!output.status.success() && stderr.contains("numpy") && stderr.contains("pip install"), "{stderr}");
    assert!(stdout.contains("measured, 20") && !stdout.contains("here, "), "{stdout}");
    let output = bench(&world, "--only mali2012 --flee . --python sh");
    assert!(!output.status.success() && told(&output).1.contains("runscripts/run.py"));
    let output = bench(&world, "--only mali2012 --times 1 --no-individuals --flee flee --python no-such-python");
    assert!(told(&output).1.contains("--python"), "{}", told(&output).1);
}

#[test]
fn a_program_that_fails_is_told() {
    let world = world("bench-flee-corridor");
    fs::write(world.join("corridor"), "#!/bin/sh\necho 'error: bad folder' >&2; exit 1\n").unwrap();
    let output = bench(&world, "--only mali2012 --no-individuals");
    let (_, stderr) = told(&output);
    assert!(!output.status.success() && stderr.contains("bad folder"), "{stderr}");
    let nowhere = Command::new(env!("CARGO_BIN_EXE_corridor-bench-flee")).env("CORRIDOR_SHARED", "nowhere").output();
    assert!(told(&nowhere.unwrap()).1.contains("CORRIDOR_SHARED"));
}
