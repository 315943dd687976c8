//! Every file of a result and every column in it: what OUTPUTS.md, the data dictionary of `results.xlsx` and the file
//! descriptions of `ro-crate-metadata.json` say.

mod files;
mod sheets;

pub use files::FILES;
pub use sheets::SHEETS;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word or a text.
    Text,
    /// A day, `YYYY-MM-DD`; in a workbook a date.
    Date,
    /// People or other things: whole, or with decimals between two members.
    Count,
    /// A share, 0 to 1.
    Share,
    /// Another number.
    Number,
    /// `true` or `false`.
    Truth,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// The unit; empty where there is none.
    pub unit: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What an empty cell says; empty where no cell is.
    pub missing: &'static str,
}

/// A file of a result, or a sheet of its workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// When it is written.
    pub when: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Its columns; none of what is no table.
    pub columns: &'static [Column],
}

impl Kind {
    /// The word in the documents.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Date => "date",
            Kind::Count => "count",
            Kind::Share => "share",
            Kind::Number => "number",
            Kind::Truth => "true or false",
        }
    }
}

/// The file with this name, among those of a result.
pub fn file(name: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.name == name)
}

/// The part of OUTPUTS.md that lists files, sheets and columns.
pub fn markdown() -> String {
    let mut text = String::new();
    for file in FILES {
        section(&mut text, "###", file);
        if file.name == "results.xlsx" {
            for sheet in SHEETS {
                section(&mut text, "####", sheet);
            }
        }
    }
    text
}

fn section(text: &mut String, level: &str, file: &File) {
    text.push_str(&format!("\n{level} `{}`\n\n{} {}\n", file.name, file.what, file.when));
    if file.columns.is_empty() {
        return;
    }
    text.push_str("\n| column | holds | unit | meaning | an empty cell says |\n|---|---|---|---|---|\n");
    for Column { name, kind, unit, meaning, missing } in file.columns {
        let missing = if missing.is_empty() { "never empty" } else { missing };
        text.push_str(&format!("| `{name}` | {} | {unit} | {meaning} | {missing} |\n", kind.word()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{differences, drivers, flows, forecast, harm, public, stocks, testing};
    use super::*;

    #[test]
    fn the_columns_of_every_table_are_those_of_the_dictionary() {
        let scenario = testing::scenario();
        let results = testing::results(&scenario, true);
        let tables = [
            ("forecast.csv", forecast(&results.forecast), public::forecast(&results.forecast)),
            ("stocks.csv", stocks(&results.stocks), public::stocks(&results.stocks)),
            ("flows.csv", flows(&results.flows), public::flows(&results.flows)),
            ("differences.csv", differences(&results.differences), differences(&results.differences)),
            ("harm.csv", harm(&results.harm), harm(&results.harm)),
            ("drivers.csv", drivers(&results.drivers), drivers(&results.drivers)),
        ];
        for (name, local, public) in tables {
            let columns: Vec<&str> = file(name).unwrap().columns.iter().map(|column| column.name).collect();
            let header = |bytes: &[u8]| std::str::from_utf8(bytes).unwrap().lines().next().unwrap().to_owned();
            assert_eq!(header(&public), columns.join(","), "{name}");
            let local = header(&local);
            assert!(local == columns.join(",") || local + ",suppressed" == columns.join(","), "{name}");
        }
    }

    #[test]
    fn a_cell_of_the_document_breaks_no_table() {
        let columns = FILES.iter().chain(SHEETS).flat_map(|file| file.columns);
        for column in columns {
            assert!(!column.meaning.is_empty(), "{}", column.name);
            for text in [column.name, column.unit, column.meaning, column.missing] {
                assert!(!text.contains(['|', '\n']) && !text.contains("  "), "{text}");
            }
        }
    }
}
