//! The page of a transfer: asking for it, answering it, taking the question back, with the terms that run meanwhile.

use crate::file::page::{href, identity, terms};
use crate::file::{CaseView, seen};
use crate::fold::Pending;
use crate::label::Labels;
use crate::laws::Laws;
use crate::model::{Agrees, TransferAsked, Urgency};
use crate::transfer::{TransferRefusal, accept, ask as ask_for, give_back, withdraw};
use ::access::{Permission, Resource, Who};
use kernel::{CaseId, Office};
use ledger::{Loaded, Stamp};
use web::part::{self, Act, Choice, Field, Tone};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

const REASON_CHARS_MAX: usize = 2_000;
const URGENCY: [&str; 2] = ["ordinary", "urgent"];
const AGREES: [&str; 3] = ["yes", "no", "not_asked"];

/// GET `/cases/{case}/transfer`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let labels = Labels::new(house, ask);
    Ok(Answer::Page(page(&labels, &view, &ask.errors())?))
}

/// POST `/cases/{case}/transfer`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let labels = Labels::new(house, ask);
    let mut errors = ask.errors();
    let form = read(&labels, &view, &mut errors)?;
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(&labels, &view, &errors)?));
    }
    let stamp = Stamp::new(ask.who.actor());
    let (case, head, laws) = (view.id, ask.head(), house.room::<Laws>());
    let file = href(case);
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| -> Result<String, TransferRefusal> {
        let to = |_: Loaded<crate::Case>, key: &str| format!("{file}?done={key}");
        Ok(match form {
            Form::Ask(asked) => to(ask_for(tx, &stamp, case, asked, head)?, "casework-transfer-asked-done"),
            Form::Accept { in_hand } => {
                let key = if laws.has_authority() {
                    "casework-transfer-accepted-done"
                } else {
                    "casework-transfer-written-down-done"
                };
                to(accept(tx, laws, &stamp, case, in_hand, head)?, key)
            }
            Form::Return { reason } => {
                // Whoever returns it reads the file no more.
                give_back(tx, &stamp, case, &reason, head)?;
                "/day?done=casework-transfer-returned-done".to_owned()
            }
            Form::Withdraw { reason } => {
                to(withdraw(tx, &stamp, case, &reason, head)?, "casework-transfer-withdrawn-done")
            }
        })
    });
    done.map(Answer::See).map_err(|refusal| refused(&labels, refusal))
}

/// What was posted.
enum Form {
    Ask(TransferAsked),
    Accept { in_hand: bool },
    Return { reason: String },
    Withdraw { reason: String },
}

fn read(labels: &Labels<'_>, view: &CaseView<'_>, errors: &mut FormErrors) -> Result<Form, Trouble> {
    let ask = labels.ask;
    Ok(match ask.form.text("do") {
        "accept" => Form::Accept { in_hand: ask.form.is_on("in_hand") },
        "return" => Form::Return { reason: errors.required_long(ask, "reason", REASON_CHARS_MAX) },
        "withdraw" => Form::Withdraw { reason: errors.long(ask, "reason", REASON_CHARS_MAX) },
        _ => Form::Ask(asked(labels, view, errors)?),
    })
}

fn asked(
    labels: &Labels<'_>,
    view: &CaseView<'_>,
    errors: &mut FormErrors,
) -> Result<TransferAsked, Trouble> {
    let ask = labels.ask;
    let offices = offices(labels, view)?;
    let codes: Vec<&str> = offices.iter().map(Office::code).collect();
    let to = Office(errors.required_choice(ask, "office", &codes));
    let reason = errors.required_long(ask, "reason", REASON_CHARS_MAX);
    let urgency = match errors.required_choice(ask, "urgency", &URGENCY).as_str() {
        "urgent" => Urgency::Urgent,
        _ => Urgency::Ordinary,
    };
    let agrees = match errors.required_choice(ask, "agrees", &AGREES).as_str() {
        "yes" => Agrees::Yes,
        "no" => Agrees::No,
        _ => Agrees::NotAsked,
    };
    let told = errors.long(ask, "told", REASON_CHARS_MAX);
    let from = view.head.office.clone();
    Ok(TransferAsked { from, to, reason, urgency, told, agrees })
}

fn refused(labels: &Labels<'_>, refusal: TransferRefusal) -> Trouble {
    let key = match refusal {
        TransferRefusal::NoCase => return Trouble::NotFound,
        TransferRefusal::Stale => return Trouble::Stale { rows: Vec::new() },
        TransferRefusal::Fault(fault) => return Trouble::from(fault),
        TransferRefusal::NotHolder => "casework-transfer-not-holder",
        TransferRefusal::Pending => "casework-transfer-pending",
        TransferRefusal::NotAsked => "casework-transfer-not-asked",
        TransferRefusal::Waits => "casework-refused-waits",
        TransferRefusal::SameOffice | TransferRefusal::NoReason => "casework-transfer-incomplete",
    };
    Trouble::Refused(labels.ask.t(key))
}

fn found<'a>(house: &'a House, ask: &Ask) -> Result<CaseView<'a>, Trouble> {
    let id = ask.id::<CaseId>("case")?;
    seen(house, ask, house.room::<Laws>(), id)?.ok_or(Trouble::NotFound)
}

/// Offices at which somebody could accept this case: a case is never sent where nobody may answer.
fn offices(labels: &Labels<'_>, view: &CaseView<'_>) -> Result<Vec<Office>, Trouble> {
    let house = labels.house;
    let accounts = house.access.accounts()?;
    let could = |office: &Office| {
        let asked = Resource::case(view.id, Office::from("-")).about_child(view.head.child);
        let asked = asked.asked_of(vec![office.clone()]);
        let may = |who: &Who| {
            who.office == *office && house.access.may(who, Permission::TransferCase, Some(&asked))
        };
        accounts.iter().any(|account| account.active && may(&account.who()))
    };
    let others = house.country.offices.iter().map(|o| &o.office).filter(|o| **o != view.head.office);
    Ok(others.filter(|office| could(office)).cloned().collect())
}

// ---- the page ----

fn page(labels: &Labels<'_>, view: &CaseView<'_>, errors: &FormErrors) -> Result<Page, Trouble> {
    let ask = labels.ask;
    let own = view.head.office == ask.who.office;
    let main = match &view.case.transfer {
        Some(pending) if pending.asked.to == ask.who.office => answer(labels, view, pending, errors),
        Some(pending) => html! { (summary(labels, pending)) @if own { (take_back(labels, view, errors)) } },
        None if own => question(labels, view, errors)?,
        None => part::notice(Tone::Info, &ask.t("casework-transfer-not-holder"), html! {}),
    };
    let is_asked = view.head.asks(&ask.who.office);
    let title = ask.t(if is_asked { "casework-transfer-answer-title" } else { "casework-transfer-title" });
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(labels, view)))
        (part::heading(&title, None, Some(&ask.t("casework-transfer-lead"))))
        (part::columns(main, terms(labels, view)))
    };
    let back = Act::new(href(view.id), ask.t("casework-step-back"));
    Ok(Page::new(format!("{title} · {}", view.head.number), body)
        .section("cases")
        .back(part::back_link(&back)))
}

/// What was asked, by whom and when.
pub(crate) fn summary(labels: &Labels<'_>, pending: &Pending) -> Markup {
    let ask = labels.ask;
    let asked = &pending.asked;
    let mut lines = vec![
        (ask.t("casework-transfer-from"), html! { (labels.office(&asked.from)) }),
        (ask.t("casework-transfer-to"), html! { (labels.office(&asked.to)) }),
        (
            ask.t("casework-transfer-by"),
            html! { (labels.staff(pending.by.account)) " · " (ask.day(ask.day_of(pending.at))) },
        ),
        (ask.t("casework-transfer-urgency"), html! { (ask.t(urgency_key(asked.urgency))) }),
        (ask.t("casework-transfer-reason"), html! { (asked.reason) }),
        (ask.t("casework-transfer-agrees"), html! { (ask.t(agrees_key(asked.agrees))) }),
    ];
    if !asked.told.is_empty() {
        lines.push((ask.t("casework-transfer-told"), html! { (asked.told) }));
    }
    part::card(&ask.t("casework-transfer-pending-title"), part::facts(&lines))
}

pub(crate) fn urgency_key(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Ordinary => "casework-transfer-urgency-ordinary",
        Urgency::Urgent => "casework-transfer-urgency-urgent",
    }
}

pub(crate) fn agrees_key(agrees: Agrees) -> &'static str {
    match agrees {
        Agrees::Yes => "casework-transfer-agrees-yes",
        Agrees::No => "casework-transfer-agrees-no",
        Agrees::NotAsked => "casework-transfer-agrees-not-asked",
    }
}

fn question(labels: &Labels<'_>, view: &CaseView<'_>, errors: &FormErrors) -> Result<Markup, Trouble> {
    let ask = labels.ask;
    let offices = offices(labels, view)?;
    if offices.is_empty() {
        return Ok(part::notice(Tone::Info, &ask.t("casework-transfer-nowhere"), html! {}));
    }
    let choices: Vec<Choice> = std::iter::once(Choice::new("", ask.t("casework-choose")))
        .chain(offices.iter().map(|office| Choice::new(office.code(), labels.office(office))))
        .collect();
    let radio = |name: &str, codes: &[(&str, &str)]| {
        let choices: Vec<Choice> = codes.iter().map(|(code, key)| Choice::new(*code, ask.t(key))).collect();
        let label = ask.t(&format!("casework-transfer-{name}"));
        let field = Field::new(name, label).value(ask.value_or(name, "")).error(errors.of(name));
        part::radios(&field, &choices)
    };
    let office = Field::new("office", ask.t("casework-transfer-to"))
        .value(ask.value_or("office", ""))
        .error(errors.of("office"));
    let told = Field::new("told", ask.t("casework-transfer-told"))
        .hint(ask.t("casework-transfer-told-hint"))
        .optional(ask.t("casework-optional"))
        .value(ask.value_or("told", ""))
        .error(errors.of("told"));
    Ok(html! {
        form method="post" action={ (href(view.id)) "/transfer" } novalidate {
            (ask.csrf_fields_at(&view.head_text))
            (part::hidden("do", "ask"))
            (part::select(&office, &choices))
            (reason(labels, "casework-transfer-reason", false, errors))
            (radio("urgency", &URGENCY.map(|code| (code, urgency_key(if code == "urgent" { Urgency::Urgent } else { Urgency::Ordinary })))))
            (part::textarea(&told, 4))
            (radio("agrees", &[("yes", agrees_key(Agrees::Yes)), ("no", agrees_key(Agrees::No)), ("not_asked", agrees_key(Agrees::NotAsked))]))
            (part::actions(part::button(&ask.t("casework-transfer-ask")), &[Act::new(href(view.id), ask.t("casework-step-cancel"))]))
        }
    })
}

fn reason(labels: &Labels<'_>, key: &str, is_optional: bool, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let field = Field::new("reason", ask.t(key)).value(ask.value_or("reason", "")).error(errors.of("reason"));
    let field = if is_optional { field.optional(ask.t("casework-optional")) } else { field };
    part::textarea(&field, 4)
}

fn answer(labels: &Labels<'_>, view: &CaseView<'_>, pending: &Pending, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let action = format!("{}/transfer", href(view.id));
    let in_hand = Field::new("in_hand", "");
    let chosen = [if ask.values().is_on("in_hand") { "on" } else { "" }];
    html! {
        (summary(labels, pending))
        form method="post" action=(action) novalidate {
            (ask.csrf_fields_at(&view.head_text))
            (part::hidden("do", "accept"))
            @if !labels.laws.has_authority() { (part::aside(&ask.t("casework-step-post"))) }
            (part::checkboxes(
                &Field { label: ask.t("casework-transfer-in-hand-title"), ..in_hand },
                &chosen,
                &[Choice::new("on", ask.t("casework-transfer-in-hand"))],
            ))
            (part::actions(part::button(&ask.t("casework-transfer-accept")), &[]))
        }
        (part::card(&ask.t("casework-transfer-return-title"), html! {
            form method="post" action=(action) novalidate {
                (ask.csrf_fields_at(&view.head_text))
                (reason(labels, "casework-transfer-return-reason", false, errors))
                (part::second_button(&ask.t("casework-transfer-return"), "do", "return"))
            }
        }))
    }
}

fn take_back(labels: &Labels<'_>, view: &CaseView<'_>, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    html! {
        form method="post" action={ (href(view.id)) "/transfer" } novalidate {
            (ask.csrf_fields_at(&view.head_text))
            (part::hidden("do", "withdraw"))
            (reason(labels, "casework-transfer-withdraw-reason", true, errors))
            (part::actions(part::button(&ask.t("casework-transfer-withdraw")), &[Act::new(href(view.id), ask.t("casework-step-cancel"))]))
        }
    }
}
