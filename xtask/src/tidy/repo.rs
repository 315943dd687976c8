//! The files of the repository, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::commands::{output, program, root};

/// Path from the root, with `/`, and text (empty where a file is none).
#[derive(Clone, Default)]
pub struct Repo {
    files: BTreeMap<String, String>,
}

impl Repo {
    /// What git tracks or would track; without git, everything but what is built.
    pub fn read() -> Repo {
        let root = root();
        let listed = output(program("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]));
        let names = listed.map_or_else(
            || {
                let mut names = Vec::new();
                walk(&root, "", &mut names);
                names
            },
            |listed| listed.split('\0').map(str::to_owned).collect(),
        );
        // A file that was removed is listed until the removal is committed.
        let files = names.into_iter().filter(|name| root.join(name).is_file());
        let text = |name: String| {
            let text = std::fs::read(root.join(&name)).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            (name, text.unwrap_or_default())
        };
        Repo { files: files.map(text).collect() }
    }

    /// Every file and its text, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of a file; empty if there is none.
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).map_or("", String::as_str)
    }

    pub fn has_file(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub fn has_folder(&self, path: &str) -> bool {
        self.folders().contains(path)
    }

    /// Every folder that holds a file somewhere.
    pub fn folders(&self) -> BTreeSet<&str> {
        self.files.keys().flat_map(|path| path.match_indices('/').map(|(end, _)| &path[..end])).collect()
    }

    /// Adds or replaces a file.
    pub fn write(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), text.to_owned());
    }

    /// Replaces words in a file that has them.
    pub fn edit(&mut self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "{path} has no {from:?} to break");
        let text = text.replacen(from, to, 1);
        self.write(path, &text);
    }
}

fn walk(root: &Path, folder: &str, names: &mut Vec<String>) {
    for entry in std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && ![".git", "target", "node_modules"].contains(&name.as_str()) => {
                walk(root, &path, names)
            }
            Ok(kind) if kind.is_file() => names.push(path),
            Ok(_) | Err(_) => {}
        }
    }
}

/// The lines of the first block of a Markdown text that is fenced as `kind`.
pub fn fenced<'a>(markdown: &'a str, kind: &str) -> Vec<&'a str> {
    let fence = format!("```{kind}");
    let after = markdown.lines().skip_while(|line| *line != fence).skip(1);
    after.take_while(|line| !line.starts_with("```")).collect()
}
