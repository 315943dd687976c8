//! Equality in law with Flee's own runs of public conflicts: the same folders, the same settings, its defects on.
//!
//! For each camp, on every tenth day, the mean over Flee's seeds is set against the mean over our members: `z` is their
//! difference over its Monte Carlo error, which is taken from our members (if the laws are equal, it is Flee's too). If they
//! are equal, 0.27 % of all |z| exceed 3, but the z of one camp on neighbouring days go together, and Flee's seeds are few.
//! What is to be expected is therefore measured: as many of our own members as Flee has seeds stand in for Flee, twenty times and
//! over, and neither the share beyond 3 nor the mean z of any camp may exceed what the worst of these shows, nor the share
//! 0.27 % where that is more.
//!
//! Where camps fill within a day Flee's running order decides who finds room, and a full camp hardly varies; turns
//! (`crates/engine/src/turns.rs`) come close to that order. A quarter of a hundredth of a camp's capacity is taken off every
//! difference to Flee. (Tried without it and with six and eight stand-ins, Mali and South Sudan stood at 1.4 and 2.0 % where
//! 0.9 and 1.5 % were to be expected.)
#![allow(clippy::panic, clippy::expect_used, clippy::print_stdout)] // Figures for who looks; a failure is a failed test.

use std::path::{Path, PathBuf};

use corridor_engine::{Member, Record, State, World, run};
use corridor_forecast::Members;
use corridor_formats::flee::{self, Beside, Case};
use corridor_model::CampState;
use corridor_tests::shared::{flee_folder, shared};
use corridor_tests::statistics::moments;

/// By the tenth days, then by camp: people there.
type Counts = Vec<Vec<f64>>;

struct Camps {
    places: Vec<u32>,
    counts: Counts,
}

impl Record<u64> for Camps {
    fn day(&mut self, _: &World, _: &Member, state: &State<u64>) {
        if state.day.is_multiple_of(10) {
            let here = |place: &u32| state.here[*place as usize].iter().map(|cohort| cohort.people).sum::<u64>() as f64;
            self.counts.push(self.places.iter().map(here).collect());
        }
    }
}

/// A case with Flee's defects, in numbers divided as Flee divided them.
fn case(folder: &Path, hasten: u32) -> Case {
    let settings = |text: String| {
        let text = text.replace("hasten: 1\n", &format!("hasten: {hasten}\n"));
        assert!(text.contains(&format!("hasten: {hasten}\n")), "no `hasten` in {}", folder.display());
        format!("{text}\nrules: flee-3.2-quirks\n")
    };
    let (case, told) = flee::read(&flee_folder(folder, settings), &Beside::default());
    case.unwrap_or_else(|| panic!("{told:#?}"))
}

/// What Flee wrote in a run.
fn flee_run(path: &Path, case: &Case) -> Counts {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let out = flee::read_out_csv(&bytes).unwrap_or_else(|told| panic!("{told:#?}"));
    let camps = &case.validation.as_ref().expect("validation data").camps;
    let column = |name: &str| out.camps.iter().position(|camp| camp == name).unwrap_or_else(|| panic!("no {name}"));
    let columns: Vec<usize> = camps.iter().map(|camp| column(&camp.name)).collect();
    let days = (0..out.days.len()).step_by(10);
    days.map(|day| columns.iter().map(|column| out.simulated[*column][day] as f64).collect()).collect()
}

fn runs(folder: &Path, hasten: u32) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let ours = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with(&format!("h{hasten}_s")) && name.ends_with(".csv")
    };
    files.filter(ours).collect()
}

/// By camp and day, how many Monte Carlo errors two groups of runs are apart, less the tolerance of each camp.
fn distances(some: &[&Counts], others: &[&Counts], tolerance: &[f64]) -> Vec<Vec<f64>> {
    let at = |runs: &[&Counts], day: usize, camp: usize| runs.iter().map(|run| run[day][camp]).collect::<Vec<f64>>();
    let distance = |day: usize, camp: usize| {
        let ((a, _), (b, variance)) = (moments(&at(some, day, camp)), moments(&at(others, day, camp)));
        let error = (variance.max(0.25) * (1.0 / some.len() as f64 + 1.0 / others.len() as f64)).sqrt();
        let apart = (a - b).signum() * ((a - b).abs() - tolerance[camp]).max(0.0);
        if apart == 0.0 { 0.0 } else { apart / error.max(1e-9) }
    };
    (0..tolerance.len()).map(|camp| (0..others[0].len()).map(|day| distance(day, camp)).collect()).collect()
}

/// The share beyond 3, and the greatest mean over days of any camp.
fn figures(z: &[Vec<f64>]) -> (f64, f64) {
    let all = z.iter().flatten().count() as f64;
    let beyond = z.iter().flatten().filter(|z| z.abs() > 3.0).count() as f64;
    let means = z.iter().map(|days| (days.iter().sum::<f64>() / days.len() as f64).abs());
    (beyond / all, means.fold(0.0, f64::max))
}

fn compare(name: &str, hasten: u32, members: u32) {
    let Some(shared) = shared() else { return };
    let case = case(&shared.join("cases").join(name), hasten);
    let world = World::new(&case.scenario);
    let camps = &case.validation.as_ref().expect("validation data").camps;
    let places: Vec<u32> = camps.iter().filter_map(|camp| world.place(&camp.key)).collect();
    let capacity = |camp: &flee::CampSeries| {
        let own = case.scenario.camps.iter().filter(|(key, _)| *key == camp.key);
        let rows = own.flat_map(|(_, timeline)| &timeline.rows).map(|row| match row.value {
            CampState::Open { capacity, .. } => capacity.map_or(0.0, |capacity| capacity.median()),
            CampState::Closed => 0.0,
        });
        rows.fold(0.0, f64::max)
    };
    let tolerance: Vec<f64> = camps.iter().map(|camp| 0.0025 * capacity(camp)).collect();

    let ours: Vec<Counts> = (0..members)
        .map(|number| {
            let mut camps = Camps { places: places.clone(), counts: Vec::new() };
            run(&world, &Members::new(&case.scenario, &world, 1).member(number), &mut camps);
            camps.counts
        })
        .collect();
    let theirs: Vec<Counts> =
        runs(&shared.join("flee-reference").join(name), hasten).iter().map(|path| flee_run(path, &case)).collect();
    assert!(theirs.len() > 1, "{name} has no runs at hasten {hasten}");

    let none = vec![0.0; tolerance.len()];
    let (share, bias) = figures(&distances(&refs(&theirs), &refs(&ours), &tolerance));
    let stand_ins = ours.chunks_exact(theirs.len()).enumerate().map(|(number, stand_in)| {
        let others = ours.iter().enumerate().filter(|(other, _)| other / theirs.len() != number);
        figures(&distances(&refs(stand_in), &others.map(|(_, run)| run).collect::<Vec<_>>(), &none))
    });
    let (most_beyond, most_biased) =
        stand_ins.fold((0.0027_f64, 0.0_f64), |(share, bias), (a, b)| (share.max(a), bias.max(b)));
    println!(
        "{name}, hasten {hasten}: {:.2} % of |z| beyond 3, at most {:.2} % expected; greatest mean z of a camp {bias:.2}, \
         at most {most_biased:.2} expected",
        share * 100.0,
        most_beyond * 100.0
    );
    assert!(share <= most_beyond, "{name}: {share} of |z| exceed 3, at most {most_beyond} expected");
    assert!(bias <= most_biased, "{name}: a camp has a mean z of {bias}, at most {most_biased} expected");
}

fn refs(runs: &[Counts]) -> Vec<&Counts> {
    runs.iter().collect()
}

#[test]
fn burundi() {
    compare("burundi2015", 50, 120);
}

#[test]
fn central_african_republic() {
    compare("car2013", 100, 80);
}

#[test]
fn mali() {
    compare("mali2012", 20, 160);
}

#[test]
fn mali_with_ten_times_as_many_people() {
    compare("mali2012", 2, 40);
}

#[test]
fn nigeria() {
    compare("nigeria2016", 100, 60);
}

#[test]
fn south_sudan() {
    compare("ssudan2013", 100, 100);
}

#[test]
fn syria() {
    compare("syria2013", 200, 60);
}
