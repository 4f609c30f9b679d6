//! The keys of a site: what its key file holds, what is derived from it, and what is left when the keys are dropped.

use crate::{
    Fault,
    generation::{Kept, KeyStore, PlainStore},
    keyring::Keyring,
    seal,
};
use aws_lc_rs::{aead, agreement, hkdf, hmac, signature};
use kernel::Random;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, RwLock};
use zeroize::Zeroizing;

/// A secret of 32 bytes that is overwritten when it is let go.
pub type Secret = Zeroizing<[u8; 32]>;

/// The keys of this site: derived from the root key of its key file by HKDF-SHA-256 (RFC 5869), and the generations under
/// which the data keys of its records are wrapped. They can be dropped while the program runs, and taken up again.
pub struct KeyFile {
    id: String,
    public: Vec<u8>,
    agreement_public: [u8; 32],
    store: RwLock<Option<Arc<dyn KeyStore>>>,
    held: RwLock<Option<Arc<Held>>>,
    keyring: Mutex<Keyring>,
    /// The secrets of the compartments that this site holds, by name.
    compartments: RwLock<BTreeMap<String, Secret>>,
}

/// What is in memory while the keys are not dropped.
pub(crate) struct Held {
    root: Secret,
    sealing: aead::LessSafeKey,
    commitment: hmac::Key,
    hashing: hmac::Key,
    gone: hmac::Key,
    signing: signature::Ed25519KeyPair,
    agreement: agreement::PrivateKey,
    pub(crate) generations: BTreeMap<i64, Secret>,
}

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("the key file cannot be read: {0}")]
    Read(std::io::Error),
    #[error("the key file cannot be written: {0}")]
    Write(std::io::Error),
    #[error(
        "the key file is not a line `ceiba-key-1 ` and 64 hexadecimal digits, with its generations below"
    )]
    Form,
    #[error("the cryptographic library refused the key")]
    Refused,
    #[error("the key file is under a passphrase, which is missing")]
    Passphrase,
    #[error("the passphrase does not open the key file")]
    WrongPassphrase,
    #[error("this is the key file of another site")]
    Other,
}

/// What two sites agree on a key for when they exchange frames.
const FRAME: &[u8] = b"frame";

pub(crate) struct Bytes(pub usize);
impl hkdf::KeyType for Bytes {
    fn len(&self) -> usize {
        self.0
    }
}

impl KeyFile {
    /// The keys of a root key that stands in no file: its first generation is derived from it, and none can be kept.
    pub fn from_root(root: &[u8; 32]) -> Result<KeyFile, KeyFileError> {
        let first = derive(root, b"generation-1")?;
        let kept = Kept { root: Zeroizing::new(*root), generations: [(1, Zeroizing::new(first))].into() };
        KeyFile::of(kept, None)
    }

    /// Reads the key file at `path`, or writes a new one readable by its owner only.
    pub fn open_or_create(path: &Path, random: &dyn Random) -> Result<KeyFile, KeyFileError> {
        KeyFile::open_store(Arc::new(PlainStore::new(path)), random)
    }

    /// As [`KeyFile::open_or_create`], from wherever the key file is kept.
    pub fn open_store(store: Arc<dyn KeyStore>, random: &dyn Random) -> Result<KeyFile, KeyFileError> {
        let kept = crate::generation::read_or_begin(&*store, random)?;
        KeyFile::of(kept, Some(store))
    }

    fn of(kept: Kept, store: Option<Arc<dyn KeyStore>>) -> Result<KeyFile, KeyFileError> {
        use aws_lc_rs::signature::KeyPair;
        let id = derive(&kept.root, b"id")?[..8].iter().map(|b| format!("{b:02x}")).collect();
        let held = Held::of(kept)?;
        let public = held.signing.public_key().as_ref().to_vec();
        let agreed = held.agreement.compute_public_key().map_err(|_| KeyFileError::Refused)?;
        let agreement_public = agreed.as_ref().try_into().map_err(|_| KeyFileError::Refused)?;
        Ok(KeyFile {
            id,
            public,
            agreement_public,
            store: RwLock::new(store),
            held: RwLock::new(Some(Arc::new(held))),
            keyring: Mutex::default(),
            compartments: RwLock::default(),
        })
    }

    /// The short name of the root key, which entries of before 0.3.0 carry.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// An Ed25519 signature by this site (64 bytes), for the QR of a letter; empty, and so false, once keys are dropped.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.held().map(|held| held.signing.sign(message).as_ref().to_vec()).unwrap_or_default()
    }

    /// This site's Ed25519 public key (32 bytes).
    pub fn public_key(&self) -> Vec<u8> {
        self.public.clone()
    }

    /// Whether `signature` over `message` was made by the holder of `public_key`.
    pub fn verifies(public_key: &[u8], message: &[u8], signature: &[u8]) -> bool {
        signature::UnparsedPublicKey::new(&signature::ED25519, public_key).verify(message, signature).is_ok()
    }

    /// This site's X25519 public key, to which others wrap the keys of records.
    pub fn agreement_public(&self) -> [u8; 32] {
        self.agreement_public
    }

    /// The secret half of [`KeyFile::agreement_public`], for files that a person carries to this site.
    pub(crate) fn agreement_secret(&self) -> Result<Secret, Fault> {
        let raw = derive(&self.held()?.root, b"agree").map_err(|e| Fault::Sealed(e.to_string()))?;
        Ok(Secret::new(raw))
    }

    /// Wraps a key for another site: only that site opens it, and it knows that this site wrapped it. `context` says what
    /// for; it must be the same on both sides.
    pub fn wrap_to(
        &self,
        random: &dyn Random,
        peer: &[u8; 32],
        context: &[u8],
        key: &[u8; 32],
    ) -> Result<Vec<u8>, Fault> {
        let agreed = self.agreed(peer, &self.agreement_public, peer, context)?;
        seal::seal(&agreed, random, context, key)
    }

    /// Opens what the site with the public key `peer` wrapped for this one.
    pub fn unwrap_from(&self, peer: &[u8; 32], context: &[u8], wrapped: &[u8]) -> Result<Secret, Fault> {
        let agreed = self.agreed(peer, peer, &self.agreement_public, context)?;
        secret(&Zeroizing::new(seal::open(&agreed, context, wrapped)?))
    }

    /// Seals bytes for another site, bound to what stands outside the seal.
    pub(crate) fn seal_for(
        &self,
        random: &dyn Random,
        peer: &[u8; 32],
        outside: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, Fault> {
        let agreed = self.agreed(peer, &self.agreement_public, peer, FRAME)?;
        seal::seal(&agreed, random, outside, plain)
    }

    /// Opens what the site with the public key `peer` sealed for this one.
    pub(crate) fn open_from(&self, peer: &[u8; 32], outside: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        let agreed = self.agreed(peer, peer, &self.agreement_public, FRAME)?;
        seal::open(&agreed, outside, sealed)
    }

    /// The key that two sites share for one context and one direction.
    fn agreed(
        &self,
        peer: &[u8; 32],
        from: &[u8; 32],
        to: &[u8; 32],
        context: &[u8],
    ) -> Result<aead::LessSafeKey, Fault> {
        let held = self.held()?;
        let public = agreement::UnparsedPublicKey::new(&agreement::X25519, peer);
        let refused = || Fault::Sealed("the other site's public key cannot be used".into());
        let mut key = Zeroizing::new([0u8; 32]);
        agreement::agree(&held.agreement, public, refused(), |shared| {
            let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"ceiba-site-wrap-1");
            let info: [&[u8]; 3] = [from, to, context];
            let filled = salt.extract(shared).expand(&info, Bytes(32)).and_then(|okm| okm.fill(&mut key[..]));
            filled.map_err(|_| refused())
        })?;
        sealing_of(&key)
    }

    /// Whether the keys were dropped.
    pub fn is_locked(&self) -> bool {
        self.held().is_err()
    }

    /// Lets go of every key in memory. Until [`KeyFile::take_up`], nothing sealed opens and nothing can be written.
    pub fn drop_keys(&self) {
        *self.held.write().unwrap_or_else(|e| e.into_inner()) = None;
        *self.store.write().unwrap_or_else(|e| e.into_inner()) = None;
        *self.keyring() = Keyring::closed();
        self.drop_compartments();
    }

    /// Lets go of the secrets of every compartment, and of nothing else.
    pub fn drop_compartments(&self) {
        self.compartments.write().unwrap_or_else(|e| e.into_inner()).clear();
    }

    /// Takes the secret of a compartment into memory; with it this site opens what is sealed in the compartment.
    pub fn hold_compartment(&self, name: &str, secret: Secret) {
        self.compartments.write().unwrap_or_else(|e| e.into_inner()).insert(name.to_owned(), secret);
    }

    /// The names of the compartments that this site holds.
    pub fn compartment_names(&self) -> Vec<String> {
        self.compartments.read().unwrap_or_else(|e| e.into_inner()).keys().cloned().collect()
    }

    /// The secret of a compartment, where this site holds it.
    pub fn compartment(&self, name: &str) -> Option<Secret> {
        self.compartments.read().unwrap_or_else(|e| e.into_inner()).get(name).cloned()
    }

    /// Takes the keys up again from where the key file is kept; only those of the same site.
    pub fn take_up(&self, store: Arc<dyn KeyStore>) -> Result<(), KeyFileError> {
        let kept = Kept::read(&*store)?;
        let held = Held::of(kept)?;
        let public = held.agreement.compute_public_key().map_err(|_| KeyFileError::Refused)?;
        if public.as_ref() != self.agreement_public {
            return Err(KeyFileError::Other);
        }
        *self.store.write().unwrap_or_else(|e| e.into_inner()) = Some(store);
        *self.keyring() = Keyring::default();
        *self.held.write().unwrap_or_else(|e| e.into_inner()) = Some(Arc::new(held));
        Ok(())
    }

    pub(crate) fn held(&self) -> Result<Arc<Held>, Fault> {
        self.held.read().unwrap_or_else(|e| e.into_inner()).clone().ok_or(Fault::Locked)
    }

    pub(crate) fn store(&self) -> Option<Arc<dyn KeyStore>> {
        self.store.read().unwrap_or_else(|e| e.into_inner()).clone()
    }

    pub(crate) fn keyring(&self) -> MutexGuard<'_, Keyring> {
        self.keyring.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Holds the generations that the key file has now.
    pub(crate) fn hold(&self, kept: Kept) -> Result<(), Fault> {
        let new = Held::of(kept).map_err(|e| Fault::Sealed(e.to_string()))?;
        let mut held = self.held.write().unwrap_or_else(|e| e.into_inner());
        // Keys that were dropped in the meantime stay dropped.
        *held.as_mut().ok_or(Fault::Locked)? = Arc::new(new);
        Ok(())
    }

    /// Seals `plain` with the root key for the place named by `binding`: nonce, then ciphertext and tag.
    pub(crate) fn seal(&self, random: &dyn Random, binding: &[u8], plain: &[u8]) -> Result<Vec<u8>, Fault> {
        seal::seal(&self.held()?.sealing, random, binding, plain)
    }

    /// Opens what [`KeyFile::seal`] made for the same place.
    pub(crate) fn open(&self, binding: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        seal::open(&self.held()?.sealing, binding, sealed)
    }

    /// Binds a ciphertext to the root key: AES-GCM-SIV alone does not commit to one.
    pub(crate) fn commitment(&self, nonce: &[u8]) -> Result<Vec<u8>, Fault> {
        Ok(hmac::sign(&self.held()?.commitment, nonce).as_ref().to_vec())
    }

    /// A keyed hash (HMAC-SHA-256) of a field's text, for exact search without storing it in clear.
    pub(crate) fn hashed(&self, field: &str, text: &str) -> Result<Vec<u8>, Fault> {
        let held = self.held()?;
        let mut context = hmac::Context::with_key(&held.hashing);
        context.update(&(field.len() as u64).to_be_bytes());
        context.update(field.as_bytes());
        context.update(text.as_bytes());
        Ok(context.sign().as_ref().to_vec())
    }

    /// What proves that this site, and nobody who merely writes to the database, noted that bodies are gone.
    pub(crate) fn gone_proof(&self, note: &[u8]) -> Result<Vec<u8>, Fault> {
        Ok(hmac::sign(&self.held()?.gone, note).as_ref().to_vec())
    }
}

impl Held {
    fn of(kept: Kept) -> Result<Held, KeyFileError> {
        let root = &kept.root;
        let mac = |purpose: &[u8]| Ok(hmac::Key::new(hmac::HMAC_SHA256, &derive(root, purpose)?));
        let sealing = aead::UnboundKey::new(&aead::AES_256_GCM_SIV, &derive(root, b"seal")?);
        let refused = |_| KeyFileError::Refused;
        let agreed = agreement::PrivateKey::from_private_key(&agreement::X25519, &derive(root, b"agree")?);
        Ok(Held {
            sealing: aead::LessSafeKey::new(sealing.map_err(refused)?),
            commitment: mac(b"commit")?,
            hashing: mac(b"hash")?,
            gone: mac(b"gone")?,
            signing: signature::Ed25519KeyPair::from_seed_unchecked(&derive(root, b"sign")?)
                .map_err(|_| KeyFileError::Refused)?,
            agreement: agreed.map_err(|_| KeyFileError::Refused)?,
            root: kept.root,
            generations: kept.generations,
        })
    }

    /// What the key file has to hold for these keys.
    pub fn kept(&self) -> Kept {
        Kept { root: self.root.clone(), generations: self.generations.clone() }
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

pub(crate) fn sealing_of(key: &[u8; 32]) -> Result<aead::LessSafeKey, Fault> {
    let key = aead::UnboundKey::new(&aead::AES_256_GCM_SIV, key);
    key.map(aead::LessSafeKey::new).map_err(|_| Fault::Sealed("the key was refused".into()))
}

pub(crate) fn secret(bytes: &[u8]) -> Result<Secret, Fault> {
    let key: Result<[u8; 32], _> = bytes.try_into();
    key.map(Zeroizing::new).map_err(|_| Fault::Sealed("a wrapped key is not of 32 bytes".into()))
}
