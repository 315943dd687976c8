//! Equality in law with Flee's own runs of public conflicts: the same folders, the same settings, its defects on.
//!
//! Flee's runs are few (2 to 8 seeds) and its camps correlate from day to day, so that "at most 0.27 % beyond three standard
//! errors" is no test by itself. What would be seen if the laws were equal is measured instead: as many of our own members
//! as Flee has seeds are set against the others, again and again.

use std::path::Path;

use corridor_engine::{Member, Record, State, World, run};
use corridor_forecast::Members;
use corridor_formats::flee::{self, Beside, Case};
use corridor_tests::shared::{flee_folder, shared};

const MEMBERS: u32 = 40;

/// People at each camp on every tenth day.
struct Camps {
    places: Vec<u32>,
    counts: Vec<Vec<f64>>,
}

impl Record<u64> for Camps {
    fn day(&mut self, _: &World, _: &Member, state: &State<u64>) {
        if state.day.is_multiple_of(10) {
            let here = |place: &u32| state.here[*place as usize].iter().map(|cohort| cohort.people).sum::<u64>() as f64;
            self.counts.push(self.places.iter().map(here).collect());
        }
    }
}

fn case(folder: &Path, hasten: u32) -> Case {
    let settings =
        |text: String| format!("{}\nrules: flee-3.2-quirks\n", text.replace("hasten: 1", &format!("hasten: {hasten}")));
    let (case, told) = flee::read(&flee_folder(folder, settings), &Beside::default());
    case.unwrap_or_else(|| panic!("{told:#?}"))
}

/// Of a Flee run the count of every camp on every tenth day, in the order of the camps.
fn flee_run(path: &Path, case: &Case) -> Vec<Vec<f64>> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let columns: Vec<usize> = case
        .validation
        .as_ref()
        .unwrap()
        .camps
        .iter()
        .map(|camp| header.iter().position(|name| *name == format!("{} sim", camp.name)).unwrap())
        .collect();
    lines
        .step_by(10)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            columns.iter().map(|column| cells[*column].parse().unwrap()).collect()
        })
        .collect()
}

fn mean_and_variance(values: &[f64]) -> (f64, f64) {
    corridor_tests::statistics::moments(values)
}

#[test]
fn explore() {
    let Some(shared) = shared() else { return };
    for name in ["mali2012", "burundi2015", "car2013", "nigeria2016", "ssudan2013", "syria2013"] {
        let mut runs: Vec<(u32, std::path::PathBuf)> = std::fs::read_dir(shared.join("flee-reference").join(name))
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| p.extension().is_some_and(|e| e == "csv"))
            .map(|p| (p.file_stem().unwrap().to_str().unwrap()[1..].split('_').next().unwrap().parse().unwrap(), p))
            .collect();
        runs.sort();
        let mut hastens: Vec<u32> = runs.iter().map(|(h, _)| *h).collect();
        hastens.dedup();
        for hasten in hastens {
            let case = case(&shared.join("cases").join(name), hasten);
            let world = World::new(&case.scenario);
            let members = Members::new(&case.scenario, &world, 1);
            let places: Vec<u32> =
                case.validation.as_ref().unwrap().camps.iter().map(|camp| world.place(&camp.key).unwrap()).collect();
            let clock = std::time::Instant::now();
            let ours: Vec<Vec<Vec<f64>>> = (0..MEMBERS)
                .map(|n| {
                    let mut camps = Camps { places: places.clone(), counts: Vec::new() };
                    run(&world, &members.member(n), &mut camps);
                    camps.counts
                })
                .collect();
            let took = clock.elapsed().as_secs_f64() / f64::from(MEMBERS);
            let theirs: Vec<Vec<Vec<f64>>> =
                runs.iter().filter(|(h, _)| *h == hasten).map(|(_, p)| flee_run(p, &case)).collect();
            let (mut beyond, mut all) = (0, 0);
            println!("== {name} hasten {hasten} seeds {} {took:.3} s a member", theirs.len());
            for (c, camp) in case.validation.as_ref().unwrap().camps.iter().enumerate() {
                let mut line = String::new();
                let mut zs = Vec::new();
                for t in 0..theirs[0].len() {
                    let f: Vec<f64> = theirs.iter().map(|r| r[t][c]).collect();
                    let o: Vec<f64> = ours.iter().map(|r| r[t][c]).collect();
                    let ((mf, _), (mo, vo)) = (mean_and_variance(&f), mean_and_variance(&o));
                    let se = (vo.max(0.25) * (1.0 / f.len() as f64 + 1.0 / o.len() as f64)).sqrt();
                    let z = (mf - mo) / se;
                    all += 1;
                    if z.abs() > 3.0 {
                        beyond += 1;
                    }
                    zs.push(z);
                    if t % (theirs[0].len() / 6).max(1) == 0 {
                        line += &format!("  {mf:.0}/{mo:.1}({z:.1})");
                    }
                }
                let mz = zs.iter().sum::<f64>() / zs.len() as f64;
                println!("{:16} z̄ {mz:6.2} {line}", camp.name);
            }
            println!("beyond 3: {beyond} of {all}");
        }
    }
}
