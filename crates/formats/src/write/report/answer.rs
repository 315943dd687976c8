//! The answer in three sentences, made from the numbers: intervals before points, in the order that the scenario names
//! things. A what-if is told by what becomes visible, whichever way it goes, never by which has fewer
//! arrivals.

use super::rows::{CrossingRow, Difference, DifferenceRow, Driver, HarmUnit, Report};
use super::status::shut_on;
use super::words::{Words, chance, day, decimal, list, many, percent, rounded, sentence, target};

/// Fewer members than this give no range.
const FEW: u32 = 20;
/// Results of the first sentence.
const MOST: usize = 3;

/// The three sentences.
pub fn answer(words: Words, report: &Report) -> [String; 3] {
    match &report.comparison {
        None => [outcome(words, report), waiting(words, report), doubt(words, report)],
        Some(comparison) => {
            let row = told(comparison);
            [
                difference(words, report, comparison, row),
                visibility(words, report, row),
                harm(words, report, comparison),
            ]
        }
    }
}

/// What most members say of the first results.
fn outcome(words: Words, report: &Report) -> String {
    let last = |one: &super::rows::Series| one.days.last().copied();
    let told = report.series.iter().filter_map(|one| Some((one, last(one)?))).take(MOST);
    let told: Vec<String> = told
        .map(|(one, spread)| {
            let what = format!("{} {}", target(one.target), words.name(&one.location));
            match report.made.members {
                0 | 1 => format!("{} {what}", words.people(spread.q50)),
                _ => format!("{} {what} (median {})", words.nine(&spread), words.people(spread.q50)),
            }
        })
        .collect();
    if told.is_empty() {
        return "The scenario names no result that is told first.".to_owned();
    }
    let by = day(words.scenario.period.end);
    format!("By {by}, {} {}.", futures(report.made.members), list(&told))
}

/// Who speaks, and a verb.
fn futures(members: u32) -> String {
    match members {
        0 | 1 => "the one simulated future has".to_owned(),
        few if few < FEW => format!("{few} simulated futures, too few for a range to be relied on, have"),
        members => format!("nine in ten of {} have", many(members as usize, "simulated future")),
    }
}

/// Where most people wait.
fn waiting(words: Words, report: &Report) -> String {
    let after = day(report.reference);
    let all = report.crossings.len();
    if all == 0 {
        return "No crossing is told of.".to_owned();
    }
    let shut = report.crossings.iter().filter(|row| shut_on(words.scenario, &row.location, report.reference)).count();
    let shut = match shut {
        0 => format!("none of {} told of is shut on {after}", many(all, "crossing")),
        1 => format!("1 of {} told of is shut on {after}", many(all, "crossing")),
        shut => format!("{shut} of {} told of are shut on {after}", many(all, "crossing")),
    };
    let fullest = |a: &&CrossingRow, b: &&CrossingRow| {
        a.peak.q50.total_cmp(&b.peak.q50).then_with(|| b.location.cmp(&a.location))
    };
    match report.crossings.iter().max_by(fullest).filter(|row| row.peak.q95 > 0.0) {
        None if words.public => format!("At no crossing do as many as 50 people wait; {shut}."),
        None => format!("In no more than one future in twenty does anybody wait at a crossing; {shut}."),
        Some(row) => format!(
            "Most people wait at {}: {} at the peak after {after} (median {}) and {} on {}; {shut}.",
            words.name(&row.location),
            words.nine(&row.peak),
            words.people(row.peak.q50),
            words.nine(&row.end),
            day(words.scenario.period.end),
        ),
    }
}

/// What the interval hangs on, and how far reports bear it out.
fn doubt(words: Words, report: &Report) -> String {
    let driver = report.drivers.first().map(|Driver { result, input, share }| {
        format!(
            "the largest part of the uncertainty of {result}, {} of its spread, comes from {input}",
            percent(*share)
        )
    });
    let all = report.agreement.len();
    let agree = report.agreement.iter().filter(|row| row.agrees).count();
    let reports = match all {
        0 => "no reported figure was there to compare with".to_owned(),
        all => {
            let meet = if agree == 1 { "meets" } else { "meet" };
            let later = if report.agreement.iter().any(|row| !row.known) && words.scenario.reference_date.is_some() {
                ", later ones among them"
            } else {
                ""
            };
            format!("{agree} of {}{later} {meet} the 90\u{a0}% interval", many(all, "reported figure"))
        }
    };
    sentence(&driver.into_iter().chain([reports]).collect::<Vec<_>>().join("; ")) + "."
}

/// The difference of which the answer speaks: the first, in the order in which they are told, that becomes visible; where
/// none does, that of which one can be surest, whichever way it goes.
fn told(comparison: &Difference) -> Option<&DifferenceRow> {
    let sure = |row: &DifferenceRow| row.above_zero.max(row.below_zero);
    let surest = |best: &'_ DifferenceRow, row: &DifferenceRow| sure(row).total_cmp(&sure(best)).is_gt();
    let first = comparison.rows.iter().find(|row| row.visible.is_some());
    first.or_else(|| {
        comparison.rows.iter().fold(None, |best, row| match best {
            Some(best) if !surest(best, row) => Some(best),
            Some(_) | None => Some(row),
        })
    })
}

/// How far the what-if is from its base.
fn difference(words: Words, report: &Report, comparison: &Difference, row: Option<&DifferenceRow>) -> String {
    let asked = comparison.question.trim_end_matches(['.', '?', ' ']);
    let Some(row) = row else {
        return format!("{}: no result differs from {}.", sentence(asked), comparison.against);
    };
    let what = format!("{} {}", target(row.target), words.name(&row.location));
    let (by, less) = (day(row.date), &comparison.against);
    let median = words.change(row.difference.q50);
    match report.made.members {
        0 | 1 => {
            format!("{}: by {by} {what} differ from {less} by {median} in the one pair of futures.", sentence(asked))
        }
        members => format!(
            "{}: by {by} {what} differ from {less} by {} in {} (median {median}).",
            sentence(asked),
            words.changes(row.difference.q05, row.difference.q95),
            if members < FEW {
                format!("{members} pairs of futures, too few for a range to be relied on")
            } else {
                format!("nine in ten of {}", many(members as usize, "pair") + " of futures")
            },
        ),
    }
}

/// Which way it goes, and from when on one sees it.
fn visibility(words: Words, report: &Report, row: Option<&DifferenceRow>) -> String {
    let Some(row) = row else { return "So there is nothing that could become visible.".to_owned() };
    let members = report.made.members;
    let visible = match row.visible {
        Some(date) => format!("it is visible, its 90\u{a0}% interval clear of zero, from {} on", day(date)),
        None => format!(
            "it does not become visible, its 90\u{a0}% interval clear of zero, by {}",
            day(words.scenario.period.end)
        ),
    };
    format!(
        "The probability that this difference is above zero is {}, that it is below zero {}; {visible}.",
        chance(row.above_zero, members),
        chance(row.below_zero, members)
    )
}

/// What it does to people.
fn harm(words: Words, report: &Report, comparison: &Difference) -> String {
    let told: Vec<String> = comparison
        .harm
        .iter()
        .take(MOST)
        .map(|row| {
            let place = row.location.as_ref().map(|key| format!(" at {}", words.name(key))).unwrap_or_default();
            let unit = unit(row.unit);
            let change = match row.unit {
                HarmUnit::People | HarmUnit::PersonDays | HarmUnit::PersonKm => {
                    words.changes(row.difference.q05, row.difference.q95)
                }
                HarmUnit::Km | HarmUnit::Days | HarmUnit::Percent => {
                    let (low, high) = (change(row.difference.q05), change(row.difference.q95));
                    if low == high { low } else { format!("{low} to {high}") }
                }
            };
            format!("{}{place} {change} {unit}", row.what)
        })
        .collect();
    match (told.is_empty(), comparison.closes) {
        (false, _) => format!("What it does to people on the way, nine in ten pairs: {}.", told.join("; ")),
        (true, true) => "It shuts a way, and what that does to people on it was not counted here.".to_owned(),
        (true, false) => doubt(words, report),
    }
}

/// A change of a mean.
pub fn change(value: f64) -> String {
    let text = decimal(value);
    if value > 0.0 && text != "0.0" { format!("+{text}") } else { text }
}

/// A unit, after a number.
pub fn unit(unit: HarmUnit) -> &'static str {
    match unit {
        HarmUnit::People => "people",
        HarmUnit::PersonDays => "person-days",
        HarmUnit::PersonKm => "person-km",
        HarmUnit::Km => "km",
        HarmUnit::Days => "days",
        HarmUnit::Percent => "%",
    }
}

/// The title of a report in a sentence: what it is, of how many members.
pub fn kind(report: &Report) -> String {
    let members = many(report.made.members as usize, "member");
    match (&report.comparison, report.hindcast) {
        (Some(_), true) => format!("What-if of a hindcast from {} · {members}", day(report.reference)),
        (Some(_), false) => format!("What-if as of {} · {members}", day(report.reference)),
        (None, true) => format!("Hindcast from {}, with everything that is known · {members}", day(report.reference)),
        (None, false) => format!("Forecast as of {} · {members}", day(report.reference)),
    }
}

/// A mean or a count of harm.
pub fn amount(words: Words, unit: HarmUnit, value: f64) -> String {
    match unit {
        HarmUnit::People | HarmUnit::PersonDays | HarmUnit::PersonKm => words.people(value),
        HarmUnit::Km | HarmUnit::Days => decimal(value),
        HarmUnit::Percent => rounded(value),
    }
}
