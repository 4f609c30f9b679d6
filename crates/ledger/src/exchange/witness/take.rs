//! What a site takes from what another said: kept and signed where it fits what is here, told where it does not.

use super::*;
use crate::exchange::intake::{DROP_PIECES, KEEP_PIECE, PIECES};

/// Takes a part of what the other site proves; the whole once its last part is here.
pub(in crate::exchange) fn take(tx: &mut Tx<'_>, peer: &Peer, part: &[u8]) -> Result<(), Fault> {
    let Some(bytes) = gathered(tx, peer, part)? else { return Ok(()) };
    let Ok(Some(said)) = Testimony::from_bytes(&bytes) else {
        tracing::warn!("a site sent proofs that this version cannot read; they were passed over");
        return Ok(());
    };
    let tenant = tx.core.tenant.clone();
    let mut state = state(tx.connection, &tenant, &peer.site)?;
    let own_epoch = epoch_of(tx.connection, tx.core)?;
    let there = crate::nodes::Line::read(tx.connection, &tenant, &tx.core.site)?.size();
    if said.seen.0 == own_epoch && said.seen.1 > there {
        is_not_what_was_signed(tx, said.seen.1)?;
    } else if said.is_lost {
        // From what it does know, and all that was proved with what it lost.
        state.said.clear();
        state.told = said.seen;
        tx.connection.execute(UNPROVE, &params![tenant.as_str(), peer.site.as_str()])?;
    }
    for told in &said.logs {
        match Origin::parse(told.note.lines().next().unwrap_or_default()) {
            Some(origin) if origin.site == peer.site => {
                let is_linked = take_theirs(tx, peer, told)?;
                if !is_linked {
                    state.said = LOST.to_owned();
                }
            }
            Some(origin) if peer.standing == Standing::Hub && origin.site != tx.core.site => {
                take_vouched(tx, peer, &origin, told)?;
            }
            _ => {}
        }
    }
    for note in &said.signed {
        take_back(tx, note)?;
    }
    if peer.standing == Standing::Hub {
        // Below a checkpoint that did not link, nothing can be proved; it is told anew.
        let exhibits = if state.said == LOST { &[][..] } else { &said.exhibits };
        exhibits.iter().try_for_each(|exhibit| take_exhibit(tx, exhibit))?;
        if let Some(note) = &said.manifest {
            compare(tx, peer, note, &mut state)?;
        }
    }
    put(tx.connection, &tenant, &peer.site, &state)
}

fn gathered(tx: &mut Tx<'_>, peer: &Peer, part: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    let read = || {
        let (whole, rest) = part.split_first_chunk::<32>()?;
        let (at, rest) = rest.split_first_chunk::<4>()?;
        let (of, rest) = rest.split_first_chunk::<4>()?;
        let (at, of) = (u32::from_be_bytes(*at), u32::from_be_bytes(*of));
        (at < of && of <= PARTS_MAX).then_some((Hash(*whole), at, of, rest))
    };
    let Some((whole, at, of, rest)) = read() else { return Ok(None) };
    if of == 1 {
        return Ok((sha256(rest) == whole).then(|| rest.to_vec()));
    }
    let key = params![tx.core.tenant.as_str(), peer.site.as_str(), whole.0.to_vec()];
    let mut row = key.clone();
    row.extend(params![at, tx.seal("ledger_piece", Uuid::nil(), rest)?]);
    tx.connection.execute(KEEP_PIECE, &row)?;
    if at + 1 < of {
        return Ok(None);
    }
    let mut all = Vec::new();
    for piece in tx.connection.query(PIECES, &key)? {
        all.extend(tx.open_sealed("ledger_piece", Uuid::nil(), &piece.bytes("bytes")?)?);
    }
    tx.connection.execute(DROP_PIECES, &key)?;
    Ok((sha256(&all) == whole).then_some(all))
}

/// Keeps and signs the other's own checkpoint. `false` when nothing links it to what is known here.
fn take_theirs(tx: &mut Tx<'_>, peer: &Peer, told: &Told) -> Result<bool, Fault> {
    let tenant = tx.core.tenant.clone();
    let known = prove::newest(tx.connection, &tenant, &peer.site, peer.epoch)?.map_or(0, |known| known.size);
    let growth = (told.from == known).then_some(&told.growth[..]);
    let note = told.note.as_bytes();
    match prove::accept(tx.connection, tx.core, &peer.site, &peer.sign_key, note, growth) {
        Ok(Took::Kept(kept)) => {
            if agrees(tx.connection, &kept)? == Some(false) {
                // Every entry below it is here, and they are not what it signed.
                prove::mark_fork(tx.connection, &kept)?;
                split(tx, &kept).map(|()| true)
            } else {
                if growth.is_some() {
                    keep_growth(tx, &kept, told)?;
                }
                prove::cosign(tx.connection, tx.core, &kept).map(|_| true).or_else(passed_over)
            }
        }
        Ok(Took::Forked { new, .. }) => split(tx, &new).map(|()| true),
        Err(CheckpointError::Unlinked { .. } | CheckpointError::Link(_)) => unlinked(tx, peer, told),
        Err(why) => passed_over(why),
    }
}

/// Nothing links it to what is known here; but where every entry below it is here, they say whether it is true. `false` when
/// they do not.
fn unlinked(tx: &mut Tx<'_>, peer: &Peer, told: &Told) -> Result<bool, Fault> {
    let (note, key) = (told.note.as_bytes(), &peer.sign_key);
    let Ok(mut new) = Checkpoint::open(note, &tx.core.tenant, &peer.site, key, &[]) else { return Ok(false) };
    if agrees(tx.connection, &new)? != Some(false) {
        return Ok(false);
    }
    new.fork = true;
    prove::keep(tx.connection, tx.core, &new)?;
    split(tx, &new).map(|()| true)
}

fn passed_over(why: CheckpointError) -> Result<bool, Fault> {
    match why {
        CheckpointError::Fault(fault) => Err(fault),
        why => {
            tracing::warn!(%why, "a site sent a checkpoint that is none; it was passed over");
            Ok(true)
        }
    }
}

fn split(tx: &mut Tx<'_>, new: &Checkpoint) -> Result<(), Fault> {
    let at = (new.origin.site.as_str(), new.origin.epoch, number(new.size));
    alarm_at(tx, AlarmKind::Split, at, new.note().into_bytes())
}

fn keep_growth(tx: &mut Tx<'_>, kept: &Checkpoint, told: &Told) -> Result<(), Fault> {
    if told.from == 0 || told.from >= kept.size {
        return Ok(());
    }
    let path: Vec<u8> = told.growth.iter().flat_map(|hash| hash.0).collect();
    let origin = &kept.origin;
    let row = params![origin.tenant.as_str(), origin.site.as_str(), origin.epoch, told.from, kept.size, path];
    tx.connection.execute(KEEP_GROWTH, &row).map(drop)
}

/// A third site's checkpoint, for which headquarters stands with its signature.
fn take_vouched(tx: &mut Tx<'_>, peer: &Peer, origin: &Origin, told: &Told) -> Result<(), Fault> {
    let tenant = tx.core.tenant.clone();
    let Ok(key) = NoteKey::parse(&told.key) else { return Ok(()) };
    let hub = NoteKey { name: cosigner_name(&tenant, &peer.site), public_key: peer.sign_key.clone() };
    let note = told.note.as_bytes();
    let opened = Checkpoint::open(note, &tenant, &origin.site, &key.public_key, std::slice::from_ref(&hub));
    let Ok(mut opened) = opened else { return Ok(()) };
    if !opened.cosignatures.iter().any(|cosignature| cosignature.key == hub) {
        return Ok(());
    }
    let known = prove::newest(tx.connection, &tenant, &origin.site, origin.epoch)?;
    opened.fork = known.is_some_and(|known| known.size == opened.size && known.root != opened.root);
    prove::keep(tx.connection, tx.core, &opened)?;
    if opened.fork { split(tx, &opened) } else { Ok(()) }
}

/// This site's own checkpoint comes back with the other's signature.
fn take_back(tx: &mut Tx<'_>, note: &str) -> Result<(), Fault> {
    let (site, key) = (tx.core.site.clone(), tx.core.keys.public_key());
    match prove::accept(tx.connection, tx.core, &site, &key, note.as_bytes(), None) {
        Ok(Took::Kept(_)) => Ok(()),
        Ok(Took::Forked { new, .. }) => split(tx, &new),
        Err(why) => passed_over(why).map(drop),
    }
}

fn take_exhibit(tx: &mut Tx<'_>, exhibit: &Exhibit) -> Result<(), Fault> {
    let tenant = tx.core.tenant.clone();
    let Some(origin) = Origin::parse(&exhibit.origin).filter(|origin| origin.tenant == tenant) else {
        return Ok(());
    };
    let mut hashes = Vec::new();
    for (epoch, sequence) in &exhibit.places {
        let rows =
            tx.connection.query(AT, &params![tenant.as_str(), origin.site.as_str(), *epoch, *sequence])?;
        hashes.extend(
            rows.first().map(|row| row.bytes("hash")).transpose()?.and_then(|hash| Hash::from_slice(&hash)),
        );
    }
    let place = params![tenant.as_str(), origin.site.as_str(), origin.epoch, exhibit.proof.size];
    let all: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
    let checkpoint = straight(tx.connection, &origin, exhibit.proof.size)?;
    let leaves: Vec<Hash> = hashes.into_iter().map(tree::leaf).collect();
    if checkpoint.is_none_or(|root| exhibit.proof.check(&leaves, root).is_err()) {
        let at = (origin.site.as_str(), origin.epoch, number(exhibit.proof.size));
        return alarm_at(tx, AlarmKind::Unproved, at, all);
    }
    let numbers = tx.connection.query(LAST_EXHIBIT, &place)?;
    let last = numbers.first().map_or(Ok(None), |row| row.opt_int("number"))?.unwrap_or(0);
    let mut row = place;
    row.extend(params![last + 1, all, exhibit.proof.to_bytes()]);
    tx.connection.execute(KEEP_EXHIBIT, &row).map(drop)
}

/// Compares what headquarters says it lent with what is here, if nothing overtook it.
fn compare(tx: &mut Tx<'_>, peer: &Peer, note: &str, state: &mut State) -> Result<(), Fault> {
    let (tenant, site) = (tx.core.tenant.clone(), tx.core.site.clone());
    let own_epoch = epoch_of(tx.connection, tx.core)?;
    let said = Manifest::open(note.as_bytes(), &tenant, &peer.site, &peer.sign_key);
    let Some(said) = said.filter(|said| said.holder == site) else { return Ok(()) };
    // The lanes are written at the end of the frame; those of an epoch that just ended count no more.
    let is_counted = peer::find(tx.connection, &tenant, &peer.site)?.is_some_and(|p| p.epoch == peer.epoch);
    let lanes = peer::lanes(tx.connection, &tenant, &peer.site)?;
    let urgent = lanes.get(&Lane::Urgent).filter(|_| is_counted).map_or(0, |lane| lane.received);
    let is_ours = [0, own_epoch].contains(&said.holder_epoch);
    state.outcome = if !state.is_mirror {
        Outcome::Unfollowed
    } else if urgent != said.urgent || !is_ours {
        Outcome::Overtaken
    } else if totals(tx.connection, &tenant, &peer.site, &site, i64::MAX)? == (said.records, said.entries) {
        Outcome::Same
    } else {
        Outcome::Differs
    };
    if state.outcome == Outcome::Differs {
        let at = (peer.site.as_str(), said.origin.epoch, number(said.size));
        alarm_at(tx, AlarmKind::Lacking, at, note.as_bytes().to_vec())?;
    }
    if state.outcome == Outcome::Same {
        tx.lock_site()?;
        state.arrival = tx.handed.site.as_ref().map_or(0, |site| site.next_arrival - 1);
        state.manifest = Some(note.to_owned());
    }
    state.compared_at = tx.now().as_microsecond();
    Ok(())
}
