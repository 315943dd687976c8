//! The first sheet: what the workbook is, and how to read it.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::excel_date;
use super::sheet::{Sheet, Style};
use crate::write::Results;
use crate::write::dictionary::{Column, File, Kind};
use crate::write::public::NOTE;

const fn column(name: &'static str) -> Column {
    Column { name, kind: Kind::Text, unit: "", meaning: "", missing: "" }
}

/// The data dictionary as a sheet.
pub(super) static DICTIONARY: File = File {
    name: "data dictionary",
    what: "What every column of every sheet means, its unit, and what an empty cell says.",
    when: "",
    media_type: "",
    columns: &[
        column("sheet"),
        column("column"),
        column("holds"),
        column("unit"),
        column("meaning"),
        column("missing"),
    ],
};

pub(super) fn readme(results: &Results, sheets: &[Sheet], style: &Style) -> Result<Worksheet, XlsxError> {
    let (about, scenario) = (&results.about, results.scenario);
    let mut page = Page { sheet: Worksheet::new(), row: 0, style };
    page.sheet.set_name("README")?;
    page.sheet.set_column_width(0, 22)?.set_column_width(1, 90)?.set_column_width(2, 12)?.set_column_width(3, 40)?;
    page.sheet.write_with_format(0, 0, scenario.title.as_str(), &style.title)?;
    page.row = 1;
    let what = match (&about.against, about.hindcast) {
        (Some(_), _) => {
            "A what-if beside its base, member by member with the same draws. The sheets forecast, stocks, \
            flows, crossings and hosts are the what-if's."
        }
        (None, true) => "A hindcast: every row of the scenario was used, whenever it became known.",
        (None, false) => "A forecast: nothing that became known after the reference date was used.",
    };
    page.say("What it is", what)?;
    page.say("Not observation", "Every number is simulated, but for those that the sheet observations reports. Not a \
        statement on borders or their status in law, and not for decisions about persons or for enforcement at borders.")?;
    page.say("Scenario", &format!("{} ({})", scenario.name, scenario.title))?;
    page.date("Reference date", about.reference_date)?;
    page.date("First day", scenario.period.start)?;
    page.date("Last day", scenario.period.end)?;
    page.number("Members", about.members as f64)?;
    // As text: a spreadsheet keeps 15 digits of a number.
    page.say("Seed", &about.seed.to_string())?;
    for edit in &about.edits {
        page.say("Edit", edit)?;
    }
    for edit in about.against.iter().flatten() {
        page.say("Edit of the base", edit)?;
    }
    page.say("Made with", &format!("Corridor {}: {}", about.version, about.command))?;
    page.say("How to read intervals", "Each member is one run with every uncertain input drawn anew. Half of the members \
        lie between q25 and q75, nine in ten between q05 and q95, and half below q50. These are ranges of what the model \
        and the scenario allow, not guarantees: what neither of them knows is in no interval. Quantiles do not add up: \
        the median of a sum is not the sum of the medians.")?;
    page.say(
        "Stocks and flows",
        "stock and stranded are people on a day. arrivals, net_arrivals, returns, displaced, \
        idp_returns, evacuated and deaths are counted since the reference date.",
    )?;
    page.say("Empty cells", "An empty cell is not 0. The sheet data dictionary says what it means in each column.")?;
    if results.is_public() {
        page.say("Public profile", NOTE)?;
    }
    let licence = &scenario.provenance.licence;
    page.say("Licence of the data", if licence.is_empty() { "The scenario states none." } else { licence })?;
    for attribution in &scenario.provenance.attribution {
        page.say("Attribution", attribution)?;
    }
    page.row += 1;
    for (text, column) in ["sheet", "what is on it", "rows", "note"].into_iter().zip(0..) {
        page.sheet.write_with_format(page.row, column, text, &style.header)?;
    }
    page.row += 1;
    page.link(&DICTIONARY, None, None)?;
    for sheet in sheets {
        page.link(sheet.file, Some(f64::from(sheet.shown)), sheet.cut())?;
    }
    Ok(page.sheet)
}

struct Page<'a> {
    sheet: Worksheet,
    row: u32,
    style: &'a Style,
}

impl Page<'_> {
    fn label(&mut self, label: &str) -> Result<(), XlsxError> {
        self.sheet.write_with_format(self.row, 0, label, &self.style.bold)?;
        Ok(())
    }

    fn say(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        self.label(label)?;
        self.sheet.write_string_with_format(self.row, 1, text, &self.style.wrapped)?;
        self.row += 1;
        Ok(())
    }

    fn date(&mut self, label: &str, date: corridor_model::Date) -> Result<(), XlsxError> {
        let Some(day) = excel_date(date) else { return self.say(label, &date.to_string()) };
        self.label(label)?;
        let left = self.style.date.clone().set_align(rust_xlsxwriter::FormatAlign::Left);
        self.sheet.write_datetime_with_format(self.row, 1, day, &left)?;
        self.row += 1;
        Ok(())
    }

    fn number(&mut self, label: &str, number: f64) -> Result<(), XlsxError> {
        self.label(label)?;
        let left = self.style.count.clone().set_align(rust_xlsxwriter::FormatAlign::Left);
        self.sheet.write_number_with_format(self.row, 1, number, &left)?;
        self.row += 1;
        Ok(())
    }

    /// A line of the list of sheets.
    fn link(&mut self, file: &File, rows: Option<f64>, note: Option<String>) -> Result<(), XlsxError> {
        let to = Url::new(format!("internal:'{}'!A1", file.name)).set_text(file.name);
        self.sheet.write_url(self.row, 0, to)?;
        self.sheet.write_string_with_format(self.row, 1, file.what.replace('`', ""), &self.style.wrapped)?;
        if let Some(rows) = rows {
            self.sheet.write_number_with_format(self.row, 2, rows, &self.style.count)?;
        }
        if let Some(note) = note {
            self.sheet.write_string_with_format(self.row, 3, note, &self.style.wrapped)?;
        }
        self.row += 1;
        Ok(())
    }
}
