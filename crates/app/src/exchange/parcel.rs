//! Parcels of rooms: longer ones are cut so that each piece fits in a frame, and put together again in their order.

use super::table;
use ledger::{Door, Fault, Lane, Tx, params};
use uuid::Uuid;

/// Bytes of one piece: it fits in a frame whatever compression makes of it.
const PIECE_BYTES: usize = 8_000;
/// Pieces of one parcel at most: 32 MB.
const PIECES_MAX: u32 = 4_096;
const HEAD_BYTES: usize = 8;

/// Sends a parcel, in as many pieces as it needs.
pub fn send(tx: &mut Tx<'_>, site: &str, lane: Lane, channel: &str, bytes: &[u8]) -> Result<(), Fault> {
    let of = bytes.len().div_ceil(PIECE_BYTES).max(1) as u32;
    if of > PIECES_MAX {
        return Err(Fault::Inconsistent("a parcel is too long".into()));
    }
    for at in 0..of {
        let from = at as usize * PIECE_BYTES;
        let until = (from + PIECE_BYTES).min(bytes.len());
        let piece = [&at.to_be_bytes()[..], &of.to_be_bytes()[..], &bytes[from..until]].concat();
        tx.send_parcel(site, lane, channel, &piece)?;
    }
    Ok(())
}

/// Takes a piece in; the whole parcel once its last piece is here. What is no piece is passed over.
pub fn take(tx: &mut Tx<'_>, site: &str, channel: &str, piece: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    let Some((at, of, bytes)) = read(piece) else {
        tracing::warn!("a site sent a parcel that is none; it was passed over");
        return Ok(None);
    };
    let tenant = tx.tenant();
    let key = params![tenant.as_str(), site, channel];
    if at == 0 {
        tx.execute(&table::DROP_PARTS, &key)?;
    }
    if of == 1 {
        return Ok(Some(bytes.to_vec()));
    }
    let sealed = tx.seal("exchange_part", Uuid::nil(), bytes)?;
    let mut row = key.clone();
    row.extend(params![i64::from(at), sealed]);
    tx.execute(&table::PUT_PART, &row)?;
    if at + 1 < of {
        return Ok(None);
    }
    let parts = tx.query(&table::PARTS, &key)?;
    tx.execute(&table::DROP_PARTS, &key)?;
    if parts.len() != of as usize {
        tracing::warn!("a parcel came with a piece missing; it was passed over");
        return Ok(None);
    }
    let mut whole = Vec::new();
    for part in &parts {
        whole.extend(tx.open_sealed("exchange_part", Uuid::nil(), &part.bytes("sealed")?)?);
    }
    Ok(Some(whole))
}

fn read(piece: &[u8]) -> Option<(u32, u32, &[u8])> {
    let (head, bytes) = piece.split_at_checked(HEAD_BYTES)?;
    let at = u32::from_be_bytes(head[..4].try_into().ok()?);
    let of = u32::from_be_bytes(head[4..].try_into().ok()?);
    (at < of && of <= PIECES_MAX && bytes.len() <= PIECE_BYTES).then_some((at, of, bytes))
}

/// What a channel carried last to or from a site: its mark, and the bytes where they were kept.
pub fn kept(door: &mut impl Door, site: &str, channel: &str) -> Result<Option<(String, Vec<u8>)>, Fault> {
    let tenant = door.tenant();
    let Some(row) = door.one(&table::KEPT, &params![tenant, site, channel])? else { return Ok(None) };
    let plain = door.open_sealed("exchange_kept", Uuid::nil(), &row.bytes("sealed")?)?;
    Ok(Some((row.text("mark")?, plain)))
}

/// Keeps what a channel carried.
pub fn keep(tx: &mut Tx<'_>, site: &str, channel: &str, mark: &str, bytes: &[u8]) -> Result<(), Fault> {
    let tenant = tx.tenant();
    let sealed = tx.seal("exchange_kept", Uuid::nil(), bytes)?;
    tx.execute(&table::KEEP, &params![tenant, site, channel, mark, sealed]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn foreign_pieces_are_refused_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..9_000)) {
            if let Some((at, of, rest)) = read(&bytes) {
                prop_assert!(at < of && of <= PIECES_MAX && rest.len() <= PIECE_BYTES);
            }
        }
    }
}
