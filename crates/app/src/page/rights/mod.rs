//! The law of the state for the person it is about: public pages without account or script, made from the files of the
//! country and from nothing else. They hold nothing of any case.

mod no;
mod pen;
#[cfg(test)]
mod tests;
mod way;

use super::procedure::in_force_or_newest;
use casework::Laws;
use jiff::civil::Date;
use kernel::Lang;
use pen::Pen;
use procedure::{Explained, Law, OfficeFact, Procedure, Question, Time, Verification};
use web::part::{self, Act, Icon};
use web::{Ask, House, Markup, Page, Reply, Trouble, html};

/// Where the first of these pages stands.
const HERE: &str = "/your-rights";

/// `GET /your-rights`: the procedure that a person asks for by themselves.
pub fn main(house: &House, ask: &Ask) -> Reply {
    let law = house.room::<Laws>().law();
    let main = law.main_procedure().ok_or(Trouble::NotFound)?;
    page_of(house, ask, main)
}

/// `GET /your-rights/{procedure}`
pub fn show(house: &House, ask: &Ask) -> Reply {
    page_of(house, ask, ask.param("procedure"))
}

fn page_of(house: &House, ask: &Ask, id: &str) -> Reply {
    let law = house.room::<Laws>().law();
    let all = in_force_or_newest(law, ask.today);
    let procedure = all.iter().find(|p| p.id == id).ok_or(Trouble::NotFound)?;
    let pen = Pen::new(ask.words(), ask.lang);
    let page =
        Page::new(title(&pen, law, procedure), body(&pen, law, procedure, ask.today)).section("rights");
    Ok(match is_main(law, procedure) {
        true => page.into(),
        false => page.back(part::back_link(&Act::new(HERE, pen.t("app-rights-title")))).into(),
    })
}

fn is_main(law: &Law, procedure: &Procedure) -> bool {
    law.main_procedure() == Some(procedure.id.as_str())
}

fn title(pen: &Pen<'_>, law: &Law, procedure: &Procedure) -> String {
    match is_main(law, procedure) {
        true => pen.t("app-rights-title"),
        false => pen.said(&procedure.names).to_owned(),
    }
}

/// The whole explanation of one procedure.
fn body(pen: &Pen<'_>, law: &Law, procedure: &Procedure, on: Date) -> Markup {
    let told = law.explained(procedure, on);
    let here = match is_main(law, procedure) {
        true => HERE.to_owned(),
        false => format!("{HERE}/{}", procedure.id),
    };
    html! {
        div.c-public {
            div {
                (tongues(pen, &here))
                h1.c-title { (title(pen, law, procedure)) }
                (lead(pen, law, &told))
                (contents(pen, &told))
            }
            (where_to_ask(pen, &told))
            (section("way", &pen.t("app-rights-way"), way::steps(pen, &told)))
            @if !told.setbacks.is_empty() {
                (section("no", &pen.t("app-rights-no"), no::setbacks(pen, &told)))
            }
            @if !told.rights.is_empty() {
                (section("rights", &pen.t("app-rights-rights"), way::rights(pen, &told)))
            }
            @if !told.papers.is_empty() {
                (section("papers", &pen.t("app-rights-papers"), way::papers(pen, &told)))
            }
            (others(pen, law, &told, on))
            (foot(pen, &told))
        }
    }
}

fn section(id: &str, title: &str, body: Markup) -> Markup {
    html! { section id=(id) { h2 { (title) } (body) } }
}

/// The languages, large enough for a thumb, and chosen without account or script.
fn tongues(pen: &Pen<'_>, here: &str) -> Markup {
    html! {
        nav.c-tongues aria-label=(pen.t("web-frame-languages")) {
            @for lang in Lang::ALL {
                a href={ "/language/" (lang.tag()) "?next=" (web::percent_encode(here)) } hreflang=(lang.tag()) lang=(lang.tag())
                    aria-current=[(lang == pen.lang).then_some("true")] { (lang.autonym()) }
            }
        }
    }
}

/// At most a few short sentences: that one may ask, how, and what it costs where that is written.
fn lead(pen: &Pen<'_>, law: &Law, told: &Explained<'_>) -> Markup {
    let country = [("country", pen.said(&law.facts_file.names).into())];
    html! {
        @if is_main(law, told.procedure) {
            p.c-public__lead {
                (pen.tw("app-rights-lead", &country)) " "
                (pen.t(if told.is_oral { "app-rights-lead-oral" } else { "app-rights-lead-office" }))
                @if told.free.is_some() { " " b { (pen.t("app-rights-free")) } }
            }
            @if let Some(cite) = told.free { (pen.written(cite)) }
        } @else {
            p.c-public__lead { (pen.tw("app-rights-lead-other", &country)) }
        }
    }
}

/// Tiles to the parts of the page, for whoever looks for one thing.
fn contents(pen: &Pen<'_>, told: &Explained<'_>) -> Markup {
    let tile = |id: &str, sign: Icon, key: &str| html! { li { a href={ "#" (id) } { (part::icon(sign)) (pen.t(key)) } } };
    html! {
        nav aria-label=(pen.t("app-rights-contents")) {
            ul.c-tiles role="list" {
                (tile("ask", Icon::People, "app-rights-where"))
                (tile("way", Icon::After, "app-rights-way"))
                @if !told.setbacks.is_empty() { (tile("no", Icon::Care, "app-rights-no")) }
                @if !told.rights.is_empty() { (tile("rights", Icon::Lock, "app-rights-rights")) }
            }
        }
    }
}

fn where_to_ask(pen: &Pen<'_>, told: &Explained<'_>) -> Markup {
    let is_unsure = |o: &OfficeFact| o.cite.verification == Verification::Unverified;
    html! {
        section #ask .c-public__ask {
            h2 { (pen.t("app-rights-where")) }
            ul.c-offices role="list" {
                @for office in &told.offices { li { b { (pen.said(&office.names)) } " " span { (pen.said(&office.place)) } } }
            }
            @if told.offices.iter().any(|o| is_unsure(o)) { p.c-note { (pen.t("app-rights-where-unsure")) } }
            (now(pen, told))
            @if !told.questions.is_empty() {
                h3 { (pen.t("app-rights-questions")) }
                ul.c-plain { @for question in &told.questions { li { (pen.t(question_key(*question))) } } }
            }
        }
    }
}

/// Until when: a number only if a named lawyer confirmed it; else to ask at once, and whom, and when this was last looked at.
fn now(pen: &Pen<'_>, told: &Explained<'_>) -> Markup {
    html! {
        div.c-now {
            p.c-now__title { (pen.t("app-rights-now")) }
            @for time in told.to_ask.iter().filter(|time| **time != Time::Unconfirmed) { p { (pen.own_time(time, told)) } }
            @if told.to_ask.contains(&Time::Unconfirmed) {
                p { (pen.tw("app-rights-now-unknown", &[("office", pen.ask_at(told).into())])) }
            }
            @if told.to_ask.is_empty() { p { (pen.tw("app-rights-now-no-term", &[("office", pen.ask_at(told).into())])) } }
            @if told.is_received_late { p { (pen.t("app-rights-now-late")) } }
            @for time in &told.to_ask { @if let Time::Confirmed { cite, .. } = time { (pen.written(cite)) } }
            p.c-note { (pen.checked(told)) }
        }
    }
}

fn question_key(question: Question) -> &'static str {
    match question {
        Question::Reasons => "app-rights-question-reasons",
        Question::Entry => "app-rights-question-entry",
        Question::FirstAsked => "app-rights-question-first-asked",
        Question::Language => "app-rights-question-language",
        Question::Age => "app-rights-question-age",
        Question::Contact => "app-rights-question-contact",
        Question::Family => "app-rights-question-family",
        Question::TonightsBed => "app-rights-question-tonight",
    }
}

/// The other procedures of the state, each on a page of its own.
fn others(pen: &Pen<'_>, law: &Law, told: &Explained<'_>, on: Date) -> Markup {
    let all = in_force_or_newest(law, on);
    let others: Vec<_> = all.into_iter().filter(|p| p.id != told.procedure.id && !is_main(law, p)).collect();
    html! {
        @if is_main(law, told.procedure) && !others.is_empty() {
            section.c-screen-only {
                h2 { (pen.t("app-rights-others")) }
                ul.c-doors role="list" {
                    @for other in others { li { a href={ (HERE) "/" (other.id) } { (pen.said(&other.names)) (part::icon(Icon::After)) } } }
                }
            }
        }
    }
}

/// What this page is, and how sure.
fn foot(pen: &Pen<'_>, told: &Explained<'_>) -> Markup {
    let p = told.procedure;
    html! {
        section.c-public__foot {
            @if let Some(instrument) = &p.instrument {
                p { (pen.tw("app-rights-instrument", &[("instrument", pen.said(instrument).into())])) }
            }
            p { (pen.t("app-rights-foot")) " " (pen.checked(told)) }
            p.c-screen-only { (pen.t("app-rights-print")) }
        }
    }
}
