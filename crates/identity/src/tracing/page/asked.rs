//! Asking a person whether they want to know of somebody who looks for them: what to say, which tells neither who nor where, and
//! what they answered. Of the other person nothing is on the page before both agree.

use super::{at_field, coded_choices, desk, labelled, language_field, of_lead, read_language, withheld};
use crate::amend::opened as person_opened;
use crate::person::{self, PersonHead};
use crate::told::Sheet;
use crate::tracing::answer::{Asked, answer};
use crate::tracing::queue::{Known, known};
use crate::tracing::{ConsentHow, Reply as Said, leads_to};
use crate::view;
use kernel::{Lang, PersonId};
use ledger::{Fault, Stamp};
use maud::{Markup, html};
use uuid::Uuid;
use web::part::{self, Act, Tone, Width};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

/// What the page shows.
struct Sight {
    id: PersonId,
    head: PersonHead,
    known: Known,
    /// The requester, while both agree.
    requester: Option<PersonHead>,
}

/// `GET /people/{person}/asked/{lead}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    Ok(page(house, ask, &ask.errors(), &sight).into())
}

/// `POST /people/{person}/asked/{lead}`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    let mut errors = ask.errors();
    let Some(asked) = read(ask, &mut errors).filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(page(house, ask, &errors, &sight)));
    };
    let withheld = withheld(house);
    let (stamp, desk) = (Stamp::new(ask.who.actor()), desk(house, ask, &withheld));
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        answer(tx, &stamp, desk, sight.known.head.id, asked).map(|()| String::new())
    });
    match done {
        Ok(_) => Ok(ask.done(&format!("/people/{}/tracing", sight.id), "identity-tracing-answered-done")),
        Err(refusal) => {
            at_field(ask, &mut errors, of_lead(refusal))?;
            Err(Trouble::Invalid(page(house, ask, &errors, &sight)))
        }
    }
}

fn read(ask: &Ask, errors: &mut FormErrors) -> Option<Asked> {
    let codes: Vec<&str> = Said::ALL.iter().map(|reply| reply.code()).collect();
    let reply = Said::from_code(&errors.required_choice(ask, "reply", &codes));
    let hows: Vec<&str> = ConsentHow::ALL.iter().map(|how| how.code()).collect();
    let how = ConsentHow::from_code(&errors.required_choice(ask, "consent_how", &hows));
    let on = errors.required_day(ask, "on");
    let language = read_language(ask, errors);
    Some(Asked { reply: reply?, on: on?, language, how: how? })
}

/// A lead to this person that is worth asking; any other is not there.
fn opened(house: &House, ask: &Ask) -> Result<Sight, Trouble> {
    let (id, file) = person_opened(house, ask)?;
    let lead: Uuid = ask.id("lead")?;
    let withheld = withheld(house);
    let desk = desk(house, ask, &withheld);
    let head = PersonHead::of(id, &file.state);
    let read = house.ledger.read(|door| -> Result<Option<Sight>, Fault> {
        let Some(lead) = leads_to(door, id)?.into_iter().find(|known| known.id == lead) else {
            return Ok(None);
        };
        let Some(known) = known(door, desk, lead)? else { return Ok(None) };
        let was_asked = known.lead.state.answer.is_some();
        if !known.is_to_be_asked() && !was_asked {
            return Ok(None);
        }
        let requester = if known.opens() { person::find(door, lead.requester)? } else { None };
        Ok(Some(Sight { id, head, known, requester }))
    });
    read?.ok_or(Trouble::NotFound)
}

fn page(house: &House, ask: &Ask, errors: &FormErrors, sight: &Sight) -> Page {
    let title = ask.t("identity-tracing-ask-title");
    let sheet = Sheet::new(ask, errors);
    let stored = sight.known.lead.state.answer.as_ref().map_or("", |answer| answer.reply.code());
    let hows = ConsentHow::ALL.iter().map(|how| how.code());
    let back = format!("/people/{}/tracing", sight.id);
    let body = html! {
        (part::identity_strip(&view::identity(ask, &sight.head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-tracing-ask-lead"))))
        @if let Some(requester) = &sight.requester { (agreed(house, ask, sight, requester)) }
        (script(ask))
        form method="post" action={ "/people/" (sight.id) "/asked/" (sight.known.head.id) } novalidate {
            (ask.csrf_fields())
            (part::radios(&labelled(&sheet, "reply", stored), &coded_choices(ask, "tracing-reply", Said::ALL.iter().map(|r| r.code()))))
            (part::radios(&labelled(&sheet, "consent_how", ""), &coded_choices(ask, "tracing-consent", hows)))
            (part::text(&labelled(&sheet, "on", &ask.today_typed()).width(Width::Short)))
            (language_field(&sheet))
            (part::actions(part::button(&ask.t("identity-tracing-answer-save")), &[Act::new(&*back, ask.t("identity-cancel"))]))
        }
    };
    let back = Act::new(back, ask.t("identity-tracing-back"));
    Page::new(title, body).section("people").back(part::back_link(&back))
}

/// What is said to the person, in both languages, whatever the reader's own.
fn script(ask: &Ask) -> Markup {
    let said = |lang: Lang| ask.words().t(lang, "identity-tracing-script", &[]);
    part::card(
        &ask.t("identity-tracing-script-title"),
        html! {
            @for lang in Lang::ALL { p lang=(lang.tag()) { (said(lang)) } }
            p.c-note { (ask.t("identity-tracing-script-words")) }
        },
    )
}

fn agreed(house: &House, ask: &Ask, sight: &Sight, requester: &PersonHead) -> Markup {
    let (search, found) = (sight.known.head.search, sight.id);
    let act = Act::new(format!("/tracing/{search}/with/{found}"), ask.t("identity-tracing-side-open"));
    part::notice(
        Tone::Done,
        &ask.t("identity-tracing-found"),
        html! {
            p { (requester.name) " · " (requester.number) }
            p.c-note { (view::facts_line(house, ask, requester)) }
            p { (part::link(&act)) }
        },
    )
}
