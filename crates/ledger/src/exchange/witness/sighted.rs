//! How the proofs with each site stand, for people.

use super::*;
use crate::exchange::instant;

/// How the proofs with a site stand, for people.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Witness {
    pub site: String,
    /// The newest checkpoint of the other site that was seen here.
    pub theirs: Option<Sighted>,
    /// The newest of this site's that the other has signed.
    pub ours: Option<Sighted>,
    /// At a post: how headquarters' manifest compared, when, and over how many records and entries.
    pub manifest: Outcome,
    pub compared_at: Option<Timestamp>,
    pub records: u64,
    pub entries: u64,
    /// Entries whose place in another's log was proved to this site.
    pub proved: u64,
}

/// A checkpoint, as people compare it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Sighted {
    pub epoch: i64,
    pub size: u64,
    pub short_code: String,
    /// Whether the other of the two sites signed it as well.
    pub is_signed: bool,
    pub at: Timestamp,
}

pub(super) fn witness(c: &mut dyn Connection, core: &Core, peer: &Peer) -> Result<Witness, Fault> {
    let state = state(c, &core.tenant, &peer.site)?;
    let own_epoch = epoch_of(c, core)?;
    let theirs = sighted(c, core, (&peer.site, peer.epoch), &core.site)?;
    let ours = sighted(c, core, (&core.site, own_epoch), &peer.site)?;
    let said = state.manifest.as_deref();
    let said = said.and_then(|n| Manifest::open(n.as_bytes(), &core.tenant, &peer.site, &peer.sign_key));
    let proved = c.query(PROVED_BYTES, &params![core.tenant.as_str()])?;
    let proved = proved.first().map_or(Ok(None), |row| row.opt_int("n"))?.unwrap_or(0);
    Ok(Witness {
        site: peer.site.clone(),
        theirs,
        ours,
        manifest: state.outcome,
        compared_at: match state.compared_at {
            0 => None,
            at => Some(instant(at)?),
        },
        records: said.as_ref().map_or(0, |said| said.records.count),
        entries: said.as_ref().map_or(0, |said| said.entries.count),
        proved: if peer.standing == Standing::Hub { proved.unsigned_abs() / 32 } else { 0 },
    })
}

/// The newest checkpoint of `site`; of the own log the newest that the other signed, if it signed any.
fn sighted(
    c: &mut dyn Connection,
    core: &Core,
    (site, epoch): (&str, i64),
    signer: &str,
) -> Result<Option<Sighted>, Fault> {
    let asked = params![core.tenant.as_str(), site, epoch, false, signer];
    let sql = if site == core.site { SIGHTED_SIGNED } else { SIGHTED };
    let Some(row) = c.query(sql, &asked)?.into_iter().next() else { return Ok(None) };
    let wrong = || Fault::Inconsistent("ledger_checkpoint.root is no hash".into());
    let size = row.int("size")?.unsigned_abs();
    let origin = Origin { tenant: core.tenant.clone(), site: site.to_owned(), epoch };
    let root = Hash::from_slice(&row.bytes("root")?).ok_or_else(wrong)?;
    let checkpoint = Checkpoint {
        origin,
        size,
        root,
        public_key: Vec::new(),
        signature: Vec::new(),
        cosignatures: Vec::new(),
        fork: false,
    };
    let is_signed = !matches!(row.value("signed_at")?, Value::Null);
    let at = instant(row.int("kept_at")?)?;
    Ok(Some(Sighted { epoch, size, short_code: checkpoint.short_code(), is_signed, at }))
}
