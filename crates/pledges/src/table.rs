//! This area's table and statements.

/// The area's migrations.
pub const MIGRATIONS: &[ledger::Migration] = &[ledger::Migration {
    id: "0060_pledges_pledge",
    sql: include_str!("../migrations/0060_pledges_pledge.sql"),
}];

ledger::table! {
    /// What the state last declared about a pledge.
    pub PLEDGE_ROW = "pledge_row" {
        key [],
        "pledge" text, "status" text, "declared_on" text, "declared_at" int, "declared_by" uuid, "declarations" int,
    }
}

ledger::statement! {
    /// What stands declared about each pledge.
    pub DECLARED = "select pledge, status, declared_on from pledge_row where tenant = $1 order by pledge";
}
