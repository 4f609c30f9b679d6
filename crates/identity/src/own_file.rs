//! What a person was asked and told, for the person: their own record in sections, without a word on anybody else.

use crate::view::page;
use kernel::PersonId;
use web::{Ask, House, Markup, Trouble};

/// The sections of a person's record, each with its title; `None` when there is no such person.
pub fn sections(house: &House, ask: &Ask, id: PersonId) -> Result<Option<Vec<(String, Markup)>>, Trouble> {
    page::own_sections(house, ask, id)
}
