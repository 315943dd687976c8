//! Tables of columns (Apache Parquet): the parts of an ensemble and the samples behind a forecast.
//!
//! Built with the feature `columnar` alone; the browser does without. The same content gives the same bytes: nothing in a
//! file knows a clock, a machine or the order of a hash map.

mod error;
mod name;
mod part;
mod read;
mod samples;
mod seal;
#[cfg(test)]
mod tests;
mod write;

pub use error::PartError;
pub use name::{part_name, shard_of_name};
pub use part::{Bin, Cell, Head, MemberLine};
pub use read::{Part, read_part};
pub use samples::{SampleTarget, SamplesAbout, SamplesWriter};
pub use write::PartWriter;

/// Who wrote a file, in Parquet's own words. Without a version: that is in the head, where the caller decides on it.
const CREATED_BY: &str = "corridor";
