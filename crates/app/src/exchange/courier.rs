//! Courier files: the frames for a site that no line reaches, encrypted with `age` to its key, for a stick in a pocket.

use super::{scope::Country, turn};
use bech32::{Bech32, Hrp};
use ledger::{Brought, Courier, ExchangeError, Ledger};
use std::io::{Read, Write};
use std::str::FromStr;
use web::House;
use zeroize::Zeroizing;

/// The largest file that is read: 4,096 frames and a little more.
const FILE_BYTES_MAX: u64 = 80 * 1024 * 1024;

/// Why a courier file is not written or read.
#[derive(Debug, thiserror::Error)]
pub enum CourierFileError {
    #[error("there is no site of this name")]
    NoSuchSite,
    #[error("the file is not for this site, or is damaged")]
    NotForUs,
    #[error("the file cannot be encrypted: {0}")]
    Encrypt(String),
    #[error(transparent)]
    File(#[from] std::io::Error),
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    #[error(transparent)]
    Fault(#[from] ledger::Fault),
}

/// Everything that a site has not said it has.
pub fn write(house: &House, site: &str) -> Result<Vec<u8>, CourierFileError> {
    let peer = house.ledger.peer(site)?.ok_or(CourierFileError::NoSuchSite)?;
    turn::fill(house, site)?;
    let courier = house.ledger.courier_for(site, &Country::of(house))?;
    let failed = |e: String| CourierFileError::Encrypt(e);
    let recipient = in_bech32("age", &peer.agreement_key).map_err(failed)?;
    let recipient = age::x25519::Recipient::from_str(&recipient).map_err(|e| failed(e.to_owned()))?;
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(|e| failed(e.to_string()))?;
    let mut file = Vec::new();
    let mut out = encryptor.wrap_output(&mut file)?;
    out.write_all(&courier.to_bytes())?;
    out.finish()?;
    Ok(file)
}

/// Takes in what a courier brought; frames before a refused one stay.
pub fn read(house: &House, file: &[u8]) -> Result<Vec<Brought>, CourierFileError> {
    let identity = identity(&house.ledger)?;
    let decryptor = age::Decryptor::new(file).map_err(|_| CourierFileError::NotForUs)?;
    let identities = std::iter::once(&identity as &dyn age::Identity);
    let reader = decryptor.decrypt(identities).map_err(|_| CourierFileError::NotForUs)?;
    let mut plain = Vec::new();
    reader.take(FILE_BYTES_MAX).read_to_end(&mut plain).map_err(|_| CourierFileError::NotForUs)?;
    let courier = Courier::from_bytes(&plain).map_err(ExchangeError::from)?;
    Ok(house.ledger.take_courier(&courier, &Country::of(house))?)
}

/// The largest courier file worth opening.
pub fn is_too_long(bytes: u64) -> bool {
    bytes > FILE_BYTES_MAX
}

/// The identity of `age` that is this site's agreement key.
fn identity(ledger: &Ledger) -> Result<age::x25519::Identity, CourierFileError> {
    let secret = ledger.agreement_identity()?;
    let text = Zeroizing::new(in_bech32("age-secret-key-", &secret[..]).map_err(CourierFileError::Encrypt)?);
    age::x25519::Identity::from_str(&text.to_uppercase()).map_err(|e| CourierFileError::Encrypt(e.to_owned()))
}

fn in_bech32(kind: &str, bytes: &[u8]) -> Result<String, String> {
    let kind = Hrp::parse(kind).map_err(|e| e.to_string())?;
    bech32::encode::<Bech32>(kind, bytes).map_err(|e| e.to_string())
}
