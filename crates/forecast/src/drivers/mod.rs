//! What drives the interval: the uncertain inputs of the members, and the share of a result's spread that each explains.
//!
//! A member is a pure function of its scenario, the seed and its number, so what was drawn for it is found again without
//! running it: [`Inputs`] knows every draw by its subject.

mod effects;
mod inputs;
mod people;
mod places;
mod shares;
mod survey;
mod tables;

pub use inputs::{Input, InputKind, Inputs};
pub use shares::{Bin, Driver, Drivers, drivers};
