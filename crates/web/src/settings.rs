//! What an operator decides and pages must know: the site's own address, who stands in front of it, the second factor.

use kernel::Role;
use std::net::IpAddr;

/// Decisions of the operator, put into the house by `app` from `ceiba.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// `https://ceiba.example.org`: what people type, when a proxy stands in front.
    pub origin: Option<String>,
    /// Proxies whose word about the address of the other end is taken.
    pub trusted_proxies: Vec<IpAddr>,
    pub second_factor: SecondFactor,
    /// From other machines only tablets that were enrolled may sign in.
    pub enrolled_only: bool,
}

/// Who signs in with more than a password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecondFactor {
    pub policy: SecondFactorPolicy,
    /// Roles that must, whatever the policy is for the others.
    pub required_for: Vec<Role>,
}

/// What holds for a role that is not named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecondFactorPolicy {
    Off,
    /// Whoever wants one may have one.
    #[default]
    Offered,
    Required,
}

impl SecondFactor {
    /// Whether somebody of this role must have one.
    pub fn is_required(&self, role: Role) -> bool {
        self.policy == SecondFactorPolicy::Required || self.required_for.contains(&role)
    }
    /// Whether anybody may have one.
    pub fn is_offered(&self) -> bool {
        self.policy != SecondFactorPolicy::Off || !self.required_for.is_empty()
    }
}

impl Settings {
    /// Whose request it is: the other end, or whom a trusted proxy names last.
    pub fn visitor(&self, peer: Option<IpAddr>, forwarded: &str) -> String {
        let named = || forwarded.rsplit(',').next().and_then(|last| last.trim().parse::<IpAddr>().ok());
        let from = match peer {
            Some(peer) if self.trusted_proxies.contains(&peer) => named().or(Some(peer)),
            other => other,
        };
        from.map(|address| address.to_string()).unwrap_or_default()
    }
    /// The host and port of the site's own address.
    pub fn own_host(&self) -> Option<&str> {
        self.origin.as_deref()?.split_once("://").map(|(_, host)| host.trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let proxy: IpAddr = "127.0.0.1".parse().unwrap();
        let trusting = Settings { trusted_proxies: vec![proxy], ..Settings::default() };
        assert_eq!(trusting.visitor(Some(proxy), "10.9.9.9, 203.0.113.7"), "203.0.113.7");
        assert_eq!(trusting.visitor(Some(proxy), "nobody"), "127.0.0.1");
        assert_eq!(trusting.visitor("198.51.100.4".parse().ok(), "203.0.113.7"), "198.51.100.4");
        assert_eq!(Settings::default().visitor(Some(proxy), "203.0.113.7"), "127.0.0.1");
    }

    #[test]
    fn a_named_role_must_even_where_others_may() {
        let factor = SecondFactor { required_for: vec![Role::Administrator], ..SecondFactor::default() };
        assert!(factor.is_required(Role::Administrator) && !factor.is_required(Role::BorderOfficer));
        assert!(factor.is_offered());
        let off = SecondFactor { policy: SecondFactorPolicy::Off, required_for: Vec::new() };
        assert!(!off.is_offered());
    }
}
