//! `corridor map` from outside: the command, its server, and the file that it writes. What needs the page is tried where
//! `cargo xtask web` ran before; the server itself is tried with another page in src/map/server/tests.rs.

// Helpers of tests are tests too; clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};

const FLEE: &str = "tests/fixtures/flee";

fn corridor(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    command.args(words);
    command
}

fn output(words: &[&str]) -> Output {
    corridor(words).output().unwrap()
}

/// The status, and what is told.
fn said(words: &[&str]) -> (Option<i32>, String) {
    let output = output(words);
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// With or without the page.
#[test]
fn what_is_wrong_is_told_before_there_is_a_map() {
    for (status, words, what) in [
        (1, &["map", "tests/fixtures/bad"][..], "cannot be run"),
        (1, &["map", "--edit", "close atlantis"], "There is no place `atlantis`"),
        (1, &["map", FLEE, "--as-of", "2020-01-10"], "no forecast as of a day"),
        (2, &["map", "--days", "400"], "--days can only shorten it"),
        (2, &["map", "--what-if", "peace"], "is not the key of a what-if"),
        (2, &["map", "--settings", "simsetting.yml"], "belong to a Flee folder"),
        (2, &["map", "--export", "map.html", "--port", "8080"], "cannot be used with"),
        (2, &["map", "--port", "0"], "0 is not in"),
        (2, &["map", "--seed", "9007199254740992"], "is not in"),
        (3, &["map", "no-such-folder"], "There is no folder"),
    ] {
        let (code, told) = said(words);
        assert_eq!(code, Some(status), "{words:?}: {told}");
        assert!(told.contains(what), "{words:?}: {told}");
    }
}

#[cfg(not(page_inside))]
#[test]
fn without_the_page_it_says_what_to_run() {
    let told = "error: This program was built without the map: run `cargo xtask web`, then build it again.\n";
    for more in [&[][..], &["--export", "never-written.html"], &["--no-open", "--port", "8080"]] {
        assert_eq!(said(&[&["map", "--quiet"], more].concat()), (Some(3), told.to_owned()));
    }
    assert!(!std::path::Path::new("never-written.html").exists());
}

#[cfg(page_inside)]
mod with_the_page {
    use std::fs;
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpStream;
    use std::path::{Path, PathBuf};
    use std::process::Stdio;

    use serde_json::{Value, json};

    use super::*;

    /// An empty folder of its own for each test.
    fn folder(name: &str) -> PathBuf {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("map").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        path
    }

    /// The scenario inside a page.
    fn inside(page: &str) -> Value {
        let (_, rest) = page.split_once("id=\"corridor-scenario\">").unwrap();
        serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
    }

    fn names(shown: &Value) -> Vec<&str> {
        shown["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect()
    }

    #[test]
    fn it_is_written_once_as_one_file() {
        let file = folder("export").join("chaman.html");
        let path = file.to_str().unwrap();
        let words = ["map", "--members", "20", "--what-if", "chaman-shut-to-year-end", "--export", path, "--json"];
        let told: Value = serde_json::from_slice(&output(&words).stdout).unwrap();
        let page = fs::read_to_string(&file).unwrap();
        assert_eq!(told, json!({ "schema": 1, "command": "map", "file": path, "bytes": page.len() }));
        let shown = inside(&page);
        assert_eq!(
            (&shown["name"], names(&shown)[0], names(&shown).len()),
            (&"afghanistan-2021".into(), "scenario.yml", 12)
        );
        let options = json!({ "members": 20, "seed": 0, "asOf": null, "hindcast": false, "days": null });
        assert_eq!(shown["options"], options);
        assert!(shown["edits"][0].as_str().unwrap().contains("chaman"), "{}", shown["edits"]);
        assert_eq!(said(&words), (Some(3), format!("error: `{path}` exists; name another file.\n")));
        assert_eq!(fs::read_to_string(&file).unwrap(), page);
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_flee_folder_is_handed_on_as_it_was_read() {
        let file = folder("flee").join("map.html");
        assert_eq!(said(&["map", FLEE, "--quiet", "--export", file.to_str().unwrap()]), (Some(0), String::new()));
        let shown = inside(&fs::read_to_string(&file).unwrap());
        assert!(names(&shown).contains(&"flee/input_csv/routes.csv"), "{:?}", names(&shown));
        assert!(names(&shown).iter().all(|name| name.starts_with("flee/")), "{:?}", names(&shown));
    }

    #[test]
    fn a_result_has_the_same_map() {
        let place = folder("result");
        let (out, file) = (place.join("out"), place.join("map.html"));
        let [out_words, file_words] = [&out, &file].map(|path| path.to_str().unwrap());
        let same = ["--members", "3", "--days", "150", "--edit", "open chaman from 2021-09-15", "--quiet"];
        assert_eq!(said(&[&["map", "--export", file_words], &same[..]].concat()).0, Some(0));
        assert_eq!(said(&[&["run", "--out", out_words], &same[..]].concat()).0, Some(0));
        assert_eq!(fs::read(out.join("map.html")).unwrap(), fs::read(&file).unwrap());
        let summary: Value = serde_json::from_slice(&fs::read(out.join("summary.json")).unwrap()).unwrap();
        let listed =
            |name: &str| summary["files"].as_array().unwrap().iter().any(|file| file.as_str().unwrap().ends_with(name));
        assert!(listed("map.html"), "{}", summary["files"]);
        // It is not passed on, and an earlier one is taken away.
        let public = [&["run", "--out", out_words, "--profile", "public"], &same[..]].concat();
        assert_eq!((said(&public).0, out.join("map.html").exists()), (Some(0), false));
        // A page has one base.
        let against = [&["compare", "--out", out_words, "--against", "close torkham"], &same[..]].concat();
        assert_eq!((said(&against).0, out.join("map.html").exists()), (Some(0), false));
    }

    #[cfg(unix)]
    #[test]
    fn it_is_served_until_ctrl_c() {
        let serve = || {
            let mut child = corridor(&["map", "--no-open", "--json", "--quiet"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            // The document ends with a line of its own.
            let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines().map(Result::unwrap);
            let text: Vec<String> = lines
                .scan(true, |more, line| {
                    more.then(|| {
                        *more = line != "}";
                        line
                    })
                })
                .collect();
            let told: Value = serde_json::from_str(&text.join("\n")).unwrap();
            (child, told)
        };
        let get = |told: &Value| {
            let port = told["port"].as_u64().unwrap();
            assert_eq!(told["address"], format!("http://127.0.0.1:{port}/"));
            let mut stream = TcpStream::connect(("127.0.0.1", u16::try_from(port).unwrap())).unwrap();
            stream.write_all(format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        let (one, other) = (serve(), serve());
        assert_ne!(one.1["port"], other.1["port"]);
        for (mut child, told) in [one, other] {
            let answer = get(&told);
            let policy = answer.lines().find(|line| line.starts_with("Content-Security-Policy: ")).unwrap();
            assert!(
                policy.contains("default-src 'none'; script-src 'sha256-")
                    && policy.ends_with("frame-ancestors 'none'"),
                "{policy}"
            );
            assert_eq!(inside(&answer)["name"], "afghanistan-2021");
            assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
            assert_eq!(child.wait().unwrap().code(), Some(0));
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            assert_eq!(said, "");
        }
    }
}
