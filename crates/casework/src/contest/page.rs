//! The page on which somebody sets a contested step aside, with what it said.

use crate::contest::{ContestRefusal, settle};
use crate::file::page::{contested_line, href as file_href, identity};
use crate::file::{CaseView, seen, story};
use crate::fold::Contested;
use crate::label::Labels;
use crate::laws::Laws;
use kernel::CaseId;
use ledger::Stamp;
use web::part::{self, Act, Field};
use web::{Answer, Ask, FormErrors, House, Page, Reply, Trouble, html};

const REASON_CHARS_MAX: usize = 2_000;

/// GET `/cases/{case}/contested/{entry}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let labels = Labels::new(house, ask);
    Ok(Answer::Page(page(&labels, &view, contested(&labels, &view)?, &ask.errors())))
}

/// POST `/cases/{case}/contested/{entry}`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let labels = Labels::new(house, ask);
    let mut errors = ask.errors();
    let reason = errors.required_long(ask, "reason", REASON_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(&labels, &view, contested(&labels, &view)?, &errors)));
    }
    let stamp = Stamp::new(ask.who.actor());
    let (case, entry) = (view.id, ask.param("entry"));
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        settle(tx, &stamp, case, entry, &reason, ask.head()).map(|_| file_href(case))
    });
    let to = done.map_err(|refusal| refused(&labels, refusal))?;
    Ok(Answer::See(format!("{to}?done={}", "casework-contest-done")))
}

fn refused(labels: &Labels<'_>, refusal: ContestRefusal) -> Trouble {
    let key = match refusal {
        ContestRefusal::NoCase => return Trouble::NotFound,
        ContestRefusal::Stale => return Trouble::Stale { rows: Vec::new() },
        ContestRefusal::Fault(fault) => return Trouble::from(fault),
        ContestRefusal::NotContested => "casework-contest-none",
        ContestRefusal::WrongOffice => "casework-contest-office",
        ContestRefusal::NoReason => "web-error-required",
    };
    Trouble::Refused(labels.ask.t(key))
}

fn found<'a>(house: &'a House, ask: &Ask) -> Result<CaseView<'a>, Trouble> {
    let id = ask.id::<CaseId>("case")?;
    seen(house, ask, house.room::<Laws>(), id)?.ok_or(Trouble::NotFound)
}

fn contested<'v>(labels: &Labels<'_>, view: &'v CaseView<'_>) -> Result<&'v Contested, Trouble> {
    let found = view.case.contested.iter().find(|c| c.entry == labels.ask.param("entry"));
    found.ok_or_else(|| Trouble::Refused(labels.ask.t("casework-contest-none")))
}

/// Where a contested step is set aside.
pub fn href(case: CaseId, entry: &str) -> String {
    format!("/cases/{case}/contested/{entry}")
}

fn page(labels: &Labels<'_>, view: &CaseView<'_>, contested: &Contested, errors: &FormErrors) -> Page {
    let ask = labels.ask;
    let taken = &contested.taken.taken;
    let title = ask.t("casework-contest-title");
    let answers = view.procedure.map(|p| story::answered(labels, p, &taken.step, &taken.form));
    let field = Field::new("reason", ask.t("casework-contest-reason"))
        .value(ask.value_or("reason", ""))
        .error(errors.of("reason"));
    let main = html! {
        (part::card(&labels.step(view.procedure, &taken.step), html! {
            p { (contested_line(labels, view, contested)) }
            dl.c-sum { @for (question, answer) in answers.iter().flatten() { dt { (question) } dd.c-long { (answer) } } }
        }))
        form method="post" action=(href(view.id, &contested.entry)) novalidate {
            (ask.csrf_fields_at(&view.head_text))
            (part::textarea(&field, 4))
            (part::actions(
                part::button(&ask.t("casework-contest-settle")),
                &[Act::new(file_href(view.id), ask.t("casework-step-cancel"))],
            ))
        }
    };
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(labels, view)))
        (part::heading(&title, None, Some(&ask.t("casework-contest-lead"))))
        (part::prose(main))
    };
    let back = Act::new(file_href(view.id), ask.t("casework-step-back"));
    Page::new(format!("{title} · {}", view.head.number), body).section("cases").back(part::back_link(&back))
}
