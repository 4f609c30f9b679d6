//! Correcting what stands in a person's file: each group of facts is its own statement, with the officer's reason.

pub mod page;
#[cfg(test)]
mod tests;

use crate::model::{Accompaniment, Answer, Birth, Corrected, Names, Nationality, Person, PersonEvent};
use kernel::Sex;

/// The facts that can be corrected, as they should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub names: Names,
    pub birth: Birth,
    pub sex: Answer<Sex>,
    pub nationality: Nationality,
    pub languages: Answer<Vec<String>>,
    pub accompaniment: Answer<Accompaniment>,
}

impl Correction {
    /// What stands there now.
    pub fn of(person: &Person) -> Self {
        Self {
            names: person.names.clone(),
            birth: person.birth.clone(),
            sex: person.sex.clone(),
            nationality: person.nationality.clone(),
            languages: person.languages.clone(),
            accompaniment: person.accompaniment.clone(),
        }
    }

    /// The statements that lead from what stands there to what should: one for each group that differs.
    pub fn statements(&self, now: &Person, reason: &str) -> Vec<PersonEvent> {
        fn changed<T: Clone + PartialEq>(now: &T, to: &T, reason: &str) -> Option<Corrected<T>> {
            (now != to).then(|| Corrected { to: to.clone(), reason: reason.to_owned() })
        }
        let of = Correction::of(now);
        [
            changed(&of.names, &self.names, reason).map(PersonEvent::NamesCorrected),
            changed(&of.birth, &self.birth, reason).map(PersonEvent::BirthCorrected),
            changed(&of.sex, &self.sex, reason).map(PersonEvent::SexCorrected),
            changed(&of.nationality, &self.nationality, reason).map(PersonEvent::NationalityCorrected),
            changed(&of.languages, &self.languages, reason).map(PersonEvent::LanguagesCorrected),
            changed(&of.accompaniment, &self.accompaniment, reason).map(PersonEvent::AccompanimentCorrected),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
