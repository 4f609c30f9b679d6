//! What stands on a person's file: that they look for somebody, and the way to the page of tracing. Of leads it says nothing.

use super::{Stage, searches_of};
use crate::access as ties;
use ::access::Permission;
use kernel::PersonId;
use ledger::{Fault, Reader};
use maud::{Markup, html};
use web::part::{self, Act};
use web::{Ask, House};

/// How many searches of the person go on; nothing for whoever may not trace for them.
pub fn read(house: &House, ask: &Ask, door: &mut Reader<'_>, id: PersonId) -> Result<Option<usize>, Fault> {
    if !ties::may(house, ask, door, Permission::TraceFamilies, id)? {
        return Ok(None);
    }
    let searches = searches_of(door, id)?;
    Ok(Some(searches.iter().filter(|head| head.stage != Stage::Closed).count()))
}

/// The card.
pub fn draw(ask: &Ask, id: PersonId, running: Option<usize>) -> Markup {
    let Some(count) = running else { return html! {} };
    let act = Act::new(format!("/people/{id}/tracing"), ask.t("identity-tracing-card-open"));
    part::card(
        &ask.t("identity-tracing-card"),
        html! {
            @if count == 0 { p.c-note { (ask.t("identity-tracing-card-none")) } }
            @else { p { (ask.tw("identity-tracing-card-count", &[("count", count.into())])) } }
            p { (part::link(&act)) }
        },
    )
}
