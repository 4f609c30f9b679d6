//! Finding people: by registration number, by the number of a paper, by name. Every hit is asked for one by one.

pub mod page;

use crate::PeopleIndex;
use crate::access as ties;
use crate::name_index::Query;
use crate::person::{self, PersonHead};
use access::Permission;
use kernel::PersonId;
use ledger::{Fault, Reader};
use web::{Ask, House};

/// Names looked at before giving up, so that those whom the reader may not see do not hide those they may.
const LOOKED_AT: usize = 400;

/// The people who answer to a text and whom the reader may see, best first.
pub fn hits(
    house: &House,
    ask: &Ask,
    door: &mut Reader,
    text: &str,
    limit: usize,
) -> Result<Vec<PersonHead>, Fault> {
    let mut ids: Vec<PersonId> = Vec::new();
    ids.extend(person::of_number(door, text)?);
    if text.bytes().any(|b| b.is_ascii_digit()) {
        ids.extend(person::of_document(door, text)?);
    }
    let by_name = house.room::<PeopleIndex>().search(door, &Query::name(text), LOOKED_AT)?;
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
