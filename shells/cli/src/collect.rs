//! From a name or path to named bytes: the only file access on the way in.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
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
    let files = listed(path, "", |name| FILES.contains(&name))?;
    Ok(Sources { root: scenario.trim_end_matches('/').to_owned(), files })
}

/// The files of a folder in the order of their names, a prefix before each: the bytes of those that count. Of others the
/// name is enough to tell of a misspelt one.
pub fn listed(folder: &Path, prefix: &str, counts: impl Fn(&str) -> bool) -> Result<Vec<Source>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let bytes = if counts(&name) {
            bytes(&entry.path())?
        } else if !name.starts_with(['.', '~']) && entry.path().is_file() {
            Vec::new()
        } else {
            continue;
        };
        files.push(Source { name: format!("{prefix}{name}"), bytes });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// One file, called as the user calls it.
pub fn file(path: &Path) -> Result<Source, Failure> {
    Ok(Source { name: path.display().to_string(), bytes: bytes(path)? })
}

/// A file by another name, if there is one.
pub fn optional(path: &Path, name: &str) -> Result<Option<Source>, Failure> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(_) | Ok(_) => Ok(Some(Source { name: name.to_owned(), bytes: bytes(path)? })),
    }
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

/// What is said of a file or folder that cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::System(format!("`{}` cannot be read: {error}.", path.display()))
}
