//! Looking for relatives who were separated on the way: what somebody asks for, whom that may be, and how both learn of one
//! another only when both want it.
//!
//! A search is a record about the requester, a lead a record about the requester and one other person. Nothing is written on
//! either file. The one rule of disclosure is [`lead::opens`]; every page that tells one side of the other asks it.

pub mod answer;
pub mod card;
pub mod judge;
pub mod lead;
pub mod page;
pub mod queue;
pub mod request;
pub mod search;
pub mod second;
pub mod suggest;
pub mod tell;
#[cfg(test)]
mod tests;
pub mod wish;

pub use lead::{Around, Lead, LeadStage, Reason, Reply, Side, Verdict};
pub use search::{Consent, ConsentHow, Danger, Outcome, Search, Sought, Stage};

use crate::{decoy, person, table};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Actor, PersonId};
use ledger::{Door, Fault, Load, Loaded, Row, content_hash, params};
use uuid::Uuid;

/// Longer reasons are not read.
pub const WHY_CHARS_MAX: usize = 500;
/// What somebody remembers of a relative may be long.
pub const WORDS_CHARS_MAX: usize = 2_000;

/// One thing said, by whom, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying<T> {
    pub said: T,
    pub why: String,
    pub by: Actor,
    pub at: Timestamp,
}

/// Whether a file is kept out of everything that suggests or discloses, as the other rooms tell it: sealed, or with
/// instructions. `app` puts one into the house's rooms.
pub struct WithheldFiles(pub fn(&mut dyn Door, PersonId) -> Result<bool, Fault>);

/// The same for a command.
pub type Withheld<'a> = &'a dyn Fn(&mut dyn Door, PersonId) -> Result<bool, Fault>;

/// Where and when somebody works on leads, and what the other rooms tell.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Only where the country is known are there leads; a post writes requests.
    pub is_headquarters: bool,
    /// Decides who is a child.
    pub today: Date,
    pub withheld: Withheld<'a>,
}

/// A record id made from names of our own: UUIDv8 (RFC 9562).
fn named(parts: &[&[u8]]) -> Uuid {
    let mut first = [0; 16];
    first.copy_from_slice(&content_hash(&parts.concat()).0[..16]);
    uuid::Builder::from_custom_bytes(first).into_uuid()
}

/// The row of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchHead {
    pub id: Uuid,
    pub person: PersonId,
    pub stage: Stage,
    /// In microseconds since 1970.
    pub opened_at: i64,
}

/// The row of a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeadHead {
    pub id: Uuid,
    pub search: Uuid,
    pub requester: PersonId,
    pub found: PersonId,
    pub stage: LeadStage,
}

fn search_head(row: &Row) -> Result<SearchHead, Fault> {
    let stage = Stage::from_code(&row.text("stage")?);
    Ok(SearchHead {
        id: row.uuid("record")?,
        person: PersonId(row.uuid("person")?),
        stage: stage.ok_or_else(|| Fault::Inconsistent("tracing_search.stage is none".into()))?,
        opened_at: row.int("opened_at")?,
    })
}

fn lead_head(row: &Row) -> Result<LeadHead, Fault> {
    let stage = LeadStage::from_code(&row.text("stage")?);
    Ok(LeadHead {
        id: row.uuid("record")?,
        search: row.uuid("search")?,
        requester: PersonId(row.uuid("requester")?),
        found: PersonId(row.uuid("found")?),
        stage: stage.ok_or_else(|| Fault::Inconsistent("tracing_lead.stage is none".into()))?,
    })
}

/// Every search of a person, the oldest first.
pub fn searches_of(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Vec<SearchHead>, Fault> {
    let tenant = door.tenant();
    door.query(&table::TRACING_SEARCHES_OF, &params![tenant, person])?.iter().map(search_head).collect()
}

/// Every lead of a search.
pub fn leads_of(door: &mut (impl Door + ?Sized), search: Uuid) -> Result<Vec<LeadHead>, Fault> {
    let tenant = door.tenant();
    door.query(&table::TRACING_LEADS_OF_SEARCH, &params![tenant, search])?.iter().map(lead_head).collect()
}

/// Every lead from somebody else's search to this person.
pub fn leads_to(door: &mut (impl Door + ?Sized), found: PersonId) -> Result<Vec<LeadHead>, Fault> {
    let tenant = door.tenant();
    door.query(&table::TRACING_LEADS_TO, &params![tenant, found])?.iter().map(lead_head).collect()
}

/// A search with its version; nothing where there is none of this person.
pub fn open_search(
    door: &mut (impl Door + ?Sized),
    id: Uuid,
) -> Result<Option<(PersonId, Loaded<Search>)>, Fault> {
    let loaded = door.load::<Search>(id)?;
    Ok(loaded.and_then(|loaded| loaded.state.person.map(|person| (person, loaded))))
}

/// What the rule of disclosure needs to know beside a search and a lead.
pub fn around(
    door: &mut dyn Door,
    desk: Desk<'_>,
    requester: PersonId,
    found: PersonId,
) -> Result<Around, Fault> {
    let is_unwilling = is_unwilling(door, found)? || is_in_danger(door, requester)?;
    let mut around = Around { is_unwilling, ..Around::default() };
    for id in [requester, found] {
        let Some(file) = person::state(door, id)? else {
            around.is_withheld = true;
            continue;
        };
        around.is_child |= file.is_child_on(desk.today);
        around.is_withheld |= is_withheld(door, desk, id)?;
    }
    Ok(around)
}

/// Whether a file takes no part in tracing, whatever it says. A decoy is nobody's relative.
pub fn is_withheld(door: &mut dyn Door, desk: Desk<'_>, person: PersonId) -> Result<bool, Fault> {
    Ok(decoy::known(door)?.hides(person) || (desk.withheld)(door, person)?)
}

/// Whether a person does not want to be found, or must not be.
pub fn is_unwilling(door: &mut dyn Door, person: PersonId) -> Result<bool, Fault> {
    Ok(wish::of(door, person)?.may_be_asked == Some(false) || is_in_danger(door, person)?)
}

/// Whether somebody must not learn where a person is, as any of their searches says, also one that is closed.
pub fn is_in_danger(door: &mut dyn Door, person: PersonId) -> Result<bool, Fault> {
    for head in searches_of(door, person)? {
        if open_search(door, head.id)?.is_some_and(|(_, loaded)| loaded.state.is_guarded()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What goes with a person who is erased: what they asked for and said, and what was said of them and others.
pub fn with_person(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Vec<Uuid>, Fault> {
    let mut all = held(door, person)?;
    for search in searches_of(door, person)? {
        all.extend(leads_of(door, search.id)?.into_iter().map(|lead| lead.id));
    }
    all.extend(leads_to(door, person)?.into_iter().map(|lead| lead.id));
    Ok(all)
}

/// What a site holds that holds the person: what they asked for and said. Leads stand where the country is known and go
/// nowhere else.
pub fn held(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Vec<Uuid>, Fault> {
    let mut all: Vec<Uuid> = searches_of(door, person)?.into_iter().map(|head| head.id).collect();
    let tenant = door.tenant();
    for row in door.query(&table::TRACING_WISH_OF, &params![tenant, person])? {
        all.push(row.uuid("record")?);
    }
    Ok(all)
}
