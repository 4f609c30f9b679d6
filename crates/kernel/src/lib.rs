//! The words of the trade that every room shares: ids, countries, names, dates, clock, actor. No I/O.

mod actor;
mod age;
mod country;
mod date;
mod id;
mod lang;
mod name;
mod origin;
mod port;

pub use actor::{Actor, Office, Role};
pub use age::{AgeBand, Sex};
pub use country::{Country, CountryError};
pub use date::{DateError, PartialDate, Precision, parse_day};
pub use id::{AccountId, CaseId, HouseholdId, NotAnId, PersonId, PledgeRecordId, RecordId, ReferralId};
pub use lang::Lang;
pub use name::{NameError, PersonalName, check_text};
pub use origin::{Affiliation, Origins, wall_stands};
pub use port::{Clock, FixedClock, Random, SeededRandom, fresh_uuid};
