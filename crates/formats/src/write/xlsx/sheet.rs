//! A table as a sheet.

use corridor_model::Date;
use rust_xlsxwriter::{Format, FormatAlign, Note, Worksheet, XlsxError};

use super::excel_date;
use crate::write::dictionary::{File, Kind};

/// The rows that a sheet can have below its header.
pub(super) const ROWS: u32 = 1_048_575;

/// The characters that a cell can have.
const CHARACTERS: usize = 32_767;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Date(Date),
    Number(f64),
    Truth(bool),
    Empty,
}

/// A sheet, what it is a sheet of, and how much of that is on it.
pub(super) struct Sheet {
    pub file: &'static File,
    pub worksheet: Worksheet,
    /// Rows on the sheet.
    pub shown: u32,
    /// Rows that there are.
    pub rows: u64,
}

/// How cells look.
pub(super) struct Style {
    pub header: Format,
    pub title: Format,
    pub wrapped: Format,
    pub bold: Format,
    pub date: Format,
    pub count: Format,
    pub share: Format,
    pub number: Format,
}

impl Style {
    pub fn new() -> Style {
        let top = Format::new().set_align(FormatAlign::Top);
        Style {
            header: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            title: Format::new().set_bold().set_font_size(14),
            wrapped: top.clone().set_text_wrap(),
            bold: top.set_bold(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            count: Format::new().set_num_format("#,##0"),
            share: Format::new().set_num_format("0.000"),
            number: Format::new().set_num_format("#,##0.####"),
        }
    }

    fn of(&self, kind: Kind) -> Option<&Format> {
        match kind {
            Kind::Text | Kind::Truth => None,
            Kind::Date => Some(&self.date),
            Kind::Count => Some(&self.count),
            Kind::Share => Some(&self.share),
            Kind::Number => Some(&self.number),
        }
    }
}

impl Cell {
    pub fn text(text: &str) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }
}

impl Sheet {
    /// Of a table whose rows have a cell a column; those beyond `limit` are left out, and a note says so.
    pub fn of(
        file: &'static File,
        rows: impl Iterator<Item = Vec<Cell>>,
        limit: u32,
        style: &Style,
    ) -> Result<Sheet, XlsxError> {
        let mut worksheet = Worksheet::new();
        worksheet.set_name(file.name)?;
        for (column, number) in file.columns.iter().zip(0..) {
            worksheet.write_with_format(0, number, column.name, &style.header)?;
            worksheet.set_column_width(number, width(column.kind, column.name))?;
            if let Some(format) = style.of(column.kind) {
                worksheet.set_column_format(number, format)?;
            }
        }
        let (mut shown, mut all) = (0_u32, 0_u64);
        for row in rows {
            all += 1;
            if shown == limit {
                continue;
            }
            shown += 1;
            for ((cell, column), number) in row.into_iter().zip(file.columns).zip(0..) {
                put(&mut worksheet, shown, number, cell, style.of(column.kind))?;
            }
        }
        worksheet.set_freeze_panes(1, 0)?;
        if let Some(last) = file.columns.len().checked_sub(1).and_then(|last| u16::try_from(last).ok()) {
            worksheet.autofilter(0, 0, shown, last)?;
        }
        let sheet = Sheet { file, worksheet, shown, rows: all };
        sheet.noted()
    }

    /// Whether rows are left out, and where they are.
    pub fn cut(&self) -> Option<String> {
        let cut = u64::from(self.shown) < self.rows;
        let (name, shown, rows) = (self.file.name, self.shown, self.rows);
        cut.then(|| format!("Cut: the first {shown} of {rows} rows, as many as a sheet holds. All are in {name}.csv."))
    }

    fn noted(mut self) -> Result<Sheet, XlsxError> {
        if let Some(cut) = self.cut() {
            self.worksheet.insert_note(0, 0, &Note::new(cut).add_author_prefix(false))?;
        }
        Ok(self)
    }
}

/// A cell; of text more than a cell can hold is left out, and of numbers what is none.
fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: Cell, format: Option<&Format>) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) if text.chars().count() > CHARACTERS => {
            sheet.write_string(row, column, text.chars().take(CHARACTERS).collect::<String>())?;
        }
        Cell::Text(text) => {
            sheet.write_string(row, column, text)?;
        }
        Cell::Date(date) => match (excel_date(date), format) {
            (Some(date), Some(format)) => {
                sheet.write_datetime_with_format(row, column, date, format)?;
            }
            (Some(_) | None, _) => {
                sheet.write_string(row, column, date.to_string())?;
            }
        },
        Cell::Number(number) if number.is_finite() => {
            // As in the tables: no finer than six decimals.
            let number = (number * 1e6).round() / 1e6;
            match format {
                Some(format) => sheet.write_number_with_format(row, column, number, format)?,
                None => sheet.write_number(row, column, number)?,
            };
        }
        Cell::Truth(truth) => {
            sheet.write_boolean(row, column, truth)?;
        }
        Cell::Number(_) | Cell::Empty => {}
    }
    Ok(())
}

/// In characters.
fn width(kind: Kind, name: &str) -> f64 {
    let least = match kind {
        Kind::Text => 16.0,
        Kind::Date => 12.0,
        Kind::Count | Kind::Number => 11.0,
        Kind::Share | Kind::Truth => 9.0,
    };
    let wide: f64 = match name {
        "meaning" | "source" | "missing" => 60.0,
        "name" | "input" | "series" => 30.0,
        _ => 0.0,
    };
    // Half of a long heading, which wraps.
    wide.max(least).max((name.len() as f64 / 2.0).ceil())
}
