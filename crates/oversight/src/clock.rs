//! How soon an authority must be told of an incident, by country, as `region/data-protection.toml` says.

use jiff::SignedDuration;
use kernel::Country;
use procedure::{Cite, Said};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../region/data-protection.toml");

/// One country's rule. `cite` says whether anybody confirmed it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TellRule {
    pub tell_within_hours: u16,
    pub instrument: Said,
    pub cite: Cite,
}

impl TellRule {
    pub fn within(&self) -> SignedDuration {
        SignedDuration::from_hours(i64::from(self.tell_within_hours))
    }
}

#[derive(Deserialize)]
struct File {
    #[allow(dead_code, reason = "read by people; the loader only checks that it is there")]
    sources: BTreeMap<String, String>,
    #[serde(flatten)]
    rules: BTreeMap<String, TellRule>,
}

static RULES: LazyLock<BTreeMap<String, TellRule>> =
    LazyLock::new(|| toml::from_str::<File>(FILE).map(|file| file.rules).unwrap_or_default());

/// The rule of a country, or the strictest of the region.
pub fn rule(country: Country) -> TellRule {
    let strictest = || TellRule {
        tell_within_hours: 72,
        instrument: Said { es: String::new(), en: String::new() },
        cite: Cite::default(),
    };
    RULES
        .get(country.to_string().as_str())
        .or_else(|| RULES.get("default"))
        .cloned()
        .unwrap_or_else(strictest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_reads_and_an_unknown_country_gets_the_strictest() {
        let file: File = toml::from_str(FILE).unwrap();
        assert!(file.rules.len() >= 5 && !file.sources.is_empty());
        assert!(file.rules.values().all(|rule| rule.tell_within_hours >= 24));
        assert_eq!(rule(Country::UNKNOWN).tell_within_hours, 72);
        assert_eq!(rule(Country::new("PAN").unwrap()).tell_within_hours, 72);
    }
}
