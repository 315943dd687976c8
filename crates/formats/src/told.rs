//! Rows of a scenario and facts in words.

use corridor_model::{
    Admission, CampState, CrossingState, Departures, Fact, Flow, Key, Location, Observation, Parameter, Passage,
    Quantity, Redirection, Route, Row, Scenario, Shut, Timeline, Uncertain, Until, Way,
};

/// A number of a scenario as its files write it.
pub fn uncertain(value: Uncertain) -> String {
    match value {
        Uncertain::Exact(value) => value.to_string(),
        Uncertain::Range { low, high } => format!("{low}..{high}"),
        Uncertain::Lognormal { median, p90 } => format!("lognormal, median {median}, nine in ten below {p90}"),
    }
}

/// When it happened.
pub fn when(fact: &Fact) -> String {
    let on = match (fact.when.from, fact.when.to) {
        (Some(from), Some(to)) if from == to => format!("on {from}"),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "not said".to_owned(),
    };
    if fact.when.ongoing { on + ", ongoing" } else { on }
}

/// How many, as it was said.
pub fn many(quantity: &Quantity) -> String {
    let word = quantity.quantifier.word().replace('_', " ");
    format!("{word} {} {}", uncertain(quantity.value), quantity.unit)
}

/// The rows that an entry of `sets` names, as the scenario has them now.
pub fn rows(scenario: &Scenario, set: &str) -> Vec<String> {
    let (table, rest) = set.split_once(' ').unwrap_or((set, ""));
    let (subject, on) = rest.rsplit_once(' ').unwrap_or((rest, ""));
    let is = |key: &Key| key.as_str() == subject;
    let mut found = Found { on, rows: Vec::new() };
    match table {
        "locations" => found.plain(scenario.locations.iter().filter(|at| at.key.as_str() == rest).map(place)),
        "routes" => {
            let joins = |route: &&Route| format!("{} {}", route.from, route.to) == rest;
            found.plain(scenario.routes.iter().filter(joins).map(route));
        }
        "stocks" => {
            let stocks = scenario.stocks.iter().filter(|stock| stock.location.as_str() == rest);
            let told =
                stocks.map(|at| format!("{} {} of {}{}", uncertain(at.people), at.profile, at.home, by(&at.source)));
            found.plain(told);
        }
        "parameters" => {
            let parameter = Parameter::named(rest).into_iter();
            let value = |parameter: Parameter| uncertain(scenario.parameters.get(parameter));
            found.plain(parameter.map(|one| format!("{} ({})", value(one), one.info().unit)));
        }
        "unknown_ends" => {
            let ends = &scenario.unknown_ends;
            let kinds = [
                ("crossing", ends.crossing),
                ("closure", ends.closure),
                ("fighting", ends.fighting),
                ("host", ends.host),
            ];
            let told = kinds.into_iter().filter(|(kind, _)| *kind == rest);
            found.plain(told.map(|(_, days)| format!("{} days", uncertain(days))));
        }
        "what_ifs" => {
            let told = scenario.what_ifs.iter().filter(|one| one.key.as_str() == rest);
            found.plain(told.map(|one| format!("{} [{}]", one.sentence, one.edits.join("; "))));
        }
        "crossings" => {
            for crossing in scenario.crossings.iter().filter(|crossing| is(&crossing.location)) {
                let into = scenario.location(&crossing.location);
                let country = into.map(|at| at.country.as_str()).unwrap_or_default();
                let other = into.and_then(|at| at.to_country.as_ref()).map(Key::as_str);
                let there =
                    |state: &CrossingState| other.map_or(passage(state), |to| format!("into {to}: {}", passage(state)));
                found.dated(&crossing.into_to_country, there);
                found.dated(&crossing.into_country, |state| format!("into {country}: {}", passage(state)));
            }
        }
        "closures" => {
            for closure in &scenario.closures {
                let shut = match &closure.shut {
                    Shut::Location(location) => location.to_string(),
                    Shut::Route { from, to } => format!("{from} {to}"),
                };
                if shut == subject {
                    found.dated(&closure.timeline, |way| way.map_or("open", way_word).to_owned());
                }
            }
        }
        "redirections" => {
            let leads = |one: &&Redirection| format!("{} {}", one.from, one.to) == subject;
            for redirection in scenario.redirections.iter().filter(leads) {
                found.dated(&redirection.timeline, |on| if *on { "on" } else { "off" }.to_owned());
            }
        }
        "conflicts" => {
            for (_, timeline) in scenario.conflicts.iter().filter(|(key, _)| is(key)) {
                found.dated(timeline, |intensity| format!("intensity {}", uncertain(*intensity)));
            }
        }
        "camps" => {
            for (_, timeline) in scenario.camps.iter().filter(|(key, _)| is(key)) {
                found.dated(timeline, room);
            }
        }
        "hosts" => {
            for host in scenario.hosts.iter().filter(|host| is(&host.country)) {
                found.dated(&host.admission, admission);
                found.dated(&host.push_back, |share| format!("push_back {} of the day's arrivals", uncertain(*share)));
                for (_, timeline) in &host.forced_return {
                    found.dated(timeline, |people| format!("forced_return {} a day", uncertain(*people)));
                }
            }
        }
        "departures" => {
            for Departures { profile, row, .. } in
                scenario.departures.iter().filter(|one| one.origin.to_string() == subject)
            {
                let who = profile.as_ref().map_or("those whom fighting displaces", Key::as_str);
                found.row(row, |flow| format!("{} of {who}", flow_words(flow)));
            }
        }
        "observations" => {
            let of =
                |one: &&Observation| (is(&one.location) || one.series == subject) && one.event_date.to_string() == on;
            found.plain(scenario.observations.iter().filter(of).map(observation));
        }
        _ => {}
    }
    if found.rows.is_empty() {
        found.rows.push("is not in the scenario as it is now".to_owned());
    }
    found.rows
}

/// The rows found so far, of those of a day.
struct Found<'a> {
    on: &'a str,
    rows: Vec<String>,
}

impl Found<'_> {
    fn plain(&mut self, rows: impl Iterator<Item = String>) {
        self.rows.extend(rows);
    }

    fn dated<T>(&mut self, timeline: &Timeline<T>, words: impl Fn(&T) -> String) {
        for row in &timeline.rows {
            self.row(row, &words);
        }
    }

    fn row<T>(&mut self, row: &Row<T>, words: impl Fn(&T) -> String) {
        if row.event_date.to_string() != self.on {
            return;
        }
        let until = match row.until {
            Until::NextRow => "the next row".to_owned(),
            Until::Date(date) => date.to_string(),
            Until::Unknown => "nobody said when".to_owned(),
            Until::Never => "the end of the period".to_owned(),
        };
        let default = if row.available_given { "" } else { " by default" };
        let weight = row.weight.map(|weight| format!(", weight {weight}")).unwrap_or_default();
        let (value, from, known) = (words(&row.value), row.event_date, row.available_at);
        let by = by(&row.source);
        self.rows.push(format!("{value}, from {from} until {until}; known on {known}{default}{weight}{by}"));
    }
}

fn by(source: &str) -> String {
    if source.is_empty() { String::new() } else { format!(" [{source}]") }
}

fn place(at: &Location) -> String {
    let country = match &at.to_country {
        Some(to) => format!("{} and {to}", at.country),
        None => at.country.to_string(),
    };
    format!("{}, {} in {country}, population {}{}", at.name, at.kind.word(), at.population, by(&at.source))
}

fn route(at: &Route) -> String {
    format!("{} km, {}{}", at.distance_km, at.mode.word(), by(&at.source))
}

/// Whom a crossing lets through.
pub fn passage(state: &CrossingState) -> String {
    let mut words = match &state.passage {
        Passage::Open => "open".to_owned(),
        Passage::Closed => "closed".to_owned(),
        Passage::Restricted { fraction, profile } => {
            let of = profile.as_ref().map(|profile| format!(" of {profile}")).unwrap_or_default();
            format!("restricted: lets {}{of} through", percent(*fraction))
        }
        Passage::DocumentedOnly => "open to people with papers and to those who go home".to_owned(),
        Passage::ReturnsOnly => "open to those who go home".to_owned(),
    };
    if let Some(people) = state.per_day {
        words.push_str(&format!(", {} people a day at most", uncertain(people)));
    }
    if let Some(share) = state.irregular {
        words.push_str(&format!(", {} of those stopped get across beside it each day", percent(share)));
    }
    words
}

/// A share in percent, at most three digits of it.
pub fn percent(share: Uncertain) -> String {
    let digits = |share: f64| {
        let text = format!("{:.1}", share * 100.0);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    match share {
        Uncertain::Exact(share) => format!("{} %", digits(share)),
        Uncertain::Range { low, high } => format!("{} to {} %", digits(low), digits(high)),
        Uncertain::Lognormal { .. } => uncertain(share),
    }
}

/// Which way is shut.
pub fn way_word(way: Way) -> &'static str {
    match way {
        Way::Both => "closed both ways",
        Way::In => "closed inwards",
        Way::Out => "closed outwards",
    }
}

/// Whom a receiving place takes.
pub fn room(state: &CampState) -> String {
    let CampState::Open { capacity, kind } = state else { return "closed".to_owned() };
    let room = capacity.map_or("without limit".to_owned(), |people| format!("for {}", uncertain(people)));
    kind.map_or(format!("open {room}"), |kind| format!("open {room}, as a {}", kind.word()))
}

/// Whom a host admits.
pub fn admission(policy: &Admission) -> String {
    let word = policy.word();
    match policy {
        Admission::Open => word.to_owned(),
        Admission::Refusal { accepted } => format!("{word}, {} still admitted", percent(*accepted)),
        Admission::Cap { people } => format!("{word} {} people", uncertain(*people)),
        Admission::Pledge { people, condition, likelihood } => {
            format!("{word} {} people if {condition}, likelihood {}", uncertain(*people), uncertain(*likelihood))
        }
    }
}

fn flow_words(flow: &Flow) -> String {
    match flow {
        Flow::Total(people) => format!("{} in all", uncertain(*people)),
        Flow::PerDay(people) => format!("{} a day", uncertain(*people)),
        Flow::Per1000PerMonth(people) => format!("{} of 1,000 a month", uncertain(*people)),
    }
}

fn observation(at: &Observation) -> String {
    let target = at.target.map_or("nothing that the model counts", corridor_model::Target::word);
    let (value, share) = (uncertain(at.value), uncertain(at.known_share));
    let (usage, known) = (at.usage.word(), at.available_at);
    let by = by(&at.source);
    format!("{}: {value} ({target}, share known {share}, {usage}); known on {known}{by}", at.series)
}
