//! Named bytes in a folder, a zip or a page: which kind of scenario they are, and which of them count.
//!
//! A shell that cannot open files (a browser) gets them all at once, with folders in their names: `lowland2031/input_csv/routes.csv`.
//! [`Folder::of`] finds the scenario among them, and [`Folder::packed`] is the way back: what a shell that can open files
//! has read, in the form in which it can be handed on.

use corridor_model::{Diagnostic, Scenario};

use crate::flee::{self, Beside};
use crate::scenario::{FILES, read};
use crate::source::{Source, Sources};

const SCENARIO: &str = "scenario.yml";
const TABLES: &str = "input_csv";
const COUNTS: &str = "source_data/";
const SETTINGS: &str = "simsetting.yml";

/// The files of a scenario.
#[derive(Clone, Debug)]
pub enum Folder {
    /// A scenario folder of Corridor.
    Corridor(Sources),
    /// A Flee folder.
    Flee {
        /// The files in it, and `../simsetting.yml` where it has no settings of its own.
        sources: Sources,
        /// Settings and validation data that do not lie in it.
        beside: Beside,
    },
}

impl Folder {
    /// The scenario among these files. Names are paths with `/`; how many folders come first is all the same, and the
    /// shallowest scenario is meant. What lies outside of it is left out, but for a Flee folder's `simsetting.yml` and
    /// `source_data/` right beside it, where it has none of its own. Hidden files are no part of anything.
    pub fn of(files: Vec<Source>) -> Folder {
        let named = files.into_iter().map(|file| Source { name: plain(&file.name), ..file });
        let files: Vec<Source> = named.filter(|file| !is_hidden(&file.name)).collect();
        let root = root(&files);
        let inside = |file: &Source| within(&root, &file.name).map(|name| (name.to_owned(), file.bytes.clone()));
        let source = |(name, bytes): (String, Vec<u8>)| Source { name, bytes };
        let own: Vec<Source> = files.iter().filter_map(inside).map(source).collect();
        let sources = Sources { root: root.clone(), files: own };
        if flee::is_flee(&sources) { flee_folder(sources, &files) } else { Folder::Corridor(sources) }
    }

    /// The files that are read, and no others: [`Folder::of`] makes the same scenario of them. Those of Corridor lie in no
    /// folder; of a Flee folder the folder is part of the names, as a case is called like it, and what lies beside it is
    /// beside it again. No other path of the machine is in any name.
    pub fn packed(self) -> Vec<Source> {
        let (sources, beside) = match self {
            Folder::Corridor(sources) => {
                return sources.files.into_iter().filter(|file| FILES.contains(&file.name.as_str())).collect();
            }
            Folder::Flee { sources, beside } => (sources, beside),
        };
        let name = flee::name_of(&sources.root).rsplit('\\').next().unwrap_or_default().trim_start_matches(['.', '~']);
        let name = if name.is_empty() { "flee" } else { name };
        // What is there by name alone tells of a misspelt one, and is nobody else's business.
        let counts = |name: &str| flee::is_table(name.rsplit('/').next().unwrap_or(name));
        let given = |file: &Source| {
            beside.settings.is_some() && file.name.ends_with(SETTINGS)
                || beside.validation.is_some() && file.name.starts_with(COUNTS)
        };
        let own = sources.files.iter().filter(|file| (!file.bytes.is_empty() || counts(&file.name)) && !given(file));
        let own = own.map(|file| match file.name.strip_prefix("../") {
            Some(above) => Source { name: above.to_owned(), bytes: file.bytes.clone() },
            None => Source { name: format!("{name}/{}", file.name), bytes: file.bytes.clone() },
        });
        let mut packed: Vec<Source> = own.collect();
        packed.extend(beside.settings.map(|file| Source { name: SETTINGS.to_owned(), ..file }));
        let counts = beside.validation.into_iter().flat_map(|at| at.files).filter(|file| !file.bytes.is_empty());
        packed.extend(counts.map(|file| {
            let name = file.name.trim_start_matches(COUNTS);
            Source { name: format!("{COUNTS}{name}"), bytes: file.bytes }
        }));
        packed
    }

    /// The scenario that can be run, and everything that is wrong with it.
    pub fn read(&self) -> (Option<Scenario>, Vec<Diagnostic>) {
        match self {
            Folder::Corridor(sources) => read(sources),
            Folder::Flee { sources, beside } => {
                let (case, told) = flee::read(sources, beside);
                (case.map(|case| case.scenario), told)
            }
        }
    }

    /// Whether it is a Flee folder, of which there is no forecast as of a day.
    pub fn is_flee(&self) -> bool {
        matches!(self, Folder::Flee { .. })
    }
}

/// A path with `/` between its parts and nothing before the first.
fn plain(name: &str) -> String {
    let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | ".")).collect();
    parts.join("/")
}

/// What a system or a program leaves in folders and zips.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with(['.', '~']) || part == "__MACOSX")
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn within<'a>(root: &str, path: &'a str) -> Option<&'a str> {
    if root.is_empty() { Some(path) } else { path.strip_prefix(root)?.strip_prefix('/') }
}

/// The folder of the scenario: the shallowest in which there are signs of one.
fn root(files: &[Source]) -> String {
    let has = |folder: &str, name: &str| files.iter().any(|file| split(&file.name) == (folder, name));
    let sign = |file: &Source| -> Option<String> {
        let (folder, name) = split(&file.name);
        let parts: Vec<&str> = folder.split('/').collect();
        match parts.iter().position(|part| *part == TABLES) {
            Some(at) => Some(parts[..at].join("/")),
            None if name == SCENARIO || name == "locations.csv" && has(folder, "routes.csv") => Some(folder.to_owned()),
            None => None,
        }
    };
    let depth = |folder: &String| folder.split('/').filter(|part| !part.is_empty()).count();
    let shallowest = |a: &String, b: &String| (depth(a), a.as_str()).cmp(&(depth(b), b.as_str()));
    let signs = files.iter().filter_map(sign).min_by(shallowest);
    // Without a sign the reader says what is missing.
    signs.or_else(|| files.iter().map(|file| split(&file.name).0.to_owned()).min_by(shallowest)).unwrap_or_default()
}

/// Flee's files among those in the folder and those right beside it.
fn flee_folder(sources: Sources, all: &[Source]) -> Folder {
    let Sources { root, files } = sources;
    let is_inside = files.iter().any(|file| file.name.starts_with("input_csv/"));
    let tables = if is_inside { "input_csv/" } else { "" };
    let read = files.into_iter().filter_map(|mut file| {
        let counts = file.name.strip_prefix(COUNTS);
        if file.name == SETTINGS || counts.is_some_and(is_flat) {
            return Some(file);
        }
        let table = file.name.strip_prefix(tables).filter(|name| is_flat(name))?;
        // Of others the name is enough to tell of a misspelt one.
        if !flee::is_table(table) {
            file.bytes.clear();
        }
        Some(file)
    });
    let mut sources = Sources { files: read.collect(), root };
    let mut beside = Beside::default();
    if sources.root.is_empty() {
        return Folder::Flee { sources, beside };
    }
    let parent = split(&sources.root).0;
    let near = all.iter().filter_map(|file| Some((within(parent, &file.name)?, &file.bytes)));
    let has_settings = sources.named(SETTINGS).is_some();
    let has_counts = sources.files.iter().any(|file| file.name.starts_with(COUNTS));
    let mut counts = Vec::new();
    for (name, bytes) in near {
        if name == SETTINGS && !has_settings {
            sources.files.push(Source { name: format!("../{SETTINGS}"), bytes: bytes.clone() });
        } else if let Some(name) = name.strip_prefix(COUNTS).filter(|name| is_flat(name) && !has_counts) {
            counts.push(Source { name: name.to_owned(), bytes: bytes.clone() });
        }
    }
    if !counts.is_empty() {
        let root = if parent.is_empty() { "source_data".to_owned() } else { format!("{parent}/source_data") };
        beside.validation = Some(Sources { root, files: counts });
    }
    Folder::Flee { sources, beside }
}

fn is_flat(name: &str) -> bool {
    !name.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<Source> {
        let source = |name: &&str| Source { name: (*name).to_owned(), bytes: name.as_bytes().to_vec() };
        names.iter().map(source).collect()
    }

    /// Whether it is Flee's, the root, and the names of files inside and beside.
    fn found(given: &[&str]) -> (bool, String, Vec<String>, Vec<String>) {
        let names = |files: &[Source]| {
            let mut names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
            names.sort();
            names
        };
        match Folder::of(files(given)) {
            Folder::Corridor(sources) => (false, sources.root, names(&sources.files), Vec::new()),
            Folder::Flee { sources, beside } => {
                let beside = beside.validation.map(|at| at.files).unwrap_or_default();
                (true, sources.root, names(&sources.files), names(&beside))
            }
        }
    }

    fn told(flee: bool, root: &str, inside: &[&str], beside: &[&str]) -> (bool, String, Vec<String>, Vec<String>) {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        (flee, root.to_owned(), names(inside), names(beside))
    }

    #[test]
    fn a_scenario_is_found_however_deep_it_lies() {
        let ours = ["routes.csv", "scenario.yml"];
        assert_eq!(found(&["scenario.yml", "routes.csv"]), told(false, "", &ours, &[]));
        assert_eq!(found(&["demo/scenario.yml", "./demo//routes.csv"]), told(false, "demo", &ours, &[]));
        let windows = ["a\\demo\\scenario.yml", "a\\demo\\routes.csv", "a\\notes.txt"];
        assert_eq!(found(&windows), told(false, "a/demo", &ours, &[]));
        let zipped = ["demo/scenario.yml", "demo/.git/scenario.yml", "__MACOSX/demo/._scenario.yml", "demo/routes.csv"];
        assert_eq!(found(&zipped), told(false, "demo", &ours, &[]));
        // The shallowest is meant, and the first of two.
        assert_eq!(found(&["b/scenario.yml", "a/deep/scenario.yml"]), told(false, "b", &["scenario.yml"], &[]));
        assert_eq!(found(&["b/scenario.yml", "a/scenario.yml"]), told(false, "a", &["scenario.yml"], &[]));
        // No sign of any: the reader says what is missing.
        assert_eq!(found(&["x/crossings.csv"]), told(false, "x", &["crossings.csv"], &[]));
        assert_eq!(found(&[]), told(false, "", &[], &[]));
    }

    #[test]
    fn a_flee_folder_is_one_and_takes_what_lies_beside_it() {
        let whole = [
            "lowland/input_csv/routes.csv",
            "lowland/source_data/counts.csv",
            "lowland/simsetting.yml",
            "lowland/run.py",
        ];
        let inside = ["input_csv/routes.csv", "simsetting.yml", "source_data/counts.csv"];
        assert_eq!(found(&whole), told(true, "lowland", &inside, &[]));
        let apart = ["simsetting.yml", "source_data/counts.csv", "lowland/input_csv/routes.csv", "other/input_csv.txt"];
        assert_eq!(
            found(&apart),
            told(true, "lowland", &["../simsetting.yml", "input_csv/routes.csv"], &["counts.csv"])
        );
        let tables = ["x/lowland/locations.csv", "x/lowland/routes.csv", "x/simsetting.yml", "simsetting.yml"];
        assert_eq!(found(&tables), told(true, "x/lowland", &["../simsetting.yml", "locations.csv", "routes.csv"], &[]));
        // With a scenario.yml the same tables are ours.
        let ours = ["lowland/locations.csv", "lowland/routes.csv", "lowland/scenario.yml"];
        assert!(!found(&ours).0);
        // A name that is no table of Flee's is a name.
        let Folder::Flee { sources, .. } = Folder::of(files(&["m/input_csv/route.csv", "m/input_csv/routes.csv"]))
        else {
            panic!("it is Flee's")
        };
        assert_eq!(sources.files.iter().map(|file| file.bytes.is_empty()).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn what_is_packed_is_the_same_again_and_names_no_machine() {
        let source = |name: &str, text: &str| Source { name: name.to_owned(), bytes: text.into() };
        let names = |packed: &[Source]| packed.iter().map(|file| file.name.clone()).collect::<Vec<_>>();
        let ours = Sources {
            root: "/data/secret/demo".to_owned(),
            files: vec![source("scenario.yml", "x"), source("names-of-people.xlsx", ""), source("routes.csv", "")],
        };
        assert_eq!(names(&Folder::Corridor(ours).packed()), ["scenario.yml", "routes.csv"]);
        let sources = Sources {
            root: "/data/secret/lowland2031".to_owned(),
            files: vec![
                source("../simsetting.yml", "above"),
                source("input_csv/locations.csv", "places"),
                source("input_csv/routes.csv", ""),
                source("input_csv/names-of-people.xlsx", ""),
                source("source_data/data_layout.csv", "own"),
            ],
        };
        let beside = |settings: bool, validation: bool| Beside {
            settings: settings.then(|| source("/data/secret/flee.yml", "given")),
            validation: validation.then(|| Sources {
                root: "/data/secret/counts".to_owned(),
                files: vec![source("data_layout.csv", "given"), source("notes.txt", "")],
            }),
        };
        let folder =
            |settings, validation| Folder::Flee { sources: sources.clone(), beside: beside(settings, validation) };
        let tables = ["lowland2031/input_csv/locations.csv", "lowland2031/input_csv/routes.csv"];
        let packed = folder(false, false).packed();
        let own = ["simsetting.yml", tables[0], tables[1], "lowland2031/source_data/data_layout.csv"];
        assert_eq!(names(&packed), own);
        let Folder::Flee { sources: again, beside: none } = Folder::of(packed) else { panic!("it is Flee's") };
        assert_eq!(
            names(&again.files),
            ["input_csv/locations.csv", "input_csv/routes.csv", "source_data/data_layout.csv", "../simsetting.yml"]
        );
        assert!(none.validation.is_none() && flee::name_of(&again.root) == "lowland2031");
        let packed = folder(true, true).packed();
        assert_eq!(names(&packed), [tables[0], tables[1], "simsetting.yml", "source_data/data_layout.csv"]);
        assert!(packed[2..].iter().all(|file| file.bytes == b"given"));
        let Folder::Flee { sources: again, beside } = Folder::of(packed) else { panic!("it is Flee's") };
        assert_eq!(again.named("../simsetting.yml").map(|file| file.bytes.as_slice()), Some(b"given".as_slice()));
        assert_eq!(
            beside.validation.map(|at| names(&at.files)).as_deref(),
            Some(["data_layout.csv".to_owned()].as_slice())
        );
    }
}
