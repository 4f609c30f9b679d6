//! The read log of a post on its way to headquarters: what was not sent yet, and what another site sent.

use crate::table;
use jiff::Timestamp;
use ledger::{Door, Fault, Tx, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Reads of one parcel at most.
const LINES_MAX: i64 = 200;

/// One read, as it travels: ids and codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    id: Uuid,
    at: Timestamp,
    account: Uuid,
    role: String,
    office: String,
    kind: String,
    record: Uuid,
    route: String,
    permission: String,
}

/// The next reads that were not sent under this mark, taken for sent; `None` when there are none. A mark grows when either
/// site was restored: then all is sent again, and known reads are passed over there.
pub fn next(tx: &mut Tx<'_>, mark: i64) -> Result<Option<Vec<u8>>, Fault> {
    let tenant = tx.tenant();
    let rows = tx.query(&table::UNSENT_READS, &params![tenant.as_str(), mark, LINES_MAX])?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        let id = row.uuid("read_id")?;
        tx.execute(&table::SET_SENT, &params![mark, tenant.as_str(), id])?;
        lines.push(Line {
            id,
            at: row.instant("at")?,
            account: row.uuid("account")?,
            role: row.text("role")?,
            office: row.text("office")?,
            kind: row.text("kind")?,
            record: row.uuid("record")?,
            route: row.text("route")?,
            permission: row.text("permission")?,
        });
    }
    if lines.is_empty() {
        return Ok(None);
    }
    serde_json::to_vec(&lines).map(Some).map_err(|e| Fault::Inconsistent(e.to_string()))
}

/// Takes in what a site read; a read that is known is passed over. `false` when the bytes are none of it.
pub fn take(tx: &mut Tx<'_>, site: &str, bytes: &[u8]) -> Result<bool, Fault> {
    let Ok(lines) = serde_json::from_slice::<Vec<Line>>(bytes) else { return Ok(false) };
    let tenant = tx.tenant();
    for line in lines {
        let row = params![
            tenant.as_str(),
            line.id,
            line.at,
            line.account,
            line.role.as_str(),
            line.office.as_str(),
            line.kind.as_str(),
            line.record,
            line.route.as_str(),
            line.permission.as_str(),
            site
        ];
        tx.execute(&table::TAKE_READ, &row)?;
    }
    Ok(true)
}
