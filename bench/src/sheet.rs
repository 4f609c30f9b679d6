//! The smallest useful record: one statement of about 400 bytes, one row with a sealed column and one index.

use kernel::Office;
use ledger::{EntryView, Fault, Load, Migration, Record, RecordKind, Rows, Stamp, Tx, params, table};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The history of its table.
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "9000_bench_sheet",
    sql: "
create table bench_sheet (
  tenant text not null, record {uuid} not null, number text not null, office text not null, sealed {bytes} not null,
  primary key (tenant, record)
);
create index bench_sheet_number on bench_sheet (tenant, number);
",
}];

table!(SHEET = "bench_sheet" { key [], "number" text, "office" text, "sealed" sealed });

/// The kind of record, for the ledger's schema.
pub fn record_kind() -> RecordKind {
    RecordKind::of::<Sheet>(&[&SHEET])
}

/// A sheet as it stands.
#[derive(Clone, Default)]
pub struct Sheet(Option<(Written, Office)>);

/// What was written on it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Written {
    number: String,
    words: String,
}

/// What can happen to a sheet.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum SheetEvent {
    Written(Written),
}

impl Record for Sheet {
    const KIND: &'static str = "sheet";
    type Event = SheetEvent;

    fn apply(&mut self, SheetEvent::Written(written): &SheetEvent, entry: &EntryView) {
        self.0 = Some((written.clone(), entry.actor.office.clone()));
    }
    fn rows(&self, _id: Uuid, out: &mut Rows) {
        if let Some((written, office)) = &self.0 {
            out.put(&SHEET, params![&written.number, office, &written.words]);
        }
    }
}

/// Writes a new sheet.
pub fn write(tx: &mut Tx<'_>, stamp: &Stamp, number: u64) -> Result<(), Fault> {
    let written = Written { number: format!("HQ-{number:08}"), words: WORDS.to_owned() };
    let id = tx.fresh_uuid();
    tx.create::<Sheet>(id, stamp, &[SheetEvent::Written(written)]).map(drop)
}

/// Writes one more line on a sheet, which begins with its first.
pub fn line(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    id: Uuid,
    number: u64,
    line: usize,
    words: &str,
) -> Result<(), Fault> {
    let written = Written { number: format!("HQ-{number:08}"), words: words.to_owned() };
    let event = [SheetEvent::Written(written)];
    if line == 0 {
        return tx.create::<Sheet>(id, stamp, &event).map(drop);
    }
    let known = tx.load::<Sheet>(id)?.ok_or_else(|| Fault::Inconsistent("no such sheet".into()))?;
    tx.append(&known, stamp, &event).map(drop)
}

/// About 350 bytes, as long as a short account in a person's own words.
pub const WORDS: &str = "Dice que salió de su comunidad hace tres meses con su hija y su hermana, que caminaron cinco \
     días por la selva y que no puede volver porque a su hermano lo buscaron en la casa dos veces. Pide hablar con \
     alguien que le explique qué sigue y si su hija puede ir a la escuela mientras espera. Teme por su madre, que se quedó.";
