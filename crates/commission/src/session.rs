//! Reading sessions: heads and histories as rows, single sessions from their entries, and what casework asks of them.

use crate::fold::{Session, State};
use crate::model::SessionId;
use crate::table;
use casework::session::Carried;
use jiff::civil::Date;
use kernel::{CaseId, Office};
use ledger::{Door, Fault, Load, Loaded, Row, params};
use std::collections::BTreeMap;

/// A session as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionHead {
    pub id: SessionId,
    pub commission: String,
    pub office: Office,
    pub number: String,
    pub on: Date,
    pub state: State,
    pub present: i64,
    pub quorum: Option<i64>,
    pub cases: i64,
    pub carried: i64,
    pub postponed: i64,
}

fn head(row: &Row) -> Result<SessionHead, Fault> {
    let state = State::from_code(&row.text("state")?)
        .ok_or_else(|| Fault::Inconsistent("session_row.state is no state".into()))?;
    Ok(SessionHead {
        id: SessionId(row.uuid("record")?),
        commission: row.text("commission")?,
        office: Office(row.text("office")?),
        number: row.text("number")?,
        on: row.date("on_day")?,
        state,
        present: row.int("present")?,
        quorum: row.opt_int("quorum")?,
        cases: row.int("cases")?,
        carried: row.int("carried")?,
        postponed: row.int("postponed")?,
    })
}

/// The newest sessions of every body, the last day first.
pub fn heads(door: &mut dyn Door) -> Result<Vec<SessionHead>, Fault> {
    let tenant = door.tenant();
    door.query(&table::HEADS, &params![tenant])?.iter().map(head).collect()
}

/// Sessions of a body that still have to be held or closed, the next first.
pub fn ahead(door: &mut dyn Door, body: &str) -> Result<Vec<SessionHead>, Fault> {
    let tenant = door.tenant();
    door.query(&table::AHEAD, &params![tenant, body])?.iter().map(head).collect()
}

/// The next session of a body that still takes cases, other than this one.
pub(crate) fn next(door: &mut dyn Door, body: &str, not: SessionId) -> Result<Option<SessionId>, Fault> {
    let tenant = door.tenant();
    let row = door.one(&table::NEXT, &params![tenant, body, not.0])?;
    row.map(|row| row.uuid("record").map(SessionId)).transpose()
}

/// One session with its state and the heads a form is made from.
pub fn load(door: &mut dyn Door, id: SessionId) -> Result<Option<Loaded<Session>>, Fault> {
    door.load::<Session>(id.0)
}

/// How often a case was left for another session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Postponed {
    pub times: u32,
    /// Of these, for lack of quorum.
    pub no_quorum: u32,
}

/// The cases of a body that were left for another session at least once.
pub fn postponed(door: &mut dyn Door, body: &str) -> Result<BTreeMap<CaseId, Postponed>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::POSTPONED, &params![tenant, body])?;
    let whole = |n: i64| u32::try_from(n).unwrap_or(0);
    let one = |row: &Row| {
        let (times, no_quorum) = (whole(row.int("times")?), whole(row.int("no_quorum")?));
        Ok((CaseId(row.uuid("case_id")?), Postponed { times, no_quorum }))
    };
    rows.iter().map(one).collect()
}

/// Cases that wait on an agenda of a body, with the session.
pub fn on_agenda(door: &mut dyn Door, body: &str) -> Result<BTreeMap<CaseId, (SessionId, String)>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::ON_AGENDA, &params![tenant, body])?;
    let one = |row: &Row| {
        Ok((CaseId(row.uuid("case_id")?), (SessionId(row.uuid("record")?), row.text("session")?)))
    };
    rows.iter().map(one).collect()
}

/// One time a case stood before a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hearing {
    pub session: SessionId,
    pub number: String,
    pub on: Date,
    /// `pending`, `carried`, `undecided`, `no_quorum` or `taken_off`.
    pub state: String,
    /// The step that was carried.
    pub step: Option<String>,
}

/// Every time a case stood before a body, oldest first.
pub fn of_case(door: &mut dyn Door, case: CaseId) -> Result<Vec<Hearing>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::OF_CASE, &params![tenant, case])?;
    let one = |row: &Row| {
        Ok(Hearing {
            session: SessionId(row.uuid("record")?),
            number: row.text("session")?,
            on: row.date("on_day")?,
            state: row.text("state")?,
            step: row.opt_text("step")?,
        })
    };
    rows.iter().map(one).collect()
}

/// What a session of a body last carried for a case: what `app` gives to casework.
pub fn carried(door: &mut dyn Door, case: CaseId, step: &str, body: &str) -> Result<Option<Carried>, Fault> {
    let tenant = door.tenant();
    let Some(row) = door.one(&table::CARRIED, &params![tenant, case, body, step])? else { return Ok(None) };
    let votes = |column: &str| Ok::<_, Fault>(usize::try_from(row.int(column)?).unwrap_or(0));
    Ok(Some(Carried {
        session: row.uuid("record")?,
        number: row.text("session")?,
        on: row.date("on_day")?,
        at: row.instant("closed_at")?,
        in_favour: votes("in_favour")?,
        against: votes("against")?,
        abstained: votes("abstained")?,
    }))
}
