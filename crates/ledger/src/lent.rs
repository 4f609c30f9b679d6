//! What others lent to this site, proved from what is stored: every entry that was proved once is still here and still below
//! the checkpoint, the checkpoints still link, and what headquarters' manifest counts is all here.

use crate::{
    Hash, Manifest, MultiProof,
    checkpoint::Origin,
    engine::Connection,
    exchange::witness::{self, Compared, straight},
    params,
    prove::checkpoints_of,
    tree,
    verify::Broken,
};
use std::collections::BTreeSet;

/// Proves all of it: entries proved, and those that the manifest counts where it can be compared.
pub(crate) fn check(c: &mut dyn Connection, tenant: &str) -> Result<(u64, Option<u64>), Broken> {
    signatures(c, tenant)?;
    growths(c, tenant)?;
    let proved = exhibits(c, tenant)?;
    let manifest = match witness::compared(c, tenant)? {
        Some(compared) => manifest(c, tenant, &compared)?,
        None => None,
    };
    Ok((proved, manifest))
}

fn broken(site: &str, what: String) -> Broken {
    Broken::Site { site: site.to_owned(), what }
}

/// The checkpoints of others bear the signatures that they say.
fn signatures(c: &mut dyn Connection, tenant: &str) -> Result<(), Broken> {
    for row in c.query(SITES, &params![tenant])? {
        let site = row.text("site")?;
        for checkpoint in checkpoints_of(c, tenant, &site)? {
            if !checkpoint.holds() {
                let what = format!("a signature under its checkpoint over {} is false", checkpoint.size);
                return Err(broken(&site, what));
            }
        }
    }
    Ok(())
}

fn growths(c: &mut dyn Connection, tenant: &str) -> Result<(), Broken> {
    for row in c.query(GROWTHS, &params![tenant])? {
        let (site, epoch) = (row.text("site")?, row.int("epoch")?);
        let origin = Origin { tenant: tenant.to_owned(), site: site.clone(), epoch };
        let (old, size) = (row.int("old_size")?.unsigned_abs(), row.int("size")?.unsigned_abs());
        let (old_root, root) = (straight(c, &origin, old)?, straight(c, &origin, size)?);
        let path = hashes(&row.bytes("path")?);
        let links = match (old_root, root) {
            (Some(old_root), Some(root)) => tree::check_growth((old, old_root), (size, root), &path).is_ok(),
            _ => false,
        };
        if !links {
            return Err(broken(
                &site,
                format!("its checkpoint over {size} entries does not follow the one over {old}"),
            ));
        }
    }
    Ok(())
}

fn exhibits(c: &mut dyn Connection, tenant: &str) -> Result<u64, Broken> {
    let mut proved = BTreeSet::new();
    let mut after = (String::new(), 0, 0, 0);
    loop {
        let asked = params![tenant, after.0.as_str(), after.1, after.2, after.3];
        let Some(row) = c.query(NEXT_EXHIBIT, &asked)?.into_iter().next() else { break };
        let (site, epoch) = (row.text("site")?, row.int("epoch")?);
        after = (site.clone(), epoch, row.int("size")?, row.int("number")?);
        let size = row.int("size")?.unsigned_abs();
        let entries = hashes(&row.bytes("hashes")?);
        for hash in &entries {
            if c.query(THERE, &params![tenant, hash.0.to_vec(), site.as_str()])?.is_empty() {
                let what = format!("the entry {} was proved in its log and is not here", hash.hex());
                return Err(broken(&site, what));
            }
        }
        let origin = Origin { tenant: tenant.to_owned(), site: site.clone(), epoch };
        let leaves: Vec<Hash> = entries.iter().copied().map(tree::leaf).collect();
        let proof = MultiProof::from_bytes(&row.bytes("proof")?).ok().filter(|proof| proof.size == size);
        let root = straight(c, &origin, size)?;
        if !matches!((proof, root), (Some(proof), Some(root)) if proof.check(&leaves, root).is_ok()) {
            return Err(broken(
                &site,
                format!("a proof below its checkpoint over {size} entries does not hold"),
            ));
        }
        proved.extend(entries);
    }
    Ok(proved.len() as u64)
}

/// Entries that the manifest counts and that are here; nothing where what was lent moved since.
fn manifest(c: &mut dyn Connection, tenant: &str, compared: &Compared) -> Result<Option<u64>, Broken> {
    let hub = &compared.hub;
    let said = Manifest::open(compared.manifest.as_bytes(), tenant, &hub.site, &hub.sign_key);
    let said = said.ok_or_else(|| broken(&hub.site, "the manifest is not signed by it".into()))?;
    let (records, entries) = witness::totals(c, tenant, &hub.site, &said.holder, compared.arrival)?;
    if records != said.records {
        return Ok(None);
    }
    if entries == said.entries {
        return Ok(Some(entries.count));
    }
    let (said, here) = (said.entries.count, entries.count);
    Err(broken(
        &hub.site,
        format!("it lent {said} entries on the records that are here, and these are others ({here})"),
    ))
}

fn hashes(bytes: &[u8]) -> Vec<Hash> {
    bytes.chunks(32).filter_map(Hash::from_slice).collect()
}

const SITES: &str = "select distinct site from ledger_checkpoint where tenant = $1 order by site";
const GROWTHS: &str = "select site, epoch, old_size, size, path from ledger_growth where tenant = $1 order by site, epoch, size";
const NEXT_EXHIBIT: &str = "select site, epoch, size, number, hashes, proof from ledger_exhibit where tenant = $1 \
     and (site, epoch, size, number) > ($2, $3, $4, $5) order by site, epoch, size, number limit 1";
const THERE: &str = "select 1 as n from ledger_entry where tenant = $1 and hash = $2 and site = $3";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[SITES, GROWTHS, NEXT_EXHIBIT, THERE];
