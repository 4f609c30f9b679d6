//! Sex as the person says it, and with whom a child came.

use super::{Sheet, silence_of};
use crate::model::{Accompaniment, Answer};
use kernel::Sex;
use maud::Markup;
use web::part::radios;
use web::{Ask, FormErrors};

pub const SEXES: &[&str] = &["female", "male", "other", "prefers_not_to_say", "not_asked"];

pub fn sex_field(sheet: &Sheet, stored: &Answer<Sex>) -> Markup {
    let code = stored.told().map(|s| s.code()).or(stored.silence()).unwrap_or("not_asked");
    radios(&sheet.field("sex", code).inline(), &sheet.choices("sex", SEXES))
}

pub fn read_sex(ask: &Ask, errors: &mut FormErrors) -> Answer<Sex> {
    let code = errors.choice(ask, "sex", SEXES);
    match Sex::from_code(&code) {
        Some(sex) if sex != Sex::NotStated => Answer::Told(sex),
        _ => silence_of(ask, "sex"),
    }
}

pub const COMPANY: &[&str] =
    &["with_parent", "with_guardian", "separated", "unaccompanied", "does_not_know", "not_asked"];

pub fn accompaniment_field(sheet: &Sheet, stored: &Answer<Accompaniment>) -> Markup {
    let code = stored.told().map(|a| a.code()).or(stored.silence()).unwrap_or("not_asked");
    let with_hint = |choice: web::part::Choice| {
        let hint = format!("{}-hint", super::word_key("accompaniment", &choice.value));
        if sheet.ask.words().has(sheet.ask.lang, &hint) { choice.hint(sheet.ask.t(&hint)) } else { choice }
    };
    let choices: Vec<_> = sheet.choices("accompaniment", COMPANY).into_iter().map(with_hint).collect();
    radios(&sheet.field("accompaniment", code), &choices)
}

pub fn read_accompaniment(ask: &Ask, errors: &mut FormErrors) -> Answer<Accompaniment> {
    let code = errors.choice(ask, "accompaniment", COMPANY);
    match Accompaniment::from_code(&code) {
        Some(company) => Answer::Told(company),
        None => silence_of(ask, "accompaniment"),
    }
}
