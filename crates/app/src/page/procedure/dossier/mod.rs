//! Reform dossiers: which there are, where each stands and since when.

mod findings;
pub mod new;
pub mod show;
pub mod step;
mod story;

use casework::Laws;
use casework::dossier::{self, Dossier, Way};
use jiff::civil::Date;
use ledger::Loaded;
use procedure::Procedure;
use uuid::Uuid;
use web::part::{self, Act, Cell, Column, TagKind};
use web::{Ask, House, Markup, Page, Permission, Reply, Trouble, html};

/// Where dossiers begin.
pub const LIST: &str = "/procedures/dossiers";

fn href(dossier: Uuid) -> String {
    format!("{LIST}/{dossier}")
}

/// `GET /procedures/dossiers`; `?procedure=` shows those of one procedure.
pub fn list(house: &House, ask: &Ask) -> Reply {
    let (laws, way) = (house.room::<Laws>(), house.room::<Way>());
    let only = ask.query.text("procedure");
    let mut all = house.ledger.read(|reader| dossier::all(reader))?;
    all.retain(|d| only.is_empty() || d.state.opened.as_ref().is_some_and(|o| o.procedure == only));
    all.sort_by_key(|d| way.is_ended(&d.state));
    let title = ask.t("app-dossiers-title");
    let body = html! {
        (part::heading(&title, Some(&ask.t("app-law-title")), Some(&ask.t("app-dossiers-lead"))))
        @if !laws.has_authority() { (part::inset(html! { p { (ask.t("app-dossiers-at-post")) } })) }
        @if may_write(house, ask) { p { (part::go(&format!("{LIST}/new"), &ask.t("app-dossier-new"))) } }
        @if all.is_empty() {
            (part::empty_state(&ask.t("app-dossiers-none"), &ask.t("app-dossiers-none-next"), None))
        } @else {
            (table(ask, laws, way, &all, &title))
        }
    };
    let back = part::back_link(&Act::new("/procedures", ask.t("app-law-title")));
    Ok(Page::new(title, body).section("procedures").back(back).into())
}

/// Whether the reader writes in dossiers, here.
fn may_write(house: &House, ask: &Ask) -> bool {
    house.room::<Laws>().has_authority() && house.may(&ask.who, Permission::ConfirmLaw, None)
}

fn table(ask: &Ask, laws: &Laws, way: &Way, dossiers: &[Loaded<Dossier>], title: &str) -> Markup {
    let row = |d: &Loaded<Dossier>| {
        let state = &d.state;
        vec![
            Cell::marked(html! { a.govuk-link href=(href(d.id)) { (state.title()) } }),
            Cell::marked(html! { (about(ask, laws, state)) }),
            Cell::marked(stage_tag(ask, way, state)),
            Cell::text(state.since.map(|since| since_words(ask, way, state, since)).unwrap_or_default()),
        ]
    };
    let columns = ["app-dossier", "app-dossier-about", "app-law-stage", "app-dossier-since"];
    part::table(&part::Table {
        caption: title.to_owned(),
        caption_hidden: true,
        columns: columns.map(|key| Column::text(ask.t(key))).to_vec(),
        rows: dossiers.iter().map(row).collect(),
        ..part::Table::default()
    })
}

/// `Solicitud de la condición de refugiado · PAN-2018`
fn about(ask: &Ask, laws: &Laws, dossier: &Dossier) -> String {
    let Some(opened) = &dossier.opened else { return String::new() };
    let found = version(laws, &opened.procedure, &opened.version);
    let name = found.map_or(opened.procedure.as_str(), |p| p.names.in_lang(ask.lang));
    format!("{name} · {}", opened.version)
}

/// A version of the law by its names.
fn version<'a>(laws: &'a Laws, procedure: &str, version: &str) -> Option<&'a Procedure> {
    laws.law().procedures.iter().find(|p| p.id == procedure && p.version == version)
}

fn stage_name(ask: &Ask, way: &Way, stage: &str) -> String {
    way.0.stage(stage).map_or_else(|| stage.to_owned(), |s| s.names.in_lang(ask.lang).to_owned())
}

fn stage_tag(ask: &Ask, way: &Way, dossier: &Dossier) -> Markup {
    let kind = match (way.is_ended(dossier), dossier.adopted.is_some()) {
        (_, true) => TagKind::Good,
        (true, false) => TagKind::Plain,
        (false, false) => TagKind::Unsure,
    };
    part::tag(kind, &stage_name(ask, way, &dossier.stage))
}

/// How long a dossier has stood where it stands; of one that ended, since when.
fn since_words(ask: &Ask, way: &Way, dossier: &Dossier, since: Date) -> String {
    let day = ("day", ask.day_long(since).into());
    if way.is_ended(dossier) {
        return ask.tw("app-dossier-since-day", &[day]);
    }
    let days = since.until(ask.today).map_or(0, |span| i64::from(span.get_days())).max(0);
    ask.tw("app-dossier-days", &[("n", days.into()), day])
}

/// The dossier of an address.
fn found(house: &House, ask: &Ask) -> Result<Loaded<Dossier>, Trouble> {
    let id = ask.id::<Uuid>("dossier")?;
    house.ledger.read(|reader| dossier::find(reader, id))?.ok_or(Trouble::NotFound)
}
