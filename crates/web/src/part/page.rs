//! The furniture of a page: headings, cards, columns, ways back, pages of a list, and what only paper shows.

use maud::{Markup, html};

use super::button::{Act, link};
use super::icon::{Icon, icon};

/// The page's heading with a line above it (which case, which list) and one under it.
pub fn heading(title: &str, above: Option<&str>, lead: Option<&str>) -> Markup {
    html! {
        div.c-head {
            @if let Some(words) = above { p.c-note { (words) } }
            h1.c-title { (title) }
            @if let Some(words) = lead { p.c-lead { (words) } }
        }
    }
}

/// A white card with its heading.
pub fn card(title: &str, body: Markup) -> Markup {
    html! { section.c-card { h2.c-heading { (title) } (body) } }
}

/// A part of a page without a card.
pub fn section(title: &str, body: Markup) -> Markup {
    html! { section.c-section { h2.c-heading { (title) } (body) } }
}

/// Main matter and a narrower column beside it; one under the other on a phone.
pub fn columns(main: Markup, beside: Markup) -> Markup {
    html! { div.c-columns { div { (main) } aside { (beside) } } }
}

/// The same with a last part that follows both on a phone and stands under the main matter on a screen: history.
pub fn columns_and(main: Markup, beside: Markup, last: Markup) -> Markup {
    html! { div.c-columns { div { (main) } aside { (beside) } div { (last) } } }
}

/// A narrow column of text and fields (66 signs): forms, explanations.
pub fn prose(body: Markup) -> Markup {
    html! { div.c-prose { (body) } }
}

/// A quiet remark.
pub fn aside(words: &str) -> Markup {
    html! { p.c-note { (words) } }
}

/// One step back.
pub fn back_link(act: &Act) -> Markup {
    html! { a.c-back href=(act.href) { (icon(Icon::Before)) (act.words) } }
}

/// Where this page is; the last entry is the page itself.
pub fn breadcrumbs(label: &str, way: &[Act], here: &str) -> Markup {
    html! {
        nav.c-crumbs aria-label=(label) {
            ol role="list" {
                @for act in way { li { (link(act)) } }
                li aria-current="page" { (here) }
            }
        }
    }
}

/// Which page of a list this is.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// Name of the landmark: "Páginas".
    pub label: String,
    pub before: Option<Act>,
    pub after: Option<Act>,
    /// "Página 2 de 14 · 276 personas".
    pub words: String,
}

/// The pages of a list.
pub fn pagination(pages: &Pages) -> Markup {
    html! {
        @if pages.before.is_some() || pages.after.is_some() {
            nav.c-pages aria-label=(pages.label) {
                @if let Some(act) = &pages.before { a.govuk-link rel="prev" href=(act.href) { (icon(Icon::Before)) (act.words) } }
                @else { span {} }
                span.c-pages__words { (pages.words) }
                @if let Some(act) = &pages.after { a.govuk-link rel="next" href=(act.href) { (act.words) (icon(Icon::After)) } }
                @else { span {} }
            }
        } @else if !pages.words.is_empty() {
            p.c-note { (pages.words) }
        }
    }
}

/// Words that open on request, without script.
pub fn details(words: &str, body: Markup) -> Markup {
    html! {
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { (words) } }
            div.govuk-details__text { (body) }
        }
    }
}

/// What kind of state a tag names. Hue is never alone: each has its own sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    Plain,
    Good,
    Soon,
    Bad,
    Restricted,
    Unsure,
}

/// A state in one or two words.
pub fn tag(kind: TagKind, words: &str) -> Markup {
    let (class, sign) = match kind {
        TagKind::Plain => ("c-badge c-badge--plain", None),
        TagKind::Good => ("c-badge c-badge--ok", Some(Icon::Tick)),
        TagKind::Soon => ("c-badge c-badge--soon", Some(Icon::Clock)),
        TagKind::Bad => ("c-badge c-badge--over", Some(Icon::Alert)),
        TagKind::Restricted => ("c-badge c-badge--sealed", Some(Icon::Lock)),
        TagKind::Unsure => ("c-badge c-badge--unsure", Some(Icon::Query)),
    };
    html! { span class=(class) { @if let Some(sign) = sign { (icon(sign)) } (words) } }
}

/// Seen on paper only.
pub fn print_only(body: Markup) -> Markup {
    html! { div.c-paper-only { (body) } }
}

/// Seen on screens only.
pub fn screen_only(body: Markup) -> Markup {
    html! { div.c-screen-only { (body) } }
}

/// A sheet as it will be printed (proof, receipt): black on white, A4 or Letter, cut marks none.
pub fn sheet(body: Markup) -> Markup {
    html! { article.c-sheet { (body) } }
}
