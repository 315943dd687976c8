//! A scenario folder (scenarios/README.md, version 1).

pub(crate) mod camps;
mod checks;
pub(crate) mod closures;
pub(crate) mod conflicts;
pub(crate) mod crossings;
pub(crate) mod departures;
mod desk;
pub(crate) mod facts;
pub(crate) mod hosts;
mod known;
pub(crate) mod locations;
mod log;
pub(crate) mod observations;
pub(crate) mod redirections;
pub(crate) mod routes;
pub(crate) mod rules;
pub(crate) mod settings;
pub(crate) mod stocks;
pub(crate) mod upgrade;

use std::collections::BTreeMap;

use corridor_model::{Crossing, Diagnostic, Provenance, Scenario, Table, Timeline};

use crate::problems::Spot;
use crate::source::Sources;
use crate::suggest;
pub(crate) use checks::unreachable;
use desk::Desk;
pub use known::Known;
#[cfg(test)]
pub use settings::shapes;

/// The files of a scenario folder.
pub const FILES: [&str; 13] = [
    settings::FILE,
    locations::FILE,
    routes::FILE,
    stocks::FILE,
    conflicts::FILE,
    crossings::FILE,
    closures::FILE,
    redirections::FILE,
    hosts::FILE,
    camps::FILE,
    departures::FILE,
    observations::FILE,
    facts::FILE,
];

/// The scenario, and everything found wrong with it by file, line and column. There is none if anything is an error.
pub fn read(sources: &Sources) -> (Option<Scenario>, Vec<Diagnostic>) {
    let desk = &mut Desk::new(sources);
    let known = &mut Known::default();
    let locations = locations::read(desk, known);
    let settings = settings::read(desk, known);
    let routes = routes::read(desk, known);
    let known = &*known;
    let stocks = stocks::read(desk, known);
    let conflicts = conflicts::read(desk, known);
    let crossings = crossings::read(desk, known);
    let closures = closures::read(desk, known);
    let redirections = redirections::read(desk, known);
    let hosts = hosts::read(desk, known);
    let camps = camps::read(desk, known);
    let departures = departures::read(desk, known);
    let observations = observations::read(desk, known);
    strange_files(desk, sources);
    checks::known_roads(desk, known, settings.as_ref().map_or(&[], |settings| &settings.known_roads));
    let edits = settings.as_ref().map(|settings| settings.edits.clone()).unwrap_or_default();
    let mut scenario = settings.map(|settings| Scenario {
        name: settings.name,
        title: settings.title,
        period: settings.period,
        reference_date: settings.reference_date,
        rules: settings.rules,
        parameters: settings.parameters,
        unknown_ends: settings.unknown_ends,
        profiles: settings.profiles,
        locations,
        routes,
        known_roads: settings
            .known_roads
            .into_iter()
            .map(|road| road.into_iter().map(|(key, _)| key).collect())
            .collect(),
        redirections,
        crossings,
        closures,
        conflicts,
        hosts,
        camps,
        departures,
        departure_factors: Vec::new(),
        stocks,
        observations,
        facts: Vec::new(),
        what_ifs: settings.what_ifs,
        headline: settings.headline,
        provenance: Provenance { hash: sources.hash(), ..settings.provenance },
    });
    // Even without settings the facts are read: what is wrong in them is told at once.
    let facts = facts::read(desk, known, scenario.as_ref());
    if let Some(scenario) = &mut scenario {
        scenario.facts = facts;
        checks::islands(desk, known, scenario);
        checks::stillness(desk, scenario);
        checks::what_ifs(desk, scenario, &edits);
    }
    let errors = desk.has_any_errors();
    (scenario.filter(|_| !errors), desk.take_diagnostics())
}

/// Tells of a file whose name resembles one of ours: it would silently not be read.
fn strange_files(desk: &mut Desk<'_>, sources: &Sources) {
    for file in &sources.files {
        let is_table = [".csv", ".yml", ".yaml", ".jsonl"].iter().any(|end| file.name.to_lowercase().ends_with(end));
        if !is_table || FILES.contains(&file.name.as_str()) {
            continue;
        }
        let absent = FILES.into_iter().filter(|known| sources.named(known).is_none());
        if let Some(known) = suggest::nearest(&file.name, absent) {
            let message = format!("`{}` is not a file of the format and is not read.", file.name);
            desk.problems(&file.name).warning("unknown-file", Spot::FILE, message, format!("call it `{known}`"));
        }
    }
}

/// For each table with availability, how many of its rows use the default `available_at`, and how many it has.
pub fn defaults_used(scenario: &Scenario) -> Vec<(Table, usize, usize)> {
    fn count<'a, T: 'a>(timelines: impl Iterator<Item = &'a Timeline<T>>) -> (usize, usize) {
        let given = timelines.flat_map(|timeline| &timeline.rows).filter(|row| row.edit == 0);
        given.map(|row| row.available_given).fold((0, 0), tally)
    }
    fn tally((defaults, all): (usize, usize), given: bool) -> (usize, usize) {
        (defaults + usize::from(!given), all + 1)
    }
    let add = |a: (usize, usize), b: (usize, usize)| (a.0 + b.0, a.1 + b.1);
    let hosts = || scenario.hosts.iter();
    let policies = add(
        count(hosts().map(|host| &host.admission)),
        add(
            count(hosts().map(|host| &host.push_back)),
            count(hosts().flat_map(|host| host.forced_return.iter().map(|(_, timeline)| timeline))),
        ),
    );
    let counts = [
        (Table::Conflicts, count(scenario.conflicts.iter().map(|(_, timeline)| timeline))),
        (Table::Crossings, scenario.crossings.iter().flat_map(crossing_rows).fold((0, 0), tally)),
        (Table::Closures, count(scenario.closures.iter().map(|closure| &closure.timeline))),
        (Table::Redirections, count(scenario.redirections.iter().map(|redirection| &redirection.timeline))),
        (Table::Hosts, policies),
        (Table::Camps, count(scenario.camps.iter().map(|(_, timeline)| timeline))),
        (
            Table::Departures,
            scenario.departures.iter().map(|departures| departures.row.available_given).fold((0, 0), tally),
        ),
        (Table::Observations, scenario.observations.iter().map(|row| row.available_given).fold((0, 0), tally)),
    ];
    counts.into_iter().filter(|(_, (_, all))| *all > 0).map(|(table, (defaults, all))| (table, defaults, all)).collect()
}

/// Whether each row of a crossing says when it became available. A row for both directions stands in both timelines,
/// and is one row.
fn crossing_rows(crossing: &Crossing) -> Vec<bool> {
    let mut rows: BTreeMap<String, (usize, usize, bool)> = BTreeMap::new();
    for row in crossing.into_country.rows.iter().filter(|row| row.edit == 0) {
        rows.entry(format!("{row:?}")).or_insert((0, 0, row.available_given)).0 += 1;
    }
    for row in crossing.into_to_country.rows.iter().filter(|row| row.edit == 0) {
        rows.entry(format!("{row:?}")).or_insert((0, 0, row.available_given)).1 += 1;
    }
    rows.into_values().flat_map(|(a, b, given)| std::iter::repeat_n(given, a.max(b))).collect()
}
