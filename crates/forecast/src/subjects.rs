//! Whose draw it is: the subjects of all that is drawn for a member, by what is drawn.
//!
//! Each use of a key has a salt of its own. The numbers are part of every address: changing one changes every result.

use corridor_engine::mix;
use corridor_model::{Key, Kind, Origin, Parameter, Shut};

fn of(key: &Key, salt: u64) -> u64 {
    mix(key.hash64(), salt)
}

fn between(from: &Key, to: &Key, salt: u64) -> u64 {
    mix(of(from, salt), of(to, salt))
}

fn own(profile: Option<&Key>, without: u64) -> u64 {
    profile.map_or(without, Key::hash64)
}

pub fn parameter(parameter: Parameter) -> u64 {
    of(&Key::from(parameter.info().name), 1)
}

pub fn fighting(place: &Key) -> u64 {
    of(place, 2)
}

pub fn intensity(place: &Key) -> u64 {
    of(place, 3)
}

/// Of both directions: one closure of both ends for both on one day.
pub fn crossing(place: &Key) -> u64 {
    of(place, 4)
}

pub fn let_through(crossing: &Key) -> u64 {
    of(crossing, 47)
}

pub fn passes_per_day(crossing: &Key) -> u64 {
    of(crossing, 48)
}

pub fn irregular(crossing: &Key) -> u64 {
    of(crossing, 49)
}

pub fn closure(shut: &Shut) -> u64 {
    match shut {
        Shut::Location(key) => of(key, 5),
        Shut::Route { from, to } => between(from, to, 6),
    }
}

pub fn redirection(from: &Key, to: &Key) -> u64 {
    between(from, to, 51)
}

pub fn room(place: &Key) -> u64 {
    of(place, 7)
}

pub fn capacity(place: &Key) -> u64 {
    of(place, 8)
}

fn condition(country: &Key, condition: &str) -> u64 {
    of(&Key::from(condition), country.hash64())
}

pub fn condition_met(country: &Key, words: &str) -> u64 {
    mix(condition(country, words), 9)
}

pub fn likelihood(country: &Key, words: &str) -> u64 {
    mix(condition(country, words), 10)
}

pub fn admission(country: &Key) -> u64 {
    of(country, 11)
}

pub fn accepted(country: &Key) -> u64 {
    of(country, 12)
}

pub fn admitted(country: &Key) -> u64 {
    of(country, 13)
}

pub fn push_back(country: &Key) -> u64 {
    of(country, 14)
}

pub fn pushed_back(country: &Key) -> u64 {
    of(country, 15)
}

pub fn forced_return(country: &Key, profile: Option<&Key>) -> u64 {
    mix(of(country, 16), own(profile, 0))
}

pub fn returned_per_day(country: &Key, profile: Option<&Key>) -> u64 {
    of(country, mix(17, own(profile, 0)))
}

pub fn factor(origin: Option<&Key>) -> u64 {
    origin.map_or(18, |key| of(key, 18))
}

pub fn departures(origin: &Origin, profile: Option<&Key>) -> u64 {
    mix(origin.key().map_or(50, |key| of(key, 19)), own(profile, 52))
}

pub fn leaving(origin: &Origin, profile: Option<&Key>) -> u64 {
    mix(departures(origin, profile), 20)
}

pub fn pull_of_kind(profile: &Key, kind: Kind) -> u64 {
    of(profile, 22 + kind as u64)
}

pub fn pull_of_country(profile: &Key, country: &Key) -> u64 {
    of(profile, of(country, 40))
}

pub fn pull_of_place(profile: &Key, place: &Key) -> u64 {
    of(profile, of(place, 41))
}

pub fn documented(profile: &Key) -> u64 {
    of(profile, 42)
}

pub fn distance_exponent(profile: &Key) -> u64 {
    of(profile, 43)
}

pub fn stock(place: &Key, home: &Key, profile: &Key) -> u64 {
    mix(mix(of(place, 44), home.hash64()), profile.hash64())
}

pub fn leave_per_day(place: &Key) -> u64 {
    of(place, 53)
}

pub fn stay_for_good(place: &Key) -> u64 {
    of(place, 54)
}

pub fn speed(from: &Key, to: &Key) -> u64 {
    between(from, to, 45)
}

pub fn seats(from: &Key, to: &Key) -> u64 {
    between(from, to, 46)
}

pub fn walk_share(from: &Key, to: &Key) -> u64 {
    between(from, to, 55)
}
