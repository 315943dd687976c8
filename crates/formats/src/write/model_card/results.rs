//! What the run says, and how well it agrees with reports.

use corridor_model::{Key, Target, Use};

use super::Card;
use super::inputs::grouped;
use crate::write::{Interval, ReportedRow, Results};

/// How many disagreements are told one by one.
const TOLD: usize = 12;

pub(super) fn evaluation(card: &mut Card, results: &Results) {
    let rows = &results.reported;
    if rows.is_empty() {
        card.line(
            "Not evaluated: the scenario has no reported figure that could be held against this run. How good it is, is not \
             known.",
        );
        return;
    }
    let tier = |known: bool, usage: Use| {
        let of: Vec<&ReportedRow> =
            rows.iter().filter(|row| row.known == known && row.usage == usage && row.agrees.is_some()).collect();
        let agree = of.iter().filter(|row| row.agrees == Some(true)).count();
        let when = if known { "known on the reference date" } else { "known later" };
        let fit = match usage {
            Use::Score => "tight enough to score against",
            Use::Soft => "an order of magnitude or a bound",
            Use::Context | Use::Avoid => "not to be compared",
        };
        (!of.is_empty()).then(|| vec![when.to_owned(), fit.to_owned(), format!("{agree} of {}", of.len())])
    };
    let tiers = [(false, Use::Score), (false, Use::Soft), (true, Use::Score), (true, Use::Soft)];
    let tiers: Vec<Vec<String>> = tiers.into_iter().filter_map(|(known, usage)| tier(known, usage)).collect();
    card.line(
        "Each reported figure is turned into what it implies, given the share of people that such counts catch, and held \
         against the 90 % interval of the members. It agrees if the two have a value in common: a wide report or a wide \
         interval agrees easily, so this is no rate of success.",
    );
    card.table(&["reports", "fit for", "agree"], &tiers);
    if !rows.iter().any(|row| !row.known) {
        card.line("No report is from after the reference date: nothing here says how well the run forecasts.");
    }
    let mut apart: Vec<&ReportedRow> =
        rows.iter().filter(|row| row.agrees == Some(false) && row.usage == Use::Score).collect();
    apart.sort_by_key(|row| (row.known, row.location.as_str(), row.target, row.date));
    if apart.is_empty() {
        return;
    }
    let all = apart.len();
    let line = |row: &&ReportedRow| {
        let since = row.since.map(|since| format!("{since} to ")).unwrap_or_default();
        vec![
            format!("{}: {}", name(results, &row.location), row.target.word()),
            format!("{since}{}", row.date),
            format!("{} to {}", people(row.implied.0), people(row.implied.1)),
            range(row.ensemble),
        ]
    };
    let shown: Vec<Vec<String>> = apart.iter().take(TOLD).map(line).collect();
    let more = if all > TOLD { format!(", {TOLD} of {all}; the others are in `results.xlsx`") } else { String::new() };
    card.line(&format!("Where the run and the tight reports are apart{more}:"));
    card.table(&["what", "when", "reports imply", "90 % of members"], &shown);
}

/// The last horizon of what the scenario names first.
pub(super) fn brief(card: &mut Card, results: &Results) {
    let headline = &results.scenario.headline;
    let of = |key: &Key| {
        let targets = [Target::Arrivals, Target::Evacuated, Target::Stock];
        let found = targets.into_iter().find_map(|target| {
            let (.., date, people) = *results.at_horizons(target, key.as_str()).last()?;
            Some((target, date, people))
        });
        let (target, date, people) = found?;
        Some(vec![
            name(results, key.as_str()),
            target.word().to_owned(),
            date.to_string(),
            self::people(people.q50),
            range(people),
        ])
    };
    let rows: Vec<Vec<String>> = headline.iter().filter_map(of).collect();
    if rows.is_empty() {
        card.line("The scenario names no place first; the forecast is in `forecast.csv`.");
        return;
    }
    card.table(&["what", "target", "by", "median", "90 % of members"], &rows);
    let clear: Vec<String> = results
        .drivers
        .iter()
        .filter(|row| row.rank == 1 && row.share > row.noise)
        .map(|row| {
            let share = (row.share * 100.0).round();
            format!("{}, {}: {} ({share} % of the spread)", name(results, &row.location), row.target.word(), row.input)
        })
        .collect();
    if !clear.is_empty() {
        card.line("What drives the interval most:");
        card.list(&clear);
    }
    if results.about.against.is_some() {
        card.line("Harm, what-if less base:");
        let rows: Vec<Vec<String>> = results
            .harm
            .iter()
            .map(|row| {
                let what = row.measure.replace('_', " ");
                let place = row.location.as_deref().map(|key| name(results, key)).unwrap_or_else(|| "all".to_owned());
                let difference = Interval { q05: row.difference.q05, q50: row.difference.q50, q95: row.difference.q95 };
                vec![what, place, row.unit.to_owned(), people(difference.q50), range(difference)]
            })
            .collect();
        card.table(&["what", "where", "unit", "median", "90 % of members"], &rows);
    }
}

fn name(results: &Results, key: &str) -> String {
    results.scenario.location(&Key::from(key)).map_or(key, |place| place.name.as_str()).to_owned()
}

fn people(value: f64) -> String {
    if value.is_nan() {
        "not told".to_owned()
    } else if value.is_infinite() {
        "no bound".to_owned()
    } else {
        grouped(value)
    }
}

fn range(interval: Interval) -> String {
    format!("{} to {}", people(interval.q05), people(interval.q95))
}
