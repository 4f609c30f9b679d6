//! One issued letter: printed again as a copy, or revoked with a reason that stays in the file.

use super::{Letters, issue};
use casework::file::page::{href, identity};
use casework::fold::Letter;
use casework::label::Labels;
use casework::model::IssuedLetter;
use casework::record::{self, LetterRefusal};
use casework::{CaseView, Laws};
use kernel::CaseId;
use ledger::{Fault, Stamp};
use uuid::Uuid;
use web::part::{self, Act, Field, Tone};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Permission, Reply, Trouble, html};

const WHY_CHARS_MAX: usize = 1_000;

/// GET `/cases/{case}/issued/{issued}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let (view, letter, issued) = found(house, ask)?;
    let labels = Labels::new(house, ask);
    let title = title(ask, &issued);
    let body = html! {
        (part::identity_strip(&identity(&labels, &view)))
        (part::heading(&title, Some(&issued.serial), None))
        (part::prose(html! {
            (told(&labels, &letter, &issued))
            @if letter.revoked.is_none() { (acts(&labels, &view, &letter)) }
        }))
    };
    let back = Act::new(href(view.id), ask.t("asylum-letter-back"));
    let page = Page::new(format!("{title} · {}", issued.serial), body).section("cases");
    Ok(Answer::Page(page.back(part::back_link(&back))))
}

fn title(ask: &Ask, issued: &IssuedLetter) -> String {
    issued.names.get(ask.lang).to_owned()
}

fn told(labels: &Labels<'_>, letter: &Letter, issued: &IssuedLetter) -> Markup {
    let ask = labels.ask;
    let tongues: Vec<String> =
        issued.languages.iter().map(|tag| ask.t(&format!("asylum-letter-in-{tag}"))).collect();
    let mut lines = vec![
        (ask.t("asylum-letter-serial"), html! { (issued.serial) }),
        (ask.t("asylum-letter-code"), html! { (issued.code) }),
        (ask.t("asylum-letter-on"), html! { (ask.day_long(issued.on)) }),
        (ask.t("asylum-letter-by"), html! { (labels.staff(letter.by)) }),
        (ask.t("asylum-letter-languages"), html! { (tongues.join(" · ")) }),
    ];
    if letter.copies > 0 {
        lines.push((ask.t("asylum-letter-copies"), html! { (ask.number(i64::from(letter.copies))) }));
    }
    let now = labels.house.room::<Letters>().get(&issued.letter).map(|blank| blank.hash.as_str());
    html! {
        @if let Some((on, why)) = &letter.revoked {
            (part::notice(Tone::Caution, &ask.tw("asylum-letter-revoked-on", &[("day", ask.day_long(*on).into())]), html! { p { (why) } }))
        }
        (part::facts(&lines))
        @if now != Some(issued.template.as_str()) { (part::warning(&ask.t("asylum-letter-changed"))) }
    }
}

fn acts(labels: &Labels<'_>, view: &CaseView<'_>, letter: &Letter) -> Markup {
    let ask = labels.ask;
    let at = format!("/cases/{}/issued/{}", view.id, letter.id);
    let words = if is_original(ask, letter) { "asylum-letter-print" } else { "asylum-letter-copy" };
    let may_revoke = labels.house.may(&ask.who, Permission::RevokeLetter, Some(&view.ties));
    let revoke: Vec<Act> = may_revoke
        .then(|| Act::new(format!("{at}/revoke"), ask.t("asylum-letter-revoke")))
        .into_iter()
        .collect();
    part::actions(part::go(&format!("{at}/letter.pdf"), &ask.t(words)), &revoke)
}

/// Whoever issued it prints the original on that day, as often as the printer jams; every later sheet is a copy.
fn is_original(ask: &Ask, letter: &Letter) -> bool {
    letter.by == ask.who.account && ask.day_of(letter.at) == ask.today
}

/// GET `/cases/{case}/issued/{issued}/letter.pdf`
pub fn print(house: &House, ask: &Ask) -> Reply {
    let (view, letter, issued) = found(house, ask)?;
    if letter.revoked.is_some() {
        return Err(Trouble::Refused(ask.t("asylum-letter-revoked")));
    }
    let blank = house.room::<Letters>().get(&issued.letter);
    let blank = blank.ok_or_else(|| Trouble::Refused(ask.t("asylum-letter-gone")))?;
    let copied_on = (!is_original(ask, &letter)).then_some(ask.today);
    let bytes = issue::print(house, blank, &issued, copied_on, ask.now)
        .map_err(|e| Fault::Inconsistent(format!("the letter: {e}")))?;
    if copied_on.is_some() {
        let stamp = Stamp::new(ask.who.actor());
        let noted = house.ledger.write(|tx| record::reprint(tx, &stamp, view.id, letter.id));
        noted.map_err(|refusal| refused(ask, refusal))?;
    }
    Ok(Answer::Pdf { name: format!("{}.pdf", issued.serial), bytes })
}

/// GET `/cases/{case}/issued/{issued}/revoke`
pub fn revoke_form(house: &House, ask: &Ask) -> Reply {
    revoke_page(house, ask, &ask.errors()).map(Answer::Page)
}

/// POST `/cases/{case}/issued/{issued}/revoke`
pub fn revoke(house: &House, ask: &Ask) -> Reply {
    let (view, letter, _) = found(house, ask)?;
    let mut errors = ask.errors();
    let why = errors.required_long(ask, "why", WHY_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(revoke_page(house, ask, &errors)?));
    }
    let (case, id, stamp) = (view.id, letter.id, Stamp::new(ask.who.actor()));
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        record::revoke(tx, &stamp, case, id, ask.today, &why)?;
        Ok::<_, LetterRefusal>(format!("/cases/{case}/issued/{id}"))
    });
    match done {
        Ok(to) => Ok(ask.done(&to, "asylum-letter-revoke-done")),
        Err(refusal) => Err(refused(ask, refusal)),
    }
}

fn revoke_page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let (view, letter, issued) = found(house, ask)?;
    let labels = Labels::new(house, ask);
    let title = ask.tw("asylum-letter-revoke-title", &[("letter", title(ask, &issued).into())]);
    let at = format!("/cases/{}/issued/{}", view.id, letter.id);
    let field = Field::new("why", ask.t("asylum-letter-why"))
        .hint(ask.t("asylum-letter-why-hint"))
        .value(ask.values().text("why"))
        .error(errors.of("why"));
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(&labels, &view)))
        (part::heading(&title, Some(&issued.serial), None))
        (part::prose(html! {
            @if letter.revoked.is_some() {
                (part::notice(Tone::Info, &ask.t("asylum-letter-revoked"), html! {}))
            } @else {
                form method="post" action={ (at) "/revoke" } novalidate {
                    (ask.csrf_fields())
                    (part::textarea(&field, 4))
                    (part::actions(part::danger_button(&ask.t("asylum-letter-revoke")), &[Act::new(&at, ask.t("asylum-letter-cancel"))]))
                }
            }
        }))
    };
    let back = Act::new(at, ask.t("asylum-letter-back-letter"));
    Ok(Page::new(title, body).section("cases").back(part::back_link(&back)))
}

/// What a refused command says to whoever asked.
pub(super) fn refused(ask: &Ask, refusal: LetterRefusal) -> Trouble {
    match refusal {
        LetterRefusal::NoCase | LetterRefusal::NoLetter => Trouble::NotFound,
        LetterRefusal::Stale => Trouble::Stale { rows: Vec::new() },
        LetterRefusal::Revoked => Trouble::Refused(ask.t("asylum-letter-revoked")),
        LetterRefusal::NoReason => Trouble::Refused(ask.t("web-error-required")),
        LetterRefusal::Fault(fault) => Trouble::from(fault),
    }
}

fn found<'a>(house: &'a House, ask: &Ask) -> Result<(CaseView<'a>, Letter, IssuedLetter), Trouble> {
    let (case, id) = (ask.id::<CaseId>("case")?, ask.id::<Uuid>("issued")?);
    let laws = house.room::<Laws>();
    let view = casework::file::seen(house, ask, laws, case)?.ok_or(Trouble::NotFound)?;
    let letter = view.case.letters.iter().find(|letter| letter.id == id).cloned().ok_or(Trouble::NotFound)?;
    let issued = letter.issued.clone().ok_or(Trouble::NotFound)?;
    Ok((view, letter, issued))
}
