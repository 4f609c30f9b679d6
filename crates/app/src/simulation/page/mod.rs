//! The pages of simulations: what can be asked, what ran, and what came out of it.

mod caseload;
mod replay;
mod run;
#[cfg(test)]
mod tests;

use super::runs::{About, End, Run, Runs};
use kernel::Lang;
use uuid::Uuid;
use web::part::{self, Act, TagKind};
use web::{Area, Ask, House, Markup, Method, Page, Permission, Reply, Route, Target, html};

/// The pages of simulations.
pub fn area() -> Area {
    use Method::{Get, Post};
    let route = |method, path, act| Route {
        method,
        path,
        permission: Permission::Simulate,
        target: Target::None,
        act,
    };
    Area {
        name: "simulation",
        routes: vec![
            route(Get, HOME, list),
            route(Get, REPLAY, replay::form),
            route(Post, REPLAY, replay::submit),
            route(Get, CASELOAD, caseload::form),
            route(Post, CASELOAD, caseload::submit),
            route(Get, "/procedures/simulations/runs/{run}", run::show),
            route(Post, "/procedures/simulations/runs/{run}/cancel", run::cancel),
            route(Get, "/procedures/simulations/runs/{run}/report.csv", run::csv),
            route(Get, "/procedures/simulations/runs/{run}/report.html", run::html_file),
        ],
        migrations: Vec::new(),
        records: Vec::new(),
        locales: &[
            (Lang::Es, include_str!("../../../../../locales/es/simulation.ftl")),
            (Lang::En, include_str!("../../../../../locales/en/simulation.ftl")),
        ],
        nav: Vec::new(),
    }
}

/// Where simulations begin.
pub const HOME: &str = "/procedures/simulations";
pub use replay::mistakes;

/// The replay with the draft of a reform dossier in its form.
pub fn replay_of(dossier: Uuid) -> String {
    format!("{REPLAY}?dossier={dossier}")
}

const REPLAY: &str = "/procedures/simulations/replay";
const CASELOAD: &str = "/procedures/simulations/caseload";

/// `GET /procedures/simulations`
fn list(house: &House, ask: &Ask) -> Reply {
    let title = ask.t("simulation-title");
    let runs = house.room::<Runs>().all_of(ask.who.account);
    let card = |title: &str, lead: &str, href: &str, open: &str| {
        part::card(
            &ask.t(title),
            html! {
                p { (ask.t(lead)) }
                p { (part::link(&Act::new(href, ask.t(open)))) }
            },
        )
    };
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("simulation-lead"))))
        (card("simulation-replay-title", "simulation-replay-what", REPLAY, "simulation-replay-open"))
        (card("simulation-caseload-title", "simulation-caseload-what", CASELOAD, "simulation-caseload-open"))
        @if !runs.is_empty() {
            (part::section(&ask.t("simulation-runs"), html! {
                ul.govuk-list role="list" { @for run in &runs { li { (line(ask, run)) } } }
                p.c-note { (ask.t("simulation-runs-kept")) }
            }))
        }
    };
    let back = part::back_link(&Act::new("/procedures", ask.t("simulation-back-law")));
    Ok(Page::new(title, body).section("procedures").back(back).into())
}

fn line(ask: &Ask, run: &Run) -> Markup {
    let (kind, key) = match run.end().as_deref() {
        None => (TagKind::Plain, "simulation-running"),
        Some(End::Replayed(..) | End::Simulated(_)) => (TagKind::Good, "simulation-ended"),
        Some(End::Cancelled) => (TagKind::Plain, "simulation-cancelled"),
        Some(End::Failed) => (TagKind::Restricted, "simulation-failed"),
    };
    html! {
        a.govuk-link href={ "/procedures/simulations/runs/" (run.id) } { (title_of(ask, run)) } " "
        (part::tag(kind, &ask.t(key))) " " span.c-note { (ask.instant(run.at)) }
    }
}

/// What a run is called.
fn title_of(ask: &Ask, run: &Run) -> String {
    match &run.about {
        About::Caseload => ask.t("simulation-caseload-run"),
        About::Replay { procedure, draft, is_recorded } => {
            let key = if *is_recorded { "simulation-replay-recorded" } else { "simulation-replay-worked" };
            let args = [
                ("procedure", procedure.in_lang(ask.lang).to_owned().into()),
                ("draft", draft.as_str().into()),
            ];
            ask.tw(key, &args)
        }
    }
}

/// The way back to all simulations.
fn back(ask: &Ask) -> Markup {
    part::back_link(&Act::new(HOME, ask.t("simulation-title")))
}
