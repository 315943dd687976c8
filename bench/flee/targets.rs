//! What is aimed at, and whether it is reached.

use crate::ours::OurRun;
use crate::reference::FleeRun;
use crate::table::{Table, number};

/// A case: what ran of it, on both sides.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// Corridor's runs, by mode.
    pub ours: Vec<OurRun>,
    /// Flee's: as measured before, and as run here if it was.
    pub flee: Vec<FleeRun>,
}

/// Flee's CPU time for all people by that of a member.
pub const FULL_SCALE: f64 = 5000.0;
/// Flee's CPU time with one in a hundred people by that of a member, which has all.
pub const HASTEN_100: f64 = 50.0;
/// CPU seconds of all cases, ten members each, program start included.
const ALL_S: f64 = 20.0;
/// Memory, in 10⁶ bytes.
const PEAK_MB: f64 = 40.0;
/// Person-days by CPU second, by Flee's.
pub const INDIVIDUALS: f64 = 100.0;

/// How often a member fits into Flee's time for the same people.
pub fn full_scale(ours: &OurRun, flee: &FleeRun) -> f64 {
    flee.extrapolated_s(ours.person_days) / ours.member_s()
}

/// How often a member fits into Flee's time for one in a hundred of them.
pub fn hasten_100(ours: &OurRun, flee: &FleeRun) -> f64 {
    flee.at_hasten(100, ours.person_days).0 / ours.member_s()
}

/// How many times as many person-days a CPU second makes.
pub fn rates(ours: &OurRun, flee: &FleeRun) -> f64 {
    ours.rate() / flee.rate()
}

/// `met`, or by how much it is missed.
fn verdict(short_of: f64) -> String {
    if short_of <= 1.0 { "met".to_owned() } else { format!("missed: {} times short", number(short_of)) }
}

/// One row a target and kind of rules. The case that is furthest from a target stands for all.
pub fn judge(cases: &[Case], rules: &[&'static str], expected: usize) -> Table {
    let mut rows = Vec::new();
    for &name in rules {
        let of = |individuals: bool| {
            let is = move |run: &&OurRun| run.mode.rules == name && run.mode.individuals == individuals;
            cases.iter().flat_map(move |case| case.ours.iter().filter(is).map(move |run| (case, run)))
        };
        let mut tell = |target: String, reached: String, verdict: String| {
            rows.push(vec![target, name.to_owned(), reached, verdict]);
        };
        let ratios = [
            ("a member ≤ 1/5,000 of Flee's CPU time for all people", FULL_SCALE, false, full_scale as Ratio),
            ("a member, all people, ≤ 1/50 of Flee's CPU time at hasten 100", HASTEN_100, false, hasten_100),
            ("individuals: ≥ 100 times Flee's person-days by CPU second", INDIVIDUALS, true, rates),
        ];
        for (target, aim, individuals, ratio) in ratios {
            let pairs = of(individuals).flat_map(|(case, ours)| case.flee.iter().map(move |flee| (case, ours, flee)));
            let reached: Vec<(f64, &Case, &FleeRun)> =
                pairs.map(|(case, ours, flee)| (ratio(ours, flee), case, flee)).collect();
            if let Some((least, case, flee)) = reached.iter().min_by(|a, b| a.0.total_cmp(&b.0)) {
                let met = reached.iter().filter(|(ratio, ..)| *ratio >= aim).count();
                let least_told = format!("least {} ({}, Flee {})", number(*least), case.name, flee.from);
                tell(target.to_owned(), format!("{met} of {}; {least_told}", reached.len()), verdict(aim / least));
            }
        }
        let all_s: f64 = of(false).map(|(_, run)| run.member_s() * 10.0).sum();
        let many = of(false).count();
        let reached = format!("{} s", number(all_s));
        if many == expected {
            tell(
                format!("{expected} cases × 10 members ≤ {ALL_S} s CPU, start included"),
                reached,
                verdict(all_s / ALL_S),
            );
        } else {
            let not_all = format!("not judged: {many} of {expected} cases ran");
            tell(format!("{expected} cases × 10 members ≤ {ALL_S} s CPU, start included"), reached, not_all);
        }
        let peaks = of(false).map(|(case, run)| (run.peak_mb, case));
        if let Some((peak, case)) = peaks.max_by(|a, b| a.0.total_cmp(&b.0)) {
            let reached = format!("most {} MB ({})", number(peak), case.name);
            tell(format!("peak memory ≤ {PEAK_MB} MB"), reached, verdict(peak / PEAK_MB));
        }
    }
    Table { head: vec!["target", "rules", "reached", "verdict"], words: 4, rows }
}

type Ratio = fn(&OurRun, &FleeRun) -> f64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ours::{DOCUMENTED, Mode};

    fn case(name: &str, member_s: f64, peak_mb: f64) -> Case {
        let run = |individuals, cpu_s, members| {
            let mode = Mode { rules: DOCUMENTED, individuals };
            OurRun { mode, members, cpu_s, peak_mb, person_days: 20_000_000.0 }
        };
        let flee = FleeRun { from: "measured", hasten: 20, cpu_s: 10.0, peak_mb: 82.0, agent_steps: 1_000_000 };
        Case { name: name.to_owned(), ours: vec![run(false, member_s * 10.0, 10), run(true, 4.0, 1)], flee: vec![flee] }
    }

    #[test]
    fn ratios_are_of_the_same_people() {
        let Case { ours, flee, .. } = case("a", 0.02, 12.0);
        // Flee: 100,000 person-days a second, so 200 s for all and 2 s for one in a hundred.
        assert_eq!(full_scale(&ours[0], &flee[0]), 200.0 / 0.02);
        assert_eq!(hasten_100(&ours[0], &flee[0]), 2.0 / 0.02);
        assert_eq!(rates(&ours[1], &flee[0]), 5_000_000.0 / 100_000.0);
    }

    #[test]
    fn the_worst_case_stands_for_all_and_a_miss_is_told() {
        let cases = [case("good", 0.02, 12.0), case("bad", 0.08, 60.0)];
        let told = |expected| judge(&cases, &[DOCUMENTED], expected).rows;
        let verdicts = |rows: &[Vec<String>]| rows.iter().map(|row| row[2..].join(" → ")).collect::<Vec<_>>();
        let expected = [
            "1 of 2; least 2,500 (bad, Flee measured) → missed: 2.00 times short",
            "1 of 2; least 25.0 (bad, Flee measured) → missed: 2.00 times short",
            "0 of 2; least 50.0 (good, Flee measured) → missed: 2.00 times short",
            "1.00 s → met",
            "most 60.0 MB (bad) → missed: 1.50 times short",
        ];
        assert_eq!(verdicts(&told(2)), expected);
        assert!(verdicts(&told(6)).contains(&"1.00 s → not judged: 2 of 6 cases ran".to_owned()));
        assert!(judge(&[], &[DOCUMENTED], 6).rows.iter().all(|row| row[3].starts_with("not judged")));
    }
}
