//! `corridor new`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corridor_formats::template;
use serde_json::json;

use crate::failure::Failure;
use crate::output::write_new;
use crate::voice::Voice;

/// Write a small scenario with comments, to start from
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: corridor new my-scenario")]
pub struct New {
    /// The folder to make; its name becomes the scenario's
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl New {
    /// Writes it.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        let folder = self.folder.display();
        let name = std::path::absolute(&self.folder).ok();
        let name = name.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy());
        let files = template(name.as_deref().unwrap_or("scenario"));
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let answer = format!(
            "Wrote {} files to {folder}. Next:\n  corridor check {folder}\n  corridor run {folder}\n\
             Each table opens in Excel; change them and check again.",
            names.len()
        );
        write_new(&self.folder, &files)?;
        voice.document("new", json!({ "folder": self.folder.to_string_lossy(), "files": names }))?;
        voice.answer(&answer)?;
        Ok(ExitCode::SUCCESS)
    }
}
