//! The data of others beside the checkout.

use std::path::{Path, PathBuf};

use corridor_formats::{Source, Sources};

/// The folder `shared` beside the checkout, or the one that `CORRIDOR_SHARED` names. Without it the test that asks says so
/// and is skipped.
///
/// # Panics
///
/// If there is none and `CORRIDOR_SHARED_REQUIRED` is set.
pub fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("CORRIDOR_SHARED").map_or(beside, PathBuf::from);
    if folder.join("cases").is_dir() {
        return Some(folder);
    }
    let required = std::env::var_os("CORRIDOR_SHARED_REQUIRED").is_some();
    assert!(!required, "{} has no cases, and CORRIDOR_SHARED_REQUIRED is set", folder.display());
    #[allow(clippy::print_stderr)] // The reader of the test's output has to know.
    {
        eprintln!("skipped: {} has no cases", folder.display());
    }
    None
}

/// A Flee folder as it is, but for what stands in `simsetting.yml`.
pub fn flee_folder(folder: &Path, settings: impl Fn(String) -> String) -> Sources {
    let mut files = Vec::new();
    for inside in ["input_csv", "source_data"] {
        for entry in std::fs::read_dir(folder.join(inside)).into_iter().flatten().flatten() {
            if let (Ok(name), Ok(bytes)) = (entry.file_name().into_string(), std::fs::read(entry.path())) {
                files.push(Source { name: format!("{inside}/{name}"), bytes });
            }
        }
    }
    let text = std::fs::read_to_string(folder.join("simsetting.yml")).unwrap_or_default();
    files.push(Source { name: "simsetting.yml".to_owned(), bytes: settings(text).into_bytes() });
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    Sources { root: name.unwrap_or_default(), files }
}
