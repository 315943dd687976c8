//! What the files for people and for archives are written from: the rows of a result, and what was run.

use corridor_model::{Date, Mode, Scenario, Target, Use};

use super::{FlowRow, ForecastRow, Spread, StockRow};

/// For whom files are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// For whoever ran it: complete.
    #[default]
    Local,
    /// To be passed on: [`super::public::suppress`] was called.
    Public,
}

/// What was run, as every file says it of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// The version of Corridor.
    pub version: String,
    /// The command with which anybody gets the same numbers.
    pub command: String,
    /// How many members.
    pub members: u64,
    /// The seed.
    pub seed: u64,
    /// The day as of which the forecast is made: a hindcast's is its first day.
    pub reference_date: Date,
    /// Whether every row was used, whenever it became known.
    pub hindcast: bool,
    /// Edits of the scenario, in words; in a comparison those of the what-if.
    pub edits: Vec<String>,
    /// Edits of the base, in a comparison; none in a run.
    pub against: Option<Vec<String>>,
    /// For whom the files are.
    pub audience: Audience,
}

/// The median and the bounds between which nine in ten members lie.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// One in twenty lies below it.
    pub q05: f64,
    /// The median.
    pub q50: f64,
    /// Nineteen in twenty lie below it.
    pub q95: f64,
}

/// The most people who wait at a crossing on any day after the reference date.
#[derive(Clone, Debug, PartialEq)]
pub struct PeakRow {
    /// The crossing.
    pub location: String,
    /// How many.
    pub people: Interval,
}

/// Who sets out on a way, on all days after the reference date together.
#[derive(Clone, Debug, PartialEq)]
pub struct WayRow {
    /// Where it begins.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// How one travels.
    pub mode: Mode,
    /// Its length, km.
    pub distance_km: f64,
    /// How many people in all.
    pub people: Interval,
}

/// A reported figure beside what the members say.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportedRow {
    /// Which reports form one series.
    pub series: String,
    /// What was counted.
    pub target: Target,
    /// Of what.
    pub location: String,
    /// Since which day both count, if cumulative.
    pub since: Option<Date>,
    /// The day of the count.
    pub date: Date,
    /// What was reported: the least and the greatest.
    pub reported: (f64, f64),
    /// What that means if reports catch only a share of people: the least and the greatest.
    pub implied: (f64, f64),
    /// What the members say.
    pub ensemble: Interval,
    /// What the report is fit for.
    pub usage: Use,
    /// Whether it could be known on the reference date.
    pub known: bool,
    /// Whether the interval and what the report implies have a value in common; none where that is not told.
    pub agrees: Option<bool>,
}

/// How much of the spread of a result an uncertain input explains alone.
#[derive(Clone, Debug, PartialEq)]
pub struct DriverRow {
    /// What is forecast.
    pub target: Target,
    /// Of what.
    pub location: String,
    /// The day that is forecast.
    pub date: Date,
    /// 1 for the input that explains most.
    pub rank: u32,
    /// The input: a parameter, or what is uncertain about a subject.
    pub input: String,
    /// The share of the variance of the result's rank, 0 to 1.
    pub share: f64,
    /// The share that an input without effect would seem to have, in one of a hundred results.
    pub noise: f64,
    /// The median result of the members with the lowest values of the input.
    pub low: f64,
    /// The median result of the members with the highest.
    pub high: f64,
}

/// What a what-if changes.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceRow {
    /// What is counted.
    pub target: Target,
    /// Of what.
    pub location: String,
    /// Days from the reference date.
    pub horizon: i64,
    /// The day.
    pub date: Date,
    /// What the base says.
    pub base: Interval,
    /// What the what-if says.
    pub what_if: Interval,
    /// The what-if less the base, member by member.
    pub difference: Spread,
    /// The share of members in which the difference is above 0.
    pub above: f64,
    /// The share of members in which it is below 0.
    pub below: f64,
    /// The first day on which the interval of the difference leaves 0 out.
    pub visible: Option<Date>,
}

/// Whom a what-if harms, after the reference date.
#[derive(Clone, Debug, PartialEq)]
pub struct HarmRow {
    /// What is counted: `stranded_peak`, `waiting_days`, `road_days`, `kilometres`, `crowding_peak`.
    pub measure: &'static str,
    /// In which unit.
    pub unit: &'static str,
    /// Of which place; none for all together.
    pub location: Option<String>,
    /// How far that is by road from the nearest place that the edits change, km.
    pub km: Option<f64>,
    /// What the base says.
    pub base: Interval,
    /// What the what-if says.
    pub what_if: Interval,
    /// The what-if less the base, member by member.
    pub difference: Spread,
    /// The share of members in which the difference is above 0.
    pub above: f64,
}

/// A result: everything that its files are written from. A run has no differences and no harm.
#[derive(Clone, Debug, PartialEq)]
pub struct Results<'a> {
    /// The scenario as it was run, with the edits; in a comparison the what-if's.
    pub scenario: &'a Scenario,
    /// What was run.
    pub about: About,
    /// Every series at every horizon.
    pub forecast: Vec<ForecastRow>,
    /// Who is where, day by day.
    pub stocks: Vec<StockRow>,
    /// Who goes where, day by day.
    pub flows: Vec<FlowRow>,
    /// How many wait at most, by crossing.
    pub peaks: Vec<PeakRow>,
    /// Who takes which way, over all days of the forecast.
    pub ways: Vec<WayRow>,
    /// What was reported, beside what the members say.
    pub reported: Vec<ReportedRow>,
    /// What drives the interval.
    pub drivers: Vec<DriverRow>,
    /// What a what-if changes.
    pub differences: Vec<DifferenceRow>,
    /// Whom it harms.
    pub harm: Vec<HarmRow>,
}

impl Interval {
    /// Its numbers in the order of the columns.
    pub(crate) fn values(&self) -> [f64; 3] {
        [self.q05, self.q50, self.q95]
    }
}

impl Results<'_> {
    /// Whether these files are to be passed on.
    pub(crate) fn is_public(&self) -> bool {
        self.about.audience == Audience::Public
    }

    /// The forecast of a series at each horizon: days from the reference date, the day, the interval.
    pub(crate) fn at_horizons(&self, target: Target, location: &str) -> Vec<(i64, Date, Interval)> {
        let mut found: Vec<(i64, Date, Interval)> = Vec::new();
        for row in self.forecast.iter().filter(|row| row.target == target && row.location == location) {
            if found.last().is_none_or(|(horizon, ..)| *horizon != row.horizon) {
                let none = Interval { q05: f64::NAN, q50: f64::NAN, q95: f64::NAN };
                found.push((row.horizon, row.target_end_date, none));
            }
            let Some((.., interval)) = found.last_mut() else { continue };
            // Levels are of a short fixed list.
            for (level, value) in [(0.05, &mut interval.q05), (0.5, &mut interval.q50), (0.95, &mut interval.q95)] {
                if (row.output_type_id - level).abs() < 1e-9 {
                    *value = row.value;
                }
            }
        }
        found
    }

    /// Who is at a place, or waits there, on a day.
    pub(crate) fn stock_on(&self, measure: &str, location: &str, date: Date) -> Option<&Spread> {
        let is = |row: &&StockRow| row.date == date && row.measure == measure && row.location == location;
        self.stocks.iter().find(is).map(|row| &row.spread)
    }
}
