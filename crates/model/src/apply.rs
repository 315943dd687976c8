//! Changes made to a scenario.

use crate::{
    CampState, CrossingState, Date, Edit, EditError, Key, Kind, Location, Passage, Route, Row, Scenario, Shut,
    Timeline, Uncertain, Until, Way,
};

impl Scenario {
    /// Makes changes in order, each of a higher rank than all before. Stops at the first that does not fit.
    pub fn apply_all(&mut self, edits: impl IntoIterator<Item = Edit>) -> Result<(), EditError> {
        let first = self.edits_made() + 1;
        (first..).zip(edits).try_for_each(|(rank, edit)| self.apply(&edit.ranked(rank)))
    }

    /// The highest rank of the changes made so far; 0 before the first.
    pub fn edits_made(&self) -> u32 {
        fn of<'a, T: 'a>(timelines: impl IntoIterator<Item = &'a Timeline<T>>) -> u32 {
            timelines.into_iter().flat_map(|timeline| &timeline.rows).map(|row| row.edit).max().unwrap_or(0)
        }
        let crossings = self.crossings.iter();
        let hosts = || self.hosts.iter();
        let returns = hosts().flat_map(|host| &host.forced_return).map(|(_, timeline)| timeline);
        [
            of(crossings.flat_map(|crossing| [&crossing.into_country, &crossing.into_to_country])),
            of(self.closures.iter().map(|closure| &closure.timeline)),
            of(self.redirections.iter().map(|redirection| &redirection.timeline)),
            of(self.conflicts.iter().map(|(_, timeline)| timeline)),
            of(self.camps.iter().map(|(_, timeline)| timeline)),
            of(hosts().map(|host| &host.admission)),
            of(hosts().map(|host| &host.push_back)),
            of(returns),
            self.departure_factors.iter().map(|(_, row)| row.edit).max().unwrap_or(0),
        ]
        .into_iter()
        .max()
        .unwrap_or(0)
    }

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
                let known_on = self.reference_date;
                let state = self.crossing_of(crossing);
                if country.is_some() && (both || into == &country) {
                    state.into_country.rows.push(as_leaky_as_before(&state.into_country, row, known_on));
                }
                if both || into.as_ref() == Some(&to_country) {
                    state.into_to_country.rows.push(as_leaky_as_before(&state.into_to_country, row, known_on));
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
            Edit::Redirection { from, to, row } => {
                self.leads(from, to).then_some(()).ok_or_else(|| unknown(to))?;
                self.redirection_of(from, to).timeline.rows.push(row.clone());
            }
            Edit::Place { location, routes, row } => {
                if self.location(&location.key).is_some() || self.countries().contains(&&location.key) {
                    return Err(EditError::Exists { key: location.key.clone() });
                }
                // Nothing is added unless all of it fits.
                let mut changed = self.clone();
                changed.locations.push(location.clone());
                let camp = timeline_of(&mut changed.camps, &location.key);
                camp.rows.extend([always(self.period.start, row.with(CampState::Closed)), row.clone()]);
                for route in routes {
                    let row = Row { until: Until::Never, ..row.with(()) };
                    changed.apply(&Edit::Route { route: route.clone(), row })?;
                }
                *self = changed;
            }
            Edit::Route { route, row } => {
                let Route { from, to, mode, one_way, .. } = route;
                for end in [from, to] {
                    self.location(end).ok_or_else(|| unknown(end))?;
                }
                // A closure speaks of every route between two places, so one of them alone cannot begin later.
                let start = self.period.start;
                let is_there_always = row.event_date <= start && row.until == Until::Never;
                let way_back = !*one_way && self.leads(to, from);
                let is_twin = |other: &Route| {
                    other.mode == *mode && (joins(other, from, to) || !*one_way && joins(other, to, from))
                };
                let joined = self.leads(from, to) || way_back;
                if from == to || self.routes.iter().any(is_twin) || joined && !is_there_always {
                    return Err(EditError::Joined { from: from.clone(), to: to.clone() });
                }
                self.routes.push(route.clone());
                if !is_there_always {
                    let shut = if *one_way { Way::In } else { Way::Both };
                    let closure = self.closure_of(Shut::Route { from: from.clone(), to: to.clone() });
                    closure.timeline.rows.extend([always(start, row.with(Some(shut))), row.with(None)]);
                }
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

    /// Whether a route leads from one place to another.
    fn leads(&self, from: &Key, to: &Key) -> bool {
        self.routes.iter().any(|route| joins(route, from, to))
    }

    fn known_host(&mut self, country: &Key) -> Result<&mut crate::Host, EditError> {
        if self.countries().contains(&country) { Ok(self.host_of(country)) } else { Err(unknown(country)) }
    }
}

/// Whether a route leads from one place to another.
fn joins(route: &Route, from: &Key, to: &Key) -> bool {
    (&route.from, &route.to) == (from, to) || !route.one_way && (&route.to, &route.from) == (from, to)
}

/// What holds whenever an edit of the same rank does not say otherwise from a later day on, or after it.
fn always<T>(start: Date, row: Row<T>) -> Row<T> {
    Row { event_date: start.min(row.event_date), until: Until::Never, ..row }
}

/// The row of an edit that says nothing of the ways beside a crossing: they are as they were when it last had this status,
/// else as they last were. A forecast knows of them what was known on its day.
fn as_leaky_as_before(
    timeline: &Timeline<CrossingState>,
    row: &Row<CrossingState>,
    known_on: Option<Date>,
) -> Row<CrossingState> {
    let before = timeline.rows.iter().filter(|other| {
        other.edit == 0 && other.event_date <= row.event_date && known_on.is_none_or(|date| other.is_available(date))
    });
    // A crossing that is shut is watched, and one that goes on as before leaks as before.
    let is_same = |other: &Row<CrossingState>| other.value.passage.word() == row.value.passage.word();
    let last = before.max_by_key(|other| (is_same(other), other.event_date, other.available_at));
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
