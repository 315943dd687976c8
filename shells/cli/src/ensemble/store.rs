//! The folder of an ensemble: its parts, and what an unfinished process has kept. Each file is written whole or not at all.

use std::fs::{self, File, TryLockError};
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use corridor_formats::columnar::{self, Head, PartError, PartWriter, part_name, shard_of_name};
use serde_json::Value;

use crate::failure::Failure;
use crate::output::Folder;
use crate::voice::Voice;

use super::part::{cells, lines, take_up};
use super::{Job, Prepared, Shard, Work};

/// What an unfinished file begins with, before the identity of its job.
const UNFINISHED: &str = ".unfinished-";

/// The folder of an ensemble, held against other processes that would write the same.
#[derive(Debug)]
pub struct Store {
    folder: Folder,
    shard: Shard,
    identity: String,
    version: &'static str,
    members: u32,
    job: Value,
    /// Held while this lives.
    _locks: Vec<File>,
}

/// A part in a folder, or what an unfinished process has kept.
#[derive(Debug)]
pub struct Kept {
    /// The name of its file.
    pub name: String,
    /// Which part it is, or is to become.
    pub shard: Shard,
    /// Whether it is whole.
    pub finished: bool,
    /// Where it belongs, or why it cannot be used.
    pub head: Result<Head, PartError>,
}

impl Kept {
    /// The job of which it is a part.
    pub fn job(&self) -> Option<Job> {
        let about = &self.head.as_ref().ok()?.about;
        Job::from_json(&serde_json::from_str(about.get("job")?).ok()?)
    }
}

impl Store {
    /// Makes the folder ready, before the long work rather than after. A run alone has it for itself; parts share it, but
    /// no part is run twice at a time.
    pub fn open(path: &Path, shard: Option<Shard>, prepared: &Prepared) -> Result<Store, Failure> {
        let folder = Folder::open(path)?;
        let mut locks = Vec::new();
        match shard {
            None => locks.extend(lock(path, true)?),
            Some(shard) => {
                locks.extend(lock(path, false)?);
                let own = path.join(format!(".part-{:04}-of-{:04}.lock", shard.number, shard.of));
                File::create(&own).map_err(|error| unwritable(&own, &error))?;
                locks.extend(lock(&own, true)?);
            }
        }
        let store = Store {
            folder,
            shard: shard.unwrap_or(Shard::WHOLE),
            identity: prepared.identity.clone(),
            version: env!("CARGO_PKG_VERSION"),
            members: prepared.job.members,
            job: prepared.job.to_json(),
            _locks: locks,
        };
        store.sweep();
        Ok(store)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder, for the files of the result.
    pub fn files(&self) -> &Folder {
        &self.folder
    }

    /// The path of the part.
    pub fn part(&self) -> String {
        self.folder.at(&part_name(self.shard.number, self.shard.of))
    }

    fn unfinished(&self) -> PathBuf {
        let name = format!("{UNFINISHED}{}-{}", self.identity, part_name(self.shard.number, self.shard.of));
        self.folder().join(name)
    }

    fn head(&self, members: &Range<u32>, end: u32) -> Head {
        Head {
            run: self.identity.clone(),
            version: self.version.to_owned(),
            shard: self.shard.number,
            shards: self.shard.of,
            first: members.start,
            end,
            members: self.members,
            about: [("job".to_owned(), self.job.to_string())].into(),
        }
    }

    /// Whether the part is there and whole. One that is damaged or of another job is an error: it is not written over.
    pub fn has_part(&self, prepared: &Prepared) -> Result<bool, Failure> {
        let path = PathBuf::from(self.part());
        if !path.exists() {
            return Ok(false);
        }
        let part = read(&path)?.map_err(|error| unusable(&path, &error))?;
        if part.head().run != prepared.identity {
            return Err(Failure::Data(
                format!(
                    "`{}` is a part of another job (other data, edits, seed, members or version). Nothing is written over: \
                     move it away, or name another folder.",
                    path.display()
                ),
                Vec::new(),
            ));
        }
        Ok(true)
    }

    /// Takes up the members that an earlier process of the same job has kept.
    pub fn resume(&self, work: &mut Work, members: &Range<u32>, voice: Voice) -> Result<(), Failure> {
        let path = self.unfinished();
        if !path.exists() {
            return Ok(());
        }
        // What is kept is a help, no more: if it cannot be used, the members run again.
        let kept = read(&path)?.and_then(|part| {
            let head = part.head();
            let fits = head.run == self.identity && head.first == members.start && head.end <= members.end;
            if fits {
                take_up(work, &part).map(|()| head.end)
            } else {
                Err(PartError::Foreign("another job".to_owned()))
            }
        });
        match kept {
            Ok(end) => voice.note(&format!(
                "note: {} of {} members are there from before; the run goes on from them.",
                end - members.start,
                members.len()
            )),
            Err(error) => {
                voice.note(&format!("note: `{}` cannot be used ({error}); the run begins anew.", path.display()))
            }
        }
        Ok(())
    }

    /// Keeps what there is so far.
    pub fn keep(&self, work: &Work, members: &Range<u32>) -> Result<(), Failure> {
        self.save(&self.unfinished(), work, members, members.start + work.members())
    }

    /// Writes the part.
    pub fn write_part(&self, work: &Work, members: &Range<u32>) -> Result<(), Failure> {
        self.save(&PathBuf::from(self.part()), work, members, members.end)?;
        self.done();
        Ok(())
    }

    fn save(&self, path: &Path, work: &Work, members: &Range<u32>, end: u32) -> Result<(), Failure> {
        self.folder.write_with(path, |out| {
            let mut part = PartWriter::new(out, self.head(members, end))?;
            for line in lines(work) {
                part.member(&line)?;
            }
            for cell in cells(work) {
                part.cell(&cell)?;
            }
            part.finish().map(|_| ())
        })
    }

    /// What was kept for going on is not needed any more.
    pub fn done(&self) {
        let _ = fs::remove_file(self.unfinished());
        if self.shard != Shard::WHOLE {
            let lock = format!(".part-{:04}-of-{:04}.lock", self.shard.number, self.shard.of);
            let _ = fs::remove_file(self.folder().join(lock));
        }
    }

    /// Takes the folder away again if it was made for nothing.
    pub fn withdraw(&self) {
        if !self.unfinished().exists() {
            self.done();
        }
        self.folder.withdraw();
    }

    /// Takes away what a process that was killed left half-written: nobody else writes this part.
    fn sweep(&self) {
        let own = part_name(self.shard.number, self.shard.of);
        for entry in fs::read_dir(self.folder()).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let half = name.starts_with('.') && name.ends_with(".half");
            if half && (self.shard == Shard::WHOLE || name.contains(&own)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Everything in a folder that is a part, whole or not, by name.
pub fn kept_in(folder: &Path) -> Result<Vec<Kept>, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| crate::collect::unreadable(folder, &error))?;
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let mut kept = Vec::new();
    for name in names {
        let rest = name.strip_prefix(UNFINISHED).and_then(|rest| rest.split_once('-')).map(|(_, rest)| rest);
        let Some((number, of)) = shard_of_name(rest.unwrap_or(&name)) else { continue };
        let (finished, shard) = (rest.is_none(), Shard { number, of });
        // Every byte is looked at, and none is held.
        let head = read(&folder.join(&name))?.map(|part| part.head().clone());
        kept.push(Kept { head, name, shard, finished });
    }
    Ok(kept)
}

/// Holds a folder or file against others until it is dropped. Where the file system knows no locks, nobody is held.
pub fn lock(path: &Path, alone: bool) -> Result<Option<File>, Failure> {
    let Ok(file) = File::open(path) else { return Ok(None) };
    let locked = if alone { file.try_lock() } else { file.try_lock_shared() };
    match locked {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Failure::System(format!(
            "Another process of Corridor is writing to `{}`. Wait for it, or name another folder.",
            path.display()
        ))),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// A part of a folder.
pub fn read(path: &Path) -> Result<Result<columnar::Part, PartError>, Failure> {
    let bytes = fs::read(path).map_err(|error| crate::collect::unreadable(path, &error))?;
    Ok(columnar::read_part(bytes))
}

/// A part that cannot be used.
pub fn unusable(path: &Path, error: &PartError) -> Failure {
    Failure::Data(format!("`{}`: {error}. {}.", path.display(), capitalised(error.help())), Vec::new())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::System(format!("`{}` cannot be written: {error}.", path.display()))
}

impl Folder {
    /// Writes a file whole or not at all, by whatever writes it.
    pub fn write_with(
        &self,
        path: &Path,
        write: impl FnOnce(&mut BufWriter<File>) -> Result<(), PartError>,
    ) -> Result<(), Failure> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let half = path.with_file_name(format!(".{}.{}.half", name.trim_start_matches('.'), std::process::id()));
        let save = || -> Result<(), PartError> {
            let mut out = BufWriter::new(File::create(&half).map_err(PartError::Io)?);
            write(&mut out)?;
            out.flush().map_err(PartError::Io)?;
            out.get_ref().sync_all().map_err(PartError::Io)?;
            fs::rename(&half, path).map_err(PartError::Io)
        };
        save().map_err(|error| {
            let _ = fs::remove_file(&half);
            Failure::System(format!("`{}` cannot be written: {error}. {}.", path.display(), capitalised(error.help())))
        })
    }
}
