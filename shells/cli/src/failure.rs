//! Why a command ended without its answer, and its exit status.

use std::process::ExitCode;

use corridor_model::{Diagnostic, Key};
use serde_json::json;

use crate::json::diagnostic;
use crate::voice::Voice;

/// Why a command ended without its answer.
#[derive(Debug)]
pub enum Failure {
    /// Errors in the data. Each diagnostic has been shown already.
    Data(String, Vec<Diagnostic>),
    /// The command line asks for what there is not.
    Usage(String),
    /// A file or the system.
    System(String),
    /// The user pressed Ctrl-C.
    Interrupted,
    /// The user pressed Ctrl-C, and what had been done is kept.
    Kept(String),
    /// The reader of the answer went away, as `head` does: no fault.
    NobodyReads,
}

impl Failure {
    /// Tells why, and with which exit status.
    pub fn tell(&self, command: &str, voice: Voice) -> ExitCode {
        let (status, message) = match self {
            Failure::Data(message, _) => (1, message.as_str()),
            Failure::Usage(message) => (2, message.as_str()),
            Failure::System(message) => (3, message.as_str()),
            Failure::Interrupted => (130, "Interrupted: nothing was written."),
            Failure::Kept(message) => (130, message.as_str()),
            Failure::NobodyReads => return ExitCode::SUCCESS,
        };
        voice.error(&format!("error: {message}"));
        let told: &[Diagnostic] = match self {
            Failure::Data(_, told) => told,
            Failure::Usage(_) | Failure::System(_) | Failure::Interrupted | Failure::Kept(_) | Failure::NobodyReads => {
                &[]
            }
        };
        let diagnostics: Vec<_> = told.iter().map(diagnostic).collect();
        // If the document cannot be written either, the status still tells.
        let _ = voice.document(command, json!({ "error": message, "exit": status, "diagnostics": diagnostics }));
        ExitCode::from(status)
    }
}

/// What is not there, and what may be meant.
pub fn unknown(what: &str, wanted: &str, keys: &[Key]) -> Failure {
    let keys: Vec<&str> = keys.iter().map(Key::as_str).collect();
    let help = if keys.is_empty() { String::new() } else { format!(" Write one of {}.", keys.join(", ")) };
    Failure::Usage(format!("`{wanted}` is not the key of a {what}.{help}"))
}
