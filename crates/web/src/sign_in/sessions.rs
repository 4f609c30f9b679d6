//! Where the own account is open, and what was changed about it since last time.

use super::next;
use crate::answer::CookieName;
use crate::part::{self, Cell, Column, Moment, TagKind, Tone};
use crate::{Answer, Ask, Cookie, House, Markup, Page, Reply, Trouble};
use access::{ChangeView, SessionView};
use maud::html;

/// The list of the own sessions, each with its end.
pub fn table(ask: &Ask, sessions: &[SessionView]) -> Markup {
    let token = ask.visitor.session.as_deref().unwrap_or("");
    let end = |session: &SessionView| {
        if session.is_of(token) {
            return part::tag(TagKind::Good, &ask.t("web-session-this"));
        }
        html! {
            form method="post" action="/account/sessions" {
                (ask.csrf_fields())
                (part::quiet_button(&ask.t("web-session-end"), "session", &session.handle))
            }
        }
    };
    let row = |session: &SessionView| {
        let unknown = || ask.t("web-session-unknown");
        let device = if session.browser.is_empty() { unknown() } else { session.browser.clone() };
        vec![
            Cell::text(device),
            Cell::text(ask.instant(session.created_at)),
            Cell::text(ask.instant(session.seen_at)),
            Cell::marked(end(session)),
        ]
    };
    html! {
        (part::table(&part::Table {
            caption: ask.t("web-sessions-caption"),
            columns: ["web-session-device", "web-session-since", "web-session-seen", "web-session-act"]
                .map(|key| Column::text(ask.t(key)))
                .into(),
            rows: sessions.iter().map(row).collect(),
            ..part::Table::default()
        }))
        @if sessions.len() > 1 {
            form method="post" action="/account/sessions" {
                (ask.csrf_fields())
                (part::second_button(&ask.t("web-sessions-end-others"), "others", "1"))
            }
        }
    }
}

/// `POST /account/sessions`
pub fn end(house: &House, ask: &Ask) -> Reply {
    let account = ask.who.account;
    if ask.form.is_on("others") {
        let token = ask.visitor.session.as_deref().ok_or(Trouble::NotFound)?;
        house.access.end_other_sessions(account, token)?;
    } else {
        house.access.end_session(account, ask.form.text("session"))?;
    }
    Ok(ask.done("/account", "web-session-done-ended"))
}

/// `GET /account/news`
pub fn news(house: &House, ask: &Ask) -> Reply {
    let news = house.access.news(&ask.who)?;
    if news.is_empty() {
        return Ok(Answer::See(next(ask).to_owned()));
    }
    let title = ask.t("web-news-title");
    let body = html! {
        (part::heading(&title, None, None))
        @if let Some(due) = news.due_at {
            @let day = ask.day_long(ask.day_of(due));
            (part::notice(Tone::Caution, &ask.tw("web-news-due", &[("day", day.as_str().into())]), html! {
                p { (ask.t("web-news-due-body")) }
            }))
            div.govuk-button-group {
                (part::go("/account/factors", &ask.t("web-news-set-up")))
                @if news.changes.is_empty() { (part::second_go(next(ask), &ask.t("web-news-later"))) }
            }
        }
        @if !news.changes.is_empty() {
            p { (ask.t("web-news-lead")) }
            (part::timeline(&news.changes.iter().map(|change| moment(ask, change)).collect::<Vec<_>>()))
            form method="post" action="/account/news" {
                (ask.csrf_fields())
                input type="hidden" name="next" value=(next(ask));
                div.govuk-button-group {
                    (part::button_named(&ask.t("web-news-mine"), "mine", "yes"))
                    (part::second_button(&ask.t("web-news-not-mine"), "mine", "no"))
                }
            }
            p { (ask.t("web-news-not-mine-body")) }
        }
    };
    Ok(Page::new(title, part::prose(body)).section("account").into())
}

fn moment(ask: &Ask, change: &ChangeView) -> Moment {
    Moment::new(
        change.at.to_string(),
        ask.instant(change.at),
        ask.t(&format!("access-change-{}", change.what)),
    )
}

/// `POST /account/news`
pub fn answer(house: &House, ask: &Ask) -> Reply {
    match ask.form.text("mine") {
        "yes" => {
            house.access.own_up(&ask.who)?;
            Ok(Answer::See(next(ask).to_owned()))
        }
        "no" => {
            house.access.disown(&ask.who)?;
            let cookies = vec![Cookie::new(CookieName::Session, "")];
            let done = "web-news-done-disowned";
            Ok(Answer::SeeWith { to: format!("/signed-out?done={done}"), cookies })
        }
        _ => Ok(Answer::See("/account/news".to_owned())),
    }
}
