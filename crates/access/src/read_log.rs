//! Who read which file, when, in what role and through which page. Shown on the file itself.

use crate::{Access, Kind, Permission, Who, account, table};
use jiff::Timestamp;
use kernel::{AccountId, Office, Role};
use ledger::{Door, Fault, Row, Value, params};
use std::collections::HashMap;
use uuid::Uuid;

/// One read as somebody sees it later.
#[derive(Clone, PartialEq, Eq)]
pub struct Read {
    pub at: Timestamp,
    pub account: AccountId,
    /// The name colleagues see; empty when the account is not there any more.
    pub name: String,
    /// The role and office at the time of reading.
    pub role: Role,
    pub office: Office,
    /// The kind of file, [`Kind::code`].
    pub kind: String,
    pub record: Uuid,
    /// The page, as the route table writes it: `/cases/{case}/interview`.
    pub route: String,
    /// What it was read for, [`Permission::code`].
    pub permission: String,
}

impl std::fmt::Debug for Read {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Read({}, {}, {} {})", self.at, self.account, self.kind, self.record)
    }
}

/// The most reads ever returned at once.
const READS_MAX: i64 = 500;
/// The most reads of one account between two instants: an incident has to be told whole.
const READS_BETWEEN_MAX: i64 = 10_000;

impl Access {
    /// Writes down that somebody reads a file. Durable when it returns; answer the page only then.
    pub fn log_read(
        &self,
        who: &Who,
        kind: Kind,
        record: Uuid,
        route: &str,
        permission: Permission,
    ) -> Result<(), Fault> {
        let at = self.clock.now();
        let id = kernel::fresh_uuid(&*self.clock, &*self.random);
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            let (role, kind, permission) = (who.role.code(), kind.code(), permission.code());
            let row =
                params![tenant, id, at, who.account, role, &who.office, kind, record, route, permission];
            tx.execute(&table::ADD_READ, &row).map(drop)
        })
    }

    /// Who looked at this file, newest first, at most 500.
    pub fn reads_of(&self, kind: Kind, record: Uuid) -> Result<Vec<Read>, Fault> {
        self.reads(&table::READS_OF_RECORD, params![record, kind.code(), READS_MAX])
    }

    /// What an account looked at, newest first, at most 500.
    pub fn reads_by(&self, account: AccountId) -> Result<Vec<Read>, Fault> {
        self.reads(&table::READS_OF_ACCOUNT, params![account, READS_MAX])
    }

    /// What an account looked at from one instant until before another, newest first, at most 10,000.
    pub fn reads_between(
        &self,
        account: AccountId,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<Read>, Fault> {
        self.reads(&table::READS_BETWEEN, params![account, from, until, READS_BETWEEN_MAX])
    }

    /// The newest reads of all, at most 500.
    pub fn latest_reads(&self, limit: u32) -> Result<Vec<Read>, Fault> {
        self.reads(&table::LATEST_READS, params![i64::from(limit).min(READS_MAX)])
    }

    fn reads(&self, statement: &'static ledger::Statement, rest: Vec<Value>) -> Result<Vec<Read>, Fault> {
        self.ledger.read(|door| {
            let mut bound = params![door.tenant()];
            bound.extend(rest);
            let mut names = HashMap::new();
            let rows = door.query(statement, &bound)?;
            rows.iter().map(|row| read_of(door, row, &mut names)).collect()
        })
    }
}

fn read_of(door: &mut impl Door, row: &Row, names: &mut HashMap<AccountId, String>) -> Result<Read, Fault> {
    let account = AccountId(row.uuid("account")?);
    let name = match names.get(&account) {
        Some(name) => name.clone(),
        None => {
            let name = account::find(door, account)?.map(|view| view.name).unwrap_or_default();
            names.insert(account, name.clone());
            name
        }
    };
    Ok(Read {
        at: row.instant("at")?,
        account,
        name,
        role: Role::from_code(&row.text("role")?)
            .ok_or_else(|| Fault::Inconsistent("read_log.role".into()))?,
        office: Office(row.text("office")?),
        kind: row.text("kind")?,
        record: row.uuid("record")?,
        route: row.text("route")?,
        permission: row.text("permission")?,
    })
}
