//! The pages of the agenda: what is proposed, taking a case off, and a member who takes no part in a case.

use crate::access::{item, members, readable, shut, writable};
use crate::agenda::recuse;
use crate::agenda::{AgendaRefusal, Candidate, Urgency, put, take_off};
use crate::body;
use crate::fold::{Item, Session};
use crate::model::{Ground, Named, SessionId};
use crate::view::page::{href, sub_page};
use casework::Laws;
use casework::label::Labels;
use kernel::CaseId;
use ledger::{Loaded, Stamp};
use web::part::{self, Act, Choice};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

const WHY_CHARS_MAX: usize = 1_000;

fn id_of(seen: &Loaded<Session>) -> SessionId {
    SessionId(seen.id)
}

// ---- putting on ----

/// GET `/sessions/{session}/agenda`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let seen = writable(house, ask)?;
    Ok(Answer::Page(page(house, ask, &seen, &ask.errors())?))
}

/// POST `/sessions/{session}/agenda`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let seen = writable(house, ask)?;
    let free = proposed(house, ask, &seen)?;
    let mut errors = ask.errors();
    let why = errors.line(ask, "why", WHY_CHARS_MAX);
    let chosen: Vec<CaseId> =
        free.iter().map(|c| c.head.id).filter(|case| ask.form.has("case", &case.to_string())).collect();
    if chosen.is_empty() {
        errors.add("case", ask.t("commission-error-choose-case"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &seen, &errors)?));
    }
    let (id, laws, stamp) = (id_of(&seen), house.room::<Laws>(), Stamp::new(ask.who.actor()));
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        put(tx, laws, &stamp, id, &chosen, &why, ask.head()).map(|_| href(id))
    });
    answer(ask, done, "commission-agenda-done")
}

/// Cases that the reader may open and that wait on no agenda.
fn proposed(house: &House, ask: &Ask, seen: &Loaded<Session>) -> Result<Vec<Candidate>, Trouble> {
    let Some(body) = body::of(house.room::<Laws>(), &seen.state) else { return Ok(Vec::new()) };
    let all = house.ledger.read(|door| readable(house, ask, door, body))?;
    Ok(all.into_iter().filter(|c| c.agenda.is_none()).collect())
}

fn answer(ask: &Ask, done: Result<String, AgendaRefusal>, key: &str) -> Reply {
    match done {
        Ok(to) => Ok(ask.done(&to, key)),
        Err(AgendaRefusal::Shut(why)) => Err(shut(ask, why)),
        Err(AgendaRefusal::NotBefore(_)) => Err(Trouble::Refused(ask.t("commission-refused-not-before"))),
        Err(AgendaRefusal::NotPending) => Err(Trouble::Refused(ask.t("commission-refused-not-pending"))),
    }
}

fn page(house: &House, ask: &Ask, seen: &Loaded<Session>, errors: &FormErrors) -> Result<Page, Trouble> {
    let free = proposed(house, ask, seen)?;
    let labels = Labels::new(house, ask);
    let choices: Vec<Choice> = free
        .iter()
        .map(|c| Choice::new(c.head.id.to_string(), &c.head.number).hint(about(&labels, c)))
        .collect();
    let chosen: Vec<String> = if ask.has_values() {
        ask.values().all("case").into_iter().map(str::to_owned).collect()
    } else {
        // The engine proposes what presses; the member decides.
        free.iter().filter(|c| c.urgency != Urgency::Ordinary).map(|c| c.head.id.to_string()).collect()
    };
    let field = part::Field::new("case", ask.t("commission-agenda-proposed"))
        .hint(ask.t("commission-agenda-hint"))
        .error(errors.of("case"));
    let why = part::Field::new("why", ask.t("commission-agenda-why"))
        .optional(ask.t("commission-optional"))
        .value(ask.value_or("why", ""))
        .error(errors.of("why"));
    let body = html! {
        @if free.is_empty() {
            (part::empty_state(
                &ask.t("commission-agenda-empty"),
                &ask.t("commission-agenda-empty-words"),
                Some(&Act::new(href(id_of(seen)), ask.t("commission-back-session"))),
            ))
        } @else {
            form method="post" action={ (href(id_of(seen))) "/agenda" } novalidate {
                (ask.csrf_fields_at(&seen.head_text()))
                (part::checkboxes(&field, &chosen, &choices))
                (part::text(&why))
                (part::actions(
                    part::button(&ask.t("commission-agenda-put")),
                    &[Act::new(href(id_of(seen)), ask.t("commission-cancel"))],
                ))
            }
        }
    };
    Ok(sub_page(ask, seen, &ask.t("commission-agenda-title"), None, body, errors))
}

/// Why a case is proposed where it is, in one line without a name.
pub(crate) fn about(labels: &Labels<'_>, candidate: &Candidate) -> String {
    let ask = labels.ask;
    let head = &candidate.head;
    let mut parts = vec![labels.stage(head)];
    parts.push(ask.tw("commission-since", &[("day", ask.day(head.legal_date).into())]));
    match (candidate.urgency, head.next_due) {
        (Urgency::Overdue, Some(due)) => {
            parts.push(ask.tw("commission-urgency-overdue", &[("day", ask.day(due).into())]));
        }
        (Urgency::Soon, Some(due)) => {
            parts.push(ask.tw("commission-urgency-soon", &[("day", ask.day(due).into())]));
        }
        _ => {}
    }
    let postponed = candidate.postponed;
    if postponed.times > 0 {
        parts.push(ask.tw("commission-postponed", &[("n", i64::from(postponed.times).into())]));
    }
    if postponed.no_quorum > 0 {
        parts.push(ask.tw("commission-postponed-quorum", &[("n", i64::from(postponed.no_quorum).into())]));
    }
    parts.join(" · ")
}

// ---- taking off ----

/// GET `/sessions/{session}/cases/{case}/off`
pub fn get_off(house: &House, ask: &Ask) -> Reply {
    let seen = writable(house, ask)?;
    let item = item(house, ask, &seen.state)?;
    Ok(Answer::Page(off_page(ask, &seen, item, &ask.errors())))
}

/// POST `/sessions/{session}/cases/{case}/off`
pub fn post_off(house: &House, ask: &Ask) -> Reply {
    let seen = writable(house, ask)?;
    let item = item(house, ask, &seen.state)?;
    let mut errors = ask.errors();
    let why = errors.required(ask, "why", WHY_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(off_page(ask, &seen, item, &errors)));
    }
    let (id, case, stamp) = (id_of(&seen), item.case, Stamp::new(ask.who.actor()));
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        take_off(tx, &stamp, id, case, &why, ask.head()).map(|_| href(id))
    });
    answer(ask, done, "commission-off-done")
}

fn off_page(ask: &Ask, seen: &Loaded<Session>, item: &Item, errors: &FormErrors) -> Page {
    let why = part::Field::new("why", ask.t("commission-off-why"))
        .value(ask.value_or("why", ""))
        .error(errors.of("why"));
    let body = html! {
        form method="post" action={ (href(id_of(seen))) "/cases/" (item.case) "/off" } novalidate {
            (ask.csrf_fields_at(&seen.head_text()))
            (part::textarea(&why, 3))
            (part::actions(
                part::button(&ask.t("commission-off-send")),
                &[Act::new(href(id_of(seen)), ask.t("commission-cancel"))],
            ))
        }
    };
    sub_page(ask, seen, &ask.t("commission-off-title"), Some(&item.number), body, errors)
}

// ---- a member who takes no part ----

/// GET `/sessions/{session}/cases/{case}/recusal`
pub fn get_recusal(house: &House, ask: &Ask) -> Reply {
    let seen = writable(house, ask)?;
    let item = item(house, ask, &seen.state)?;
    Ok(Answer::Page(recusal_page(house, ask, &seen, item, &ask.errors())?))
}

/// POST `/sessions/{session}/cases/{case}/recusal`
pub fn post_recusal(house: &House, ask: &Ask) -> Reply {
    let seen = writable(house, ask)?;
    let item = item(house, ask, &seen.state)?;
    let mut errors = ask.errors();
    let members = members(house, &seen.state)?;
    let member = members.iter().find(|m| m.account.to_string() == ask.form.text("member"));
    let ground = Ground::from_code(ask.form.text("ground"));
    let why = errors.required_long(ask, "why", WHY_CHARS_MAX);
    if member.is_none() {
        errors.add("member", ask.t("web-error-choice"));
    }
    if ground.is_none() {
        errors.add("ground", ask.t("web-error-choice"));
    }
    let (Some(member), Some(ground), true) = (member, ground, errors.is_empty()) else {
        return Err(Trouble::Invalid(recusal_page(house, ask, &seen, item, &errors)?));
    };
    let member = Named { account: member.account, name: member.name.clone() };
    let (id, case, stamp) = (id_of(&seen), item.case, Stamp::new(ask.who.actor()));
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        recuse::run(tx, &stamp, id, case, (member, ground, why), ask.head()).map(|_| href(id))
    });
    answer(ask, done, "commission-recusal-done")
}

pub(crate) fn ground_words(ask: &Ask, ground: Ground) -> String {
    match ground {
        Ground::Conflict => ask.t("commission-ground-conflict"),
        Ground::DecidedBefore => ask.t("commission-ground-decided-before"),
        Ground::Other => ask.t("commission-ground-other"),
    }
}

fn recusal_page(
    house: &House,
    ask: &Ask,
    seen: &Loaded<Session>,
    item: &Item,
    errors: &FormErrors,
) -> Result<Page, Trouble> {
    let members = members(house, &seen.state)?;
    let members: Vec<Choice> = members.iter().map(|m| Choice::new(m.account.to_string(), &m.name)).collect();
    let grounds = Ground::ALL.map(|g| Choice::new(g.code(), ground_words(ask, g)));
    let field = |id: &str, key: &str| {
        part::Field::new(id, ask.t(key)).value(ask.value_or(id, "")).error(errors.of(id))
    };
    let form: Markup = html! {
        form method="post" action={ (href(id_of(seen))) "/cases/" (item.case) "/recusal" } novalidate {
            (ask.csrf_fields_at(&seen.head_text()))
            (part::radios(&field("member", "commission-recusal-member"), &members))
            (part::radios(&field("ground", "commission-recusal-ground"), &grounds))
            (part::textarea(&field("why", "commission-recusal-why"), 3))
            (part::actions(
                part::button(&ask.t("commission-recusal-send")),
                &[Act::new(href(id_of(seen)), ask.t("commission-cancel"))],
            ))
        }
    };
    Ok(sub_page(ask, seen, &ask.t("commission-recusal-title"), Some(&item.number), form, errors))
}
