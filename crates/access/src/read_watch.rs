//! The read log as the watch over reading asks it: who opened many files lately, and who opened one record.

use crate::{Access, Permission, table};
use jiff::Timestamp;
use kernel::{AccountId, Office, Role};
use ledger::{Door, Fault, Row, params};
use uuid::Uuid;

/// The most opens of one account that are looked at; the limit is far below.
const OPENS_MAX: i64 = 20_000;

/// The account or system that read, in the role and office of that time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBy {
    pub account: AccountId,
    pub role: Role,
    pub office: Office,
}

/// One open of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub at: Timestamp,
    pub record: Uuid,
    pub by: ReadBy,
}

/// Whether a read with this permission opens a file; others are work on one that is open.
pub fn opens_a_file(permission: Permission) -> bool {
    use Permission::*;
    matches!(permission, ReadPerson | ReadHousehold | ReadCase | ReadIntent)
}

impl Access {
    /// Accounts and systems that opened at least so many files at this site since an instant.
    pub fn busy_readers(&self, since: Timestamp, opens: u32) -> Result<Vec<ReadBy>, Fault> {
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let bound = params![tenant.as_str(), since, i64::from(opens)];
            let mut busy = Vec::new();
            for row in door.query(&table::BUSY_READERS, &bound)? {
                let last = params![tenant.as_str(), row.uuid("account")?, since, 1i64];
                busy.extend(door.one(&table::LAST_OPENS, &last)?.as_ref().map(by).transpose()?);
            }
            Ok(busy)
        })
    }

    /// What an account opened at this site since an instant, in the order of time; of very much, the newest.
    pub fn opened_by(&self, account: AccountId, since: Timestamp) -> Result<Vec<Opened>, Fault> {
        self.ledger.read(|door| {
            let bound = params![door.tenant(), account, since, OPENS_MAX];
            let rows = door.query(&table::LAST_OPENS, &bound)?;
            rows.iter().rev().map(opened).collect()
        })
    }

    /// Who opened one record, in whatever way, in the order of time.
    pub fn opens_of(&self, record: Uuid) -> Result<Vec<Opened>, Fault> {
        self.ledger.read(|door| {
            let bound = params![door.tenant(), record, OPENS_MAX];
            let rows = door.query(&table::READS_OF_ONE, &bound)?;
            rows.iter().rev().map(opened).collect()
        })
    }
}

fn by(row: &Row) -> Result<ReadBy, Fault> {
    let role = Role::from_code(&row.text("role")?);
    Ok(ReadBy {
        account: AccountId(row.uuid("account")?),
        role: role.ok_or_else(|| Fault::Inconsistent("read_log.role".into()))?,
        office: Office(row.text("office")?),
    })
}

fn opened(row: &Row) -> Result<Opened, Fault> {
    Ok(Opened { at: row.instant("at")?, record: row.uuid("record")?, by: by(row)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The statements name the permissions; a new one that opens a file must stand there too.
    #[test]
    fn the_statements_count_what_opens_a_file() {
        for permission in Permission::ALL.iter().copied() {
            let named = table::BUSY_READERS.sql.contains(&format!("'{}'", permission.code()));
            assert_eq!(named, opens_a_file(permission), "{permission:?}");
            let named = table::LAST_OPENS.sql.contains(&format!("'{}'", permission.code()));
            assert_eq!(named, opens_a_file(permission), "{permission:?}");
        }
    }
}
