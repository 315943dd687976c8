//! From a name or path to named bytes: the only file access on the way in.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use corridor_formats::{FILES, Source, Sources};

use crate::builtin;
use crate::failure::Failure;
use crate::voice::Voice;

/// A larger file is no table of a scenario.
const MOST_BYTES: u64 = 512 << 20;

/// The files of a built-in scenario or of a folder.
pub fn collect(scenario: &str, voice: Voice) -> Result<Sources, Failure> {
    let path = Path::new(scenario);
    if let Some(sources) = builtin::sources(scenario) {
        if path.is_dir() {
            voice.note(&format!(
                "note: `{scenario}` is the built-in scenario; for the folder here write `./{scenario}`."
            ));
        }
        return Ok(sources);
    }
    if path.is_file() {
        let message = format!("`{scenario}` is a file; name the folder of the scenario.");
        return Err(Failure::System(message));
    }
    if !path.exists() {
        let known = builtin::NAMES.join(", ");
        return Err(Failure::System(format!("There is no folder `{scenario}`, nor a built-in scenario ({known}).")));
    }
    let has = |name: &str| path.join(name).exists();
    if has("input_csv") || (has("locations.csv") && has("routes.csv") && !has("scenario.yml")) {
        let message = format!(
            "`{scenario}` is a Flee folder. Flee folders are read from the next version on; this one reads folders with \
             a scenario.yml (`corridor new DIR` writes one)."
        );
        return Err(Failure::Data(message, Vec::new()));
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| unreadable(path, &error))? {
        let entry = entry.map_err(|error| unreadable(path, &error))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if FILES.contains(&name.as_str()) {
            files.push(Source { bytes: bytes(&entry.path())?, name });
        } else if !name.starts_with(['.', '~']) && entry.path().is_file() {
            // The name is enough to tell of a misspelt one.
            files.push(Source { name, bytes: Vec::new() });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Sources { root: scenario.trim_end_matches('/').to_owned(), files })
}

/// One file, called as the user calls it.
pub fn file(path: &Path) -> Result<Source, Failure> {
    Ok(Source { name: path.display().to_string(), bytes: bytes(path)? })
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if metadata.is_dir() {
        return Err(Failure::System(format!("`{shown}` is a folder where a file is expected.")));
    }
    if !metadata.is_file() {
        return Err(Failure::System(format!("`{shown}` is not a plain file.")));
    }
    let too_large = || Failure::System(format!("`{shown}` is larger than 512 MiB."));
    if metadata.len() > MOST_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    // It may grow while it is read.
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > MOST_BYTES { Err(too_large()) } else { Ok(bytes) }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::System(format!("`{}` cannot be read: {error}.", path.display()))
}
