//! The page that finds people, and shows those whom the own office took up last.

use super::{SearchRefusal, Sought, hits, sought, years};
use crate::access as ties;
use crate::name_index::Only;
use crate::pairing::card::together;
use crate::person::{self, PersonHead};
use crate::told::{Sheet, country_list, read_country};
use crate::view;
use crate::{codes, told::word};
use access::Permission;
use kernel::Sex;
use ledger::Fault;
use maud::{Markup, html};
use web::part::{self, Act, Cell, Choice, Column, Field, Search, Table, Width};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

/// Results on one page; who is not among them is found by typing more.
const SHOWN: usize = 25;
const LATEST: i64 = 12;
/// Longer texts are no name.
const QUERY_CHARS: usize = 300;
/// How many years a told year of birth may be off, to choose from; the first is what is taken unless another is chosen.
const YEARS_APART: [&str; 4] = ["2", "0", "5", "10"];
const SEXES: &[&str] = &["female", "male", "other"];
const FILTERS: [&str; 3] = ["birth_year", "sex", "origin"];

/// Those whom the own office took up last, and the form of a search.
pub fn get(house: &House, ask: &Ask) -> Reply {
    let lines = house.ledger.read(|door| {
        let ids = person::latest_of_office(door, &ask.who.office, LATEST)?;
        let seen = ties::visible(house, ask, door, &ids)?;
        let people = person::heads(door, &seen)?;
        together(house, ask, door, people)
    })?;
    Ok(page(house, ask, &FormErrors::new(), Shown::Latest(&lines)).into())
}

/// The answer to a search. It is posted and answered by the page itself: a typed name stands in no address.
pub fn post(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let sought = read(ask, &mut errors);
    let Some(sought) = sought.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(page(house, ask, &errors, Shown::Nothing)));
    };
    let people = house.ledger.read(|door| hits(house, ask, door, &sought, SHOWN))?;
    let lines = house.ledger.read(|door| together(house, ask, door, people.clone()))?;
    let shown = Shown::Found { lines: &lines, is_cut: people.len() == SHOWN, count: people.len() };
    Ok(page(house, ask, &errors, shown).into())
}

/// What stands below the form.
enum Shown<'a> {
    Latest(&'a [Vec<PersonHead>]),
    Found {
        lines: &'a [Vec<PersonHead>],
        is_cut: bool,
        count: usize,
    },
    /// What was typed has to be mended first.
    Nothing,
}

/// What was typed, as far as it says whom to look for.
fn read(ask: &Ask, errors: &mut FormErrors) -> Option<Sought> {
    let refuse = |errors: &mut FormErrors, refusal: SearchRefusal| {
        let (field, key) = refusal.told();
        errors.add(field, ask.t(key));
    };
    let text: String = typed(ask, "q").chars().take(QUERY_CHARS).filter(|c| !c.is_control()).collect();
    let found = sought(&text).map_err(|refusal| refuse(errors, refusal)).ok();
    let apart = errors.choice(ask, "years_apart", &YEARS_APART);
    let apart = apart.parse().unwrap_or(2);
    let birth_years = years(typed(ask, "birth_year"), apart, ask.today.year());
    let birth_years = birth_years.map_err(|refusal| refuse(errors, refusal)).unwrap_or_default();
    let sex = Sex::from_code(&errors.choice(ask, "sex", SEXES));
    let origin = read_country(ask, errors, "origin");
    Some(Sought { only: Only { birth_years, sex, origin }, ..found? })
}

fn typed<'a>(ask: &'a Ask, field: &str) -> &'a str {
    ask.values().text(field)
}

fn page(house: &House, ask: &Ask, errors: &FormErrors, shown: Shown) -> Page {
    let title = ask.t("identity-search-title");
    let may_register = house.may(&ask.who, Permission::RegisterPerson, None);
    let register = match &shown {
        Shown::Latest(_) => Some("identity-search-register"),
        Shown::Found { count: 1.., .. } => Some("identity-search-none-of-these"),
        _ => None,
    };
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, None))
        (part::posted_search(&Search {
            action: "/people".to_owned(),
            id: "q".to_owned(),
            label: ask.t("identity-search-label"),
            hint: Some(ask.t("identity-search-hint")),
            value: typed(ask, "q").trim().to_owned(),
            button: ask.t("identity-search-button"),
            error: errors.of("q"),
            more: narrowed(ask, errors),
            ..Search::default()
        }, ask.csrf_fields()))
        @match &shown {
            Shown::Latest(lines) => (latest(house, ask, lines)),
            Shown::Found { lines, is_cut, .. } => (found(house, ask, lines, *is_cut)),
            Shown::Nothing => {},
        }
        @if house.may(&ask.who, Permission::ReviewDuplicates, None) {
            p { (part::link(&Act::new("/duplicates", ask.t("identity-pairing-queue-open")))) }
        }
        @if let Some(key) = register.filter(|_| may_register) {
            p { (part::second_go("/people/new", &ask.t(key))) }
        }
    };
    Page::new(title, body).section("people")
}

/// The filters: folded away until one is used, so that most people see one line to type in.
fn narrowed(ask: &Ask, errors: &FormErrors) -> Markup {
    let sheet = Sheet::new(ask, errors);
    let field =
        |name: &str, key: &str| Field::new(name, ask.t(key)).value(typed(ask, name)).error(errors.of(name));
    let apart = YEARS_APART.map(|years| {
        let count: i64 = years.parse().unwrap_or(0);
        Choice::new(years, ask.tw("identity-search-years-apart-of", &[("count", count.into())]))
    });
    let mut sexes = vec![Choice::new("", ask.t("identity-search-any"))];
    sexes.extend(sheet.choices("sex", SEXES));
    let year = field("birth_year", "identity-search-birth-year").inputmode("numeric").width(Width::Short);
    let origin = field("origin", "identity-search-origin").hint(ask.t("identity-search-origin-hint"));
    let fields = html! {
        (part::row(html! {
            (part::text(&year))
            (part::select(&field("years_apart", "identity-search-years-apart"), &apart))
            (part::select(&field("sex", "identity-search-sex"), &sexes))
        }))
        (sheet.listed(&origin, "countries"))
        p.c-note { (ask.t("identity-search-narrow-note")) }
    };
    let is_used = FILTERS.iter().any(|name| !typed(ask, name).trim().is_empty());
    html! {
        (country_list(ask))
        @if is_used { (part::fieldset(&ask.t("identity-search-narrow"), None, fields)) }
        @else { (part::details(&ask.t("identity-search-narrow"), fields)) }
    }
}

fn latest(house: &House, ask: &Ask, people: &[Vec<PersonHead>]) -> Markup {
    let table = lines_table(house, ask, people, &ask.t("identity-search-latest"));
    html! { @if !people.is_empty() { (part::table(&table)) } }
}

fn found(house: &House, ask: &Ask, people: &[Vec<PersonHead>], is_cut: bool) -> Markup {
    let may_register = house.may(&ask.who, Permission::RegisterPerson, None);
    let register = may_register.then(|| Act::new("/people/new", ask.t("identity-search-register")));
    let caption = if is_cut {
        ask.tw("identity-search-first", &[("count", SHOWN.into())])
    } else {
        ask.tw("identity-search-count", &[("count", people.len().into())])
    };
    let empty = part::empty_state(
        &ask.t("identity-search-nobody"),
        &ask.t("identity-search-nobody-hint"),
        register.as_ref(),
    );
    part::table(&Table { empty: Some(empty), ..lines_table(house, ask, people, &caption) })
}

/// People as a table: name, age, sex, origin, number, office.
pub fn people_table(house: &House, ask: &Ask, people: &[PersonHead], caption: &str) -> Table {
    let lines: Vec<Vec<PersonHead>> = people.iter().map(|head| vec![head.clone()]).collect();
    lines_table(house, ask, &lines, caption)
}

/// The same, one line a person: of somebody with several files the oldest leads, and the others stand below its name.
fn lines_table(house: &House, ask: &Ask, people: &[Vec<PersonHead>], caption: &str) -> Table {
    let heads = ["name", "age", "sex", "origin", "number", "office"];
    let sex = |head: &PersonHead| {
        if head.sex == Sex::NotStated { String::new() } else { word(ask, "sex", head.sex.code()) }
    };
    let row = |files: &Vec<PersonHead>| {
        let (head, others) = files.split_first()?;
        let name = match others {
            [] => Cell::link(&view::href(head), &head.name),
            others => Cell::marked(names(ask, head, others)),
        };
        Some(vec![
            name,
            Cell::text(view::age(ask, head)),
            Cell::text(sex(head)),
            Cell::text(codes::country_name(head.origin, ask.lang)),
            Cell::text(&head.number),
            Cell::text(house.country.office_name(ask.lang, &head.office)),
        ])
    };
    Table {
        caption: caption.to_owned(),
        columns: heads.iter().map(|h| Column::text(ask.t(&format!("identity-column-{h}")))).collect(),
        rows: people.iter().filter_map(row).collect(),
        ..Table::default()
    }
}

fn names(ask: &Ask, head: &PersonHead, others: &[PersonHead]) -> Markup {
    html! {
        a.govuk-link href=(view::href(head)) { (head.name) }
        @for other in others {
            div.c-note { (ask.t("identity-pairing-also")) " " a.govuk-link href=(view::href(other)) { (other.name) " · " (other.number) } }
        }
    }
}

/// A search line and its hits as answers to choose among, for pages that need one person. `name` is the posted field.
pub fn chooser(house: &House, ask: &Ask, errors: &web::FormErrors, name: &str) -> Result<Markup, Fault> {
    let sought = match sought(typed(ask, "q")) {
        Ok(sought) => sought,
        Err(SearchRefusal::Nothing) => return Ok(html! {}),
        Err(refusal) => return Ok(html! { p { (ask.t(refusal.told().1)) } }),
    };
    let people = house.ledger.read(|door| hits(house, ask, door, &sought, 10))?;
    if people.is_empty() {
        return Ok(part::empty_state(
            &ask.t("identity-search-nobody"),
            &ask.t("identity-search-nobody-hint"),
            None,
        ));
    }
    let choice = |head: &PersonHead| {
        let facts = format!("{} · {}", head.number, view::facts_line(house, ask, head));
        part::Choice::new(head.id.to_string(), head.name.clone()).hint(facts)
    };
    let choices: Vec<part::Choice> = people.iter().map(choice).collect();
    let field = part::Field::new(name, ask.t("identity-choose-person"))
        .value(ask.values().text(name))
        .error(errors.of(name));
    Ok(part::radios(&field, &choices))
}
