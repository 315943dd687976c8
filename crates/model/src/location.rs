//! A named place.

use crate::{Key, Uncertain};

/// What a place is. The kind decides how readily people leave it, how strongly it pulls, and whether one can stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A town, city or district where people live. People at risk flee from it; others find shelter in it.
    Town,
    /// A refugee camp.
    Camp,
    /// A site for internally displaced people.
    IdpSite,
    /// A border crossing: one place with two sides.
    Crossing,
    /// An airport: a place to board, not to stay.
    Airport,
    /// A town in a host country that receives people.
    Hub,
    /// A junction or pass, only on the way.
    Waypoint,
    /// Where people leave the model for good, such as third countries reached by an airlift.
    Exit,
}

impl Kind {
    /// Every kind, in the order of the file format's documentation.
    pub const ALL: [Kind; 8] =
        [Kind::Town, Kind::Camp, Kind::IdpSite, Kind::Crossing, Kind::Airport, Kind::Hub, Kind::Waypoint, Kind::Exit];

    /// The word in files and output.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Town => "town",
            Kind::Camp => "camp",
            Kind::IdpSite => "idp_site",
            Kind::Crossing => "crossing",
            Kind::Airport => "airport",
            Kind::Hub => "hub",
            Kind::Waypoint => "waypoint",
            Kind::Exit => "exit",
        }
    }

    /// Whether people can choose to stay there.
    pub const fn receives(self) -> bool {
        match self {
            Kind::Town | Kind::Camp | Kind::IdpSite | Kind::Hub | Kind::Exit => true,
            Kind::Crossing | Kind::Airport | Kind::Waypoint => false,
        }
    }
}

/// A named place.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    /// Its stable key.
    pub key: Key,
    /// The name that people read. It decides nothing.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The country, or the side from which a crossing is described.
    pub country: Key,
    /// The country on the other side; crossings alone have one.
    pub to_country: Option<Key>,
    /// The first-level administrative area.
    pub admin1: String,
    /// Latitude, degrees north; unknown for places that are none, such as "third countries".
    pub lat: Option<f64>,
    /// Longitude, degrees east.
    pub lon: Option<f64>,
    /// People who live there and are at risk when fighting comes.
    pub population: u64,
    /// How readily people leave it a day; as its kind says if absent.
    pub leave_per_day: Option<Uncertain>,
    /// Of those who stay there, how many a day stay for good.
    pub stay_for_good_per_day: Option<Uncertain>,
    /// Other names by which edits and reports may call it.
    pub aliases: Vec<String>,
    /// Where the row comes from.
    pub source: String,
}
