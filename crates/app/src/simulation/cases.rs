//! The cases of a replay: the worked ones that lawyers wrote, or recorded ones, which are counted and never named.

use access::{Permission, Who};
use casework::{CaseHead, Laws};
use kernel::Lang;
use ledger::{Fault, Ledger};
use procedure::{Draft, LawError, Replayed, WorkedCase};
use std::collections::BTreeMap;
use web::House;

use super::sight::Sight;

/// So many recorded cases are read between two looks at whether to go on.
const BATCH: usize = 50;

/// Every worked case of the draft's procedure, each under the version that it names; or what is wrong with the first file
/// that cannot be read.
pub fn worked(
    draft: &Draft,
    files: &BTreeMap<String, String>,
    only: Option<&str>,
) -> Result<Vec<Replayed>, Vec<LawError>> {
    let mut replayed = Vec::new();
    for (file, text) in files {
        let case = WorkedCase::read(&format!("cases/{file}"), text)?;
        let under = case.pinned(&draft.law).filter(|p| p.id == draft.version.id);
        if let Some(under) = under.filter(|p| only.is_none_or(|only| p.version == only)) {
            replayed.push(draft.replay(under, &case.history()));
        }
    }
    Ok(replayed)
}

/// Mistakes a line each.
pub fn told(mistakes: &[LawError], lang: Lang) -> String {
    mistakes.iter().map(|mistake| mistake.in_lang(lang)).collect::<Vec<_>>().join("\n")
}

/// Which recorded cases somebody may have counted, and how exactly they see the counts: who lists cases, those that they
/// may open; everybody else, all of them, rounded.
pub fn counted_for(house: &House, who: &Who, procedure: &str) -> Result<(Vec<CaseHead>, Sight), Fault> {
    house.ledger.read(|door| {
        let mut heads = casework::history::heads(door, procedure)?;
        if !house.may(who, Permission::ListCases, None) {
            return Ok((heads, Sight::Rounded));
        }
        let mut open = Vec::new();
        for head in heads.drain(..) {
            let ties = casework::access::ties(&head);
            if house.may_tied(door, who, Permission::ReadCase, &ties)? {
                open.push(head);
            }
        }
        Ok((open, Sight::Exact))
    })
}

/// Recorded cases, each under the version it was opened in. `told` hears how many are done and answers whether to go on;
/// `None` when it did not.
pub fn recorded(
    ledger: &Ledger,
    laws: &Laws,
    draft: &Draft,
    heads: &[CaseHead],
    only: Option<&str>,
    told: &dyn Fn(usize) -> bool,
) -> Result<Option<Vec<Replayed>>, Fault> {
    let mut replayed = Vec::new();
    let mut done = 0;
    for batch in heads.chunks(BATCH) {
        if !told(done) {
            return Ok(None);
        }
        ledger.read(|door| -> Result<(), Fault> {
            for head in batch {
                replayed.extend(casework::history::replayed(door, laws, draft, head.id, only)?);
            }
            Ok(())
        })?;
        done += batch.len();
    }
    told(done);
    Ok(Some(replayed))
}
