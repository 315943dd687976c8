//! One change to a scenario.

use crate::{
    Admission, CampState, CrossingState, Date, Intensity, Key, Location, Passage, Route, Row, Shut, Uncertain, Until,
    Way,
};

/// One change to a scenario, in stable keys. A what-if is a list of edits; an accepted fact is an edit with a source.
///
/// Each holds from a day until another, and while it holds overrides what was reported. Edits of different subjects may
/// be made in any order. Where two of one subject hold on a day, the later of them counts: that of the higher rank.
///
/// ```
/// use corridor_model::{Date, Edit, Passage, Scenario, Until};
///
/// /// Chaman opens again, and Tajikistan lets 50,000 people in.
/// fn two_borders_open(scenario: &mut Scenario) -> Result<(), corridor_model::EditError> {
///     let (september, october) = (Date::constant(2021, 9, 15), Date::constant(2021, 10, 1));
///     scenario.apply_all([
///         Edit::passage("x_chaman", Passage::Open, september, Until::Never),
///         Edit::cap("Tajikistan", 50_000.0, october, Until::Never),
///     ])
/// }
///
/// let edit = Edit::fighting("bazarak", 0.8, Date::constant(2021, 9, 1), Until::Date(Date::constant(2021, 9, 6)));
/// assert_eq!(edit.begins(), Date::constant(2021, 9, 1));
/// ```
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
    /// Whoever leaves a place is made to take one route, or no longer.
    Redirection {
        /// Where people are sent away.
        from: Key,
        /// Where they are sent.
        to: Key,
        /// Whether it holds, from when until when.
        row: Row<bool>,
    },
    /// A new place that receives people. Before its row begins and after it ends it receives nobody.
    Place {
        /// The place.
        location: Location,
        /// The routes that lead to it from its first day on.
        routes: Vec<Route>,
        /// Its room, from when until when.
        row: Row<CampState>,
    },
    /// A new route. Before its row begins and after it ends nobody can use it.
    Route {
        /// The route.
        route: Route,
        /// From when until when.
        row: Row<()>,
    },
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
    /// There is a place or country with this key already.
    Exists {
        /// The key.
        key: Key,
    },
    /// A route joins the places already, and the new one cannot be told apart from it: by the same mode, or from a later day
    /// than the first.
    Joined {
        /// Where it begins.
        from: Key,
        /// Where it ends.
        to: Key,
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

impl Edit {
    /// Who may pass a crossing, both ways, or board at an airport.
    pub fn passage(crossing: impl Into<Key>, passage: Passage, from: Date, until: Until) -> Edit {
        let state = CrossingState { passage, per_day: None, irregular: None };
        Edit::Passage { crossing: crossing.into(), into: None, row: Row::edited(state, from, until, 1) }
    }

    /// The route between two places is shut both ways, or open.
    pub fn closure(a: impl Into<Key>, b: impl Into<Key>, shut: bool, from: Date, until: Until) -> Edit {
        let route = Shut::Route { from: a.into(), to: b.into() };
        Edit::Closure { shut: route, row: Row::edited(shut.then_some(Way::Both), from, until, 1) }
    }

    /// Every route and crossing between two countries is shut, or open.
    pub fn border(a: impl Into<Key>, b: impl Into<Key>, shut: bool, from: Date, until: Until) -> Edit {
        Edit::Border { countries: (a.into(), b.into()), row: Row::edited(shut, from, until, 1) }
    }

    /// How intense the fighting at a place is.
    pub fn fighting(location: impl Into<Key>, intensity: impl Into<Uncertain>, from: Date, until: Until) -> Edit {
        Edit::Fighting { location: location.into(), row: Row::edited(intensity.into(), from, until, 1) }
    }

    /// How many people a place holds.
    pub fn capacity(location: impl Into<Key>, people: impl Into<Uncertain>, from: Date, until: Until) -> Edit {
        let state = CampState::Open { capacity: Some(people.into()), kind: None };
        Edit::Room { location: location.into(), row: Row::edited(state, from, until, 1) }
    }

    /// Whom a host admits.
    pub fn admission(host: impl Into<Key>, admission: Admission, from: Date, until: Until) -> Edit {
        Edit::Admission { host: host.into(), row: Row::edited(admission, from, until, 1) }
    }

    /// How many people a host admits from the first day of the edit on.
    pub fn cap(host: impl Into<Key>, people: impl Into<Uncertain>, from: Date, until: Until) -> Edit {
        Edit::admission(host, Admission::Cap { people: people.into() }, from, until)
    }

    /// The share of the day's arrivals that a host sends back.
    pub fn push_back(host: impl Into<Key>, share: impl Into<Uncertain>, from: Date, until: Until) -> Edit {
        Edit::PushBack { host: host.into(), row: Row::edited(share.into(), from, until, 1) }
    }

    /// How many people a day go back from a host.
    pub fn forced_return(host: impl Into<Key>, per_day: impl Into<Uncertain>, from: Date, until: Until) -> Edit {
        Edit::ForcedReturn { host: host.into(), row: Row::edited(per_day.into(), from, until, 1) }
    }

    /// A factor on the departures of a place or country, or of all.
    pub fn departures(origin: Option<Key>, factor: f64, from: Date, until: Until) -> Edit {
        Edit::Departures { origin, row: Row::edited(factor, from, until, 1) }
    }

    /// Whoever leaves a place is made to take one route.
    pub fn redirection(a: impl Into<Key>, b: impl Into<Key>, from: Date, until: Until) -> Edit {
        Edit::Redirection { from: a.into(), to: b.into(), row: Row::edited(true, from, until, 1) }
    }

    /// A new place with room for so many, and the routes that lead to it.
    pub fn place(
        location: Location,
        capacity: Option<Uncertain>,
        routes: Vec<Route>,
        from: Date,
        until: Until,
    ) -> Edit {
        let row = Row::edited(CampState::Open { capacity, kind: None }, from, until, 1);
        Edit::Place { location, routes, row }
    }

    /// A new route.
    pub fn route(route: Route, from: Date, until: Until) -> Edit {
        Edit::Route { route, row: Row::edited((), from, until, 1) }
    }

    /// The same edit with another rank: where two contradict, that of the higher rank holds.
    #[must_use]
    pub fn ranked(mut self, rank: u32) -> Edit {
        match &mut self {
            Edit::Passage { row, .. } => row.edit = rank,
            Edit::Closure { row, .. } => row.edit = rank,
            Edit::Border { row, .. } | Edit::Redirection { row, .. } => row.edit = rank,
            Edit::Room { row, .. } | Edit::Place { row, .. } => row.edit = rank,
            Edit::Admission { row, .. } => row.edit = rank,
            Edit::Fighting { row, .. } | Edit::PushBack { row, .. } | Edit::ForcedReturn { row, .. } => row.edit = rank,
            Edit::Departures { row, .. } => row.edit = rank,
            Edit::Route { row, .. } => row.edit = rank,
        }
        self
    }

    /// The first day on which it can change anything.
    pub fn begins(&self) -> Date {
        match self {
            Edit::Passage { row, .. } => row.event_date,
            Edit::Closure { row, .. } => row.event_date,
            Edit::Border { row, .. } | Edit::Redirection { row, .. } => row.event_date,
            Edit::Room { row, .. } | Edit::Place { row, .. } => row.event_date,
            Edit::Admission { row, .. } => row.event_date,
            Edit::Fighting { row, .. } | Edit::PushBack { row, .. } | Edit::ForcedReturn { row, .. } => row.event_date,
            Edit::Departures { row, .. } => row.event_date,
            Edit::Route { row, .. } => row.event_date,
        }
    }

    /// Whether it adds to the network, so that base and what-if have worlds of different places or routes.
    pub fn extends_network(&self) -> bool {
        match self {
            Edit::Place { .. } | Edit::Route { .. } => true,
            Edit::Passage { .. }
            | Edit::Closure { .. }
            | Edit::Border { .. }
            | Edit::Fighting { .. }
            | Edit::Room { .. }
            | Edit::Admission { .. }
            | Edit::PushBack { .. }
            | Edit::ForcedReturn { .. }
            | Edit::Departures { .. }
            | Edit::Redirection { .. } => false,
        }
    }
}
