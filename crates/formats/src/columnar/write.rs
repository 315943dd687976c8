//! Writing a part, piece by piece: no more than one group of rows is held.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding};
use parquet::column::writer::ColumnWriterImpl;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use super::part::{Cell, Head, MemberLine, OURS, Record, SCHEMA};
use super::seal::{self, Sealed};
use super::{CREATED_BY, PartError};

/// Rows after which a group is written: some 8 MB of numbers.
const GROUP: usize = 1 << 19;

/// Rows of one kind.
struct Section {
    record: Record,
    index: Vec<i32>,
    key: Vec<i32>,
    value: Vec<i64>,
}

impl Section {
    fn new(record: Record) -> Section {
        Section { record, index: Vec::new(), key: Vec::new(), value: Vec::new() }
    }

    fn push(&mut self, index: i32, key: i32, value: i64) {
        self.index.push(index);
        self.key.push(key);
        self.value.push(value);
    }

    fn clear(&mut self) {
        self.index.clear();
        self.key.clear();
        self.value.clear();
    }
}

/// Writes a part: the members in order, then the cells in order, then `finish`.
pub struct PartWriter<W: Write + Send> {
    file: SerializedFileWriter<Sealed<W>>,
    head: Head,
    next_member: u32,
    cells: i32,
    /// Groups of rows that hold members.
    member_groups: u32,
    /// The rows of the next group: of members, then of cells.
    lines: [Section; 3],
    bins: [Section; 4],
}

impl<W: Write + Send> PartWriter<W> {
    /// A part with this head. The bytes go to `out` as they come; the file is whole once `finish` has returned.
    pub fn new(out: W, head: Head) -> Result<PartWriter<W>, PartError> {
        head.check().map_err(PartError::Content)?;
        let schema = parse_message_type(SCHEMA).map_err(PartError::writing)?;
        let properties = WriterProperties::builder()
            .set_created_by(CREATED_BY.to_owned())
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::None)
            .set_offset_index_disabled(true)
            .set_dictionary_enabled(false)
            .set_column_dictionary_enabled(ColumnPath::from("record"), true)
            .set_encoding(Encoding::DELTA_BINARY_PACKED)
            .set_column_encoding(ColumnPath::from("record"), Encoding::PLAIN)
            .build();
        let file = SerializedFileWriter::new(Sealed::new(out), Arc::new(schema), Arc::new(properties))
            .map_err(PartError::writing)?;
        let lines = [Record::Digest, Record::PersonDays, Record::Exact].map(Section::new);
        let bins = [Record::Sum, Record::Least, Record::Greatest, Record::Bin].map(Section::new);
        Ok(PartWriter { file, next_member: head.first, head, cells: 0, member_groups: 0, lines, bins })
    }

    /// The next member.
    pub fn member(&mut self, line: &MemberLine) -> Result<(), PartError> {
        let wrong = |what: String| Err(PartError::Content(what));
        if line.member != self.next_member || line.member >= self.head.end || self.cells > 0 {
            let Head { first, end, .. } = self.head;
            return wrong(format!(
                "member {} came where {} of {first}..{end} was due{}",
                line.member,
                self.next_member,
                if self.cells > 0 { ", after the cells" } else { "" }
            ));
        }
        let (Ok(member), Ok(person_days)) = (i32::try_from(line.member), i64::try_from(line.person_days)) else {
            return wrong(format!("member {} has {} person-days", line.member, line.person_days));
        };
        let [digests, person_days_of, exact] = &mut self.lines;
        digests.push(member, 0, line.digest.cast_signed());
        person_days_of.push(member, 0, person_days);
        for (key, &value) in (0..).zip(&line.exact) {
            exact.push(member, key, value);
        }
        self.next_member += 1;
        if digests.index.len() * 2 + exact.index.len() >= GROUP { self.flush_members() } else { Ok(()) }
    }

    /// The next cell.
    pub fn cell(&mut self, Cell { sum, range, bins }: &Cell) -> Result<(), PartError> {
        if self.next_member != self.head.end {
            return Err(self.missing());
        }
        // Groups of members come before those of cells.
        self.flush_members()?;
        let ascending = bins.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if !ascending || bins.iter().any(|&(_, count)| count == 0) {
            return Err(PartError::Content(format!("the bins of cell {} are out of order or empty", self.cells)));
        }
        let [sums, least, greatest, counts] = &mut self.bins;
        sums.push(self.cells, 0, *sum);
        if let Some((low, high)) = range {
            least.push(self.cells, 0, i64::from(*low));
            greatest.push(self.cells, 0, i64::from(*high));
        }
        for &(bin, count) in bins {
            counts.push(self.cells, bin, i64::from(count));
        }
        let Some(cells) = self.cells.checked_add(1) else {
            return Err(PartError::Content("there are too many cells".to_owned()));
        };
        self.cells = cells;
        if sums.index.len() + counts.index.len() >= GROUP { write(&mut self.file, &mut self.bins) } else { Ok(()) }
    }

    /// Ends the file and gives back what it was written to.
    pub fn finish(mut self) -> Result<W, PartError> {
        if self.next_member != self.head.end {
            return Err(self.missing());
        }
        self.flush_members()?;
        write(&mut self.file, &mut self.bins)?;
        let mut pairs = self.head.pairs();
        for (name, value) in [
            ("cells", self.cells.to_string()),
            ("member_groups", self.member_groups.to_string()),
            ("checksum", seal::blank()),
        ] {
            pairs.push((format!("{OURS}{name}"), value));
        }
        for (name, value) in pairs {
            self.file.append_key_value_metadata(KeyValue::new(name, value));
        }
        self.file.flush().map_err(PartError::Io)?;
        self.file.inner_mut().hold();
        self.file.into_inner().map_err(PartError::writing)?.close().map_err(PartError::Io)
    }

    fn missing(&self) -> PartError {
        PartError::Content(format!("members {} to {} are missing", self.next_member, self.head.end))
    }

    fn flush_members(&mut self) -> Result<(), PartError> {
        if self.lines[0].index.is_empty() {
            return Ok(());
        }
        self.member_groups += 1;
        write(&mut self.file, &mut self.lines)
    }
}

/// Writes the sections as one group of rows, if there are any.
fn write<W: Write + Send>(
    file: &mut SerializedFileWriter<Sealed<W>>,
    sections: &mut [Section],
) -> Result<(), PartError> {
    if sections.iter().all(|section| section.index.is_empty()) {
        return Ok(());
    }
    let mut group = file.next_row_group().map_err(PartError::writing)?;
    let columns = |group: &mut SerializedRowGroupWriter<'_, _>| -> Result<(), ParquetError> {
        column::<ByteArrayType, _>(group, |column| {
            sections.iter().try_for_each(|section| {
                let words = vec![ByteArray::from(section.record.word()); section.index.len().min(1 << 12)];
                let mut left = section.index.len();
                while left > 0 {
                    let some = &words[..left.min(words.len())];
                    column.write_batch(some, None, None)?;
                    left -= some.len();
                }
                Ok(())
            })
        })?;
        column::<Int32Type, _>(group, |column| {
            sections.iter().try_for_each(|section| column.write_batch(&section.index, None, None).map(drop))
        })?;
        column::<Int32Type, _>(group, |column| {
            sections.iter().try_for_each(|section| column.write_batch(&section.key, None, None).map(drop))
        })?;
        column::<Int64Type, _>(group, |column| {
            sections.iter().try_for_each(|section| column.write_batch(&section.value, None, None).map(drop))
        })
    };
    columns(&mut group).map_err(PartError::writing)?;
    group.close().map_err(PartError::writing)?;
    sections.iter_mut().for_each(Section::clear);
    Ok(())
}

/// Writes the next column of a group.
pub(super) fn column<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    fill: impl FnOnce(&mut ColumnWriterImpl<'_, T>) -> Result<(), ParquetError>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("the table has no such column".to_owned()));
    };
    fill(column.typed::<T>())?;
    column.close()
}
