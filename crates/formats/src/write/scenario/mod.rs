//! A scenario as the folder that reads as the same scenario.
//!
//! What a folder cannot say is not written: edits (they are given beside it), subjects without a row, the hash of the files
//! that it was read from. Texts lose the spaces around them. A row whose day of availability was not given and is not the
//! default of its table either comes back with that day as given.

mod cells;
mod facts;
mod logs;
mod rows;
mod settings;
#[cfg(test)]
mod tests;
mod yaml;

use corridor_model::{Scenario, Uncertain};

use crate::number::plain;
use crate::source::Source;

/// The files of the scenario: `scenario.yml`, and every table that has rows.
pub fn scenario(scenario: &Scenario) -> Vec<Source> {
    // Without `..`: a new field does not compile before it is written.
    let Scenario {
        name,
        title,
        period,
        reference_date,
        rules,
        parameters,
        unknown_ends,
        profiles,
        locations,
        routes,
        known_roads,
        redirections,
        crossings,
        closures,
        conflicts,
        hosts,
        camps,
        departures,
        departure_factors: _, // Edits alone set them.
        stocks,
        observations,
        facts,
        what_ifs,
        headline,
        provenance,
    } = scenario;
    let mut yml = settings::head(name, title, *period, *reference_date, rules.version);
    yml += &settings::rules(rules);
    yml += &settings::known_roads(known_roads);
    yml += &settings::parameters(parameters);
    yml += &settings::unknown_ends(unknown_ends);
    yml += &settings::profiles(profiles);
    yml += &settings::headline(headline);
    yml += &settings::what_ifs(what_ifs);
    yml += &settings::provenance(provenance);
    let files = [
        Some(Source { name: crate::scenario::settings::FILE.to_owned(), bytes: yml.into_bytes() }),
        rows::locations(locations),
        rows::routes(routes),
        rows::stocks(stocks),
        logs::conflicts(conflicts),
        logs::crossings(crossings, scenario),
        logs::closures(closures),
        logs::redirections(redirections),
        logs::hosts(hosts),
        logs::camps(camps),
        logs::departures(departures),
        rows::observations(observations),
        facts::facts(facts),
    ];
    files.into_iter().flatten().collect()
}

/// A value, or `low..high`. Of a distribution, which no table has, the median.
fn number(value: Uncertain) -> String {
    match value {
        Uncertain::Exact(value) => plain(value),
        Uncertain::Range { low, high } => format!("{}..{}", plain(low), plain(high)),
        Uncertain::Lognormal { median, .. } => plain(median),
    }
}
