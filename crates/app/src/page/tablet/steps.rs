//! The steps for a new tablet on paper, for a post where one screen is all there is; and as the tablet itself shows them.

use super::{Reach, add};
use web::part::{self, Act, Icon, Tone};
use web::{Ask, House, Markup, Page, Reply, html};

/// `GET /tablets/steps`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let title = ask.t("app-tablet-steps");
    let reach = Reach::of(house)?;
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("app-guide-paper"))))
        @match &reach {
            Some(reach) => (part::sheet(html! { (steps(&|key| ask.t(key), reach, false)) })),
            None => (part::notice(Tone::Caution, &ask.t("app-tablets-no-tls"), html! { p { (ask.t("app-tablets-no-tls-how")) } }))
        }
    };
    let back = part::back_link(&Act::new("/tablets", ask.t("app-tablets-title")));
    Ok(Page::new(title, part::prose(body)).section("tablets").back(back).into())
}

/// The steps, with links on the tablet and with addresses on paper.
pub fn steps(t: &dyn Fn(&str) -> String, reach: &Reach, is_on_tablet: bool) -> Markup {
    let systems = ["android", "apple", "computer"];
    html! {
        @if let (Some(enrol), Some(authority)) = (&reach.enrol, &reach.authority) {
            @if !is_on_tablet {
                (part::section(&t("app-guide-open"), html! {
                    p { (t("app-guide-open-words")) }
                    p { code { (enrol) } }
                }))
            }
            (part::section(&t("app-guide-compare"), html! {
                p { (t("app-guide-compare-words")) }
                (add::words(&authority.fingerprint().words()))
            }))
            (part::section(&t("app-guide-trust"), html! {
                @for system in systems {
                    @let name = t(&format!("app-guide-{system}"));
                    @let how = html! {
                        @if is_on_tablet { p { (part::icon_link(Icon::Download, &file(t, system))) } }
                        p { (t(&format!("app-guide-{system}-how"))) }
                    };
                    @if is_on_tablet { (part::details(&name, how)) } @else { h3 { (name) } (how) }
                }
                p { (t("app-guide-signs")) }
                p { code.c-signs { (authority.fingerprint().signs()) } }
            }))
        }
        (part::section(&t("app-guide-enrol"), html! {
            p { (t("app-guide-enrol-words")) }
            @if is_on_tablet { p { (part::go(&format!("{}/enrol", reach.https), &t("app-guide-enrol-go"))) } }
            @else { p { code { (reach.https) "/enrol" } } }
            p { (t("app-guide-warning")) }
        }))
    }
}

fn file(t: &dyn Fn(&str) -> String, system: &str) -> Act {
    let name = if system == "apple" { "ceiba.mobileconfig" } else { "ceiba.crt" };
    Act::new(format!("/{name}"), format!("{} {name}", t("app-guide-download")))
}
