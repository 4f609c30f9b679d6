//! The way out of a page on a tablet that several people share: whatever stands half typed is kept for whoever typed it.
//!
//! A page without script can send what was typed only with a button inside the form that holds it. So on a tablet each
//! form that somebody types into gets one at its end, after the form's own: the Enter key goes on doing what it did.

use crate::part;
use maud::{Markup, PreEscaped, html};

/// Where the menu's link leads to.
const PLACE: &str = "hand-over";

/// The page with a way out at the end of each form, and the way out that stands in the menu.
pub fn ways_out(body: Markup, title: &str, csrf: &str, t: impl Fn(&str) -> String) -> (Markup, Markup) {
    let (body, forms) = with_buttons(&body.into_string(), title, &t("web-hand-over-keep"));
    let words = t("web-hand-over");
    let menu = if forms == 0 {
        html! {
            form method="post" action="/hand-over" {
                input type="hidden" name="_csrf" value=(csrf);
                (part::quiet_button(&words, "hand", "1"))
            }
        }
    } else {
        html! { a.govuk-link href={ "#" (PLACE) } { (words) } }
    };
    (PreEscaped(body), menu)
}

/// Typed text is escaped wherever it stands on a page, so what looks like the end of a form is one.
fn with_buttons(body: &str, title: &str, words: &str) -> (String, usize) {
    let mut pieces = body.split("</form>");
    let mut out = String::with_capacity(body.len() + 512);
    let mut rest = pieces.next().unwrap_or_default();
    let mut forms = 0;
    for next in pieces {
        out.push_str(rest);
        let form = rest.rfind("<form").map_or("", |at| &rest[at..]);
        if is_typed_into(form) {
            let place = (forms == 0).then_some(PLACE);
            out.push_str(&button(place, title, words).into_string());
            forms += 1;
        }
        out.push_str("</form>");
        rest = next;
    }
    out.push_str(rest);
    (out, forms)
}

/// A form that posts and has a field that a person fills in; one that asks for a password or a code keeps nothing.
fn is_typed_into(form: &str) -> bool {
    let open = form.split('>').next().unwrap_or_default();
    let inputs = form.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    let mut is_filled_in = form.contains("<textarea") || form.contains("<select");
    for input in inputs {
        if input.contains("type=\"password\"") {
            return false;
        }
        is_filled_in |= !input.contains("type=\"hidden\"") && !input.contains(" hidden");
    }
    open.contains("method=\"post\"") && !open.contains(" hidden") && is_filled_in
}

fn button(place: Option<&str>, title: &str, words: &str) -> Markup {
    html! {
        p.c-hand-over id=[place] {
            button.c-quiet type="submit" name="_title" value=(title) formaction="/hand-over" formnovalidate { (words) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(form: &str) -> (String, usize) {
        with_buttons(form, "Una \"página\"", "Guardar y entregar")
    }

    #[test]
    fn every_form_that_somebody_types_into_keeps_what_was_typed() {
        let (out, forms) = page(
            "<p>x</p><form method=\"post\" action=\"/a\"><textarea name=\"t\"></textarea><button type=\"submit\">Go</button></form>\
             <form method=\"post\" action=\"/b\"><input type=\"radio\" name=\"r\"></form><p>y</p>",
        );
        assert_eq!(forms, 2);
        assert_eq!(out.matches("formaction=\"/hand-over\"").count(), 2);
        // After the form's own button, so that Enter does what it did; and the first one is where the menu leads.
        assert!(out.find("Go").unwrap() < out.find("formaction").unwrap());
        assert_eq!(out.matches("id=\"hand-over\"").count(), 1);
        assert!(out.contains("value=\"Una &quot;página&quot;\"") && out.ends_with("<p>y</p>"));
    }

    #[test]
    fn a_form_without_a_field_or_with_a_secret_keeps_nothing() {
        for form in [
            "<form method=\"post\" action=\"/a\"><input type=\"hidden\" name=\"_csrf\" value=\"x\"></form>",
            "<form method=\"get\" action=\"/a\"><input type=\"text\" name=\"q\"></form>",
            "<form method=\"post\"><input type=\"text\" name=\"l\"><input type=\"password\" name=\"p\"></form>",
            "<p>no form</p>",
        ] {
            assert_eq!(page(form), (form.to_owned(), 0));
        }
    }

    #[test]
    fn what_somebody_typed_cannot_look_like_a_form() {
        let typed = html! { form method="post" { textarea name="t" { "</form><form method=\"post\">" } } };
        assert_eq!(page(&typed.into_string()).1, 1);
    }
}
