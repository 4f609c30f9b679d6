//! The form of a step: what was typed, checked field by field against what the procedure declares.

use crate::model::FormMap;
use jiff::civil::Date;
use kernel::{DateError, NameError};
use procedure::{Field, FieldKind, Step};

/// A one-line answer holds no more characters than this.
pub const LINE_CHARS_MAX: usize = 500;
/// An answer of several lines holds no more characters than this: a long interview's notes and then some.
pub const TEXT_CHARS_MAX: usize = 60_000;

/// What is wrong with one field, as something a person can mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct FieldError {
    pub field: String,
    pub problem: Problem,
}

/// The ways in which an answer can be wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("an answer is needed")]
    Required,
    #[error("only yes lets the step be taken")]
    MustBeYes,
    #[error("longer than {0} characters")]
    TooLong(usize),
    #[error("holds characters that cannot be written")]
    Unwritable,
    #[error("not one of the offered answers")]
    Choice,
    #[error("not a day as people write one")]
    DateForm,
    #[error("there is no such day")]
    NoSuchDay,
    #[error("not a time such as 14:05")]
    Time,
    #[error("not a whole number")]
    Number,
    #[error("not a language code")]
    Language,
    #[error("lies in the future")]
    Future,
    #[error("lies before the case began, {0}")]
    BeforeOpening(Date),
}

/// The days between which a stated date may lie.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    pub today: Date,
    /// The legal date of the case; `None` while it is being opened.
    pub opened: Option<Date>,
}

/// Checks what was typed; the answer holds declared fields only, days as ISO 8601, yes/no and choices as codes.
pub fn check(step: &Step, typed: &FormMap, days: Days) -> Result<FormMap, Vec<FieldError>> {
    let mut values = FormMap::new();
    let mut wrong = Vec::new();
    for field in &step.fields {
        let text = typed.get(&field.id).map(String::as_str).unwrap_or_default();
        match check_field(field, text, days) {
            Ok(value) if value.is_empty() => {}
            Ok(value) => {
                values.insert(field.id.clone(), value);
            }
            Err(problem) => wrong.push(FieldError { field: field.id.clone(), problem }),
        }
    }
    if wrong.is_empty() { Ok(values) } else { Err(wrong) }
}

fn check_field(field: &Field, text: &str, days: Days) -> Result<String, Problem> {
    let value = match &field.kind {
        FieldKind::Text => kernel::check_text(text, LINE_CHARS_MAX).map_err(unwritten)?,
        FieldKind::LongText => web::check_long(text, TEXT_CHARS_MAX).map_err(unwritten)?,
        FieldKind::Choice(choices) => one_of(text, choices.iter().map(|(code, _)| code.as_str()))?,
        FieldKind::YesNo => one_of(text, ["yes", "no"].into_iter())?,
        FieldKind::Day => day(field, text, days)?,
        FieldKind::Time => time(text)?,
        FieldKind::Language => language(text)?,
        FieldKind::Number => number(text)?,
    };
    if value.is_empty() && (field.required || field.must_be_yes) {
        return Err(Problem::Required);
    }
    if field.must_be_yes && value != "yes" {
        return Err(Problem::MustBeYes);
    }
    Ok(value)
}

fn unwritten(error: NameError) -> Problem {
    match error {
        NameError::Empty => Problem::Required,
        NameError::TooLong(max) => Problem::TooLong(max),
        NameError::Unwritable => Problem::Unwritable,
    }
}

fn one_of<'a>(text: &str, mut codes: impl Iterator<Item = &'a str>) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() || codes.any(|code| code == text) { Ok(text.to_owned()) } else { Err(Problem::Choice) }
}

fn day(field: &Field, text: &str, days: Days) -> Result<String, Problem> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    let day = kernel::parse_day(text, days.today).map_err(|error| match error {
        DateError::NoSuchDay => Problem::NoSuchDay,
        DateError::Form => Problem::DateForm,
    })?;
    // A day that a term counts from has happened; a planned interview need not have.
    if (field.stated_date || field.event.is_some()) && day > days.today {
        return Err(Problem::Future);
    }
    match days.opened {
        Some(opened) if field.stated_date && day < opened => Err(Problem::BeforeOpening(opened)),
        _ => Ok(day.to_string()),
    }
}

/// `9:30`, `14.05` and `14:05` are read; minutes may not be left out, for `7` says nothing about morning or evening.
fn time(text: &str) -> Result<String, Problem> {
    let text = text.trim().trim_end_matches('h').trim_end();
    if text.is_empty() {
        return Ok(String::new());
    }
    let (hour, minute) = text.split_once([':', '.', 'h']).ok_or(Problem::Time)?;
    let number =
        |part: &str| (part.len() <= 2).then(|| part.parse::<u8>().ok()).flatten().ok_or(Problem::Time);
    let (hour, minute) = (number(hour)?, number(minute)?);
    if hour > 23 || minute > 59 { Err(Problem::Time) } else { Ok(format!("{hour:02}:{minute:02}")) }
}

fn language(text: &str) -> Result<String, Problem> {
    let code = text.trim().to_ascii_lowercase();
    let is_code =
        code.is_empty() || ((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase()));
    if is_code { Ok(code) } else { Err(Problem::Language) }
}

fn number(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    text.parse::<u32>().map(|n| n.to_string()).map_err(|_| Problem::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        for (typed, read) in
            [("9:30", "09:30"), ("14.05", "14:05"), ("8h15", "08:15"), (" 23:59 ", "23:59"), ("", "")]
        {
            assert_eq!(time(typed).as_deref(), Ok(read), "{typed}");
        }
        for wrong in ["7", "24:00", "9:60", "noon", "9:300"] {
            assert_eq!(time(wrong), Err(Problem::Time), "{wrong}");
        }
    }

    #[test]
    fn a_number_is_whole_and_not_negative() {
        assert_eq!(number(" 12 ").as_deref(), Ok("12"));
        assert_eq!(number("-1"), Err(Problem::Number));
        assert_eq!(number("1,5"), Err(Problem::Number));
    }
}
