//! Which roles must have a second factor, and how long a colleague may take to set one up.

use crate::{Access, AccountView, table};
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, Role};
use ledger::{Door, Fault, Tx, params};

/// How many days a colleague may take, unless the administration says otherwise.
pub const GRACE_DAYS: i64 = 14;
/// What nobody may set more of.
const GRACE_DAYS_MAX: i64 = 90;
/// Whoever decides, oversees or holds the keys of the house, unless the administration says otherwise.
const BY_DEFAULT: [Role; 4] =
    [Role::Administrator, Role::DataProtectionOfficer, Role::Supervisor, Role::DecidingAuthority];

/// What is asked of one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactorRule {
    pub role: Role,
    pub required: bool,
    pub grace_days: i64,
}

impl Access {
    /// The same access in a house where certain roles must have a factor although nobody has set a rule.
    pub fn asking_factors_by_default(mut self, by_default: bool) -> Access {
        self.factors_by_default = by_default;
        self
    }

    /// What is asked of each role.
    pub fn factor_rules(&self) -> Result<Vec<FactorRule>, Fault> {
        self.ledger.read(|door| rules(door, self.factors_by_default))
    }

    /// Sets which roles must have a factor, and the days of grace of all.
    pub fn set_factor_rules(
        &self,
        required: &[Role],
        grace_days: i64,
        by: Option<AccountId>,
    ) -> Result<(), Fault> {
        let days = grace_days.clamp(0, GRACE_DAYS_MAX);
        self.ledger.write(|tx| {
            let (tenant, now) = (tx.tenant(), tx.now());
            for role in Role::ALL {
                let row = params![tenant.as_str(), role.code(), required.contains(&role), days, now, by];
                tx.execute(&table::PUT_RULE, &row)?;
            }
            Ok(())
        })
    }

    /// By when an account must have a factor; nothing when it has one or needs none.
    pub fn factor_due(&self, view: &AccountView) -> Result<Option<Timestamp>, Fault> {
        self.ledger.read(|door| {
            if !is_required(door, view.role, self.factors_by_default)? {
                return Ok(None);
            }
            due(door, view.account).map(|due| due.map(|(at, _)| at))
        })
    }
}

fn rules(door: &mut impl Door, by_default: bool) -> Result<Vec<FactorRule>, Fault> {
    let tenant = door.tenant();
    let set = door.query(&table::ALL_RULES, &params![tenant])?;
    let mut all: Vec<FactorRule> = Role::ALL
        .into_iter()
        .map(|role| {
            let required = by_default && BY_DEFAULT.contains(&role);
            FactorRule { role, required, grace_days: GRACE_DAYS }
        })
        .collect();
    for row in &set {
        let code = row.text("role")?;
        if let Some(rule) = all.iter_mut().find(|rule| rule.role.code() == code) {
            (rule.required, rule.grace_days) = (row.bool("required")?, row.int("grace_days")?);
        }
    }
    Ok(all)
}

fn rule_of(door: &mut impl Door, role: Role, by_default: bool) -> Result<Option<FactorRule>, Fault> {
    Ok(rules(door, by_default)?.into_iter().find(|rule| rule.role == role && rule.required))
}

pub(super) fn is_required(door: &mut impl Door, role: Role, by_default: bool) -> Result<bool, Fault> {
    Ok(rule_of(door, role, by_default)?.is_some())
}

fn due(door: &mut impl Door, account: AccountId) -> Result<Option<(Timestamp, bool)>, Fault> {
    let tenant = door.tenant();
    let row = door.one(&table::FIND_DUE, &params![tenant, account])?;
    row.map(|row| Ok((row.instant("due_at")?, row.bool("after_reset")?))).transpose()
}

/// Whether an account without a factor must set one up before anything else. Its days begin with the first sign-in
/// at which one is asked for.
pub(super) fn must_enrol_now(tx: &mut Tx<'_>, view: &AccountView, by_default: bool) -> Result<bool, Fault> {
    let now = tx.now();
    let due = due(tx, view.account)?;
    if due.is_some_and(|(_, after_reset)| after_reset) {
        return Ok(true);
    }
    let Some(rule) = rule_of(tx, view.role, by_default)? else { return Ok(false) };
    let due_at = match due {
        Some((at, _)) => at,
        None => {
            let at = now.checked_add(SignedDuration::from_hours(24 * rule.grace_days)).unwrap_or(now);
            let tenant = tx.tenant();
            tx.execute(&table::PUT_DUE, &params![tenant, view.account, at, false])?;
            at
        }
    };
    Ok(due_at <= now)
}
