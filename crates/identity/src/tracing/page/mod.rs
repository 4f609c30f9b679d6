//! The pages of tracing: what waits, a person's searches, the leads of one, both people side by side, and asking.

pub mod asked;
pub mod leads;
pub mod new;
pub mod person;
pub mod queue;
pub mod search;
pub mod side;

use super::judge::LeadRefusal;
use super::request::SearchRefusal;
use super::search::{Consent, ConsentHow, Danger};
use super::{Desk, WithheldFiles};
use crate::codes;
use crate::hint::Elsewhere;
use crate::told::{Sheet, code_of, word};
use kernel::{Actor, PersonId};
use ledger::{Door, Fault};
use maud::{Markup, html};
use web::part::{self, Choice, Field, Width};
use web::{Ask, FormErrors, House, Trouble};

/// Which files take no part, as this house tells it.
fn withheld(house: &House) -> impl Fn(&mut dyn Door, PersonId) -> Result<bool, Fault> + '_ {
    move |door, person| match house.rooms.get::<WithheldFiles>() {
        Some(files) => (files.0)(door, person),
        None => Ok(false),
    }
}

/// The desk of whoever asks. A post has hints of elsewhere; headquarters looks itself.
fn desk<'a>(house: &House, ask: &Ask, withheld: super::Withheld<'a>) -> Desk<'a> {
    Desk { is_headquarters: house.rooms.get::<Elsewhere>().is_none(), today: ask.today, withheld }
}

/// What somebody can do about a refusal.
enum Told {
    Field(&'static str, &'static str),
    Refused(&'static str),
    NotThere,
    Fault(Fault),
}

fn of_search(refusal: SearchRefusal) -> Told {
    match refusal {
        SearchRefusal::Nothing => Told::NotThere,
        SearchRefusal::NoName => Told::Field("sought_names", "identity-tracing-error-name"),
        SearchRefusal::NoRelative => Told::Field("kin", "identity-tracing-error-kin"),
        SearchRefusal::Future => Told::Field("consent_on", "identity-tracing-error-future"),
        SearchRefusal::Already(_) => Told::Field("sought_names", "identity-tracing-error-already"),
        SearchRefusal::StandsOtherwise => Told::Refused("identity-tracing-error-otherwise"),
        SearchRefusal::NoReason => Told::Field("why", "identity-tracing-error-why"),
        SearchRefusal::NobodyTold => Told::Field("outcome", "identity-tracing-error-nobody-told"),
        SearchRefusal::Fault(fault) => Told::Fault(fault),
    }
}

fn of_lead(refusal: LeadRefusal) -> Told {
    match refusal {
        LeadRefusal::Nothing => Told::NotThere,
        LeadRefusal::NotHere => Told::Refused("identity-tracing-error-not-here"),
        LeadRefusal::NoReason => Told::Field("why", "identity-tracing-error-why"),
        LeadRefusal::NotLooking => Told::Refused("identity-tracing-error-not-looking"),
        LeadRefusal::NotWorthAsking | LeadRefusal::NotWaiting => {
            Told::Refused("identity-tracing-error-otherwise")
        }
        LeadRefusal::Future => Told::Field("on", "identity-tracing-error-future"),
        LeadRefusal::SamePerson => Told::Refused("identity-tracing-error-same-person"),
        LeadRefusal::NoBestInterests => Told::Field("second_why", "identity-tracing-error-best-interests"),
        LeadRefusal::NotOpen => Told::Refused("identity-tracing-error-not-open"),
        LeadRefusal::ToldAlready => Told::Field("whom_told", "identity-tracing-error-told"),
        LeadRefusal::Fault(fault) => Told::Fault(fault),
    }
}

/// Adds what a refusal says at its field; anything else ends the request.
fn at_field(ask: &Ask, errors: &mut FormErrors, told: Told) -> Result<(), Trouble> {
    match told {
        Told::Field(field, key) => {
            errors.add(field, ask.t(key));
            Ok(())
        }
        Told::Refused(key) => Err(Trouble::Refused(ask.t(key))),
        Told::NotThere => Err(Trouble::NotFound),
        Told::Fault(fault) => Err(fault.into()),
    }
}

/// How the person agreed, and on which day.
fn consent_fields(sheet: &Sheet<'_>) -> Markup {
    let hows: Vec<&str> = ConsentHow::ALL.iter().map(|how| how.code()).collect();
    let today = sheet.ask.today_typed();
    html! {
        (part::radios(&labelled(sheet, "consent_how", ""), &sheet.choices("tracing-consent", &hows)))
        (part::text(&labelled(sheet, "consent_on", &today).width(Width::Short)))
    }
}

fn read_consent(ask: &Ask, errors: &mut FormErrors) -> Option<Consent> {
    let hows: Vec<&str> = ConsentHow::ALL.iter().map(|how| how.code()).collect();
    let how = ConsentHow::from_code(&errors.required_choice(ask, "consent_how", &hows));
    let on = errors.required_day(ask, "consent_on");
    how.zip(on).map(|(how, on)| Consent { how, on })
}

/// Whether somebody must not learn where the person is.
fn danger_fields(sheet: &Sheet<'_>, danger: &str, whom: &str) -> Markup {
    let codes: Vec<&str> = Danger::ALL.iter().map(|danger| danger.code()).collect();
    html! {
        (part::radios(&labelled(sheet, "danger", danger), &sheet.choices("tracing-danger", &codes)))
        (part::text(&labelled(sheet, "whom", whom).verbatim()))
    }
}

fn read_danger(ask: &Ask, errors: &mut FormErrors) -> (Option<Danger>, String) {
    let codes: Vec<&str> = Danger::ALL.iter().map(|danger| danger.code()).collect();
    let danger = Danger::from_code(&errors.required_choice(ask, "danger", &codes));
    (danger, errors.line(ask, "whom", super::WHY_CHARS_MAX))
}

/// A field of a form of tracing: its label is `identity-tracing-NAME`, its hint beside it.
fn labelled(sheet: &Sheet<'_>, name: &str, stored: &str) -> Field {
    let key = format!("identity-tracing-{}", name.replace('_', "-"));
    let mut field = Field::new(name, sheet.ask.t(&key)).value(sheet.ask.value_or(name, stored));
    let hint = format!("{key}-hint");
    if sheet.ask.words().has(sheet.ask.lang, &hint) {
        field = field.hint(sheet.ask.t(&hint));
    }
    field.error(sheet.errors.of(name))
}

/// One of the languages of the table, as it is typed.
fn language_field(sheet: &Sheet<'_>) -> Markup {
    let spoken = codes::language_name("spa", sheet.ask.lang);
    html! {
        datalist id="languages" { @for l in codes::languages() { option value=(l.name(sheet.ask.lang)) {} } }
        (sheet.listed(&labelled(sheet, "language", &spoken), "languages"))
    }
}

fn read_language(ask: &Ask, errors: &mut FormErrors) -> String {
    let typed = errors.required(ask, "language", 100);
    if typed.is_empty() {
        return String::new();
    }
    code_of(codes::languages(), &typed).map(str::to_owned).unwrap_or_else(|| {
        errors.add("language", ask.t("identity-error-language"));
        String::new()
    })
}

/// Codes as choices, each with its word.
fn coded_choices(ask: &Ask, prefix: &str, codes: impl IntoIterator<Item = &'static str>) -> Vec<Choice> {
    codes.into_iter().map(|code| Choice::new(code, word(ask, prefix, code))).collect()
}

/// "Ana Ruiz · registration officer · Metetí": the name only as long as the account exists.
fn who(house: &House, ask: &Ask, actor: &Actor) -> Result<String, Fault> {
    let name = house.access.name_of(actor.account)?.unwrap_or_default();
    let role = ask.t(&::access::role_key(actor.role));
    let office = house.country.office_name(ask.lang, &actor.office).to_owned();
    Ok([name, role, office].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · "))
}
