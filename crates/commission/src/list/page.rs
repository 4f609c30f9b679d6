//! The page of all sessions, the newest first, and the way to convene one.

use crate::access::readable;
use crate::body;
use crate::session::{self, SessionHead};
use crate::view::page::{href, state_tag};
use ::access::Permission;
use casework::Laws;
use web::part::{self, Act, Cell, Column};
use web::{Answer, Ask, House, Markup, Page, Reply, html};

/// GET `/sessions`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let heads = house.ledger.read(|door| session::heads(door))?;
    let title = ask.t("commission-list-title");
    let laws = house.room::<Laws>();
    let own = body::of_office(laws, &ask.who.office)
        .filter(|_| house.may(&ask.who, Permission::ConveneSession, None));
    let waiting = match own {
        Some(body) => house.ledger.read(|door| readable(house, ask, door, body))?.len(),
        None => 0,
    };
    let count = i64::try_from(waiting).unwrap_or(i64::MAX);
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("commission-list-lead"))))
        @if own.is_some() {
            p { (ask.tw("commission-before-you", &[("n", count.into())])) }
            p { (part::go("/sessions/new", &ask.t("commission-convene-title"))) }
        }
        (table(house, ask, &heads))
    };
    Ok(Answer::Page(Page::new(title, body).section("sessions")))
}

fn table(house: &House, ask: &Ask, heads: &[SessionHead]) -> Markup {
    let laws = house.room::<Laws>();
    let text = |key: &str| Column::text(ask.t(key));
    let number = |key: &str| Column::number(ask.t(key));
    let empty = part::empty_state(
        &ask.t("commission-list-empty"),
        &ask.t("commission-list-empty-words"),
        Some(&Act::new("/day", ask.t("commission-list-empty-act"))),
    );
    let row = |head: &SessionHead| {
        let body = laws.law().commission(&head.commission);
        let body = body.map_or_else(|| head.commission.clone(), |b| b.names.in_lang(ask.lang).to_owned());
        vec![
            Cell::link(&href(head.id), &head.number),
            Cell::text(ask.day(head.on)),
            Cell::text(body),
            Cell::marked(state_tag(ask, head.state)),
            Cell::text(ask.number(head.cases)),
            Cell::text(ask.number(head.carried)),
            Cell::text(ask.number(head.postponed)),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("commission-list-title"),
        caption_hidden: true,
        columns: vec![
            text("commission-column-session"),
            text("commission-column-day"),
            text("commission-column-body"),
            text("commission-column-state"),
            number("commission-column-cases"),
            number("commission-column-carried"),
            number("commission-column-postponed"),
        ],
        rows: heads.iter().map(row).collect(),
        empty: Some(empty),
        ..part::Table::default()
    })
}
