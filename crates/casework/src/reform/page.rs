//! The page on which a reform is applied to one case: what would change, in plain words, and the reason.

use crate::file::page::{href, identity};
use crate::file::{CaseView, seen};
use crate::label::Labels;
use crate::laws::Laws;
use crate::reform::{Apply, Change, Reform, ReformRefusal, change, open_to, run};
use jiff::civil::Date;
use kernel::CaseId;
use ledger::Stamp;
use procedure::{OpenCases, Procedure, Step};
use web::part::{self, Act, Choice, Field, Tone};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

const WHY_CHARS_MAX: usize = 2_000;

/// GET `/cases/{case}/reform`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    Ok(Answer::Page(page(&Labels::new(house, ask), &view, &ask.errors())))
}

/// POST `/cases/{case}/reform`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let labels = Labels::new(house, ask);
    let mut errors = ask.errors();
    let why = errors.required_long(ask, "why", WHY_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(&labels, &view, &errors)));
    }
    let stamp = Stamp::new(ask.who.actor());
    let laws = house.room::<Laws>();
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        let apply = Apply {
            case: view.id,
            version: ask.form.text("version"),
            why: &why,
            confirmed: ask.form.is_on("confirm"),
            head: ask.head(),
        };
        run(tx, laws, &stamp, apply).map(|_| format!("{}?done={}", href(view.id), "casework-reform-done"))
    });
    match done {
        Ok(to) => Ok(Answer::See(to)),
        Err(ReformRefusal::NoCase) => Err(Trouble::NotFound),
        Err(ReformRefusal::Stale) => Err(Trouble::Stale { rows: Vec::new() }),
        Err(ReformRefusal::Fault(fault)) => Err(Trouble::from(fault)),
        Err(ReformRefusal::Unconfirmed) => {
            errors.add("confirm", ask.t("casework-error-confirm"));
            Err(Trouble::Invalid(page(&labels, &view, &errors)))
        }
        Err(ReformRefusal::NoReason) => {
            errors.add("why", ask.t("web-error-required"));
            Err(Trouble::Invalid(page(&labels, &view, &errors)))
        }
        Err(ReformRefusal::NoReform | ReformRefusal::Keeps) => {
            Err(Trouble::Refused(ask.t("casework-reform-none")))
        }
    }
}

fn found<'a>(house: &'a House, ask: &Ask) -> Result<CaseView<'a>, Trouble> {
    let id = ask.id::<CaseId>("case")?;
    seen(house, ask, house.room::<Laws>(), id)?.ok_or(Trouble::NotFound)
}

// ---- the page ----

fn page(labels: &Labels<'_>, view: &CaseView<'_>, errors: &FormErrors) -> Page {
    let ask = labels.ask;
    let title = ask.t("casework-reform-title");
    let reforms = open_to(labels.laws, &view.case, ask.today);
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(labels, view)))
        (part::heading(&title, None, Some(&ask.t("casework-reform-lead"))))
        (part::prose(html! {
            @if let Some(procedure) = view.procedure { (version(labels, procedure)) }
            @if reforms.is_empty() { (part::notice(Tone::Info, &ask.t("casework-reform-none"), html! {})) }
            @for reform in &reforms { (one(labels, view, reform, errors)) }
        }))
    };
    let back = Act::new(href(view.id), ask.t("casework-step-back"));
    Page::new(format!("{title} · {}", view.head.number), body).section("cases").back(part::back_link(&back))
}

/// The version a case is under, with the day from which it is in force.
pub(crate) fn version(labels: &Labels<'_>, procedure: &Procedure) -> Markup {
    let ask = labels.ask;
    let args =
        [("version", procedure.version.clone().into()), ("day", ask.day_long(procedure.valid_from).into())];
    html! { p { (ask.tw("casework-reform-now", &args)) } }
}

fn one(labels: &Labels<'_>, view: &CaseView<'_>, reform: &Reform<'_>, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let change = change(labels.laws, &view.case, reform);
    let kept = reform.way.open_cases == OpenCases::Keep;
    let key = match reform.way.open_cases {
        OpenCases::Move => "casework-reform-moves",
        OpenCases::Keep => "casework-reform-keeps",
        OpenCases::Ask => "casework-reform-asks",
    };
    let body = html! {
        (version(labels, reform.to))
        p { (ask.t(key)) }
        p { (labels.said(&reform.way.hint)) }
        p.c-note { (labels.cited(&reform.way.cite)) }
        (changes(labels, view, reform, &change))
        @if !kept { (form(labels, view, reform, &change, errors)) }
    };
    part::card(&reform.to.version, body)
}

fn changes(labels: &Labels<'_>, view: &CaseView<'_>, reform: &Reform<'_>, change: &Change<'_>) -> Markup {
    let ask = labels.ask;
    let stage = reform.to.stage(change.stage).map(|s| labels.said(&s.names).to_owned());
    let names = |steps: &[&Step]| -> Vec<String> {
        steps.iter().map(|step| labels.said(&step.names).to_owned()).collect()
    };
    let list = |key: &str, lines: Vec<String>| {
        html! {
            @if !lines.is_empty() {
                h3 { (ask.t(key)) }
                ul.govuk-list."govuk-list--bullet" { @for line in &lines { li { (line) } } }
            }
        }
    };
    let day = |day: Option<Date>| day.map_or_else(|| ask.t("casework-term-endless"), |day| ask.day(day));
    let terms = change.terms.iter().map(|term| {
        let name = reform.to.term(&term.term).map_or(term.term.as_str(), |t| labels.said(&t.names));
        let args = [
            ("term", name.to_owned().into()),
            ("old", day(term.old).into()),
            ("new", day(term.new.due).into()),
        ];
        ask.tw("casework-reform-term", &args)
    });
    html! {
        @if let Some(stage) = stage.filter(|stage| *stage != labels.stage(&view.head)) {
            p { (ask.tw("casework-brings-stage", &[("stage", stage.into())])) }
        }
        (list("casework-reform-gone", names(&change.gone)))
        (list("casework-reform-new", names(&change.new)))
        (list("casework-terms-title", terms.collect()))
        @if change.gone.is_empty() && change.new.is_empty() && change.terms.is_empty() {
            p { (ask.t("casework-reform-same")) }
        }
    }
}

fn form(
    labels: &Labels<'_>,
    view: &CaseView<'_>,
    reform: &Reform<'_>,
    change: &Change<'_>,
    errors: &FormErrors,
) -> Markup {
    let ask = labels.ask;
    let why = Field::new("why", ask.t("casework-reform-why"))
        .value(ask.value_or("why", ""))
        .error(errors.of("why"));
    let confirm = Field::new("confirm", ask.t("casework-step-confirm-title")).error(errors.of("confirm"));
    let chosen = [if ask.values().is_on("confirm") { "on" } else { "" }];
    let words = ask.tw("casework-reform-confirm", &[("name", ask.who.name.clone().into())]);
    html! {
        form method="post" action={ (href(view.id)) "/reform" } novalidate {
            (ask.csrf_fields_at(&view.head_text))
            (part::hidden("version", &reform.to.version))
            (part::textarea(&why, 4))
            @if change.terms.iter().any(|term| term.is_shorter) {
                (part::warning(&ask.t("casework-reform-shorter")))
                (part::checkboxes(&confirm, &chosen, &[Choice::new("on", words)]))
            }
            (part::actions(part::button(&ask.t("casework-reform-apply")), &[Act::new(href(view.id), ask.t("casework-step-cancel"))]))
        }
    }
}
