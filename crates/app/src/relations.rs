//! How files are tied to offices and people: each kind is asked of the area that owns it.

use access::Kind;
use casework::Laws;
use kernel::{CaseId, Clock};
use std::sync::Arc;
use web::Relations;

/// The relations of the house. People belong to the offices that registered them or took up their claim.
pub fn wired(laws: &Laws, clock: Arc<dyn Clock>) -> Relations {
    let main = laws.main_office();
    let laws = laws.clone();
    Box::new(move |reader, kind, id| {
        let now = clock.now();
        let file = match kind {
            Kind::Case => casework::relations(reader, CaseId(id)),
            Kind::Intent => asylum::relations(reader, id, main.as_ref()),
            Kind::Person | Kind::Household => identity::access::relations(reader, kind, id, laws.day_of(now)),
        }?;
        let Some(file) = file else { return Ok(None) };
        let opened_to = oversight::opened_to(reader, kind, id, now)?;
        Ok(Some(file.opened_to(opened_to)))
    })
}
