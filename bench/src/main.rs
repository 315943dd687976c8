//! CPU time, people-days per CPU second and peak memory of the workloads that the targets name.
#![allow(clippy::print_stdout)] // It is what the program is for.

use std::process::Command;

use corridor_bench::grid;
use corridor_engine::{Count, Member, Record, State, World, run};
use corridor_forecast::Members;
use corridor_model::Population;

/// Counts the person-days of a run.
#[derive(Default)]
struct PersonDays(f64);

impl<C: Count> Record<C> for PersonDays {
    fn day(&mut self, _: &World, _: &Member, state: &State<C>) {
        self.0 += state.present().people();
        if std::env::var("COUNT").is_ok() && state.day % 100 == 99 {
            let h: usize = state.here.iter().map(Vec::len).sum();
            let r: usize = state.road.iter().map(Vec::len).sum();
            println!("day {} here {h} road {r}", state.day);
        }
    }
}

/// A workload: its name, how often it is repeated, and what is run.
type Workload = (&'static str, u32, fn() -> corridor_model::Scenario);

const WORKLOADS: [Workload; 7] = [
    ("grid of 50, 1e5 people, 300 days", 5, || grid(10, 5, 1e5, 300, Population::Cohorts)),
    ("grid of 50, 1e6 people, 300 days", 5, || grid(10, 5, 1e6, 300, Population::Cohorts)),
    ("grid of 50, 1e9 people, 300 days", 5, || grid(10, 5, 1e9, 300, Population::Cohorts)),
    ("grid of 1,000, 1e6 people, 300 days", 3, || grid(40, 25, 1e6, 300, Population::Cohorts)),
    ("grid of 1,000, 1e9 people, 300 days", 3, || grid(40, 25, 1e9, 300, Population::Cohorts)),
    ("grid of 10,000, 1.2e8 people, 365 days", 2, || grid(100, 100, 1.2e8, 365, Population::Cohorts)),
    ("individuals: grid of 50, 1e5 people, 100 days", 2, || grid(10, 5, 1e5, 100, Population::Individuals)),
];

fn main() {
    match std::env::args().nth(1).map(|number| number.parse::<usize>()) {
        Some(Ok(number)) if number < WORKLOADS.len() => one(WORKLOADS[number]),
        Some(_) => println!("usage: corridor-bench [0..{}]", WORKLOADS.len() - 1),
        // Each in a process of its own, so that its peak memory is its own.
        None => {
            println!(
                "{:<48} {:>10} {:>12} {:>16} {:>10}",
                "workload", "CPU s", "people-days", "people-days/s", "peak MB"
            );
            for number in 0..WORKLOADS.len() {
                let again = std::env::current_exe().map(|this| Command::new(this).arg(number.to_string()).status());
                if !matches!(again, Ok(Ok(status)) if status.success()) {
                    println!("{:<48} failed", WORKLOADS[number].0);
                }
            }
        }
    }
}

fn one((name, times, make): Workload) {
    let scenario = make();
    let world = World::new(&scenario);
    let member = Members::new(&scenario, &world, 0).member(0);
    let mut counted = PersonDays::default();
    run::<u64>(&world, &member, &mut counted);
    // The machine is shared: the least of several equal runs is nearest to what the work costs.
    let cpu = (0..times).map(|_| {
        let before = cpu_seconds();
        run::<u64>(&world, &member, &mut corridor_engine::Nothing);
        cpu_seconds() - before
    });
    let cpu = cpu.fold(f64::INFINITY, f64::min);
    println!("{name:<48} {cpu:>10.4} {:>12.3e} {:>16.3e} {:>10.1}", counted.0, counted.0 / cpu, peak_mb());
}

/// CPU time of this thread: the first number of Linux's schedstat, in nanoseconds.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e9
}

fn peak_mb() -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e3
}
