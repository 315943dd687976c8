//! A table, row by row: `,` `;` or tab between its cells, columns found by name, every cell with its line and column.
//!
//! The `csv` crate tells where a row begins, not a cell, and takes a quotation mark that is never closed for the rest of
//! the file; the forty lines that split a row are therefore our own.

use std::borrow::Cow;

use crate::problems::{Problems, Spot, small};
use crate::scenario::Known;
use crate::suggest;
use crate::values::{Names, Values};

/// One cell of the row under the cursor.
struct Cell<'a> {
    /// Where it begins in the text.
    start: usize,
    /// One past its end, with quotation marks.
    end: usize,
    text: Cow<'a, str>,
}

/// A cursor over the rows of a table.
pub struct Table<'a, 'p> {
    text: &'a str,
    delimiter: u8,
    names: Names,
    /// For each name of `names.all()` the number of its column, if there is one.
    columns: Vec<Option<usize>>,
    /// How many cells a row has.
    width: usize,
    /// Where the next row begins.
    next: usize,
    next_line: u32,
    /// Where the row under the cursor begins.
    start: usize,
    line: u32,
    cells: Vec<Cell<'a>>,
    problems: &'p mut Problems,
    known: &'a Known,
    /// Whether a row was left out because it does not fit the header.
    pub skipped: bool,
}

impl<'a, 'p> Table<'a, 'p> {
    /// The table before its first row; nothing where the header makes no sense.
    pub fn open(text: &'a str, names: Names, known: &'a Known, problems: &'p mut Problems) -> Option<Self> {
        let count = names.all().count();
        let mut table = Table {
            text,
            delimiter: b',',
            names,
            columns: vec![None; count],
            width: 0,
            next: 0,
            next_line: 1,
            start: 0,
            line: 1,
            cells: Vec::new(),
            problems,
            known,
            skipped: false,
        };
        // Excel writes and reads this line.
        if table.text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep=")) {
            table.skip_line();
        }
        table.delimiter = table.sniff();
        table.split().then(|| table.header()).flatten()?;
        Some(table)
    }

    /// The number of the line of this row.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// Goes to the next row that fits the header. Whether there is one.
    pub fn next_row(&mut self) -> bool {
        while self.split() {
            if self.cells.iter().all(|cell| cell.text.trim().is_empty()) {
                continue;
            }
            let extra = self.cells.get(self.width..).unwrap_or_default();
            if self.cells.len() >= self.width && extra.iter().all(|cell| cell.text.trim().is_empty()) {
                for name in self.names.required {
                    if self.given(name).is_none() {
                        self.fail("missing-value", name, format!("`{name}` is empty."), "every row needs it");
                    }
                }
                return true;
            }
            self.skipped = true;
            let (code, help) = match self.cells.len() < self.width {
                true => ("too-few-cells", "leave a cell empty, but keep the separators"),
                false => ("too-many-cells", "put a cell that holds a separator in \"quotation marks\""),
            };
            let message = format!("The row has {} cells where the header has {}.", self.cells.len(), self.width);
            self.problems.error(code, Spot::line(self.line), message, help);
        }
        false
    }

    /// What separates the cells: that by which most of the names of the header are found.
    fn sniff(&mut self) -> u8 {
        self.skip_comments();
        let line = self.text[self.next..].lines().next().unwrap_or_default();
        let found = |delimiter: u8| {
            let cells = line.split(char::from(delimiter)).map(|cell| cell.trim().trim_matches('"'));
            let known = cells.clone().filter(|cell| self.names.all().any(|name| name == *cell)).count();
            (known, cells.count())
        };
        [b'\t', b';', b','].into_iter().max_by_key(|delimiter| found(*delimiter)).unwrap_or(b',')
    }

    /// Finds the columns by name.
    fn header(&mut self) -> Option<()> {
        let headings: Vec<String> = self.cells.iter().map(|cell| cell.text.trim().to_owned()).collect();
        self.width = headings.iter().rposition(|heading| !heading.is_empty()).map_or(0, |last| last + 1);
        let mut strange: Vec<(usize, &str)> = Vec::new();
        for (index, heading) in headings.iter().enumerate().filter(|(_, heading)| !heading.is_empty()) {
            match self.names.all().position(|name| name == heading) {
                None => strange.push((index, heading)),
                Some(name) if self.columns[name].is_some() => {
                    let message = format!("The column `{heading}` stands here twice.");
                    self.problems.error("duplicate-column", self.cell_spot(index), message, "keep one of them");
                }
                Some(name) => self.columns[name] = Some(index),
            }
        }
        let missing = |columns: &[Option<usize>], names: Names| -> Vec<&'static str> {
            names.all().zip(columns).filter(|(_, column)| column.is_none()).map(|(name, _)| name).collect()
        };
        let absent = missing(&self.columns, self.names);
        let mut complete = true;
        for name in self.names.required.iter().copied().filter(|name| absent.contains(name)) {
            complete = false;
            let near = suggest::nearest(name, strange.iter().map(|(_, heading)| *heading));
            let (at, help) = match strange.iter().position(|(_, heading)| Some(*heading) == near) {
                None => (Spot::line(self.line), format!("the header needs a column called `{name}`")),
                Some(place) => {
                    let (index, heading) = strange.remove(place);
                    (self.cell_spot(index), format!("call the column `{name}` instead of `{heading}`"))
                }
            };
            self.problems.error("missing-column", at, format!("The column `{name}` is missing."), help);
        }
        for (index, heading) in strange {
            if let Some(help) = suggest::did_you_mean(heading, absent.iter().copied()) {
                let message = format!("The column `{heading}` is not known and is not read.");
                self.problems.warning("unknown-column", self.cell_spot(index), message, help);
            }
        }
        complete.then_some(())
    }

    /// Splits the next row into cells. Whether there is one.
    fn split(&mut self) -> bool {
        loop {
            self.skip_comments();
            self.cells.clear();
            (self.start, self.line) = (self.next, self.next_line);
            if self.next >= self.text.len() || !self.split_cells() {
                return false;
            }
            // A spreadsheet puts a comment that holds a separator in quotation marks.
            if !self.cells.first().is_some_and(|cell| cell.text.starts_with('#')) {
                return true;
            }
        }
    }

    /// Splits the row that begins at `next`; false where a quotation mark is never closed.
    fn split_cells(&mut self) -> bool {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let ends =
            |at: usize| bytes.get(at).is_none_or(|byte| matches!(byte, b'\n' | b'\r') || *byte == self.delimiter);
        let mut at = self.next;
        loop {
            let start = at;
            if bytes.get(at) == Some(&b'"') {
                let mut unquoted = String::new();
                at += 1;
                loop {
                    let Some(length) = bytes[at..].iter().position(|byte| *byte == b'"') else {
                        let help = "put a quotation mark after the last word of the cell";
                        let message = "The quotation mark that opens here is never closed.";
                        self.problems.error("unclosed-quote", Spot::at(text, start, 1), message, help);
                        self.skipped = true;
                        self.next = text.len();
                        return false;
                    };
                    unquoted.push_str(&text[at..at + length]);
                    at += length + 1;
                    if bytes.get(at) != Some(&b'"') {
                        break;
                    }
                    unquoted.push('"');
                    at += 1;
                }
                let rest = at;
                while !ends(at) {
                    at += 1;
                }
                unquoted.push_str(&text[rest..at]);
                self.cells.push(Cell { start, end: at, text: Cow::Owned(unquoted) });
            } else {
                while !ends(at) {
                    at += 1;
                }
                self.cells.push(Cell { start, end: at, text: Cow::Borrowed(&text[start..at]) });
            }
            if bytes.get(at) != Some(&self.delimiter) {
                break;
            }
            at += 1;
        }
        let row = &bytes[self.next..at];
        self.next_line += small(row.iter().filter(|byte| **byte == b'\n').count());
        self.next = at;
        self.skip_line();
        true
    }

    /// Goes past comments and empty lines.
    fn skip_comments(&mut self) {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.next), Some(b'#' | b'\n' | b'\r')) {
            self.skip_line();
        }
    }

    /// Goes past the end of this line.
    fn skip_line(&mut self) {
        let rest = &self.text.as_bytes()[self.next..];
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let end = if rest[length..].starts_with(b"\r\n") { 2 } else { 1 };
        self.next = (self.next + length + end).min(self.text.len());
        self.next_line += 1;
    }

    /// Where a cell of this row stands.
    fn cell_spot(&self, index: usize) -> Spot {
        let Some(cell) = self.cells.get(index) else { return Spot::line(self.line) };
        let width = self.text[cell.start..cell.end].chars().count();
        let within = Spot::at(&self.text[self.start..], cell.start - self.start, width);
        Spot { line: self.line + within.line - 1, ..within }
    }

    /// The number of the column with this name.
    fn column(&self, name: &str) -> Option<usize> {
        self.names.all().position(|known| known == name).and_then(|index| self.columns[index])
    }
}

impl<'a> Values<'a> for Table<'a, '_> {
    fn given(&self, name: &str) -> Option<Cow<'a, str>> {
        let cell = self.cells.get(self.column(name)?)?;
        match &cell.text {
            Cow::Borrowed(text) => Some(Cow::Borrowed(text.trim())),
            Cow::Owned(text) => Some(Cow::Owned(text.trim().to_owned())),
        }
        .filter(|text| !text.is_empty())
    }

    fn spot(&self, name: &str) -> Spot {
        self.column(name).map_or(Spot::line(self.line), |index| self.cell_spot(index))
    }

    fn problems(&mut self) -> &mut Problems {
        self.problems
    }

    fn known(&self) -> &'a Known {
        self.known
    }
}
