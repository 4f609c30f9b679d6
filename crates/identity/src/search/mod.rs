//! Finding people: by registration number, by the number of a paper, by name, narrowed by year of birth, sex and origin.
//! Every hit is asked for one by one.

pub mod page;
#[cfg(test)]
mod tests;

use crate::PeopleIndex;
use crate::access as ties;
use crate::name_index::{self, Only, Query};
use crate::person::{self, PersonHead};
use access::Permission;
use kernel::PersonId;
use ledger::{Fault, Reader};
use web::{Ask, House};

/// Names looked at before giving up, so that those whom the reader may not see do not hide those they may.
const LOOKED_AT: usize = 400;
/// Nobody who is asked for was born before.
const YEAR_LEAST: i16 = 1900;

/// What is looked for: a name or a number, and whom it may be at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    pub text: String,
    pub only: Only,
}

/// Why a search finds nothing to begin with.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum SearchRefusal {
    #[error("nothing to look for")]
    Nothing,
    #[error("initials or a year alone are nearly everybody's")]
    TooLittle,
    #[error("no year of birth")]
    Year,
}

impl SearchRefusal {
    /// The field of the form and the key of the words.
    pub fn told(self) -> (&'static str, &'static str) {
        match self {
            SearchRefusal::Nothing => ("q", "identity-search-error-nothing"),
            SearchRefusal::TooLittle => ("q", "identity-search-error-too-little"),
            SearchRefusal::Year => ("birth_year", "identity-search-error-year"),
        }
    }
}

/// A text that says enough to look for somebody.
pub fn sought(text: &str) -> Result<Sought, SearchRefusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(SearchRefusal::Nothing);
    }
    if !name_index::is_enough(text) {
        return Err(SearchRefusal::TooLittle);
    }
    Ok(Sought { text: text.to_owned(), only: Only::default() })
}

/// Years of birth around a typed one; nothing typed leaves nobody out.
pub fn years(
    typed: &str,
    apart: i16,
    this_year: i16,
) -> Result<Option<std::ops::RangeInclusive<i16>>, SearchRefusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let is_year = typed.len() == 4 && typed.bytes().all(|b| b.is_ascii_digit());
    let year = typed.parse::<i16>().ok().filter(|year| is_year && (YEAR_LEAST..=this_year).contains(year));
    year.map(|year| Some(year - apart..=year + apart)).ok_or(SearchRefusal::Year)
}

/// The people who answer to what is sought and whom the reader may see, best first.
pub fn hits(
    house: &House,
    ask: &Ask,
    door: &mut Reader,
    sought: &Sought,
    limit: usize,
) -> Result<Vec<PersonHead>, Fault> {
    let text = sought.text.as_str();
    let mut ids: Vec<PersonId> = Vec::new();
    ids.extend(person::of_number(door, text)?);
    if text.bytes().any(|b| b.is_ascii_digit()) {
        ids.extend(person::of_document(door, text)?);
    }
    let query = Query { only: sought.only.clone(), ..Query::name(text) };
    let by_name = house.room::<PeopleIndex>().search(door, &query, LOOKED_AT)?;
    ids.extend(by_name.into_iter().map(|h| h.person));
    let mut heads: Vec<PersonHead> = Vec::new();
    for id in ids {
        if heads.len() == limit {
            break;
        }
        if heads.iter().all(|h| h.id != id) && ties::may(house, ask, door, Permission::ReadPerson, id)? {
            heads.extend(person::find(door, id)?);
        }
    }
    Ok(heads)
}
