//! How long a closed file is kept, as data, and what a file's state lets be done with it. Pure: no clock and no database.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use kernel::Country;
use procedure::{Cite, Outcome, Verification};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const REGION: &str = include_str!("../../../../region/retention.toml");

/// One class of files and how long it is kept after it closed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The procedure whose cases it is about.
    pub class: String,
    /// How they ended; every outcome when left out.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// Years after closing; nothing when nobody has told us.
    #[serde(default)]
    pub years: Option<u16>,
    pub cite: Cite,
}

impl Rule {
    /// Whether a named person confirmed it. Nothing is erased by a rule that nobody confirmed.
    pub fn is_confirmed(&self) -> bool {
        self.cite.verification == Verification::Verified && self.cite.verified_by.is_some()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    sources: BTreeMap<String, String>,
    /// Days between the word of the second person and the erasure.
    waiting_days: Option<u16>,
    #[serde(default)]
    rules: Vec<Rule>,
}

/// The rules of a country and the waiting period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    pub waiting_days: u16,
    pub rules: Vec<Rule>,
}

/// Nobody waits less, whatever a file says.
pub const WAITING_DAYS_MIN: u16 = 7;
const WAITING_DAYS: u16 = 30;

/// Why a file of rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    #[error("the rules of retention cannot be read: {0}")]
    Toml(String),
    #[error("the rule for {0} is called verified, but names nobody who confirmed it")]
    Nameless(String),
    #[error("the rule for {0} names the source `{1}`, which is not listed")]
    Source(String, String),
}

impl Rules {
    /// The region's rules; what a country's own file says about a class comes before them.
    pub fn of(country_file: Option<&str>) -> Result<Rules, RulesError> {
        let region = parse(REGION)?;
        let own = country_file.map(parse).transpose()?;
        let waiting = own.as_ref().and_then(|own| own.waiting_days).or(region.waiting_days);
        let own = own.map(|own| own.rules).unwrap_or_default();
        let rules = own.into_iter().chain(region.rules).collect();
        Ok(Rules { waiting_days: waiting.unwrap_or(WAITING_DAYS).max(WAITING_DAYS_MIN), rules })
    }

    /// The first rule that is about such a file.
    pub fn for_file(&self, class: &str, outcome: Option<Outcome>) -> Option<&Rule> {
        self.rules.iter().find(|rule| {
            (rule.class == class || rule.class == "*") && (rule.outcome.is_none() || rule.outcome == outcome)
        })
    }
}

fn parse(text: &str) -> Result<File, RulesError> {
    let file: File = toml::from_str(text).map_err(|e| RulesError::Toml(e.message().to_owned()))?;
    for rule in &file.rules {
        if rule.cite.verification == Verification::Verified && rule.cite.verified_by.is_none() {
            return Err(RulesError::Nameless(rule.class.clone()));
        }
        if rule.cite.source != "platform" && !file.sources.contains_key(&rule.cite.source) {
            return Err(RulesError::Source(rule.class.clone(), rule.cite.source.clone()));
        }
    }
    Ok(file)
}

/// What is true of a file that somebody might erase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    pub class: String,
    /// What the last decision on it was.
    pub outcome: Option<Outcome>,
    pub closed_on: Option<Date>,
    /// It, or a case linked to it, has not ended.
    pub is_open: bool,
    /// Somebody on it is on another case that has not ended.
    pub is_person_elsewhere: bool,
    /// A remedy was received that stands in no file yet, and may be of this one.
    pub may_have_remedy: bool,
    pub is_held: bool,
}

/// Why a file stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stays {
    Open,
    PersonElsewhere,
    Remedy,
    /// A protection that was granted stands until a procedure ends it.
    Status,
    Held,
    NoRule,
    /// There is a rule, and nobody has told us how long.
    UnknownPeriod,
    NotYet,
}

/// What may be done with a file today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Stays(Stays),
    /// Its time is over. It is erased only when the rule is confirmed.
    Due {
        since: Date,
        is_confirmed: bool,
    },
}

/// Judges one file. What protects the person is asked before any rule.
pub fn judge(rules: &Rules, file: &FileFacts, today: Date) -> Verdict {
    let protects = [
        (file.is_open || file.closed_on.is_none(), Stays::Open),
        (file.is_person_elsewhere, Stays::PersonElsewhere),
        (file.may_have_remedy, Stays::Remedy),
        (matches!(file.outcome, Some(Outcome::Recognised | Outcome::Complementary)), Stays::Status),
        (file.is_held, Stays::Held),
    ];
    if let Some((_, stays)) = protects.into_iter().find(|(holds, _)| *holds) {
        return Verdict::Stays(stays);
    }
    let Some(rule) = rules.for_file(&file.class, file.outcome) else { return Verdict::Stays(Stays::NoRule) };
    let Some(years) = rule.years else { return Verdict::Stays(Stays::UnknownPeriod) };
    let period: Span = i32::from(years).years();
    match file.closed_on.and_then(|closed| closed.checked_add(period).ok()) {
        Some(since) if since <= today => Verdict::Due { since, is_confirmed: rule.is_confirmed() },
        _ => Verdict::Stays(Stays::NotYet),
    }
}

/// The rules that are embedded for a country; none has its own yet.
pub fn embedded(_country: Country) -> Option<&'static str> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OWN: &str = "waiting_days = 10\n[sources]\nX = \"https://example.org\"\n\
        [[rules]]\nclass = \"asylum\"\noutcome = \"refused\"\nyears = 5\n\
        cite = { source = \"X\", verification = \"verified\", verified_by = \"Lcda. Ejemplo\" }\n\
        [[rules]]\nclass = \"asylum\"\nyears = 2\ncite = { source = \"X\" }\n";

    fn closed(outcome: Option<Outcome>) -> FileFacts {
        FileFacts {
            class: "asylum".into(),
            outcome,
            closed_on: Some("2020-02-29".parse().unwrap()),
            is_open: false,
            is_person_elsewhere: false,
            may_have_remedy: false,
            is_held: false,
        }
    }
    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// Worked by hand: closed on 29 February 2020, five years end on 28 February 2025.
    #[test]
    fn a_refused_claim_is_due_five_years_after_it_closed_and_not_a_day_before() {
        let rules = Rules::of(Some(OWN)).unwrap();
        let file = closed(Some(Outcome::Refused));
        assert_eq!(judge(&rules, &file, day("2025-02-27")), Verdict::Stays(Stays::NotYet));
        let due = Verdict::Due { since: day("2025-02-28"), is_confirmed: true };
        assert_eq!(judge(&rules, &file, day("2025-02-28")), due);
        // Another outcome falls under the rule that nobody confirmed: it is proposed and no more.
        let due = Verdict::Due { since: day("2022-02-28"), is_confirmed: false };
        assert_eq!(judge(&rules, &closed(Some(Outcome::Closed)), day("2023-01-01")), due);
    }

    #[test]
    fn a_protection_that_stands_is_never_due() {
        let rules = Rules::of(Some(OWN)).unwrap();
        for outcome in [Outcome::Recognised, Outcome::Complementary] {
            let verdict = judge(&rules, &closed(Some(outcome)), day("2099-01-01"));
            assert_eq!(verdict, Verdict::Stays(Stays::Status));
        }
    }

    #[test]
    fn the_region_knows_no_period_and_so_nothing_is_due() {
        let rules = Rules::of(None).unwrap();
        assert!(rules.waiting_days >= WAITING_DAYS_MIN);
        let verdict = judge(&rules, &closed(Some(Outcome::Refused)), day("2099-01-01"));
        assert_eq!(verdict, Verdict::Stays(Stays::UnknownPeriod));
    }

    #[test]
    fn a_rule_without_a_name_or_a_source_is_refused() {
        let nameless = OWN.replace(", verified_by = \"Lcda. Ejemplo\"", "");
        assert!(matches!(Rules::of(Some(&nameless)), Err(RulesError::Nameless(_))));
        let unsourced = OWN.replace("[sources]\nX = \"https://example.org\"\n", "[sources]\n");
        assert!(matches!(Rules::of(Some(&unsourced)), Err(RulesError::Source(..))));
        let hasty = OWN.replace("waiting_days = 10", "waiting_days = 0");
        assert_eq!(Rules::of(Some(&hasty)).unwrap().waiting_days, WAITING_DAYS_MIN);
    }

    proptest! {
        /// Whatever the rule and the day: an open file, a person on an open case, a waiting remedy or a hold keeps it.
        #[test]
        fn nothing_open_is_ever_due(which in 0usize..4, years in 0u16..50, after in 0i32..80) {
            let text = OWN.replace("years = 5", &format!("years = {years}"));
            let rules = Rules::of(Some(&text)).unwrap();
            let mut file = closed(Some(Outcome::Refused));
            let flags = [&mut file.is_open, &mut file.is_person_elsewhere, &mut file.may_have_remedy, &mut file.is_held];
            if let Some(flag) = flags.into_iter().nth(which) {
                *flag = true;
            }
            let today = day("2020-03-01").checked_add(after.years()).unwrap();
            prop_assert!(matches!(judge(&rules, &file, today), Verdict::Stays(_)));
        }
    }
}
