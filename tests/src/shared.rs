//! Data of others that lie beside the checkout.

use std::path::{Path, PathBuf};

use corridor_formats::{Source, Sources};

/// A folder of the shared data: `CORRIDOR_SHARED`, or `shared` beside the checkout. Nothing, with a message, where it is
/// missing.
///
/// # Panics
///
/// If it is missing and `CORRIDOR_SHARED_REQUIRED` is 1.
#[allow(clippy::print_stderr)] // A test that is skipped says so.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let path = std::env::var_os("CORRIDOR_SHARED").map_or_else(beside, PathBuf::from).join(folder);
    if path.is_dir() {
        return Some(path);
    }
    let required = std::env::var("CORRIDOR_SHARED_REQUIRED").is_ok_and(|value| value == "1");
    assert!(!required, "there is no folder {}", path.display());
    eprintln!("skipped: there is no folder {}", path.display());
    None
}

/// The files of a folder and of the folders in it, by their paths inside it.
pub fn files(folder: &Path) -> Sources {
    let mut files = Vec::new();
    let mut next = vec![folder.to_owned()];
    while let Some(path) = next.pop() {
        for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                next.push(entry.path());
            } else if let (Ok(inside), Ok(bytes)) = (entry.path().strip_prefix(folder), std::fs::read(entry.path())) {
                files.push(Source { name: inside.display().to_string(), bytes });
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Sources { root: folder.display().to_string(), files }
}
