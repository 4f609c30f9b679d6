//! Opening a dossier: which version of which procedure, and what is the problem with it.

use super::super::signature;
use super::{LIST, href};
use casework::Laws;
use casework::dossier::{DossierRefusal, Open, Way, open};
use casework::label::Labels;
use casework::step::page::{fields, typed, wrong};
use casework::step::{Days, check};
use ledger::Stamp;
use procedure::Law;
use uuid::Uuid;
use web::part::{self, Act, Choice, Field};
use web::{Ask, FormErrors, House, Page, Reply, Trouble, html};

/// `GET /procedures/dossiers/new`
pub fn form(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors()).into())
}

/// `POST /procedures/dossiers/new`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let (laws, way) = (house.room::<Laws>(), house.room::<Way>());
    let mut errors = ask.errors();
    let known = versions(laws.law());
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let chosen = errors.required_choice(ask, "version", &known);
    let form = typed(ask, &way.0.opening);
    if !errors.is_empty() {
        if let Err(found) = check(&way.0.opening, &form, Days { today: ask.today, opened: None }) {
            wrong(&mut errors, &Labels::new(house, ask), &way.0.opening, &found);
        }
        return Err(Trouble::Invalid(page(house, ask, &errors)));
    }
    let (procedure, version) = chosen.split_once('@').unwrap_or_default();
    let (stamp, by) = (Stamp::new(ask.who.actor()), signature(house, ask));
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        open(tx, laws, way, &stamp, Open { procedure, version, form, by: &by }).map(|id| id.to_string())
    });
    match done {
        Ok(id) => {
            let id: Uuid = id.parse().map_err(|_| Trouble::NotFound)?;
            Ok(ask.done(&href(id), "app-dossier-opened-done"))
        }
        Err(DossierRefusal::Form(found)) => {
            wrong(&mut errors, &Labels::new(house, ask), &way.0.opening, &found);
            Err(Trouble::Invalid(page(house, ask, &errors)))
        }
        Err(DossierRefusal::NoVersion) => {
            errors.add("version", ask.t("web-error-choice"));
            Err(Trouble::Invalid(page(house, ask, &errors)))
        }
        Err(DossierRefusal::NotHere) => Err(Trouble::Refused(ask.t("app-dossiers-at-post"))),
        Err(DossierRefusal::Fault(fault)) => Err(fault.into()),
        Err(_) => Err(Trouble::Refused(ask.t("app-dossier-not-offered"))),
    }
}

fn versions(law: &Law) -> Vec<String> {
    law.procedures.iter().map(|p| format!("{}@{}", p.id, p.version)).collect()
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Page {
    let (laws, way) = (house.room::<Laws>(), house.room::<Way>());
    let title = ask.t("app-dossier-new");
    let labels = Labels::new(house, ask);
    let first = Choice::new("", ask.t("app-dossier-choose"));
    let mut versions: Vec<&procedure::Procedure> = laws.law().procedures.iter().collect();
    versions.sort_by_key(|p| !p.in_force_on(ask.today));
    let choices = versions.into_iter().map(|p| {
        Choice::new(
            format!("{}@{}", p.id, p.version),
            format!("{} · {}", p.names.in_lang(ask.lang), p.version),
        )
    });
    let choices: Vec<Choice> = std::iter::once(first).chain(choices).collect();
    let field = Field::new("version", ask.t("app-dossier-version-field"))
        .hint(ask.t("app-dossier-version-hint"))
        .error(errors.of("version"))
        .value(ask.value_or("version", ""));
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, Some(&ask.t("app-dossiers-title")), way.0.opening.hint.as_ref().map(|hint| labels.said(hint))))
        @if laws.has_authority() {
            form method="post" action={ (LIST) "/new" } novalidate {
                (ask.csrf_fields())
                (part::select(&field, &choices))
                (fields(&labels, &way.0.opening, &[], errors))
                (part::actions(part::button(&ask.t("app-dossier-new-button")), &[Act::new(LIST, ask.t("app-dossier-cancel"))]))
            }
        } @else {
            (part::inset(html! { p { (ask.t("app-dossiers-at-post")) } }))
        }
    });
    let back = part::back_link(&Act::new(LIST, ask.t("app-dossiers-title")));
    Page::new(title, body).section("procedures").back(back)
}
