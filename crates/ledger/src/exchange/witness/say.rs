//! What a site says: its checkpoint, its signature under the other's, the places of what it lent, and the manifest.

use super::*;

pub(super) fn is_news(c: &mut dyn Connection, core: &Core, site: &str) -> Result<bool, Fault> {
    let Some(peer) = peer::find(c, &core.tenant, site)? else { return Ok(false) };
    let waits = c.query(WAITS, &params![core.tenant.as_str(), site, CHANNEL])?;
    if peer.standing == Standing::Revoked || !waits.is_empty() {
        return Ok(false);
    }
    let state = state(c, &core.tenant, site)?;
    if mark(c, core, &peer)? != state.said {
        return Ok(true);
    }
    let since = core.ports.clock.now().as_microsecond().abs_diff(state.said_at);
    Ok(written(c, core)? != state.said_sequence && since >= QUIET_MICROSECONDS)
}

/// Everything but the growth of the own log that makes something to say.
fn mark(c: &mut dyn Connection, core: &Core, peer: &Peer) -> Result<String, Fault> {
    let lanes = peer::lanes(c, &core.tenant, &peer.site)?;
    let places: Vec<String> = lanes.values().map(|lane| lane.next_place.to_string()).collect();
    let signed = c.query(SIGNED, &params![core.tenant.as_str(), peer.site.as_str(), core.site.as_str()])?;
    let signed =
        signed.first().map(|row| Ok::<_, Fault>((row.int("epoch")?, row.int("size")?))).transpose()?;
    let signed = signed.unwrap_or_default();
    let own = epoch_of(c, core)?;
    Ok(format!("{own}/{}/{}/{}.{}", peer.epoch, places.join("."), signed.0, signed.1))
}

fn written(c: &mut dyn Connection, core: &Core) -> Result<i64, Fault> {
    let rows = c.query(WRITTEN, &params![core.tenant.as_str(), core.site.as_str()])?;
    rows.first().map_or(Ok(0), |row| row.int("next_sequence"))
}

/// Says everything that there is to prove, as of the end of the lanes.
pub(super) fn say(tx: &mut Tx<'_>, site: &str, scopes: &dyn Scopes) -> Result<(), Fault> {
    tx.lock_site()?;
    let tenant = tx.core.tenant.clone();
    let Some(mut peer) = peer::find(tx.connection, &tenant, site)? else { return Ok(()) };
    if outbox::fill(tx, &mut peer, scopes)? {
        return Ok(());
    }
    let mut state = state(tx.connection, &tenant, site)?;
    let own_epoch = epoch_of(tx.connection, tx.core)?;
    let Some(newest) = prove::newest(tx.connection, &tenant, &tx.core.site, own_epoch)? else {
        return Ok(());
    };
    let (told, seen) = (told(tx, &newest, &state)?, known_of(tx, &peer)?);
    let signed = counter_signed(tx, &peer)?.into_iter().collect();
    let mut said =
        Testimony { seen, is_lost: state.said == LOST, logs: vec![told], signed, ..Testimony::default() };
    let mut has_more = false;
    if peer.standing == Standing::Post {
        has_more = exhibit_all(tx, &peer, &newest, &mut said)?;
        said.manifest = manifest(tx, &peer, &newest)?.sign(&tx.core.keys);
    }
    send(tx, site, &said.to_bytes())?;
    state.said = if has_more { String::new() } else { mark(tx.connection, tx.core, &peer)? };
    state.told = (newest.origin.epoch, newest.size);
    (state.said_sequence, state.said_at) = (written(tx.connection, tx.core)?, tx.now().as_microsecond());
    put(tx.connection, &tenant, site, &state)
}

/// The own checkpoint, linked to the one that the other knows.
fn told(tx: &mut Tx<'_>, newest: &Checkpoint, state: &State) -> Result<Told, Fault> {
    let is_linked = state.told.0 == newest.origin.epoch && (1..=newest.size).contains(&state.told.1);
    let from = if is_linked { state.told.1 } else { 0 };
    let mut tree = SiteTree::open(tx.connection, &tx.core.tenant, &tx.core.site)?;
    let growth = tree::prove_growth(from, newest.size, &mut tree)?;
    let alone = Checkpoint { cosignatures: Vec::new(), ..newest.clone() };
    Ok(Told { note: alone.note(), key: alone.key().text(), from, growth })
}

/// The newest checkpoint of a site that is here.
fn known_of(tx: &mut Tx<'_>, peer: &Peer) -> Result<(i64, u64), Fault> {
    let known = prove::newest(tx.connection, &tx.core.tenant, &peer.site, peer.epoch)?;
    Ok(known.map_or((peer.epoch, 0), |known| (known.origin.epoch, known.size)))
}

/// The other's newest checkpoint with the signature of this site.
fn counter_signed(tx: &mut Tx<'_>, peer: &Peer) -> Result<Option<String>, Fault> {
    let known = prove::newest(tx.connection, &tx.core.tenant, &peer.site, peer.epoch)?;
    let name = cosigner_name(&tx.core.tenant, &tx.core.site);
    Ok(known.and_then(|mut known| {
        known.cosignatures.retain(|cosignature| cosignature.key.name == name);
        (!known.cosignatures.is_empty()).then(|| known.note())
    }))
}

/// Proves the places of lent entries that were not proved yet. `true` when there may be more of them.
fn exhibit_all(
    tx: &mut Tx<'_>,
    peer: &Peer,
    newest: &Checkpoint,
    said: &mut Testimony,
) -> Result<bool, Fault> {
    let tenant = tx.core.tenant.clone();
    let asked = params![tenant.as_str(), peer.site.as_str(), PROVED_AT_ONCE];
    let rows = tx.connection.query(UNPROVED, &asked)?;
    let has_more = rows.len() as i64 == PROVED_AT_ONCE;
    for of_site in rows.chunk_by(|a, b| a.text("site").ok() == b.text("site").ok()) {
        let Some(site) = of_site.first().map(|row| row.text("site")).transpose()? else { continue };
        let checkpoint = match site == tx.core.site {
            true => Some(newest.clone()),
            false => signed_and_whole(tx, &site)?,
        };
        let Some(checkpoint) = checkpoint else { continue };
        let Some(exhibit) = exhibit(tx, peer, &checkpoint, of_site)? else { continue };
        if site != tx.core.site {
            let (note, key) = (checkpoint.note(), checkpoint.key().text());
            said.logs.push(Told { note, key, ..Told::default() });
        }
        said.exhibits.push(exhibit);
    }
    // Where nothing of many could be proved, asking at once again would prove nothing either.
    Ok(has_more && !said.exhibits.is_empty())
}

fn exhibit(
    tx: &mut Tx<'_>,
    peer: &Peer,
    checkpoint: &Checkpoint,
    rows: &[Row],
) -> Result<Option<Exhibit>, Fault> {
    let origin = checkpoint.origin.text().unwrap_or_default();
    let tenant = tx.core.tenant.clone();
    let mut tree = SiteTree::open(tx.connection, &tenant, &checkpoint.origin.site)?;
    tree.line.cut(checkpoint.size);
    let mut found = Vec::new();
    for row in rows {
        let (epoch, sequence) = (row.int("epoch")?, row.int("sequence")?);
        let position = tree.line.place_of(epoch, sequence);
        found.extend(position.map(|position| (position, (epoch, sequence), row)));
    }
    found.sort_by_key(|(position, ..)| *position);
    let positions: Vec<u64> = found.iter().map(|(position, ..)| *position).collect();
    if positions.is_empty() {
        return Ok(None);
    }
    let proof = MultiProof::make(checkpoint.size, &positions, &mut tree)?;
    for (.., row) in &found {
        let proved = params![tenant.as_str(), peer.site.as_str(), row.bytes("hash")?];
        tx.connection.execute(PUT_PROVED, &proved)?;
    }
    Ok(Some(Exhibit { origin, places: found.into_iter().map(|(_, place, _)| place).collect(), proof }))
}

/// The newest checkpoint of a third site that this one signed, if the whole log below it is here and is that log.
fn signed_and_whole(tx: &mut Tx<'_>, site: &str) -> Result<Option<Checkpoint>, Fault> {
    let tenant = tx.core.tenant.clone();
    let signed = tx.connection.query(SIGNED, &params![tenant.as_str(), site, tx.core.site.as_str()])?;
    let Some(epoch) = signed.first().map(|row| row.int("epoch")).transpose()? else { return Ok(None) };
    let Some(mut newest) = prove::newest(tx.connection, &tenant, site, epoch)? else { return Ok(None) };
    let name = cosigner_name(&tenant, &tx.core.site);
    newest.cosignatures.retain(|cosignature| cosignature.key.name == name);
    let agrees = !newest.cosignatures.is_empty() && agrees(tx.connection, &newest)? == Some(true);
    Ok(agrees.then_some(newest))
}

/// What a post was lent, as of the end of its lanes.
fn manifest(tx: &mut Tx<'_>, peer: &Peer, newest: &Checkpoint) -> Result<Manifest, Fault> {
    let lanes = peer::lanes(tx.connection, &tx.core.tenant, &peer.site)?;
    let end = |lane: Lane| lanes.get(&lane).map_or(0, |state| state.next_place - 1);
    let (records, entries) = totals(tx.connection, &tx.core.tenant, &peer.site, &peer.site, i64::MAX)?;
    Ok(Manifest {
        origin: newest.origin.clone(),
        size: newest.size,
        holder: peer.site.clone(),
        holder_epoch: peer.epoch,
        urgent: end(Lane::Urgent),
        usual: end(Lane::Usual),
        records,
        entries,
    })
}

/// Cuts a testimony into parts that fit in frames, each with the whole's hash, its number and how many there are.
fn send(tx: &mut Tx<'_>, site: &str, bytes: &[u8]) -> Result<(), Fault> {
    let whole = sha256(bytes);
    let parts: Vec<&[u8]> = bytes.chunks(PART_BYTES).collect();
    let of = u32::try_from(parts.len()).ok().filter(|of| *of <= PARTS_MAX);
    let of = of.ok_or_else(|| Fault::Inconsistent("a testimony is too long".into()))?;
    for (at, part) in (0u32..).zip(parts) {
        let part = [&whole.0[..], &at.to_be_bytes(), &of.to_be_bytes(), part].concat();
        outbox::put_parcel(tx, site, Lane::Usual, CHANNEL, &part)?;
    }
    Ok(())
}
