//! The one door through which the tests reach the library: text in, numbers out. When the API changes, this file does.
#![allow(clippy::panic)] // A helper that fails is a test that fails.

use std::path::PathBuf;

use corridor_engine::{Count, Digest, Member, Nothing, Record, State, World, run};
use corridor_forecast::Members;
use corridor_formats::{Source, Sources, read};
use corridor_model::{Key, Scenario};

/// Several files in one text: each begins with a line `//- name`.
pub fn sources(text: &str) -> Sources {
    let mut files: Vec<Source> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("//- "), files.last_mut()) {
            (Some(name), _) => files.push(Source { name: name.trim().to_owned(), bytes: Vec::new() }),
            (None, Some(file)) => file.bytes.extend(line.bytes().chain([b'\n'])),
            (None, None) => {}
        }
    }
    Sources { root: String::new(), files }
}

/// The scenario in a text.
///
/// # Panics
///
/// If it has errors; the message tells them.
pub fn scenario(text: &str) -> Scenario {
    let (scenario, diagnostics) = read(&sources(text));
    let told: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    scenario.unwrap_or_else(|| panic!("{}", told.join("\n")))
}

/// A folder of the repository, such as `scenarios/afghanistan-2021`, as sources.
///
/// # Panics
///
/// If it cannot be read.
pub fn folder(path: &str) -> Sources {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&root).into_iter().flatten().flatten() {
        if let (Ok(name), Ok(bytes)) = (entry.file_name().into_string(), std::fs::read(entry.path())) {
            files.push(Source { name, bytes });
        }
    }
    assert!(!files.is_empty(), "nothing to read in {path}");
    Sources { root: path.to_owned(), files }
}

/// A scenario, ready to run.
pub struct Ready {
    /// The scenario.
    pub scenario: Scenario,
    /// Its network.
    pub world: World,
    /// The seed.
    pub seed: u64,
}

impl Ready {
    /// From a text.
    pub fn new(text: &str) -> Ready {
        Ready::of(scenario(text))
    }

    /// From a scenario.
    pub fn of(scenario: Scenario) -> Ready {
        Ready { world: World::new(&scenario), scenario, seed: 0 }
    }

    /// One of its members.
    pub fn member(&self, number: u32) -> Member {
        Members::new(&self.scenario, &self.world, self.seed).member(number)
    }

    /// The evening of the last day.
    pub fn last<C: Count>(&self, number: u32) -> State<C> {
        run(&self.world, &self.member(number), &mut Nothing)
    }

    /// The digest of a run.
    pub fn digest<C: Count>(&self, number: u32) -> Digest {
        let mut digest = Digest::default();
        run::<C>(&self.world, &self.member(number), &mut digest);
        digest
    }

    /// What a listener hears.
    pub fn record<C: Count, R: Record<C>>(&self, number: u32, mut record: R) -> R {
        run(&self.world, &self.member(number), &mut record);
        record
    }

    /// The index of a place.
    ///
    /// # Panics
    ///
    /// If there is none with this key.
    pub fn place(&self, key: &str) -> u32 {
        self.world.place(&Key::from(key)).unwrap_or_else(|| panic!("no place {key}"))
    }

    /// Everybody displaced who is at a place.
    pub fn stock<C: Count>(&self, state: &State<C>, key: &str) -> f64 {
        state.here[self.place(key) as usize].iter().map(|cohort| cohort.people.people()).sum()
    }
}

pub mod measures;
pub mod pages;

pub mod allocations;
pub mod audit;
pub mod comparing;
pub mod shared;
pub mod small;
pub mod statistics;
pub mod wild;

/// The lines of README.md that run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
