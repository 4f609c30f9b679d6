//! What comes next in a case, and what may not happen yet, with the reason in words.

use maud::{Markup, html};

use super::button::{Act, link};
use super::icon::{Icon, icon};

/// Something the law does not allow yet. A gate never stands without its reason.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    /// "Rechazar no está disponible:"
    pub what: String,
    /// "falta la revisión de una segunda persona."
    pub why: String,
    /// Opens the article and the whole explanation: (words, body). The part stays on the page, no script.
    pub more: Option<(String, Markup)>,
}

/// The card that says what to do now.
#[derive(Clone, Debug, Default)]
pub struct NextStep {
    pub heading: String,
    pub words: String,
    /// The one filled button of the page.
    pub first: Option<Act>,
    pub others: Vec<Act>,
    pub gates: Vec<Gate>,
}

/// Draws the card.
pub fn next_step(next: &NextStep) -> Markup {
    html! {
        section.c-card."c-card--next" {
            h2.c-heading { (next.heading) }
            @if !next.words.is_empty() { p { (next.words) } }
            @if next.first.is_some() || !next.others.is_empty() {
                div.govuk-button-group {
                    @if let Some(first) = &next.first { a.govuk-button href=(first.href) { (first.words) } }
                    @for act in &next.others { (link(act)) }
                }
            }
            @for gate in &next.gates { (draw_gate(gate)) }
        }
    }
}

fn draw_gate(gate: &Gate) -> Markup {
    html! {
        div.c-gate {
            (icon(Icon::Lock))
            div {
                p { b { (gate.what) } " " (gate.why) }
                @if let Some((words, body)) = &gate.more {
                    details.c-more { summary { (words) } div { (body) } }
                }
            }
        }
    }
}
