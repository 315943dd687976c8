//! Reported statements, with what they set.

use corridor_formats::told;
use corridor_model::{Fact, Key, Scenario};
use serde_json::{Value, json};

/// Every fact.
pub fn facts(scenario: &Scenario) -> Vec<Value> {
    scenario.facts.iter().map(|fact| view(scenario, fact)).collect()
}

fn view(scenario: &Scenario, fact: &Fact) -> Value {
    let places = fact.places.iter().map(
        |place| json!({ "role": place.role.word(), "name": place.name, "key": place.key.as_ref().map(Key::as_str) }),
    );
    let sets = fact.sets.iter().map(|row| json!({ "row": row, "now": told::rows(scenario, row) }));
    let evidence = &fact.evidence;
    json!({
        "id": fact.id.as_str(), "kind": fact.kind, "summary": fact.summary, "modality": fact.modality.word(),
        "condition": fact.condition, "speaker": fact.speaker.name, "channel": fact.speaker.channel,
        "when": told::when(fact), "quantity": fact.quantity.as_ref().map(told::many),
        "where": places.collect::<Vec<_>>(),
        "evidence": { "url": evidence.url, "start": evidence.start, "end": evidence.end },
        "sets": sets.collect::<Vec<_>>(), "crossCheck": fact.cross_check,
    })
}
