//! `facts.jsonl`: reported statements, one JSON object a line.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use corridor_model::{
    Evidence, Fact, Key, Modality, Parameter, Quantifier, Quantity, Role, Scenario, Shut, Speaker, Timeline, Uncertain,
    When, Where,
};

use super::{Desk, Known};
use crate::number::PEOPLE;
use crate::problems::{Problems, Spot, small};
use crate::suggest;
use crate::values::Values;

pub const FILE: &str = "facts.jsonl";

/// A line, whose values are named by their path: `when/from`, `where/0/name`.
struct Line<'a, 'p> {
    text: &'a str,
    value: serde_json::Value,
    line: u32,
    known: &'a Known,
    problems: &'p mut Problems,
}

impl Line<'_, '_> {
    fn at(&self, path: &str) -> Option<&serde_json::Value> {
        self.value.pointer(&format!("/{path}"))
    }

    /// How many items a list has.
    fn count(&self, path: &str) -> usize {
        self.at(path).and_then(|value| value.as_array()).map_or(0, Vec::len)
    }

    fn option(&self, path: &str) -> Option<String> {
        self.given(path).map(Cow::into_owned)
    }
}

impl<'a> Values<'a> for Line<'a, '_> {
    fn given(&self, name: &str) -> Option<Cow<'a, str>> {
        let text = match self.at(name)? {
            serde_json::Value::String(text) => text.trim().to_owned(),
            serde_json::Value::Number(number) => number.to_string(),
            serde_json::Value::Bool(value) => value.to_string(),
            serde_json::Value::Null | serde_json::Value::Array(_) | serde_json::Value::Object(_) => return None,
        };
        (!text.is_empty()).then_some(Cow::Owned(text))
    }

    /// The name of the value, at its first mention in the line after those of the groups that it is in.
    fn spot(&self, name: &str) -> Spot {
        let mut offset = 0;
        for part in name.split('/').filter(|part| part.parse::<usize>().is_err()) {
            match self.text[offset..].find(&format!("\"{part}\"")) {
                Some(found) => offset += found,
                None => break,
            }
        }
        if offset == 0 {
            return Spot::line(self.line);
        }
        let last = name.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or(name);
        Spot { line: self.line, ..Spot::at(self.text, offset, last.chars().count() + 2) }
    }

    fn problems(&mut self) -> &mut Problems {
        self.problems
    }

    fn known(&self) -> &'a Known {
        self.known
    }
}

/// Reads the facts. `scenario` holds the rest of the folder, to say what the facts set.
pub fn read(desk: &mut Desk<'_>, known: &Known, scenario: Option<&Scenario>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let Some(text) = desk.text(FILE, false) else { return facts };
    // Rows that could not be read may be the ones that a fact sets.
    let rows = scenario.filter(|_| !desk.has_any_errors()).map(rows);
    let problems = desk.problems(FILE);
    let mut seen: BTreeMap<Key, u32> = BTreeMap::new();
    for (index, text) in text.lines().enumerate() {
        let line = small(index + 1);
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        match serde_json::from_str::<serde_json::Value>(text) {
            Ok(value) if value.is_object() => {
                let mut line = Line { text, value, line, known, problems };
                let Some(fact) = fact(&mut line, rows.as_ref()) else { continue };
                let first = *seen.entry(fact.id.clone()).or_insert(line.line);
                if first != line.line {
                    let message = format!("The fact `{}` stands in line {first} already.", fact.id);
                    line.fail("duplicate-fact", "fact_id", message, "give each fact an id of its own");
                }
                facts.push(fact);
            }
            Ok(_) => {
                problems.error("not-json", Spot::line(line), "The line is not a fact.", "write one JSON object a line")
            }
            Err(error) => {
                let at = Spot { line, column: small(error.column()), width: 1 };
                let said = error.to_string();
                let said = said.split(" at line ").next().unwrap_or_default().to_owned();
                let message = format!("The line is not JSON: {said}.");
                problems.error("not-json", at, message, "write one JSON object a line, with nothing after it");
            }
        }
    }
    facts
}

fn fact(line: &mut Line<'_, '_>, rows: Option<&BTreeSet<String>>) -> Option<Fact> {
    for name in
        ["fact_id", "schema_version", "kind", "summary", "modality", "evidence/url", "evidence/start", "evidence/end"]
    {
        if line.given(name).is_none() {
            let message = format!("`{}` is missing.", name.replace('/', "."));
            line.fail("missing-value", name, message, "scenarios/README.md shows a whole fact");
        }
    }
    if line.whole("schema_version", &(0.0..=1e6)).is_some_and(|version| version != 1) {
        line.fail("other-schema", "schema_version", "The fact is of another version.", "this build reads version 1");
    }
    let modality = line.word("modality", &Modality::ALL, Modality::word);
    let when = When {
        from: line.date("when/from"),
        to: line.date("when/to"),
        ongoing: line.flag("when/ongoing").unwrap_or(false),
    };
    if let (Some(from), Some(to)) = (when.from, when.to)
        && to < from
    {
        line.fail(
            "until-before-start",
            "when/to",
            "It ends before it begins.",
            "write a day that is not before `from`",
        );
    }
    let mut places = Vec::new();
    for index in 0..line.count("where") {
        let path = |name: &str| format!("where/{index}/{name}");
        let role = line.word(&path("role"), &Role::ALL, Role::word);
        if line.given(&path("role")).is_none() {
            line.fail(
                "missing-value",
                "where",
                "A place of the fact has no `role`.",
                "say what it does there, such as `at`",
            );
        }
        let key = line.place_or_country(&path("key"));
        if let Some(role) = role {
            places.push(Where { role, name: line.text(&path("name")), key });
        }
    }
    let quantity = quantity(line);
    let position = 0.0..=1e9;
    let (start, end) = (line.whole("evidence/start", &position), line.whole("evidence/end", &position));
    if let (Some(start), Some(end)) = (start, end)
        && end <= start
    {
        let help = "`start` and `end` count characters of the report, `end` being one past the last";
        line.fail("evidence-backwards", "evidence/end", "The evidence ends before it has begun.", help);
    }
    let sets: Vec<String> = (0..line.count("simulator_input/sets"))
        .filter_map(|index| line.option(&format!("simulator_input/sets/{index}")))
        .map(|set| set.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    for set in &sets {
        if let Some(rows) = rows.filter(|rows| !rows.contains(set)) {
            let help = suggest::did_you_mean(set, rows.iter().map(String::as_str))
                .unwrap_or_else(|| "write `table subject date`, such as `crossings x_chaman 2021-09-02`".to_owned());
            line.fail("unknown-row", "sets", format!("The fact sets `{set}`, which the scenario does not have."), help);
        }
    }
    let (id, kind) = (line.option("fact_id")?, line.option("kind")?);
    Some(Fact {
        id: Key::from(id),
        kind,
        summary: line.text("summary"),
        modality: modality?,
        condition: line.option("condition"),
        when,
        places,
        quantity,
        speaker: Speaker { name: line.text("speaker/name"), channel: line.text("speaker/channel") },
        evidence: Evidence {
            url: line.text("evidence/url"),
            start: usize::try_from(start?).ok()?,
            end: usize::try_from(end?).ok()?,
        },
        sets,
        cross_check: line.text("cross_check"),
    })
}

/// How many. Of a range without one end ("at least 80") the other stands for both.
fn quantity(line: &mut Line<'_, '_>) -> Option<Quantity> {
    line.at("quantity").filter(|value| value.is_object())?;
    let quantifier = match line.given("quantity/quantifier") {
        None => Some(Quantifier::Exact),
        Some(_) => line.word("quantity/quantifier", &Quantifier::ALL, Quantifier::word),
    };
    let (low, high) = (line.exact("quantity/low", &PEOPLE), line.exact("quantity/high", &PEOPLE));
    let (low, high) = (low.or(high)?, high.or(low)?);
    if low > high {
        let help = format!("write the lower number into `low`: {high}");
        line.fail("low-above-high", "quantity/high", "The quantity begins above its end.", help);
    }
    let value = if low == high { Uncertain::Exact(low) } else { Uncertain::Range { low, high } };
    Some(Quantity { value, quantifier: quantifier?, unit: line.text("quantity/unit") })
}

/// Every row of the scenario as a fact names it.
fn rows(scenario: &Scenario) -> BTreeSet<String> {
    fn dated<T>(rows: &mut BTreeSet<String>, subject: String, timeline: &Timeline<T>) {
        rows.extend(timeline.rows.iter().map(|row| format!("{subject} {}", row.event_date)));
    }
    let mut rows = BTreeSet::new();
    rows.extend(scenario.locations.iter().map(|place| format!("locations {}", place.key)));
    rows.extend(scenario.routes.iter().map(|route| format!("routes {} {}", route.from, route.to)));
    rows.extend(scenario.stocks.iter().map(|stock| format!("stocks {}", stock.location)));
    rows.extend(Parameter::ALL.iter().map(|parameter| format!("parameters {}", parameter.info().name)));
    rows.extend(["crossing", "closure", "fighting", "host"].map(|kind| format!("unknown_ends {kind}")));
    rows.extend(scenario.what_ifs.iter().map(|what_if| format!("what_ifs {}", what_if.key)));
    for crossing in &scenario.crossings {
        dated(&mut rows, format!("crossings {}", crossing.location), &crossing.into_country);
        dated(&mut rows, format!("crossings {}", crossing.location), &crossing.into_to_country);
    }
    for closure in &scenario.closures {
        let subject = match &closure.shut {
            Shut::Location(location) => format!("closures {location}"),
            Shut::Route { from, to } => format!("closures {from} {to}"),
        };
        dated(&mut rows, subject, &closure.timeline);
    }
    for redirection in &scenario.redirections {
        dated(&mut rows, format!("redirections {} {}", redirection.from, redirection.to), &redirection.timeline);
    }
    for (location, timeline) in &scenario.conflicts {
        dated(&mut rows, format!("conflicts {location}"), timeline);
    }
    for (location, timeline) in &scenario.camps {
        dated(&mut rows, format!("camps {location}"), timeline);
    }
    for host in &scenario.hosts {
        let subject = format!("hosts {}", host.country);
        dated(&mut rows, subject.clone(), &host.admission);
        dated(&mut rows, subject.clone(), &host.push_back);
        for (_, timeline) in &host.forced_return {
            dated(&mut rows, subject.clone(), timeline);
        }
    }
    let departures = scenario.departures.iter();
    rows.extend(departures.map(|departures| format!("departures {} {}", departures.origin, departures.row.event_date)));
    for observation in &scenario.observations {
        rows.insert(format!("observations {} {}", observation.location, observation.event_date));
        rows.insert(format!("observations {} {}", observation.series, observation.event_date));
    }
    rows
}
