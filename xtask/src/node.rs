//! Node and npm: what the map is built with, and what drives the browser of the tests.

use std::process::Command;

use crate::commands::{Done, output, program, root, run};

/// The oldest Node under which everything here runs: that of Vite.
const OLDEST: (u32, u32) = (20, 19);

/// The version of Node, such as `v20.20.2`; else what to install.
pub fn version() -> Result<String, String> {
    let text = output(program("node").arg("--version")).unwrap_or_default();
    let text = text.trim();
    match number(text) {
        Some(version) if version >= OLDEST => Ok(text.to_owned()),
        Some(_) => Err(format!("Node {text} is too old. {INSTALL}")),
        None => Err(format!("Node is missing. {INSTALL}")),
    }
}

/// Major and minor of `v20.20.2`.
fn number(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.strip_prefix('v')?.split('.').map_while(|part| part.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

/// npm, in a folder of the repository.
pub fn npm(folder: &str, words: &str) -> Command {
    let mut npm = program(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(words.split_whitespace()).current_dir(root().join(folder));
    npm
}

/// Installs the packages of a folder, as its lock file has them, unless they are there. No script of theirs runs.
pub fn packages(folder: &str) -> Done {
    let read = |path: &str| std::fs::read_to_string(root().join(folder).join(path)).unwrap_or_default();
    if are_there(&read("package-lock.json"), &read("node_modules/.package-lock.json")) {
        return Ok(());
    }
    run(&mut npm(folder, "ci --ignore-scripts --no-audit --no-fund")).map_err(|what| {
        format!(
            "`npm ci` in {folder} did not work ({what}). It comes with Node, on Debian and Ubuntu as the package npm."
        )
    })
}

/// Whether what npm wrote when it last installed holds the hashes of the lock file. What is for other systems (`os`, `cpu`)
/// is not installed and not missed.
fn are_there(wanted: &str, there: &str) -> bool {
    let hash = |line: &str| line.contains("\"integrity\"");
    let mut wanted = wanted.split("\n    },").filter(|entry| !entry.contains("\"optional\": true"));
    let is_there = |entry: &str| entry.lines().filter(|line| hash(line)).all(|line| there.contains(line.trim()));
    !there.is_empty() && wanted.all(is_there)
}

const INSTALL: &str = "The map is built with Node 20.19 or newer and npm, and the tests run wasm32 and drive a browser with \
    them. Install it, then run the same again:\n  \
    Debian 13, Ubuntu 25.04 or newer   sudo apt-get install nodejs npm\n  \
    Debian 12, Ubuntu 24.04            https://nodejs.org/en/download, or nvm (https://github.com/nvm-sh/nvm): nvm install 22\n  \
    Fedora                             sudo dnf install nodejs\n  \
    macOS                              brew install node\n  \
    Windows                            winget install OpenJS.NodeJS.LTS\n  \
    anything else                      https://nodejs.org/en/download";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_numbers() {
        assert_eq!(
            ["v20.19.0", "v24.1", "v18", "", "20.19.0"].map(number),
            [Some((20, 19)), Some((24, 1)), None, None, None]
        );
        assert!(number("v20.18.3") < Some(OLDEST) && number("v22.0.0") > Some(OLDEST));
    }

    #[test]
    fn packages_are_missed_by_their_hashes() {
        let entry = |name: &str, more: &str| {
            format!("    \"{name}\": {{\n{more}      \"integrity\": \"sha512-{name}\"\n    }},\n")
        };
        let (one, other) = (entry("one", ""), entry("other", ""));
        let optional = entry("elsewhere", "      \"optional\": true,\n");
        let wanted = [one.as_str(), &other, &optional].concat();
        assert!(are_there(&wanted, &[one.as_str(), &other].concat()));
        assert!(!are_there(&wanted, &one) && !are_there(&wanted, ""));
    }
}
