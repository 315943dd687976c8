//! What a day does: displace, decide, travel, admit, record.
//!
//! The engine returns values, not errors: a [`Scenario`](corridor_model::Scenario) that exists can be run.
//! [`World`] is the network in dense numbers, a [`Member`] the timelines and parameters with every uncertain value
//! drawn, [`State`] the people, and [`step`] a day. [`run`] is a loop of `step`; what it tells, a [`Record`] keeps.
//!
//! People who are alike are one [`Cohort`] with a [`Count`]: whole numbers, drawn, or expected values.
#![forbid(unsafe_code)]

mod admit;
mod choices;
mod cohort;
mod count;
mod day;
mod decide;
mod difference;
mod digest;
mod displace;
mod draws;
mod explain;
mod gates;
mod journeys;
mod member;
mod philox;
mod record;
pub mod rules;
pub mod sample;
mod state;
mod step;
mod travel;
mod turns;
mod walking;
mod ways;
mod world;

pub use cohort::{Class, Cohort, CohortKey, Home, Plan, Traveller};
pub use count::Count;
pub use digest::Digest;
pub use draws::{Decision, Draw, Stream, mix};
pub use explain::{Choice, Explanation, explain};
pub use journeys::{Journey, Journeys, Stop};
pub use member::{Change, Departure, Given, Group, InitialStock, Law, Member, Pass, Policy, Room, Values};
pub use philox::philox4x32;
pub use record::{Nothing, Record, Spot, Today};
pub use state::{State, Zone};
pub use step::{run, step};
pub use world::{Country, Gate, GateKind, Place, Target, Way, World};
