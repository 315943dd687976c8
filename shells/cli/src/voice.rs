//! The answer on stdout, everything else on stderr.

use std::io::{ErrorKind, Write};

use serde_json::Value;

use crate::failure::Failure;

/// What the user wants to hear.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Voice {
    /// Print one JSON document on stdout instead of text
    #[arg(long, global = true, display_order = 900)]
    pub json: bool,
    /// Print nothing but errors, and what --json and --out ask for
    #[arg(long, global = true, display_order = 901)]
    pub quiet: bool,
}

impl Voice {
    /// Whether anybody reads the text of the answer.
    pub fn speaks(self) -> bool {
        !self.json && !self.quiet
    }

    /// The answer, for people.
    pub fn answer(self, text: &str) -> Result<(), Failure> {
        if self.speaks() { print(text) } else { Ok(()) }
    }

    /// The answer, for programs.
    pub fn document(self, command: &str, mut document: Value) -> Result<(), Failure> {
        if !self.json {
            return Ok(());
        }
        document["schema"] = 1.into();
        document["command"] = command.into();
        print(&format!("{document:#}"))
    }

    /// What is good to know beside the answer.
    pub fn note(self, text: &str) {
        if !self.quiet {
            tell(text);
        }
    }

    /// What went wrong.
    pub fn error(self, text: &str) {
        tell(text);
    }
}

/// A line on stderr. If nobody can read it, nobody can be told so either.
fn tell(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush());
    written.map_err(|error| {
        if error.kind() == ErrorKind::BrokenPipe {
            Failure::NobodyReads
        } else {
            Failure::System(format!("The answer cannot be written: {error}."))
        }
    })
}
