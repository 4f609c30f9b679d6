//! The file a permission is asked about, reduced to what the policies may look at.

use kernel::{AccountId, CaseId, HouseholdId, Office, Origins, PersonId};
use uuid::Uuid;

/// The kinds of file that policies tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Person,
    Household,
    Case,
    Intent,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Person, Kind::Household, Kind::Case, Kind::Intent];

    /// The code used in the read log (`person`).
    pub fn code(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Household => "household",
            Kind::Case => "case",
            Kind::Intent => "intent",
        }
    }
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.code() == code)
    }
    /// The key of its name in `locales/*/access.ftl`.
    pub fn key(self) -> String {
        format!("access-kind-{}", self.code())
    }
    /// The entity type in the policies (`Person`).
    pub(crate) fn entity(self) -> &'static str {
        match self {
            Kind::Person => "Person",
            Kind::Household => "Household",
            Kind::Case => "Case",
            Kind::Intent => "Intent",
        }
    }
}

/// A file and its ties to offices and people. Holds nothing that identifies the person it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    pub kind: Kind,
    pub id: Uuid,
    /// The offices that work on it now. A person or household may belong to several.
    pub offices: Vec<Office>,
    /// The offices that worked on it before and handed it over.
    pub offices_former: Vec<Office>,
    /// The office that was asked to take it over and has not answered yet.
    pub offices_asked: Vec<Office>,
    pub assignee: Option<AccountId>,
    /// True when it concerns a child whom the child-protection delegate must be able to follow.
    pub child: bool,
    /// Who decided on it already.
    pub deciders: Vec<AccountId>,
    /// Who opened it by breaking glass, for as long as that lasts.
    pub opened_to: Vec<AccountId>,
    /// The states the people it is about come from. As long as nobody looked it is closed to every other state.
    pub origins: Origins,
    /// Whether whoever asks is in a compartment of this site. Asked for what is sealed only.
    pub to_circle: bool,
}

impl Resource {
    /// A file of one office, with no other tie.
    pub fn new(kind: Kind, id: impl Into<Uuid>, office: Office) -> Self {
        Self {
            kind,
            id: id.into(),
            offices: vec![office],
            offices_former: Vec::new(),
            offices_asked: Vec::new(),
            assignee: None,
            child: false,
            deciders: Vec::new(),
            opened_to: Vec::new(),
            origins: Origins::Unknown,
            to_circle: false,
        }
    }
    pub fn person(id: PersonId, office: Office) -> Self {
        Self::new(Kind::Person, id, office)
    }
    pub fn household(id: HouseholdId, office: Office) -> Self {
        Self::new(Kind::Household, id, office)
    }
    pub fn case(id: CaseId, office: Office) -> Self {
        Self::new(Kind::Case, id, office)
    }
    /// The same file, worked on by these offices.
    pub fn at(mut self, offices: Vec<Office>) -> Self {
        self.offices = offices;
        self
    }
    /// The same file, handed over by these offices.
    pub fn formerly(mut self, offices: Vec<Office>) -> Self {
        self.offices_former = offices;
        self
    }
    /// The same file, which another office was asked to take over.
    pub fn asked_of(mut self, offices: Vec<Office>) -> Self {
        self.offices_asked = offices;
        self
    }
    pub fn about_child(mut self, child: bool) -> Self {
        self.child = child;
        self
    }
    pub fn assigned(mut self, assignee: Option<AccountId>) -> Self {
        self.assignee = assignee;
        self
    }
    pub fn opened_to(mut self, accounts: Vec<AccountId>) -> Self {
        self.opened_to = accounts;
        self
    }
    /// The same file, about people from these states.
    pub fn of_people_from(mut self, origins: Origins) -> Self {
        self.origins = origins;
        self
    }
    /// The same file, asked by somebody who is in a compartment, or not.
    pub fn to_circle(mut self, is_in: bool) -> Self {
        self.to_circle = is_in;
        self
    }
    pub fn decided_by(mut self, deciders: Vec<AccountId>) -> Self {
        self.deciders = deciders;
        self
    }
}
