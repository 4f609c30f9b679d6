//! The languages a person speaks, the best first.

use super::{Sheet, code_of, silence_of};
use crate::codes::{self, languages};
use crate::model::Answer;
use maud::{Markup, html};
use web::{Ask, FormErrors};

const FIELDS: &[&str] = &["language", "language_2", "language_3"];

pub fn language_fields(sheet: &Sheet, stored: &Answer<Vec<String>>) -> Markup {
    let none = Vec::new();
    let told = stored.told().unwrap_or(&none);
    let name = |at: usize| told.get(at).map(|c| codes::language_name(c, sheet.ask.lang)).unwrap_or_default();
    html! {
        datalist id="languages" { @for l in languages() { option value=(l.name(sheet.ask.lang)) {} } }
        div.c-row {
            @for (at, field) in FIELDS.iter().enumerate() { (sheet.listed(&sheet.field(field, &name(at)), "languages")) }
            (sheet.silence("language_silence", stored))
        }
    }
}

pub fn read_languages(ask: &Ask, errors: &mut FormErrors) -> Answer<Vec<String>> {
    let mut told: Vec<String> = Vec::new();
    for field in FIELDS {
        let typed = errors.line(ask, field, 100);
        if typed.is_empty() {
            continue;
        }
        match code_of(languages(), &typed) {
            Some(code) if told.iter().any(|t| t == code) => {}
            Some(code) => told.push(code.to_owned()),
            None => errors.add(field, ask.t("identity-error-language")),
        }
    }
    if told.is_empty() { silence_of(ask, "language_silence") } else { Answer::Told(told) }
}
