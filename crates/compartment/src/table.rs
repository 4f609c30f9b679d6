//! This area's tables and statements. What is sealed has neither.

use crate::instruct::Instructions;
use crate::model::Sealed;
use ledger::{RecordKind, statement, table};

/// The area's migrations.
pub const MIGRATIONS: &[ledger::Migration] =
    &[ledger::Migration { id: "0090_compartment", sql: include_str!("../migrations/0090_compartment.sql") }];

table!(
    /// What is in force for one person; the sealed column lists the codes.
    pub INSTRUCTION_ROW = "instruction_row" { key [], "person" uuid, "sealed" sealed }
);

/// The kinds of record this area brings to the ledger.
pub fn records() -> Vec<RecordKind> {
    vec![RecordKind::of::<Sealed>(&[]), RecordKind::of::<Instructions>(&[&INSTRUCTION_ROW])]
}

statement! {
    pub(crate) INSTRUCTIONS_OF = "select record from instruction_row where tenant = $1 and person = $2 order by record";
}
