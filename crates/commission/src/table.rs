//! State → rows, and every SQL statement of this area. Plain columns hold ids, codes, days and counts; who voted what and
//! why stays sealed in the entries.

use crate::fold::{Item, ItemState, Session};
use crate::model::SessionEvent;
use ledger::{EntryView, Record, RecordKind, Rows, params, statement, table};
use uuid::Uuid;

/// The history of this area's tables.
pub const MIGRATIONS: &[ledger::Migration] = &[ledger::Migration {
    id: "0070_commission_session",
    sql: include_str!("../migrations/0070_commission_session.sql"),
}];

table!(pub SESSION_ROW = "session_row" {
    key [],
    "commission" text, "office" text, "number" text, "on_day" text, "state" text, "present" int, "quorum" int?,
    "cases" int, "carried" int, "postponed" int,
});
table!(pub SESSION_ITEM = "session_item" {
    key ["case_id"],
    "case_id" uuid, "commission" text, "number" text, "session" text, "on_day" text, "stage" text, "place" int,
    "state" text, "postponed" int, "step" text?, "in_favour" int?, "against" int?, "abstained" int?, "closed_at" int?,
});

/// The kind of record this area brings to the ledger.
pub fn record_kind() -> RecordKind {
    RecordKind::of::<Session>(&[&SESSION_ROW, &SESSION_ITEM])
}

impl Record for Session {
    const KIND: &'static str = "session";
    type Event = SessionEvent;

    fn apply(&mut self, event: &SessionEvent, entry: &EntryView) {
        self.take(event, entry);
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let Some(convened) = &self.convened else { return };
        let present = self.sitting.as_ref().map_or(self.present.len(), |sitting| sitting.present);
        let postponed = self.left_over().len();
        let values = params![
            &convened.commission,
            &convened.office,
            &convened.number,
            convened.on,
            self.state().code(),
            present,
            convened.rule.quorum,
            self.items.len() - self.count(ItemState::TakenOff),
            self.count(ItemState::Carried),
            postponed,
        ];
        out.put(&SESSION_ROW, values);
        for (place, item) in self.items.iter().enumerate() {
            self.item_row(place, item, out);
        }
    }
}

impl Session {
    fn item_row(&self, place: usize, item: &Item, out: &mut Rows) {
        let Some(convened) = &self.convened else { return };
        let carried = item.count.as_ref().and_then(|count| count.of_carried());
        let values = params![
            item.case,
            &convened.commission,
            &item.number,
            &convened.number,
            convened.on,
            &item.stage,
            place,
            self.state_of(item).code(),
            item.postponed,
            carried.map(|t| t.step.clone()),
            carried.map(|t| t.tally.in_favour),
            carried.map(|t| t.tally.against),
            carried.map(|t| t.tally.abstained),
            item.count.as_ref().map(|count| count.at),
        ];
        out.put(&SESSION_ITEM, values);
    }
}

macro_rules! heads {
    ($rest:literal) => {
        concat!(
            "select record, commission, office, number, on_day, state, present, quorum, cases, carried, postponed ",
            "from session_row where tenant = $1 ",
            $rest
        )
    };
}

statement! {
    pub(crate) HEADS = heads!("order by on_day desc, number desc limit 200");
    /// Sessions of a body that are neither held nor closed, the next first.
    pub(crate) AHEAD = heads!("and commission = $2 and state in ('convened', 'open') order by on_day, number");
    /// The next session of a body, other than one, whose agenda still takes cases.
    pub(crate) NEXT = heads!(
        "and commission = $2 and state = 'convened' and record <> $3 order by on_day, number limit 1"
    );
    /// How often each case of a body was left for another session, and how often of that for lack of quorum.
    pub(crate) POSTPONED = "select case_id, count(*) as times, \
        cast(sum(case when state = 'no_quorum' then 1 else 0 end) as bigint) as no_quorum \
        from session_item where tenant = $1 and commission = $2 and state in ('no_quorum', 'undecided') \
        group by case_id order by case_id";
    /// Cases that wait on an agenda already, with its session.
    pub(crate) ON_AGENDA = "select case_id, record, session from session_item \
        where tenant = $1 and commission = $2 and state = 'pending' order by case_id";
    /// The last time a session of a body carried a step for a case.
    pub(crate) CARRIED = "select record, session, on_day, in_favour, against, abstained, closed_at from session_item \
        where tenant = $1 and case_id = $2 and commission = $3 and step = $4 and state = 'carried' \
        order by closed_at desc, record desc limit 1";
    /// Every time a case stood before a body, oldest first.
    pub(crate) OF_CASE = "select record, session, on_day, state, step, in_favour, against, abstained from session_item \
        where tenant = $1 and case_id = $2 order by on_day, session";
}
