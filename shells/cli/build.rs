//! Looks whether there is a page to take along: `cargo xtask web` builds it, and the program builds without it.

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(page_inside)");
    println!("cargo::rerun-if-changed=build.rs");
    let folder = Path::new("../web/dist");
    // Cargo looks at what is there: of a file that is missing it would build anew each time. So there is always a folder,
    // which git ignores. Where none can be made, a page that comes later is seen after `touch shells/cli/build.rs`.
    let _ = std::fs::create_dir_all(folder);
    if folder.is_dir() {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    if folder.join("map.html").is_file() {
        println!("cargo::rustc-cfg=page_inside");
    }
}
