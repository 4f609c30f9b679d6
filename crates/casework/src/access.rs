//! Who may: how a case is tied to offices and people, for the policies. Lists and single files ask the same row.

use crate::case::CaseHead;
use access::{Kind, Permission, Resource};
use kernel::{CaseId, Office};
use ledger::{Door, Fault};
use uuid::Uuid;
use web::{Ask, House};

/// The ties of one case; `None` when there is no such case.
pub fn relations(door: &mut dyn Door, case: CaseId) -> Result<Option<Resource>, Fault> {
    Ok(crate::case::find(door, case)?.as_ref().map(ties))
}

/// The ties of a case whose head was read.
pub fn ties(head: &CaseHead) -> Resource {
    Resource::case(head.id, head.office.clone())
        .at(head.offices.clone())
        .formerly(head.offices_former.clone())
        .asked_of(head.offices_asked.clone())
        .about_child(head.child)
        .assigned(head.assignee)
        .decided_by(head.deciders.clone())
}

/// May the reader do this to the case of a head?
pub fn may(house: &House, ask: &Ask, what: Permission, head: &CaseHead) -> bool {
    house.may(&ask.who, what, Some(&ties(head)))
}

/// The same where the wall of origin may have to be asked too: for rows of lists and links between cases.
pub fn may_see(
    house: &House,
    ask: &Ask,
    door: &mut dyn Door,
    what: Permission,
    head: &CaseHead,
) -> Result<bool, Fault> {
    house.may_tied(door, &ask.who, what, &ties(head))
}

/// Those of the cases to which the reader may do this, in the same order: asked one by one.
pub fn visible(
    house: &House,
    ask: &Ask,
    door: &mut dyn Door,
    what: Permission,
    heads: Vec<CaseHead>,
) -> Result<Vec<CaseHead>, Fault> {
    let mut seen = Vec::with_capacity(heads.len());
    for head in heads {
        if may_see(house, ask, door, what, &head)? {
            seen.push(head);
        }
    }
    Ok(seen)
}

/// Which cases a reader can have any business with: what a list asks the database for. Every row is asked about in
/// addition; this only keeps a list from reading the whole country to show one office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    OwnOffice,
    Children,
    All,
}

/// Asks the policies about invented files, so that a new policy widens the lists without a change here.
pub(crate) fn scope(house: &House, ask: &Ask) -> Scope {
    let elsewhere = || Resource::new(Kind::Case, Uuid::nil(), Office::from("-"));
    let may = |file: Resource| house.may(&ask.who, Permission::ReadCase, Some(&file));
    let former = elsewhere().formerly(vec![ask.who.office.clone()]);
    let mine = elsewhere().assigned(Some(ask.who.account));
    let decided = elsewhere().decided_by(vec![ask.who.account]);
    if [elsewhere(), former, mine, decided].into_iter().any(may) {
        Scope::All
    } else if may(elsewhere().about_child(true)) {
        Scope::Children
    } else {
        Scope::OwnOffice
    }
}
