//! The page on which staff check a paper that somebody shows them.

use super::{Registered, RegisteredCard, Verdict, check};
use ledger::FoundCheckpoint;
use web::part::{self, Field, Tone};
use web::{Ask, House, Markup, Page, Reply, html};

/// `GET /documents/verify`
pub fn form(_: &House, ask: &Ask) -> Reply {
    Ok(page(ask, None).into())
}

/// `POST /documents/verify`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let verdict = check(&house.ledger, ask.form.text("code").as_bytes())?;
    Ok(page(ask, Some(verdict)).into())
}

fn page(ask: &Ask, verdict: Option<Verdict>) -> Page {
    let body = part::prose(html! {
        (part::heading(&ask.t("asylum-verify-title"), None, Some(&ask.t("asylum-verify-lead"))))
        @if let Some(verdict) = verdict { (shown(ask, &verdict)) }
        form method="post" action="/documents/verify" novalidate {
            (ask.csrf_fields())
            (part::textarea(&Field::new("code", ask.t("asylum-verify-code")).hint(ask.t("asylum-verify-code-hint"))
                .value(ask.values().text("code")).verbatim(), 4))
            (part::button(&ask.t("asylum-verify-submit")))
        }
    });
    Page::new(ask.t("asylum-verify-title"), body).section("documents")
}

fn shown(ask: &Ask, verdict: &Verdict) -> Markup {
    match verdict {
        Verdict::Genuine { kind, issued, site, .. } => {
            let words = [("day", ask.day_long(*issued).into()), ("site", site.as_str().into())];
            part::notice(
                Tone::Done,
                &ask.t(&format!("asylum-verify-genuine-{kind}")),
                html! { p { (ask.tw("asylum-verify-issued", &words)) } },
            )
        }
        Verdict::Issued(letter) => registered(ask, letter, "asylum-verify-letter"),
        Verdict::Listed(letter) => registered(ask, letter, "asylum-verify-listed"),
        Verdict::Card(found) => card(ask, found, true),
        Verdict::ListedCard(found) => card(ask, found, false),
        Verdict::Elsewhere { serial, issued, site, .. } => {
            let words = [
                ("day", ask.day_long(*issued).into()),
                ("site", site.as_str().into()),
                ("serial", serial.as_deref().unwrap_or("–").into()),
            ];
            part::notice(
                Tone::Info,
                &ask.t("asylum-verify-elsewhere"),
                html! { p { (ask.tw("asylum-verify-elsewhere-words", &words)) } },
            )
        }
        Verdict::Log(found) => log(ask, found),
        Verdict::NotListed { issued, site } => {
            let words = [("day", ask.day_long(*issued).into()), ("site", site.as_str().into())];
            part::notice(
                Tone::Caution,
                &ask.t("asylum-verify-not-listed"),
                html! { p { (ask.tw("asylum-verify-not-listed-words", &words)) } },
            )
        }
        Verdict::Unknown { site } => part::notice(
            Tone::Caution,
            &ask.t("asylum-verify-unknown"),
            html! { p { (ask.tw("asylum-verify-unknown-words", &[("site", site.as_str().into())])) } },
        ),
        Verdict::Forged => part::notice(
            Tone::Caution,
            &ask.t("asylum-verify-forged"),
            html! { p { (ask.t("asylum-verify-forged-words")) } },
        ),
        Verdict::NoProof(_) => part::notice(
            Tone::Caution,
            &ask.t("asylum-verify-none"),
            html! { p { (ask.t("asylum-verify-none-words")) } },
        ),
    }
}

/// A letter of the register: whether it holds, and since when it does not. Never why, and never a name.
fn registered(ask: &Ask, letter: &Registered, key: &str) -> Markup {
    let name = letter.names.get(ask.lang).to_owned();
    let day = ask.day_long(letter.issued);
    let words = [("day", day.into()), ("serial", letter.serial.as_str().into())];
    let body = html! {
        p { (ask.tw("asylum-verify-letter-words", &words)) }
        @if key == "asylum-verify-listed" { p { (ask.t("asylum-verify-listed-words")) } }
    };
    match letter.revoked {
        Some(on) => {
            let args = [("letter", name.into()), ("day", ask.day_long(on).into())];
            let body = html! { (body) p { (ask.t("asylum-verify-revoked-words")) } };
            part::notice(Tone::Caution, &ask.tw("asylum-verify-revoked", &args), body)
        }
        None => {
            let tone = if key == "asylum-verify-listed" { Tone::Info } else { Tone::Done };
            part::notice(tone, &ask.tw(key, &[("letter", name.into())]), body)
        }
    }
}

/// A card of the register: whether it holds, and if not, since when. Never why, and never a name.
fn card(ask: &Ask, card: &RegisteredCard, is_proved: bool) -> Markup {
    let until = ask.day_long(card.valid_until);
    let words = [
        ("serial", card.serial.as_str().into()),
        ("day", ask.day_long(card.issued).into()),
        ("until", until.clone().into()),
    ];
    let body = html! {
        p { (ask.tw("asylum-verify-card-words", &words)) }
        @if !is_proved { p { (ask.t("asylum-verify-card-listed-words")) } }
    };
    let doubt = |key: &str, day: String| {
        let body = html! { (body) p { (ask.t("asylum-verify-card-doubt")) } };
        part::notice(Tone::Caution, &ask.tw(key, &[("day", day.into())]), body)
    };
    match card.replaced {
        Some(on) => doubt("asylum-verify-card-replaced", ask.day_long(on)),
        None if card.valid_until < ask.today => doubt("asylum-verify-card-expired", until),
        None if is_proved => part::notice(Tone::Done, &ask.t("asylum-verify-card"), body),
        None => part::notice(Tone::Info, &ask.t("asylum-verify-card-listed"), body),
    }
}

/// A checkpoint whose words stand on a paper: which log it is of, who signed it, and whether that log is still the one.
fn log(ask: &Ask, found: &FoundCheckpoint) -> Markup {
    let size = ask.number(i64::try_from(found.size).unwrap_or(i64::MAX));
    let words = [("site", found.site.as_str().into()), ("size", size.into())];
    let (tone, key) = match (found.fork, found.agrees) {
        (true, _) | (_, Some(false)) => (Tone::Caution, "asylum-verify-log-other"),
        (false, Some(true)) => (Tone::Done, "asylum-verify-log-same"),
        (false, None) => (Tone::Info, "asylum-verify-log-elsewhere"),
    };
    let signers = found.signed_by.join(", ");
    let body = html! {
        p { (ask.tw("asylum-verify-log-words", &words)) }
        @if !signers.is_empty() { p { (ask.tw("asylum-verify-log-signed", &[("sites", signers.into())])) } }
    };
    part::notice(tone, &ask.t(key), body)
}
