//! Registering a person: the facts are checked, a number is taken, the record is opened. Never blocked by a likeness.

pub mod page;
pub mod reason;
pub mod similar;
#[cfg(test)]
mod tests;
pub mod weighed;

use crate::codes;
use crate::model::{
    Accompaniment, Answer, Birth, Contact, Document, Names, Nationality, Need, Person, PersonEvent,
    Registered,
};
use crate::{person, told};
use jiff::civil::Date;
use kernel::{Country, PersonId, Sex};
use ledger::{Fault, Load, Stamp, Tx};

/// What is known of a person when they are registered. Everything but a name may be left out.
#[derive(Clone, Debug)]
pub struct Registration {
    /// The country whose numbers are given out (`PAN-P-000123`).
    pub country: Country,
    /// The day of registration in that country's calendar.
    pub today: Date,
    pub names: Names,
    pub sex: Answer<Sex>,
    pub birth: Birth,
    pub nationality: Nationality,
    /// ISO 639-3 codes, the best spoken first.
    pub languages: Answer<Vec<String>>,
    pub documents: Vec<Document>,
    pub contact: Contact,
    pub needs: Vec<Need>,
    pub accompaniment: Answer<Accompaniment>,
}

impl Registration {
    /// Nobody yet: to be filled in.
    pub fn new(country: Country, today: Date, names: Names) -> Self {
        Self {
            country,
            today,
            names,
            sex: Answer::NotAsked,
            birth: Birth::default(),
            nationality: Nationality::default(),
            languages: Answer::NotAsked,
            documents: Vec::new(),
            contact: Contact::default(),
            needs: Vec::new(),
            accompaniment: Answer::NotAsked,
        }
    }
}

/// Why a person cannot be registered so, and what can be done about it.
#[derive(Debug, thiserror::Error)]
pub enum RegisterRefusal {
    #[error("a name is needed, as told or in parts")]
    NoName,
    #[error("the date of birth cannot be one")]
    Birth(&'static str),
    #[error("no language has the code {0}")]
    Language(String),
    #[error("no country has the code {0}")]
    Country(Country),
    #[error("no need that may stand in an open file has the code {0}")]
    Need(String),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl RegisterRefusal {
    /// The field of the form and the key of the words, unless it is nobody's fault.
    pub fn told(self) -> Result<(&'static str, &'static str), Fault> {
        match self {
            RegisterRefusal::NoName => Ok(("name_told", "identity-error-no-name")),
            RegisterRefusal::Birth(key) => Ok(("birth", key)),
            RegisterRefusal::Language(_) => Ok(("language", "identity-error-language")),
            RegisterRefusal::Country(_) => Ok(("nationality", "identity-error-country")),
            RegisterRefusal::Need(_) => Ok(("needs", "identity-error-need")),
            RegisterRefusal::Fault(fault) => Err(fault),
        }
    }
}

/// Registers a person in the office of the stamp's actor.
pub fn run(tx: &mut Tx, stamp: &Stamp, registration: Registration) -> Result<PersonId, RegisterRefusal> {
    check(&registration)?;
    let id = PersonId(tx.fresh_uuid());
    let serial = tx.next_number("person")?;
    let first = Registered {
        number: person::number(registration.country.code(), 'P', serial),
        office: stamp.actor.office.clone(),
        on: registration.today,
        names: registration.names,
        sex: registration.sex,
        birth: registration.birth.date,
        birth_place: registration.birth.place,
        nationality: registration.nationality,
        languages: registration.languages,
        documents: registration.documents,
        contact: registration.contact,
        needs: registration.needs,
        accompaniment: registration.accompaniment,
    };
    tx.create::<Person>(id.0, stamp, &[PersonEvent::Registered(Box::new(first))])?;
    Ok(id)
}

/// Notes on a new file that somebody alike is perhaps registered elsewhere.
pub fn note_hint(tx: &mut Tx, stamp: &Stamp, id: PersonId) -> Result<(), Fault> {
    match tx.load::<Person>(id.0)? {
        Some(person) => tx.append(&person, stamp, &[PersonEvent::PerhapsKnown]).map(drop),
        None => Ok(()),
    }
}

fn check(registration: &Registration) -> Result<(), RegisterRefusal> {
    if registration.names.name.as_told.trim().is_empty() {
        return Err(RegisterRefusal::NoName);
    }
    if let Some(key) =
        registration.birth.date.told().and_then(|b| told::impossible_birth(b, registration.today))
    {
        return Err(RegisterRefusal::Birth(key));
    }
    let languages = registration.languages.told().into_iter().flatten();
    if let Some(unknown) = languages.into_iter().find(|l| !codes::is_language(l)) {
        return Err(RegisterRefusal::Language(unknown.clone()));
    }
    let countries = registration.nationality.nationalities.told().into_iter().flatten().copied();
    if let Some(unknown) =
        countries.chain(registration.nationality.former_residence).find(|c| !codes::is_country(*c))
    {
        return Err(RegisterRefusal::Country(unknown));
    }
    check_needs(&registration.needs).map_err(RegisterRefusal::Need)
}

/// Every need must be known and may stand in an open file; the first that may not is named.
pub(crate) fn check_needs(needs: &[Need]) -> Result<(), String> {
    match needs.iter().find(|n| codes::need(&n.code).is_none_or(|known| known.compartment)) {
        Some(wrong) => Err(wrong.code.clone()),
        None => Ok(()),
    }
}
