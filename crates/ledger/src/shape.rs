//! How a site's data stands: which row tables and columns its states have, how many rows, the head of its log, one digest.

use crate::{
    Fault, Ledger,
    door::Core,
    engine::Connection,
    params,
    rebuild::{digest_of, tables_of},
    table::ColumnKind,
};
use std::collections::BTreeMap;

/// The row tables of a version and their columns. A later version adds to them; the digest over an earlier shape says
/// whether the states that version knew are still the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Shape(pub BTreeMap<String, Vec<String>>);

/// The standing of a site's data at one instant.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Standing {
    pub tenant: String,
    pub site: String,
    pub epoch: i64,
    /// The number of the newest entry, 0 when there is none.
    pub sequence: i64,
    /// Its hash, in hexadecimal.
    pub head: String,
    pub entries: i64,
    pub records: i64,
    pub rows: BTreeMap<String, i64>,
    pub shape: Shape,
    pub digest: String,
}

impl Ledger {
    /// The row tables of this version.
    pub fn shape(&self) -> Shape {
        shape_of(self.core())
    }

    /// How the data stands now.
    pub fn standing(&self) -> Result<Standing, Fault> {
        self.read(|reader| standing_of(reader.connection, reader.core))
    }
}

fn shape_of(core: &Core) -> Shape {
    columns_where(core, |_| true)
}

/// What two sites can compare. What is hashed is not: each site hashes under a key of its own, and the same words stand in
/// what is sealed, which is compared open.
pub(crate) fn shape_between_sites(core: &Core) -> Shape {
    columns_where(core, |kind| kind != ColumnKind::Hashed)
}

fn columns_where(core: &Core, is_wanted: impl Fn(ColumnKind) -> bool) -> Shape {
    let columns = |table: &crate::Table| {
        table.columns.iter().filter(|c| is_wanted(c.kind)).map(|c| c.name.to_owned()).collect()
    };
    Shape(tables_of(core).into_iter().map(|(name, table)| (name.to_owned(), columns(table))).collect())
}

pub(crate) fn standing_of(connection: &mut dyn Connection, core: &Core) -> Result<Standing, Fault> {
    let (tenant, site) = (core.tenant.as_str(), core.site.as_str());
    let found = connection.query(SITE, &params![tenant, site])?;
    let row = found.first().ok_or_else(|| Fault::Inconsistent("this site has no row".into()))?;
    let mut counted = |sql: &str| -> Result<i64, Fault> {
        let rows = connection.query(sql, &params![tenant])?;
        rows.first().map_or(Ok(0), |row| row.int("n"))
    };
    let entries = counted("select count(*) as n from ledger_entry where tenant = $1")?;
    let records = counted("select count(*) as n from ledger_record where tenant = $1")?;
    let shape = shape_of(core);
    let count = |table: &String| -> Result<(String, i64), Fault> {
        Ok((table.clone(), counted(&format!("select count(*) as n from {table} where tenant = $1"))?))
    };
    let rows = shape.0.keys().map(count).collect::<Result<_, Fault>>()?;
    let digest = digest_of(connection, core, &shape, None)?;
    Ok(Standing {
        tenant: tenant.to_owned(),
        site: site.to_owned(),
        epoch: row.int("epoch")?,
        sequence: row.int("next_sequence")? - 1,
        head: row.bytes("last_hash")?.iter().map(|b| format!("{b:02x}")).collect(),
        entries,
        records,
        rows,
        shape,
        digest,
    })
}

const SITE: &str = "select epoch, next_sequence, last_hash from ledger_site where tenant = $1 and site = $2";
