//! What lies in the folder of an ensemble: parts that are whole, unfinished ones, and files that only look like it.

use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;

use corridor_formats::columnar::{self, Head, Part, PartError, shard_of_name};

use crate::collect::unreadable;
use crate::failure::Failure;

use super::store::UNFINISHED;
use super::{Job, Shard};

/// A part in a folder, or what an unfinished process has kept.
#[derive(Debug)]
pub struct Kept {
    /// The name of its file.
    pub name: String,
    /// Which part it is, or is to become.
    pub shard: Shard,
    /// Whether it is whole.
    pub finished: bool,
    /// Where it belongs, or why it cannot be used.
    pub head: Result<Head, Unusable>,
}

/// Why a file is not the part that its name says, and what to do.
#[derive(Debug)]
pub struct Unusable {
    /// Why.
    pub why: String,
    /// What to do.
    pub help: &'static str,
}

impl From<PartError> for Unusable {
    fn from(error: PartError) -> Unusable {
        Unusable { why: error.to_string(), help: error.help() }
    }
}

impl Kept {
    /// The job of which it is a part.
    pub fn job(&self) -> Option<Job> {
        let about = &self.head.as_ref().ok()?.about;
        Job::from_json(&serde_json::from_str(about.get("job")?).ok()?)
    }
}

/// Everything in a folder that is a part, whole or not, by name.
pub fn kept_in(folder: &Path) -> Result<Vec<Kept>, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let mut kept = Vec::new();
    for name in names {
        let rest = name.strip_prefix(UNFINISHED).and_then(|rest| rest.split_once('-')).map(|(_, rest)| rest);
        let Some((number, of)) = shard_of_name(rest.unwrap_or(&name)) else { continue };
        let (finished, shard) = (rest.is_none(), Shard { number, of });
        let path = folder.join(&name);
        let bytes = match fs::read(&path) {
            // A process that goes on while this one looks is done with it.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            read => read.map_err(|error| unreadable(&path, &error))?,
        };
        // Every byte is looked at, and none is held.
        let head = part_of(bytes, shard, finished).map(|part| part.head().clone());
        kept.push(Kept { head, name, shard, finished });
    }
    Ok(kept)
}

/// The part of a folder that its name says.
pub fn read(path: &Path, shard: Shard) -> Result<Part, Failure> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    part_of(bytes, shard, true).map_err(|error| unusable(path, error))
}

/// The part of these bytes, if it is that of the shard, and has all members if it is finished.
pub(super) fn part_of(bytes: Vec<u8>, shard: Shard, finished: bool) -> Result<Part, Unusable> {
    let part = columnar::read_part(bytes)?;
    let head = part.head();
    let members = shard.members(head.members);
    let own = (head.shard, head.shards, head.first) == (shard.number, shard.of, members.start)
        && if finished { head.end == members.end } else { head.end <= members.end };
    if own {
        return Ok(part);
    }
    let why = format!(
        "its name says part {} of {}, but it has members {} of part {} of {}",
        shard.number,
        shard.of,
        told(&(head.first..head.end)),
        head.shard,
        head.shards
    );
    Err(Unusable {
        why,
        help: "give it the name that it had, or move it elsewhere and run the shard of this name again",
    })
}

/// `5 to 9`, or `none`.
pub fn told(members: &Range<u32>) -> String {
    if members.is_empty() { "none".to_owned() } else { format!("{} to {}", members.start, members.end - 1) }
}

/// A part that cannot be used.
pub fn unusable(path: &Path, error: impl Into<Unusable>) -> Failure {
    let Unusable { why, help } = error.into();
    Failure::Data(format!("`{}`: {why}. {}.", path.display(), capitalised(help)), Vec::new())
}

/// With a capital letter.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
