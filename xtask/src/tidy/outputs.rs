//! OUTPUTS.md says of every file and column what the dictionary says, from which the workbook and the RO-Crate are written.

use super::repo::Repo;
use super::{finds, holds};
use crate::commands::root;

const DOCUMENT: &str = "OUTPUTS.md";
/// The lines between which the dictionary stands.
const MARKS: [&str; 2] =
    ["<!-- dictionary: `cargo xtask schema` writes this -->\n", "<!-- end of the dictionary -->\n"];

fn problems(repo: &Repo) -> Vec<String> {
    let text = repo.text(DOCUMENT);
    let Some((_, rest)) = text.split_once(MARKS[0]) else {
        return vec![format!("{DOCUMENT} has no line {}", MARKS[0])];
    };
    let told = rest.split_once(MARKS[1]).map_or("", |(told, _)| told);
    if told == corridor_formats::write::dictionary::markdown() + "\n" {
        return Vec::new();
    }
    vec![format!("{DOCUMENT} is not what the dictionary says: run `cargo xtask schema`, and look at `git diff`.")]
}

#[test]
fn the_document_is_the_dictionary() {
    if std::env::var_os("CORRIDOR_BLESS").is_some() {
        let file = root().join(DOCUMENT);
        let text = std::fs::read_to_string(&file).expect("OUTPUTS.md is there");
        let (before, rest) = text.split_once(MARKS[0]).expect("OUTPUTS.md has the first mark");
        let (_, after) = rest.split_once(MARKS[1]).expect("OUTPUTS.md has the second mark");
        let dictionary = corridor_formats::write::dictionary::markdown();
        let written = [before, MARKS[0], &dictionary, "\n", MARKS[1], after].concat();
        std::fs::write(&file, written).expect("OUTPUTS.md can be written");
    }
    holds(problems);
}

#[test]
fn another_word_is_found() {
    finds(problems, "is not what", |repo| repo.edit(DOCUMENT, "| `q05` |", "| `q5` |"));
    finds(problems, "no line", |repo| repo.write(DOCUMENT, "# Nothing"));
}
