//! What a post may hold: its own open work and the people it concerns, never the country.

use access::Kind;
use casework::Laws;
use jiff::ToSpan;
use kernel::{CaseId, Clock, Office, Origins, PersonId, wall_stands};
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

    /// Without what the wall of origin keeps from a site whose office is affiliated with another state. What it kept
    /// leaves the site at its next contact, as everything that leaves a scope.
    fn behind_no_wall(
        &self,
        door: &mut dyn Door,
        office: &Office,
        mut held: BTreeSet<Uuid>,
    ) -> Result<BTreeSet<Uuid>, Fault> {
        let affiliation = access::affiliation::of_office(door, office)?;
        if !affiliation.is_elsewhere() {
            return Ok(held);
        }
        for record in held.clone() {
            let kind = self.kind_of(door, record)?;
            let origins =
                kind.map_or(Ok(Origins::Unknown), |kind| crate::relations::origins(door, kind, record))?;
            if wall_stands(&affiliation, &origins) {
                held.remove(&record);
            }
        }
        Ok(held)
    }

    fn kind_of(&self, door: &mut dyn Door, record: Uuid) -> Result<Option<Kind>, Fault> {
        Ok(if casework::case::find(door, CaseId(record))?.is_some() {
            Some(Kind::Case)
        } else if asylum::express::find(door, record)?.is_some() {
            Some(Kind::Intent)
        } else if identity::person::find(door, PersonId(record))?.is_some() {
            Some(Kind::Person)
        } else {
            identity::household::find(door, kernel::HouseholdId(record))?.map(|_| Kind::Household)
        })
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

    /// The people of the country's open cases whom a post does not hold, for hints without a name. Nothing of whom the wall of
    /// origin keeps from it goes there, not even hashed; nothing of a decoy, who is nobody.
    pub fn elsewhere(&self, door: &mut dyn Door, peer: &Peer) -> Result<Vec<PersonId>, Fault> {
        let office = Office::from(peer.office.as_str());
        let own = self.persons(door, &office)?;
        let decoys = identity::decoy::known(door)?;
        let all = casework::held::persons_of_open(door)?.into_iter();
        let all = all.filter(|person| !own.contains(person) && !decoys.hides(*person));
        let open = self.behind_no_wall(door, &office, all.map(|person| person.0).collect())?;
        Ok(open.into_iter().map(PersonId).collect())
    }
}

impl Scopes for Country {
    fn of(&self, door: &mut dyn Door, peer: &Peer) -> Result<BTreeSet<Uuid>, Fault> {
        let office = Office::from(peer.office.as_str());
        let mut held: BTreeSet<Uuid> =
            casework::held::cases(door, &office)?.into_iter().map(Uuid::from).collect();
        held.extend(asylum::held::intents(door, &office)?);
        let granted = compartment::held::granted(door, &peer.site)?;
        let persons = self.persons(door, &office)?;
        for person in persons.iter().copied() {
            held.insert(person.0);
            held.extend(identity::held::household(door, person)?.map(Uuid::from));
            held.extend(compartment::held::instructions(door, person)?);
            held.extend(compartment::held::sealed_for(door, &granted, person)?);
        }
        held.extend(compartment::held::beside(door, &peer.site, &granted)?);
        let mut held = self.behind_no_wall(door, &office, held)?;
        // What was said of two files goes where both are, and where both may be.
        let is_held = |person: PersonId| held.contains(&person.0);
        let mut said = BTreeSet::new();
        for person in persons.iter().filter(|person| is_held(**person)) {
            said.extend(identity::pairing::held(door, &is_held, *person)?);
            // Whom they look for goes with them; leads stay where the country is known.
            said.extend(identity::tracing::held(door, *person)?);
        }
        held.extend(said);
        // What lawyers confirmed of the law is about nobody.
        held.extend(casework::sign_off::records(door)?);
        // Nor is a version that was adopted: a post opens cases under it too.
        held.extend(casework::dossier::records(door)?);
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

    fn receive(&self, tx: &mut Tx<'_>, from: &Peer, channel: &str, bytes: &[u8]) -> Result<bool, Fault> {
        super::turn::receive(tx, from, channel, bytes)
    }
}
