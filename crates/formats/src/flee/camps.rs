//! The room of camps, and what places are while they are not what they were declared as.

use std::collections::BTreeMap;

use corridor_model::{CampState, Key, Kind, Period, Timeline, Uncertain};

use super::days::rows_of;
use super::locations::{Place, Places};
use super::settings::Settings;
use super::validation::Counts;

/// When in a day Flee changes what a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// By `location_changes.csv`.
    Changes,
    /// By `closures.csv`.
    Closures,
}

/// What becomes of each place, by day and order within it.
#[derive(Clone, Debug, Default)]
pub struct Kinds(BTreeMap<usize, BTreeMap<(i64, Phase, usize), Kind>>);

impl Kinds {
    /// From this day on, the place is of this kind.
    pub fn add(&mut self, place: usize, day: i64, (phase, order): (Phase, usize), kind: Kind) {
        self.0.entry(place).or_default().insert((day, phase, order), kind);
    }
}

/// The states of every place that has a limit, or is not always what it was declared as.
pub fn states(
    places: &Places,
    kinds: &Kinds,
    counts: Option<&Counts>,
    period: Period,
    settings: &Settings,
) -> Vec<(Key, Timeline<CampState>)> {
    let mut camps = Vec::new();
    let nothing = BTreeMap::new();
    for (number, place) in places.list.iter().enumerate() {
        let kinds = kinds.0.get(&number).unwrap_or(&nothing);
        let mut acts = kinds.iter().peekable();
        let mut kind = None;
        let states = (0..i64::from(period.days())).map(|day| {
            while let Some((_, becomes)) = acts.next_if(|((when, ..), _)| *when <= day) {
                kind = (*becomes != place.location.kind).then_some(*becomes);
            }
            CampState::Open { capacity: capacity(place, day, counts, settings).map(Uncertain::Exact), kind }
        });
        let rows = rows_of(period, states);
        let always = CampState::Open { capacity: None, kind: None };
        if rows.iter().any(|row| row.value != always) {
            camps.push((place.key().clone(), Timeline { rows }));
        }
    }
    camps
}

/// The room on a day; none where there is no limit.
fn capacity(place: &Place, day: i64, counts: Option<&Counts>, settings: &Settings) -> Option<f64> {
    let mut capacity = place.capacity? as f64;
    // Flee's B13: those counted on the first day are in the camp, and taken from its room as well.
    if settings.quirks && settings.insert_day0 && !settings.conflict_driven && !settings.empty_camps && capacity > 0.0 {
        let counted = counts.and_then(|counts| counts.of(&place.location.name));
        capacity -= counted.map_or(0, |series| series.at(0)) as f64;
    }
    // Room grows before people decide: the first day has one day's more.
    let per_day = match settings.quirks {
        true => place.capacity_per_day,
        false => place.capacity_per_day / settings.hasten as f64,
    };
    capacity += per_day * (day + 1) as f64;
    Some(capacity * settings.capacity_scaling).filter(|capacity| *capacity >= 1.0)
}
