//! Many runs: a scenario's members, the ensemble of their trajectories, and the forecast that sums it up.

mod asof;
mod compare;
mod ensemble;
mod members;
mod quantiles;
mod timelines;
mod trajectory;

pub use asof::as_of;
pub use compare::{Comparison, compare};
pub use ensemble::{Ensemble, Settings, run_ensemble};
pub use members::Members;
pub use quantiles::{LEVELS, mean, quantile};
pub use trajectory::{Catalogue, Place, Series, Trajectory};
