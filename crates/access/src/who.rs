//! The signed-in member of staff in whose name a page is answered.

use kernel::{AccountId, Actor, Affiliation, Lang, Office, Role};

/// A signed-in account, as it stood when the request came in.
#[derive(Clone, PartialEq, Eq)]
pub struct Who {
    pub account: AccountId,
    /// What the person types to sign in.
    pub login: String,
    /// The name colleagues see.
    pub name: String,
    pub role: Role,
    pub office: Office,
    pub lang: Lang,
    /// The states the account or its office belongs to beside the institution's own; see [`kernel::wall_stands`].
    pub affiliation: Affiliation,
    /// What a system's token allows, for the programming interface; `None` for a person, who has all of the role.
    pub scopes: Option<crate::Scopes>,
}

impl Who {
    /// What goes into entries: ids and codes, no name.
    pub fn actor(&self) -> Actor {
        Actor { account: self.account, role: self.role, office: self.office.clone() }
    }
}

impl std::fmt::Debug for Who {
    /// Logs may say which account, role and office, never a name.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Who({}, {}, {})", self.account, self.role.code(), self.office.code())
    }
}

/// The key of a role's name in `locales/*/access.ftl`.
pub fn role_key(role: Role) -> String {
    format!("access-role-{}", role.code().replace('_', "-"))
}
