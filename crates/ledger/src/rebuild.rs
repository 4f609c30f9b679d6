//! `ceiba ledger rebuild`: empties the row tables, refills them from the log, and says one digest over what they hold.

use crate::shape::shape_between_sites;
use crate::{
    Column, ColumnKind, Fault, FromValue, Hash, Ledger, Row, Rows, Shape, Table, Value,
    door::{Core, ENTRY_COLUMNS, insert_rows, put_conflicts, row_binding, view},
    engine::Connection,
    entry::GONE,
    keyring::{Keys, Wrap, open_row, opened, wraps_between, wraps_of},
    params, record, sealed,
};
use aws_lc_rs::digest;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// The outcome of a rebuild.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rebuilt {
    pub records: u64,
    pub rows: u64,
    /// SHA-256 over the decoded values of all rows in key order; equal on both engines.
    pub digest: String,
}

/// Records folded at a time.
const PAGE: i64 = 500;

impl Ledger {
    /// Empties and refills every row table in one transaction.
    pub fn rebuild(&self, mut progress: impl FnMut(u64)) -> Result<Rebuilt, Fault> {
        let core = self.core();
        let (records, rows) = self.alone(|connection| {
            connection.begin_write()?;
            match refill(connection, core, &mut progress) {
                Ok(counts) => connection.batch("commit").map(|()| counts),
                Err(fault) => {
                    let _ = connection.batch("rollback");
                    Err(fault)
                }
            }
        })?;
        Ok(Rebuilt { records, rows, digest: self.digest()? })
    }

    /// The digest of all rows as they stand.
    pub fn digest(&self) -> Result<String, Fault> {
        self.digest_in(&self.shape())
    }

    /// The digest of the tables and columns that an earlier version had, over the rows as they stand: equal to what that
    /// version said as long as no state changed.
    pub fn digest_in(&self, shape: &Shape) -> Result<String, Fault> {
        self.read(|reader| digest_of(reader.connection, reader.core, shape, None))
    }

    /// The digest of what two sites can compare of some records: equal where both say the same.
    pub fn digest_of(&self, records: &BTreeSet<Uuid>) -> Result<String, Fault> {
        let shape = shape_between_sites(self.core());
        self.read(|reader| digest_of(reader.connection, reader.core, &shape, Some(records)))
    }

    /// The same of every record whose words are here.
    pub fn digest_held(&self) -> Result<String, Fault> {
        let shape = shape_between_sites(self.core());
        self.read(|reader| {
            let rows = reader.connection.query(HELD, &params![reader.core.tenant.as_str()])?;
            let held = rows.iter().map(|row| row.uuid("record")).collect::<Result<_, _>>()?;
            digest_of(reader.connection, reader.core, &shape, Some(&held))
        })
    }

    /// Row tables by name with their number of rows, for `doctor` and the tests.
    pub fn row_tables(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> =
            self.core().kinds.values().flat_map(|k| k.tables.iter()).map(|t| t.name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

pub(crate) fn digest_of(
    connection: &mut dyn Connection,
    core: &Core,
    shape: &Shape,
    only: Option<&BTreeSet<Uuid>>,
) -> Result<String, Fault> {
    let is_asked = |record: &Uuid| only.is_none_or(|only| only.contains(record));
    let tables = tables_of(core);
    let wraps = wraps_between(connection, &core.tenant, Uuid::nil(), Uuid::max())?;
    let mut out = digest::Context::new(&digest::SHA256);
    for (name, columns) in &shape.0 {
        let gone = |what: &str| Fault::Inconsistent(format!("{name}{what} of an earlier version is gone"));
        let table = *tables.get(name.as_str()).ok_or_else(|| gone(""))?;
        let column = |c: &String| table.columns.iter().find(|known| known.name == c);
        let columns = columns.iter().map(|c| column(c).ok_or_else(|| gone(&format!(".{c}"))));
        out.update(name.as_bytes());
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        for row in rows_in_order(connection, core, table, &columns, &wraps, &is_asked)? {
            out.update(&(row.len() as u64).to_be_bytes());
            out.update(&row);
        }
    }
    for row in connection.query(HEADS, &params![core.tenant.as_str()])? {
        let record = row.uuid("record")?;
        if !is_asked(&record) {
            continue;
        }
        out.update(record.as_bytes());
        out.update(&row.bytes("heads")?);
        out.update(&row.int("entries")?.to_be_bytes());
    }
    for row in connection.query(CONFLICTS, &params![core.tenant.as_str()])? {
        let record = row.uuid("record")?;
        if !is_asked(&record) {
            continue;
        }
        out.update(record.as_bytes());
        out.update(row.text("field")?.as_bytes());
        out.update(&row.bytes("sides")?);
    }
    Ok(Hash::from_slice(out.finish().as_ref()).map(|h| h.hex()).unwrap_or_default())
}

pub(crate) fn tables_of(core: &Core) -> BTreeMap<&'static str, &'static Table> {
    core.kinds.values().flat_map(|k| k.tables.iter()).map(|t| (t.name, *t)).collect()
}

/// The rebuild that a migration asked for, if one is still owed.
pub(crate) fn owed(connection: &mut dyn Connection, core: &Core) -> Result<(), Fault> {
    let note = crate::migrate::rebuild_of(&core.tenant);
    if connection.query("select id from ledger_migration where id = $1", &params![note.as_str()])?.is_empty()
    {
        return Ok(());
    }
    tracing::info!("the tables are of a new version: rows are filled anew from the log");
    connection.begin_write()?;
    let refilled = refill(connection, core, &mut |_| ());
    let done = refilled
        .and_then(|_| connection.execute("delete from ledger_migration where id = $1", &params![note]))
        .and_then(|_| connection.batch("commit"));
    if done.is_err() {
        let _ = connection.batch("rollback");
    }
    done
}

fn refill(
    connection: &mut dyn Connection,
    core: &Core,
    progress: &mut impl FnMut(u64),
) -> Result<(u64, u64), Fault> {
    let tables = tables_of(core);
    // Nobody appends while rows are written anew: the site row is the lease on numbering.
    let tenant = params![core.tenant.as_str()];
    connection.execute(HOLD_SITES, &tenant)?;
    for table in tables.values() {
        connection.execute(&table.empty_sql(), &tenant)?;
    }
    connection.execute("delete from ledger_record where tenant = $1", &tenant)?;
    connection.execute("delete from ledger_conflict where tenant = $1", &tenant)?;
    let (mut records, mut rows) = (0, 0);
    let mut after = Uuid::nil();
    loop {
        let page = connection.query(RECORD_PAGE, &params![core.tenant.as_str(), after, PAGE])?;
        let Some(last) = page.last() else { break };
        after = last.uuid("record")?;
        for row in &page {
            rows += refill_record(connection, core, row.uuid("record")?)?;
            records += 1;
        }
        progress(records);
    }
    Ok((records, rows))
}

fn refill_record(connection: &mut dyn Connection, core: &Core, id: Uuid) -> Result<u64, Fault> {
    let sql = format!("select {ENTRY_COLUMNS} from ledger_entry where tenant = $1 and record = $2");
    let stored = connection.query(&sql, &params![core.tenant.as_str(), id])?;
    let wraps = wraps_of(connection, &core.tenant, id)?;
    let keys = opened(&core.keys, &core.tenant, id, &wraps)?;
    let is_sealed =
        stored.first().is_some_and(|row| matches!(row.text("record_kind"), Ok(kind) if kind == sealed::KIND));
    let entries = if is_sealed {
        // Its words are opened by whoever reads them, and it has no rows.
        sealed::outline(connection, core, id)?
    } else {
        record::order(stored.iter().map(|row| view(core, &keys, row)).collect::<Result<Vec<_>, _>>()?)
    };
    let Some(first) = entries.first() else { return Ok(0) };
    let heads: Vec<u8> = record::heads(&entries).iter().flat_map(|h| h.0).collect();
    let head_row = params![core.tenant.as_str(), id, first.record_kind.as_str(), heads, entries.len()];
    connection.execute(
        "insert into ledger_record (tenant, record, record_kind, heads, entries) values ($1, $2, $3, $4, $5)",
        &head_row,
    )?;
    // Of what was erased the hashes stay, and no rows.
    if is_sealed || entries.iter().all(|entry| entry.kind == GONE) {
        return Ok(0);
    }
    // A kind this version does not know keeps its entries and has no rows.
    let Some(kind) = core.kinds.get(first.record_kind.as_str()) else { return Ok(0) };
    let projected: Rows = (kind.project)(id, &entries)?;
    put_conflicts(connection, &core.tenant, id, kind.kind, &(kind.to_ask)(&entries)?)?;
    let (mut count, mut steps) = (0, Vec::new());
    for (table, rows) in projected.by_table().into_values() {
        insert_rows(core, keys.first().map(|key| &**key), table, id, &rows, &mut steps)?;
        count += rows.len() as u64;
    }
    for step in &steps {
        // A number that a copied site gave out again stays with whoever has it; the exchange raised an alarm.
        connection.execute(&format!("{} on conflict do nothing", step.sql), &step.params)?;
    }
    Ok(count)
}

/// Every row of a table as bytes of its decoded values, in the order of its key: the same on both engines.
fn rows_in_order(
    connection: &mut dyn Connection,
    core: &Core,
    table: &Table,
    columns: &[&Column],
    wraps: &HashMap<Uuid, Vec<Wrap>>,
    is_asked: &impl Fn(&Uuid) -> bool,
) -> Result<Vec<Vec<u8>>, Fault> {
    let mut all = Vec::new();
    for row in connection.query(&table.select_all_sql(), &params![core.tenant.as_str()])? {
        let record = row.uuid("record")?;
        if !is_asked(&record) {
            continue;
        }
        let of_record = wraps.get(&record).filter(|_| table.sealed_column().is_some());
        let keys = opened(&core.keys, &core.tenant, record, of_record.map_or(&[], Vec::as_slice))?;
        all.push((key_of(&row, table)?, decoded(&row, core, table, columns, &keys)?));
    }
    all.sort();
    Ok(all.into_iter().map(|(_, value)| value).collect())
}

fn key_of(row: &Row, table: &Table) -> Result<Vec<Vec<u8>>, Fault> {
    let mut key = vec![row.text("tenant")?.into_bytes(), row.uuid("record")?.as_bytes().to_vec()];
    for column in table.key {
        let kind = table.columns.iter().find(|c| c.name == *column).map_or(ColumnKind::Text, |c| c.kind);
        key.push(canonical(row.value(column)?, kind));
    }
    Ok(key)
}

fn decoded(
    row: &Row,
    core: &Core,
    table: &Table,
    columns: &[&Column],
    keys: &Keys,
) -> Result<Vec<u8>, Fault> {
    let record = row.uuid("record")?;
    let mut out = row.text("tenant")?.into_bytes();
    out.extend(record.as_bytes());
    for column in columns {
        let bytes = match (column.kind, row.value(column.name)?) {
            (ColumnKind::Sealed, Value::Bytes(sealed)) => {
                open_row(&core.keys, keys, &row_binding(&core.tenant, table.name, record), sealed)?
            }
            (kind, value) => canonical(value, kind),
        };
        out.extend((bytes.len() as u64).to_be_bytes());
        out.extend(bytes);
    }
    Ok(out)
}

fn canonical(value: &Value, kind: ColumnKind) -> Vec<u8> {
    let tagged = |bytes: Option<Vec<u8>>| bytes.map_or_else(|| vec![0], |b| [vec![1], b].concat());
    tagged(match kind {
        ColumnKind::Uuid => Uuid::from_value(value).map(|v| v.as_bytes().to_vec()),
        ColumnKind::Int => i64::from_value(value).map(|v| (v as u64 ^ (1 << 63)).to_be_bytes().to_vec()),
        ColumnKind::Bool => bool::from_value(value).map(|v| vec![u8::from(v)]),
        ColumnKind::Real => f64::from_value(value).map(|v| v.to_be_bytes().to_vec()),
        ColumnKind::Text => String::from_value(value).map(String::into_bytes),
        ColumnKind::Bytes | ColumnKind::Sealed | ColumnKind::Hashed => Vec::<u8>::from_value(value),
    })
}

const HOLD_SITES: &str = "update ledger_site set touched = touched + 1 where tenant = $1";
const RECORD_PAGE: &str = "select distinct record from ledger_entry where tenant = $1 and record > $2 \
     order by record limit $3";
const CONFLICTS: &str =
    "select record, field, sides from ledger_conflict where tenant = $1 order by record, field";
const HELD: &str = "select record from ledger_record r where r.tenant = $1 \
     and not exists (select 1 from ledger_gone g where g.tenant = r.tenant and g.record = r.record)";
const HEADS: &str = "select record, heads, entries from ledger_record where tenant = $1 order by record";
