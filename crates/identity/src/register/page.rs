//! The page that registers a person: one dense form, and a stop when somebody alike is known already.

use super::similar::{self, Similar, Told};
use super::{RegisterRefusal, Registration};
use crate::access as ties;
use crate::hint;
use crate::household::form::{self as home, Joining};
use crate::model::{Answer, Birth, Contact, Names, Nationality};
use crate::pairing::{ProposeRefusal, Source, propose};
use crate::told::{self, Sheet};
use crate::view;
use crate::zone::OwnWords;
use crate::zone::page::{self as zone, Outcome};
use kernel::PersonId;
use ledger::{Fault, Stamp};
use maud::{Markup, html};
use web::part::{self, Act, Candidate, Choice, Field, Interruption};
use web::{Ask, Fields, FormErrors, House, Page, Reply, Trouble};

/// The empty form, or what was typed before something came between.
pub fn get(house: &House, ask: &Ask) -> Reply {
    let joining = home::asked(house, ask, &ask.query)?;
    Ok(form(ask, &ask.errors(), joining.as_ref(), None).into())
}

/// Registers, or shows what to mend, or shows who is alike.
pub fn post(house: &House, ask: &Ask) -> Reply {
    let joining = home::asked(house, ask, &ask.form)?;
    let mut errors = ask.errors();
    if zone::is_asked(ask) {
        return read_zone(house, ask, joining.as_ref());
    }
    let registration = read(house, ask, &mut errors);
    let kin = joining.as_ref().map(|j| home::read_kin(ask, &mut errors, j));
    if !errors.is_empty() {
        return Err(Trouble::Invalid(form(ask, &errors, joining.as_ref(), None)));
    }
    if ask.form.is_on("edit") {
        return Ok(form(ask, &errors, joining.as_ref(), None).into());
    }
    if !ask.form.is_on("anyway") {
        let together: Vec<PersonId> =
            joining.iter().flat_map(|joining| joining.members.iter().map(|member| member.id)).collect();
        let told = Told { registration: &registration, together: &together };
        let found = house.ledger.read(|door| similar::find(house, ask, door, &told))?;
        let born = registration.birth.date.told().copied();
        let doubts = match (&joining, kin) {
            (Some(joining), Some((kin, to))) => home::doubts(ask, joining, kin, born, to),
            _ => Vec::new(),
        };
        // A double click finds the very person that the first click has just registered: then it is no doubt.
        let is_done = house.ledger.answered(ask.key(), ask.who.account)?.is_some();
        if !is_done && (!found.is_empty() || !doubts.is_empty()) {
            return Ok(stop(house, ask, &found, &doubts).into());
        }
    }
    let stamp = Stamp::new(ask.who.actor());
    // A hint never stops anybody: it is noted, and whoever may read both files looks at it.
    let is_hinted =
        house.ledger.read(|door| Ok::<_, Fault>(hint::is_perhaps_known(house, door, &registration)))?;
    let maybe = maybe_same(house, ask)?;
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        let id = super::run(tx, &stamp, registration)?;
        for other in &maybe {
            // Somebody will look; what cannot be proposed stops nobody from being registered.
            if let Err(ProposeRefusal::Fault(fault)) = propose(tx, &stamp, (id, *other), Source::Registration)
            {
                return Err(fault.into());
            }
        }
        if is_hinted {
            super::note_hint(tx, &stamp, id)?;
        }
        if let (Some(joining), Some((kin, to))) = (&joining, kin) {
            home::join(tx, &stamp, joining.household, id, kin, to)?;
        }
        Ok::<_, RegisterRefusal>(id.to_string())
    });
    match done {
        Ok(id) => Ok(web::Answer::See(format!("/people/{id}?registered=1"))),
        Err(refusal) => {
            let (field, key) = refusal.told()?;
            errors.add(field, ask.t(key));
            Err(Trouble::Invalid(form(ask, &errors, joining.as_ref(), None)))
        }
    }
}

/// Reads a paper's lines into the form. What is wrong with other fields is said when the form is sent.
fn read_zone(house: &House, ask: &Ask, joining: Option<&Joining>) -> Reply {
    let own = OwnWords::of_form(&read(house, ask, &mut FormErrors::new()));
    let mut errors = ask.errors();
    match zone::read(ask, &mut errors) {
        Some(outcome) => Ok(form(ask, &errors, joining, Some((&outcome, &own))).into()),
        None => Err(Trouble::Invalid(form(ask, &errors, joining, None))),
    }
}

/// Those of whom the officer says that it may be the same person, as far as they may see them.
fn maybe_same(house: &House, ask: &Ask) -> Result<Vec<PersonId>, Fault> {
    let named: Vec<PersonId> = ask.form.all("maybe").into_iter().filter_map(|id| id.parse().ok()).collect();
    if named.is_empty() {
        return Ok(named);
    }
    house.ledger.read(|door| ties::visible(house, ask, door, &named))
}

/// What was told, as far as it can be read; the interface for other systems reads with it too.
pub(crate) fn read(house: &House, ask: &Ask, errors: &mut FormErrors) -> Registration {
    Registration {
        country: house.country.country,
        today: ask.today,
        names: told::read_names(ask, errors),
        sex: told::read_sex(ask, errors),
        birth: told::read_birth(ask, errors),
        nationality: told::read_nationality(ask, errors),
        languages: told::read_languages(ask, errors),
        accompaniment: told::read_accompaniment(ask, errors),
        documents: told::read_document(house, ask, errors).into_iter().collect(),
        contact: told::read_contact(ask, errors),
        needs: told::read_needs(ask, errors, &[]),
    }
}

fn form(
    ask: &Ask,
    errors: &FormErrors,
    joining: Option<&Joining>,
    zone: Option<(&Outcome, &OwnWords)>,
) -> Page {
    let title = ask.t("identity-register-title");
    let sheet =
        Sheet::new(ask, errors).filled(zone.map(|(zone, own)| filled(ask, zone, own)).unwrap_or_default());
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-register-lead"))))
        form method="post" action="/people/new" novalidate {
            (ask.csrf_fields())
            (zone::first_button(&ask.t("identity-register-button")))
            @if let Some((zone, own)) = zone { (zone::told(ask, zone, own)) }
            @if let Some(joining) = joining { (home::joining_fields(&sheet, joining)) }
            (sections(ask, &sheet))
            (part::actions(part::button(&ask.t("identity-register-button")), &[Act::new("/people", ask.t("identity-cancel"))]))
        }
    };
    let back = Act::new("/people", ask.t("identity-back-to-search"));
    Page::new(title, body).section("people").back(part::back_link(&back))
}

/// The paper's fields, and the name on the paper where it is another than the person says, unless one was typed. What the
/// person says of themselves stays as it is.
fn filled(ask: &Ask, zone: &Outcome, own: &OwnWords) -> Fields {
    let mut fields = zone.fields(ask);
    let other_name = zone.other_name(own);
    if let Some(name) = other_name.filter(|_| ask.form.text("name_on_document").is_empty()) {
        fields.push("name_on_document", &name);
    }
    fields
}

fn sections(ask: &Ask, sheet: &Sheet) -> Markup {
    let part = |key: &str, fields: Markup| part::fieldset(&ask.t(key), None, fields);
    html! {
        (part("identity-section-name", told::name_fields(sheet, &Names::default())))
        (part("identity-section-birth", html! {
            (told::birth_fields(sheet, &Birth::default()))
            (told::sex_field(sheet, &Answer::NotAsked))
            (told::accompaniment_field(sheet, &Answer::NotAsked))
        }))
        (part("identity-section-origin", html! {
            (told::nationality_fields(sheet, &Nationality::default()))
            (told::language_fields(sheet, &Answer::NotAsked))
        }))
        (part("identity-section-document", html! {
            (zone::field(sheet))
            (told::document_fields(sheet))
        }))
        (part("identity-section-contact", told::contact_fields(sheet, &Contact::default())))
        (part("identity-section-needs", html! {
            p.govuk-hint { (ask.t("identity-needs-open-only")) }
            (told::care_and_stem_fields(sheet, &[]))
        }))
    }
}

/// The stop: who is alike, and the two ways on. Everything typed goes along.
fn stop(house: &House, ask: &Ask, found: &[Similar], doubts: &[String]) -> Page {
    let candidate = |one: &Similar| Candidate {
        name: one.head.name.clone(),
        href: view::href(&one.head),
        facts: format!("{} · {}", one.head.number, view::facts_line(house, ask, &one.head)),
        chips: Vec::new(),
        alike: one.reasons.iter().filter(|r| r.speaks_for()).map(|r| ask.t(r.key())).collect(),
        differs: one.reasons.iter().filter(|r| !r.speaks_for()).map(|r| ask.t(r.key())).collect(),
        choose: part::second_go(&view::href(&one.head), &ask.t("identity-similar-open")),
    };
    let (title, words) = if found.is_empty() {
        (ask.t("identity-doubt-title"), ask.t("identity-doubt-words"))
    } else {
        (ask.t("identity-similar-title"), ask.t("identity-similar-words"))
    };
    let typed = ask.form.typed();
    let ways_on = html! {
        @for doubt in doubts { (part::warning(doubt)) }
        form method="post" action="/people/new" {
            (ask.csrf_fields())
            @for (name, value) in typed.iter() { @if !["anyway", "edit", "maybe"].contains(&name) { (part::hidden(name, value)) } }
            @if !found.is_empty() { (maybe_field(ask, found)) }
            div.govuk-button-group {
                (part::button_named(&ask.t("identity-similar-continue"), "anyway", "1"))
                (part::quiet_button(&ask.t("identity-similar-edit"), "edit", "1"))
            }
        }
    };
    let body = part::interruption(&Interruption {
        title: title.clone(),
        words,
        alike_label: ask.t("identity-similar-alike"),
        differs_label: ask.t("identity-similar-differs"),
        candidates: found.iter().map(candidate).collect(),
        ways_on,
    });
    Page::new(title, body).section("people")
}

/// "It may be the same person": somebody looks at both files later, and nothing waits for it.
fn maybe_field(ask: &Ask, found: &[Similar]) -> Markup {
    let field =
        Field::new("maybe", ask.t("identity-similar-maybe")).hint(ask.t("identity-similar-maybe-hint"));
    let choice = |one: &Similar| {
        Choice::new(one.head.id.to_string(), format!("{} · {}", one.head.name, one.head.number))
    };
    let choices: Vec<Choice> = found.iter().map(choice).collect();
    part::checkboxes(&field, &ask.form.all("maybe"), &choices)
}

impl From<home::MemberRefusal> for RegisterRefusal {
    /// A household that changed while its new member was registered: the form is stale.
    fn from(refusal: home::MemberRefusal) -> Self {
        match refusal {
            home::MemberRefusal::Fault(fault) => RegisterRefusal::Fault(fault),
            _ => RegisterRefusal::Fault(Fault::Stale),
        }
    }
}
