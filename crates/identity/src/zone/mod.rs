//! The machine readable zone of a paper at the desk: what its lines propose for the form, and where they say otherwise than
//! the person. Proposals only: an officer looks at each, and what a person says of themselves stands.

pub mod page;
#[cfg(test)]
mod tests;

use crate::codes;
use crate::model::{DocumentKind, Person};
use crate::register::Registration;
use crate::told;
use kernel::{Country, Lang, PartialDate, Sex};
use mrz::{Letters, Meaning, Reading, StateCode, ZoneDate, ZoneSex};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use web::Fields;

/// What a person says of themselves, as far as a zone repeats it.
#[derive(Clone, Default)]
pub struct OwnWords {
    pub names: Vec<String>,
    pub birth: Option<PartialDate>,
    pub sex: Option<Sex>,
    pub nationalities: Vec<Country>,
}

impl OwnWords {
    pub fn of(person: &Person) -> OwnWords {
        OwnWords {
            names: person.names_to_find(),
            birth: person.birth.date.told().copied(),
            sex: person.sex.told().copied(),
            nationalities: person.nationality.nationalities.told().cloned().unwrap_or_default(),
        }
    }
    /// Of somebody whose form is still being filled in.
    pub fn of_form(registration: &Registration) -> OwnWords {
        let name = &registration.names.name;
        let mut names = vec![name.as_told.clone(), name.given.clone()];
        names.extend([name.first_surname.clone(), name.second_surname.clone()]);
        names.extend(registration.names.others.iter().map(|other| other.name.clone()));
        names.retain(|name| !name.is_empty());
        OwnWords {
            names,
            birth: registration.birth.date.told().copied(),
            sex: registration.sex.told().copied(),
            nationalities: registration.nationality.nationalities.told().cloned().unwrap_or_default(),
        }
    }
}

/// Where a zone says otherwise than the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    Name,
    Birth,
    Sex,
}

/// What differs; what the person did not say differs from nothing.
pub fn differences(reading: &Reading, own: &OwnWords) -> Vec<Difference> {
    let mut found = Vec::new();
    if !own.names.is_empty() && !names_agree(reading, &own.names) {
        found.push(Difference::Name);
    }
    if let (ZoneDate::Known { date, other_century }, Some(said)) = (&reading.birth, &own.birth) {
        let agrees = |date: &PartialDate| overlap(date, said);
        if !said.estimated && !agrees(date) && !other_century.as_ref().is_some_and(agrees) {
            found.push(Difference::Birth);
        }
    }
    let differs = matches!(
        (reading.sex, own.sex),
        (ZoneSex::Female, Some(Sex::Male)) | (ZoneSex::Male, Some(Sex::Female))
    );
    if differs {
        found.push(Difference::Sex);
    }
    found
}

fn overlap(one: &PartialDate, other: &PartialDate) -> bool {
    let ((first, last), (from, to)) = (one.range(), other.range());
    first <= to && from <= last
}

/// Every word of the zone is a word of a name the person goes by, however the state spelt its letters. A name that has more
/// words than the paper is the same name.
fn names_agree(reading: &Reading, said: &[String]) -> bool {
    let known: BTreeSet<String> = said.iter().flat_map(|name| spellings(name)).collect();
    let is_known = |word: &str| {
        known.contains(word)
            || (reading.names.perhaps_cut && known.iter().any(|known| known.starts_with(word)))
    };
    let names = [&reading.names.primary, &reading.names.secondary];
    names.into_iter().flat_map(|part| part.split(' ')).filter(|word| !word.is_empty()).all(is_known)
}

/// The words of a name in every spelling a zone may have for them.
fn spellings(name: &str) -> Vec<String> {
    let bare: String = name.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let written = [(name, Letters::Plain), (name, Letters::Marked), (bare.as_str(), Letters::Plain)];
    let written = written.into_iter().filter_map(|(name, letters)| mrz::transliterated(name, letters).ok());
    written.flat_map(|text| text.split('<').map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The kind of paper that a zone is most likely on; the officer chooses.
pub fn kind(reading: &Reading) -> DocumentKind {
    let nationality = reading.nationality.meaning();
    let is_of_no_state = matches!(nationality, Meaning::Stateless | Meaning::Refugee | Meaning::RefugeeOther);
    match reading.document_code.as_str() {
        code if code.starts_with('P') => {
            let by_organisation = reading.issuer.meaning() == Meaning::Organisation;
            if is_of_no_state || by_organisation {
                DocumentKind::TravelDocument
            } else {
                DocumentKind::Passport
            }
        }
        // A visa, or the certificate of a crew member.
        code if code.starts_with('V') || code == "AC" => DocumentKind::Other,
        _ if reading.nationality == reading.issuer => DocumentKind::NationalId,
        _ => DocumentKind::ResidenceCard,
    }
}

/// The country behind a code, when the list of countries has it.
pub fn country(code: StateCode) -> Option<Country> {
    let country = match code.meaning() {
        Meaning::Country(country) => Some(country),
        Meaning::BritishOther => Country::new("GBR").ok(),
        _ => None,
    };
    country.filter(|country| codes::is_country(*country))
}

/// The fields of the form as the zone fills them.
pub fn fields(reading: &Reading, lang: Lang) -> Fields {
    let country = country(reading.issuer).map(|country| codes::country_name(country, lang));
    let expires = reading.expiry.known().map(|date| told::birth_text(&date));
    let (country, expires) = (country.unwrap_or_default(), expires.unwrap_or_default());
    Fields::from_pairs([
        ("document_kind", kind(reading).code()),
        ("document_number", reading.number.as_str()),
        ("document_country", country.as_str()),
        ("document_expires", expires.as_str()),
    ])
}
