//! Bytes to values and back: scenario folders, forecasts, edits in words.
//!
//! Nothing here opens a file or prints (ARCHITECTURE.md, invariant 1). A reader tells everything that it finds wrong at
//! once, each problem with file, line, column and how to mend it (invariant 3); the format is scenarios/README.md.
#![forbid(unsafe_code)]

#[cfg(feature = "columnar")]
pub mod columnar;
mod date;
pub mod flee;
mod folder;
pub mod json_schema;
mod number;
mod problems;
mod scenario;
mod source;
mod suggest;
mod table;
mod template;
pub mod told;
mod values;
mod words;
pub mod write;
mod yaml;

pub use folder::Folder;
pub use json_schema::scenario_schema;
pub use scenario::{FILES, defaults_used, read};
pub use source::{Source, Sources};
pub use suggest::nearest;
pub use template::template;
pub use words::{WrittenEdit, make_edits, parse_edit, read_edits};
