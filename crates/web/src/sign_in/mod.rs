//! Signing in and out, the language of the pages, and the own account.

mod account;
pub(crate) mod browser;
mod factors;
mod half_open;
mod hand_over;
mod language;
mod sessions;
mod setup;
mod shared;

use crate::answer::CookieName;
use crate::part::{self, Field, Tone, Width};
use crate::{
    Answer, Ask, Cookie, FormErrors, House, Method, Page, Reply, Route, Target, Trouble, local_path,
};
use access::{Entrance, Permission, SignIn, SignInError, SignedIn};
use maud::html;

pub fn routes() -> Vec<Route> {
    use Method::{Get, Post};
    use Permission::{Public, SignedIn};
    let route = |method, path, permission, act| Route { method, path, permission, target: Target::None, act };
    vec![
        route(Get, "/", SignedIn, start),
        route(Get, "/sign-in", Public, form),
        route(Post, "/sign-in", Public, enter),
        route(Post, "/sign-out", SignedIn, leave),
        route(Get, "/signed-out", Public, left),
        route(Post, "/hand-over", SignedIn, hand_over::submit),
        route(Get, "/drafts", SignedIn, hand_over::drafts),
        route(Post, "/drafts", SignedIn, hand_over::discard),
        route(Get, "/language/{lang}", Public, language::choose),
        route(Get, "/account", SignedIn, account::show),
        route(Post, "/account", SignedIn, account::change_password),
        route(Get, "/sign-in/factor", Public, half_open::form),
        route(Post, "/sign-in/factor", Public, half_open::prove),
        route(Post, "/sign-in/factor/passkey", Public, half_open::prove_passkey),
        route(Get, "/sign-in/lost", Public, half_open::lost),
        route(Post, "/sign-in/lost", Public, half_open::ask_reset),
        route(Get, "/sign-in/set-up", Public, half_open::set_up),
        route(Post, "/sign-in/set-up", Public, half_open::confirm_app),
        route(Post, "/sign-in/set-up/passkey", Public, half_open::confirm_passkey),
        route(Get, "/account/factors", SignedIn, factors::list),
        route(Get, "/account/factors/app", SignedIn, factors::app_form),
        route(Post, "/account/factors/app", SignedIn, factors::add_app),
        route(Get, "/account/factors/passkey", SignedIn, factors::passkey_form),
        route(Post, "/account/factors/passkey", SignedIn, factors::add_passkey),
        route(Get, "/account/factors/{factor}", SignedIn, factors::remove_form),
        route(Post, "/account/factors/{factor}", SignedIn, factors::remove),
        route(Get, "/account/codes", SignedIn, factors::codes_form),
        route(Post, "/account/codes", SignedIn, factors::codes),
        route(Post, "/account/sessions", SignedIn, sessions::end),
        route(Get, "/account/news", SignedIn, sessions::news),
        route(Post, "/account/news", SignedIn, sessions::answer),
    ]
}

/// Where the work of a role begins; for the others it is the first entry of their menu.
fn first_section(role: kernel::Role) -> Option<&'static str> {
    match role {
        kernel::Role::BorderOfficer => Some("post"),
        kernel::Role::PledgeFocalPoint => Some("pledges"),
        kernel::Role::LegalAdviser => Some("statements"),
        kernel::Role::Statistician => Some("statistics"),
        kernel::Role::Supervisor => Some("supervision"),
        _ => None,
    }
}

fn start(house: &House, ask: &Ask) -> Reply {
    let mine = || house.nav.iter().filter(|nav| house.may(&ask.who, nav.permission, None));
    let own = first_section(ask.who.role).and_then(|section| mine().find(|nav| nav.section == section));
    let first = own.or_else(|| mine().next());
    Ok(Answer::See(first.map_or("/account", |nav| nav.href).to_owned()))
}

fn form(house: &House, ask: &Ask) -> Reply {
    if ask.is_signed_in() {
        return Ok(Answer::See(next(ask).to_owned()));
    }
    Ok(page(house, ask, &ask.errors())?.into())
}

/// Nobody signs in here: the page that says why, if so.
fn closed(house: &House, ask: &Ask) -> Option<Page> {
    let key = house.may_enter(ask.visitor.standing, ask.visitor.is_near).err()?;
    let title = ask.t("web-tablet-closed-title");
    let body = html! {
        (part::heading(&title, None, None))
        p { (ask.t(key)) }
        p { (part::link(&part::Act::new("/enrol", ask.t("web-tablet-enrol")))) }
    };
    Some(Page::new(title, part::prose(body)).bare().status(403))
}

fn enter(house: &House, ask: &Ask) -> Reply {
    if let Some(closed) = closed(house, ask) {
        return Ok(closed.into());
    }
    let mut errors = ask.errors();
    let login = match shared::chosen(house, ask)? {
        Some(login) => login,
        None if shared::name_field(house, ask)? == "who" => {
            errors.add("who", ask.t("web-tablet-who-choose"));
            String::new()
        }
        None => errors.required(ask, "login", LOGIN_CHARS_MAX),
    };
    let password = ask.form.text("password");
    if password.is_empty() {
        errors.add("password", ask.t("web-error-required"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    }
    let tried = SignIn {
        login: &login,
        password,
        address: &ask.visitor.from,
        device: ask.visitor.device.as_deref(),
        tablet: ask.visitor.tablet.as_deref(),
        browser: &ask.visitor.browser,
    };
    match house.access.sign_in(&tried) {
        Ok(Entrance::Open(signed_in)) => admitted(house, ask, *signed_in),
        Ok(Entrance::HalfOpen(half)) => Ok(half_open::begun(ask, half)),
        Err(SignInError::Fault(fault)) => Err(fault.into()),
        Err(refused) => {
            errors.add(shared::name_field(house, ask)?, refusal(ask, &refused));
            Err(Trouble::Invalid(page(house, ask, &errors)?))
        }
    }
}

/// To where the person was going, past what they must be told and what they left half typed.
fn admitted(house: &House, ask: &Ask, signed_in: SignedIn) -> Reply {
    let mut to = next(ask).to_owned();
    if to == "/" && house.access.has_drafts(signed_in.session.who.account)? {
        to = "/drafts".to_owned();
    }
    if signed_in.has_news {
        to = format!("/account/news?next={}", crate::percent_encode(&to));
    }
    Ok(admitted_to(ask, signed_in, &to))
}

fn admitted_to(ask: &Ask, signed_in: SignedIn, to: &str) -> Answer {
    let mut cookies = vec![
        Cookie::new(CookieName::Session, signed_in.token),
        Cookie::new(CookieName::Device, signed_in.device),
        Cookie::new(CookieName::Visitor, ""),
        Cookie::new(CookieName::HalfOpen, ""),
    ];
    // The tablet's own cookie begins its days anew.
    cookies.extend(ask.visitor.tablet.as_ref().filter(|_| ask.is_on_tablet()).map(Cookie::of_tablet));
    Answer::SeeWith { to: to.to_owned(), cookies }
}

/// The same words whether the login exists or not.
fn refusal(ask: &Ask, refused: &SignInError) -> String {
    match refused {
        SignInError::Wait { seconds } => ask.tw(refused.key(), &[("seconds", (*seconds).into())]),
        _ => ask.t(refused.key()),
    }
}

fn leave(house: &House, ask: &Ask) -> Reply {
    if let Some(token) = &ask.visitor.session {
        house.access.sign_out(token)?;
    }
    let cookies = vec![Cookie::new(CookieName::Session, "")];
    Ok(Answer::SeeWith { to: "/signed-out".to_owned(), cookies })
}

fn left(_: &House, ask: &Ask) -> Reply {
    let title = ask.t("web-signed-out-title");
    let body = html! {
        (part::heading(&title, None, None))
        p { (ask.t("web-signed-out-body")) }
        p { (part::go("/sign-in", &ask.t("web-sign-in-button"))) }
    };
    Ok(Page::new(title, part::prose(body)).bare().into())
}

const LOGIN_CHARS_MAX: usize = 100;

/// Where to go once signed in: a path of this house, and not this page again.
fn next(ask: &Ask) -> &str {
    let wanted = ask.query.get("next").or_else(|| ask.form.get("next")).unwrap_or("/");
    local_path(wanted).filter(|path| !path.starts_with("/sign-in")).unwrap_or("/")
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    if let Some(closed) = closed(house, ask) {
        return Ok(closed);
    }
    let title = ask.t("web-sign-in-title");
    let users = shared::offered(house, ask)?;
    let password = Field::new("password", ask.t("web-sign-in-password"))
        .error(errors.of("password"))
        .autocomplete(if ask.is_on_tablet() { "off" } else { "current-password" })
        .width(Width::Medium);
    let reason = ["kept", "again"].into_iter().find(|mark| ask.query.is_on(mark));
    let body = html! {
        @if !errors.is_empty() { (part::error_summary(&ask.t("web-errors-title"), errors.iter())) }
        @match reason {
            Some("kept") => (part::notice(Tone::Info, &ask.t("web-sign-in-draft"), html! {})),
            Some(_) => (part::notice(Tone::Info, &ask.t("web-sign-in-again"), html! {})),
            None => @if let Some(words) = hand_over::handed(ask) { (words) }
        }
        (part::heading(&title, None, Some(&ask.t("web-sign-in-lead"))))
        form method="post" action="/sign-in" novalidate {
            (ask.csrf_fields())
            input type="hidden" name="next" value=(next(ask));
            @if users.is_empty() { (login(ask, errors)) } @else { (shared::names(ask, &users, errors)) }
            (part::password(&password))
            (part::button(&ask.t("web-sign-in-button")))
        }
        @if !users.is_empty() { p { (shared::somebody_else(ask)) } }
        (for_everybody(house, ask))
    };
    Ok(Page::new(title, part::prose(body)).bare())
}

/// Somebody who seeks protection and comes here has no account: what everybody may read, before they turn back.
fn for_everybody(house: &House, ask: &Ask) -> maud::Markup {
    let public: Vec<_> = house.nav.iter().filter(|nav| nav.permission == Permission::Public).collect();
    html! {
        @if !public.is_empty() {
            div.c-public-way {
                p { (ask.t("web-sign-in-public")) }
                @for nav in public { p { (part::second_go(nav.href, &ask.t(nav.key))) } }
            }
        }
    }
}

fn login(ask: &Ask, errors: &FormErrors) -> maud::Markup {
    let login = Field::new("login", ask.t("web-sign-in-login"))
        .value(ask.values().text("login"))
        .error(errors.of("login"))
        .autocomplete(if ask.is_on_tablet() { "off" } else { "username" })
        .width(Width::Medium)
        .verbatim();
    part::text(&login)
}
