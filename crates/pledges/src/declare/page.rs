//! The form in which the focal point declares, on the page of the pledge.

use crate::browse::page::{pledge_page, status_name};
use crate::catalogue::{Pledge, catalogue};
use crate::declare::{Declare, declare, file_of};
use crate::model::{PledgeFile, Status};
use ledger::{Fault, Loaded};
use web::part::{self, Choice, Field, Width};
use web::{Ask, FormErrors, House, Markup, Permission, Reply, StaleRow, Trouble, html};

/// A note is as long as a page of paper at most.
const NOTE_CHARS_MAX: usize = 4_000;

/// Whether this reader may declare about this pledge: the focal point, and only about the state of this house.
pub(crate) fn may_declare(house: &House, ask: &Ask, pledge: &Pledge) -> bool {
    pledge.state() == house.country.country && house.may(&ask.who, Permission::DeclarePledge, None)
}

/// `POST /pledges/{pledge}/declare`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let pledge = catalogue().and_then(|all| all.pledge(ask.param("pledge"))).ok_or(Trouble::NotFound)?;
    if pledge.state() != house.country.country {
        return Err(Trouble::Refused(ask.t("pledges-error-other-state")));
    }
    let mut errors = ask.errors();
    let codes = Status::ALL.map(Status::code);
    let status = Status::from_code(&errors.required_choice(ask, "status", &codes));
    let on = errors.required_day(ask, "on");
    let note = errors.required_long(ask, "note", NOTE_CHARS_MAX);
    if on.is_some_and(|on| on > ask.today) {
        errors.add("on", ask.t("pledges-error-future"));
    }
    let (Some(status), Some(on), true) = (status, on, errors.is_empty()) else {
        return Err(Trouble::Invalid(pledge_page(house, ask, pledge, &errors)?));
    };
    let said = Declare { pledge: &pledge.id, status, on, note, head: ask.head() };
    match declare(&house.ledger, &ask.who.actor(), ask.key(), said) {
        Ok(()) => Ok(ask.done(&format!("/pledges/{}", pledge.id), "pledges-declare-done")),
        Err(Fault::Stale) => Err(stale(house, ask, pledge)?),
        Err(fault) => Err(fault.into()),
    }
}

/// What was typed beside what somebody else declared meanwhile.
fn stale(house: &House, ask: &Ask, pledge: &Pledge) -> Result<Trouble, Fault> {
    let file = house.ledger.read(|reader| file_of(reader, &pledge.id))?;
    let now = file.as_ref().and_then(|f| f.state.current());
    let typed = Status::from_code(ask.form.text("status"));
    let row = |key: &str, typed: String, now: String| StaleRow { label: ask.t(key), typed, now };
    let status = |s: Option<Status>| s.map(|s| status_name(ask, s)).unwrap_or_default();
    let note = now.map(|n| n.note.clone()).unwrap_or_default();
    Ok(Trouble::Stale {
        rows: vec![
            row("pledges-declare-status", status(typed), status(now.map(|n| n.status))),
            row(
                "pledges-declare-on",
                ask.form.text("on").to_owned(),
                now.map(|n| ask.day_long(n.on)).unwrap_or_default(),
            ),
            row("pledges-declare-note", ask.form.text("note").to_owned(), note),
        ],
    })
}

/// The form, with what was typed.
pub(crate) fn form(
    ask: &Ask,
    pledge: &Pledge,
    file: Option<&Loaded<PledgeFile>>,
    errors: &FormErrors,
) -> Markup {
    let head = file.map(Loaded::head_text).unwrap_or_default();
    let today = format!("{} {} {}", ask.today.day(), ask.today.month(), ask.today.year());
    let choices = Status::ALL.map(|s| {
        Choice::new(s.code(), status_name(ask, s))
            .hint(ask.t(&format!("pledges-status-hint-{}", s.code().replace('_', "-"))))
    });
    let status = Field::new("status", ask.t("pledges-declare-status"))
        .value(ask.value_or("status", ""))
        .error(errors.of("status"));
    let on = Field::new("on", ask.t("pledges-declare-on"))
        .hint(ask.t("pledges-declare-on-hint"))
        .value(ask.value_or("on", &today))
        .error(errors.of("on"))
        .width(Width::Short);
    let note = Field::new("note", ask.t("pledges-declare-note"))
        .hint(ask.t("pledges-declare-note-hint"))
        .value(ask.value_or("note", ""))
        .error(errors.of("note"));
    html! {
        section.c-card id="declare" {
            h2.c-heading { (ask.t("pledges-declare-title")) }
            p { (ask.t("pledges-declare-lead")) }
            form method="post" action={ "/pledges/" (pledge.id) "/declare" } {
                (ask.csrf_fields_at(&head))
                (part::radios(&status, &choices))
                (part::partial_date(&on))
                (part::textarea(&note, 4))
                (part::button(&ask.t("pledges-declare-send")))
            }
        }
    }
}
