//! What is stated about one lead: somebody who may be the one that is looked for. Pure.

use super::search::ConsentHow;
use super::{Saying, Search};
use crate::model::{Channel, coded};
use crate::table;
use jiff::civil::Date;
use kernel::{AccountId, PersonId};
use ledger::{EntryView, Record, Rows, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

coded!(/// Why somebody may be the one that is looked for. The strongest first.
    Reason { LooksBack = "looks_back", SameName = "same_name", SimilarName = "similar_name", BirthYear = "birth_year",
        AboutAge = "about_age", SharedSurname = "shared_surname", Language = "language", Sex = "sex" });
coded!(/// What a tracing officer says of a lead.
    Verdict { WorthAsking = "worth_asking", No = "no", CannotTell = "cannot_tell" });
coded!(/// What the person who may be the relative answers. `never`: no, and nobody is to ask again.
    Reply { Yes = "yes", Later = "later", No = "no", Never = "never" });
coded!(/// The two sides of a lead.
    Side { Requester = "requester", Found = "found" });
coded!(/// Where a lead stands by its own words; whether it opens depends on the search too.
    LeadStage { NotWorth = "not_worth", Unclear = "unclear", ToAsk = "to_ask", Refused = "refused", Agreed = "agreed" });

/// The lead from one search to one person: always the same, so that it is judged once.
pub fn record_of(search: Uuid, found: PersonId) -> Uuid {
    super::named(&[b"tracing_lead", search.as_bytes(), found.0.as_bytes()])
}

/// Everything that can be stated about a lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum LeadEvent {
    Judged {
        search: Uuid,
        requester: PersonId,
        found: PersonId,
        verdict: Verdict,
        reasons: Vec<Reason>,
        why: String,
    },
    /// The person was asked, without being told who or where; or came by themselves and answers anew.
    Answered {
        reply: Reply,
        on: Date,
        /// ISO 639-3 code of the language in which they were asked.
        language: String,
        how: ConsentHow,
    },
    /// A second person agrees that both sides are told, for the consent of this number.
    Confirmed { consents: u32, best_interests: String },
    /// A second person does not agree: the lead is judged again.
    Declined { why: String },
    /// One side was told, and what was arranged through the office.
    Told(Box<Told>),
}

/// That one side was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub side: Side,
    pub on: Date,
    pub language: String,
    pub how: Channel,
    #[serde(default)]
    pub arranged: String,
}

/// The kinds of things said of a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadSaid {
    Judged(Verdict),
    Answered(Reply),
    Confirmed,
    Declined,
    Told(Side),
}

/// An answer, and who wrote it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub reply: Reply,
    pub on: Date,
    pub language: String,
    pub how: ConsentHow,
    pub by: AccountId,
}

/// The state of a lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    pub search: Option<Uuid>,
    pub requester: Option<PersonId>,
    pub found: Option<PersonId>,
    pub verdict: Option<Verdict>,
    pub reasons: Vec<Reason>,
    judged_by: Option<AccountId>,
    pub answer: Option<Answered>,
    /// For which consent of the requester a second person agreed, since the last answer.
    pub confirmed: Option<u32>,
    pub told: Vec<Told>,
    pub said: Vec<Saying<LeadSaid>>,
}

impl Lead {
    /// Whether the person said yes, and nothing since.
    pub fn has_agreed(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.reply == Reply::Yes)
    }
    /// Whether somebody is a second person here: neither who judged nor who asked.
    pub fn may_second(&self, account: AccountId) -> bool {
        self.judged_by != Some(account) && self.answer.as_ref().is_none_or(|answer| answer.by != account)
    }
    pub fn was_told(&self, side: Side) -> bool {
        self.told.iter().any(|told| told.side == side)
    }
    pub fn stage(&self) -> LeadStage {
        match (self.verdict, self.answer.as_ref().map(|answer| answer.reply)) {
            (Some(Verdict::No) | None, _) => LeadStage::NotWorth,
            (Some(Verdict::CannotTell), _) => LeadStage::Unclear,
            (Some(Verdict::WorthAsking), None | Some(Reply::Later)) => LeadStage::ToAsk,
            (Some(Verdict::WorthAsking), Some(Reply::No | Reply::Never)) => LeadStage::Refused,
            (Some(Verdict::WorthAsking), Some(Reply::Yes)) => LeadStage::Agreed,
        }
    }
    fn say(&mut self, said: LeadSaid, why: &str, entry: &EntryView) {
        self.said.push(Saying { said, why: why.to_owned(), by: entry.actor.clone(), at: entry.at });
    }
}

impl Record for Lead {
    const KIND: &'static str = "tracing_lead";
    type Event = LeadEvent;

    fn apply(&mut self, event: &LeadEvent, entry: &EntryView) {
        let by = entry.actor.account;
        match event {
            LeadEvent::Judged { search, requester, found, verdict, reasons, why } => {
                self.search.get_or_insert(*search);
                self.requester.get_or_insert(*requester);
                self.found.get_or_insert(*found);
                (self.verdict, self.judged_by) = (Some(*verdict), Some(by));
                self.reasons.clone_from(reasons);
                self.confirmed = None;
                self.say(LeadSaid::Judged(*verdict), why, entry);
            }
            LeadEvent::Answered { reply, on, language, how } => {
                let language = language.clone();
                self.answer = Some(Answered { reply: *reply, on: *on, language, how: *how, by });
                self.confirmed = None;
                self.say(LeadSaid::Answered(*reply), "", entry);
            }
            LeadEvent::Confirmed { consents, best_interests } => {
                // Nobody is their own second person, and nothing is confirmed to which nobody said yes.
                if self.has_agreed() && self.may_second(by) {
                    self.confirmed = Some(*consents);
                }
                self.say(LeadSaid::Confirmed, best_interests, entry);
            }
            LeadEvent::Declined { why } => {
                (self.verdict, self.confirmed) = (Some(Verdict::CannotTell), None);
                self.say(LeadSaid::Declined, why, entry);
            }
            LeadEvent::Told(told) => {
                self.told.push((**told).clone());
                self.say(LeadSaid::Told(told.side), &told.arranged, entry);
            }
        }
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let (Some(search), Some(requester), Some(found)) = (self.search, self.requester, self.found) else {
            return;
        };
        out.put(&table::TRACING_LEAD, params![search, requester, found, self.stage().code()]);
    }
}

/// What the rule needs to know beside the two records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The requester, the found or the sought person is, or may be, a child.
    pub is_child: bool,
    /// One of the two files is not there, is sealed, or has instructions.
    pub is_withheld: bool,
    /// The found person does not want to be found, or somebody must not learn where one of the two is.
    pub is_unwilling: bool,
}

/// Whether both people agree, as of now, that each learns of the other.
pub fn agree(search: &Search, lead: &Lead, around: Around) -> bool {
    search.consent.is_some()
        && !search.is_guarded()
        && lead.stage() == LeadStage::Agreed
        && !around.is_withheld
        && !around.is_unwilling
}

/// Whether it waits for a second person: both agree, and a child is concerned.
pub fn waits_for_second(search: &Search, lead: &Lead, around: Around) -> bool {
    agree(search, lead, around) && !is_seconded(search, lead, around)
}

/// The one rule of disclosure: both agree, and where a child is concerned a second person does too, for this very consent.
/// Every page that tells one side of the other asks this first.
pub fn opens(search: &Search, lead: &Lead, around: Around) -> bool {
    agree(search, lead, around) && is_seconded(search, lead, around)
}

fn is_seconded(search: &Search, lead: &Lead, around: Around) -> bool {
    let is_child = around.is_child || search.is_about_child;
    !is_child || lead.confirmed == Some(search.consents)
}
