//! Opened in a browser, a report asks for nothing, and everybody can read it.

use std::path::Path;
use std::process::Command;

use corridor_report_in_browser::samples;

/// Proves that whoever gets a report by mail can read it: without a network, in light and dark, by keyboard and screen
/// reader, on a small screen. Tried with an image from the web, with soft grey on white and with a table too wide: each
/// fails. Pictures to look at are left in the folder that it names.
#[test]
fn reports_are_read_without_a_network() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report");
    std::fs::create_dir_all(&folder).expect("a folder of the build");
    let files = samples().into_iter().map(|(name, bytes)| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("a file of the build");
        path
    });
    let done = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/check.mjs"))
        .arg(folder.join("pictures"))
        .args(files)
        .status()
        .unwrap_or_else(|error| {
            panic!("Node does not start ({error}). Install Node 20.19 or newer: https://nodejs.org")
        });
    assert!(done.success(), "a reader would miss something: the messages above say what");
}
