//! What `ceiba ledger verify` proves of files: each is what it is called, somebody holds it, and what entries name is here.

use crate::{
    Fault, Hash,
    content::{content_hash, open_chunk, open_holding, open_whole},
    door::Core,
    engine::Connection,
    entry::Stored,
    keyring::{opened, wraps_of},
    params,
};
use uuid::Uuid;

/// Files looked at in one question.
const PAGE: i64 = 200;

/// What was found of files.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Files {
    pub whole: u64,
    pub arriving: u64,
}

/// Why files are not in order, or a fault below.
pub(crate) type Wrong = Result<&'static str, Fault>;

/// Opens every file of every institution with the keys of every record that holds it.
pub(crate) fn prove(c: &mut dyn Connection, core: &Core) -> Result<Files, Wrong> {
    for (sql, what) in [
        (STRAY_CHUNKS, "a chunk is of no file"),
        (STRAY_HOLDINGS, "a record holds a file that is not here"),
        (UNHELD, "a file is held by no record"),
    ] {
        if !c.query(sql, &[]).map_err(Err)?.is_empty() {
            return Err(Ok(what));
        }
    }
    let (mut files, mut after) = (Files::default(), (String::new(), Vec::new()));
    loop {
        let page = c.query(AFTER, &params![after.0.as_str(), after.1.clone(), PAGE]).map_err(Err)?;
        let Some(last) = page.last() else { return Ok(files) };
        after = (last.text("tenant").map_err(Err)?, last.bytes("content").map_err(Err)?);
        for row in &page {
            let tenant = row.text("tenant").map_err(Err)?;
            let is_whole = prove_one(c, core, &tenant, row.bytes("content").map_err(Err)?)?;
            if is_whole { files.whole += 1 } else { files.arriving += 1 }
        }
    }
}

/// Whether a file is whole; it is what every record that holds it calls it.
fn prove_one(c: &mut dyn Connection, core: &Core, tenant: &str, locator: Vec<u8>) -> Result<bool, Wrong> {
    let mut is_whole = None;
    for row in c.query(HOLDERS, &params![tenant, locator.clone()]).map_err(Err)? {
        let record = row.uuid("record").map_err(Err)?;
        let wraps = wraps_of(c, tenant, record).map_err(Err)?;
        let keys = opened(&core.keys, tenant, record, &wraps).map_err(Err)?;
        let held = open_holding(tenant, record, &keys, &row).map_err(Err)?;
        let held = held.ok_or(Ok("what a record keeps of a file does not open"))?;
        if core.keys.hashed("content", &held.hash.hex()).map_err(Err)? != locator {
            return Err(Ok("a file is not at its place"));
        }
        if is_whole.is_some() {
            // The same chunks under the same key, or the first chunk would not open.
            open_chunk(c, tenant, &held, 0).map_err(|_| Ok("a chunk of a file does not open"))?;
            continue;
        }
        is_whole = Some(held.is_whole());
        if held.is_whole() {
            let whole = open_whole(c, tenant, &held).map_err(|_| Ok("a chunk of a file does not open"))?;
            let whole = whole.ok_or(Ok("a chunk of a file is missing"))?;
            if content_hash(&whole) != held.hash {
                return Err(Ok("a file is not what it is called"));
            }
        } else {
            for part in 0..held.chunks {
                open_chunk(c, tenant, &held, part).map_err(|_| Ok("a chunk of a file does not open"))?;
            }
        }
    }
    is_whole.ok_or(Ok("a file is held by no record"))
}

/// The files that an entry names in its opened body, as its kind of record declares.
pub(crate) fn named(core: &Core, entry: &Stored, plain: &[u8]) -> Vec<Hash> {
    let Some(kind) = core.kinds.get(entry.record_kind.as_str()) else { return Vec::new() };
    let pointers = kind.files.iter().filter(|(named, _)| *named == entry.kind).map(|(_, pointer)| *pointer);
    let pointers: Vec<&str> = pointers.collect();
    if pointers.is_empty() {
        return Vec::new();
    }
    let Ok(body) = serde_json::from_slice::<serde_json::Value>(plain) else { return Vec::new() };
    let text = |pointer: &str| body.pointer(pointer).and_then(|v| v.as_str()).and_then(Hash::from_hex);
    pointers.into_iter().filter_map(text).collect()
}

/// Whether a record holds the whole of a file.
pub(crate) fn is_here(
    c: &mut dyn Connection,
    core: &Core,
    tenant: &str,
    record: Uuid,
    hash: Hash,
) -> Result<bool, Fault> {
    let locator = core.keys.hashed("content", &hash.hex())?;
    Ok(!c.query(WHOLE, &params![tenant, record, locator])?.is_empty())
}

/// Whether another site sends this one what it holds; headquarters of a country gets its own files from nobody.
pub(crate) fn has_hub(c: &mut dyn Connection, tenant: &str) -> Result<bool, Fault> {
    Ok(!c.query(HUB, &params![tenant])?.is_empty())
}

const AFTER: &str = "select tenant, content from ledger_content where (tenant, content) > ($1, $2) \
     order by tenant, content limit $3";
const HOLDERS: &str = "select h.record, h.content, h.sealed, c.chunks, c.here from ledger_holding h join \
     ledger_content c on c.tenant = h.tenant and c.content = h.content where h.tenant = $1 and h.content = $2";
const WHOLE: &str = "select 1 from ledger_holding h join ledger_content c on c.tenant = h.tenant \
     and c.content = h.content where h.tenant = $1 and h.record = $2 and h.content = $3 and c.here = c.chunks";
const STRAY_CHUNKS: &str = "select 1 from ledger_chunk k where not exists (select 1 from ledger_content c \
     where c.tenant = k.tenant and c.content = k.content) limit 1";
const STRAY_HOLDINGS: &str = "select 1 from ledger_holding h where not exists (select 1 from ledger_content c \
     where c.tenant = h.tenant and c.content = h.content) limit 1";
const UNHELD: &str = "select 1 from ledger_content c where not exists (select 1 from ledger_holding h \
     where h.tenant = c.tenant and h.content = c.content) limit 1";
const HUB: &str = "select 1 from ledger_peer where tenant = $1 and standing = 'hub' limit 1";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[AFTER, HOLDERS, WHOLE, STRAY_CHUNKS, STRAY_HOLDINGS, UNHELD, HUB];
