//! Numbers that states print on papers, as data: the parts of each, the check that its state publishes, and examples.
//!
//! A rule advises and never decides: what does not fit is perhaps a typing error, perhaps an old or unusual paper.

mod check;
mod part;

pub use check::{CheckDigitRule, CheckKind, CheckResult};
pub(crate) use part::Asked;
pub use part::{DateOrder, Holds, NumberPart};

use crate::law::LawError;
use crate::said::{Cite, Said};
use jiff::civil::Date;
use kernel::{Country, PartialDate, Sex};
use serde::Deserialize;

/// More than any number has; what is longer is not looked at.
const CHARS_MAX: usize = 64;

/// Kinds of paper, by the codes that a person's papers are written down with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    Passport,
    NationalId,
    BirthCertificate,
    TravelDocument,
    ResidenceCard,
    AsylumCard,
    ConsularId,
    DrivingLicence,
    UnhcrCertificate,
    Other,
}

impl PaperKind {
    pub fn code(self) -> &'static str {
        match self {
            PaperKind::Passport => "passport",
            PaperKind::NationalId => "national_id",
            PaperKind::BirthCertificate => "birth_certificate",
            PaperKind::TravelDocument => "travel_document",
            PaperKind::ResidenceCard => "residence_card",
            PaperKind::AsylumCard => "asylum_card",
            PaperKind::ConsularId => "consular_id",
            PaperKind::DrivingLicence => "driving_licence",
            PaperKind::UnhcrCertificate => "unhcr_certificate",
            PaperKind::Other => "other",
        }
    }
}

/// What can be said of a number without asking anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It has the parts and, where one is known, the check digit.
    Fits,
    /// It has other parts, or a part that cannot be.
    Shape,
    /// It has the parts, and another check digit than they ask for.
    CheckDigit,
}

/// One kind of number that a state prints.
#[derive(Clone, Debug)]
pub struct NumberRule {
    pub country: Country,
    pub id: String,
    pub names: Said,
    /// On which papers it stands.
    pub papers: Vec<PaperKind>,
    /// How it is printed, `#` for a digit and `A` for a letter.
    pub printed: String,
    pub cite: Cite,
    pub parts: Vec<NumberPart>,
    /// `None` when nobody publishes one.
    pub check: Option<CheckDigitRule>,
    pub tells: Tells,
    /// Invented or published, never a person's.
    pub fits: Vec<String>,
    pub does_not_fit: Vec<String>,
}

/// What a number repeats of what a person says of themselves: a hint when the two differ, and never more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tells {
    /// The part with the date of birth.
    pub birth: Option<String>,
    pub sex: Option<TellsSex>,
}

/// The part with the sex that the state wrote down, and its codes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TellsSex {
    pub part: String,
    pub female: String,
    pub male: String,
}

/// What a number repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Year of the century, month and day.
    pub birth: Option<(i8, i8, i8)>,
    pub sex: Option<Sex>,
}

impl Told {
    /// False when the number says another day than this; a date of which only a part is known is compared in that part.
    pub fn agrees_on_birth(&self, born: &PartialDate) -> bool {
        let Some((year, month, day)) = self.birth else { return true };
        let (first, last) = born.range();
        let is_day = |century: i16| Date::new(century + i16::from(year), month, day).ok();
        [1800, 1900, 2000, 2100].into_iter().filter_map(is_day).any(|date| first <= date && date <= last)
    }
    /// False when the number says the one sex and the person the other; whoever said neither is asked nothing.
    pub fn agrees_on_sex(&self, said: Sex) -> bool {
        !matches!((self.sex, said), (Some(Sex::Female), Sex::Male) | (Some(Sex::Male), Sex::Female))
    }
}

/// A number taken apart: each part's id and what stands in it.
type Taken<'r> = Vec<(&'r str, String)>;

impl NumberRule {
    /// Whether a number as it was typed fits.
    pub fn check(&self, typed: &str) -> Verdict {
        let readings = self.readings(typed);
        if readings.is_empty() {
            return Verdict::Shape;
        }
        let is_right = |taken: &Taken<'_>| self.check.as_ref().is_none_or(|rule| rule.fits(taken));
        if readings.iter().any(is_right) { Verdict::Fits } else { Verdict::CheckDigit }
    }

    /// What a number that fits repeats of the person; nothing of one that does not.
    pub fn told(&self, typed: &str) -> Told {
        if self.check(typed) != Verdict::Fits {
            return Told::default();
        }
        let readings = self.readings(typed);
        let part =
            |id: &str| readings.first()?.iter().find(|(name, _)| *name == id).map(|(_, text)| text.as_str());
        let birth = self.tells.birth.as_deref().and_then(|id| {
            let order = self.parts.iter().find(|p| p.id == id).and_then(NumberPart::date_order)?;
            order.year_month_day(part(id)?)
        });
        let sex = self.tells.sex.as_ref().and_then(|tells| match part(&tells.part)? {
            text if text == tells.female => Some(Sex::Female),
            text if text == tells.male => Some(Sex::Male),
            _ => None,
        });
        Told { birth, sex }
    }

    /// Every way in which the text is the parts in their order.
    fn readings(&self, typed: &str) -> Vec<Taken<'_>> {
        let text = self.plain(typed);
        let mut found = Vec::new();
        if text.len() <= CHARS_MAX {
            part::take(&self.parts, &text, &mut Vec::new(), &mut found);
        }
        found
    }

    /// Capitals and digits; where the parts are told apart by hyphens, one for whatever was typed between them.
    fn plain(&self, typed: &str) -> Vec<char> {
        let is_apart = self.parts.iter().any(|part| part.is_behind_hyphen);
        let mut text = Vec::new();
        for c in typed.trim().chars() {
            if c.is_alphanumeric() {
                text.extend(c.to_uppercase());
            } else if is_apart && text.last().is_some_and(|last| *last != '-') {
                text.push('-');
            }
        }
        text
    }
}

/// The rules of one file, `numbers.toml` of a state's folder. Every mistake is told with file and line.
pub fn read_numbers(path: &str, text: &str) -> Result<Vec<NumberRule>, Vec<LawError>> {
    crate::load::numbers(path, text)
}
