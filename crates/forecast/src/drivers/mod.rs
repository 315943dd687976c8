//! What drives the interval: the uncertain inputs of the members, and the share of a result's spread that each explains.

mod shares;

pub use shares::{Bin, Driver, Drivers, drivers};
