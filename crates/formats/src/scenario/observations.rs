//! `observations.csv`: reported figures.

use corridor_model::{Date, Kind, Observation, Target, Uncertain, Use};

use super::{Desk, Known};
use crate::number::PEOPLE;
use crate::table::Table;
use crate::values::{Names, Values};

pub const FILE: &str = "observations.csv";
pub const NAMES: Names = Names {
    required: &["series", "location", "event_date", "value"],
    optional: &["target", "counting_from", "available_at", "known_share", "lag_days", "use", "note", "source"],
};

/// Counts become known after a week where nothing is said.
const LAG_DAYS: i64 = 7;

/// The day on which a count became known where nothing is said.
pub fn available_by_default(event_date: Date) -> Date {
    event_date.saturating_add(jiff::Span::new().days(LAG_DAYS))
}

/// Reads the figures.
pub fn read(desk: &mut Desk<'_>, known: &Known) -> Vec<Observation> {
    let mut observations = Vec::new();
    let Some(mut row) = desk.table(FILE, NAMES, known) else { return observations };
    while row.next_row() {
        observations.extend(observation(&mut row));
    }
    observations
}

fn observation(row: &mut Table<'_, '_>) -> Option<Observation> {
    let target = row.word("target", &Target::ALL, Target::word);
    let location = row.place_or_country("location");
    let event_date = row.date("event_date");
    let counting_from = row.date("counting_from");
    let value = row.number("value", &PEOPLE);
    let available_at = row.date("available_at");
    // The figure is divided by it: a share of nothing would say nothing.
    let known_share = row.number("known_share", &(1e-6..=1.0)).unwrap_or(Uncertain::Exact(1.0));
    let lag_days = row.whole("lag_days", &(0.0..=3650.0)).and_then(|days| u32::try_from(days).ok()).unwrap_or(0);
    let usage = row.word("use", &Use::ALL, Use::word).unwrap_or(Use::Score);
    let event_date = event_date?;
    if counting_from.is_some_and(|from| from > event_date) {
        let help = "`counting_from` is the first day that is counted: it is not after `event_date`";
        row.fail("counts-backwards", "counting_from", "The figure counts from a day after its own.", help);
    }
    if available_at.is_some_and(|day| day < event_date) {
        let message = "The figure was known before the day that it counts.";
        row.warn("known-too-early", "available_at", message, "write the day on which it was published");
    }
    if let Some(period) = row.known().period
        && matches!(usage, Use::Score | Use::Soft)
        && (event_date < period.start || event_date > period.end)
    {
        let message = format!(
            "The figure lies outside the period, {} to {}, and is compared with nothing.",
            period.start, period.end
        );
        row.warn("outside-period", "event_date", message, "mend the date, or `period` in scenario.yml");
    }
    let location = location?;
    if let Some(target) = target
        && let Some(needs) = needs(row.known(), target, location.as_str())
    {
        let message = format!("`{}` of `{location}` is not counted.", target.word());
        row.warn(
            "target-mismatch",
            "target",
            message,
            format!("name {needs} as its `location`, or leave `target` empty"),
        );
    }
    Some(Observation {
        series: row.text("series"),
        target,
        location,
        event_date,
        counting_from,
        value: value?,
        available_at: available_at.unwrap_or_else(|| available_by_default(event_date)),
        available_given: available_at.is_some(),
        known_share,
        lag_days,
        usage,
        source: row.text("source"),
        note: row.text("note"),
    })
}

/// What the target is counted of, if this is something else.
fn needs(known: &Known, target: Target, location: &str) -> Option<&'static str> {
    let place = known.places.get(location);
    let kind = place.and_then(|place| place.kind);
    if !known.all_places || place.is_some() && kind.is_none() {
        return None;
    }
    let (fits, needs) = match target {
        Target::Arrivals | Target::NetArrivals | Target::Stock => (true, ""),
        Target::Returns | Target::Displaced | Target::IdpReturns => (kind.is_none(), "a country"),
        Target::Evacuated => (kind == Some(Kind::Exit), "an exit"),
        Target::Stranded | Target::Deaths => (matches!(kind, Some(Kind::Crossing | Kind::Airport)), "a crossing"),
    };
    (!fits).then_some(needs)
}
