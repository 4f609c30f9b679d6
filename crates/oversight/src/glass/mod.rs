//! Breaking glass: one file of another office opened for two hours in an emergency, told at once and reviewed afterwards.

pub mod page;
pub mod review;
#[cfg(test)]
mod tests;

use crate::table;
use access::Kind;
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, Actor, Office};
use ledger::{Door, EntryView, Fault, Ledger, Load, Record, Row, Rows, Stamp, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long the file stays open to the one who broke the glass.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_hours(2);
/// Until when somebody else has to have looked at why.
pub const REVIEW_WITHIN: SignedDuration = SignedDuration::from_hours(72);
/// A reason is a sentence, not a word.
pub const REASON_CHARS_MIN: usize = 20;
pub const REASON_CHARS_MAX: usize = 2_000;

/// What a reviewer found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Justified,
    /// Nothing justified it; what follows is for the institution's own rules.
    Unjustified,
}

impl Verdict {
    pub const ALL: [Verdict; 2] = [Verdict::Justified, Verdict::Unjustified];
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Justified => "justified",
            Verdict::Unjustified => "unjustified",
        }
    }
    pub fn from_code(code: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|v| v.code() == code)
    }
}

/// What is stated about an opening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum GlassEvent {
    /// Somebody opened one file and said why. The end is a value, so that it reads the same for ever.
    Broken { file_kind: String, file: Uuid, reason: String, until: Timestamp, review_due: Timestamp },
    /// Somebody else looked at it.
    Reviewed { verdict: Verdict, note: String },
}

/// A review as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    pub verdict: Verdict,
    pub note: String,
    pub at: Timestamp,
    pub by: AccountId,
}

/// The state of one opening.
#[derive(Clone, Debug, Default)]
pub struct Glass {
    pub broken: Option<Broken>,
    /// The first review stands; a second one does not undo it.
    pub review: Option<Reviewed>,
}

/// Who opened what, why and until when.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    pub file_kind: String,
    pub file: Uuid,
    pub reason: String,
    pub at: Timestamp,
    pub until: Timestamp,
    pub review_due: Timestamp,
    pub by: Actor,
}

impl Record for Glass {
    const KIND: &'static str = "glass";
    type Event = GlassEvent;

    fn apply(&mut self, event: &GlassEvent, entry: &EntryView) {
        match event {
            GlassEvent::Broken { file_kind, file, reason, until, review_due } => {
                self.broken.get_or_insert_with(|| Broken {
                    file_kind: file_kind.clone(),
                    file: *file,
                    reason: reason.clone(),
                    at: entry.at,
                    until: *until,
                    review_due: *review_due,
                    by: entry.actor.clone(),
                });
            }
            GlassEvent::Reviewed { verdict, note } => {
                self.review.get_or_insert_with(|| Reviewed {
                    verdict: *verdict,
                    note: note.clone(),
                    at: entry.at,
                    by: entry.actor.account,
                });
            }
        }
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let Some(broken) = &self.broken else { return };
        let review = self.review.as_ref();
        let values = params![
            broken.file_kind.as_str(),
            broken.file,
            broken.by.account,
            &broken.by.office,
            broken.at,
            broken.until,
            broken.review_due,
            review.map(|r| r.at),
            review.map(|r| r.verdict.code().to_owned()),
        ];
        out.put(&table::GLASS_ROW, values);
    }
}

/// An opening as lists show it. Names nobody, and not the reason either: that is read on its own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlassRow {
    pub id: Uuid,
    pub file_kind: String,
    pub file: Uuid,
    pub account: AccountId,
    pub office: Office,
    pub opened_at: Timestamp,
    pub until: Timestamp,
    pub review_due: Timestamp,
    pub reviewed_at: Option<Timestamp>,
    pub verdict: Option<Verdict>,
}

impl GlassRow {
    fn of(row: &Row) -> Result<GlassRow, Fault> {
        let instant = |at: i64| {
            Timestamp::from_microsecond(at).map_err(|_| Fault::Inconsistent("glass_row.reviewed_at".into()))
        };
        Ok(GlassRow {
            id: row.uuid("record")?,
            file_kind: row.text("file_kind")?,
            file: row.uuid("file")?,
            account: AccountId(row.uuid("account")?),
            office: Office(row.text("office")?),
            opened_at: row.instant("opened_at")?,
            until: row.instant("until")?,
            review_due: row.instant("review_due")?,
            reviewed_at: row.opt_int("reviewed_at")?.map(instant).transpose()?,
            verdict: row.opt_text("verdict")?.as_deref().and_then(Verdict::from_code),
        })
    }
    /// Nobody has reviewed it and the time for it is over.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.reviewed_at.is_none() && now > self.review_due
    }
}

/// Why a file is not opened, as something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum BreakRefusal {
    #[error("the reason is too short or too long")]
    Reason,
    /// An earlier opening by the same person waits for its review beyond its time.
    #[error("an earlier opening was not reviewed in time")]
    Unreviewed,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Opens one file to one person for [`OPEN_FOR`]; already open, it stays as it is. Answers the id of the opening.
pub fn open(
    ledger: &Ledger,
    actor: &Actor,
    key: &str,
    kind: Kind,
    file: Uuid,
    reason: &str,
) -> Result<Uuid, BreakRefusal> {
    let reason = reason.trim().to_owned();
    if !(REASON_CHARS_MIN..=REASON_CHARS_MAX).contains(&reason.chars().count()) {
        return Err(BreakRefusal::Reason);
    }
    let opened = ledger.once(key, actor.account, |tx| -> Result<String, BreakRefusal> {
        let now = tx.now();
        let mine = of_account(tx, actor.account)?;
        if mine.iter().any(|row| row.is_overdue(now)) {
            return Err(BreakRefusal::Unreviewed);
        }
        let still = |row: &&GlassRow| row.file == file && row.file_kind == kind.code() && row.until > now;
        if let Some(open) = mine.iter().find(still) {
            return Ok(open.id.to_string());
        }
        let id = tx.fresh_uuid();
        let event = GlassEvent::Broken {
            file_kind: kind.code().to_owned(),
            file,
            reason,
            until: now.checked_add(OPEN_FOR).unwrap_or(now),
            review_due: now.checked_add(REVIEW_WITHIN).unwrap_or(now),
        };
        tx.create::<Glass>(id, &Stamp::new(actor.clone()), &[event])?;
        Ok(id.to_string())
    })?;
    opened.parse().map_err(|_| Fault::Inconsistent("an opening's answer is no id".into()).into())
}

/// To whom a file is open now because they broke the glass.
pub fn opened_to(
    door: &mut (impl Door + ?Sized),
    kind: Kind,
    file: Uuid,
    now: Timestamp,
) -> Result<Vec<AccountId>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::OPENED_TO, &params![tenant, file, kind.code(), now])?;
    rows.iter().map(|row| Ok(AccountId(row.uuid("account")?))).collect()
}

/// The openings of one person, newest first.
pub fn of_account(door: &mut (impl Door + ?Sized), account: AccountId) -> Result<Vec<GlassRow>, Fault> {
    let tenant = door.tenant();
    door.query(&table::GLASS_OF_ACCOUNT, &params![tenant, account])?.iter().map(GlassRow::of).collect()
}

/// The newest 500 openings.
pub fn all(door: &mut (impl Door + ?Sized)) -> Result<Vec<GlassRow>, Fault> {
    let tenant = door.tenant();
    door.query(&table::GLASS_ALL, &params![tenant])?.iter().map(GlassRow::of).collect()
}

/// Openings that nobody has reviewed, the most urgent first.
pub fn unreviewed(door: &mut (impl Door + ?Sized)) -> Result<Vec<GlassRow>, Fault> {
    let tenant = door.tenant();
    door.query(&table::GLASS_UNREVIEWED, &params![tenant])?.iter().map(GlassRow::of).collect()
}

/// One opening with its reason; `None` when there is none of that id.
pub fn load(door: &mut dyn Door, id: Uuid) -> Result<Option<ledger::Loaded<Glass>>, Fault> {
    Ok(door.load::<Glass>(id)?.filter(|found| found.state.broken.is_some()))
}
