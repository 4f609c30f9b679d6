//! This area's tables and statements. Plain columns hold ids, codes and instants; what was typed stays sealed in entries.

use ledger::{RecordKind, statement, table};

use crate::alarm::Alarm;
use crate::breach::Breach;
use crate::glass::Glass;
use crate::retention::{Hold, Retention};

/// The area's migrations.
pub const MIGRATIONS: &[ledger::Migration] = &[
    ledger::Migration { id: "0070_oversight", sql: include_str!("../migrations/0070_oversight.sql") },
    ledger::Migration {
        id: "0092_oversight_alarm",
        sql: include_str!("../migrations/0092_oversight_alarm.sql"),
    },
];

table!(
    /// One opening of one file by breaking glass.
    pub GLASS_ROW = "glass_row" {
        key [],
        "file_kind" text, "file" uuid, "account" uuid, "office" text, "opened_at" int, "until" int, "review_due" int,
        "reviewed_at" int?, "verdict" text?,
    }
);
table!(
    /// One incident with data.
    pub BREACH_ROW = "breach_row" {
        key [],
        "number" text, "kind" text, "noticed_at" int, "reported_at" int, "reported_by" uuid, "tell_by" int,
        "authority_told_at" int?, "persons_told_at" int?, "closed_at" int?, "persons" int?,
    }
);

table!(
    /// One alarm about reading.
    pub ALARM_ROW = "alarm_row" { key [], "review_due" int, "is_open" bool, "sealed" sealed }
);

/// The kinds of record this area brings to the ledger.
pub fn records() -> Vec<RecordKind> {
    vec![
        RecordKind::of::<Glass>(&[&GLASS_ROW]),
        RecordKind::of::<Breach>(&[&BREACH_ROW]),
        RecordKind::of::<Alarm>(&[&ALARM_ROW]),
        RecordKind::of::<Retention>(&[]),
        RecordKind::of::<Hold>(&[]),
    ]
}

statement! {
    pub(crate) OPENED_TO = "select account from glass_row where tenant = $1 and file = $2 and file_kind = $3 \
        and opened_at <= $4 and until > $4 order by account";
    pub(crate) GLASS_OF_ACCOUNT = "select record, file_kind, file, account, office, opened_at, until, review_due, \
        reviewed_at, verdict from glass_row where tenant = $1 and account = $2 order by opened_at desc, record";
    pub(crate) GLASS_ALL = "select record, file_kind, file, account, office, opened_at, until, review_due, \
        reviewed_at, verdict from glass_row where tenant = $1 order by opened_at desc, record limit 500";
    pub(crate) GLASS_UNREVIEWED = "select record, file_kind, file, account, office, opened_at, until, review_due, \
        reviewed_at, verdict from glass_row where tenant = $1 and reviewed_at is null order by review_due, record";
    pub(crate) ALARMS_WAITING = "select record, sealed from alarm_row where tenant = $1 and is_open \
        order by review_due, record";
    pub(crate) ALARMS = "select record, sealed from alarm_row where tenant = $1 order by review_due desc, record limit 200";
    pub(crate) BREACHES = "select record, number, kind, noticed_at, reported_at, reported_by, tell_by, \
        authority_told_at, persons_told_at, closed_at, persons from breach_row where tenant = $1 \
        order by noticed_at desc, record";
}
