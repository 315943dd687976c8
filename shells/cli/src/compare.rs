//! `corridor compare`

use std::process::ExitCode;

use crate::ensemble::Ensemble;
use crate::failure::Failure;
use crate::voice::Voice;
use crate::{builtin, carry_out};

/// Compare a what-if with the scenario as it is, member by member with the same draws
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  corridor compare --what-if chaman-stays-open\n  \
                  corridor compare --edit \"open chaman from 2021-09-15\" --members 200 --out answer\n  \
                  corridor compare --edit \"cap tajikistan 50000\" --against \"close torkham\"\n\
                  \nThe difference is taken within each member, so chance is the same on both sides. Nothing here says which side is\n\
                  better: fewer arrivals may mean more people stranded, which stands beside.")]
pub struct Compare {
    /// A built-in name, a scenario folder or a Flee folder
    #[arg(value_name = "SCENARIO", default_value = builtin::DEFAULT)]
    scenario: String,
    #[command(flatten)]
    ensemble: Ensemble,
    /// Compare with the scenario after this change, or with this named what-if, instead of the scenario as it is; may be
    /// repeated
    #[arg(long, value_name = "WORDS")]
    against: Vec<String>,
}

impl Compare {
    /// Compares them.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        carry_out::carry_out(&self.scenario, &self.ensemble, Some(&self.against), voice)
    }
}
