//! Statuses and policies on a day, as the scenario's timelines have them.
//!
//! A state whose end is unknown is told as it is, with "end unknown": each member draws its own end.

use corridor_model::{
    Admission, CampState, Crossing, CrossingState, Date, Host, Key, Passage, Row, Scenario, Timeline, Uncertain, Until,
};

use super::words::{Words, list, plain, sentence, uncertain};

/// The rows that hold on a day, so far as they were known on the reference date: one, or several where sources conflict.
fn on<'a, T>(scenario: &Scenario, timeline: &'a Timeline<T>, date: Date) -> Vec<&'a Row<T>> {
    let ends = |row: &Row<T>| matches!(row.until, Until::Date(end) if end <= date);
    let known = |row: &Row<T>| scenario.reference_date.is_none_or(|reference| row.is_available(reference));
    let holds = timeline.rows.iter().filter(|row| row.event_date <= date && known(row) && !ends(row));
    let rank = |row: &Row<T>| (row.edit, row.event_date, row.available_at);
    let Some(last) = holds.clone().max_by_key(|row| rank(row)) else { return Vec::new() };
    if last.weight.is_none() {
        return vec![last];
    }
    holds.filter(|row| row.edit == last.edit && row.event_date == last.event_date && row.weight.is_some()).collect()
}

/// Several states of which one holds, in words.
fn either<T>(rows: &[&Row<T>], say: impl Fn(&T) -> String) -> String {
    let open_end = |row: &&Row<T>| row.until == Until::Unknown;
    let mut said: Vec<String> = Vec::new();
    for row in rows {
        let words = say(&row.value);
        if !said.contains(&words) {
            said.push(words);
        }
    }
    let end = if rows.iter().any(open_end) { ", end unknown" } else { "" };
    format!("{}{end}", said.join(" or "))
}

fn passage(words: Words, state: &CrossingState) -> String {
    let own = match &state.passage {
        Passage::Open => "open".to_owned(),
        Passage::Closed => "closed".to_owned(),
        Passage::Restricted { fraction, profile } => {
            let of = profile.as_ref().map(|key| format!(" of {key}")).unwrap_or_default();
            format!("restricted to a share of {}{of}", uncertain(*fraction))
        }
        Passage::DocumentedOnly => "people with papers only".to_owned(),
        Passage::ReturnsOnly => "returns only".to_owned(),
    };
    match state.per_day {
        Some(most) => format!("{own}, at most {} a day", limit(words, most)),
        None => own,
    }
}

/// A number of people that a rule sets; hidden as others are.
fn limit(words: Words, value: Uncertain) -> String {
    match value {
        Uncertain::Exact(people) => words.counted(people),
        Uncertain::Range { low, high } => format!("{} to {}", words.counted(low), words.counted(high)),
        Uncertain::Lognormal { median, .. } => format!("about {}", words.counted(median)),
    }
}

/// The status of a crossing, one direction after the other where they differ.
pub fn crossing(words: Words, key: &Key, date: Date) -> String {
    let Some(Crossing { into_country, into_to_country, .. }) = crossing_of(words.scenario, key) else {
        return "open (nothing reported)".to_owned();
    };
    let location = words.scenario.location(key);
    let one = |timeline: &Timeline<CrossingState>| {
        let rows = on(words.scenario, timeline, date);
        if rows.is_empty() { "open".to_owned() } else { either(&rows, |state| passage(words, state)) }
    };
    let (home, away) = (one(into_country), one(into_to_country));
    match location.and_then(|at| Some((&at.country, at.to_country.as_ref()?))) {
        Some((country, to_country)) if home != away => {
            format!("into {}: {away}; into {}: {home}", words.name(to_country), words.name(country))
        }
        Some(_) | None => away,
    }
}

fn crossing_of<'a>(scenario: &'a Scenario, key: &Key) -> Option<&'a Crossing> {
    scenario.crossings.iter().find(|crossing| crossing.location == *key)
}

/// How a crossing is marked: whether somebody, everybody or nobody passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Everybody passes, both ways.
    Open,
    /// Some pass, or one way alone.
    Partly,
    /// Nobody passes.
    Shut,
}

/// How a crossing is marked on a day.
pub fn gate(scenario: &Scenario, key: &Key, date: Date) -> Gate {
    let Some(crossing) = crossing_of(scenario, key) else { return Gate::Open };
    let ways = [&crossing.into_country, &crossing.into_to_country].map(|timeline| {
        let rows = on(scenario, timeline, date);
        let all = |is: fn(&Passage) -> bool| rows.iter().all(|row| is(&row.value.passage));
        if all(|passage| matches!(passage, Passage::Open)) {
            Gate::Open
        } else if all(|passage| matches!(passage, Passage::Closed)) {
            Gate::Shut
        } else {
            Gate::Partly
        }
    });
    // An airport has one direction: people board.
    let one_way = scenario.location(key).is_some_and(|at| at.to_country.is_none());
    match ways {
        [_, way] if one_way => way,
        [a, b] if a == b => a,
        [_, _] => Gate::Partly,
    }
}

/// Whether nobody passes a crossing on a day.
pub fn shut_on(scenario: &Scenario, key: &Key, date: Date) -> bool {
    gate(scenario, key, date) == Gate::Shut
}

/// The policy of a host on a day.
pub fn host(words: Words, country: &Key, date: Date) -> String {
    let Some(host) = words.scenario.hosts.iter().find(|host| host.country == *country) else {
        return "admits everybody (nothing reported)".to_owned();
    };
    let Host { admission, push_back, forced_return, .. } = host;
    let admitted = on(words.scenario, admission, date);
    let mut said = vec![if admitted.is_empty() {
        "admits everybody whom a crossing lets through".to_owned()
    } else {
        either(&admitted, |policy| match policy {
            Admission::Open => "admits everybody whom a crossing lets through".to_owned(),
            Admission::Refusal { accepted: Uncertain::Exact(0.0) } => "refuses everybody".to_owned(),
            Admission::Refusal { accepted } => format!("refuses all but a share of {}", uncertain(*accepted)),
            Admission::Cap { people } => format!("admits at most {} people", limit(words, *people)),
            Admission::Pledge { people, condition, likelihood } => format!(
                "pledges to admit {} people on a condition: {condition} (probability {})",
                limit(words, *people),
                uncertain(*likelihood)
            ),
        })
    }];
    let sent = on(words.scenario, push_back, date);
    if sent.iter().any(|row| row.value != Uncertain::Exact(0.0)) {
        said.push(either(&sent, |share| format!("sends back a share of {} of arrivals", uncertain(*share))));
    }
    for (profile, timeline) in forced_return {
        let rows = on(words.scenario, timeline, date);
        if rows.iter().any(|row| row.value != Uncertain::Exact(0.0)) {
            let of = profile.as_ref().map(|key| format!(" of {key}")).unwrap_or_default();
            said.push(either(&rows, |people| format!("returns {} people a day{of}", limit(words, *people))));
        }
    }
    sentence(&list(&said))
}

/// How many a camp holds on a day.
pub fn room(words: Words, key: &Key, date: Date) -> String {
    let timeline = words.scenario.camps.iter().find(|(camp, _)| camp == key).map(|(_, timeline)| timeline);
    let rows = timeline.map(|timeline| on(words.scenario, timeline, date)).unwrap_or_default();
    if rows.is_empty() {
        return "no limit reported".to_owned();
    }
    either(&rows, |state| match state {
        CampState::Closed => "closed".to_owned(),
        CampState::Open { capacity: None, .. } => "no limit".to_owned(),
        CampState::Open { capacity: Some(people), .. } => limit(words, *people),
    })
}

/// A duration of which nobody said the end.
pub fn days(value: Uncertain) -> String {
    match value {
        Uncertain::Exact(days) => format!("{} days", plain(days)),
        Uncertain::Range { .. } | Uncertain::Lognormal { .. } => format!("{} days", uncertain(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::report::tests::{date, world};

    #[test]
    fn the_last_row_that_holds_is_told_and_edits_go_first() {
        let mut scenario = world();
        scenario.reference_date = None;
        let row = |value, day, until, edit| Row { until, edit, ..Row::reported(value, date(day)) };
        let mut timeline =
            Timeline { rows: vec![row("a", 0, Until::NextRow, 0), row("b", 5, Until::Date(date(8)), 0)] };
        let of = |scenario: &Scenario, timeline: &Timeline<&str>, day| {
            on(scenario, timeline, date(day)).iter().map(|row| row.value).collect::<String>()
        };
        let told = |timeline: &Timeline<&str>, day| of(&scenario, timeline, day);
        assert_eq!([4, 5, 7, 8].map(|day| told(&timeline, day)), ["a", "b", "b", "a"]);
        timeline.rows.push(row("e", 3, Until::Never, 1));
        assert_eq!([2, 3, 9].map(|day| told(&timeline, day)), ["a", "e", "e"]);
        let mut two = vec![row("x", 0, Until::NextRow, 0), row("y", 0, Until::NextRow, 0)];
        two.iter_mut().for_each(|row| row.weight = Some(1.0));
        assert_eq!(told(&Timeline { rows: two }, 1), "xy");
        // What nobody knew yet is not told.
        let late = |day| Timeline { rows: vec![Row { available_at: date(day), ..row("z", 1, Until::NextRow, 0) }] };
        assert_eq!([3, 4].map(|day| of(&world(), &late(day), 3)), ["z", ""]);
    }

    #[test]
    fn states_are_told_in_words() {
        let scenario = world();
        let words = Words { scenario: &scenario, public: false };
        assert_eq!(crossing(words, &"x_gate".into(), date(3)), "into Bland: closed, end unknown; into Aland: open");
        assert_eq!(gate(&scenario, &"x_gate".into(), date(3)), Gate::Partly);
        assert_eq!(gate(&scenario, &"x_gate".into(), date(0)), Gate::Open);
        assert_eq!(
            host(words, &"Bland".into(), date(3)),
            "Admits at most 5,000 people and sends back a share of 0.1 to 0.4 of arrivals"
        );
        assert_eq!(room(words, &"camp".into(), date(3)), "30");
        assert_eq!(room(Words { public: true, ..words }, &"camp".into(), date(3)), "<50");
    }
}
