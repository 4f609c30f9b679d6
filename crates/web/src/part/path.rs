//! The way a case goes: its stages on one line, like a root that grows segment by segment.

use maud::{Markup, html};

use super::icon::{Icon, icon};

/// Where a stage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageState {
    Done,
    Now,
    Ahead,
}

/// One stage of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    pub name: String,
    pub state: StageState,
}

/// The whole way.
#[derive(Clone, Debug, Default)]
pub struct Path {
    /// What procedure this is: "Procedimiento: Decreto Ejecutivo 5 de 2018".
    pub label: String,
    /// Said after the name of a finished stage, for those who cannot see its mark: "hecho".
    pub done: String,
    /// "Etapa 5 de 8", shown on phones where only the present stage is named.
    pub place: String,
    pub stages: Vec<Stage>,
}

/// Draws the way.
pub fn path(path: &Path) -> Markup {
    html! {
        div.c-path."c-path--long"[path.stages.len() > 8] {
            ol role="list" aria-label=(path.label) { @for stage in &path.stages { (draw(stage, &path.done)) } }
            @if !path.place.is_empty() {
                p.c-path__place aria-hidden="true" {
                    @for stage in path.stages.iter().filter(|stage| stage.state == StageState::Now) { b { (stage.name) } " · " }
                    (path.place)
                }
            }
        }
    }
}

fn draw(stage: &Stage, done: &str) -> Markup {
    html! {
        @match stage.state {
            StageState::Done => li.done {
                span.c-path__dot { (icon(Icon::Tick)) }
                span.c-path__name { (stage.name) span.govuk-visually-hidden { ", " (done) } }
            },
            StageState::Now => li.now aria-current="step" {
                span.c-path__dot {} span.c-path__name { (stage.name) }
            },
            StageState::Ahead => li { span.c-path__dot {} span.c-path__name { (stage.name) } },
        }
    }
}
