//! Files of a result: each is written whole or not at all.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use corridor_forecast::{Forecast, Of, camps};
use corridor_formats::Source;
use corridor_formats::flee::{CampSeries, Validation};
use corridor_model::{Family, Target};

use crate::failure::Failure;
use crate::interrupt::go_on;
use crate::people::name;
use crate::reading::Counts;

/// A folder for results that can be written to.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// The folders that were made for it, the innermost first.
    made: Vec<PathBuf>,
}

impl Folder {
    /// Makes it, before the long work rather than after.
    pub fn open(path: &Path) -> Result<Folder, Failure> {
        if path.exists() && !path.is_dir() {
            return Err(Failure::System(format!("`{}` is a file, not a folder.", path.display())));
        }
        let missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let made = path.ancestors().take_while(missing).map(Path::to_owned).collect();
        let folder = Folder { path: path.to_owned(), made };
        let probe = temporary(path, "probe");
        fs::create_dir_all(path).and_then(|()| File::create(&probe)).map_err(|error| {
            folder.withdraw();
            unwritable(path, &error)
        })?;
        // Processes of the same number on several machines share it, and another may have been faster.
        let _ = fs::remove_file(&probe);
        Ok(folder)
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
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
        for made in &self.made {
            let _ = fs::remove_dir(made);
        }
    }

    /// After this, new names of files outlive a loss of power. Where the system knows no such thing, it does its best.
    pub fn sync(&self) {
        sync(&self.path);
    }
}

/// Refuses a folder in which there is anything.
pub fn refuse_taken(folder: &Path) -> Result<(), Failure> {
    let taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => fs::symlink_metadata(folder).is_ok(),
    };
    if taken {
        let message = format!("`{}` exists and is not an empty folder; name another one.", folder.display());
        return Err(Failure::System(message));
    }
    Ok(())
}

/// Writes files to a new or empty folder: all of them or none.
pub fn write_new(path: &Path, files: &[Source]) -> Result<(), Failure> {
    refuse_taken(path)?;
    let folder = Folder::open(path)?;
    let written = folder.write(files);
    if written.is_err() {
        for file in files {
            let _ = fs::remove_file(path.join(&file.name));
        }
        folder.withdraw();
    }
    written
}

/// Writes one file that is not there yet: whole or not at all.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let shown = path.display();
    let Some(name) = path.file_name() else {
        return Err(Failure::System(format!("`{shown}` is no name of a file.")));
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let half = temporary(folder, &name.to_string_lossy());
    // A second name fails where there is a file, as a rename does not. Some file systems know none.
    let place = || match fs::hard_link(&half, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists && fs::symlink_metadata(path).is_err() => {
            fs::rename(&half, path)
        }
        placed => placed,
    };
    let written = match fs::symlink_metadata(path) {
        Ok(_) => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => save(&half, bytes).and_then(|()| place()),
    };
    let _ = fs::remove_file(&half);
    sync(folder);
    written.map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists {
            return Failure::System(format!("`{shown}` exists; name another file."));
        }
        unwritable(path, &error)
    })
}

fn save(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut to = File::create(path)?;
    to.write_all(bytes)?;
    to.sync_all()
}

/// Writes all files under other names, and renames them once all are safe on the disk: a reader sees a file whole or not
/// at all.
pub fn write_all(folder: &Path, files: &[Source]) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let temporaries: Vec<PathBuf> = files.iter().map(|file| temporary(folder, &file.name)).collect();
    let written = files.iter().zip(&temporaries).try_for_each(|(file, path)| {
        go_on()?;
        save(path, &file.bytes).map_err(|error| unwritable(path, &error))
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
    sync(folder);
    renamed
}

fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

fn temporary(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!(".{name}.{}.half", std::process::id()))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::System(format!("`{}` cannot be written: {error}.", path.display()))
}

/// `out.csv` as Flee writes it: of each number the median.
pub fn out_csv(forecast: &Forecast, counts: &Counts) -> Result<Vec<u8>, Failure> {
    let scenario = &forecast.scenario;
    let not_counted = || Validation {
        camps: camps(scenario)
            .into_iter()
            .map(|key| CampSeries {
                key: key.clone(),
                name: name(scenario, key).to_owned(),
                capacity: None,
                daily: Vec::new(),
            })
            .collect(),
        ..Validation::default()
    };
    let validation = counts.validation.clone().unwrap_or_else(not_counted);
    let whole = |people: f64| people.round() as i64;
    let simulated = validation.camps.iter().map(|camp| {
        go_on()?;
        let series = forecast.catalogue.find(Target::Stock, &camp.key);
        Ok(series
            .map(|series| forecast.medians(Of::Series(series)))
            .unwrap_or_default()
            .into_iter()
            .map(whole)
            .collect())
    });
    let simulated = simulated.collect::<Result<Vec<Vec<i64>>, Failure>>()?;
    let people: Vec<i64> = forecast.medians(Of::Everybody).into_iter().map(whole).collect();
    let date_late = match scenario.rules.family {
        Family::Flee { quirks } => quirks,
        Family::Corridor => false,
    };
    Ok(corridor_formats::flee::write_out_csv(&validation, scenario.period.start, &simulated, &people, date_late))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_once_and_whole() {
        let folder = std::env::temp_dir().join(format!("corridor-write-file-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("map.html");
        assert!(write_file(&file, b"first").is_ok());
        assert!(matches!(write_file(&file, b"second"), Err(Failure::System(told)) if told.contains("exists")));
        assert_eq!(fs::read(&file).unwrap(), b"first");
        assert!(matches!(write_file(&folder.join("none/map.html"), b"x"), Err(Failure::System(_))));
        assert!(matches!(write_file(&folder, b"x"), Err(Failure::System(_))));
        assert!(matches!(write_file(Path::new(".."), b"x"), Err(Failure::System(_))));
        // Nothing half-written stays.
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }
}
