//! Adds statements to a person's record from a posted form: once, and only on the version the form was made from.

use crate::model::{Person, PersonEvent};
use kernel::PersonId;
use ledger::{Fault, Load, Loaded, Stamp};
use web::{Ask, House, StaleRow, Trouble};

/// The person of the page's path, with the version that a form is made from.
pub fn opened(house: &House, ask: &Ask) -> Result<(PersonId, Loaded<Person>), Trouble> {
    let id: PersonId = ask.id("person")?;
    let loaded = house.ledger.read(|door| door.load::<Person>(id.0))?;
    Ok((id, loaded.ok_or(Trouble::NotFound)?))
}

/// Adds what `events` makes of the state. Nothing happens twice, and nothing on a version nobody saw: then `rows` says
/// what was typed and what stands there now.
pub fn amend(
    house: &House,
    ask: &Ask,
    id: PersonId,
    events: impl FnOnce(&Person) -> Vec<PersonEvent>,
    rows: impl FnOnce(&Ask, &Person) -> Vec<StaleRow>,
) -> Result<(), Trouble> {
    let stamp = Stamp::new(ask.who.actor());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        let Some(loaded) = tx.load::<Person>(id.0)? else { return Err(Fault::Stale) };
        if !loaded.is_at(ask.head()) {
            return Err(Fault::Stale);
        }
        let events = events(&loaded.state);
        if !events.is_empty() {
            tx.append(&loaded, &stamp, &events)?;
        }
        Ok(String::new())
    });
    match done {
        Ok(_) => Ok(()),
        Err(Fault::Stale) => {
            let now = house.ledger.read(|door| door.load::<Person>(id.0))?;
            let rows = now.map(|loaded| rows(ask, &loaded.state)).unwrap_or_default();
            Err(Trouble::Stale { rows })
        }
        Err(fault) => Err(fault.into()),
    }
}

/// One line of the comparison, when what was typed is not what stands there.
pub fn stale_row(ask: &Ask, field: &str, now: &str) -> Option<StaleRow> {
    let typed = ask.form.text(field).trim();
    let label = ask.t(&format!("identity-{}", field.replace('_', "-")));
    (typed != now).then(|| StaleRow { label, typed: typed.to_owned(), now: now.to_owned() })
}
