//! `conflicts.csv`: fighting by place and day.

use std::collections::BTreeMap;

use corridor_model::{Intensity, Key, Period, Timeline, Uncertain};

use super::camps::Phase;
use super::changes::Fighting;
use super::days::{available, rows_of};
use super::desk::{CONFLICTS, Desk};
use super::locations::Places;
use super::rows::Row;
use super::settings::Settings;
use crate::problems::{Problems, Spot};

/// Less is no fighting.
const QUIET: f64 = 1e-6;

/// Databases of events take so many days.
const LAG_DAYS: i64 = 10;

/// The intensity at each place of which a file tells, by row.
type Given = BTreeMap<usize, Vec<f64>>;

/// Reads the fighting. `changes` are the days on which it begins or ends by other files.
pub fn read(
    desk: &mut Desk<'_>,
    places: &Places,
    period: Period,
    settings: &Settings,
    changes: &Fighting,
) -> Vec<(Key, Timeline<Intensity>)> {
    let rows = desk.table(CONFLICTS, false);
    let has_file = rows.is_some();
    let problems = desk.problems(CONFLICTS);
    if !has_file {
        let message = "There is no conflicts.csv: fighting begins as `conflict_date` in locations.csv says.";
        problems.warning("no-conflicts", Spot::FILE, message, "Flee itself does not run without the file");
    }
    let given = rows.map_or(Given::new(), |rows| table(&rows, places, period, problems));
    let mut conflicts = Vec::new();
    let nothing = Vec::new();
    for (number, place) in places.list.iter().enumerate() {
        let before = place.fighting.unwrap_or(0.0);
        let changes = changes.get(&number).unwrap_or(&nothing);
        let begins = place.conflict_date.filter(|day| *day > 0 && !has_file && !settings.quirks);
        let column = given.get(&number);
        if before <= QUIET && begins.is_none() && column.is_none() && changes.is_empty() {
            continue;
        }
        let mut state = before;
        let mut states = Vec::new();
        for day in 0..period.days() {
            let at = |phase: Phase| {
                changes.iter().filter(move |(when, phased, _)| *when == i64::from(day) && *phased == phase)
            };
            for (.., intensity) in at(Phase::Changes) {
                state = *intensity;
            }
            state = step(state, column, day as usize, settings.quirks);
            if begins == Some(i64::from(day)) {
                state = place.intensity;
            }
            for (.., intensity) in at(Phase::Closures) {
                state = *intensity;
            }
            states.push(state);
        }
        let mut rows = rows_of(period, states.iter().map(|state| Uncertain::Exact(*state)));
        let starts = |intensity: f64| intensity > QUIET;
        // Flee counts fighting of which conflicts.csv says that it is on from the first day, else from the day before.
        let resumed = column.and_then(|column| column.first()).is_some_and(|first| starts(*first));
        if starts(before) && !resumed && rows.first().is_some_and(|row| row.value == Uncertain::Exact(before)) {
            rows[0].event_date = period.start.saturating_add(jiff::Span::new().days(-1));
        }
        // Quiet before the first fighting needs no row.
        if rows.first().is_some_and(|row| row.value == Uncertain::Exact(0.0)) {
            rows.remove(0);
        }
        for row in &mut rows {
            row.available_at = available(row.event_date, LAG_DAYS);
        }
        if !rows.is_empty() {
            conflicts.push((place.key().clone(), Timeline { rows }));
        }
    }
    conflicts
}

/// The intensity on a day after that of the day before.
fn step(state: f64, column: Option<&Vec<f64>>, day: usize, quirks: bool) -> f64 {
    let Some(column) = column else { return state };
    // After its last row a file says nothing new.
    let Some(now) = column.get(day).copied() else { return state };
    let before = day.checked_sub(1).and_then(|before| column.get(before)).copied();
    let fought = before.is_some_and(|before| before >= QUIET);
    match (now > QUIET, fought) {
        (true, false) => now,
        // Flee's B16: it sees fighting begin and end, not change.
        (true, true) if quirks || before == Some(now) => state,
        (true, true) => now,
        (false, true) => 0.0,
        (false, false) => state,
    }
}

/// The columns of the file.
fn table(rows: &[Row], places: &Places, period: Period, problems: &mut Problems) -> Given {
    let mut given = Given::new();
    let Some((header, rows)) = rows.split_first() else {
        problems.warning("no-rows", Spot::FILE, "conflicts.csv is empty.", "name the places in its first row");
        return given;
    };
    let mut columns = Vec::new();
    for (index, cell) in header.cells.iter().enumerate().skip(1) {
        if cell.text.is_empty() {
            continue;
        }
        match places.number(&cell.text) {
            None => {
                let message = format!("There is no place `{}`: its fighting is left out.", cell.text);
                problems.warning("unknown-place", cell.at, message, places.help(&cell.text));
            }
            Some(number) if given.insert(number, Vec::new()).is_some() => {
                let message = format!("`{}` stands here twice.", cell.text);
                problems.error("duplicate-column", cell.at, message, "keep one of the columns");
            }
            Some(number) => columns.push((index, number)),
        }
    }
    let mut told = false;
    for (number, row) in rows.iter().enumerate() {
        if row.number(0, "day", problems) != Some(number as f64) && !told {
            told = true;
            let message = format!("This is row {number}, and Flee takes it for that day, not for `{}`.", row.text(0));
            let help = "write a row for each day: 0, 1, 2 …, without a gap";
            problems.warning("days-not-consecutive", row.at(0), message, help);
        }
        for (index, place) in &columns {
            let value = match row.text(*index).is_empty() {
                true => {
                    let message = "The row has no intensity for every place.";
                    problems.error("missing-value", row.at(*index), message, "write 0 where there is no fighting");
                    None
                }
                false => row.number(*index, "intensity", problems),
            };
            let value = value.unwrap_or(0.0);
            if !(0.0..=1.0).contains(&value) {
                let message = format!("The intensity {value} is out of range.");
                problems.error("out-of-range", row.at(*index), message, "from 0 to 1 is allowed");
            }
            given.entry(*place).or_default().push(value.clamp(0.0, 1.0));
        }
    }
    if rows.len() < period.days() as usize {
        let message = format!("There are {} rows for {} days: the last one goes on.", rows.len(), period.days());
        problems.warning("too-few-days", Spot::FILE, message, "Flee itself stops where the rows end: add them");
    }
    given
}
