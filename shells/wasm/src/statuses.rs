//! What is known to hold at a place or host, by day.

use std::collections::BTreeMap;

use corridor_formats::told;
use corridor_model::{
    Admission, CampState, CrossingState, Key, Passage, Period, Row, Scenario, Shut, Timeline, Until, Way,
};
use serde_json::{Value, json};

/// What holds from a day until another.
#[derive(Clone, Debug)]
pub struct Status {
    /// One word for its kind.
    pub state: &'static str,
    /// Of a crossing the country into which people go.
    pub into: Option<Key>,
    /// The first day.
    pub from: u32,
    /// One past the last; none where the period ends first.
    pub until: Option<u32>,
    /// Why it ends.
    pub end: &'static str,
    /// In words.
    pub text: String,
    /// Where it comes from.
    pub source: String,
    /// When it could first be known.
    pub available: String,
    /// Whether an edit set it.
    pub edit: bool,
    /// The facts that set it.
    pub facts: Vec<Key>,
}

impl Status {
    /// For the page.
    pub fn view(&self) -> Value {
        json!({
            "state": self.state, "into": self.into.as_ref().map(Key::as_str), "from": self.from, "until": self.until,
            "end": self.end, "text": self.text, "source": self.source, "available": self.available, "edit": self.edit,
            "facts": self.facts.iter().map(Key::as_str).collect::<Vec<_>>(),
        })
    }
}

/// Of every place and host.
#[derive(Debug)]
pub struct Statuses {
    period: Period,
    facts: BTreeMap<String, Vec<Key>>,
    /// By key, in the order of their days.
    pub of: BTreeMap<Key, Vec<Status>>,
}

impl Statuses {
    /// As a scenario is known.
    pub fn of(scenario: &Scenario) -> Statuses {
        let mut facts: BTreeMap<String, Vec<Key>> = BTreeMap::new();
        for fact in &scenario.facts {
            for set in &fact.sets {
                facts.entry(set.clone()).or_default().push(fact.id.clone());
            }
        }
        let mut all = Statuses { period: scenario.period, facts, of: BTreeMap::new() };
        for crossing in &scenario.crossings {
            let at = scenario.location(&crossing.location);
            let into = at.map(|at| at.country.clone());
            let other = at.and_then(|at| at.to_country.clone());
            let tell = |state: &CrossingState| (passage(state), told::passage(state));
            all.add(("crossings", &crossing.location), other.as_ref(), &crossing.into_to_country, tell);
            all.add(("crossings", &crossing.location), into.as_ref(), &crossing.into_country, tell);
        }
        for closure in &scenario.closures {
            let Shut::Location(location) = &closure.shut else { continue };
            let state = |way: &Option<Way>| if way.is_some() { "closed" } else { "open" };
            let tell = |way: &Option<Way>| (state(way), way.map_or("open", told::way_word).to_owned());
            all.add(("closures", location), None, &closure.timeline, tell);
        }
        for (location, timeline) in &scenario.conflicts {
            all.add(("conflicts", location), None, timeline, |intensity| {
                let state = if intensity.bounds().1 > 0.0 { "fighting" } else { "calm" };
                (state, format!("intensity {}", told::uncertain(*intensity)))
            });
        }
        for (location, timeline) in &scenario.camps {
            let state = |room: &CampState| match room {
                CampState::Closed => "closed",
                CampState::Open { .. } => "room",
            };
            all.add(("camps", location), None, timeline, |room| (state(room), told::room(room)));
        }
        for host in &scenario.hosts {
            let subject = ("hosts", &host.country);
            all.add(subject, None, &host.admission, |policy| (admission(policy), told::admission(policy)));
            all.add(subject, None, &host.push_back, |share| {
                ("push_back", format!("{} of the day's arrivals are sent back", told::percent(*share)))
            });
            for (profile, timeline) in &host.forced_return {
                let of = profile.as_ref().map(|profile| format!(" of {profile}")).unwrap_or_default();
                all.add(subject, None, timeline, |people| {
                    ("forced_return", format!("{} a day{of} go back or are sent back", told::uncertain(*people)))
                });
            }
        }
        all.of.values_mut().for_each(|list| list.sort_by_key(|status| status.from));
        all
    }

    /// The stretches of a timeline.
    fn add<T>(
        &mut self,
        (table, subject): (&str, &Key),
        into: Option<&Key>,
        timeline: &Timeline<T>,
        tell: impl Fn(&T) -> (&'static str, String),
    ) {
        let period = self.period;
        let day = |date| period.day(date).unwrap_or(0);
        for (from, until, row) in stretches(timeline, period) {
            let (state, text) = tell(&row.value);
            let last = until >= period.days();
            let end = match row.until {
                Until::Date(date) if !last && day(date) == until => "date",
                Until::Date(_) | Until::NextRow if last => "next",
                Until::Unknown if last => "unknown",
                Until::Never if last => "never",
                Until::Date(_) | Until::NextRow | Until::Unknown | Until::Never => "next",
            };
            let facts = self.facts.get(&format!("{table} {subject} {}", row.event_date)).cloned().unwrap_or_default();
            let weight = row.weight.map(|weight| format!(" (one of several reports, weight {weight})"));
            let status = Status {
                state,
                into: into.cloned(),
                from,
                until: (!last).then_some(until),
                end,
                text: text + &weight.unwrap_or_default(),
                source: row.source.clone(),
                available: row.available_at.to_string(),
                edit: row.edit > 0,
                facts,
            };
            self.of.entry(subject.clone()).or_default().push(status);
        }
    }
}

/// Which row holds from which day until which, as the model has it (`Timeline`), where an end that nobody knows is none.
pub fn stretches<T>(timeline: &Timeline<T>, period: Period) -> Vec<(u32, u32, &Row<T>)> {
    let mut stretches: Vec<(u32, u32, &Row<T>)> = Vec::new();
    let holds = |row: &&Row<T>, day: corridor_model::Date| {
        let over = match row.until {
            Until::Date(date) => date <= day,
            Until::NextRow | Until::Unknown | Until::Never => false,
        };
        row.event_date <= day && !over
    };
    if timeline.is_empty() {
        return stretches;
    }
    for number in 0..period.days() {
        let day = period.date(number);
        let now = timeline.rows.iter().filter(|row| holds(row, day));
        let now = now.max_by_key(|row| (row.edit, row.event_date, row.available_at));
        match (now, stretches.last_mut()) {
            (Some(row), Some((_, until, last))) if std::ptr::eq(row, *last) && *until == number => *until = number + 1,
            (Some(row), _) => stretches.push((number, number + 1, row)),
            (None, _) => {}
        }
    }
    stretches
}

fn passage(state: &CrossingState) -> &'static str {
    match state.passage {
        Passage::Open => "open",
        Passage::Closed => "closed",
        Passage::Restricted { .. } => "restricted",
        Passage::DocumentedOnly => "documented",
        Passage::ReturnsOnly => "returns_only",
    }
}

fn admission(policy: &Admission) -> &'static str {
    match policy {
        Admission::Open => "admits",
        Admission::Refusal { .. } => "refuses",
        Admission::Cap { .. } => "cap",
        Admission::Pledge { .. } => "pledge",
    }
}
