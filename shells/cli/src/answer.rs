//! The answer of `corridor run`, as text.

use corridor_forecast::{LastOfKind, Line, Reported, Stranded, Tier};
use corridor_model::{Key, Target};

use crate::camps;
use crate::driving;
use crate::outcome::Done;
use crate::people::{between, cut, day, is_nothing, line, lines, name, range, rounded, short_day, whole};
use crate::sparkline::sparkline;
use crate::table::table;

/// Rows of the smaller tables.
const MOST_ROWS: usize = 6;
/// Columns of a name.
const MOST_LETTERS: usize = 24;
/// Blocks of a sparkline.
const BLOCKS: usize = 14;

/// The answer.
pub fn text(done: &Done) -> String {
    let drives = driving::text(done, &done.driving, false);
    let parts = [
        head(done),
        camps::text(done),
        arrivals(done),
        stranded(done),
        internal(done),
        drives,
        reported(done),
        foot(done),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn head(done: &Done) -> String {
    let scenario = &done.forecast.scenario;
    let what = match scenario.reference_date {
        Some(date) => format!("Forecast as of {}", day(date)),
        None => "Hindcast with everything that is known".to_owned(),
    };
    let members = counted(done.forecast.members(), "member");
    let mut text = format!("{}\n{what} · {members} · seed {}\n", scenario.title, done.forecast.seed);
    for edit in &done.job.edits {
        text.push_str(&format!("Changed: {edit}\n"));
    }
    text.push_str(
        "A simulation, not observation; not a statement on borders. Nine in ten members lie in each range.\n",
    );
    if done.forecast.members() < 20 {
        text.push_str("Fewer than 20 members: the ranges are rough.\n");
    }
    text
}

fn arrivals(done: &Done) -> String {
    let Done { whole: scenario, forecast, findings, .. } = done;
    let arrive: Vec<&Line> = findings.headline.iter().filter(|line| line.target != Target::Stock).collect();
    if arrive.is_empty() {
        return String::new();
    }
    // A row of nothing says it in a word.
    let (none, some): (Vec<&Line>, Vec<&Line>) = arrive
        .into_iter()
        .partition(|line| line.reported_later.is_none() && line.intervals().all(|interval| is_nothing(&interval)));
    let any_later = some.iter().any(|line| line.reported_later.is_some());
    let mut header = vec!["into, and the median's\ncourse a day".to_owned()];
    header.extend(findings.horizons.iter().map(|at| format!("{} d\nto {}", at.days, short_day(at.date))));
    if any_later {
        header.push("reported later\nand what it implies".to_owned());
    }
    let rows = some.iter().map(|line| {
        let course = sparkline(&forecast.course(line.series), BLOCKS);
        let name = cut(name(scenario, &line.location), MOST_LETTERS);
        let mut row = vec![format!("{name}\n{course}{}", evacuated(line))];
        row.extend(line.intervals().map(|interval| lines(&interval)));
        if any_later {
            row.push(line.reported_later.as_ref().map(told_later).unwrap_or_default());
        }
        row
    });
    let mut text = format!("Arrivals after {}\n", day(forecast.reference()));
    if !some.is_empty() {
        text.push_str(&table(header, rows.collect::<Vec<_>>(), 1));
    }
    if !none.is_empty() {
        let none = none.iter().map(|line| format!("{}{}", name(scenario, &line.location), evacuated(line)));
        text.push_str(&format!("none: {}\n", none.collect::<Vec<_>>().join(", ")));
    }
    if any_later {
        text.push_str(
            "Reports catch a share of people: what they imply is the figure divided by that share. ✓ meets the range.\n",
        );
    }
    text
}

fn evacuated(line: &Line) -> &'static str {
    if line.target == Target::Evacuated { " evacuated" } else { "" }
}

fn told_later(one: &Reported) -> String {
    let reported = between(one.reported.0, one.reported.1, whole);
    format!("{reported}, {}\nimplies {} {}", span(one), implied(one), mark(one.agrees()))
}

fn stranded(done: &Done) -> String {
    let Done { whole: scenario, forecast, findings, .. } = done;
    if findings.stranded.is_empty() {
        return String::new();
    }
    let header = [
        "crossing".to_owned(),
        format!("on {}", short_day(forecast.reference())),
        "peak after".to_owned(),
        format!("on {}", short_day(scenario.period.end)),
    ];
    let row = |at: &Stranded| {
        let name = cut(name(scenario, &at.location), MOST_LETTERS);
        [name, line(&at.now), line(&at.peak), line(&at.end)]
    };
    let rows: Vec<[String; 4]> = findings.stranded.iter().take(MOST_ROWS).map(row).collect();
    format!("Stranded\n{}{}", table(header, rows, 1), more(findings.stranded.len(), "crossing"))
}

fn internal(done: &Done) -> String {
    let Done { whole: scenario, findings, .. } = done;
    // Under Flee's rules people come to stay at every town that they pass; the table of the camps says who is on the way.
    if !camps::all(done).is_empty() {
        return String::new();
    }
    let mut shown = findings.horizons.clone();
    // The first and the last say enough.
    shown.drain(1..shown.len().saturating_sub(1).max(1));
    let header = std::iter::once("to".to_owned())
        .chain(shown.iter().map(|at| format!("{} d, to {}", at.days, short_day(at.date))));
    let row = |one: &Line| {
        let kept = |days: u32| shown.iter().any(|at| at.days == days);
        let at = findings.horizons.iter().zip(one.intervals()).filter(|(at, _)| kept(at.days));
        let name = cut(name(scenario, &one.location), MOST_LETTERS);
        std::iter::once(name).chain(at.map(|(_, interval)| line(&interval))).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = findings.internal.iter().take(MOST_ROWS).map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let more = more(findings.internal.len(), "place");
    format!("Largest movements within the country\n{}{more}", table(header.collect::<Vec<_>>(), rows, 1))
}

fn reported(done: &Done) -> String {
    let Done { whole: scenario, forecast, findings, .. } = done;
    if findings.reported.is_empty() {
        return String::new();
    }
    // What was counted in the camps stands beside them already.
    let camps: Vec<&Key> =
        findings.headline.iter().filter(|line| line.target == Target::Stock).map(|line| &line.location).collect();
    let told = |kind: &LastOfKind| kind.last.target == Target::Stock && camps.contains(&&kind.last.location);
    let mut rows = Vec::new();
    for one in &findings.tiers {
        if one.kinds.iter().all(told) {
            continue;
        }
        let mut row: [String; 6] = Default::default();
        row[0] = tier(one);
        rows.push(row);
        rows.extend(one.kinds.iter().filter(|kind| !told(kind)).map(|LastOfKind { last, tally }| {
            [
                format!("  {}: {}", cut(name(scenario, &last.location), MOST_LETTERS), last.target.word()),
                span(last),
                between(last.reported.0, last.reported.1, whole),
                implied(last),
                range(&last.ensemble),
                format!("{} {} of {}", mark(last.agrees()), tally.agree, tally.all),
            ]
        }));
    }
    let header = ["the last figure of each kind", "when", "reported", "implied", "90 % of members", "agree"];
    let table = if rows.is_empty() { String::new() } else { table(header.map(str::to_owned), rows, 1) };
    let counts: Vec<String> =
        findings.tiers.iter().map(|one| format!("{} {} of {}", tier(one), one.tally.agree, one.tally.all)).collect();
    let later = format!("\"Later\" became known after {}", day(forecast.reference()));
    let note = match forecast.scenario.reference_date {
        Some(_) => format!("{later}; the run saw none of it."),
        None => format!("{later}. A hindcast uses what became known later: this is fit, not skill."),
    };
    let counts = counts.join("; ");
    format!("Compared with what was reported (--json has every figure)\n{table}{note}\nAgree: {counts}.\n")
}

fn tier(tier: &Tier) -> String {
    let known = if tier.known { "known by then" } else { "later" };
    format!("{known}, {}:", tier.usage.word())
}

/// What a figure implies if reports catch only a share of people.
fn implied(one: &Reported) -> String {
    if one.implied == one.reported { "the same".to_owned() } else { between(one.implied.0, one.implied.1, rounded) }
}

/// From when to when a figure counts.
fn span(one: &Reported) -> String {
    let since = one.since.map(|date| format!("{}–", short_day(date))).unwrap_or_default();
    format!("{since}{}", short_day(one.date))
}

fn foot(done: &Done) -> String {
    let cpu = done.cpu.map(|cpu| format!(", {cpu:.1} s of CPU time")).unwrap_or_default();
    let days = whole(done.forecast.sketch.person_days() as f64);
    let mut text = format!("{:.1} s to run{cpu} · {days} person-days · digest {}\n", done.run, done.digest());
    for file in &done.files {
        text.push_str(&format!("Wrote {file}\n"));
    }
    text
}

fn mark(agrees: bool) -> &'static str {
    if agrees { "✓" } else { "✗" }
}

/// "and 3 more crossings"
fn more(all: usize, what: &str) -> String {
    match all.saturating_sub(MOST_ROWS) {
        0 => String::new(),
        more => format!("and {}\n", counted(more, &format!("more {what}"))),
    }
}

/// `3 members`
pub fn counted(many: usize, what: &str) -> String {
    format!("{} {what}{}", whole(many as f64), if many == 1 { "" } else { "s" })
}
