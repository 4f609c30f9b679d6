//! Names and addresses of a site on its local network, and what its authority may vouch for: nothing of the open internet,
//! so that a tablet which trusts it gives nobody a way to read what else the tablet does.

use super::TlsError;
use rcgen::{CidrSubnet, GeneralSubtree};
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// A name or an address that somebody types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    Name(String),
    Address(IpAddr),
}

impl FromStr for Host {
    type Err = TlsError;
    fn from_str(text: &str) -> Result<Host, TlsError> {
        let text = text.trim().trim_end_matches('.').to_ascii_lowercase();
        if let Ok(address) = text.trim_matches(['[', ']']).parse::<IpAddr>() {
            return match address.is_unspecified() || address.is_multicast() {
                true => Err(TlsError::Name(text)),
                false => Ok(Host::Address(address)),
            };
        }
        if is_name(&text) { Ok(Host::Name(text)) } else { Err(TlsError::Name(text)) }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Host::Name(name) => name.fmt(f),
            Host::Address(address) => address.fmt(f),
        }
    }
}

impl Host {
    /// As it stands between `https://` and the port.
    pub fn in_an_address(&self) -> String {
        match self {
            Host::Address(IpAddr::V6(address)) => format!("[{address}]"),
            other => other.to_string(),
        }
    }
}

fn is_name(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = text.rsplit('.').next().unwrap_or_default();
    // A last label of digits would be read as an address.
    text.len() <= 253 && text.split('.').all(is_label) && !last.bytes().all(|b| b.is_ascii_digit())
}

/// Names under these exist on local networks alone.
const LOCAL_NAMES: [&str; 4] = ["local", "internal", "home.arpa", "localhost"];
/// Addresses that no route of the open internet leads to.
const LOCAL_NETS: [(&str, u8); 9] = [
    ("10.0.0.0", 8),
    ("172.16.0.0", 12),
    ("192.168.0.0", 16),
    ("169.254.0.0", 16),
    ("100.64.0.0", 10),
    ("127.0.0.0", 8),
    ("fc00::", 7),
    ("fe80::", 10),
    ("::1", 128),
];

/// What an authority may vouch for: the local names and networks, and the names it was made for.
pub fn permitted(own: &[Host]) -> Vec<GeneralSubtree> {
    let names = LOCAL_NAMES.iter().map(|name| GeneralSubtree::DnsName((*name).to_owned()));
    let nets = nets().map(|(net, bits)| GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(net, bits)));
    let further = own.iter().filter(|host| !is_local(host)).map(|host| match host {
        Host::Name(name) => GeneralSubtree::DnsName(name.clone()),
        Host::Address(address) => {
            let bits = if address.is_ipv4() { 32 } else { 128 };
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*address, bits))
        }
    });
    names.chain(nets).chain(further).collect()
}

/// Whether an authority that was made for these names may vouch for a host.
pub fn is_permitted(own: &[Host], host: &Host) -> bool {
    is_local(host) || own.contains(host)
}

fn is_local(host: &Host) -> bool {
    match host {
        Host::Name(name) => {
            LOCAL_NAMES.iter().any(|local| name == local || name.ends_with(&format!(".{local}")))
        }
        Host::Address(address) => nets().any(|(net, bits)| is_in(*address, net, bits)),
    }
}

fn nets() -> impl Iterator<Item = (IpAddr, u8)> {
    LOCAL_NETS.iter().filter_map(|(net, bits)| Some((net.parse().ok()?, *bits)))
}

fn is_in(address: IpAddr, net: IpAddr, bits: u8) -> bool {
    match (address, net) {
        (IpAddr::V4(a), IpAddr::V4(n)) => (u32::from(a) ^ u32::from(n)).leading_zeros() >= bits.into(),
        (IpAddr::V6(a), IpAddr::V6(n)) => (u128::from(a) ^ u128::from(n)).leading_zeros() >= bits.into(),
        _ => false,
    }
}

/// One line for the database, and back.
pub fn joined(hosts: &[Host]) -> String {
    hosts.iter().map(Host::to_string).collect::<Vec<_>>().join(" ")
}

pub fn split(text: &str) -> Vec<Host> {
    text.split_whitespace().filter_map(|host| host.parse().ok()).collect()
}
