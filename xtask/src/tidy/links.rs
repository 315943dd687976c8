//! Links between the Markdown files of the repository lead somewhere.

use super::repo::Repo;
use super::{finds, holds};

fn problems(repo: &Repo) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, text) in repo.files().filter(|(path, _)| path.ends_with(".md")) {
        for target in links(text) {
            let (file, heading) = target.split_once('#').unwrap_or((&target, ""));
            let file = if file.is_empty() { Some(path.to_owned()) } else { resolve(path, file) };
            let Some(file) = file.filter(|file| repo.has_file(file) || repo.has_folder(file)) else {
                problems
                    .push(format!("{path}: the link to {target} leads nowhere: mend it from the folder of {path}."));
                continue;
            };
            if !heading.is_empty() && !headings(repo.text(&file)).iter().any(|other| other == heading) {
                problems.push(format!("{path}: the link to {target} leads to no heading of {file}."));
            }
        }
    }
    problems
}

/// The text outside of code: what is left of each line.
fn prose(text: &str) -> impl Iterator<Item = String> {
    let mut in_block = false;
    text.lines().filter_map(move |line| {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
            return None;
        }
        // Every second part between backticks is code.
        let outside = |line: &str| line.split('`').step_by(2).collect::<Vec<_>>().join("`");
        (!in_block).then(|| outside(line))
    })
}

/// Where links lead, but for those that leave the repository.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    for line in prose(text) {
        for (at, open) in line.match_indices("](") {
            let target = line[at + open.len()..].split([')', ' ']).next().unwrap_or_default();
            if !target.contains("://") && !target.starts_with("mailto:") {
                links.push(target.to_owned());
            }
        }
    }
    links
}

/// A path from the root, for one from the folder of a file; none if it leaves the repository.
fn resolve(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => parts.pop().map(|_| ())?,
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// The headings as a link names them: small letters, hyphens for spaces, no punctuation.
fn headings(text: &str) -> Vec<String> {
    let mut in_block = false;
    let lines = text.lines().filter(|line| {
        in_block ^= line.trim_start().starts_with("```");
        !in_block
    });
    let name = |heading: &str| {
        let kept = heading.trim().to_lowercase().replace(' ', "-");
        kept.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
    };
    lines.filter(|line| line.starts_with('#')).map(|line| name(line.trim_start_matches('#'))).collect()
}

#[test]
fn links_lead_somewhere() {
    holds(problems);
}

#[test]
fn a_dead_link_is_found() {
    let zeal = |text: &'static str| move |repo: &mut Repo| repo.write("rules/zeal.md", text);
    finds(problems, "nowhere.md", zeal("see [it](nowhere.md)"));
    finds(problems, "CHANGELOG.md", zeal("see [it](CHANGELOG.md), which is a folder up"));
    finds(problems, "../../out", zeal("see [it](../../out)"));
    finds(problems, "no heading", zeal("see [it](../README.md#nowhere-at-all)"));
    finds(problems, "no heading", zeal("# Here\n[it](#there)"));
    let mut repo = Repo::read();
    zeal("# Here, now\n[it](#here-now) [up](../README.md) [out](https://example.org) `[code](x)`\n```\n[code](y)\n```")(
        &mut repo,
    );
    let problems: Vec<String> =
        problems(&repo).into_iter().filter(|problem| problem.contains("rules/zeal.md")).collect();
    assert_eq!(problems, [""; 0]);
}
