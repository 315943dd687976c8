//! Tables as text.

use comfy_table::{CellAlignment, Row, TableStyle};

/// A table with a line below its header and space between its columns.
const STYLE: TableStyle = TableStyle::new().header_separator(comfy_table::LineStyle::none().fill('─').junction('─'));

/// The first `words` columns hold words, the others numbers.
pub fn table<R: Into<Row>>(header: R, rows: impl IntoIterator<Item = R>, words: usize) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(STYLE).set_header(header).add_rows(rows);
    // With the space between columns that makes two.
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 1));
        column.set_cell_alignment(if index < words { CellAlignment::Left } else { CellAlignment::Right });
    }
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}
