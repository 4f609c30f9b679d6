//! Numbers that answer a question: an indicator with its definition, and the tallies at the head of a worklist.

use maud::{Markup, html};

use super::term::{TermState, term_badge};

/// One computed indicator, never shown without what it counts, out of what, and when.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    pub name: String,
    /// "64 %" or "reservado".
    pub figure: String,
    /// "128 de 200 expedientes".
    pub fraction: String,
    /// Share between 0 and 1, drawn as a bar; None draws none (withheld, or no denominator).
    pub share: Option<f64>,
    pub definition: String,
    /// "Al corte del 30 de noviembre de 2025".
    pub as_of: String,
    /// What the state declared, in words, beside what is computed: (label, words).
    pub declared: Option<(String, String)>,
}

/// Draws an indicator.
pub fn measure(measure: &Measure) -> Markup {
    html! {
        div.c-measure {
            p.c-measure__name { (measure.name) }
            p.c-measure__figure { b { (measure.figure) } " " span { (measure.fraction) } }
            @if let Some(share) = measure.share { (bar(share)) }
            p.c-note { (measure.definition) }
            p.c-note { (measure.as_of) }
            @if let Some((label, words)) = &measure.declared {
                p.c-measure__declared { b { (label) } " " (words) }
            }
        }
    }
}

/// An SVG bar: the width is a presentation attribute, so no style attribute is needed.
fn bar(share: f64) -> Markup {
    let width = (share.clamp(0.0, 1.0) * 100.0).round();
    html! {
        svg.c-measure__bar viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.c-bar-back width="100" height="6" {}
            rect.c-bar-fill width=(width) height="6" {}
        }
    }
}

/// A count that opens its list: "3 overdue".
#[derive(Clone, Debug)]
pub struct Tally {
    pub count: String,
    pub words: String,
    pub href: Option<String>,
    pub state: TermState,
}

/// Counts in a row, at the head of "My day".
pub fn tallies(tallies: &[Tally]) -> Markup {
    html! {
        ul.c-tallies role="list" {
            @for tally in tallies {
                li {
                    @if let Some(href) = &tally.href { a.c-tally href=(href) { (figure(tally)) } }
                    @else { div.c-tally { (figure(tally)) } }
                }
            }
        }
    }
}

fn figure(tally: &Tally) -> Markup {
    html! { b.c-tally__count { (tally.count) } " " (term_badge(tally.state, &tally.words)) }
}
