//! A what-if beside its base: what differs, how sure that is, from when on one sees it, and what it does to people.

use super::answer::{amount, change, unit};
use super::chart;
use super::html::{Cell, html, name, number, paragraph, section, table, words as cell};
use super::rows::{Difference, DifferenceRow, HarmRow, HarmUnit, Report};
use super::tables::{number_lines, range};
use super::words::{Words, chance, day, join, sentence, short, target};
use crate::write::Spread;

/// The section; nothing where the report is of no what-if.
pub fn differences(words: Words, report: &Report) -> String {
    let Some(comparison) = &report.comparison else { return String::new() };
    let note = format!(
        "What-if less base ({}), member by member with the same draws, so that nothing but the change differs. Which of the \
         two is better is not for a simulation to say: fewer arrivals can mean more people who wait.",
        comparison.against
    );
    let mut body = paragraph("", &note);
    if comparison.rows.is_empty() {
        body.push_str(&paragraph("", "No result differs."));
    } else {
        let rows: Vec<Vec<Cell>> = comparison.rows.iter().map(|row| difference(words, report, row)).collect();
        let columns = [
            "result",
            "#base",
            "#what-if",
            "#difference, 90 %",
            "#50 %",
            "#median",
            "#above zero",
            "#below zero",
            "visible from",
        ];
        let first = comparison.rows[0].date;
        let caption = match comparison.rows.iter().all(|row| row.date == first) {
            true => format!("Differences by host, crossing, camp and place on {}", day(first)),
            false => "Differences by host, crossing, camp and place".to_owned(),
        };
        body.push_str(&table(&caption, &columns, &rows));
        let note = "Above and below zero: the share of the pairs of members. Visible: from then on nine in ten pairs lie on one \
                    side of zero, for a week at least.";
        let left_out = match comparison.left_out {
            0 => String::new(),
            1 => " One smaller difference is in differences.csv.".to_owned(),
            many => format!(" {many} smaller differences are in differences.csv."),
        };
        body.push_str(&paragraph("", &format!("{note}{left_out}")));
    }
    body.push_str(&harm(words, comparison));
    let charts: String = comparison
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.days.is_empty())
        .map(|(index, row)| chart::difference(words, report, index, row))
        .collect();
    if !charts.is_empty() {
        body.push_str(&format!("<div class=\"charts\">\n{charts}</div>\n"));
    }
    section("differences", "What differs", &body)
}

fn difference(words: Words, report: &Report, row: &DifferenceRow) -> Vec<Cell> {
    let of_day = |row: &DifferenceRow| {
        let one_day = report.comparison.iter().flat_map(|one| &one.rows).all(|other| other.date == row.date);
        if one_day { String::new() } else { format!(" on {}", short(row.date)) }
    };
    let what = super::html::escape(&sentence(target(row.target)));
    let what = format!("{what} {}{}", name(words.name(&row.location)), of_day(row));
    let Spread { q05, q25, q50, q75, q95, .. } = row.difference;
    let members = report.made.members;
    vec![
        html(what),
        range(words, &row.base),
        range(words, &row.what_if),
        number(&words.changes(q05, q95)),
        number(&words.changes(q25, q75)),
        number(&words.change(q50)),
        number(&chance(row.above_zero, members)),
        number(&chance(row.below_zero, members)),
        cell(&row.visible.map_or("not visible".to_owned(), short)),
    ]
}

/// Harm, or that it is missing where something is shut.
fn harm(words: Words, comparison: &Difference) -> String {
    if comparison.harm.is_empty() {
        return if comparison.closes {
            paragraph(
                "alert",
                "This what-if shuts a way or turns people away. What that does to people was not counted here: \
                do not read the differences above without it.",
            )
        } else {
            String::new()
        };
    }
    let rows: Vec<Vec<Cell>> = comparison.harm.iter().map(|row| harm_row(words, row)).collect();
    let columns = ["what it does to people", "where", "unit", "#base", "#what-if", "#difference, 90 %", "#median"];
    table("Harm: what the change does to people on the way and to the places around", &columns, &rows)
}

fn harm_row(words: Words, row: &HarmRow) -> Vec<Cell> {
    let place = match &row.location {
        Some(key) => html(name(words.name(key))),
        None => cell("everywhere"),
    };
    let both = |spread: &Spread| {
        let of = |value| amount(words, row.unit, value);
        number_lines(&join(of(spread.q05), of(spread.q95)), &format!("median {}", of(spread.q50)))
    };
    let Spread { q05, q50, q95, .. } = row.difference;
    let (range, median) = match row.unit {
        HarmUnit::People | HarmUnit::PersonDays | HarmUnit::PersonKm => (words.changes(q05, q95), words.change(q50)),
        HarmUnit::Km | HarmUnit::Days | HarmUnit::Percent => {
            let (low, high) = (change(q05), change(q95));
            (if low == high { low } else { format!("{low} to {high}") }, change(q50))
        }
    };
    vec![
        cell(&sentence(&row.what)),
        place,
        cell(unit(row.unit)),
        both(&row.base),
        both(&row.what_if),
        number(&range),
        number(&median),
    ]
}
