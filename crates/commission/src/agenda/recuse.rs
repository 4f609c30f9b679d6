//! A member who takes no part in one case: a tie to the person, or an earlier decision of their own.

use crate::agenda::{AgendaRefusal, is_pending, open_for};
use crate::fold::Session;
use crate::model::{Ground, Named, SessionEvent, SessionId};
use kernel::CaseId;
use ledger::{Loaded, Stamp, Tx};

/// Notes that a member takes no part in a case. A vote they gave already does not count.
pub fn run(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    id: SessionId,
    case: CaseId,
    recusal: (Named, Ground, String),
    head: &str,
) -> Result<Loaded<Session>, AgendaRefusal> {
    let seen = open_for(tx, &stamp.actor, id, head)?;
    if !is_pending(&seen.state, case) {
        return Err(AgendaRefusal::NotPending);
    }
    let (member, ground, why) = recusal;
    if seen.state.item(case).is_some_and(|item| item.is_recused(member.account)) {
        return Ok(seen);
    }
    Ok(tx.append(&seen, stamp, &[SessionEvent::Recused { case, member, ground, why }])?)
}
