//! What cases ask of the people they are about. Names stay in the person's own record.

use crate::case::CaseHead;
use ::access::{Kind, Permission, Resource};
use identity::{Kin, Person, codes, household, person};
use jiff::civil::Date;
use kernel::{Country, Lang, PersonId};
use ledger::{Door, Fault, Reader};
use web::part::Chip;
use web::{Ask, House};

/// Whether a person is, or may be, under 18 on a day; doubt favours the child. Somebody unknown here is not.
pub(crate) fn is_minor(door: &mut dyn Door, person: PersonId, on: Date) -> Result<bool, Fault> {
    Ok(person::state(door, person)?.is_some_and(|p| p.is_child_on(on)))
}

/// A person of a case, as its file shows them.
#[derive(Clone, Debug)]
pub struct Face {
    pub id: PersonId,
    pub principal: bool,
    pub name: String,
    pub age: Option<i16>,
    pub minor: bool,
    /// What the person is to the principal, where their household says so.
    pub kin: Option<Kin>,
    /// `None` when the record is not here.
    pub person: Option<Person>,
}

/// The people of a case with their names, the principal first.
pub fn faces(door: &mut dyn Door, persons: &[PersonId], today: Date) -> Result<Vec<Face>, Fault> {
    let home = match persons.first() {
        Some(principal) => household::household_of(door, *principal)?,
        None => None,
    };
    let kin = |id: &PersonId| {
        let member = home.iter().flat_map(|h| &h.members).find(|m| m.person == *id)?;
        (Some(&member.to) == persons.first() && member.to != *id).then_some(member.kin)
    };
    let face = |(place, id): (usize, &PersonId)| {
        let person = person::state(door, *id)?;
        Ok(Face {
            id: *id,
            principal: place == 0,
            name: person.as_ref().map(|p| p.names.name.as_told.clone()).unwrap_or_default(),
            age: person.as_ref().and_then(|p| p.age_on(today)),
            minor: person.as_ref().is_some_and(|p| p.is_child_on(today)),
            kin: kin(id),
            person,
        })
    };
    persons.iter().enumerate().map(face).collect()
}

/// Whether a reader may know who a person of a case is: because their office works on the case, or because they may
/// open the person's own file. Others of the case stay nameless to them.
pub(crate) fn may_know(
    house: &House,
    ask: &Ask,
    reader: &mut Reader<'_>,
    ties: &Resource,
    person: PersonId,
) -> Result<bool, Fault> {
    if ties.offices.contains(&ask.who.office) || ties.offices_asked.contains(&ask.who.office) {
        return Ok(true);
    }
    house.may_with(reader, &ask.who, Permission::ReadPerson, Kind::Person, person.0)
}

/// The name of one person for a list; `None` when the record is not here or the reader may not know it.
pub(crate) fn name(
    house: &House,
    ask: &Ask,
    reader: &mut Reader<'_>,
    head: &CaseHead,
) -> Result<Option<(PersonId, String)>, Fault> {
    let Some(person) = head.principal else { return Ok(None) };
    if !may_know(house, ask, reader, &crate::access::ties(head), person)? {
        return Ok(None);
    }
    Ok(person::state(reader, person)?.map(|p| (person, p.names.name.as_told)))
}

/// Where the principal comes from, what they speak, how to treat them and how to reach them safely. Needs are not
/// named here: codes of care say what to do, never why.
pub(crate) fn chips(face: &Face, lang: Lang, age: Option<String>) -> Vec<Chip> {
    let Some(person) = &face.person else { return Vec::new() };
    let origin = Some(person.nationality.origin()).filter(|origin| *origin != Country::UNKNOWN);
    let mut chips: Vec<Chip> =
        origin.map(|origin| Chip::plain(codes::country_name(origin, lang))).into_iter().collect();
    chips.extend(age.map(Chip::plain));
    if let Some(languages) = person.languages.told().filter(|l| !l.is_empty()) {
        let names: Vec<String> =
            languages.iter().take(3).map(|code| codes::language_name(code, lang)).collect();
        chips.push(Chip::plain(names.join(", ")));
    }
    let care =
        person.needs.iter().filter_map(|need| codes::need(&need.code)).filter(codes::NeedCode::is_care);
    chips.extend(care.map(|need| Chip::need(capital(need.named.name(lang)))));
    if !person.contact.safe_rule.is_empty() {
        chips.push(Chip::care(person.contact.safe_rule.clone()));
    }
    chips
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
