//! What is stated about two files, and where that leads. Pure.

use super::{Consequence, Stage};
use crate::register::similar::Alike;
use crate::table;
use jiff::Timestamp;
use kernel::{AccountId, Actor, PersonId};
use ledger::{EntryView, Hash, Record, Rows, content_hash, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Two different files, in the order of their ids: one pair, whoever is named first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(PersonId, PersonId)", into = "(PersonId, PersonId)")]
pub struct Pair {
    one: PersonId,
    two: PersonId,
}

impl Pair {
    /// Nothing when both are one file.
    pub fn of(a: PersonId, b: PersonId) -> Option<Pair> {
        (a != b).then(|| Pair { one: a.min(b), two: a.max(b) })
    }
    pub fn both(self) -> [PersonId; 2] {
        [self.one, self.two]
    }
    /// The other file of the two.
    pub fn beside(self, person: PersonId) -> PersonId {
        if person == self.one { self.two } else { self.one }
    }
    /// The record about these two: always the same, so that two sites that say it of them say it in one place.
    pub fn record(self) -> Uuid {
        let named = [b"pairing".as_slice(), self.one.0.as_bytes(), self.two.0.as_bytes()].concat();
        let mut first = [0; 16];
        first.copy_from_slice(&content_hash(&named).0[..16]);
        // UUIDv8 (RFC 9562): made from a name of our own.
        uuid::Builder::from_custom_bytes(first).into_uuid()
    }
}

/// A pair of one file with itself.
#[derive(Debug, thiserror::Error)]
#[error("one file is no pair")]
pub struct OneFile;

impl TryFrom<(PersonId, PersonId)> for Pair {
    type Error = OneFile;
    fn try_from((a, b): (PersonId, PersonId)) -> Result<Pair, OneFile> {
        Pair::of(a, b).ok_or(OneFile)
    }
}

impl From<Pair> for (PersonId, PersonId) {
    fn from(pair: Pair) -> Self {
        (pair.one, pair.two)
    }
}

/// Who or what says that two files may be one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Somebody who knows one of the files.
    Officer,
    /// Whoever registered the second file, before whom somebody alike was shown.
    Registration,
    /// A supervisor who settled a post's hint.
    Hint,
    /// A run over all files that compares them.
    Linkage,
}

impl Source {
    pub const ALL: [Source; 4] = [Source::Officer, Source::Registration, Source::Hint, Source::Linkage];

    pub fn code(self) -> &'static str {
        match self {
            Source::Officer => "officer",
            Source::Registration => "registration",
            Source::Hint => "hint",
            Source::Linkage => "linkage",
        }
    }
    /// Whether a person says it; a program never pairs members of one household.
    pub fn is_person(self) -> bool {
        matches!(self, Source::Officer | Source::Registration)
    }
}

/// What somebody who looked at both files says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Same,
    NotSame,
    CannotTell,
}

impl Verdict {
    pub const ALL: [Verdict; 3] = [Verdict::Same, Verdict::NotSame, Verdict::CannotTell];

    pub fn code(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::NotSame => "not_same",
            Verdict::CannotTell => "cannot_tell",
        }
    }
    pub fn from_code(code: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
    /// What ties or parts two files needs a reason; not knowing needs none.
    pub fn needs_reason(self) -> bool {
        self != Verdict::CannotTell
    }
}

/// Everything that can be stated about two files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum PairingEvent {
    Proposed {
        pair: Pair,
        source: Source,
        alike: Vec<Alike>,
        weight: u16,
    },
    /// Somebody looked at both files. With consequences, "the same" waits for a second person.
    Judged {
        verdict: Verdict,
        why: String,
        consequences: BTreeSet<Consequence>,
    },
    /// A second person says the same; `is_told_twice` that one person stands in one household as two.
    Confirmed {
        why: String,
        is_told_twice: bool,
    },
    /// A second person does not say the same: back to those that wait.
    Declined {
        why: String,
    },
    /// They are not one person's any more. `left` are the entries that were written on either file meanwhile.
    Undone {
        why: String,
        left: Vec<Hash>,
    },
    /// Somebody looked at such entries, on the file where they stand.
    LookedAt {
        entries: Vec<Hash>,
    },
}

/// One time somebody or something said that two files may be one person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub source: Source,
    pub alike: Vec<Alike>,
    pub by: Actor,
    pub at: Timestamp,
}

/// What somebody said of the two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Judged(Verdict, BTreeSet<Consequence>),
    Confirmed,
    Declined,
    Undone,
}

/// One thing said, by whom, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    pub said: Said,
    pub why: String,
    pub by: Actor,
    pub at: Timestamp,
}

/// How the two files stand to one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has said yet, or it was undone.
    #[default]
    Waiting,
    /// Somebody looked and cannot tell.
    Unclear,
    /// This account says they are one person's, and a second person is needed.
    Seconding { first: AccountId, consequences: BTreeSet<Consequence> },
    /// They are one person's, since this entry.
    Same { since: Mark },
    /// They are two people's: remembered, and not proposed again.
    NotSame,
}

impl Standing {
    pub fn stage(&self) -> Stage {
        match self {
            Standing::Waiting => Stage::Waiting,
            Standing::Unclear => Stage::Unclear,
            Standing::Seconding { .. } => Stage::Seconding,
            Standing::Same { .. } => Stage::Same,
            Standing::NotSame => Stage::NotSame,
        }
    }
    /// Whether somebody may judge now. What is joined is undone first; what waits for a second person is answered by one.
    pub fn may_be_judged(&self) -> bool {
        matches!(self, Standing::Waiting | Standing::Unclear | Standing::NotSame)
    }
}

/// A stretch of time in which two files counted as one person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    pub from: Mark,
    pub until: Mark,
}

/// The place of an entry among what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub at: Timestamp,
    site: String,
    epoch: i64,
    sequence: i64,
}

impl Mark {
    fn of(entry: &EntryView) -> Mark {
        Mark { at: entry.at, site: entry.site.clone(), epoch: entry.epoch, sequence: entry.sequence }
    }
    /// Whether an entry was written later. Of one instant the log of the site knows; of another site's nobody does, and it
    /// counts as later, so that somebody looks.
    pub fn is_before(&self, entry: &EntryView) -> bool {
        if entry.at != self.at {
            return entry.at > self.at;
        }
        (&entry.site, entry.epoch) != (&self.site, self.epoch) || entry.sequence > self.sequence
    }
}

/// The state of what is said about two files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    pub pair: Option<Pair>,
    pub proposals: Vec<Proposal>,
    pub weight: u16,
    pub standing: Standing,
    /// Everything that was said, oldest first.
    pub said: Vec<Saying>,
    /// When they were joined and undone again, oldest first.
    pub undone: Vec<Joined>,
    /// Entries that were written meanwhile.
    pub left: BTreeSet<Hash>,
    /// Those at which somebody has looked.
    pub looked_at: BTreeSet<Hash>,
}

impl Pairing {
    /// How many entries nobody has looked at since the undo.
    pub fn to_look(&self) -> usize {
        self.left.difference(&self.looked_at).count()
    }
    /// Who said first that they may be one person's, and when.
    pub fn first_proposal(&self) -> Option<&Proposal> {
        self.proposals.iter().min_by_key(|proposal| (proposal.at, proposal.by.account))
    }
    fn say(&mut self, said: Said, why: &str, entry: &EntryView) {
        let (by, at) = (entry.actor.clone(), entry.at);
        self.said.push(Saying { said, why: why.to_owned(), by, at });
    }

    /// Several sites may say it of one pair apart from each other: whatever comes first, it leads to the same.
    fn propose(&mut self, pair: Pair, proposal: Proposal, weight: u16) {
        if self.pair.is_none() {
            self.pair = Some(pair);
        }
        self.weight = self.weight.max(weight);
        if !self.proposals.contains(&proposal) {
            self.proposals.push(proposal);
            self.proposals.sort_by_key(|one| (one.at, one.source, one.by.account));
        }
    }

    fn judge(&mut self, verdict: Verdict, consequences: &BTreeSet<Consequence>, entry: &EntryView) {
        if !self.standing.may_be_judged() {
            return;
        }
        self.standing = match verdict {
            Verdict::Same if consequences.is_empty() => Standing::Same { since: Mark::of(entry) },
            Verdict::Same => {
                Standing::Seconding { first: entry.actor.account, consequences: consequences.clone() }
            }
            Verdict::NotSame => Standing::NotSame,
            Verdict::CannotTell => Standing::Unclear,
        };
    }

    fn confirm(&mut self, entry: &EntryView) {
        // Nobody is their own second person, whatever an entry says.
        if matches!(&self.standing, Standing::Seconding { first, .. } if *first != entry.actor.account) {
            self.standing = Standing::Same { since: Mark::of(entry) };
        }
    }

    fn undo(&mut self, left: &[Hash], entry: &EntryView) {
        if let Standing::Same { since } = &self.standing {
            self.undone.push(Joined { from: since.clone(), until: Mark::of(entry) });
            self.left.extend(left);
            self.standing = Standing::Waiting;
        }
    }
}

impl Record for Pairing {
    const KIND: &'static str = "pairing";
    type Event = PairingEvent;

    fn apply(&mut self, event: &PairingEvent, entry: &EntryView) {
        match event {
            PairingEvent::Proposed { pair, source, alike, weight } => {
                let (by, at) = (entry.actor.clone(), entry.at);
                let proposal = Proposal { source: *source, alike: alike.clone(), by, at };
                self.propose(*pair, proposal, *weight);
            }
            PairingEvent::Judged { verdict, why, consequences } => {
                self.judge(*verdict, consequences, entry);
                self.say(Said::Judged(*verdict, consequences.clone()), why, entry);
            }
            PairingEvent::Confirmed { why, .. } => {
                self.confirm(entry);
                self.say(Said::Confirmed, why, entry);
            }
            PairingEvent::Declined { why } => {
                if matches!(self.standing, Standing::Seconding { .. }) {
                    self.standing = Standing::Waiting;
                }
                self.say(Said::Declined, why, entry);
            }
            PairingEvent::Undone { why, left } => {
                self.undo(left, entry);
                self.say(Said::Undone, why, entry);
            }
            PairingEvent::LookedAt { entries } => self.looked_at.extend(entries),
        }
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let (Some(pair), Some(first)) = (self.pair, self.first_proposal()) else { return };
        let [one, two] = pair.both();
        let stage = self.standing.stage().code();
        let (weight, to_look) = (i64::from(self.weight), self.to_look());
        out.put(&table::PAIRING_ROW, params![one, two, stage, weight, to_look, first.at]);
    }
}
