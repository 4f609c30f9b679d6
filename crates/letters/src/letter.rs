//! What the sheet of expressed intent needs to be written. Facts only; the words around them live in `region/letters/words`.

use jiff::Timestamp;
use jiff::civil::DateTime;
use kernel::Lang;
use serde::{Deserialize, Serialize};

/// A letter that can be rendered.
#[derive(Clone)]
pub enum Letter {
    /// The sheet a person gets who says at a post that they want protection. It bears no name.
    ProofOfIntent(Box<ProofOfIntent>),
}

impl From<ProofOfIntent> for Letter {
    fn from(sheet: ProofOfIntent) -> Self {
        Letter::ProofOfIntent(Box::new(sheet))
    }
}

/// When a letter is made and in which languages; the first is the one that counts. Twice the same language makes a
/// letter in one language.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    pub at: Timestamp,
    pub first: Lang,
    pub second: Lang,
}

/// The same thing said in each language. An empty text means that nobody has translated it yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub es: String,
    pub en: String,
}

impl Said {
    pub fn new(es: impl Into<String>, en: impl Into<String>) -> Self {
        Self { es: es.into(), en: en.into() }
    }
    /// Something that reads the same in every language: an address, a number, the name of an office.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { es: text.clone(), en: text }
    }
    pub(crate) fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Es => &self.es,
            Lang::En => &self.en,
        }
    }
    /// The text in `lang`, else in the other language, with the language it is really in.
    pub(crate) fn or_other(&self, lang: Lang) -> (&str, Lang) {
        let wanted = self.in_lang(lang);
        let other = Lang::ALL.into_iter().find(|l| *l != lang).unwrap_or(lang);
        if wanted.trim().is_empty() && !self.in_lang(other).trim().is_empty() {
            (self.in_lang(other), other)
        } else {
            (wanted, lang)
        }
    }
}

/// An office or organisation and how to reach it (address, telephone, hours) in one short text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub name: Said,
    pub details: Said,
}

/// Facts of the sheet of expressed intent. There is deliberately no field for a name.
#[derive(Clone, Debug)]
pub struct ProofOfIntent {
    /// Text of the QR code, from [`crate::Proof::payload`] of kind `Intent`.
    pub payload: String,
    /// Number of the sheet at its post, such as `MET-000123`.
    pub serial: String,
    /// The state, such as «República de Panamá».
    pub state: Said,
    /// The authority that issues the sheet.
    pub authority: Said,
    pub post: Said,
    pub place: Said,
    /// Local date and time at which the person said it.
    pub stated_at: DateTime,
    /// The number under which the register finds the statement.
    pub reference: String,
    /// Where the claim is filed; without it the sheet says to ask at the post.
    pub office: Option<Contact>,
    pub help: Vec<Contact>,
    /// The words of the newest checkpoint of the log that holds the statement.
    pub log_words: Option<String>,
}

/// A length of time in the unit the law uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    pub count: u32,
    pub unit: Unit,
}

/// The units in which laws count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    WorkingDays,
    CalendarDays,
    Months,
}
