//! A Flee scenario folder, as its users have it.

mod agents;
mod camps;
mod changes;
mod checks;
mod closures;
mod conflicts;
mod days;
mod demographics;
mod departures;
mod desk;
mod locations;
mod major_routes;
mod moves;
mod out_csv;
mod period;
mod profiles;
mod routes;
mod rows;
mod section;
mod series;
mod settings;
mod spawning;
mod types;
mod validation;

use corridor_model::{Diagnostic, Key, Provenance, Scenario, Uncertain, UnknownEnds};

use crate::source::{Source, Sources};
use camps::Kinds;
use desk::Desk;

pub use out_csv::{OutCsv, read_out_csv, write_out_csv};

/// What may be given beside the folder.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The settings, instead of a `simsetting.yml` in the folder or its parent.
    pub settings: Option<Source>,
    /// The validation data, instead of `source_data/` in the folder.
    pub validation: Option<Sources>,
}

/// A Flee folder, read.
#[derive(Clone, Debug)]
pub struct Case {
    /// The scenario that it means.
    pub scenario: Scenario,
    /// How many people each of its people stands for: Flee's `hasten`.
    pub hasten: u32,
    /// The validation data by day, if there are any.
    pub validation: Option<Validation>,
}

/// What was counted, by day of the run, divided by `hasten` as Flee does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Validation {
    /// Each camp that has counts, in the order of `locations.csv`.
    pub camps: Vec<CampSeries>,
    /// The total that departures were made from: the sum over all series but the total, of which some may be of places
    /// that are no camps of the scenario; or, without `sum_from_camps`, the total.
    pub total: Vec<i64>,
    /// Flee's running sum of daily differences: the column "raw UNHCR refugee count".
    pub raw: Vec<i64>,
    /// Falls in the data that later rises have not yet made up for: the column "refugee_debt".
    pub debt: Vec<i64>,
}

/// The counts at a camp.
#[derive(Clone, Debug, PartialEq)]
pub struct CampSeries {
    /// Its key in the scenario.
    pub key: Key,
    /// Its name in Flee's files.
    pub name: String,
    /// What the last of Flee's own columns of `locations.csv` says that it holds, divided by `hasten`, before
    /// `capacity_scaling`.
    pub capacity: Option<i64>,
    /// The count of each day, interpolated as Flee does.
    pub daily: Vec<i64>,
}

/// Whether these are the files of a Flee folder.
pub fn is_flee(sources: &Sources) -> bool {
    let has = |name: &str| sources.named(name).is_some();
    let inside = sources.files.iter().any(|file| file.name.starts_with("input_csv/"));
    inside || has("locations.csv") && has("routes.csv") && !has("scenario.yml")
}

/// Whether Flee reads a table of this name.
pub fn is_table(name: &str) -> bool {
    const NAMES: [&str; 11] = [
        "agents",
        "closures",
        "conflicts",
        "flood_level",
        "location_changes",
        "locations",
        "major_routes",
        "region_attributes_IPC",
        "registration_corrections",
        "routes",
        "sim_period",
    ];
    name.strip_suffix(".csv").is_some_and(|name| NAMES.contains(&name) || name.starts_with("demographics_"))
}

/// What a case is called: the last part of the path of its folder.
pub(crate) fn name_of(root: &str) -> &str {
    let mut parts = root.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    parts.rfind(|part| *part != "input_csv").unwrap_or("flee")
}

/// The scenario that a Flee folder means, and everything found wrong with it by file, line and column. None if anything is
/// an error.
pub fn read(sources: &Sources, beside: &Beside) -> (Option<Case>, Vec<Diagnostic>) {
    let mut desk = Desk::new(sources, beside);
    let case = case(&mut desk);
    let case = case.filter(|_| !desk.has_errors());
    (case, desk.into_diagnostics())
}

fn case(desk: &mut Desk<'_>) -> Option<Case> {
    let settings = settings::read(desk);
    let period = period::read(desk);
    let mut places = locations::read(desk, &settings);
    let mut routes = routes::read(desk, &places, &settings);
    let known_roads = major_routes::read(desk, &places, &settings);
    let people = demographics::read(desk, &places, &settings);
    checks::files(desk);
    let period = period?;
    let mut kinds = Kinds::default();
    let mut fighting = changes::read(desk, &places, &mut kinds, period, &settings);
    let closures = closures::read(desk, &places, &mut routes, (&mut kinds, &mut fighting), period, &settings);
    let conflicts = conflicts::read(desk, &places, period, &settings, &fighting);
    let (counts, validation) = validation::read(desk, &places, period, &settings).unzip();
    let stocks = agents::read(desk, &places, &people, counts.as_ref(), &settings);
    let camps = camps::states(&places, &kinds, counts.as_ref(), period, &settings);
    let departures = counts.as_ref().map_or(Vec::new(), |counts| departures::rows(counts, period, &settings));
    let observations = counts.as_ref().map_or(Vec::new(), |counts| validation::observations(counts, &places, period));
    if settings.quirks && settings.awareness == 0 {
        // In Flee's code nobody who is asked to look along no road finds one.
        for place in &mut places.list {
            place.location.leave_per_day = Some(Uncertain::Exact(0.0));
        }
    }
    let name = desk.name();
    let scenario = Scenario {
        title: name.clone(),
        name,
        period,
        reference_date: None,
        rules: settings.rules,
        parameters: settings.parameters,
        unknown_ends: UnknownEnds::default(),
        profiles: people.profiles,
        locations: places.list.iter().map(|place| place.location.clone()).collect(),
        routes: routes.list,
        known_roads,
        redirections: routes.redirections,
        crossings: Vec::new(),
        closures,
        conflicts,
        hosts: Vec::new(),
        camps,
        departures,
        departure_factors: Vec::new(),
        stocks,
        observations,
        facts: Vec::new(),
        what_ifs: Vec::new(),
        headline: Vec::new(),
        provenance: Provenance { hash: desk.hash(), ..Provenance::default() },
    };
    // What could not be read may be what is missing.
    if !desk.has_errors() {
        checks::islands(desk, &places, &scenario);
        checks::stillness(desk, &scenario);
    }
    Some(Case { scenario, hasten: u32::try_from(settings.hasten).unwrap_or(u32::MAX), validation })
}
