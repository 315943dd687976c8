//! `members.parquet`: the samples behind a forecast, in the columns of the hubverse (hubverse.io, output type `sample`).
//!
//! | Column | Type | |
//! |---|---|---|
//! | `reference_date` | date | the day as of which the forecast is made |
//! | `target` | text | what is forecast |
//! | `location` | text | of which place or country |
//! | `horizon` | 32-bit integer | days from the reference date |
//! | `target_end_date` | date | the day that is forecast |
//! | `output_type` | text | `sample` |
//! | `output_type_id` | 32-bit integer | the member |
//! | `value` | 64-bit integer | people |
//!
//! Rows with the same `output_type_id` are one member, so a joint sample over all targets, places and days.

use std::io::Write;
use std::sync::Arc;

use corridor_model::{Date, Target};
use parquet::basic::{Compression, Encoding};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use super::part::OURS;
use super::write::column;
use super::{CREATED_BY, PartError};

/// Rows after which a group is written: 4 MB of values.
const GROUP: usize = 1 << 19;

const SCHEMA: &str = "message members {
    required int32 reference_date (DATE);
    required binary target (STRING);
    required binary location (STRING);
    required int32 horizon;
    required int32 target_end_date (DATE);
    required binary output_type (STRING);
    required int32 output_type_id;
    required int64 value;
}";

/// Where the samples came from; in the metadata of the file, under `corridor.…`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SamplesAbout {
    /// The version of the program.
    pub version: String,
    /// The hash of the scenario.
    pub scenario: String,
    /// The seed.
    pub seed: u64,
}

/// What one value of each member says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleTarget {
    /// The day as of which the forecast is made.
    pub reference_date: Date,
    /// What is forecast.
    pub target: Target,
    /// Of which place or country.
    pub location: String,
    /// Days from the reference date.
    pub horizon: i32,
    /// The day that is forecast.
    pub target_end_date: Date,
}

/// Writes `members.parquet`, member by member: no more than one group of rows is held.
pub struct SamplesWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    targets: Targets,
    members: Vec<i32>,
    values: Vec<i64>,
}

/// The targets as columns.
struct Targets {
    reference_date: Vec<i32>,
    target: Vec<ByteArray>,
    location: Vec<ByteArray>,
    horizon: Vec<i32>,
    target_end_date: Vec<i32>,
    output_type: Vec<ByteArray>,
}

impl<W: Write + Send> SamplesWriter<W> {
    /// Samples of these targets. The bytes go to `out` as they come; the file is whole once `finish` has returned.
    pub fn new(out: W, about: &SamplesAbout, targets: &[SampleTarget]) -> Result<SamplesWriter<W>, PartError> {
        let schema = parse_message_type(SCHEMA).map_err(PartError::writing)?;
        let pairs = [
            ("version", about.version.clone()),
            ("scenario", about.scenario.clone()),
            ("seed", about.seed.to_string()),
            ("note", "simulation, not observation".to_owned()),
        ];
        let pairs = pairs.into_iter().map(|(name, value)| KeyValue::new(format!("{OURS}{name}"), value)).collect();
        let value = ColumnPath::from("value");
        let properties = WriterProperties::builder()
            .set_created_by(CREATED_BY.to_owned())
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(pairs))
            .set_column_dictionary_enabled(value.clone(), false)
            .set_column_encoding(value, Encoding::DELTA_BINARY_PACKED)
            .build();
        let file =
            SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(PartError::writing)?;
        Ok(SamplesWriter { file, targets: Targets::new(targets), members: Vec::new(), values: Vec::new() })
    }

    /// The next member: a value for each target, in their order.
    pub fn member(&mut self, member: u32, values: &[i64]) -> Result<(), PartError> {
        let due = self.targets.horizon.len();
        let (Ok(id), true) = (i32::try_from(member), values.len() == due) else {
            return Err(PartError::Content(format!("member {member} has {} values for {due} targets", values.len())));
        };
        if self.members.last().is_some_and(|&last| last >= id) {
            return Err(PartError::Content(format!("member {member} is out of order")));
        }
        if !self.members.is_empty() && self.values.len() + due > GROUP {
            self.flush()?;
        }
        self.members.push(id);
        self.values.extend(values);
        Ok(())
    }

    /// Ends the file and gives back what it was written to.
    pub fn finish(mut self) -> Result<W, PartError> {
        self.flush()?;
        let mut out = self.file.into_inner().map_err(PartError::writing)?;
        out.flush().map_err(PartError::Io)?;
        Ok(out)
    }

    fn flush(&mut self) -> Result<(), PartError> {
        if self.values.is_empty() {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(PartError::writing)?;
        self.targets.columns(&mut group, &self.members, &self.values).map_err(PartError::writing)?;
        group.close().map_err(PartError::writing)?;
        self.members.clear();
        self.values.clear();
        Ok(())
    }
}

impl Targets {
    fn new(targets: &[SampleTarget]) -> Targets {
        let words = |word: fn(&SampleTarget) -> &str| targets.iter().map(|row| ByteArray::from(word(row))).collect();
        Targets {
            reference_date: targets.iter().map(|row| day(row.reference_date)).collect(),
            target: words(|row| row.target.word()),
            location: words(|row| &row.location),
            horizon: targets.iter().map(|row| row.horizon).collect(),
            target_end_date: targets.iter().map(|row| day(row.target_end_date)).collect(),
            output_type: vec![ByteArray::from("sample"); targets.len()],
        }
    }

    /// One group of rows: the targets of each member, one after the other.
    fn columns<W: Write + Send>(
        &self,
        group: &mut SerializedRowGroupWriter<'_, W>,
        members: &[i32],
        values: &[i64],
    ) -> Result<(), ParquetError> {
        let numbers = |group: &mut SerializedRowGroupWriter<'_, W>, values: &[i32]| {
            column::<Int32Type, _>(group, |column| {
                members.iter().try_for_each(|_| column.write_batch(values, None, None).map(drop))
            })
        };
        let words = |group: &mut SerializedRowGroupWriter<'_, W>, values: &[ByteArray]| {
            column::<ByteArrayType, _>(group, |column| {
                members.iter().try_for_each(|_| column.write_batch(values, None, None).map(drop))
            })
        };
        numbers(group, &self.reference_date)?;
        words(group, &self.target)?;
        words(group, &self.location)?;
        numbers(group, &self.horizon)?;
        numbers(group, &self.target_end_date)?;
        words(group, &self.output_type)?;
        column::<Int32Type, _>(group, |column| {
            members
                .iter()
                .try_for_each(|&member| column.write_batch(&vec![member; self.horizon.len()], None, None).map(drop))
        })?;
        column::<Int64Type, _>(group, |column| column.write_batch(values, None, None).map(drop))
    }
}

/// Days since 1 January 1970.
fn day(date: Date) -> i32 {
    let days = date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24;
    i32::try_from(days).unwrap_or(i32::MAX)
}
