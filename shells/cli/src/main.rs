//! The `corridor` command: it owns the files, the threads and the screen, and decides nothing.

mod answer;
mod builtin;
mod camps;
mod carry_out;
mod changes;
mod check;
mod clock;
mod collect;
mod compare;
mod convert;
mod diagnostics;
mod differences;
mod driving;
mod ensemble;
mod explain;
mod fact;
mod failure;
mod files;
mod flee_folder;
mod interrupt;
mod json;
mod map;
mod merge;
mod new;
mod outcome;
mod output;
mod people;
mod picture;
mod progress;
mod reading;
mod run;
mod scenarios;
mod score;
mod scores;
mod sparkline;
mod status;
mod table;
mod voice;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::voice::Voice;

/// Forecasts who flees, and who arrives where and when, from what is reported.
#[derive(Debug, Parser)]
#[command(
    name = "corridor",
    version,
    arg_required_else_help = true,
    after_help = "Example: corridor run afghanistan-2021 --members 200 --edit \"open chaman from 2021-09-15\"\n\n\
                  Exit status: 0 ok, 1 errors in the data, 2 usage, 3 files or system, 130 interrupted."
)]
struct Corridor {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    voice: Voice,
}

#[derive(Debug, Subcommand)]
enum Command {
    Scenarios(scenarios::Scenarios),
    New(new::New),
    Check(check::Check),
    Run(run::Run),
    Compare(compare::Compare),
    Explain(explain::Explain),
    Map(map::Map),
    Convert(convert::Convert),
    Score(score::Score),
    Merge(merge::Merge),
    Status(status::Status),
}

fn main() -> ExitCode {
    let Corridor { command, voice } = Corridor::parse();
    let (name, done) = match &command {
        Command::Scenarios(scenarios) => ("scenarios", scenarios.run(voice)),
        Command::New(new) => ("new", new.run(voice)),
        Command::Check(check) => ("check", check.run(voice)),
        Command::Run(run) => ("run", run.run(voice)),
        Command::Compare(compare) => ("compare", compare.run(voice)),
        Command::Explain(explain) => ("explain", explain.run(voice)),
        Command::Map(map) => ("map", map.run(voice)),
        Command::Convert(convert) => ("convert", convert.run(voice)),
        Command::Score(score) => ("score", score.run(voice)),
        Command::Merge(merge) => ("merge", merge.run(voice)),
        Command::Status(status) => ("status", status.run(voice)),
    };
    done.unwrap_or_else(|failure| failure.tell(name, voice))
}
