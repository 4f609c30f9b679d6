//! The pages of applicants' cards: issue one, look at one, print one.

use super::{Draft, NotPrinted, facts, made, pictures, run};
use casework::applicant_card::{Card, CardReason, CardRefusal};
use casework::file::page::{href, identity};
use casework::label::Labels;
use casework::people::Face;
use casework::{CaseView, Laws};
use identity::{Person, PrintedLikeness};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{CaseId, PersonId};
use ledger::{Fault, Stamp};
use letters::{CardPaper, LetterError, may_print_card};
use uuid::Uuid;
use web::part::{self, Act, Choice, Field, Tone};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Permission, Reply, Trouble, html};

/// A card that holds longer is a slip of the hand.
const YEARS_MAX: i32 = 10;

/// What the form shows: a case and the person whose card it is.
struct Sight<'a> {
    view: CaseView<'a>,
    person: Option<(Face, Person)>,
    /// The form names somebody who is not on the case, or whom the reader may not know.
    is_other: bool,
}

fn seen<'a>(house: &'a House, ask: &Ask, asked: &str) -> Result<Sight<'a>, Trouble> {
    let id = ask.id::<CaseId>("case")?;
    let view = casework::file::seen(house, ask, house.room::<Laws>(), id)?.ok_or(Trouble::NotFound)?;
    let known = |face: &&Face| !face.name.is_empty() && face.person.is_some();
    let named = view.people.iter().filter(known).find(|face| face.id.to_string() == asked);
    let is_other = named.is_none() && !asked.is_empty();
    let face = named.or_else(|| view.people.iter().find(known)).cloned();
    let person = face.and_then(|face| face.person.clone().map(|person| (face, person)));
    Ok(Sight { view, person, is_other })
}

impl Sight<'_> {
    /// Why no card can be issued from here, as the key of its words.
    fn not_now(&self) -> Option<&'static str> {
        match &self.person {
            _ if self.view.head.procedure != crate::CLAIM => Some("asylum-carnet-no-claim"),
            _ if self.view.head.ended => Some("asylum-carnet-ended"),
            None => Some("asylum-carnet-nobody"),
            Some(_) => None,
        }
    }
    fn is_first(&self) -> bool {
        let person = self.person.as_ref().map(|(face, _)| face.id);
        person.is_none_or(|person| self.view.case.cards_of(person).next().is_none())
    }
}

/// GET `/cases/{case}/cards/new?person=…`
pub fn form(house: &House, ask: &Ask) -> Reply {
    let sight = seen(house, ask, ask.query.text("person"))?;
    Ok(form_page(&Labels::new(house, ask), &sight, &ask.errors()).into())
}

/// POST `/cases/{case}/cards/new`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let sight = seen(house, ask, ask.form.text("person"))?;
    if let Some(key) = sight.not_now() {
        return Err(Trouble::Refused(ask.t(key)));
    }
    let labels = Labels::new(house, ask);
    let mut errors = ask.errors();
    let draft = read(&labels, &sight, &mut errors);
    let Some(draft) = draft.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(form_page(&labels, &sight, &errors)));
    };
    let (case, stamp) = (sight.view.id, Stamp::new(ask.who.actor()));
    let site = house.ledger.site().to_owned();
    let keys = house.ledger.keys();
    let issued = house.ledger.once(ask.key(), ask.who.account, |tx| {
        let id = run(tx, (&site, keys), &stamp, (case, ask.head()), draft)?;
        Ok::<_, CardRefusal>(format!("/cases/{case}/cards/{id}"))
    });
    match issued {
        Ok(to) => Ok(ask.done(&to, "asylum-carnet-done")),
        Err(refusal) => Err(refused(ask, refusal)),
    }
}

/// What was typed, or errors beside the fields.
fn read(labels: &Labels<'_>, sight: &Sight<'_>, errors: &mut FormErrors) -> Option<Draft> {
    let ask = labels.ask;
    let (face, person) = sight.person.as_ref()?;
    if sight.is_other {
        errors.add("person", ask.t("asylum-carnet-error-person"));
    }
    let why =
        CardReason::from_code(&errors.required_choice(ask, "why", &CardReason::ALL.map(CardReason::code)));
    if why.is_some_and(|why| !why.fits(sight.is_first())) {
        errors.add("why", ask.t("asylum-carnet-error-why"));
    }
    let until = errors.required_day(ask, "valid_until");
    if until.is_some_and(|until| !is_valid(until, ask.today)) {
        errors.add("valid_until", ask.t("asylum-carnet-error-until"));
    }
    let draft = Draft {
        person: face.id,
        why: why?,
        valid_until: until?,
        on: ask.today,
        office: ask.who.office.clone(),
        name: face.name.clone(),
        pictures: PrintedLikeness::of(person),
    };
    match can_print(labels, sight, &draft) {
        Err(LetterError::Unprintable { characters }) => {
            errors.add("person", ask.tw("asylum-letter-unprintable", &[("characters", characters.into())]));
            None
        }
        Err(error) => {
            errors.add("person", error.to_string());
            None
        }
        Ok(()) => Some(draft),
    }
}

/// Whether a card can hold until a day: after today, and not beyond what any card holds.
fn is_valid(until: Date, today: Date) -> bool {
    until > today && today.checked_add(YEARS_MAX.years()).is_ok_and(|last| until <= last)
}

/// Whether the card could be printed: asked before it gets a number.
fn can_print(labels: &Labels<'_>, sight: &Sight<'_>, draft: &Draft) -> Result<(), LetterError> {
    let issued = casework::applicant_card::IssuedCard {
        id: Uuid::nil(),
        person: draft.person,
        number: 0,
        serial: String::new(),
        code: String::new(),
        payload: String::new(),
        on: draft.on,
        valid_until: draft.valid_until,
        why: draft.why,
        office: draft.office.clone(),
        name: draft.name.clone(),
        portrait: None,
        signature: None,
    };
    let card = facts(labels.house, &issued, &sight.view.head.number, [None, None]);
    may_print_card(&card, made(labels.ask.now))
}

fn refused(ask: &Ask, refusal: CardRefusal) -> Trouble {
    match refusal {
        CardRefusal::NoCase => Trouble::NotFound,
        CardRefusal::Stale => Trouble::Stale { rows: Vec::new() },
        CardRefusal::NoPerson => Trouble::Refused(ask.t("asylum-carnet-error-person")),
        CardRefusal::Ended => Trouble::Refused(ask.t("asylum-carnet-ended")),
        CardRefusal::Reason => Trouble::Refused(ask.t("asylum-carnet-error-why")),
        CardRefusal::Fault(fault) => Trouble::from(fault),
    }
}

fn form_page(labels: &Labels<'_>, sight: &Sight<'_>, errors: &FormErrors) -> Page {
    let ask = labels.ask;
    let title = ask.t("asylum-carnet-new");
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(labels, &sight.view)))
        (part::heading(&title, None, Some(&ask.t("asylum-carnet-lead"))))
        (part::prose(html! {
            @match (sight.not_now(), &sight.person) {
                (None, Some((face, person))) => { (fields(labels, sight, (face, person), errors)) }
                (key, _) => (part::notice(Tone::Info, &ask.t("asylum-letter-not-now"), html! { p { (ask.t(key.unwrap_or("asylum-carnet-nobody"))) } })),
            }
        }))
    };
    let back = Act::new(href(sight.view.id), ask.t("asylum-letter-back"));
    Page::new(format!("{title} · {}", sight.view.head.number), body)
        .section("cases")
        .back(part::back_link(&back))
}

fn fields(
    labels: &Labels<'_>,
    sight: &Sight<'_>,
    (face, person): (&Face, &Person),
    errors: &FormErrors,
) -> Markup {
    let ask = labels.ask;
    let is_first = sight.is_first();
    let reasons = CardReason::ALL.into_iter().filter(|why| why.fits(is_first));
    let reasons: Vec<Choice> = reasons.map(|why| Choice::new(why.code(), ask.t(&reason_key(why)))).collect();
    let stored = if is_first { CardReason::First.code() } else { "" };
    let why = Field::new("why", ask.t("asylum-carnet-why"))
        .value(ask.value_or("why", stored))
        .error(errors.of("why"));
    let why = if is_first { why } else { why.hint(ask.t("asylum-carnet-why-hint")) };
    let until = Field::new("valid_until", ask.t("asylum-carnet-until"))
        .hint(ask.t("asylum-carnet-until-hint"))
        .value(ask.value_or("valid_until", ""))
        .error(errors.of("valid_until"));
    html! {
        (part::facts(&on_it(ask, face, person)))
        @if let Some(words) = errors.of("person") { p.govuk-error-message id="person" { (words) } }
        form method="post" action={ "/cases/" (sight.view.id) "/cards/new" } novalidate {
            (ask.csrf_fields_at(&sight.view.head_text))
            input type="hidden" name="person" value=(face.id);
            (part::radios(&why, &reasons))
            (part::partial_date(&until))
            (part::actions(part::button(&ask.t("asylum-carnet-issue")), &[Act::new(href(sight.view.id), ask.t("asylum-letter-cancel"))]))
        }
    }
}

/// What will stand on the card, with the ways to the photograph and the signature.
fn on_it(ask: &Ask, face: &Face, person: &Person) -> Vec<(String, Markup)> {
    let kept = |what: &str, is_there: bool| {
        let key = if is_there { "asylum-carnet-there" } else { "asylum-carnet-without" };
        html! { (ask.t(key)) " " a.govuk-link href={ "/people/" (face.id) "/" (what) } { (ask.t(&format!("asylum-carnet-{what}-change"))) } }
    };
    vec![
        (ask.t("asylum-carnet-name"), html! { (face.name) }),
        (ask.t("asylum-carnet-portrait"), kept("portrait", person.portrait.kept().is_some())),
        (ask.t("asylum-carnet-signature"), kept("signature", person.signature.kept().is_some())),
    ]
}

/// The key of the words of a reason.
pub(super) fn reason_key(why: CardReason) -> String {
    format!("asylum-carnet-why-{}", why.code().replace('_', "-"))
}

/// GET `/cases/{case}/cards/{card}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let (view, card) = found(house, ask)?;
    let labels = Labels::new(house, ask);
    let title = ask.t("asylum-carnet-title");
    let body = html! {
        (part::identity_strip(&identity(&labels, &view)))
        (part::heading(&title, Some(&card.issued.serial), None))
        (part::prose(html! {
            (standing(ask, &card))
            (part::facts(&told(&labels, &view, &card)))
            @if card.replaced.is_none() { (acts(&labels, &view, &card)) }
        }))
    };
    let back = Act::new(href(view.id), ask.t("asylum-letter-back"));
    let page = Page::new(format!("{title} · {}", card.issued.serial), body).section("cases");
    Ok(Answer::Page(page.back(part::back_link(&back))))
}

fn standing(ask: &Ask, card: &Card) -> Markup {
    let day = |day: Date| [("day", ask.day_long(day).into())];
    match card.replaced {
        Some(on) => part::notice(Tone::Caution, &ask.tw("asylum-carnet-replaced", &day(on)), html! {}),
        None if card.issued.valid_until < ask.today => part::notice(
            Tone::Caution,
            &ask.tw("asylum-carnet-expired", &day(card.issued.valid_until)),
            html! {},
        ),
        None => html! {},
    }
}

fn told(labels: &Labels<'_>, view: &CaseView<'_>, card: &Card) -> Vec<(String, Markup)> {
    let (ask, issued) = (labels.ask, &card.issued);
    let is_known = view.people.iter().any(|face| face.id == issued.person && !face.name.is_empty());
    let mut lines = vec![
        (ask.t("asylum-letter-serial"), html! { (issued.serial) }),
        (ask.t("asylum-letter-code"), html! { (issued.code) }),
        (ask.t("asylum-carnet-on"), html! { (ask.day_long(issued.on)) }),
        (ask.t("asylum-carnet-until"), html! { (ask.day_long(issued.valid_until)) }),
        (ask.t("asylum-carnet-why"), html! { (ask.t(&reason_key(issued.why))) }),
        (ask.t("asylum-carnet-by"), html! { (labels.staff(card.by)) " · " (labels.office(&issued.office)) }),
    ];
    if is_known {
        lines.insert(0, (ask.t("asylum-carnet-name"), html! { (issued.name) }));
    }
    lines
}

fn acts(labels: &Labels<'_>, view: &CaseView<'_>, card: &Card) -> Markup {
    let ask = labels.ask;
    let at = format!("/cases/{}/cards/{}", view.id, card.issued.id);
    let again = format!("/cases/{}/cards/new?person={}", view.id, card.issued.person);
    html! {
        p { (part::link(&Act::new(format!("{at}/card.pdf"), ask.t("asylum-carnet-print")))) }
        p { (part::link(&Act::new(format!("{at}/sheet.pdf"), ask.t("asylum-carnet-print-sheet")))) }
        @if !view.head.ended { p { (part::link(&Act::new(again, ask.t("asylum-carnet-again")))) } }
    }
}

/// GET `/cases/{case}/cards/{card}/card.pdf`
pub fn print_card(house: &House, ask: &Ask) -> Reply {
    print(house, ask, CardPaper::Id1)
}

/// GET `/cases/{case}/cards/{card}/sheet.pdf`
pub fn print_sheet(house: &House, ask: &Ask) -> Reply {
    print(house, ask, CardPaper::A4)
}

fn print(house: &House, ask: &Ask, paper: CardPaper) -> Reply {
    let (view, card) = found(house, ask)?;
    let not = |not: NotPrinted| Trouble::Refused(ask.t(not.key()));
    if card.replaced.is_some() {
        return Err(not(NotPrinted::Replaced));
    }
    let face = view.people.iter().find(|face| face.id == card.issued.person);
    // Whom the reader may not know, or who left the case, has no card to print here.
    let person = face.and_then(|face| face.person.as_ref());
    let person = person.ok_or_else(|| Trouble::Refused(ask.t("asylum-carnet-nobody")))?;
    let pictures = house.ledger.read(|door| pictures(door, &card.issued, person))?.map_err(not)?;
    let facts = facts(house, &card.issued, &view.head.number, pictures);
    let bytes = letters::render_card(&facts, paper, made(card.at))
        .map_err(|e| Fault::Inconsistent(format!("the card: {e}")))?;
    Ok(Answer::Pdf { name: format!("{}.pdf", card.issued.serial), bytes })
}

fn found<'a>(house: &'a House, ask: &Ask) -> Result<(CaseView<'a>, Card), Trouble> {
    let (case, id) = (ask.id::<CaseId>("case")?, ask.id::<Uuid>("card")?);
    let view = casework::file::seen(house, ask, house.room::<Laws>(), case)?.ok_or(Trouble::NotFound)?;
    let card = view.case.cards.iter().find(|card| card.issued.id == id).cloned().ok_or(Trouble::NotFound)?;
    Ok((view, card))
}

/// Whether somebody may issue and print the cards of a case.
pub(super) fn may(house: &House, ask: &Ask, view: &CaseView<'_>) -> bool {
    house.may(&ask.who, Permission::PrintLetter, Some(&view.ties))
}

/// Where a person's card of a case is issued.
pub(super) fn new_href(case: CaseId, person: PersonId) -> String {
    format!("/cases/{case}/cards/new?person={person}")
}
