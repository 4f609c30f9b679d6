//! The law as it is by now: its files, the versions that were adopted here, and over both what lawyers confirmed.

use crate::laws::Laws;
use crate::{dossier, sign_off};
use ledger::{Door, Fault, params, statement};

statement! {
    /// What changes whenever anything is confirmed, withdrawn or adopted, here or at another site.
    pub(crate) LAW_MARK = "select count(*) as records, cast(coalesce(sum(entries), 0) as bigint) as entries, \
        (select count(*) from law_dossier where tenant = $1 and adopted_at is not null) as adopted \
        from law_confirmation where tenant = $1";
}

/// How much was stated about the law when it was last put together: another mark, another law. What was adopted stays
/// adopted, so that a number says all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    records: i64,
    entries: i64,
    adopted: i64,
}

fn mark(door: &mut dyn Door) -> Result<Mark, Fault> {
    let tenant = door.tenant();
    let Some(row) = door.one(&LAW_MARK, &params![tenant])? else { return Ok(Mark::default()) };
    Ok(Mark { records: row.int("records")?, entries: row.int("entries")?, adopted: row.int("adopted")? })
}

impl Laws {
    /// The law with what is adopted and confirmed by now; nothing when that is the law at hand.
    pub fn renewed(&self, door: &mut dyn Door) -> Result<Option<Laws>, Fault> {
        let mark = mark(door)?;
        if mark == self.mark {
            return Ok(None);
        }
        let (mut confirmed, mut withdrawn) = (Vec::new(), Vec::new());
        for (id, standing) in sign_off::rows(door)? {
            match standing {
                Some(confirmation) => confirmed.push(confirmation),
                None => withdrawn.push(id),
            }
        }
        // Files are read again only when a version came.
        let adopted = match mark.adopted == self.mark.adopted {
            true => None,
            false => Some(self.with_adopted(&dossier::adopted(door)?)),
        };
        Ok(Some(adopted.as_ref().unwrap_or(self).with_confirmations(&confirmed, &withdrawn, mark)))
    }
}
