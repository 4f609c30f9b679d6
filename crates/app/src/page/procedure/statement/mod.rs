//! What still waits for a lawyer: every statement of the law that nobody has confirmed, the most harmful first, with how
//! many are done; and each with its form.

pub mod confirm;
mod signs;
mod words;

pub use signs::Signs;

use super::cite::{mark, written_in};
use casework::Laws;
use procedure::{Confirmation, Hangs, Law, Statement};
use web::part::{self, Act, Cell, Column, Measure, Pages, Tone};
use web::{Ask, House, Markup, Page, Reply, html};

/// So many statements stand on a page.
const ROWS: usize = 25;

pub(super) const LIST: &str = "/procedures/statements";

/// Where a statement is confirmed.
pub(super) fn href(statement: &Statement<'_>) -> String {
    format!("{LIST}/{:032x}", statement.number())
}

/// `GET /procedures/statements`; `?show=confirmed` shows what is done.
pub fn list(house: &House, ask: &Ask) -> Reply {
    let law = house.room::<Laws>().law();
    let is_done = ask.query.text("show") == "confirmed";
    let all = law.for_lawyers();
    let done = all.iter().filter(|s| s.is_verified()).count();
    let shown: Vec<&Statement<'_>> = all.iter().filter(|s| s.is_verified() == is_done).collect();
    let title = ask.t(if is_done { "app-statements-confirmed" } else { "app-statements-title" });
    let pages = shown.len().div_ceil(ROWS).max(1);
    let page = ask.query.text("page").parse::<usize>().unwrap_or(1).clamp(1, pages);
    let here = &shown[(page - 1) * ROWS..(page * ROWS).min(shown.len())];
    let other = match is_done {
        true => Act::new(LIST, ask.t("app-statements-title")),
        false => Act::new(format!("{LIST}?show=confirmed"), ask.t("app-statements-confirmed")),
    };
    let body = html! {
        (part::heading(&title, Some(&ask.t("app-law-title")), Some(&ask.t("app-statements-lead"))))
        (progress(ask, done, all.len()))
        p { (part::link(&other)) }
        @if !is_done && page == 1 { (lapsed(ask, law)) }
        @if here.is_empty() {
            @let (none, next) = match is_done {
                true => ("app-statements-none-done", "app-statements-none-done-next"),
                false => ("app-statements-none", "app-statements-none-next"),
            };
            (part::empty_state(&ask.t(none), &ask.t(next), None))
        } @else {
            (table(ask, here, &title))
            (part::pagination(&numbered(ask, is_done, page, pages, shown.len())))
        }
    };
    Ok(Page::new(title, body).section("statements").into())
}

fn progress(ask: &Ask, done: usize, all: usize) -> Markup {
    let percent = (done * 100).checked_div(all).unwrap_or(100);
    let args = [("done", done.into()), ("all", all.into())];
    part::measure(&Measure {
        name: ask.t("app-statements-progress"),
        figure: format!("{percent} %"),
        fraction: ask.tw("app-statements-progress-of", &args),
        share: (all > 0).then(|| done as f64 / all as f64),
        definition: ask.t("app-statements-progress-what"),
        as_of: ask.tw("app-statements-progress-as-of", &[("day", ask.day_long(ask.today).into())]),
        declared: None,
    })
}

/// What was confirmed as it read then, and reads otherwise now.
fn lapsed(ask: &Ask, law: &Law) -> Markup {
    let lapsed = law.lapsed();
    html! {
        @if !lapsed.is_empty() {
            (part::notice(Tone::Caution, &ask.t("app-statements-lapsed"), html! {
                ul.govuk-list.govuk-list--bullet {
                    @for confirmation in lapsed {
                        li { code { (confirmation.statement.file) ": " (confirmation.statement.path) } " · " (lapsed_words(ask, confirmation)) }
                    }
                }
            }))
        }
    }
}

/// `Confirmado el … por … como decía entonces; cambió después.`
pub(super) fn lapsed_words(ask: &Ask, confirmation: &Confirmation) -> String {
    let args = [("day", ask.day_long(confirmation.on).into()), ("name", confirmation.by.as_str().into())];
    ask.tw("app-statement-lapsed", &args)
}

fn table(ask: &Ask, statements: &[&Statement<'_>], title: &str) -> Markup {
    let row = |s: &&Statement<'_>| {
        vec![
            Cell::marked(html! {
                a.govuk-link href=(href(s)) { (s.cited.names.in_lang(ask.lang)) }
                div.c-note { (place(ask, s)) }
            }),
            Cell::text(ask.t(hangs_key(s.hangs()))),
            Cell::marked(html! { (mark(ask, s.cited.cite)) div.c-note { (written_in(ask, s.written)) } }),
        ]
    };
    part::table(&part::Table {
        caption: title.to_owned(),
        caption_hidden: true,
        columns: ["app-statement", "app-statement-hangs", "app-statement-now"]
            .map(|key| Column::text(ask.t(key)))
            .to_vec(),
        rows: statements.iter().map(row).collect(),
        ..part::Table::default()
    })
}

/// What kind of statement it is, of which procedure and version.
pub(super) fn place(ask: &Ask, statement: &Statement<'_>) -> String {
    let kind = ask.t(kind_key(statement));
    match statement.procedure {
        Some(p) => format!("{kind} · {} · {}", p.names.in_lang(ask.lang), p.version),
        None => kind,
    }
}

fn kind_key(statement: &Statement<'_>) -> &'static str {
    let path: Vec<&str> = statement.cited.path.split('.').collect();
    match path.as_slice() {
        ["steps", _, "guard"] => "app-statement-kind-condition",
        ["steps", _, "tasks", _] => "app-statement-kind-task",
        ["steps", ..] => "app-law-sort-step",
        ["terms", _, "moved_end"] => "app-statement-kind-moved-end",
        ["terms", ..] => "app-law-sort-term",
        ["facts", ..] => "app-law-sort-fact",
        ["documents", ..] => "app-law-sort-document",
        ["remedies", ..] => "app-law-sort-remedy",
        ["struck", ..] => "app-law-sort-struck",
        ["transitions", ..] => "app-law-transitions",
        ["confidential"] => "app-statement-kind-confidential",
        ["free"] => "app-statement-kind-free",
        ["offices", ..] => "app-statement-kind-office",
        ["commissions", ..] => "app-statement-kind-commission",
        ["case_number"] => "app-statement-kind-number",
        ["rest_days" | "holidays" | "decreed" | "acts", ..] => "app-statement-kind-day",
        _ if statement.cited.file == "calendar.toml" => "app-calendar-title",
        _ if statement.procedure.is_some() => "app-statement-kind-procedure",
        _ => "app-statement-kind-country",
    }
}

pub(super) fn hangs_key(hangs: Hangs) -> &'static str {
    match hangs {
        Hangs::Person => "app-statement-hangs-person",
        Hangs::Case => "app-statement-hangs-case",
        Hangs::Frame => "app-statement-hangs-frame",
    }
}

fn numbered(ask: &Ask, is_done: bool, page: usize, pages: usize, statements: usize) -> Pages {
    let show = if is_done { "show=confirmed&" } else { "" };
    let href = |page: usize| format!("{LIST}?{show}page={page}");
    let args = [("page", page.into()), ("pages", pages.into()), ("statements", statements.into())];
    Pages {
        label: ask.t("app-pages"),
        before: (page > 1).then(|| Act::new(href(page - 1), ask.t("app-pages-before"))),
        after: (page < pages).then(|| Act::new(href(page + 1), ask.t("app-pages-after"))),
        words: ask.tw("app-statements-page", &args),
    }
}
