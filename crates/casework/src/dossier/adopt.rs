//! The adopted versions, for the law to be read with them.

use super::ADOPTED;
use ledger::{Door, Fault, params};
use procedure::Adopted;
use uuid::Uuid;

/// Every adopted version with its dossier, in the order in which they were adopted.
pub fn adopted(door: &mut dyn Door) -> Result<Vec<(Uuid, Adopted)>, Fault> {
    let tenant = door.tenant();
    let records = super::ids(door.query(&ADOPTED, &params![tenant])?)?;
    let mut all = Vec::new();
    for record in records {
        let found = super::find(door, record)?.and_then(|dossier| dossier.state.adopted);
        let text = found.and_then(|(adoption, _)| Adopted::of(&adoption.text));
        all.extend(text.map(|adopted| (record, adopted)));
    }
    Ok(all)
}
