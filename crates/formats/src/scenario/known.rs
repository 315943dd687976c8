//! What the tables may refer to: places, countries, profiles, routes.

use std::collections::{BTreeMap, BTreeSet};

use corridor_model::{Key, Kind, Period, Route};

/// A place, as far as other tables ask for it.
#[derive(Clone, Debug)]
pub struct Place {
    pub kind: Option<Kind>,
    pub country: Option<Key>,
    pub to_country: Option<Key>,
    pub population: u64,
    pub line: u32,
}

/// What the tables may refer to.
#[derive(Debug, Default)]
pub struct Known {
    pub places: BTreeMap<String, Place>,
    pub countries: BTreeSet<String>,
    pub profiles: BTreeSet<String>,
    /// Pairs of places that a route joins, one way or the other.
    pub routes: BTreeSet<(String, String)>,
    pub period: Option<Period>,
    /// Whether people move by Flee's rules.
    pub is_flee: bool,
    /// Whether people look from stop to stop.
    pub looks_ahead: bool,
    /// Whether every place was read. Otherwise what is not there may only be unreadable, and is not told.
    pub all_places: bool,
    /// Whether every profile was read.
    pub all_profiles: bool,
    /// Whether every route was read.
    pub all_routes: bool,
}

impl Known {
    /// The place with this key.
    pub fn at(&self, key: &Key) -> Option<&Place> {
        self.places.get(key.as_str())
    }

    pub fn has_place(&self, key: &str) -> bool {
        !self.all_places || self.places.contains_key(key)
    }

    pub fn has_country(&self, key: &str) -> bool {
        !self.all_places || self.countries.contains(key)
    }

    pub fn has_profile(&self, key: &str) -> bool {
        !self.all_profiles || self.profiles.contains(key)
    }

    pub fn has_route(&self, from: &Key, to: &Key) -> bool {
        !self.all_routes || self.routes.contains(&(from.to_string(), to.to_string()))
    }

    pub fn place_names(&self) -> Vec<&str> {
        self.places.keys().map(String::as_str).collect()
    }

    pub fn country_names(&self) -> Vec<&str> {
        self.countries.iter().map(String::as_str).collect()
    }

    pub fn profile_names(&self) -> Vec<&str> {
        self.profiles.iter().map(String::as_str).collect()
    }
}

/// The two directions of a route that exist.
pub fn directions(route: &Route) -> impl Iterator<Item = (&Key, &Key)> {
    let back = (!route.one_way).then_some((&route.to, &route.from));
    std::iter::once((&route.from, &route.to)).chain(back)
}
