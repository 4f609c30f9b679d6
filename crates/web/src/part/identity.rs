//! Who the page is about: name, number, and the few facts nobody may overlook.

use maud::{Markup, html};

use super::icon::{Icon, icon};

/// What a chip says, by weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChipKind {
    #[default]
    Plain,
    /// A sealed need that instructs without naming itself ("female interviewer"): violet, lock, hatched edge.
    Need,
    /// Something to be careful about ("safe contact: mornings only").
    Care,
}

/// A short fact beside the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chip {
    pub words: String,
    pub kind: ChipKind,
}

impl Chip {
    pub fn plain(words: impl Into<String>) -> Chip {
        Chip { words: words.into(), kind: ChipKind::Plain }
    }
    pub fn need(words: impl Into<String>) -> Chip {
        Chip { words: words.into(), kind: ChipKind::Need }
    }
    pub fn care(words: impl Into<String>) -> Chip {
        Chip { words: words.into(), kind: ChipKind::Care }
    }
}

/// The person, household or case a page is about.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    pub name: String,
    /// Human number: "PAN-2024-00317".
    pub number: String,
    /// A line beside the number: "opened 94 days ago".
    pub facts: String,
    pub chips: Vec<Chip>,
    /// Where the file is; used by the strip.
    pub href: Option<String>,
}

/// A row of chips.
pub fn chips(chips: &[Chip]) -> Markup {
    html! {
        @if !chips.is_empty() {
            ul.c-chips role="list" {
                @for chip in chips {
                    @match chip.kind {
                        ChipKind::Plain => li.c-chip { (chip.words) },
                        ChipKind::Need => li.c-chip."c-chip--need" { (icon(Icon::Lock)) (chip.words) },
                        ChipKind::Care => li.c-chip."c-chip--care" { (icon(Icon::Caution)) (chip.words) },
                    }
                }
            }
        }
    }
}

/// Heads the file itself: the name is the page's `h1`.
pub fn identity_bar(who: &Identity) -> Markup {
    html! {
        div.c-identity {
            div.c-identity__line {
                h1.c-title { (who.name) }
                p.c-identity__number { (number(who)) }
            }
            (chips(&who.chips))
        }
    }
}

/// The same on a page that has its own heading (a form inside the file): one quiet line that leads back.
pub fn identity_strip(who: &Identity) -> Markup {
    html! {
        div.c-strip {
            p.c-strip__line {
                @if let Some(href) = &who.href { a.govuk-link.c-strip__name href=(href) { (who.name) } }
                @else { b.c-strip__name { (who.name) } }
                " " span.c-identity__number { (number(who)) }
            }
            (chips(&who.chips))
        }
    }
}

fn number(who: &Identity) -> Markup {
    html! {
        (who.number)
        @if !who.number.is_empty() && !who.facts.is_empty() { " · " }
        (who.facts)
    }
}
