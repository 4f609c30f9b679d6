//! The worklist: cases the reader may read, filtered by stage, office and who has them, the next to fall due first.

pub mod page;
#[cfg(test)]
mod tests;

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
/// No more rows than this are read at once on the way to a page.
const CHUNK_ROWS: usize = 1_000;

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
    let skip = page.saturating_mul(PAGE_ROWS);
    let wanted = skip.saturating_add(PAGE_ROWS + 1);
    let chunk = wanted.min(CHUNK_ROWS);
    // Rows are counted after the policy was asked: a page is full of what may be seen, and "more" tells of nothing else.
    let mut found = Vec::new();
    for from in (0..).step_by(chunk) {
        let mut bound = bound.clone();
        bound.extend(params![chunk, from]);
        let rows = heads_of(door.query(statement, &bound)?)?;
        let is_last = rows.len() < chunk;
        found.extend(access::visible(house, ask, door, Permission::ReadCase, rows)?);
        if is_last || found.len() >= wanted {
            break;
        }
    }
    let mut found: Vec<CaseHead> = found.into_iter().skip(skip).collect();
    let more = found.len() > PAGE_ROWS;
    found.truncate(PAGE_ROWS);
    Ok((found, more))
}
