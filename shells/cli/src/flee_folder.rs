//! From a Flee folder to named bytes: its tables, its settings, its validation data, where they lie or where the user says.

use std::fs;
use std::path::{Path, PathBuf};

use corridor_formats::flee::{Beside, is_table};
use corridor_formats::{Folder, Source, Sources};

use crate::builtin;
use crate::collect::{file, listed, optional, unreadable};
use crate::diagnostics::Files;
use crate::failure::Failure;

const TABLES: &str = "input_csv";
const COUNTS: &str = "source_data";
const LAYOUT: &str = "data_layout.csv";
const SETTINGS: &str = "simsetting.yml";

/// What the user gives beside a Flee folder.
#[derive(Clone, Debug, Default, PartialEq, clap::Args)]
pub struct Given {
    /// The settings of a Flee folder [default: simsetting.yml in it, else in its parent]
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// The validation data of a Flee folder [default: source_data in it]
    #[arg(long, value_name = "DIR")]
    pub validation: Option<PathBuf>,
}

/// The files of a Flee folder.
#[derive(Clone, Debug)]
pub struct FleeFolder {
    /// Those in it, by their names in it.
    pub sources: Sources,
    /// Those beside it.
    pub beside: Beside,
}

/// Whether a name on the command line means a Flee folder.
pub fn is_flee(name: &str) -> bool {
    let has = |file: &str| Path::new(name).join(file).exists();
    let tables = has("locations.csv") && has("routes.csv") && !has("scenario.yml");
    builtin::sources(name).is_none() && (Path::new(name).join(TABLES).is_dir() || tables)
}

/// The files of a Flee folder. What is not there is left to the reader.
pub fn collect(name: &str, given: &Given) -> Result<FleeFolder, Failure> {
    let path = Path::new(name);
    let inside = path.join(TABLES).is_dir();
    let mut files = if inside {
        listed(&path.join(TABLES), &format!("{TABLES}/"), is_table)?
    } else {
        listed(path, "", |name| is_table(name) || name == SETTINGS)?
    };
    if inside {
        files.extend(optional(&path.join(SETTINGS), SETTINGS)?);
    }
    let settings = given.settings.as_deref().map(file).transpose()?;
    if settings.is_none() && !files.iter().any(|file| file.name == SETTINGS) {
        files.extend(optional(&parent(path).join(SETTINGS), &format!("../{SETTINGS}"))?);
    }
    let (own, sibling) = (path.join(COUNTS), parent(path).join(COUNTS));
    let validation = match &given.validation {
        Some(file) if file.is_file() => {
            let message = format!("`{}` is a file; name the folder of the validation data.", file.display());
            return Err(Failure::System(message));
        }
        Some(folder) => Some(Sources { root: folder.display().to_string(), files: counts(folder, "")? }),
        None if own.is_dir() => {
            files.extend(counts(&own, &format!("{COUNTS}/"))?);
            None
        }
        // The tables alone were named, out of a folder that has more.
        None if !inside && sibling.is_dir() => {
            Some(Sources { root: sibling.display().to_string(), files: counts(&sibling, "")? })
        }
        None => None,
    };
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(FleeFolder { sources: Sources { root: root(name)?, files }, beside: Beside { settings, validation } })
}

/// The validation data in a folder: what its layout names.
fn counts(folder: &Path, prefix: &str) -> Result<Vec<Source>, Failure> {
    let layout = optional(&folder.join(LAYOUT), LAYOUT)?.map(|file| file.bytes).unwrap_or_default();
    let layout = String::from_utf8_lossy(&layout);
    listed(folder, prefix, |name| name == LAYOUT || layout.contains(name))
}

/// The folder that a folder lies in, as far as its path says it.
fn parent(path: &Path) -> PathBuf {
    match (path.file_name(), path.parent()) {
        (Some(_), Some(parent)) => parent.to_owned(),
        _ => path.join(".."),
    }
}

/// The folder as the user typed it; `.` and `..` by their names, since a case is called like its folder.
fn root(name: &str) -> Result<String, Failure> {
    let path = Path::new(name);
    if path.file_name().is_some() {
        return Ok(path.components().collect::<PathBuf>().display().to_string());
    }
    let path = fs::canonicalize(path).map_err(|error| unreadable(path, &error))?;
    Ok(path.display().to_string())
}

impl FleeFolder {
    /// The same without the words of the command line.
    pub fn folder(self) -> Folder {
        Folder::Flee { sources: self.sources, beside: self.beside }
    }

    /// The file of the settings, as the user would name it.
    pub fn settings(&self) -> Option<String> {
        let root = Path::new(&self.sources.root);
        let has = |name: &str| self.sources.files.iter().any(|file| file.name == name);
        let own = || has(SETTINGS).then(|| root.join(SETTINGS));
        let above = || has(&format!("../{SETTINGS}")).then(|| parent(root).join(SETTINGS));
        let given = self.beside.settings.as_ref().map(|file| file.name.clone());
        given.or_else(|| Some(own().or_else(above)?.display().to_string()))
    }

    /// The folder of the validation data, as the user would name it.
    pub fn validation(&self) -> Option<String> {
        let own = || {
            let any = self.sources.files.iter().any(|file| file.name.starts_with(COUNTS));
            any.then(|| format!("{}/{COUNTS}", self.sources.root))
        };
        self.beside.validation.as_ref().map(|sources| sources.root.clone()).or_else(own)
    }
}

impl Files for FleeFolder {
    fn bytes(&self, file: &str) -> Option<&[u8]> {
        let Beside { settings, validation } = &self.beside;
        let settings = settings.as_ref().filter(|settings| settings.name == file).map(|file| file.bytes.as_slice());
        let beside = || validation.as_ref().filter(|sources| file.starts_with(sources.root.as_str()))?.bytes(file);
        settings.or_else(beside).or_else(|| self.sources.bytes(file))
    }
}

#[cfg(test)]
mod tests {
    // Helpers of tests are tests too; clippy sees only the functions that are marked.
    #![allow(clippy::unwrap_used)]

    use super::*;

    const FLEE: &str = "tests/fixtures/flee";

    /// The names of the files in a folder and of those beside it, and what was used.
    fn read(name: &str, given: &Given) -> (Vec<String>, Vec<String>, FleeFolder) {
        let folder = collect(name, given).unwrap();
        let names = |files: &[Source]| files.iter().map(|file| file.name.clone()).collect();
        let beside = folder.beside.validation.as_ref().map(|sources| names(&sources.files)).unwrap_or_default();
        (names(&folder.sources.files), beside, folder)
    }

    const COUNTED: [&str; 4] = ["bla-lakeside.csv", "bla-northgate.csv", "data_layout.csv", "refugees.csv"];

    #[test]
    fn tables_settings_and_counts_are_found_in_the_folder() {
        let (names, beside, folder) = read("./tests/fixtures/flee/.", &Given::default());
        let tables = ["closures", "conflicts", "locations", "routes", "sim_period"];
        let expected: Vec<String> = tables.iter().map(|name| format!("input_csv/{name}.csv")).collect();
        assert_eq!(names[..5], expected);
        assert_eq!(names[5], "simsetting.yml");
        assert_eq!(names[6..], COUNTED.map(|name| format!("source_data/{name}")));
        assert!(beside.is_empty() && folder.sources.files.iter().all(|file| !file.bytes.is_empty()));
        assert_eq!(folder.sources.root, "./tests/fixtures/flee");
        assert_eq!(folder.settings().as_deref(), Some("./tests/fixtures/flee/simsetting.yml"));
        assert_eq!(folder.validation().as_deref(), Some("./tests/fixtures/flee/source_data"));
    }

    #[test]
    fn of_the_tables_alone_the_rest_lies_beside_them() {
        let tables = format!("{FLEE}/input_csv");
        assert!(is_flee(&tables) && is_flee(FLEE) && !is_flee("tests/fixtures") && !is_flee("tests/fixtures/bad"));
        let (names, beside, folder) = read(&tables, &Given::default());
        assert_eq!((names[0].as_str(), names[1].as_str()), ("../simsetting.yml", "closures.csv"));
        assert_eq!(beside, COUNTED);
        assert_eq!(folder.settings(), Some(format!("{FLEE}/simsetting.yml")));
        assert_eq!(folder.validation(), Some(format!("{FLEE}/source_data")));
        // A diagnostic finds the lines of all of them.
        for file in ["input_csv/../simsetting.yml", "input_csv/routes.csv", "source_data/refugees.csv"] {
            assert!(folder.bytes(&format!("{FLEE}/{file}")).is_some_and(|bytes| !bytes.is_empty()), "{file}");
        }
    }

    #[test]
    fn what_the_user_gives_comes_first() {
        let settings = Some(PathBuf::from("tests/fixtures/flee/input_csv/routes.csv"));
        let validation = Some(PathBuf::from("tests/fixtures/flee/source_data/"));
        let (names, beside, folder) = read(FLEE, &Given { settings, validation });
        assert!(!names.iter().any(|name| name.starts_with("source_data")), "{names:?}");
        assert_eq!(beside, COUNTED);
        assert_eq!(folder.settings().as_deref(), Some("tests/fixtures/flee/input_csv/routes.csv"));
        assert!(folder.bytes("tests/fixtures/flee/input_csv/routes.csv").is_some());
        assert!(folder.bytes("tests/fixtures/flee/source_data/refugees.csv").is_some());
    }

    #[test]
    fn what_is_handed_on_is_the_same_case() {
        let validation = Some(PathBuf::from(format!("{FLEE}/source_data")));
        let tables = format!("{FLEE}/input_csv");
        for (name, given) in [
            (FLEE, Given::default()),
            (tables.as_str(), Given::default()),
            (FLEE, Given { settings: None, validation }),
        ] {
            let folder = collect(name, &given).unwrap().folder();
            let again = Folder::of(folder.clone().packed());
            assert!(again.is_flee());
            let (scenario, told) = folder.read();
            let (same, told_again) = again.read();
            // The very same, its hash too.
            assert!(scenario.is_some() && told.len() == told_again.len());
            assert_eq!(format!("{same:?}"), format!("{scenario:?}"));
        }
    }

    #[test]
    fn a_case_is_called_like_its_folder() {
        assert_eq!(root("a/b/").unwrap(), "a/b");
        assert_eq!(root("a.b..").unwrap(), "a.b..");
        assert!(root(".").unwrap().ends_with("cli"));
        assert_eq!(parent(Path::new("mali2012")).join(SETTINGS), Path::new("simsetting.yml"));
        assert_eq!(parent(Path::new("a/mali2012/")), Path::new("a"));
        assert_eq!(parent(Path::new("..")), Path::new("../.."));
    }
}
