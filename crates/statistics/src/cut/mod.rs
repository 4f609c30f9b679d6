//! Making a data cut: count everything up to a day, protect it, freeze what may be seen.

use crate::count::count;
use crate::model::{Cut, CutEvent, write_cells};
use crate::publish::{PublishError, Published, publish};
use crate::table::NEWEST_CUT;
use casework::facts::ClaimFact;
use jiff::civil::Date;
use kernel::Actor;
use ledger::{Door, Fault, Ledger, Load, Loaded, Reader, Stamp, params};
use uuid::Uuid;

/// Where facts come from: an area's own answer to "what happened to claims?". Facts carry ids and codes, never a name.
pub type FactSource = Box<dyn Fn(&mut Reader<'_>) -> Result<Vec<ClaimFact>, Fault> + Send + Sync>;

/// All sources of facts, as `app` wires them; a room of the house.
#[derive(Default)]
pub struct FactSources(pub Vec<FactSource>);

impl FactSources {
    /// Everything all sources know now.
    pub fn facts(&self, reader: &mut Reader<'_>) -> Result<Vec<ClaimFact>, Fault> {
        let mut all = Vec::new();
        for source in &self.0 {
            all.extend(source(reader)?);
        }
        Ok(all)
    }
}

/// Why there is no new cut.
#[derive(Debug, thiserror::Error)]
pub enum CutError {
    /// A cut counts what has happened.
    #[error("a cut cannot be made for a day that has not come")]
    Future,
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Counts the facts up to and including `up_to` and keeps what may be seen of them. Counting and protecting happen
/// before the write begins, so nobody waits for them.
pub fn make_cut(
    ledger: &Ledger,
    sources: &FactSources,
    actor: &Actor,
    up_to: Date,
    today: Date,
    key: Option<&str>,
) -> Result<Uuid, CutError> {
    if up_to > today {
        return Err(CutError::Future);
    }
    let facts = ledger.read(|reader| sources.facts(reader))?;
    let counts = count(&facts, up_to);
    let published = publish(&counts, disclosure::THRESHOLD)?;
    let made = CutEvent::CutMade {
        up_to,
        threshold: published.threshold,
        cells: write_cells(&published),
        left_out: counts.left_out,
        without_application: counts.without_application,
    };
    let write = |tx: &mut ledger::Tx<'_>| -> Result<String, Fault> {
        let id = tx.fresh_uuid();
        tx.create::<Cut>(id, &Stamp::on(actor.clone(), up_to), &[made])?;
        Ok(id.to_string())
    };
    let id = match key {
        Some(key) => ledger.once(key, actor.account, write)?,
        None => ledger.write(write)?,
    };
    Uuid::parse_str(&id).map_err(|_| Fault::Inconsistent("the answer of a cut is no id".into()).into())
}

/// The newest cut, if any was made.
pub fn newest_cut(door: &mut dyn Door) -> Result<Option<Loaded<Cut>>, Fault> {
    let tenant = door.tenant();
    let Some(row) = door.one(&NEWEST_CUT, &params![tenant])? else { return Ok(None) };
    let id = row.uuid("record")?;
    door.load::<Cut>(id)
}

/// The tables of the newest cut, if any was made.
pub fn newest_tables(door: &mut dyn Door) -> Result<Option<Published>, Fault> {
    Ok(newest_cut(door)?.map(|cut| cut.state.published()))
}
