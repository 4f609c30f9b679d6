//! One paper: kind, number, country, how it was seen, until when it is valid.

use super::Sheet;
use super::nationality::read_country;
use crate::identifier::{NumberCheck, Numbers};
use crate::model::{Document, DocumentKind, Seen};
use maud::{Markup, html};
use web::part::{Choice, Width, partial_date, select, text};
use web::{Ask, FormErrors, House};

const NUMBER_CHARS: usize = 60;

/// The fields of one paper. The page must hold the list of countries once, see [`super::country_list`].
pub fn document_fields(sheet: &Sheet) -> Markup {
    let kinds: Vec<&str> = DocumentKind::ALL.iter().map(|k| k.code()).collect();
    let seen: Vec<&str> = Seen::ALL.iter().map(|s| s.code()).collect();
    let choose = || vec![Choice::new("", sheet.ask.t("identity-choose"))];
    let kinds = [choose(), sheet.choices("document-kind", &kinds)].concat();
    let number = sheet.field("document_number", "").verbatim().width(Width::Medium);
    html! {
        div.c-row {
            (select(&sheet.field("document_kind", ""), &kinds))
            (text(&number))
            (sheet.listed(&sheet.field("document_country", ""), "countries"))
        }
        div.c-row {
            (select(&sheet.field("document_seen", Seen::Original.code()), &sheet.choices("seen", &seen)))
            (partial_date(&sheet.field("document_expires", "")))
        }
    }
}

/// The paper that was typed, or nothing when the fields are empty.
pub fn read_document(house: &House, ask: &Ask, errors: &mut FormErrors) -> Option<Document> {
    let kinds: Vec<&str> = DocumentKind::ALL.iter().map(|k| k.code()).collect();
    let seen: Vec<&str> = Seen::ALL.iter().map(|s| s.code()).collect();
    let kind = errors.choice(ask, "document_kind", &kinds);
    let number = errors.line(ask, "document_number", NUMBER_CHARS);
    let issued_by = read_country(ask, errors, "document_country");
    let expires = errors.partial_date(ask, "document_expires");
    let seen = Seen::from_code(&errors.choice(ask, "document_seen", &seen)).unwrap_or(Seen::Told);
    let Some(kind) = DocumentKind::from_code(&kind) else {
        if !number.is_empty() || issued_by.is_some() || expires.is_some() {
            errors.add("document_kind", ask.t("identity-error-document-kind"));
        }
        return None;
    };
    let check_failed = Numbers::of(house).check(kind, issued_by, &number) == NumberCheck::Doubtful;
    Some(Document { kind, number, issued_by, seen, expires, check_failed })
}
