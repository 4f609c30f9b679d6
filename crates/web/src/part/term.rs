//! Terms: what is due, how soon, and the whole sum behind the date, so that anybody can check it.

use maud::{Markup, html};

use super::button::{Act, link};
use super::icon::{Icon, icon};

/// Where a term stands. Sign, shape and word differ, not only the hue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermState {
    /// The day has passed: solid clay, exclamation mark.
    Overdue { days: i64 },
    /// Few days left: pale amber, clock.
    DueSoon { days: i64 },
    /// Time enough, or met: pale jade, tick.
    Ok,
    /// Somebody else must act: white, hourglass.
    Waiting,
    /// The source does not settle the length, or nobody has verified it: dashed, question mark.
    Unverified,
}

impl TermState {
    /// The Fluent key that says it, and the number it takes as `$days`.
    pub fn key(self) -> (&'static str, Option<i64>) {
        match self {
            TermState::Overdue { days } => ("part-term-overdue", Some(days)),
            TermState::DueSoon { days } => ("part-term-due-soon", Some(days)),
            TermState::Ok => ("part-term-ok", None),
            TermState::Waiting => ("part-term-waiting", None),
            TermState::Unverified => ("part-term-unverified", None),
        }
    }

    fn look(self) -> (&'static str, Icon) {
        match self {
            TermState::Overdue { .. } => ("c-badge c-badge--over", Icon::Alert),
            TermState::DueSoon { .. } => ("c-badge c-badge--soon", Icon::Clock),
            TermState::Ok => ("c-badge c-badge--ok", Icon::Tick),
            TermState::Waiting => ("c-badge c-badge--wait", Icon::Waiting),
            TermState::Unverified => ("c-badge c-badge--unsure", Icon::Query),
        }
    }
}

/// The badge of a term.
pub fn term_badge(state: TermState, words: &str) -> Markup {
    let (class, sign) = state.look();
    html! { span class=(class) { (icon(sign)) (words) } }
}

/// The arithmetic of a date, line by line.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// "Ver la cuenta".
    pub open: String,
    /// "Empieza" / "25 de marzo de 2024, notificación".
    pub lines: Vec<(String, String)>,
    pub skipped_label: String,
    /// Days that do not count: "28 nov" / "Independencia de España".
    pub skipped: Vec<(String, String)>,
    /// The source, as text or link.
    pub source: Option<Markup>,
    /// Why the date is provisional, when it is.
    pub provisional: Option<String>,
}

/// A term with its badge, a note and its sum.
#[derive(Clone, Debug)]
pub struct Term {
    pub name: String,
    pub state: TermState,
    /// Words of the badge: "vencida hace 3 días".
    pub words: String,
    pub note: String,
    pub act: Option<Act>,
    pub sums: Option<Sums>,
}

/// Terms, most pressing first (the caller sorts).
pub fn terms(terms: &[Term]) -> Markup {
    html! {
        ul.c-terms role="list" {
            @for term in terms {
                li.c-term {
                    div.c-term__line { span { (term.name) } (term_badge(term.state, &term.words)) }
                    @if !term.note.is_empty() || term.act.is_some() {
                        p.c-note {
                            (term.note)
                            @if let Some(act) = &term.act { @if !term.note.is_empty() { " · " } (link(act)) }
                        }
                    }
                    @if let Some(sum) = &term.sums { (sums(sum)) }
                }
            }
        }
    }
}

/// The sum of a date, opened on request.
pub fn sums(sums: &Sums) -> Markup {
    html! {
        details.c-more {
            summary { (sums.open) }
            div {
                dl.c-sum { @for (what, value) in &sums.lines { dt { (what) } dd { (value) } } }
                @if !sums.skipped.is_empty() {
                    p.c-sum__label { (sums.skipped_label) }
                    ul.c-sum__days role="list" {
                        @for (day, reason) in &sums.skipped { li { b { (day) } " " (reason) } }
                    }
                }
                @if let Some(source) = &sums.source { p.c-note { (source) } }
                @if let Some(words) = &sums.provisional { p.c-provisional { (icon(Icon::Query)) span { (words) } } }
            }
        }
    }
}
