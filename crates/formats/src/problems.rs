//! What is found wrong in one file.

use corridor_model::{Diagnostic, Severity};

/// More problems of one severity than this in one file are counted, not told.
const MOST: usize = 100;

/// Where in a file: line and column from 1, in characters; 0 where the whole file or line is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    pub line: u32,
    pub column: u32,
    pub width: u32,
}

impl Spot {
    /// The whole file.
    pub const FILE: Spot = Spot { line: 0, column: 0, width: 0 };

    /// A whole line.
    pub fn line(line: u32) -> Spot {
        Spot { line, column: 0, width: 0 }
    }

    /// `width` characters from the byte `offset` of `text` on.
    pub fn at(text: &str, offset: usize, width: usize) -> Spot {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count();
        let column = before.rsplit('\n').next().map_or(0, |start| start.chars().count());
        Spot { line: small(line + 1), column: small(column + 1), width: small(width) }
    }
}

/// A count that fits a diagnostic.
pub fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A sentence on one line, however long and whatever the cell that it quotes.
fn plain(text: String) -> String {
    const LONGEST: usize = 400;
    if text.len() <= LONGEST && !text.contains(char::is_control) {
        return text;
    }
    let letters = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut short: String = letters.take(LONGEST).collect();
    if text.len() > short.len() {
        short.push('…');
    }
    short
}

/// What is found wrong in one file.
#[derive(Debug)]
pub struct Problems {
    file: String,
    told: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Problems {
    /// Nothing yet. `file` is the name that diagnostics give it.
    pub fn of(file: String) -> Problems {
        Problems { file, told: Vec::new(), errors: 0, warnings: 0 }
    }

    /// The scenario cannot run.
    pub fn error(&mut self, code: &'static str, at: Spot, message: impl Into<String>, help: impl Into<String>) {
        self.errors += 1;
        if self.errors <= MOST {
            self.tell(Severity::Error, code, at, message.into(), help.into());
        }
    }

    /// The scenario runs, perhaps not as meant.
    pub fn warning(&mut self, code: &'static str, at: Spot, message: impl Into<String>, help: impl Into<String>) {
        self.warnings += 1;
        if self.warnings <= MOST {
            self.tell(Severity::Warning, code, at, message.into(), help.into());
        }
    }

    /// Whether a further error would only be counted: then its help need not be worked out.
    pub fn is_full(&self) -> bool {
        self.errors >= MOST
    }

    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Everything, in the order of the lines.
    pub fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.told.sort_by_key(|told| (told.line, told.column));
        let (errors, warnings) = (self.errors.saturating_sub(MOST), self.warnings.saturating_sub(MOST));
        let help = "mend those above first";
        if errors > 0 {
            let message = format!("There are {errors} more errors in this file.");
            self.tell(Severity::Error, "and-more", Spot::FILE, message, help.to_owned());
        }
        if warnings > 0 {
            let message = format!("There are {warnings} more warnings about this file.");
            self.tell(Severity::Warning, "and-more", Spot::FILE, message, help.to_owned());
        }
        self.told
    }

    fn tell(&mut self, severity: Severity, code: &'static str, at: Spot, message: String, help: String) {
        let Spot { line, column, width } = at;
        let (message, help) = (plain(message), plain(help));
        self.told.push(Diagnostic { severity, code, file: self.file.clone(), line, column, width, message, help });
    }
}
