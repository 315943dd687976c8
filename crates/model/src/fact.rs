//! A reported statement.

use crate::{Date, Key, Uncertain};

/// How a statement is meant. Only what is asserted becomes a hard input; a claim, a conditional or a forecast widens a
/// range or becomes an optional edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modality {
    /// Said as a fact by who can know.
    Asserted,
    /// Said by a party with an interest, or reported at second hand.
    Claimed,
    /// Holds only if something else does.
    Conditional,
    /// About the future.
    Forecast,
}

impl Modality {
    /// Every modality.
    pub const ALL: [Modality; 4] = [Modality::Asserted, Modality::Claimed, Modality::Conditional, Modality::Forecast];

    /// The word in files and output.
    pub const fn word(self) -> &'static str {
        match self {
            Modality::Asserted => "asserted",
            Modality::Claimed => "claimed",
            Modality::Conditional => "conditional",
            Modality::Forecast => "forecast",
        }
    }
}

/// Where in the report the statement stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The report.
    pub url: String,
    /// The first code point of the span.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
}

/// What a place does in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It happened there.
    At,
    /// They came from there.
    Origin,
    /// They went there.
    Destination,
    /// They went by there.
    Via,
    /// It is the country that receives.
    Host,
    /// The statement is about it.
    About,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] = [Role::At, Role::Origin, Role::Destination, Role::Via, Role::Host, Role::About];

    /// The word in files and output.
    pub const fn word(self) -> &'static str {
        match self {
            Role::At => "at",
            Role::Origin => "origin",
            Role::Destination => "destination",
            Role::Via => "via",
            Role::Host => "host",
            Role::About => "about",
        }
    }
}

/// A place in a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Where {
    /// What it does there.
    pub role: Role,
    /// Its name as reported.
    pub name: String,
    /// The place or country of the scenario, if it is one.
    pub key: Option<Key>,
}

/// When it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The first day, if said.
    pub from: Option<Date>,
    /// The last day, if said.
    pub to: Option<Date>,
    /// Whether it goes on.
    pub ongoing: bool,
}

/// How a number was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// As a number.
    Exact,
    /// "More than", "at least".
    AtLeast,
    /// "Up to", "at most".
    AtMost,
    /// "About", "some".
    About,
    /// "Thousands", "dozens".
    Vague,
}

impl Quantifier {
    /// Every quantifier.
    pub const ALL: [Quantifier; 5] =
        [Quantifier::Exact, Quantifier::AtLeast, Quantifier::AtMost, Quantifier::About, Quantifier::Vague];

    /// The word in files and output.
    pub const fn word(self) -> &'static str {
        match self {
            Quantifier::Exact => "exact",
            Quantifier::AtLeast => "at_least",
            Quantifier::AtMost => "at_most",
            Quantifier::About => "about",
            Quantifier::Vague => "vague",
        }
    }
}

/// How many.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number or the range that the words stand for.
    pub value: Uncertain,
    /// How it was said.
    pub quantifier: Quantifier,
    /// Of what: person, household, military_position …
    pub unit: String,
}

/// Who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The person or office.
    pub name: String,
    /// Through which channel.
    pub channel: String,
}

/// A reported statement, and the rows of the scenario that it sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its stable key.
    pub id: Key,
    /// What kind of statement it is: `crossing.closed`, `host.pledge` …
    pub kind: String,
    /// The statement in our words.
    pub summary: String,
    /// How it is meant.
    pub modality: Modality,
    /// What it depends on, if conditional.
    pub condition: Option<String>,
    /// When.
    pub when: When,
    /// Where.
    pub places: Vec<Where>,
    /// How many.
    pub quantity: Option<Quantity>,
    /// Who said it.
    pub speaker: Speaker,
    /// Where in the report it stands.
    pub evidence: Evidence,
    /// The rows that it sets, each "table subject date"; empty for context.
    pub sets: Vec<String>,
    /// What other sources say.
    pub cross_check: String,
}
