//! `cargo xtask outputs`: the files of a result, read as their users do.

use std::path::PathBuf;

use crate::commands::{Done, cargo, output, program, root, run};

/// The oldest Python that has what tests/python needs.
const PYTHON: (u32, u32) = (3, 11);

/// Results of the program itself, a folder each, with the words that make them. As few members as tell it.
const REAL: [(&str, &str); 4] = [
    ("real-run", "run --members 6 --members-out --out"),
    ("real-compare", "compare --what-if chaman-shut-to-year-end --members 6 --members-out --out"),
    ("real-public", "compare --edit \"fighting kabul 0.5\" --members 6 --profile public --out"),
    ("real-hindcast", "run --hindcast --members 6 --days 150 --out"),
];

/// Checks these folders of `corridor run --out` or `compare --out`; if none is given, those of the example and of the
/// program, the reports of which are opened in a browser too.
pub fn outputs(folders: &[&str]) -> Done {
    let python = environment()?;
    let made = root().join("target/outputs");
    let folders: Vec<PathBuf> = if folders.is_empty() {
        run(cargo("run --quiet --package corridor-formats --features columnar --example result --").arg(&made))?;
        let mut folders = ["run", "compare", "public"].map(|name| made.join(name)).to_vec();
        for (name, words) in REAL {
            let folder = made.join(name);
            let _ = std::fs::remove_dir_all(&folder);
            let mut corridor = cargo("run --quiet --package corridor-cli -- --quiet");
            run(corridor.args(words_of(words)).arg(&folder))?;
            let mut browser = program("node");
            browser.arg("tests/report/check.mjs").arg(made.join("pictures").join(name));
            run(browser.arg(folder.join("report.html")))?;
            folders.push(folder);
        }
        folders
    } else {
        // Paths are meant from where one stands, and programs run in the root.
        let here = std::env::current_dir().map_err(|error| error.to_string())?;
        folders.iter().map(|folder| here.join(folder)).collect()
    };
    let mut check = program(&python);
    run(check.arg("tests/python/check_result.py").args(folders))
}

/// The words of a command; those in quotation marks are one.
fn words_of(text: &str) -> Vec<&str> {
    let parts = text.split('"').enumerate();
    parts
        .flat_map(|(number, part)| if number % 2 == 1 { vec![part] } else { part.split_whitespace().collect() })
        .collect()
}

/// The Python of an environment with what tests/python/requirements.txt names, made where there is none yet.
fn environment() -> Result<String, String> {
    let folder = root().join("target/python");
    let wanted = std::fs::read_to_string(root().join("tests/python/requirements.txt"))
        .map_err(|error| format!("tests/python/requirements.txt: {error}"))?;
    let inside = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let python = folder.join(inside).display().to_string();
    // What was installed is written down last: an environment half made is made again.
    let installed = folder.join("requirements.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|text| text == wanted) {
        return Ok(python);
    }
    let own = ["python3", "python"].into_iter().find(|name| version(name).is_some_and(|found| found >= PYTHON));
    let own = own.ok_or(INSTALL_PYTHON)?;
    let made = run(program(own).args(["-m", "venv", "--clear"]).arg(&folder));
    made.map_err(|what| format!("`{own} -m venv` did not work ({what}). {INSTALL_PYTHON}"))?;
    let mut install = program(&python);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        "tests/python/requirements.txt",
    ]);
    run(&mut install).map_err(|what| {
        format!(
            "pip could not install what tests/python/requirements.txt names ({what}): is a package index to be reached?"
        )
    })?;
    std::fs::write(&installed, wanted).map_err(|error| format!("{}: {error}", installed.display()))?;
    Ok(python)
}

/// The version of a Python: `Python 3.11.7`.
fn version(name: &str) -> Option<(u32, u32)> {
    let text = output(program(name).arg("--version"))?;
    let mut numbers = text.trim().strip_prefix("Python ")?.split('.').map_while(|part| part.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

const INSTALL_PYTHON: &str = "The files of a result are read with pandas and others, under Python 3.11 or newer with venv. \
    Install it, then run `cargo xtask test` again:\n  \
    Debian 12, Ubuntu 24.04 or newer   sudo apt-get install python3 python3-venv\n  \
    Fedora                             sudo dnf install python3\n  \
    macOS                              brew install python\n  \
    Windows                            winget install Python.Python.3.12\n  \
    anything else                      https://www.python.org/downloads/";
