//! Files, the same bytes as `corridor run --out` writes.

use crate::instance::{Open, Which};

/// A file of a side.
pub fn write(open: &Open, output: &str, which: Which) -> Result<Vec<u8>, String> {
    let _ = (open, which);
    Err(format!("`{output}` cannot be written yet."))
}
