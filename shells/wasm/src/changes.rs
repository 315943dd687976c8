//! Edits in words, and what is wrong with them.

use corridor_formats::{Source, make_edits};
use corridor_model::{Diagnostic, Scenario};
use serde_json::{Value, json};

/// The edits that the page sends.
pub fn words(input: &[u8]) -> Result<Vec<String>, String> {
    serde_json::from_slice(input).map_err(|error| format!("The edits: {error}"))
}

/// A scenario with these edits, in full words, and everything that is wrong with them: of edit 1, 2 … on line 1, 2 … of a
/// file `edits`.
pub fn make(scenario: &Scenario, edits: &[String]) -> (Scenario, Vec<String>, Vec<Diagnostic>) {
    let lines: Vec<String> = edits.iter().map(|words| words.replace(['\n', '\r'], " ")).collect();
    let source = Source { name: "edits".to_owned(), bytes: lines.join("\n").into_bytes() };
    let mut changed = scenario.clone();
    let (made, told) = make_edits(std::slice::from_ref(&source), &mut changed);
    (changed, made.into_iter().map(|edit| edit.words).collect(), told)
}

/// A diagnostic as the page reads it.
pub fn diagnostic(told: &Diagnostic) -> Value {
    let Diagnostic { severity, code, file, line, column, width, message, help } = told;
    json!({
        "severity": severity.word(), "code": code, "file": file, "line": line, "column": column, "width": width,
        "message": message, "help": help,
    })
}
