//! The page on which a case is given to somebody, or sent to another office.

use crate::assign::{AssignRefusal, run, send};
use crate::file::page::{href, identity};
use crate::file::{CaseView, seen};
use crate::label::Labels;
use crate::laws::Laws;
use ::access::{AccountView, Permission, Who};
use kernel::{AccountId, CaseId, Office};
use ledger::Stamp;
use web::part::{self, Act, Choice};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

const NOBODY: &str = "nobody";

/// GET `/cases/{case}/assign`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let labels = Labels::new(house, ask);
    Ok(Answer::Page(page(&labels, &view, &ask.errors())?))
}

/// POST `/cases/{case}/assign`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let labels = Labels::new(house, ask);
    let mut errors = ask.errors();
    let colleagues = colleagues(house, &view)?;
    let to = ask.form.text("to");
    let account = colleagues.iter().map(|a| a.account).find(|a| a.to_string() == to);
    let office =
        offices(&labels, &view).into_iter().find(|(office, _)| office.code() == ask.form.text("office"));
    let is_send = ask.form.text("do") == "send";
    if is_send && office.is_none() {
        errors.add("office", ask.t("web-error-choice"));
    }
    if !is_send && account.is_none() && to != NOBODY {
        errors.add("to", ask.t("web-error-choice"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(&labels, &view, &errors)?));
    }
    let stamp = Stamp::new(ask.who.actor());
    let (case, head, laws) = (view.id, ask.head(), house.room::<Laws>());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| match (is_send, office) {
        (true, Some((office, _))) => {
            send(tx, laws, &stamp, case, office, head)?;
            // The sender's office may be closed to the file from now on.
            Ok(format!("/day?done={}", "casework-sent-done"))
        }
        _ => {
            run(tx, &stamp, case, account, head)?;
            Ok(format!("{}?done={}", href(case), "casework-assigned-done"))
        }
    });
    match done {
        Ok(to) => Ok(Answer::See(to)),
        Err(AssignRefusal::NoCase) => Err(Trouble::NotFound),
        Err(AssignRefusal::Stale) => Err(Trouble::Stale { rows: Vec::new() }),
        Err(AssignRefusal::Fault(fault)) => Err(Trouble::from(fault)),
    }
}

fn found<'a>(house: &'a House, ask: &Ask) -> Result<CaseView<'a>, Trouble> {
    let id = ask.id::<CaseId>("case")?;
    let laws = house.room::<Laws>();
    seen(house, ask, laws, id)?.ok_or(Trouble::NotFound)
}

/// Colleagues who may read this very case: a case is never given to somebody who could not open it.
fn colleagues(house: &House, view: &CaseView<'_>) -> Result<Vec<AccountView>, Trouble> {
    let mut all = house.access.accounts()?;
    let may = |who: &Who| house.access.may(who, Permission::TakeStep, Some(&view.ties));
    all.retain(|account| account.active && may(&account.who()));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

fn offices(labels: &Labels<'_>, view: &CaseView<'_>) -> Vec<(Office, String)> {
    let here = view.case.office.clone();
    let all =
        labels.house.country.offices.iter().map(|o| o.office.clone()).filter(|o| Some(o) != here.as_ref());
    all.map(|office| (office.clone(), labels.office(&office))).collect()
}

fn page(labels: &Labels<'_>, view: &CaseView<'_>, errors: &FormErrors) -> Result<Page, Trouble> {
    let ask = labels.ask;
    let title = ask.t("casework-assign-title");
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(labels, view)))
        (part::heading(&title, None, None))
        (part::prose(html! {
            (give(labels, view, errors)?)
            (send_on(labels, view, errors))
        }))
    };
    let back = Act::new(href(view.id), ask.t("casework-step-back"));
    Ok(Page::new(format!("{title} · {}", view.head.number), body)
        .section("cases")
        .back(part::back_link(&back)))
}

fn give(labels: &Labels<'_>, view: &CaseView<'_>, errors: &FormErrors) -> Result<Markup, Trouble> {
    let ask = labels.ask;
    let now = view.case.assignee.map(|a: AccountId| a.to_string()).unwrap_or_else(|| NOBODY.to_owned());
    let mut choices: Vec<Choice> = Vec::new();
    for account in colleagues(labels.house, view)? {
        let place = format!("{} · {}", labels.role(account.role), labels.office(&account.office));
        let is_me = account.account == ask.who.account;
        let name =
            if is_me { ask.tw("casework-assign-me", &[("name", account.name.into())]) } else { account.name };
        choices.push(Choice::new(account.account.to_string(), name).hint(place));
    }
    choices.push(Choice::new(NOBODY, ask.t("casework-hand-nobody")));
    let field = part::Field::new("to", ask.t("casework-assign-to"))
        .value(ask.value_or("to", &now))
        .error(errors.of("to"));
    Ok(html! {
        form method="post" action={ (href(view.id)) "/assign" } novalidate {
            (ask.csrf_fields_at(&view.head_text))
            (part::hidden("do", "give"))
            (part::radios(&field, &choices))
            (part::actions(part::button(&ask.t("casework-assign-save")), &[Act::new(href(view.id), ask.t("casework-step-cancel"))]))
        }
    })
}

fn send_on(labels: &Labels<'_>, view: &CaseView<'_>, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let offices = offices(labels, view);
    if offices.is_empty() {
        return html! {};
    }
    let first = Choice::new("", ask.t("casework-choose"));
    let choices: Vec<Choice> =
        std::iter::once(first).chain(offices.into_iter().map(|(o, name)| Choice::new(o.0, name))).collect();
    let field = part::Field::new("office", ask.t("casework-assign-office"))
        .hint(ask.t("casework-assign-office-hint"))
        .value(ask.value_or("office", ""))
        .error(errors.of("office"));
    let form = html! {
        form method="post" action={ (href(view.id)) "/assign" } novalidate {
            (ask.csrf_fields_at(&view.head_text))
            (part::select(&field, &choices))
            (part::second_button(&ask.t("casework-assign-send"), "do", "send"))
        }
    };
    part::card(&ask.t("casework-assign-send-title"), form)
}
