//! What the numbers stand on: assumptions, sources, how they were made, what they are for and what not.

use std::collections::BTreeMap;

use corridor_model::{Parameter, Scenario};

use super::html::{Cell, bullets, details, escape, html, number, paragraph, section, table, terms, words as cell};
use super::rows::{Made, Report};
use super::status;
use super::words::{Words, day, many, uncertain};

/// Parameters, priors, edits.
pub fn assumptions(words: Words, report: &Report) -> String {
    let Scenario { period, unknown_ends, profiles, locations, routes, .. } = words.scenario;
    let mut body = String::new();
    if report.edits.is_empty() {
        body.push_str(&paragraph("", "No edits were made: the scenario is run as its folder has it."));
    } else {
        body.push_str("<h3>Edits made, in their order</h3>\n");
        body.push_str(&bullets(&report.edits.iter().map(|edit| escape(edit)).collect::<Vec<_>>()));
    }
    body.push_str(&terms(&[
        ("Period", escape(&format!("{} to {}", day(period.start), day(period.end)))),
        (
            "Network",
            escape(&format!(
                "{}, {}, {}, {}",
                many(locations.len(), "place"),
                many(routes.len(), "route"),
                many(words.scenario.crossings.len(), "crossing") + " with a reported status",
                many(profiles.len(), "group") + " of people"
            )),
        ),
        (
            "After the reference date",
            "Statuses and policies persist; an end that nobody said is drawn for each member from \
          the durations below; announced dates count if they were known."
                .to_owned(),
        ),
    ]));
    let ends = [
        ("closure or restriction of a crossing", unknown_ends.crossing),
        ("closure of a route or place", unknown_ends.closure),
        ("fighting at a place", unknown_ends.fighting),
        ("policy of a host", unknown_ends.host),
    ];
    let rows: Vec<Vec<Cell>> =
        ends.into_iter().map(|(what, prior)| vec![cell(what), cell(&status::days(prior))]).collect();
    body.push_str(&table("How long states last whose end is unknown (stated priors)", &["state", "duration"], &rows));
    let rows: Vec<Vec<Cell>> = Parameter::ALL
        .into_iter()
        .map(|parameter| {
            let info = parameter.info();
            let value = words.scenario.parameters.get(parameter);
            let own = if value == info.default { "default" } else { "scenario" };
            // Every second part between backticks is code.
            let parts = info.sentence.split('`').map(escape).enumerate();
            let sentence: String =
                parts.map(|(at, part)| if at % 2 == 1 { format!("<code>{part}</code>") } else { part }).collect();
            let meaning = format!("<code>{}</code> {sentence}", escape(info.name));
            vec![html(meaning), number(&uncertain(value)), cell(info.unit), cell(own)]
        })
        .collect();
    let parameters = table(
        "Parameters of the movement rules; of a range each member draws a value",
        &["parameter", "#value or range", "unit", "set by"],
        &rows,
    );
    body.push_str(&details("keep", &format!("All {} parameters with their ranges and units", rows.len()), &parameters));
    section("assumptions", "Assumptions", &body)
}

/// Sources and licences.
pub fn sources(scenario: &Scenario) -> String {
    let provenance = &scenario.provenance;
    let or = |text: &str, none: &str| escape(if text.is_empty() { none } else { text });
    let mut body = terms(&[
        ("Compiled by", or(&provenance.compiled_by, "not stated")),
        ("Licence of the data", or(&provenance.licence, "not stated: ask before passing the data on")),
    ]);
    if !provenance.attribution.is_empty() {
        body.push_str(&bullets(&provenance.attribution.iter().map(|line| escape(line)).collect::<Vec<_>>()));
    }
    let mut hosts: BTreeMap<String, usize> = BTreeMap::new();
    for site in sites(scenario) {
        *hosts.entry(site).or_default() += 1;
    }
    if !hosts.is_empty() {
        let mut hosts: Vec<(String, usize)> = hosts.into_iter().collect();
        hosts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let rows: Vec<Vec<Cell>> =
            hosts.iter().map(|(site, rows)| vec![cell(site), number(&rows.to_string())]).collect();
        let inner = table("Sites that the rows of the scenario name as their source", &["site", "#times named"], &rows);
        body.push_str(&details("keep", &format!("Where the rows come from: {}", many(rows.len(), "site")), &inner));
    }
    let note = "Every row of the scenario's tables names its source; the folder has them all.";
    body.push_str(&paragraph("note", note));
    section("sources", "Sources and licences", &body)
}

/// The sites in the sources of rows: what stands between `://` and the next stroke.
fn sites(scenario: &Scenario) -> Vec<String> {
    let Scenario { locations, routes, crossings, hosts, conflicts, camps, observations, stocks, .. } = scenario;
    let places = locations.iter().map(|at| &at.source).chain(routes.iter().map(|at| &at.source));
    let counts = observations.iter().map(|at| &at.source).chain(stocks.iter().map(|at| &at.source));
    let crossings = crossings.iter().flat_map(|at| at.into_country.rows.iter().chain(&at.into_to_country.rows));
    let hosts = hosts.iter().flat_map(|at| &at.admission.rows);
    let fighting = conflicts.iter().flat_map(|(_, timeline)| &timeline.rows);
    let camps = camps.iter().flat_map(|(_, timeline)| &timeline.rows);
    let all = places
        .chain(counts)
        .chain(crossings.map(|row| &row.source))
        .chain(hosts.map(|row| &row.source))
        .chain(fighting.map(|row| &row.source))
        .chain(camps.map(|row| &row.source));
    let site = |part: &str| {
        let ends = |letter: char| letter.is_whitespace() || "/;,|\"'<>?#)".contains(letter);
        let site = part.split(ends).next().unwrap_or_default();
        (site.contains('.') && site.len() < 80).then(|| site.trim_start_matches("www.").to_lowercase())
    };
    all.flat_map(|source| source.split("://").skip(1).filter_map(site)).collect()
}

/// How the numbers came about.
pub fn provenance(scenario: &Scenario, made: &Made) -> String {
    let code = |text: &str| {
        if text.is_empty() { "not stated".to_owned() } else { format!("<code>{}</code>", escape(text)) }
    };
    let hash = if made.hash.is_empty() { &scenario.provenance.hash } else { &made.hash };
    let body = terms(&[
        ("Program", escape(format!("Corridor {}", made.version).trim())),
        ("Members and seed", escape(&format!("{}, seed {}", many(made.members as usize, "member"), made.seed))),
        ("Scenario", format!("{} <code>{}</code>", super::html::name(&scenario.title), escape(&scenario.name))),
        ("Hash of the scenario", code(hash)),
        ("Digest of the results", code(&made.digest)),
        ("To make it again", code(&made.command)),
    ]);
    let same = "The same version, scenario, seed and number of members give the same bytes on every machine.";
    section("provenance", "Provenance", &(body + &paragraph("note", same)))
}

/// What it is for and what not.
pub fn limits() -> String {
    let list = |heading: &str, rows: &[&str]| {
        let rows: Vec<String> = rows.iter().map(|row| escape(row)).collect();
        format!("<div><h3>{heading}</h3>\n{}</div>\n", bullets(&rows))
    };
    let body = list(
        "Meant for",
        &[
            "planning reception, supplies and staff against a range of outcomes, beside other information",
            "seeing which unknowns matter most, and asking about those first",
            "comparing what a change would do to people, waiting and harm included",
        ],
    ) + &list(
        "Not to be used for",
        &[
            "decisions about single people, or to find, stop or turn back people on the move",
            "arguing for a closure because fewer people arrive",
            "official statistics: simulated people are not counted people",
        ],
    ) + &list(
        "Limits",
        &[
            "People are moved by a few rules and ranges; what the rules do not hold does not happen here.",
            "The interval holds what the inputs say is uncertain. Surprises that nobody entered lie outside of it.",
            "Reports are late, partial and sometimes wrong; so is what stands on them.",
        ],
    );
    section("limits", "Limits, intended and prohibited use", &format!("<div class=\"three\">\n{body}</div>\n"))
}
