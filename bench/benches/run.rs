//! A run of small grids, for criterion.

use corridor_bench::grid;
use corridor_engine::{Nothing, World, run};
use corridor_forecast::Members;
use corridor_model::Population;
use criterion::{Criterion, criterion_group, criterion_main};

fn runs(criterion: &mut Criterion) {
    for (people, name) in [(1e5, "1e5"), (1e6, "1e6"), (1e9, "1e9")] {
        let scenario = grid(10, 5, people, 300, Population::Cohorts);
        let world = World::new(&scenario);
        let member = Members::new(&scenario, &world, 0).member(0);
        criterion.bench_function(&format!("grid of 50, {name} people, 300 days"), |bencher| {
            bencher.iter(|| run::<u64>(&world, &member, &mut Nothing));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = runs
}
criterion_main!(benches);
