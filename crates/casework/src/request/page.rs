//! The page of what can be asked for a person, and the opening questions of the one that was chosen.

use super::{OwnPages, Request, RequestRefusal, Way, run, ways};
use crate::file::page::href;
use crate::label::Labels;
use crate::laws::Laws;
use crate::open::OpenRefusal;
use crate::step::page as steps;
use ::access::{Kind, Permission};
use identity::person;
use kernel::{CaseId, PersonId};
use ledger::{Fault, Stamp};
use procedure::{Procedure, Step};
use web::part::{self, Act};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// Which procedure was chosen, in the address.
const CHOSEN: &str = "procedure";
/// The situation of a child, as the opening forms of the countries call it.
const CHILD: (&str, &str) = ("child", "unaccompanied_or_separated");

/// The way to the page from a person's file; `app` hangs it there.
pub fn panel(house: &House, ask: &Ask, person: PersonId) -> Result<Markup, Trouble> {
    let may =
        house.ledger.read(|r| house.may_with(r, &ask.who, Permission::OpenClaim, Kind::Person, person.0))?;
    if !may {
        return Ok(html! {});
    }
    let act = Act::new(path(person), ask.t("casework-request-panel"));
    Ok(part::card(&ask.t("casework-request-panel-title"), html! { p { (part::link(&act)) } }))
}

/// GET `/people/{person}/requests`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let subject = found(house, ask)?;
    match ask.query.get(CHOSEN) {
        None => Ok(Answer::Page(choices(house, ask, &subject))),
        Some(chosen) => {
            let procedure = openable(house, ask, chosen)?;
            Ok(Answer::Page(form(house, ask, &subject, procedure, &ask.errors())))
        }
    }
}

/// POST `/people/{person}/requests`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let subject = found(house, ask)?;
    let procedure = openable(house, ask, ask.form.text(CHOSEN))?;
    let laws = house.room::<Laws>();
    let stamp = Stamp::new(ask.who.actor());
    let office = laws.main_office().unwrap_or_else(|| ask.who.office.clone());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| -> Result<String, RequestRefusal> {
        let form = steps::typed(ask, &procedure.opening);
        let request =
            Request { procedure: &procedure.id, person: subject.person, office: office.clone(), form };
        run(tx, laws, own_pages(house), &stamp, request).map(href)
    });
    match done {
        Ok(to) => Ok(ask.done(&after(house, ask, &to, subject.person)?, "casework-request-done")),
        Err(refusal) => Err(refused(house, ask, &subject, procedure, refusal)),
    }
}

fn refused(
    house: &House,
    ask: &Ask,
    subject: &Subject,
    procedure: &Procedure,
    refusal: RequestRefusal,
) -> Trouble {
    match refusal {
        RequestRefusal::Fault(fault) | RequestRefusal::Open(OpenRefusal::Fault(fault)) => fault.into(),
        RequestRefusal::Open(OpenRefusal::Form(found)) => {
            let mut errors = ask.errors();
            steps::wrong(&mut errors, &Labels::new(house, ask), &procedure.opening, &found);
            Trouble::Invalid(form(house, ask, subject, procedure, &errors))
        }
        RequestRefusal::Already(_) => Trouble::Refused(ask.t("casework-request-already")),
        RequestRefusal::NotHere | RequestRefusal::Open(_) => {
            Trouble::Refused(ask.t("casework-request-not-here"))
        }
    }
}

/// The new file, if whoever opened it may read it; else the person's.
fn after(house: &House, ask: &Ask, to: &str, person: PersonId) -> Result<String, Trouble> {
    let id: Option<CaseId> = to.rsplit('/').next().and_then(|id| id.parse().ok());
    let may = match id {
        Some(id) => {
            house.ledger.read(|r| house.may_with(r, &ask.who, Permission::ReadCase, Kind::Case, id.0))?
        }
        None => false,
    };
    Ok(if may { to.to_owned() } else { format!("/people/{person}") })
}

struct Subject {
    person: PersonId,
    name: String,
    is_alone: bool,
}

fn found(house: &House, ask: &Ask) -> Result<Subject, Trouble> {
    let id: PersonId = ask.id("person")?;
    let heads = house.ledger.read(|reader| -> Result<_, Fault> { person::heads(reader, &[id]) })?;
    let head = heads.into_iter().next().ok_or(Trouble::NotFound)?;
    let is_alone = head.is_unaccompanied_or_separated_on(ask.today);
    Ok(Subject { person: id, name: head.name, is_alone })
}

fn own_pages(house: &House) -> &OwnPages {
    house.room()
}

/// A procedure that is opened here by whoever asks. Another is refused with words, not hidden: the law is no secret.
fn openable<'a>(house: &'a House, ask: &Ask, chosen: &str) -> Result<&'a Procedure, Trouble> {
    let all = ways(house.room(), own_pages(house), ask.who.role, ask.today);
    let here = all.into_iter().find(|(p, way)| p.id == chosen && *way == Way::Here);
    here.map(|(p, _)| p).ok_or_else(|| Trouble::Refused(ask.t("casework-request-not-here")))
}

fn path(person: PersonId) -> String {
    format!("/people/{person}/requests")
}

// ---- the pages ----

fn choices(house: &House, ask: &Ask, subject: &Subject) -> Page {
    let labels = Labels::new(house, ask);
    let title = ask.t("casework-request-title");
    let all = ways(house.room(), own_pages(house), ask.who.role, ask.today);
    let body = part::prose(html! {
        (part::heading(&title, Some(&subject.name), Some(&ask.t("casework-request-lead"))))
        @for (procedure, way) in &all { (choice(&labels, subject, procedure, *way)) }
    });
    let back = Act::new(format!("/people/{}", subject.person), ask.t("casework-request-back"));
    Page::new(title, body).section("cases").back(part::back_link(&back))
}

fn choice(labels: &Labels<'_>, subject: &Subject, procedure: &Procedure, way: Way) -> Markup {
    let ask = labels.ask;
    let name = labels.said(&procedure.names);
    let open = labels.said(&procedure.opening.names);
    let act = match way {
        Way::Here => Some(Act::new(format!("{}?{CHOSEN}={}", path(subject.person), procedure.id), open)),
        Way::Page(page) => Some(Act::new(format!("/people/{}/{page}", subject.person), open)),
        Way::FromCase | Way::Others => None,
    };
    let words = match way {
        Way::FromCase => ask.t("casework-request-from-case"),
        Way::Others => ask.t("casework-request-others"),
        Way::Here | Way::Page(_) => {
            procedure.opening.hint.as_ref().map(|hint| labels.said(hint).to_owned()).unwrap_or_default()
        }
    };
    part::card(
        name,
        html! {
            @if !words.is_empty() { p { (words) } }
            @if let Some(act) = &act { p { (part::link(act)) } }
        },
    )
}

fn form(house: &House, ask: &Ask, subject: &Subject, procedure: &Procedure, errors: &FormErrors) -> Page {
    let labels = Labels::new(house, ask);
    let step: &Step = &procedure.opening;
    let title = labels.said(&step.names).to_owned();
    let lead = step.hint.as_ref().map(|hint| labels.said(hint).to_owned());
    let known: Vec<(&str, String)> =
        if subject.is_alone { vec![(CHILD.0, CHILD.1.to_owned())] } else { Vec::new() };
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, Some(&subject.name), lead.as_deref()))
        form method="post" action=(path(subject.person)) novalidate {
            (ask.csrf_fields())
            input type="hidden" name=(CHOSEN) value=(procedure.id);
            (steps::fields(&labels, step, &known, errors))
            (part::button(&title))
        }
    });
    let back = Act::new(path(subject.person), ask.t("casework-request-back-to-choice"));
    Page::new(title, body).section("cases").back(part::back_link(&back))
}
