//! What is uncertain about hosts, and about people: how many, whither, how fast.

use corridor_model::{Admission, Flow, Key, Kind, Origin, Table};

use super::inputs::{Condition, How, Input, InputKind};
use super::survey::{FACTOR, Log, PEOPLE, PER_DAY, SHARE, Survey};
use crate::{members, subjects};

pub(super) fn hosts(survey: &mut Survey) {
    let scenario = survey.scenario;
    let prior = scenario.unknown_ends.host;
    for host in &scenario.hosts {
        let key = &host.country;
        let log = |timeline, subject| Log {
            table: Table::Hosts,
            called: key.to_string(),
            key: Some(key),
            timeline,
            subject,
            prior,
        };
        admission(
            survey,
            &Log {
                table: Table::Hosts,
                called: key.to_string(),
                key: Some(key),
                timeline: &host.admission,
                subject: subjects::admission(key),
                prior,
            },
        );
        let push_back = log(&host.push_back, subjects::push_back(key));
        survey.ends(&push_back, |_| false, |_| format!("how long {key} sends people back"));
        survey.claims(&push_back, &format!("the people whom {key} sends back"), |_| None);
        let what = format!("what share of arrivals {key} sends back");
        survey.numbers(&push_back, |row| vec![(Some(row.value), subjects::pushed_back(key), what.clone(), SHARE)]);
        for (profile, timeline) in &host.forced_return {
            let profile = profile.as_ref();
            let of = profile.map_or_else(String::new, |profile| format!(" of profile {profile}"));
            let log = log(timeline, subjects::forced_return(key, profile));
            survey.ends(&log, |_| false, |_| format!("how long people{of} are sent or go back from {key}"));
            survey.claims(&log, &format!("the people{of} who are sent or go back from {key}"), |_| None);
            let what = format!("how many people{of} a day are sent or go back from {key}");
            let own = subjects::returned_per_day(key, profile);
            survey.numbers(&log, |row| vec![(Some(row.value), own, what.clone(), PER_DAY)]);
        }
    }
}

fn admission(survey: &mut Survey, log: &Log<'_, Admission>) {
    let Some(key) = log.key else { return };
    let condition = |admission: &Admission| match admission {
        Admission::Pledge { condition, likelihood, .. } => {
            Some(Condition { host: key.clone(), words: condition.clone(), likelihood: *likelihood })
        }
        Admission::Open | Admission::Refusal { .. } | Admission::Cap { .. } => None,
    };
    for row in &log.timeline.rows {
        let Some(condition) = condition(&row.value) else { continue };
        let label = Input {
            what: format!("whether the condition of {key}'s pledge is met ({})", condition.words),
            kind: InputKind::Condition,
            unit: "1 if met",
            meaning: "",
            key: Some(key.clone()),
            since: None,
            set_in: vec![format!("{} {} {}", log.table.word(), log.called, row.event_date)],
            source: row.source.clone(),
        };
        survey.add(subjects::condition_met(key, &condition.words), How::Condition(condition), label);
    }
    survey.ends(
        log,
        |_| false,
        |admission| match admission {
            Admission::Open => format!("how long {key} admits everybody"),
            Admission::Refusal { .. } => format!("how long {key} refuses people"),
            Admission::Cap { .. } => format!("how long {key} caps whom it admits"),
            Admission::Pledge { .. } => format!("how long {key}'s pledge holds"),
        },
    );
    survey.claims(log, &format!("whom {key} admits"), condition);
    survey.numbers(log, |row| match &row.value {
        Admission::Open => Vec::new(),
        Admission::Refusal { accepted } => {
            vec![(Some(*accepted), subjects::accepted(key), format!("what share of people {key} still admits"), SHARE)]
        }
        Admission::Cap { people } | Admission::Pledge { people, .. } => {
            vec![(Some(*people), subjects::admitted(key), format!("how many people {key} takes"), PEOPLE)]
        }
    });
}

pub(super) fn departures(survey: &mut Survey) {
    let scenario = survey.scenario;
    let prior = scenario.unknown_ends.host;
    for (key, timeline) in &members::factors(scenario) {
        let from = key.map_or_else(String::new, |key| format!(" from {}", survey.name(key)));
        let called = key.map_or_else(|| "all".to_owned(), ToString::to_string);
        let subject = subjects::factor(*key);
        let log = Log { table: Table::Departures, called, key: *key, timeline, subject, prior };
        survey.ends(&log, |_| false, |factor| format!("how long departures{from} are {factor} times as many"));
        survey.claims(&log, &format!("the factor on departures{from}"), |_| None);
    }
    for (origin, profile, timeline) in &members::departures(scenario) {
        let of = profile.map_or_else(String::new, |profile| format!(" of profile {profile}"));
        let from = match origin {
            Origin::Key(key) => format!("leave {}", survey.name(key)),
            Origin::Fighting => "flee the fighting".to_owned(),
        };
        let subject = subjects::departures(origin, *profile);
        let log =
            Log { table: Table::Departures, called: origin.to_string(), key: origin.key(), timeline, subject, prior };
        survey.ends(&log, |_| false, |_| format!("how long people{of} {from} as given"));
        survey.claims(&log, &format!("how many people{of} {from}"), |_| None);
        let own = subjects::leaving(origin, *profile);
        let what = format!("how many people{of} {from}");
        survey.numbers(&log, |row| match row.value {
            Flow::Total(people) => vec![(Some(people), own, what.clone(), PEOPLE)],
            Flow::PerDay(people) => vec![(Some(people), own, what.clone(), PER_DAY)],
            Flow::Per1000PerMonth(rate) => vec![(Some(rate), own, what.clone(), "of 1,000 residents a month")],
        });
    }
}

pub(super) fn profiles(survey: &mut Survey) {
    let scenario = survey.scenario;
    let names = |key: &Key| scenario.location(key).map_or_else(|| key.to_string(), |location| location.name.clone());
    for profile in &scenario.profiles {
        let key = &profile.key;
        let mut add = |value, subject, what, unit, field: &str| {
            survey.number((value, subject, what, unit), Some(key), format!("profiles {key} {field}"), "");
        };
        let papers = format!("what share of people of profile {key} have papers");
        add(Some(profile.documented), subjects::documented(key), papers, SHARE, "documented");
        let distance = format!("how much distance deters people of profile {key}");
        let exponent = subjects::distance_exponent(key);
        add(profile.distance_exponent, exponent, distance, "exponent", "distance_exponent");
        let whom = format!("attracts people of profile {key}");
        for (kind, pull) in &profile.pull_kind {
            let what = format!("how strongly a place of kind {} {whom}", kind_name(*kind));
            add(Some(*pull), subjects::pull_of_kind(key, *kind), what, FACTOR, &format!("pull_kind {}", kind.word()));
        }
        for (country, pull) in &profile.pull_country {
            let what = format!("how strongly {country} {whom}");
            add(Some(*pull), subjects::pull_of_country(key, country), what, FACTOR, &format!("pull_country {country}"));
        }
        for (place, pull) in &profile.pull_place {
            let what = format!("how strongly {} {whom}", names(place));
            add(Some(*pull), subjects::pull_of_place(key, place), what, FACTOR, &format!("pull_place {place}"));
        }
    }
}

fn kind_name(kind: Kind) -> String {
    kind.word().replace('_', " ")
}

pub(super) fn places(survey: &mut Survey) {
    let scenario = survey.scenario;
    for stock in &scenario.stocks {
        let what = format!(
            "how many people from {} are in {} on the first day",
            survey.name(&stock.home),
            survey.name(&stock.location)
        );
        let own = subjects::stock(&stock.location, &stock.home, &stock.profile);
        let set_in = format!("stocks {}", stock.location);
        survey.number((Some(stock.people), own, what, PEOPLE), Some(&stock.location), set_in, &stock.source);
    }
    for location in &scenario.locations {
        let (key, name) = (&location.key, &location.name);
        let leave = (
            location.leave_per_day,
            subjects::leave_per_day(key),
            format!("how readily people leave {name}"),
            "probability per day",
        );
        let stay = (
            location.stay_for_good_per_day,
            subjects::stay_for_good(key),
            format!("how readily people stay in {name} for good"),
            "probability per day",
        );
        for number in [leave, stay] {
            survey.number(number, Some(key), format!("locations {key}"), &location.source);
        }
    }
}

pub(super) fn routes(survey: &mut Survey) {
    for route in &survey.scenario.routes {
        let (from, to) = (&route.from, &route.to);
        let way = format!("between {} and {}", survey.name(from), survey.name(to));
        let numbers = [
            (route.speed_km_per_day, subjects::speed(from, to), format!("how fast people get on {way}"), "km per day"),
            (route.seats_per_day, subjects::seats(from, to), format!("how many seats a day there are {way}"), PER_DAY),
            (route.walk_share, subjects::walk_share(from, to), format!("what share of people walk {way}"), SHARE),
        ];
        for number in numbers {
            survey.number(number, Some(from), format!("routes {from} {to}"), &route.source);
        }
    }
}
