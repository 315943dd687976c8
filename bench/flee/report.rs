//! What is told: cases beside Flee's, individuals, targets, and how it was measured.

use crate::ours::{DOCUMENTED, OurRun, QUIRKS};
use crate::reference::FleeRun;
use crate::table::{Table, number, short};
use crate::targets::{Case, full_scale, hasten_100, judge, rates};

/// The lines between which the tables stand in README.md.
pub const MARKERS: (&str, &str) = ("<!-- cargo xtask bench flee --markdown -->", "<!-- end of bench flee -->");

/// What was measured, and where.
#[derive(Clone, Debug)]
pub struct Report {
    /// The cases that ran.
    pub cases: Vec<Case>,
    /// How many there are.
    pub expected: usize,
    /// Members a process, and processes of which the least counts.
    pub members: (u32, u32),
    /// The processor.
    pub processor: String,
    /// Nanoseconds a step of the calibration, before and after.
    pub calibration: (Option<f64>, Option<f64>),
}

impl Report {
    /// For a terminal.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", self.cohorts().text());
        let individuals = self.individuals();
        if !individuals.rows.is_empty() {
            text += &format!("People one by one\n\n{}\n", individuals.text());
        }
        text + &format!("{}\n{}", self.targets().text(), self.notes().map(|note| format!("{note}\n")).join("\n"))
    }

    /// For README.md.
    pub fn markdown(&self) -> String {
        let mut tables = vec![self.cohorts().markdown()];
        let individuals = self.individuals();
        if !individuals.rows.is_empty() {
            tables.push(format!("People one by one:\n\n{}", individuals.markdown()));
        }
        tables.push(self.targets().markdown());
        tables.push(self.notes().map(|note| format!("* {note}\n")).concat());
        format!("{}\n\n{}\n{}\n", MARKERS.0, tables.join("\n"), MARKERS.1)
    }

    /// Every run in this unit, beside every run of Flee.
    fn pairs(&self, individuals: bool) -> impl Iterator<Item = (&Case, &OurRun, &FleeRun)> {
        let is = move |run: &&OurRun| run.mode.individuals == individuals;
        let runs = self.cases.iter().flat_map(move |case| case.ours.iter().filter(is).map(move |ours| (case, ours)));
        runs.flat_map(|(case, ours)| case.flee.iter().map(move |flee| (case, ours, flee)))
    }

    fn cohorts(&self) -> Table {
        let rows = self.pairs(false).map(|(case, ours, flee)| {
            let (at_100, is_measured) = flee.at_hasten(100, ours.person_days);
            vec![
                case.name.clone(),
                ours.mode.rules.to_owned(),
                short(ours.person_days),
                number(ours.member_s()),
                number(ours.peak_mb),
                short(ours.rate()),
                format!("{}, {}", flee.from, flee.hasten),
                number(flee.cpu_s),
                number(flee.peak_mb),
                short(flee.rate()),
                number(flee.extrapolated_s(ours.person_days)),
                number(full_scale(ours, flee)),
                format!("{}{}", number(at_100), if is_measured { "" } else { "*" }),
                number(hasten_100(ours, flee)),
            ]
        });
        let head = vec![
            "case",
            "rules",
            "person-\ndays",
            "CPU s a\nmember",
            "peak\nMB",
            "person-days\nby CPU s",
            "Flee,\nhasten",
            "its\nCPU s",
            "its\npeak MB",
            "its person-days\nby CPU s",
            "all people,\nCPU s*",
            "times\nours",
            "hasten 100,\nCPU s",
            "times\nours",
        ];
        Table { head, words: 2, rows: rows.collect() }
    }

    fn individuals(&self) -> Table {
        let rows = self.pairs(true).map(|(case, ours, flee)| {
            vec![
                case.name.clone(),
                ours.mode.rules.to_owned(),
                short(ours.person_days),
                number(ours.member_s()),
                number(ours.peak_mb),
                short(ours.rate()),
                format!("{}, {}", flee.from, flee.hasten),
                short(flee.rate()),
                number(rates(ours, flee)),
            ]
        });
        let head = vec![
            "case",
            "rules",
            "person-\ndays",
            "CPU s a\nmember",
            "peak\nMB",
            "person-days\nby CPU s",
            "Flee,\nhasten",
            "its person-days\nby CPU s",
            "ours by\nits",
        ];
        Table { head, words: 2, rows: rows.collect() }
    }

    fn targets(&self) -> Table {
        judge(&self.cases, &[DOCUMENTED, QUIRKS], self.expected)
    }

    fn notes(&self) -> [String; 4] {
        let (members, takes) = self.members;
        let told = |ns: Option<f64>| ns.map_or("not told".to_owned(), |ns| format!("{ns:.2}"));
        let (before, after) = self.calibration;
        let drift = match (before, after) {
            (Some(before), Some(after)) if (after / before - 1.0).abs() > 0.1 => {
                " They differ by more than a tenth: the machine did not run evenly, measure again."
            }
            _ => "",
        };
        [
            format!(
                "Corridor: `corridor run CASE --members {members} --threads 1 --json --quiet`, a process of its own, start \
                 and answer included, with all people (hasten 1); CPU time by {members}, the least of {takes}. Individuals: \
                 one member, once."
            ),
            "Flee: CPU time as it was measured at the hasten that stands beside it; of several seeds the fastest at the least \
             hasten. *Extrapolated, not measured: linear in person-days, those of our member by Flee's person-days a CPU \
             second. Flee's start and its bookkeeping of a day are in that rate, which leans against Flee. `measured`: before, \
             on another day and a shared machine (±40 %); `here`: in this go."
                .to_owned(),
            "MB are 10⁶ bytes, person-days the people away from home, summed over the days: k thousands, M millions, G thousands \
             of millions."
                .to_owned(),
            format!(
                "Machine: {}. Calibration: {} ns a step before, {} after (2²⁶ steps of dependent 64-bit shift, exclusive or, \
                 multiplication; CPU time, the least of 3).{drift}",
                self.processor,
                told(before),
                told(after)
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ours::Mode;

    fn report() -> Report {
        let run = |individuals, members| OurRun {
            mode: Mode { rules: DOCUMENTED, individuals },
            members,
            cpu_s: 0.4,
            peak_mb: 12.0,
            person_days: 20_000_000.0,
        };
        let flee = FleeRun { from: "measured", hasten: 20, cpu_s: 10.0, peak_mb: 82.0, agent_steps: 1_000_000 };
        let cases = vec![Case { name: "a".to_owned(), ours: vec![run(false, 10), run(true, 1)], flee: vec![flee] }];
        let calibration = (Some(1.5), Some(1.51));
        Report { cases, expected: 1, members: (10, 3), processor: "a processor".to_owned(), calibration }
    }

    #[test]
    fn every_number_is_told_with_how_it_came_about() {
        let text = report().text();
        let row = text.lines().find(|line| line.starts_with("a ")).unwrap();
        let cells: Vec<&str> = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let flee = ["measured, 20", "10.0", "82.0", "100 k", "200", "5,000", "2.00*", "50.0"];
        assert_eq!(cells, [&["a", "flee-3.2", "20.0 M", "0.0400", "12.0", "500 M"][..], &flee].concat());
        assert!(text.contains("linear in person-days") && text.contains("1.50 ns a step before, 1.51 after"));
        assert!(text.contains("individuals: ≥ 100 times") && !text.contains("measure again"));
        let uneven = Report { calibration: (Some(1.5), Some(2.0)), ..report() };
        assert!(uneven.text().contains("measure again"));
    }

    #[test]
    fn markdown_stands_between_its_markers() {
        let markdown = report().markdown();
        assert!(markdown.starts_with(MARKERS.0) && markdown.trim_end().ends_with(MARKERS.1));
        assert!(markdown.contains("| a | flee-3.2 | 20.0 M | 0.0400 |"));
        let tables = markdown.lines().filter(|line| line.starts_with("|---"));
        assert_eq!(tables.count(), 3);
    }
}
