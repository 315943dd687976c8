//! The rows of each sheet, a cell a column of the dictionary.

use std::collections::BTreeMap;

use corridor_model::{Date, Parameter, Scenario, Target, Uncertain};
use rust_xlsxwriter::XlsxError;

use super::sheet::{Cell, Sheet, Style};
use crate::write::dictionary::File;
use crate::write::status::{admission, passage};
use crate::write::{DifferenceRow, HarmRow, Interval, Results, Spread};

/// The sheet with this name in the dictionary; none if there is nothing to compare.
pub(super) fn sheet(
    results: &Results,
    file: &'static File,
    limit: u32,
    style: &Style,
) -> Result<Option<Sheet>, XlsxError> {
    with_rows(results, file, |rows| Sheet::of(file, rows, limit, style)).transpose()
}

/// Hands the rows of a sheet to something, one by one: there may be many.
fn with_rows<T>(
    results: &Results,
    file: &'static File,
    take: impl Fn(&mut dyn Iterator<Item = Vec<Cell>>) -> T,
) -> Option<T> {
    let names = Names::of(results.scenario);
    let compared = results.about.against.is_some();
    let taken = match file.name {
        "forecast" => take(&mut forecast(results, &names)),
        "stocks" => take(&mut stocks(results, &names)),
        "flows" => take(&mut flows(results)),
        "crossings" => take(&mut crossings(results)),
        "hosts" => take(&mut hosts(results)),
        "observations" => take(&mut observations(results, &names)),
        "assumptions" => take(&mut assumptions(results)),
        "drivers" => take(&mut drivers(results)),
        "differences" if compared => take(&mut results.differences.iter().map(difference)),
        "harm" if compared => take(&mut results.harm.iter().map(harm)),
        // These two are there after a comparison alone, and there are no others (a test asks for each).
        _ => return None,
    };
    Some(taken)
}

#[cfg(test)]
pub(super) fn rows(results: &Results, file: &'static File) -> Vec<Vec<Cell>> {
    with_rows(results, file, |rows| rows.collect()).unwrap_or_default()
}

/// The names that people read, by key.
struct Names<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Names<'a> {
    fn of(scenario: &'a Scenario) -> Names<'a> {
        Names(scenario.locations.iter().map(|place| (place.key.as_str(), place.name.as_str())).collect())
    }

    fn cell(&self, key: &str) -> Cell {
        self.0.get(key).map_or(Cell::Empty, |name| Cell::text(name))
    }
}

fn word(text: &str) -> Cell {
    Cell::text(text)
}

fn whole(number: impl Into<i64>) -> Cell {
    Cell::Number(number.into() as f64)
}

fn date(date: Option<Date>) -> Cell {
    date.map_or(Cell::Empty, Cell::Date)
}

fn spread(spread: &Spread) -> [Cell; 6] {
    let Spread { mean, q05, q25, q50, q75, q95 } = *spread;
    [mean, q05, q25, q50, q75, q95].map(Cell::Number)
}

/// Three cells; empty ones where there is no such number.
fn interval(people: Option<Interval>) -> [Cell; 3] {
    people.map_or([Cell::Empty, Cell::Empty, Cell::Empty], |people| people.values().map(Cell::Number))
}

fn forecast<'a>(results: &'a Results, names: &'a Names) -> impl Iterator<Item = Vec<Cell>> + 'a {
    results.forecast.iter().map(|row| {
        vec![
            Cell::Date(row.reference_date),
            word(row.target.word()),
            word(&row.location),
            names.cell(&row.location),
            whole(row.horizon),
            Cell::Date(row.target_end_date),
            word(row.output_type),
            Cell::Number(row.output_type_id),
            Cell::Number(row.value),
            word(if row.value.is_nan() { "all" } else { "none" }),
        ]
    })
}

fn stocks<'a>(results: &'a Results, names: &'a Names) -> impl Iterator<Item = Vec<Cell>> + 'a {
    results.stocks.iter().map(|row| {
        let mut cells = vec![word(row.measure), Cell::Date(row.date), word(&row.location), names.cell(&row.location)];
        cells.extend(spread(&row.spread));
        cells.push(word(row.spread.suppressed()));
        cells
    })
}

fn flows<'a>(results: &'a Results) -> impl Iterator<Item = Vec<Cell>> + 'a {
    results.flows.iter().map(|row| {
        let mut cells = vec![Cell::Date(row.date), word(&row.measure), word(&row.from), word(&row.to)];
        cells.extend(spread(&row.spread));
        cells.push(word(row.spread.suppressed()));
        cells
    })
}

fn crossings<'a>(results: &'a Results) -> impl Iterator<Item = Vec<Cell>> + 'a {
    let reference = results.about.reference_date;
    results.scenario.locations.iter().filter(|place| place.to_country.is_some()).map(move |place| {
        let key = place.key.as_str();
        let [into_country, into_to_country] = passage(results.scenario, &place.key, reference);
        let mut cells = vec![word(key), word(&place.name), word(place.country.as_str())];
        cells.push(place.to_country.as_ref().map_or(Cell::Empty, |country| word(country.as_str())));
        cells.extend([into_country, into_to_country].map(|told| word(&told.unwrap_or_default())));
        let waiting = |date| {
            let spread = results.stock_on("stranded", key, date)?;
            Some(Interval { q05: spread.q05, q50: spread.q50, q95: spread.q95 })
        };
        let peak = results.peaks.iter().find(|row| row.location == key).map(|row| row.people);
        let passed = results.at_horizons(Target::Arrivals, key).last().map(|(.., people)| *people);
        let end = results.scenario.period.end;
        cells.extend([waiting(reference), peak, waiting(end), passed].into_iter().flat_map(interval));
        cells
    })
}

fn hosts<'a>(results: &'a Results) -> impl Iterator<Item = Vec<Cell>> + 'a {
    results.scenario.countries().into_iter().flat_map(move |country| {
        let targets = [Target::Arrivals, Target::NetArrivals, Target::Returns, Target::Stock];
        let series = targets.map(|target| results.at_horizons(target, country.as_str()));
        let policy = admission(results.scenario, country, results.about.reference_date).unwrap_or_default();
        let mut horizons: Vec<(i64, Date)> = series.iter().flatten().map(|(days, date, _)| (*days, *date)).collect();
        horizons.sort_unstable();
        horizons.dedup();
        horizons.into_iter().map(move |(days, date)| {
            let mut cells = vec![word(country.as_str()), word(&policy), whole(days), Cell::Date(date)];
            let at = |series: &Vec<(i64, Date, Interval)>| {
                series.iter().find(|(other, ..)| *other == days).map(|(.., people)| *people)
            };
            cells.extend(series.iter().flat_map(|series| interval(at(series))));
            cells
        })
    })
}

fn observations<'a>(results: &'a Results, names: &'a Names) -> impl Iterator<Item = Vec<Cell>> + 'a {
    results.reported.iter().map(|row| {
        let mut cells = vec![
            word(&row.series),
            word(row.target.word()),
            word(&row.location),
            names.cell(&row.location),
            date(row.since),
            Cell::Date(row.date),
        ];
        let (reported, implied) = (row.reported, row.implied);
        cells.extend([reported.0, reported.1, implied.0, implied.1].map(Cell::Number));
        cells.extend(interval(Some(row.ensemble)));
        cells.extend([word(row.usage.word()), Cell::Truth(row.known), row.agrees.map_or(Cell::Empty, Cell::Truth)]);
        cells.push(word(row.suppressed()));
        cells
    })
}

fn assumptions<'a>(results: &'a Results) -> impl Iterator<Item = Vec<Cell>> + 'a {
    let scenario = results.scenario;
    let number = |value: Uncertain| {
        let (low, high) = value.bounds();
        [word(&told(value)), Cell::Number(low), Cell::Number(high)]
    };
    let parameters = Parameter::ALL.into_iter().map(move |parameter| {
        let (info, value) = (parameter.info(), scenario.parameters.get(parameter));
        let is_default = value == info.default;
        let source = if is_default { info.source } else { "" };
        let mut cells = vec![word("parameter"), word(info.name)];
        cells.extend(number(value));
        let unit = if info.unit == "none" { "" } else { info.unit };
        cells.extend([word(unit), Cell::Truth(is_default), word(&info.sentence.replace('`', "")), word(source)]);
        cells
    });
    let ends = &scenario.unknown_ends;
    let ends = [
        ("crossing", ends.crossing, "How long a crossing stays shut or restricted if nobody said until when."),
        ("closure", ends.closure, "How long a route or place stays shut if nobody said until when."),
        ("fighting", ends.fighting, "How long fighting at a place lasts, from its beginning."),
        ("host", ends.host, "How long a host's policy lasts if nobody said until when."),
    ];
    let ends = ends.into_iter().map(move |(name, value, meaning)| {
        let mut cells = vec![word("unknown_end"), word(name)];
        cells.extend(number(value));
        cells.extend([word("days"), Cell::Empty, word(meaning), Cell::Empty]);
        cells
    });
    let about = &results.about;
    let edit = |name: &'static str, meaning: &'static str| {
        move |edit: &String| {
            let mut cells = vec![word("edit"), word(name), word(edit)];
            cells.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, word(meaning), Cell::Empty]);
            cells
        }
    };
    let edits = about.edits.iter().map(edit("edit", "A change to what was reported."));
    let against = about.against.iter().flatten().map(edit("against", "A change to the base of the comparison."));
    parameters.chain(ends).chain(edits).chain(against)
}

/// A number as a scenario writes it.
pub(super) fn told(value: Uncertain) -> String {
    let number = crate::write::number;
    match value {
        Uncertain::Exact(value) => number(value),
        Uncertain::Range { low, high } => format!("{}..{}", number(low), number(high)),
        Uncertain::Lognormal { median, p90 } => {
            format!("median {}, nine in ten below {}", number(median), number(p90))
        }
    }
}

fn drivers<'a>(results: &'a Results) -> impl Iterator<Item = Vec<Cell>> + 'a {
    results.drivers.iter().map(|row| {
        let mut cells = vec![word(row.target.word()), word(&row.location), Cell::Date(row.date), whole(row.rank)];
        cells.push(word(&row.input));
        cells.extend([row.share, row.noise, row.low, row.high].map(Cell::Number));
        cells.push(word(row.suppressed()));
        cells
    })
}

fn difference(row: &DifferenceRow) -> Vec<Cell> {
    let mut cells = vec![word(row.target.word()), word(&row.location), whole(row.horizon), Cell::Date(row.date)];
    cells.extend(interval(Some(row.base)));
    cells.extend(interval(Some(row.what_if)));
    cells.extend(spread(&row.difference));
    cells.extend([Cell::Number(row.above), Cell::Number(row.below), date(row.visible), word(row.suppressed())]);
    cells
}

fn harm(row: &HarmRow) -> Vec<Cell> {
    let mut cells = vec![word(row.measure), word(row.unit), word(row.location.as_deref().unwrap_or_default())];
    cells.push(row.km.map_or(Cell::Empty, Cell::Number));
    cells.extend(interval(Some(row.base)));
    cells.extend(interval(Some(row.what_if)));
    cells.extend(spread(&row.difference));
    cells.extend([Cell::Number(row.above), word(row.suppressed())]);
    cells
}
