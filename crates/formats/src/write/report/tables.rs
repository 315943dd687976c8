//! The tables of a result: crossings, hosts, camps; what drives the interval; reports and past forecasts beside it.

use corridor_model::{Date, Key};

use super::chart::bar;
use super::html::{Cell, html, name, number, paragraph, section, table, words as cell};
use super::rows::{AgreementRow, Report};
use super::status;
use super::words::{Words, day, decimal, join, sentence, short, target};
use crate::write::Spread;

/// `22,000–73,000` and the median below it, as one cell.
pub fn range(words: Words, spread: &Spread) -> Cell {
    number_lines(&words.nine(spread), &format!("median {}", words.people(spread.q50)))
}

/// Two lines of numbers in a cell.
pub fn number_lines(first: &str, second: &str) -> Cell {
    let two = format!(
        "<span class=\"n2\">{}<br><small>{}</small></span>",
        super::html::escape(first),
        super::html::escape(second)
    );
    html(two)
}

/// A place or country, as the first cell of a row.
pub fn place(words: Words, key: &Key) -> Cell {
    html(name(words.name(key)))
}

/// Crossings, hosts and camps.
pub fn places(words: Words, report: &Report) -> String {
    let mut body = paragraph("note", "Each cell: the range in which nine in ten members lie, and the median.");
    let Report { crossings, hosts, camps, reference, .. } = report;
    let end = words.scenario.period.end;
    if !hosts.is_empty() {
        let rows: Vec<Vec<Cell>> = hosts
            .iter()
            .map(|row| {
                let policy = cell(&status::host(words, &row.country, *reference));
                let arrivals = row.arrivals.iter().map(|spread| range(words, spread));
                [place(words, &row.country), policy].into_iter().chain(arrivals).collect()
            })
            .collect();
        let by = by_horizon(&report.horizons, "arrivals by");
        let columns: Vec<&str> =
            ["host", "policy on the reference date"].into_iter().chain(by.iter().map(String::as_str)).collect();
        body.push_str(&table(&format!("Host countries: arrivals after {}", day(*reference)), &columns, &rows));
    }
    if !crossings.is_empty() {
        let rows: Vec<Vec<Cell>> = crossings
            .iter()
            .map(|row| {
                let status = cell(&sentence(&status::crossing(words, &row.location, *reference)));
                let spreads = [&row.passed, &row.now, &row.peak, &row.end].map(|spread| range(words, spread));
                [place(words, &row.location), status].into_iter().chain(spreads).collect()
            })
            .collect();
        let (passed, last) = (format!("#passed by {}", short(end)), format!("#stranded on {}", short(end)));
        let now = format!("#stranded on {}", short(*reference));
        let columns = ["crossing", "status on the reference date", &passed, &now, "#most stranded at once", &last];
        body.push_str(&table("Crossings: people who pass and people who wait", &columns, &rows));
    }
    if !camps.is_empty() {
        let rows: Vec<Vec<Cell>> = camps
            .iter()
            .map(|row| {
                let room = cell(&sentence(&status::room(words, &row.location, *reference)));
                let stock = row.stock.iter().map(|spread| range(words, spread));
                [place(words, &row.location), room].into_iter().chain(stock).collect()
            })
            .collect();
        let by = by_horizon(&report.horizons, "people on");
        let columns: Vec<&str> = ["camp or site", "room"].into_iter().chain(by.iter().map(String::as_str)).collect();
        body.push_str(&table("Camps and sites: people who are there", &columns, &rows));
    }
    if hosts.is_empty() && crossings.is_empty() && camps.is_empty() {
        body = paragraph("", "The scenario has no hosts, crossings or camps to tell of.");
    }
    section("places", "Crossings, hosts and camps", &body)
}

fn by_horizon(horizons: &[Date], what: &str) -> Vec<String> {
    horizons.iter().map(|date| format!("#{what} {}", short(*date))).collect()
}

/// The inputs by their share of the spread.
pub fn drivers(report: &Report) -> String {
    if report.drivers.is_empty() {
        let none = "No input was found to matter, or the members were too few to tell.";
        return section("drivers", "What drives the interval", &paragraph("", none));
    }
    let mut rows: Vec<&super::rows::Driver> = report.drivers.iter().collect();
    rows.sort_by(|a, b| b.share.total_cmp(&a.share));
    let row = |driver: &&super::rows::Driver| vec![cell(&driver.input), html(bar(driver.share)), cell(&driver.result)];
    let rows: Vec<Vec<Cell>> = rows.iter().map(row).collect();
    let note = "Uncertain inputs by the share of a result's spread that goes with them, estimated from the members of this \
                run. Where a share is large, a phone call that settles the input narrows the interval most.";
    let columns = ["input", "share of the spread", "of which result"];
    let body = paragraph("", note) + &table("Inputs ranked by share of the spread", &columns, &rows);
    section("drivers", "What drives the interval", &body)
}

/// Reports and past forecasts.
pub fn skill(words: Words, report: &Report) -> String {
    let mut body = String::new();
    if report.agreement.is_empty() {
        body.push_str(&paragraph("", "No reported figure was there to compare with."));
    } else {
        let note = "Reports catch a share of people; what a figure implies is the figure divided by that share. What was known \
                    on the reference date shows fit; what became known later shows skill.";
        let note = match words.scenario.reference_date {
            Some(_) => note,
            None => {
                "Reports catch a share of people; what a figure implies is the figure divided by that share. A hindcast uses \
                     everything that is known: this is fit, not skill."
            }
        };
        body.push_str(&paragraph("", note));
        let rows: Vec<Vec<Cell>> = report.agreement.iter().map(|row| agreement(words, row)).collect();
        let columns =
            ["of what", "when", "known", "#reported", "#implied", "#90 % of members", "do they meet", "source"];
        body.push_str(&table("Reported figures beside the members", &columns, &rows));
    }
    if !report.skill.is_empty() {
        let rows: Vec<Vec<Cell>> = report
            .skill
            .iter()
            .map(|row| {
                let (reference, score) = match &row.reference {
                    Some((reference, score)) => (reference.as_str(), decimal(*score)),
                    None => ("none", String::new()),
                };
                vec![
                    cell(&row.what),
                    number(&format!("{} days", row.horizon_days)),
                    cell(&row.measure),
                    number(&decimal(row.score)),
                    number(&score),
                    cell(reference),
                    number(&row.forecasts.to_string()),
                ]
            })
            .collect();
        let columns =
            ["past forecasts", "#horizon", "score", "#Corridor", "#reference", "which reference", "#forecasts scored"];
        body.push_str(&table("Scores of past forecasts", &columns, &rows));
    } else {
        body.push_str(&paragraph("", "No past forecasts of this scenario were scored for this report."));
    }
    section("skill", "Agreement with reports, and past forecasts", &body)
}

fn agreement(words: Words, row: &AgreementRow) -> Vec<Cell> {
    let since = row.since.map(|date| format!("{} to ", short(date))).unwrap_or_default();
    let what = format!("{} {}", super::html::escape(&sentence(target(row.target))), name(words.name(&row.location)));
    vec![
        html(what),
        cell(&format!("{since}{}", short(row.date))),
        cell(if row.known { "by then" } else { "later" }),
        number(&words.counts(row.reported)),
        number(&join(words.people(row.implied.0), words.people(row.implied.1))),
        number(&words.nine(&row.ensemble)),
        cell(if row.agrees { "✓ yes" } else { "✗ no" }),
        cell(&row.source),
    ]
}
