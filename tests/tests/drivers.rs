//! What drives the interval, on the scenario that ships: every draw of a member has words, and its value is the one used.

use std::sync::atomic::AtomicBool;

use corridor_engine::World;
use corridor_forecast::{Inputs, Keep, Members, Settings, as_of, drivers, run_ensemble};
use corridor_formats::read;
use corridor_model::{Scenario, Target};
use corridor_tests::folder;

fn shipped() -> Scenario {
    let (scenario, _) = read(&folder("scenarios/afghanistan-2021"));
    let scenario = scenario.expect("no errors");
    let date = scenario.reference_date.expect("a reference date");
    as_of(&scenario, date)
}

#[test]
fn dump() {
    let scenario = shipped();
    let world = World::new(&scenario);
    let inputs = Inputs::of(&scenario, &world, 0);
    let members = Members::new(&scenario, &world, 0);
    let mut unknown = Vec::new();
    for member in 0..20 {
        for s in members.subjects(member) {
            if !inputs.explain(s) && !unknown.contains(&s) {
                unknown.push(s);
            }
        }
    }
    println!("{} inputs, {} unknown", inputs.labels().len(), unknown.len());
    let values = inputs.values(0);
    for (i, v) in inputs.labels().iter().zip(&values) {
        println!("{:?} | {} | {v:.3} {} | {:?}", i.kind, i.what, i.unit, i.set_in.first());
    }
    let t = std::time::Instant::now();
    let all = inputs.by_input(0..1000);
    println!("values of 1000 members {:?}", t.elapsed());
    let n: u32 = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    if n == 0 {
        return;
    }
    let stop = AtomicBool::new(false);
    let t = std::time::Instant::now();
    let settings = Settings { members: n, seed: 0, threads: Some(1), keep: Keep::Named, progress: &|| (), stop: &stop };
    let ensemble = run_ensemble(&scenario, &settings).expect("nobody stops it");
    println!("{n} members {:?}", t.elapsed());
    let last = scenario.period.days() as usize - 1;
    let since = ensemble.reference_day().unwrap() as usize;
    for (target, key) in corridor_forecast::headline(&scenario) {
        let Some(series) = ensemble.catalogue.find(target, key) else { continue };
        let y: Vec<f64> =
            ensemble.trajectories.iter().map(|t| f64::from(t.series[series][last] - t.series[series][since])).collect();
        let x: Vec<Vec<f64>> = all.iter().map(|v| v[..n as usize].to_vec()).collect();
        let t = std::time::Instant::now();
        let said = drivers(&x, &y);
        println!(
            "\n## {} {key}: {} members, {} inputs, noise {:.3}, rest {:.2}  ({:?})",
            target.word(),
            said.members,
            said.inputs,
            said.noise,
            said.rest(),
            t.elapsed()
        );
        for d in said.ranked.iter().take(8) {
            let i = &inputs.labels()[d.input];
            let (a, b) = (d.bins.first().unwrap(), d.bins.last().unwrap());
            println!(
                "{} {:5.1} % (noise {:.1}) {} | {:.3}..{:.3}: {:.0}; {:.3}..{:.3}: {:.0} | {:?}",
                if d.is_clear() { "*" } else { " " },
                d.share * 100.,
                d.noise * 100.,
                i.what,
                a.low,
                a.high,
                a.median,
                b.low,
                b.high,
                b.median,
                i.set_in.first()
            );
        }
    }
    let _ = Target::Arrivals;
}
