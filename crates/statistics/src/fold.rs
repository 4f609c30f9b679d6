//! From what was stated about a cut to the cut and its row.

use crate::model::{Cut, CutEvent};
use crate::table::STAT_CUT;
use ledger::{EntryView, Record, Rows, params};
use uuid::Uuid;

impl Record for Cut {
    const KIND: &'static str = "cut";
    type Event = CutEvent;

    fn apply(&mut self, event: &CutEvent, entry: &EntryView) {
        let CutEvent::CutMade { up_to, threshold, cells, left_out, without_application } = event;
        *self = Cut {
            up_to: *up_to,
            threshold: *threshold,
            left_out: *left_out,
            without_application: *without_application,
            made: Some((entry.at, entry.actor.account)),
            cells: cells.clone(),
        };
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let Some((at, by)) = self.made else { return };
        let withheld = self.cells.lines().filter(|line| line.ends_with(';')).count();
        let cells = self.cells.lines().count();
        out.put(&STAT_CUT, params![self.up_to, at, by, self.threshold, cells, withheld]);
    }
}
