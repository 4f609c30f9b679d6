//! An authority vouches for the local network alone, its keys lie nowhere in clear, and a certificate is made anew in time.

use super::host::Host;
use super::{TlsError, kept, profile};
use crate::tls::listener::Shown;
use jiff::SignedDuration;
use kernel::Clock;
use ledger::testing::{TestLedger, both};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use std::sync::Arc;
use std::time::Duration;

fn schema() -> ledger::Schema {
    ledger::Schema { migrations: vec![super::table::MIGRATION], ..ledger::Schema::default() }
}

fn hosts(names: &[&str]) -> Vec<Host> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn later(test: &TestLedger, days: i64) {
    test.clock.set(test.clock.now().checked_add(SignedDuration::from_hours(24 * days)).unwrap());
}

/// What a browser whose clock stands at `at` says of the certificate shown, when it goes to `name` and trusts this authority.
fn believed(test: &TestLedger, trusted: &[u8], name: &str, at: jiff::Timestamp) -> Result<(), rustls::Error> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from(trusted.to_vec())).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let verifier = rustls::client::WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
    let shown = kept::certificate(&test.ledger).unwrap().unwrap();
    let at = UnixTime::since_unix_epoch(Duration::from_secs(at.as_second().unsigned_abs()));
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let certificate = CertificateDer::from(shown.certificate);
    use rustls::client::danger::ServerCertVerifier;
    verifier.build().unwrap().verify_server_cert(&certificate, &[], &name, &[], at).map(drop)
}

#[test]
fn tablets_believe_the_certificate_even_when_their_clock_is_a_year_off() {
    both(schema, |t| {
        let made = kept::init(&t.ledger, &hosts(&["192.168.4.2", "ceiba.local"]), false).unwrap();
        let now = t.clock.now();
        for days in [-390, 0, 390] {
            let at = now.checked_add(SignedDuration::from_hours(24 * days)).unwrap();
            for name in ["192.168.4.2", "ceiba.local"] {
                assert_eq!(believed(t, &made.certificate, name, at), Ok(()), "{name} {days}");
            }
        }
        assert!(believed(t, &made.certificate, "192.168.4.3", now).is_err());
        // Somebody else's authority of the same name vouches for nothing here.
        let other = kept::init(&t.ledger, &hosts(&["192.168.4.2"]), true).unwrap();
        assert!(believed(t, &made.certificate, "192.168.4.2", now).is_err());
        assert_eq!(believed(t, &other.certificate, "192.168.4.2", now), Ok(()));
        assert_ne!(made.fingerprint().words(), other.fingerprint().words());
    });
}

#[test]
fn an_authority_cannot_vouch_for_the_open_internet() {
    both(schema, |t| {
        let made = kept::init(&t.ledger, &hosts(&["10.0.0.7"]), false).unwrap();
        for name in ["example.org", "203.0.113.7", "local.example.org"] {
            let refused = kept::renew(&t.ledger, Some(&hosts(&[name])));
            assert!(matches!(refused, Err(TlsError::Outside(_))), "{name}");
        }
        // And a browser refuses what it would have signed: the limits stand in the authority itself.
        let key = kept_key(t);
        for (name, is_good) in [("example.org", false), ("203.0.113.7", false), ("post.local", true)] {
            let (given, _) =
                super::authority::give(&made.title, &key, &hosts(&[name]), t.clock.now()).unwrap();
            put(t, &given.certificate);
            assert_eq!(believed(t, &made.certificate, name, t.clock.now()).is_ok(), is_good, "{name}");
        }
        // One that is made for a name may vouch for it.
        let made = kept::init(&t.ledger, &hosts(&["post.example.org"]), true).unwrap();
        assert_eq!(believed(t, &made.certificate, "post.example.org", t.clock.now()), Ok(()));
        kept::renew(&t.ledger, Some(&hosts(&["post.example.org", "10.9.9.9"]))).unwrap();
        assert_eq!(believed(t, &made.certificate, "10.9.9.9", t.clock.now()), Ok(()));
    });
}

fn kept_key(t: &TestLedger) -> Vec<u8> {
    use ledger::{Door, params};
    let opened = t.ledger.read(|door| {
        let (tenant, site) = (door.tenant(), t.ledger.site());
        let row = door.one(&super::table::FIND_AUTHORITY, &params![tenant, site])?.unwrap();
        door.open_sealed("tls_authority", uuid::Uuid::nil(), &row.bytes("sealed")?)
    });
    opened.unwrap()
}

fn put(t: &TestLedger, certificate: &[u8]) {
    use ledger::{Door, params};
    let (at, bytes) = (t.clock.now(), certificate.to_vec());
    t.ledger
        .write(|tx| {
            let (tenant, site) = (tx.tenant(), t.ledger.site());
            let sealed = tx.seal("tls_certificate", uuid::Uuid::nil(), b"none")?;
            let row = params![tenant, site, at, at, at, "", bytes.clone(), sealed];
            tx.execute(&super::table::PUT_CERTIFICATE, &row)
        })
        .unwrap();
}

#[test]
fn private_keys_are_stored_sealed_only() {
    both(schema, |t| {
        kept::init(&t.ledger, &hosts(&["10.0.0.7"]), false).unwrap();
        assert!(matches!(kept::init(&t.ledger, &hosts(&["10.0.0.7"]), false), Err(TlsError::Exists)));
        let key = format!("{:?}", &kept_key(t)[36..68]);
        for table in ["tls_authority", "tls_certificate"] {
            let print = format!("{:?}", ledger::testing::ask(&t.place, &format!("select * from {table}")));
            assert!(!print.contains(key.trim_matches(['[', ']'])), "{table}");
        }
    });
}

#[test]
fn a_certificate_is_made_anew_before_it_ends_and_shown_without_a_restart() {
    both(schema, |t| {
        assert!(matches!(Shown::of(&t.ledger), Err(TlsError::NoAuthority)));
        let made = kept::init(&t.ledger, &hosts(&["10.0.0.7"]), false).unwrap();
        let shown = Shown::of(&t.ledger).unwrap();
        let first = kept::certificate(&t.ledger).unwrap().unwrap();
        later(t, 299);
        assert!(!shown.look_again(&t.ledger).unwrap());
        later(t, 2);
        assert!(shown.look_again(&t.ledger).unwrap());
        let second = kept::certificate(&t.ledger).unwrap().unwrap();
        assert_ne!(first.certificate, second.certificate);
        assert_eq!(second.names, first.names);
        assert_eq!(believed(t, &made.certificate, "10.0.0.7", t.clock.now()), Ok(()));
        // The clock is set back by years: what was made ahead of it would be refused.
        t.clock.set("2020-01-01T00:00:00Z".parse().unwrap());
        assert!(shown.look_again(&t.ledger).unwrap());
        assert_eq!(believed(t, &made.certificate, "10.0.0.7", t.clock.now()), Ok(()));
    });
}

#[test]
fn a_name_is_what_somebody_can_type() {
    for good in ["192.168.4.2", "CEIBA.local", "[fd00::7]", "post"] {
        assert!(good.parse::<Host>().is_ok(), "{good}");
    }
    for bad in ["", "0.0.0.0", "a b", "https://post.local", "post.local:8443", "*.local", "-a.local", "1.2.3"]
    {
        assert!(bad.parse::<Host>().is_err(), "{bad}");
    }
    assert_eq!("[fd00::7]".parse::<Host>().unwrap().in_an_address(), "[fd00::7]");
}

#[test]
fn a_profile_holds_the_certificate_and_nothing_else() {
    let test = ledger::testing::lite(schema());
    let made = kept::init(&test.ledger, &hosts(&["10.0.0.7"]), false).unwrap();
    let profile = profile::apple(&made);
    assert_eq!(profile.matches("<key>PayloadType</key>").count(), 2);
    assert!(profile.contains("com.apple.security.root") && profile.contains(&made.title));
}
