//! The whole file as one printable timeline that a court can read: numbered folios, each with its day, hour, author, words
//! and article, the linked cases in their place, and at the end the chain by which it can be checked.

use crate::case::Moment;
use crate::file::page::{href, identity};
use crate::file::{CaseView, seen, story};
use crate::label::Labels;
use crate::laws::Laws;
use crate::model::{Arithmetic, CaseEvent, StepTaken, TermStarted};
use kernel::CaseId;
use ledger::{Door, EntryView, Fault};
use procedure::Cite;
use web::part::{self, Act, Cell, Column};
use web::{Answer, Ask, House, Markup, Page, Reply, Trouble, html};

/// How much of a hash is printed: enough to compare by eye.
const HASH_CHARS: usize = 16;

/// One entry of the file, with the case it belongs to.
struct Folio<'a, 'v> {
    view: &'a CaseView<'v>,
    entry: EntryView,
    /// `None`: a kind of statement that this version of the program does not know.
    moment: Option<Moment>,
}

/// GET `/cases/{case}/record`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let id = ask.id::<CaseId>("case")?;
    let laws = house.room::<Laws>();
    let view = seen(house, ask, laws, id)?.ok_or(Trouble::NotFound)?;
    let mut views = Vec::new();
    for linked in &view.links {
        views.extend(seen(house, ask, laws, linked.id)?);
    }
    views.insert(0, view);
    let labels = Labels::new(house, ask);
    let folios = house.ledger.read(|door| folios(door, &views))?;
    Ok(Answer::Page(page(&labels, &views, &folios)))
}

/// Every entry of the case and of its linked cases, in the order in which they were written.
fn folios<'a, 'v>(door: &mut dyn Door, views: &'a [CaseView<'v>]) -> Result<Vec<Folio<'a, 'v>>, Fault> {
    let mut folios = Vec::new();
    for view in views {
        for entry in door.entries(view.id.0)? {
            let event = serde_json::json!({ "kind": entry.kind, "body": entry.body });
            let event = serde_json::from_value::<CaseEvent>(event).ok();
            let moment = event.map(|event| Moment {
                at: entry.at,
                stated: entry.stated,
                by: entry.actor.clone(),
                site: entry.site.clone(),
                event,
            });
            folios.push(Folio { view, entry, moment });
        }
    }
    folios.sort_by_key(|folio| (folio.entry.at, folio.entry.sequence));
    Ok(folios)
}

fn page(labels: &Labels<'_>, views: &[CaseView<'_>], folios: &[Folio<'_, '_>]) -> Page {
    let ask = labels.ask;
    let Some(view) = views.first() else { return Page::new("", html! {}) };
    let title = ask.t("casework-record-title");
    let moments: Vec<part::Moment> =
        folios.iter().enumerate().map(|(place, folio)| told(labels, folio, place + 1, view.id)).collect();
    let count = i64::try_from(folios.len()).unwrap_or(i64::MAX);
    let lead = ask.tw(
        "casework-record-lead",
        &[("n", count.into()), ("day", ask.instant(ask.now).into()), ("name", ask.who.name.clone().into())],
    );
    let body = html! {
        (part::identity_strip(&identity(labels, view)))
        (part::heading(&title, None, Some(&lead)))
        (part::screen_only(part::aside(&ask.t("casework-record-print"))))
        (part::sheet(html! {
            (part::timeline(&moments))
            (chain(ask, folios))
        }))
    };
    let back = Act::new(href(view.id), ask.t("casework-step-back"));
    Page::new(format!("{title} · {}", view.head.number), body).section("cases").back(part::back_link(&back))
}

fn told(labels: &Labels<'_>, folio: &Folio<'_, '_>, place: usize, main: CaseId) -> part::Moment {
    let ask = labels.ask;
    let entry = &folio.entry;
    let number = i64::try_from(place).unwrap_or(i64::MAX);
    let linked = (folio.view.id != main)
        .then(|| format!("{} · {}", labels.procedure(&folio.view.head), folio.view.head.number));
    let title = match &folio.moment {
        Some(moment) => words(labels, folio.view, moment),
        None => ask.tw("casework-record-unknown", &[("kind", entry.kind.clone().into())]),
    };
    let (day, lines) = match &folio.moment {
        Some(moment) => (story::day_of(labels, moment), lines(labels, folio.view, moment)),
        None => (ask.day_of(entry.at), html! {}),
    };
    let actor = &entry.actor;
    let by = format!(
        "{} · {} · {}",
        labels.staff(actor.account),
        labels.role(actor.role),
        labels.office(&actor.office)
    );
    let note = html! {
        @if let Some(linked) = linked { div { (linked) } }
        div { (by) }
        div { (ask.tw("casework-record-written", &[("at", ask.instant(entry.at).into())])) }
        @if is_contested(folio) { div { b { (ask.t("casework-file-contested-title")) } } }
        (lines)
    };
    let title = html! { (ask.tw("casework-record-folio", &[("n", number.into())])) " · " (title) };
    part::Moment { iso: day.to_string(), when: ask.day(day), title, note: Some(note) }
}

/// A step that another post had already overtaken when it was written.
fn is_contested(folio: &Folio<'_, '_>) -> bool {
    let contested = &folio.view.case.contested;
    contested.iter().any(|c| c.entry == folio.entry.hash.hex())
}

fn words(labels: &Labels<'_>, view: &CaseView<'_>, moment: &Moment) -> String {
    let ask = labels.ask;
    match &moment.event {
        CaseEvent::KeptApart { .. } => ask.t("casework-record-apart"),
        CaseEvent::MinorsNoted { .. } => ask.t("casework-record-minors"),
        CaseEvent::NoteWritten { .. } => ask.t("casework-record-note"),
        CaseEvent::ChildCaseLinked { procedure, .. } => story::title(labels, view, moment, None)
            .unwrap_or_else(|| ask.tw("casework-record-linked", &[("procedure", procedure.clone().into())])),
        _ => story::title(labels, view, moment, None).unwrap_or_default(),
    }
}

/// What was written with it: the form, the article, the arithmetic.
fn lines(labels: &Labels<'_>, view: &CaseView<'_>, moment: &Moment) -> Markup {
    match &moment.event {
        CaseEvent::Opened(opened) => facts(&[
            (labels.ask.t("casework-column-case"), opened.number.clone()),
            (labels.ask.t("casework-record-version"), opened.version.clone()),
            (labels.ask.t("casework-column-office"), labels.office(&opened.office)),
        ]),
        CaseEvent::StepTaken(step) => of_step(labels, view, step),
        CaseEvent::TermStarted(term) => of_term(labels, term),
        CaseEvent::TermMoved { arithmetic, why, .. } => {
            let mut lines = sum(labels, arithmetic);
            let step = view.procedure.and_then(|p| p.step(why));
            let why = step.map_or_else(|| why.clone(), |step| labels.said(&step.names).to_owned());
            lines.push((labels.ask.t("casework-record-why"), why));
            facts(&lines)
        }
        CaseEvent::TaskDone { note, .. } | CaseEvent::NoteWritten { text: note } => {
            html! { @if !note.is_empty() { div.c-long { (note) } } }
        }
        _ => html! { @for line in story::said_with(labels, moment) { div.c-long { (line) } } },
    }
}

fn of_step(labels: &Labels<'_>, view: &CaseView<'_>, taken: &StepTaken) -> Markup {
    let ask = labels.ask;
    // The words of the version under which it was taken, where its file is here.
    let pinned = labels.laws.law().pinned(&view.head.procedure, &taken.law);
    let Some(procedure) = pinned.or(view.procedure) else { return html! {} };
    let mut lines = Vec::new();
    if let Some(step) = procedure.step(&taken.step) {
        lines.push((ask.t("casework-written-title"), labels.cited(&step.cite)));
        // Where no source is listed, the line above has said why.
        if let Some(url) = procedure.sources.get(&step.cite.source) {
            lines.push((ask.t("casework-record-source"), format!("{} · {url}", step.cite.source)));
        }
    }
    if let Some(stage) = taken.to.as_ref().and_then(|to| procedure.stage(&to.stage)) {
        lines.push((ask.t("casework-column-stage"), labels.said(&stage.names).to_owned()));
    }
    if let Some(confirmed) = &taken.confirmed {
        lines.push((ask.t("casework-step-confirm-title"), confirmed.name.clone()));
    }
    lines.extend(story::answered(labels, procedure, &taken.step, &taken.form));
    facts(&lines)
}

/// The code of a source, or what its absence means.
fn source(labels: &Labels<'_>, code: &str) -> String {
    match code {
        Cite::PLATFORM => labels.ask.t("casework-cited-platform"),
        Cite::UNKNOWN => labels.ask.t("casework-cited-unknown"),
        code => code.to_owned(),
    }
}

fn of_term(labels: &Labels<'_>, term: &TermStarted) -> Markup {
    let ask = labels.ask;
    let mut lines = sum(labels, &term.arithmetic);
    let article = term.article.clone().unwrap_or_else(|| ask.t("casework-sums-article-unknown"));
    lines.push((ask.t("casework-sums-article"), article));
    lines.push((
        ask.t("casework-record-source"),
        format!("{} · {}", source(labels, &term.source), labels.verification(&term.verification)),
    ));
    if term.provisional {
        lines.push((ask.t("casework-record-note"), ask.t("casework-sums-provisional")));
    }
    facts(&lines)
}

fn sum(labels: &Labels<'_>, arithmetic: &Arithmetic) -> Vec<(String, String)> {
    let ask = labels.ask;
    let mut lines = Vec::new();
    if let Some(length) = arithmetic.length {
        lines.push((ask.t("casework-sums-length"), labels.length(length, &arithmetic.unit)));
    }
    if !arithmetic.sums.is_empty() {
        lines.push((ask.t("casework-record-sum"), arithmetic.sums.clone()));
    }
    let skipped: Vec<String> = arithmetic
        .skipped
        .iter()
        .map(|s| format!("{} ({})", ask.day(s.date), s.reason.get(ask.lang)))
        .collect();
    if !skipped.is_empty() {
        lines.push((ask.t("casework-sums-skipped"), skipped.join(", ")));
    }
    lines
}

fn facts(lines: &[(String, String)]) -> Markup {
    html! { dl.c-sum { @for (name, value) in lines { dt { (name) } dd.c-long { (value) } } } }
}

/// The chain: each folio's number in the site's log and the beginning of its hash.
fn chain(ask: &Ask, folios: &[Folio<'_, '_>]) -> Markup {
    let rows = folios.iter().enumerate().map(|(place, folio)| {
        let (entry, hash) = (&folio.entry, folio.entry.hash.hex());
        let short: String = hash.chars().take(HASH_CHARS).collect();
        vec![
            Cell::text((place + 1).to_string()),
            Cell::text(format!("{} · {}", entry.site, entry.sequence)),
            Cell::marked(html! { code { (short) } }),
        ]
    });
    let title = ask.t("casework-record-chain");
    let table = part::Table {
        caption: title.clone(),
        caption_hidden: true,
        columns: vec![
            Column::text(ask.t("casework-record-folio-head")),
            Column::text(ask.t("casework-record-entry")),
            Column::text(ask.t("casework-record-hash")),
        ],
        rows: rows.collect(),
        ..part::Table::default()
    };
    part::section(&title, html! { p { (ask.t("casework-record-chain-words")) } (part::table(&table)) })
}
