//! Parquet without Arrow: the columns asked for side by side, a few thousand rows at a time, each value as text.

use super::cell::{Cells, Stands};
use crate::command::{Failure, failure};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::Result as Read;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use std::fs::File;
use std::path::Path;

/// So many rows are in memory at once.
const BATCH: usize = 4096;

pub struct Parquet {
    file: SerializedFileReader<File>,
}

impl Parquet {
    /// Opens a file and reads the names of its columns; those within others are joined by points.
    pub fn open(path: &Path) -> Result<(Vec<String>, Parquet), Failure> {
        let file = File::open(path).map_err(|e| failure(format!("{}: {e}", path.display())))?;
        let file = SerializedFileReader::new(file).map_err(|e| {
            failure(format!("{}: is a Parquet file that cannot be read: {e}", path.display()))
        })?;
        let schema = file.metadata().file_metadata().schema_descr();
        let columns = schema.columns().iter().map(|column| column.path().string()).collect();
        Ok((columns, Parquet { file }))
    }
    pub fn each_row(
        self,
        path: &Path,
        names: &[String],
        places: &[usize],
        take: &mut dyn FnMut(&[&str]) -> Result<(), Failure>,
    ) -> Result<u64, Failure> {
        let broken = |e| failure(format!("{}: {e}", path.display()));
        let mut rows = 0;
        for group in 0..self.file.num_row_groups() {
            let group = self.file.get_row_group(group).map_err(broken)?;
            let mut columns = Vec::with_capacity(places.len());
            for &at in places {
                let column = Column::of(group.as_ref(), at).map_err(broken)?.ok_or_else(|| {
                    let name = &names[at];
                    failure(format!("{}: the column `{name}` is of a type that is not read", path.display()))
                })?;
                columns.push(column);
            }
            loop {
                let mut read = BATCH;
                for column in &mut columns {
                    read = column.fill(BATCH).map_err(broken)?.min(read);
                }
                if read == 0 || columns.is_empty() {
                    break;
                }
                hand_on(path, &columns, read, rows, take)?;
                rows += read as u64;
            }
        }
        Ok(rows)
    }
}

/// Hands on what the columns hold, row by row.
fn hand_on(
    path: &Path,
    columns: &[Column],
    read: usize,
    before: u64,
    take: &mut dyn FnMut(&[&str]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut values = Vec::with_capacity(columns.len());
    for row in 0..read {
        values.clear();
        for column in columns {
            let text = column.text(row).ok_or_else(|| {
                let row = before + row as u64;
                failure(format!("{}: row {row} (from 0): a value is not text in UTF-8", path.display()))
            })?;
            values.push(text);
        }
        take(&values)?;
    }
    Ok(())
}

/// One column of a row group while it is read.
struct Column {
    reader: ColumnReader,
    stands: Stands,
    /// The level of a value that is there; 0 where all are.
    there: i16,
    levels: Vec<i16>,
    /// For each row of the batch, the place of its value plus one; 0 for none.
    places: Vec<u32>,
    texts: Vec<ByteArray>,
    written: Cells,
}

impl Column {
    fn of(group: &dyn RowGroupReader, at: usize) -> Read<Option<Column>> {
        let described = group.metadata().column(at).column_descr_ptr();
        let Some(stands) = Stands::of(&described) else { return Ok(None) };
        Ok(Some(Column {
            reader: group.get_column_reader(at)?,
            stands,
            there: described.max_def_level(),
            levels: Vec::new(),
            places: Vec::new(),
            texts: Vec::new(),
            written: Cells::default(),
        }))
    }
    /// Reads the next rows; how many there were.
    fn fill(&mut self, most: usize) -> Read<usize> {
        self.levels.clear();
        self.texts.clear();
        self.written.clear();
        let (stands, levels, written) = (self.stands, &mut self.levels, &mut self.written);
        let rows = match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => {
                reader.read_records(most, Some(levels), None, &mut self.texts)?.0
            }
            ColumnReader::Int32ColumnReader(reader) => {
                each(reader, most, levels, |value| written.push_int(i64::from(*value), 32, stands))?
            }
            ColumnReader::Int64ColumnReader(reader) => {
                each(reader, most, levels, |value| written.push_int(*value, 64, stands))?
            }
            ColumnReader::Int96ColumnReader(reader) => {
                each(reader, most, levels, |value| written.push_instant(Some(value.to_seconds())))?
            }
            ColumnReader::FloatColumnReader(reader) => {
                // By its own shortest digits, not by those of its double.
                each(reader, most, levels, |value| match value {
                    value if value.is_nan() => written.push(""),
                    value => written.push(value),
                })?
            }
            ColumnReader::DoubleColumnReader(reader) => {
                each(reader, most, levels, |value| written.push_float(*value))?
            }
            ColumnReader::BoolColumnReader(reader) => {
                each(reader, most, levels, |value| written.push(value))?
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                each(reader, most, levels, |value| written.push_bytes(value.data(), stands))?
            }
        };
        self.place(rows);
        Ok(rows)
    }
    fn place(&mut self, rows: usize) {
        self.places.clear();
        if self.there == 0 {
            self.places.extend(1..=rows as u32);
            return;
        }
        let mut next = 0;
        let there = self.there;
        self.places.extend(self.levels.iter().take(rows).map(|level| {
            let is_there = *level == there;
            next += u32::from(is_there);
            if is_there { next } else { 0 }
        }));
    }
    /// The value of a row of the batch, empty for none; `None` when it is no text.
    fn text(&self, row: usize) -> Option<&str> {
        match (self.places.get(row).copied().unwrap_or(0), &self.reader) {
            (0, _) => Some(""),
            (at, ColumnReader::ByteArrayColumnReader(_)) => {
                std::str::from_utf8(self.texts.get(at as usize - 1)?.data()).ok()
            }
            (at, _) => Some(self.written.get(at as usize - 1)),
        }
    }
}

/// Reads values and says something of each; how many rows there were.
fn each<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    most: usize,
    levels: &mut Vec<i16>,
    say: impl FnMut(&T::T),
) -> Read<usize> {
    let mut values = Vec::new();
    let (rows, ..) = reader.read_records(most, Some(levels), None, &mut values)?;
    values.iter().for_each(say);
    Ok(rows)
}
