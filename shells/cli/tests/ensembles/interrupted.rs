//! Ctrl-C.

use std::io::{Read, Write};

use super::*;

/// Presses Ctrl-C once it is so; how long it took then. A busy machine may be slow once.
fn press(words: &[String], mut so: impl FnMut() -> bool) -> (Said, Duration) {
    let child = begin(&strs(words));
    until("the moment to press", &mut so);
    signal(&child, "INT");
    let pressed = Instant::now();
    (end(child), pressed.elapsed())
}

#[test]
fn an_interrupted_run_keeps_its_members_and_goes_on() {
    let place = Place::new("interrupted");
    let whole = place.result(SOME, "whole", &[]);
    let out = place.at("out");
    let words = place.words(SOME, "out", &[]);
    let mut quick = false;
    for _ in 0..3 {
        let _ = fs::remove_dir_all(&out);
        let (said, took) = press(&words, || names(&out).iter().any(|name| name.ends_with("t")));
        said.check(130, &["Interrupted: ", "of 900 members are kept in `", "the same command goes on from there"]);
        let kept: u32 = said.err.split("Interrupted: ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        assert!(kept > 0 && kept < 900);
        // It is true.
        say(&["status", &out]).check(1, &["under way", &format!("part 0: {kept} of 900 members kept")]);
        assert_eq!((names(&out).len(), said.out.as_str()), (1, ""));
        quick = took < Duration::from_secs(1);
        if quick {
            break;
        }
    }
    assert!(quick);
    let said = done(&strs(&words));
    assert!(said.err.contains("of 900 members are there from before"), "{}", said.err);
    same(&whole, &results(&out));
}

#[test]
fn what_is_said_is_true_while_the_files_are_written_too() {
    let place = Place::new("interrupted-files");
    let whole = place.result("300", "whole", &[]);
    let mut kept = 0;
    for number in 0..6 {
        let name = format!("out-{number}");
        let (out, words) = (place.at(&name), place.words("300", &name, &[]));
        let (said, _) = press(&words, || names(&out).iter().any(|name| name.starts_with(".forecast.csv")));
        let hidden = names(&out).iter().filter(|name| name.starts_with('.')).count();
        if said.err.contains("nothing was written") {
            said.check(130, &[]);
            assert!(!Path::new(&out).exists());
        } else if said.err.contains("are kept in") {
            said.check(130, &["the same command goes on from there"]);
            assert_eq!((hidden, names(&out).len()), (1, 1));
            kept += 1;
        } else {
            said.check(0, &[]);
        }
        assert!(said.code == Some(0) || done(&strs(&words)).err.contains("from before") == (hidden == 1));
        same(&whole, &results(&out));
    }
    assert!(kept > 0, "never was it interrupted there");
}

#[test]
fn an_interrupted_part_goes_on_too() {
    let place = Place::new("interrupted-part");
    let more = ["--shard", "0/2", "--json"];
    done(&strs(&place.words("1200", "whole", &more)));
    let out = place.at("out");
    let (said, _) = press(&place.words("1200", "out", &more), || names(&out).iter().any(|name| name.ends_with("t")));
    said.check(130, &["of 600 members are kept"]);
    assert_eq!(said.document("run")["exit"], 130);
    done(&strs(&place.words("1200", "out", &more)));
    same(&files(&place.at("whole")), &files(&out));
}

#[test]
fn without_a_folder_nothing_is_kept() {
    let place = Place::new("interrupted-alone");
    let words = ["run", &place.at("demo"), "--members", "1000000"].map(str::to_owned);
    let begun = Instant::now();
    let (said, _) = press(&words, || begun.elapsed() > Duration::from_millis(400));
    said.check(130, &["Interrupted: nothing was written."]);
    assert_eq!((said.out.as_str(), names(&place.at("")).len()), ("", 1));
    // Nor with one before there is anything to keep.
    let (words, out) = (place.words("100000", "deep/out", &[]), place.at("deep/out"));
    let (said, _) = press(&words, || Path::new(&out).exists());
    if said.err.contains("nothing was written") {
        assert!(!Path::new(&place.at("deep")).exists());
    }
}

/// A process that is past its members and cannot get rid of its answer: the first Ctrl-C finds nobody who looks.
#[test]
fn a_second_ctrl_c_ends_at_once() {
    let place = Place::new("interrupted-twice");
    let (mut read, mut full) = std::io::pipe().unwrap();
    full.write_all(&[b' '; 1 << 16]).unwrap();
    let words = place.words("5", "out", &["--json"]);
    let mut child = corridor(&strs(&words)).stdout(full).stderr(Stdio::null()).spawn().unwrap();
    until("the last file", || Path::new(&place.at("out/summary.json")).exists());
    sleep(Duration::from_millis(300));
    signal(&child, "INT");
    sleep(Duration::from_millis(300));
    assert!(child.try_wait().unwrap().is_none());
    signal(&child, "INT");
    let pressed = Instant::now();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(pressed.elapsed() < Duration::from_secs(1));
    read.read_exact(&mut [0; 1 << 16]).unwrap();
    results(&place.at("out"));
}
