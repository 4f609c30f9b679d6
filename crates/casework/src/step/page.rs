//! The form of a step, made from what the procedure says: its fields, what it will bring about, and where it is written.

use crate::file::page::{gate, href, identity};
use crate::file::{CaseView, seen};
use crate::label::Labels;
use crate::laws::{Laws, takers};
use crate::model::FormMap;
use crate::step::{self, FieldError, Problem, STATED, StepRefusal, Take};
use ::access::{Kind, Permission};
use identity::codes;
use kernel::CaseId;
use ledger::Stamp;
use procedure::{Field, FieldKind, Now, Offered, Step, Verification};
use web::part::{self, Act, Choice, Width};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, StaleRow, Trouble, html};

/// The name of the box that confirms a step which may take something from a person.
const CONFIRM: &str = "confirm";

/// GET `/cases/{case}/steps/{step}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let laws = house.room::<Laws>();
    let (view, step) = found(house, ask, laws)?;
    let labels = Labels::new(house, ask);
    Ok(Answer::Page(page(&labels, &view, step, &ask.errors())))
}

/// POST `/cases/{case}/steps/{step}`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let laws = house.room::<Laws>();
    let (view, step) = found(house, ask, laws)?;
    let labels = Labels::new(house, ask);
    let mut errors = ask.errors();
    let stated = errors.day(ask, STATED);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(&labels, &view, step, &errors)));
    }
    let case = view.id;
    let stamp = Stamp { actor: ask.who.actor(), stated };
    let taken = house.ledger.once(ask.key(), ask.who.account, |tx| {
        let confirmed = ask.form.is_on(CONFIRM).then(|| ask.who.name.clone());
        let take = Take { case, step: &step.id, form: typed(ask, step), confirmed, head: ask.head() };
        step::take(tx, laws, &stamp, take).map(|_| href(case))
    });
    let done =
        if intends(&labels, &view, step) { "casework-step-written-down-done" } else { "casework-step-done" };
    match taken {
        Ok(to) => {
            // A step may hand the case to another office: then the sender's own day is where they go on.
            let may = house
                .ledger
                .read(|r| house.may_with(r, &ask.who, Permission::ReadCase, Kind::Case, case.0))?;
            let to = if may { to } else { "/day".to_owned() };
            Ok(Answer::See(format!("{to}?done={done}")))
        }
        Err(refusal) => Err(refused(&labels, &view, step, refusal)),
    }
}

/// Whether this site only writes the step down, for headquarters to answer.
fn intends(labels: &Labels<'_>, view: &CaseView<'_>, step: &Step) -> bool {
    view.procedure.is_some_and(|p| labels.laws.only_intends(p, step, &view.case.at.stage))
}

fn found<'a>(house: &House, ask: &Ask, laws: &'a Laws) -> Result<(CaseView<'a>, &'a Step), Trouble> {
    let id = ask.id::<CaseId>("case")?;
    let view = seen(house, ask, laws, id)?.ok_or(Trouble::NotFound)?;
    let (_, step) = step::of(laws, &view.case, ask.param("step")).ok_or(Trouble::NotFound)?;
    Ok((view, step))
}

/// What was posted in a step's fields, by field id.
pub fn typed(ask: &Ask, step: &Step) -> FormMap {
    step.fields.iter().map(|f| (f.id.clone(), ask.form.text(&name(&f.id)).to_owned())).collect()
}

/// Fields of procedures are posted under names of their own, so that none can be taken for the machinery's.
fn name(field: &str) -> String {
    format!("f-{field}")
}

fn refused(labels: &Labels<'_>, view: &CaseView<'_>, step: &Step, refusal: StepRefusal) -> Trouble {
    let ask = labels.ask;
    match refusal {
        StepRefusal::NoCase => Trouble::NotFound,
        StepRefusal::Fault(fault) => Trouble::from(fault),
        StepRefusal::Form(wrong) => {
            let mut errors = FormErrors::new();
            self::wrong(&mut errors, labels, step, &wrong);
            Trouble::Invalid(page(labels, view, step, &errors))
        }
        StepRefusal::Unconfirmed => {
            let mut errors = FormErrors::new();
            errors.add(CONFIRM, ask.t("casework-error-confirm"));
            Trouble::Invalid(page(labels, view, step, &errors))
        }
        StepRefusal::Stale => Trouble::Stale { rows: both_versions(labels, view, step) },
        // The page says itself why it is closed, and keeps what was typed.
        _ if closed(labels, view, step).is_some() => {
            Trouble::Invalid(page(labels, view, step, &FormErrors::new()))
        }
        StepRefusal::Waits => Trouble::Refused(ask.t("casework-refused-waits")),
        StepRefusal::Gate(_)
        | StepRefusal::SameOfficer(_)
        | StepRefusal::WrongOffice(_)
        | StepRefusal::NotOffered
        | StepRefusal::Linked(_) => Trouble::Refused(ask.t("casework-refused-not-offered")),
    }
}

fn add(errors: &mut FormErrors, labels: &Labels<'_>, step: &Step, error: &FieldError) {
    let ask = labels.ask;
    let words = match &error.problem {
        Problem::Required => missing(labels, step, &error.field),
        Problem::MustBeYes => ask.t("casework-error-must-be-yes"),
        Problem::TooLong(max) => {
            ask.tw("web-error-too-long", &[("max", i64::try_from(*max).unwrap_or(i64::MAX).into())])
        }
        Problem::Unwritable => ask.t("web-error-unwritable"),
        Problem::Choice => ask.t("web-error-choice"),
        Problem::DateForm => ask.t("web-error-date-form"),
        Problem::NoSuchDay => ask.t("web-error-no-such-day"),
        Problem::Time => ask.t("casework-error-time"),
        Problem::Number => ask.t("casework-error-number"),
        Problem::Language => ask.t("casework-error-language"),
        Problem::Future => ask.t("casework-error-future"),
        Problem::BeforeOpening(opened) => {
            ask.tw("casework-error-before-opening", &[("day", ask.day_long(*opened).into())])
        }
    };
    let field = if error.field == STATED { STATED.to_owned() } else { name(&error.field) };
    errors.add(&field, words);
}

/// An answer that is missing, by the name of its question: in the list above the form every line says which.
fn missing(labels: &Labels<'_>, step: &Step, field: &str) -> String {
    let ask = labels.ask;
    match step.fields.iter().find(|f| f.id == field) {
        Some(field) => {
            ask.tw("casework-error-missing", &[("question", labels.said(&field.names).to_owned().into())])
        }
        None => ask.t("web-error-required"),
    }
}

/// What was typed beside what the file says now: the stage, and the same step if a colleague took it meanwhile.
fn both_versions(labels: &Labels<'_>, view: &CaseView<'_>, step: &Step) -> Vec<StaleRow> {
    let ask = labels.ask;
    let from = step.from.first().and_then(|id| view.procedure.and_then(|p| p.stage(id)));
    let mut rows = vec![StaleRow {
        label: ask.t("casework-stale-stage"),
        typed: from.map(|s| labels.said(&s.names).to_owned()).unwrap_or_default(),
        now: labels.stage(&view.head),
    }];
    let theirs = view.case.last(&step.id).map(|t| t.taken.form.clone()).unwrap_or_default();
    for field in &step.fields {
        let typed = ask.form.text(&name(&field.id));
        let now = theirs.get(&field.id).map(|value| read_out(labels, field, value)).unwrap_or_default();
        if !typed.is_empty() || !now.is_empty() {
            let label = labels.said(&field.names).to_owned();
            rows.push(StaleRow { label, typed: read_out(labels, field, typed), now });
        }
    }
    rows
}

/// An answer as people read it: the name of a choice, a day in words, yes or no.
pub fn read_out(labels: &Labels<'_>, field: &Field, value: &str) -> String {
    let ask = labels.ask;
    match (&field.kind, value) {
        (FieldKind::Choice(choices), code) => {
            let chosen = choices.iter().find(|(c, _)| c == code);
            chosen.map_or_else(|| code.to_owned(), |(_, said)| labels.said(said).to_owned())
        }
        (FieldKind::YesNo, "yes") => ask.t("casework-yes"),
        (FieldKind::YesNo, "no") => ask.t("casework-no"),
        (FieldKind::Day, day) => {
            day.parse::<jiff::civil::Date>().map_or_else(|_| day.to_owned(), |day| ask.day(day))
        }
        (FieldKind::Language, code) if codes::is_language(code) => codes::language_name(code, ask.lang),
        (_, text) => text.to_owned(),
    }
}

// ---- the page ----

fn page(labels: &Labels<'_>, view: &CaseView<'_>, step: &Step, errors: &FormErrors) -> Page {
    let ask = labels.ask;
    let title = labels.said(&step.names).to_owned();
    let closed = closed(labels, view, step);
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(labels, view)))
        (part::heading(&title, None, step.hint.as_ref().map(|hint| labels.said(hint))))
        (part::columns(
            html! { @match &closed { Some(why) => { (why) (kept(labels, step)) } None => { (form(labels, view, step, errors)) } } },
            html! { (brings(labels, view, step)) (written(labels, step)) },
        ))
    };
    let back = Act::new(href(view.id), ask.t("casework-step-back"));
    Page::new(format!("{title} · {}", view.head.number), body).section("cases").back(part::back_link(&back))
}

/// What was typed into a form that cannot be sent any more: to be read, copied, and used elsewhere.
fn kept(labels: &Labels<'_>, step: &Step) -> Markup {
    let ask = labels.ask;
    let typed = |field: &Field| {
        let value = ask.values().text(&name(&field.id));
        (!value.is_empty()).then(|| (labels.said(&field.names).to_owned(), read_out(labels, field, value)))
    };
    let lines: Vec<(String, String)> = step.fields.iter().filter_map(typed).collect();
    if !ask.has_values() || lines.is_empty() {
        return html! {};
    }
    let list = html! { dl.c-sum { @for (question, answer) in &lines { dt { (question) } dd { (answer) } } } };
    part::card(&ask.t("casework-step-kept"), list)
}

/// Why there is no form: the step is not open from here, or not to this person.
fn closed(labels: &Labels<'_>, view: &CaseView<'_>, step: &Step) -> Option<Markup> {
    let ask = labels.ask;
    let say = |words: String| {
        Some(part::notice(part::Tone::Info, &ask.t("casework-step-closed"), html! { p { (words) } }))
    };
    if !step.from.contains(&view.case.at.stage) {
        return say(ask.tw("casework-step-elsewhere", &[("stage", labels.stage(&view.head).into())]));
    }
    if !step::is_office_of(&view.case, step, &ask.who.actor()) {
        let offices: Vec<String> = view.case.offices().iter().map(|office| labels.office(office)).collect();
        return say(ask.tw("casework-refused-office", &[("office", offices.join(", ").into())]));
    }
    let procedure = view.case.opening.as_ref().and_then(|o| labels.laws.of(o))?;
    let (takers, carried) = (takers(&view.case), view.carried_ids());
    let now = Now::new(&view.facts, &takers, ask.today).carried(&carried);
    match procedure.offered(step, &ask.who.actor(), &now) {
        Offered::Offered => None,
        Offered::NotYours => {
            let roles: Vec<String> = step.by.iter().map(|role| labels.role(*role)).collect();
            say(ask.tw("casework-step-not-yours", &[("roles", roles.join(", ").into())]))
        }
        Offered::Refused(reasons) => {
            let gate = gate(labels, step, &reasons);
            let more = gate.more.map(|(words, body)| part::details(&words, body));
            let body = html! { p { (gate.why) } @if let Some(more) = more { (more) } };
            Some(part::notice(part::Tone::Caution, &ask.t("casework-step-closed"), body))
        }
    }
}

fn form(labels: &Labels<'_>, view: &CaseView<'_>, step: &Step, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let asks_day = step.fields.iter().any(|field| field.stated_date);
    html! {
        form method="post" action={ "/cases/" (view.id) "/steps/" (step.id) } novalidate {
            (ask.csrf_fields_at(&view.head_text))
            @if intends(labels, view, step) {
                (part::notice(part::Tone::Info, &ask.t("casework-step-post-title"), html! { p { (ask.t("casework-step-post")) } }))
            }
            @if !asks_day { (stated_field(labels, errors)) }
            @for field in &step.fields { (draw(labels, step, field, &[], errors)) }
            @if step.prejudicial { (confirm(labels, view, step, errors)) }
            (part::actions(
                part::button(&ask.t("casework-step-take")),
                &[Act::new(href(view.id), ask.t("casework-step-cancel"))],
            ))
        }
    }
}

/// The day of a step whose form has no day of its own: today, unless the paper says another.
fn stated_field(labels: &Labels<'_>, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let today = ask.today_typed();
    let field = part::Field::new(STATED, ask.t("casework-step-stated"))
        .hint(ask.t("casework-day-hint"))
        .value(ask.value_or(STATED, &today))
        .error(errors.of(STATED));
    part::partial_date(&field)
}

/// The fields of a step without a case around them: the opening form of another area, with what it knows already.
pub fn fields(labels: &Labels<'_>, step: &Step, known: &[(&str, String)], errors: &FormErrors) -> Markup {
    html! { @for field in &step.fields { (draw(labels, step, field, known, errors)) } }
}

/// Puts what is wrong with the answers beside their fields, in the reader's words.
pub fn wrong(errors: &mut FormErrors, labels: &Labels<'_>, step: &Step, found: &[FieldError]) {
    found.iter().for_each(|error| add(errors, labels, step, error));
}

fn draw(
    labels: &Labels<'_>,
    step: &Step,
    field: &Field,
    known: &[(&str, String)],
    errors: &FormErrors,
) -> Markup {
    let ask = labels.ask;
    let id = name(&field.id);
    let known = known.iter().find(|(key, _)| *key == field.id).map(|(_, value)| value.clone());
    let first = known.unwrap_or_else(|| starting_value(ask, field));
    let optional = (!field.required && !field.must_be_yes).then(|| ask.t("casework-optional"));
    let hint = field.hint.as_ref().map(|hint| labels.said(hint).to_owned());
    let drawn = part::Field {
        optional,
        hint,
        error: errors.of(&id),
        value: ask.value_or(&id, &first).to_owned(),
        ..part::Field::new(&id, labels.said(&field.names))
    };
    match &field.kind {
        FieldKind::Text => part::text(&drawn),
        FieldKind::LongText => part::textarea(&drawn, if step.fields.len() > 3 { 6 } else { 12 }),
        FieldKind::Choice(choices) => choice(labels, drawn, choices),
        FieldKind::YesNo if field.must_be_yes => {
            let chosen = [drawn.value.clone()];
            part::checkboxes(&drawn, &chosen, &[Choice::new("yes", ask.t("casework-step-confirmed"))])
        }
        FieldKind::YesNo => {
            let answers =
                [Choice::new("yes", ask.t("casework-yes")), Choice::new("no", ask.t("casework-no"))];
            part::radios(&drawn.inline(), &answers)
        }
        FieldKind::Day => {
            let hint = drawn.hint.clone().unwrap_or_else(|| ask.t("casework-day-hint"));
            part::partial_date(&part::Field { hint: Some(hint), ..drawn })
        }
        FieldKind::Time => {
            let hint = drawn.hint.clone().unwrap_or_else(|| ask.t("casework-time-hint"));
            part::text(&part::Field { hint: Some(hint), ..drawn }.width(Width::Short).verbatim())
        }
        FieldKind::Language => part::select(&drawn.width(Width::Medium), &languages(ask)),
        FieldKind::Number => part::text(&drawn.width(Width::Tiny).inputmode("numeric").verbatim()),
    }
}

/// The day a step counts from is mostly today; every other question begins empty.
fn starting_value(ask: &Ask, field: &Field) -> String {
    if field.stated_date { ask.today_typed() } else { String::new() }
}

fn choice(labels: &Labels<'_>, field: part::Field, choices: &[(String, procedure::Said)]) -> Markup {
    let answers = choices.iter().map(|(code, said)| Choice::new(code, labels.said(said)));
    if choices.len() <= 7 {
        return part::radios(&field, &answers.collect::<Vec<_>>());
    }
    let first = Choice::new("", labels.ask.t("casework-choose"));
    part::select(&field, &std::iter::once(first).chain(answers).collect::<Vec<_>>())
}

fn languages(ask: &Ask) -> Vec<Choice> {
    let first = Choice::new("", ask.t("casework-choose"));
    let all = codes::languages().iter().map(|l| Choice::new(l.code, l.name(ask.lang)));
    std::iter::once(first).chain(all).collect()
}

/// Nothing is taken from a person by a click: a named member of staff says so in the first person.
fn confirm(labels: &Labels<'_>, view: &CaseView<'_>, step: &Step, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let name = ask.who.name.clone();
    let person = view.principal_name().to_owned();
    let words = ask.tw("casework-step-confirm", &[("name", name.into()), ("person", person.into())]);
    let field = part::Field::new(CONFIRM, ask.t("casework-step-confirm-title")).error(errors.of(CONFIRM));
    let chosen = [ask.value_or(CONFIRM, "").to_owned()];
    html! {
        (part::warning(&ask.t("casework-step-prejudicial")))
        (unconfirmed(labels, step))
        (part::checkboxes(&field, &chosen, &[Choice::new("yes", words)]))
    }
}

/// What the law says of the step and no lawyer has confirmed: whoever puts their name to it is told before.
fn unconfirmed(labels: &Labels<'_>, step: &Step) -> Markup {
    let clauses = step.guard.iter().flat_map(|guard| &guard.clauses).map(|c| (&c.says, &c.cite));
    let all = std::iter::once((&step.names, &step.cite)).chain(clauses);
    let is_open = |cite: &procedure::Cite| !cite.is_platform() && cite.verification != Verification::Verified;
    let open: Vec<&str> = all.filter(|(_, cite)| is_open(cite)).map(|(said, _)| labels.said(said)).collect();
    html! {
        @if !open.is_empty() {
            div.c-note {
                p { (labels.ask.t("casework-step-unconfirmed")) }
                ul.govuk-list.govuk-list--bullet { @for said in open { li { (said) } } }
            }
        }
    }
}

/// What taking the step will bring about, before it is taken.
fn brings(labels: &Labels<'_>, view: &CaseView<'_>, step: &Step) -> Markup {
    let ask = labels.ask;
    let Some(procedure) = view.procedure else { return html! {} };
    let stage =
        step.to.as_deref().and_then(|id| procedure.stage(id)).map(|s| labels.said(&s.names).to_owned());
    let mut lines: Vec<String> = Vec::new();
    lines.extend(stage.map(|stage| ask.tw("casework-brings-stage", &[("stage", stage.into())])));
    let term = |id: &String| procedure.term(id).map(|t| labels.said(&t.names).to_owned());
    lines.extend(
        step.starts.iter().filter_map(term).map(|t| ask.tw("casework-brings-term", &[("term", t.into())])),
    );
    lines.extend(
        step.ends.iter().filter_map(term).map(|t| ask.tw("casework-brings-met", &[("term", t.into())])),
    );
    let linked = |id: &String| labels.laws.labels(id, "").map(|p| labels.said(&p.names).to_owned());
    lines.extend(
        step.opens
            .iter()
            .filter_map(linked)
            .map(|p| ask.tw("casework-brings-case", &[("procedure", p.into())])),
    );
    let document = |id: &String| procedure.document(id).map(|d| labels.said(&d.names).to_owned());
    lines.extend(
        step.issues
            .iter()
            .filter_map(document)
            .map(|d| ask.tw("casework-brings-document", &[("document", d.into())])),
    );
    if lines.is_empty() {
        return html! {};
    }
    let list = html! { ul.govuk-list."govuk-list--bullet" { @for line in &lines { li { (line) } } } };
    part::card(&ask.t("casework-brings-title"), list)
}

fn written(labels: &Labels<'_>, step: &Step) -> Markup {
    part::card(&labels.ask.t("casework-written-title"), html! { p { (labels.cited(&step.cite)) } })
}

/// Where the form of a step is.
pub fn step_href(case: CaseId, step: &str) -> String {
    format!("/cases/{case}/steps/{}", web::percent_encode(step))
}
