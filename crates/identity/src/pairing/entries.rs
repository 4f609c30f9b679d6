//! What was written on two files and on what hangs on them in a stretch of time: for a person to look at after an undo.

use super::consequence::{Beside, Hung};
use super::{Mark, Pair};
use crate::household;
use access::Kind;
use kernel::PersonId;
use ledger::{Door, EntryView, Fault};
use std::collections::BTreeSet;
use uuid::Uuid;

/// One entry, and on whose file it stands.
#[derive(Clone, Debug)]
pub struct Written {
    pub person: PersonId,
    /// The record that hangs on the person; none for the person's own file.
    pub on: Option<Hung>,
    pub entry: EntryView,
}

/// Every entry after a mark, and up to another one, in the order of the files and then of their time.
pub fn since(
    door: &mut dyn Door,
    beside: Beside<'_>,
    pair: Pair,
    from: &Mark,
    until: Option<&Mark>,
) -> Result<Vec<Written>, Fault> {
    let mut all = Vec::new();
    let mut read: BTreeSet<Uuid> = BTreeSet::new();
    for person in pair.both() {
        let mut records: Vec<(Uuid, Option<Hung>)> = vec![(person.0, None)];
        records.extend(home(door, person)?.map(|hung| (hung.record, Some(hung))));
        records.extend(beside(door, person)?.into_iter().map(|hung| (hung.record, Some(hung))));
        for (record, on) in records {
            // What hangs on both is listed once.
            if !read.insert(record) {
                continue;
            }
            let entries = door.entries(record)?.into_iter();
            let is_meanwhile = |entry: &EntryView| {
                from.is_before(entry) && until.is_none_or(|until| !until.is_before(entry))
            };
            let meanwhile = entries.filter(is_meanwhile);
            all.extend(meanwhile.map(|entry| Written { person, on: on.clone(), entry }));
        }
    }
    Ok(all)
}

fn home(door: &mut dyn Door, person: PersonId) -> Result<Option<Hung>, Fault> {
    let home = household::household_of(door, person)?;
    Ok(home.map(|home| Hung {
        record: home.id.0,
        kind: Some(Kind::Household),
        number: home.number,
        href: format!("/households/{}", home.id),
        weighs: None,
    }))
}
