//! Handing a tablet over: the session ends, what was half typed is kept for whoever typed it, and the next person chooses
//! their name.

use crate::answer::CookieName;
use crate::part::{self, Act, Tone};
use crate::serve::{draft_number, to_keep};
use crate::{Answer, Ask, Cookie, House, Page, Reply, Trouble};
use access::DraftView;
use maud::html;

/// `POST /hand-over`: sent by the form that was being filled in, or by the menu of a page without one.
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let typed = to_keep(&ask.form);
    let has_typed =
        ask.form.typed().iter().any(|(name, value)| name != "_head" && name != "hand" && !value.is_empty());
    if has_typed {
        let (page, number) = (ask.page(), draft_number(&ask.form));
        let kept = house.access.keep_draft(ask.who.account, &page, number, typed.pairs())?;
        if kept.is_none() {
            return Err(Trouble::Refused(ask.t("web-hand-over-too-large")));
        }
    }
    if let Some(token) = &ask.visitor.session {
        house.access.sign_out(token)?;
    }
    let mark = if has_typed { "kept" } else { "yes" };
    let cookies = vec![Cookie::new(CookieName::Session, ""), Cookie::new(CookieName::HalfOpen, "")];
    Ok(Answer::SeeWith { to: format!("/sign-in?handed={mark}"), cookies })
}

/// `GET /drafts`
pub fn drafts(house: &House, ask: &Ask) -> Reply {
    let title = ask.t("web-drafts-title");
    let all = house.access.drafts(ask.who.account)?;
    let on = Act::new("/", ask.t("web-drafts-on"));
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("web-drafts-lead"))))
        @if all.is_empty() {
            (part::empty_state(&ask.t("web-drafts-none"), &ask.t("web-drafts-none-next"), None))
        }
        @for draft in &all { (card(house, ask, draft)) }
        p { (part::link(&on)) }
    };
    Ok(Page::new(title, part::prose(body)).section("account").into())
}

fn card(house: &House, ask: &Ask, draft: &DraftView) -> maud::Markup {
    let name = draft.title.clone().unwrap_or_else(|| place(house, ask, &draft.page));
    let mark = if draft.page.contains('?') { '&' } else { '?' };
    let href = format!("{}{mark}draft={}", draft.page, draft.number);
    part::card(
        &name,
        html! {
            p { (ask.tw("web-drafts-kept", &[("at", ask.instant(draft.kept_at).into())])) }
            p { (part::link(&Act::new(href, ask.t("web-drafts-go-on")).about(&name))) }
            form method="post" action="/drafts" {
                (ask.csrf_fields())
                (part::hidden("page", &draft.page))
                (part::hidden("number", &draft.number.to_string()))
                (part::quiet_button(&ask.t("web-drafts-discard"), "discard", "1"))
            }
        },
    )
}

/// The name of the room a page stands in, for a draft that does not know what its page is called.
fn place(house: &House, ask: &Ask, page: &str) -> String {
    let rooms = house.nav.iter().filter(|nav| page.starts_with(nav.href));
    let nearest = rooms.max_by_key(|nav| nav.href.len());
    nearest.map_or_else(|| ask.t("web-drafts-somewhere"), |nav| ask.t(nav.key))
}

/// `POST /drafts`: throws one away.
pub fn discard(house: &House, ask: &Ask) -> Reply {
    if let Ok(number) = ask.form.text("number").parse() {
        house.access.forget_draft(ask.who.account, ask.form.text("page"), number)?;
    }
    Ok(ask.done("/drafts", "web-drafts-done-discarded"))
}

/// What the sign-in page says after a tablet was handed over.
pub fn handed(ask: &Ask) -> Option<maud::Markup> {
    let key = match ask.query.text("handed") {
        "kept" => "web-hand-over-kept",
        "yes" => "web-hand-over-ready",
        _ => return None,
    };
    Some(part::notice(Tone::Done, &ask.t(key), html! {}))
}
