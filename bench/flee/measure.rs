//! What a program spends from its start to its end.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// The word by which this program calls itself to watch one other.
pub const WATCH: &str = "watch";

/// What a program printed, and what that cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Spent {
    /// CPU seconds of all its threads, its start included, for itself and in the system.
    pub cpu_s: f64,
    /// The most memory that it held at any moment, in 10⁶ bytes.
    pub peak_mb: f64,
    /// What it printed.
    pub stdout: String,
}

/// Runs a program in a folder and measures it. The system tells the peak of all children of a process together, so each
/// program is the only child of one more process: this program, called by [`WATCH`].
///
/// `checkout` is where a program of Python runs and finds its modules; others run where this one does.
pub fn measure(program: &str, arguments: &[OsString], checkout: Option<&Path>) -> Result<Spent, String> {
    let this = std::env::current_exe().map_err(|error| format!("this program does not find itself: {error}"))?;
    let mut watch = Command::new(this);
    watch.arg(WATCH).arg(program).args(arguments);
    if let Some(folder) = checkout {
        watch.current_dir(folder).env("PYTHONPATH", folder);
    }
    let output = watch.output().map_err(|error| format!("{program} does not start: {error}"))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = told.lines().collect();
        return Err(format!("{program} failed:\n{}", lines[lines.len().saturating_sub(8)..].join("\n")));
    }
    read(&String::from_utf8_lossy(&output.stdout)).ok_or_else(|| format!("what {program} spent was not told"))
}

/// What the watch adds as a last line, and what stands before it.
fn read(printed: &str) -> Option<Spent> {
    let (stdout, last) = printed.trim_end().rsplit_once('\n')?;
    let told: Value = serde_json::from_str(last).ok()?;
    let number = |key: &str| told.get(key)?.as_f64();
    Some(Spent { cpu_s: number("cpu_s")?, peak_mb: number("peak_mb")?, stdout: stdout.to_owned() })
}

/// The other process: runs the program, lets it print, and adds the line.
pub fn watch(program: &str, arguments: &[String]) -> Result<String, String> {
    let mut child = Command::new(program);
    let status = child.args(arguments).stdin(Stdio::null()).status();
    let status = status.map_err(|error| format!("{program} does not start: {error}"))?;
    if !status.success() {
        return Err(format!("{program}: {status}"));
    }
    let (cpu_s, peak_mb) = children().ok_or("This system does not tell what a program spent; Linux and macOS do.")?;
    Ok(format!("\n{}", json!({ "cpu_s": cpu_s, "peak_mb": peak_mb })))
}

#[cfg(unix)]
fn children() -> Option<(f64, f64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    let spent = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let unit = if cfg!(target_vendor = "apple") { 1.0 } else { 1024.0 };
    Some((seconds(spent.user_time()) + seconds(spent.system_time()), spent.max_rss() as f64 * unit / 1e6))
}

/// CPU seconds of this process.
#[cfg(unix)]
pub fn own() -> Option<f64> {
    use nix::sys::resource::{UsageWho, getrusage};
    let spent = getrusage(UsageWho::RUSAGE_SELF).ok()?;
    Some(seconds(spent.user_time()) + seconds(spent.system_time()))
}

#[cfg(unix)]
fn seconds(time: nix::sys::time::TimeVal) -> f64 {
    time.tv_sec() as f64 + time.tv_usec() as f64 * 1e-6
}

#[cfg(not(unix))]
fn children() -> Option<(f64, f64)> {
    None
}

/// CPU seconds of this process: not told here.
#[cfg(not(unix))]
pub fn own() -> Option<f64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_what_was_spent() {
        let printed = "{\n  \"people_days\": 7\n}\n\n{\"cpu_s\":1.5,\"peak_mb\":12.0}\n";
        let spent = Spent { cpu_s: 1.5, peak_mb: 12.0, stdout: "{\n  \"people_days\": 7\n}\n".to_owned() };
        assert_eq!(read(printed), Some(spent));
        assert_eq!(read("{\n  \"people_days\": 7\n}\n"), None);
        assert_eq!(read(""), None);
    }
}
