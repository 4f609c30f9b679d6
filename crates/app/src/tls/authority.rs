//! Makes an authority and the certificates it gives. Clocks are not trusted: an authority holds since the year 2000 and for
//! thirty years, a certificate from 400 days before it was made to 400 days after.

use super::TlsError;
use super::host::{self, Host};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use ledger::Zeroizing;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, NameConstraints, PKCS_ECDSA_P256_SHA256, SanType, date_time_ymd,
};
use rustls::pki_types::PrivatePkcs8KeyDer;

/// A certificate reaches so far into both directions. Tablets of Apple take none that reaches over more than 825 days.
pub const REACH: SignedDuration = SignedDuration::from_hours(400 * 24);
/// It is made anew when less than this is left of it, in either direction.
pub const LEAST_LEFT: SignedDuration = SignedDuration::from_hours(100 * 24);
const FIRST_YEAR: i32 = 2000;
const YEARS: i32 = 30;

/// A certificate with its private key.
pub struct Made {
    pub certificate: Vec<u8>,
    pub key: Zeroizing<Vec<u8>>,
}

/// From when to when something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub begins_at: Timestamp,
    pub ends_at: Timestamp,
}

impl Span {
    fn around(now: Timestamp) -> Span {
        let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).start_of_day().map_or(at, |day| day.timestamp());
        Span {
            begins_at: day(now.checked_sub(REACH).unwrap_or(now)),
            ends_at: day(now.checked_add(REACH).unwrap_or(now)),
        }
    }
    /// Whether it is time for another: the end is near, or the clock was set so far back that the beginning is.
    pub fn is_due(self, now: Timestamp) -> bool {
        self.ends_at.duration_since(now) < LEAST_LEFT || now.duration_since(self.begins_at) < LEAST_LEFT
    }
}

/// Makes an authority that may vouch for local names and networks and for `own`, and for nothing else.
pub fn make(title: &str, own: &[Host], now: Timestamp) -> Result<Made, TlsError> {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let mut params = signing(title)?;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.name_constraints =
        Some(NameConstraints { permitted_subtrees: host::permitted(own), excluded_subtrees: Vec::new() });
    // A clock that stands at its first day makes no authority that has ended.
    let year = i32::from(now.to_zoned(TimeZone::UTC).year()).clamp(2026, 9000);
    params.not_before = date_time_ymd(FIRST_YEAR, 1, 1);
    params.not_after = date_time_ymd(year + YEARS, 1, 1);
    let certificate = params.self_signed(&key)?.der().to_vec();
    Ok(Made { certificate, key: Zeroizing::new(key.serialize_der()) })
}

/// What of an authority stands in the certificates it gives: its title, its uses and the mark of its key.
fn signing(title: &str) -> Result<CertificateParams, TlsError> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name = named(title);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    Ok(params)
}

fn named(title: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, title);
    name
}

/// Makes a certificate for names and addresses.
pub fn give(title: &str, key: &[u8], names: &[Host], now: Timestamp) -> Result<(Made, Span), TlsError> {
    let first = names.first().ok_or(TlsError::NoName)?;
    let authority =
        KeyPair::from_pkcs8_der_and_sign_algo(&PrivatePkcs8KeyDer::from(key), &PKCS_ECDSA_P256_SHA256)?;
    let issuer = Issuer::new(signing(title)?, authority);
    let own = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let span = Span::around(now);
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name = named(&first.to_string());
    params.subject_alt_names = names.iter().map(alternative).collect::<Result<_, _>>()?;
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    let (from, to) =
        (span.begins_at.to_zoned(TimeZone::UTC).date(), span.ends_at.to_zoned(TimeZone::UTC).date());
    params.not_before =
        date_time_ymd(from.year().into(), from.month().unsigned_abs(), from.day().unsigned_abs());
    params.not_after = date_time_ymd(to.year().into(), to.month().unsigned_abs(), to.day().unsigned_abs());
    let certificate = params.signed_by(&own, &issuer)?.der().to_vec();
    Ok((Made { certificate, key: Zeroizing::new(own.serialize_der()) }, span))
}

fn alternative(host: &Host) -> Result<SanType, TlsError> {
    Ok(match host {
        Host::Name(name) => SanType::DnsName(name.as_str().try_into()?),
        Host::Address(address) => SanType::IpAddress(*address),
    })
}
