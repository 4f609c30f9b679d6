//! Words that stop, warn, confirm or explain: notices, interruption pages, two versions of one form, empty states.

use maud::{Markup, html};

use super::button::Act;
use super::icon::{Icon, icon};
use super::identity::{Chip, chips};

/// How a notice sounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Info,
    Done,
    Caution,
    Danger,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Info => "c-notice",
            Tone::Done => "c-notice c-notice--done",
            Tone::Caution => "c-notice c-notice--caution",
            Tone::Danger => "c-notice c-notice--danger",
        }
    }
    fn sign(self) -> Icon {
        match self {
            Tone::Info => Icon::Info,
            Tone::Done => Icon::Tick,
            Tone::Caution => Icon::Caution,
            Tone::Danger => Icon::Alert,
        }
    }
}

/// A notice in the flow of the page.
pub fn notice(tone: Tone, title: &str, body: Markup) -> Markup {
    let role = if tone == Tone::Danger { "alert" } else { "status" };
    html! {
        div class=(tone.class()) role=(role) {
            (icon(tone.sign()))
            div { p.c-notice__title { (title) } (body) }
        }
    }
}

/// One sentence that must not be overlooked before acting.
pub fn warning(words: &str) -> Markup {
    html! { div.c-warning { (icon(Icon::Caution)) p { (words) } } }
}

/// Words set apart: a quotation, the person's own words.
pub fn inset(body: Markup) -> Markup {
    html! { div.govuk-inset-text { (body) } }
}

/// A thing is done: what, its number, and what happens now.
pub fn done(title: &str, number: Option<(&str, &str)>, body: Markup) -> Markup {
    html! {
        div.c-done {
            h1.c-title { (icon(Icon::Tick)) (title) }
            @if let Some((label, number)) = number { p.c-done__number { (label) " " b { (number) } } }
            (body)
        }
    }
}

/// Nothing here yet: say so, and what to do next.
pub fn empty_state(title: &str, words: &str, act: Option<&Act>) -> Markup {
    html! {
        div.c-empty {
            p.c-empty__title { (title) }
            p { (words) }
            @if let Some(act) = act { p { (super::link(act)) } }
        }
    }
}

/// Somebody already known who may be the same person.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub name: String,
    pub href: String,
    pub facts: String,
    pub chips: Vec<Chip>,
    /// What is alike, in words: "mismo nombre sin acentos", "misma fecha de nacimiento".
    pub alike: Vec<String>,
    /// What is not, in words.
    pub differs: Vec<String>,
    /// Button or link that chooses this person.
    pub choose: Markup,
}

/// A page that stops and asks before going on.
#[derive(Clone, Debug)]
pub struct Interruption {
    pub title: String,
    pub words: String,
    /// "Se parecen en"
    pub alike_label: String,
    /// "No coinciden en"
    pub differs_label: String,
    pub candidates: Vec<Candidate>,
    /// The ways on: none of them, go back.
    pub ways_on: Markup,
}

/// Draws the interruption page (possible duplicate, unusual step).
pub fn interruption(page: &Interruption) -> Markup {
    html! {
        div.c-interruption {
            h1.c-title { (page.title) }
            p.c-lead { (page.words) }
            @for candidate in &page.candidates {
                section.c-card.c-candidate {
                    h2.c-heading { a.govuk-link href=(candidate.href) { (candidate.name) } }
                    p.c-note { (candidate.facts) }
                    (chips(&candidate.chips))
                    @if !candidate.alike.is_empty() {
                        p.c-candidate__alike { (page.alike_label) }
                        ul.govuk-list."govuk-list--bullet" { @for words in &candidate.alike { li { (words) } } }
                    }
                    @if !candidate.differs.is_empty() {
                        p.c-candidate__alike { (page.differs_label) }
                        ul.govuk-list."govuk-list--bullet" { @for words in &candidate.differs { li { (words) } } }
                    }
                    (candidate.choose)
                }
            }
            div.c-interruption__ways { (page.ways_on) }
        }
    }
}

/// One field of which two versions exist.
#[derive(Clone, Debug)]
pub struct Compared {
    pub label: String,
    pub yours: String,
    pub now: String,
}

/// Somebody else saved meanwhile: both versions side by side, nothing lost.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    pub caption: String,
    pub field_head: String,
    pub yours_head: String,
    pub now_head: String,
    /// Word for a field in which they differ.
    pub differs: String,
    pub rows: Vec<Compared>,
}

/// Draws both versions; what differs carries a sign and a word.
pub fn comparison(both: &Comparison) -> Markup {
    html! {
        table.govuk-table.c-stack.c-compare role="table" {
            caption.govuk-table__caption { (both.caption) }
            thead.govuk-table__head role="rowgroup" {
                tr.govuk-table__row role="row" {
                    th.govuk-table__header scope="col" role="columnheader" { (both.field_head) }
                    th.govuk-table__header scope="col" role="columnheader" { (both.yours_head) }
                    th.govuk-table__header scope="col" role="columnheader" { (both.now_head) }
                }
            }
            tbody.govuk-table__body role="rowgroup" {
                @for row in &both.rows {
                    @let differs = row.yours != row.now;
                    tr.govuk-table__row."c-compare__differs"[differs] role="row" {
                        th.govuk-table__header scope="row" role="rowheader" {
                            (row.label)
                            @if differs { " " span.c-badge."c-badge--soon" { (both.differs) } }
                        }
                        td.govuk-table__cell role="cell" data-head=(both.yours_head) { span { (row.yours) } }
                        td.govuk-table__cell role="cell" data-head=(both.now_head) { span { (row.now) } }
                    }
                }
            }
        }
    }
}
