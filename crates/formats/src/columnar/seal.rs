//! A checksum of a whole file, inside the file.
//!
//! The last thing that Corridor puts into the metadata of a file is a mark with sixteen zeros behind it. Once all bytes are
//! known, the zeros become the XXH64 of all bytes, the zeros taken as zeros. So a reader knows that every byte is as it was
//! written before it trusts a single one; decoders of columns, which may panic over bytes that nobody wrote, see
//! only what was written.

use std::hash::Hasher;
use std::io::{self, Write};

use twox_hash::XxHash64;

use super::PartError;

/// What stands before the sixteen digits.
const MARK: &str = "xxh64 of this file with zeros here: ";
/// The digits before all bytes are known.
const ZEROS: &str = "0000000000000000";
/// What every Parquet file begins and ends with.
const MAGIC: &[u8] = b"PAR1";

/// The text that becomes the checksum; the last pair of the metadata.
pub(super) fn blank() -> String {
    format!("{MARK}{ZEROS}")
}

/// Passes bytes on and hashes them; from `hold` on it keeps them back, for the checksum is among them.
pub(super) struct Sealed<W> {
    out: W,
    hash: XxHash64,
    held: Option<Vec<u8>>,
}

impl<W: Write> Sealed<W> {
    pub(super) fn new(out: W) -> Sealed<W> {
        Sealed { out, hash: XxHash64::with_seed(0), held: None }
    }

    /// What comes now holds the blank checksum.
    pub(super) fn hold(&mut self) {
        self.held = Some(Vec::new());
    }

    /// Fills in the checksum and hands the bytes on.
    pub(super) fn close(mut self) -> io::Result<W> {
        let mut held = self.held.unwrap_or_default();
        let Some(at) = digits(&held) else { return Err(io::Error::other("there is no room for the checksum")) };
        self.hash.write(&held);
        let sum = format!("{:016x}", self.hash.finish());
        held.splice(at..at + ZEROS.len(), sum.bytes());
        self.out.write_all(&held)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Sealed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.held {
            Some(held) => {
                held.extend_from_slice(bytes);
                Ok(bytes.len())
            }
            None => {
                let written = self.out.write(bytes)?;
                self.hash.write(bytes.get(..written).unwrap_or(bytes));
                Ok(written)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Where the sixteen digits are: behind the last mark.
fn digits(bytes: &[u8]) -> Option<usize> {
    let mut marks = bytes.windows(MARK.len());
    let at = marks.rposition(|window| window == MARK.as_bytes())? + MARK.len();
    (at + ZEROS.len() <= bytes.len()).then_some(at)
}

/// Whether every byte of a sealed file is as it was written.
pub(super) fn check(bytes: &[u8]) -> Result<(), PartError> {
    let start = bytes.get(..MAGIC.len()).unwrap_or(bytes);
    if !MAGIC.starts_with(start) {
        return Err(PartError::Foreign("it is not a Parquet file".to_owned()));
    }
    // The last eight bytes: the length of the metadata before them, and the magic again.
    let Some((rest, [a, b, c, d, magic @ ..])) = bytes.split_last_chunk::<8>() else {
        return Err(PartError::Damaged(format!("it is cut short, after {} bytes", bytes.len())));
    };
    if magic != MAGIC {
        return Err(PartError::Damaged("it is cut short, or its end is overwritten".to_owned()));
    }
    let length = u32::from_le_bytes([*a, *b, *c, *d]);
    let metadata = usize::try_from(length).ok().and_then(|length| rest.len().checked_sub(length));
    let Some(metadata) = metadata else {
        return Err(PartError::Damaged("it is cut short, or its end is overwritten".to_owned()));
    };
    let Some(at) = digits(&rest[metadata..]).map(|at| metadata + at) else {
        return Err(PartError::Foreign("it is a Parquet file without Corridor's checksum".to_owned()));
    };
    let (before, after) = bytes.split_at(at);
    let (sum, after) = after.split_at(ZEROS.len());
    let mut hash = XxHash64::with_seed(0);
    for bytes in [before, ZEROS.as_bytes(), after] {
        hash.write(bytes);
    }
    if sum == format!("{:016x}", hash.finish()).as_bytes() {
        Ok(())
    } else {
        Err(PartError::Damaged("its checksum does not fit: bytes were lost or changed after it was written".to_owned()))
    }
}

/// The bytes of a sealed file with zeros for its checksum.
#[cfg(test)]
pub(super) fn blanked(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(at) = digits(&bytes) {
        bytes.splice(at..at + ZEROS.len(), ZEROS.bytes());
    }
    bytes
}
