//! The key file: one 32-byte root key from which the keys for sealing, hashing and signing are derived.

use aws_lc_rs::{aead, hkdf, hmac, signature};
use kernel::Random;
use std::path::Path;

/// The keys of this site, derived from the root key of its key file by HKDF-SHA-256 (RFC 5869).
pub struct KeyFile {
    id: String,
    pub(crate) sealing: aead::LessSafeKey,
    commitment: hmac::Key,
    pub(crate) hashing: hmac::Key,
    signing: signature::Ed25519KeyPair,
}

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("the key file cannot be read: {0}")]
    Read(std::io::Error),
    #[error("the key file cannot be written: {0}")]
    Write(std::io::Error),
    #[error("the key file is not a line `ceiba-key-1 ` and 64 hexadecimal digits")]
    Form,
    #[error("the cryptographic library refused the key")]
    Refused,
}

struct Bytes(usize);
impl hkdf::KeyType for Bytes {
    fn len(&self) -> usize {
        self.0
    }
}

impl KeyFile {
    /// Derives the keys of a root key.
    pub fn from_root(root: &[u8; 32]) -> Result<KeyFile, KeyFileError> {
        let sealing = aead::UnboundKey::new(&aead::AES_256_GCM_SIV, &derive(root, b"seal")?);
        let sealing = aead::LessSafeKey::new(sealing.map_err(|_| KeyFileError::Refused)?);
        let id = derive(root, b"id")?[..8].iter().map(|b| format!("{b:02x}")).collect();
        let signing = signature::Ed25519KeyPair::from_seed_unchecked(&derive(root, b"sign")?)
            .map_err(|_| KeyFileError::Refused)?;
        Ok(KeyFile {
            id,
            sealing,
            commitment: hmac::Key::new(hmac::HMAC_SHA256, &derive(root, b"commit")?),
            hashing: hmac::Key::new(hmac::HMAC_SHA256, &derive(root, b"hash")?),
            signing,
        })
    }

    /// Reads the key file at `path`, or writes a new one readable by its owner only.
    pub fn open_or_create(path: &Path, random: &dyn Random) -> Result<KeyFile, KeyFileError> {
        match std::fs::read_to_string(path) {
            Ok(text) => KeyFile::from_root(&root_of(&text)?),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let mut root = [0u8; 32];
                random.fill(&mut root);
                write_private(path, &format!("ceiba-key-1 {}\n", hex(&root))).map_err(KeyFileError::Write)?;
                KeyFile::from_root(&root)
            }
            Err(e) => Err(KeyFileError::Read(e)),
        }
    }

    /// The short name of the key that entries carry.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Binds a ciphertext to this key: AES-GCM-SIV alone does not commit to one.
    pub(crate) fn commitment(&self, nonce: &[u8]) -> Vec<u8> {
        hmac::sign(&self.commitment, nonce).as_ref().to_vec()
    }

    /// An Ed25519 signature by this site (64 bytes), for the QR of a letter.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.signing.sign(message).as_ref().to_vec()
    }

    /// This site's Ed25519 public key (32 bytes).
    pub fn public_key(&self) -> Vec<u8> {
        use aws_lc_rs::signature::KeyPair;
        self.signing.public_key().as_ref().to_vec()
    }

    /// Whether `signature` over `message` was made by the holder of `public_key`.
    pub fn verifies(public_key: &[u8], message: &[u8], signature: &[u8]) -> bool {
        signature::UnparsedPublicKey::new(&signature::ED25519, public_key).verify(message, signature).is_ok()
    }
}

fn derive(root: &[u8; 32], purpose: &[u8]) -> Result<[u8; 32], KeyFileError> {
    let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"ceiba-key-1");
    let mut out = [0u8; 32];
    salt.extract(root)
        .expand(&[purpose], Bytes(32))
        .and_then(|okm| okm.fill(&mut out))
        .map_err(|_| KeyFileError::Refused)?;
    Ok(out)
}

fn root_of(text: &str) -> Result<[u8; 32], KeyFileError> {
    let hex = text.trim().strip_prefix("ceiba-key-1 ").ok_or(KeyFileError::Form)?;
    crate::Hash::from_hex(hex).map(|h| h.0).ok_or(KeyFileError::Form)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
