//! A procedure drawn: boxes that lead to their stages, numbered lines between them, and the same in words below.
//!
//! Two drawings are made, and the style sheet shows the one that fits; paper shows the wide one. Boxes are links, so the
//! drawing is a group and no picture. Lines are hidden from screen readers: the list below tells each step.

use super::step::Reading;
use procedure::{Anchor, Diagram, Edge, EdgeKind, Head, Here, Node, Points, Room, Text};
use web::{Markup, html};

/// The drawings, what their signs mean and the list of steps. `at` is the stage of a case, if one is looked at.
pub fn figure(reading: &Reading<'_>, at: &str) -> Markup {
    let ask = reading.ask;
    let words = ask.t(reading.here);
    let stage = reading.procedure.stage(at);
    let here = stage.map(|stage| Here { stage: &stage.id, words: &words });
    let drawn = |room| reading.procedure.diagram(ask.lang, room, here);
    let wide = drawn(Room::Wide);
    html! {
        figure.c-diagram {
            figcaption {
                p { (ask.t("app-law-diagram-lead")) }
                @if let Some(stage) = stage {
                    p { b { (words) ":" } " " a.govuk-link href={ "#stage-" (stage.id) } { (reading.said(&stage.names)) } }
                }
            }
            div.c-diagram__wide { (drawing(reading, &wide, "wide")) }
            div.c-diagram__narrow { (drawing(reading, &drawn(Room::Narrow), "narrow")) }
            (key(reading, &wide))
        }
        h3 { (ask.t("app-law-diagram-list")) }
        (list(reading))
    }
}

/// An SVG with its name and description. `side` tells the two drawings' ids apart.
fn drawing(reading: &Reading<'_>, drawn: &Diagram, side: &str) -> Markup {
    let ask = reading.ask;
    let (title, desc) = (format!("diagram-{side}-title"), format!("diagram-{side}-desc"));
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let stages = number(reading.procedure.stages.len());
    let steps = number(reading.procedure.steps.len() + 1);
    let name = reading.said(&reading.procedure.names).to_owned();
    html! {
        svg viewBox={ "0 0 " (drawn.width) " " (drawn.height) } width=(drawn.width) height=(drawn.height)
            role="group" aria-labelledby={ (title) " " (desc) } {
            title id=(title) { (ask.tw("app-law-diagram-title", &[("procedure", name.into())])) }
            desc id=(desc) { (ask.tw("app-law-diagram-holds", &[("stages", stages.into()), ("steps", steps.into())])) }
            g aria-hidden="true" { @for edge in &drawn.edges { (lines(edge)) } }
            @for node in &drawn.nodes { (stage_box(reading, node)) }
            g aria-hidden="true" { @for edge in &drawn.edges { (labels(edge)) } }
        }
    }
}

fn class(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Opens | EdgeKind::Onward | EdgeKind::Stays => "edge",
        EdgeKind::Back => "edge edge--back",
        EdgeKind::Remedy => "edge edge--remedy",
    }
}

/// The lines of an edge and the tips of its arrows; pointing at it tells its steps.
fn lines(edge: &Edge) -> Markup {
    let line = |l: &procedure::Line| format!("M{} {}L{} {}", l.from.0, l.from.1, l.to.0, l.to.1);
    let way: String = edge.lines.iter().map(line).collect();
    html! {
        @if !edge.lines.is_empty() {
            g class=(class(edge.kind)) {
                title { (edge.title()) }
                path d=(way) {}
                @for head in &edge.heads { path.tip d=(tip(head)) {} }
            }
        }
    }
}

fn tip(head: &Head) -> String {
    let (x, y) = head.at;
    match head.points {
        Points::Down => format!("M{x} {y}l-5 -8h10z"),
        Points::Left => format!("M{x} {y}l8 -5v10z"),
        Points::Right => format!("M{x} {y}l-8 -5v10z"),
    }
}

fn labels(edge: &Edge) -> Markup {
    html! {
        @if !edge.labels.is_empty() {
            g { title { (edge.title()) } @for label in &edge.labels { (text(label)) } }
        }
    }
}

fn text(told: &Text) -> Markup {
    let anchor = (told.anchor == Anchor::End).then_some("end");
    html! { text x=(told.x) y=(told.y) text-anchor=[anchor] { (told.words) } }
}

/// A stage: a link to its line of the table of stages. Ends have round corners.
fn stage_box(reading: &Reading<'_>, node: &Node) -> Markup {
    let corner = if node.ended { 14 } else { 6 };
    html! {
        a.stage."stage--ended"[node.ended]."stage--here"[node.here] href={ "#stage-" (node.stage) } {
            title { (in_words(reading, node)) }
            rect x=(node.x) y=(node.y) width=(node.width) height=(node.height) rx=(corner) {}
            g.name { @for line in &node.lines { (text(line)) } }
            g.mark { @for line in &node.mark { (text(line)) } }
            @if let Some(first) = node.stays.first() { path.stays-sign d=(round_sign(first)) {} }
            @for line in &node.stays { (text(line)) }
        }
    }
}

/// `Notificada. Terminado. Aquí está el caso.`
fn in_words(reading: &Reading<'_>, node: &Node) -> String {
    let ask = reading.ask;
    let state = match (node.ended, node.waiting) {
        (true, _) => Some("app-law-stage-ended"),
        (false, true) => Some("app-law-stage-waiting"),
        (false, false) => None,
    };
    let here = node.here.then_some(reading.here);
    let said = state.into_iter().chain(here).map(|key| ask.t(key));
    std::iter::once(node.name.clone())
        .chain(said)
        .map(|words| format!("{words}."))
        .collect::<Vec<_>>()
        .join(" ")
}

/// An arrow that comes back to where it began, before the numbers of the steps that leave a case where it is.
fn round_sign(first: &Text) -> String {
    format!("M{} {}a5 5 0 1 0 1 5m-1 -9v4h-4", first.x - 6, first.y - 9)
}

/// What the kinds of lines mean, as far as they are drawn.
fn key(reading: &Reading<'_>, drawn: &Diagram) -> Markup {
    let ask = reading.ask;
    let has = |kind: EdgeKind| drawn.edges.iter().any(|edge| edge.kind == kind);
    let sample = |kind: EdgeKind| {
        html! { svg.c-diagram__key viewBox="0 0 36 12" width="36" height="12" aria-hidden="true" focusable="false" {
            g class=(class(kind)) { path d="M0 6L28 6" {} path.tip d="M36 6l-8 -5v10z" {} }
        } }
    };
    html! {
        ul.govuk-list role="list" {
            @if has(EdgeKind::Back) { li { (sample(EdgeKind::Back)) (ask.t("app-law-diagram-back")) } }
            @if has(EdgeKind::Remedy) { li { (sample(EdgeKind::Remedy)) (ask.t("app-law-diagram-remedy")) } }
            @if has(EdgeKind::Stays) {
                li {
                    svg.c-diagram__key viewBox="0 0 36 16" width="36" height="16" aria-hidden="true" focusable="false" {
                        path.stays-sign d="M20 5a5 5 0 1 0 1 5m-1 -9v4h-4" {}
                    }
                    (ask.t("app-law-diagram-stays"))
                }
            }
        }
    }
}

/// Each step once, under its number in the drawing, with its way in words.
fn list(reading: &Reading<'_>) -> Markup {
    html! {
        ol.c-diagram__list {
            @for step in reading.procedure.all_steps() {
                li {
                    a.govuk-link href={ "#step-" (step.id) } { (reading.said(&step.names)) }
                    div.c-note { (reading.way(step)) }
                }
            }
        }
    }
}
