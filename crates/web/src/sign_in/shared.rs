//! Signing in on a tablet that several people share: one's name is chosen among those who used it in the last week, with a
//! finger or with the key of its digit.

use super::next;
use crate::part::{self, Act};
use crate::{Ask, FormErrors, House, Trouble, percent_encode};
use access::{Standing, User};
use maud::{Markup, html};

/// The names to choose from; none on a browser that is no tablet, and none for somebody else.
pub fn offered(house: &House, ask: &Ask) -> Result<Vec<User>, Trouble> {
    match ask.visitor.standing {
        Standing::Enrolled(tablet) if !ask.query.is_on("else") && ask.form.get("login").is_none() => {
            Ok(house.access.tablet_users(tablet)?)
        }
        _ => Ok(Vec::new()),
    }
}

/// The login of the name that was chosen, if it is one of those the tablet offers.
pub fn chosen(house: &House, ask: &Ask) -> Result<Option<String>, Trouble> {
    let wanted = ask.form.text("who");
    let users = if wanted.is_empty() { Vec::new() } else { offered(house, ask)? };
    Ok(users.into_iter().find(|user| user.account.to_string() == wanted).map(|user| user.login))
}

/// The field in which somebody says who they are.
pub fn name_field(house: &House, ask: &Ask) -> Result<&'static str, Trouble> {
    Ok(if offered(house, ask)?.is_empty() { "login" } else { "who" })
}

/// The names, each with the digit of its key.
pub fn names(ask: &Ask, users: &[User], errors: &FormErrors) -> Markup {
    let wanted = ask.values().text("who");
    let error = errors.of("who");
    html! {
        div.govuk-form-group."govuk-form-group--error"[error.is_some()] {
            fieldset.govuk-fieldset aria-describedby={ "who-hint" @if error.is_some() { " who-error" } } {
                legend.govuk-fieldset__legend { (ask.t("web-tablet-who")) }
                div.govuk-hint #who-hint { (ask.t("web-tablet-who-hint")) }
                @if let Some(error) = &error {
                    p.govuk-error-message #who-error { (part::icon(part::Icon::Alert)) span { (error) } }
                }
                div.govuk-radios {
                    @for (n, user) in users.iter().enumerate() {
                        @let id = if n == 0 { "who".to_owned() } else { format!("who-{}", n + 1) };
                        div.govuk-radios__item {
                            input.govuk-radios__input type="radio" name="who" id=(id) value=(user.account)
                                accesskey=(n + 1) checked[user.account.to_string() == wanted];
                            label.govuk-label.govuk-radios__label for=(id) { (user.name) " " span.c-note { (n + 1) } }
                        }
                    }
                }
            }
        }
    }
}

/// Whoever has not used the tablet lately types a login.
pub fn somebody_else(ask: &Ask) -> Markup {
    let href = format!("/sign-in?else=1&next={}", percent_encode(next(ask)));
    part::link(&Act::new(href, ask.t("web-tablet-somebody-else")))
}
