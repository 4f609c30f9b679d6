//! Decoys: records of invented persons that nobody has a reason to open. Which records they are stands sealed in a table
//! of its own; to whoever opens one it is a person's file like any other.
//!
//! They are in nothing that counts, compares or travels: see [`Decoys::hides`] and where it is asked.

use crate::register::{self, RegisterRefusal, Registration};
use crate::table;
use jiff::Timestamp;
use kernel::{AccountId, PersonId};
use ledger::{Door, Fault, Stamp, Tx, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The table name that binds the sealed column to its place.
const DECOY: &str = "decoy";

/// One decoy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoy {
    /// Names the decoy and says nothing of the record.
    pub handle: Uuid,
    pub person: PersonId,
    pub made_at: Timestamp,
    pub made_by: AccountId,
    pub why: String,
    /// Since when it is one no more, who said so and why. Its record is then absent for everybody.
    pub retired: Option<Retired>,
}

/// The end of a decoy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    pub at: Timestamp,
    pub by: AccountId,
    pub why: String,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    person: PersonId,
    made_at: Timestamp,
    made_by: AccountId,
    why: String,
    #[serde(default)]
    retired: Option<Retired>,
}

/// The records that are decoys or were, for whatever must not count them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoys {
    standing: BTreeSet<PersonId>,
    retired: BTreeSet<PersonId>,
}

impl Decoys {
    /// Whether a record is a decoy or was one: no person, and in no count.
    pub fn hides(&self, person: PersonId) -> bool {
        self.standing.contains(&person) || self.retired.contains(&person)
    }
    /// How many there are or were.
    pub fn count(&self) -> usize {
        self.standing.len() + self.retired.len()
    }
    /// Whether its record is there for nobody any more.
    pub fn is_gone(&self, person: PersonId) -> bool {
        self.retired.contains(&person)
    }
}

/// Every decoy, the newest last.
pub fn all(door: &mut (impl Door + ?Sized)) -> Result<Vec<Decoy>, Fault> {
    let tenant = door.tenant();
    let mut all = Vec::new();
    for row in door.query(&table::DECOYS, &params![tenant])? {
        let handle = row.uuid("decoy")?;
        let plain = door.open_sealed(DECOY, handle, &row.bytes("sealed")?)?;
        let sealed: Sealed =
            serde_json::from_slice(&plain).map_err(|_| Fault::Inconsistent("decoy.sealed is none".into()))?;
        let Sealed { person, made_at, made_by, why, retired } = sealed;
        all.push(Decoy { handle, person, made_at, made_by, why, retired });
    }
    all.sort_by_key(|decoy| (decoy.made_at, decoy.handle));
    Ok(all)
}

/// Which records are decoys.
pub fn known(door: &mut (impl Door + ?Sized)) -> Result<Decoys, Fault> {
    let mut known = Decoys::default();
    for decoy in all(door)? {
        let set = if decoy.retired.is_some() { &mut known.retired } else { &mut known.standing };
        set.insert(decoy.person);
    }
    Ok(known)
}

/// Registers an invented person as a decoy. `stamp` is in whose name the record seems to be registered.
pub fn make(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    invented: Registration,
    by: AccountId,
    why: &str,
) -> Result<Decoy, RegisterRefusal> {
    let person = register::run(tx, stamp, invented)?;
    let handle = tx.fresh_uuid();
    let decoy = Decoy { handle, person, made_at: tx.now(), made_by: by, why: why.to_owned(), retired: None };
    put(tx, &decoy)?;
    Ok(decoy)
}

/// Ends a decoy: its record is absent from then on, and still in no count. `false` when there is no such standing decoy.
pub fn retire(tx: &mut Tx<'_>, handle: Uuid, by: AccountId, why: &str) -> Result<bool, Fault> {
    let found = all(tx)?.into_iter().find(|decoy| decoy.handle == handle && decoy.retired.is_none());
    let Some(mut decoy) = found else { return Ok(false) };
    decoy.retired = Some(Retired { at: tx.now(), by, why: why.to_owned() });
    put(tx, &decoy)?;
    Ok(true)
}

fn put(tx: &mut Tx<'_>, decoy: &Decoy) -> Result<(), Fault> {
    let sealed = Sealed {
        person: decoy.person,
        made_at: decoy.made_at,
        made_by: decoy.made_by,
        why: decoy.why.clone(),
        retired: decoy.retired.clone(),
    };
    let plain = serde_json::to_vec(&sealed).map_err(|_| Fault::Inconsistent("decoy.sealed".into()))?;
    let sealed = tx.seal(DECOY, decoy.handle, &plain)?;
    let tenant = tx.tenant();
    tx.execute(&table::PUT_DECOY, &params![tenant, decoy.handle, sealed]).map(drop)
}
