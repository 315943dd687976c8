//! Flee's tables: columns by position, a row that begins with `#` names them. Every cell with its line and column.

use corridor_model::Date;

use crate::date;
use crate::problems::{Problems, Spot, small};

/// A cell, without spaces around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub at: Spot,
    pub text: String,
}

/// A row that is not empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub line: u32,
    pub cells: Vec<Cell>,
}

impl Row {
    /// The text of a cell; nothing where the row has fewer.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }

    /// Where a cell stands.
    pub fn at(&self, column: usize) -> Spot {
        self.cells.get(column).map_or(Spot::line(self.line), |cell| cell.at)
    }

    /// Whether it names the columns, or is a comment.
    pub fn is_header(&self) -> bool {
        self.text(0).starts_with('#')
    }

    /// A number; nothing where the cell is empty or holds none, which is told.
    pub fn number(&self, column: usize, what: &str, problems: &mut Problems) -> Option<f64> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let value = number(text);
        if value.is_none() {
            let message = format!("The {what} `{text}` is not a number.");
            problems.error("not-a-number", self.at(column), message, "write a number such as 0.4");
        }
        value
    }

    /// A whole number.
    pub fn whole(&self, column: usize, what: &str, problems: &mut Problems) -> Option<i64> {
        let value = self.number(column, what, problems)?;
        if value.fract() == 0.0 && value.abs() < 1e15 {
            return Some(value as i64);
        }
        let message = format!("The {what} `{}` is not a whole number.", self.text(column));
        problems.error("not-whole", self.at(column), message, "write a whole number");
        None
    }

    /// A day as Flee takes it: `2012-2-9` is one.
    pub fn date(&self, column: usize, problems: &mut Problems) -> Option<Date> {
        let text = self.text(column);
        let parts: Vec<String> = text.split('-').map(|part| format!("{part:0>2}")).collect();
        match date::parse(&parts.join("-")) {
            Ok(date) => Some(date),
            Err(trouble) => {
                let message = format!("`{text}` is not a date.");
                problems.error(trouble.code, self.at(column), message, trouble.help);
                None
            }
        }
    }
}

/// A finite number.
pub fn number(text: &str) -> Option<f64> {
    let shape = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    if !shape {
        return None;
    }
    text.parse::<f64>().ok().filter(|value| value.is_finite())
}

/// Splits a text into rows as Python's `csv` module does, without those that hold nothing.
pub fn split(text: &str, problems: &mut Problems) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut letters = text.chars().peekable();
    let (mut line, mut column) = (1_usize, 1_usize);
    let mut row = Row { line: 1, cells: Vec::new() };
    let mut cell = Open::begin(line, column);
    while let Some(letter) = letters.next() {
        column += 1;
        let begins = cell.text.is_empty() && !cell.quoted;
        match letter {
            '"' if cell.inside => match letters.peek() {
                Some('"') => {
                    letters.next();
                    column += 1;
                    cell.text.push('"');
                }
                _ => cell.inside = false,
            },
            '"' if begins => (cell.inside, cell.quoted) = (true, true),
            ',' if !cell.inside => {
                row.cells.push(cell.end(line, column - 1));
                cell = Open::begin(line, column);
            }
            '\n' | '\r' if !cell.inside => {
                row.cells.push(cell.end(line, column - 1));
                if letter == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                (line, column) = (line + 1, 1);
                // Rows are as long as each other; a list that grows takes up to twice as much.
                let next = Row { line: small(line), cells: Vec::with_capacity(row.cells.len()) };
                rows.push(std::mem::replace(&mut row, next));
                cell = Open::begin(line, column);
            }
            '\n' => {
                cell.text.push(letter);
                (line, column) = (line + 1, 1);
            }
            _ => cell.text.push(letter),
        }
    }
    if cell.inside {
        let at = Spot { line: small(cell.line), column: small(cell.column), width: 1 };
        let help = "put a quotation mark after the last word of the cell";
        problems.error("unclosed-quote", at, "The quotation mark that opens here is never closed.", help);
    }
    row.cells.push(cell.end(line, column));
    rows.push(row);
    rows.retain(|row| row.cells.iter().any(|cell| !cell.text.is_empty()));
    rows
}

/// A cell that is being read.
struct Open {
    line: usize,
    column: usize,
    text: String,
    quoted: bool,
    inside: bool,
}

impl Open {
    fn begin(line: usize, column: usize) -> Open {
        Open { line, column, text: String::new(), quoted: false, inside: false }
    }

    fn end(&self, line: usize, column: usize) -> Cell {
        let width = if line == self.line { column.saturating_sub(self.column) } else { 1 };
        // The words, not the spaces before them.
        let before = if self.quoted { 0 } else { self.text.len() - self.text.trim_start().len() };
        let width = width.saturating_sub(if self.quoted {
            0
        } else {
            self.text.chars().count() - self.text.trim().chars().count()
        });
        let at = Spot { line: small(self.line), column: small(self.column + before), width: small(width) };
        Cell { at, text: self.text.trim().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_cells_know_where_they_stand() {
        let mut problems = Problems::of("x".to_owned());
        let rows = split("\"#name\", b\r\n\n a ,\"b, \"\"c\"\"\"\n,\n1,2", &mut problems);
        let seen: Vec<String> = rows
            .iter()
            .flat_map(|row| row.cells.iter().map(|cell| format!("{} {} {:?}", row.line, cell.text, cell.at)))
            .map(|seen| seen.replace("Spot ", ""))
            .collect();
        assert_eq!(
            seen,
            [
                "1 #name { line: 1, column: 1, width: 7 }",
                "1 b { line: 1, column: 10, width: 1 }",
                "3 a { line: 3, column: 2, width: 1 }",
                "3 b, \"c\" { line: 3, column: 5, width: 10 }",
                "5 1 { line: 5, column: 1, width: 1 }",
                "5 2 { line: 5, column: 3, width: 1 }",
            ]
        );
        assert!(rows[0].is_header() && !rows[1].is_header());
        split("a,\"b", &mut problems);
        assert_eq!(problems.into_diagnostics()[0].code, "unclosed-quote");
    }
}
