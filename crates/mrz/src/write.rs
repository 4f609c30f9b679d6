//! Writes a zone from its fields, with every check digit.

use crate::check_digit::{check_digit, is_of_zone};
use crate::date;
use crate::form::{Form, Slot};
use crate::names;
use crate::reading::{Optional, ZoneSex};
use crate::state::StateCode;
use crate::transliterate::{Letters, NotLatin, transliterated};
use kernel::PartialDate;

/// What a zone is to say.
#[derive(Clone)]
pub struct Zone {
    pub form: Form,
    /// One or two letters, `V` first for visas and for nothing else.
    pub document_code: String,
    pub issuer: StateCode,
    /// Letters and digits; more than nine run over in TD1 and TD2.
    pub number: String,
    /// The surnames as they are written, with accents and hyphens.
    pub primary: String,
    /// The given names; empty when there are none.
    pub secondary: String,
    pub nationality: StateCode,
    pub birth: Option<PartialDate>,
    pub sex: ZoneSex,
    pub expiry: Option<PartialDate>,
    pub optional: Optional,
}

impl std::fmt::Debug for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Zone({}, …)", self.form.code())
    }
}

/// Why a zone cannot be written so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    #[error("a document's code is one or two letters, and begins with V for visas alone")]
    DocumentCode,
    #[error("a number is letters and digits, as many as the form has room for")]
    Number,
    #[error("a name is needed")]
    NoName,
    #[error(transparent)]
    Letter(#[from] NotLatin),
    #[error("the optional data are letters, digits and fillers, as many as the form has room for")]
    Optional,
}

/// The lines. Names that are too long are cut, see [`names::fitted`]; nothing else is.
pub fn write(zone: &Zone, letters: Letters) -> Result<Vec<String>, WriteError> {
    let form = zone.form;
    let mut pen = Pen::new(form);
    let is_code = |code: &str| (1..=2).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase());
    if !is_code(&zone.document_code) || zone.document_code.starts_with('V') != form.is_visa() {
        return Err(WriteError::DocumentCode);
    }
    let (primary, secondary) =
        (transliterated(&zone.primary, letters)?, transliterated(&zone.secondary, letters)?);
    if primary.is_empty() {
        return Err(WriteError::NoName);
    }
    pen.put(&form.document_code(), &zone.document_code);
    pen.put(&form.issuer(), zone.issuer.padded());
    pen.put(&form.names(), &names::fitted(&primary, &secondary, form.names().at.len()));
    pen.put(&form.nationality(), zone.nationality.padded());
    pen.put(&form.birth(), &date::written(zone.birth.as_ref()));
    pen.put(&form.expiry(), &date::written(zone.expiry.as_ref()));
    pen.put(&form.sex(), sex(zone.sex));
    number_and_optional(&mut pen, zone)?;
    pen.check(&form.birth());
    pen.check(&form.expiry());
    if form.optional_check().is_some() {
        pen.check(&form.optional());
    }
    if let Some(slot) = form.composite() {
        let composed: String = form.composed().iter().map(|slot| pen.at(slot)).collect();
        pen.put(&slot, &check_digit(&composed).to_string());
    }
    Ok(pen.lines)
}

fn number_and_optional(pen: &mut Pen, zone: &Zone) -> Result<(), WriteError> {
    let form = zone.form;
    let (number, optional) = (zone.number.as_str(), &zone.optional);
    if !number.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return Err(WriteError::Number);
    }
    let first = match number.get(form.number().at.len()..).filter(|more| !more.is_empty()) {
        None => {
            pen.put(&form.number(), number);
            pen.check(&form.number());
            // A card whose number has its check digit begins the optional data at its first position.
            optional.first.clone()
        }
        Some(more) if form.number_may_run_over() => {
            pen.put(&form.number(), number);
            let rest = if optional.first.is_empty() { String::new() } else { format!("<{}", optional.first) };
            let more = format!("{more}{}{rest}", check_digit(number));
            if more.len() > form.optional().at.len() {
                return Err(WriteError::Number);
            }
            more
        }
        Some(_) => return Err(WriteError::Number),
    };
    let is_right = |text: &str, slot: &Slot| text.len() <= slot.at.len() && text.chars().all(is_of_zone);
    if !is_right(&first, &form.optional()) {
        return Err(WriteError::Optional);
    }
    pen.put(&form.optional(), &first);
    match form.optional_second() {
        Some(slot) if is_right(&optional.second, &slot) => pen.put(&slot, &optional.second),
        None if optional.second.is_empty() => {}
        _ => return Err(WriteError::Optional),
    }
    Ok(())
}

fn sex(sex: ZoneSex) -> &'static str {
    match sex {
        ZoneSex::Female => "F",
        ZoneSex::Male => "M",
        ZoneSex::Unspecified | ZoneSex::Unreadable => "<",
    }
}

/// The lines while they are written; they begin as fillers.
struct Pen {
    lines: Vec<String>,
}

impl Pen {
    fn new(form: Form) -> Pen {
        let (lines, width) = form.size();
        Pen { lines: vec!["<".repeat(width); lines] }
    }
    /// Writes into a field as much as it has room for.
    fn put(&mut self, slot: &Slot, text: &str) {
        let Some(line) = self.lines.get_mut(slot.line) else { return };
        let text = text.get(..slot.at.len()).unwrap_or(text);
        line.replace_range(slot.at.start..slot.at.start + text.len(), text);
    }
    fn at(&self, slot: &Slot) -> &str {
        self.lines.get(slot.line).and_then(|line| line.get(slot.at.clone())).unwrap_or("")
    }
    /// Writes the check digit of a field behind it.
    fn check(&mut self, slot: &Slot) {
        let digit = check_digit(self.at(slot)).to_string();
        let end = slot.at.end;
        self.put(&Slot { line: slot.line, at: end..end + 1 }, &digit);
    }
}
