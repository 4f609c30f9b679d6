//! The leads of one search, for whoever traces for the requester: who may be the one that is looked for, and why. A lead is
//! never a fact, and nobody but who may trace for that other person sees it.

use super::{desk, search::sought, withheld};
use crate::person::PersonHead;
use crate::told::word;
use crate::tracing::queue::{Known, known};
use crate::tracing::suggest::{Suggested, may_see, of};
use crate::tracing::{Search, leads_of, open_search};
use crate::{person, view};
use ::access::{Kind, Permission};
use kernel::PersonId;
use ledger::{Fault, Loaded};
use maud::{Markup, html};
use uuid::Uuid;
use web::part::{self, Act, Cell, Column, Table, TagKind, Tone};
use web::{Ask, House, Page, Reply, Trouble};

/// What the page shows.
struct Sight {
    person: PersonId,
    head: PersonHead,
    search: Loaded<Search>,
    suggested: Vec<Suggested>,
    /// Leads that were judged, of people whom the reader may trace for.
    judged: Vec<(PersonHead, Known)>,
    is_headquarters: bool,
}

/// The route in the read log: the same for the page of leads and for a lead, so that a read log tells of no lead.
pub(super) const ROUTE: &str = "/tracing/{search}";

/// `GET /tracing/{search}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    house.access.log_read(&ask.who, Kind::Person, sight.person.0, ROUTE, Permission::TraceFamilies)?;
    Ok(page(house, ask, &sight).into())
}

fn opened(house: &House, ask: &Ask) -> Result<Sight, Trouble> {
    let id: Uuid = ask.id("search")?;
    let withheld = withheld(house);
    let desk = desk(house, ask, &withheld);
    let read = house.ledger.read(|door| -> Result<Option<Sight>, Fault> {
        let Some((person, search)) = open_search(door, id)? else { return Ok(None) };
        if !may_see(house, ask, door, person)? {
            return Ok(None);
        }
        let Some(head) = person::find(door, person)? else { return Ok(None) };
        let mut judged = Vec::new();
        for lead in leads_of(door, id)? {
            let Some(known) = known(door, desk, lead)? else { continue };
            // Whoever does not want to be found is not there, whatever was judged before.
            let is_gone = known.around.is_withheld || known.around.is_unwilling;
            if is_gone || !may_see(house, ask, door, lead.found)? {
                continue;
            }
            judged.extend(person::find(door, lead.found)?.map(|head| (head, known)));
        }
        let mut suggested = of(house, ask, door, desk, (id, person, &search.state))?;
        suggested.retain(|one| judged.iter().all(|(head, _)| head.id != one.id));
        let is_headquarters = desk.is_headquarters;
        Ok(Some(Sight { person, head, search, suggested, judged, is_headquarters }))
    });
    read?.ok_or(Trouble::NotFound)
}

fn page(house: &House, ask: &Ask, sight: &Sight) -> Page {
    let title = ask.t("identity-tracing-leads-title");
    let own = Act::new(
        format!("/people/{}/tracing/{}", sight.person, sight.search.id),
        ask.t("identity-tracing-search-open"),
    );
    let body = html! {
        (part::identity_strip(&view::identity(ask, &sight.head)))
        (part::heading(&title, None, Some(&ask.t("identity-tracing-leads-lead"))))
        (part::card(&ask.t("identity-tracing-sought-title"), html! { (sought(ask, &sight.search.state)) p { (part::link(&own)) } }))
        (hindrance(ask, sight))
        (part::table(&suggestions(house, ask, sight)))
        @if !sight.judged.is_empty() { (part::card(&ask.t("identity-tracing-judged"), judged(ask, sight))) }
    };
    let back = Act::new("/tracing", ask.t("identity-tracing-queue-back"));
    Page::new(title, body).section("tracing").back(part::back_link(&back))
}

/// Why there are no leads, where the search itself says so.
fn hindrance(ask: &Ask, sight: &Sight) -> Markup {
    let state = &sight.search.state;
    let key = if !sight.is_headquarters {
        "identity-tracing-error-not-here"
    } else if state.is_guarded() {
        "identity-tracing-guarded-words"
    } else if !state.is_looking() {
        "identity-tracing-error-not-looking"
    } else {
        return html! {};
    };
    part::notice(Tone::Info, &ask.t(key), html! {})
}

fn suggestions(house: &House, ask: &Ask, sight: &Sight) -> Table {
    let row = |one: &Suggested| {
        let head = PersonHead::of(one.id, &one.file);
        let why = one.reasons.iter().map(|reason| word(ask, "tracing-reason", reason.code()));
        vec![
            Cell::marked(html! {
                a.govuk-link href={ "/tracing/" (sight.search.id) "/with/" (one.id) } { (head.name) " · " (head.number) }
                div.c-note { (view::facts_line(house, ask, &head)) }
            }),
            Cell::text(why.collect::<Vec<_>>().join(", ")),
        ]
    };
    Table {
        caption: ask.t("identity-tracing-leads"),
        columns: ["lead", "why"]
            .map(|head| Column::text(ask.t(&format!("identity-tracing-column-{head}"))))
            .to_vec(),
        rows: sight.suggested.iter().map(row).collect(),
        empty: Some(part::empty_state(
            &ask.t("identity-tracing-leads-empty"),
            &ask.t("identity-tracing-leads-empty-words"),
            None,
        )),
        ..Table::default()
    }
}

fn judged(ask: &Ask, sight: &Sight) -> Markup {
    html! {
        ul.govuk-list {
            @for (head, known) in &sight.judged {
                li {
                    a.govuk-link href={ "/tracing/" (sight.search.id) "/with/" (head.id) } { (head.name) " · " (head.number) }
                    " " (part::tag(TagKind::Unsure, &word(ask, "tracing-lead-stage", known.lead.state.stage().code())))
                }
            }
        }
    }
}
