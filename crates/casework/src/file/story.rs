//! The history of a file in sentences, newest first: each act with what followed from it.

use crate::case::Moment;
use crate::file::CaseView;
use crate::label::Labels;
use crate::model::{CaseEvent, FormMap, IssuedLetter, StepTaken, TransferEnd};
use jiff::SignedDuration;
use jiff::civil::Date;
use procedure::{Field, Procedure};
use web::{Markup, html, part};

/// An act and what was written down with it in the same breath.
struct Act<'a> {
    moment: &'a Moment,
    followed: Vec<&'a Moment>,
}

/// The moments of a case's page, newest first.
pub(crate) fn moments(labels: &Labels<'_>, view: &CaseView<'_>) -> Vec<part::Moment> {
    acts(&view.timeline).into_iter().rev().filter_map(|act| moment(labels, view, &act)).collect()
}

/// What a step brings about follows it in the file at once; anything later stands by itself.
fn acts(timeline: &[Moment]) -> Vec<Act<'_>> {
    let mut acts: Vec<Act<'_>> = Vec::new();
    for moment in timeline {
        match acts.last_mut() {
            Some(act) if follows(act, moment) => act.followed.push(moment),
            _ => acts.push(Act { moment, followed: Vec::new() }),
        }
    }
    acts
}

fn follows(act: &Act<'_>, next: &Moment) -> bool {
    let lead = act.moment;
    let at_once = next.at.duration_since(lead.at) < SignedDuration::from_secs(2) && lead.by == next.by;
    let leads = matches!(lead.event, CaseEvent::Opened(_) | CaseEvent::StepTaken(_));
    // The opening step belongs to the opening.
    let is_step = |event: &CaseEvent| matches!(event, CaseEvent::StepTaken(_));
    let opening =
        matches!(lead.event, CaseEvent::Opened(_)) && !act.followed.iter().any(|m| is_step(&m.event));
    let stands_alone =
        matches!(next.event, CaseEvent::NoteWritten { .. }) || is_step(&next.event) && !opening;
    at_once && leads && !stands_alone
}

fn moment(labels: &Labels<'_>, view: &CaseView<'_>, act: &Act<'_>) -> Option<part::Moment> {
    let on = day_of(labels, act.moment);
    let title = title(labels, view, act.moment, opening_step(act))?;
    let told = act.followed.iter().filter(|m| !is_met_at_once(act, m));
    let consequences: Vec<String> = told.filter_map(|m| consequence(labels, view, m)).collect();
    let answers = answers(labels, view, act);
    let note = html! {
        (by(labels, act.moment, on))
        @for line in said_with(labels, act.moment) { div.c-long { (line) } }
        @for line in &consequences { div { (line) } }
        (answers)
    };
    let when = if on.year() == labels.ask.today.year() {
        labels.ask.words().day_of_year(labels.lang(), on)
    } else {
        labels.ask.day(on)
    };
    Some(part::Moment { iso: on.to_string(), when, title: html! { (title) }, note: Some(note) })
}

/// A term that begins and is met by one act (filing in time) is told once, as met.
fn is_met_at_once(act: &Act<'_>, moment: &Moment) -> bool {
    let CaseEvent::TermStarted(started) = &moment.event else { return false };
    act.followed.iter().any(|m| {
        matches!(&m.event, CaseEvent::TermMet { term, run, .. } if *term == started.term && *run == started.run)
    })
}

/// The legal date where there is one, else the day it was written down.
pub(crate) fn day_of(labels: &Labels<'_>, moment: &Moment) -> Date {
    match &moment.event {
        CaseEvent::Opened(opened) => opened.legal_date,
        CaseEvent::StepTaken(step) => step.on,
        CaseEvent::StepIntended { on, .. } => *on,
        _ => moment.stated.unwrap_or_else(|| labels.ask.day_of(moment.at)),
    }
}

pub(crate) fn title(
    labels: &Labels<'_>,
    view: &CaseView<'_>,
    moment: &Moment,
    opening: Option<&StepTaken>,
) -> Option<String> {
    let ask = labels.ask;
    Some(match &moment.event {
        CaseEvent::Opened(_) => match opening {
            Some(step) => step_name(labels, view, &step.step),
            None => ask.t("casework-story-opened"),
        },
        CaseEvent::StepTaken(step) => step_name(labels, view, &step.step),
        CaseEvent::CardIssued(card) => {
            ask.tw("casework-story-card", &[("serial", card.serial.clone().into())])
        }
        CaseEvent::Assigned { account: Some(account) } => {
            ask.tw("casework-story-assigned", &[("name", labels.staff(*account).into())])
        }
        CaseEvent::Assigned { account: None } => ask.t("casework-story-unassigned"),
        CaseEvent::OfficeChanged { to, .. } => {
            ask.tw("casework-story-sent", &[("office", labels.office(to).into())])
        }
        CaseEvent::NoteWritten { text } => text.clone(),
        CaseEvent::TransferAsked(asked) => {
            ask.tw("casework-story-transfer-asked", &[("office", labels.office(&asked.to).into())])
        }
        CaseEvent::TransferEnded { how, .. } => ask.t(match how {
            TransferEnd::Accepted => "casework-story-transfer-accepted",
            TransferEnd::Returned => "casework-story-transfer-returned",
            TransferEnd::Withdrawn => "casework-story-transfer-withdrawn",
        }),
        CaseEvent::PersonSeparated { .. } => ask.t("casework-story-separated"),
        CaseEvent::PersonJoined { .. } => ask.t("casework-story-joined"),
        CaseEvent::LawChanged(change) => {
            ask.tw("casework-story-law", &[("version", change.to.version.clone().into())])
        }
        CaseEvent::StepIntended { step, .. } => {
            let step = labels.step(view.procedure, step);
            ask.tw("casework-story-intended", &[("step", step.into())])
        }
        CaseEvent::ContestSettled { .. } => ask.t("casework-story-contest-settled"),
        _ => return consequence(labels, view, moment),
    })
}

fn opening_step<'a>(act: &Act<'a>) -> Option<&'a StepTaken> {
    act.followed
        .iter()
        .find_map(|m| if let CaseEvent::StepTaken(step) = &m.event { Some(step) } else { None })
}

/// What followed from an act, in one short sentence.
fn consequence(labels: &Labels<'_>, view: &CaseView<'_>, moment: &Moment) -> Option<String> {
    let ask = labels.ask;
    let term = |id: &str| ("term", labels.term(&view.head, id).into());
    let day = |day: Date| ("day", ask.day(day).into());
    Some(match &moment.event {
        CaseEvent::TermStarted(started) => match started.due {
            Some(due) => ask.tw("casework-story-term-started", &[term(&started.term), day(due)]),
            None => ask.tw("casework-story-term-endless", &[term(&started.term)]),
        },
        CaseEvent::TermMet { term: id, .. } => ask.tw("casework-story-term-met", &[term(id)]),
        CaseEvent::TermMoved { term: id, due: Some(due), .. } => {
            ask.tw("casework-story-term-moved", &[term(id), day(*due)])
        }
        CaseEvent::TermMoved { term: id, .. } => ask.tw("casework-story-term-open", &[term(id)]),
        CaseEvent::TaskOpened { kind, step, .. } => {
            let task = labels.task(view.procedure, kind, step.as_deref());
            ask.tw("casework-story-task-opened", &[("task", task.into())])
        }
        CaseEvent::TaskDone { task, .. } => {
            let found = view.case.tasks.get(task)?;
            let name = labels.task(view.procedure, &found.kind, found.step.as_deref());
            ask.tw("casework-story-task-done", &[("task", name.into())])
        }
        CaseEvent::StepIntentEnded { id, confirmed, .. } => {
            let intent = view.case.intents.iter().find(|intent| intent.id == *id)?;
            let key =
                if *confirmed { "casework-story-intent-confirmed" } else { "casework-story-intent-rejected" };
            let args = [
                ("step", labels.step(view.procedure, &intent.step).into()),
                ("name", labels.staff(intent.by.account).into()),
                ("office", labels.office(&intent.by.office).into()),
                ("day", ask.day(ask.day_of(intent.at)).into()),
            ];
            ask.tw(key, &args)
        }
        CaseEvent::ChildCaseLinked { case, .. } => {
            let linked = view.links.iter().find(|head| head.id == *case)?;
            let name = labels.procedure(linked);
            ask.tw(
                "casework-story-linked",
                &[("procedure", name.into()), ("number", linked.number.clone().into())],
            )
        }
        CaseEvent::LetterReprinted { id } => {
            ask.tw("casework-story-letter-copied", &[("serial", serial_of(view, *id).into())])
        }
        CaseEvent::LetterRevoked { id, why, .. } => {
            let args = [("serial", serial_of(view, *id).into()), ("why", why.clone().into())];
            ask.tw("casework-story-letter-revoked", &args)
        }
        CaseEvent::LetterIssued(IssuedLetter { serial, .. }) | CaseEvent::LetterMade { serial, .. } => {
            ask.tw("casework-story-letter", &[("serial", serial.clone().into())])
        }
        CaseEvent::Assigned { account: Some(account) } => {
            ask.tw("casework-story-assigned", &[("name", labels.staff(*account).into())])
        }
        _ => return None,
    })
}

/// The serial of a letter of this file.
fn serial_of(view: &CaseView<'_>, id: uuid::Uuid) -> String {
    view.case.letters.iter().find(|letter| letter.id == id).map(|l| l.serial.clone()).unwrap_or_default()
}

fn step_name(labels: &Labels<'_>, view: &CaseView<'_>, step: &str) -> String {
    labels.step(view.procedure, step)
}

/// What was said with a transfer or a change of law.
pub(crate) fn said_with(labels: &Labels<'_>, moment: &Moment) -> Vec<String> {
    use crate::transfer::page::{agrees_key, urgency_key};
    let ask = labels.ask;
    let lines = match &moment.event {
        CaseEvent::TransferAsked(asked) => vec![
            asked.reason.clone(),
            ask.t(urgency_key(asked.urgency)),
            ask.t(agrees_key(asked.agrees)),
            asked.told.clone(),
        ],
        CaseEvent::TransferEnded { reason, .. } => vec![reason.clone()],
        CaseEvent::LawChanged(change) => vec![change.why.clone()],
        CaseEvent::StepIntentEnded { reason, .. } | CaseEvent::ContestSettled { reason, .. } => {
            vec![reason.clone()]
        }
        _ => Vec::new(),
    };
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// Who, where, and when it was written down if that was another day.
fn by(labels: &Labels<'_>, moment: &Moment, on: Date) -> String {
    let ask = labels.ask;
    let mut line = format!("{} · {}", labels.staff(moment.by.account), labels.office(&moment.by.office));
    if let CaseEvent::StepTaken(step) = &moment.event
        && let Some(confirmed) = &step.confirmed
        && confirmed.name != labels.staff(moment.by.account)
    {
        let words = ask.tw("casework-story-confirmed", &[("name", confirmed.name.clone().into())]);
        line.push_str(&format!(" · {words}"));
    }
    let written = ask.day_of(moment.at);
    if written != on {
        let words = ask.tw("casework-story-written", &[("day", ask.day(written).into())]);
        line.push_str(&format!(" · {words}"));
    }
    line
}

/// What was written in the form of a step, opened on request.
fn answers(labels: &Labels<'_>, view: &CaseView<'_>, act: &Act<'_>) -> Markup {
    let step = match &act.moment.event {
        CaseEvent::StepTaken(step) => Some(step),
        _ => opening_step(act),
    };
    let Some((step, procedure)) = step.zip(view.procedure) else { return html! {} };
    let lines = answered(labels, procedure, &step.step, &step.form);
    if lines.is_empty() {
        return html! {};
    }
    let list = html! {
        dl.c-sum { @for (question, answer) in &lines { dt { (question) } dd.c-long { (answer) } } }
    };
    html! { details.c-more { summary { (labels.ask.t("casework-story-answers")) } div { (list) } } }
}

pub(crate) fn answered(
    labels: &Labels<'_>,
    procedure: &Procedure,
    step: &str,
    form: &FormMap,
) -> Vec<(String, String)> {
    let Some(step) = procedure.step(step) else { return Vec::new() };
    let line = |field: &Field| {
        let value = said_value(labels, field, form)?;
        Some((labels.said(&field.names).to_owned(), value))
    };
    step.fields.iter().filter_map(line).collect()
}

/// An answer as people read it: the name of a choice, a day in words.
fn said_value(labels: &Labels<'_>, field: &Field, form: &FormMap) -> Option<String> {
    let value = form.get(&field.id).filter(|v| !v.is_empty())?;
    Some(crate::step::page::read_out(labels, field, value))
}
