//! `hosts.csv`: what host countries do.

use corridor_model::{Admission, Host, Key, Uncertain};

use super::log::{Log, times};
use super::{Desk, Known};
use crate::number::{Limits, PEOPLE, SHARE};
use crate::table::Table;
use crate::values::{Names, Values};

pub const FILE: &str = "hosts.csv";
pub const NAMES: Names = Names {
    required: &["host", "policy", "event_date"],
    optional: &["value", "profile", "condition", "likelihood", "until", "available_at", "weight", "source"],
};

/// A policy of one of the three timelines that do not replace each other.
enum Policy {
    Admission(Admission),
    PushBack(Uncertain),
    ForcedReturn(Option<Key>, Uncertain),
}

/// Reads the policies.
pub fn read(desk: &mut Desk<'_>, known: &Known) -> Vec<Host> {
    let (mut admission, mut push_back, mut forced_return) = (Log::default(), Log::default(), Log::default());
    let mut hosts: Vec<Host> = Vec::new();
    let Some(mut row) = desk.table(FILE, NAMES, known) else { return hosts };
    while row.next_row() {
        let host = row.country("host");
        let policy = policy(&mut row);
        let times = times(&mut row);
        if let (Some(host), Some(policy), Some(times)) = (host, policy, times) {
            let (called, row) = (format!("{host}"), &mut row);
            of(&mut hosts, host.clone());
            match policy {
                Policy::Admission(value) => admission.add(row, &[host], &called, times, value),
                Policy::PushBack(value) => push_back.add(row, &[host], &called, times, value),
                Policy::ForcedReturn(profile, value) => {
                    forced_return.add(row, &[(host, profile)], &called, times, value);
                }
            }
        }
    }
    for (host, timeline) in admission.timelines {
        of(&mut hosts, host).admission = timeline;
    }
    for (host, timeline) in push_back.timelines {
        of(&mut hosts, host).push_back = timeline;
    }
    for ((host, profile), timeline) in forced_return.timelines {
        of(&mut hosts, host).forced_return.push((profile, timeline));
    }
    hosts
}

/// The host with this country, begun if there is none.
fn of(hosts: &mut Vec<Host>, country: Key) -> &mut Host {
    let index = hosts.iter().position(|host| host.country == country).unwrap_or_else(|| {
        hosts.push(Host { country, ..Host::default() });
        hosts.len() - 1
    });
    &mut hosts[index]
}

fn policy(row: &mut Table<'_, '_>) -> Option<Policy> {
    const WORDS: [&str; 6] = ["open", "refusal", "cap", "pledge", "push_back", "forced_return"];
    let word = row.word("policy", &WORDS, |word| word);
    let likelihood = row.number("likelihood", &SHARE);
    let word = word?;
    let unread: &[&str] = match word {
        "pledge" => &["profile"],
        "open" => &["value", "profile", "condition", "likelihood"],
        "forced_return" => &["condition", "likelihood"],
        _ => &["profile", "condition", "likelihood"],
    };
    for name in unread {
        if row.given(name).is_some() {
            let message = format!("`{name}` has no meaning for the policy `{word}` and is not read.");
            row.warn("not-read", name, message, "leave it empty");
        }
    }
    match word {
        "open" => Some(Policy::Admission(Admission::Open)),
        "refusal" => {
            let accepted = match row.given("value") {
                None => Uncertain::Exact(0.0),
                Some(_) => row.number("value", &SHARE)?,
            };
            Some(Policy::Admission(Admission::Refusal { accepted }))
        }
        "cap" => Some(Policy::Admission(Admission::Cap { people: needed(row, "value", word, &PEOPLE)? })),
        "pledge" => {
            let people = needed(row, "value", word, &PEOPLE);
            let condition = row.text("condition");
            for name in ["condition", "likelihood"] {
                if row.given(name).is_none() {
                    let message = format!("A pledge needs a `{name}`.");
                    row.fail("missing-value", name, message, "say on what it depends, and how likely that is (0 to 1)");
                }
            }
            Some(Policy::Admission(Admission::Pledge { people: people?, condition, likelihood: likelihood? }))
        }
        "push_back" => Some(Policy::PushBack(needed(row, "value", word, &SHARE)?)),
        _ => {
            let profile = match row.given("profile") {
                None => None,
                Some(_) => Some(row.profile("profile")?),
            };
            Some(Policy::ForcedReturn(profile, needed(row, "value", word, &PEOPLE)?))
        }
    }
}

fn needed(row: &mut Table<'_, '_>, name: &str, policy: &str, limits: &Limits) -> Option<Uncertain> {
    if row.given(name).is_none() {
        let message = format!("The policy `{policy}` needs a `{name}`.");
        row.fail("missing-value", name, message, "write a number, or a range such as 100..200");
    }
    row.number(name, limits)
}
