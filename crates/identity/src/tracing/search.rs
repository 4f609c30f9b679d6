//! What is stated about one search for a relative, and where it stands. Pure.

use super::Saying;
use crate::model::{Answer, Birth, Kin, coded};
use crate::table;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{PartialDate, PersonId, Sex};
use ledger::{EntryView, Record, Rows, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

coded!(/// How somebody agreed.
    ConsentHow { Oral = "oral", Signed = "signed", ThroughRepresentative = "through_representative" });
coded!(/// Whether there is somebody who must not learn where the person is. Not being sure counts as yes.
    Danger { Nobody = "nobody", Unsure = "unsure", Somebody = "somebody" });
coded!(/// What became of a search.
    Outcome { InContact = "in_contact", FoundOtherwise = "found_otherwise", NotWanted = "not_wanted", NotFound = "not_found" });
coded!(/// Where a search stands.
    Stage { Running = "running", Paused = "paused", Closed = "closed" });

/// The relations of a relative somebody looks for: "the sought person is the *mother* of the requester".
pub const SOUGHT: &[Kin] = &[
    Kin::Parent,
    Kin::Child,
    Kin::Spouse,
    Kin::Partner,
    Kin::Sibling,
    Kin::Grandparent,
    Kin::Grandchild,
    Kin::AuntOrUncle,
    Kin::NieceOrNephew,
    Kin::Cousin,
    Kin::Stepparent,
    Kin::Stepchild,
    Kin::Guardian,
    Kin::Ward,
    Kin::InLaw,
    Kin::OtherRelative,
];

/// Who is looked for, as the person remembers them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    pub names: String,
    /// What the sought person is to the requester.
    pub kin: Kin,
    #[serde(default)]
    pub sex: Answer<Sex>,
    /// A day, a year or an age; and the place of birth.
    #[serde(default)]
    pub birth: Birth,
    #[serde(default)]
    pub last_seen_where: String,
    #[serde(default)]
    pub last_seen_when: Option<PartialDate>,
    /// ISO 639-3 codes.
    #[serde(default)]
    pub languages: Answer<Vec<String>>,
}
impl std::fmt::Debug for Sought {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sought({:?}, …)", self.kin)
    }
}

/// That somebody agreed: how, and on which day. It covers the search and one thing more: that whoever is found, and nobody
/// else, is told that the person exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    pub how: ConsentHow,
    pub on: Date,
}

/// The first statement of a search.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub person: PersonId,
    /// Why and whom, as the person told it.
    pub words: String,
    pub sought: Sought,
    pub consent: Consent,
    /// The requester or the sought person is, or may be, a child.
    pub is_about_child: bool,
    pub danger: Danger,
    /// Who must not learn it, as far as somebody wanted to say.
    #[serde(default)]
    pub whom: String,
}
impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Opened({:?}, …)", self.danger)
    }
}

/// Everything that can be stated about a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum SearchEvent {
    Opened(Box<Opened>),
    /// The person does not agree any more. It needs no reason.
    ConsentWithdrawn {
        why: String,
    },
    ConsentGiven(Consent),
    /// It was asked again whether somebody must not learn where the person is.
    DangerChecked {
        danger: Danger,
        whom: String,
    },
    Closed {
        outcome: Outcome,
        why: String,
    },
    Reopened {
        why: String,
    },
}

/// The kinds of things said of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Opened,
    ConsentWithdrawn,
    ConsentGiven,
    DangerChecked,
    Closed,
    Reopened,
}

impl Said {
    pub const ALL: [Said; 6] = [
        Said::Opened,
        Said::ConsentWithdrawn,
        Said::ConsentGiven,
        Said::DangerChecked,
        Said::Closed,
        Said::Reopened,
    ];
    pub fn code(self) -> &'static str {
        match self {
            Said::Opened => "opened",
            Said::ConsentWithdrawn => "consent_withdrawn",
            Said::ConsentGiven => "consent_given",
            Said::DangerChecked => "danger_checked",
            Said::Closed => "closed",
            Said::Reopened => "reopened",
        }
    }
}

/// The state of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    pub person: Option<PersonId>,
    pub words: String,
    pub sought: Option<Sought>,
    /// The consent that stands; none once it was withdrawn.
    pub consent: Option<Consent>,
    /// How many times somebody agreed. A second person confirms for one of them and for no later one.
    pub consents: u32,
    pub danger: Option<Danger>,
    pub whom: String,
    pub is_about_child: bool,
    pub closed: Option<Outcome>,
    pub opened_at: Option<Timestamp>,
    pub said: Vec<Saying<Said>>,
}

impl Search {
    /// Whether it is kept from suggestions and nothing is disclosed. What nobody asked counts as danger.
    pub fn is_guarded(&self) -> bool {
        self.danger != Some(Danger::Nobody)
    }
    pub fn stage(&self) -> Stage {
        match (self.closed, &self.consent) {
            (Some(_), _) => Stage::Closed,
            (None, Some(_)) => Stage::Running,
            (None, None) => Stage::Paused,
        }
    }
    /// Whether leads are looked for and somebody may be asked.
    pub fn is_looking(&self) -> bool {
        self.stage() == Stage::Running && !self.is_guarded()
    }

    fn open(&mut self, opened: &Opened, entry: &EntryView) {
        // A search is opened once; whatever comes after cannot turn it into another one.
        if self.person.is_some() {
            return;
        }
        self.person = Some(opened.person);
        self.words.clone_from(&opened.words);
        self.sought = Some(opened.sought.clone());
        self.agree(&opened.consent);
        self.danger = Some(opened.danger);
        self.whom.clone_from(&opened.whom);
        self.is_about_child = opened.is_about_child;
        self.opened_at = Some(entry.at);
    }
    fn agree(&mut self, consent: &Consent) {
        self.consent = Some(consent.clone());
        self.consents += 1;
    }
    fn say(&mut self, said: Said, why: &str, entry: &EntryView) {
        self.said.push(Saying { said, why: why.to_owned(), by: entry.actor.clone(), at: entry.at });
    }
}

impl Record for Search {
    const KIND: &'static str = "tracing_search";
    type Event = SearchEvent;

    fn apply(&mut self, event: &SearchEvent, entry: &EntryView) {
        match event {
            SearchEvent::Opened(opened) => {
                self.open(opened, entry);
                self.say(Said::Opened, "", entry);
            }
            SearchEvent::ConsentWithdrawn { why } => {
                self.consent = None;
                self.say(Said::ConsentWithdrawn, why, entry);
            }
            SearchEvent::ConsentGiven(consent) => {
                self.agree(consent);
                self.say(Said::ConsentGiven, "", entry);
            }
            SearchEvent::DangerChecked { danger, whom } => {
                self.danger = Some(*danger);
                self.whom.clone_from(whom);
                self.say(Said::DangerChecked, "", entry);
            }
            SearchEvent::Closed { outcome, why } => {
                self.closed = Some(*outcome);
                self.say(Said::Closed, why, entry);
            }
            SearchEvent::Reopened { why } => {
                self.closed = None;
                self.say(Said::Reopened, why, entry);
            }
        }
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let (Some(person), Some(opened_at)) = (self.person, self.opened_at) else { return };
        // Whether somebody is in danger stands in no row: it is read from the entries, under the record's key.
        out.put(&table::TRACING_SEARCH, params![person, self.stage().code(), opened_at]);
    }
}
