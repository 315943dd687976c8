//! Reads a scenario, and tells what is wrong with it.

use std::path::Path;

use corridor_formats::flee::{self, Case, Validation};
use corridor_formats::{Folder, Source, read};
use corridor_model::{Diagnostic, Scenario, Severity};

use crate::collect::collect;
use crate::diagnostics::{Files, rendered};
use crate::failure::Failure;
use crate::flee_folder::{self, Given};
use crate::voice::Voice;

/// What a Flee folder has beside its scenario.
#[derive(Clone, Debug)]
pub struct Counts {
    /// How many people each person of a run stands for.
    pub hasten: u32,
    /// What was counted, by day.
    pub validation: Option<Validation>,
}

impl Counts {
    /// A case, as its scenario and the rest.
    pub fn of(case: Case) -> (Scenario, Counts) {
        let Case { scenario, hasten, validation } = case;
        (scenario, Counts { hasten, validation })
    }
}

/// The scenario that can be run, of either kind of folder. Errors are shown; of warnings, how many there are.
pub fn scenario(name: &str, given: &Given, voice: Voice) -> Result<(Scenario, Option<Counts>), Failure> {
    if flee_folder::is_flee(name) {
        let case = case(name, given.settings.as_deref(), given.validation.as_deref(), voice)?;
        let (scenario, counts) = Counts::of(case);
        return Ok((scenario, Some(counts)));
    }
    let sources = collect(name, voice)?;
    no_flee(name, given)?;
    let (scenario, told) = read(&sources);
    Ok((runnable(name, scenario, told, &sources, voice)?, None))
}

/// The files that a scenario is read from.
pub fn inputs(name: &str, given: &Given) -> Result<Vec<Source>, Failure> {
    if !flee_folder::is_flee(name) {
        let quiet = Voice { json: false, quiet: true };
        return Ok(collect(name, quiet)?.files.into_iter().filter(|file| !file.bytes.is_empty()).collect());
    }
    let folder = flee_folder::collect(name, given)?;
    let beside = folder.beside.settings.into_iter().chain(folder.beside.validation.into_iter().flat_map(|at| at.files));
    Ok(folder.sources.files.into_iter().chain(beside).filter(|file| !file.bytes.is_empty()).collect())
}

/// The same, as they are handed on: `Folder::of` finds the scenario in them again.
pub fn packed(name: &str, given: &Given) -> Result<Vec<Source>, Failure> {
    let folder = if flee_folder::is_flee(name) {
        flee_folder::collect(name, given)?.folder()
    } else {
        Folder::Corridor(collect(name, Voice { json: false, quiet: true })?)
    };
    Ok(folder.packed())
}

/// The case of a Flee folder, told likewise.
pub fn case(name: &str, settings: Option<&Path>, validation: Option<&Path>, voice: Voice) -> Result<Case, Failure> {
    let given = Given { settings: settings.map(Path::to_owned), validation: validation.map(Path::to_owned) };
    let folder = flee_folder::collect(name, &given)?;
    let (case, told) = flee::read(&folder.sources, &folder.beside);
    if folder.settings().is_none() {
        // Flee looks into the folder in which it is started, too.
        voice.note(
            "note: no simsetting.yml in the folder or its parent, so Flee's defaults; --settings FILE names one.",
        );
    }
    runnable(name, case, told, &folder, voice)
}

/// Refuses what only a Flee folder has.
pub fn no_flee(name: &str, given: &Given) -> Result<(), Failure> {
    match given {
        Given { settings: None, validation: None } => Ok(()),
        Given { .. } => {
            Err(Failure::Usage(format!("--settings and --validation belong to a Flee folder, which `{name}` is not.")))
        }
    }
}

/// A scenario that cannot be run, for reasons that have been shown.
pub fn cannot_run(name: &str, told: Vec<Diagnostic>) -> Failure {
    let why =
        if told.is_empty() { "its reader does not say why; please report this".to_owned() } else { counted(&told) };
    Failure::Data(format!("`{name}` cannot be run: {why}."), told)
}

/// What was read, if it can be run.
fn runnable<T>(
    name: &str,
    read: Option<T>,
    told: Vec<Diagnostic>,
    files: &impl Files,
    voice: Voice,
) -> Result<T, Failure> {
    let Some(read) = read else {
        show(&told, files, voice);
        return Err(cannot_run(name, told));
    };
    if !told.is_empty() {
        voice.note(&format!("note: {}; `corridor check {name}` shows them.", counted(&told)));
    }
    Ok(read)
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
