//! Looks whether there is a page to take along: `cargo xtask web` builds it, and the program builds without it.

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(page_inside)");
    println!("cargo::rerun-if-changed=build.rs");
    let folder = Path::new("../web/dist");
    let page = folder.join("map.html");
    if page.is_file() {
        println!("cargo::rustc-cfg=page_inside");
        println!("cargo::rerun-if-changed={}", page.display());
        return;
    }
    // Of a file that is missing cargo would build anew each time, so the folder is watched in which it would be. Git ignores
    // it. Where none can be made, a page that comes later is seen after `touch shells/cli/build.rs`.
    if std::fs::create_dir_all(folder).is_ok() {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
}
