//! What there is: the nouns of forced displacement, as plain values.
//!
//! Nothing here opens a file, reads a clock, draws a number or prints (ARCHITECTURE.md, invariant 1). The types are
//! not `serde` types: `corridor-formats` translates between them and bytes, so that a file format never becomes a
//! promise of the model (invariant 10).
#![forbid(unsafe_code)]

mod apply;
mod camp;
mod closure;
mod conflict;
mod crossing;
mod departures;
mod diagnostic;
mod edit;
mod fact;
mod host;
mod key;
mod location;
mod observation;
mod parameters;
mod profile;
mod redirection;
mod route;
mod rules;
mod scenario;
mod stock;
mod timeline;
mod uncertain;

pub use camp::CampState;
pub use closure::{Closure, Shut, Way};
pub use conflict::Intensity;
pub use crossing::{Crossing, CrossingState, Passage};
pub use departures::{Departures, Flow, Origin};
pub use diagnostic::{Diagnostic, Severity};
pub use edit::{Edit, EditError, WhatIf};
pub use fact::{Evidence, Fact, Modality, Quantifier, Quantity, Role, Speaker, When, Where};
pub use host::{Admission, Host};
pub use key::Key;
pub use location::{Kind, Location};
pub use observation::{Observation, Target, Use};
pub use parameters::{Parameter, ParameterInfo, Parameters};
pub use profile::Profile;
pub use redirection::Redirection;
pub use route::{Mode, Route};
pub use rules::{ConflictDepartures, Decay, Decision, Family, Kernel, Population, Rules};
pub use scenario::{Period, Provenance, Scenario, Table, UnknownEnds};
pub use stock::Stock;
pub use timeline::{Row, Timeline, Until};
pub use uncertain::Uncertain;

/// A calendar day, without a time or a zone.
pub use jiff::civil::Date;
