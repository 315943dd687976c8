//! What happens when: the flags on the time slider.

use corridor_model::{Key, Scenario};
use serde_json::{Value, json};

use crate::statuses::{Status, Statuses};

/// Every beginning of a state within the period, by day.
pub fn events(scenario: &Scenario, statuses: &Statuses) -> Vec<Value> {
    let name = |key: &Key| scenario.location(key).map_or(key.to_string(), |at| at.name.clone());
    let mut events: Vec<(u32, &Key, &Status)> = Vec::new();
    for (key, list) in &statuses.of {
        let mut own: Vec<&Status> = list.iter().filter(|status| status.from > 0).collect();
        // Of both directions of a crossing that change alike, one event.
        own.dedup_by(|b, a| (a.from, a.state, &a.text) == (b.from, b.state, &b.text));
        events.extend(own.into_iter().map(|status| (status.from, key, status)));
    }
    events.sort_by_key(|(day, key, _)| (*day, (*key).clone()));
    let view = |(day, key, status): (u32, &Key, &Status)| {
        let into = status.into.as_ref().map(|into| format!(" into {into}")).unwrap_or_default();
        let text = format!("{}{into}: {}", name(key), status.text);
        json!({ "day": day, "kind": kind(status), "location": key.as_str(), "text": text })
    };
    events.into_iter().map(view).collect()
}

fn kind(status: &Status) -> &'static str {
    match status.state {
        _ if status.edit => "edit",
        "fighting" | "calm" => status.state,
        "closed" | "restricted" | "documented" | "returns_only" => "closure",
        "open" => "opening",
        "room" => "camp",
        _ => "policy",
    }
}
