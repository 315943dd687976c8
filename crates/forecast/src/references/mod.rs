//! References: forecasts that need no model. A model has skill by as much as it is better than the best of them.
//!
//! Each is given what Flee's rescaled score gives a model: the total of every day. Those that split (equally, by capacity, by
//! gravity) split the arrivals after the first day among the camps that are open then, and begin with the true count of the
//! first day; this is the protocol that the project's figures follow. (Other figures for the same ideas split the whole stock
//! of a day: [`stock`] does that.) A file each.

mod arrivals;
mod capacity;
mod equal;
mod gravity;
mod network;
mod persistence;

pub use arrivals::{Given, arrivals, stock};
pub use capacity::{by_capacity, leaks};
pub use equal::equal;
pub use gravity::{EXPONENT, Origin, gravity};
pub use network::{Network, network};
pub use persistence::frozen;
