//! Everything declared before the first day.

use crate::{
    CampState, Closure, Crossing, CrossingState, Date, Departures, Fact, Host, Intensity, Key, Location, Observation,
    Parameters, Profile, Redirection, Route, Row, Rules, Shut, Stock, Timeline, Uncertain, WhatIf,
};

/// The days that a scenario covers, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

impl Period {
    /// How many days.
    pub fn days(self) -> u32 {
        self.day(self.end).map_or(0, |day| day + 1)
    }

    /// The number of a day, the first being 0; none before the first.
    pub fn day(self, date: Date) -> Option<u32> {
        u32::try_from(days_between(self.start, date)).ok()
    }

    /// The date of a day.
    pub fn date(self, day: u32) -> Date {
        self.start.saturating_add(jiff::Span::new().days(i64::from(day.min(4_000_000))))
    }
}

/// Days from `a` to `b`, negative if `b` is earlier.
fn days_between(a: Date, b: Date) -> i32 {
    a.duration_until(b).as_hours().div_euclid(24).try_into().unwrap_or(i32::MAX)
}

/// How long a state lasts whose end nobody said, days, by kind. Each is a stated prior, never what happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnknownEnds {
    /// The closure or restriction of a crossing.
    pub crossing: Uncertain,
    /// The closure of a route or place, or of a camp.
    pub closure: Uncertain,
    /// Fighting at a place, from its beginning.
    pub fighting: Uncertain,
    /// A host's policy.
    pub host: Uncertain,
}

impl Default for UnknownEnds {
    fn default() -> Self {
        UnknownEnds {
            crossing: Uncertain::Lognormal { median: 7.0, p90: 45.0 },
            closure: Uncertain::Lognormal { median: 14.0, p90: 90.0 },
            fighting: Uncertain::Lognormal { median: 14.0, p90: 45.0 },
            host: Uncertain::Lognormal { median: 180.0, p90: 720.0 },
        }
    }
}

/// Where a scenario comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Who compiled it.
    pub compiled_by: String,
    /// The licence of its data.
    pub licence: String,
    /// Attributions that its sources ask for.
    pub attribution: Vec<String>,
    /// A hash of the files that it was read from.
    pub hash: String,
}

/// The tables of a scenario folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Places.
    Locations,
    /// Ways between them.
    Routes,
    /// People displaced or abroad on the first day.
    Stocks,
    /// Fighting.
    Conflicts,
    /// The status of crossings.
    Crossings,
    /// Shut routes and places.
    Closures,
    /// Ways that everybody is made to take.
    Redirections,
    /// Policies of host countries.
    Hosts,
    /// Room of receiving places.
    Camps,
    /// Departures that are given.
    Departures,
    /// Reported figures.
    Observations,
}

impl Table {
    /// Every table.
    pub const ALL: [Table; 11] = [
        Table::Locations,
        Table::Routes,
        Table::Stocks,
        Table::Conflicts,
        Table::Crossings,
        Table::Closures,
        Table::Redirections,
        Table::Hosts,
        Table::Camps,
        Table::Departures,
        Table::Observations,
    ];

    /// Its name, which is that of its file without `.csv`.
    pub const fn word(self) -> &'static str {
        match self {
            Table::Locations => "locations",
            Table::Routes => "routes",
            Table::Stocks => "stocks",
            Table::Conflicts => "conflicts",
            Table::Crossings => "crossings",
            Table::Closures => "closures",
            Table::Redirections => "redirections",
            Table::Hosts => "hosts",
            Table::Camps => "camps",
            Table::Departures => "departures",
            Table::Observations => "observations",
        }
    }
}

/// Everything declared before the first day. A scenario that exists can be run (invariant 2).
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its short name.
    pub name: String,
    /// A title.
    pub title: String,
    /// The days that it covers.
    pub period: Period,
    /// The day as of which a forecast is made, if it is one.
    pub reference_date: Option<Date>,
    /// The movement rules.
    pub rules: Rules,
    /// Their numbers.
    pub parameters: Parameters,
    /// How long states last whose end is unknown.
    pub unknown_ends: UnknownEnds,
    /// Groups of people, at least one.
    pub profiles: Vec<Profile>,
    /// Places.
    pub locations: Vec<Location>,
    /// Ways between them.
    pub routes: Vec<Route>,
    /// Roads known from end to end, however far ahead people look otherwise: the places along each.
    pub known_roads: Vec<Vec<Key>>,
    /// Ways that everybody at a place is made to take.
    pub redirections: Vec<Redirection>,
    /// The status of crossings.
    pub crossings: Vec<Crossing>,
    /// Shut routes and places.
    pub closures: Vec<Closure>,
    /// Fighting by place.
    pub conflicts: Vec<(Key, Timeline<Intensity>)>,
    /// Host countries.
    pub hosts: Vec<Host>,
    /// Receiving places by state.
    pub camps: Vec<(Key, Timeline<CampState>)>,
    /// Departures that are given.
    pub departures: Vec<Departures>,
    /// Factors on all departures of a place or country, or on all there are; edits set them.
    pub departure_factors: Vec<(Option<Key>, Row<f64>)>,
    /// People displaced or abroad on the first day.
    pub stocks: Vec<Stock>,
    /// Reported figures.
    pub observations: Vec<Observation>,
    /// Reported statements.
    pub facts: Vec<Fact>,
    /// Named what-ifs.
    pub what_ifs: Vec<WhatIf>,
    /// The countries and places that a result names first, in order.
    pub headline: Vec<Key>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Scenario {
    /// The place with this key.
    pub fn location(&self, key: &Key) -> Option<&Location> {
        self.locations.iter().find(|location| location.key == *key)
    }

    /// Every country, in the order of its first place.
    pub fn countries(&self) -> Vec<&Key> {
        let mut countries: Vec<&Key> = Vec::new();
        for location in &self.locations {
            for country in std::iter::once(&location.country).chain(&location.to_country) {
                if !countries.contains(&country) {
                    countries.push(country);
                }
            }
        }
        countries
    }

    /// The one place that goes by this key, name or alias, upper or lower case, with or without the `x_` of a crossing;
    /// otherwise the keys that it could mean.
    pub fn place_called(&self, words: &str) -> Result<&Key, Vec<Key>> {
        let keys = self.locations.iter().map(|location| {
            let names = std::iter::once(location.name.as_str()).chain(location.aliases.iter().map(String::as_str));
            (&location.key, names.collect())
        });
        called(words, keys)
    }

    /// The one country that goes by this name; otherwise those that it could mean.
    pub fn country_called(&self, words: &str) -> Result<&Key, Vec<Key>> {
        called(words, self.countries().into_iter().map(|key| (key, Vec::new())))
    }

    /// The timeline of closures of a route or place, begun if there is none.
    pub fn closure_of(&mut self, shut: Shut) -> &mut Closure {
        let index = self.closures.iter().position(|closure| closure.shut == shut).unwrap_or_else(|| {
            self.closures.push(Closure { shut, timeline: Timeline::default() });
            self.closures.len() - 1
        });
        &mut self.closures[index]
    }

    /// The host with this country, begun if there is none.
    pub fn host_of(&mut self, country: &Key) -> &mut Host {
        let index = self.hosts.iter().position(|host| host.country == *country).unwrap_or_else(|| {
            self.hosts.push(Host { country: country.clone(), ..Host::default() });
            self.hosts.len() - 1
        });
        &mut self.hosts[index]
    }

    /// The redirection from one place to another, begun if there is none.
    pub fn redirection_of(&mut self, from: &Key, to: &Key) -> &mut Redirection {
        let is = |redirection: &Redirection| (&redirection.from, &redirection.to) == (from, to);
        let index = self.redirections.iter().position(is).unwrap_or_else(|| {
            let (from, to) = (from.clone(), to.clone());
            self.redirections.push(Redirection { from, to, timeline: Timeline::default() });
            self.redirections.len() - 1
        });
        &mut self.redirections[index]
    }

    /// The crossing at a place, begun if there is none.
    pub fn crossing_of(&mut self, location: &Key) -> &mut Crossing {
        let index = self.crossings.iter().position(|crossing| crossing.location == *location).unwrap_or_else(|| {
            let (into_country, into_to_country) = <(Timeline<CrossingState>, Timeline<CrossingState>)>::default();
            self.crossings.push(Crossing { location: location.clone(), into_country, into_to_country });
            self.crossings.len() - 1
        });
        &mut self.crossings[index]
    }
}

/// The one key among `things` that `words` names exactly, else the one of which it is a name or alias; otherwise those
/// that it could mean.
fn called<'a>(words: &str, things: impl Iterator<Item = (&'a Key, Vec<&'a str>)> + Clone) -> Result<&'a Key, Vec<Key>> {
    let plain = |text: &str| text.trim().to_lowercase().replace([' ', '-', '_'], "");
    let wanted = plain(words);
    let is_key = |key: &Key| {
        plain(key.as_str()) == wanted || key.as_str().strip_prefix("x_").is_some_and(|rest| plain(rest) == wanted)
    };
    let mut by_key = things.clone().filter(|(key, _)| is_key(key)).map(|(key, _)| key);
    if let Some(key) = by_key.next() {
        // `quetta` is a key; so might `x_quetta` be: the exact key wins.
        let exact = std::iter::once(key).chain(by_key).collect::<Vec<_>>();
        return match exact.iter().find(|key| plain(key.as_str()) == wanted) {
            Some(key) => Ok(key),
            None if exact.len() == 1 => Ok(key),
            None => Err(exact.into_iter().cloned().collect()),
        };
    }
    let named: Vec<&Key> =
        things.filter(|(_, names)| names.iter().any(|name| plain(name) == wanted)).map(|(key, _)| key).collect();
    match named.as_slice() {
        [one] => Ok(one),
        several => Err(several.iter().map(|key| (*key).clone()).collect()),
    }
}
