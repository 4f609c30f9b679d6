//! What can happen to a case, as events, and the words they are told in. Bodies are sealed by the ledger.

use jiff::civil::Date;
use kernel::{AccountId, CaseId, Lang, Office, PersonId, Role};
use procedure::FactValue;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Facts of a case by name, as the procedure declares them (`interview = heard`).
pub type FactMap = BTreeMap<String, FactValue>;
/// What was written in the fields of a step's form, by field id.
pub type FormMap = BTreeMap<String, String>;

/// One sentence in both languages, kept in an entry so that an old file reads the same for ever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub es: String,
    pub en: String,
}

impl From<&procedure::Said> for Words {
    fn from(said: &procedure::Said) -> Words {
        Words { es: said.es.clone(), en: said.en.clone() }
    }
}
impl Words {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Es => &self.es,
            Lang::En => &self.en,
        }
    }
}

/// A person the case is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Involved {
    pub person: PersonId,
    /// The one in whose name the case is opened.
    pub principal: bool,
    /// Under 18 when last looked at; doubt about age favours the child.
    #[serde(default)]
    pub minor: bool,
}

/// The stage a case stands at, with what the law said of that stage on the day it was reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub stage: String,
    /// Nothing more happens by itself from here.
    #[serde(default)]
    pub ended: bool,
    /// Somebody outside the office has the next word.
    #[serde(default)]
    pub waiting: bool,
    /// Offices that the law names to take the next steps, besides the one that holds the case.
    #[serde(default)]
    pub offices: Vec<Office>,
}

/// The first statement of every case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    pub procedure: String,
    /// The version of the procedure and the hash of its file: the case is pinned to both.
    pub version: String,
    pub law: String,
    /// Such as `PAN-2024-00317`; reserved, never reused.
    pub number: String,
    /// The day the law counts from: the day the person asked, not the day it was typed.
    pub legal_date: Date,
    pub at: Standing,
    pub office: Office,
    pub persons: Vec<Involved>,
    #[serde(default)]
    pub parent: Option<CaseId>,
    #[serde(default)]
    pub origin_intent: Option<Uuid>,
    #[serde(default)]
    pub facts: FactMap,
    /// Opened for a child, whatever their own record says of their age.
    #[serde(default)]
    pub child: bool,
}

/// One step of the procedure, taken on a legal date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepTaken {
    pub step: String,
    pub from: String,
    /// Where the case stands afterwards; `None` when the step leaves it where it was.
    #[serde(default)]
    pub to: Option<Standing>,
    /// The legal date, stated by whoever took the step.
    pub on: Date,
    #[serde(default)]
    pub form: FormMap,
    #[serde(default)]
    pub sets: FactMap,
    /// The legal dates it states, by event, which terms count from.
    #[serde(default)]
    pub dates: BTreeMap<String, Date>,
    /// Documents issued with it.
    #[serde(default)]
    pub issues: Vec<String>,
    /// What it decides, if it decides the claim.
    #[serde(default)]
    pub decides: Option<procedure::Decides>,
    #[serde(default)]
    pub remedy: bool,
    /// Something may be taken from the person by it, so a named person confirmed it.
    #[serde(default)]
    pub prejudicial: bool,
    #[serde(default)]
    pub confirmed: Option<Confirmation>,
    /// The session of a commission that carried the step, with its votes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<crate::session::Carried>,
    /// The hash of the procedure file that offered the step.
    pub law: String,
}

/// A named member of staff who said yes to a step that takes something from a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    pub account: AccountId,
    pub name: String,
}

/// A day that a count of working days passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedDay {
    pub date: Date,
    pub reason: Words,
}

/// How a due date was arrived at. Values, so that the file reads the same after the law or the calendar changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arithmetic {
    pub counted_days: u32,
    #[serde(default)]
    pub length: Option<u32>,
    /// `working_days`, `calendar_days` or `months`.
    pub unit: String,
    #[serde(default)]
    pub skipped: Vec<SkippedDay>,
    /// The sum in figures: `2024-03-25 +5wd = 2024-04-02`.
    pub sums: String,
    /// What a person has to find out before relying on the date.
    #[serde(default)]
    pub questions: Vec<Words>,
}

/// A term began to run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermStarted {
    pub term: String,
    /// Which time it starts in this case, from 1: a card that is renewed has a second run.
    pub run: u32,
    pub start: Date,
    /// `None` when the law gives no length, or when the day it counts from is not known.
    #[serde(default)]
    pub due: Option<Date>,
    /// The event it counts from, as long as nobody has stated its day.
    #[serde(default)]
    pub awaits: Option<String>,
    pub arithmetic: Arithmetic,
    #[serde(default)]
    pub article: Option<String>,
    pub source: String,
    /// `verified`, `secondary` or `unverified`.
    pub verification: String,
    pub provisional: bool,
    /// Whose term it is: a role's code, or `person`.
    pub whose: String,
    /// What the end of the term means: `human_review` or `warn`; never anything by itself.
    pub on_expiry: String,
    pub law: String,
}

/// Who should do a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    #[serde(default)]
    pub role: Option<Role>,
    #[serde(default)]
    pub office: Option<Office>,
    #[serde(default)]
    pub account: Option<AccountId>,
}

/// How soon the other office is needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    #[default]
    Ordinary,
    /// Somebody's safety, health or a term hangs on it.
    Urgent,
}

/// What the person says of the move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agrees {
    Yes,
    No,
    /// Nobody could ask; somebody still has to.
    #[default]
    NotAsked,
}

/// One office asks another to take the case over. Until that office answers, nothing moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferAsked {
    pub from: Office,
    pub to: Office,
    pub reason: String,
    #[serde(default)]
    pub urgency: Urgency,
    /// What the person was told about the move.
    #[serde(default)]
    pub told: String,
    #[serde(default)]
    pub agrees: Agrees,
}

/// How a transfer that was asked for came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferEnd {
    Accepted,
    /// The asked office says why it does not take the case.
    Returned,
    /// The asking office takes its question back.
    Withdrawn,
}

/// One version of a procedure: its name and the hash of its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawVersion {
    pub version: String,
    pub law: String,
}

/// The case goes on under a version of the law that came after it was opened, because a person applied it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawChanged {
    pub from: LawVersion,
    pub to: LawVersion,
    /// Where the case stands in the words of the new version.
    pub at: Standing,
    /// The day from which the new version is applied to the case.
    pub on: Date,
    pub why: String,
    /// Facts as they begin in the new version, where it does not know what was known.
    #[serde(default)]
    pub sets: FactMap,
}

/// A letter as it was issued: its words can be printed again from this alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IssuedLetter {
    /// The id of the letter's file, such as `receipt`.
    pub letter: String,
    /// What it does, whatever the state calls it.
    pub kind: String,
    pub names: Words,
    /// Such as `CS-HQ-2024-00007`; reserved, never reused.
    pub serial: String,
    /// What its QR code holds.
    pub id: Uuid,
    /// The short code printed under the QR code.
    pub code: String,
    pub on: Date,
    /// Languages in their order, by tag; the first counts.
    pub languages: Vec<String>,
    /// SHA-256 of the letter's file and layout.
    pub template: String,
    /// SHA-256 of the values.
    pub inputs_hash: String,
    /// The values that filled it, as the letters' crate writes them.
    pub inputs: serde_json::Value,
    /// The newest step when it was issued: another letter is offered after another step.
    #[serde(default)]
    pub after_step: Option<u32>,
}

/// Whoever does not say that a date is confirmed says that it is not.
fn yes() -> bool {
    true
}

/// What can happen to a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum CaseEvent {
    Opened(Opened),
    StepTaken(StepTaken),
    TermStarted(TermStarted),
    /// What the term asked for was done on a legal date.
    TermMet {
        term: String,
        run: u32,
        on: Date,
    },
    /// A decreed holiday, a suspension or a corrected date moved the end of a term.
    TermMoved {
        term: String,
        run: u32,
        start: Date,
        #[serde(default)]
        due: Option<Date>,
        arithmetic: Arithmetic,
        why: String,
        law: String,
        /// Until a named lawyer confirmed what moved it. Absent in old entries: then provisional.
        #[serde(default = "yes")]
        provisional: bool,
    },
    TaskOpened {
        task: String,
        kind: String,
        /// The step that opened it, whose procedure names the task.
        #[serde(default)]
        step: Option<String>,
        owner: Owner,
        #[serde(default)]
        due: Option<Date>,
    },
    TaskDone {
        task: String,
        #[serde(default)]
        note: String,
    },
    Assigned {
        account: Option<AccountId>,
    },
    OfficeChanged {
        from: Office,
        to: Office,
        /// Offices that the law names for the next steps, seen from the new office.
        #[serde(default)]
        named: Vec<Office>,
    },
    ChildCaseLinked {
        case: CaseId,
        procedure: String,
    },
    /// The ages of the people were looked at again: these are under 18.
    MinorsNoted {
        persons: Vec<PersonId>,
    },
    LetterMade {
        letter: String,
        serial: String,
        id: Uuid,
    },
    LetterIssued(IssuedLetter),
    /// The same words on paper again, marked as a copy.
    LetterReprinted {
        id: Uuid,
    },
    /// It no longer holds; who checks it is told so, and not why.
    LetterRevoked {
        id: Uuid,
        on: Date,
        why: String,
    },
    /// A card of an applicant; any earlier one of the same person is replaced by it.
    CardIssued(Box<crate::applicant_card::IssuedCard>),
    NoteWritten {
        text: String,
    },
    TransferAsked(TransferAsked),
    TransferEnded {
        how: TransferEnd,
        #[serde(default)]
        reason: String,
    },
    /// Somebody is on this case no more: they have a claim of their own. Why is never said here.
    PersonSeparated {
        person: PersonId,
        on: Date,
        /// Their own case, unless the two files are kept apart.
        #[serde(default)]
        case: Option<CaseId>,
    },
    /// A member of the family came to this case later.
    PersonJoined {
        person: PersonId,
        on: Date,
        #[serde(default)]
        minor: bool,
    },
    /// These members of staff worked on a file that this one is kept apart from: somebody else takes it, if possible.
    KeptApart {
        accounts: Vec<AccountId>,
    },
    LawChanged(LawChanged),
    /// A post, which does not decide, wrote down a step after all its checks: headquarters confirms or rejects it.
    StepIntended {
        id: Uuid,
        step: String,
        #[serde(default)]
        form: FormMap,
        /// The legal date, stated at the post.
        on: Date,
        #[serde(default)]
        confirmed: Option<Confirmation>,
        /// The office that answers, beside those that work on the case.
        #[serde(default)]
        asks: Option<Office>,
    },
    /// Headquarters answered: the step was taken, or why it is not.
    StepIntentEnded {
        id: Uuid,
        confirmed: bool,
        #[serde(default)]
        reason: String,
    },
    /// A person set aside a step that two sites took from one stage and that did not count.
    ContestSettled {
        /// The hash of the entry that did not count.
        entry: String,
        reason: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_reads_back_as_it_was_written() {
        let event =
            CaseEvent::TermMet { term: "reconsideration".into(), run: 1, on: "2024-04-03".parse().unwrap() };
        let json = serde_json::to_value(&event).unwrap();
        assert_eq!(json["kind"], "term_met");
        assert_eq!(serde_json::from_value::<CaseEvent>(json).unwrap(), event);
    }
}
