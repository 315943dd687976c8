//! The folder of an ensemble: its parts, and what an unfinished process has kept. Each file is written whole or not at all.

use std::fs::{self, File, TryLockError};
use std::io::{BufWriter, ErrorKind, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use corridor_formats::columnar::{Head, PartError, PartWriter, part_name};
use serde_json::Value;

use crate::failure::Failure;
use crate::output::Folder;
use crate::people::whole;
use crate::voice::Voice;

use super::kept::{Unusable, capitalised, part_of, read, unusable};
use super::part::{cells, lines, take_up};
use super::{Prepared, Shard, Work};

/// What an unfinished file begins with, before the identity of its job.
pub(super) const UNFINISHED: &str = ".unfinished-";

/// The folder of an ensemble, held against other processes that would write the same.
#[derive(Debug)]
pub struct Store {
    folder: Folder,
    /// None of a run alone.
    shard: Option<Shard>,
    identity: String,
    version: &'static str,
    members: u32,
    job: Value,
    /// Held while this lives.
    _locks: Vec<File>,
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
                let own = path.join(lock_name(shard));
                File::create(&own).map_err(|error| unwritable(&own, &error))?;
                locks.extend(lock(&own, true).map_err(|_| taken_part(path, shard))?);
            }
        }
        let store = Store {
            folder,
            shard,
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
        self.folder.at(&self.part_name())
    }

    fn part_name(&self) -> String {
        let Shard { number, of } = self.shard();
        part_name(number, of)
    }

    fn shard(&self) -> Shard {
        self.shard.unwrap_or(Shard::WHOLE)
    }

    /// What the names of the unfinished files of this job begin with.
    fn unfinished_job(&self) -> String {
        format!("{UNFINISHED}{}-", self.identity)
    }

    fn unfinished(&self) -> PathBuf {
        self.folder().join(self.unfinished_job() + &self.part_name())
    }

    fn head(&self, members: &Range<u32>, end: u32) -> Head {
        Head {
            run: self.identity.clone(),
            version: self.version.to_owned(),
            shard: self.shard().number,
            shards: self.shard().of,
            first: members.start,
            end,
            members: self.members,
            about: [("job".to_owned(), self.job.to_string())].into(),
        }
    }

    /// Whether the part is there and whole. One that is damaged or of another job is an error: it is not written over.
    pub fn has_part(&self) -> Result<bool, Failure> {
        let path = PathBuf::from(self.part());
        if !path.exists() {
            return Ok(false);
        }
        let part = read(&path, self.shard())?;
        if part.head().run == self.identity {
            return Ok(true);
        }
        let why = "it is a part of another job (other data, edits, dates, seed, members or version)".to_owned();
        let help = "nothing is written over: move it away, or name another folder";
        Err(unusable(&path, Unusable { why, help }))
    }

    /// Takes up the members that an earlier process of the same job has kept.
    pub fn resume(&self, work: &mut Work, members: &Range<u32>, voice: Voice) {
        let path = self.unfinished();
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return,
            read => read.map_err(|error| Unusable { why: error.to_string(), help: "" }),
        };
        // What is kept is a help, no more: if it cannot be used, the members run again.
        let kept = bytes.and_then(|bytes| part_of(bytes, self.shard(), false)).and_then(|part| {
            if part.head().run == self.identity {
                return Ok(take_up(work, &part)?);
            }
            Err(Unusable { why: "it is of another job".to_owned(), help: "" })
        });
        match kept {
            Ok(()) => voice.note(&format!(
                "note: {} of {} members are there from before; the run goes on from them.",
                whole(f64::from(work.members())),
                whole(members.len() as f64)
            )),
            Err(error) => {
                voice.note(&format!("note: `{}` cannot be used: {}. The run begins anew.", path.display(), error.why))
            }
        }
    }

    /// Keeps what there is so far.
    pub fn keep(&self, work: &Work, members: &Range<u32>) -> Result<(), Failure> {
        self.save(&self.unfinished(), work, members, members.start + work.members())
    }

    /// What is said when somebody stops the run.
    pub fn interrupted(&self, kept: u32, members: &Range<u32>) -> Failure {
        let (kept, all) = (whole(f64::from(kept)), whole(members.len() as f64));
        let folder = self.folder().display();
        Failure::Kept(format!(
            "Interrupted: {kept} of {all} members are kept in `{folder}`; the same command goes on from there."
        ))
    }

    /// Writes the part.
    pub fn write_part(&self, work: &Work, members: &Range<u32>) -> Result<(), Failure> {
        self.save(&PathBuf::from(self.part()), work, members, members.end)
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

    /// What was kept for going on is not needed any more. A run alone, or parts that are put together, have that of all
    /// parts.
    pub fn done(&self) {
        let _ = fs::remove_file(self.unfinished());
        if self.shard.is_none() {
            let own = self.unfinished_job();
            self.remove(|name| name.starts_with(&own) || is_lock(name));
        }
    }

    /// Takes away what a process that was killed left half-written: nobody else writes this part, and nobody misses a probe.
    fn sweep(&self) {
        let own = self.part_name();
        let of_nobody = |name: &str| self.shard.is_none() || name.contains(&own) || name.starts_with(".probe.");
        self.remove(|name| is_half(name) && of_nobody(name));
    }

    fn remove(&self, unwanted: impl Fn(&str) -> bool) {
        for entry in fs::read_dir(self.folder()).into_iter().flatten().flatten() {
            if entry.file_name().to_str().is_some_and(&unwanted) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

impl Drop for Store {
    /// However it ends, no lock is left, nor a folder that was made for nothing.
    fn drop(&mut self) {
        if let Some(shard) = self.shard {
            let _ = fs::remove_file(self.folder().join(lock_name(shard)));
        }
        self.folder.withdraw();
    }
}

fn lock_name(shard: Shard) -> String {
    format!(".part-{:04}-of-{:04}.lock", shard.number, shard.of)
}

fn is_lock(name: &str) -> bool {
    name.starts_with(".part-") && name.ends_with(".lock")
}

/// `.stocks.csv.4711.half`, the digits being those of a process.
fn is_half(name: &str) -> bool {
    let process = name.strip_prefix('.').and_then(|rest| rest.strip_suffix(".half")?.rsplit_once('.'));
    process.is_some_and(|(_, process)| process.bytes().all(|byte| byte.is_ascii_digit()))
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

/// A part that another process runs.
fn taken_part(path: &Path, Shard { number, of }: Shard) -> Failure {
    let path = path.display();
    Failure::System(format!("Another process of Corridor is running part {number} of {of} in `{path}`. Wait for it."))
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
            fs::rename(&half, path).map_err(PartError::Io)?;
            self.sync();
            Ok(())
        };
        save().map_err(|error| {
            let _ = fs::remove_file(&half);
            Failure::System(format!("`{}` cannot be written: {error}. {}.", path.display(), capitalised(error.help())))
        })
    }
}
