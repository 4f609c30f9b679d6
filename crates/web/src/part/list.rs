//! Facts and things to do as lists: check-your-answers, short facts in a card, tasks with their state.

use maud::{Markup, html};

use super::button::{Act, link};
use super::icon::{Icon, icon};

/// One line of a check-your-answers list.
#[derive(Clone, Debug)]
pub struct Answer {
    pub question: String,
    pub answer: Markup,
    /// Where it can be changed; give `about` so the link says what it changes.
    pub change: Option<Act>,
}

impl Answer {
    pub fn new(question: impl Into<String>, answer: impl AsRef<str>) -> Answer {
        Answer { question: question.into(), answer: html! { (answer.as_ref()) }, change: None }
    }
    pub fn marked(question: impl Into<String>, answer: Markup) -> Answer {
        Answer { question: question.into(), answer, change: None }
    }
    pub fn change(mut self, act: Act) -> Answer {
        self.change = Some(act);
        self
    }
}

/// Questions and answers, each with its own "change" link.
pub fn summary_list(answers: &[Answer]) -> Markup {
    let some_change = answers.iter().any(|line| line.change.is_some());
    html! {
        dl.govuk-summary-list {
            @for line in answers {
                div.govuk-summary-list__row."govuk-summary-list__row--no-actions"[some_change && line.change.is_none()] {
                    dt.govuk-summary-list__key { (line.question) }
                    dd.govuk-summary-list__value { (line.answer) }
                    @if let Some(change) = &line.change { dd.govuk-summary-list__actions { (link(change)) } }
                }
            }
        }
    }
}

/// Short facts in two columns, without lines, for cards at the side.
pub fn facts(lines: &[(String, Markup)]) -> Markup {
    html! { dl.c-facts { @for (name, value) in lines { dt { (name) } dd { (value) } } } }
}

/// How far a task is. The words of each state are given beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    Open,
    Urgent,
    Waiting,
    Done,
    Blocked,
}

/// Something somebody must do.
#[derive(Clone, Debug)]
pub struct Task {
    pub name: String,
    /// None when it cannot be started yet, or not by this reader.
    pub href: Option<String>,
    /// Why, for whom, until when.
    pub note: Option<String>,
    pub state: TaskState,
    /// The state in words: "Por hacer".
    pub words: String,
}

/// Tasks, one under the other, each with its state as sign and word. `id` must be unique on the page.
pub fn tasks(id: &str, tasks: &[Task]) -> Markup {
    html! {
        ul.c-tasks role="list" {
            @for (place, task) in tasks.iter().enumerate() {
                @let state_id = format!("{id}-{}-state", place + 1);
                li.c-tasks__item."c-tasks__item--done"[task.state == TaskState::Done] {
                    div {
                        @if let Some(href) = &task.href { a.govuk-link href=(href) aria-describedby=(state_id) { (task.name) } }
                        @else { (task.name) }
                        @if let Some(note) = &task.note { div.c-note { (note) } }
                    }
                    div.c-tasks__state id=(state_id) { (task_badge(task.state, &task.words)) }
                }
            }
        }
    }
}

fn task_badge(state: TaskState, words: &str) -> Markup {
    let (class, sign) = match state {
        TaskState::Open => ("c-badge c-badge--plain", None),
        TaskState::Urgent => ("c-badge c-badge--over", Some(Icon::Alert)),
        TaskState::Waiting => ("c-badge c-badge--wait", Some(Icon::Waiting)),
        TaskState::Done => ("c-badge c-badge--ok", Some(Icon::Tick)),
        TaskState::Blocked => ("c-badge c-badge--unsure", Some(Icon::Lock)),
    };
    html! { span class=(class) { @if let Some(sign) = sign { (icon(sign)) } (words) } }
}
