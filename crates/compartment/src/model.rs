//! What is stated in a compartment, and what comes out of it. Every sealed statement looks the same from outside: one kind
//! of record, one kind of entry, and a length that is rounded up.

use jiff::Timestamp;
use kernel::{AccountId, Actor, Office, PersonId, Role};
use ledger::{EntryView, Record, Rows};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The compartments. Their names stand in no table and in no header of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compartment {
    /// Gender-based violence.
    Gbv,
    Trafficking,
    Child,
    Biometric,
}

impl Compartment {
    pub const ALL: [Compartment; 4] =
        [Compartment::Gbv, Compartment::Trafficking, Compartment::Child, Compartment::Biometric];
    pub fn code(self) -> &'static str {
        match self {
            Compartment::Gbv => "gbv",
            Compartment::Trafficking => "trafficking",
            Compartment::Child => "child",
            Compartment::Biometric => "biometric",
        }
    }
    pub fn from_code(code: &str) -> Option<Compartment> {
        Compartment::ALL.into_iter().find(|c| c.code() == code)
    }
}

/// What is stated in a sealed record, whether it is a person's or the circle's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum SealedEvent {
    Said {
        said: Said,
        /// Spaces, so that a note, a read and a name are of one length.
        pad: String,
    },
}

/// One sealed statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Said {
    /// Whom the record is about.
    About {
        person: PersonId,
    },
    Noted {
        text: String,
    },
    /// Somebody read it.
    Read,
    /// Somebody was named for the compartment. A keeper names others.
    Named {
        account: AccountId,
        keeper: bool,
    },
    Dismissed {
        account: AccountId,
    },
    /// Another site was given the secret.
    Granted {
        site: String,
    },
}

/// Bodies are rounded up to a multiple of this.
const PAD_TO: usize = 512;

impl SealedEvent {
    /// A statement, filled up to a length that tells little.
    pub fn said(said: Said) -> SealedEvent {
        let length = serde_json::to_string(&said).map_or(0, |text| text.len());
        let pad = " ".repeat(length.next_multiple_of(PAD_TO) - length);
        SealedEvent::Said { said, pad }
    }
}

/// A note as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub text: String,
    pub at: Timestamp,
    pub by: Actor,
}

/// Who read it and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedRead {
    pub at: Timestamp,
    pub account: AccountId,
    pub role: Role,
    pub office: Office,
}

/// The state of a sealed record.
#[derive(Clone, Debug, Default)]
pub struct Sealed {
    pub person: Option<PersonId>,
    pub notes: Vec<Note>,
    pub reads: Vec<SealedRead>,
    /// Who is in the circle, and whether they keep it.
    pub circle: BTreeMap<AccountId, bool>,
    pub sites: BTreeSet<String>,
}

impl Record for Sealed {
    const KIND: &'static str = ledger::sealed::KIND;
    type Event = SealedEvent;

    fn apply(&mut self, SealedEvent::Said { said, .. }: &SealedEvent, entry: &EntryView) {
        match said {
            Said::About { person } => drop(self.person.get_or_insert(*person)),
            Said::Noted { text } => {
                self.notes.push(Note { text: text.clone(), at: entry.at, by: entry.actor.clone() });
            }
            Said::Read => self.reads.push(SealedRead {
                at: entry.at,
                account: entry.actor.account,
                role: entry.actor.role,
                office: entry.actor.office.clone(),
            }),
            Said::Named { account, keeper } => drop(self.circle.insert(*account, *keeper)),
            Said::Dismissed { account } => drop(self.circle.remove(account)),
            Said::Granted { site } => drop(self.sites.insert(site.clone())),
        }
    }

    /// None: a row would have to be found, and whatever finds it would tell that it is there.
    fn rows(&self, _: Uuid, _: &mut Rows) {}
}

/// What is to be done otherwise for a person. No reason stands beside it, whoever gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instruction {
    FemaleInterviewer,
    FemaleInterpreter,
    SeparateDay,
    OtherRoom,
    PersonOfTrust,
    Breaks,
    /// Do not hear the person before word is given.
    AwaitWord,
}

impl Instruction {
    pub const ALL: [Instruction; 7] = [
        Instruction::FemaleInterviewer,
        Instruction::FemaleInterpreter,
        Instruction::SeparateDay,
        Instruction::OtherRoom,
        Instruction::PersonOfTrust,
        Instruction::Breaks,
        Instruction::AwaitWord,
    ];
    pub fn code(self) -> &'static str {
        match self {
            Instruction::FemaleInterviewer => "female-interviewer",
            Instruction::FemaleInterpreter => "female-interpreter",
            Instruction::SeparateDay => "separate-day",
            Instruction::OtherRoom => "other-room",
            Instruction::PersonOfTrust => "person-of-trust",
            Instruction::Breaks => "breaks",
            Instruction::AwaitWord => "await-word",
        }
    }
    pub fn from_code(code: &str) -> Option<Instruction> {
        Instruction::ALL.into_iter().find(|i| i.code() == code)
    }
    /// The key of its sentence.
    pub fn key(self) -> String {
        format!("compartment-order-{}", self.code())
    }
}
