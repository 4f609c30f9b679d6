//! What changed about an account's factors since its person last said "it was me".

use crate::{Access, ChangeView, Who, account, table};
use jiff::Timestamp;
use ledger::{Door, Fault, params};

/// What a person is told after signing in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    pub changes: Vec<ChangeView>,
    /// By when a factor must be set up.
    pub due_at: Option<Timestamp>,
}

impl News {
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.due_at.is_none()
    }
}

impl Access {
    /// What the person has not been shown yet.
    pub fn news(&self, who: &Who) -> Result<News, Fault> {
        let Some(view) = self.account(who.account)? else { return Ok(News::default()) };
        let due_at = self.factor_due(&view)?;
        let seen = self.ledger.read(|door| {
            let tenant = door.tenant();
            let row = door.one(&table::FIND_NEWS, &params![tenant, who.account])?;
            row.map(|row| row.instant("seen_at")).transpose()
        })?;
        let is_new = |change: &ChangeView| {
            change.what.starts_with("factor-") && seen.is_none_or(|seen| change.at > seen)
        };
        let changes = self.changes_of(who.account)?.into_iter().filter(is_new).collect();
        Ok(News { changes, due_at })
    }

    /// The person knows of everything that was changed.
    pub fn own_up(&self, who: &Who) -> Result<(), Fault> {
        self.ledger.write(|tx| {
            let (tenant, now) = (tx.tenant(), tx.now());
            tx.execute(&table::PUT_NEWS, &params![tenant, who.account, now]).map(drop)
        })
    }

    /// The person did not do it: every session ends, and it stands in the account's history.
    pub fn disown(&self, who: &Who) -> Result<(), Fault> {
        self.end_sessions(who.account)?;
        self.ledger.write(|tx| account::note_change(tx, who.account, Some(who.account), "factor-disowned"))
    }
}
