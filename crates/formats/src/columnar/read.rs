//! Reading a part, a group of rows at a time.

use std::collections::BTreeMap;

use parquet::column::reader::ColumnReader;
use parquet::data_type::{ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::schema::parser::parse_message_type;

use super::part::{Cell, Head, MemberLine, Record, SCHEMA, number};
use super::{PartError, seal};

/// A part that is whole. Its members and cells are decoded as they are asked for.
pub struct Part {
    head: Head,
    cells: u32,
    member_groups: usize,
    file: SerializedFileReader<bytes::Bytes>,
}

/// Reads the bytes of a part: the head, and that every byte is as it was written.
pub fn read_part(bytes: Vec<u8>) -> Result<Part, PartError> {
    seal::check(&bytes)?;
    let file = SerializedFileReader::new(bytes::Bytes::from(bytes)).map_err(PartError::reading)?;
    let metadata = file.metadata().file_metadata();
    let pairs: BTreeMap<String, String> = metadata
        .key_value_metadata()
        .into_iter()
        .flatten()
        .map(|pair| (pair.key.clone(), pair.value.clone().unwrap_or_default()))
        .collect();
    let head = Head::of_pairs(&pairs)?;
    let schema = parse_message_type(SCHEMA).map_err(PartError::reading)?;
    if *metadata.schema() != schema {
        return Err(PartError::Damaged("it has other columns than a part".to_owned()));
    }
    let member_groups = usize::try_from(number(&pairs, "member_groups")?).unwrap_or(usize::MAX);
    let cells = number(&pairs, "cells")?;
    Ok(Part { head, cells, member_groups, file })
}

impl Part {
    /// Where it belongs.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// How many cells it has.
    #[must_use]
    pub fn cell_count(&self) -> u32 {
        self.cells
    }

    /// Its members, in order. Where a line is an error, no more follow.
    pub fn members(&self) -> impl Iterator<Item = Result<MemberLine, PartError>> + '_ {
        let groups = 0..self.member_groups.min(self.file.num_row_groups());
        let mut due = self.head.first..self.head.end;
        let lines = groups.map(move |group| members(&self.rows(group)?));
        until_wrong(lines, move |line: Option<&MemberLine>| match line {
            Some(line) => due.next() == Some(line.member),
            None => due.is_empty(),
        })
    }

    /// Its cells, in order. Where one is an error, no more follow.
    pub fn cells(&self) -> impl Iterator<Item = Result<Cell, PartError>> + '_ {
        let groups = self.member_groups..self.file.num_row_groups();
        let mut first = 0;
        let mut left = self.cells;
        let cells = groups.map(move |group| {
            let cells = cells(&self.rows(group)?, first)?;
            first += i32::try_from(cells.len()).unwrap_or(i32::MAX);
            Ok(cells)
        });
        until_wrong(cells, move |cell: Option<&Cell>| match cell {
            Some(_) => {
                let is_due = left > 0;
                left = left.saturating_sub(1);
                is_due
            }
            None => left == 0,
        })
    }

    fn rows(&self, group: usize) -> Result<Rows, PartError> {
        let group = self.file.get_row_group(group).map_err(PartError::reading)?;
        let group = group.as_ref();
        Ok(Rows {
            runs: runs(group)?,
            index: numbers::<Int32Type>(group, 1)?,
            key: numbers::<Int32Type>(group, 2)?,
            value: numbers::<Int64Type>(group, 3)?,
        })
    }
}

/// The items of the groups one after the other; ends with an error where one is not due, or where some are missing.
fn until_wrong<T>(
    groups: impl Iterator<Item = Result<Vec<T>, PartError>>,
    mut is_due: impl FnMut(Option<&T>) -> bool,
) -> impl Iterator<Item = Result<T, PartError>> {
    let items = groups.flat_map(|group| {
        let (items, error) = match group {
            Ok(items) => (items, None),
            Err(error) => (Vec::new(), Some(Err(error))),
        };
        items.into_iter().map(Ok).chain(error)
    });
    let ends = items.map(Some).chain(std::iter::once_with(|| None));
    let mut is_over = false;
    ends.map_while(move |item| {
        if is_over {
            return None;
        }
        let item = match item {
            Some(Ok(item)) if is_due(Some(&item)) => return Some(Ok(item)),
            None if is_due(None) => None,
            Some(Ok(_)) | None => Some(Err(PartError::Damaged("it has other lines than its head says".to_owned()))),
            Some(Err(error)) => Some(Err(error)),
        };
        is_over = true;
        item
    })
}

/// The rows of one group: the kinds as runs.
struct Rows {
    runs: Vec<(Record, usize)>,
    index: Vec<i32>,
    key: Vec<i32>,
    value: Vec<i64>,
}

type Row = (i32, i32, i64);

impl Rows {
    /// The rows of this kind: one run.
    fn of(&self, record: Record) -> impl Iterator<Item = Row> + '_ {
        let before = self.runs.iter().take_while(|(other, _)| *other != record).map(|(_, length)| length).sum();
        let length = self.runs.iter().find(|(other, _)| *other == record).map_or(0, |(_, length)| *length);
        let numbers = self.index.iter().zip(&self.key).zip(&self.value);
        numbers.map(|((&index, &key), &value)| (index, key, value)).skip(before).take(length)
    }

    /// Whether the runs are of these kinds, in this order, none of them twice.
    fn check(&self, kinds: &[Record]) -> Result<(), PartError> {
        let mut kinds = kinds.iter();
        let is_so = self.runs.iter().all(|(record, _)| kinds.any(|kind| kind == record));
        is_so.then_some(()).ok_or_else(misplaced)
    }
}

fn misplaced() -> PartError {
    PartError::Damaged("a row is missing or misplaced".to_owned())
}

/// The members of a group.
fn members(rows: &Rows) -> Result<Vec<MemberLine>, PartError> {
    rows.check(&[Record::Digest, Record::PersonDays, Record::Exact])?;
    let mut exact = rows.of(Record::Exact).peekable();
    let mut person_days = rows.of(Record::PersonDays);
    let lines = rows.of(Record::Digest).map(|(index, _, digest)| {
        let mut values = Vec::new();
        while let Some((_, key, value)) = exact.next_if(|row| row.0 == index) {
            if usize::try_from(key) != Ok(values.len()) {
                return Err(misplaced());
            }
            values.push(value);
        }
        let Some((_, _, person_days)) = person_days.next().filter(|row| row.0 == index) else {
            return Err(misplaced());
        };
        let (Ok(member), Ok(person_days)) = (u32::try_from(index), u64::try_from(person_days)) else {
            return Err(misplaced());
        };
        Ok(MemberLine { member, digest: digest.cast_unsigned(), person_days, exact: values })
    });
    let lines = lines.collect::<Result<_, _>>()?;
    if exact.next().is_some() || person_days.next().is_some() { Err(misplaced()) } else { Ok(lines) }
}

/// The cells of a group, of which this one is the first.
fn cells(rows: &Rows, first: i32) -> Result<Vec<Cell>, PartError> {
    rows.check(&[Record::Sum, Record::Least, Record::Greatest, Record::Bin])?;
    let (mut least, mut greatest) = (rows.of(Record::Least).peekable(), rows.of(Record::Greatest).peekable());
    let mut counts = rows.of(Record::Bin).peekable();
    let cells = (first..).zip(rows.of(Record::Sum)).map(|(cell, (index, _, sum))| {
        let mut bins: Vec<(i32, u32)> = Vec::new();
        while let Some((_, key, value)) = counts.next_if(|row| row.0 == cell) {
            match u32::try_from(value) {
                Ok(count) if bins.last().is_none_or(|last| last.0 < key) => bins.push((key, count)),
                Ok(_) | Err(_) => return Err(misplaced()),
            }
        }
        let mut ends = [&mut least, &mut greatest].map(|ends| ends.next_if(|row| row.0 == cell)).into_iter();
        let range = match (ends.next().flatten(), ends.next().flatten()) {
            (Some((_, _, low)), Some((_, _, high))) => {
                Some((i32::try_from(low).map_err(|_| misplaced())?, i32::try_from(high).map_err(|_| misplaced())?))
            }
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return Err(misplaced()),
        };
        if index == cell { Ok(Cell { sum, range, bins }) } else { Err(misplaced()) }
    });
    let cells = cells.collect::<Result<_, _>>()?;
    let more = counts.next().or(least.next()).or(greatest.next());
    if more.is_some() { Err(misplaced()) } else { Ok(cells) }
}

/// A column of numbers.
fn numbers<T: DataType>(group: &dyn RowGroupReader, column: usize) -> Result<Vec<T::T>, PartError> {
    let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    let mut values = Vec::with_capacity(rows.min(1 << 21));
    read::<T>(group.get_column_reader(column).map_err(PartError::reading)?, rows, |some| values.append(some))?;
    Ok(values)
}

/// The kinds of the rows, as runs.
fn runs(group: &dyn RowGroupReader) -> Result<Vec<(Record, usize)>, PartError> {
    let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    let mut runs: Vec<(Record, usize)> = Vec::new();
    let mut is_known = true;
    read::<ByteArrayType>(group.get_column_reader(0).map_err(PartError::reading)?, rows, |words| {
        for word in words.drain(..) {
            match (Record::parse(word.data()), runs.last_mut()) {
                (Some(record), Some((last, length))) if record == *last => *length += 1,
                (Some(record), Some(_) | None) => runs.push((record, 1)),
                (None, Some(_) | None) => is_known = false,
            }
        }
    })?;
    is_known.then_some(runs).ok_or_else(misplaced)
}

/// Reads all values of a column, some at a time.
fn read<T: DataType>(column: ColumnReader, rows: usize, mut each: impl FnMut(&mut Vec<T::T>)) -> Result<(), PartError> {
    let mut column = T::get_column_reader(column).ok_or_else(misplaced)?;
    let mut some = Vec::new();
    let mut left = rows;
    while left > 0 {
        let (records, _, _) =
            column.read_records(left.min(1 << 14), None, None, &mut some).map_err(PartError::reading)?;
        if records == 0 {
            return Err(misplaced());
        }
        each(&mut some);
        some.clear();
        left = left.saturating_sub(records);
    }
    Ok(())
}
