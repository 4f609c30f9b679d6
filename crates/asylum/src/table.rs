//! State → rows, and the SQL of this area. What identifies (the place and the person's own words) is sealed.

use crate::fold::Intent;
use crate::model::IntentEvent;
use ledger::{EntryView, Record, RecordKind, Rows, params, statement, table};
use uuid::Uuid;

/// The history of this area's tables.
pub const MIGRATIONS: &[ledger::Migration] = &[ledger::Migration {
    id: "0040_asylum_intent",
    sql: include_str!("../migrations/0040_asylum_intent.sql"),
}];

table!(pub INTENT_ROW = "intent_row" {
    key [],
    "serial" text, "office" text, "stated_on" text, "stated_at" text, "people" int, "language" text, "child" text,
    "case_id" uuid?, "expressed_at" int, "expressed_by" uuid, "sealed" sealed,
});
table!(pub INTENT_PERSON = "intent_person" { key ["person"], "person" uuid });

statement! {
    pub FIND = "select record, serial, office, stated_on, stated_at, people, language, child, case_id, expressed_at, \
         expressed_by from intent_row where tenant = $1 and record = $2";
    pub ALL = "select record, serial, office, stated_on, stated_at, people, language, child, case_id, expressed_at, \
         expressed_by from intent_row where tenant = $1 order by stated_on desc, serial desc";
    pub OF_OFFICE = "select record, serial, office, stated_on, stated_at, people, language, child, case_id, \
         expressed_at, expressed_by from intent_row where tenant = $1 and office = $2 \
         order by stated_on desc, serial desc limit $3";
    pub NEWEST = "select record, serial, office, stated_on, stated_at, people, language, child, case_id, expressed_at, \
         expressed_by from intent_row where tenant = $1 order by stated_on desc, serial desc limit $2";
    pub AFTER = "select record, serial, office, stated_on, stated_at, people, language, child, case_id, expressed_at, \
         expressed_by from intent_row where tenant = $1 and record > $2 and ($3 = '' or office = $3) \
         order by record limit $4";
    pub WAITING = "select record, serial, office, stated_on, stated_at, people, language, child, case_id, \
         expressed_at, expressed_by from intent_row where tenant = $1 and case_id is null order by stated_on, serial";
    pub AT_OFFICE = "select record from intent_row where tenant = $1 and office = $2 order by record";
    pub PERSONS_AT_OFFICE = "select distinct p.person from intent_person p join intent_row i \
         on i.tenant = p.tenant and i.record = p.record where p.tenant = $1 and i.office = $2 order by p.person";
    pub OF_PERSON = "select i.record, i.serial from intent_person p join intent_row i \
         on i.tenant = p.tenant and i.record = p.record where p.tenant = $1 and p.person = $2 order by i.record";
    pub PERSONS = "select person from intent_person where tenant = $1 and record = $2 order by person";
}

/// The kind of record this area brings to the ledger.
pub fn record_kind() -> RecordKind {
    RecordKind::of::<Intent>(&[&INTENT_ROW, &INTENT_PERSON])
}

impl Record for Intent {
    const KIND: &'static str = "intent";
    type Event = IntentEvent;

    fn apply(&mut self, event: &IntentEvent, entry: &EntryView) {
        self.take(event, entry);
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let (Some(said), Some(at), Some(by)) = (&self.expressed, self.expressed_at, self.expressed_by) else {
            return;
        };
        let sealed = serde_json::json!({ "place": said.place, "words": said.words }).to_string();
        let time = said.stated_at.strftime("%H:%M").to_string();
        out.put(
            &INTENT_ROW,
            params![
                &said.serial,
                &said.office,
                said.stated_on,
                time,
                said.people,
                &said.language,
                said.child.code(),
                self.case,
                at,
                by,
                sealed
            ],
        );
        for person in &self.persons {
            out.put(&INTENT_PERSON, params![*person]);
        }
    }
}
