//! The printable minutes: seats, presence, the sum of the quorum, and the votes on each case by its number alone.

use crate::access::found;
use crate::fold::{Item, Session, State};
use crate::model::{Presence, SessionId};
use crate::view::page::{
    Shown, href, number, quorum_words, result, rule_note, seat_words, state_tag, stated_words,
};
use web::part::{self, Act, Cell, Column};
use web::{Answer, Ask, House, Markup, Page, Reply, html};

/// GET `/sessions/{session}/minutes`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let seen = found(house, ask)?;
    let shown = Shown::of(house, ask, &seen)?;
    let title = ask.tw("commission-minutes-of", &[("number", number(&seen.state).to_owned().into())]);
    let body = part::sheet(sheet(ask, &seen.state, &shown, &title));
    let back = Act::new(href(SessionId(seen.id)), ask.t("commission-back-session"));
    Ok(Answer::Page(Page::new(title, body).section("sessions").back(part::back_link(&back))))
}

fn sheet(ask: &Ask, session: &Session, shown: &Shown<'_>, title: &str) -> Markup {
    let Some(convened) = &session.convened else { return html! {} };
    let mut when = vec![ask.words().day_full(ask.lang, convened.on)];
    when.extend(convened.hour.map(|hour| hour.strftime("%H:%M").to_string()));
    when.push(convened.place.clone());
    let hidden = i64::try_from(shown.hidden()).unwrap_or(i64::MAX);
    html! {
        (part::heading(title, Some(convened.names.get(ask.lang)), Some(&when.join(" · "))))
        p { (state_tag(ask, session.state())) }
        @if !session.state().is_over() { p { (ask.t("commission-minutes-draft")) } }
        (part::section(&ask.t("commission-attendance"), presence(ask, session)))
        (part::section(&ask.t("commission-quorum"), html! {
            p { (quorum_words(ask, session)) }
            @if let Some(stated) = stated_words(ask, session) { p { (stated) } }
            @if session.state() == State::NoQuorum { p { (ask.t("commission-minutes-nothing-voted")) } }
            (rule_note(ask, session))
        }))
        (part::section(&ask.t("commission-agenda"), html! {
            (agenda(ask, session, &shown.items()))
            @if hidden > 0 { (part::aside(&ask.tw("commission-agenda-hidden", &[("n", hidden.into())]))) }
        }))
        (part::section(&ask.t("commission-minutes-signatures"), html! {
            ul.govuk-list { @for p in &session.present { li { "______________________________ " (p.name) } } }
        }))
    }
}

/// Every seat with whoever took it; a seat that stayed empty says so.
fn presence(ask: &Ask, session: &Session) -> Markup {
    let seats = session.convened.as_ref().map(|c| c.rule.seats.as_slice()).unwrap_or_default();
    let of = |seat: &str| session.present.iter().find(|p| p.seat.as_deref() == Some(seat));
    let line = |p: &Presence| vec![Cell::text(seat_words(ask, session, p)), Cell::text(&p.name)];
    let mut rows: Vec<Vec<Cell>> = seats
        .iter()
        .map(|seat| match of(&seat.id) {
            Some(presence) => line(presence),
            None => vec![Cell::text(seat.names.get(ask.lang)), Cell::text(ask.t("commission-absent"))],
        })
        .collect();
    rows.extend(session.present.iter().filter(|p| p.seat.is_none()).map(line));
    part::table(&part::Table {
        caption: ask.t("commission-attendance"),
        caption_hidden: true,
        columns: vec![
            Column::text(ask.t("commission-column-seat")),
            Column::text(ask.t("commission-column-name")),
        ],
        rows,
        empty: Some(part::aside(&ask.t("commission-attendance-none"))),
        ..part::Table::default()
    })
}

fn agenda(ask: &Ask, session: &Session, items: &[&Item]) -> Markup {
    let row = |item: &&Item| vec![Cell::text(&item.number), Cell::marked(result(ask, session, item))];
    part::table(&part::Table {
        caption: ask.t("commission-agenda"),
        caption_hidden: true,
        columns: vec![
            Column::text(ask.t("commission-column-case")),
            Column::text(ask.t("commission-column-result")),
        ],
        rows: items.iter().map(row).collect(),
        empty: Some(part::aside(&ask.t("commission-agenda-none"))),
        ..part::Table::default()
    })
}
