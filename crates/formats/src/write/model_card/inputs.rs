//! What went in, and what is missing in it.

use std::collections::BTreeMap;

use corridor_model::{Scenario, Table, Uncertain, Until, Use};

use super::Card;
use crate::write::{Results, number};

/// Of each table: rows, those that name a source, and those whose source has an address.
#[derive(Default)]
pub(super) struct Inputs {
    tables: BTreeMap<Table, [usize; 3]>,
    places: usize,
    without_point: usize,
    at_risk: u64,
    facts: usize,
    unknown_ends: usize,
    contested: usize,
}

impl Inputs {
    pub fn of(scenario: &Scenario) -> Inputs {
        let mut inputs = Inputs::default();
        let mut tell = |table: Table, source: &str| {
            let [rows, named, addressed] = inputs.tables.entry(table).or_default();
            *rows += 1;
            *named += usize::from(!source.trim().is_empty());
            *addressed += usize::from(source.contains("://"));
        };
        let (mut ends, mut contested) = (0, 0);
        let mut of_row = |table: Table, until: Until, weight: Option<f64>, edit: u32, source: &str| {
            if edit == 0 {
                tell(table, source);
                ends += usize::from(until == Until::Unknown);
                contested += usize::from(weight.is_some());
            }
        };
        macro_rules! rows {
            ($table:expr, $rows:expr) => {
                $rows.for_each(|row| of_row($table, row.until, row.weight, row.edit, &row.source))
            };
        }
        rows!(Table::Conflicts, scenario.conflicts.iter().flat_map(|(_, timeline)| &timeline.rows));
        rows!(Table::Camps, scenario.camps.iter().flat_map(|(_, timeline)| &timeline.rows));
        rows!(Table::Closures, scenario.closures.iter().flat_map(|closure| &closure.timeline.rows));
        rows!(Table::Departures, scenario.departures.iter().map(|departures| &departures.row));
        for crossing in &scenario.crossings {
            rows!(Table::Crossings, crossing.into_country.rows.iter());
            rows!(Table::Crossings, crossing.into_to_country.rows.iter());
        }
        for host in &scenario.hosts {
            rows!(Table::Hosts, host.admission.rows.iter());
            rows!(Table::Hosts, host.push_back.rows.iter());
            rows!(Table::Hosts, host.forced_return.iter().flat_map(|(_, timeline)| &timeline.rows));
        }
        rows!(Table::Redirections, scenario.redirections.iter().flat_map(|redirection| &redirection.timeline.rows));
        scenario.locations.iter().for_each(|row| tell(Table::Locations, &row.source));
        scenario.routes.iter().for_each(|row| tell(Table::Routes, &row.source));
        scenario.stocks.iter().for_each(|row| tell(Table::Stocks, &row.source));
        scenario.observations.iter().for_each(|row| tell(Table::Observations, &row.source));
        let without_point =
            scenario.locations.iter().filter(|place| place.lat.is_none() || place.lon.is_none()).count();
        Inputs {
            places: scenario.locations.len(),
            without_point,
            at_risk: scenario.locations.iter().map(|place| place.population).sum(),
            facts: scenario.facts.len(),
            unknown_ends: ends,
            contested,
            ..inputs
        }
    }

    pub fn write(&self, card: &mut Card, results: &Results) {
        let row = |(table, counts): (&Table, &[usize; 3])| {
            let counts = counts.iter().map(|count| grouped(*count as f64));
            std::iter::once(format!("`{}`", table.word())).chain(counts).collect()
        };
        let rows: Vec<Vec<String>> = self.tables.iter().map(row).collect();
        card.table(&["table", "rows", "with a source", "of these with an address"], &rows);
        let scenario = results.scenario;
        card.list(&[
            format!(
                "{} places in {} countries, with {} people at risk.",
                self.places,
                scenario.countries().len(),
                grouped(self.at_risk as f64)
            ),
            format!("{} reported statements (facts) stand behind rows.", self.facts),
            format!(
                "{} states have an end that nobody said, and {} rows stand for sources that conflict.",
                self.unknown_ends, self.contested
            ),
            uses_of_reports(scenario),
        ]);
    }

    /// What is missing in the inputs.
    pub fn gaps(&self) -> Vec<String> {
        let unsourced: Vec<String> = self
            .tables
            .iter()
            .filter(|(_, [rows, named, _])| named < rows)
            .map(|(table, [rows, named, _])| format!("{} of {rows} rows of `{}`", rows - named, table.word()))
            .collect();
        let mut gaps = Vec::new();
        if !unsourced.is_empty() {
            gaps.push(format!("No source is named by {}.", unsourced.join(", ")));
        }
        let unaddressed: usize = self.tables.values().map(|[_, named, addressed]| named - addressed).sum();
        if unaddressed > 0 {
            gaps.push(format!(
                "The source of {unaddressed} rows is told in words alone, without an address to look it up."
            ));
        }
        if self.without_point > 0 {
            gaps.push(format!("{} of {} places have no point and are on no map.", self.without_point, self.places));
        }
        gaps
    }
}

fn uses_of_reports(scenario: &Scenario) -> String {
    let count = |usage| scenario.observations.iter().filter(|row| row.usage == usage).count();
    let counts = Use::ALL.map(|usage| format!("{} {}", count(usage), usage.word()));
    format!("Reported figures by what they are fit for: {}. None of them is an input of the run.", counts.join(", "))
}

/// A number as a scenario writes it.
pub(super) fn told(value: Uncertain) -> String {
    match value {
        Uncertain::Exact(value) => number(value),
        Uncertain::Range { low, high } => format!("{} to {}", number(low), number(high)),
        Uncertain::Lognormal { median, p90 } => {
            format!("median {}, nine in ten below {}", number(median), number(p90))
        }
    }
}

/// A whole number with commas between thousands.
pub(super) fn grouped(value: f64) -> String {
    let digits = number(value.abs().round());
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value <= -0.5 { format!("-{text}") } else { text }
}
