//! Which roles must use a second factor, and how many days a colleague has to set one up.

use super::role_name;
use kernel::Role;
use ledger::Fault;
use web::part::{self, Act, Choice, Field, Width};
use web::{Ask, FormErrors, House, Page, Reply, Trouble, html};

/// `GET /accounts/second-factor`
pub fn form(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors())?.into())
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Fault> {
    let title = ask.t("app-factor-rules-title");
    let rules = house.access.factor_rules()?;
    let chosen: Vec<String> = if ask.has_values() {
        ask.values().all("roles").into_iter().map(str::to_owned).collect()
    } else {
        rules.iter().filter(|rule| rule.required).map(|rule| rule.role.code().to_owned()).collect()
    };
    let days = rules.first().map_or(access::GRACE_DAYS, |rule| rule.grace_days).to_string();
    let choices: Vec<Choice> =
        Role::ALL.iter().map(|role| Choice::new(role.code(), role_name(ask, *role))).collect();
    let days_field = Field::new("days", ask.t("app-factor-rules-days"))
        .hint(ask.t("app-factor-rules-days-hint"))
        .value(ask.value_or("days", &days))
        .error(errors.of("days"))
        .inputmode("numeric")
        .width(Width::Tiny);
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("app-factor-rules-lead"))))
        form method="post" action="/accounts/second-factor" novalidate {
            (ask.csrf_fields())
            (part::checkboxes(&Field::new("roles", ask.t("app-factor-rules-roles")), &chosen, &choices))
            (part::text(&days_field))
            (part::button(&ask.t("app-factor-rules-button")))
        }
    };
    let back = part::back_link(&Act::new("/accounts", ask.t("app-accounts-title")));
    Ok(Page::new(title, part::prose(body)).section("accounts").back(back))
}

/// `POST /accounts/second-factor`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let days = ask.form.text("days").trim().parse::<i64>().ok().filter(|days| (0..=90).contains(days));
    let Some(days) = days else {
        errors.add("days", ask.t("app-factor-rules-days-wrong"));
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    };
    let required: Vec<Role> = ask.form.all("roles").into_iter().filter_map(Role::from_code).collect();
    house.access.set_factor_rules(&required, days, Some(ask.who.account))?;
    Ok(ask.done("/accounts/second-factor", "app-factor-rules-done"))
}
