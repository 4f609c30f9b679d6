//! A newtype per kind of id, so that a person's id passed as a case's does not compile.

use crate::{Clock, Random, fresh_uuid};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// The text was not a UUID.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new UUIDv7 made from the given clock and randomness.
            pub fn fresh(clock: &dyn Clock, random: &dyn Random) -> Self {
                Self(fresh_uuid(clock, random))
            }
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl std::str::FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId)
            }
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }
    };
}

id!(/// Any record of the ledger, when its kind does not matter.
    RecordId);
id!(/// A person.
    PersonId);
id!(/// A household (registration group).
    HouseholdId);
id!(/// A case: one token in one procedure.
    CaseId);
id!(/// A referral to a service.
    ReferralId);
id!(/// What a state declares about one pledge.
    PledgeRecordId);
id!(/// An account of a member of staff.
    AccountId);
