//! After the right password: showing the second factor, setting one up, or saying that it is lost.
//!
//! The routes are public because nobody is signed in yet; each looks for the half-open sign-in and leads back to the
//! beginning when there is none.

use super::setup::{self, Passkey};
use super::{admitted, next};
use crate::answer::CookieName;
use crate::part::{self, Act, Tone};
use crate::{Answer, Ask, Cookie, FormErrors, House, Page, Reply, Trouble, percent_encode};
use access::{FactorError, HalfOpen, HalfOpened, Place, Proof, Stage};
use maud::html;

/// The password was right: on to the page where the sign-in is completed.
pub fn begun(ask: &Ask, half: HalfOpened) -> Answer {
    let to = format!("{}?next={}", page_of(half.stage), percent_encode(next(ask)));
    Answer::SeeWith { to, cookies: vec![Cookie::new(CookieName::HalfOpen, half.token)] }
}

fn page_of(stage: Stage) -> &'static str {
    if stage == Stage::Prove { "/sign-in/factor" } else { "/sign-in/set-up" }
}

/// The half-open sign-in of this browser, if it is at this stage; else where to go instead.
fn held(house: &House, ask: &Ask, stage: Stage) -> Result<Result<(String, HalfOpen), Answer>, Trouble> {
    if ask.is_signed_in() {
        return Ok(Err(Answer::See(next(ask).to_owned())));
    }
    // A tablet that was taken back in between, or another browser: the sign-in page says why.
    if house.may_enter(ask.visitor.standing, ask.visitor.is_near).is_err() {
        return Ok(Err(again()));
    }
    let Some(token) = &ask.visitor.half_open else { return Ok(Err(again())) };
    Ok(match house.access.half_open(token)? {
        Some(half) if half.stage == stage => Ok((token.clone(), half)),
        Some(half) => Err(Answer::See(page_of(half.stage).to_owned())),
        None => Err(again()),
    })
}

fn again() -> Answer {
    Answer::See("/sign-in".to_owned())
}

fn place(ask: &Ask) -> Place<'_> {
    let visitor = &ask.visitor;
    Place { device: visitor.device.as_deref(), tablet: visitor.tablet.as_deref(), browser: &visitor.browser }
}

/// `GET /sign-in/factor`
pub fn form(house: &House, ask: &Ask) -> Reply {
    match held(house, ask, Stage::Prove)? {
        Ok((_, half)) => Ok(proving(house, ask, &half, &ask.errors())?.into()),
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// `POST /sign-in/factor`
pub fn prove(house: &House, ask: &Ask) -> Reply {
    let (token, half) = match held(house, ask, Stage::Prove)? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let mut errors = ask.errors();
    let code = ask.form.text("code");
    if code.trim().is_empty() {
        errors.add("code", ask.t("web-error-required"));
        return Err(Trouble::Invalid(proving(house, ask, &half, &errors)?));
    }
    shown(house, ask, &token, &half, Proof::Code(code))
}

/// `POST /sign-in/factor/passkey`
pub fn prove_passkey(house: &House, ask: &Ask) -> Reply {
    let (token, half) = match held(house, ask, Stage::Prove)? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let party = house.passkeys.as_ref().ok_or(Trouble::NotFound)?;
    shown(house, ask, &token, &half, Proof::Passkey(party, ask.form.text("answer")))
}

fn shown(house: &House, ask: &Ask, token: &str, half: &HalfOpen, proof: Proof<'_>) -> Reply {
    match house.access.prove(token, proof, place(ask)) {
        Ok(signed_in) => admitted(house, ask, signed_in),
        Err(FactorError::Ended) => Ok(again()),
        Err(error) => {
            let mut errors = ask.errors();
            setup::refused(ask, error, "code", &mut errors)?;
            Err(Trouble::Invalid(proving(house, ask, half, &errors)?))
        }
    }
}

fn proving(house: &House, ask: &Ask, half: &HalfOpen, errors: &FormErrors) -> Result<Page, Trouble> {
    let title = ask.t("web-factor-title");
    let question = match &house.passkeys {
        Some(party) => house.access.ask_passkey(party, half.account.account).unwrap_or_default(),
        None => None,
    };
    let following = html! { input type="hidden" name="next" value=(next(ask)); };
    let lost =
        Act::new(format!("/sign-in/lost?next={}", percent_encode(next(ask))), ask.t("web-factor-lost"));
    let body = html! {
        @if !errors.is_empty() { (part::error_summary(&ask.t("web-errors-title"), errors.iter())) }
        (part::heading(&title, None, Some(&ask.t("web-factor-lead"))))
        form method="post" action="/sign-in/factor" novalidate {
            (ask.csrf_fields())
            (following)
            (setup::code_field(ask, errors, "web-code", Some("web-code-hint")))
            (part::button(&ask.t("web-factor-button")))
        }
        @if let Some(question) = question {
            (setup::passkey(ask, &question, Passkey::Get, "/sign-in/factor/passkey", following))
        }
        p { (part::link(&lost)) }
    };
    Ok(Page::new(title, part::prose(body)).bare())
}

/// `GET /sign-in/lost`
pub fn lost(house: &House, ask: &Ask) -> Reply {
    match held(house, ask, Stage::Prove)? {
        Ok((_, half)) => lost_page(house, ask, &half),
        Err(elsewhere) => Ok(elsewhere),
    }
}

fn lost_page(house: &House, ask: &Ask, half: &HalfOpen) -> Reply {
    let title = ask.t("web-lost-title");
    let confirmed = house.access.reset_of(half.account.account)?;
    let back =
        Act::new(format!("/sign-in/factor?next={}", percent_encode(next(ask))), ask.t("web-factor-title"));
    let body = html! {
        (part::heading(&title, None, None))
        @if let Some(confirmed) = confirmed {
            @let done = i64::try_from(confirmed).unwrap_or(0);
            (part::notice(Tone::Info, &ask.t("web-lost-waiting"), html! {
                p { (ask.tw("web-lost-confirmed", &[("count", done.into())])) }
            }))
            p { (ask.t("web-lost-how")) }
        } @else {
            p { (ask.t("web-lost-codes")) }
            p { (ask.t("web-lost-how")) }
            form method="post" action="/sign-in/lost" novalidate {
                (ask.csrf_fields())
                input type="hidden" name="next" value=(next(ask));
                (part::button(&ask.t("web-lost-button")))
            }
        }
    };
    Ok(Page::new(title, part::prose(body)).bare().back(part::back_link(&back)).into())
}

/// `POST /sign-in/lost`
pub fn ask_reset(house: &House, ask: &Ask) -> Reply {
    let token = match held(house, ask, Stage::Prove)? {
        Ok((token, _)) => token,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match house.access.ask_reset(&token) {
        Ok(()) => Ok(Answer::See(format!("/sign-in/lost?next={}", percent_encode(next(ask))))),
        Err(FactorError::Fault(fault)) => Err(fault.into()),
        Err(_) => Ok(again()),
    }
}

/// `GET /sign-in/set-up`
pub fn set_up(house: &House, ask: &Ask) -> Reply {
    match held(house, ask, Stage::Enrol)? {
        Ok((_, half)) => Ok(setting_up(house, ask, &half, &ask.errors())?.into()),
        Err(elsewhere) => Ok(elsewhere),
    }
}

fn setting_up(house: &House, ask: &Ask, half: &HalfOpen, errors: &FormErrors) -> Result<Page, Trouble> {
    let title = ask.t("web-set-up-title");
    let offer = house.access.offer_app(&half.account)?;
    let question = setup::passkey_offer(house, &half.account)?;
    let following = || html! { input type="hidden" name="next" value=(next(ask)); };
    let body = html! {
        @if !errors.is_empty() { (part::error_summary(&ask.t("web-errors-title"), errors.iter())) }
        (part::heading(&title, None, Some(&ask.t("web-set-up-lead"))))
        (part::section(&ask.t("web-app-title"), setup::app(ask, &offer, errors, "/sign-in/set-up", following())))
        @if let Some(question) = question {
            (part::section(&ask.t("web-passkey-title"), html! {
                p { (ask.t("web-passkey-lead")) }
                (setup::passkey(ask, &question, Passkey::Create, "/sign-in/set-up/passkey", html! {
                    (following())
                    (setup::passkey_name(ask, errors))
                }))
            }))
        }
    };
    Ok(Page::new(title, part::prose(body)).bare())
}

/// `POST /sign-in/set-up`
pub fn confirm_app(house: &House, ask: &Ask) -> Reply {
    set_up_with(house, ask, |half| house.access.confirm_app(half.account.account, ask.form.text("code")))
}

/// `POST /sign-in/set-up/passkey`
pub fn confirm_passkey(house: &House, ask: &Ask) -> Reply {
    let party = house.passkeys.as_ref().ok_or(Trouble::NotFound)?;
    set_up_with(house, ask, |half| {
        let (answer, name) = (ask.form.text("answer"), ask.form.text("name"));
        house.access.confirm_passkey(party, half.account.account, answer, name)
    })
}

fn set_up_with(house: &House, ask: &Ask, confirm: impl Fn(&HalfOpen) -> Result<(), FactorError>) -> Reply {
    let (token, half) = match held(house, ask, Stage::Enrol)? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let confirmed = confirm(&half).and_then(|()| house.access.prove(&token, Proof::Enrolled, place(ask)));
    match confirmed {
        // The sheet of codes comes right after: the day it is wanted it is too late to print it.
        Ok(signed_in) => Ok(super::admitted_to(ask, signed_in, "/account/codes")),
        Err(FactorError::Ended) => Ok(again()),
        Err(error) => {
            let mut errors = ask.errors();
            setup::refused(ask, error, "code", &mut errors)?;
            Err(Trouble::Invalid(setting_up(house, ask, &half, &errors)?))
        }
    }
}
