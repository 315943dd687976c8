//! `corridor run`

use std::process::ExitCode;

use crate::ensemble::Ensemble;
use crate::failure::Failure;
use crate::voice::Voice;
use crate::{builtin, carry_out};

/// Forecast a scenario by many simulated members
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  corridor run\n  corridor run my-scenario --members 500 --out results\n  \
                  corridor run flee/conflict_input/mali --validation flee/conflict_validation/mali\n  \
                  corridor run --edit \"close torkham from 2021-09-10 until 2021-10-01\" --json\n  \
                  corridor run --members 5000 --shard 7/64 --out results   (then: corridor merge results)")]
pub struct Run {
    /// A built-in name, a scenario folder or a Flee folder
    #[arg(value_name = "SCENARIO", default_value = builtin::DEFAULT)]
    scenario: String,
    #[command(flatten)]
    ensemble: Ensemble,
}

impl Run {
    /// Runs it.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        carry_out::carry_out(&self.scenario, &self.ensemble, None, voice)
    }
}
