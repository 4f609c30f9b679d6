//! `Access`: the door of this room, held once by the house.

use crate::{
    Explanation, Permission, Policy, PolicyError, Resource, Who, password::Hashing, policy::Policies, table,
};
use jiff::SignedDuration;
use kernel::{Clock, Random};
use ledger::{Door, Fault, Ledger, params};
use std::sync::Arc;

/// Accounts, sessions, policies and the read log. Cheap to clone.
#[derive(Clone)]
pub struct Access {
    pub(crate) ledger: Ledger,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) policies: Arc<Policies>,
    pub(crate) hashing: Arc<Hashing>,
    /// Whether roles that decide or oversee must have a second factor although nobody has set a rule.
    pub(crate) factors_by_default: bool,
}

/// Devices that nobody signed in from for this long are forgotten.
const DEVICE_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

impl Access {
    /// Reads the policies and stands ready. Call once, after the ledger is open.
    pub fn new(
        ledger: Ledger,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Access, PolicyError> {
        let policies = Arc::new(Policies::load()?);
        Ok(Access {
            ledger,
            clock,
            random,
            policies,
            hashing: Arc::new(Hashing::default()),
            factors_by_default: false,
        })
    }

    /// May this person do this, to this file? Without a file for lists, empty forms and settings.
    /// A permission about a file asked without one is refused.
    pub fn may(&self, who: &Who, permission: Permission, resource: Option<&Resource>) -> bool {
        // A token narrows what its role may do; it never widens it.
        let is_within = who.scopes.as_ref().is_none_or(|scopes| scopes.contains(&permission));
        is_within && self.policies.may(who, permission, resource)
    }

    /// The answer of [`Access::may`] with the policies it rests on.
    pub fn explain(&self, who: &Who, permission: Permission, resource: Option<&Resource>) -> Explanation {
        self.policies.explain(who, permission, resource)
    }

    /// Every policy with its reason, for the page that shows them.
    pub fn policies(&self) -> Vec<Policy> {
        self.policies.all()
    }

    /// Removes what has expired: sessions, drafts, devices and counts of failures. Returns how many rows went.
    /// Call it now and then; nothing depends on when.
    pub fn clean_up(&self) -> Result<u64, Fault> {
        let now = self.clock.now();
        let ago = |age: SignedDuration| now.checked_sub(age).unwrap_or(now);
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            let day = SignedDuration::from_hours(24);
            Ok(tx.execute(
                &table::SWEEP_SESSIONS,
                &params![tenant.as_str(), ago(crate::session::REMEMBERED)],
            )? + tx.execute(&table::SWEEP_DRAFTS, &params![tenant.as_str(), now])?
                + tx.execute(&table::SWEEP_TOKENS, &params![tenant.as_str(), now])?
                + tx.execute(&table::SWEEP_FAILURES, &params![tenant.as_str(), ago(day)])?
                + tx.execute(&table::SWEEP_HALF_OPEN, &params![tenant.as_str(), ago(day)])?
                + tx.execute(&table::SWEEP_OFFERS, &params![tenant.as_str(), ago(day)])?
                + tx.execute(&table::SWEEP_DEVICES, &params![tenant.as_str(), ago(DEVICE_KEPT)])?
                + tx.execute(&table::SWEEP_TABLET_CODES, &params![tenant.as_str(), ago(day)])?
                + tx.execute(
                    &table::SWEEP_TABLET_USERS,
                    &params![tenant.as_str(), ago(crate::tablet::USER_KEPT)],
                )?)
        })
    }
}
