//! One change to a scenario.

use crate::{
    Admission, CampState, CrossingState, Date, Intensity, Key, Kind, Location, Passage, Route, Row, Scenario, Shut,
    Timeline, Uncertain, Until, Way,
};

/// One change to a scenario, in stable keys. A what-if is a list of edits; an accepted fact is an edit with a source.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A crossing lets through other people than reported.
    Passage {
        /// The crossing.
        crossing: Key,
        /// Into which country; both directions if absent.
        into: Option<Key>,
        /// Who may pass, from when until when.
        row: Row<CrossingState>,
    },
    /// A route or place is shut, or not.
    Closure {
        /// What is shut.
        shut: Shut,
        /// Which way, from when until when; `None` for open.
        row: Row<Option<Way>>,
    },
    /// Every route and crossing between two countries is shut, or open.
    Border {
        /// The countries.
        countries: (Key, Key),
        /// Whether it is shut, from when until when.
        row: Row<bool>,
    },
    /// There is fighting at a place, or none.
    Fighting {
        /// The place.
        location: Key,
        /// How intense, from when until when.
        row: Row<Intensity>,
    },
    /// A receiving place has other room.
    Room {
        /// The place.
        location: Key,
        /// Its state, from when until when.
        row: Row<CampState>,
    },
    /// A host admits others than reported.
    Admission {
        /// The country.
        host: Key,
        /// Whom, from when until when.
        row: Row<Admission>,
    },
    /// A host sends back another share of the day's arrivals.
    PushBack {
        /// The country.
        host: Key,
        /// The share, from when until when.
        row: Row<Uncertain>,
    },
    /// Another number of people a day go back from a host.
    ForcedReturn {
        /// The country.
        host: Key,
        /// People a day, from when until when.
        row: Row<Uncertain>,
    },
    /// Departures are multiplied.
    Departures {
        /// Of one place or country; of all if absent.
        origin: Option<Key>,
        /// By what, from when until when.
        row: Row<f64>,
    },
    /// A new place.
    Place(Location),
    /// A new route.
    Route(Route),
}

/// Why an edit does not fit a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// There is no such place, country or route.
    Unknown {
        /// What was named.
        key: Key,
    },
    /// The place exists, but is of another kind.
    WrongKind {
        /// What was named.
        key: Key,
        /// What the edit needs.
        needs: &'static str,
    },
    /// There is a place with this key already.
    Exists {
        /// The key.
        key: Key,
    },
}

/// A named what-if.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// Its stable key.
    pub key: Key,
    /// What it asks, in a sentence.
    pub sentence: String,
    /// The edits, in words.
    pub edits: Vec<String>,
}

impl<T> Row<T> {
    /// A row set by the `rank`th edit, 1 being the first.
    pub fn edited(value: T, from: Date, until: Until, rank: u32) -> Row<T> {
        Row { until, edit: rank, source: "edit".to_owned(), ..Row::reported(value, from) }
    }
}

impl Scenario {
    /// Makes one change. A scenario to which it does not fit stays as it is.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::Passage { crossing, into, row } => {
                let location = self.location(crossing).ok_or_else(|| unknown(crossing))?;
                // An airport has one direction: people board.
                let (country, to_country) = match (&location.to_country, location.kind) {
                    (Some(to_country), _) => (Some(location.country.clone()), to_country.clone()),
                    (None, Kind::Airport) => (None, location.country.clone()),
                    (None, _) => {
                        return Err(EditError::WrongKind { key: crossing.clone(), needs: "a crossing or an airport" });
                    }
                };
                if let Some(into) = into.as_ref().filter(|into| Some(*into) != country.as_ref() && **into != to_country)
                {
                    return Err(unknown(into));
                }
                let both = into.is_none();
                let state = self.crossing_of(crossing);
                if country.is_some() && (both || into == &country) {
                    state.into_country.rows.push(as_leaky_as_before(&state.into_country, row));
                }
                if both || into.as_ref() == Some(&to_country) {
                    state.into_to_country.rows.push(as_leaky_as_before(&state.into_to_country, row));
                }
            }
            Edit::Closure { shut, row } => {
                match shut {
                    Shut::Location(key) => self.location(key).map(|_| ()).ok_or_else(|| unknown(key))?,
                    Shut::Route { from, to } => {
                        let joins = |route: &&Route| {
                            (&route.from, &route.to) == (from, to) || (&route.from, &route.to) == (to, from)
                        };
                        self.routes.iter().find(joins).map(|_| ()).ok_or_else(|| unknown(to))?;
                        // What was reported may name the same route from its other end: the edit speaks of that too.
                        let back = Shut::Route { from: to.clone(), to: from.clone() };
                        if let Some(closure) = self.closures.iter_mut().find(|closure| closure.shut == back) {
                            closure.timeline.rows.push(row.with(row.value.map(Way::reversed)));
                        }
                    }
                }
                self.closure_of(shut.clone()).timeline.rows.push(row.clone());
            }
            Edit::Border { countries: (a, b), row } => {
                let (routes, crossings) = self.border(a, b);
                if routes.is_empty() && crossings.is_empty() {
                    return Err(unknown(b));
                }
                for shut in routes {
                    self.apply(&Edit::Closure { shut, row: row.with(row.value.then_some(Way::Both)) })?;
                }
                let passage = if row.value { Passage::Closed } else { Passage::Open };
                for crossing in crossings {
                    let state = CrossingState { passage: passage.clone(), per_day: None, irregular: None };
                    self.apply(&Edit::Passage { crossing, into: None, row: row.with(state) })?;
                }
            }
            Edit::Fighting { location, row } => {
                self.location(location).ok_or_else(|| unknown(location))?;
                timeline_of(&mut self.conflicts, location).rows.push(row.clone());
            }
            Edit::Room { location, row } => {
                let place = self.location(location).ok_or_else(|| unknown(location))?;
                if !place.kind.receives() {
                    return Err(EditError::WrongKind { key: location.clone(), needs: "a place that receives people" });
                }
                timeline_of(&mut self.camps, location).rows.push(row.clone());
            }
            Edit::Admission { host, row } => self.known_host(host)?.admission.rows.push(row.clone()),
            Edit::PushBack { host, row } => self.known_host(host)?.push_back.rows.push(row.clone()),
            // So many in all: those of one profile are among them.
            Edit::ForcedReturn { host, row } => {
                let host = self.known_host(host)?;
                for (_, timeline) in host.forced_return.iter_mut().filter(|(profile, _)| profile.is_some()) {
                    timeline.rows.push(Row { value: Uncertain::Exact(0.0), ..row.clone() });
                }
                host.forced_return_of(None).rows.push(row.clone());
            }
            Edit::Departures { origin, row } => {
                if let Some(key) = origin
                    && self.location(key).is_none()
                    && !self.countries().contains(&key)
                {
                    return Err(unknown(key));
                }
                self.departure_factors.push((origin.clone(), row.clone()));
            }
            Edit::Place(location) => {
                if self.location(&location.key).is_some() {
                    return Err(EditError::Exists { key: location.key.clone() });
                }
                self.locations.push(location.clone());
            }
            Edit::Route(route) => {
                for end in [&route.from, &route.to] {
                    self.location(end).ok_or_else(|| unknown(end))?;
                }
                self.routes.push(route.clone());
            }
        }
        Ok(())
    }

    /// What leads from one of two countries into the other: routes, and the crossings that routes lead to.
    pub fn border(&self, a: &Key, b: &Key) -> (Vec<Shut>, Vec<Key>) {
        let between = |one: &Key, other: &Key| a != b && ((one, other) == (a, b) || (one, other) == (b, a));
        // A crossing has its own state, and the routes up to it lie on one side.
        let land = |key: &Key| self.location(key).filter(|at| at.to_country.is_none()).map(|at| &at.country);
        let mut routes: Vec<Shut> = Vec::new();
        for route in &self.routes {
            let (Some(from), Some(to)) = (land(&route.from), land(&route.to)) else { continue };
            let shut = Shut::Route { from: route.from.clone(), to: route.to.clone() };
            // Several routes may join two places.
            if between(from, to) && !routes.contains(&shut) {
                routes.push(shut);
            }
        }
        let crossing = |at: &Location| {
            let to_country = at.to_country.as_ref()?;
            between(&at.country, to_country).then(|| at.key.clone())
        };
        (routes, self.locations.iter().filter_map(crossing).collect())
    }

    fn known_host(&mut self, country: &Key) -> Result<&mut crate::Host, EditError> {
        if self.countries().contains(&country) { Ok(self.host_of(country)) } else { Err(unknown(country)) }
    }
}

/// The row of an edit that says nothing of the ways beside a crossing: they are there whoever may pass it.
fn as_leaky_as_before(timeline: &Timeline<CrossingState>, row: &Row<CrossingState>) -> Row<CrossingState> {
    let before = timeline.rows.iter().filter(|other| other.edit == 0 && other.event_date <= row.event_date);
    let last = before.max_by_key(|other| (other.event_date, other.available_at));
    let irregular = row.value.irregular.or(last.and_then(|last| last.value.irregular));
    Row { value: CrossingState { irregular, ..row.value.clone() }, ..row.clone() }
}

fn unknown(key: &Key) -> EditError {
    EditError::Unknown { key: key.clone() }
}

/// The timeline of a place, begun if there is none.
fn timeline_of<'a, T>(timelines: &'a mut Vec<(Key, Timeline<T>)>, location: &Key) -> &'a mut Timeline<T> {
    let index = timelines.iter().position(|(key, _)| key == location).unwrap_or_else(|| {
        timelines.push((location.clone(), Timeline::default()));
        timelines.len() - 1
    });
    &mut timelines[index].1
}
