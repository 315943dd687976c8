//! `ro-crate-metadata.json`: where a result comes from, as an RO-Crate 1.1 with the profile Process Run Crate 0.5.
//!
//! The files of the result are in the crate; those of the scenario are not, so they are described as what was used:
//! name, hash, licence, and the sources that their rows name.

use std::collections::{BTreeMap, BTreeSet};

use corridor_model::{Scenario, Table};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::public::NOTE;
use super::{Results, dictionary};
use crate::Source;

const PROCESS: &str = "https://w3id.org/ro/wfrun/process/0.5";

/// A file that was read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileMark {
    /// Its name.
    pub name: String,
    /// Its size, bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Who ran it: told only if the user says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// The name.
    pub name: String,
    /// Whether it is an organization and not a person.
    pub is_organization: bool,
    /// Who it is on the web, such as an ORCID.
    pub url: Option<String>,
}

/// What the shell knows of a run beside its result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// When it began, such as `2021-09-02T08:00:00+00:00`; none where the same command should give the same bytes.
    pub start_time: Option<String>,
    /// When it ended.
    pub end_time: Option<String>,
    /// Who ran it.
    pub agent: Option<Agent>,
    /// The files that were read: the scenario's, and those of edits and parameters.
    pub inputs: Vec<FileMark>,
    /// The files that were written, but for this one.
    pub outputs: Vec<FileMark>,
}

impl FileMark {
    /// Of a file at hand.
    pub fn of(file: &Source) -> FileMark {
        let sha256 = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        FileMark { name: file.name.clone(), size: file.bytes.len() as u64, sha256 }
    }
}

/// The bytes of `ro-crate-metadata.json`.
pub fn ro_crate(results: &Results, run: &Run) -> Vec<u8> {
    let mut graph = Graph::default();
    let licence = licence(&mut graph, &results.scenario.provenance.licence);
    let objects: Vec<Value> =
        inputs(&mut graph, results, run, &licence).into_iter().chain(settings(&mut graph, results)).collect();
    let outputs: Vec<Value> = run.outputs.iter().map(|file| output(&mut graph, results, file)).collect();
    let agent = run.agent.as_ref().map(|agent| {
        let kind = if agent.is_organization { "Organization" } else { "Person" };
        let mut told = json!({ "@id": agent.url.as_deref().unwrap_or("#agent"), "@type": kind, "name": agent.name });
        if let Some(url) = &agent.url {
            told["url"] = url.as_str().into();
        }
        graph.add(told)
    });
    let tool = graph.add(json!({
        "@id": "#corridor", "@type": "SoftwareApplication", "name": "Corridor", "softwareVersion": results.about.version,
        "description": "Forecasts of forced displacement from reports, with intervals, and what-ifs.",
    }));
    let mut action = json!({
        "@id": "#run", "@type": "CreateAction", "name": title(results), "description": results.about.command,
        "instrument": tool, "object": objects, "result": outputs,
        "actionStatus": "http://schema.org/CompletedActionStatus",
    });
    for (name, value) in [("startTime", &run.start_time), ("endTime", &run.end_time)] {
        if let Some(value) = value {
            action[name] = value.as_str().into();
        }
    }
    if let Some(agent) = &agent {
        action["agent"] = agent.clone();
    }
    let action = graph.add(action);
    let profile = graph.add(json!({
        "@id": PROCESS, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5",
    }));
    let date = run.end_time.clone().unwrap_or_else(|| results.about.reference_date.to_string());
    let mut root = json!({
        "@id": "./", "@type": "Dataset", "name": title(results), "description": description(results),
        "datePublished": date, "license": licence, "conformsTo": profile, "hasPart": outputs, "mentions": action,
    });
    let attribution = &results.scenario.provenance.attribution;
    if !attribution.is_empty() {
        root["creditText"] = attribution.join(" | ").into();
    }
    if let Some(agent) = agent {
        root["author"] = agent;
    }
    graph.add(root);
    graph.add(json!({
        "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": { "@id": "./" },
        "conformsTo": { "@id": "https://w3id.org/ro/crate/1.1" },
    }));
    graph.bytes()
}

/// The entities of a crate, each once.
#[derive(Default)]
struct Graph(BTreeMap<String, Value>);

impl Graph {
    /// Adds an entity; what refers to it.
    fn add(&mut self, entity: Value) -> Value {
        let id = entity["@id"].as_str().unwrap_or_default().to_owned();
        let to = json!({ "@id": id });
        self.0.insert(id, entity);
        to
    }

    fn bytes(mut self) -> Vec<u8> {
        // The descriptor and the root come first, as readers expect.
        let first = ["ro-crate-metadata.json", "./"].into_iter().filter_map(|id| self.0.remove(id)).collect::<Vec<_>>();
        let graph: Vec<Value> = first.into_iter().chain(self.0.into_values()).collect();
        let document = json!({ "@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph });
        // Plain text and numbers: there is nothing that JSON could not hold.
        let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

fn title(results: &Results) -> String {
    let what = if results.about.against.is_some() { "Comparison" } else { "Forecast" };
    format!("{what}: {}, as of {}", results.scenario.title, results.about.reference_date)
}

fn description(results: &Results) -> String {
    let about = &results.about;
    let mut text = format!(
        "A simulation of forced displacement, not observation, of {} members with seed {}; not a statement on borders.",
        about.members, about.seed
    );
    if results.is_public() {
        text.push(' ');
        text.push_str(NOTE);
    }
    text
}

/// The licence of the scenario's data, which is that of the result.
fn licence(graph: &mut Graph, name: &str) -> Value {
    let known = [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    ];
    let plain = |text: &str| text.to_lowercase().replace(['-', ' '], "");
    let url = known.into_iter().find(|(known, _)| plain(known) == plain(name)).map_or("#licence", |(_, url)| url);
    let name = if name.is_empty() { "Not stated" } else { name };
    graph.add(json!({
        "@id": url, "@type": "CreativeWork", "name": name,
        "description": "The licence of the scenario's data, as the scenario states it; the result is under the same.",
    }))
}

fn inputs(graph: &mut Graph, results: &Results, run: &Run, licence: &Value) -> Vec<Value> {
    let mut sources = sources(results.scenario);
    let inputs = run.inputs.iter().map(|file| {
        let mut told = json!({
            "@id": format!("#input/{}", encoded(&file.name)), "@type": "CreativeWork", "name": file.name,
            "description": "A file that was read. It is not in this folder.", "contentSize": file.size.to_string(),
            "sha256": file.sha256, "license": licence,
        });
        let stem = file.name.rsplit('/').next().and_then(|name| name.strip_suffix(".csv")).unwrap_or_default();
        if let Some(urls) = sources.remove(stem) {
            told["isBasedOn"] = urls.into_iter().collect();
        }
        graph.add(told)
    });
    let mut inputs: Vec<Value> = inputs.collect();
    if !results.scenario.provenance.hash.is_empty() {
        inputs.push(property(
            graph,
            "scenario_hash",
            "Hash of the scenario",
            results.scenario.provenance.hash.as_str(),
        ));
    }
    inputs
}

fn settings(graph: &mut Graph, results: &Results) -> Vec<Value> {
    let about = &results.about;
    let as_of = about.reference_date.to_string();
    let mut all = vec![
        property(graph, "seed", "Seed of all draws", about.seed),
        property(graph, "members", "Members of the ensemble", about.members),
        property(graph, "reference_date", "Reference date: nothing that became known later is used", as_of.as_str()),
        property(graph, "hindcast", "Whether every row was used, whenever it became known", about.hindcast),
        property(graph, "rules_version", "Version of the movement rules", results.scenario.rules.version),
    ];
    let mut edits = |prefix: &str, what: &str, edits: &[String]| {
        for (edit, number) in edits.iter().zip(1..) {
            all.push(property(graph, &format!("{prefix}-{number}"), what, edit.as_str()));
        }
    };
    edits("edit", "Edit of the scenario", &about.edits);
    edits("against", "Edit of the base of the comparison", about.against.as_deref().unwrap_or_default());
    all
}

fn property(graph: &mut Graph, id: &str, name: &str, value: impl Into<Value>) -> Value {
    let value = value.into();
    graph.add(
        json!({ "@id": format!("#{id}"), "@type": "PropertyValue", "name": name, "propertyID": id, "value": value }),
    )
}

fn output(graph: &mut Graph, results: &Results, file: &FileMark) -> Value {
    let mut told = Map::new();
    told.insert("@id".to_owned(), encoded(&file.name).into());
    told.insert("@type".to_owned(), "File".into());
    told.insert("name".to_owned(), file.name.as_str().into());
    told.insert("contentSize".to_owned(), file.size.to_string().into());
    told.insert("sha256".to_owned(), file.sha256.as_str().into());
    if let Some(known) = dictionary::file(&file.name) {
        told.insert("encodingFormat".to_owned(), known.media_type.into());
        let note = if results.is_public() { format!("{} {NOTE}", known.what) } else { known.what.to_owned() };
        told.insert("description".to_owned(), note.into());
    }
    graph.add(Value::Object(told))
}

/// A name as a part of a URI.
fn encoded(name: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    name.bytes().map(|byte| if keep(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The addresses that the rows of each table name as their source, by the table's name.
fn sources(scenario: &Scenario) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut found: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut tell = |table: Table, source: &str| {
        let words = source.split([' ', '|', '\n', '\t', '"']).filter(|word| word.contains("://"));
        let urls = words.map(|word| word.trim_matches([';', ',', '(', ')', '.', ':']).to_owned());
        found.entry(table.word()).or_default().extend(urls);
    };
    scenario.locations.iter().for_each(|row| tell(Table::Locations, &row.source));
    scenario.routes.iter().for_each(|row| tell(Table::Routes, &row.source));
    scenario.stocks.iter().for_each(|row| tell(Table::Stocks, &row.source));
    scenario.observations.iter().for_each(|row| tell(Table::Observations, &row.source));
    scenario.departures.iter().for_each(|one| tell(Table::Departures, &one.row.source));
    let rows = scenario.redirections.iter().flat_map(|redirection| &redirection.timeline.rows);
    rows.for_each(|row| tell(Table::Redirections, &row.source));
    let rows = scenario.conflicts.iter().flat_map(|(_, timeline)| &timeline.rows);
    rows.for_each(|row| tell(Table::Conflicts, &row.source));
    let rows = scenario.camps.iter().flat_map(|(_, timeline)| &timeline.rows);
    rows.for_each(|row| tell(Table::Camps, &row.source));
    let rows = scenario.closures.iter().flat_map(|closure| &closure.timeline.rows);
    rows.for_each(|row| tell(Table::Closures, &row.source));
    for crossing in &scenario.crossings {
        let rows = crossing.into_country.rows.iter().chain(&crossing.into_to_country.rows);
        rows.for_each(|row| tell(Table::Crossings, &row.source));
    }
    for host in &scenario.hosts {
        host.admission.rows.iter().for_each(|row| tell(Table::Hosts, &row.source));
        let shares =
            host.push_back.rows.iter().chain(host.forced_return.iter().flat_map(|(_, timeline)| &timeline.rows));
        shares.for_each(|row| tell(Table::Hosts, &row.source));
    }
    found.retain(|_, urls| !urls.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::testing;

    fn graph(run: &Run) -> BTreeMap<String, Value> {
        let scenario = testing::scenario();
        let bytes = ro_crate(&testing::results(&scenario, true), run);
        let document: Value = serde_json::from_slice(&bytes).unwrap();
        let entities = document["@graph"].as_array().unwrap().iter();
        entities.map(|entity| (entity["@id"].as_str().unwrap().to_owned(), entity.clone())).collect()
    }

    #[test]
    fn what_was_read_and_written_is_told_with_its_hash() {
        let file = |name: &str, bytes: &[u8]| FileMark::of(&Source { name: name.to_owned(), bytes: bytes.to_vec() });
        let abc = file("locations.csv", b"abc");
        // FIPS 180-2, appendix B.1.
        assert_eq!(abc.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let run = Run {
            inputs: vec![abc],
            outputs: vec![file("stocks.csv", b"x"), file("odd name.csv", b"")],
            ..Run::default()
        };
        let graph = graph(&run);
        let refers =
            |from: &str, by: &str, to: &str| graph[from][by].as_array().unwrap().iter().any(|other| other["@id"] == to);
        assert!(refers("#run", "object", "#input/locations.csv") && refers("#run", "object", "#edit-1"));
        assert!(refers("#run", "result", "stocks.csv") && refers("./", "hasPart", "odd%20name.csv"));
        assert_eq!(graph["stocks.csv"]["encodingFormat"], "text/csv");
        assert_eq!(graph["#seed"]["value"], 7);
        assert_eq!(graph["./"]["license"]["@id"], "https://creativecommons.org/licenses/by/4.0/");
        assert_eq!(graph["#run"]["instrument"]["@id"], "#corridor");
    }

    #[test]
    fn time_and_agent_are_told_only_if_given() {
        let bare = graph(&Run::default());
        assert_eq!((bare["#run"].get("startTime"), bare["#run"].get("agent")), (None, None));
        assert_eq!(bare["./"]["datePublished"], "2024-04-01");
        let agent = Agent { name: "An office".to_owned(), is_organization: true, url: None };
        let end_time = Some("2024-04-02T08:00:00+00:00".to_owned());
        let told = graph(&Run { agent: Some(agent), end_time, ..Run::default() });
        assert_eq!(told["#agent"]["@type"], "Organization");
        assert_eq!(told["./"]["datePublished"], "2024-04-02T08:00:00+00:00");
    }

    #[test]
    fn the_addresses_in_the_sources_of_a_table_are_what_it_is_based_on() {
        let mut scenario = testing::scenario();
        scenario.routes[0].source =
            "a count: https://example.org/a?b=1; see (http://example.org/c), and more".to_owned();
        let urls = ["http://example.org/c", "https://example.org/a?b=1"].map(str::to_owned);
        assert_eq!(sources(&scenario), BTreeMap::from([("routes", BTreeSet::from(urls))]));
    }
}
