//! What a post may hold: its own open work and the people it concerns, never the country.

use casework::Laws;
use jiff::ToSpan;
use kernel::{CaseId, Clock, Office, PersonId};
use ledger::{Door, Fault, Peer, Scopes, Tx};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// For so many days a post keeps the people it registered and for whom no case was opened.
pub const REGISTERED_DAYS: i64 = 90;

/// The scopes of a country's posts, read from the rows of its rooms.
pub struct Country {
    laws: Laws,
    clock: Arc<dyn Clock>,
}

impl Country {
    pub fn new(laws: Laws, clock: Arc<dyn Clock>) -> Country {
        Country { laws, clock }
    }
    pub fn of(house: &web::House) -> Country {
        Country::new(house.room::<Laws>().clone(), house.clock.clone())
    }

    /// The people of an office's cases and intents, and those it registered lately without a case.
    fn persons(&self, door: &mut dyn Door, office: &Office) -> Result<BTreeSet<PersonId>, Fault> {
        let mut persons: BTreeSet<PersonId> = casework::held::persons(door, office)?.into_iter().collect();
        persons.extend(asylum::held::persons(door, office)?);
        let today = self.laws.day_of(self.clock.now());
        let since = today.saturating_sub(REGISTERED_DAYS.days());
        for person in identity::held::registered_since(door, office, since)? {
            if !persons.contains(&person) && !casework::held::has_case(door, person)? {
                persons.insert(person);
            }
        }
        Ok(persons)
    }

    /// The people of the country's open cases whom a post may not hold, for hints without a name.
    pub fn elsewhere(&self, door: &mut dyn Door, peer: &Peer) -> Result<Vec<PersonId>, Fault> {
        let own = self.persons(door, &Office::from(peer.office.as_str()))?;
        let mut all = casework::held::persons_of_open(door)?;
        all.retain(|person| !own.contains(person));
        Ok(all)
    }
}

impl Scopes for Country {
    fn of(&self, door: &mut dyn Door, peer: &Peer) -> Result<BTreeSet<Uuid>, Fault> {
        let office = Office::from(peer.office.as_str());
        let mut held: BTreeSet<Uuid> =
            casework::held::cases(door, &office)?.into_iter().map(Uuid::from).collect();
        held.extend(asylum::held::intents(door, &office)?);
        for person in self.persons(door, &office)? {
            held.insert(person.0);
            held.extend(identity::held::household(door, person)?.map(Uuid::from));
        }
        Ok(held)
    }

    fn is_urgent(&self, door: &mut dyn Door, record: Uuid) -> Result<bool, Fault> {
        let today = self.laws.day_of(self.clock.now());
        if casework::held::is_about_child_alone(door, CaseId(record))?
            || asylum::held::is_about_child_alone(door, record)?
            || identity::held::is_urgent(door, PersonId(record), today)?
        {
            return Ok(true);
        }
        let case = casework::case::persons(door, CaseId(record))?;
        let mut people: Vec<PersonId> = case.iter().map(|part| part.person).collect();
        people.extend(asylum::held::persons_of(door, record)?);
        for person in people {
            if identity::held::is_urgent(door, person, today)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn receive(&self, tx: &mut Tx<'_>, from: &Peer, channel: &str, bytes: &[u8]) -> Result<(), Fault> {
        super::turn::receive(tx, from, channel, bytes)
    }
}
