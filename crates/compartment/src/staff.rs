//! What pages of this area call members of staff, their roles and offices.

use kernel::{AccountId, Office, Role};
use ledger::Fault;
use std::collections::BTreeMap;
use web::{Ask, House};

/// Names of staff by account, looked up once a page.
pub(crate) struct Staff(BTreeMap<AccountId, String>);

impl Staff {
    pub(crate) fn of(house: &House) -> Result<Staff, Fault> {
        Ok(Staff(house.access.accounts()?.into_iter().map(|a| (a.account, a.name)).collect()))
    }
    pub(crate) fn name(&self, ask: &Ask, account: AccountId) -> String {
        self.0.get(&account).cloned().unwrap_or_else(|| ask.t("compartment-staff-gone"))
    }
    /// Name, role and office, as they were when it happened.
    pub(crate) fn told(
        &self,
        house: &House,
        ask: &Ask,
        (account, role, office): (AccountId, Role, &Office),
    ) -> String {
        let role = ask.t(&access::role_key(role));
        format!("{} · {role} · {}", self.name(ask, account), house.country.office_name(ask.lang, office))
    }
}
