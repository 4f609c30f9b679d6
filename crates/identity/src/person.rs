//! Reading people: one, many, by number or by paper. What other rooms may know about a person.

use crate::decoy;
use crate::identifier;
use crate::model::{Accompaniment, Need, Person};
use crate::table;
use jiff::civil::Date;
use kernel::{Country, Office, PartialDate, PersonId, PersonalName, Sex};
use ledger::{Door, Fault, params};
use std::collections::BTreeMap;

/// The head of a person's file: what lists, letters and cases need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonHead {
    pub id: PersonId,
    pub number: String,
    /// The name as told.
    pub name: String,
    pub name_parts: PersonalName,
    pub birth: Option<PartialDate>,
    /// The country of origin of statistics (`XXA` stateless, `XXX` unknown).
    pub origin: Country,
    pub sex: Sex,
    /// ISO 639-3 codes, the best spoken first.
    pub languages: Vec<String>,
    pub needs: Vec<Need>,
    /// The office that took up the file last.
    pub office: Office,
    pub accompaniment: Option<Accompaniment>,
    /// What care to take when reaching the person; empty when nothing was said.
    pub safe_rule: String,
    is_perhaps_child: bool,
}

impl PersonHead {
    pub(crate) fn of(id: PersonId, person: &Person) -> Self {
        Self {
            id,
            number: person.number.clone(),
            name: person.names.name.as_told.clone(),
            name_parts: person.names.name.clone(),
            birth: person.birth.date.told().copied(),
            origin: person.nationality.origin(),
            sex: person.sex(),
            languages: person.languages.told().cloned().unwrap_or_default(),
            needs: person.needs.clone(),
            office: person.office(),
            accompaniment: person.accompaniment.told().copied(),
            safe_rule: person.contact.safe_rule.clone(),
            // Without a date of birth, what was said about company and needs decides; the day does not matter then.
            is_perhaps_child: person.is_child_on(Date::MIN),
        }
    }
    /// Completed years on a day, the younger reading where the date is partial.
    pub fn age_on(&self, day: Date) -> Option<i16> {
        self.birth.map(|b| b.age_on(day)).filter(|age| *age >= 0)
    }
    /// True when the person is, or may be, under 18.
    pub fn is_child_on(&self, day: Date) -> bool {
        self.birth.map_or(self.is_perhaps_child, |b| b.age_on(day) < 18)
    }
    /// True for a child who is alone or only with people who are neither parent nor guardian, or of whom nobody
    /// has said with whom they came.
    pub fn is_unaccompanied_or_separated_on(&self, day: Date) -> bool {
        let alone =
            matches!(self.accompaniment, Some(Accompaniment::Unaccompanied | Accompaniment::Separated));
        self.is_child_on(day) && (alone || self.accompaniment.is_none())
    }
}

/// The whole state of a person, as its row holds it.
pub fn state(door: &mut (impl Door + ?Sized), id: PersonId) -> Result<Option<Person>, Fault> {
    let tenant = door.tenant();
    let Some(row) = door.one(&table::PERSON, &params![tenant, id])? else { return Ok(None) };
    let plain = door.open_sealed(table::PERSON_ROW.name, id.0, &row.bytes("sealed")?)?;
    let person = serde_json::from_slice(&plain);
    person.map(Some).map_err(|_| Fault::Inconsistent("person_row.sealed is no person".into()))
}

/// The head of one person's file.
pub fn find(door: &mut (impl Door + ?Sized), id: PersonId) -> Result<Option<PersonHead>, Fault> {
    Ok(state(door, id)?.map(|p| PersonHead::of(id, &p)))
}

/// The heads of many files, in the order of the ids; those that do not exist are left out.
pub fn heads(door: &mut (impl Door + ?Sized), ids: &[PersonId]) -> Result<Vec<PersonHead>, Fault> {
    let mut heads = Vec::with_capacity(ids.len());
    for id in ids {
        heads.extend(find(door, *id)?);
    }
    Ok(heads)
}

/// What statistics need of a person: no name, no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demographics {
    pub origin: Country,
    pub sex: Sex,
    pub birth: Option<PartialDate>,
}

/// Origin, sex and birth of everybody.
pub fn demographics(door: &mut (impl Door + ?Sized)) -> Result<BTreeMap<PersonId, Demographics>, Fault> {
    let tenant = door.tenant();
    let decoys = decoy::known(door)?;
    let mut all = BTreeMap::new();
    for row in door.query(&table::REGISTERED, &params![tenant])? {
        let id = PersonId(row.uuid("record")?);
        if decoys.hides(id) {
            continue;
        }
        if let Some(person) = state(door, id)? {
            let birth = person.birth.date.told().copied();
            all.insert(id, Demographics { origin: person.nationality.origin(), sex: person.sex(), birth });
        }
    }
    Ok(all)
}

/// The person of a registration number, written in any case and with or without leading zeros.
pub fn of_number(door: &mut (impl Door + ?Sized), typed: &str) -> Result<Option<PersonId>, Fault> {
    let Some(number) = whole_number(typed, 'P') else { return Ok(None) };
    let tenant = door.tenant();
    let row = door.one(&table::PERSON_OF_NUMBER, &params![tenant, number])?;
    row.map(|r| r.uuid("record").map(PersonId)).transpose()
}

/// People on whose file a paper of this number stands, whatever its kind and however it is written.
pub fn of_document(door: &mut (impl Door + ?Sized), typed: &str) -> Result<Vec<PersonId>, Fault> {
    let number = identifier::normalised(typed);
    if number.is_empty() {
        return Ok(Vec::new());
    }
    let hash = door.hashed(table::DOCUMENT_NUMBER, &number);
    let tenant = door.tenant();
    let rows = door.query(&table::PEOPLE_OF_DOCUMENT, &params![tenant, hash])?;
    rows.iter().map(|r| r.uuid("record").map(PersonId)).collect()
}

/// The people an office took up last, newest first.
pub fn latest_of_office(
    door: &mut (impl Door + ?Sized),
    office: &Office,
    limit: i64,
) -> Result<Vec<PersonId>, Fault> {
    let tenant = door.tenant();
    let decoys = decoy::known(door)?;
    // Nobody is led to a decoy: it is found by whoever goes looking.
    let more = i64::try_from(decoys.count()).unwrap_or(0);
    let rows = door.query(&table::PEOPLE_OF_OFFICE, &params![tenant, office, limit.saturating_add(more)])?;
    let mut found: Vec<PersonId> =
        rows.iter().map(|r| r.uuid("record").map(PersonId)).collect::<Result<_, _>>()?;
    found.retain(|id| !decoys.hides(*id));
    found.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(found)
}

/// `pan-p-12` as `PAN-P-000012`; nothing when it is no number of the series.
pub(crate) fn whole_number(typed: &str, series: char) -> Option<String> {
    let text = typed.trim().to_uppercase();
    let parts: Vec<&str> = text.split(['-', ' ']).filter(|p| !p.is_empty()).collect();
    let [country, letter, digits] = parts.as_slice() else { return None };
    let is_series = letter.len() == 1 && letter.starts_with(series) && country.len() == 3;
    let serial: u32 = digits.parse().ok()?;
    is_series.then(|| number(country, series, serial.into()))
}

/// A number of a series, such as `PAN-P-000123`.
pub(crate) fn number(country: &str, series: char, serial: i64) -> String {
    format!("{country}-{series}-{serial:06}")
}

#[cfg(test)]
mod tests {
    use super::whole_number;

    #[test]
    fn a_number_is_found_however_it_is_typed() {
        for typed in ["PAN-P-000123", "pan-p-123", " PAN P 0123 "] {
            assert_eq!(whole_number(typed, 'P').as_deref(), Some("PAN-P-000123"), "{typed}");
        }
        for typed in ["PAN-H-000123", "123", "Anas P 12", "PAN-P-x", ""] {
            assert_eq!(whole_number(typed, 'P'), None, "{typed}");
        }
    }
}
