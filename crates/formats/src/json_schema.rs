//! A JSON Schema of `scenario.yml`, for editors that check and complete while one types.
//!
//! The reader does not use these types: it tells every problem at once with line and column, which `serde` cannot. A test
//! holds their names against those that the reader knows.

use std::borrow::Cow;
use std::collections::BTreeMap;

use corridor_model::{Parameter, Uncertain};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// The schema as JSON.
pub fn scenario_schema() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<ScenarioFile>();
    schema.insert("title".to_owned(), "A Corridor scenario, version 1".into());
    let text = serde_json::to_string_pretty(&schema);
    text.map_or_else(|_| String::new(), |text| text + "\n")
}

/// `scenario.yml`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)] // Here and below: the types say what may be written; nothing is read into them.
struct ScenarioFile {
    /// The version of the format.
    #[schemars(range(min = 1, max = 1))]
    schema: u32,
    /// The version of the movement rules.
    #[schemars(range(min = 1, max = 1))]
    rules_version: u32,
    /// A short name.
    name: String,
    /// A title; the name if absent.
    title: Option<String>,
    /// The days that the scenario covers.
    period: Period,
    /// The day as of which it forecasts; without one it is run as a hindcast.
    reference_date: Option<Day>,
    /// The movement rules.
    rules: Option<WhoseRules>,
    /// Roads known from end to end, however far ahead people look otherwise: the places along each.
    known_roads: Option<Vec<Road>>,
    /// The numbers of the movement rules.
    parameters: Option<ParameterValues>,
    /// How long a state lasts whose end is unknown, in days.
    unknown_ends: Option<UnknownEnds>,
    /// Groups of people, at least one.
    #[schemars(length(min = 1, max = 255))]
    profiles: Vec<Profile>,
    /// The countries and places that a result names first, in order.
    headline: Option<Vec<String>>,
    /// Named what-ifs.
    what_ifs: Option<Vec<WhatIf>>,
    /// Where the scenario comes from.
    provenance: Option<Provenance>,
}

/// The days that a scenario covers, both included.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Period {
    /// The first day.
    start: Day,
    /// The last day.
    end: Day,
}

/// The places along a road.
#[derive(JsonSchema)]
#[schemars(transparent)]
#[allow(dead_code)]
struct Road(#[schemars(length(min = 2))] Vec<String>);

#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)]
enum WhoseRules {
    /// Those, as they are.
    Family(Family),
    /// Those, and what is otherwise.
    Rules(Rules),
}

/// Whose movement rules.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[allow(dead_code)]
enum Family {
    /// Corridor's own.
    Corridor,
    /// Those of Flee 3.2, as its documentation means them.
    #[schemars(rename = "flee-3.2")]
    Flee,
    /// Those of Flee 3.2, with its defects.
    #[schemars(rename = "flee-3.2-quirks")]
    FleeQuirks,
}

/// The movement rules.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Rules {
    /// Whose; `corridor` if absent. What is absent below is as with them.
    #[schemars(rename = "as")]
    family: Option<Family>,
    /// How people choose where to go; `destinations` if absent.
    decision: Option<Decision>,
    /// How attraction falls with distance; `power` if absent.
    kernel: Option<Kernel>,
    /// Whether people who are alike are counted together; `cohorts` if absent.
    population: Option<Population>,
    /// How many flee from a place on a day of fighting; `rate` if absent.
    conflict_departures: Option<ConflictDepartures>,
    /// How fighting counts for less as it goes on, where departures are shared among the places with fighting.
    conflict_decay: Option<Decay>,
    /// Whether those who flee are taken from the people who live there.
    take_from_population: Option<bool>,
    /// Whether people who come to a town do not rest before they have made half of two days' journeys.
    avoid_short_stints: Option<bool>,
    /// Whether people walk until they first come to another place.
    start_on_foot: Option<bool>,
    /// Whether of several ways to a place people consider the best alone.
    best_route_only: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[allow(dead_code)]
enum ConflictDepartures {
    Rate,
    Constant,
    Poisson,
    Share,
}

/// A factor for each span of days since the fighting began, the last for ever.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Decay {
    /// The days of a span; 30 if absent.
    #[schemars(range(min = 1, max = 36525))]
    every_days: Option<u32>,
    /// The factors.
    #[schemars(inner(range(min = 0.0, max = 1000000.0)))]
    factors: Vec<f64>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)]
enum Decision {
    /// Among all places that can be reached.
    Destinations(Destinations),
    /// Among the places within so many hops.
    LookAhead(LookAhead),
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[allow(dead_code)]
enum Destinations {
    Destinations,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct LookAhead {
    /// The most routes looked along.
    #[schemars(range(min = 1, max = 4))]
    look_ahead: u8,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[allow(dead_code)]
enum Kernel {
    Power,
    Exponential,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[allow(dead_code)]
enum Population {
    Cohorts,
    Individuals,
}

/// How long a state lasts whose end is unknown, in days.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct UnknownEnds {
    /// The closure or restriction of a crossing.
    crossing: Option<Duration>,
    /// The closure of a route, place or camp.
    closure: Option<Duration>,
    /// Fighting at a place.
    fighting: Option<Duration>,
    /// A host's policy.
    host: Option<Duration>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)]
enum Duration {
    Number(Number),
    Lognormal(Lognormal),
}

/// Half of the durations are below `median_days`, nine in ten below `p90_days`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Lognormal {
    median_days: f64,
    p90_days: f64,
}

/// What the people of a group share.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Profile {
    /// Its stable key.
    key: String,
    /// Of those displaced by fighting, the share with this profile, in proportion to the others.
    #[schemars(range(min = 0.0))]
    conflict_share: Option<f64>,
    /// That share among those who live at a place, where it is another.
    conflict_share_at: Option<BTreeMap<String, f64>>,
    /// How much more than others they heed the safety of a place and its kind: the exponent on both.
    #[schemars(range(min = 0.0, max = 10.0))]
    caution: Option<f64>,
    /// The share with the papers that a documented-only crossing asks for.
    documented: Option<Number>,
    /// Whether they remember the very place that they left.
    remembers_home: Option<bool>,
    /// Whether they go home by themselves when it is safe there.
    returns: Option<bool>,
    /// The exponent of the distance kernel, if not the scenario's own.
    distance_exponent: Option<Number>,
    /// How strongly a kind of place pulls; 1 where not named, 0 never.
    pull_kind: Option<BTreeMap<String, Number>>,
    /// How strongly a country pulls.
    pull_country: Option<BTreeMap<String, Number>>,
    /// How strongly one place pulls, on top of the two above.
    pull_place: Option<BTreeMap<String, Number>>,
}

/// A named what-if.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct WhatIf {
    /// Its stable key.
    key: String,
    /// What it asks, in a sentence.
    sentence: String,
    /// The edits, in words.
    edits: Vec<String>,
}

/// Where the scenario comes from.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Provenance {
    /// Who compiled it.
    compiled_by: Option<String>,
    /// The licence of its data.
    licence: Option<String>,
    /// Attributions that its sources ask for.
    attribution: Option<Vec<String>>,
}

/// A day, `2021-09-02`.
struct Day;

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day, such as 2021-09-02.",
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        })
    }
}

/// A value or `low..high`.
struct Number;

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        number(None)
    }
}

/// The parameters, each with its sentence, unit, range and default.
struct ParameterValues;

impl JsonSchema for ParameterValues {
    fn schema_name() -> Cow<'static, str> {
        "Parameters".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let named = |parameter: &Parameter| (parameter.info().name.to_owned(), number(Some(*parameter)).to_value());
        let properties: serde_json::Map<String, serde_json::Value> = Parameter::ALL.iter().map(named).collect();
        json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
    }
}

/// A value or `low..high`, in the range of a parameter.
fn number(parameter: Option<Parameter>) -> Schema {
    let mut value = serde_json::json!({ "type": "number" });
    let mut schema = serde_json::json!({ "description": "A value, or a range low..high." });
    if let Some(info) = parameter.map(Parameter::info) {
        value = serde_json::json!({ "type": "number", "minimum": info.least, "maximum": info.greatest });
        let default = match info.default {
            Uncertain::Exact(value) => serde_json::json!(value),
            Uncertain::Range { low, high } => serde_json::json!(format!("{low}..{high}")),
            Uncertain::Lognormal { median, .. } => serde_json::json!(median),
        };
        let description = format!("{} Unit: {}. A value, or a range low..high.", info.sentence, info.unit);
        schema = serde_json::json!({ "description": description, "default": default });
    }
    const DIGITS: &str = "[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?";
    let range = serde_json::json!({ "type": "string", "pattern": format!("^{DIGITS} ?\\.\\. ?{DIGITS}$") });
    schema["anyOf"] = serde_json::json!([value, range]);
    Schema::try_from(schema).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn the_schema_has_the_names_that_the_reader_knows() {
        let schema: serde_json::Value = serde_json::from_str(&super::scenario_schema()).unwrap();
        for (group, names) in crate::scenario::shapes() {
            let object = if group == "ScenarioFile" { &schema } else { &schema["$defs"][group] };
            let written: BTreeSet<&str> =
                object["properties"].as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(written, names.into_iter().collect(), "{group}");
        }
    }
}
