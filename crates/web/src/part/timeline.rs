//! What happened, newest first: a date, a sentence, and who and where under it.

use maud::{Markup, html};

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Moment {
    /// ISO date or instant, for machines.
    pub iso: String,
    /// The same for people: "18 nov".
    pub when: String,
    pub title: Markup,
    /// Who, where, with what.
    pub note: Option<Markup>,
}

impl Moment {
    pub fn new(iso: impl Into<String>, when: impl Into<String>, title: impl AsRef<str>) -> Moment {
        Moment { iso: iso.into(), when: when.into(), title: html! { (title.as_ref()) }, note: None }
    }
    pub fn note(mut self, words: impl AsRef<str>) -> Moment {
        self.note = Some(html! { (words.as_ref()) });
        self
    }
}

/// Draws the moments in the order given.
pub fn timeline(moments: &[Moment]) -> Markup {
    html! {
        ol.c-timeline role="list" {
            @for moment in moments {
                li {
                    time datetime=(moment.iso) { (moment.when) }
                    div {
                        div.c-timeline__title { (moment.title) }
                        @if let Some(note) = &moment.note { div.c-note { (note) } }
                    }
                }
            }
        }
    }
}
