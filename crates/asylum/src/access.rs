//! Who may: how an intent is tied to offices, for the policies.

use crate::express;
use access::{Kind, Resource};
use kernel::Office;
use ledger::{Door, Fault};
use uuid::Uuid;

/// The ties of one intent: the post where it was said, the office that receives claims, and the offices of its claim.
/// The post keeps it: what was said there was said to that post.
pub fn relations(
    door: &mut dyn Door,
    intent: Uuid,
    main_office: Option<&Office>,
) -> Result<Option<Resource>, Fault> {
    let Some(head) = express::find(door, intent)? else { return Ok(None) };
    let mut offices = vec![head.office.clone()];
    offices.extend(main_office.filter(|o| **o != head.office).cloned());
    if let Some(case) = head.case {
        let of_claim = casework::relations(door, case)?.map(|ties| ties.offices).unwrap_or_default();
        offices.extend(of_claim.into_iter().filter(|o| *o != head.office && Some(o) != main_office));
    }
    let alone = head.child == crate::Child::UnaccompaniedOrSeparated;
    Ok(Some(Resource::new(Kind::Intent, intent, head.office).at(offices).about_child(alone)))
}
