//! A part of an ensemble: what a range of members gave, in a form that adds up in any order.
//!
//! One table, every row of which is one number:
//!
//! | `record` | a row for each | `index` | `key` | `value` |
//! |---|---|---|---|---|
//! | `digest` | member | the member | 0 | 64 bits that prove two runs the same, as a signed number |
//! | `person_days` | member | the member | 0 | the person-days that it computed |
//! | `exact` | member and headline value | the member | which value, from 0 | the value |
//! | `sum` | cell (a series on a day) | the cell, from 0 | 0 | the sum over the members |
//! | `least`, `greatest` | cell with any member | the cell | 0 | the least and the greatest value |
//! | `bin` | cell and bin that is not empty | the cell | the bin | how many members fall into it |
//!
//! `record` is text, `index` and `key` are 32-bit, `value` is a 64-bit integer. What cells, bins and values mean is the
//! matter of the program that wrote them; its version, the hash of all that decides the numbers, the range of members
//! and a checksum of the whole file are in the metadata of the file, under `corridor.…`.

use std::collections::BTreeMap;

use super::PartError;

/// Where a part belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// A hash of all that decides the numbers. Parts with the same one add up.
    pub run: String,
    /// The version of the program.
    pub version: String,
    /// Which shard, from 0.
    pub shard: u32,
    /// Of how many.
    pub shards: u32,
    /// The first member.
    pub first: u32,
    /// One past the last member.
    pub end: u32,
    /// How many members the whole run has.
    pub members: u32,
    /// Whatever else is to be known, by name. A name does not begin with `corridor.`.
    pub about: BTreeMap<String, String>,
}

/// What is kept of one member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberLine {
    /// The member.
    pub member: u32,
    /// 64 bits that prove two runs the same.
    pub digest: u64,
    /// The person-days that it computed.
    pub person_days: u64,
    /// Its headline values.
    pub exact: Vec<i64>,
}

/// A bin and how many members fall into it.
pub type Bin = (i32, u32);

/// A series on a day, over the members of the part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The sum of the values.
    pub sum: i64,
    /// The least and the greatest value; none without members.
    pub range: Option<(i32, i32)>,
    /// The bins that are not empty, in ascending order.
    pub bins: Vec<Bin>,
}

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record {
    Digest,
    PersonDays,
    Exact,
    Sum,
    Least,
    Greatest,
    Bin,
}

impl Record {
    const ALL: [Record; 7] =
        [Record::Digest, Record::PersonDays, Record::Exact, Record::Sum, Record::Least, Record::Greatest, Record::Bin];

    pub(super) fn word(self) -> &'static str {
        match self {
            Record::Digest => "digest",
            Record::PersonDays => "person_days",
            Record::Exact => "exact",
            Record::Sum => "sum",
            Record::Least => "least",
            Record::Greatest => "greatest",
            Record::Bin => "bin",
        }
    }

    pub(super) fn parse(word: &[u8]) -> Option<Record> {
        Record::ALL.into_iter().find(|record| record.word().as_bytes() == word)
    }
}

/// The columns.
pub(super) const SCHEMA: &str = "message part {
    required binary record (STRING);
    required int32 index;
    required int32 key;
    required int64 value;
}";

/// The layout that this version writes and reads.
pub(super) const FORMAT: &str = "corridor part 1";

/// What names of our own metadata begin with.
pub(super) const OURS: &str = "corridor.";

impl Head {
    /// Whether a part can have this head.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.shard >= self.shards {
            return Err(format!("there is no shard {} of {}", self.shard, self.shards));
        }
        if self.first > self.end || self.end > self.members || i32::try_from(self.members).is_err() {
            return Err(format!("there are no members {} to {} of {}", self.first, self.end, self.members));
        }
        match self.about.keys().find(|name| name.starts_with(OURS)) {
            Some(name) => Err(format!("the name `{name}` is Corridor's own")),
            None => Ok(()),
        }
    }

    /// The metadata of the file, ours first.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let numbers = [
            ("shard", self.shard),
            ("shards", self.shards),
            ("first_member", self.first),
            ("end_member", self.end),
            ("members", self.members),
        ];
        let ours = [("format", FORMAT), ("run", &self.run), ("version", &self.version)];
        let ours = ours.into_iter().map(|(name, value)| (format!("{OURS}{name}"), value.to_owned()));
        let numbers = numbers.into_iter().map(|(name, value)| (format!("{OURS}{name}"), value.to_string()));
        ours.chain(numbers).chain(self.about.clone()).collect()
    }

    /// The head of a file with this metadata.
    pub(super) fn of_pairs(pairs: &BTreeMap<String, String>) -> Result<Head, PartError> {
        let format = text(pairs, "format")?;
        if format != FORMAT {
            return Err(PartError::OtherFormat { format, version: text(pairs, "version")? });
        }
        let about = pairs.iter().filter(|(name, _)| !name.starts_with(OURS));
        let head = Head {
            run: text(pairs, "run")?,
            version: text(pairs, "version")?,
            shard: number(pairs, "shard")?,
            shards: number(pairs, "shards")?,
            first: number(pairs, "first_member")?,
            end: number(pairs, "end_member")?,
            members: number(pairs, "members")?,
            about: about.map(|(name, value)| (name.clone(), value.clone())).collect(),
        };
        head.check().map_err(PartError::Damaged)?;
        Ok(head)
    }
}

/// The text of ours with this name.
fn text(pairs: &BTreeMap<String, String>, name: &str) -> Result<String, PartError> {
    let found = pairs.get(&format!("{OURS}{name}")).cloned();
    found.ok_or_else(|| PartError::Damaged(format!("its head says no {name}")))
}

/// The number of ours with this name.
pub(super) fn number(pairs: &BTreeMap<String, String>, name: &str) -> Result<u32, PartError> {
    let text = text(pairs, name)?;
    text.parse().map_err(|_| PartError::Damaged(format!("its head says that {name} is `{text}`")))
}
