//! What is uncertain about places and the ways between them: fighting, crossings, closures, room.

use corridor_engine::GateKind;
use corridor_model::{CampState, CrossingState, Passage, Row, Shut, Table, Timeline, Until};

use super::survey::{Log, PEOPLE, PER_DAY, SHARE, Survey};
use crate::subjects;

pub(super) fn fighting(survey: &mut Survey) {
    let scenario = survey.scenario;
    let quiet = scenario.rules.quiet_below();
    for (key, timeline) in &scenario.conflicts {
        let name = survey.name(key);
        let log = Log {
            table: Table::Conflicts,
            called: key.to_string(),
            key: Some(key),
            timeline,
            subject: subjects::fighting(key),
            prior: scenario.unknown_ends.fighting,
        };
        survey.ends(&log, |intensity| intensity.bounds().1 >= quiet, |_| format!("when the fighting at {name} ends"));
        survey.claims(&log, &format!("the fighting at {name}"), |_| None);
        // A town has one draw for all its fighting.
        let over = !timeline.rows.iter().any(|row| row.value.bounds().1 > 0.0 && !survey.is_over(timeline, row));
        let how_intense = format!("how intense the fighting at {name} {}", if over { "was" } else { "is" });
        survey.numbers(&log, |row| {
            vec![(Some(row.value), subjects::intensity(key), how_intense.clone(), "intensity, 0 to 1")]
        });
    }
}

pub(super) fn crossings(survey: &mut Survey) {
    let scenario = survey.scenario;
    for crossing in &scenario.crossings {
        let key = &crossing.location;
        let Some(place) = survey.world.place(key) else { continue };
        let boards = survey.world.gates.iter().any(|gate| gate.place == place && gate.kind == GateKind::Boarding);
        let directions: &[(&Timeline<CrossingState>, &Timeline<CrossingState>, _)] = &[
            (
                &crossing.into_to_country,
                &crossing.into_country,
                scenario.location(key).and_then(|at| at.to_country.as_ref()),
            ),
            (&crossing.into_country, &crossing.into_to_country, scenario.location(key).map(|at| &at.country)),
        ];
        // Who boards looks one way.
        for (timeline, other, into) in directions.iter().take(if boards { 1 } else { 2 }) {
            let own = |row: &Row<CrossingState>| {
                !other.rows.iter().any(|o| (o.event_date, o.edit, o.until) == (row.event_date, row.edit, row.until))
            };
            // The direction is told where only one has it.
            let one_way = !boards && timeline.rows.iter().any(|row| row.until == Until::Unknown && own(row));
            let direction = into.filter(|_| one_way).map_or_else(String::new, |into| format!(" into {into}"));
            let name = format!("{}{direction}", survey.name(key));
            let log = Log {
                table: Table::Crossings,
                called: key.to_string(),
                key: Some(key),
                timeline,
                subject: subjects::crossing(key),
                prior: scenario.unknown_ends.crossing,
            };
            survey.ends(
                &log,
                |_| false,
                |state| match state.passage {
                    Passage::Closed => format!("when {name} opens again"),
                    Passage::Open => format!("how long {name} stays open"),
                    Passage::Restricted { .. } | Passage::DocumentedOnly | Passage::ReturnsOnly => {
                        format!("when {name} lets through more than {}", only(&state.passage))
                    }
                },
            );
            let name = survey.name(key);
            survey.claims(&log, &name, |_| None);
            survey.numbers(&log, |row| {
                let state = &row.value;
                let fraction = match &state.passage {
                    Passage::Restricted { fraction, .. } => Some(*fraction),
                    Passage::Open | Passage::Closed | Passage::DocumentedOnly | Passage::ReturnsOnly => None,
                };
                let verb = if boards { "depart from" } else { "pass at" };
                vec![
                    (fraction, subjects::let_through(key), format!("what share of people {name} lets through"), SHARE),
                    (
                        state.per_day,
                        subjects::passes_per_day(key),
                        format!("how many a day can {verb} {name}"),
                        PER_DAY,
                    ),
                    (
                        state.irregular.filter(|_| !boards),
                        subjects::irregular(key),
                        format!("what share of those stopped at {name} get across beside it each day"),
                        "share a day",
                    ),
                ]
            });
        }
    }
}

fn only(passage: &Passage) -> &'static str {
    match passage {
        Passage::Open => "everybody",
        Passage::Closed => "nobody",
        Passage::Restricted { .. } => "a part of the people",
        Passage::DocumentedOnly => "people with papers",
        Passage::ReturnsOnly => "people who go home",
    }
}

pub(super) fn closures(survey: &mut Survey) {
    let scenario = survey.scenario;
    for closure in &scenario.closures {
        let (key, called, what) = match &closure.shut {
            Shut::Location(key) => (key, key.to_string(), survey.name(key)),
            Shut::Route { from, to } => {
                (from, format!("{from} {to}"), format!("the way between {} and {}", survey.name(from), survey.name(to)))
            }
        };
        let log = Log {
            table: Table::Closures,
            called,
            key: Some(key),
            timeline: &closure.timeline,
            subject: subjects::closure(&closure.shut),
            prior: scenario.unknown_ends.closure,
        };
        survey.ends(
            &log,
            |_| false,
            |shut| match shut {
                Some(_) => format!("when {what} opens again"),
                None => format!("how long {what} stays open"),
            },
        );
        survey.claims(&log, &what, |_| None);
    }
    for redirection in &scenario.redirections {
        let (from, to) = (&redirection.from, &redirection.to);
        let what = format!("people at {} are sent to {}", survey.name(from), survey.name(to));
        let log = Log {
            table: Table::Redirections,
            called: format!("{from} {to}"),
            key: Some(from),
            timeline: &redirection.timeline,
            subject: subjects::redirection(from, to),
            prior: scenario.unknown_ends.closure,
        };
        survey.ends(&log, |_| false, |holds| format!("how long {}{what}", if *holds { "" } else { "no more " }));
        survey.claims(&log, &format!("whether {what}"), |_| None);
    }
}

pub(super) fn camps(survey: &mut Survey) {
    let scenario = survey.scenario;
    for (key, timeline) in &scenario.camps {
        let name = survey.name(key);
        let log = Log {
            table: Table::Camps,
            called: key.to_string(),
            key: Some(key),
            timeline,
            subject: subjects::room(key),
            prior: scenario.unknown_ends.closure,
        };
        survey.ends(
            &log,
            |_| false,
            |state| match state {
                CampState::Closed => format!("when {name} receives people again"),
                CampState::Open { .. } => format!("how long {name} receives people"),
            },
        );
        survey.claims(&log, &name, |_| None);
        survey.numbers(&log, |row| {
            let capacity = match &row.value {
                CampState::Open { capacity, .. } => *capacity,
                CampState::Closed => None,
            };
            vec![(capacity, subjects::capacity(key), format!("how many people {name} has room for"), PEOPLE)]
        });
    }
}
