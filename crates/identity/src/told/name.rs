//! The name as told and in parts, and the other names a person has.

use super::Sheet;
use crate::model::{Names, OtherName, OtherNameKind};
use kernel::PersonalName;
use maud::{Markup, html};
use web::part::{Width, details, fieldset, text};
use web::{Ask, FormErrors};

/// Other names that the form asks for, each with its field.
const OTHERS: &[(OtherNameKind, &str)] = &[
    (OtherNameKind::KnownAs, "known_as"),
    (OtherNameKind::AtBirth, "name_at_birth"),
    (OtherNameKind::OwnScript, "name_own_script"),
    (OtherNameKind::OnDocument, "name_on_document"),
    (OtherNameKind::Mother, "mother_name"),
    (OtherNameKind::Father, "father_name"),
];

pub fn name_fields(sheet: &Sheet, stored: &Names) -> Markup {
    let name = &stored.name;
    let line = |field: &str, value: &str| text(&sheet.field(field, value).verbatim().width(Width::Medium));
    let other =
        |kind: &OtherNameKind| stored.others.iter().find(|o| o.kind == *kind).map_or("", |o| o.name.as_str());
    let open = OTHERS.iter().any(|(_, field)| sheet.errors.of(field).is_some());
    let others = html! { @for (kind, field) in OTHERS { (line(field, other(kind))) } };
    html! {
        (text(&sheet.field("name_told", &name.as_told).verbatim()))
        (fieldset(&sheet.ask.t("identity-name-parts"), Some(&sheet.ask.t("identity-name-parts-hint")), html! {
            div.c-row {
                (line("given", &name.given))
                (line("first_surname", &name.first_surname))
                (line("second_surname", &name.second_surname))
            }
        }))
        @if open { (others) } @else { (details(&sheet.ask.t("identity-other-names"), others)) }
    }
}

pub fn read_names(ask: &Ask, errors: &mut FormErrors) -> Names {
    let told = errors.line(ask, "name_told", PersonalName::CHARS_MAX);
    let given = errors.line(ask, "given", PersonalName::CHARS_MAX);
    let first = errors.line(ask, "first_surname", PersonalName::CHARS_MAX);
    let second = errors.line(ask, "second_surname", PersonalName::CHARS_MAX);
    let name = match PersonalName::from_parts(&told, &given, &first, &second) {
        Ok(name) => name,
        Err(error) => {
            // Nothing in any part: say so at the first field. What was refused has its own error already.
            let nothing = ["name_told", "given", "first_surname", "second_surname"]
                .iter()
                .all(|f| errors.of(f).is_none());
            if nothing {
                let words = match error {
                    kernel::NameError::Empty => ask.t("identity-error-no-name"),
                    other => web::name_error(ask, other),
                };
                errors.add("name_told", words);
            }
            PersonalName::default()
        }
    };
    let mut others = Vec::new();
    for (kind, field) in OTHERS {
        let name = errors.line(ask, field, PersonalName::CHARS_MAX);
        if !name.is_empty() {
            others.push(OtherName { kind: *kind, name });
        }
    }
    Names { name, others }
}
