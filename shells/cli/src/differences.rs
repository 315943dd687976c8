//! The answer of `corridor compare`, as text.

use corridor_forecast::{Difference, HarmFigure, Interval, Place, Spread};
use corridor_results::{is_nothing, words};

use crate::answer::counted;
use crate::driving;
use crate::outcome::Compared;
use crate::people::{cut, day, lines, name, rounded, short_day, whole};
use crate::table::table;

/// Rows of a kind of place that the table shows; --json and --out have all.
const MOST_ROWS: usize = 4;
/// Columns of a name.
const MOST_LETTERS: usize = 24;

/// The answer.
pub fn text(compared: &Compared) -> String {
    let drives = driving::text(&compared.what_if, &compared.what_if.driving, true);
    let parts = [head(compared), changes(compared), harm(compared), drives, foot(compared)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn head(compared: &Compared) -> String {
    let done = &compared.what_if;
    let scenario = &done.forecast.scenario;
    let as_of = match scenario.reference_date {
        Some(date) => format!("as of {}", day(date)),
        None => "hindcast with everything that is known".to_owned(),
    };
    let members = counted(done.forecast.members(), "member");
    let mut text = format!(
        "{}\nWhat-if, {as_of} · {members}, each run both ways with the same draws · seed {}\n",
        scenario.title, done.forecast.seed
    );
    let asked = done.whole.what_ifs.iter().find(|what_if| what_if.edits == done.job.edits);
    match asked {
        Some(what_if) => text.push_str(&format!("What if: {}\n", what_if.sentence)),
        None => done.job.edits.iter().for_each(|edit| text.push_str(&format!("What if: {edit}\n"))),
    }
    match done.job.against.as_deref() {
        None | Some([]) => text.push_str("Against: the scenario as it is\n"),
        Some(edits) => edits.iter().for_each(|edit| text.push_str(&format!("Against: {edit}\n"))),
    }
    text.push_str("A simulation, not observation; not a statement on borders.\n");
    if done.forecast.members() < 20 {
        text.push_str("Fewer than 20 members: the ranges are rough.\n");
    }
    text
}

fn changes(compared: &Compared) -> String {
    let differences = &compared.differences;
    if differences.series.is_empty() {
        return "Nothing changes: every member is the same with the change and without it.\n".to_owned();
    }
    let scenario = &compared.what_if.whole;
    let mut shown: Vec<&Difference> = Vec::new();
    let mut left_out = 0;
    for kind in [Kind::First, Kind::Host, Kind::Crossing, Kind::Place] {
        let own: Vec<&Difference> =
            differences.series.iter().filter(|one| Kind::of(one) == kind && !is_nothing(one)).collect();
        let most = if kind == Kind::First { usize::MAX } else { MOST_ROWS };
        left_out += own.len().saturating_sub(most);
        shown.extend(own.into_iter().take(most));
    }
    if shown.is_empty() {
        return "Hardly anything changes: no difference of a whole person in nine of ten members.\n".to_owned();
    }
    let horizons = &compared.what_if.forecast.horizons;
    let last = horizons.len().saturating_sub(1);
    let mut header = vec!["what-if less base".to_owned()];
    if last > 0 {
        header.extend(horizons.first().map(|at| format!("{} d\nto {}", at.days, short_day(at.date))));
    }
    header.extend(horizons.get(last).map(|at| format!("{} d\nto {}", at.days, short_day(at.date))));
    header.extend(["above 0".to_owned(), "visible\nfrom".to_owned()]);
    let rows = shown.iter().map(|one| {
        let name = cut(name(scenario, &one.location), MOST_LETTERS);
        let mut row = vec![format!("{name}\n  {}", words(one.target))];
        if last > 0 {
            row.extend(one.horizons.first().map(|at| nine_in_ten(&at.difference)));
        }
        row.push(one.horizons.last().map(|at| difference(&at.difference)).unwrap_or_default());
        row.push(one.horizons.last().map(|at| share(at.above)).unwrap_or_default());
        row.push(one.visible.map_or_else(|| "–".to_owned(), short_day));
        row
    });
    let mut text = format!("What changes after {}\n", day(compared.what_if.forecast.reference()));
    text.push_str(&table(header, rows.collect::<Vec<_>>(), 1));
    text.push_str(
        "Median, and the range of nine in ten members; at the end also that of half of them. Above 0: the share of members at\n\
         the end. Visible: nine in ten lie on one side of 0 for a week. Arrivals count each passage, of those who only travel through too.\n",
    );
    if left_out > 0 {
        text.push_str(&format!("and {} (--out and --json have all)\n", counted(left_out, "smaller difference")));
    }
    text
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    First,
    Host,
    Crossing,
    Place,
}

impl Kind {
    fn of(one: &Difference) -> Kind {
        match one.place {
            _ if one.headline => Kind::First,
            Place::Country(_) => Kind::Host,
            Place::Crossing { .. } => Kind::Crossing,
            Place::Place(_) => Kind::Place,
        }
    }
}

fn nine_in_ten(difference: &Spread) -> String {
    format!("{}\n{}", signed(difference.q50), between(difference.q05, difference.q95))
}

fn difference(difference: &Spread) -> String {
    let half = between(difference.q25, difference.q75);
    format!("{}\n{}\nhalf {half}", signed(difference.q50), between(difference.q05, difference.q95))
}

/// `+1,200` or `-30`
fn signed(people: f64) -> String {
    let text = rounded(people);
    if people > 0.0 && text != "0" { format!("+{text}") } else { text }
}

fn between(low: f64, high: f64) -> String {
    let (low, high) = (signed(low), signed(high));
    if low == high { low } else { format!("{low} to {high}") }
}

/// `97 %`; neither never nor always where some members differ.
fn share(of: f64) -> String {
    match of {
        0.0 => "0 %".to_owned(),
        1.0 => "100 %".to_owned(),
        _ => format!("{:.0} %", (of * 100.0).clamp(1.0, 99.0)),
    }
}

fn harm(compared: &Compared) -> String {
    let harm = &compared.differences.harm;
    let scenario = &compared.what_if.whole;
    let figures = [
        ("stranded on the worst day".to_owned(), &harm.stranded_peak),
        ("person-days of waiting".to_owned(), &harm.waiting_days),
        ("person-days on the road".to_owned(), &harm.road_days),
        ("person-km travelled".to_owned(), &harm.kilometres),
    ];
    let nearest = harm.crowding.iter().map(|at| {
        let name = cut(name(scenario, &at.location), MOST_LETTERS);
        (format!("most people in {name}, {} km away", whole(at.km)), &at.peak)
    });
    let row = |(what, figure): (String, &HarmFigure)| {
        let HarmFigure { base, what_if, difference, above } = figure;
        let one = |Spread { q05, q50, q95, .. }: &Spread| lines(&Interval { low: *q05, median: *q50, high: *q95 });
        let Spread { q05, q50, q95, .. } = *difference;
        [what, one(base), one(what_if), format!("{}\n{}", signed(q50), between(q05, q95)), share(*above)]
    };
    let header = ["all people together", "base", "what-if", "difference", "above 0"].map(str::to_owned);
    let rows: Vec<[String; 5]> = figures.into_iter().chain(nearest).map(row).collect();
    format!(
        "What it costs those on the move, after {}\n{}",
        day(compared.what_if.forecast.reference()),
        table(header, rows, 1)
    )
}

fn foot(compared: &Compared) -> String {
    let done = &compared.what_if;
    let cpu = done.cpu.map(|cpu| format!(", {cpu:.1} s of CPU time")).unwrap_or_default();
    let same = match compared.differences.same_members {
        0 => String::new(),
        same => format!(" · {} the same both ways", counted(same, "member")),
    };
    let mut text = format!("{:.1} s to run{cpu}{same} · digest {}\n", done.run, done.digest());
    for file in &done.files {
        text.push_str(&format!("Wrote {file}\n"));
    }
    text
}
