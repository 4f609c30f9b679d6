//! What headquarters erases, every site erases that holds or held it: it is told once it understands the order, erases at
//! that very contact under a new generation of its keys, and says so. Until it has said so, it is on the list.

use super::frame::{ERASES, Lane};
use super::outbox::{self, Queue, Waiting};
use super::peer::{self, Peer, Standing};
use crate::door::Tx;
use crate::engine::Connection;
use crate::gone::{self, Why};
use crate::{Fault, Ledger, params};
use jiff::Timestamp;
use uuid::Uuid;

/// How far the erasures of headquarters have come at one site.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ErasuresAt {
    pub site: String,
    pub standing: Standing,
    /// Erased at headquarters, and not yet there.
    pub owed: u64,
    /// Of these, the oldest was put on the list then.
    pub owed_since: Option<Timestamp>,
    pub erased: u64,
    /// The version there is too old to erase on order: it lets the records go and keeps its keys until it is upgraded.
    pub is_too_old: bool,
}

/// At headquarters: nobody told the site yet.
const OWED: &str = "owed";
/// At headquarters: it waits in a lane, or the site has not answered.
const TOLD: &str = "told";
/// At headquarters: the site's version cannot erase on order; it was told to let go.
const LET_GO: &str = "let_go";
/// At headquarters: the site said that it erased it.
const ERASED: &str = "erased";
/// At headquarters: the site never had it.
const NEVER: &str = "never";
/// At a site: headquarters ordered it.
const ORDERED: &str = "ordered";
/// At a site: carried out, and headquarters is told.
const DONE: &str = "done";

impl Ledger {
    /// Which sites have erased what this one erased, and which have not.
    pub fn erasures(&self) -> Result<Vec<ErasuresAt>, Fault> {
        self.read(|reader| {
            let (c, tenant) = (&mut *reader.connection, reader.core.tenant.as_str());
            let mut all = Vec::new();
            for peer in peer::all(c, tenant)?.into_iter().filter(|peer| peer.standing != Standing::Hub) {
                let row = c.query(COUNTED, &params![tenant, peer.site.as_str()])?;
                let row = row.first().ok_or_else(|| Fault::Inconsistent("no count".into()))?;
                let since = row.opt_int("owed_since")?.map(super::instant).transpose()?;
                all.push(ErasuresAt {
                    is_too_old: peer.speaks < ERASES,
                    standing: peer.standing,
                    site: peer.site,
                    owed: row.int("owed")?.unsigned_abs(),
                    owed_since: since,
                    erased: row.int("erased")?.unsigned_abs(),
                });
            }
            Ok(all)
        })
    }

    /// Carries out what headquarters ordered to erase. Answers how many records; what fails is tried at the next contact.
    pub(crate) fn obey_erasures(&self) -> Result<u64, Fault> {
        let orders = self.read(|reader| ordered(reader.connection, &reader.core.tenant))?;
        if orders.is_empty() {
            return Ok(0);
        }
        let is_known = |order: &Order| order.is_erased;
        if orders.iter().all(is_known) {
            self.write(|tx| acknowledge(tx, &orders))?;
        } else {
            self.in_new_generation(
                |tx, _| orders.iter().try_for_each(|order| erase_here(tx, order.record)),
                |tx, ()| acknowledge(tx, &orders),
            )?;
        }
        Ok(orders.len() as u64)
    }
}

/// What headquarters ordered and this site has not carried out.
struct Order {
    hub: String,
    record: Uuid,
    /// It is erased here already: the order came again.
    is_erased: bool,
}

fn ordered(c: &mut dyn Connection, tenant: &str) -> Result<Vec<Order>, Fault> {
    let mut orders = Vec::new();
    for row in c.query(STANDING_AT, &params![tenant, ORDERED])? {
        let record = row.uuid("record")?;
        let is_erased = gone::is_erased(c, tenant, record)?;
        orders.push(Order { hub: row.text("peer")?, record, is_erased });
    }
    Ok(orders)
}

/// Also what never came here is noted, so that no late frame brings it.
fn erase_here(tx: &mut Tx<'_>, record: Uuid) -> Result<(), Fault> {
    if tx.blank(record, Why::Erased)? == 0 {
        gone::note_erased(tx, record)?;
    }
    Ok(())
}

fn acknowledge(tx: &mut Tx<'_>, orders: &[Order]) -> Result<(), Fault> {
    let tenant = tx.core.tenant.clone();
    for order in orders {
        peer::end_leaving(tx.connection, &tenant, &order.hub, order.record)?;
        put(tx, &order.hub, order.record, DONE)?;
        outbox::put_waiting(tx, &order.hub, Lane::Usual, Waiting::Erased { record: order.record })?;
    }
    Ok(())
}

/// What is newly erased here goes on the list of a site that holds or held it, and what is on the list into its lanes.
pub(crate) fn tell(tx: &mut Tx<'_>, peer: &Peer, queue: &mut Queue<'_>) -> Result<(), Fault> {
    let (tenant, now) = (tx.core.tenant.clone(), tx.now().as_microsecond());
    for (sql, standing) in [(CONCERNED, OWED), (REST, NEVER)] {
        let row = params![tenant.as_str(), peer.site.as_str(), standing, now];
        tx.connection.execute(sql, &row)?;
    }
    let understands = understands(tx, peer);
    // Whoever was upgraded meanwhile erases what they had only let go.
    let due: &[&str] = if understands { &[OWED, LET_GO] } else { &[OWED] };
    for standing in due {
        for row in
            tx.connection.query(STANDING_OF, &params![tenant.as_str(), peer.site.as_str(), *standing])?
        {
            let record = row.uuid("record")?;
            peer::put_scope(tx.connection, &tenant, &peer.site, record, false)?;
            if understands {
                queue.put(tx, Lane::Urgent, Waiting::Erase { record })?;
                put(tx, &peer.site, record, TOLD)?;
            } else {
                queue.leave(tx, record)?;
                put(tx, &peer.site, record, LET_GO)?;
            }
        }
    }
    Ok(())
}

fn understands(tx: &Tx<'_>, peer: &Peer) -> bool {
    peer.speaks.min(tx.core.speaks()) >= ERASES
}

/// A site sent words about what is erased here, which nobody can take in any more: it is told to erase them, at once.
pub(crate) fn insist(tx: &mut Tx<'_>, peer: &Peer, record: Uuid) -> Result<(), Fault> {
    let tenant = tx.core.tenant.clone();
    peer::put_scope(tx.connection, &tenant, &peer.site, record, false)?;
    if peer.standing != Standing::Post {
        return Ok(());
    }
    if !understands(tx, peer) {
        return put(tx, &peer.site, record, OWED);
    }
    let known = tx.connection.query(WAITS_TO_TELL, &params![tenant.as_str(), peer.site.as_str(), record])?;
    if known.is_empty() {
        put(tx, &peer.site, record, TOLD)?;
        outbox::put_waiting(tx, &peer.site, Lane::Urgent, Waiting::Erase { record })?;
    }
    Ok(())
}

/// Headquarters orders an erasure. A post orders none: what it says is passed over.
pub(crate) fn take_order(tx: &mut Tx<'_>, peer: &Peer, record: Uuid) -> Result<bool, Fault> {
    if peer.standing != Standing::Hub {
        return Ok(false);
    }
    put(tx, &peer.site, record, ORDERED)?;
    Ok(true)
}

/// Whether a line of the list says that headquarters ordered the erasure, carried out or not.
pub(crate) fn orders(standing: &str) -> bool {
    [ORDERED, DONE].contains(&standing)
}

/// A site says that it has erased. Of what is not erased here it says nothing that counts.
pub(crate) fn take_answer(tx: &mut Tx<'_>, peer: &Peer, record: Uuid) -> Result<(), Fault> {
    let tenant = tx.core.tenant.clone();
    if peer.standing == Standing::Post && gone::is_erased(tx.connection, &tenant, record)? {
        put(tx, &peer.site, record, ERASED)?;
    }
    Ok(())
}

/// The site speaks another version now: what it was told may not have been understood.
pub(crate) fn tell_again(tx: &mut Tx<'_>, site: &str) -> Result<(), Fault> {
    let tenant = tx.core.tenant.clone();
    tx.connection.execute(MOVE, &params![OWED, tenant.as_str(), site, TOLD]).map(drop)
}

/// The site was restored or copied: what it had erased may be there again.
pub(crate) fn forget(tx: &mut Tx<'_>, site: &str) -> Result<(), Fault> {
    let tenant = tx.core.tenant.clone();
    for standing in [OWED, TOLD, LET_GO, ERASED, NEVER] {
        tx.connection.execute(DROP, &params![tenant.as_str(), site, standing])?;
    }
    Ok(())
}

fn put(tx: &mut Tx<'_>, peer: &str, record: Uuid, standing: &str) -> Result<(), Fault> {
    let now = tx.now().as_microsecond();
    let row = params![tx.core.tenant.as_str(), peer, record, standing, now];
    tx.connection.execute(PUT, &row).map(drop)
}

const PUT: &str = "insert into ledger_erasure (tenant, peer, record, standing, since) values ($1, $2, $3, $4, $5) \
     on conflict (tenant, peer, record) do update set standing = excluded.standing, since = excluded.since";
const STANDING_AT: &str =
    "select peer, record from ledger_erasure where tenant = $1 and standing = $2 order by peer, record";
const STANDING_OF: &str =
    "select record from ledger_erasure where tenant = $1 and peer = $2 and standing = $3 order by record";
const WAITS_TO_TELL: &str =
    "select 1 from ledger_outbox where tenant = $1 and peer = $2 and what = 'erase' and record = $3 limit 1";
const MOVE: &str =
    "update ledger_erasure set standing = $1 where tenant = $2 and peer = $3 and standing = $4";
const DROP: &str = "delete from ledger_erasure where tenant = $1 and peer = $2 and standing = $3";
/// Erased here, not on the site's list, and held there once or written there.
const CONCERNED: &str = "insert into ledger_erasure (tenant, peer, record, standing, since) \
     select g.tenant, cast($2 as text), g.record, cast($3 as text), cast($4 as bigint) from ledger_gone g \
     where g.tenant = $1 and g.why = 'erased' and not exists (select 1 from ledger_erasure x \
     where x.tenant = g.tenant and x.peer = $2 and x.record = g.record) \
     and (exists (select 1 from ledger_scope s where s.tenant = g.tenant and s.peer = $2 and s.record = g.record) \
     or exists (select 1 from ledger_entry e where e.tenant = g.tenant and e.record = g.record and e.site = $2))";
const REST: &str = "insert into ledger_erasure (tenant, peer, record, standing, since) \
     select g.tenant, cast($2 as text), g.record, cast($3 as text), cast($4 as bigint) from ledger_gone g \
     where g.tenant = $1 and g.why = 'erased' and not exists (select 1 from ledger_erasure x \
     where x.tenant = g.tenant and x.peer = $2 and x.record = g.record)";
/// Also of a site that is told nothing any more, from what it held.
const COUNTED: &str = "select coalesce(sum(case when x.standing = 'erased' then 1 else 0 end), 0) as erased, \
     coalesce(sum(case when x.standing = 'erased' then 0 else 1 end), 0) as owed, \
     min(case when x.standing = 'erased' then null else coalesce(x.since, g.gone_at) end) as owed_since \
     from ledger_gone g left join ledger_erasure x on x.tenant = g.tenant and x.peer = $2 and x.record = g.record \
     where g.tenant = $1 and g.why = 'erased' and coalesce(x.standing, '') <> 'never' and (x.standing is not null \
     or exists (select 1 from ledger_scope s where s.tenant = g.tenant and s.peer = $2 and s.record = g.record) \
     or exists (select 1 from ledger_entry e where e.tenant = g.tenant and e.record = g.record and e.site = $2))";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] =
    &[PUT, STANDING_AT, STANDING_OF, WAITS_TO_TELL, MOVE, DROP, CONCERNED, REST, COUNTED];

#[cfg(test)]
mod tests;
