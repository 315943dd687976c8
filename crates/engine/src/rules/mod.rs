//! The movement rules: one factor a file, one page each in the folder `rules/` of the repository, whose examples run as
//! tests.

pub mod conflict_departures;
pub mod distance;
pub mod leaving;
pub mod openness;
pub mod returns;
pub mod room;
pub mod safety;
