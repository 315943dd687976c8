//! Memory does not grow with the number of members.

use super::*;

/// The most memory that a command held at a time, in MiB.
#[cfg(target_os = "linux")]
fn peak(words: &[&str]) -> f64 {
    let mut child = corridor(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        if let Some(kib) = line.and_then(|line| line.trim().strip_suffix(" kB")) {
            peak = kib.parse::<f64>().unwrap() / 1024.0;
        }
        sleep(Duration::from_millis(5));
    }
    peak
}

/// Of 100,000 members it would take minutes; of these some seconds.
#[cfg(target_os = "linux")]
#[test]
fn more_members_take_little_more_memory() {
    let place = Place::new("memory");
    let of = |members: &str| peak(&["run", &place.at("demo"), "--members", members, "--out", &place.at(members)]);
    // Both beyond the first bins and blocks, which take more at first.
    let (few, many) = (of("2000"), of("8000"));
    assert!(few > 5.0 && many < 100.0, "{few} MiB, {many} MiB");
    // A few numbers of each member are kept: half a kilobyte or so, and as much while they are written.
    assert!(many - few < 6_000.0 * 2.0 / 1024.0 + 4.0, "{few} MiB of 2,000 members, {many} MiB of 8,000");
}
