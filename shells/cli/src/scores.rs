//! Scores, for people, for programs and as a file.

use corridor_forecast::scores::{Figure, Line, Measure, Method};
use corridor_formats::flee::CampSeries;
use corridor_formats::write::{self, ScoreRow};
use serde_json::{Value, json};

use crate::people::{day, whole};
use crate::score::{Done, Told};
use crate::table::table as text_table;

const TRACK: &str = "flee";

fn name(method: Method) -> &'static str {
    match method {
        Method::Corridor => "Corridor",
        Method::Equal => "equal split",
        Method::Gravity => "gravity, no capacity",
        Method::Frozen7 => "split of day 7, frozen",
        Method::Frozen30 => "split of day 30, frozen",
        Method::GravityCapacity => "leaky: gravity, capacity",
        Method::Capacity => "leaky: by capacity",
    }
}

fn heading(measure: Measure) -> &'static str {
    match measure {
        Measure::Raw => "ARD",
        Measure::Rescaled => "rescaled",
        Measure::After7 => "rescaled,\nafter day 7",
        Measure::After30 => "rescaled,\nafter day 30",
    }
}

/// `0.355`, with the range of the members below it.
fn cell(figure: Option<Figure>) -> String {
    match figure {
        None => "–".to_owned(),
        Some(Figure { value, range: None }) => format!("{value:.3}"),
        Some(Figure { value, range: Some((low, high)) }) => format!("{value:.3}\n{low:.3}–{high:.3}"),
    }
}

/// The answer.
pub fn text(told: &Told) -> String {
    let mut text = format!(
        "Track {TRACK}, leaky: the totals of all days are given, and capacities that were read off the counts\n\
         {} members · seed {}\n\
         Averaged relative difference (ARD): half of it is the share of people in the wrong camp; lower is better.\n\
         Of Corridor the mean over members; nine in ten lie in the range below it.\n",
        whole(f64::from(told.members)),
        told.seed
    );
    for done in &told.cases {
        text.push('\n');
        text.push_str(&one(done));
    }
    if told.cases.len() > 1 {
        text.push_str(&format!("\nAll cases, rescaled ARD\n{}", all(&told.cases)));
    }
    for file in &told.files {
        text.push_str(&format!("Wrote {file}\n"));
    }
    text
}

fn one(done: &Done) -> String {
    let header = std::iter::once("forecast").chain(Measure::ALL.map(heading)).map(str::to_owned);
    let row = |method: Method| {
        let score = |measure| cell(done.scored.line(method, measure).map(|line| line.score));
        std::iter::once(name(method).to_owned()).chain(Measure::ALL.map(score)).collect::<Vec<_>>()
    };
    let scored = |method: &Method| done.scored.lines.iter().any(|line| line.method == *method);
    let rows = text_table(header.collect::<Vec<_>>(), Method::ALL.into_iter().filter(scored).map(row), 1);
    let people = match done.hasten {
        1 => String::new(),
        many => format!(" · each person stands for {}", whole(f64::from(many))),
    };
    format!(
        "{}: {} days from {}, {} camps{people}\n{rows}{}\n{}",
        done.name,
        whole(f64::from(done.period.days())),
        day(done.period.start),
        done.camps.len(),
        leak(done),
        by_camp(done)
    )
}

/// Whether capacity has seen the answer.
fn leak(done: &Done) -> String {
    let (many, all) = (done.scored.leaks.iter().filter(|leaks| **leaks).count(), done.scored.leaks.len());
    let verdict = if many > 0 { "what splits by capacity has seen the answer" } else { "capacity gives nothing away" };
    format!("Capacity of {many} of {all} camps equals the maximum of the data they are scored on: {verdict}.\n")
}

fn by_camp(done: &Done) -> String {
    const SHOWN: [Method; 4] = [Method::Corridor, Method::Equal, Method::Gravity, Method::Capacity];
    let lines: Vec<&Line> = SHOWN.iter().filter_map(|method| done.scored.line(*method, Measure::Rescaled)).collect();
    let mut header = vec!["of the rescaled ARD,\neach camp's part".to_owned(), "counted on\nthe last day".to_owned()];
    header.extend(lines.iter().map(|line| name(line.method).replace(' ', "\n").replacen('\n', " ", 1)));
    let row = |(camp, CampSeries { name, daily, .. }): (usize, &CampSeries)| {
        let last = daily.last().copied().unwrap_or(0);
        let leaks = if done.scored.leaks.get(camp) == Some(&true) { " *" } else { "" };
        let mut row = vec![format!("{name}{leaks}"), whole(last as f64)];
        row.extend(lines.iter().map(|line| cell(line.by_camp.get(camp).copied())));
        row
    };
    let note = if done.scored.leaks.contains(&true) { "* its capacity is the maximum of its counts\n" } else { "" };
    format!("{}{note}", text_table(header, done.camps.iter().enumerate().map(row), 1))
}

fn all(cases: &[Done]) -> String {
    // Persistence has no score of the whole period.
    let methods: Vec<Method> =
        Method::ALL.into_iter().filter(|method| scores(cases, *method).any(|it| it.is_some())).collect();
    let mut header = vec!["case".to_owned()];
    header.extend(methods.iter().map(|method| name(*method).replace(' ', "\n")));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for done in cases {
        let score = |method: &Method| cell(done.scored.line(*method, Measure::Rescaled).map(|line| line.score));
        rows.push(std::iter::once(done.name.clone()).chain(methods.iter().map(score)).collect());
    }
    let mean = |method: &Method| {
        let scores: Option<Vec<f64>> = scores(cases, *method).collect();
        // A mean over other cases than its neighbours' would not compare.
        scores.map_or_else(|| "–".to_owned(), |all| format!("{:.3}", corridor_forecast::mean(&all)))
    };
    rows.push(std::iter::once("mean".to_owned()).chain(methods.iter().map(mean)).collect());
    text_table(header, rows, 1)
}

fn scores(cases: &[Done], method: Method) -> impl Iterator<Item = Option<f64>> + '_ {
    cases.iter().map(move |done| done.scored.line(method, Measure::Rescaled).map(|line| line.score.value))
}

/// The answer for programs.
pub fn document(told: &Told) -> Value {
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "track": TRACK,
        "note": "leaky: the totals of all days are given, and capacities that were read off the counts",
        "members": told.members,
        "seed": told.seed,
        "cases": told.cases.iter().map(case).collect::<Vec<_>>(),
        "files": told.files,
    })
}

fn case(done: &Done) -> Value {
    let camps = done.camps.iter().zip(&done.scored.leaks).map(|(camp, leaks)| {
        json!({
            "camp": camp.key.as_str(), "name": camp.name, "counted_on_the_last_day": camp.daily.last(),
            "capacity": camp.capacity, "capacity_leaks": leaks,
        })
    });
    let scores = done.scored.lines.iter().map(|line| {
        let mut score = figure(&line.score);
        score["method"] = line.method.word().into();
        score["measure"] = line.measure.word().into();
        score["by_camp"] = line.by_camp.iter().map(figure).collect();
        score["by_day"] = json!({
            "first": date(done, line, 0), "values": line.by_day.iter().map(|day| day.value).collect::<Vec<_>>(),
        });
        score
    });
    json!({
        "case": done.name, "start": done.period.start.to_string(), "end": done.period.end.to_string(),
        "hasten": done.hasten, "camps": camps.collect::<Vec<_>>(),
        "capacities_that_leak": done.scored.leaks.iter().filter(|leaks| **leaks).count(),
        "scores": scores.collect::<Vec<_>>(),
    })
}

fn figure(figure: &Figure) -> Value {
    match figure.range {
        Some((low, high)) => json!({ "value": figure.value, "q05": low, "q95": high }),
        None => json!({ "value": figure.value }),
    }
}

fn date(done: &Done, line: &Line, index: usize) -> String {
    let day = u32::try_from(line.measure.first() + index).unwrap_or(u32::MAX);
    done.period.date(day).to_string()
}

/// `scores.csv`.
pub fn table(told: &Told) -> Vec<u8> {
    let mut rows = Vec::new();
    for done in &told.cases {
        for line in &done.scored.lines {
            let row = |figure: &Figure| ScoreRow {
                case: done.name.clone(),
                track: TRACK,
                method: line.method.word(),
                measure: line.measure.word(),
                camp: None,
                date: None,
                value: figure.value,
                range: figure.range,
            };
            rows.push(row(&line.score));
            for (camp, figure) in done.camps.iter().zip(&line.by_camp) {
                rows.push(ScoreRow { camp: Some(camp.key.to_string()), ..row(figure) });
            }
            // The days of a later beginning are days of the whole.
            if matches!(line.measure, Measure::Raw | Measure::Rescaled)
                || done.scored.line(line.method, Measure::Rescaled).is_none()
            {
                for (index, figure) in line.by_day.iter().enumerate() {
                    let day = u32::try_from(line.measure.first() + index).unwrap_or(u32::MAX);
                    rows.push(ScoreRow { date: Some(done.period.date(day)), ..row(figure) });
                }
            }
        }
    }
    write::scores(&rows)
}
