//! The logs of states.

use corridor_model::{
    Admission, CampState, Closure, Crossing, CrossingState, Departures, Flow, Host, Intensity, Key, Kind, Passage,
    Redirection, Row, Scenario, Shut, Timeline, Uncertain, Until, Way,
};

use super::cells::{Cells, table};
use super::number;
use super::rows::{given, key};
use crate::scenario;
use crate::source::Source;

/// The rows that were reported, each with its own columns and those that all logs share.
fn reported<T>(timeline: &Timeline<T>, cells: impl Fn(&T) -> Cells) -> Vec<Cells> {
    timeline.rows.iter().filter(|row| row.edit == 0).map(|row| [cells(&row.value), times(row)].concat()).collect()
}

/// The columns that all logs share.
fn times<T>(row: &Row<T>) -> Cells {
    let Row { event_date, until, value: _, available_at, available_given, weight, edit: _, source } = row;
    let until = match until {
        Until::NextRow => String::new(),
        Until::Date(day) => day.to_string(),
        Until::Unknown => "unknown".to_owned(),
        Until::Never => "never".to_owned(),
    };
    let said = *available_given || available_at != event_date;
    vec![
        ("event_date", event_date.to_string()),
        ("until", until),
        ("available_at", if said { available_at.to_string() } else { String::new() }),
        ("weight", weight.map_or(String::new(), crate::number::plain)),
        ("source", source.clone()),
    ]
}

/// `conflicts.csv`
pub fn conflicts(conflicts: &[(Key, Timeline<Intensity>)]) -> Option<Source> {
    let rows = conflicts.iter().flat_map(|(location, timeline)| {
        reported(timeline, |intensity| vec![("location", location.to_string()), ("intensity", number(*intensity))])
    });
    table(scenario::conflicts::FILE, scenario::conflicts::NAMES, &rows.collect::<Vec<_>>())
}

/// `closures.csv`
pub fn closures(closures: &[Closure]) -> Option<Source> {
    let rows = closures.iter().flat_map(|Closure { shut, timeline }| {
        reported(timeline, |way| {
            let mut cells: Cells = match shut {
                Shut::Location(location) => vec![("kind", "location".to_owned()), ("location", location.to_string())],
                Shut::Route { from, to } => {
                    vec![("kind", "route".to_owned()), ("from", from.to_string()), ("to", to.to_string())]
                }
            };
            cells.push(match way {
                None => ("state", "open".to_owned()),
                Some(Way::Both) => ("way", String::new()),
                Some(Way::In) => ("way", "in".to_owned()),
                Some(Way::Out) => ("way", "out".to_owned()),
            });
            cells
        })
    });
    table(scenario::closures::FILE, scenario::closures::NAMES, &rows.collect::<Vec<_>>())
}

/// `redirections.csv`
pub fn redirections(redirections: &[Redirection]) -> Option<Source> {
    let rows = redirections.iter().flat_map(|Redirection { from, to, timeline }| {
        reported(timeline, |on| {
            let state = if *on { "" } else { "off" }.to_owned();
            vec![("from", from.to_string()), ("to", to.to_string()), ("state", state)]
        })
    });
    table(scenario::redirections::FILE, scenario::redirections::NAMES, &rows.collect::<Vec<_>>())
}

/// `camps.csv`
pub fn camps(camps: &[(Key, Timeline<CampState>)]) -> Option<Source> {
    let rows = camps.iter().flat_map(|(location, timeline)| {
        reported(timeline, |state| {
            let (state, capacity, kind) = match state {
                CampState::Closed => ("closed", String::new(), None),
                CampState::Open { capacity, kind } => ("", given(capacity), *kind),
            };
            let kind = kind.map_or("", Kind::word).to_owned();
            vec![
                ("location", location.to_string()),
                ("state", state.to_owned()),
                ("capacity", capacity),
                ("kind", kind),
            ]
        })
    });
    table(scenario::camps::FILE, scenario::camps::NAMES, &rows.collect::<Vec<_>>())
}

/// `crossings.csv`. A row of both directions stands in both timelines, and is one row here.
pub fn crossings(crossings: &[Crossing], all: &Scenario) -> Option<Source> {
    let mut rows: Vec<Cells> = Vec::new();
    for Crossing { location, into_country, into_to_country } in crossings {
        let place = all.location(location);
        // An airport has one direction, without a name.
        let to_country = place.and_then(|place| place.to_country.as_ref());
        let country = place.filter(|_| to_country.is_some()).map(|place| &place.country);
        let passage = |row: &Row<CrossingState>, into: Option<&Key>| {
            let into = vec![("crossing", location.to_string()), ("into", into.map_or(String::new(), Key::to_string))];
            [into, state(&row.value), times(row)].concat()
        };
        let mut there = into_to_country.rows.iter().filter(|row| row.edit == 0).peekable();
        for here in into_country.rows.iter().filter(|row| row.edit == 0) {
            if there.clone().any(|row| row == here) {
                while let Some(alone) = there.next_if(|row| *row != here) {
                    rows.push(passage(alone, to_country));
                }
                there.next();
                rows.push(passage(here, None));
            } else {
                rows.push(passage(here, country));
            }
        }
        rows.extend(there.map(|row| passage(row, to_country)));
    }
    table(scenario::crossings::FILE, scenario::crossings::NAMES, &rows)
}

fn state(CrossingState { passage, per_day, irregular }: &CrossingState) -> Cells {
    let (fraction, profile) = match passage {
        Passage::Restricted { fraction, profile } => (number(*fraction), key(profile)),
        Passage::Open | Passage::Closed | Passage::DocumentedOnly | Passage::ReturnsOnly => Default::default(),
    };
    vec![
        ("status", passage.word().to_owned()),
        ("fraction", fraction),
        ("profile", profile),
        ("per_day", given(per_day)),
        ("irregular_per_day", given(irregular)),
    ]
}

/// `hosts.csv`
pub fn hosts(hosts: &[Host]) -> Option<Source> {
    let mut rows: Vec<Cells> = Vec::new();
    for Host { country, admission, push_back, forced_return } in hosts {
        let policy = |word: &str, value: String| -> Cells {
            vec![("host", country.to_string()), ("policy", word.to_owned()), ("value", value)]
        };
        rows.extend(reported(admission, |admission| {
            let value = |value: &Uncertain| policy(admission.word(), number(*value));
            match admission {
                Admission::Open => policy(admission.word(), String::new()),
                Admission::Refusal { accepted } => value(accepted),
                Admission::Cap { people } => value(people),
                Admission::Pledge { people, condition, likelihood } => {
                    [value(people), vec![("condition", condition.clone()), ("likelihood", number(*likelihood))]]
                        .concat()
                }
            }
        }));
        rows.extend(reported(push_back, |share| policy("push_back", number(*share))));
        for (profile, timeline) in forced_return {
            rows.extend(reported(timeline, |people| {
                [policy("forced_return", number(*people)), vec![("profile", key(profile))]].concat()
            }));
        }
    }
    table(scenario::hosts::FILE, scenario::hosts::NAMES, &rows)
}

/// `departures.csv`
pub fn departures(departures: &[Departures]) -> Option<Source> {
    let rows =
        departures.iter().filter(|departures| departures.row.edit == 0).map(|Departures { origin, profile, row }| {
            let (value, unit) = match row.value {
                Flow::Total(people) => (people, "total"),
                Flow::PerDay(people) => (people, "per_day"),
                Flow::Per1000PerMonth(people) => (people, "per_1000_per_month"),
            };
            let cells = vec![
                ("origin", origin.to_string()),
                ("profile", key(profile)),
                ("value", number(value)),
                ("unit", unit.to_owned()),
            ];
            [cells, times(row)].concat()
        });
    table(scenario::departures::FILE, scenario::departures::NAMES, &rows.collect::<Vec<_>>())
}
