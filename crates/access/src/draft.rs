//! Drafts: what was typed when the session had ended, kept sealed for a day and given back after signing in.

use crate::{Access, table};
use jiff::{SignedDuration, Timestamp};
use kernel::AccountId;
use ledger::{Door, Fault, params};

const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Larger forms than this are not kept, in bytes.
const FORM_BYTES_MAX: usize = 256 * 1024;
const PATH_CHARS_MAX: usize = 500;
/// The table name that binds the sealed column to its place.
const DRAFT: &str = "draft";

impl Access {
    /// Keeps a form for the account that typed it, under the path it was posted to; a second form for the same path
    /// takes its place. Fields whose name speaks of a `password` are left out. `false` when it is too large to keep.
    pub fn keep_draft(
        &self,
        account: AccountId,
        path: &str,
        form: &[(String, String)],
    ) -> Result<bool, Fault> {
        let form: Vec<&(String, String)> =
            form.iter().filter(|(name, _)| !name.contains("password")).collect();
        let plain =
            serde_json::to_vec(&form).map_err(|_| Fault::Inconsistent("a draft is no JSON".into()))?;
        if plain.len() > FORM_BYTES_MAX || path.len() > PATH_CHARS_MAX {
            return Ok(false);
        }
        let until = self.clock.now().checked_add(KEPT).unwrap_or(Timestamp::MAX);
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            let sealed = tx.seal(DRAFT, account.0, &plain)?;
            tx.execute(&table::PUT_DRAFT, &params![tenant, account, path, until, sealed])?;
            Ok(true)
        })
    }

    /// Gives the form back once and forgets it.
    pub fn take_draft(&self, account: AccountId, path: &str) -> Result<Option<Vec<(String, String)>>, Fault> {
        let now = self.clock.now();
        let has = self.ledger.read(|door| {
            let tenant = door.tenant();
            Ok::<_, Fault>(door.one(&table::HAS_DRAFT, &params![tenant, account, path, now])?.is_some())
        })?;
        if !has {
            return Ok(None);
        }
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            // `query` and not `execute`: the row that goes is the answer.
            let Some(row) = tx.one(&table::TAKE_DRAFT, &params![tenant, account, path])? else {
                return Ok(None);
            };
            let plain = tx.open_sealed(DRAFT, account.0, &row.bytes("sealed")?)?;
            serde_json::from_slice(&plain)
                .map(Some)
                .map_err(|_| Fault::Inconsistent("draft.sealed is no JSON".into()))
        })
    }
}
