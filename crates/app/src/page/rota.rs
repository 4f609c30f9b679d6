//! The rota: a week of one office, who is on duty by day and by night. Whoever holds one office plans that one.

use super::account::{Offices, role_name};
use access::{AccountView, Duty, RotaError, Shift};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use kernel::{AccountId, Office, Role};
use web::part::{self, Act, Cell, Choice, Column, Field, Pages, Table, Width};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// `GET /rota`
pub fn show(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors())?.into())
}

/// The office the page is about: an administrator chooses, everybody else plans their own.
fn office(ask: &Ask) -> Office {
    let asked = match ask.form.text("office") {
        "" => ask.query.text("office"),
        posted => posted,
    };
    if ask.who.role == Role::Administrator && !asked.is_empty() {
        Office::from(asked)
    } else {
        ask.who.office.clone()
    }
}

/// The Monday of the week the page shows.
fn monday(ask: &Ask) -> Date {
    let asked = ask.query.text("from").parse::<Date>().unwrap_or(ask.today);
    let back = i64::from(asked.weekday().since(Weekday::Monday));
    asked.checked_sub(back.days()).unwrap_or(asked)
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let (office, monday) = (office(ask), monday(ask));
    let sunday = monday.checked_add(6.days()).unwrap_or(monday);
    let offices = Offices::of(house)?;
    let staff: Vec<AccountView> = house.access.accounts()?;
    let duties: Vec<Duty> =
        house.access.duties(monday, sunday)?.into_iter().filter(|duty| duty.office == office).collect();
    let title = ask.t("app-rota-title");
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, Some(offices.name(ask.lang, &office)), Some(&ask.t("app-rota-lead"))))
        @if ask.who.role == Role::Administrator { (chooser(ask, &offices, &office)) }
        (week(ask, &staff, &duties, monday))
        (part::pagination(&weeks(ask, &office, monday, sunday)))
        (part::card(&ask.t("app-rota-add"), add_form(ask, &staff, &office, errors)))
    };
    Ok(Page::new(title, body).section("rota"))
}

fn chooser(ask: &Ask, offices: &Offices, office: &Office) -> Markup {
    let field = Field::new("office", ask.t("app-account-office")).value(office.code());
    part::filters("/rota", part::select(&field, &offices.choices(ask, Some(office))), &ask.t("app-rota-show"))
}

fn weeks(ask: &Ask, office: &Office, monday: Date, sunday: Date) -> Pages {
    let to = |day: Date| format!("/rota?office={}&from={day}", web::percent_encode(office.code()));
    let (before, after) = (monday.checked_sub(7.days()), monday.checked_add(7.days()));
    Pages {
        label: ask.t("app-rota-weeks"),
        before: before.ok().map(|day| Act::new(to(day), ask.t("app-rota-before"))),
        after: after.ok().map(|day| Act::new(to(day), ask.t("app-rota-after"))),
        words: ask.tw("app-rota-week", &[("from", ask.day(monday).into()), ("to", ask.day(sunday).into())]),
    }
}

fn week(ask: &Ask, staff: &[AccountView], duties: &[Duty], monday: Date) -> Markup {
    let days = (0..7).filter_map(|n| monday.checked_add(i64::from(n).days()).ok());
    let row = |day: Date| {
        let cell = |shift: Shift| {
            let on: Vec<&Duty> = duties.iter().filter(|d| d.day == day && d.shift == shift).collect();
            Cell::marked(html! {
                @if on.is_empty() { span.c-note { (ask.t("app-rota-nobody")) } }
                @for duty in on { (one(ask, staff, duty)) }
            })
        };
        let name = ask.words().day_full(ask.lang, day);
        vec![Cell::text(name), cell(Shift::Day), cell(Shift::Night)]
    };
    part::table(&Table {
        caption: ask.t("app-rota-title"),
        caption_hidden: true,
        columns: ["app-rota-day", "app-rota-shift-day", "app-rota-shift-night"]
            .map(|key| Column::text(ask.t(key)))
            .to_vec(),
        rows: days.map(row).collect(),
        ..Table::default()
    })
}

fn one(ask: &Ask, staff: &[AccountView], duty: &Duty) -> Markup {
    let view = staff.iter().find(|view| view.account == duty.account);
    let name = view.map_or_else(|| ask.t("app-staff-gone"), |view| view.name.clone());
    let role = view.map(|view| role_name(ask, view.role)).unwrap_or_default();
    html! {
        form method="post" action="/rota" {
            (ask.csrf_fields())
            (part::hidden("office", duty.office.code())) (part::hidden("on", &duty.day.to_string()))
            (part::hidden("shift", duty.shift.code())) (part::hidden("account", &duty.account.to_string()))
            (part::hidden("act", "off"))
            (name) span.c-note { " · " (role) " " }
            button.c-quiet type="submit" { (ask.t("app-rota-off")) span.govuk-visually-hidden { ": " (name) } }
        }
    }
}

fn add_form(ask: &Ask, staff: &[AccountView], office: &Office, errors: &FormErrors) -> Markup {
    let works_here = |view: &&AccountView| view.active && view.office == *office;
    let people: Vec<Choice> = std::iter::once(Choice::new("", ask.t("app-choose")))
        .chain(staff.iter().filter(works_here).map(|v| Choice::new(v.account.to_string(), v.name.clone())))
        .collect();
    let shifts = Shift::ALL.map(|shift| Choice::new(shift.code(), shift_name(ask, shift)));
    let today = ask.today_typed();
    let field = |id: &str, key: &str, stored: &str| {
        Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, stored))
    };
    html! {
        form method="post" action="/rota" novalidate {
            (ask.csrf_fields())
            (part::hidden("office", office.code())) (part::hidden("act", "on"))
            (part::row(html! {
                (part::select(&field("account", "app-rota-who", ""), &people))
                (part::text(&field("on", "app-rota-day", &today).width(Width::Short)))
                (part::select(&field("shift", "app-rota-shift", Shift::Day.code()), &shifts))
            }))
            (part::button(&ask.t("app-rota-button")))
        }
    }
}

fn shift_name(ask: &Ask, shift: Shift) -> String {
    match shift {
        Shift::Day => ask.t("app-rota-shift-day"),
        Shift::Night => ask.t("app-rota-shift-night"),
    }
}

/// `POST /rota`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let account = ask.form.text("account").parse::<AccountId>().ok();
    if account.is_none() {
        errors.add("account", ask.t("app-rota-error-who"));
    }
    let shift = Shift::from_code(&errors.required_choice(ask, "shift", &Shift::ALL.map(Shift::code)));
    let day = match ask.form.text("on").parse::<Date>() {
        Ok(day) => Some(day),
        Err(_) => errors.required_day(ask, "on"),
    };
    let (Some(account), Some(shift), Some(day), true) = (account, shift, day, errors.is_empty()) else {
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    };
    let duty = Duty { office: office(ask), day, shift, account };
    let back = format!("/rota?office={}&from={day}", web::percent_encode(duty.office.code()));
    if ask.form.text("act") == "off" {
        house.access.take_off_duty(&duty)?;
        return Ok(ask.done(&back, "app-rota-done-off"));
    }
    match house.access.put_on_duty(&duty) {
        Ok(()) => Ok(ask.done(&back, "app-rota-done-on")),
        Err(RotaError::Office) => Err(Trouble::Refused(ask.t("app-rota-error-office"))),
        Err(RotaError::Account) => {
            errors.add("account", ask.t("app-rota-error-who"));
            Err(Trouble::Invalid(page(house, ask, &errors)?))
        }
        Err(RotaError::Fault(fault)) => Err(fault.into()),
    }
}
