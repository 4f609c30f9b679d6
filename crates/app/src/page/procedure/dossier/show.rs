//! One dossier: where it stands, what can be done now, its draft with what was found in it, the consultations, and the story.

use super::super::diagram;
use super::super::statement::Signs;
use super::super::step::Reading;
use super::findings::examine;
use super::story::{code, lines, moments};
use super::{LIST, about, found, href, may_write, since_words, stage_name, stage_tag, version};
use crate::simulation;
use casework::Laws;
use casework::dossier::{Dossier, Way};
use casework::label::Labels;
use ledger::Loaded;
use procedure::{Laid, Offer, Offered};
use web::part::{self, Act, Cell, Column, Gate, NextStep, Path, StageState, Tone};
use web::{Ask, House, Markup, Page, Reply, html};

/// The words that mark the stage in the drawing.
const HERE: &str = "app-dossier-here";

/// `GET /procedures/dossiers/{dossier}`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let dossier = found(house, ask)?;
    let (laws, way): (&Laws, &Way) = (house.room(), house.room());
    let (labels, state) = (Labels::new(house, ask), &dossier.state);
    let title = state.title().to_owned();
    let body = html! {
        (part::heading(&title, Some(&ask.t("app-dossiers-title")), Some(&about(ask, laws, state))))
        @if let Some(path) = path(&labels, way, state) { (part::path(&path)) }
        (outcome(ask, laws, &dossier))
        (part::columns(
            html! {
                @if may_write(house, ask) && !way.is_ended(state) { (part::screen_only(next(&labels, way, &dossier))) }
                (part::section(&ask.t("app-dossier-story"), part::timeline(&moments(&labels, way, &state.told))))
            },
            part::card(&ask.t("app-dossier-where"), facts(ask, laws, way, state)),
        ))
        (draft(house, ask, laws, way, &dossier))
        (part::section(&ask.t("app-dossier-consultations"), consultations(ask, state)))
        (drawn(house, ask, laws, way, state))
    };
    let back = part::back_link(&Act::new(LIST, ask.t("app-dossiers-title")));
    Ok(Page::new(title, body).section("procedures").back(back).into())
}

/// The line of stages; one that was set aside has left it.
fn path(labels: &Labels<'_>, way: &Way, dossier: &Dossier) -> Option<Path> {
    let ask = labels.ask;
    let stages: Vec<_> = way.0.stages.iter().filter(|stage| stage.on_path).collect();
    let here = stages.iter().position(|stage| stage.id == dossier.stage)?;
    let ended = way.is_ended(dossier);
    let drawn = stages.iter().enumerate().map(|(place, stage)| part::Stage {
        name: labels.said(&stage.names).to_owned(),
        state: match place {
            place if place == here && !ended => StageState::Now,
            place if place <= here => StageState::Done,
            _ => StageState::Ahead,
        },
    });
    let of = [("n", (here + 1).into()), ("of", stages.len().into())];
    Some(Path {
        label: labels.said(&way.0.names).to_owned(),
        done: ask.t("app-dossier-stage-done"),
        place: ask.tw("app-dossier-stage-of", &of),
        stages: drawn.collect(),
    })
}

/// What became of an adopted version.
fn outcome(ask: &Ask, laws: &Laws, dossier: &Loaded<Dossier>) -> Markup {
    let Some((adoption, _)) = &dossier.state.adopted else { return html! {} };
    let args = [
        ("version", adoption.version.as_str().into()),
        ("day", ask.day_long(adoption.valid_from).into()),
        ("file", adoption.file.as_str().into()),
    ];
    let opened = dossier.state.opened.as_ref().map(|opened| opened.procedure.as_str()).unwrap_or_default();
    let hash = version(laws, opened, &adoption.version).map(|p| p.hash.chars().take(12).collect::<String>());
    let see = hash
        .map(|hash| Act::new(format!("/procedures/{opened}?hash={hash}"), ask.t("app-dossier-see-version")));
    let (tone, title, words) = match laws.laid(dossier.id) {
        Some(Laid::Here) | None => (Tone::Done, "app-dossier-laid", ask.tw("app-dossier-laid-words", &args)),
        Some(Laid::InFolder { is_same: true, .. }) => {
            (Tone::Done, "app-dossier-in-folder", ask.tw("app-dossier-in-folder-same", &args))
        }
        Some(Laid::InFolder { file, is_same: false }) => {
            let args = [("version", adoption.version.as_str().into()), ("file", file.as_str().into())];
            (Tone::Caution, "app-dossier-in-folder", ask.tw("app-dossier-in-folder-other", &args))
        }
        Some(Laid::Unreadable(_)) => {
            (Tone::Danger, "app-dossier-unreadable", ask.tw("app-dossier-unreadable-words", &args))
        }
    };
    html! {
        (part::notice(tone, &ask.t(title), html! {
            p { (words) }
            @if let Some(see) = &see { p { (part::link(see)) } }
        }))
        @if let Some(Laid::Unreadable(mistakes)) = laws.laid(dossier.id) { (simulation::page::mistakes(ask, mistakes)) }
    }
}

/// What can be done now, and what cannot yet, with the reason.
fn next(labels: &Labels<'_>, way: &Way, dossier: &Loaded<Dossier>) -> Markup {
    let ask = labels.ask;
    let offers = way.offers(&dossier.state, &ask.who.actor(), ask.today);
    let act = |offer: &Offer<'_>| {
        let to = format!("{}/steps/{}", href(dossier.id), web::percent_encode(&offer.step.id));
        Act::new(to, labels.said(&offer.step.names))
    };
    let open: Vec<Act> = offers.iter().filter(|o| o.state == Offered::Offered).map(act).collect();
    let gate = |offer: &Offer<'_>| match &offer.state {
        Offered::Refused(reasons) => {
            let why: Vec<&str> = reasons.iter().map(|reason| labels.said(&reason.says)).collect();
            let args = [("step", labels.said(&offer.step.names).to_owned().into())];
            Some(Gate { what: ask.tw("app-dossier-gate", &args), why: why.join(" "), more: None })
        }
        _ => None,
    };
    let stage = way.0.stage(&dossier.state.stage);
    let mut acts = open.into_iter();
    part::next_step(&NextStep {
        heading: ask.t("app-dossier-next"),
        words: stage
            .and_then(|s| s.hint.as_ref())
            .map(|hint| labels.said(hint).to_owned())
            .unwrap_or_default(),
        first: acts.next(),
        others: acts.collect(),
        gates: offers.iter().filter_map(gate).collect(),
    })
}

/// Where it stands, in a few lines.
fn facts(ask: &Ask, laws: &Laws, way: &Way, dossier: &Dossier) -> Markup {
    let said = |key: &str, words: String| (ask.t(key), html! { (words) });
    let mut all = vec![
        (ask.t("app-law-stage"), stage_tag(ask, way, dossier)),
        said("app-dossier-about", about(ask, laws, dossier)),
    ];
    if let Some(since) = dossier.since {
        all.push(said("app-dossier-since", since_words(ask, way, dossier, since)));
    }
    if let Some(written) = &dossier.draft {
        let words = format!("{} · {}", written.version, ask.day_long(written.valid_from));
        all.push(said("app-dossier-draft", words));
    }
    if let Some(gazette) = dossier.taken("record_gazette").next_back() {
        let reference = gazette.form.get("reference").map(String::as_str).unwrap_or_default();
        all.push(said("app-dossier-gazette", format!("{reference} · {}", ask.day_long(gazette.on))));
    }
    part::facts(&all)
}

/// The newest draft, with what the check finds and what changes as long as it is not adopted.
fn draft(house: &House, ask: &Ask, laws: &Laws, way: &Way, dossier: &Loaded<Dossier>) -> Markup {
    let state = &dossier.state;
    let Some(written) = &state.draft else { return html! {} };
    let examined = if way.is_ended(state) { None } else { examine(laws, state) };
    part::section(
        &ask.t("app-dossier-draft"),
        html! {
            @match &examined {
                Some(Ok(examined)) => (examined.shown(house, ask, dossier.id)),
                Some(Err(mistakes)) => (simulation::page::mistakes(ask, mistakes)),
                None => {},
            }
            (part::details(&ask.t("app-dossier-draft-text"), code(&written.text)))
        },
    )
}

fn consultations(ask: &Ask, dossier: &Dossier) -> Markup {
    let of = |form: &casework::FormMap, field: &str| form.get(field).cloned().unwrap_or_default();
    let row = |taken: &casework::dossier::Taken| {
        vec![
            Cell::text(of(&taken.form, "who")),
            Cell::text(ask.day_long(taken.on)),
            Cell::marked(lines(&of(&taken.form, "said"))),
        ]
    };
    let columns = ["app-dossier-consulted", "app-dossier-consulted-on", "app-dossier-consulted-said"];
    part::table(&part::Table {
        caption: ask.t("app-dossier-consultations"),
        caption_hidden: true,
        columns: columns.map(|key| Column::text(ask.t(key))).to_vec(),
        rows: dossier.taken("consult").map(row).collect(),
        empty: Some(html! { p { (ask.t("app-dossier-consulted-nobody")) } }),
        ..part::Table::default()
    })
}

/// The whole way drawn, with where this dossier stands, and what the drawing links to.
fn drawn(house: &House, ask: &Ask, laws: &Laws, way: &Way, dossier: &Dossier) -> Markup {
    let law = laws.law();
    let signs = Signs::of(house, ask, law);
    let reading = Reading { ask, signs: &signs, law, procedure: &way.0, here: HERE };
    part::section(
        &ask.t("app-law-diagram"),
        html! {
            p { (ask.t("app-dossier-way")) }
            (diagram::figure(&reading, &dossier.stage))
            h3 { (ask.t("app-law-stages")) }
            ul.govuk-list role="list" {
                @for stage in &way.0.stages {
                    li id={ "stage-" (stage.id) } {
                        b { (stage_name(ask, way, &stage.id)) }
                        @if let Some(hint) = &stage.hint { div.c-note { (reading.said(hint)) } }
                    }
                }
            }
            h3 { (ask.t("app-law-steps")) }
            @for step in way.0.all_steps() { (reading.card(step)) }
        },
    )
}
