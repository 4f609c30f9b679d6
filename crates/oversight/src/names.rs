//! What pages of this area call members of staff, offices, roles and kinds of file.

use access::{Kind, Read, role_key};
use kernel::{AccountId, Lang, Office, Role};
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
        self.0.get(&account).cloned().unwrap_or_else(|| ask.t("oversight-staff-gone"))
    }
    /// Every account with its name, for a choice in a form.
    pub(crate) fn all(&self) -> impl Iterator<Item = (AccountId, &str)> {
        self.0.iter().map(|(id, name)| (*id, name.as_str()))
    }
}

pub(crate) fn role(ask: &Ask, role: Role) -> String {
    ask.t(&role_key(role))
}

pub(crate) fn office(house: &House, lang: Lang, office: &Office) -> String {
    house.country.office_name(lang, office).to_owned()
}

pub(crate) fn kind(ask: &Ask, code: &str) -> String {
    Kind::from_code(code).map_or_else(|| code.to_owned(), |kind| ask.t(&kind.key()))
}

/// What a read was for, in the words of its permission.
pub(crate) fn purpose(ask: &Ask, read: &Read) -> String {
    access::Permission::from_code(&read.permission)
        .map_or_else(|| read.permission.clone(), |p| ask.t(&p.key()))
}
