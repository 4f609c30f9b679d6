//! Offices and posts: those of the country's file, those added here, and whether they take new accounts.

use super::account::Offices;
use access::{NewOffice, OfficeError, OfficeView};
use kernel::Office;
use std::collections::HashMap;
use web::part::{self, Act, Cell, Choice, Column, Field, TagKind, Width};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// The kinds of office that country files know.
const KINDS: [&str; 10] = [
    "headquarters",
    "branch",
    "post",
    "focal_point",
    "commission",
    "ministry",
    "tribunal",
    "migration",
    "registry",
    "child_protection",
];
const NAME_CHARS_MAX: usize = 120;

/// `GET /offices`
pub fn list(house: &House, ask: &Ask) -> Reply {
    let offices = Offices::of(house)?;
    let mut staff: HashMap<Office, i64> = HashMap::new();
    for account in house.access.accounts()?.into_iter().filter(|a| a.active) {
        *staff.entry(account.office).or_default() += 1;
    }
    let title = ask.t("app-offices-title");
    let new = Act::new("/offices/new", ask.t("app-office-new"));
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("app-offices-lead"))))
        p { (part::go(&new.href, &new.words)) }
        @if offices.all().is_empty() {
            (part::empty_state(&ask.t("app-offices-none"), &ask.t("app-offices-none-next"), Some(&new)))
        } @else {
            (table(ask, offices.all(), &staff))
        }
    };
    Ok(Page::new(title, body).section("offices").into())
}

fn table(ask: &Ask, offices: &[OfficeView], staff: &HashMap<Office, i64>) -> Markup {
    let row = |o: &OfficeView| {
        let origin = if o.from_country { "app-office-from-country" } else { "app-office-from-here" };
        vec![
            Cell::marked(html! {
                (o.name(ask.lang)) div.c-note { (o.office.code()) " · " (ask.t(origin)) }
                div.c-note { (super::affiliation::line(ask, &o.affiliation, &format!("/offices/{}/affiliation", o.office.code()), o.name(ask.lang))) }
            }),
            Cell::text(kind_name(ask, &o.kind)),
            Cell::text(ask.number(staff.get(&o.office).copied().unwrap_or(0))),
            Cell::marked(state_tag(ask, o.open)),
            Cell::marked(switch(ask, o)),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("app-offices-title"),
        caption_hidden: true,
        columns: [
            "app-office-name",
            "app-office-kind",
            "app-office-staff",
            "app-office-state",
            "app-office-do",
        ]
        .map(|key| Column::text(ask.t(key)))
        .to_vec(),
        rows: offices.iter().map(row).collect(),
        ..part::Table::default()
    })
}

fn kind_name(ask: &Ask, kind: &str) -> String {
    match KINDS.contains(&kind) {
        true => ask.t(&format!("app-office-kind-{}", kind.replace('_', "-"))),
        false => kind.to_owned(),
    }
}

fn state_tag(ask: &Ask, open: bool) -> Markup {
    match open {
        true => part::tag(TagKind::Good, &ask.t("app-office-open")),
        false => part::tag(TagKind::Restricted, &ask.t("app-office-closed")),
    }
}

/// The button says which office it is about to those who hear it alone.
fn switch(ask: &Ask, office: &OfficeView) -> Markup {
    let (words, value) = match office.open {
        true => (ask.t("app-office-close"), "no"),
        false => (ask.t("app-office-reopen"), "yes"),
    };
    html! {
        form method="post" action={ "/offices/" (office.office.code()) } {
            (ask.csrf_fields())
            button.c-quiet type="submit" name="open" value=(value) {
                (words) span.govuk-visually-hidden { ": " (office.name(ask.lang)) }
            }
        }
    }
}

/// `POST /offices/{office}`
pub fn open_or_close(house: &House, ask: &Ask) -> Reply {
    let office = Office::from(ask.param("office"));
    let open = match ask.form.text("open") {
        "yes" => true,
        "no" => false,
        _ => return Err(Trouble::Refused(ask.t("app-office-neither"))),
    };
    match house.access.set_office_open(&office, open) {
        Ok(()) => {
            Ok(ask.done("/offices", if open { "app-office-done-opened" } else { "app-office-done-closed" }))
        }
        Err(OfficeError::Fault(fault)) => Err(fault.into()),
        Err(_) => Err(Trouble::NotFound),
    }
}

/// `GET /offices/new`
pub fn form(_: &House, ask: &Ask) -> Reply {
    Ok(page(ask, &ask.errors()).into())
}

fn page(ask: &Ask, errors: &FormErrors) -> Page {
    let title = ask.t("app-office-new");
    let field = |id: &str, key: &str| {
        Field::new(id, ask.t(key))
            .error(errors.of(id))
            .value(ask.value_or(id, ""))
            .width(Width::Medium)
            .verbatim()
    };
    let kinds: Vec<Choice> = std::iter::once(Choice::new("", ask.t("app-choose")))
        .chain(KINDS.into_iter().map(|kind| Choice::new(kind, kind_name(ask, kind))))
        .collect();
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("app-office-new-lead"))))
        form method="post" action="/offices/new" novalidate {
            (ask.csrf_fields())
            (part::text(&field("name_es", "app-office-name-es").lang("es")))
            (part::text(&field("name_en", "app-office-name-en").lang("en")))
            (part::select(&field("kind", "app-office-kind"), &kinds))
            (part::text(&field("code", "app-office-code").hint(ask.t("app-office-code-hint"))))
            (part::button(&ask.t("app-office-new-button")))
        }
    });
    let back = part::back_link(&Act::new("/offices", ask.t("app-offices-title")));
    Page::new(title, body).section("offices").back(back)
}

/// `POST /offices/new`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let name_es = errors.required(ask, "name_es", NAME_CHARS_MAX);
    let name_en = errors.required(ask, "name_en", NAME_CHARS_MAX);
    let kind = errors.required_choice(ask, "kind", &KINDS);
    let code = errors.required(ask, "code", NAME_CHARS_MAX);
    if errors.is_empty() {
        let new = NewOffice { code: &code, kind: &kind, name_es: &name_es, name_en: &name_en };
        let done = ask.done("/offices", "app-office-done-added");
        match house.access.add_office(&new) {
            Ok(_) => return Ok(done),
            Err(OfficeError::Fault(fault)) => return Err(fault.into()),
            // A double click: the office stands there just as it was wanted.
            Err(OfficeError::CodeTaken) if is_there(house, &new)? => return Ok(done),
            Err(error) => {
                let field = match error {
                    OfficeError::NameEs(_) => "name_es",
                    OfficeError::NameEn(_) => "name_en",
                    _ => "code",
                };
                errors.add(field, ask.t(error.key()));
            }
        }
    }
    Err(Trouble::Invalid(page(ask, &errors)))
}

fn is_there(house: &House, new: &NewOffice<'_>) -> Result<bool, Trouble> {
    let known = house.access.office(&Office::from(new.code))?;
    let is_same = |o: OfficeView| {
        !o.from_country
            && (o.kind.as_str(), o.name_es.as_str(), o.name_en.as_str())
                == (new.kind, new.name_es, new.name_en)
    };
    Ok(known.is_some_and(is_same))
}
