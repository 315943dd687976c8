//! CPU time, people-days per CPU second and peak memory of the workloads that the targets name.
#![allow(clippy::print_stdout)] // It is what the program is for.

use std::process::Command;

use corridor_bench::{built_in, grid};
use corridor_engine::{Count, Member, Record, State, World, run};
use corridor_forecast::Members;
use corridor_model::Population;

/// Counts the person-days of a run.
#[derive(Default)]
struct PersonDays(f64);

impl<C: Count> Record<C> for PersonDays {
    fn day(&mut self, _: &World, _: &Member, state: &State<C>) {
        self.0 += state.present().people();
    }
}

/// A workload: its name, how often it is repeated, how many members, and what is run.
type Workload = (&'static str, u32, u32, fn() -> Option<corridor_model::Scenario>);

const COHORTS: Population = Population::Cohorts;

const WORKLOADS: [Workload; 9] = [
    ("built-in scenario, 245 days, 1 member", 5, 1, built_in),
    ("built-in scenario, 245 days, 100 members", 1, 100, built_in),
    ("grid of 50, 1e5 people, 300 days", 5, 1, || Some(grid(10, 5, 1e5, 300, COHORTS))),
    ("grid of 50, 1e6 people, 300 days", 5, 1, || Some(grid(10, 5, 1e6, 300, COHORTS))),
    ("grid of 50, 1e9 people, 300 days", 5, 1, || Some(grid(10, 5, 1e9, 300, COHORTS))),
    ("grid of 1,000, 1e6 people, 300 days", 3, 1, || Some(grid(40, 25, 1e6, 300, COHORTS))),
    ("grid of 1,000, 1e9 people, 300 days", 3, 1, || Some(grid(40, 25, 1e9, 300, COHORTS))),
    ("grid of 10,000, 1.2e8 people, 365 days", 2, 1, || Some(grid(100, 100, 1.2e8, 365, COHORTS))),
    ("individuals: grid of 50, 1e5 people, 100 days", 2, 1, || Some(grid(10, 5, 1e5, 100, Population::Individuals))),
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
            for (number, workload) in WORKLOADS.iter().enumerate() {
                let again = std::env::current_exe().map(|this| Command::new(this).arg(number.to_string()).status());
                if !matches!(again, Ok(Ok(status)) if status.success()) {
                    println!("{:<48} failed", workload.0);
                }
            }
        }
    }
}

fn one((name, times, members, make): Workload) {
    let Some(scenario) = make() else {
        println!("{name:<48} could not be read");
        return;
    };
    let world = World::new(&scenario);
    let mut counted = PersonDays::default();
    run::<u64>(&world, &Members::new(&scenario, &world, 0).member(0), &mut counted);
    // The machine is shared: the least of several equal runs is nearest to what the work costs.
    let cpu = (0..times).map(|_| {
        let before = cpu_seconds();
        for number in 0..members {
            run::<u64>(&world, &Members::new(&scenario, &world, 0).member(number), &mut corridor_engine::Nothing);
        }
        cpu_seconds() - before
    });
    let cpu = cpu.fold(f64::INFINITY, f64::min);
    let person_days = counted.0 * f64::from(members);
    println!("{name:<48} {cpu:>10.4} {person_days:>12.3e} {:>16.3e} {:>10.1}", person_days / cpu, peak_mb());
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
