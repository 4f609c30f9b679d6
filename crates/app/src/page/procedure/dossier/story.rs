//! The story of a dossier in order: who did what on which day, with what they wrote.

use casework::dossier::{DossierEvent, Told, Way};
use casework::label::Labels;
use casework::step::page::read_out;
use procedure::Step;
use web::part::{self, Moment};
use web::{Markup, html};

/// Everything that happened, the oldest first.
pub fn moments(labels: &Labels<'_>, way: &Way, told: &[Told]) -> Vec<Moment> {
    told.iter().filter_map(|told| moment(labels, way, told)).collect()
}

fn moment(labels: &Labels<'_>, way: &Way, told: &Told) -> Option<Moment> {
    let ask = labels.ask;
    let step_of = |id: &str| way.0.step(id);
    let name =
        |id: &str| step_of(id).map_or_else(|| id.to_owned(), |step| labels.said(&step.names).to_owned());
    let (on, title, by, body) = match &told.event {
        DossierEvent::Opened(o) => (o.on, name(&o.step), &o.by, answers(labels, step_of(&o.step), &o.form)),
        DossierEvent::StepTaken(t) => {
            (t.on, name(&t.step), &t.by, answers(labels, step_of(&t.step), &t.form))
        }
        // The text itself stands below; an earlier one is opened on request.
        DossierEvent::DraftWritten(written) => {
            let args = [
                ("version", written.version.as_str().into()),
                ("day", ask.day_long(written.valid_from).into()),
            ];
            let on = ask.day_of(told.at);
            let text = part::details(&ask.t("app-dossier-draft-text"), code(&written.text));
            return Some(Moment {
                title: html! { (ask.tw("app-dossier-drafted", &args)) },
                note: Some(part::screen_only(text)),
                ..Moment::new(on.to_string(), ask.day(on), "")
            });
        }
        DossierEvent::Adopted(a) => {
            let args = [("version", a.version.as_str().into()), ("day", ask.day_long(a.valid_from).into())];
            let seen = html! {
                p { (ask.t("app-dossier-seen")) }
                @if a.findings.is_empty() { p { (ask.t("app-dossier-findings-none")) } }
                @else { ul.govuk-list.govuk-list--bullet { @for line in &a.findings { li { (line) } } } }
            };
            (a.on, ask.tw("app-dossier-adopted-moment", &args), &a.by, seen)
        }
    };
    Some(Moment {
        note: Some(html! { p { (by) } (body) }),
        ..Moment::new(on.to_string(), ask.day(on), title)
    })
}

/// What was answered to a step's form, question by question.
fn answers(labels: &Labels<'_>, step: Option<&Step>, form: &casework::FormMap) -> Markup {
    let question = |id: &str| step.and_then(|step| step.field(id));
    // In the order of the form; what the form no longer asks comes last.
    let mut given: Vec<(&String, &String)> = form.iter().collect();
    let place = |id: &str| step.and_then(|step| step.fields.iter().position(|field| field.id == id));
    given.sort_by_key(|(id, _)| place(id).unwrap_or(usize::MAX));
    html! {
        @if !given.is_empty() {
            dl.c-sum {
                @for (id, value) in given {
                    @match question(id) {
                        Some(field) => { dt { (labels.said(&field.names)) } dd { (lines(&read_out(labels, field, value))) } },
                        None => { dt { (id) } dd { (lines(value)) } },
                    }
                }
            }
        }
    }
}

/// A text of several lines, each on its own.
pub fn lines(text: &str) -> Markup {
    html! { @for line in text.lines() { div { (line) } } }
}

/// A law file as it is written.
pub fn code(text: &str) -> Markup {
    html! { pre.c-code tabindex="0" { code { (text) } } }
}
