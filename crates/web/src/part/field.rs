//! Form fields: label, hint, error and what was typed, in the markup contract of GOV.UK's components (MIT).
//!
//! Every field says its hint and its error through `aria-describedby`; an error also sets `aria-invalid`,
//! so no hidden "Error:" needs translating. The server checks everything: no `required`, no `pattern`.

use maud::{Markup, html};

use super::icon::{Icon, icon};

/// How wide an input is drawn: a promise about how much is expected, never a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// A number of two to four signs.
    Tiny,
    /// A date or a code.
    Short,
    /// A name or a document number.
    Medium,
    #[default]
    Full,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Width::Tiny => "govuk-input--width-4",
            Width::Short => "govuk-input--width-10",
            Width::Medium => "govuk-input--width-20",
            Width::Full => "",
        }
    }
}

/// One field of a form, whatever kind of input draws it.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// Id of the input; the error summary links to it.
    pub id: String,
    /// Posted name; the id when empty.
    pub name: String,
    pub label: String,
    /// The label is the page's only heading (one question per page).
    pub heads_page: bool,
    /// Word after the label when the answer may be left out: "(opcional)".
    pub optional: Option<String>,
    pub hint: Option<String>,
    pub error: Option<String>,
    /// What was typed or is known; for radios and select, the chosen value.
    pub value: String,
    pub width: Width,
    /// `autocomplete` token; staff forms about other people mostly want `off`.
    pub autocomplete: Option<&'static str>,
    /// `inputmode`, e.g. `numeric`.
    pub inputmode: Option<&'static str>,
    /// BCP 47 tag of what will be typed, when it is not the page's language.
    pub lang: Option<String>,
    /// Radios side by side (two short answers).
    pub inline: bool,
    /// Names and numbers: no spelling marks, no forced capitals.
    pub verbatim: bool,
}

impl Field {
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Field {
        Field { id: id.into(), label: label.into(), ..Field::default() }
    }
    pub fn name(mut self, name: impl Into<String>) -> Field {
        self.name = name.into();
        self
    }
    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = Some(hint.into());
        self
    }
    pub fn error(mut self, error: Option<String>) -> Field {
        self.error = error;
        self
    }
    pub fn value(mut self, value: impl Into<String>) -> Field {
        self.value = value.into();
        self
    }
    pub fn width(mut self, width: Width) -> Field {
        self.width = width;
        self
    }
    pub fn optional(mut self, word: impl Into<String>) -> Field {
        self.optional = Some(word.into());
        self
    }
    pub fn autocomplete(mut self, token: &'static str) -> Field {
        self.autocomplete = Some(token);
        self
    }
    pub fn inputmode(mut self, mode: &'static str) -> Field {
        self.inputmode = Some(mode);
        self
    }
    pub fn lang(mut self, tag: impl Into<String>) -> Field {
        self.lang = Some(tag.into());
        self
    }
    pub fn inline(mut self) -> Field {
        self.inline = true;
        self
    }
    pub fn verbatim(mut self) -> Field {
        self.verbatim = true;
        self
    }
    pub fn heads_page(mut self) -> Field {
        self.heads_page = true;
        self
    }

    fn posted(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }
    fn described(&self) -> Option<String> {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.id));
        }
        if self.error.is_some() {
            ids.push(format!("{}-error", self.id));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }
    fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }
    fn spellcheck(&self) -> Option<&'static str> {
        self.verbatim.then_some("false")
    }
    fn capitals(&self) -> Option<&'static str> {
        self.verbatim.then_some("none")
    }
    fn autocomplete_or_off(&self) -> &'static str {
        self.autocomplete.unwrap_or("off")
    }
    fn label_words(&self) -> Markup {
        html! { (self.label) @if let Some(word) = &self.optional { span.c-optional { " " (word) } } }
    }
}

/// One answer to choose among.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
    /// Further fields that belong to this answer, shown under it.
    pub with: Option<Markup>,
    /// A word drawn before this answer ("o") to set it apart.
    pub divider: Option<String>,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), ..Choice::default() }
    }
    pub fn hint(mut self, hint: impl Into<String>) -> Choice {
        self.hint = Some(hint.into());
        self
    }
    pub fn with(mut self, fields: Markup) -> Choice {
        self.with = Some(fields);
        self
    }
    pub fn divider(mut self, word: impl Into<String>) -> Choice {
        self.divider = Some(word.into());
        self
    }
}

fn hint(field: &Field) -> Markup {
    html! { @if let Some(words) = &field.hint { div.govuk-hint id={ (field.id) "-hint" } { (words) } } }
}

fn error(field: &Field) -> Markup {
    html! {
        @if let Some(words) = &field.error {
            p.govuk-error-message id={ (field.id) "-error" } { (icon(Icon::Alert)) span { (words) } }
        }
    }
}

fn label(field: &Field) -> Markup {
    html! {
        @if field.heads_page {
            h1.govuk-label-wrapper {
                label.govuk-label."govuk-label--l" for=(field.id) { (field.label_words()) }
            }
        } @else {
            label.govuk-label for=(field.id) { (field.label_words()) }
        }
    }
}

fn group(field: &Field, input: Markup) -> Markup {
    html! {
        div.govuk-form-group."govuk-form-group--error"[field.error.is_some()] {
            (label(field)) (hint(field)) (error(field)) (input)
        }
    }
}

fn set(field: &Field, answers: Markup) -> Markup {
    html! {
        div.govuk-form-group."govuk-form-group--error"[field.error.is_some()] {
            fieldset.govuk-fieldset aria-describedby=[field.described()] {
                legend.govuk-fieldset__legend."govuk-fieldset__legend--l"[field.heads_page] {
                    @if field.heads_page { h1.govuk-fieldset__heading { (field.label_words()) } }
                    @else { (field.label_words()) }
                }
                (hint(field)) (error(field)) (answers)
            }
        }
    }
}

fn input(field: &Field, kind: &str) -> Markup {
    let class = field.width.class();
    html! {
        input class={ "govuk-input " (class) @if field.error.is_some() { " govuk-input--error" } }
            id=(field.id) name=(field.posted()) type=(kind) value=(field.value)
            aria-describedby=[field.described()] aria-invalid=[field.invalid()]
            autocomplete=(field.autocomplete_or_off()) inputmode=[field.inputmode] lang=[field.lang.as_deref()]
            spellcheck=[field.spellcheck()] autocapitalize=[field.capitals()];
    }
}

/// A line of text.
pub fn text(field: &Field) -> Markup {
    group(field, input(field, "text"))
}

/// A pass phrase: never sent back to the page; pasting is allowed.
pub fn password(field: &Field) -> Markup {
    let blank = Field { value: String::new(), verbatim: true, ..field.clone() };
    group(&blank, input(&blank, "password"))
}

/// A file that is chosen; what was chosen before cannot be shown again, so its form says so. The form needs
/// `enctype="multipart/form-data"`. `accept` is only what the browser offers first.
pub fn file(field: &Field, accept: &str) -> Markup {
    group(
        field,
        html! {
            input.c-file id=(field.id) name=(field.posted()) type="file" accept=(accept)
                aria-describedby=[field.described()] aria-invalid=[field.invalid()];
        },
    )
}

/// A photograph: a device with a camera offers it, any other a file. The form needs `enctype="multipart/form-data"`.
pub fn photograph(field: &Field) -> Markup {
    group(
        field,
        html! {
            input.c-file id=(field.id) name=(field.posted()) type="file" accept="image/jpeg,image/png"
                capture="environment" data-shrink
                aria-describedby=[field.described()] aria-invalid=[field.invalid()];
        },
    )
}

/// A date as people say it, whole or in part: "3 4 1988", "04/1988", "1988". The hint must say so.
pub fn partial_date(field: &Field) -> Markup {
    let dated = Field { width: Width::Short, verbatim: true, ..field.clone() };
    group(&dated, input(&dated, "text"))
}

/// Several lines of text.
pub fn textarea(field: &Field, rows: u8) -> Markup {
    group(
        field,
        html! {
            textarea.govuk-textarea."govuk-textarea--error"[field.error.is_some()]
                id=(field.id) name=(field.posted()) rows=(rows)
                aria-describedby=[field.described()] aria-invalid=[field.invalid()]
                autocomplete=[field.autocomplete] lang=[field.lang.as_deref()] spellcheck=[field.spellcheck()]
                { "\n" (field.value) }
        },
    )
}

/// One answer from a long list. Give the "choose" entry as a first choice with an empty value.
pub fn select(field: &Field, choices: &[Choice]) -> Markup {
    group(
        field,
        html! {
            select.govuk-select."govuk-select--error"[field.error.is_some()] id=(field.id) name=(field.posted())
                aria-describedby=[field.described()] aria-invalid=[field.invalid()]
                autocomplete=[field.autocomplete] {
                @for choice in choices {
                    option value=(choice.value) selected[choice.value == field.value] { (choice.label) }
                }
            }
        },
    )
}

/// One answer from a short list.
pub fn radios(field: &Field, choices: &[Choice]) -> Markup {
    set(
        field,
        html! {
            div.govuk-radios."govuk-radios--inline"[field.inline] {
                @for (place, choice) in choices.iter().enumerate() {
                    (answer(field, choice, place, "radio", choice.value == field.value))
                }
            }
        },
    )
}

/// Any number of answers; `chosen` holds the values already chosen.
pub fn checkboxes<S: AsRef<str>>(field: &Field, chosen: &[S], choices: &[Choice]) -> Markup {
    set(
        field,
        html! {
            div.govuk-checkboxes {
                @for (place, choice) in choices.iter().enumerate() {
                    (answer(field, choice, place, "checkbox", chosen.iter().any(|value| value.as_ref() == choice.value)))
                }
            }
        },
    )
}

/// The first answer carries the field's own id, so the error summary can lead to it.
fn answer(field: &Field, choice: &Choice, place: usize, kind: &str, on: bool) -> Markup {
    let block = if kind == "radio" { "radios" } else { "checkboxes" };
    let id = if place == 0 { field.id.clone() } else { format!("{}-{}", field.id, place + 1) };
    let described = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
    html! {
        @if let Some(word) = &choice.divider { div class={ "govuk-" (block) "__divider" } { (word) } }
        div class={ "govuk-" (block) "__item" } {
            input class={ "govuk-" (block) "__input" } id=(id) name=(field.posted()) type=(kind)
                value=(choice.value) checked[on] aria-describedby=[described.as_deref()];
            label class={ "govuk-label govuk-" (block) "__label" } for=(id) { (choice.label) }
            @if let Some(words) = &choice.hint {
                div class={ "govuk-hint govuk-" (block) "__hint" } id={ (id) "-item-hint" } { (words) }
            }
        }
        @if let Some(fields) = &choice.with {
            div class={ "govuk-" (block) "__conditional" } { (fields) }
        }
    }
}

/// Fields that belong together under one legend (the parts of a name, one document).
pub fn fieldset(legend: &str, hint: Option<&str>, fields: Markup) -> Markup {
    html! {
        fieldset.govuk-fieldset.c-fields {
            legend.govuk-fieldset__legend."govuk-fieldset__legend--m" { (legend) }
            @if let Some(words) = hint { p.govuk-hint { (words) } }
            (fields)
        }
    }
}

/// Short fields side by side where there is room.
pub fn row(fields: Markup) -> Markup {
    html! { div.c-row { (fields) } }
}

/// What a list is narrowed by: fields in a line, an outlined button, sent with GET so that the address can be kept.
pub fn filters(action: &str, fields: Markup, button: &str) -> Markup {
    html! {
        form.c-filters method="get" action=(action) {
            (fields)
            button.govuk-button."govuk-button--secondary" type="submit" { (button) }
        }
    }
}

/// What must be mended before the form can be kept: one link per field, at the top of the page.
pub fn error_summary<'a>(title: &str, errors: impl IntoIterator<Item = (&'a str, &'a str)>) -> Markup {
    let errors: Vec<(&str, &str)> = errors.into_iter().collect();
    html! {
        @if !errors.is_empty() {
            div.govuk-error-summary role="alert" tabindex="-1" id="errors" {
                h2.govuk-error-summary__title { (icon(Icon::Alert)) (title) }
                div.govuk-error-summary__body {
                    ul.govuk-list.govuk-error-summary__list {
                        @for (id, words) in errors { li { a href={ "#" (id) } { (words) } } }
                    }
                }
            }
        }
    }
}

/// A search line: one box, one button, sent with GET so that the address can be kept.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pub action: String,
    pub id: String,
    pub label: String,
    pub hint: Option<String>,
    pub value: String,
    pub button: String,
    /// Filters kept while searching again.
    pub keep: Vec<(String, String)>,
    pub error: Option<String>,
    /// Further fields below the line.
    pub more: Markup,
}

/// Draws the search line.
pub fn search(search: &Search) -> Markup {
    search_line(search, "get", html! {})
}

/// The same, posted: for names and numbers of people, which must stand in no address, history or log of a proxy.
/// `hidden` holds the fields of [`crate::Ask::csrf_fields`].
pub fn posted_search(search: &Search, hidden: Markup) -> Markup {
    search_line(search, "post", hidden)
}

fn search_line(search: &Search, method: &str, hidden: Markup) -> Markup {
    let field = Field::new(&search.id, &search.label).error(search.error.clone());
    let field = Field { hint: search.hint.clone(), ..field }.verbatim();
    html! {
        form.c-search role="search" method=(method) action=(search.action) {
            (hidden)
            @for (name, value) in &search.keep { (super::hidden(name, value)) }
            (label(&field)) (hint(&field)) (error(&field))
            div.c-search__line {
                (input(&Field { value: search.value.clone(), ..field.clone() }, "search"))
                button.govuk-button type="submit" { (icon(Icon::Search)) (search.button) }
            }
            (search.more)
        }
    }
}
