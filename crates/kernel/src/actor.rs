//! Who acts: the office, the role and the account behind every entry.

use crate::AccountId;
use serde::{Deserialize, Serialize};

/// The code of an office or post, as `country.toml` lists it (`onpar-panama`, `meteti`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Office(pub String);

impl Office {
    pub fn code(&self) -> &str {
        &self.0
    }
}
impl From<&str> for Office {
    fn from(code: &str) -> Self {
        Self(code.to_owned())
    }
}

/// What a member of staff is at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    BorderOfficer,
    RegistrationOfficer,
    EligibilityOfficer,
    Reviewer,
    DecidingAuthority,
    ChildProtectionDelegate,
    Supervisor,
    Statistician,
    PledgeFocalPoint,
    DataProtectionOfficer,
    /// A lawyer of the state, who says what its law says.
    LegalAdviser,
    Administrator,
}

impl Role {
    pub const ALL: [Role; 12] = [
        Role::BorderOfficer,
        Role::RegistrationOfficer,
        Role::EligibilityOfficer,
        Role::Reviewer,
        Role::DecidingAuthority,
        Role::ChildProtectionDelegate,
        Role::Supervisor,
        Role::Statistician,
        Role::PledgeFocalPoint,
        Role::DataProtectionOfficer,
        Role::LegalAdviser,
        Role::Administrator,
    ];

    /// The code used in procedures, policies and the database (`eligibility_officer`).
    pub fn code(self) -> &'static str {
        match self {
            Role::BorderOfficer => "border_officer",
            Role::RegistrationOfficer => "registration_officer",
            Role::EligibilityOfficer => "eligibility_officer",
            Role::Reviewer => "reviewer",
            Role::DecidingAuthority => "deciding_authority",
            Role::ChildProtectionDelegate => "child_protection_delegate",
            Role::Supervisor => "supervisor",
            Role::Statistician => "statistician",
            Role::PledgeFocalPoint => "pledge_focal_point",
            Role::DataProtectionOfficer => "data_protection_officer",
            Role::LegalAdviser => "legal_adviser",
            Role::Administrator => "administrator",
        }
    }
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// The account, role and office in whose name something is done. Identifies a member of staff by id only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub account: AccountId,
    pub role: Role,
    pub office: Office,
}
