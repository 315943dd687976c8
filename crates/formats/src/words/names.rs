//! What an edit names: places, crossings, routes, countries, borders, profiles; and what it could have meant.

use corridor_model::{Diagnostic, Key, Kind, Location};

use super::sentence::Sentence;
use super::word::{Part, Told, both};
use crate::suggest;

/// What an edit names.
pub enum Named<'s> {
    Place(&'s Location),
    Route(Key, Key),
}

impl<'w> Sentence<'w, '_> {
    pub fn place(&self, part: Part<'_, '_>) -> Told<&'w Location> {
        let text = self.name(part, "a place")?;
        let key = self.scenario.place_called(&text).map_err(|keys| self.unknown_place(part, &text, &keys))?;
        self.scenario.location(key).ok_or_else(|| self.unknown_place(part, &text, &[]))
    }

    pub fn crossing(&self, part: Part<'_, '_>) -> Told<&'w Location> {
        let location = self.place(part)?;
        match location.kind {
            Kind::Crossing | Kind::Airport => Ok(location),
            Kind::Town | Kind::Camp | Kind::IdpSite | Kind::Hub | Kind::Waypoint | Kind::Exit => {
                let message = format!("`{}` is neither a crossing nor an airport.", location.key);
                let there = self.scenario.locations.iter().filter(|other| other.kind == Kind::Crossing);
                let names: Vec<&str> = there.map(|other| other.key.as_str()).take(10).collect();
                let help =
                    if names.is_empty() { String::new() } else { format!("crossings: {}", suggest::list(names)) };
                Err(part.wrong("not-a-crossing", message, help))
            }
        }
    }

    pub fn country(&self, part: Part<'_, '_>) -> Told<Key> {
        let text = self.name(part, "a country")?;
        self.scenario.country_called(&text).cloned().map_err(|keys| match keys.as_slice() {
            [] => {
                let countries = self.scenario.countries();
                let names = || countries.iter().map(|key| key.as_str());
                // Of a place, its country is told.
                let of_place = self.scenario.place_called(&text).ok().and_then(|key| self.scenario.location(key));
                let help = match (of_place, suggest::did_you_mean(&text, names())) {
                    (Some(place), _) => format!("`{}` is a place in `{}`", place.key, place.country),
                    (None, Some(help)) => help,
                    (None, None) => format!("the countries are {}", suggest::list(names())),
                };
                part.wrong("unknown-country", format!("There is no country `{text}`."), help)
            }
            several => ambiguous(part, &text, several),
        })
    }

    pub fn profile(&self, part: Part<'_, '_>) -> Told<Key> {
        let text = self.name(part, "a profile")?;
        let keys = || self.scenario.profiles.iter().map(|profile| profile.key.as_str());
        match keys().find(|key| key.eq_ignore_ascii_case(&text)) {
            Some(key) => Ok(Key::from(key)),
            None => {
                let help = suggest::did_you_mean(&text, keys())
                    .unwrap_or_else(|| format!("the profiles are {}", suggest::list(keys())));
                Err(part.wrong("unknown-profile", format!("There is no profile `{text}`."), help))
            }
        }
    }

    /// A place, or a route written `A-B` or `A to B`.
    pub fn place_or_route(&self, part: Part<'_, '_>) -> Told<Named<'w>> {
        let text = self.name(part, "a place or route")?;
        let keys = match self.scenario.place_called(&text) {
            Ok(key) => {
                let location = self.scenario.location(key).map(Named::Place);
                return location.ok_or_else(|| self.unknown_place(part, &text, &[]));
            }
            Err(keys) => keys,
        };
        if !keys.is_empty() {
            return Err(ambiguous(part, &text, &keys));
        }
        if let Some((from, to)) = self.cut_ends(&text) {
            self.route(part, from, to)?;
            return Ok(Named::Route(from.clone(), to.clone()));
        }
        if let Some((a, b)) = part.cut_at("to").filter(|(a, b)| !a.is_empty() && !b.is_empty()) {
            both(self.place(a), self.place(b))?;
        }
        if self.scenario.country_called(&text).is_ok() {
            let message = format!("`{text}` is a country, not a place.");
            let help = format!(
                "write `refuse {text}`, `admit {text}` or `close border {text} OTHER-COUNTRY`, or name a crossing"
            );
            return Err(part.wrong("not-a-place", message, help));
        }
        Err(self.unknown_place(part, &text, &[]))
    }

    /// The two places of `A to B`, `A-B` or `A B`.
    pub fn ends(&self, part: Part<'_, '_>) -> Told<(&'w Location, &'w Location)> {
        let text = self.name(part, "two places")?;
        let place = |key: &Key| self.scenario.location(key);
        if let Some((a, b)) = self.cut_ends(&text)
            && let (Some(a), Some(b)) = (place(a), place(b))
        {
            return Ok((a, b));
        }
        let at_space = (1..part.words.len()).map(|at| part.split_at(at));
        let mut known = at_space.filter_map(|(a, b)| Some((self.place(a).ok()?, self.place(b).ok()?)));
        if let Some(ends) = known.next() {
            return Ok(ends);
        }
        match part.cut_at("to") {
            Some((a, b)) => both(self.place(a), self.place(b)),
            None if part.words.len() == 2 => {
                let (a, b) = part.split_last();
                both(self.place(a), self.place(b))
            }
            None => {
                let message = format!("`{text}` does not name two places.");
                Err(part.wrong("missing-word", message, "write both ends with `to` between them: `kabul to herat`"))
            }
        }
    }

    /// The keys on both sides of ` to ` or `-`.
    fn cut_ends(&self, text: &str) -> Option<(&'w Key, &'w Key)> {
        let mut cuts = [" to ", " - ", "-"].into_iter().flat_map(|mark| text.match_indices(mark));
        let known = |text: &str| self.scenario.place_called(text).ok();
        cuts.find_map(|(at, mark)| Some((known(&text[..at])?, known(&text[at + mark.len()..])?)))
    }

    /// Refuses two places that no route joins.
    fn route(&self, part: Part<'_, '_>, from: &Key, to: &Key) -> Told<()> {
        let is_end = |a: &Key, b: &Key| (a, b) == (from, to) || (a, b) == (to, from);
        if self.scenario.routes.iter().any(|route| is_end(&route.from, &route.to)) {
            return Ok(());
        }
        let message = format!("No route joins `{from}` and `{to}`.");
        Err(part.wrong("unknown-route", message, self.neighbours(from)))
    }

    /// Where routes lead from a place.
    pub fn neighbours(&self, place: &Key) -> String {
        let mut beside: Vec<&str> = Vec::new();
        for route in &self.scenario.routes {
            for (own, other) in [(&route.from, &route.to), (&route.to, &route.from)] {
                if own == place && !beside.contains(&other.as_str()) {
                    beside.push(other.as_str());
                }
            }
        }
        match beside.as_slice() {
            [] => "name the two ends of a route of routes.csv".to_owned(),
            some => format!("routes join `{place}` with {}", suggest::list(some.iter().copied().take(10))),
        }
    }

    /// The countries of a border, written `A B`, `A and B` or `A-B`.
    pub fn border(&self, part: Part<'_, '_>) -> Told<(Key, Key)> {
        let text = part.text();
        let known = |text: &str| self.scenario.country_called(text).ok().cloned();
        let mut cuts = [" and ", " - ", "-", " "].into_iter().flat_map(|mark| text.match_indices(mark));
        let both = cuts.find_map(|(at, mark)| Some((known(&text[..at])?, known(&text[at + mark.len()..])?)));
        let Some((a, b)) = both else { return Err(self.unknown_border(part)) };
        let touches = |other: &Key| {
            let (routes, crossings) = self.scenario.border(&a, other);
            !routes.is_empty() || !crossings.is_empty()
        };
        if touches(&b) {
            return Ok((a, b));
        }
        let beside: Vec<&str> =
            self.scenario.countries().into_iter().filter(|other| touches(other)).map(Key::as_str).collect();
        let help = match beside.as_slice() {
            [] => "name two countries that a route joins".to_owned(),
            beside => format!("from `{a}` routes lead into {}", suggest::list(beside.iter().copied())),
        };
        Err(part.wrong("no-border", format!("No route or crossing joins `{a}` and `{b}`."), help))
    }

    /// Which of the words are no country.
    fn unknown_border(&self, part: Part<'_, '_>) -> Vec<Diagnostic> {
        let missing = |part: Part<'_, '_>| {
            let help = "for example: close border afghanistan pakistan from 2021-09-02 until never";
            part.wrong("missing-word", "A border lies between two countries.", help)
        };
        for at in 1..part.words.len() {
            let (first, rest) = part.split_at(at);
            if self.scenario.country_called(&first.text()).is_ok() {
                return self.country(rest.without_first("and")).err().unwrap_or_else(|| missing(part));
            }
        }
        match self.country(part.split_at(1).0) {
            Err(unknown) if !part.is_empty() => unknown,
            Ok(_) | Err(_) => missing(part),
        }
    }

    pub fn unknown_place(&self, part: Part<'_, '_>, text: &str, keys: &[Key]) -> Vec<Diagnostic> {
        if !keys.is_empty() {
            return ambiguous(part, text, keys);
        }
        let names = self.scenario.locations.iter().flat_map(|location| {
            let aliases = location.aliases.iter().map(String::as_str);
            let key = location.key.as_str();
            [key, key.strip_prefix("x_").unwrap_or(key), location.name.as_str()].into_iter().chain(aliases)
        });
        let help = suggest::did_you_mean(text, names).unwrap_or_else(|| "name a place of locations.csv".to_owned());
        part.wrong("unknown-place", format!("There is no place `{text}`."), help)
    }
}

fn ambiguous(part: Part<'_, '_>, text: &str, keys: &[Key]) -> Vec<Diagnostic> {
    let help = format!("write the key: one of {}", suggest::list(keys.iter().map(Key::as_str)));
    part.wrong("ambiguous-name", format!("`{text}` could mean several places."), help)
}
