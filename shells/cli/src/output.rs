//! Files of a result: each is written whole or not at all.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use corridor_engine::Way;
use corridor_forecast::{Ensemble, LEVELS, Trajectory, mean, quantile};
use corridor_formats::Source;
use corridor_formats::write::{self, FlowRow, ForecastRow, Spread, StockRow};
use corridor_model::{Date, Target};

use crate::failure::Failure;
use crate::findings::{Findings, is_crossing};
use crate::interrupt::go_on;

/// A folder for results that can be written to.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    made: bool,
}

impl Folder {
    /// Makes it, before the long work rather than after.
    pub fn open(path: &Path) -> Result<Folder, Failure> {
        if path.is_file() {
            return Err(Failure::System(format!("`{}` is a file, not a folder.", path.display())));
        }
        let made = !path.exists();
        fs::create_dir_all(path).map_err(|error| unwritable(path, &error))?;
        let probe = temporary(path, "probe");
        File::create(&probe).and_then(|_| fs::remove_file(&probe)).map_err(|error| unwritable(path, &error))?;
        Ok(Folder { path: path.to_owned(), made })
    }

    /// Where a file will stand.
    pub fn at(&self, name: &str) -> String {
        self.path.join(name).display().to_string()
    }

    /// Writes the files.
    pub fn write(&self, files: &[Source]) -> Result<(), Failure> {
        write_all(&self.path, files)
    }

    /// Takes it away again if it was made for nothing.
    pub fn withdraw(&self) {
        if self.made {
            let _ = fs::remove_dir(&self.path);
        }
    }
}

/// Writes all files under other names, and renames them once all are safe on the disk: a reader sees a file whole or not
/// at all.
pub fn write_all(folder: &Path, files: &[Source]) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let temporaries: Vec<PathBuf> = files.iter().map(|file| temporary(folder, &file.name)).collect();
    let written = files.iter().zip(&temporaries).try_for_each(|(file, path)| {
        go_on()?;
        let save = || -> std::io::Result<()> {
            let mut to = File::create(path)?;
            to.write_all(&file.bytes)?;
            to.sync_all()
        };
        save().map_err(|error| unwritable(path, &error))
    });
    let renamed = written.and_then(|()| go_on()).and_then(|()| {
        files.iter().zip(&temporaries).try_for_each(|(file, path)| {
            let to = folder.join(&file.name);
            fs::rename(path, &to).map_err(|error| unwritable(&to, &error))
        })
    });
    if renamed.is_err() {
        for path in &temporaries {
            let _ = fs::remove_file(path);
        }
    }
    renamed
}

fn temporary(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!(".{name}.{}.part", std::process::id()))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::System(format!("`{}` cannot be written: {error}.", path.display()))
}

/// `forecast.csv`: every series at every horizon.
pub fn forecast(ensemble: &Ensemble, findings: &Findings) -> Vec<u8> {
    let reference_date = ensemble.reference();
    let since = ensemble.scenario.period.day(reference_date);
    let mut rows = Vec::new();
    for (series, at) in ensemble.catalogue.series.iter().enumerate() {
        for horizon in &findings.horizons {
            let sample = ensemble.sample(series, since, horizon.day);
            rows.extend(LEVELS.map(|level| ForecastRow {
                reference_date,
                target: at.target,
                location: at.location.to_string(),
                horizon: i64::from(horizon.days),
                target_end_date: horizon.date,
                output_type: "quantile",
                output_type_id: level,
                value: quantile(&sample, level),
            }));
        }
    }
    write::forecast(&rows)
}

/// `stocks.csv`: who is at every place, and who waits at every crossing, on every day.
pub fn stocks(ensemble: &Ensemble) -> Result<Vec<u8>, Failure> {
    let stocks = ensemble.catalogue.series.iter().enumerate().filter(|(_, at)| !at.target.is_cumulative());
    let mut rows = Vec::new();
    for (series, at) in stocks {
        go_on()?;
        rows.extend(days(ensemble).map(|(day, date)| StockRow {
            measure: at.target.word(),
            date,
            location: at.location.to_string(),
            spread: spread(&ensemble.sample(series, None, day)),
        }));
    }
    Ok(write::stocks(&rows))
}

/// `flows.csv`: who sets out on every way and who passes every crossing, on every day.
pub fn flows(ensemble: &Ensemble) -> Result<Vec<u8>, Failure> {
    let world = &ensemble.world;
    let place = |place: u32| world.places[place as usize].key.to_string();
    let mut rows = Vec::new();
    let mut add = |measure: &str, from: String, to: String, on: &dyn Fn(&Trajectory, usize) -> f64| {
        go_on()?;
        for (day, date) in days(ensemble) {
            let people = ensemble.trajectories.iter().map(|trajectory| on(trajectory, day as usize));
            let mut sample: Vec<f64> = people.collect();
            sample.sort_by(f64::total_cmp);
            let (measure, from, to) = (measure.to_owned(), from.clone(), to.clone());
            rows.push(FlowRow { date, measure, from, to, spread: spread(&sample) });
        }
        Ok(())
    };
    for (index, way) in ensemble.catalogue.ways.iter().enumerate() {
        let Way { from, to, .. } = world.ways[*way as usize];
        add("route", place(from), place(to), &|trajectory, day| value(&trajectory.ways[index], day))?;
    }
    let passed = |(_, at): &(usize, &corridor_forecast::Series)| at.target == Target::Arrivals && is_crossing(at.place);
    for (series, at) in ensemble.catalogue.series.iter().enumerate().filter(passed) {
        let into = ensemble.scenario.location(&at.location).and_then(|crossing| crossing.to_country.clone());
        let to = into.unwrap_or_default().to_string();
        add("crossing", at.location.to_string(), to, &|trajectory, day| {
            let values = &trajectory.series[series];
            value(values, day) - day.checked_sub(1).map_or(0.0, |before| value(values, before))
        })?;
    }
    Ok(write::flows(&rows))
}

fn value<T: Copy + Into<f64>>(values: &[T], day: usize) -> f64 {
    values.get(day).map_or(0.0, |people| (*people).into())
}

fn days(ensemble: &Ensemble) -> impl Iterator<Item = (u32, Date)> {
    let period = ensemble.scenario.period;
    (0..period.days()).map(move |day| (day, period.date(day)))
}

fn spread(sample: &[f64]) -> Spread {
    let [q05, q25, q50, q75, q95] = [0.05, 0.25, 0.5, 0.75, 0.95].map(|level| quantile(sample, level));
    Spread { mean: mean(sample), q05, q25, q50, q75, q95 }
}
