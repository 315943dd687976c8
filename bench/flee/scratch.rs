//! A folder for changed settings, gone at the end.

use std::path::{Path, PathBuf};

/// The folder.
#[derive(Debug)]
pub struct Scratch(PathBuf);

impl Scratch {
    /// An empty one, of this process alone.
    pub fn new() -> Result<Scratch, String> {
        let folder = std::env::temp_dir().join(format!("corridor-bench-flee-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Scratch(folder))
    }

    /// The settings of a case, changed, under a name that tells the cases and the changes apart.
    pub fn settings(&self, case: &Path, name: &str, change: impl Fn(&str) -> String) -> Result<PathBuf, String> {
        let from = case.join("simsetting.yml");
        let text = std::fs::read_to_string(&from).map_err(|error| format!("{}: {error}", from.display()))?;
        let case = case.file_name().unwrap_or_default().to_string_lossy();
        let to = self.0.join(format!("{case}-{name}.yml"));
        std::fs::write(&to, change(&text)).map_err(|error| format!("{}: {error}", to.display()))?;
        Ok(to)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left to the system, which empties its folder of temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
