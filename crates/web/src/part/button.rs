//! Buttons and links: the one filled button of a view, quieter ways out, and hidden values a form carries.

use maud::{Markup, html};

use super::icon::{Icon, icon};

/// A link with its words, used where a part offers things to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Act {
    pub href: String,
    pub words: String,
    /// Words added for those who hear the link alone ("Change *the birth date*").
    pub about: Option<String>,
}

impl Act {
    pub fn new(href: impl Into<String>, words: impl Into<String>) -> Act {
        Act { href: href.into(), words: words.into(), about: None }
    }
    /// Adds the words only a screen reader says.
    pub fn about(mut self, about: impl Into<String>) -> Act {
        self.about = Some(about.into());
        self
    }
}

/// The filled button that sends the form: one per view.
pub fn button(words: &str) -> Markup {
    html! { button.govuk-button type="submit" { (words) } }
}

/// The filled button, sending a name and a value along so that one form can do several things.
pub fn button_named(words: &str, name: &str, value: &str) -> Markup {
    html! { button.govuk-button type="submit" name=(name) value=(value) { (words) } }
}

/// An outlined button beside the filled one.
pub fn second_button(words: &str, name: &str, value: &str) -> Markup {
    html! { button.govuk-button."govuk-button--secondary" type="submit" name=(name) value=(value) { (words) } }
}

/// For what cannot be taken back: clay, and the words must say what happens.
pub fn danger_button(words: &str) -> Markup {
    html! { button.govuk-button."govuk-button--warning" type="submit" { (words) } }
}

/// A button that looks like a link (sign out, remove a row).
pub fn quiet_button(words: &str, name: &str, value: &str) -> Markup {
    html! { button.c-quiet type="submit" name=(name) value=(value) { (words) } }
}

/// A filled link: the way on when no form is sent.
pub fn go(href: &str, words: &str) -> Markup {
    html! { a.govuk-button href=(href) { (words) } }
}

/// An outlined link.
pub fn second_go(href: &str, words: &str) -> Markup {
    html! { a.govuk-button."govuk-button--secondary" href=(href) { (words) } }
}

/// A plain link.
pub fn link(act: &Act) -> Markup {
    html! {
        a.govuk-link href=(act.href) {
            (act.words)
            @if let Some(about) = &act.about { span.govuk-visually-hidden { " " (about) } }
        }
    }
}

/// A row of things to do under a form or in a card: the filled button first, links after.
pub fn actions(first: Markup, others: &[Act]) -> Markup {
    html! { div.govuk-button-group { (first) @for act in others { (link(act)) } } }
}

/// A value the form carries without showing it.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// A link with a sign before it: print, download.
pub fn icon_link(sign: Icon, act: &Act) -> Markup {
    html! { a."govuk-link".c-icon-link href=(act.href) { (icon(sign)) (act.words) } }
}
