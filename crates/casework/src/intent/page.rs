//! The page on which headquarters confirms or rejects what a post wrote down.

use crate::authority::TAKE_OVER;
use crate::file::page::{href as file_href, identity, terms};
use crate::file::{CaseView, seen, story};
use crate::fold::Intent;
use crate::intent::{IntentRefusal, confirm, reject};
use crate::label::Labels;
use crate::laws::Laws;
use crate::step::StepRefusal;
use ::access::{Kind, Permission};
use kernel::CaseId;
use ledger::Stamp;
use uuid::Uuid;
use web::part::{self, Act, Choice, Field};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

const REASON_CHARS_MAX: usize = 2_000;
const CONFIRM: &str = "confirm";

/// GET `/cases/{case}/waiting/{waiting}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let labels = Labels::new(house, ask);
    let intent = waiting(&labels, &view)?;
    Ok(Answer::Page(page(&labels, &view, intent, &ask.errors())))
}

/// POST `/cases/{case}/waiting/{waiting}`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let labels = Labels::new(house, ask);
    let id = ask.param("waiting").parse().unwrap_or_default();
    let (case, head, laws) = (view.id, ask.head(), labels.laws);
    let mut errors = ask.errors();
    let rejects = ask.form.text("do") == "reject";
    let reason = if rejects { errors.required_long(ask, "reason", REASON_CHARS_MAX) } else { String::new() };
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(&labels, &view, waiting(&labels, &view)?, &errors)));
    }
    may_answer(&labels, &view, id)?;
    let stamp = Stamp::new(ask.who.actor());
    let name = ask.form.is_on(CONFIRM).then(|| ask.who.name.clone());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        if rejects {
            reject(tx, laws, &stamp, case, id, &reason, head)
                .map(|_| "casework-intent-rejected-done".to_owned())
        } else {
            confirm(tx, laws, &stamp, case, id, name, head)
                .map(|_| "casework-intent-confirmed-done".to_owned())
        }
    });
    match done {
        Ok(key) => {
            let may = house
                .ledger
                .read(|r| house.may_with(r, &ask.who, Permission::ReadCase, Kind::Case, case.0))?;
            let to = if may { file_href(case) } else { "/day".to_owned() };
            Ok(Answer::See(format!("{to}?done={key}")))
        }
        Err(refusal) => Err(refused(&labels, &view, refusal)),
    }
}

/// Taking a case over asks for the permission to transfer, whatever may be done with steps.
fn may_answer(labels: &Labels<'_>, view: &CaseView<'_>, id: Uuid) -> Result<(), Trouble> {
    let is_move = view.case.waiting().iter().any(|intent| intent.id == id && intent.step == TAKE_OVER);
    let may = labels.house.may(&labels.ask.who, Permission::TransferCase, Some(&view.ties));
    if is_move && !may {
        return Err(Trouble::Refused(labels.ask.t("casework-intent-not-yours")));
    }
    Ok(())
}

fn found<'a>(house: &'a House, ask: &Ask) -> Result<CaseView<'a>, Trouble> {
    let id = ask.id::<CaseId>("case")?;
    seen(house, ask, house.room::<Laws>(), id)?.ok_or(Trouble::NotFound)
}

/// What waits under this address, where this site answers it.
fn waiting<'v>(labels: &Labels<'_>, view: &'v CaseView<'_>) -> Result<&'v Intent, Trouble> {
    let ask = labels.ask;
    let found = view.case.waiting().into_iter().find(|i| i.id.to_string() == ask.param("waiting"));
    if !labels.laws.has_authority() {
        return Err(Trouble::Refused(ask.t("casework-intent-no-authority")));
    }
    found.ok_or_else(|| Trouble::Refused(ask.t("casework-intent-not-waiting")))
}

fn refused(labels: &Labels<'_>, view: &CaseView<'_>, refusal: IntentRefusal) -> Trouble {
    let ask = labels.ask;
    let key = match refusal {
        IntentRefusal::NoCase => return Trouble::NotFound,
        IntentRefusal::Stale => return Trouble::Stale { rows: Vec::new() },
        IntentRefusal::Fault(fault) => return Trouble::from(fault),
        IntentRefusal::Step(StepRefusal::Unconfirmed) => {
            let mut errors = FormErrors::new();
            errors.add(CONFIRM, ask.t("casework-error-confirm"));
            return match waiting(labels, view) {
                Ok(intent) => Trouble::Invalid(page(labels, view, intent, &errors)),
                Err(trouble) => trouble,
            };
        }
        IntentRefusal::Step(StepRefusal::Gate(why) | StepRefusal::SameOfficer(why)) => {
            let why: Vec<&str> = why.iter().map(|reason| labels.said(&reason.says)).collect();
            return Trouble::Refused(why.join(" "));
        }
        IntentRefusal::NotWaiting => "casework-intent-not-waiting",
        IntentRefusal::NoAuthority => "casework-intent-no-authority",
        IntentRefusal::NotYours => "casework-intent-not-yours",
        IntentRefusal::NoReason => "web-error-required",
        IntentRefusal::Step(_) | IntentRefusal::Transfer(_) => "casework-intent-not-open",
    };
    Trouble::Refused(ask.t(key))
}

/// Where what waits is answered.
pub fn href(case: CaseId, waiting: Uuid) -> String {
    format!("/cases/{case}/waiting/{waiting}")
}

/// Which step, for which day, who wrote it down, where and when.
pub(crate) fn line(labels: &Labels<'_>, view: &CaseView<'_>, intent: &Intent) -> Markup {
    let ask = labels.ask;
    html! {
        b { (labels.step(view.procedure, &intent.step)) } " · " (ask.day(intent.on)) " · "
        (labels.staff(intent.by.account)) " · " (labels.office(&intent.by.office)) " (" (intent.site) ") · "
        (ask.instant(intent.at))
    }
}

fn page(labels: &Labels<'_>, view: &CaseView<'_>, intent: &Intent, errors: &FormErrors) -> Page {
    let ask = labels.ask;
    let name = labels.step(view.procedure, &intent.step);
    let title = ask.tw("casework-intent-page", &[("step", name.into())]);
    let main = html! {
        (written(labels, view, intent))
        (yes(labels, view, intent, errors))
        (no(labels, view, errors))
    };
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(labels, view)))
        (part::heading(&title, None, Some(&ask.t("casework-intent-lead"))))
        (part::columns(main, terms(labels, view)))
    };
    let back = Act::new(file_href(view.id), ask.t("casework-step-back"));
    Page::new(format!("{title} · {}", view.head.number), body).section("cases").back(part::back_link(&back))
}

/// What the post wrote, word for word.
fn written(labels: &Labels<'_>, view: &CaseView<'_>, intent: &Intent) -> Markup {
    let ask = labels.ask;
    let by = format!("{} · {}", labels.staff(intent.by.account), labels.role(intent.by.role));
    let place = format!("{} ({})", labels.office(&intent.by.office), intent.site);
    let mut lines = vec![
        (ask.t("casework-intent-by"), html! { (by) }),
        (ask.t("casework-intent-where"), html! { (place) }),
        (ask.t("casework-intent-when"), html! { (ask.instant(intent.at)) }),
        (ask.t("casework-intent-day"), html! { (ask.day_long(intent.on)) }),
    ];
    if let Some(confirmed) = &intent.confirmed {
        lines.push((ask.t("casework-intent-named"), html! { (confirmed.name) }));
    }
    let answers = view.procedure.map(|p| story::answered(labels, p, &intent.step, &intent.form));
    let answers = answers.unwrap_or_default();
    part::card(
        &ask.t("casework-intent-written"),
        html! {
            (part::facts(&lines))
            @if !answers.is_empty() {
                dl.c-sum { @for (question, answer) in &answers { dt { (question) } dd.c-long { (answer) } } }
            }
        },
    )
}

fn yes(labels: &Labels<'_>, view: &CaseView<'_>, intent: &Intent, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let step = view.procedure.and_then(|p| p.step(&intent.step));
    let is_prejudicial = step.is_some_and(|step| step.prejudicial);
    let args = [("name", ask.who.name.clone().into()), ("person", view.principal_name().to_owned().into())];
    let field = Field::new(CONFIRM, ask.t("casework-step-confirm-title")).error(errors.of(CONFIRM));
    let chosen = [ask.value_or(CONFIRM, "").to_owned()];
    html! {
        form method="post" action=(href(view.id, intent.id)) novalidate {
            (ask.csrf_fields_at(&view.head_text))
            (part::hidden("do", "confirm"))
            @if is_prejudicial {
                (part::warning(&ask.t("casework-step-prejudicial")))
                (part::checkboxes(&field, &chosen, &[Choice::new("yes", ask.tw("casework-step-confirm", &args))]))
            }
            (part::actions(
                part::button(&ask.t("casework-intent-confirm")),
                &[Act::new(file_href(view.id), ask.t("casework-step-cancel"))],
            ))
        }
    }
}

fn no(labels: &Labels<'_>, view: &CaseView<'_>, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let field = Field::new("reason", ask.t("casework-intent-reason"))
        .hint(ask.t("casework-intent-reason-hint"))
        .value(ask.value_or("reason", ""))
        .error(errors.of("reason"));
    part::card(
        &ask.t("casework-intent-reject-title"),
        html! {
            form method="post" action={ (file_href(view.id)) "/waiting/" (ask.param("waiting")) } novalidate {
                (ask.csrf_fields_at(&view.head_text))
                (part::textarea(&field, 4))
                (part::second_button(&ask.t("casework-intent-reject"), "do", "reject"))
            }
        },
    )
}
