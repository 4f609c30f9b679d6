//! People already known who may be the same person: a lead for the officer, never a verdict.

use super::reason::Reason;
use super::weighed::{HouseNames, Paper, Traits, Weighed, weigh};
use crate::PeopleIndex;
use crate::access as ties;
use crate::decoy;
use crate::identifier::normalised;
use crate::model::{Document, Names, OtherNameKind, Person};
use crate::name_index::{NameIndex, Only, Query};
use crate::person::{self, PersonHead};
use crate::register::Registration;
use access::Permission;
use kernel::{Country, PartialDate, PersonId, PersonalName, Sex};
use ledger::{Fault, Reader};
use linkage::DateLevel;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use web::{Ask, House};

/// Somebody alike, how likely the same, and why.
#[derive(Clone, Debug)]
pub struct Similar {
    pub head: PersonHead,
    /// 0 to 1; an order, never shown.
    pub probability: f64,
    /// What agrees, the strongest first, then what does not.
    pub reasons: Vec<Reason>,
}

/// In what two files are alike, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alike {
    DocumentNumber,
    SameName,
    /// The same parts of the name in another order, such as surnames that changed places.
    SwappedName,
    SimilarName,
    BirthDate,
    BirthYear,
    Origin,
}

impl Alike {
    pub fn key(self) -> &'static str {
        match self {
            Alike::DocumentNumber => "identity-alike-document",
            Alike::SameName => "identity-alike-same-name",
            Alike::SwappedName => "identity-alike-swapped-name",
            Alike::SimilarName => "identity-alike-similar-name",
            Alike::BirthDate => "identity-alike-birth-date",
            Alike::BirthYear => "identity-alike-birth-year",
            Alike::Origin => "identity-alike-origin",
        }
    }
}

/// Shown at once. More would not be read.
const SHOWN_MAX: usize = 6;
/// Less likely than this nobody is stopped for.
const PROBABILITY_LEAST: f64 = 0.05;
/// Names that are weighed: of the same years, and of any.
const LOOKED_AT: usize = 40;
/// Years that are told wrongly by so many are still looked for first.
const YEARS_APART: i16 = 2;
/// Ages are told wrongly by a few years, rarely by more; more than these apart it is another generation.
const YEARS_APART_MOST: u16 = 5;

/// Who is looked for: one who is told of at the desk, and those who come together with them.
pub struct Told<'a> {
    pub registration: &'a Registration,
    /// Members of the household that the new person joins. They are other people: only a paper of the same number says
    /// otherwise.
    pub together: &'a [PersonId],
}

/// The people whom the reader may see and who may be the one described, the likest first.
pub fn find(house: &House, ask: &Ask, door: &mut Reader, told: &Told) -> Result<Vec<Similar>, Fault> {
    let mut similar = Vec::new();
    for (id, state, weighed) in likely(house.room::<PeopleIndex>(), door, told)? {
        if similar.len() == SHOWN_MAX {
            break;
        }
        if ties::may(house, ask, door, Permission::ReadPerson, id)? {
            let head = PersonHead::of(id, &state);
            similar.push(Similar { head, probability: weighed.probability, reasons: weighed.reasons });
        }
    }
    Ok(similar)
}

/// Everybody who may be the one described, whoever may see them, the likest first.
pub fn likely(
    index: &PeopleIndex,
    door: &mut Reader,
    told: &Told,
) -> Result<Vec<(PersonId, Person, Weighed)>, Fault> {
    let mut of_paper: Vec<PersonId> = Vec::new();
    for document in &told.registration.documents {
        of_paper.extend(person::of_document(door, &document.number)?);
    }
    let mut ids = of_paper.clone();
    let by_name = by_name(index, door, told.registration)?;
    ids.extend(by_name.into_iter().filter(|id| !told.together.contains(id)));
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    let decoys = decoy::known(door)?;
    let mut known: Vec<(PersonId, Person)> = Vec::new();
    for id in ids {
        // A decoy is nobody's double.
        if !decoys.hides(id) {
            known.extend(person::state(door, id)?.map(|state| (id, state)));
        }
    }
    in_order(index, told.registration, known, &of_paper)
}

/// Those likely enough, or with the same paper, the likest first.
fn in_order(
    index: &PeopleIndex,
    told: &Registration,
    known: Vec<(PersonId, Person)>,
    of_paper: &[PersonId],
) -> Result<Vec<(PersonId, Person, Weighed)>, Fault> {
    let ours = of_registration(told);
    let theirs: Vec<Traits> = known.iter().map(|(_, person)| of_person(person)).collect();
    let weighed = index.look(|index| weigh(&ours, &theirs, &names_of(index), PROBABILITY_LEAST));
    let weighed = weighed.map_err(|error| Fault::Inconsistent(format!("the desk's model: {error}")))?;
    let mut likely: Vec<(PersonId, Person, Weighed)> = Vec::new();
    for (((id, person), traits), weighed) in known.into_iter().zip(theirs).zip(weighed) {
        let is_likely = weighed.probability >= PROBABILITY_LEAST
            && !is_sibling(&weighed.reasons)
            && !is_other_generation(ours.birth.as_ref(), traits.birth.as_ref());
        if is_likely || of_paper.contains(&id) {
            likely.push((id, person, weighed));
        }
    }
    likely.sort_by(|a, b| b.2.weight.total_cmp(&a.2.weight).then(a.0.cmp(&b.0)));
    Ok(likely)
}

fn names_of(index: &NameIndex) -> HouseNames<'_> {
    let (words, by_chance) = index.by_chance();
    HouseNames { people: index.people(), words, by_chance, bearers: Box::new(|word| index.bearers(word)) }
}

/// Names like the one told: first of those born about the same year, then of all.
fn by_name(index: &PeopleIndex, door: &mut Reader, told: &Registration) -> Result<Vec<PersonId>, Fault> {
    let origin = Some(told.nationality.origin()).filter(|o| *o != Country::UNKNOWN);
    let birth_year = told.birth.date.told().map(|b| b.range().0.year());
    let birth_years = birth_year.map(|year| year - YEARS_APART..=year + YEARS_APART);
    let any = Query { birth_year, origin, ..Query::name(&told.names.name.as_told) };
    let mut hits = Vec::new();
    if birth_years.is_some() {
        let near = Query { only: Only { birth_years, ..Only::default() }, ..any.clone() };
        hits = index.search(door, &near, LOOKED_AT)?;
    }
    hits.extend(index.search(door, &any, LOOKED_AT)?);
    Ok(hits.into_iter().map(|hit| hit.person).collect())
}

/// Twins and siblings share surnames, a telephone, a day; what they do not share is the given name. Then only a paper speaks
/// for one person.
fn is_sibling(reasons: &[Reason]) -> bool {
    let has = |reason| reasons.contains(&reason);
    has(Reason::GivenDiffer) && !has(Reason::DocumentSame) && !has(Reason::DocumentSlip)
}

/// Born too many years apart for one person, unless day and month say that the year is a slip.
fn is_other_generation(one: Option<&PartialDate>, two: Option<&PartialDate>) -> bool {
    let Some((one, two)) = one.zip(two) else { return false };
    let packed = |date: &PartialDate| {
        let first = date.range().0;
        linkage::PackedDate::read(&first.to_string()).filter(|_| date.precision == kernel::Precision::Day)
    };
    let slipped =
        packed(one).zip(packed(two)).is_some_and(|(a, b)| DateLevel::of(a, b) == DateLevel::YearSlip);
    one.range().0.year().abs_diff(two.range().0.year()) > YEARS_APART_MOST && !slipped
}

fn of_registration(told: &Registration) -> Traits {
    Traits {
        names: names(&told.names, &[]),
        birth: told.birth.date.told().copied(),
        sex: told.sex.told().copied().filter(|sex| *sex != Sex::NotStated),
        origin: Some(told.nationality.origin()).filter(|origin| *origin != Country::UNKNOWN),
        papers: told.documents.iter().map(paper).collect(),
        phones: vec![told.contact.phone.clone(), told.contact.message_app.clone()],
    }
}

fn of_person(person: &Person) -> Traits {
    Traits {
        names: names(&person.names, &person.former_names),
        birth: person.birth.date.told().copied(),
        sex: Some(person.sex()).filter(|sex| *sex != Sex::NotStated),
        origin: Some(person.nationality.origin()).filter(|origin| *origin != Country::UNKNOWN),
        papers: person.documents_standing().map(|(_, document)| paper(document)).collect(),
        phones: vec![person.contact.phone.clone(), person.contact.message_app.clone()],
    }
}

/// The name first, then those under which the person is or was known; a parent's name is not theirs.
fn names(names: &Names, former: &[String]) -> Vec<PersonalName> {
    let others =
        names.others.iter().filter(|o| !matches!(o.kind, OtherNameKind::Mother | OtherNameKind::Father));
    let others = others.map(|other| other.name.as_str()).chain(former.iter().map(String::as_str));
    let others = others.map(|name| PersonalName { as_told: name.to_owned(), ..PersonalName::default() });
    std::iter::once(names.name.clone()).chain(others).collect()
}

fn paper(document: &Document) -> Paper {
    let issued_by = document.issued_by.map(|country| country.code().to_owned()).unwrap_or_default();
    Paper { kind: format!("{} {issued_by}", document.kind.code()), number: normalised(&document.number) }
}
