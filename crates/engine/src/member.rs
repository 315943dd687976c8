//! One member of an ensemble: timelines and parameters with every uncertain value drawn.

use corridor_model::{Kind, Parameter};

use crate::cohort::{Class, CohortKey, Home};
use crate::{Stream, World};

/// The drawn value of every parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Values(pub [f64; Parameter::ALL.len()]);

impl Values {
    /// The value of a parameter.
    pub fn get(&self, parameter: Parameter) -> f64 {
        self.0[parameter as usize]
    }
}

/// A profile with its values drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Of those displaced by fighting, the share with this profile, in proportion to the other profiles.
    pub conflict_share: f64,
    /// That share by place, where it differs from place to place; otherwise empty.
    pub conflict_share_at: Vec<f64>,
    /// The exponent on the safety and the pull of places.
    pub caution: f64,
    /// The share with papers.
    pub documented: f64,
    /// Whether they remember the very place that they left.
    pub remembers_home: bool,
    /// Whether they go home by themselves.
    pub returns: bool,
    /// The exponent of the distance kernel.
    pub distance_exponent: f64,
    /// How strongly each place pulls, being what it was declared as: kind × country × place.
    pub pull: Vec<f64>,
    /// How strongly each kind pulls, in the order of [`Kind::ALL`]: for places that become another kind.
    pub pull_kind: [f64; Kind::ALL.len()],
    /// How strongly each place pulls apart from its kind: country × place.
    pub pull_site: Vec<f64>,
}

/// Who may pass a gate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pass {
    /// Everybody.
    Open,
    /// Nobody.
    Closed,
    /// A fraction of those who come, or of one profile's people.
    Restricted {
        /// The fraction.
        fraction: f64,
        /// The profile, if only its people.
        profile: Option<u16>,
    },
    /// People with papers, and people who go home.
    DocumentedOnly,
    /// People who go home.
    ReturnsOnly,
}

/// What holds at a gate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Law {
    /// Who may pass.
    pub pass: Pass,
    /// The most people in a day.
    pub per_day: Option<f64>,
    /// The share of those stopped who get across beside it each day.
    pub irregular: f64,
}

impl Law {
    /// Everybody passes.
    pub const OPEN: Law = Law { pass: Pass::Open, per_day: None, irregular: 0.0 };
}

/// Whom a host admits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Policy {
    /// Everybody.
    Open,
    /// A share of those who come.
    Share(f64),
    /// So many in all.
    Cap {
        /// People.
        people: f64,
        /// Which row says so: one that holds again goes on counting, another begins anew.
        row: u32,
    },
}

/// The room of a receiving place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Room {
    /// It receives nobody.
    Closed,
    /// It holds so many.
    For(f64),
    /// It holds everybody.
    Unlimited,
}

/// Something that is different from a day on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Fighting at a place.
    Intensity {
        /// Where.
        place: u32,
        /// How intense.
        intensity: f64,
    },
    /// Who may pass a gate.
    Gate {
        /// Which.
        gate: u32,
        /// What holds.
        law: Law,
    },
    /// Whether a way is shut.
    Way {
        /// Which.
        way: u32,
        /// Whether it is shut.
        shut: bool,
    },
    /// The room of a place.
    Room {
        /// Where.
        place: u32,
        /// How much.
        room: Room,
    },
    /// What a place is.
    Kind {
        /// Where.
        place: u32,
        /// What.
        kind: Kind,
    },
    /// Whether everybody at its beginning is made to take a way.
    Redirection {
        /// Which.
        way: u32,
        /// Whether.
        holds: bool,
    },
    /// Whom a host admits.
    Admission {
        /// The country.
        country: u32,
        /// Whom.
        policy: Policy,
    },
    /// The share of arrivals whom a host sends back.
    PushBack {
        /// The country.
        country: u32,
        /// The share.
        share: f64,
    },
    /// People a day who go back from a host.
    ForcedReturn {
        /// The country.
        country: u32,
        /// The profile, if not of all.
        profile: Option<u16>,
        /// People a day.
        per_day: f64,
    },
    /// A factor on all departures of a place.
    Factor {
        /// Where.
        place: u32,
        /// By what.
        factor: f64,
    },
}

/// How many leave on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Given {
    /// So many people a day; fractions of people are carried from day to day.
    PerDay(f64),
    /// Each who lives there with this probability.
    Share(f64),
}

/// Departures that are given.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    /// The places.
    pub origins: Vec<u32>,
    /// The share of each, as running totals.
    pub cumulative: Vec<f64>,
    /// Whether they leave from wherever there is fighting instead, in proportion to who lives there and how intense it is.
    pub where_fighting: bool,
    /// Who leaves; as those whom fighting displaces, if nobody is named.
    pub profile: Option<u16>,
    /// The first day.
    pub from: u32,
    /// The first day after the last.
    pub until: u32,
    /// How many.
    pub given: Given,
    /// 64 bits that stand for the row in the address of a draw.
    pub hash: u64,
}

/// People already somewhere on the first day.
#[derive(Clone, Debug, PartialEq)]
pub struct InitialStock {
    /// Where.
    pub place: u32,
    /// What they share.
    pub profile: u16,
    /// Where they come from.
    pub home: Home,
    /// How many.
    pub people: f64,
    /// 64 bits that stand for the row in the address of a draw.
    pub hash: u64,
}

/// One member of an ensemble.
#[derive(Clone, Debug)]
pub struct Member {
    /// The source of its draws.
    pub stream: Stream,
    /// Its parameters.
    pub values: Values,
    /// Its profiles.
    pub groups: Vec<Group>,
    /// How long each way takes, ticks of [`crate::World::DAY`] to a day.
    pub ticks: Vec<u64>,
    /// How long it takes on foot.
    pub ticks_on_foot: Vec<u64>,
    /// How much of the longest day's journey on a road one makes on it in a day.
    pub reach: Vec<f64>,
    /// Of those on each way, the share who walk that day.
    pub walk_share: Vec<f64>,
    /// How readily people leave each place, where that is not said by its kind.
    pub leave_at: Vec<Option<f64>>,
    /// Of those who stay at each place, the share who stay for good from that day on.
    pub stay_for_good: Vec<f64>,
    /// The most people who set out on each way a day.
    pub seats: Vec<Option<f64>>,
    /// What is different from which day on, by day.
    /// Fighting before the first day has negative days.
    pub changes: Vec<(i32, Change)>,
    /// Departures that are given.
    pub departures: Vec<Departure>,
    /// People already somewhere on the first day.
    pub stocks: Vec<InitialStock>,
}

impl World {
    /// A day of travel in ticks: a millionth of a day is some 20 cm on a road.
    pub const DAY: u64 = 1_000_000;
}

impl Member {
    /// How long a way takes people, ticks.
    #[inline]
    pub(crate) fn ticks(&self, way: u32, key: &CohortKey) -> u64 {
        if key.trail.is_on_foot() { self.ticks_on_foot[way as usize] } else { self.ticks[way as usize] }
    }

    /// What so many ticks on a way are of the longest day's journey on a road, in ticks of that.
    pub(crate) fn reached(&self, way: u32, key: &CohortKey, ticks: u64) -> u64 {
        let way_index = way as usize;
        let slower = if key.trail.is_on_foot() {
            self.ticks[way_index] as f64 / self.ticks_on_foot[way_index] as f64
        } else {
            1.0
        };
        let reach = self.reach[way_index] * slower;
        if reach == 1.0 { ticks } else { libm::round(ticks as f64 * reach) as u64 }
    }

    #[inline]
    pub(crate) fn group(&self, class: Class) -> &Group {
        &self.groups[class.profile()]
    }

    /// Of those whom fighting displaces at a place, the share of each profile, as running totals.
    pub(crate) fn shares_at(&self, place: u32) -> Vec<f64> {
        let mut total = 0.0;
        let shares = self.groups.iter().map(|group| {
            total += group.conflict_share_at.get(place as usize).copied().unwrap_or(group.conflict_share);
            total
        });
        shares.collect()
    }

    /// How readily people leave a place where nobody fights.
    pub(crate) fn leave(&self, kind: Kind) -> f64 {
        match kind {
            Kind::Town => self.values.get(Parameter::LeaveTown),
            Kind::Camp => self.values.get(Parameter::LeaveCamp),
            Kind::IdpSite => self.values.get(Parameter::LeaveIdpSite),
            Kind::Hub => self.values.get(Parameter::LeaveHub),
            Kind::Crossing | Kind::Airport | Kind::Waypoint => 1.0,
            Kind::Exit => 0.0,
        }
    }
}
