//! The page on which a task is said to be done.

use crate::file::page::{href, identity};
use crate::file::seen;
use crate::label::Labels;
use crate::laws::Laws;
use crate::task::{TaskRefusal, done};
use kernel::CaseId;
use ledger::Stamp;
use web::part::{self, Act};
use web::{Answer, Ask, FormErrors, House, Page, Reply, Trouble, html};

/// A note on a task holds no more characters than this.
const NOTE_CHARS_MAX: usize = 2_000;

/// GET `/cases/{case}/tasks/{task}/done`
pub fn get(house: &House, ask: &Ask) -> Reply {
    page(house, ask, &ask.errors()).map(Answer::Page)
}

/// POST `/cases/{case}/tasks/{task}/done`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let id = ask.id::<CaseId>("case")?;
    let mut errors = ask.errors();
    let note = errors.long(ask, "note", NOTE_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    }
    let stamp = Stamp::new(ask.who.actor());
    let finished = house.ledger.once(ask.key(), ask.who.account, |tx| {
        done(tx, &stamp, id, ask.param("task"), &note).map(|_| href(id))
    });
    match finished {
        Ok(to) => Ok(Answer::See(format!("{to}?done={}", "casework-task-done"))),
        Err(TaskRefusal::NoTask) => Err(Trouble::NotFound),
        Err(TaskRefusal::Elsewhere) => Err(Trouble::Refused(ask.t("casework-task-elsewhere"))),
        Err(TaskRefusal::Fault(fault)) => Err(Trouble::from(fault)),
    }
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let id = ask.id::<CaseId>("case")?;
    let laws = house.room::<Laws>();
    let view = seen(house, ask, laws, id)?.ok_or(Trouble::NotFound)?;
    let task = view.case.tasks.get(ask.param("task")).ok_or(Trouble::NotFound)?;
    let labels = Labels::new(house, ask);
    let name = labels.task(view.procedure, &task.kind, task.step.as_deref());
    let field = part::Field::new("note", ask.t("casework-task-note"))
        .optional(ask.t("casework-optional"))
        .hint(ask.t("casework-task-note-hint"))
        .value(ask.values().text("note"))
        .error(errors.of("note"));
    let form = html! {
        form method="post" action={ "/cases/" (id) "/tasks/" (web::percent_encode(&task.task)) "/done" } novalidate {
            (ask.csrf_fields())
            (part::textarea(&field, 4))
            (part::actions(
                part::button(&ask.t("casework-task-finish")),
                &[Act::new(href(id), ask.t("casework-step-cancel"))],
            ))
        }
    };
    let already = task.done.as_ref().map(|(actor, at)| {
        let args = [("name", labels.staff(actor.account).into()), ("day", ask.day(ask.day_of(*at)).into())];
        part::notice(part::Tone::Info, &ask.tw("casework-task-already", &args), html! {})
    });
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(&labels, &view)))
        (part::heading(&name, None, None))
        (part::prose(html! { @match already { Some(notice) => (notice), None => (form) } }))
    };
    let back = Act::new(href(id), ask.t("casework-step-back"));
    Ok(Page::new(format!("{name} · {}", view.head.number), body)
        .section("cases")
        .back(part::back_link(&back)))
}
