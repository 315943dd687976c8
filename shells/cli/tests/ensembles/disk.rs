//! A full disk, a folder that cannot be written to, an answer that nobody takes.

use super::*;

/// The same command where no file may grow beyond so many KiB: what a full disk says, on any machine.
fn limited(kib: u32, words: &[String]) -> Said {
    let limit = format!("trap '' XFSZ; ulimit -f {kib} && exec \"$@\"");
    let program = env!("CARGO_BIN_EXE_corridor");
    let words = ["-c", &limit, "bash", program].into_iter().chain(strs(words));
    Command::new("bash").args(words).output().unwrap().into()
}

#[test]
fn where_a_file_cannot_be_written_the_others_stay_as_they_are() {
    let place = Place::new("full");
    let out = place.at("out");
    done(&strs(&place.words("5", "out", &[])));
    let before = files(&out);
    // Nothing fits, the first fits, all but the largest fit.
    for kib in [1, 40, 60] {
        let said = limited(kib, &place.words("5", "out", &["--seed", "1", "--json"]));
        said.check(3, &["cannot be written", &out, "File too large"]);
        assert_eq!(said.document("run")["exit"], 3);
        same(&before, &files(&out));
    }
    // A folder that was made for it goes again.
    limited(1, &place.words("5", "new/deep", &[])).check(3, &[]);
    assert!(!Path::new(&place.at("new")).exists());
}

#[test]
fn where_members_cannot_be_kept_the_run_says_so_and_what_was_kept_stays() {
    let place = Place::new("full-kept");
    let whole = place.result("900", "whole", &[]);
    let (out, words) = (place.at("out"), place.words("900", "out", &[]));
    let child = begin(&strs(&words));
    until_kept(&out);
    signal(&child, "INT");
    end(child).check(130, &[]);
    let before = files(&out);
    limited(1, &words)
        .check(3, &["cannot be written", "ake room or give another folder, then run the same command again"]);
    same(&before, &files(&out));
    let said = done(&strs(&words));
    assert!(said.err.contains("from before"), "{}", said.err);
    same(&whole, &results(&out));
}

#[test]
fn a_part_and_a_merge_that_find_no_room_lose_nothing() {
    let place = Place::new("full-parts");
    let out = place.at("out");
    let part = |shard: &str| place.words("5", "out", &["--shard", shard]);
    done(&strs(&part("0/2")));
    let before = files(&out);
    limited(1, &part("1/2")).check(3, &["part-0001-of-0002.parquet", "cannot be written", "room"]);
    same(&before, &files(&out));
    done(&strs(&part("1/2")));
    let before = files(&out);
    limited(1, &["merge", &out].map(str::to_owned)).check(3, &["cannot be written"]);
    same(&before, &files(&out));
    done(&["merge", &out]);
    same(&place.result("5", "whole", &[]), &results(&out));
}

#[test]
fn a_place_that_takes_no_files_is_refused_before_the_long_work() {
    let place = Place::new("refused");
    for (folder, why) in [("/dev/full", "is a file, not a folder"), ("/proc/corridor", "cannot be written")] {
        if !Path::new(folder).parent().unwrap().exists() {
            continue;
        }
        let begun = Instant::now();
        say(&["run", &place.at("demo"), "--members", "1000000", "--out", folder]).check(3, &[folder, why]);
        assert!(begun.elapsed() < Duration::from_secs(5));
    }
    if Path::new("/dev/full").exists() {
        fs::create_dir(place.at("parts")).unwrap();
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let said: Said = corridor(&["status", &place.at("parts")]).stdout(full).output().unwrap().into();
        said.check(3, &["The answer cannot be written"]);
    }
}

/// A disk of its own, of some KiB, in a mount namespace: where the system allows none, this is skipped.
#[test]
fn a_disk_that_is_full_or_read_only() {
    let place = Place::new("disk");
    let own = |script: &str| -> Option<Said> {
        let mount = format!("mount -t tmpfs -o size=200k none {} || exit 99\n{script}", place.at("disk"));
        let program = env!("CARGO_BIN_EXE_corridor");
        let words = ["-rm", "bash", "-c", &mount, program, &place.at("demo"), &place.at("disk")];
        let said: Said = Command::new("unshare").args(words).output().ok()?.into();
        let allowed = said.code != Some(99) && !said.err.starts_with("unshare");
        if !allowed {
            println!("skipped: no mount namespace here: {}", said.err);
        }
        allowed.then_some(said)
    };
    fs::create_dir(place.at("disk")).unwrap();
    let run = "$0 run $1 --members 900 --quiet --out $2/out";
    // The disk fills up, room is made, the same command goes on.
    let script = format!(
        "{run}; echo first $?; ls -A $2/out; mount -o remount,size=50m none $2; {run}; echo then $?; rm $2/out/summary.json; md5sum $2/out/*; ls -A $2/out"
    );
    if let Some(said) = own(&script) {
        said.check(0, &["first 3", "then 0", "cannot be written: No space left on device"]);
        let [first, then] = said.out.split("then").collect::<Vec<_>>()[..] else { panic!("{}", said.out) };
        assert!(!first.contains("half") && !first.contains("csv"), "{first}");
        assert!(!then.contains(".unfinished") && !then.contains(".half"), "{then}");
        let whole = place.result("900", "whole", &[]);
        for name in whole.keys().filter(|name| name.as_str() != "summary.json") {
            let sum = Command::new("md5sum").arg(place.at(&format!("whole/{name}"))).output().unwrap();
            let sum = String::from_utf8(sum.stdout).unwrap();
            assert!(then.contains(sum.split(' ').next().unwrap()), "{name}");
        }
    }
    let script = format!("mkdir $2/out && mount -o remount,ro none $2; {run}; echo $?; $0 merge $2/out; ls -A $2/out");
    if let Some(said) = own(&script) {
        said.check(0, &["out` cannot be written: Read-only file system", "There are no parts"]);
        assert_eq!(said.out, "3\n");
    }
}
