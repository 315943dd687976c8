//! The Cargo files: one version, one table of lints.

use super::repo::Repo;
use super::{finds, holds};

/// Sections of a Cargo file with their `key = value` lines, as far as we write them: one line each.
pub struct Manifest<'a>(Vec<(&'a str, Vec<(&'a str, &'a str)>)>);

impl<'a> Manifest<'a> {
    pub fn parse(text: &'a str) -> Manifest<'a> {
        let mut sections = Vec::new();
        for line in text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                sections.push((name, Vec::new()));
            } else if let (Some((_, rows)), Some((key, value))) = (sections.last_mut(), line.split_once('=')) {
                rows.push((key.trim(), value.trim()));
            }
        }
        Manifest(sections)
    }

    fn says(&self, section: &str, key: &str, value: &str) -> bool {
        let rows = self.0.iter().filter(|(name, _)| *name == section).flat_map(|(_, rows)| rows);
        rows.into_iter().any(|row| *row == (key, value))
    }

    /// Each dependency: its section's kind (`dependencies`, `dev-dependencies` …), the name of the package, its line.
    pub fn dependencies(&self) -> Vec<(&'a str, &'a str, &'a str)> {
        let mut found = Vec::new();
        for (section, rows) in &self.0 {
            // `target.'cfg(unix)'.dependencies` and `dependencies.serde` are ways to write it, too.
            let Some(kind) = ["dev-dependencies", "build-dependencies", "dependencies"]
                .into_iter()
                .find(|kind| section.split('.').any(|part| part == *kind))
            else {
                continue;
            };
            if section.starts_with("workspace") {
                continue;
            }
            if let Some((_, name)) = section.rsplit_once(&format!("{kind}.")) {
                found.push((kind, name, ""));
                continue;
            }
            for (key, value) in rows {
                let renamed = value.split_once("package = \"").and_then(|(_, rest)| rest.split('"').next());
                let name = renamed.unwrap_or_else(|| key.split('.').next().unwrap_or(key));
                found.push((kind, name, *value));
            }
        }
        found
    }
}

/// The folder and text of every package's Cargo file.
pub fn packages(repo: &Repo) -> impl Iterator<Item = (&str, &str)> {
    repo.files().filter_map(|(path, text)| path.strip_suffix("/Cargo.toml").map(|folder| (folder, text)))
}

fn problems(repo: &Repo) -> Vec<String> {
    let mut problems = Vec::new();
    for (folder, text) in packages(repo) {
        let manifest = Manifest::parse(text);
        let own = ["version", "edition", "rust-version", "license", "authors", "publish"];
        for key in own.map(|key| format!("{key}.workspace")) {
            if !manifest.says("package", &key, "true") {
                problems
                    .push(format!("{folder}/Cargo.toml: write `{key} = true` below [package]: one version for all."));
            }
        }
        if !manifest.says("lints", "workspace", "true") {
            problems.push(format!("{folder}/Cargo.toml: write `[lints]` and `workspace = true`: one table for all."));
        }
        let root = format!("{folder}/src/lib.rs");
        if folder.starts_with("crates/") && !repo.text(&root).contains("#![forbid(unsafe_code)]") {
            problems.push(format!("{root}: write `#![forbid(unsafe_code)]` below its first comment."));
        }
    }
    let version = Manifest::parse(repo.text("Cargo.toml")).0;
    let version = version.iter().filter(|(name, _)| *name == "workspace.package").flat_map(|(_, rows)| rows);
    let version =
        version.into_iter().find(|(key, _)| *key == "version").map_or("", |(_, value)| value.trim_matches('"'));
    let citation = format!("version: {version}");
    if !repo.text("CITATION.cff").lines().any(|line| line == citation) {
        problems.push(format!("CITATION.cff: write `{citation}`, the version in Cargo.toml."));
    }
    if !repo.text("CHANGELOG.md").contains(&format!(" {version}")) {
        problems.push(format!("CHANGELOG.md has no heading for {version}, the version in Cargo.toml."));
    }
    problems
}

#[test]
fn one_version_and_one_table_of_lints() {
    holds(problems);
}

#[test]
fn a_package_that_goes_its_own_way_is_found() {
    let model = "crates/model/Cargo.toml";
    finds(problems, "version.workspace", |repo| repo.edit(model, "version.workspace = true", "version = \"0.2.0\""));
    finds(problems, "[lints]", |repo| repo.edit(model, "[lints]\nworkspace = true", ""));
    finds(problems, "unsafe_code", |repo| repo.edit("crates/model/src/lib.rs", "#![forbid(unsafe_code)]", ""));
    finds(problems, "CITATION.cff", |repo| repo.edit("Cargo.toml", "version = \"0.1.0\"", "version = \"0.1.1\""));
    finds(problems, "CHANGELOG.md", |repo| repo.edit("Cargo.toml", "version = \"0.1.0\"", "version = \"0.1.1\""));
}

#[test]
fn every_way_to_write_a_dependency_is_read() {
    let text = "[dependencies]\na.workspace = true\nb = { package = \"real\", version = \"1\" }\n[dev-dependencies]\nc = \"1\"\n\
        [target.'cfg(unix)'.dependencies]\nd = \"1\"\n[dependencies.e]\nversion = \"1\"\n[package]\nname = \"f\"\n";
    let manifest = Manifest::parse(text);
    let names: Vec<_> = manifest.dependencies().into_iter().map(|(kind, name, _)| (kind, name)).collect();
    let dependencies = ["a", "real"].map(|name| ("dependencies", name));
    assert_eq!(names[..2], dependencies);
    assert_eq!(names[2..], [("dev-dependencies", "c"), ("dependencies", "d"), ("dependencies", "e")]);
}
