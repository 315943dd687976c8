//! Native and wasm32 give the same bits.

use std::path::Path;
use std::process::{Command, Stdio};

use corridor_wasm_digest::{Case, digest};

/// Proves that a forecast in the browser is the forecast on a server: every case of this crate has the same digest in
/// wasm32 as native. Tried with `f64::powf` in place of `libm::pow` in the distance kernel: expected values, which keep
/// every bit, differ at once; whole numbers only where a draw falls between the two.
#[test]
fn native_is_wasm() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the folder of the build");
    let build = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "corridor-wasm-digest", "--lib", "--target", "wasm32-unknown-unknown"])
        .arg("--target-dir")
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("cargo runs");
    assert!(build.success(), "no wasm32 module. Is the target there? rustup target add wasm32-unknown-unknown");

    let module = target.join("wasm32-unknown-unknown/debug/corridor_wasm_digest.wasm");
    let node = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/digest.mjs"))
        .arg(module)
        .stderr(Stdio::inherit())
        .output()
        .unwrap_or_else(|error| {
            panic!("Node does not start ({error}). Install Node 20.19 or newer: https://nodejs.org")
        });
    assert!(node.status.success(), "the wasm32 module does not run under Node: {}", node.status);

    let wasm = String::from_utf8(node.stdout).expect("Node prints text");
    assert_eq!(wasm.lines().count(), Case::ALL.len(), "every case has a digest: {wasm}");
    let differing: Vec<String> = (Case::ALL.into_iter().zip(wasm.lines()))
        .map(|(case, wasm)| (case, wasm, digest(case).to_string()))
        .filter(|(_, wasm, native)| wasm != native)
        .map(|(case, wasm, native)| format!("{case:?}: wasm32 {wasm}, native {native}"))
        .collect();
    assert!(
        differing.is_empty(),
        "{}\nAnother size (after the stroke): something else was counted, look for `usize`. The same size with other bits: a \
         number differs, look for a function of std where libm has one, or for mul_add.",
        differing.join("\n")
    );
}
