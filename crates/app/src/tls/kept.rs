//! Where the authority and its certificate are kept: in the database, the private keys sealed under the site's root key, so
//! that a passphrase on the key file is one on them too and a backup carries them along.

use super::authority::{self, Made, Span};
use super::fingerprint::Fingerprint;
use super::host::{self, Host};
use super::{TlsError, table};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::{Door, Fault, Ledger, Tx, Zeroizing, params};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::CertifiedKey;
use std::sync::Arc;
use uuid::Uuid;

/// The table names that bind the sealed columns to their place.
const AUTHORITY: &str = "tls_authority";
const CERTIFICATE: &str = "tls_certificate";

/// What everybody may know of the authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    pub title: String,
    /// The names it was made for; it may vouch for local ones beside them.
    pub names: Vec<Host>,
    pub made_at: Timestamp,
    pub certificate: Vec<u8>,
}

impl Authority {
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.certificate)
    }
}

/// What everybody may know of the certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    pub names: Vec<Host>,
    pub made_at: Timestamp,
    pub span: Span,
    pub certificate: Vec<u8>,
}

/// The authority of this site.
pub fn authority(ledger: &Ledger) -> Result<Option<Authority>, Fault> {
    ledger.read(|door| Ok(find_authority(door, ledger.site())?.map(|(authority, _)| authority)))
}

/// The certificate that this site shows.
pub fn certificate(ledger: &Ledger) -> Result<Option<Certificate>, Fault> {
    ledger.read(|door| Ok(find_certificate(door, ledger.site())?.map(|(certificate, _)| certificate)))
}

/// Makes the authority of this site and its first certificate. Another one takes the place of the first only when asked so.
pub fn init(ledger: &Ledger, names: &[Host], replace: bool) -> Result<Authority, TlsError> {
    if names.is_empty() {
        return Err(TlsError::NoName);
    }
    let site = ledger.site();
    ledger.write(|tx| {
        if !replace && find_authority(tx, ledger.site())?.is_some() {
            return Err(TlsError::Exists);
        }
        let (tenant, now) = (tx.tenant(), tx.now());
        let day = now.to_zoned(TimeZone::UTC).date();
        let title = format!("Ceiba {} {site} {day}", tenant.to_uppercase());
        let made = authority::make(&title, names, now)?;
        let sealed = tx.seal(AUTHORITY, Uuid::nil(), &made.key)?;
        let joined = host::joined(names);
        let row = params![tenant, site, now, title.as_str(), joined, made.certificate.clone(), sealed];
        tx.execute(&table::PUT_AUTHORITY, &row)?;
        let known = Authority { title, names: names.to_vec(), made_at: now, certificate: made.certificate };
        put_certificate(tx, site, &known, &made.key, names)?;
        Ok(known)
    })
}

/// Makes a new certificate, for other names if some are given.
pub fn renew(ledger: &Ledger, names: Option<&[Host]>) -> Result<Certificate, TlsError> {
    let site = ledger.site();
    ledger.write(|tx| {
        let (known, key) = find_authority(tx, ledger.site())?.ok_or(TlsError::NoAuthority)?;
        let shown = find_certificate(tx, ledger.site())?.map(|(certificate, _)| certificate.names);
        let names = names.map(<[Host]>::to_vec).or(shown).unwrap_or_else(|| known.names.clone());
        put_certificate(tx, site, &known, &key, &names)
    })
}

/// Makes a new certificate when the one there is ends soon. Two processes that notice at once make one.
pub fn renew_if_due(ledger: &Ledger) -> Result<bool, TlsError> {
    let site = ledger.site();
    let is_due = |shown: &Certificate, now| shown.span.is_due(now);
    let now = ledger.ports().clock.now();
    let Some(shown) = certificate(ledger)?.filter(|shown| is_due(shown, now)) else { return Ok(false) };
    ledger.write(|tx| {
        let still = find_certificate(tx, ledger.site())?
            .is_some_and(|(now_shown, _)| now_shown.made_at == shown.made_at);
        if !still {
            return Ok(false);
        }
        let (known, key) = find_authority(tx, ledger.site())?.ok_or(TlsError::NoAuthority)?;
        put_certificate(tx, site, &known, &key, &shown.names)?;
        Ok(true)
    })
}

/// The certificate with its key, as the listener shows it.
pub fn certified(ledger: &Ledger) -> Result<CertifiedKey, TlsError> {
    let found = ledger.read(|door| find_certificate(door, ledger.site()))?;
    let (shown, key) = found.ok_or(TlsError::NoAuthority)?;
    let der = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.as_slice()));
    let signing = rustls::crypto::aws_lc_rs::sign::any_ecdsa_type(&der)?;
    Ok(CertifiedKey::new(vec![CertificateDer::from(shown.certificate)], Arc::clone(&signing)))
}

fn put_certificate(
    tx: &mut Tx<'_>,
    site: &str,
    known: &Authority,
    key: &[u8],
    names: &[Host],
) -> Result<Certificate, TlsError> {
    if let Some(outside) = names.iter().find(|name| !host::is_permitted(&known.names, name)) {
        return Err(TlsError::Outside(outside.to_string()));
    }
    let (tenant, now) = (tx.tenant(), tx.now());
    let (made, span): (Made, Span) = authority::give(&known.title, key, names, now)?;
    let sealed = tx.seal(CERTIFICATE, Uuid::nil(), &made.key)?;
    let (begins, ends) = (span.begins_at, span.ends_at);
    let row = params![tenant, site, now, begins, ends, host::joined(names), made.certificate.clone(), sealed];
    tx.execute(&table::PUT_CERTIFICATE, &row)?;
    Ok(Certificate { names: names.to_vec(), made_at: now, span, certificate: made.certificate })
}

type WithKey<T> = Option<(T, Zeroizing<Vec<u8>>)>;

fn find_authority(door: &mut impl Door, site: &str) -> Result<WithKey<Authority>, Fault> {
    let tenant = door.tenant();
    let Some(row) = door.one(&table::FIND_AUTHORITY, &params![tenant, site])? else { return Ok(None) };
    let key = Zeroizing::new(door.open_sealed(AUTHORITY, Uuid::nil(), &row.bytes("sealed")?)?);
    let known = Authority {
        title: row.text("title")?,
        names: host::split(&row.text("names")?),
        made_at: row.instant("made_at")?,
        certificate: row.bytes("certificate")?,
    };
    Ok(Some((known, key)))
}

fn find_certificate(door: &mut impl Door, site: &str) -> Result<WithKey<Certificate>, Fault> {
    let tenant = door.tenant();
    let Some(row) = door.one(&table::FIND_CERTIFICATE, &params![tenant, site])? else { return Ok(None) };
    let key = Zeroizing::new(door.open_sealed(CERTIFICATE, Uuid::nil(), &row.bytes("sealed")?)?);
    let shown = Certificate {
        names: host::split(&row.text("names")?),
        made_at: row.instant("made_at")?,
        span: Span { begins_at: row.instant("begins_at")?, ends_at: row.instant("ends_at")? },
        certificate: row.bytes("certificate")?,
    };
    Ok(Some((shown, key)))
}
