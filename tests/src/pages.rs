//! The rule pages: Markdown that is read by people and run by tests. The format is `rules/README.md`.

use std::collections::BTreeMap;
use std::fmt;

use corridor_formats::{Source, Sources, read, read_edits};
use corridor_model::{Parameter, Scenario, Uncertain};

/// What is wrong with a page, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The page.
    pub page: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rules/{}:{}: {}", self.page, self.line, self.message)
    }
}

/// How the expectations of a section are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nothing is left to chance: cohorts of two members, individuals and expected values all say the same.
    Certain,
    /// Likewise, but for expected values: fractions of people are rounded.
    Whole,
    /// Expected values.
    Expected,
    /// The mean of so many members.
    Mean(u32),
}

/// One line of an `expect` block.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// Its line on the page.
    pub line: usize,
    /// Its words, for messages.
    pub text: String,
    /// The day, the first being 1; 0 is the morning of the first.
    pub day: u32,
    /// What is measured.
    pub what: String,
    /// Of which place, country or way.
    pub names: Vec<String>,
    /// The figure.
    pub value: f64,
    /// How far the figure may be off: half of its last digit, if nothing is said.
    pub within: f64,
    /// For people of which profile, where it matters; the first if absent.
    pub profile: Option<String>,
    /// With papers.
    pub papers: bool,
}

/// The part of a page under one heading of level 2: one world.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Its line.
    pub line: usize,
    /// Its files, those of the section that it goes on from included.
    pub files: BTreeMap<String, String>,
    /// How its expectations are meant.
    pub mode: Mode,
    /// Its expectations.
    pub expectations: Vec<Expectation>,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The name of its file.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The sentence that an analyst reads first.
    pub sentence: String,
    /// What the rule reads.
    pub reads: Vec<String>,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// What `scenario.yml` says where a page does not.
pub const SETTINGS: &str = "\
schema: 1
rules_version: 1
name: page
period: {start: 2024-01-01, end: 2024-01-31}
unknown_ends: {crossing: 7, closure: 14, fighting: 14, host: 180}
parameters:
  conflict_rate_per_day: 0
  fear_share: 0
  leave_conflict_per_day: 0
  leave_town_per_day: 0
  leave_camp_per_day: 0
  leave_idp_site_per_day: 0
  leave_hub_per_day: 0
  hope_at_shut_crossing: 1
  shut_detour_km: 0
  give_up_per_day: 0
  other_way_share: 0
  return_rate_per_day: 0
  return_from_abroad_factor: 1
profiles:
  - key: people
    pull_kind: {town: 0}
";

/// `scenario.yml` with some of its names said anew; under `parameters`, line by line.
pub fn merged(base: &str, over: &str) -> String {
    let mut blocks = blocks(base);
    for (name, text) in self::blocks(over) {
        match blocks.iter_mut().find(|(other, _)| *other == name) {
            None => blocks.push((name, text)),
            Some((_, old)) if name == "parameters" => {
                for line in text.lines().skip(1) {
                    let parameter = line.split(':').next().unwrap_or_default();
                    let mut kept: Vec<&str> =
                        old.lines().filter(|other| other.split(':').next() != Some(parameter)).collect();
                    kept.push(line);
                    *old = kept.join("\n") + "\n";
                }
            }
            Some((_, old)) => *old = text,
        }
    }
    blocks.into_iter().map(|(_, text)| text).collect()
}

/// A YAML text by the names at its margin.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let name = line.split_once(':').map(|(name, _)| name).filter(|_| !line.starts_with([' ', '-', '#']));
        match (name, blocks.last_mut()) {
            (Some(name), _) => blocks.push((name.to_owned(), format!("{line}\n"))),
            (None, Some((_, block))) => *block += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    blocks
}

/// Reads a page. What is wrong with its form is told, and the rest read on.
pub fn page(name: &str, text: &str) -> (Page, Vec<Failure>) {
    let (title, sentence) = (String::new(), String::new());
    let mut page = Page { name: name.to_owned(), title, sentence, reads: Vec::new(), sections: Vec::new() };
    let mut failures = Vec::new();
    let mut fail = |line: usize, message: String| failures.push(Failure { page: name.to_owned(), line, message });
    let mut lines = (1..).zip(text.lines());
    while let Some((number, line)) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let mut body: Vec<(usize, &str)> = Vec::new();
            let closed = lines.by_ref().find_map(|(number, line)| {
                if line != "```" {
                    body.push((number, line));
                }
                (line == "```").then_some(number)
            });
            if closed.is_none() {
                fail(number, "This block is never closed.".to_owned());
            }
            if let Err((line, message)) = fence(&mut page, number, info.trim(), &body) {
                fail(line, message);
            }
        } else if let Some(title) = line.strip_prefix("# ") {
            page.title = title.to_owned();
        } else if let Some(heading) = line.strip_prefix("## ") {
            let (heading, files) = (heading.to_owned(), BTreeMap::new());
            if page.sections.iter().any(|section| section.heading == heading) {
                fail(number, format!("There is a section “{heading}” already."));
            }
            let mode = Mode::Certain;
            page.sections.push(Section { heading, line: number, files, mode, expectations: Vec::new() });
        } else if let Some(quote) = line.strip_prefix("> ").filter(|_| page.sections.is_empty()) {
            page.sentence = format!("{} {quote}", page.sentence).trim().to_owned();
        } else if let Some(reads) = line.strip_prefix("Reads: ") {
            page.reads = reads.trim_end_matches('.').split(", ").map(str::to_owned).collect();
        } else if let Some(world) = line.strip_prefix("World: as in ") {
            let heading = world.trim_end_matches('.').trim_matches(['“', '”', '"']);
            let found = page.sections.iter().find(|section| section.heading == heading);
            match (found.map(|found| found.files.clone()), page.sections.last_mut()) {
                (Some(files), Some(section)) if section.heading != heading && section.files.is_empty() => {
                    section.files = files;
                }
                (Some(_), _) => fail(number, "This line stands before the files of its own section.".to_owned()),
                (None, _) => fail(number, format!("There is no section “{heading}” above.")),
            }
        } else if let Some(mode) = line.strip_prefix("Mode: ") {
            let mode = match mode.trim_end_matches('.') {
                "whole numbers" => Some(Mode::Whole),
                "expected" => Some(Mode::Expected),
                other => other.strip_prefix("mean of ").and_then(|many| many.parse().ok()).map(Mode::Mean),
            };
            match (mode, page.sections.last_mut()) {
                (Some(mode), Some(section)) => section.mode = mode,
                (None, _) | (_, None) => fail(number, "A mode is `whole numbers`, `expected` or `mean of 400`.".into()),
            }
        }
    }
    (page, failures)
}

fn fence(page: &mut Page, number: usize, info: &str, body: &[(usize, &str)]) -> Result<(), (usize, String)> {
    if info.is_empty() || info == "text" {
        return Ok(());
    }
    let Some(section) = page.sections.last_mut() else {
        return Err((number, "A block stands before the first section.".to_owned()));
    };
    match info.split_once(' ') {
        None if info == "expect" => {
            for (number, line) in body.iter().filter(|(_, line)| !line.trim().is_empty()) {
                section.expectations.push(expectation(*number, line).map_err(|message| (*number, message))?);
            }
            Ok(())
        }
        Some(("csv" | "yaml" | "text", file)) => {
            let text: String = body.iter().map(|(_, line)| format!("{line}\n")).collect();
            let text = match (file, section.files.get(file)) {
                ("scenario.yml", base) => merged(base.map_or(SETTINGS, String::as_str), &text),
                _ => text,
            };
            section.files.insert(file.to_owned(), text);
            Ok(())
        }
        None | Some(_) => Err((number, format!("`{info}` is not a block of a rule page: see rules/README.md."))),
    }
}

fn expectation(line: usize, text: &str) -> Result<Expectation, String> {
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "->").collect();
    let form = || "An expectation reads `day 3  stock  camp  40`.".to_owned();
    let [first, day, what, rest @ ..] = words.as_slice() else { return Err(form()) };
    let day: u32 = day.parse().map_err(|_| form())?;
    if *first != "day" {
        return Err(form());
    }
    let at = rest.iter().position(|word| word.parse::<f64>().is_ok()).ok_or_else(form)?;
    let (names, rest) = rest.split_at(at);
    let value: f64 = rest[0].parse().map_err(|_| form())?;
    let decimals = rest[0].split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let mut made = Expectation {
        line,
        text: words.join(" "),
        day,
        what: (*what).to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        value,
        within: (0..decimals).fold(0.5, |half, _| half / 10.0),
        profile: None,
        papers: false,
    };
    let mut rest = rest[1..].iter();
    while let Some(word) = rest.next() {
        match (*word, word.strip_prefix('±').and_then(|within| within.parse().ok())) {
            (_, Some(within)) => made.within = within,
            ("as", None) => made.profile = Some(rest.next().ok_or_else(form)?.to_string()),
            ("with", None) if rest.next() == Some(&"papers") => made.papers = true,
            (_, None) => return Err(form()),
        }
    }
    Ok(made)
}

impl Section {
    /// Its world, with the edits in `edits.txt` made.
    pub fn scenario(&self) -> Result<Scenario, String> {
        let mut files: Vec<Source> = Vec::new();
        let mut edits = None;
        for (name, text) in &self.files {
            let file = Source { name: name.clone(), bytes: text.clone().into_bytes() };
            if name == "edits.txt" {
                edits = Some(file);
            } else {
                files.push(file);
            }
        }
        if !self.files.contains_key("scenario.yml") {
            files.push(Source { name: "scenario.yml".to_owned(), bytes: SETTINGS.as_bytes().to_vec() });
        }
        let told = |diagnostics: &[corridor_model::Diagnostic]| {
            diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        };
        let (scenario, diagnostics) = read(&Sources { root: String::new(), files });
        let mut scenario = scenario.ok_or_else(|| format!("The world cannot be read.\n{}", told(&diagnostics)))?;
        if let Some(date) = scenario.reference_date {
            scenario = corridor_forecast::as_of(&scenario, date);
        }
        if let Some(edits) = edits {
            let (edits, diagnostics) = read_edits(&edits, &scenario);
            if !diagnostics.is_empty() {
                return Err(format!("The edits cannot be read.\n{}", told(&diagnostics)));
            }
            for edit in &edits {
                scenario.apply(edit).map_err(|error| format!("An edit does not fit: {error:?}"))?;
            }
        }
        Ok(scenario)
    }
}

fn shown(value: Uncertain) -> String {
    match value {
        Uncertain::Exact(value) => value.to_string(),
        Uncertain::Range { low, high } => format!("{low}..{high}"),
        Uncertain::Lognormal { median, p90 } => format!("lognormal, median {median}, nine in ten below {p90}"),
    }
}

/// The row of a parameter in the table of a page.
pub fn parameter_row(parameter: Parameter) -> String {
    let info = parameter.info();
    let range = format!("{}..{}", info.least, info.greatest);
    format!("| `{}` | {} | {range} | {} | {} |", info.name, info.unit, shown(info.default), info.sentence)
}

/// The parameter of which a line is the row.
pub fn parameter_of_row(line: &str) -> Option<Parameter> {
    Parameter::named(line.strip_prefix("| `")?.split('`').next()?)
}
