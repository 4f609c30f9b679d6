//! People already known who may be the same person: a lead for the officer, never a verdict.

use crate::PeopleIndex;
use crate::access as ties;
use crate::decoy;
use crate::name_index::Query;
use crate::person::{self, PersonHead};
use crate::register::Registration;
use access::Permission;
use kernel::PersonId;
use ledger::{Fault, Reader};
use serde::{Deserialize, Serialize};
use web::{Ask, House};

/// Somebody alike and in what.
#[derive(Clone, Debug)]
pub struct Similar {
    pub head: PersonHead,
    pub alike: Vec<Alike>,
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
/// Names less alike than this are not worth a stop.
const SCORE_LEAST: f32 = 0.80;
const SCORE_SAME: f32 = 0.95;
/// Ages are told wrongly by a few years, rarely by more.
const YEARS_APART_MOST: u16 = 5;

/// The people whom the reader may see and who may be the one described.
pub fn find(house: &House, ask: &Ask, door: &mut Reader, told: &Registration) -> Result<Vec<Similar>, Fault> {
    let mut found: Vec<(PersonId, Vec<Alike>)> = Vec::new();
    for document in &told.documents {
        for id in person::of_document(door, &document.number)? {
            if !found.iter().any(|(known, _)| *known == id) {
                found.push((id, vec![Alike::DocumentNumber]));
            }
        }
    }
    for (id, score) in by_name(house, door, told)? {
        let alike = if score >= SCORE_SAME { Alike::SameName } else { Alike::SimilarName };
        match found.iter_mut().find(|(known, _)| *known == id) {
            Some((_, reasons)) => reasons.push(alike),
            None => found.push((id, vec![alike])),
        }
    }
    let decoys = decoy::known(door)?;
    let mut similar = Vec::new();
    for (id, mut alike) in found {
        // A decoy is nobody's double.
        if decoys.hides(id) {
            continue;
        }
        if similar.len() == SHOWN_MAX {
            break;
        }
        if !ties::may(house, ask, door, Permission::ReadPerson, id)? {
            continue;
        }
        let Some(head) = person::find(door, id)? else { continue };
        let same_paper = alike.contains(&Alike::DocumentNumber);
        match compare(&head, told) {
            Some(more) => alike.extend(more),
            None if same_paper => {}
            None => continue,
        }
        similar.push(Similar { head, alike });
    }
    Ok(similar)
}

fn by_name(house: &House, door: &mut Reader, told: &Registration) -> Result<Vec<(PersonId, f32)>, Fault> {
    let origin = Some(told.nationality.origin()).filter(|o| *o != kernel::Country::UNKNOWN);
    let birth_year = told.birth.date.told().map(|b| b.range().0.year());
    let query = Query { name: &told.names.name.as_told, birth_year, origin };
    let hits = house.room::<PeopleIndex>().search(door, &query, 40)?;
    Ok(hits.into_iter().filter(|h| h.score >= SCORE_LEAST).map(|h| (h.person, h.score)).collect())
}

/// In what else the two are alike; nothing when the years of birth lie too far apart for one person.
fn compare(head: &PersonHead, told: &Registration) -> Option<Vec<Alike>> {
    let mut alike = Vec::new();
    if let (Some(known), Some(said)) = (head.birth, told.birth.date.told()) {
        let (known_year, said_year) = (known.range().0.year(), said.range().0.year());
        if known_year.abs_diff(said_year) > YEARS_APART_MOST {
            return None;
        }
        let is_day = known.precision == kernel::Precision::Day;
        if is_day && known.range() == said.range() {
            alike.push(Alike::BirthDate);
        } else if known_year == said_year {
            alike.push(Alike::BirthYear);
        }
    }
    if head.origin != kernel::Country::UNKNOWN && head.origin == told.nationality.origin() {
        alike.push(Alike::Origin);
    }
    Some(alike)
}
