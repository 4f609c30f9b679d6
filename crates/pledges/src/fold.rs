//! From declarations to what stands now, and its row.

use crate::model::{Declaration, PledgeEvent, PledgeFile};
use crate::table::PLEDGE_ROW;
use ledger::{EntryView, Record, Rows, params};
use uuid::Uuid;

impl Record for PledgeFile {
    const KIND: &'static str = "pledge";
    type Event = PledgeEvent;

    fn apply(&mut self, event: &PledgeEvent, entry: &EntryView) {
        let PledgeEvent::Declared { pledge, status, on, note } = event;
        self.pledge.clone_from(pledge);
        self.declarations.push(Declaration {
            status: *status,
            on: *on,
            note: note.clone(),
            at: entry.at,
            by: entry.actor.account,
            office: entry.actor.office.clone(),
        });
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let Some(now) = self.current() else { return };
        let declarations = self.declarations.len();
        out.put(
            &PLEDGE_ROW,
            params![self.pledge.as_str(), now.status.code(), now.on, now.at, now.by, declarations],
        );
    }
}
