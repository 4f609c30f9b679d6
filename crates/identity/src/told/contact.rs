//! How to reach a person without harming them.

use super::Sheet;
use crate::model::{Answer, Channel, Contact};
use maud::{Markup, html};
use web::part::{Choice, Width, radios, select, text, textarea};
use web::{Ask, FormErrors};

const LINE_CHARS: usize = 200;
const RULE_CHARS: usize = 1_000;
const MESSAGE: &[&str] = &["yes", "no", "not_asked"];

pub fn contact_fields(sheet: &Sheet, stored: &Contact) -> Markup {
    let channels: Vec<&str> = Channel::ALL.iter().map(|c| c.code()).collect();
    let choose = vec![Choice::new("", sheet.ask.t("identity-channel-none"))];
    let channels = [choose, sheet.choices("channel", &channels)].concat();
    let line = |name: &str, value: &str| text(&sheet.field(name, value).verbatim().width(Width::Medium));
    let message = match stored.may_leave_message {
        Answer::Told(true) => "yes",
        Answer::Told(false) => "no",
        _ => "not_asked",
    };
    html! {
        div.c-row { (line("phone", &stored.phone)) (line("message_app", &stored.message_app)) (line("email", &stored.email)) }
        (text(&sheet.field("address", &stored.address)))
        (select(&sheet.field("preferred", stored.preferred.map_or("", |c| c.code())), &channels))
        (textarea(&sheet.field("safe_rule", &stored.safe_rule), 2))
        (text(&sheet.field("safe_hours", &stored.safe_hours)))
        (radios(&sheet.field("may_leave_message", message).inline(), &sheet.choices("may-leave-message", MESSAGE)))
    }
}

pub fn read_contact(ask: &Ask, errors: &mut FormErrors) -> Contact {
    let contact = Contact {
        phone: errors.line(ask, "phone", LINE_CHARS),
        message_app: errors.line(ask, "message_app", LINE_CHARS),
        email: errors.line(ask, "email", LINE_CHARS),
        address: errors.line(ask, "address", RULE_CHARS),
        preferred: {
            let channels: Vec<&str> = Channel::ALL.iter().map(|c| c.code()).collect();
            Channel::from_code(&errors.choice(ask, "preferred", &channels))
        },
        safe_rule: errors.long(ask, "safe_rule", RULE_CHARS),
        safe_hours: errors.line(ask, "safe_hours", LINE_CHARS),
        may_leave_message: match errors.choice(ask, "may_leave_message", MESSAGE).as_str() {
            "yes" => Answer::Told(true),
            "no" => Answer::Told(false),
            _ => Answer::NotAsked,
        },
    };
    if !contact.phone.is_empty() && !is_phone(&contact.phone) {
        errors.add("phone", ask.t("identity-error-phone"));
    }
    if !contact.email.is_empty() && !is_email(&contact.email) {
        errors.add("email", ask.t("identity-error-email"));
    }
    contact
}

/// Five digits at least, and nothing but what people write between them.
fn is_phone(text: &str) -> bool {
    let between = |c: char| c.is_ascii_digit() || " +-().#/x".contains(c);
    text.chars().all(between) && text.chars().filter(char::is_ascii_digit).count() >= 5
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.') && !text.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::{is_email, is_phone};

    #[test]
    fn slips_in_numbers_and_addresses_are_noticed() {
        assert!(["+507 6123-4567", "61234567", "(507) 612.34.567"].iter().all(|p| is_phone(p)));
        assert!(["call Ana", "123", "6123-456O7"].iter().all(|p| !is_phone(p)));
        assert!(is_email("a@b.org") && !is_email("a.b.org") && !is_email("a @b.org") && !is_email("@b.org"));
    }
}
