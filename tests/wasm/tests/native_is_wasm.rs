//! Native and wasm32 give the same bits.

use std::path::Path;
use std::process::{Command, Stdio};

use corridor_wasm_digest::{Case, digest};

/// Proves that a forecast in the browser is the forecast on a server: every case of this crate has the same digest in
/// wasm32 as native. It has failed with `f64::exp` in place of `libm::exp`.
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
        .unwrap_or_else(|error| panic!("Node does not start ({error}). Install Node 20 or newer: https://nodejs.org"));
    assert!(node.status.success(), "the wasm32 module does not run under Node: {}", node.status);

    let wasm = String::from_utf8(node.stdout).expect("Node prints text");
    let row = |case: Case, digest: &str| format!("{case:?} {digest}\n");
    let wasm: String = Case::ALL.into_iter().zip(wasm.lines()).map(|(case, digest)| row(case, digest)).collect();
    let native: String = Case::ALL.into_iter().map(|case| row(case, &digest(case).to_string())).collect();
    assert_eq!(
        wasm, native,
        "wasm32 (left) is not native (right). Another size: something else was counted, look for `usize`. \
         The same size with other bits: a number differs, look for a function of std where libm has one, or for mul_add"
    );
}
