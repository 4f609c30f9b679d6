//! State becomes rows: the tables of this room, its migrations and its statements.
//!
//! Plain columns hold numbers, codes, days and ids. Everything else about a person stands in one sealed column.

use crate::fold;
use crate::model::{Household, HouseholdEvent, Person, PersonEvent};
use ledger::{EntryView, FieldClass, Migration, Record, Rows, params};
use uuid::Uuid;

ledger::table!(pub PERSON_ROW = "person_row" { key [], "number" text, "office" text, "registered_on" text, "sealed" sealed });
ledger::table!(
    /// One row a paper that stands and has a number: found by the number, which is not there to read.
    pub PERSON_DOCUMENT = "person_document" { key ["place"], "place" int, "document_number" hashed });
ledger::table!(
    /// One row a person of whom a post had a hint and at whom nobody has looked.
    pub PERSON_HINT = "person_hint" { key [], "number" text });
ledger::table!(pub HOUSEHOLD_ROW = "household_row" { key [], "number" text, "office" text, "focal" uuid });
ledger::table!(pub HOUSEHOLD_MEMBER = "household_member" { key ["person"], "person" uuid, "place" int, "kin" text, "kin_to" uuid, "present" bool });

ledger::table!(
/// One row two files that may be one person's, and how they stand.
pub PAIRING_ROW = "pairing_row" {
    key [], "one" uuid, "two" uuid, "stage" text, "weight" int, "to_look" int, "proposed_at" int
});

ledger::table!(
    /// One row a search for a relative: whose it is and where it stands. Who is looked for stands in the entries, sealed.
    pub TRACING_SEARCH = "tracing_search" { key [], "person" uuid, "stage" text, "opened_at" int });
ledger::table!(
    /// One row a lead that somebody judged.
    pub TRACING_LEAD = "tracing_lead" { key [], "search" uuid, "requester" uuid, "found" uuid, "stage" text });
ledger::table!(
    /// One row a person who was asked whether they want to be found; what they said is in the entries, sealed.
    pub TRACING_WISH = "tracing_wish" { key [], "person" uuid });

/// The name of the keyed hash of document numbers.
pub const DOCUMENT_NUMBER: &str = "document_number";

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "0010_identity",
    sql: "
create table person_row (
  tenant text not null, record {uuid} not null,
  number text not null, office text not null, registered_on text not null, sealed {bytes} not null,
  primary key (tenant, record)
);
create unique index person_row_number on person_row (tenant, number);
create index person_row_office on person_row (tenant, office, registered_on);
create table person_document (
  tenant text not null, record {uuid} not null, place bigint not null, document_number {bytes} not null,
  primary key (tenant, record, place)
);
create index person_document_number on person_document (tenant, document_number);
create table household_row (
  tenant text not null, record {uuid} not null, number text not null, office text not null, focal {uuid},
  primary key (tenant, record)
);
create unique index household_row_number on household_row (tenant, number);
create table household_member (
  tenant text not null, record {uuid} not null, person {uuid} not null, place bigint not null,
  kin text not null, kin_to {uuid} not null, present {bool} not null,
  primary key (tenant, record, person)
);
create unique index household_member_person on household_member (tenant, person) where present;
",
}, Migration {
    id: "0091_identity_decoy",
    sql: "
-- Which records are decoys. The handle says nothing of the record, and what it is stays sealed: who reads this table
-- learns how many there are and nothing else. An original: nothing derives it.
create table decoy (
  tenant text not null, decoy {uuid} not null, sealed {bytes} not null,
  primary key (tenant, decoy)
);
",
}, Migration {
    id: "0092_identity_hint",
    sql: "
create table person_hint (
  tenant text not null, record {uuid} not null, number text not null, primary key (tenant, record)
);
",
}, Migration {
    id: "0095_identity_pairing",
    sql: "
create table pairing_row (
  tenant text not null, record {uuid} not null, one {uuid} not null, two {uuid} not null, stage text not null,
  weight bigint not null, to_look bigint not null, proposed_at bigint not null,
  primary key (tenant, record)
);
create index pairing_row_one on pairing_row (one, tenant);
create index pairing_row_two on pairing_row (two, tenant);
create index pairing_row_stage on pairing_row (stage, weight, tenant);
",
}, Migration {
    id: "0098_identity_tracing",
    sql: "
create table tracing_search (
  tenant text not null, record {uuid} not null, person {uuid} not null, stage text not null, opened_at bigint not null,
  primary key (tenant, record)
);
create index tracing_search_person on tracing_search (person, tenant);
create index tracing_search_stage on tracing_search (stage, opened_at, tenant);
create table tracing_lead (
  tenant text not null, record {uuid} not null, search {uuid} not null, requester {uuid} not null, found {uuid} not null,
  stage text not null,
  primary key (tenant, record)
);
create index tracing_lead_search on tracing_lead (search, tenant);
create index tracing_lead_found on tracing_lead (found, tenant);
create index tracing_lead_stage on tracing_lead (stage, tenant);
create table tracing_wish (
  tenant text not null, record {uuid} not null, person {uuid} not null,
  primary key (tenant, record)
);
create index tracing_wish_person on tracing_wish (person, tenant);
",
}];

ledger::statement! {
    pub PAIRING = "select record, one, two, stage, weight, to_look, proposed_at from pairing_row \
        where tenant = $1 and record = $2";
    pub PAIRINGS_OF_PERSON = "select record, one, two, stage, weight, to_look, proposed_at from pairing_row \
        where tenant = $1 and (one = $2 or two = $2) order by record";
    pub PAIRINGS_WAITING = "select record, one, two, stage, weight, to_look, proposed_at from pairing_row \
        where tenant = $1 and (stage in ('waiting', 'unclear', 'seconding') or to_look > 0) \
        order by weight desc, proposed_at, record limit $2";
    pub PAIRINGS_JOINED = "select one, two from pairing_row where tenant = $1 and stage = 'same' order by record";
    pub TRACING_SEARCHES_OF = "select record, person, stage, opened_at from tracing_search \
        where tenant = $1 and person = $2 order by opened_at, record";
    pub TRACING_SEARCHES = "select record, person, stage, opened_at from tracing_search \
        where tenant = $1 and stage <> 'closed' order by opened_at, record limit $2";
    pub TRACING_LEADS_OF_SEARCH = "select record, search, requester, found, stage from tracing_lead \
        where tenant = $1 and search = $2 order by record";
    pub TRACING_LEADS_TO = "select record, search, requester, found, stage from tracing_lead \
        where tenant = $1 and found = $2 order by record";
    pub TRACING_LEADS_WAITING = "select record, search, requester, found, stage from tracing_lead \
        where tenant = $1 and stage in ('to_ask', 'agreed') order by record limit $2";
    pub TRACING_WISH_OF = "select record from tracing_wish where tenant = $1 and person = $2";
    pub PERSON_AGE = "select number, registered_on from person_row where tenant = $1 and record = $2";
    pub OPEN_HINTS = "select record, number from person_hint where tenant = $1 order by number";
    pub PERSON = "select number, sealed from person_row where tenant = $1 and record = $2";
    pub PERSON_OF_NUMBER = "select record from person_row where tenant = $1 and number = $2";
    pub PEOPLE_OF_DOCUMENT = "select distinct record from person_document where tenant = $1 and document_number = $2 order by record limit 50";
    pub PEOPLE_OF_OFFICE = "select record from person_row where tenant = $1 and office = $2 order by registered_on desc, number desc limit $3";
    pub RECENT_OF_OFFICE = "select record from person_row where tenant = $1 and office = $2 and registered_on >= $3 order by record";
    pub REGISTERED = "select record, office, registered_on from person_row where tenant = $1 order by number";
    pub DECOYS = "select decoy, sealed from decoy where tenant = $1 order by decoy";
    pub PUT_DECOY = "insert into decoy (tenant, decoy, sealed) values ($1, $2, $3) \
        on conflict (tenant, decoy) do update set sealed = excluded.sealed";
    pub HOUSEHOLD = "select number, office, focal from household_row where tenant = $1 and record = $2";
    pub HOUSEHOLD_OF_NUMBER = "select record from household_row where tenant = $1 and number = $2";
    pub MEMBERS = "select person, kin, kin_to from household_member where tenant = $1 and record = $2 and present = true order by place";
    pub HOUSEHOLDS_OF_PERSON = "select record from household_member where tenant = $1 and person = $2 and present = true order by record";
}

impl Record for Person {
    const KIND: &'static str = "person";
    type Event = PersonEvent;
    const FILES: &'static [(&'static str, &'static str)] =
        &[("document_scanned", "/content"), ("portrait_taken", "/content"), ("signature_given", "/content")];

    fn fields(event: &PersonEvent) -> Vec<(&'static str, FieldClass)> {
        fold::fields(event)
    }
    fn join(&mut self, field: &'static str, sides: &[PersonEvent]) {
        fold::join(self, field, sides);
    }
    fn apply(&mut self, event: &PersonEvent, entry: &EntryView) {
        fold::person(self, event, entry.at);
    }
    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let Some(registered_on) = self.registered_on else { return };
        // A state is made of texts, numbers and lists: writing it as JSON cannot fail.
        let sealed = serde_json::to_string(self).unwrap_or_default();
        out.put(&PERSON_ROW, params![self.number.as_str(), self.office(), registered_on, sealed]);
        if self.perhaps == Some(crate::hint::Perhaps::Open) {
            out.put(&PERSON_HINT, params![self.number.as_str()]);
        }
        for (place, document) in self.documents_standing() {
            let number = crate::identifier::normalised(&document.number);
            if !number.is_empty() {
                out.put(&PERSON_DOCUMENT, params![place, number]);
            }
        }
    }
}

impl Record for Household {
    const KIND: &'static str = "household";
    type Event = HouseholdEvent;

    fn apply(&mut self, event: &HouseholdEvent, _entry: &EntryView) {
        fold::household(self, event);
    }
    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let Some(office) = &self.office else { return };
        out.put(&HOUSEHOLD_ROW, params![self.number.as_str(), office, self.focal]);
        for (place, m) in self.members.iter().enumerate() {
            out.put(&HOUSEHOLD_MEMBER, params![m.person, place, m.kin.code(), m.to, m.left.is_none()]);
        }
    }
}
