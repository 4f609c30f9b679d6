//! The steps of a procedure: who takes each, from where to where, what must hold before, and what it sets going.

use super::super::account::role_name;
use super::cite::cited;
use super::reform::struck_line;
use super::statement::Signs;
use super::term::length_words;
use procedure::{Clause, Law, Procedure, Said, Step, TaskRule};
use web::part::{self, Answer, TagKind};
use web::{Ask, Markup, html};

/// What a step is read with.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub ask: &'a Ask,
    pub signs: &'a Signs<'a>,
    pub law: &'a Law,
    pub procedure: &'a Procedure,
    /// The words for where something stands in the drawing.
    pub here: &'static str,
}

impl Reading<'_> {
    pub fn said<'s>(&self, said: &'s Said) -> &'s str {
        said.in_lang(self.ask.lang)
    }
    fn t(&self, key: &str) -> String {
        self.ask.t(key)
    }
    pub fn stage(&self, id: &str) -> String {
        self.procedure.stage(id).map_or_else(|| id.to_owned(), |s| self.said(&s.names).to_owned())
    }
    pub fn step(&self, id: &str) -> String {
        self.procedure.step(id).map_or_else(|| id.to_owned(), |s| self.said(&s.names).to_owned())
    }
    pub fn term(&self, id: &str) -> String {
        self.procedure.term(id).map_or_else(|| id.to_owned(), |t| self.said(&t.names).to_owned())
    }
    fn document(&self, id: &str) -> String {
        self.procedure.document(id).map_or_else(|| id.to_owned(), |d| self.said(&d.names).to_owned())
    }
    fn other_procedure(&self, id: &str) -> String {
        let found = self.law.procedures.iter().find(|p| p.id == id);
        found.map_or_else(|| id.to_owned(), |p| self.said(&p.names).to_owned())
    }
    pub fn office(&self, id: &str) -> String {
        self.law.office(id).map_or_else(|| id.to_owned(), |o| self.said(&o.names).to_owned())
    }
    fn fact(&self, id: &str) -> String {
        self.procedure.fact(id).map_or_else(|| id.to_owned(), |f| self.said(&f.names).to_owned())
    }

    /// One step, to be opened on request; it can be linked to.
    pub fn card(&self, step: &Step) -> Markup {
        html! { div id={ "step-" (step.id) } { (part::details(self.said(&step.names), self.body(step))) } }
    }

    fn body(&self, step: &Step) -> Markup {
        let is_opening = step.id == self.procedure.opening.id;
        let struck = self.procedure.struck.iter().find(|s| s.what.strip_prefix("steps.") == Some(&step.id));
        html! {
                @if let Some(struck) = struck { (struck_line(self.ask, self.signs, struck)) }
                @if step.remedy || step.prejudicial || is_opening {
                    p {
                        @if is_opening { (part::tag(TagKind::Plain, &self.t("app-law-opens-case"))) " " }
                        @if step.remedy { (part::tag(TagKind::Good, &self.t("app-law-remedy-mark"))) " " }
                        @if step.prejudicial { (part::tag(TagKind::Restricted, &self.t("app-law-prejudicial"))) }
                    }
                }
                @if let Some(hint) = &step.hint { p { (self.said(hint)) } }
                (part::summary_list(&self.lines(step)))
        }
    }

    fn lines(&self, step: &Step) -> Vec<Answer> {
        let mut lines = vec![("app-law-who", self.who(step)), ("app-law-way", self.way(step))];
        if step.guard.is_some() || !step.not_same_as.is_empty() {
            lines.push(("app-law-only-if", self.conditions(step)));
        }
        if let Some(commission) = &step.in_session {
            let name = self.law.commission(commission).map_or(commission.as_str(), |c| self.said(&c.names));
            lines.push(("app-law-session", html! { (name) }));
        }
        let mut named = |key: &'static str, names: Vec<String>| {
            if !names.is_empty() {
                lines.push((key, list(names)));
            }
        };
        named("app-law-starts", step.starts.iter().map(|id| self.term(id)).collect());
        named("app-law-ends", step.ends.iter().map(|id| self.term(id)).collect());
        named("app-law-opens", step.opens.iter().map(|id| self.other_procedure(id)).collect());
        named("app-law-issues", step.issues.iter().map(|id| self.document(id)).collect());
        if !step.tasks.is_empty() {
            lines.push(("app-law-tasks", self.tasks(step)));
        }
        lines.push(("app-law-written", cited(self.ask, self.signs, &step.cite)));
        lines.into_iter().map(|(key, body)| Answer::marked(self.t(key), body)).collect()
    }

    fn who(&self, step: &Step) -> Markup {
        let roles: Vec<String> = step.by.iter().map(|role| role_name(self.ask, *role)).collect();
        let offices: Vec<String> = step.offices.iter().map(|office| self.office(office)).collect();
        html! {
            (roles.join(", "))
            @if !offices.is_empty() { div.c-note { (offices.join("; ")) } }
        }
    }

    /// From where to where, in the names of the stages.
    pub fn way(&self, step: &Step) -> Markup {
        let from: Vec<String> = step.from.iter().map(|stage| self.stage(stage)).collect();
        html! {
            @if !from.is_empty() { (from.join(", ")) " → " }
            @match &step.to {
                Some(_) if step.gives_back.is_some() => (self.t("app-law-gives-back")),
                Some(to) => (self.stage(to)),
                None => (self.t("app-law-stays")),
            }
        }
    }

    fn conditions(&self, step: &Step) -> Markup {
        let clauses = step.guard.iter().flat_map(|guard| &guard.clauses);
        html! {
            ul.govuk-list role="list" {
                @for clause in clauses { li { (self.clause(clause)) } }
                @if !step.not_same_as.is_empty() {
                    @let others: Vec<String> = step.not_same_as.iter().map(|id| self.step(id)).collect();
                    li {
                        (self.ask.tw("app-law-not-same", &[("steps", others.join(", ").into())]))
                        @if let Some(says) = &step.not_same_says { div.c-note { q { (self.said(says)) } } }
                    }
                }
            }
        }
    }

    /// What the officer is told when it does not hold, and what Ceiba looks at to know.
    fn clause(&self, clause: &Clause) -> Markup {
        let facts: Vec<String> = clause.asks.iter().map(|fact| self.fact(fact)).collect();
        html! {
            q { (self.said(&clause.says)) }
            div.c-note { (self.t("app-law-looks-at")) " " (facts.join(", ")) ": " code { (clause.expression) } }
            div.c-note { (cited(self.ask, self.signs, &clause.cite)) }
        }
    }

    fn tasks(&self, step: &Step) -> Markup {
        html! {
            ul.govuk-list role="list" {
                @for task in &step.tasks { li { (self.task(task)) (self.signs.beside(self.ask, &task.cite)) } }
            }
        }
    }

    fn task(&self, task: &TaskRule) -> String {
        let name = self.said(&task.names);
        let role = role_name(self.ask, task.role);
        match task.within {
            Some(length) => format!("{name} ({role}, {})", length_words(self.ask, length)),
            None => format!("{name} ({role})"),
        }
    }
}

/// One thing as it is, several one under the other.
fn list(names: Vec<String>) -> Markup {
    html! {
        @if let [name] = names.as_slice() { (name) }
        @else { ul.govuk-list role="list" { @for name in &names { li { (name) } } } }
    }
}
