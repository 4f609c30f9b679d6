//! The pages on which a session notes who came and opens, or is closed because too few did.

use crate::access::{members, named, shut, writable};
use crate::attend::{AttendRefusal, arithmetic, close_without_quorum, constitute, note};
use crate::fold::{Session, State};
use crate::model::{Presence, SessionId};
use crate::view::page::{href, quorum_words, rule_note, sub_page};
use ::access::AccountView;
use casework::Laws;
use ledger::{Loaded, Stamp};
use web::part::{self, Act, Choice};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// The box with which a member puts their name to it.
const CONFIRM: &str = "confirm";
/// What a member without a seat of their own is noted as, where the seats are not known.
const PRESENT: &str = "present";

fn convened(house: &House, ask: &Ask) -> Result<Loaded<Session>, Trouble> {
    let seen = writable(house, ask)?;
    if seen.state.state() == State::Convened {
        return Ok(seen);
    }
    Err(Trouble::Refused(ask.t("commission-refused-already-open")))
}

// ---- who came ----

/// GET `/sessions/{session}/attendance`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let seen = convened(house, ask)?;
    Ok(Answer::Page(page(house, ask, &seen, &ask.errors())?))
}

/// POST `/sessions/{session}/attendance`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let seen = convened(house, ask)?;
    let mut errors = ask.errors();
    let mut present = Vec::new();
    for member in members(house, &seen.state)? {
        present.extend(presence(ask, &seen.state, &member, &mut errors));
    }
    if present.is_empty() && !ask.form.is_on("nobody") {
        errors.add("nobody", ask.t("commission-error-nobody"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &seen, &errors)?));
    }
    let (id, stamp) = (SessionId(seen.id), Stamp::new(ask.who.actor()));
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        note(tx, &stamp, id, present, ask.head()).map(|_| format!("{}/quorum", href(id)))
    });
    match done {
        Ok(to) => Ok(ask.done(&to, "commission-attend-done")),
        Err(AttendRefusal::Seat(seat)) => {
            let rule = seen.state.convened.as_ref().map(|c| &c.rule);
            let name = rule.and_then(|rule| rule.seat(&seat)).map(|seat| seat.names.get(ask.lang).to_owned());
            let taken = ask.tw("commission-error-seat", &[("seat", name.unwrap_or(seat).into())]);
            errors.add("nobody", taken);
            Err(Trouble::Invalid(page(house, ask, &seen, &errors)?))
        }
        Err(refusal) => Err(refused(ask, refusal)),
    }
}

fn field_of(member: &AccountView) -> String {
    format!("seat-{}", member.account)
}

/// `labour:titular`, `labour:alternate`, or that somebody came.
fn presence(ask: &Ask, session: &Session, member: &AccountView, errors: &mut FormErrors) -> Option<Presence> {
    let field = field_of(member);
    let typed = ask.form.text(&field);
    if typed.is_empty() {
        return None;
    }
    let account = member.account;
    let name = member.name.clone();
    let seats = session.convened.as_ref().map(|c| c.rule.seats.as_slice()).unwrap_or_default();
    if seats.is_empty() && typed == PRESENT {
        return Some(Presence { account, name, seat: None, alternate: false });
    }
    match typed.split_once(':') {
        Some((seat, how @ ("titular" | "alternate"))) if seats.iter().any(|s| s.id == seat) => {
            Some(Presence { account, name, seat: Some(seat.to_owned()), alternate: how == "alternate" })
        }
        _ => {
            errors.add(&field, ask.t("web-error-choice"));
            None
        }
    }
}

/// The value that stands for somebody's presence in the form.
fn stored(session: &Session, member: &AccountView) -> String {
    match session.seat_of(member.account) {
        None => String::new(),
        Some(Presence { seat: None, .. }) => PRESENT.to_owned(),
        Some(Presence { seat: Some(seat), alternate, .. }) => {
            format!("{seat}:{}", if *alternate { "alternate" } else { "titular" })
        }
    }
}

fn page(house: &House, ask: &Ask, seen: &Loaded<Session>, errors: &FormErrors) -> Result<Page, Trouble> {
    let members = members(house, &seen.state)?;
    let seats = seen.state.convened.as_ref().map(|c| c.rule.seats.as_slice()).unwrap_or_default();
    let mut choices = vec![Choice::new("", ask.t("commission-absent"))];
    if seats.is_empty() {
        choices.push(Choice::new(PRESENT, ask.t("commission-present")));
    }
    for seat in seats {
        let name = seat.names.get(ask.lang).to_owned();
        let as_titular = ask.tw("commission-seat-titular", &[("seat", name.clone().into())]);
        let as_alternate = ask.tw("commission-seat-alternate", &[("seat", name.into())]);
        choices.push(Choice::new(format!("{}:titular", seat.id), as_titular));
        choices.push(Choice::new(format!("{}:alternate", seat.id), as_alternate));
    }
    let nobody = part::Field::new("nobody", ask.t("commission-attend-none")).error(errors.of("nobody"));
    let chosen: Vec<String> = ask.values().all("nobody").into_iter().map(str::to_owned).collect();
    let body = html! {
        form method="post" action={ (href(SessionId(seen.id))) "/attendance" } novalidate {
            (ask.csrf_fields_at(&seen.head_text()))
            @if seats.is_empty() { (part::aside(&ask.t("commission-seats-unknown"))) }
            @for member in &members {
                @let id = field_of(member);
                (part::select(
                    &part::Field::new(&id, &member.name)
                        .value(ask.value_or(&id, &stored(&seen.state, member)))
                        .error(errors.of(&id)),
                    &choices,
                ))
            }
            (part::checkboxes(&nobody, &chosen, &[Choice::new("yes", ask.t("commission-attend-nobody"))]))
            (part::actions(
                part::button(&ask.t("commission-attend-send")),
                &[Act::new(href(SessionId(seen.id)), ask.t("commission-cancel"))],
            ))
        }
    };
    Ok(sub_page(ask, seen, &ask.t("commission-attend-title"), None, body, errors))
}

// ---- is it enough? ----

/// GET `/sessions/{session}/quorum`
pub fn get_quorum(house: &House, ask: &Ask) -> Reply {
    let seen = convened(house, ask)?;
    Ok(Answer::Page(quorum_page(house, ask, &seen, &ask.errors())?))
}

/// POST `/sessions/{session}/quorum`
pub fn post_quorum(house: &House, ask: &Ask) -> Reply {
    let seen = convened(house, ask)?;
    let laws = house.room::<Laws>();
    let (_, _, is_quorate) = arithmetic(laws, &seen.state).map_err(|why| shut(ask, why))?;
    let mut errors = ask.errors();
    let is_valid = match is_quorate {
        Some(known) => known,
        None => errors.required_choice(ask, "valid", &["yes", "no"]) == "yes",
    };
    if is_quorate.is_none() && !ask.form.is_on(CONFIRM) {
        errors.add(CONFIRM, ask.t("commission-error-confirm"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(quorum_page(house, ask, &seen, &errors)?));
    }
    let stated = is_quorate.is_none().then(|| named(ask));
    let (id, stamp) = (SessionId(seen.id), Stamp::new(ask.who.actor()));
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        let written = if is_valid {
            constitute(tx, laws, &stamp, id, stated, ask.head())
        } else {
            close_without_quorum(tx, laws, &stamp, id, stated, ask.head())
        };
        written.map(|_| href(id))
    });
    match done {
        Ok(to) if is_valid => Ok(ask.done(&to, "commission-open-done")),
        Ok(to) => Ok(ask.done(&to, "commission-no-quorum-done")),
        Err(refusal) => Err(refused(ask, refusal)),
    }
}

fn refused(ask: &Ask, refusal: AttendRefusal) -> Trouble {
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    match refusal {
        AttendRefusal::Shut(why) => shut(ask, why),
        AttendRefusal::AlreadyOpen => Trouble::Refused(ask.t("commission-refused-already-open")),
        AttendRefusal::Seat(seat) => {
            Trouble::Refused(ask.tw("commission-error-seat", &[("seat", seat.into())]))
        }
        AttendRefusal::NoQuorum { present, quorum } => Trouble::Refused(ask.tw(
            "commission-refused-no-quorum",
            &[("present", whole(present).into()), ("quorum", whole(quorum).into())],
        )),
        AttendRefusal::Quorate { .. } => Trouble::Refused(ask.t("commission-refused-quorate")),
        AttendRefusal::Unstated => Trouble::Refused(ask.t("commission-error-confirm")),
    }
}

fn quorum_page(
    house: &House,
    ask: &Ask,
    seen: &Loaded<Session>,
    errors: &FormErrors,
) -> Result<Page, Trouble> {
    let laws = house.room::<Laws>();
    let (_, _, is_quorate) = arithmetic(laws, &seen.state).map_err(|why| shut(ask, why))?;
    let body = html! {
        p { (quorum_words(ask, &seen.state)) }
        (rule_note(ask, &seen.state))
        form method="post" action={ (href(SessionId(seen.id))) "/quorum" } novalidate {
            (ask.csrf_fields_at(&seen.head_text()))
            @match is_quorate {
                Some(true) => { (send(ask, seen, &ask.t("commission-quorum-open"))) }
                Some(false) => {
                    (part::warning(&ask.t("commission-quorum-close-warning")))
                    (send(ask, seen, &ask.t("commission-quorum-close")))
                }
                None => {
                    (statement(ask, errors))
                    (send(ask, seen, &ask.t("commission-quorum-state")))
                }
            }
        }
    };
    Ok(sub_page(ask, seen, &ask.t("commission-quorum-title"), None, body, errors))
}

/// Nobody told us the quorum: a named member says whether the body sits validly.
fn statement(ask: &Ask, errors: &FormErrors) -> Markup {
    let valid = part::Field::new("valid", ask.t("commission-quorum-valid"))
        .value(ask.value_or("valid", ""))
        .error(errors.of("valid"));
    let choices = [
        Choice::new("yes", ask.t("commission-quorum-valid-yes")),
        Choice::new("no", ask.t("commission-quorum-valid-no")).hint(ask.t("commission-quorum-close-warning")),
    ];
    html! { (part::radios(&valid, &choices)) (confirm(ask, errors)) }
}

/// The box that puts the reader's name to a statement.
pub(crate) fn confirm(ask: &Ask, errors: &FormErrors) -> Markup {
    let field = part::Field::new(CONFIRM, ask.t("commission-confirm")).error(errors.of(CONFIRM));
    let chosen: Vec<String> = ask.values().all(CONFIRM).into_iter().map(str::to_owned).collect();
    let me = ask.tw("commission-confirm-me", &[("name", ask.who.name.clone().into())]);
    part::checkboxes(&field, &chosen, &[Choice::new("yes", me)])
}

fn send(ask: &Ask, seen: &Loaded<Session>, words: &str) -> Markup {
    let back =
        Act::new(format!("{}/attendance", href(SessionId(seen.id))), ask.t("commission-attend-change"));
    part::actions(part::button(words), &[back])
}
