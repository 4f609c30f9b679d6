//! Asking for a search, taking the consent back and giving it again, checking for danger, closing and reopening.

use super::search::{Opened, SearchEvent};
use super::{Consent, Danger, Desk, LeadStage, Outcome, Search, Side, Sought, Stage};
use super::{around, lead, leads_of, open_search, searches_of};
use crate::name_index::sounds;
use crate::{decoy, person};
use jiff::civil::Date;
use kernel::PersonId;
use ledger::{Fault, Load, Loaded, Stamp, Tx};
use uuid::Uuid;

/// Why a search is not opened or changed, and what can be done about it.
#[derive(Debug, thiserror::Error)]
pub enum SearchRefusal {
    #[error("there is no such person or search")]
    Nothing,
    #[error("a name is needed, or a part of one")]
    NoName,
    #[error("nobody is looked for whom the person does not call a relative")]
    NoRelative,
    #[error("that day is still to come")]
    Future,
    /// The person looks for the same relative already.
    #[error("the same relative is looked for already")]
    Already(Uuid),
    #[error("it stands otherwise by now")]
    StandsOtherwise,
    #[error("say why")]
    NoReason,
    /// A search ends with the two in contact only after both agreed and the requester was told.
    #[error("nobody was told of anybody yet")]
    NobodyTold,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    pub words: String,
    pub sought: Sought,
    pub consent: Consent,
    pub danger: Danger,
    pub whom: String,
}

/// Opens a search on a person's request.
pub fn open(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    today: Date,
    person: PersonId,
    request: Request,
) -> Result<Uuid, SearchRefusal> {
    let Some(file) = person::state(tx, person)? else { return Err(SearchRefusal::Nothing) };
    if decoy::known(tx)?.hides(person) {
        return Err(SearchRefusal::Nothing);
    }
    let Request { words, sought, consent, danger, whom } = request;
    if sounds(&sought.names).is_empty() {
        return Err(SearchRefusal::NoName);
    }
    if !super::search::SOUGHT.contains(&sought.kin) {
        return Err(SearchRefusal::NoRelative);
    }
    if consent.on > today {
        return Err(SearchRefusal::Future);
    }
    if let Some(known) = already(tx, person, &sought)? {
        return Err(SearchRefusal::Already(known));
    }
    let is_child = sought.birth.date.told().is_some_and(|birth| birth.age_on(today) < 18);
    let is_about_child = is_child || file.is_child_on(today);
    let opened = Opened { person, words, sought, consent, is_about_child, danger, whom };
    let id = tx.fresh_uuid();
    tx.create::<Search>(id, stamp, &[SearchEvent::Opened(Box::new(opened))])?;
    Ok(id)
}

fn already(tx: &mut Tx<'_>, person: PersonId, sought: &Sought) -> Result<Option<Uuid>, Fault> {
    let names = sounds(&sought.names);
    for head in searches_of(tx, person)? {
        let known = open_search(tx, head.id)?.and_then(|(_, loaded)| loaded.state.sought);
        let is_same = known.is_some_and(|known| known.kin == sought.kin && sounds(&known.names) == names);
        if is_same && head.stage != Stage::Closed {
            return Ok(Some(head.id));
        }
    }
    Ok(None)
}

/// A search as somebody saw it; an empty head claims nothing.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    pub id: Uuid,
    pub head: &'a str,
}

fn opened(tx: &mut Tx<'_>, seen: Seen<'_>) -> Result<Loaded<Search>, SearchRefusal> {
    let (_, loaded) = open_search(tx, seen.id)?.ok_or(SearchRefusal::Nothing)?;
    if !loaded.is_at(seen.head) {
        return Err(Fault::Stale.into());
    }
    Ok(loaded)
}

/// The person does not agree any more, at any time and for whatever reason. What was open closes with it.
pub fn withdraw(tx: &mut Tx<'_>, stamp: &Stamp, seen: Seen<'_>, why: &str) -> Result<(), SearchRefusal> {
    // It counts whatever was written meanwhile: nobody has to come twice to say no.
    let loaded = opened(tx, Seen { head: "", ..seen })?;
    if loaded.state.consent.is_none() {
        return Err(SearchRefusal::StandsOtherwise);
    }
    let event = SearchEvent::ConsentWithdrawn { why: why.trim().to_owned() };
    tx.append(&loaded, stamp, &[event])?;
    Ok(())
}

/// The person agrees again.
pub fn renew(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    today: Date,
    seen: Seen<'_>,
    consent: Consent,
) -> Result<(), SearchRefusal> {
    let loaded = opened(tx, seen)?;
    if loaded.state.stage() != Stage::Paused {
        return Err(SearchRefusal::StandsOtherwise);
    }
    if consent.on > today {
        return Err(SearchRefusal::Future);
    }
    tx.append(&loaded, stamp, &[SearchEvent::ConsentGiven(consent)])?;
    Ok(())
}

/// It was asked again whether somebody must not learn where the person is.
pub fn check_danger(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    seen: Seen<'_>,
    danger: Danger,
    whom: &str,
) -> Result<(), SearchRefusal> {
    let loaded = opened(tx, seen)?;
    let whom = whom.trim().to_owned();
    tx.append(&loaded, stamp, &[SearchEvent::DangerChecked { danger, whom }])?;
    Ok(())
}

/// Ends a search.
pub fn close(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: Desk<'_>,
    seen: Seen<'_>,
    outcome: Outcome,
    why: &str,
) -> Result<(), SearchRefusal> {
    let loaded = opened(tx, seen)?;
    if loaded.state.stage() == Stage::Closed {
        return Err(SearchRefusal::StandsOtherwise);
    }
    if why.trim().is_empty() {
        return Err(SearchRefusal::NoReason);
    }
    if outcome == Outcome::InContact && !was_told(tx, desk, &loaded)? {
        return Err(SearchRefusal::NobodyTold);
    }
    let why = why.trim().to_owned();
    tx.append(&loaded, stamp, &[SearchEvent::Closed { outcome, why }])?;
    Ok(())
}

/// Whether the requester was told of somebody, and both still agree.
fn was_told(tx: &mut Tx<'_>, desk: Desk<'_>, search: &Loaded<Search>) -> Result<bool, Fault> {
    for head in leads_of(tx, search.id)?.into_iter().filter(|head| head.stage == LeadStage::Agreed) {
        let Some(known) = tx.load::<lead::Lead>(head.id)? else { continue };
        let around = around(tx, desk, head.requester, head.found)?;
        if known.state.was_told(Side::Requester) && lead::opens(&search.state, &known.state, around) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A search goes on.
pub fn reopen(tx: &mut Tx<'_>, stamp: &Stamp, seen: Seen<'_>, why: &str) -> Result<(), SearchRefusal> {
    let loaded = opened(tx, seen)?;
    if loaded.state.stage() != Stage::Closed {
        return Err(SearchRefusal::StandsOtherwise);
    }
    if why.trim().is_empty() {
        return Err(SearchRefusal::NoReason);
    }
    tx.append(&loaded, stamp, &[SearchEvent::Reopened { why: why.trim().to_owned() }])?;
    Ok(())
}
