//! A table by the names of its columns.

use crate::source::Source;
use crate::values::Names;

/// The cells of a row by the names of their columns. An empty one says nothing.
pub type Cells = Vec<(&'static str, String)>;

/// The table, with the columns that it must have and those that a row uses; nothing where it has no rows.
pub fn table(file: &str, names: Names, rows: &[Cells]) -> Option<Source> {
    if rows.is_empty() {
        return None;
    }
    let cell = |row: &Cells, name: &str| {
        row.iter().find(|(own, _)| *own == name).map_or(String::new(), |cell| escaped(&cell.1))
    };
    let is_used =
        |name: &&'static str| rows.iter().any(|row| row.iter().any(|(own, cell)| own == name && !cell.is_empty()));
    let columns: Vec<&str> =
        names.required.iter().copied().chain(names.optional.iter().copied().filter(is_used)).collect();
    let mut text = columns.join(",") + "\n";
    for row in rows {
        let cells: Vec<String> = columns.iter().map(|name| cell(row, name)).collect();
        text += &(cells.join(",") + "\n");
    }
    Some(Source { name: file.to_owned(), bytes: text.into_bytes() })
}

/// The cell as RFC 4180 has it. A row whose first cell begins with `#` would be a comment even in quotation marks, but for
/// the space.
fn escaped(cell: &str) -> String {
    match cell {
        _ if cell.starts_with('#') => format!("\" {}\"", cell.replace('"', "\"\"")),
        _ if cell.contains([',', '"', '\n', '\r', ';', '\t']) => format!("\"{}\"", cell.replace('"', "\"\"")),
        _ => cell.to_owned(),
    }
}
