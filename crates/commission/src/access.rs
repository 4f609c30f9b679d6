//! Who may: members of the body write to its sessions; a case on an agenda is shown to whoever may read it.

use crate::agenda::{Candidate, Shut, candidates};
use crate::fold::{Item, Session};
use crate::model::{Named, SessionId};
use crate::{body, session};
use access::{AccountView, Permission};
use casework::{CaseHead, Laws, case};
use ledger::{Door, Fault, Loaded};
use procedure::Commission;
use web::{Ask, House, Trouble};

/// Whether the reader sits at the body of this session and may write to it.
pub(crate) fn is_member(house: &House, ask: &Ask, session: &Session) -> bool {
    let theirs = session.convened.as_ref().is_some_and(|convened| convened.office == ask.who.office);
    theirs && house.may(&ask.who, Permission::ConveneSession, None)
}

/// The body of the reader's office, or the page that says there is none.
pub(crate) fn own_body<'a>(house: &'a House, ask: &Ask) -> Result<&'a Commission, Trouble> {
    let laws = house.room::<Laws>();
    body::of_office(laws, &ask.who.office)
        .ok_or_else(|| Trouble::Refused(ask.t("commission-refused-no-body")))
}

/// The session of the address.
pub(crate) fn found(house: &House, ask: &Ask) -> Result<Loaded<Session>, Trouble> {
    let id = ask.id::<SessionId>("session")?;
    house.ledger.read(|door| session::load(door, id))?.ok_or(Trouble::NotFound)
}

/// The session of the address, for a member of its body while it is not over.
pub(crate) fn writable(house: &House, ask: &Ask) -> Result<Loaded<Session>, Trouble> {
    let seen = found(house, ask)?;
    if !is_member(house, ask, &seen.state) {
        return Err(shut(ask, Shut::NotOfBody));
    }
    if seen.state.state().is_over() {
        return Err(shut(ask, Shut::Over));
    }
    Ok(seen)
}

/// The case of the address on the agenda of a session, for a reader who may open it.
pub(crate) fn item<'a>(house: &House, ask: &Ask, session: &'a Session) -> Result<&'a Item, Trouble> {
    let case = ask.id("case")?;
    let item = session.item(case).ok_or(Trouble::NotFound)?;
    let head = house.ledger.read(|door| case::find(door, case))?;
    match head {
        Some(head) if may_read(house, ask, &head) => Ok(item),
        // It was on the agenda of their own body: they may know that it is elsewhere now.
        _ => Err(Trouble::Refused(ask.t("commission-refused-not-before"))),
    }
}

pub(crate) fn may_read(house: &House, ask: &Ask, head: &CaseHead) -> bool {
    casework::access::may(house, ask, Permission::ReadCase, head)
}

/// Cases before a body that the reader may open, the most pressing first.
pub(crate) fn readable(
    house: &House,
    ask: &Ask,
    door: &mut dyn Door,
    body: &Commission,
) -> Result<Vec<Candidate>, Fault> {
    let mut all = candidates(door, house.room::<Laws>(), body, ask.today)?;
    all.retain(|candidate| may_read(house, ask, &candidate.head));
    Ok(all)
}

/// Colleagues who may sit in a session of the body: by name.
pub(crate) fn members(house: &House, session: &Session) -> Result<Vec<AccountView>, Fault> {
    let Some(convened) = &session.convened else { return Ok(Vec::new()) };
    let mut all = house.access.accounts()?;
    let sits = |account: &AccountView| house.access.may(&account.who(), Permission::CastVote, None);
    all.retain(|account| account.active && account.office == convened.office && sits(account));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

/// The reader putting their name to something.
pub(crate) fn named(ask: &Ask) -> Named {
    Named { account: ask.who.account, name: ask.who.name.clone() }
}

/// The page that says why a session takes nothing more.
pub(crate) fn shut(ask: &Ask, shut: Shut) -> Trouble {
    match shut {
        Shut::NoSession => Trouble::NotFound,
        Shut::Stale => Trouble::Stale { rows: Vec::new() },
        Shut::Over => Trouble::Refused(ask.t("commission-refused-over")),
        Shut::NotOfBody => Trouble::Refused(ask.t("commission-refused-not-of-body")),
        Shut::NoBody => Trouble::Refused(ask.t("commission-refused-no-law")),
        Shut::Fault(fault) => Trouble::from(fault),
    }
}
