//! Named bytes, and the text in them.

use crate::problems::{Problems, Spot};
use crate::scenario::FILES;

/// One file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its path inside the folder, such as `locations.csv`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The files of a scenario folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The folder as the user typed it; diagnostics put it before the name of the file.
    pub root: String,
    /// The files, in any order. Those that do not belong to the format are ignored.
    pub files: Vec<Source>,
}

impl Sources {
    /// The file with this name.
    pub(crate) fn named(&self, name: &str) -> Option<&Source> {
        self.files.iter().find(|file| file.name == name)
    }

    /// The file as a diagnostic names it.
    pub(crate) fn path(&self, name: &str) -> String {
        match self.root.trim_end_matches('/') {
            "" if self.root.is_empty() => name.to_owned(),
            root => format!("{root}/{name}"),
        }
    }

    /// A hash over what the format reads. What does not belong to it, such as a README.md beside it, changes nothing.
    pub(crate) fn hash(&self) -> String {
        hash_of(FILES.iter().filter_map(|name| self.named(name)))
    }
}

/// FNV-1a (Fowler, Noll, Vo) over the names and bytes of these files in the order of the names, 64 bits in hexadecimal
/// digits.
pub(crate) fn hash_of<'a>(files: impl Iterator<Item = &'a Source>) -> String {
    let mut files: Vec<&Source> = files.collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        // The lengths between them keep "ab" + "c" from hashing as "a" + "bc".
        let lengths = [(file.name.len() as u64).to_le_bytes(), (file.bytes.len() as u64).to_le_bytes()];
        for byte in lengths.as_flattened().iter().chain(file.name.as_bytes()).chain(&file.bytes) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// The text of a file without its byte order mark; nothing where it is not UTF-8.
pub(crate) fn text_of<'a>(bytes: &'a [u8], problems: &mut Problems) -> Option<&'a str> {
    const SAVE: &str = "save the file as UTF-8 (in Excel: Save As, \"CSV UTF-8\")";
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        problems.error("not-utf8", Spot::FILE, "The file is UTF-16, not UTF-8.", SAVE);
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let (before, rest) = bytes.split_at(error.valid_up_to());
            let before = String::from_utf8_lossy(before);
            let byte = rest.first().copied().unwrap_or_default();
            let message = format!("The byte 0x{byte:02X} is not UTF-8.");
            let help = match windows_1252(byte) {
                Some(letter) => format!("{SAVE}; in Windows-1252 (Latin-1) this byte would be \"{letter}\""),
                None => SAVE.to_owned(),
            };
            problems.error("not-utf8", Spot::at(&before, before.len(), 1), message, help);
            None
        }
    }
}

/// The letter that a byte above 127 stands for in Windows-1252, of which Latin-1 is the upper part.
fn windows_1252(byte: u8) -> Option<char> {
    const C1: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..=0x9f => C1.chars().nth(usize::from(byte - 0x80)).filter(|letter| !letter.is_control()),
        _ => Some(char::from(byte)).filter(|letter| !letter.is_control()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_covers_what_is_read_in_any_order() {
        let hash = |files: &[(&str, &str)]| {
            let file =
                |(name, text): &(&str, &str)| Source { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() };
            Sources { root: String::new(), files: files.iter().map(file).collect() }.hash()
        };
        let (settings, routes) = (("scenario.yml", "schema: 1"), ("routes.csv", "from,to"));
        let plain = hash(&[settings, routes]);
        assert_eq!(plain, hash(&[("README.md", "about it"), routes, settings, ("route.csv", "")]));
        assert_ne!(plain, hash(&[settings, ("routes.csv", "from,to\n")]));
        assert_ne!(plain, hash(&[settings]));
    }
}
