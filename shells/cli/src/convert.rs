//! `corridor convert`

use std::path::PathBuf;
use std::process::ExitCode;

use corridor_formats::{Sources, read};
use serde_json::json;

use crate::failure::Failure;
use crate::flee_folder::Given;
use crate::interrupt::watch;
use crate::output::{refuse_taken, write_new};
use crate::reading::{counted, scenario, show};
use crate::voice::Voice;

/// Write a scenario, such as a Flee folder's, as a scenario folder of Corridor
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: corridor convert flee/config_files/mali2012 mali2012")]
pub struct Convert {
    /// A built-in name, a scenario folder or a Flee folder
    #[arg(value_name = "IN")]
    from: String,
    /// The folder to make; there may be an empty one
    #[arg(value_name = "OUT")]
    to: PathBuf,
    #[command(flatten)]
    given: Given,
}

impl Convert {
    /// Converts it.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        watch();
        refuse_taken(&self.to)?;
        let (scenario, counts) = scenario(&self.from, &self.given, voice)?;
        let folder = self.to.display().to_string();
        let sources = Sources { root: folder.clone(), files: corridor_formats::write::scenario(&scenario) };
        // What is written must be read again; else a folder that nobody can run would stand there.
        let (again, told) = read(&sources);
        if again.is_none() {
            show(&told, &sources, voice);
            let message = format!("`{}` cannot be written as a scenario of Corridor: {}.", self.from, counted(&told));
            return Err(Failure::Data(message, told));
        }
        write_new(&self.to, &sources.files)?;
        let names: Vec<&str> = sources.files.iter().map(|file| file.name.as_str()).collect();
        let mut answer =
            format!("Wrote {} files to {folder}: {}.\nNext:\n  corridor run {folder}\n", names.len(), names.join(", "));
        if counts.is_some_and(|counts| counts.validation.is_some()) {
            answer.push_str("The validation data are in observations.csv.\n");
        }
        voice.answer(&answer)?;
        voice.document("convert", json!({ "from": self.from, "folder": folder, "files": names }))?;
        Ok(ExitCode::SUCCESS)
    }
}
