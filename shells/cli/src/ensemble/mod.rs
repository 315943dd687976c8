//! Ensembles that survive anything: what `run`, `compare`, `merge` and `status` have in common.

mod job;
mod kept;
mod part;
mod shard;
mod store;
mod work;

use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::value_parser;

use crate::changes::Changes;
use crate::flee_folder::Given;

pub use job::{Job, Prepared};
pub use kept::{Kept, kept_in, read, told, unusable};
pub use part::take_up;
pub use shard::Shard;
pub use store::Store;
pub use work::{Work, gather};

/// How an ensemble is run, and what is written of it.
#[derive(Debug, clap::Args)]
pub struct Ensemble {
    /// How many members to run
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = value_parser!(u32).range(1..=1_000_000))]
    pub members: u32,
    /// The seed of all draws: the same seed gives the same numbers
    #[arg(long, value_name = "S", default_value_t = 0)]
    pub seed: u64,
    /// End the period after this many days [default: the scenario's period]
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    pub days: Option<u32>,
    #[command(flatten)]
    pub changes: Changes,
    /// How many threads to use; the numbers are the same [default: one per processor]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=1024))]
    pub threads: Option<usize>,
    #[command(flatten)]
    pub given: Given,
    /// Write every file of the result to this folder: report.html to read and send, results.xlsx, tables, summary.json
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write members.parquet too: what every member says
    #[arg(long, requires = "out")]
    pub members_out: bool,
    /// For whom the files are: local, or public, which leaves out counts below 50 and what single routes carry
    #[arg(long, value_name = "PROFILE", requires = "out", default_value = "local", hide_possible_values = true)]
    pub profile: Profile,
    /// Run one of several parts, counted from 0, into the folder of --out: 7/64, or /64 where the scheduler of a cluster
    /// numbers the tasks; `corridor merge` puts them together
    #[arg(long, value_name = "K/N", requires = "out", value_parser = Shard::parse)]
    pub shard: Option<Shard>,
}

/// For whom files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Profile {
    /// For those who work with them: complete.
    Local,
    /// To be passed on.
    Public,
}
