//! Adding a scan or a photograph to a paper of a person, and looking at it.

pub mod page;

#[cfg(test)]
mod tests;

use crate::model::{KeptScan, Person, PersonEvent, Scanned};
use kernel::{AccountId, PersonId};
use ledger::{ContentStanding, Fault, Hash, Ledger, Load, Stamp, content_hash};
use web::Scan;

/// What is to be added.
pub struct Added {
    /// The place of the paper in the person's list.
    pub place: u32,
    pub scan: Scan,
    /// The number of the scan that this one takes the place of.
    pub replaces: Option<u32>,
    pub note: String,
}

/// Why a scan was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The paper was withdrawn meanwhile, or is another than was shown.
    NoPaper,
    /// The scan to replace is not one of this paper.
    NoScan,
    /// This very picture is there already.
    Known,
}

/// Adds a scan, once for each key. The file and the entry that names it are on disk together.
pub fn run(
    ledger: &Ledger,
    (key, account): (&str, AccountId),
    stamp: &Stamp,
    person: PersonId,
    added: &Added,
) -> Result<Result<(), Refusal>, Fault> {
    let done = ledger.once(key, account, |tx| {
        let Some(loaded) = tx.load::<Person>(person.0)? else { return Err(Fault::Stale) };
        let event = match stated(&loaded.state, added) {
            Ok(event) => event,
            Err(refusal) => return Ok(code(refusal).to_owned()),
        };
        // Scans add up; nobody has to have seen the other's.
        let next = tx.append(&loaded, stamp, &[event])?;
        tx.attach(next.id, &added.scan.bytes)?;
        Ok(String::new())
    })?;
    Ok(match done.as_str() {
        "no_paper" => Err(Refusal::NoPaper),
        "no_scan" => Err(Refusal::NoScan),
        "known" => Err(Refusal::Known),
        _ => Ok(()),
    })
}

fn code(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NoPaper => "no_paper",
        Refusal::NoScan => "no_scan",
        Refusal::Known => "known",
    }
}

fn stated(person: &Person, added: &Added) -> Result<PersonEvent, Refusal> {
    let noted = person.documents.get(added.place as usize).filter(|noted| !noted.withdrawn);
    let noted = noted.ok_or(Refusal::NoPaper)?;
    let content = content_hash(&added.scan.bytes);
    if noted.scans.iter().any(|scan| scan.content == content && !scan.replaced) {
        return Err(Refusal::Known);
    }
    let replaces = match added.replaces {
        None => None,
        Some(number) => {
            let mut of_paper = person.scans().filter(|(_, place, _)| *place == added.place);
            Some(of_paper.find(|(at, ..)| *at == number).ok_or(Refusal::NoScan)?.2.content)
        }
    };
    Ok(PersonEvent::DocumentScanned(Box::new(Scanned {
        document: noted.document.clone(),
        place: added.place,
        content,
        media: added.scan.media,
        replaces,
        note: added.note.clone(),
    })))
}

/// One scan of a person by its number, with the place of its paper.
pub fn find(person: &Person, number: u32) -> Option<(u32, &KeptScan)> {
    person.scans().find(|(at, ..)| *at == number).map(|(_, place, scan)| (place, scan))
}

/// How the files of scans stand here, in their order.
pub fn standings(ledger: &Ledger, person: PersonId, hashes: &[Hash]) -> Result<Vec<ContentStanding>, Fault> {
    use ledger::Door;
    ledger.read(|door| hashes.iter().map(|hash| door.content_standing(person.0, *hash)).collect())
}
