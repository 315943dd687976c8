//! A reported stock or flow.

use crate::{Date, Key, Uncertain};

/// What is forecast and observed. The names are those of `forecast.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// People who entered a host, crossing or place from outside, cumulative, each passage counted.
    Arrivals,
    /// Arrivals less returns and push-backs.
    NetArrivals,
    /// People who came back to their country from a host, cumulative.
    Returns,
    /// People of the profiles that fighting displaces who left home, wherever they went, cumulative.
    Displaced,
    /// People who went back home from within their country, cumulative.
    IdpReturns,
    /// People who left by an exit, cumulative.
    Evacuated,
    /// People there.
    Stock,
    /// People who wait at a crossing.
    Stranded,
    /// People who died waiting, cumulative.
    Deaths,
}

impl Target {
    /// Every target.
    pub const ALL: [Target; 9] = [
        Target::Arrivals,
        Target::NetArrivals,
        Target::Returns,
        Target::Displaced,
        Target::IdpReturns,
        Target::Evacuated,
        Target::Stock,
        Target::Stranded,
        Target::Deaths,
    ];

    /// The word in files and output.
    pub const fn word(self) -> &'static str {
        match self {
            Target::Arrivals => "arrivals",
            Target::NetArrivals => "net_arrivals",
            Target::Returns => "returns",
            Target::Displaced => "displaced",
            Target::IdpReturns => "idp_returns",
            Target::Evacuated => "evacuated",
            Target::Stock => "stock",
            Target::Stranded => "stranded",
            Target::Deaths => "deaths",
        }
    }

    /// Whether the figure counts events since a day, rather than people on a day.
    pub const fn is_cumulative(self) -> bool {
        match self {
            Target::Arrivals
            | Target::NetArrivals
            | Target::Returns
            | Target::Displaced
            | Target::IdpReturns
            | Target::Evacuated
            | Target::Deaths => true,
            Target::Stock | Target::Stranded => false,
        }
    }
}

/// What an observation is fit for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Tight enough to score a forecast against.
    Score,
    /// An order of magnitude or a lower bound.
    Soft,
    /// Told beside, compared with nothing.
    Context,
    /// Known to be wrong or not comparable.
    Avoid,
}

impl Use {
    /// Every use.
    pub const ALL: [Use; 4] = [Use::Score, Use::Soft, Use::Context, Use::Avoid];

    /// The word in files and output.
    pub const fn word(self) -> &'static str {
        match self {
            Use::Score => "score",
            Use::Soft => "soft",
            Use::Context => "context",
            Use::Avoid => "avoid",
        }
    }
}

/// A reported stock or flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Which reports form one series, such as "UNHCR known arrivals": only rows of one series may be differenced.
    pub series: String,
    /// What was counted; absent where the model has no such figure.
    pub target: Option<Target>,
    /// Of which place, crossing, exit or country.
    pub location: Key,
    /// The day of the count.
    pub event_date: Date,
    /// Since when a cumulative figure counts.
    pub counting_from: Option<Date>,
    /// The figure, or the range that the source gives.
    pub value: Uncertain,
    /// The day on which it could first be known.
    pub available_at: Date,
    /// Whether `available_at` was given; otherwise it is the day of the count + 7.
    pub available_given: bool,
    /// The share of the truth that such counts catch, 0 to 1.
    pub known_share: Uncertain,
    /// Days by which the count trails the event.
    pub lag_days: u32,
    /// What it is fit for.
    pub usage: Use,
    /// Who reported it and where.
    pub source: String,
    /// What to know before using it.
    pub note: String,
}
