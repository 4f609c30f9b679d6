//! The page on which a case is given to somebody.

use crate::assign::{AssignRefusal, run};
use crate::file::page::{href, identity};
use crate::file::{CaseView, seen};
use crate::label::Labels;
use crate::laws::Laws;
use ::access::{AccountView, Permission, Who};
use kernel::{AccountId, CaseId};
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
    if account.is_none() && to != NOBODY {
        errors.add("to", ask.t("web-error-choice"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(&labels, &view, &errors)?));
    }
    let stamp = Stamp::new(ask.who.actor());
    let (case, head) = (view.id, ask.head());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        run(tx, &stamp, case, account, head)?;
        Ok(format!("{}?done={}", href(case), "casework-assigned-done"))
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
    // Who worked on a file that this one is kept apart from does not take it, as long as anybody else can.
    let apart = |account: &AccountView| view.case.apart.contains(&account.account);
    let same_work = |account: &AccountView| all.iter().any(|o| o.role == account.role && !apart(o));
    let kept: Vec<AccountId> =
        all.iter().filter(|a| !apart(a) || !same_work(a)).map(|account| account.account).collect();
    all.retain(|account| kept.contains(&account.account));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

fn page(labels: &Labels<'_>, view: &CaseView<'_>, errors: &FormErrors) -> Result<Page, Trouble> {
    let ask = labels.ask;
    let title = ask.t("casework-assign-title");
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(labels, view)))
        (part::heading(&title, None, None))
        (part::prose(give(labels, view, errors)?))
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
            (part::radios(&field, &choices))
            (part::actions(part::button(&ask.t("casework-assign-save")), &[Act::new(href(view.id), ask.t("casework-step-cancel"))]))
        }
    })
}
