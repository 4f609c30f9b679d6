//! The worklist: cases the reader may read, filtered by stage, office and who has them, the next to fall due first.

pub mod page;

use crate::access::{self, Scope, scope};
use crate::case::{CaseHead, heads_of};
use crate::table;
use ::access::Permission;
use kernel::AccountId;
use ledger::{Door, Fault, Value, params};
use web::{Ask, House};

/// What the reader asks to see. Empty means any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub procedure: String,
    pub stage: String,
    pub office: String,
    pub assignee: Assignee,
    pub state: State,
}

/// Whose cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Assignee {
    #[default]
    Anybody,
    Nobody,
    One(AccountId),
}

/// Running or ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    #[default]
    Open,
    Ended,
    Both,
}

/// A page of the worklist shows this many rows.
pub const PAGE_ROWS: usize = 50;

/// The rows of one page, counted from 0, and whether there are more.
pub fn rows(
    house: &House,
    ask: &Ask,
    door: &mut dyn Door,
    filter: &Filter,
    page: usize,
) -> Result<(Vec<CaseHead>, bool), Fault> {
    let statement = match scope(house, ask) {
        Scope::OwnOffice => &table::WORKLIST_OF_OFFICE,
        Scope::Children => &table::WORKLIST_OF_CHILDREN,
        Scope::All => &table::WORKLIST_OF_ALL,
    };
    let (whose, account) = match filter.assignee {
        Assignee::Anybody => ("", None),
        Assignee::Nobody => ("none", None),
        Assignee::One(account) => ("one", Some(account)),
    };
    let state = match filter.state {
        State::Open => "open",
        State::Ended => "ended",
        State::Both => "",
    };
    let tenant = door.tenant();
    let mut bound = params![tenant, &ask.who.office, &filter.procedure, &filter.stage, whose];
    bound.extend([account.map_or(Value::Null, |a| Value::Uuid(a.0)), state.into(), (&filter.office).into()]);
    bound.extend(params![PAGE_ROWS + 1, page.saturating_mul(PAGE_ROWS)]);
    let mut found = heads_of(door.query(statement, &bound)?)?;
    let more = found.len() > PAGE_ROWS;
    found.truncate(PAGE_ROWS);
    found.retain(|head| access::may(house, ask, Permission::ReadCase, head));
    Ok((found, more))
}
