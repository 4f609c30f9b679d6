//! TLS on a post's local network: an own small authority, the certificate it gives, and the listener that speaks it.

pub mod authority;
pub mod enrol;
pub mod fingerprint;
pub mod host;
pub mod kept;
pub mod listener;
mod profile;
pub mod table;
#[cfg(test)]
mod tests;

use ledger::{Fault, Ledger};
use std::net::SocketAddr;

/// Why there is no authority or no certificate.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("there is no authority yet; make one with `ceiba tls init --name ADDRESS`")]
    NoAuthority,
    #[error(
        "there is an authority already; `--replace` makes another, and every tablet must be enrolled again"
    )]
    Exists,
    #[error("say at least one name or address that tablets type, with --name")]
    NoName,
    #[error("`{0}` is no address and no name that a tablet can type")]
    Name(String),
    #[error(
        "`{0}` is outside of what this authority may vouch for; `ceiba tls init --replace --name {0}` makes one that may"
    )]
    Outside(String),
    #[error("the certificate could not be made: {0}")]
    Make(#[from] rcgen::Error),
    #[error("the certificate cannot be used: {0}")]
    Use(#[from] rustls::Error),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Where tablets find this site; a room of the house while it speaks TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// `https://192.168.4.2:8443`
    pub https: String,
    /// `http://192.168.4.2:8081`: the page that helps a tablet to trust the authority.
    pub enrol: Option<String>,
}

impl Door {
    /// Whether people type a name and not an address of digits.
    pub fn has_name(&self) -> bool {
        self.https
            .split_once("://")
            .and_then(|(_, rest)| rest.rsplit_once(':'))
            .is_some_and(|(host, _)| matches!(host.parse(), Ok(host::Host::Name(_))))
    }
    /// The addresses under the first name of the certificate.
    pub fn of(ledger: &Ledger, tls: SocketAddr, enrol: Option<SocketAddr>) -> Result<Door, TlsError> {
        let certificate = kept::certificate(ledger)?.ok_or(TlsError::NoAuthority)?;
        let host = certificate.names.first().ok_or(TlsError::NoName)?.in_an_address();
        Ok(Door {
            https: format!("https://{host}:{}", tls.port()),
            enrol: enrol.map(|enrol| format!("http://{host}:{}", enrol.port())),
        })
    }
}
