//! Scores: how far a forecast is from what was counted. Plain numbers in, plain numbers out, lower is better; a file each.
//!
//! A score with the name of a publication is computed as there, to the digit.

mod ard;
mod track;

pub use ard::{Ard, ard};
pub use track::{Camp, Figure, Line, Measure, Method, Scored, flee_track, with_camps};
