//! Many runs: a scenario's members, the ensemble of their trajectories, and the forecast that sums it up.
#![forbid(unsafe_code)]

mod agreement;
mod asof;
mod compare;
mod drivers;
mod ensemble;
mod findings;
mod headline;
mod horizons;
mod members;
mod quantiles;
pub mod references;
mod rows;
mod samples;
pub mod scores;
mod subjects;
#[cfg(test)]
mod testing;
mod timelines;
mod trajectory;

pub use agreement::{LastOfKind, Tally, Tier, reported_later, tiers};
pub use asof::as_of;
pub use compare::{Comparison, compare};
pub use drivers::{Bin, Driver, Drivers, Input, InputKind, Inputs, drivers};
pub use ensemble::{Ensemble, Keep, Settings, run_ensemble};
pub use findings::{Findings, Line, Stranded, summarise};
pub use headline::{camps, headline, origin};
pub use horizons::{Horizon, horizons};
pub use members::Members;
pub use quantiles::{Interval, LEVELS, Spread, mean, quantile, spread};
pub use rows::{FlowOn, Over, QuantileAt, StockOn, flow_rows, forecast_rows, stock_rows};
pub use trajectory::{Catalogue, Place, Series, Trajectory};
