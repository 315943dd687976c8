//! Reads a scenario, and tells what is wrong with it.

use std::path::Path;

use corridor_formats::flee::Case;
use corridor_formats::read;
use corridor_model::{Diagnostic, Scenario, Severity};

use crate::collect::collect;
use crate::diagnostics::{Files, rendered};
use crate::failure::Failure;
use crate::voice::Voice;

/// The scenario that can be run. Errors are shown; of warnings, how many there are.
pub fn scenario(name: &str, voice: Voice) -> Result<Scenario, Failure> {
    let sources = collect(name, voice)?;
    let (scenario, told) = read(&sources);
    let Some(scenario) = scenario else {
        show(&told, &sources, voice);
        return Err(Failure::Data(format!("`{name}` cannot be run: {}.", counted(&told)), told));
    };
    if !told.is_empty() {
        voice.note(&format!("note: {}; `corridor check {name}` shows them.", counted(&told)));
    }
    Ok(scenario)
}

/// MERGE: the branch that collects the files of Flee folders has this function; take its own and drop this one.
pub fn case(name: &str, _: Option<&Path>, _: Option<&Path>, _: Voice) -> Result<Case, Failure> {
    Err(Failure::Data(format!("`{name}` cannot be read: this build collects no Flee folders."), Vec::new()))
}

/// Shows diagnostics on stderr; with --quiet the errors alone.
pub fn show(told: &[Diagnostic], files: &(impl Files + ?Sized), voice: Voice) {
    for told in told {
        match told.severity {
            Severity::Error => voice.error(&rendered(told, files)),
            Severity::Warning => voice.note(&rendered(told, files)),
        }
    }
}

/// "2 errors, 1 warning"
pub fn counted(told: &[Diagnostic]) -> String {
    let count = |severity: Severity| {
        let many = told.iter().filter(|told| told.severity == severity).count();
        let plural = if many == 1 { "" } else { "s" };
        (many > 0).then(|| format!("{many} {}{plural}", severity.word()))
    };
    let counts: Vec<String> = [Severity::Error, Severity::Warning].into_iter().filter_map(count).collect();
    if counts.is_empty() { "no errors, no warnings".to_owned() } else { counts.join(", ") }
}
