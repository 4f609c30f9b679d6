//! What a person tells about themselves, as form fields and as facts: shared by registering and by correcting.

mod birth;
mod contact;
mod document;
mod languages;
mod name;
mod nationality;
mod needs;
mod standing;

pub use birth::{birth_fields, birth_text, impossible as impossible_birth, read_birth};
pub use contact::{contact_fields, read_contact};
pub use document::{document_fields, read_document};
pub use languages::{language_fields, read_languages};
pub use name::{name_fields, read_names};
pub use nationality::{country_list, nationality_fields, read_country, read_nationality};
pub use needs::{care_and_stem_fields, care_field, needs_by_category, read_needs};
pub use standing::{COMPANY, SEXES, accompaniment_field, read_accompaniment, read_sex, sex_field};

use crate::model::Answer;
use maud::{Markup, html};
use web::part::{Choice, Field, Icon, icon, select};
use web::{Ask, Fields, FormErrors};

/// A form while it is drawn: labels, hints, errors and values come by the name of the field.
pub struct Sheet<'a> {
    pub ask: &'a Ask,
    pub errors: &'a FormErrors,
    /// What stands in fields whatever was typed there: what a paper's lines say.
    filled: Fields,
}

impl<'a> Sheet<'a> {
    pub fn new(ask: &'a Ask, errors: &'a FormErrors) -> Self {
        Sheet { ask, errors, filled: Fields::default() }
    }
    /// The same with some fields filled in; an empty value leaves what was typed.
    pub fn filled(self, filled: Fields) -> Self {
        Sheet { filled, ..self }
    }
    /// A field of this name: its label is `identity-NAME`, its hint `identity-NAME-hint` where there is one; it shows
    /// what was typed, else what is stored.
    pub fn field(&self, name: &str, stored: &str) -> Field {
        let key = format!("identity-{}", name.replace('_', "-"));
        let mut field = Field::new(name, self.ask.t(&key)).value(self.value(name, stored));
        let hint = format!("{key}-hint");
        if self.ask.words().has(self.ask.lang, &hint) {
            field = field.hint(self.ask.t(&hint));
        }
        field.error(self.errors.of(name))
    }
    fn value<'v>(&'v self, name: &str, stored: &'v str) -> &'v str {
        let filled = self.filled.get(name).filter(|value| !value.is_empty());
        filled.unwrap_or_else(|| self.ask.value_or(name, stored))
    }
    /// Codes as choices, named `identity-PREFIX-CODE`.
    pub fn choices(&self, prefix: &str, codes: &[&str]) -> Vec<Choice> {
        codes.iter().map(|code| Choice::new(*code, self.ask.t(&word_key(prefix, code)))).collect()
    }
    /// Which answers are ticked: those typed, else those stored.
    pub fn ticked(&self, name: &str, stored: &[String]) -> Vec<String> {
        if self.ask.has_values() {
            return self.ask.values().all(name).into_iter().map(str::to_owned).collect();
        }
        stored.to_vec()
    }
    /// Why there is no answer: not asked, does not know, prefers not to say.
    pub fn silence<T>(&self, name: &str, stored: &Answer<T>) -> Markup {
        let codes = ["not_asked", "does_not_know", "prefers_not_to_say"];
        let code = self.ask.value_or(name, stored.silence().unwrap_or("not_asked"));
        let field = Field::new(name, self.ask.t("identity-silence")).value(code);
        select(&field, &self.choices("silence", &codes))
    }
    /// A line of text with suggestions from a list of the page.
    pub fn listed(&self, field: &Field, list: &str) -> Markup {
        let described = [(field.hint.is_some(), "hint"), (field.error.is_some(), "error")];
        let described: Vec<String> =
            described.iter().filter(|d| d.0).map(|d| format!("{}-{}", field.id, d.1)).collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        html! {
            div.govuk-form-group."govuk-form-group--error"[field.error.is_some()] {
                label.govuk-label for=(field.id) { (field.label) }
                @if let Some(words) = &field.hint { div.govuk-hint id={ (field.id) "-hint" } { (words) } }
                @if let Some(words) = &field.error {
                    p.govuk-error-message id={ (field.id) "-error" } { (icon(Icon::Alert)) span { (words) } }
                }
                input class={ "govuk-input govuk-input--width-20" @if field.error.is_some() { " govuk-input--error" } }
                    id=(field.id) name=(field.id) type="text" value=(field.value) list=(list) autocomplete="off"
                    spellcheck="false" aria-describedby=[described]
                    aria-invalid=[field.error.as_ref().map(|_| "true")];
            }
        }
    }
}

/// The key of the word for a code: `identity-kin-aunt-or-uncle`.
pub fn word_key(prefix: &str, code: &str) -> String {
    format!("identity-{prefix}-{}", code.replace('_', "-"))
}

/// The word for a code in the reader's language.
pub fn word(ask: &Ask, prefix: &str, code: &str) -> String {
    ask.t(&word_key(prefix, code))
}

/// What was said in place of an answer.
pub fn silence_of<T>(ask: &Ask, field: &str) -> Answer<T> {
    Answer::from_silence(ask.form.text(field)).unwrap_or(Answer::NotAsked)
}

/// How a typed word is compared with names of a list: letters only, without accents.
pub fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain = text.nfkd().filter(|c| c.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}

/// The code that a typed name, code or unmistakable beginning of a name stands for.
pub fn code_of(table: &'static [crate::codes::Named], typed: &str) -> Option<&'static str> {
    let typed = folded(typed);
    let names = |n: &crate::codes::Named| [folded(n.es), folded(n.en), folded(n.code)];
    if let Some(found) = table.iter().find(|n| names(n).contains(&typed)) {
        return Some(found.code);
    }
    let mut beginning =
        table.iter().filter(|n| typed.chars().count() >= 3 && names(n).iter().any(|w| w.starts_with(&typed)));
    match (beginning.next(), beginning.next()) {
        (Some(only), None) => Some(only.code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::code_of;
    use crate::codes::{countries, languages};

    #[test]
    fn names_codes_and_beginnings_are_understood() {
        for typed in ["Nicaragua", " nicaragua", "NIC", "nica"] {
            assert_eq!(code_of(countries(), typed), Some("NIC"), "{typed}");
        }
        assert_eq!(code_of(countries(), "haiti"), Some("HTI"));
        assert_eq!(code_of(countries(), "apatrida"), None);
        assert_eq!(code_of(countries(), "sin nacionalidad"), Some("XXA"));
        assert_eq!(code_of(countries(), "guinea"), Some("GIN"), "a whole name wins over beginnings");
        assert_eq!(code_of(countries(), "isla"), None, "several begin so");
        assert_eq!(code_of(languages(), "kiche"), Some("quc"));
        assert_eq!(code_of(languages(), ""), None);
    }
}
