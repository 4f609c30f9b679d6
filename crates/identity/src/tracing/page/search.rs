//! The requester's page of one search. It says that the search goes on, in the same bytes whether there is no lead, one that
//! nobody has asked, or one who said no; and tells of somebody only where both agree.

use super::{at_field, coded_choices, consent_fields, danger_fields, desk, labelled, of_search};
use super::{queue::standing, read_consent, read_danger, who, withheld};
use crate::amend::opened as person_opened;
use crate::model::Answer;
use crate::person::{self, PersonHead};
use crate::told::{Sheet, word};
use crate::tracing::queue::known;
use crate::tracing::request::{SearchRefusal, Seen, check_danger, close, renew, reopen, withdraw};
use crate::tracing::suggest::described;
use crate::tracing::{Outcome, Search, Stage, WHY_CHARS_MAX, leads_of, open_search};
use crate::view;
use kernel::PersonId;
use ledger::{Fault, Loaded, Stamp};
use maud::{Markup, html};
use uuid::Uuid;
use web::part::{self, Act, Answer as Line, Moment, Tone};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

/// What the page shows.
struct Sight {
    person: PersonId,
    head: PersonHead,
    search: Loaded<Search>,
    /// Those who agreed to it, while both do.
    found: Vec<PersonHead>,
}

/// What somebody does with a search.
const ACTS: &[&str] = &["withdraw", "renew", "danger", "close", "reopen"];

/// `GET /people/{person}/tracing/{search}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    Ok(page(house, ask, &ask.errors(), &sight)?.into())
}

/// `POST /people/{person}/tracing/{search}`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    let mut errors = ask.errors();
    let act = errors.required_choice(ask, "act", ACTS);
    let read = Read::of(ask, &mut errors, &act);
    let Some(read) = read.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(page(house, ask, &errors, &sight)?));
    };
    match carried_out(house, ask, sight.search.id, read) {
        Ok(_) => {
            let to = format!("/people/{}/tracing/{}", sight.person, sight.search.id);
            Ok(ask.done(&to, "identity-tracing-done"))
        }
        Err(refusal) => {
            at_field(ask, &mut errors, of_search(refusal))?;
            Err(Trouble::Invalid(page(house, ask, &errors, &sight)?))
        }
    }
}

/// A form as it was read.
enum Read {
    Withdraw(String),
    Renew(crate::tracing::Consent),
    Danger(crate::tracing::Danger, String),
    Close(Outcome, String),
    Reopen(String),
}

impl Read {
    fn of(ask: &Ask, errors: &mut FormErrors, act: &str) -> Option<Read> {
        let why = |errors: &mut FormErrors| errors.line(ask, "why", WHY_CHARS_MAX);
        match act {
            "withdraw" => Some(Read::Withdraw(errors.line(ask, "withdraw_why", WHY_CHARS_MAX))),
            "renew" => read_consent(ask, errors).map(Read::Renew),
            "danger" => {
                let (danger, whom) = read_danger(ask, errors);
                danger.map(|danger| Read::Danger(danger, whom))
            }
            "close" => {
                let codes: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.code()).collect();
                let outcome = Outcome::from_code(&errors.required_choice(ask, "outcome", &codes));
                let why = why(errors);
                outcome.map(|outcome| Read::Close(outcome, why))
            }
            "reopen" => Some(Read::Reopen(why(errors))),
            _ => None,
        }
    }
}

fn carried_out(house: &House, ask: &Ask, id: Uuid, read: Read) -> Result<String, SearchRefusal> {
    let withheld = withheld(house);
    let (stamp, desk) = (Stamp::new(ask.who.actor()), desk(house, ask, &withheld));
    let seen = Seen { id, head: ask.head() };
    house.ledger.once(ask.key(), ask.who.account, |tx| {
        match &read {
            Read::Withdraw(why) => withdraw(tx, &stamp, seen, why),
            Read::Renew(consent) => renew(tx, &stamp, ask.today, seen, consent.clone()),
            Read::Danger(danger, whom) => check_danger(tx, &stamp, seen, *danger, whom),
            Read::Close(outcome, why) => close(tx, &stamp, desk, seen, *outcome, why),
            Read::Reopen(why) => reopen(tx, &stamp, seen, why),
        }
        .map(|()| String::new())
    })
}

fn opened(house: &House, ask: &Ask) -> Result<Sight, Trouble> {
    let (id, file) = person_opened(house, ask)?;
    let search: Uuid = ask.id("search")?;
    let withheld = withheld(house);
    let desk = desk(house, ask, &withheld);
    let head = PersonHead::of(id, &file.state);
    let read = house.ledger.read(|door| -> Result<Option<Sight>, Fault> {
        let Some((person, loaded)) = open_search(door, search)?.filter(|(person, _)| *person == id) else {
            return Ok(None);
        };
        let mut found = Vec::new();
        for lead in leads_of(door, search)? {
            if known(door, desk, lead)?.is_some_and(|known| known.opens()) {
                found.extend(person::find(door, lead.found)?);
            }
        }
        Ok(Some(Sight { person, head, search: loaded, found }))
    });
    read?.ok_or(Trouble::NotFound)
}

fn page(house: &House, ask: &Ask, errors: &FormErrors, sight: &Sight) -> Result<Page, Trouble> {
    let title = ask.t("identity-tracing-search-title");
    let main = html! {
        (stands(house, ask, sight))
        (part::card(&ask.t("identity-tracing-sought-title"), sought(ask, &sight.search.state)))
        (part::card(&ask.t("identity-tracing-history"), history(house, ask, &sight.search.state)?))
    };
    let beside = forms(ask, errors, sight);
    let body = html! {
        (part::identity_strip(&view::identity(ask, &sight.head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, None))
        (part::columns(main, beside))
    };
    let back = Act::new(format!("/people/{}/tracing", sight.person), ask.t("identity-tracing-back"));
    Ok(Page::new(title, body).section("people").back(part::back_link(&back)))
}

/// How the search stands; and whom it found, once both agree.
fn stands(house: &House, ask: &Ask, sight: &Sight) -> Markup {
    let state = &sight.search.state;
    if sight.found.is_empty() {
        let key = match state.stage() {
            Stage::Running => "identity-tracing-goes-on",
            Stage::Paused => "identity-tracing-is-paused",
            Stage::Closed => "identity-tracing-is-closed",
        };
        return html! {
            (part::notice(Tone::Info, &ask.t(key), html! { p { (ask.t(&format!("{key}-words"))) } p { (standing(ask, state)) } }))
        };
    }
    let home =
        Act::new(format!("/households/new?person={}", sight.person), ask.t("identity-tracing-household"));
    part::notice(
        Tone::Done,
        &ask.t("identity-tracing-found"),
        html! {
            p { (ask.t("identity-tracing-found-words")) }
            ul.govuk-list {
                @for head in &sight.found {
                    li {
                        a.govuk-link href={ "/tracing/" (sight.search.id) "/with/" (head.id) } { (head.name) " · " (head.number) }
                        div.c-note { (view::facts_line(house, ask, head)) }
                    }
                }
            }
            @if let Some(outcome) = state.closed { p { (word(ask, "tracing-outcome", outcome.code())) } }
            p { (ask.t("identity-tracing-household-words")) " " (part::link(&home)) }
        },
    )
}

pub(super) fn sought(ask: &Ask, state: &Search) -> Markup {
    let Some(sought) = &state.sought else { return html! {} };
    let mut lines = vec![Line::new(ask.t("identity-tracing-column-sought"), described(ask, sought))];
    if !state.words.is_empty() {
        lines.push(Line::new(ask.t("identity-tracing-words"), &state.words));
    }
    if !sought.birth.place.is_empty() {
        lines.push(Line::new(ask.t("identity-birth-place"), &sought.birth.place));
    }
    if !sought.last_seen_where.is_empty() {
        lines.push(Line::new(ask.t("identity-tracing-last-seen-where"), &sought.last_seen_where));
    }
    if let Some(when) = &sought.last_seen_when {
        lines.push(Line::new(ask.t("identity-tracing-last-seen-when"), view::partial(ask, when)));
    }
    if let Answer::Told(languages) = &sought.languages {
        lines.push(Line::new(ask.t("identity-languages"), view::languages(ask, languages)));
    }
    part::summary_list(&lines)
}

/// What was said of the search itself, the newest first. An outcome is not in it: it would tell that somebody was found.
fn history(house: &House, ask: &Ask, state: &Search) -> Result<Markup, Trouble> {
    let mut moments = Vec::new();
    for saying in state.said.iter().rev() {
        let by = who(house, ask, &saying.by)?;
        let note = if saying.why.is_empty() { by } else { format!("{} — {by}", saying.why) };
        let title = word(ask, "tracing-said", saying.said.code());
        moments.push(Moment::new(saying.at.to_string(), ask.instant(saying.at), title).note(note));
    }
    Ok(part::timeline(&moments))
}

fn forms(ask: &Ask, errors: &FormErrors, sight: &Sight) -> Markup {
    let state = &sight.search.state;
    let sheet = Sheet::new(ask, errors);
    let danger = state.danger.map_or("", |danger| danger.code());
    html! {
        @match state.stage() {
            Stage::Running => (form(ask, sight, "withdraw", html! {
                p { (ask.t("identity-tracing-withdraw-words")) }
                (part::text(&labelled(&sheet, "withdraw_why", "")))
            })),
            Stage::Paused => (form(ask, sight, "renew", consent_fields(&sheet))),
            Stage::Closed => (form(ask, sight, "reopen", part::text(&labelled(&sheet, "why", "")))),
        }
        (form(ask, sight, "danger", danger_fields(&sheet, danger, &state.whom)))
        @if state.stage() != Stage::Closed {
            (form(ask, sight, "close", html! {
                (part::radios(&labelled(&sheet, "outcome", ""), &coded_choices(ask, "tracing-outcome", Outcome::ALL.iter().map(|o| o.code()))))
                (part::text(&labelled(&sheet, "why", "")))
            }))
        }
    }
}

fn form(ask: &Ask, sight: &Sight, act: &str, fields: Markup) -> Markup {
    part::card(
        &word(ask, "tracing-act", act),
        html! {
            form method="post" action={ "/people/" (sight.person) "/tracing/" (sight.search.id) } novalidate {
                (ask.csrf_fields_at(&sight.search.head_text()))
                (part::hidden("act", act))
                (fields)
                (part::button(&word(ask, "tracing-act", act)))
            }
        },
    )
}
