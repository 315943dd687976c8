//! `corridor explain --fact`: a reported statement, and the rows that it sets as they are now.

use corridor_formats::told;
use corridor_model::{Date, Fact, Key, Scenario};
use serde_json::{Value, json};

use crate::failure::{Failure, unknown};
use crate::voice::Voice;

/// Shows a fact.
pub fn explain(scenario: &Scenario, id: &str, voice: Voice) -> Result<(), Failure> {
    let Some(fact) = scenario.facts.iter().find(|fact| fact.id.as_str() == id) else {
        let ids: Vec<Key> = scenario.facts.iter().map(|fact| fact.id.clone()).collect();
        return Err(unknown("fact", id, &ids));
    };
    let sets: Vec<(&str, Vec<String>)> =
        fact.sets.iter().map(|set| (set.as_str(), told::rows(scenario, set))).collect();
    voice.answer(&text(fact, &sets))?;
    let sets = sets.iter().map(|(set, rows)| json!({ "row": set, "now": rows }));
    voice.document("explain", json!({ "scenario": scenario.name, "fact": document(fact, sets.collect()) }))
}

fn text(fact: &Fact, sets: &[(&str, Vec<String>)]) -> String {
    let mut lines = vec![
        format!("{} ({}, {})", fact.id, fact.kind, fact.modality.word()),
        format!("  {}", fact.summary),
        format!("  said by     {}, {}", fact.speaker.name, fact.speaker.channel),
        format!("  when        {}", told::when(fact)),
    ];
    let mut say = |what: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("  {what:<12}{text}"));
        }
    };
    for place in &fact.places {
        let key = place.key.as_ref().map(|key| format!(" ({key})")).unwrap_or_default();
        say("where", format!("{} {}{key}", place.role.word(), place.name));
    }
    say("how many", fact.quantity.as_ref().map(told::many).unwrap_or_default());
    say("condition", fact.condition.clone().unwrap_or_default());
    let evidence = &fact.evidence;
    say("evidence", format!("{}, characters {} to {}", evidence.url, evidence.start, evidence.end));
    say("cross-check", fact.cross_check.clone());
    if sets.is_empty() {
        lines.push("  context: sets nothing".to_owned());
    }
    for (set, rows) in sets {
        lines.push(format!("  sets {set}"));
        lines.extend(rows.iter().map(|row| format!("    {row}")));
    }
    lines.join("\n")
}

fn document(fact: &Fact, sets: Vec<Value>) -> Value {
    let date = |date: Option<Date>| date.map(|date| date.to_string());
    let places = fact.places.iter().map(
        |place| json!({ "role": place.role.word(), "name": place.name, "key": place.key.as_ref().map(Key::as_str) }),
    );
    let quantity = fact.quantity.as_ref().map(|quantity| {
        let (low, high) = quantity.value.bounds();
        json!({ "low": low, "high": high, "quantifier": quantity.quantifier.word(), "unit": quantity.unit })
    });
    json!({
        "fact_id": fact.id.as_str(), "kind": fact.kind, "summary": fact.summary, "modality": fact.modality.word(),
        "condition": fact.condition, "cross_check": fact.cross_check, "quantity": quantity,
        "when": { "from": date(fact.when.from), "to": date(fact.when.to), "ongoing": fact.when.ongoing },
        "where": places.collect::<Vec<_>>(),
        "speaker": { "name": fact.speaker.name, "channel": fact.speaker.channel },
        "evidence": { "url": fact.evidence.url, "start": fact.evidence.start, "end": fact.evidence.end },
        "sets": sets,
    })
}
