//! `corridor map`

mod browser;
mod page;
mod request;
mod server;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::value_parser;
use serde_json::json;

use crate::changes::Changes;
use crate::failure::Failure;
use crate::flee_folder::Given;
use crate::interrupt::{until_stopped, watch};
use crate::people::size;
use crate::voice::Voice;
use crate::{builtin, output, reading};

use server::Server;

pub use page::{MOST_SEED, PAGE, Shown, filled};

/// Show a scenario as a map in the browser, where crossings are closed and opened with a click
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  corridor map\n  corridor map my-scenario --no-open --port 8080\n  \
                  corridor map --what-if chaman-shut-to-year-end\n  corridor map --export map.html\n\
                  \nThe engine runs in the page, and nothing leaves this machine. Served to 127.0.0.1 alone, until Ctrl-C: then its\n\
                  work is done, and the exit status is 0. Whoever else works on this machine can open the address too.")]
pub struct Map {
    /// A built-in name, a scenario folder or a Flee folder
    #[arg(value_name = "SCENARIO", default_value = builtin::DEFAULT)]
    scenario: String,
    /// How many members the page runs in the end
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = value_parser!(u32).range(1..=1_000_000))]
    members: u32,
    /// The seed of all draws: the same seed gives the same numbers
    #[arg(long, value_name = "S", default_value_t = 0, value_parser = value_parser!(u64).range(..=MOST_SEED))]
    seed: u64,
    /// End the period after this many days [default: the scenario's period]
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    days: Option<u32>,
    #[command(flatten)]
    changes: Changes,
    #[command(flatten)]
    given: Given,
    /// Write the map to this file instead, which runs in any browser without network: to mail, or for a web server
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
    /// Serve it on this port [default: one that is free]
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..), conflicts_with = "export")]
    port: Option<u16>,
    /// Print the address without opening the browser
    #[arg(long, conflicts_with = "export")]
    no_open: bool,
}

impl Map {
    /// Shows it.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        let shown = self.shown(voice)?;
        let page = PAGE.ok_or_else(|| {
            let message = "This program was built without the map: run `cargo xtask web`, then build it again.";
            Failure::System(message.to_owned())
        })?;
        let filled = filled(page, &shown)?;
        match &self.export {
            Some(file) => export(file, &filled, voice)?,
            None => self.serve(filled, page, voice)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    /// What the page shows first, once it is clear that it can.
    fn shown(&self, voice: Voice) -> Result<Shown, Failure> {
        let Map { scenario, members, seed, days, changes, given, .. } = self;
        changes.suit(scenario)?;
        let (read, _) = reading::scenario(scenario, given, voice)?;
        let name = read.name.clone();
        let changed = changes.make(read, *days, voice)?;
        Ok(Shown {
            name,
            files: reading::packed(scenario, given)?,
            members: *members,
            seed: *seed,
            as_of: changes.as_of,
            hindcast: changes.hindcast,
            days: *days,
            edits: changed.edits,
        })
    }

    fn serve(&self, filled: Vec<u8>, page: &str, voice: Voice) -> Result<(), Failure> {
        watch();
        let server = Server::open(self.port, filled, page)?;
        let (address, port) = (server.address(), server.port());
        server.start();
        voice.answer(&format!("The map of {} is at {address} until Ctrl-C.", self.scenario))?;
        voice.document("map", json!({ "scenario": self.scenario, "address": address, "port": port }))?;
        if !self.no_open {
            browser::open(&address, voice);
        }
        until_stopped();
        Ok(())
    }
}

/// Writes the page to a file that is not there yet.
fn export(file: &Path, page: &[u8], voice: Voice) -> Result<(), Failure> {
    output::write_file(file, page)?;
    let shown = file.display();
    voice.answer(&format!(
        "Wrote {shown} ({}). It needs no network: open it, mail it, or put it on a web server. The whole scenario is in it.",
        size(page.len())
    ))?;
    voice.document("map", json!({ "file": shown.to_string(), "bytes": page.len() }))
}
