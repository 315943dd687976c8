//! What a report is made of: plain rows, filled by a shell. Words for them, and the order in which they are told, are
//! the writer's.

use corridor_model::{Date, Key, Target};

use crate::write::Spread;

/// What `report.html` tells, beside the scenario itself: names, points, statuses, policies, parameters and sources come
/// from there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Whether the file is passed on (`--profile public`). Then the writer itself shows counts below 50 as `<50`, rounds
    /// the others to 50, and leaves out what is told of routes. Counts in words of the shell (`command`, `edits`,
    /// `question`, drivers) stay as they are.
    pub public: bool,
    /// The day as of which it is a forecast; in a hindcast the first day of the period.
    pub reference: Date,
    /// Whether everything that is known was used, also what became known after the reference date.
    pub hindcast: bool,
    /// The days of which the tables speak, the last of the period among them, in order.
    pub horizons: Vec<Date>,
    /// What is told first, day by day: a chart each.
    pub series: Vec<Series>,
    /// People who went from place to place from the reference date to the last horizon; the writer draws the largest.
    pub flows: Vec<MapFlow>,
    /// People at places: circles on the map.
    pub places: Vec<PlaceRow>,
    /// Whether these are people there on the last horizon; otherwise those who arrived until then.
    pub places_are_stocks: bool,
    /// Crossings, in the order in which they are told.
    pub crossings: Vec<CrossingRow>,
    /// Host countries, in the order in which they are told.
    pub hosts: Vec<HostRow>,
    /// Camps and sites, where there are any.
    pub camps: Vec<CampRow>,
    /// The what-if, where the report is of one. The rows above are then those of the what-if.
    pub comparison: Option<Difference>,
    /// Inputs by their share of a result's spread.
    pub drivers: Vec<Driver>,
    /// Reported figures beside what the ensemble says.
    pub agreement: Vec<AgreementRow>,
    /// Scores of past forecasts.
    pub skill: Vec<SkillRow>,
    /// The edits made, in words, in their order.
    pub edits: Vec<String>,
    /// How the numbers came about.
    pub made: Made,
}

/// One result, day by day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// What is counted.
    pub target: Option<Target>,
    /// Of which place or country.
    pub location: Key,
    /// The date of the first of `days`.
    pub first: Date,
    /// The spread of each day.
    pub days: Vec<Spread>,
    /// In a comparison: the same of the base, of which the median is drawn. Empty if there is none.
    pub base: Vec<Spread>,
    /// What was reported of it, in the same terms: counted from the same day, as what the figure implies.
    pub observed: Vec<Dot>,
}

/// A reported figure in a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dot {
    /// The day of the count.
    pub date: Date,
    /// The least that the figure implies.
    pub low: f64,
    /// The most.
    pub high: f64,
    /// Whether it was known on the reference date.
    pub known: bool,
    /// Who reported it.
    pub source: String,
}

/// People who went from one place to another, each passage counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapFlow {
    /// From where.
    pub from: Key,
    /// To where.
    pub to: Key,
    /// How many in the period.
    pub people: Spread,
}

/// People at a place, or who arrived there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceRow {
    /// The place.
    pub location: Key,
    /// How many.
    pub people: Spread,
}

/// A crossing. Its status comes from the scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CrossingRow {
    /// The crossing.
    pub location: Key,
    /// Who passed from the reference date to the last horizon, both ways.
    pub passed: Spread,
    /// Who waits on the reference date.
    pub now: Spread,
    /// The most on any day after it.
    pub peak: Spread,
    /// Who waits at the last horizon.
    pub end: Spread,
}

/// A host country. Its policy comes from the scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HostRow {
    /// The country.
    pub country: Key,
    /// Arrivals after the reference date, by horizon.
    pub arrivals: Vec<Spread>,
}

/// A camp or site. How many it holds comes from the scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CampRow {
    /// The camp.
    pub location: Key,
    /// Who is there, by horizon.
    pub stock: Vec<Spread>,
}

/// The what-if less its base, member by member.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// What it asks, in a sentence.
    pub question: String,
    /// What it is compared with, in words: "the scenario as it is".
    pub against: String,
    /// Whether any edit shuts a way or turns people away: then harm is told, or that it is missing.
    pub closes: bool,
    /// The differences, in the order in which they are told. The answer speaks of the first that becomes visible.
    pub rows: Vec<DifferenceRow>,
    /// How many smaller differences are left out of `rows`.
    pub left_out: u32,
    /// What the change does to people, beside what it does to arrivals.
    pub harm: Vec<HarmRow>,
}

/// The difference in one result on one day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DifferenceRow {
    /// What is counted.
    pub target: Option<Target>,
    /// Of which host, crossing, camp or place.
    pub location: Key,
    /// The day of which the numbers speak.
    pub date: Date,
    /// The base.
    pub base: Spread,
    /// The what-if.
    pub what_if: Spread,
    /// What-if less base.
    pub difference: Spread,
    /// The share of members in which it is above zero.
    pub above_zero: f64,
    /// The share of members in which it is below zero; the rest do not differ.
    pub below_zero: f64,
    /// The first day on which it is visible: from then on the 90 % interval does not hold zero. None if there is none.
    pub visible: Option<Date>,
    /// The difference day by day from `first` on, for a chart; empty for none.
    pub days: Vec<Spread>,
    /// The date of the first of `days`.
    pub first: Date,
}

/// The unit of a figure of harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HarmUnit {
    /// People.
    #[default]
    People,
    /// Days of waiting, summed over people.
    PersonDays,
    /// Kilometres, summed over people.
    PersonKm,
    /// Kilometres, the mean of those who arrive.
    Km,
    /// Days on the way, the mean of those who arrive.
    Days,
    /// Of the room of a place, or of its residents.
    Percent,
}

/// One figure of harm.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HarmRow {
    /// What it is, in words: "most people who wait at once", "crowding".
    pub what: String,
    /// Where; nothing if everywhere.
    pub location: Option<Key>,
    /// Its unit.
    pub unit: HarmUnit,
    /// In the base.
    pub base: Spread,
    /// In the what-if.
    pub what_if: Spread,
    /// What-if less base.
    pub difference: Spread,
}

/// An input and how much of a result's interval is its doing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Driver {
    /// The result, in words: "arrivals in a host country by 31 December".
    pub result: String,
    /// The input, in words: "how long a crossing stays shut".
    pub input: String,
    /// Its share of the spread, 0 to 1.
    pub share: f64,
}

/// A reported figure beside what the ensemble says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AgreementRow {
    /// What was counted.
    pub target: Option<Target>,
    /// Of which place or country.
    pub location: Key,
    /// Since when a cumulative figure counts.
    pub since: Option<Date>,
    /// The day of the count.
    pub date: Date,
    /// Whether it was known on the reference date.
    pub known: bool,
    /// What was reported, from and to.
    pub reported: (f64, f64),
    /// What that implies if reports catch a share of people.
    pub implied: (f64, f64),
    /// What the ensemble says.
    pub ensemble: Spread,
    /// Whether the two meet.
    pub agrees: bool,
    /// Who reported it.
    pub source: String,
}

/// A score of past forecasts, beside that of a reference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SkillRow {
    /// Which forecasts: "a public case, refugees by camp".
    pub what: String,
    /// How far ahead, days.
    pub horizon_days: u32,
    /// The score, with its unit and which way is better: "weighted interval score, people, less is better".
    pub measure: String,
    /// What the model scored.
    pub score: f64,
    /// A forecast that needs no model, and what it scored.
    pub reference: Option<(String, f64)>,
    /// How many forecasts were scored.
    pub forecasts: u32,
}

/// How the numbers came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The version of the program.
    pub version: String,
    /// How many members ran.
    pub members: u32,
    /// The seed of all draws.
    pub seed: u64,
    /// A hash of the scenario's files; where it is empty, that of the scenario's provenance.
    pub hash: String,
    /// A digest of all that the run counted.
    pub digest: String,
    /// The command that makes it again.
    pub command: String,
}
