//! Who may: how an intent is tied to offices, for the policies.

use crate::express;
use access::{Kind, Resource};
use kernel::Office;
use ledger::{Door, Fault};
use uuid::Uuid;

/// The ties of one intent: the post where it was said, the office that receives claims, and the office of its claim.
pub fn relations(
    door: &mut dyn Door,
    intent: Uuid,
    main_office: Option<&Office>,
) -> Result<Option<Resource>, Fault> {
    let Some(head) = express::find(door, intent)? else { return Ok(None) };
    let mut offices = vec![head.office.clone()];
    offices.extend(main_office.filter(|o| **o != head.office).cloned());
    let alone = head.child == crate::Child::UnaccompaniedOrSeparated;
    Ok(Some(Resource::new(Kind::Intent, intent, head.office).at(offices).about_child(alone)))
}
