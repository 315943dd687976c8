//! What can be wrong with a part of an ensemble, and what to do about it.

use std::fmt;
use std::io;

use parquet::errors::ParquetError;

/// Why a part was not read, or not written.
#[derive(Debug)]
pub enum PartError {
    /// The file was cut short or changed after it had been written.
    Damaged(String),
    /// The file is something else.
    Foreign(String),
    /// A part, but of a version of Corridor that laid it out differently.
    OtherFormat {
        /// The layout of the file.
        format: String,
        /// The version of Corridor that wrote it.
        version: String,
    },
    /// What was to be written is no part: a member that is missing or twice, bins out of order. A defect of the caller.
    Content(String),
    /// The place to write to refused: a full disk, say.
    Io(io::Error),
}

impl PartError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            PartError::Damaged(_) => "delete the file and run its shard again: it gives the same numbers",
            PartError::Foreign(_) => "move the file elsewhere; if it was to be a part, run its shard again",
            PartError::OtherFormat { .. } => {
                "read it with the version that wrote it, or delete it and run its shard again with this one"
            }
            PartError::Content(_) => "this is a defect of Corridor: please report it with the command that you ran",
            PartError::Io(_) => "make room or give another folder, then run the same command again",
        }
    }

    /// A failure while writing: what the operating system said, where it said something.
    pub(super) fn writing(error: ParquetError) -> PartError {
        let source: Box<dyn std::error::Error + Send + Sync> =
            if let ParquetError::External(source) = error { source } else { Box::new(error) };
        PartError::Io(source.downcast::<io::Error>().map_or_else(io::Error::other, |error| *error))
    }

    /// A failure while reading.
    pub(super) fn reading(error: ParquetError) -> PartError {
        PartError::Damaged(format!("its columns cannot be read ({error})"))
    }
}

impl fmt::Display for PartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartError::Damaged(what) => write!(f, "the part is damaged: {what}"),
            PartError::Foreign(what) => write!(f, "this is not a part of an ensemble: {what}"),
            PartError::OtherFormat { format, version } => {
                write!(f, "the part was written by Corridor {version} in another layout ({format})")
            }
            PartError::Content(what) => write!(f, "the part cannot be written: {what}"),
            PartError::Io(error) => write!(f, "the part cannot be written: {error}"),
        }
    }
}

impl std::error::Error for PartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PartError::Io(error) => Some(error),
            PartError::Damaged(_) | PartError::Foreign(_) | PartError::OtherFormat { .. } | PartError::Content(_) => {
                None
            }
        }
    }
}
