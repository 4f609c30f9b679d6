//! The form of every kind of law file, written once: editors read it as a JSON Schema, and the reader tells mistakes by it.
//!
//! A test holds it against the structures that are read, key by key and code by code, so that neither says more than the
//! other ([ADR 26](../../../../docs/adr/0026-one-form-for-editor-and-reader.md)).

mod calendar;
mod case;
mod codes;
mod country;
mod near;
mod numbers;
mod procedure;
mod read;
mod safeguards;
mod schema;
mod shared;
#[cfg(test)]
mod tests;

pub(crate) use near::asked;
pub(crate) use read::{LEFT_OUT, Wants, no_day, read};
pub(crate) use safeguards::SAFEGUARDS;

use crate::said::Said;

/// A kind of file under `countries/xxx`, as an editor and the reader see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Country,
    Calendar,
    Procedure,
    Case,
    Numbers,
}

impl FileKind {
    pub const ALL: [FileKind; 5] =
        [FileKind::Country, FileKind::Calendar, FileKind::Procedure, FileKind::Case, FileKind::Numbers];

    /// Its name, that of its schema too.
    pub fn code(self) -> &'static str {
        match self {
            FileKind::Country => "country",
            FileKind::Calendar => "calendar",
            FileKind::Procedure => "procedure",
            FileKind::Case => "case",
            FileKind::Numbers => "numbers",
        }
    }

    pub fn from_code(code: &str) -> Option<FileKind> {
        FileKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Its JSON Schema (draft 7), as editors read it.
    pub fn schema(self) -> String {
        schema::of(self)
    }

    pub(crate) fn shape(self) -> &'static Shape {
        match self {
            FileKind::Country => &country::COUNTRY,
            FileKind::Calendar => &calendar::CALENDAR,
            FileKind::Procedure => &procedure::PROCEDURE,
            FileKind::Case => &case::CASE,
            FileKind::Numbers => &numbers::NUMBERS,
        }
    }
}

/// A table of a file: its keys, and what it is.
#[derive(Debug)]
pub(crate) struct Shape {
    pub name: &'static str,
    /// Its name in a Spanish sentence, with the article: `una etapa`.
    pub name_es: &'static str,
    pub es: &'static str,
    pub en: &'static str,
    pub keys: &'static [Key],
}

impl Shape {
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// One key: what stands there, whether it must, and what it means in both languages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub name: &'static str,
    pub of: Of,
    pub required: bool,
    pub es: &'static str,
    pub en: &'static str,
    /// What holds when it is left out, as JSON.
    pub default: Option<&'static str>,
    /// What may stand there, as TOML; one fits every kind of value otherwise.
    pub like: Option<&'static str>,
}

/// What may stand at a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of {
    Text,
    /// Lower-case letters, digits, `_` and `-`.
    Id,
    /// `"2024-01-31"`.
    Day,
    /// `"12-25"`.
    MonthDay,
    /// Three letters.
    Country,
    /// An address that begins with `http`.
    Address,
    Flag,
    /// A whole number from the first to the second.
    Whole(i64, i64),
    /// One of a closed list.
    Code(fn() -> Codes),
    /// `true`, `false` or a code.
    Value,
    /// A list of values on one line.
    List(&'static Of),
    /// A list of tables.
    Items(&'static Shape),
    One(&'static Shape),
    /// A table whose keys are free.
    Map(&'static Of),
    /// Whatever its reader makes of it.
    Anything,
}

/// A closed list: each code with its words.
pub(crate) type Codes = Vec<(&'static str, Said)>;

/// A key that may be left out.
pub(crate) const fn key(name: &'static str, of: Of, es: &'static str, en: &'static str) -> Key {
    let default = if matches!(of, Of::Flag) { Some("false") } else { None };
    Key { name, of, required: false, es, en, default, like: None }
}

/// A key that must stand there.
pub(crate) const fn must(name: &'static str, of: Of, es: &'static str, en: &'static str) -> Key {
    Key { required: true, default: None, ..key(name, of, es, en) }
}

impl Key {
    pub const fn like(self, toml: &'static str) -> Key {
        Key { like: Some(toml), ..self }
    }
    pub const fn default(self, json: &'static str) -> Key {
        Key { default: Some(json), ..self }
    }
    /// The value of an example, as it is typed.
    pub fn example(&self) -> String {
        self.like.map_or_else(|| self.of.example(), str::to_owned)
    }
}

impl Of {
    /// A value that could stand there, as it is typed in a file.
    pub fn example(&self) -> String {
        match self {
            Of::Text => "\"…\"".to_owned(),
            Of::Id => "\"an_id\"".to_owned(),
            Of::Day => "\"2024-01-31\"".to_owned(),
            Of::MonthDay => "\"12-25\"".to_owned(),
            Of::Country => "\"PAN\"".to_owned(),
            Of::Address => "\"https://example.org/act\"".to_owned(),
            Of::Flag => "true".to_owned(),
            Of::Whole(from, _) => (*from).max(1).to_string(),
            Of::Code(codes) => format!("\"{}\"", codes().first().map_or("", |(code, _)| *code)),
            Of::Value => "\"unknown\"".to_owned(),
            Of::List(of) => format!("[{}]", of.example()),
            Of::Items(_) => "[]".to_owned(),
            Of::One(shape) => {
                let keys = shape.keys.iter().filter(|key| key.required);
                let keys: Vec<String> = keys.map(|key| format!("{} = {}", key.name, key.example())).collect();
                format!("{{ {} }}", keys.join(", "))
            }
            Of::Map(of) => format!("{{ KEY = {} }}", of.example()),
            Of::Anything => "{}".to_owned(),
        }
    }
}

/// Lists whose items a version takes over by their key from the one it starts from.
pub(crate) const TAKEN_OVER: [&str; 7] =
    ["facts", "stages", "terms", "steps", "documents", "remedies", "struck"];
