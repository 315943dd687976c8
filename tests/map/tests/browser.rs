//! Used in a browser, the map says what the command line says, and nothing that is done to it breaks it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Proves that whoever gets `map.html` by mail can use it: without a network, by pointer and by keyboard, in light and dark,
/// on a phone and without WebGL; that its numbers are those of the command line, bit for bit; that a crossing can be closed
/// and opened again; that no file breaks it. Pictures to look at are left in the folder that it names.
///
/// Tried with a page that runs with another seed, and with grey on white: each fails.
#[test]
fn the_map_is_used_without_a_network() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = root.join("shells/web/dist/map.html");
    assert!(
        page.is_file(),
        "shells/web/dist/map.html is missing: `cargo xtask web` builds it (Node 20.19 or newer, npm)."
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("map");
    std::fs::create_dir_all(&folder).expect("a folder of the build");
    let done = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/check.mjs"))
        .arg(program())
        .arg(&folder)
        .status()
        .unwrap_or_else(|error| panic!("Node does not start ({error}). Install Node 20 or newer: https://nodejs.org"));
    assert!(done.success(), "a user of the map would meet this: the messages above say what");
}

/// The command itself, built with the page of today inside.
fn program() -> PathBuf {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "corridor-cli", "--message-format", "json-render-diagnostics"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo runs");
    assert!(built.status.success(), "the command does not build");
    let said = String::from_utf8_lossy(&built.stdout);
    let named = said.lines().rev().find_map(|line| line.split("\"executable\":\"").nth(1)?.split('"').next());
    named.map(|path| PathBuf::from(path.replace("\\\\", "\\"))).expect("cargo names the program that it built")
}
