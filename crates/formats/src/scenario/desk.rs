//! The folder on the desk: its files, and what was found wrong in each so far.

use std::collections::BTreeMap;

use corridor_model::Diagnostic;

use super::Known;
use crate::problems::{Problems, Spot};
use crate::source::{Sources, text_of};
use crate::table::Table;
use crate::values::Names;

/// The folder on the desk.
pub struct Desk<'a> {
    sources: &'a Sources,
    problems: BTreeMap<String, Problems>,
}

impl<'a> Desk<'a> {
    pub fn new(sources: &'a Sources) -> Self {
        Desk { sources, problems: BTreeMap::new() }
    }

    /// What is wrong in a file.
    pub fn problems(&mut self, name: &str) -> &mut Problems {
        let path = self.sources.path(name);
        self.problems.entry(name.to_owned()).or_insert_with(|| Problems::of(path))
    }

    /// Whether a file has errors.
    pub fn has_errors(&self, name: &str) -> bool {
        self.problems.get(name).is_some_and(Problems::has_errors)
    }

    /// Whether any file has errors.
    pub fn has_any_errors(&self) -> bool {
        self.problems.values().any(Problems::has_errors)
    }

    /// The text of a file. A required one must be there and hold something.
    pub fn text(&mut self, name: &'static str, required: bool) -> Option<&'a str> {
        let Some(source) = self.sources.named(name) else {
            if required {
                let help = "a scenario folder needs scenario.yml, locations.csv and routes.csv";
                self.problems(name).error("missing-file", Spot::FILE, format!("{name} is missing."), help);
            }
            return None;
        };
        let text = text_of(&source.bytes, self.problems(name))?;
        if !text.trim().is_empty() {
            return Some(text);
        }
        let message = format!("{name} is empty.");
        match required {
            true => {
                self.problems(name).error("empty-file", Spot::FILE, message, "scenarios/README.md says what it holds")
            }
            false => self.problems(name).warning("empty-file", Spot::FILE, message, "leave the file out"),
        }
        None
    }

    /// A table before its first row.
    pub fn table<'p>(&'p mut self, name: &'static str, names: Names, known: &'p Known) -> Option<Table<'p, 'p>> {
        let required = matches!(name, "locations.csv" | "routes.csv");
        let text = self.text(name, required)?;
        Table::open(text, names, known, self.problems(name))
    }

    /// Everything found, by file, line and column.
    pub fn take_diagnostics(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.problems).into_values().flat_map(Problems::into_diagnostics).collect()
    }
}
