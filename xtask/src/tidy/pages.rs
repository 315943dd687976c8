//! Every movement rule has its page.

use super::repo::Repo;
use super::{finds, holds};

const RULES: &str = "crates/engine/src/rules/";

fn problems(repo: &Repo) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, text) in repo.files() {
        let Some(rule) = path.strip_prefix(RULES).and_then(|file| file.strip_suffix(".rs")) else { continue };
        if rule == "mod" {
            continue;
        }
        let page = format!("rules/{}.md", rule.replace('_', "-"));
        let first = text.lines().next().unwrap_or_default();
        if !first.starts_with("//! ") || !first.ends_with(&format!(" Page: `{page}`.")) {
            problems.push(format!("{path}: let the first line say what the rule is and end with \"Page: `{page}`.\""));
        }
        if !repo.has_file(&page) {
            problems.push(format!(
                "{page} is missing, the page of {path}: the sentence, the formula, the source, an example."
            ));
        }
    }
    problems
}

#[test]
fn every_rule_has_its_page() {
    holds(problems);
}

#[test]
fn a_rule_without_a_page_is_found() {
    let zeal = |repo: &mut Repo, text: &str| repo.write("crates/engine/src/rules/zeal_lost.rs", text);
    finds(problems, "rules/zeal-lost.md is missing", |repo| zeal(repo, "//! Zeal. Page: `rules/zeal-lost.md`.\n"));
    finds(problems, "first line", |repo| zeal(repo, "use x;\n//! Zeal. Page: `rules/zeal-lost.md`.\n"));
    finds(problems, "first line", |repo| zeal(repo, "//! Zeal. Page: `rules/room.md`.\n"));
}
