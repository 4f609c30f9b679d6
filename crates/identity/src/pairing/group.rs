//! The files that count as one person's: all that are tied by pairs on which people agreed.

use super::{PairingHead, Stage, of_person};
use crate::table;
use jiff::civil::Date;
use kernel::PersonId;
use ledger::{Door, Fault, params};
use std::collections::{BTreeMap, BTreeSet};

/// All files of the person of one file, itself among them.
pub fn of(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<BTreeSet<PersonId>, Fault> {
    let mut files = BTreeSet::from([person]);
    let mut next = vec![person];
    while let Some(here) = next.pop() {
        for head in of_person(door, here)?.into_iter().filter(|head| head.stage == Stage::Same) {
            let other = head.pair.beside(here);
            if files.insert(other) {
                next.push(other);
            }
        }
    }
    Ok(files)
}

/// The files that would be one person's if these two were.
pub fn joined(
    door: &mut (impl Door + ?Sized),
    [one, two]: [PersonId; 2],
) -> Result<BTreeSet<PersonId>, Fault> {
    let mut files = of(door, one)?;
    files.extend(of(door, two)?);
    Ok(files)
}

/// A pair among the files that somebody judged to be two people.
pub fn told_apart(
    door: &mut (impl Door + ?Sized),
    files: &BTreeSet<PersonId>,
) -> Result<Option<PairingHead>, Fault> {
    for file in files {
        let all = of_person(door, *file)?.into_iter();
        let apart = all.filter(|head| head.stage == Stage::NotSame);
        if let Some(found) = apart.into_iter().find(|head| head.pair.both().iter().all(|f| files.contains(f)))
        {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Every file that counts as one person's with others, with the one that stands for them in counts: the oldest.
pub fn oldest_of_each(door: &mut (impl Door + ?Sized)) -> Result<BTreeMap<PersonId, PersonId>, Fault> {
    let tenant = door.tenant();
    let mut of_file: BTreeMap<PersonId, PersonId> = BTreeMap::new();
    for row in door.query(&table::PAIRINGS_JOINED, &params![tenant])? {
        let [one, two] = [row.uuid("one")?, row.uuid("two")?].map(PersonId);
        let (first, other) = (root(&of_file, one), root(&of_file, two));
        of_file.insert(other, first);
        of_file.entry(first).or_insert(first);
    }
    let files: Vec<PersonId> = of_file.keys().copied().collect();
    let mut groups: BTreeMap<PersonId, Vec<(Date, String, PersonId)>> = BTreeMap::new();
    for file in files {
        let age = age(door, file)?;
        groups.entry(root(&of_file, file)).or_default().extend(age.map(|(on, number)| (on, number, file)));
    }
    let mut oldest = BTreeMap::new();
    for files in groups.into_values() {
        let Some((.., first)) = files.iter().min() else { continue };
        oldest.extend(files.iter().map(|(.., file)| (*file, *first)));
    }
    Ok(oldest)
}

fn root(of_file: &BTreeMap<PersonId, PersonId>, file: PersonId) -> PersonId {
    let mut here = file;
    while let Some(above) = of_file.get(&here).filter(|above| **above != here) {
        here = *above;
    }
    here
}

/// When a file was opened, and its number: of two files the older one is named first.
pub fn age(door: &mut (impl Door + ?Sized), file: PersonId) -> Result<Option<(Date, String)>, Fault> {
    let tenant = door.tenant();
    let row = door.one(&table::PERSON_AGE, &params![tenant, file])?;
    row.map(|row| Ok((row.date("registered_on")?, row.text("number")?))).transpose()
}
