//! The words around the facts, one file per language; the types make a forgotten or unknown key an error.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    pub page: String,
    pub only_in_other_language: String,
    pub qr_alt: String,
    pub short_code: String,
    /// Around the words of the log, which prove later which log was there.
    pub log_words: String,
    /// Names of languages by tag.
    pub languages: BTreeMap<String, String>,
    pub dates: DateTexts,
    pub lengths: LengthTexts,
    pub intent: IntentTexts,
    pub letter: LetterTexts,
    pub card: CardTexts,
    pub remedy: RemedyTexts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateTexts {
    /// From Monday.
    pub weekdays: [String; 7],
    pub months: [String; 12],
    pub whole: String,
    pub with_weekday: String,
    pub short: String,
    pub with_time: String,
    pub list_last: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthTexts {
    pub working_day: String,
    pub working_days: String,
    pub calendar_day: String,
    pub calendar_days: String,
    pub month: String,
    pub months: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntentTexts {
    pub title: String,
    pub lead: String,
    pub not_yet: String,
    pub stated_at: String,
    pub post: String,
    pub serial: String,
    pub reference: String,
    pub reader_heading: String,
    pub reader: Vec<String>,
    pub reader_doubt: String,
    pub reader_norm: String,
    pub rights_heading: String,
    pub rights: Vec<String>,
    pub next_heading: String,
    pub next_office: String,
    pub next_post: String,
    pub next: Vec<String>,
    pub office_heading: String,
    pub help_heading: String,
    pub no_name: String,
    pub check: String,
}

/// Around every letter that is data.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterTexts {
    pub serial: String,
    pub issued: String,
    pub translation: String,
    pub copy: String,
    pub provisional_mark: String,
    pub law_note: String,
    pub check: String,
    pub yes: String,
    pub no: String,
}

/// On an applicant's card.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardTexts {
    pub title: String,
    pub name: String,
    pub number: String,
    pub serial: String,
    pub issued: String,
    pub valid_until: String,
    pub office: String,
    pub signature: String,
    pub no_portrait: String,
    pub no_signature: String,
    pub portrait_alt: String,
    pub signature_alt: String,
    pub check: String,
    pub cut: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemedyTexts {
    pub authority: String,
    pub how: String,
    pub length: String,
    pub norm: String,
    pub meanwhile: String,
    pub due: String,
    pub due_later: String,
    pub due_unknown: String,
    pub term: String,
    pub term_unknown: String,
    pub counted: String,
    pub not_counted: String,
    pub provisional: String,
    pub provisional_why: String,
}

/// The languages of the region's letters. A new one is a file in `region/letters/words` and a line here.
const FILES: &[(&str, &str)] = &[
    ("es", include_str!("../../../region/letters/words/es.toml")),
    ("en", include_str!("../../../region/letters/words/en.toml")),
];

static TEXTS: LazyLock<Vec<(&str, Result<Texts, String>)>> =
    LazyLock::new(|| FILES.iter().map(|(tag, file)| (*tag, read(file))).collect());

fn read(file: &str) -> Result<Texts, String> {
    toml::from_str(file).map_err(|fault| fault.to_string())
}

/// The tags of the languages there are words in.
pub fn tags() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(tag, _)| *tag)
}

impl Texts {
    /// The words of a language; the error is a fault of the build and says where in the file.
    pub fn of(tag: &str) -> Result<&'static Texts, String> {
        let found = TEXTS.iter().find(|(known, _)| *known == tag);
        let (_, texts) = found.ok_or_else(|| format!("the region has no words in `{tag}`"))?;
        texts.as_ref().map_err(Clone::clone)
    }
    /// A sentence with the words of the log behind it, where there are any.
    pub fn with_words(&self, sentence: &str, words: Option<&str>) -> String {
        let Some(words) = words else { return sentence.to_owned() };
        format!("{sentence} {}", fill(&self.log_words, &[("words", words)]))
    }
    pub fn language<'a>(&'a self, tag: &'a str) -> &'a str {
        self.languages.get(tag).map_or(tag, String::as_str)
    }
}

/// `pattern` with each `{key}` replaced. What is put in is not searched again.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((key, after)) = after.split_once('}') else {
            return text + "{" + after;
        };
        match values.iter().find(|(name, _)| *name == key) {
            Some((_, value)) => text.push_str(value),
            None => text.push_str(&format!("{{{key}}}")),
        }
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The marks `{…}` of every text, in the order of the keys.
    fn marks(file: &str) -> Vec<(String, Vec<String>)> {
        let root: toml::Table = toml::from_str(file).unwrap();
        let mut found = Vec::new();
        collect("", &toml::Value::Table(root), &mut found);
        found.sort();
        found
    }
    fn collect(key: &str, value: &toml::Value, found: &mut Vec<(String, Vec<String>)>) {
        match value {
            toml::Value::Table(table) => {
                table.iter().for_each(|(name, inner)| collect(&format!("{key}.{name}"), inner, found));
            }
            toml::Value::Array(list) => list
                .iter()
                .enumerate()
                .for_each(|(place, inner)| collect(&format!("{key}.{place:02}"), inner, found)),
            toml::Value::String(text) => {
                assert!(!text.trim().is_empty(), "{key} is empty");
                let mut names: Vec<String> = text
                    .split('{')
                    .skip(1)
                    .filter_map(|part| part.split_once('}').map(|(name, _)| name.to_owned()))
                    .collect();
                names.sort();
                found.push((key.to_owned(), names));
            }
            other => panic!("{key} is {other}"),
        }
    }

    #[test]
    fn every_language_has_the_same_keys_lists_and_marks() {
        for tag in tags() {
            assert_eq!(Texts::of(tag).err(), None, "{tag}");
        }
        let (es, en) = (marks(FILES[0].1), marks(FILES[1].1));
        assert_eq!(es.len(), en.len());
        for (es, en) in es.iter().zip(&en) {
            // «{weekday} {day} de {month} de {year}» may order its marks differently; `collect` sorts them.
            assert_eq!(es, en);
        }
    }

    #[test]
    fn filled_in_values_are_not_searched_again() {
        assert_eq!(fill("{a} y {b}.", &[("a", "{b}"), ("b", "2")]), "{b} y 2.");
        assert_eq!(fill("{c} {", &[]), "{c} {");
    }
}
