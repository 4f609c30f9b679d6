//! With which other states an account, a system or an office is affiliated: an administrator says so, with a reason.

use access::{AFFILIATION_REASON_CHARS_MAX, Affiliated, AffiliationError, AffiliationView, NewAffiliation};
use kernel::{AccountId, Affiliation, Country, Lang, Office};
use web::part::{self, Act, Choice, Field, Moment, Width};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// The fields of the states; more than two at once has not been seen.
const FIELDS: [&str; 2] = ["affiliation", "affiliation_2"];

/// The names of the states; nothing for the institution's own.
pub fn names(lang: Lang, affiliation: &Affiliation) -> String {
    affiliation
        .states()
        .map(|state| identity::codes::country_name(state, lang))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a page of an account or a system says of it, with the way to change it. The link says whose it is to those who
/// hear it alone.
pub fn line(ask: &Ask, affiliation: &Affiliation, to: &str, of: &str) -> Markup {
    let states = names(ask.lang, affiliation);
    html! {
        @if states.is_empty() { (ask.t("app-affiliation-own")) } @else { (states) }
        " · " a.govuk-link href=(to) {
            (ask.t("app-affiliation-change")) span.govuk-visually-hidden { ": " (of) }
        }
    }
}

/// The fields, for a form that makes an account or a system.
pub fn fields(house: &House, ask: &Ask, errors: &FormErrors) -> Markup {
    part::fieldset(
        &ask.t("app-affiliation-title"),
        Some(&ask.t("app-affiliation-hint")),
        inputs(house, ask, errors, &[]),
    )
}

fn inputs(house: &House, ask: &Ask, errors: &FormErrors, now: &[Country]) -> Markup {
    let own = ask.tw("app-affiliation-own-of", &[("country", house.country.name(ask.lang).into())]);
    let select = |place: usize, first: &str| {
        let (id, stored) = (FIELDS[place], now.get(place).map_or("", |state| state.code()));
        let key = ["app-affiliation-state", "app-affiliation-state-2"][place];
        let field = Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, stored));
        part::select(&field, &choices(house, ask, first))
    };
    let reason = Field::new("affiliation_reason", ask.t("app-affiliation-reason"))
        .hint(ask.t("app-affiliation-reason-hint"))
        .error(errors.of("affiliation_reason"))
        .value(ask.value_or("affiliation_reason", ""))
        .width(Width::Medium);
    html! { (select(0, &own)) (select(1, &ask.t("app-affiliation-none"))) (part::text(&reason)) }
}

/// Every state but the institution's own.
fn choices(house: &House, ask: &Ask, first: &str) -> Vec<Choice> {
    let no_state = [Country::STATELESS, Country::UNKNOWN, house.country.country];
    let is_state =
        |named: &&identity::codes::Named| no_state.iter().all(|country| country.code() != named.code);
    let mut states: Vec<Choice> = identity::codes::countries()
        .iter()
        .filter(is_state)
        .map(|named| Choice::new(named.code, named.name(ask.lang)))
        .collect();
    states.insert(0, Choice::new("", first));
    states
}

/// What was chosen, and why. A form that makes something states nothing when no state was chosen.
pub fn read(ask: &Ask, errors: &mut FormErrors) -> (Vec<Country>, String) {
    let mut states = Vec::new();
    for field in FIELDS {
        let code = ask.form.text(field);
        match Country::new(code) {
            Ok(state) if identity::codes::is_country(state) => states.push(state),
            _ if code.is_empty() => {}
            _ => errors.add(field, ask.t("web-error-choice")),
        }
    }
    let reason = ask.form.text("affiliation_reason").trim().to_owned();
    if !states.is_empty() && reason.is_empty() {
        errors.add("affiliation_reason", ask.t("access-affiliation-reason"));
    }
    (states, reason)
}

/// The statement of a form that makes something; none for the institution's own.
pub fn stated<'a>(states: &'a [Country], reason: &'a str) -> Option<NewAffiliation<'a>> {
    (!states.is_empty()).then_some(NewAffiliation { states, reason })
}

/// Who the page is about.
enum Subject {
    Account(AccountId),
    Client(AccountId),
    Office(Office),
}

/// What the page needs to know of them.
struct Shown {
    subject: Subject,
    name: String,
    now: Affiliation,
    back: String,
    section: &'static str,
}

impl Shown {
    fn of(&self) -> Affiliated<'_> {
        match &self.subject {
            Subject::Account(id) => Affiliated::Account(*id),
            Subject::Client(id) => Affiliated::Client(*id),
            Subject::Office(office) => Affiliated::Office(office),
        }
    }
}

fn account(house: &House, ask: &Ask) -> Result<Shown, Trouble> {
    let found = house.access.account(ask.id("account")?)?.ok_or(Trouble::NotFound)?;
    Ok(Shown {
        subject: Subject::Account(found.account),
        name: found.name,
        now: found.affiliation,
        back: format!("/accounts/{}", found.account),
        section: "accounts",
    })
}

fn client(house: &House, ask: &Ask) -> Result<Shown, Trouble> {
    let found = house.access.client(ask.id("client")?)?.ok_or(Trouble::NotFound)?;
    Ok(Shown {
        subject: Subject::Client(found.client),
        name: found.name,
        now: found.own_affiliation,
        back: format!("/clients/{}", found.client),
        section: "clients",
    })
}

fn office(house: &House, ask: &Ask) -> Result<Shown, Trouble> {
    let office = Office::from(ask.param("office"));
    let found = house.access.office(&office)?.ok_or(Trouble::NotFound)?;
    Ok(Shown {
        name: found.name(ask.lang).to_owned(),
        now: found.affiliation,
        subject: Subject::Office(office),
        back: "/offices".to_owned(),
        section: "offices",
    })
}

/// `GET /accounts/{account}/affiliation`
pub fn of_account(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &account(house, ask)?, &ask.errors())?.into())
}

/// `POST /accounts/{account}/affiliation`
pub fn submit_account(house: &House, ask: &Ask) -> Reply {
    submit(house, ask, &account(house, ask)?)
}

/// `GET /clients/{client}/affiliation`
pub fn of_client(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &client(house, ask)?, &ask.errors())?.into())
}

/// `POST /clients/{client}/affiliation`
pub fn submit_client(house: &House, ask: &Ask) -> Reply {
    submit(house, ask, &client(house, ask)?)
}

/// `GET /offices/{office}/affiliation`
pub fn of_office(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &office(house, ask)?, &ask.errors())?.into())
}

/// `POST /offices/{office}/affiliation`
pub fn submit_office(house: &House, ask: &Ask) -> Reply {
    submit(house, ask, &office(house, ask)?)
}

fn submit(house: &House, ask: &Ask, shown: &Shown) -> Reply {
    let mut errors = ask.errors();
    let (states, reason) = read(ask, &mut errors);
    let done = || ask.done(&shown.back, "app-affiliation-done");
    if errors.is_empty() {
        // A double click, or somebody else who stated the same.
        if Affiliation::of(states.iter().copied(), Some(house.country.country)) == shown.now {
            return Ok(done());
        }
        let new = NewAffiliation { states: &states, reason: &reason };
        match house.access.state_affiliation(shown.of(), &new, Some(ask.who.account)) {
            Ok(()) => return Ok(done()),
            Err(AffiliationError::Fault(fault)) => return Err(fault.into()),
            Err(AffiliationError::Nobody) => return Err(Trouble::NotFound),
            Err(error) => {
                let is_reason = matches!(error, AffiliationError::Reason(_));
                let field = if is_reason { "affiliation_reason" } else { "affiliation" };
                let most = [("most", AFFILIATION_REASON_CHARS_MAX.into())];
                errors.add(field, ask.tw(error.key(), &most));
            }
        }
    }
    Err(Trouble::Invalid(page(house, ask, shown, &errors)?))
}

fn page(house: &House, ask: &Ask, shown: &Shown, errors: &FormErrors) -> Result<Page, Trouble> {
    let now: Vec<Country> = shown.now.states().collect();
    let history = history(house, ask, &house.access.affiliations_of(shown.of())?)?;
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&ask.t("app-affiliation-title"), Some(&shown.name), Some(&ask.t("app-affiliation-lead"))))
        (part::columns(
            html! {
                form method="post" action=(ask.path()) novalidate {
                    (ask.csrf_fields())
                    (inputs(house, ask, errors, &now))
                    (part::button(&ask.t("app-affiliation-button")))
                }
            },
            part::card(&ask.t("app-affiliation-history"), history),
        ))
    };
    let back = part::back_link(&Act::new(shown.back.clone(), shown.name.clone()));
    Ok(Page::new(ask.t("app-affiliation-title"), body).section(shown.section).back(back))
}

fn history(house: &House, ask: &Ask, all: &[AffiliationView]) -> Result<Markup, Trouble> {
    let mut moments = Vec::new();
    for view in all {
        let by = view.by.map(|id| house.access.name_of(id)).transpose()?.flatten();
        let by = by.unwrap_or_else(|| ask.t("app-account-by-house"));
        let states = names(ask.lang, &view.states);
        let title = if states.is_empty() { ask.t("app-affiliation-own") } else { states };
        let when = ask.day(ask.day_of(view.at));
        moments.push(Moment::new(view.at.to_string(), when, title).note(format!("{} — {by}", view.reason)));
    }
    Ok(html! {
        @if moments.is_empty() { p.c-note { (ask.t("app-affiliation-never")) } } @else { (part::timeline(&moments)) }
    })
}
