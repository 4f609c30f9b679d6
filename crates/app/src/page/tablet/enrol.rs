//! What a new tablet is shown: the code is typed, or came with what the camera read, and the browser is one of ours.

use super::{Reach, add};
use access::TabletError;
use web::part::{self, Field, Tone, Width};
use web::{Answer, Ask, Cookie, FormErrors, House, Page, Reply, Trouble, html};

/// What the sign-in page says then.
const ENROLLED: &str = "app-enrol-done";

const CODE_CHARS_MAX: usize = 20;

/// `GET /enrol`
pub fn form(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors())?.into())
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let title = ask.t("app-enrol-title");
    let authority = Reach::of(house)?.and_then(|reach| reach.authority);
    let print = authority.map(|authority| authority.fingerprint());
    // What the camera read names the authority of that day; another one since then is another set of steps.
    let named = ask.query.text("authority").to_owned();
    let is_other = print
        .is_some_and(|print| !named.is_empty() && print.signs().replace(':', "").to_lowercase() != named);
    let code = Field::new("code", ask.t("app-enrol-code"))
        .hint(ask.t("app-enrol-code-hint"))
        .value(if ask.has_values() { ask.values().text("code") } else { ask.query.text("code") })
        .error(errors.of("code"))
        .width(Width::Short)
        .verbatim();
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("app-enrol-lead"))))
        @if is_other { (part::notice(Tone::Danger, &ask.t("app-enrol-other"), html! {})) }
        @else if let Some(print) = print {
            p { (ask.t("app-tablet-compare")) }
            (add::words(&print.words()))
        }
        @if ask.is_on_tablet() { (part::notice(Tone::Info, &ask.t("app-enrol-already"), html! {})) }
        form method="post" action="/enrol" novalidate {
            (ask.csrf_fields())
            (part::text(&code))
            (part::button(&ask.t("app-enrol-button")))
        }
    };
    Ok(Page::new(title, part::prose(body)).bare())
}

/// `POST /enrol`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let code = errors.required(ask, "code", CODE_CHARS_MAX);
    if errors.is_empty() {
        match house.access.enrol_tablet(&code, ask.from()) {
            Ok((_, token)) => {
                let to = format!("/sign-in?done={ENROLLED}");
                return Ok(Answer::SeeWith { to, cookies: vec![Cookie::of_tablet(token)] });
            }
            Err(TabletError::Fault(fault)) => return Err(fault.into()),
            Err(refused @ TabletError::Wait { seconds }) => {
                errors.add("code", ask.tw(refused.key(), &[("seconds", seconds.into())]));
            }
            Err(refused) => errors.add("code", ask.t(refused.key())),
        }
    }
    Err(Trouble::Invalid(page(house, ask, &errors)?))
}
