//! Many runs: a scenario's members, the ensemble of their trajectories, and the forecast that sums it up.
#![forbid(unsafe_code)]

mod agreement;
mod asof;
mod differences;
mod drivers;
mod ensemble;
mod findings;
mod forecast;
mod headline;
mod histogram;
mod horizons;
mod members;
mod nearest;
mod paired;
mod plan;
mod quantiles;
pub mod references;
mod replay;
mod reported;
mod rows;
pub mod scores;
mod sketch;
mod subjects;
#[cfg(test)]
mod testing;
mod timelines;
mod trajectory;

pub use agreement::{LastOfKind, Tally, Tier, reported_later, tiers};
pub use asof::as_of;
pub use differences::{Crowding, Difference, DifferenceAt, Differences, Harm, HarmFigure};
pub use drivers::{Bin, Driver, Drivers, Input, InputKind, Inputs, drivers};
pub use ensemble::{Ensemble, Keep, Settings, run_ensemble};
pub use findings::{Findings, Line, Stranded, summarise};
pub use forecast::{Forecast, Pace};
pub use headline::{camps, headline, origin};
pub use histogram::{EXACT, Histogram, Plain};
pub use horizons::{Horizon, horizons};
pub use members::Members;
pub use nearest::changed;
pub use paired::Paired;
pub use plan::{Measure, Of, Plan, Quantity, Reading};
pub use quantiles::{Interval, LEVELS, Spread, mean, quantile, spread};
pub use replay::{AtHome, Replay, Run};
pub use reported::{Reported, figures};
pub use rows::{FlowOn, MemberAt, Over, QuantileAt, StockOn, flow_rows, forecast_rows, member_rows, stock_rows};
pub use sketch::{Line as MemberLine, Sketch};
pub use trajectory::{Catalogue, Place, Series, Trajectory};
