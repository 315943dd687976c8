//! `results.xlsx`: a result as a workbook, with a README sheet, a data dictionary and tidy sheets.
//!
//! Dates are dates, numbers are numbers, and what is missing is an empty cell. The same result gives the same bytes: the
//! workbook is dated by the reference date.

mod readme;
mod sheet;
mod tables;
#[cfg(test)]
mod tests;

use corridor_model::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{Results, dictionary};
use sheet::{Cell, ROWS, Sheet, Style};

/// The bytes of `results.xlsx`; otherwise why there are none.
pub fn xlsx(results: &Results) -> Result<Vec<u8>, String> {
    with_at_most(ROWS, results).map_err(|error| error.to_string())
}

fn with_at_most(rows: u32, results: &Results) -> Result<Vec<u8>, XlsxError> {
    let style = Style::new();
    let mut book = Workbook::new();
    let about = &results.about;
    let mut properties = DocProperties::new()
        .set_title(format!("{}, as of {}", results.scenario.title, about.reference_date))
        .set_subject("Simulation of forced displacement, not observation")
        .set_comment(format!("Corridor {}: {}", about.version, about.command));
    if let Some(date) = excel_date(about.reference_date) {
        properties = properties.set_creation_datetime(&date);
    }
    book.set_properties(&properties);

    let mut sheets: Vec<Sheet> = Vec::new();
    for file in dictionary::SHEETS {
        sheets.extend(tables::sheet(results, file, rows, &style)?);
    }
    book.push_worksheet(readme::readme(results, &sheets, &style)?);
    book.push_worksheet(data_dictionary(&sheets, &style)?);
    for sheet in sheets {
        book.push_worksheet(sheet.worksheet);
    }
    book.save_to_buffer()
}

/// What every column of every sheet means.
fn data_dictionary(sheets: &[Sheet], style: &Style) -> Result<rust_xlsxwriter::Worksheet, XlsxError> {
    let columns =
        sheets.iter().flat_map(|sheet| sheet.file.columns.iter().map(move |column| (sheet.file.name, column)));
    let rows = columns.map(|(sheet, column)| {
        let missing = if column.missing.is_empty() { "never empty" } else { column.missing };
        let cells = [sheet, column.name, column.kind.word(), column.unit, column.meaning, missing];
        cells.map(|text| Cell::text(&text.replace('`', ""))).to_vec()
    });
    Ok(Sheet::of(&readme::DICTIONARY, rows, ROWS, style)?.worksheet)
}

/// A day as a workbook has it; none before 1900.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    ExcelDateTime::from_ymd(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}
