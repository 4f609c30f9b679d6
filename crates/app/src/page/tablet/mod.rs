//! The tablets that an office shares: the list, each one's page, another name, taking it back.

pub mod add;
pub mod enrol;
pub mod steps;

use super::account::Offices;
use crate::tls::{Door, kept};
use access::{TABLET_NAME_CHARS_MAX, TabletError, TabletView};
use kernel::Role;
use web::part::{self, Act, Cell, Column, Field, TagKind, Tone, Width};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// Where tablets come to, as far as this house knows it.
#[derive(Clone, Debug)]
pub struct Reach {
    /// `https://192.168.4.2:8443`
    pub https: String,
    /// `http://192.168.4.2:8081`, where there is an own authority to be trusted first.
    pub enrol: Option<String>,
    pub authority: Option<kept::Authority>,
}

impl Reach {
    pub fn of(house: &House) -> Result<Option<Reach>, Trouble> {
        if let Some(door) = house.rooms.get::<Door>() {
            let authority = kept::authority(&house.ledger)?;
            return Ok(Some(Reach { https: door.https.clone(), enrol: door.enrol.clone(), authority }));
        }
        // Behind a proxy the certificate is one that tablets trust already.
        let origin = house.settings().origin.clone().filter(|_| house.secure);
        Ok(origin.map(|https| Reach { https, enrol: None, authority: None }))
    }
}

/// Administrators look after every tablet, others after those of their office.
fn is_own(ask: &Ask, tablet: &TabletView) -> bool {
    ask.who.role == Role::Administrator || tablet.office == ask.who.office
}

fn found(house: &House, ask: &Ask) -> Result<TabletView, Trouble> {
    let tablet = house.access.tablet(ask.id("tablet")?)?;
    tablet.filter(|tablet| is_own(ask, tablet)).ok_or(Trouble::NotFound)
}

/// `GET /tablets`
pub fn list(house: &House, ask: &Ask) -> Reply {
    let offices = Offices::of(house)?;
    let reach = Reach::of(house)?;
    let mut tablets = house.access.tablets()?;
    tablets.retain(|tablet| is_own(ask, tablet));
    let title = ask.t("app-tablets-title");
    let new = Act::new("/tablets/new", ask.t("app-tablet-new"));
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("app-tablets-lead"))))
        @if reach.is_none() {
            (part::notice(Tone::Caution, &ask.t("app-tablets-no-tls"), html! { p { (ask.t("app-tablets-no-tls-how")) } }))
        }
        @if tablets.is_empty() {
            (part::empty_state(&ask.t("app-tablets-none"), &ask.t("app-tablets-none-next"), Some(&new)))
        } @else {
            p { (part::go(&new.href, &new.words)) }
            (table(ask, &offices, &tablets))
        }
        p { (part::link(&Act::new("/tablets/steps", ask.t("app-tablet-steps")))) }
        p { (part::link(&Act::new("/enrol", ask.t("app-tablet-this-browser")))) }
    };
    Ok(Page::new(title, body).section("tablets").into())
}

fn table(ask: &Ask, offices: &Offices, tablets: &[TabletView]) -> Markup {
    let row = |t: &TabletView| {
        vec![
            Cell::marked(html! { a.govuk-link href={ "/tablets/" (t.tablet) } { (t.name) } }),
            Cell::text(offices.name(ask.lang, &t.office)),
            Cell::marked(state(ask, t)),
            Cell::text(ask.instant(t.seen_at)),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("app-tablets-title"),
        caption_hidden: true,
        columns: ["app-tablet-name", "app-tablet-office", "app-tablet-state", "app-tablet-seen"]
            .map(|key| Column::text(ask.t(key)))
            .to_vec(),
        rows: tablets.iter().map(row).collect(),
        ..part::Table::default()
    })
}

fn state(ask: &Ask, tablet: &TabletView) -> Markup {
    match tablet.revoked_at {
        None => part::tag(TagKind::Good, &ask.t("app-tablet-enrolled")),
        Some(_) => part::tag(TagKind::Restricted, &ask.t("app-tablet-revoked")),
    }
}

/// `GET /tablets/{tablet}`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let tablet = found(house, ask)?;
    Ok(page(house, ask, &tablet, &ask.errors())?.into())
}

fn page(house: &House, ask: &Ask, tablet: &TabletView, errors: &FormErrors) -> Result<Page, Trouble> {
    let offices = Offices::of(house)?;
    let named = |account| -> Result<String, Trouble> {
        Ok(house.access.name_of(account)?.unwrap_or_else(|| ask.t("app-tablet-unknown")))
    };
    let added = format!("{} · {}", ask.instant(tablet.added_at), named(tablet.added_by)?);
    let mut facts = vec![
        (ask.t("app-tablet-state"), state(ask, tablet)),
        (ask.t("app-tablet-office"), html! { (offices.name(ask.lang, &tablet.office)) }),
        (ask.t("app-tablet-seen"), html! { (ask.instant(tablet.seen_at)) }),
        (ask.t("app-tablet-added"), html! { (added) }),
    ];
    if let (Some(at), Some(by)) = (tablet.revoked_at, tablet.revoked_by) {
        let words = format!("{} · {}", ask.instant(at), named(by)?);
        facts.push((ask.t("app-tablet-revoked"), html! { (words) }));
    }
    let name = Field::new("name", ask.t("app-tablet-name"))
        .value(ask.value_or("name", &tablet.name))
        .error(errors.of("name"))
        .width(Width::Medium);
    let own = format!("/tablets/{}", tablet.tablet);
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&tablet.name, None, None))
        (part::card(&ask.t("app-tablet-facts"), part::facts(&facts)))
        @if tablet.revoked_at.is_none() {
            form method="post" action=(own) novalidate {
                (ask.csrf_fields())
                (part::text(&name))
                (part::second_button(&ask.t("app-tablet-rename"), "rename", "1"))
            }
            form method="post" action={ (own) "/revoke" } {
                (ask.csrf_fields())
                p { (ask.t("app-tablet-revoke-words")) }
                (part::danger_button(&ask.t("app-tablet-revoke")))
            }
        }
    });
    let back = part::back_link(&Act::new("/tablets", ask.t("app-tablets-title")));
    Ok(Page::new(tablet.name.clone(), body).section("tablets").back(back))
}

/// `POST /tablets/{tablet}`: another name.
pub fn rename(house: &House, ask: &Ask) -> Reply {
    let tablet = found(house, ask)?;
    let mut errors = ask.errors();
    let name = errors.required(ask, "name", TABLET_NAME_CHARS_MAX);
    if errors.is_empty() {
        house.access.name_tablet(tablet.tablet, &name).map_err(|error| refused(ask, error))?;
        return Ok(ask.done(&format!("/tablets/{}", tablet.tablet), "app-tablet-done-named"));
    }
    Err(Trouble::Invalid(page(house, ask, &tablet, &errors)?))
}

/// `POST /tablets/{tablet}/revoke`
pub fn revoke(house: &House, ask: &Ask) -> Reply {
    let tablet = found(house, ask)?.tablet;
    house.access.revoke_tablet(tablet, ask.who.account).map_err(|error| refused(ask, error))?;
    Ok(ask.done(&format!("/tablets/{tablet}"), "app-tablet-done-revoked"))
}

fn refused(ask: &Ask, error: TabletError) -> Trouble {
    match error {
        TabletError::Fault(fault) => fault.into(),
        error => Trouble::Refused(ask.t(error.key())),
    }
}
