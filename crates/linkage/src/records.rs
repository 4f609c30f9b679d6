//! Records as dictionary-encoded columns: every value is a number, and the cells of one record lie side by side.

use crate::LinkageError;
use crate::date::PackedDate;
use crate::fold;
use crate::intern::Texts;
use crate::schema::{Kind, Schema};
use crate::token::{Tokens, signature};
use std::ops::Range;

/// A field of names keeps this many words of each record.
pub const TOKENS_MAX: usize = 3;

/// What the numbers of one field stand for.
pub(crate) enum Book {
    Names(Tokens),
    /// The cell is the date itself.
    Dates,
    Values(Values),
}

/// The distinct values of a field of codes, identifiers or texts. A cell is the number of a value plus one.
#[derive(Default)]
pub(crate) struct Values {
    pub texts: Texts,
    /// For identifiers: the number of the value's characters in alphabetical order, which a transposition keeps.
    pub jumbled: Vec<u32>,
    jumbles: Texts,
}

impl Values {
    fn read(&mut self, text: &str, kind: Kind) -> Result<u32, LinkageError> {
        let value = if kind == Kind::Identifier { fold::identifier(text) } else { fold::plain(text) };
        if value.is_empty() {
            return Ok(0);
        }
        let (at, is_new) = self.texts.add(&value).ok_or(LinkageError::TooMany)?;
        if is_new && kind == Kind::Identifier {
            let mut letters: Vec<char> = value.chars().collect();
            letters.sort_unstable();
            let (jumble, _) =
                self.jumbles.add(&letters.iter().collect::<String>()).ok_or(LinkageError::TooMany)?;
            self.jumbled.push(jumble);
        }
        Ok(at + 1)
    }
}

/// Records to be linked, all of one schema.
///
/// Shape: `len()` records of `stride` cells of 32 bits: the event (0 for none), then the fields by name. The first cell of
/// a field is 0 where the value is missing. Comparing two records touches one or two cache lines of each.
pub struct Records {
    schema: Schema,
    stride: usize,
    /// Where each field's cells begin and end.
    places: Vec<Range<usize>>,
    cells: Vec<u32>,
    books: Vec<Book>,
    events: Texts,
    other_file: Option<OtherFile>,
}

/// Whether two rows were taken in one event.
pub(crate) fn are_of_one_event(one: &[u32], other: &[u32]) -> bool {
    one[0] != 0 && one[0] == other[0]
}

/// Where the records of a second file begin.
#[derive(Clone, Copy, Debug)]
struct OtherFile {
    first: u32,
    one_to_one: bool,
}

impl Records {
    pub fn new(schema: Schema) -> Self {
        let mut places = Vec::new();
        let mut stride = 1;
        for field in schema.fields() {
            places.push(stride..stride + field.width());
            stride += field.width();
        }
        let book = |kind| match kind {
            Kind::GivenNames => Book::Names(Tokens::new(true)),
            Kind::Surnames => Book::Names(Tokens::new(false)),
            Kind::Date => Book::Dates,
            Kind::Code | Kind::Identifier | Kind::Text => Book::Values(Values::default()),
        };
        let books = schema.fields().iter().map(|f| book(f.kind)).collect();
        Self { schema, stride, places, cells: Vec::new(), books, events: Texts::default(), other_file: None }
    }
    /// Takes one record: its values in the order of [`Schema::columns`], empty for what is unknown. Its number.
    ///
    /// # Errors
    /// [`LinkageError::Width`], [`LinkageError::TooMany`].
    pub fn push(&mut self, values: &[&str]) -> Result<u32, LinkageError> {
        let wanted = self.schema.columns().len();
        if values.len() != wanted {
            return Err(LinkageError::Width { wanted, found: values.len() });
        }
        let number = u32::try_from(self.len()).map_err(|_| LinkageError::TooMany)?;
        let start = self.cells.len();
        self.cells.resize(start + self.stride, 0);
        let filled = self.fill(start, values);
        if filled.is_err() {
            self.cells.truncate(start);
        }
        filled.map(|()| number)
    }
    fn fill(&mut self, start: usize, values: &[&str]) -> Result<(), LinkageError> {
        let mut values = values.iter();
        for (at, field) in self.schema.fields().iter().enumerate() {
            let place = self.places[at].clone();
            let cells = &mut self.cells[start + place.start..start + place.end];
            let mut free = 0;
            for value in values.by_ref().take(field.columns.len()).filter(|v| !v.is_empty()) {
                match &mut self.books[at] {
                    Book::Names(tokens) => {
                        let read = tokens.read(value)?.into_iter().filter(|cell| *cell != 0);
                        for (cell, token) in cells[free..].iter_mut().zip(read) {
                            *cell = token;
                            free += 1;
                        }
                    }
                    Book::Dates => cells[0] = PackedDate::read(value).map_or(0, PackedDate::cell),
                    Book::Values(book) => {
                        cells[0] = book.read(value, field.kind)?;
                        if field.kind == Kind::Identifier && cells[0] != 0 {
                            cells[1] = signature(book.texts.get(cells[0] - 1));
                        }
                    }
                }
            }
        }
        if let Some(event) = values.next().filter(|v| self.schema.has_event() && !v.is_empty()) {
            let (event, _) = self.events.add(event).ok_or(LinkageError::TooMany)?;
            self.cells[start] = event + 1;
        }
        Ok(())
    }
    /// From here on records are of a second file: pairs are looked for across the two only. `one_to_one` says that no
    /// person stands twice in one file; otherwise each may hold doubles.
    pub fn begin_other_file(&mut self, one_to_one: bool) {
        self.other_file = Some(OtherFile { first: self.len() as u32, one_to_one });
    }
    pub fn len(&self) -> usize {
        self.cells.len() / self.stride
    }
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
    pub fn schema(&self) -> &Schema {
        &self.schema
    }
    /// Whether two records may be told as a pair: they were not taken in one event and, of two files, are one of each.
    pub fn may_pair(&self, a: u32, b: u32) -> bool {
        let is_across = self.other_file.is_none_or(|other| (a < other.first) != (b < other.first));
        is_across && !self.are_two_people(a, b)
    }
    /// Whether two records are two people by how they were taken: in one event, or in one file without doubles.
    pub(crate) fn are_two_people(&self, a: u32, b: u32) -> bool {
        let event = self.event(a);
        let without_doubles = |other: OtherFile| other.one_to_one && (a < other.first) == (b < other.first);
        event != 0 && event == self.event(b) || self.other_file.is_some_and(without_doubles)
    }
    /// The first record of a second file.
    pub(crate) fn other_file(&self) -> Option<u32> {
        self.other_file.map(|other| other.first)
    }
    /// How many pairs there are to tell apart.
    pub(crate) fn all_pairs(&self) -> f64 {
        let records = self.len() as f64;
        match self.other_file {
            None => records * (records - 1.0).max(0.0) / 2.0,
            Some(other) => f64::from(other.first) * (records - f64::from(other.first)),
        }
    }
    /// The event of a record, 0 for none.
    pub(crate) fn event(&self, record: u32) -> u32 {
        self.cells[record as usize * self.stride]
    }
    /// Events are numbered from 1 to this.
    pub(crate) fn event_count(&self) -> usize {
        self.events.len()
    }
    /// How many cells a record has.
    pub(crate) fn stride(&self) -> usize {
        self.stride
    }
    /// All cells of a record.
    pub(crate) fn row(&self, record: u32) -> &[u32] {
        let start = record as usize * self.stride;
        &self.cells[start..start + self.stride]
    }
    /// The cells of one field within a row.
    pub(crate) fn of_field<'a>(&self, row: &'a [u32], field: usize) -> &'a [u32] {
        &row[self.places[field].clone()]
    }
    pub(crate) fn book(&self, field: usize) -> &Book {
        &self.books[field]
    }
    /// What is written in a field of a record, as it was understood.
    pub(crate) fn shown(&self, record: u32, field: usize) -> String {
        let cells = self.of_field(self.row(record), field);
        match &self.books[field] {
            Book::Names(tokens) => {
                let words = cells.iter().filter(|c| **c != 0);
                words.map(|c| tokens.spelling(crate::token::number(*c))).collect::<Vec<_>>().join(" ")
            }
            Book::Dates => PackedDate::from_cell(cells[0]).map_or_else(String::new, |date| date.to_string()),
            Book::Values(values) => values.texts.get(cells[0].wrapping_sub(1)).to_owned(),
        }
    }
}
