//! One procedure as it is in force: terms, stages, steps, documents, remedies and sources, each with where it is written.

use super::cite::{Marks, cited, source_link};
use super::diagram;
use super::dossier;
use super::reform;
use super::statement::Signs;
use super::step::Reading;
use super::term::{self, length_words};
use super::{current, in_force};
use casework::Laws;
use procedure::{Document, Procedure, Remedy, Stage, Step};
use web::part::{self, Act, Cell, Column, TagKind, Tone};
use web::{Ask, House, Markup, Page, Reply, Trouble, html};

/// Fewer signs of a version's hash than this name no version.
const HASH_CHARS_MIN: usize = 8;

/// `GET /procedures/{procedure}`; `?hash=` shows another version, as cases pinned to it know it, and `?at=` marks the stage
/// at which a case stands.
pub fn show(house: &House, ask: &Ask) -> Reply {
    let law = house.room::<Laws>().law();
    let id = ask.param("procedure");
    let now = current(law, id, ask.today).ok_or(Trouble::NotFound)?;
    let versions: Vec<&Procedure> = law.procedures.iter().filter(|p| p.id == id).collect();
    let hash = ask.query.text("hash");
    let procedure = match hash {
        "" => now,
        _ if hash.len() < HASH_CHARS_MIN => return Err(Trouble::NotFound),
        _ => versions.iter().find(|p| p.hash.starts_with(hash)).ok_or(Trouble::NotFound)?,
    };
    let signs = Signs::of(house, ask, law);
    let here = "app-law-diagram-here";
    let reading = Reading { ask, signs: &signs, law, procedure, here };
    let title = procedure.names.in_lang(ask.lang).to_owned();
    let body = html! {
        (part::heading(&title, Some(&ask.t("app-law-title")), Some(&in_force(ask, procedure))))
        @if !procedure.in_force_on(ask.today) {
            (part::notice(Tone::Caution, &ask.t("app-law-not-in-force"), html! {
                p { (part::link(&Act::new(format!("/procedures/{id}"), ask.t("app-law-see-current")))) }
            }))
        }
        (dossiers(house, &reading))
        div.c-section {
            (part::columns(
                html! { div { (cited(ask, &signs, &procedure.cite)) } (Marks::of(procedure).in_words(ask)) },
                contents(&reading),
            ))
        }
        (chapter(ask, "diagram", "app-law-diagram", diagram::figure(&reading, ask.query.text("at"))))
        (chapter(ask, "terms", "app-law-terms", term::table(ask, &signs, procedure)))
        (chapter(ask, "stages", "app-law-stages", stages(&reading)))
        (chapter(ask, "steps", "app-law-steps", steps(&reading)))
        (chapter(ask, "remedies", "app-law-remedies", remedies(&reading)))
        (chapter(ask, "documents", "app-law-documents", documents(&reading)))
        (chapter(ask, "sources", "app-law-sources", sources(ask, procedure, &versions)))
        @for (id, key, body) in reforms(&reading) { (chapter(ask, id, key, body)) }
    };
    let back = part::back_link(&Act::new("/procedures", ask.t("app-law-title")));
    Ok(Page::new(title, body).section("procedures").back(back).into())
}

/// That the version was adopted here, with its dossier, and the way to all reforms of the procedure.
fn dossiers(house: &House, reading: &Reading<'_>) -> Markup {
    let (ask, p) = (reading.ask, reading.procedure);
    let all = Act::new(format!("{}?procedure={}", dossier::LIST, p.id), ask.t("app-dossiers-of-procedure"));
    html! {
        @if let Some(adopted) = house.room::<Laws>().dossier_of(p) {
            (part::notice(Tone::Info, &ask.t("app-dossier-version"), html! {
                p { (ask.t("app-dossier-version-words")) }
                p { (part::link(&Act::new(format!("{}/{adopted}", dossier::LIST), ask.t("app-dossier-version-open")))) }
            }))
        }
        (part::screen_only(html! { p { (part::link(&all)) } }))
    }
}

const CHAPTERS: [(&str, &str); 7] = [
    ("diagram", "app-law-diagram"),
    ("terms", "app-law-terms"),
    ("stages", "app-law-stages"),
    ("steps", "app-law-steps"),
    ("remedies", "app-law-remedies"),
    ("documents", "app-law-documents"),
    ("sources", "app-law-sources"),
];

/// What only some versions have: struck rules, ways between versions, commissions, what changed.
fn reforms(reading: &Reading<'_>) -> Vec<(&'static str, &'static str, Markup)> {
    let mut found = Vec::new();
    if !reform::commissions_of(reading).is_empty() {
        found.push(("commissions", "app-law-commissions", reform::commissions(reading)));
    }
    if !reading.procedure.struck.is_empty() {
        found.push(("struck", "app-law-struck-rules", reform::struck(reading)));
    }
    if reform::has_transitions(reading) {
        found.push(("transitions", "app-law-transitions", reform::transitions(reading)));
    }
    if let Some(old) = reform::before(reading) {
        found.push(("changes", "app-law-changes", reform::changes(reading, old)));
    }
    found
}

/// The index of the page: its chapters, and within the steps the stages they leave.
fn contents(reading: &Reading<'_>) -> Markup {
    let ask = reading.ask;
    let reforms = reforms(reading);
    let chapters = CHAPTERS.into_iter().chain(reforms.iter().map(|(id, key, _)| (*id, *key)));
    html! {
        nav aria-label=(ask.t("app-law-contents")) {
            ul.govuk-list role="list" {
                @for (id, key) in chapters {
                    li {
                        a.govuk-link href={ "#" (id) } { (ask.t(key)) }
                        @if id == "steps" {
                            (part::details(&ask.t("app-law-steps-by-stage"), html! {
                                ul.govuk-list role="list" {
                                    @for (id, title, _) in groups(reading) { li { a.govuk-link href={ "#from-" (id) } { (title) } } }
                                }
                            }))
                        }
                    }
                }
            }
        }
    }
}

/// The steps under the stage they leave; those that leave several stand at the end.
fn groups<'a>(reading: &Reading<'a>) -> Vec<(String, String, Vec<&'a Step>)> {
    let procedure: &'a Procedure = reading.procedure;
    let mut groups =
        vec![("opening".to_owned(), reading.ask.t("app-law-steps-opening"), vec![&procedure.opening])];
    for stage in &procedure.stages {
        let own: Vec<&Step> = procedure.steps.iter().filter(|s| s.from == [stage.id.clone()]).collect();
        if !own.is_empty() {
            groups.push((stage.id.clone(), reading.said(&stage.names).to_owned(), own));
        }
    }
    let several: Vec<&Step> = procedure.steps.iter().filter(|s| s.from.len() > 1).collect();
    if !several.is_empty() {
        groups.push(("several".to_owned(), reading.ask.t("app-law-steps-several"), several));
    }
    groups
}

fn steps(reading: &Reading<'_>) -> Markup {
    html! {
        @for (id, title, steps) in groups(reading) {
            section id={ "from-" (id) } { h3 { (title) } @for step in steps { (reading.card(step)) } }
        }
    }
}

fn chapter(ask: &Ask, id: &str, key: &str, body: Markup) -> Markup {
    html! { section.c-section id=(id) { h2.c-heading { (ask.t(key)) } (body) } }
}

fn columns(ask: &Ask, keys: &[&str]) -> Vec<Column> {
    keys.iter().map(|key| Column::text(ask.t(key))).collect()
}

fn stages(reading: &Reading<'_>) -> Markup {
    let ask = reading.ask;
    let row = |stage: &Stage| {
        vec![
            Cell::marked(html! {
                span id={ "stage-" (stage.id) } { (reading.said(&stage.names)) }
                @if let Some(hint) = &stage.hint { div.c-note { (reading.said(hint)) } }
            }),
            Cell::marked(stage_state(ask, stage)),
            Cell::marked(ways_on(reading, stage)),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("app-law-stages"),
        caption_hidden: true,
        columns: columns(ask, &["app-law-stage", "app-law-stage-state", "app-law-stage-ways"]),
        rows: reading.procedure.stages.iter().map(row).collect(),
        ..part::Table::default()
    })
}

fn stage_state(ask: &Ask, stage: &Stage) -> Markup {
    match (stage.ended, stage.waiting) {
        (true, _) => part::tag(TagKind::Good, &ask.t("app-law-stage-ended")),
        (false, true) => part::tag(TagKind::Plain, &ask.t("app-law-stage-waiting")),
        (false, false) => part::tag(TagKind::Plain, &ask.t("app-law-stage-open")),
    }
}

/// The steps that may be taken from a stage, each a link to its card.
fn ways_on(reading: &Reading<'_>, stage: &Stage) -> Markup {
    let steps: Vec<_> = reading.procedure.steps.iter().filter(|s| s.from.contains(&stage.id)).collect();
    html! {
        @if steps.is_empty() { (reading.ask.t("app-law-stage-no-way")) }
        @else {
            ul.govuk-list role="list" {
                @for step in steps { li { a.govuk-link href={ "#step-" (step.id) } { (reading.said(&step.names)) } } }
            }
        }
    }
}

fn remedies(reading: &Reading<'_>) -> Markup {
    let ask = reading.ask;
    let row = |remedy: &Remedy| {
        let against: Vec<String> = remedy.against.iter().map(|id| reading.step(id)).collect();
        let term = remedy.term.as_ref().and_then(|id| reading.procedure.term(id));
        let length = term.and_then(|t| t.length.map(|length| procedure::Length { length, unit: t.unit }));
        let length =
            length.map_or_else(|| ask.t("app-law-length-unknown"), |length| length_words(ask, length));
        vec![
            Cell::marked(html! {
                (reading.said(&remedy.names))
                div.c-note { (reading.said(&remedy.authority)) }
                @if remedy.judicial { div.c-note { (ask.t("app-law-judicial")) } }
            }),
            Cell::text(against.join("; ")),
            Cell::text(length),
            Cell::text(known(ask, remedy.suspensive)),
            Cell::marked(cited(ask, reading.signs, &remedy.cite)),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("app-law-remedies"),
        caption_hidden: true,
        columns: columns(
            ask,
            &["app-law-remedy", "app-law-against", "app-law-length", "app-law-suspensive", "app-law-written"],
        ),
        rows: reading.procedure.remedies.iter().map(row).collect(),
        empty: Some(html! { p { (ask.t("app-law-no-remedies")) } }),
        ..part::Table::default()
    })
}

/// Yes, no, or that nobody has told us.
fn known(ask: &Ask, answer: Option<bool>) -> String {
    ask.t(match answer {
        Some(true) => "app-yes",
        Some(false) => "app-no",
        None => "app-unknown",
    })
}

fn documents(reading: &Reading<'_>) -> Markup {
    let ask = reading.ask;
    let row = |document: &Document| {
        let validity =
            document.validity.map_or_else(|| ask.t("app-unknown"), |length| length_words(ask, length));
        vec![
            Cell::marked(html! {
                (reading.said(&document.names))
                div.c-note { (reading.said(&document.issuer)) }
            }),
            Cell::text(validity),
            Cell::text(known(ask, document.renewable)),
            Cell::marked(html! {
                @for grant in &document.grants { div { (reading.said(grant)) } }
                @if document.grants.is_empty() { (ask.t("app-unknown")) }
            }),
            Cell::marked(cited(ask, reading.signs, &document.cite)),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("app-law-documents"),
        caption_hidden: true,
        columns: columns(
            ask,
            &[
                "app-law-document",
                "app-law-validity",
                "app-law-renewable",
                "app-law-grants",
                "app-law-written",
            ],
        ),
        rows: reading.procedure.documents.iter().map(row).collect(),
        empty: Some(html! { p { (ask.t("app-law-no-documents")) } }),
        ..part::Table::default()
    })
}

fn sources(ask: &Ask, procedure: &Procedure, versions: &[&Procedure]) -> Markup {
    let hash: String = procedure.hash.chars().take(12).collect();
    html! {
        @if procedure.sources.is_empty() { p { (ask.t("app-law-no-sources")) } }
        ul.govuk-list role="list" { @for (key, url) in &procedure.sources { li { b { (key) } " " (source_link(url)) } } }
        p.c-note { (ask.t("app-law-hash")) " " code { (hash) } }
        @if versions.len() > 1 {
            h3 { (ask.t("app-law-versions")) }
            ul.govuk-list role="list" {
                @for version in versions {
                    @let hash: String = version.hash.chars().take(12).collect();
                    li {
                        @if version.hash == procedure.hash { (in_force(ask, version)) }
                        @else { a.govuk-link href={ "/procedures/" (version.id) "?hash=" (hash) } { (in_force(ask, version)) } }
                    }
                }
            }
        }
    }
}
