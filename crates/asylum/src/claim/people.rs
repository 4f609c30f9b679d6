//! Registering somebody an intent is about: the same questions as everywhere, tied to the sheet they hold.

use crate::express;
use crate::model::IntentEvent;
use identity::register::{self, RegisterRefusal, Registration};
use identity::told::{self, Sheet};
use identity::{Answer as Told, Birth, Names, Nationality};
use ledger::Stamp;
use uuid::Uuid;
use web::part::{self, Act};
use web::{Answer, Ask, FormErrors, House, Page, Permission, Reply, Trouble, html};

/// `GET /intents/{intent}/people`
pub fn form(house: &House, ask: &Ask) -> Reply {
    may_register(house, ask)?;
    let id: Uuid = ask.id("intent")?;
    let said = house.ledger.read(|r| express::find(r, id))?.map(|head| head.language).unwrap_or_default();
    let spoken = if said.is_empty() { Told::NotAsked } else { Told::Told(vec![said]) };
    Ok(page(ask, &spoken, &ask.errors()).into())
}

/// The route lets everybody in who may read the intent; registering is asked in addition.
fn may_register(house: &House, ask: &Ask) -> Result<(), Trouble> {
    if house.may(&ask.who, Permission::RegisterPerson, None) {
        Ok(())
    } else {
        Err(Trouble::Refused(ask.t("asylum-people-not-yours")))
    }
}

fn page(ask: &Ask, spoken: &Told<Vec<String>>, errors: &FormErrors) -> Page {
    let id = ask.param("intent");
    let sheet = Sheet::new(ask, errors);
    let title = ask.t("asylum-people-title");
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("asylum-people-lead"))))
        form method="post" action={ "/intents/" (id) "/people" } novalidate {
            (ask.csrf_fields())
            (told::name_fields(&sheet, &Names::default()))
            (told::birth_fields(&sheet, &Birth::default()))
            (told::sex_field(&sheet, &Told::NotAsked))
            (told::nationality_fields(&sheet, &Nationality::default()))
            (told::language_fields(&sheet, spoken))
            (told::accompaniment_field(&sheet, &Told::NotAsked))
            (part::button(&ask.t("asylum-people-submit")))
        }
    });
    let back = Act::new(format!("/intents/{id}"), ask.t("asylum-people-back"));
    Page::new(title, body).section("intents").back(part::back_link(&back))
}

/// `POST /intents/{intent}/people`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    may_register(house, ask)?;
    let id: Uuid = ask.id("intent")?;
    let mut errors = ask.errors();
    let registration = read(house, ask, &mut errors);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(ask, &Told::NotAsked, &errors)));
    }
    let stamp = Stamp::new(ask.who.actor());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| -> Result<String, RegisterRefusal> {
        let person = register::run(tx, &stamp, registration)?;
        express::note(tx, &stamp, id, IntentEvent::PersonRegistered { person })?;
        Ok(format!("/intents/{id}"))
    });
    match done {
        Ok(to) => Ok(Answer::See(to)),
        Err(refusal) => {
            let (field, key) = refusal.told()?;
            errors.add(field, ask.t(key));
            Err(Trouble::Invalid(page(ask, &Told::NotAsked, &errors)))
        }
    }
}

fn read(house: &House, ask: &Ask, errors: &mut FormErrors) -> Registration {
    let names = told::read_names(ask, errors);
    let mut registration = Registration::new(house.country.country, ask.today, names);
    registration.birth = told::read_birth(ask, errors);
    registration.sex = told::read_sex(ask, errors);
    registration.nationality = told::read_nationality(ask, errors);
    registration.languages = told::read_languages(ask, errors);
    registration.accompaniment = told::read_accompaniment(ask, errors);
    registration
}
