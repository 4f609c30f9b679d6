//! Which columns are compared as what: the fields of a linkage.

use crate::LinkageError;

/// How a field is read and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Given names in the order told, in one or several columns; nicknames count as alike.
    GivenNames,
    /// Surnames in the order told, in one or several columns; a name behind a particle may be a married name.
    Surnames,
    /// A date that may be partial, as [`crate::PackedDate::read`] takes it.
    Date,
    /// A code or word that agrees or does not: sex, nationality, municipality, phone.
    Code,
    /// A number of a document: agrees, is one slip apart, or does not.
    Identifier,
    /// Words that may be misspelt: places, occupations, addresses.
    Text,
}

/// One field of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What the field is called in rules and explanations; unique.
    pub name: String,
    pub kind: Kind,
    /// The columns it is read from, in the order in which names follow each other.
    pub columns: Vec<String>,
    /// Whether agreeing on a rare value tells more than on a frequent one (term-frequency adjustment).
    pub frequency: bool,
}

impl Field {
    /// A field of one or several columns with term-frequency adjustment.
    pub fn new(name: &str, kind: Kind, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|c| (*c).to_owned()).collect();
        Self { name: name.to_owned(), kind, columns, frequency: true }
    }
    /// The same field, all of its values telling equally much.
    pub fn without_frequency(self) -> Self {
        Self { frequency: false, ..self }
    }
    /// How many cells of a record the field takes.
    pub(crate) fn width(&self) -> usize {
        match self.kind {
            Kind::GivenNames | Kind::Surnames => crate::records::TOKENS_MAX,
            // The value and its signature.
            Kind::Identifier => 2,
            Kind::Date | Kind::Code | Kind::Text => 1,
        }
    }
}

/// The fields of a linkage, in an order that does not depend on the order they were given in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    fields: Vec<Field>,
    columns: Vec<String>,
    has_event: bool,
}

impl Schema {
    /// Joins fields to a schema.
    ///
    /// `event` is the column that says which records were taken together at one desk in one event. Two records of one
    /// event are two people, so that they are never paired; an empty value is a record taken alone.
    ///
    /// # Errors
    /// [`LinkageError::NoField`], [`LinkageError::FieldTwice`], [`LinkageError::Columns`].
    pub fn new(mut fields: Vec<Field>, event: Option<&str>) -> Result<Self, LinkageError> {
        fields.sort_by(|a, b| a.name.cmp(&b.name));
        if fields.is_empty() {
            return Err(LinkageError::NoField);
        }
        if let Some(two) = fields.windows(2).find(|two| two[0].name == two[1].name) {
            return Err(LinkageError::FieldTwice(two[0].name.clone()));
        }
        let names = |f: &Field| matches!(f.kind, Kind::GivenNames | Kind::Surnames);
        if let Some(f) = fields.iter().find(|f| f.columns.is_empty() || f.columns.len() > 1 && !names(f)) {
            return Err(LinkageError::Columns(f.name.clone()));
        }
        let columns = fields.iter().flat_map(|f| f.columns.iter().cloned());
        let columns = columns.chain(event.map(str::to_owned)).collect();
        Ok(Self { fields, columns, has_event: event.is_some() })
    }
    /// The fields, by name.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }
    /// The columns in the order in which [`crate::Records::push`] takes their values; the event, if any, comes last.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }
    pub(crate) fn has_event(&self) -> bool {
        self.has_event
    }
    /// The place of a field.
    pub(crate) fn place(&self, name: &str) -> Result<usize, LinkageError> {
        let found = self.fields.binary_search_by(|f| f.name.as_str().cmp(name));
        found.map_err(|_| LinkageError::UnknownField(name.to_owned()))
    }
}
