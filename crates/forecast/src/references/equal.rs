//! R0: as many to each camp.

use super::{Given, arrivals};

/// Arrivals split equally among the open camps.
pub fn equal(given: &Given) -> Vec<Vec<f64>> {
    let all = vec![1.0; given.first.len()];
    arrivals(given, |_, _| all.clone())
}
