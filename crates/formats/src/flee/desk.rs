//! The folder on the desk: which file is read for what, and what was found wrong in each so far.

use std::collections::BTreeMap;

use corridor_model::Diagnostic;

use super::rows::{self, Row};
use super::{Beside, name_of};
use crate::problems::{Problems, Spot};
use crate::source::{Source, Sources, hash_of, text_of};

/// The input files that may lie in `input_csv/`, or directly in the folder.
pub const LOCATIONS: &str = "locations.csv";
pub const ROUTES: &str = "routes.csv";
pub const CONFLICTS: &str = "conflicts.csv";
pub const CLOSURES: &str = "closures.csv";
pub const PERIOD: &str = "sim_period.csv";
pub const CORRECTIONS: &str = "registration_corrections.csv";
pub const MAJOR_ROUTES: &str = "major_routes.csv";
pub const CHANGES: &str = "location_changes.csv";
pub const AGENTS: &str = "agents.csv";
pub const LAYOUT: &str = "data_layout.csv";
pub const SETTINGS: &str = "simsetting.yml";

/// A file that was found: how diagnostics name it, and what it holds.
#[derive(Clone)]
pub struct Found<'a> {
    pub path: String,
    pub source: &'a Source,
}

/// The folder on the desk.
pub struct Desk<'a> {
    sources: &'a Sources,
    beside: &'a Beside,
    /// Before the names of the input files: `input_csv/` or nothing.
    input: &'static str,
    problems: BTreeMap<String, Problems>,
    read: BTreeMap<String, &'a Source>,
}

impl<'a> Desk<'a> {
    pub fn new(sources: &'a Sources, beside: &'a Beside) -> Self {
        let inside = sources.files.iter().any(|file| file.name.starts_with("input_csv/"));
        let input = if inside { "input_csv/" } else { "" };
        Desk { sources, beside, input, problems: BTreeMap::new(), read: BTreeMap::new() }
    }

    /// An input file. Flee reads `location_changes.csv` from where it is started: the folder itself counts, too.
    pub fn input(&self, name: &str) -> Option<Found<'a>> {
        let within = format!("{}{name}", self.input);
        let names = if name == CHANGES { vec![within, name.to_owned()] } else { vec![within] };
        names.iter().find_map(|name| self.own(name))
    }

    /// The path under which an input file is, or would be.
    pub fn input_path(&self, name: &str) -> String {
        self.input(name).map_or_else(|| self.sources.path(&format!("{}{name}", self.input)), |found| found.path)
    }

    /// The names of the input files.
    pub fn inputs(&self) -> Vec<&'a str> {
        self.sources.files.iter().filter_map(|file| file.name.strip_prefix(self.input)).collect()
    }

    /// The settings: those given beside the folder, else those in it or beside it.
    pub fn settings(&self) -> Option<Found<'a>> {
        if let Some(source) = &self.beside.settings {
            return Some(Found { path: source.name.clone(), source });
        }
        [SETTINGS, "../simsetting.yml", "input_csv/simsetting.yml"].iter().find_map(|name| self.own(name))
    }

    /// A file of the validation data.
    pub fn validation(&self, name: &str) -> Option<Found<'a>> {
        if let Some(beside) = &self.beside.validation {
            return ["", "source_data/"].iter().find_map(|folder| {
                let source = beside.named(&format!("{folder}{name}"))?;
                Some(Found { path: beside.path(&source.name), source })
            });
        }
        ["source_data/", "../source_data/", ""].iter().find_map(|folder| self.own(&format!("{folder}{name}")))
    }

    fn own(&self, name: &str) -> Option<Found<'a>> {
        let source = self.sources.named(name)?;
        Some(Found { path: self.sources.path(name), source })
    }

    /// The last part of the path of the folder.
    pub fn name(&self) -> String {
        name_of(&self.sources.root).to_owned()
    }

    /// What is wrong in a file that lies in the folder, or would.
    pub fn own_problems(&mut self, name: &str) -> &mut Problems {
        let path = self.sources.path(name);
        self.at(&path)
    }

    /// What is wrong in the file with this path.
    pub fn at(&mut self, path: &str) -> &mut Problems {
        self.problems.entry(path.to_owned()).or_insert_with(|| Problems::of(path.to_owned()))
    }

    /// What is wrong in an input file.
    pub fn problems(&mut self, name: &str) -> &mut Problems {
        let path = self.input_path(name);
        self.at(&path)
    }

    /// The text of a file.
    pub fn text(&mut self, found: &Found<'a>) -> Option<&'a str> {
        self.read.insert(found.path.clone(), found.source);
        text_of(&found.source.bytes, self.at(&found.path))
    }

    /// The rows of a file.
    pub fn rows(&mut self, found: &Found<'a>) -> Vec<Row> {
        let Some(text) = self.text(found) else { return Vec::new() };
        rows::split(text, self.at(&found.path))
    }

    /// The rows of an input file, if it is there. A required one must be.
    pub fn table(&mut self, name: &str, required: bool) -> Option<Vec<Row>> {
        let Some(found) = self.input(name) else {
            if required {
                let help = "a Flee folder needs sim_period.csv, locations.csv and routes.csv in input_csv";
                self.problems(name).error("missing-file", Spot::FILE, format!("{name} is missing."), help);
            }
            return None;
        };
        Some(self.rows(&found))
    }

    /// Whether anything is wrong so that there is no scenario.
    pub fn has_errors(&self) -> bool {
        self.problems.values().any(Problems::has_errors)
    }

    /// A hash over every file that was read, by its name within the folder.
    pub fn hash(&self) -> String {
        hash_of(self.read.values().copied())
    }

    /// Everything found, by file, line and column.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.problems.into_values().flat_map(Problems::into_diagnostics).collect()
    }
}
