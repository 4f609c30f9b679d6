//! Two values side by side: what two sites stated on a person apart from each other, for somebody to settle.

pub mod page;
#[cfg(test)]
mod tests;

use crate::model::{Birth, Corrected, Person, PersonEvent, Registered};
use kernel::{Actor, PersonId};
use ledger::{Door, EntryView, Fault, Hash, Load, Loaded};

/// The facts on which a person is asked, in the order of the file.
pub const FIELDS: [&str; 6] = ["names", "birth", "sex", "nationality", "languages", "accompaniment"];

/// One of the values that stand, with who stated it, where and when.
pub struct Side {
    pub entry: Hash,
    /// The correction that states the value, without a reason.
    pub value: PersonEvent,
    /// The reason given then.
    pub reason: String,
    pub by: Actor,
    pub site: String,
    pub at: jiff::Timestamp,
}

/// A fact of which several values stand.
pub struct Difference {
    pub field: &'static str,
    /// In the order of the file: the last one counts until somebody settles it.
    pub sides: Vec<Side>,
}

/// A person's file, and the facts of which several values stand in it.
pub type Differing = (Loaded<Person>, Vec<Difference>);

/// The person with what differs.
pub fn of(door: &mut (impl Load + ?Sized), person: PersonId) -> Result<Option<Differing>, Fault> {
    let Some(loaded) = door.load::<Person>(person.0)? else { return Ok(None) };
    let entries = if loaded.conflicts.is_empty() { Vec::new() } else { door.entries(person.0)? };
    let found = FIELDS.into_iter().filter_map(|field| {
        let conflict = loaded.conflicts.iter().find(|conflict| conflict.field == field)?;
        let known = entries.iter().filter(|entry| conflict.sides.contains(&entry.hash));
        let sides: Vec<Side> = known.filter_map(|entry| side(field, entry)).collect();
        (!sides.is_empty()).then_some(Difference { field, sides })
    });
    let found = found.collect();
    Ok(Some((loaded, found)))
}

fn side(field: &str, entry: &EntryView) -> Option<Side> {
    let event = serde_json::json!({ "kind": entry.kind, "body": entry.body });
    let value = value(field, serde_json::from_value(event).ok()?)?;
    let reason = entry.body.get("reason").and_then(|reason| reason.as_str()).unwrap_or_default();
    Some(Side {
        entry: entry.hash,
        value,
        reason: reason.to_owned(),
        by: entry.actor.clone(),
        site: entry.site.clone(),
        at: entry.at,
    })
}

/// What a statement says of one fact, as the correction that would say it.
fn value(field: &str, event: PersonEvent) -> Option<PersonEvent> {
    use PersonEvent::*;
    Some(match (field, event) {
        (_, Registered(first)) => first_value(field, &first)?,
        ("names", NamesCorrected(c)) => NamesCorrected(said(c.to)),
        ("birth", BirthCorrected(c)) => BirthCorrected(said(c.to)),
        ("sex", SexCorrected(c)) => SexCorrected(said(c.to)),
        ("nationality", NationalityCorrected(c)) => NationalityCorrected(said(c.to)),
        ("languages", LanguagesCorrected(c)) => LanguagesCorrected(said(c.to)),
        ("accompaniment", AccompanimentCorrected(c)) => AccompanimentCorrected(said(c.to)),
        _ => return None,
    })
}

fn first_value(field: &str, first: &Registered) -> Option<PersonEvent> {
    use PersonEvent::*;
    Some(match field {
        "names" => NamesCorrected(said(first.names.clone())),
        "birth" => {
            BirthCorrected(said(Birth { date: first.birth.clone(), place: first.birth_place.clone() }))
        }
        "sex" => SexCorrected(said(first.sex.clone())),
        "nationality" => NationalityCorrected(said(first.nationality.clone())),
        "languages" => LanguagesCorrected(said(first.languages.clone())),
        "accompaniment" => AccompanimentCorrected(said(first.accompaniment.clone())),
        _ => return None,
    })
}

fn said<T>(to: T) -> Corrected<T> {
    Corrected { to, reason: String::new() }
}

/// The statement that settles a fact: the chosen value with the reason of whoever chose it. Its author has seen both.
pub fn settling(side: &Side, reason: &str) -> PersonEvent {
    use PersonEvent::*;
    fn because<T: Clone>(c: &Corrected<T>, reason: &str) -> Corrected<T> {
        Corrected { to: c.to.clone(), reason: reason.to_owned() }
    }
    match &side.value {
        NamesCorrected(c) => NamesCorrected(because(c, reason)),
        BirthCorrected(c) => BirthCorrected(because(c, reason)),
        SexCorrected(c) => SexCorrected(because(c, reason)),
        NationalityCorrected(c) => NationalityCorrected(because(c, reason)),
        LanguagesCorrected(c) => LanguagesCorrected(because(c, reason)),
        AccompanimentCorrected(c) => AccompanimentCorrected(because(c, reason)),
        other => other.clone(),
    }
}

/// The people of whom two values stand and whose file an office holds.
pub fn of_office(
    door: &mut (impl Door + ?Sized),
    office: &kernel::Office,
) -> Result<Vec<(PersonId, String)>, Fault> {
    let mut found: Vec<(PersonId, String)> = Vec::new();
    for (record, _) in door.conflicts_of(<Person as ledger::Record>::KIND)? {
        let id = PersonId(record);
        if found.iter().any(|(known, _)| *known == id) {
            continue;
        }
        let Some(head) = crate::person::find(door, id)? else { continue };
        if head.office == *office {
            found.push((id, head.number));
        }
    }
    Ok(found)
}

/// Whether two values stand anywhere on a person's file.
pub fn is_open(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<bool, Fault> {
    let all = door.conflicts_of(<Person as ledger::Record>::KIND)?;
    Ok(all.iter().any(|(record, _)| *record == person.0))
}
