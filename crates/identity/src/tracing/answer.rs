//! Asking the person who may be the relative. They are told neither who looks for them nor where; a no stays silent.

use super::judge::{Both, LeadRefusal, opened};
use super::lead::LeadEvent;
use super::search::Consent;
use super::wish::{self, WishRefusal};
use super::{ConsentHow, Desk, Reply, Verdict};
use jiff::civil::Date;
use ledger::{Stamp, Tx};
use uuid::Uuid;

/// What the person answered, when, in which language and how.
#[derive(Clone, Debug)]
pub struct Asked {
    pub reply: Reply,
    pub on: Date,
    pub language: String,
    pub how: ConsentHow,
}

/// Writes down what the person answered. They may answer anew at any time; a yes counts only while the search goes on.
pub fn answer(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: Desk<'_>,
    id: Uuid,
    asked: Asked,
) -> Result<(), LeadRefusal> {
    let Both { lead, search, found, .. } = opened(tx, desk, id)?;
    if lead.state.verdict != Some(Verdict::WorthAsking) {
        return Err(LeadRefusal::NotWorthAsking);
    }
    if asked.on > desk.today {
        return Err(LeadRefusal::Future);
    }
    if asked.reply == Reply::Yes && !search.state.is_looking() {
        return Err(LeadRefusal::NotLooking);
    }
    let Asked { reply, on, language, how } = asked;
    tx.append(&lead, stamp, &[LeadEvent::Answered { reply, on, language, how }])?;
    // Whoever said never and says yes now has changed their mind about being found.
    let changes = match reply {
        Reply::Never => true,
        Reply::Yes => wish::of(tx, found)?.may_be_asked == Some(false),
        Reply::Later | Reply::No => false,
    };
    if changes {
        let said = wish::say(tx, stamp, desk.today, found, reply == Reply::Yes, Consent { how, on });
        said.map_err(refused)?;
    }
    Ok(())
}

fn refused(refusal: WishRefusal) -> LeadRefusal {
    match refusal {
        WishRefusal::NoSuchPerson => LeadRefusal::Nothing,
        WishRefusal::Future => LeadRefusal::Future,
        WishRefusal::Fault(fault) => LeadRefusal::Fault(fault),
    }
}
