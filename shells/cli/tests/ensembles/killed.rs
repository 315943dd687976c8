//! kill -9 at any moment, then the same command.

use super::*;

/// A command, and what it gives if nobody kills it.
struct Tried<'a> {
    words: Vec<String>,
    out: &'a str,
    whole: &'a Files,
}

impl Tried<'_> {
    /// Kills the process after a time; whether it had not ended by then.
    fn kill_after(&self, time: Duration) -> bool {
        let mut child = begin(&strs(&self.words));
        sleep(time);
        let runs = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        self.nothing_is_half_written();
        runs
    }

    /// Every file under its final name is as it will be in the end.
    #[track_caller]
    fn nothing_is_half_written(&self) {
        for (name, bytes) in files(self.out).into_iter().filter(|(name, _)| !name.starts_with('.')) {
            assert!(self.whole.get(&name) == Some(&timeless(&name, &bytes)), "{name}");
        }
    }

    /// The same command; whether it went on from what was kept.
    fn finish(&self) -> bool {
        let said = done(&strs(&self.words));
        let mut found = files(self.out);
        for (name, bytes) in &mut found {
            *bytes = timeless(name, bytes);
        }
        same(self.whole, &found);
        said.err.contains("members are there from before")
    }
}

/// How long a command takes on this machine, now.
fn time(words: &[String]) -> Duration {
    let begun = Instant::now();
    done(&strs(words));
    begun.elapsed()
}

/// Members of which a run takes half a second.
const SOME: &str = "300";

/// Kills a command at twenty moments of chance, some of them twice.
fn kill(place: &Place, more: &[&str], whole: &Files) {
    let lasts = time(&place.words(SOME, "timed", more));
    let (mut killed, mut went_on) = (0, 0);
    for seed in 0..20 {
        let name = format!("seed-{seed}");
        let out = place.at(&name);
        let tried = Tried { words: place.words(SOME, &name, more), out: &out, whole };
        for again in 0..=(seed % 2) {
            let moment = random(seed + 100 * again, lasts.as_micros() as u64);
            killed += u32::from(tried.kill_after(Duration::from_micros(moment)));
        }
        went_on += u32::from(tried.finish());
    }
    assert!(killed >= 10 && went_on >= 5, "{killed} killed, {went_on} went on");
}

#[test]
fn a_run_that_is_killed_goes_on_and_gives_the_same_bytes() {
    let place = Place::new("kill-run");
    let whole = place.result(SOME, "whole", &[]);
    kill(&place, &[], &whole);
}

#[test]
fn a_part_that_is_killed_goes_on_and_gives_the_same_bytes() {
    let place = Place::new("kill-part");
    let more = ["--shard", "1/2", "--threads", "1"];
    done(&strs(&place.words(SOME, "whole", &more)));
    kill(&place, &more, &files(&place.at("whole")));
}

#[test]
fn a_comparison_that_is_killed_goes_on_and_gives_the_same_bytes() {
    let place = Place::new("kill-compare");
    let mut words = place.words("250", "out", &["--edit", "close bridge from 2024-03-02 until never"]);
    words[0] = "compare".to_owned();
    let out = place.at("out");
    let lasts = time(&words);
    let whole = results(&out);
    fs::remove_dir_all(&out).unwrap();
    let tried = Tried { words, out: &out, whole: &whole };
    assert!(tried.kill_after(lasts.mul_f64(0.6)));
    tried.finish();
}

#[test]
fn a_kill_while_the_files_are_written_leaves_each_whole() {
    let place = Place::new("kill-files");
    let whole = place.result("5", "whole", &[]);
    let mut halves = 0;
    for seed in 0..30 {
        let name = format!("seed-{seed}");
        let out = place.at(&name);
        let tried = Tried { words: place.words("5", &name, &[]), out: &out, whole: &whole };
        let mut child = begin(&strs(&tried.words));
        // The first of the files is there; somewhere in what follows the plug is pulled.
        until("the first file", || names(&out).iter().any(|name| name.contains("forecast.csv")));
        sleep(Duration::from_micros(random(seed, 3_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        halves += u32::from(names(&out).iter().any(|name| name.ends_with(".half")));
        tried.nothing_is_half_written();
        tried.finish();
    }
    assert!(halves > 0, "never was a file half-written");
}

#[test]
fn what_was_kept_is_a_help_and_no_more() {
    let place = Place::new("kill-damaged");
    let whole = place.result(SOME, "whole", &[]);
    let out = place.at("out");
    let tried = Tried { words: place.words(SOME, "out", &[]), out: &out, whole: &whole };
    let mut child = begin(&strs(&tried.words));
    until_kept(&out);
    child.kill().unwrap();
    child.wait().unwrap();
    // Damaged, it is not used; what was kept of another seed stays, for that may be gone on with.
    let kept = names(&out).into_iter().find(|name| name.ends_with("t")).unwrap();
    let kept = Path::new(&out).join(kept);
    let mut bytes = fs::read(&kept).unwrap();
    let whole_kept = bytes.clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&kept, bytes).unwrap();
    let said = done(&strs(&place.words("5", "out", &["--seed", "9"])));
    assert!(!said.err.contains("from before"), "{}", said.err);
    assert!(kept.exists());
    assert!(!tried.finish());
    // As it was, it is.
    fs::write(&kept, whole_kept).unwrap();
    assert!(tried.finish());
}
