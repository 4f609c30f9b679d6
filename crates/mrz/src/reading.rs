//! Reads a zone whose lines are whole, and says of each check digit whether it fits.

use crate::check_digit::{check_digit, is_of_zone};
use crate::date::{self, ZoneDate};
use crate::form::{Form, Slot};
use crate::names::ZoneNames;
use crate::state::StateCode;
use jiff::civil::Date;

/// Sex as the zone writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneSex {
    Female,
    Male,
    /// A filler: not specified. It is no guess at anything.
    Unspecified,
    /// Something that no zone may hold there.
    Unreadable,
}

/// Which field a check digit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    Number,
    Birth,
    Expiry,
    Optional,
    Composite,
}

/// One check digit: the one that is written and the one that the field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    pub of: Checked,
    pub written: char,
    pub computed: char,
    /// A filler is allowed where the field is empty.
    is_of_nothing: bool,
}

impl Check {
    pub fn fits(&self) -> bool {
        self.written == self.computed || (self.is_of_nothing && self.written == '<')
    }
}

/// The optional data, whose meaning each state gives: perhaps a national number.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Optional {
    pub first: String,
    /// Of cards alone.
    pub second: String,
}

/// What a zone says.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    pub form: Form,
    /// `P`, `PR`, `I`, `AC`, `V`: the first letter says the kind, the second is the state's.
    pub document_code: String,
    pub issuer: StateCode,
    /// Without fillers; empty when the document has none.
    pub number: String,
    pub names: ZoneNames,
    pub nationality: StateCode,
    pub birth: ZoneDate,
    pub sex: ZoneSex,
    pub expiry: ZoneDate,
    pub optional: Optional,
    /// Every check digit of the form, in the order of the lines; the composite is the last.
    pub checks: Vec<Check>,
    /// The lines as they were read.
    pub lines: Vec<String>,
}

impl std::fmt::Debug for Reading {
    /// Nothing that identifies reaches a log by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reading({}, …)", self.form.code())
    }
}

impl Reading {
    /// The check digits that do not fit.
    pub fn misfits(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| !check.fits())
    }
}

/// Why lines are no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("a zone is three lines of 30, two of 36 or two of 44 characters")]
    Form,
    #[error("line {} holds a character at position {} that no zone is written in", line + 1, at + 1)]
    Character { line: usize, at: usize },
}

/// Reads lines that are whole. `today` decides centuries, see [`date::birth`] and [`date::expiry`].
pub fn read(lines: &[&str], today: Date) -> Result<Reading, ReadError> {
    for (line, text) in lines.iter().enumerate() {
        if let Some(at) = text.chars().position(|c| !is_of_zone(c)) {
            return Err(ReadError::Character { line, at });
        }
    }
    let width = lines.first().map_or(0, |line| line.len());
    let first = lines.first().and_then(|line| line.chars().next()).ok_or(ReadError::Form)?;
    if lines.iter().any(|line| line.len() != width) {
        return Err(ReadError::Form);
    }
    let form = Form::of(lines.len(), width, first).ok_or(ReadError::Form)?;
    Ok(of_form(form, lines, today))
}

/// Reads lines that have the size of the form and its characters.
pub(crate) fn of_form(form: Form, lines: &[&str], today: Date) -> Reading {
    let zone = Lines(lines);
    let long = LongNumber::read(form, zone);
    let number = match &long {
        Some(long) => long.number.clone(),
        None => zone.at(&form.number()).trim_end_matches('<').to_owned(),
    };
    let optional = long.as_ref().map_or(zone.at(&form.optional()), |long| long.rest.as_str());
    let second = form.optional_second().map_or("", |slot| zone.at(&slot));
    Reading {
        form,
        document_code: zone.at(&form.document_code()).trim_end_matches('<').to_owned(),
        issuer: StateCode::read(zone.at(&form.issuer())),
        names: ZoneNames::read(zone.at(&form.names())),
        nationality: StateCode::read(zone.at(&form.nationality())),
        birth: date::birth(zone.at(&form.birth()), today),
        sex: sex(zone.at(&form.sex())),
        expiry: date::expiry(zone.at(&form.expiry()), today),
        optional: Optional {
            first: optional.trim_matches('<').to_owned(),
            second: second.trim_matches('<').to_owned(),
        },
        checks: checks(form, zone, &number, long.as_ref()),
        number,
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
    }
}

/// Lines of one width, all ASCII.
#[derive(Clone, Copy)]
struct Lines<'a>(&'a [&'a str]);

impl<'a> Lines<'a> {
    fn at(self, slot: &Slot) -> &'a str {
        self.0.get(slot.line).and_then(|line| line.get(slot.at.clone())).unwrap_or("")
    }
    /// The position behind a field, where its check digit stands.
    fn behind(self, slot: &Slot) -> char {
        let end = slot.at.end;
        self.at(&Slot { line: slot.line, at: end..end + 1 }).chars().next().unwrap_or('<')
    }
}

/// A number of more than nine characters: a filler stands where its check digit would, and the rest of it, the check digit
/// and a filler begin the optional data (Doc 9303-5, 4.2.4, and 9303-6).
struct LongNumber {
    number: String,
    written: char,
    /// What is left of the optional data.
    rest: String,
}

impl LongNumber {
    fn read(form: Form, zone: Lines<'_>) -> Option<LongNumber> {
        let begins = zone.at(&form.number());
        if !form.number_may_run_over() || zone.behind(&form.number()) != '<' || begins.contains('<') {
            return None;
        }
        let optional = zone.at(&form.optional());
        let (more, rest) = optional.split_once('<').unwrap_or((optional, ""));
        let written = more.chars().last()?;
        let more = more.get(..more.len() - 1)?;
        if more.is_empty() {
            return None;
        }
        Some(LongNumber { number: format!("{begins}{more}"), written, rest: rest.to_owned() })
    }
}

fn sex(text: &str) -> ZoneSex {
    match text {
        "F" => ZoneSex::Female,
        "M" => ZoneSex::Male,
        "<" => ZoneSex::Unspecified,
        _ => ZoneSex::Unreadable,
    }
}

fn checks(form: Form, zone: Lines<'_>, number: &str, long: Option<&LongNumber>) -> Vec<Check> {
    let check = |of: Checked, field: &str, written: char| Check {
        of,
        written,
        computed: check_digit(field),
        is_of_nothing: field.bytes().all(|b| b == b'<'),
    };
    let behind = |of: Checked, slot: Slot| check(of, zone.at(&slot), zone.behind(&slot));
    let of_number = match long {
        Some(long) => check(Checked::Number, number, long.written),
        None => behind(Checked::Number, form.number()),
    };
    let mut all =
        vec![of_number, behind(Checked::Birth, form.birth()), behind(Checked::Expiry, form.expiry())];
    if form.optional_check().is_some() {
        all.push(behind(Checked::Optional, form.optional()));
    }
    if let Some(slot) = form.composite() {
        let composed: String = form.composed().iter().map(|slot| zone.at(slot)).collect();
        all.push(check(Checked::Composite, &composed, zone.at(&slot).chars().next().unwrap_or('<')));
    }
    all
}
