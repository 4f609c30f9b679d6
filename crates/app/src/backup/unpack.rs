//! Opening a backup and proving that what comes out is what went in.

use super::{BackupError, FORMAT, MANIFEST, MANIFEST_BYTES_MAX, Manifest, at};
use crate::ports::{SystemClock, SystemRandom};
use crate::wiring;
use indicatif::ProgressBar;
use ledger::{KeyCopy, KeyFile, KeyStore, Ledger, Place, Ports, Verified};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The identities that a file holds.
pub fn identities(path: &Path) -> Result<Vec<age::x25519::Identity>, BackupError> {
    let text = std::fs::read_to_string(path).map_err(at(path))?;
    let all: Vec<_> = text.lines().filter_map(|line| line.trim().parse().ok()).collect();
    if all.is_empty() { Err(BackupError::NoIdentity(path.to_owned())) } else { Ok(all) }
}

/// Decrypts a backup into a folder and answers its manifest and the copy. All of it is read: a file that is cut off or
/// changed anywhere is found before anything is made of it.
pub fn unpack(
    file: &Path,
    identities: &[age::x25519::Identity],
    into: &Path,
    bar: &ProgressBar,
) -> Result<(Manifest, PathBuf), BackupError> {
    let opened = File::open(file).map_err(at(file))?;
    bar.set_length(opened.metadata().map_or(0, |meta| meta.len()));
    let damaged = |error: std::io::Error| BackupError::Damaged(error.to_string());
    let decryptor = age::Decryptor::new(bar.wrap_read(BufReader::new(opened))).map_err(refused)?;
    let plain = decryptor.decrypt(identities.iter().map(|i| i as &dyn age::Identity)).map_err(refused)?;
    let mut archive = tar::Archive::new(plain);
    let (mut manifest, mut copy) = (None::<Manifest>, None);
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        let name = entry.path().map_err(damaged)?.to_string_lossy().into_owned();
        match &manifest {
            None if name == MANIFEST => manifest = Some(read_manifest(&mut entry)?),
            Some(known) if name == known.file && copy.is_none() && !name.contains(['/', '\\']) => {
                let path = into.join(&name);
                let mut out = File::create_new(&path).map_err(at(&path))?;
                std::io::copy(&mut entry, &mut out).map_err(damaged)?;
                copy = Some(path);
            }
            _ => return Err(BackupError::Stranger(format!("it holds `{name}`"))),
        }
    }
    // What follows the archive belongs to the encrypted file too; its end proves that nothing was cut.
    std::io::copy(&mut archive.into_inner(), &mut std::io::sink()).map_err(damaged)?;
    let (Some(manifest), Some(copy)) = (manifest, copy) else {
        return Err(BackupError::Stranger("its manifest or its data is missing".into()));
    };
    let (bytes, sum) = super::pack::hashed(&copy).map_err(at(&copy))?;
    if (bytes, &sum) != (manifest.bytes, &manifest.sha256) {
        return Err(BackupError::Damaged("the data is not the one its manifest names".into()));
    }
    Ok((manifest, copy))
}

fn read_manifest(entry: &mut impl Read) -> Result<Manifest, BackupError> {
    let mut text = Vec::new();
    let damaged = |error: std::io::Error| BackupError::Damaged(error.to_string());
    entry.take(MANIFEST_BYTES_MAX).read_to_end(&mut text).map_err(damaged)?;
    let manifest: Manifest =
        serde_json::from_slice(&text).map_err(|e| BackupError::Stranger(format!("its manifest: {e}")))?;
    if manifest.format == FORMAT { Ok(manifest) } else { Err(BackupError::Stranger(manifest.format)) }
}

fn refused(error: age::DecryptError) -> BackupError {
    match error {
        age::DecryptError::NoMatchingKeys => BackupError::WrongIdentity,
        other => BackupError::Damaged(other.to_string()),
    }
}

/// Opens restored data with this program and its key: the log verifies, its head and the digest of the states are those
/// of the manifest.
pub fn prove(
    place: Place,
    key: Arc<dyn KeyStore>,
    manifest: &Manifest,
    newer: Option<&KeyCopy>,
    bar: &ProgressBar,
) -> Result<Verified, BackupError> {
    let ports = Ports { clock: Arc::new(SystemClock), random: Arc::new(SystemRandom) };
    let keys = KeyFile::open_store(key, &SystemRandom).map_err(ledger::OpenError::from)?;
    let standing = &manifest.standing;
    let ledger = Ledger::open(place, keys, &standing.tenant, &standing.site, ports, wiring::schema())?;
    // What was erased after the backup was made is erased again before anybody looks.
    let taken = newer.map(|newer| ledger.take_keys(newer)).transpose()?.unwrap_or_default();
    let proved =
        ledger.verify(|n| bar.set_position(n)).map_err(|e| BackupError::DoesNotProve(e.to_string()))?;
    if proved.head != standing.head && standing.sequence > 0 {
        return Err(BackupError::DoesNotProve("the head of its log is another".into()));
    }
    // After an erasure the states are not those of the manifest; that the log is whole was proved above.
    if taken.erased == 0 && ledger.digest_in(&standing.shape)? != standing.digest {
        return Err(BackupError::DoesNotProve("the digest of its states is another".into()));
    }
    ledger.checkpoint()?;
    Ok(proved)
}
