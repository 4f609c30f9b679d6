//! Making a backup: copy, manifest, archive, encryption; under its name only when it is whole.

use super::{BackupError, FORMAT, MANIFEST, Manifest, at, hex};
use crate::exchange::site::Site;
use aws_lc_rs::digest::{Context, SHA256};
use indicatif::ProgressBar;
use jiff::Timestamp;
use ledger::Ledger;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// A backup that was made.
pub struct Made {
    pub path: PathBuf,
    pub bytes: u64,
    pub manifest: Manifest,
}

/// Makes one in `to` while others write. `witness` may open it too, for the proof that follows.
pub fn make(
    (ledger, home): (&Ledger, Option<Site>),
    to: &Path,
    recipients: &[age::x25519::Recipient],
    witness: Option<&age::x25519::Recipient>,
    now: Timestamp,
    bar: &ProgressBar,
) -> Result<Made, BackupError> {
    std::fs::create_dir_all(to).map_err(at(to))?;
    let work = tempfile::Builder::new().prefix(".ceiba-").tempdir_in(to).map_err(at(to))?;
    let copy = work.path().join("copy");
    let copied = ledger.copy_to(&copy)?;
    let (bytes, sha256) = hashed(&copy).map_err(at(&copy))?;
    let manifest = Manifest {
        format: FORMAT.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        made: now,
        country: ledger.tenant().to_owned(),
        key_id: ledger.keys().id().to_owned(),
        file: copied.name.into(),
        bytes,
        sha256,
        standing: copied.standing,
        home,
    };
    let path = to.join(name(&manifest));
    if path.exists() {
        return Err(BackupError::Exists(path));
    }
    let part = tempfile::NamedTempFile::new_in(to).map_err(at(to))?;
    bar.set_length(bytes);
    let all = recipients.iter().chain(witness).map(|r| r as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(all).map_err(|e| BackupError::Age(e.to_string()))?;
    archive(encryptor, part.as_file(), &manifest, &copy, bar).map_err(at(&path))?;
    part.persist_noclobber(&path).map_err(|e| BackupError::File(path.clone(), e.error))?;
    let (bytes, sum) = hashed(&path).map_err(at(&path))?;
    let beside = super::shelf::sum_of(&path);
    let line = format!("{sum}  {}\n", path.file_name().unwrap_or_default().to_string_lossy());
    std::fs::write(&beside, line).map_err(at(&beside))?;
    Ok(Made { path, bytes, manifest })
}

/// `ceiba-pan-hq-20261122T183000Z-191.age`: sorted by name is sorted by time.
fn name(manifest: &Manifest) -> String {
    let at = manifest.made.strftime("%Y%m%dT%H%M%SZ");
    let standing = &manifest.standing;
    format!("ceiba-{}-{}-{at}-{}.age", standing.tenant, standing.site, standing.sequence)
}

fn archive(
    encryptor: age::Encryptor,
    file: &File,
    manifest: &Manifest,
    copy: &Path,
    bar: &ProgressBar,
) -> std::io::Result<()> {
    let mut tar = tar::Builder::new(encryptor.wrap_output(BufWriter::new(file))?);
    let said = serde_json::to_vec_pretty(manifest)?;
    tar.append_data(&mut header(said.len() as u64, manifest.made), MANIFEST, said.as_slice())?;
    let data = bar.wrap_read(File::open(copy)?);
    tar.append_data(&mut header(manifest.bytes, manifest.made), &manifest.file, data)?;
    tar.into_inner()?.finish()?.flush()?;
    file.sync_all()
}

fn header(bytes: u64, made: Timestamp) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(u64::try_from(made.as_second()).unwrap_or(0));
    header
}

/// The length and SHA-256 of a file.
pub fn hashed(path: &Path) -> std::io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let mut sum = Context::new(&SHA256);
    let mut block = vec![0; 256 * 1024];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut block)?;
        if read == 0 {
            return Ok((bytes, hex(sum.finish().as_ref())));
        }
        sum.update(&block[..read]);
        bytes += read as u64;
    }
}
