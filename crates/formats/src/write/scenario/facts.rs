//! `facts.jsonl`: one JSON object a line.

use corridor_model::{Date, Evidence, Fact, Key, Quantity, Speaker, When, Where};
use serde_json::{Value, json};

use crate::number::plain;
use crate::scenario::facts::FILE;
use crate::source::Source;

/// `facts.jsonl`, if there are facts.
pub fn facts(facts: &[Fact]) -> Option<Source> {
    let text: String = facts.iter().map(|fact| line(fact).to_string() + "\n").collect();
    (!facts.is_empty()).then(|| Source { name: FILE.to_owned(), bytes: text.into_bytes() })
}

fn line(fact: &Fact) -> Value {
    let Fact { id, kind, summary, modality, condition, when, places, quantity, speaker, evidence, sets, cross_check } =
        fact;
    let When { from, to, ongoing } = when;
    let day = |day: &Option<Date>| day.map(|day| day.to_string());
    let place = |Where { role, name, key }: &Where| json!({"role": role.word(), "name": name, "key": key.as_ref().map(Key::as_str)});
    let quantity = quantity.as_ref().map(|Quantity { value, quantifier, unit }| {
        let (low, high) = value.bounds();
        json!({"low": number(low), "high": number(high), "quantifier": quantifier.word(), "unit": unit})
    });
    let Speaker { name, channel } = speaker;
    let Evidence { url, start, end } = evidence;
    json!({
        "fact_id": id.as_str(),
        "schema_version": 1,
        "kind": kind,
        "summary": summary,
        "modality": modality.word(),
        "condition": condition,
        "when": {"from": day(from), "to": day(to), "ongoing": ongoing},
        "where": places.iter().map(place).collect::<Vec<_>>(),
        "quantity": quantity,
        "speaker": {"name": name, "channel": channel},
        "evidence": {"url": url, "start": start, "end": end},
        "simulator_input": {"sets": sets},
        "cross_check": cross_check,
    })
}

/// A number, or its digits where `serde_json` would read another.
/// (It would without its feature `float_roundtrip`, which `jsonschema` turns on in tests but nothing does in the program.)
fn number(value: f64) -> Value {
    let digits = plain(value);
    match serde_json::from_str::<Value>(&digits) {
        Ok(read) if read.as_f64() == Some(value) => read,
        Ok(_) | Err(_) => Value::from(digits),
    }
}
