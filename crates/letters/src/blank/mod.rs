//! A letter as data: what it needs, what it says in each language, on what condition, and where each sentence is written.

mod compose;
mod load;
mod origin;
#[cfg(test)]
mod tests;
mod value;

pub use load::BlankError;
pub use origin::{CaseFact, DecisionFact, DocumentFact, IssuedFact, Origin};
pub use value::{Count, RemedyValue, SkippedDay, Value, Values, Words, hash_of_values};

pub(crate) use compose::sheet;

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The letters of one country, by id.
#[derive(Clone, Debug, Default)]
pub struct Blanks(Vec<Blank>);

impl Blanks {
    /// Reads the files under `letters/` of a country's folder, keyed by path inside it; other files are left alone.
    pub fn load(files: &BTreeMap<String, String>) -> Result<Blanks, Vec<BlankError>> {
        load::all(files).map(Blanks)
    }
    pub fn get(&self, id: &str) -> Option<&Blank> {
        self.0.iter().find(|blank| blank.id == id)
    }
    pub fn iter(&self) -> impl Iterator<Item = &Blank> {
        self.0.iter()
    }
}

/// What a letter does, whatever a state calls it. It decides when a letter can be printed at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlankKind {
    /// Proof that a claim is pending.
    Receipt,
    /// Asks a person to come to an interview.
    Summons,
    /// Whether the claim will be examined.
    AdmissibilityDecision,
    /// What was decided on the claim.
    DecisionNotice,
    /// Says which protection a person has.
    StatusCertificate,
    /// The file was closed without a decision on the claim.
    ClosingLetter,
}

impl BlankKind {
    pub const ALL: [BlankKind; 6] = [
        BlankKind::Receipt,
        BlankKind::Summons,
        BlankKind::AdmissibilityDecision,
        BlankKind::DecisionNotice,
        BlankKind::StatusCertificate,
        BlankKind::ClosingLetter,
    ];
    pub fn code(self) -> &'static str {
        match self {
            BlankKind::Receipt => "receipt",
            BlankKind::Summons => "summons",
            BlankKind::AdmissibilityDecision => "admissibility_decision",
            BlankKind::DecisionNotice => "decision_notice",
            BlankKind::StatusCertificate => "status_certificate",
            BlankKind::ClosingLetter => "closing_letter",
        }
    }
    pub fn from_code(code: &str) -> Option<BlankKind> {
        BlankKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One letter of one country before anything is filled in.
#[derive(Clone, Debug)]
pub struct Blank {
    pub id: String,
    pub kind: BlankKind,
    pub names: Words,
    /// Who issues it, in full.
    pub issuer: Words,
    /// The layout, a file of `region/letters`.
    pub template: Template,
    /// Begins its serial numbers.
    pub serial: String,
    /// The language it is printed in beside Spanish, unless somebody chooses another.
    pub second_language: String,
    pub inputs: Vec<Input>,
    pub sections: Vec<Section>,
    pub sources: BTreeMap<String, String>,
    /// SHA-256 of the file and its layout, in hexadecimal: an issued letter remembers under which it was written.
    pub hash: String,
    /// The file it was read from, inside the country's folder.
    pub file: String,
}

impl Blank {
    pub fn input(&self, id: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| input.id == id)
    }
    /// What an officer is asked before it is printed.
    pub fn asked(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| input.from == Origin::Ask)
    }
    /// Required inputs that have no value yet.
    pub fn missing(&self, values: &Values) -> Vec<&Input> {
        self.inputs.iter().filter(|input| input.required && !values.contains_key(&input.id)).collect()
    }
    /// The languages in which every sentence of it is written and the region has the words around them.
    pub fn languages(&self) -> Vec<&'static str> {
        let mut texts: Vec<&Words> = vec![&self.names, &self.issuer];
        texts.extend(self.sections.iter().flat_map(Section::texts));
        crate::texts::tags().filter(|tag| texts.iter().all(|words| words.has(tag))).collect()
    }
}

/// The layouts of `region/letters`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// One language after the other, a page each.
    Letter,
}

/// Something a letter needs to know.
#[derive(Clone, Debug)]
pub struct Input {
    pub id: String,
    pub kind: InputKind,
    pub from: Origin,
    pub required: bool,
    /// What an officer is asked; empty for what the file knows.
    pub names: Words,
    pub hint: Option<Words>,
    /// The answers of a choice.
    pub options: Vec<(String, Words)>,
}

/// What can stand in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    Text,
    LongText,
    Day,
    Time,
    Person,
    People,
    Country,
    Office,
    /// Words that the law's own file has in every language.
    Words,
    Choice,
    YesNo,
    /// A term with its arithmetic.
    Term,
    Remedies,
    /// Several sentences, such as what a document grants.
    List,
    /// How long a document lives.
    Length,
}

/// A part of a letter under one heading.
#[derive(Clone, Debug)]
pub struct Section {
    pub id: String,
    pub names: Option<Words>,
    pub kind: SectionKind,
    /// The input it shows, for kinds that show one.
    pub of: Option<String>,
    pub paragraphs: Vec<Paragraph>,
    pub rows: Vec<Line>,
    pub only_if: Vec<Condition>,
}

impl Section {
    fn texts(&self) -> impl Iterator<Item = &Words> {
        let rows = self.rows.iter().flat_map(|row| std::iter::once(&row.names).chain(row.says.as_ref()));
        self.names.iter().chain(self.paragraphs.iter().map(|p| &p.says)).chain(rows)
    }
}

/// How a section is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Paragraphs.
    Text,
    /// Short sentences, each on its own.
    List,
    /// The same, numbered: what to do, in order.
    Steps,
    /// Labels and values at the top of the letter.
    Facts,
    /// The same in a box, large: a day, an hour and a place to keep.
    Appointment,
    /// What somebody wrote, as they wrote it.
    Words,
    /// Every remedy with its term and its arithmetic.
    Remedies,
    /// Lines for the hand.
    Signatures,
}

/// One sentence or more that stand together.
#[derive(Clone, Debug)]
pub struct Paragraph {
    pub says: Words,
    pub only_if: Vec<Condition>,
    pub cite: Option<Cite>,
    /// It says that something is asked of the person or may be lost. Left out while nobody can show where it is written.
    pub harms: bool,
}

/// A label with a value, or a line for the hand when there is none.
#[derive(Clone, Debug)]
pub struct Line {
    pub names: Words,
    pub says: Option<Words>,
    pub only_if: Vec<Condition>,
}

/// What must hold for something to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub input: String,
    pub test: Test,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// There is a value, and it is not «no».
    Given,
    Absent,
    Is(String),
    IsNot(String),
}

impl Condition {
    fn holds(&self, values: &Values) -> bool {
        let value = values.get(&self.input);
        match &self.test {
            Test::Given => value.is_some_and(Value::says_something),
            Test::Absent => !value.is_some_and(Value::says_something),
            Test::Is(code) => value.and_then(Value::code) == Some(code),
            Test::IsNot(code) => value.and_then(Value::code) != Some(code),
        }
    }
}

/// Where a sentence about the law is written, and how sure we are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    pub source: String,
    #[serde(default)]
    pub article: Option<String>,
    pub verification: Verification,
}

/// How sure we are that a sentence is the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    Unverified,
    Secondary,
    Verified,
}

/// A letter with everything filled in, ready for the press.
#[derive(Clone, Debug)]
pub struct Filled<'a> {
    pub blank: &'a Blank,
    pub values: &'a Values,
    /// Text of the QR code, from [`crate::Proof::payload`] of kind `Letter`.
    pub payload: String,
    pub serial: String,
    pub state: Words,
    /// Languages in their order; the first is the one that counts.
    pub languages: Vec<String>,
    /// The day of a reprint: the sheet says that it is a copy.
    pub copied_on: Option<jiff::civil::Date>,
    pub issued_on: jiff::civil::Date,
    /// The words of the newest checkpoint of the log when the sheet is printed.
    pub log_words: Option<String>,
}

/// Ids of inputs that texts name between braces.
pub(crate) fn placeholders(text: &str) -> BTreeSet<String> {
    let parts = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
    parts.map(|(name, _)| name.split('.').next().unwrap_or(name).to_owned()).collect()
}
