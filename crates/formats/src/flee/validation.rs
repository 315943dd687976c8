//! `data_layout.csv` and the counts that it names: how many people were in each camp, by day.

use std::collections::BTreeMap;

use corridor_model::{Observation, Period, Target, Uncertain, Use};

use super::days::available;
use super::desk::{CORRECTIONS, Desk, LAYOUT};
use super::locations::Places;
use super::series::{Series, days_between};
use super::settings::Settings;
use super::{CampSeries, Validation};
use crate::problems::Spot;

/// Counts become known after a week, as in `observations.csv`.
const LAG_DAYS: i64 = 7;
/// A capacity this near to the greatest count is likely made from it.
const NEAR: f64 = 1e-6;

/// A row of `data_layout.csv`.
#[derive(Clone, Debug)]
pub struct Counted {
    pub name: String,
    pub files: String,
    pub series: Series,
}

/// Every series, and what Flee makes of them.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub list: Vec<Counted>,
    /// For each day how many leave.
    pub departures: Vec<i64>,
}

impl Counts {
    /// The series of a place. Flee takes the first of a name.
    pub fn of(&self, name: &str) -> Option<&Series> {
        self.list.iter().find(|counted| counted.name == name).map(|counted| &counted.series)
    }

    /// The series of all places together.
    fn total(&self) -> Option<&Series> {
        self.of("total").or_else(|| self.list.first().map(|first| &first.series))
    }

    /// The series whose changes are departures.
    fn summed(&self, settings: &Settings) -> Vec<&Series> {
        match settings.sum_from_camps {
            true => self.list.iter().skip(1).map(|counted| &counted.series).collect(),
            false => self.total().into_iter().collect(),
        }
    }

    /// The first day from which the number of those who left on a day could be worked out.
    pub fn known(&self, day: i64, settings: &Settings) -> i64 {
        self.summed(settings).into_iter().map(|series| series.counted(day)).max().unwrap_or(day) + LAG_DAYS
    }
}

/// Reads the counts.
pub fn read(desk: &mut Desk<'_>, places: &Places, period: Period, settings: &Settings) -> Option<(Counts, Validation)> {
    let Some(layout) = desk.validation(LAYOUT) else {
        if !settings.conflict_driven {
            let message = "There is no data_layout.csv, and how many flee would follow from the counts that it names.";
            let help = "add source_data/data_layout.csv, give its folder, or set `conflict_driven_spawning`";
            desk.own_problems("source_data/data_layout.csv").error("missing-file", Spot::FILE, message, help);
        }
        return None;
    };
    let mut counts = Counts::default();
    for row in desk.rows(&layout) {
        if row.cells.len() < 2 || row.is_header() {
            continue;
        }
        let mut files = Vec::new();
        let mut series: Option<Series> = None;
        for cell in row.cells.iter().skip(1).filter(|cell| !cell.text.is_empty()) {
            let Some(found) = desk.validation(&cell.text) else {
                let message = format!("There is no file `{}`.", cell.text);
                desk.at(&layout.path).error("missing-file", cell.at, message, "add it beside data_layout.csv");
                continue;
            };
            let rows = desk.rows(&found);
            let next = Series::read(desk, &found, rows, period, settings.hasten);
            files.push(cell.text.clone());
            series = Some(match (series, settings.quirks) {
                (None, _) => next,
                (Some(sum), true) => sum.plus_as_flee(&next),
                (Some(sum), false) => sum.plus(&next),
            });
        }
        let name = row.text(0).to_owned();
        let problems = desk.at(&layout.path);
        let is_total = counts.list.is_empty();
        if counts.of(&name).is_some() {
            let message = format!("`{name}` stands here twice.");
            problems.warning("duplicate-row", row.at(0), message, "keep one of the rows: Flee sums both");
        } else if is_total && name != "total" {
            let message = format!("The first row is `{name}`, and Flee takes it for the total.");
            problems.warning("no-total", row.at(0), message, "write `total,refugees.csv` as the first row");
        } else if !is_total && !places.named(&name).is_some_and(super::locations::Place::is_camp) {
            let message = format!("`{name}` has counts, and is no camp in locations.csv.");
            problems.warning("data-without-camp", row.at(0), message, places.help(&name));
        }
        counts.list.push(Counted { name, files: files.join("+"), series: series.unwrap_or_default() });
    }
    if counts.list.is_empty() {
        let help = "write `total,refugees.csv` and a row `Camp,file.csv` for each camp";
        desk.at(&layout.path).error("no-rows", Spot::FILE, "data_layout.csv has no rows.", help);
    }
    correct(desk, &mut counts, period);
    compare(desk, &layout.path, &counts, places, period, settings);
    let validation = by_day(&mut counts, places, period, settings);
    Some((counts, validation))
}

/// Applies `registration_corrections.csv`.
fn correct(desk: &mut Desk<'_>, counts: &mut Counts, period: Period) {
    let Some(rows) = desk.table(CORRECTIONS, false) else { return };
    let problems = desk.problems(CORRECTIONS);
    for row in rows.iter().filter(|row| !row.is_header() && row.cells.len() > 1) {
        let Some(date) = row.date(1, problems) else { continue };
        let name = row.text(0);
        let Some(counted) = counts.list.iter_mut().find(|counted| counted.name == name) else {
            let message = format!("`{name}` has no counts to be corrected.");
            problems.warning("unknown-place", row.at(0), message, "name a row of data_layout.csv");
            continue;
        };
        let day = days_between(period, date);
        if day < 0 {
            let message = "The correction is from before the first day, and Flee leaves it out.";
            problems.warning("outside-period", row.at(1), message, "leave it out");
        } else if !counted.series.correct(day) {
            let message = format!("`{name}` has no count on that day with another, not 0, before it.");
            problems.warning("correction-without-effect", row.at(1), message, "name a day on which there is a count");
        }
    }
}

/// Tells of camps without counts, and of capacities that were likely made from counts.
fn compare(desk: &mut Desk<'_>, layout: &str, counts: &Counts, places: &Places, period: Period, settings: &Settings) {
    for place in places.camps() {
        let name = &place.location.name;
        let Some(series) = counts.of(name) else {
            let message = format!("The camp `{name}` has no counts, and is compared with nothing.");
            let help = "add a row for it: Flee itself does not run without";
            desk.at(layout).warning("camp-without-data", Spot::FILE, message, help);
            continue;
        };
        let within = |day: &i64| *day < i64::from(period.days());
        let days = series.rows.iter().filter(|(day, _)| within(day));
        let most = days.map(|(_, value)| *value * settings.hasten as f64).fold(0.0, f64::max);
        if place.people > 0 && (most - place.people as f64).abs() < 0.5 + NEAR {
            let message = format!(
                "The capacity of `{name}`, {}, is the greatest of its counts: this column contains the answer.",
                place.people
            );
            let help = "give the room that the camp was planned for, or leave it 0 for no limit";
            desk.problems(super::desk::LOCATIONS).warning("capacity-from-data", Spot::line(place.line), message, help);
        }
    }
}

/// What Flee's output says by day, and how many leave.
fn by_day(counts: &mut Counts, places: &Places, period: Period, settings: &Settings) -> Validation {
    let days = i64::from(period.days());
    let count = |series: &Series, day: i64| {
        let base = if settings.empty_camps { series.at(0) } else { 0 };
        series.at(day) - base
    };
    let camps = places.camps().filter_map(|place| {
        let name = &place.location.name;
        let series = counts.of(name)?;
        let daily = (0..days).map(|day| count(series, day)).collect();
        Some(CampSeries { key: place.key().clone(), name: name.clone(), capacity: place.capacity, daily })
    });
    let camps: Vec<CampSeries> = camps.collect();
    let summed = counts.summed(settings);
    let mut validation = Validation { camps, ..Validation::default() };
    let mut departures = Vec::new();
    let (mut raw, mut debt) = (0, 0);
    for day in 0..days {
        let sum: i64 = summed.iter().map(|series| count(series, day)).sum();
        let more = match day {
            // Flee's B14: on the first day the total is one of the camps.
            0 if settings.quirks && settings.sum_from_camps => {
                counts.list.iter().map(|counted| count(&counted.series, 0)).sum()
            }
            0 => sum,
            _ => sum - summed.iter().map(|series| count(series, day - 1)).sum::<i64>(),
        };
        raw += more;
        // Those counted on the first day are in the camps already.
        let new = if day == 0 && settings.insert_day0 { 0 } else { more - debt };
        debt = (-new).max(0);
        departures.push(new.max(0));
        validation.total.push(sum);
        validation.raw.push(raw);
        validation.debt.push(debt);
    }
    if settings.conflict_driven {
        departures.clear();
        // Flee's B35: it then writes nothing else.
        let columns = [&mut validation.debt, &mut validation.raw, &mut validation.total];
        let zeroed = if settings.quirks { 3 } else { 1 };
        columns.into_iter().take(zeroed).for_each(|column| column.fill(0));
    }
    counts.departures = departures;
    validation
}

/// The counts within the run, each with its day.
pub fn observations(counts: &Counts, places: &Places, period: Period) -> Vec<Observation> {
    let mut by_camp = BTreeMap::new();
    for counted in &counts.list {
        by_camp.entry(counted.name.as_str()).or_insert(counted);
    }
    let mut observations = Vec::new();
    for place in places.camps() {
        let Some(counted) = by_camp.get(place.location.name.as_str()) else { continue };
        for (day, value) in &counted.series.rows {
            let Some(day) = u32::try_from(*day).ok().filter(|day| *day < period.days()) else { continue };
            let event_date = period.date(day);
            observations.push(Observation {
                series: "data_layout".to_owned(),
                target: Some(Target::Stock),
                location: place.key().clone(),
                event_date,
                counting_from: None,
                value: Uncertain::Exact(value.max(0.0)),
                available_at: available(event_date, LAG_DAYS),
                available_given: false,
                known_share: Uncertain::Exact(1.0),
                lag_days: 0,
                usage: Use::Score,
                source: counted.files.clone(),
                note: String::new(),
            });
        }
    }
    observations
}
