//! A checkout of Flee, run in the same go.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::measure::measure;
use crate::reference::FleeRun;
use crate::scratch::Scratch;

const SCRIPT: &str = "runscripts/run.py";
/// The column of Flee's answer that counts all agents of a day.
const PRESENT: &str = "total refugees (simulation)";

/// Flee's sources, and the Python to run them.
#[derive(Clone, Debug)]
pub struct Checkout {
    folder: PathBuf,
    python: String,
}

impl Checkout {
    /// Looks whether it is one.
    pub fn new(folder: &Path, python: &str) -> Result<Checkout, String> {
        let wrong = |what: String| format!("--flee {}: {what}", folder.display());
        let folder = folder.canonicalize().map_err(|error| wrong(error.to_string()))?;
        if !folder.join(SCRIPT).is_file() {
            let help = "name a checkout of Flee; the package on PyPI (3.1) has no script to run a case";
            return Err(wrong(format!("there is no {SCRIPT}. {help}.")));
        }
        Ok(Checkout { folder, python: python.to_owned() })
    }

    /// Runs a case with one in `hasten` people.
    pub fn run(&self, case: &Path, hasten: u64, scratch: &Scratch) -> Result<FleeRun, String> {
        let case = case.canonicalize().map_err(|error| format!("{}: {error}", case.display()))?;
        let settings = scratch.settings(&case, &format!("hasten-{hasten}"), |text| with_hasten(text, hasten))?;
        let tables = case.join("input_csv");
        let length = length(&std::fs::read_to_string(tables.join("sim_period.csv")).unwrap_or_default());
        let arguments: [OsString; 5] =
            [SCRIPT.into(), tables.into(), case.join("source_data").into(), length.into(), settings.into()];
        let spent = measure(&self.python, &arguments, Some(&self.folder)).map_err(hint)?;
        let agent_steps = agent_steps(&spent.stdout)?;
        Ok(FleeRun { from: "here", hasten, cpu_s: spent.cpu_s, peak_mb: spent.peak_mb, agent_steps })
    }
}

/// What to do, where that is known.
fn hint(what: String) -> String {
    let help = if what.contains("ModuleNotFoundError") || what.contains("ImportError") {
        "\nFlee's Python packages are missing: `python3 -m pip install -r requirements.txt` in its checkout, or name the \
         Python of an environment that has them with --python."
    } else if what.contains("does not start") {
        "\nInstall Python, or name it with --python."
    } else {
        ""
    };
    format!("Flee: {what}{help}")
}

/// The days of a case, as its `sim_period.csv` has them; 0 lets Flee look itself.
fn length(text: &str) -> String {
    let days = text.lines().find_map(|line| line.strip_prefix("Length,"));
    let days = days.and_then(|days| days.split(',').next()?.trim().parse::<u32>().ok());
    days.unwrap_or(0).to_string()
}

/// Settings for one in so many people.
fn with_hasten(text: &str, hasten: u64) -> String {
    let key = |line: &str, key: &str| line.trim_start().starts_with(key);
    let mut lines: Vec<String> = text.trim_end().lines().map(str::to_owned).collect();
    if let Some(line) = lines.iter_mut().find(|line| key(line, "hasten:")) {
        let indent = line.len() - line.trim_start().len();
        *line = format!("{}hasten: {hasten}", &line[..indent]);
    } else if let Some(at) = lines.iter().position(|line| key(line, "optimisations:")) {
        lines.insert(at + 1, format!("  hasten: {hasten}"));
    } else {
        lines.push(format!("optimisations:\n  hasten: {hasten}"));
    }
    lines.join("\n") + "\n"
}

/// The agents present, summed over the days, out of what Flee prints: a table, and warnings in between.
fn agent_steps(printed: &str) -> Result<u64, String> {
    let missing = || format!("Flee printed no table with a column \"{PRESENT}\"");
    let mut lines = printed.lines().skip_while(|line| !line.starts_with("Day,"));
    let head: Vec<&str> = lines.next().ok_or_else(missing)?.split(',').collect();
    let column = head.iter().position(|name| name.trim() == PRESENT).ok_or_else(missing)?;
    let rows = lines.map(|line| line.split(',').collect::<Vec<_>>()).filter(|row| row.len() == head.len());
    let days = rows.filter(|row| row[0].parse::<u32>().is_ok());
    let steps = days.map(|row| row[column].trim().parse::<f64>().unwrap_or(0.0)).sum::<f64>();
    if steps > 0.0 { Ok(steps as u64) } else { Err("Flee printed no day with anybody in it".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hasten_is_set_where_it_stands_or_put_where_it_belongs() {
        let settings = "move_rules:\n  softening: 50.0\noptimisations:\n  hasten: 1\n\n";
        assert_eq!(with_hasten(settings, 100), settings.trim_end().replace("hasten: 1", "hasten: 100") + "\n");
        assert_eq!(with_hasten("optimisations:\n  x: 1\n", 7), "optimisations:\n  hasten: 7\n  x: 1\n");
        assert_eq!(with_hasten("", 7), "optimisations:\n  hasten: 7\n");
    }

    #[test]
    fn agents_are_summed_over_the_days() {
        let printed = "WARNING: a camp, full\nDay,Date,A sim,total refugees (simulation)\n0,2012-03-01,3,5\n\
            Warning, of, four, fields\n1,2012-03-02,4,7\n";
        assert_eq!(agent_steps(printed), Ok(12));
        assert!(agent_steps("Day,Date,A sim\n0,2012-03-01,3\n").is_err());
        assert!(agent_steps("Day,total refugees (simulation)\n0,0\n").is_err());
        assert!(agent_steps("").is_err());
    }

    #[test]
    fn the_period_is_that_of_the_case() {
        assert_eq!(length("StartDate,2012-02-29\nLength,300\n"), "300");
        assert_eq!(length("Length,300,days\r\n"), "300");
        assert_eq!(length(""), "0");
    }

    #[test]
    fn what_flee_lacks_is_told() {
        assert!(
            hint("python3 failed:\nModuleNotFoundError: No module named 'numpy'".to_owned()).contains("pip install")
        );
        assert!(hint("python3 does not start: no such file".to_owned()).contains("--python"));
        let told = Checkout::new(Path::new(env!("CARGO_MANIFEST_DIR")), "python3").unwrap_err();
        assert!(told.contains("runscripts/run.py"), "{told}");
    }
}
