//! One step of a dossier: its form, made from what the way says; before an adoption also what was found in the draft.

use super::super::signature;
use super::findings::{Examined, examine};
use super::{found, href, stage_name};
use crate::simulation;
use casework::Laws;
use casework::dossier::{Dossier, DossierRefusal, Take, Way, take};
use casework::label::Labels;
use casework::step::page::{fields, read_out, typed, wrong};
use ledger::{Loaded, Stamp};
use procedure::{LawError, Offered, Step};
use web::part::{self, Act, Tone};
use web::{Ask, FormErrors, House, Markup, Page, Reply, StaleRow, Trouble, html};

/// The field of a draft, as [`typed`] posts it.
const DRAFT: &str = "f-draft";

/// What a page of a step is made with.
struct Sheet<'a> {
    house: &'a House,
    ask: &'a Ask,
    way: &'a Way,
    dossier: &'a Loaded<Dossier>,
    step: &'a Step,
}

/// `GET /procedures/dossiers/{dossier}/steps/{step}`
pub fn form(house: &House, ask: &Ask) -> Reply {
    let (dossier, step) = asked(house, ask)?;
    let sheet = Sheet { house, ask, way: house.room(), dossier: &dossier, step };
    Ok(sheet.page(&ask.errors(), &[]).into())
}

/// `POST /procedures/dossiers/{dossier}/steps/{step}`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let (dossier, step) = asked(house, ask)?;
    let (laws, way) = (house.room::<Laws>(), house.room::<Way>());
    let sheet = Sheet { house, ask, way, dossier: &dossier, step };
    let errors = ask.errors();
    if !errors.is_empty() {
        return Err(Trouble::Invalid(sheet.page(&errors, &[])));
    }
    let findings = sheet.examined().and_then(Result::ok).map(|seen| seen.lines(ask)).unwrap_or_default();
    let (stamp, by) = (Stamp::new(ask.who.actor()), signature(house, ask));
    let asked = Take {
        dossier: dossier.id,
        step: &step.id,
        form: typed(ask, step),
        by: &by,
        findings: &findings,
        head: ask.head(),
    };
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        take(tx, laws, way, &stamp, asked).map(|dossier| dossier.id.to_string())
    });
    match done {
        Ok(_) => Ok(ask.done(&href(dossier.id), "app-dossier-step-done")),
        Err(refusal) => Err(sheet.refused(refusal)),
    }
}

fn asked<'a>(house: &'a House, ask: &Ask) -> Result<(Loaded<Dossier>, &'a Step), Trouble> {
    let dossier = found(house, ask)?;
    let way: &'a Way = house.room();
    let step = way.0.steps.iter().find(|s| s.id == ask.param("step")).ok_or(Trouble::NotFound)?;
    Ok((dossier, step))
}

impl Sheet<'_> {
    /// What was found in the draft, where the step makes a version of it.
    fn examined(&self) -> Option<Result<Examined, Vec<LawError>>> {
        let makes = self.step.field("valid_from").is_some();
        if makes { examine(self.house.room::<Laws>(), &self.dossier.state) } else { None }
    }

    fn refused(&self, refusal: DossierRefusal) -> Trouble {
        let ask = self.ask;
        let mut errors = FormErrors::new();
        let mut mistakes = Vec::new();
        match refusal {
            DossierRefusal::NoDossier | DossierRefusal::NoVersion => return Trouble::NotFound,
            DossierRefusal::Fault(fault) => return fault.into(),
            DossierRefusal::Stale => return Trouble::Stale { rows: self.both() },
            DossierRefusal::NotHere => return Trouble::Refused(ask.t("app-dossiers-at-post")),
            // The page says itself why it is closed, and keeps what was typed.
            DossierRefusal::NotOffered | DossierRefusal::Gate(_) if self.closed().is_some() => {}
            DossierRefusal::NotOffered | DossierRefusal::Gate(_) | DossierRefusal::NoDraft => {
                return Trouble::Refused(ask.t("app-dossier-not-offered"));
            }
            DossierRefusal::Form(found) => {
                wrong(&mut errors, &Labels::new(self.house, ask), self.step, &found);
            }
            DossierRefusal::NoReference => errors.add("f-reference", ask.t("app-dossier-error-reference")),
            DossierRefusal::OtherDay(day) => {
                let args = [("day", ask.day_long(day).into())];
                errors.add("f-valid_from", ask.tw("app-dossier-error-day", &args));
            }
            DossierRefusal::OtherProcedure(id) => {
                let words = ask.tw("app-dossier-error-procedure", &[("procedure", id.as_str().into())]);
                errors.add(self.draft_field(), words);
            }
            DossierRefusal::VersionName(name) => {
                let words = ask.tw("app-dossier-error-name", &[("name", name.as_str().into())]);
                errors.add(self.draft_field(), words);
            }
            DossierRefusal::Unreadable(found) => {
                let words = match found.iter().find_map(|m| m.line) {
                    Some(line) => ask.tw("app-dossier-error-draft-line", &[("line", line.into())]),
                    None => ask.t("app-dossier-error-draft"),
                };
                errors.add(self.draft_field(), words);
                mistakes = found;
            }
        }
        Trouble::Invalid(self.page(&errors, &mistakes))
    }

    /// Where a mistake of the draft is said: at its text, or at the first field of a form that has none.
    fn draft_field(&self) -> &'static str {
        if self.step.field("draft").is_some() { DRAFT } else { "f-valid_from" }
    }

    fn page(&self, errors: &FormErrors, mistakes: &[LawError]) -> Page {
        let (ask, state) = (self.ask, &self.dossier.state);
        let labels = Labels::new(self.house, ask);
        let title = labels.said(&self.step.names).to_owned();
        let hint = self.step.hint.as_ref().map(|hint| labels.said(hint));
        let body = html! {
            (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
            (part::heading(&title, Some(state.title()), hint))
            @if !mistakes.is_empty() { (simulation::page::mistakes(ask, mistakes)) }
            @if let Some(closed) = self.closed() {
                (closed)
                (self.kept(&labels))
                p { (part::link(&Act::new(href(self.dossier.id), ask.t("app-dossier-back")))) }
            } @else {
                @if let Some(examined) = self.examined() { (self.findings(examined)) }
                (part::prose(self.fields(&labels, errors)))
            }
        };
        let back = part::back_link(&Act::new(href(self.dossier.id), state.title()));
        Page::new(title, body).section("procedures").back(back)
    }

    fn findings(&self, examined: Result<Examined, Vec<LawError>>) -> Markup {
        let ask = self.ask;
        match examined {
            Ok(examined) => {
                let draft = &examined.draft.version;
                let args = [
                    ("version", draft.version.as_str().into()),
                    ("day", ask.day_long(draft.valid_from).into()),
                ];
                part::section(
                    &ask.tw("app-dossier-before-adopting", &args),
                    examined.shown(self.house, ask, self.dossier.id),
                )
            }
            Err(mistakes) => simulation::page::mistakes(ask, &mistakes),
        }
    }

    fn fields(&self, labels: &Labels<'_>, errors: &FormErrors) -> Markup {
        let ask = self.ask;
        let known = [("draft", self.first_text())];
        html! {
            form method="post" action={ (href(self.dossier.id)) "/steps/" (self.step.id) } novalidate {
                (ask.csrf_fields_at(&self.dossier.head_text()))
                (fields(labels, self.step, &known, errors))
                (part::actions(
                    part::button(labels.said(&self.step.names)),
                    &[Act::new(href(self.dossier.id), ask.t("app-dossier-cancel"))],
                ))
            }
        }
    }

    /// The draft to go on with: the newest one, or the first lines of a new one.
    fn first_text(&self) -> String {
        let state = &self.dossier.state;
        match (&state.draft, &state.opened) {
            (Some(written), _) => written.text.clone(),
            (None, Some(opened)) => format!(
                "id = \"{}\"\nversion = \"\"\nvalid_from = \"\"\nbased_on = \"{}\"\n",
                opened.procedure, opened.version
            ),
            (None, None) => String::new(),
        }
    }

    /// Why there is no form: the step is not open from here, not to this person, or the law is kept elsewhere.
    fn closed(&self) -> Option<Markup> {
        let (ask, state) = (self.ask, &self.dossier.state);
        let say = |body: Markup| Some(part::notice(Tone::Info, &ask.t("app-dossier-closed"), body));
        if !self.house.room::<Laws>().has_authority() {
            return say(html! { p { (ask.t("app-dossiers-at-post")) } });
        }
        let offers = self.way.offers(state, &ask.who.actor(), ask.today);
        match offers.into_iter().find(|offer| offer.step.id == self.step.id).map(|offer| offer.state) {
            Some(Offered::Offered) => None,
            Some(Offered::Refused(reasons)) => say(html! {
                ul.govuk-list.govuk-list--bullet { @for reason in reasons { li { (reason.says.in_lang(ask.lang)) } } }
            }),
            Some(Offered::NotYours) => say(html! { p { (ask.t("app-dossier-not-offered")) } }),
            None => {
                let stage = stage_name(ask, self.way, &state.stage);
                say(html! { p { (ask.tw("app-dossier-elsewhere", &[("stage", stage.into())])) } })
            }
        }
    }

    /// What was typed into a form that is closed by now, to copy it.
    fn kept(&self, labels: &Labels<'_>) -> Markup {
        let ask = self.ask;
        let typed = |field: &procedure::Field| {
            let value = ask.values().text(&format!("f-{}", field.id));
            let is_typed = !value.is_empty();
            is_typed.then(|| (labels.said(&field.names).to_owned(), read_out(labels, field, value)))
        };
        let lines: Vec<(String, String)> = self.step.fields.iter().filter_map(typed).collect();
        if !ask.has_values() || lines.is_empty() {
            return html! {};
        }
        let list =
            html! { dl.c-sum { @for (question, answer) in &lines { dt { (question) } dd { (answer) } } } };
        part::card(&ask.t("app-dossier-kept"), list)
    }

    /// What was typed beside what the dossier says by now.
    fn both(&self) -> Vec<StaleRow> {
        let (ask, state) = (self.ask, &self.dossier.state);
        let labels = Labels::new(self.house, ask);
        let from = self.step.from.first().map(|id| stage_name(ask, self.way, id)).unwrap_or_default();
        let mut rows = vec![StaleRow {
            label: ask.t("app-law-stage"),
            typed: from,
            now: stage_name(ask, self.way, &state.stage),
        }];
        let theirs = state.taken(&self.step.id).next_back().map(|t| t.form.clone()).unwrap_or_default();
        for field in &self.step.fields {
            let typed = ask.form.text(&format!("f-{}", field.id));
            let now = match (field.id.as_str(), &state.draft) {
                ("draft", Some(written)) => written.text.clone(),
                _ => theirs.get(&field.id).map(|value| read_out(&labels, field, value)).unwrap_or_default(),
            };
            if !typed.is_empty() || !now.is_empty() {
                let label = labels.said(&field.names).to_owned();
                rows.push(StaleRow { label, typed: read_out(&labels, field, typed), now });
            }
        }
        rows
    }
}
