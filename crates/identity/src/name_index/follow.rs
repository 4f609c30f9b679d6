//! Keeps the index in step with the log: one shared index for a house, brought up to date before each search.

use super::{Bearer, Hit, NameIndex, Query};
use crate::model::Person;
use crate::person;
use kernel::PersonId;
use ledger::{Door, Fault};
use std::collections::BTreeSet;
use std::sync::RwLock;

/// Entries read at a time while following.
const CHUNK: i64 = 5_000;

/// The name index of a house. `app` puts one into the rooms; it fills itself from the log on first use.
#[derive(Default)]
pub struct PeopleIndex(RwLock<State>);

#[derive(Default)]
struct State {
    index: NameIndex,
    /// The last entry of the log that the index has taken in.
    through: i64,
}

impl PeopleIndex {
    /// Takes in what was written since the last time. Cheap when there is nothing new.
    pub fn catch_up(&self, door: &mut (impl Door + ?Sized)) -> Result<(), Fault> {
        let end = door.log_end()?;
        if self.0.read().unwrap_or_else(|e| e.into_inner()).through >= end {
            return Ok(());
        }
        let mut state = self.0.write().unwrap_or_else(|e| e.into_inner());
        while state.through < end {
            // The log has no gaps, so a chunk ends where its numbers end.
            let next = (state.through + CHUNK).min(end);
            let changed = door.log_since(&["person"], state.through, next - state.through)?;
            let people: BTreeSet<PersonId> = changed.into_iter().map(|(_, id)| PersonId(id)).collect();
            for id in people {
                match person::state(door, id)? {
                    Some(person) => state.index.put(id, &bearer(&person)),
                    None => state.index.remove(id),
                }
            }
            state.through = next;
        }
        Ok(())
    }

    /// The people most like what is known, best first, of everything the log says now.
    pub fn search(
        &self,
        door: &mut (impl Door + ?Sized),
        query: &Query,
        limit: usize,
    ) -> Result<Vec<Hit>, Fault> {
        self.catch_up(door)?;
        Ok(self.0.read().unwrap_or_else(|e| e.into_inner()).index.search(query, limit))
    }
    /// What the index says of names, as it stands.
    pub fn look<T>(&self, look: impl FnOnce(&NameIndex) -> T) -> T {
        look(&self.0.read().unwrap_or_else(|e| e.into_inner()).index)
    }
    /// Lets go of every name. The index fills itself anew from the log when it is asked again.
    pub fn forget(&self) {
        *self.0.write().unwrap_or_else(|e| e.into_inner()) = State::default();
    }
    /// Whether it has taken in all that the log says now.
    pub fn is_whole(&self, door: &mut (impl Door + ?Sized)) -> Result<bool, Fault> {
        Ok(self.0.read().unwrap_or_else(|e| e.into_inner()).through >= door.log_end()?)
    }
    pub fn people(&self) -> usize {
        self.0.read().unwrap_or_else(|e| e.into_inner()).index.people()
    }
}

/// What the index keeps of a person.
fn bearer(person: &Person) -> Bearer {
    let birth_year = person.birth.date.told().map(|b| b.range().0.year());
    let origin = Some(person.nationality.origin()).filter(|o| *o != kernel::Country::UNKNOWN);
    let sex = Some(person.sex()).filter(|sex| *sex != kernel::Sex::NotStated);
    Bearer { names: person.names_to_find(), birth_year, origin, sex }
}
