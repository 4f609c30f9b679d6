//! The pages of the portrait and of the signature: what is kept, and one form that takes, replaces or takes it away.

use super::{KeptPicture, Likeness, NoPortrait, NoSignature, SignedHow, Stated, run};
use crate::access as ties;
use crate::amend::opened;
use crate::model::Person;
use crate::person::PersonHead;
use crate::told::{Sheet, word, word_key};
use crate::view;
use access::Permission;
use kernel::PersonId;
use ledger::{ContentStanding, Door, Loaded, Stamp};
use maud::{Markup, html};
use web::part::{self, Act, Choice, Tone};
use web::{Ask, FILE_BYTES_MAX, FormErrors, House, Page, Reply, ScanRefusal, Trouble};

/// The answer that brings a picture.
const TAKEN: &str = "taken";
const SIGNED: &str = "signed";
/// The field on which a finger signs, in dots of the screen.
const PAD: (u16, u16) = (500, 150);

/// What a page shows.
struct Sight {
    id: PersonId,
    loaded: Loaded<Person>,
    may_change: bool,
    standing: Option<ContentStanding>,
}

fn seen<A: Copy + Default + PartialEq + 'static>(
    house: &House,
    ask: &Ask,
    of: fn(&Person) -> &Likeness<A>,
) -> Result<Sight, Trouble> {
    let (id, loaded) = opened(house, ask)?;
    let content = of(&loaded.state).kept().map(|kept| kept.content);
    let (standing, may_change) = house.ledger.read(|door| {
        let standing = content.map(|content| door.content_standing(id.0, content)).transpose()?;
        Ok::<_, ledger::Fault>((standing, ties::may(house, ask, door, Permission::CorrectPerson, id)?))
    })?;
    Ok(Sight { id, loaded, may_change, standing })
}

fn portrait_of(person: &Person) -> &Likeness<NoPortrait> {
    &person.portrait
}

fn signature_of(person: &Person) -> &Likeness<NoSignature> {
    &person.signature
}

/// GET `/people/{person}/portrait`
pub fn portrait(house: &House, ask: &Ask) -> Reply {
    let sight = seen(house, ask, portrait_of)?;
    Ok(portrait_page(ask, &ask.errors(), &sight).into())
}

/// POST `/people/{person}/portrait`
pub fn take_portrait(house: &House, ask: &Ask) -> Reply {
    let sight = seen(house, ask, portrait_of)?;
    let mut errors = ask.errors();
    let answer = ask.form.text("portrait").to_owned();
    let stated = if answer == TAKEN {
        sent(ask, &mut errors, "photo", picture::portrait).map(Stated::Portrait)
    } else {
        let answer = NoPortrait::from_code(&answer).map(Stated::NoPortrait);
        if answer.is_none() {
            errors.add("portrait", ask.t("web-error-choice"));
        }
        answer
    };
    let Some(stated) = stated.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(portrait_page(ask, &errors, &sight)));
    };
    run(&house.ledger, (ask.key(), ask.who.account), &Stamp::new(ask.who.actor()), sight.id, &stated)?;
    Ok(ask.done(&format!("/people/{}/portrait", sight.id), "identity-portrait-done"))
}

/// GET `/people/{person}/portrait/picture`
pub fn portrait_picture(house: &House, ask: &Ask) -> Reply {
    picture_of(house, ask, "portrait", portrait_of)
}

/// GET `/people/{person}/signature`
pub fn signature(house: &House, ask: &Ask) -> Reply {
    let sight = seen(house, ask, signature_of)?;
    Ok(signature_page(ask, &ask.errors(), &sight).into())
}

/// POST `/people/{person}/signature`
pub fn take_signature(house: &House, ask: &Ask) -> Reply {
    let sight = seen(house, ask, signature_of)?;
    let mut errors = ask.errors();
    let answer = ask.form.text("signature").to_owned();
    let stated = if answer == SIGNED {
        signed(ask, &mut errors)
    } else {
        let answer = NoSignature::from_code(&answer).map(Stated::NoSignature);
        if answer.is_none() {
            errors.add("signature", ask.t("web-error-choice"));
        }
        answer
    };
    let Some(stated) = stated.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(signature_page(ask, &errors, &sight)));
    };
    run(&house.ledger, (ask.key(), ask.who.account), &Stamp::new(ask.who.actor()), sight.id, &stated)?;
    Ok(ask.done(&format!("/people/{}/signature", sight.id), "identity-signature-done"))
}

/// GET `/people/{person}/signature/picture`
pub fn signature_picture(house: &House, ask: &Ask) -> Reply {
    picture_of(house, ask, "signature", signature_of)
}

/// What a finger drew, else the picture of a signature on paper.
fn signed(ask: &Ask, errors: &mut FormErrors) -> Option<Stated> {
    match picture::signature_of_strokes(ask.form.text("strokes")) {
        Ok(drawn) => Some(Stated::Signature(drawn.into(), SignedHow::Drawn)),
        Err(picture::Refusal::Empty) => {
            let kept = sent(ask, errors, "signed_paper", picture::signature)?;
            Some(Stated::Signature(kept, SignedHow::OnPaper))
        }
        Err(_) => {
            errors.add("signature", ask.t("identity-error-strokes"));
            None
        }
    }
}

/// The picture that was sent in a field, or an error beside it.
fn sent(
    ask: &Ask,
    errors: &mut FormErrors,
    field: &'static str,
    drawn: fn(&[u8]) -> Result<picture::Picture, picture::Refusal>,
) -> Option<web::Scan> {
    let Some(upload) = ask.file(field) else {
        errors.add(field, ask.t(&word_key("error", &format!("{field}_none"))));
        return None;
    };
    let megabytes = [("megabytes", ((FILE_BYTES_MAX / 1_048_576) as i64).into())];
    let told = |refusal: ScanRefusal| errors.add(field, ask.tw(refusal.key(), &megabytes));
    web::picture_of(upload, drawn).map_err(told).ok()
}

/// The picture itself, handed out so that nothing of it can run.
fn picture_of<A: Copy + Default + PartialEq + 'static>(
    house: &House,
    ask: &Ask,
    what: &str,
    of: fn(&Person) -> &Likeness<A>,
) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    let none = || Trouble::Refused(ask.t(&word_key(what, "none")));
    let kept = of(&loaded.state).kept().ok_or_else(none)?;
    let bytes = house.ledger.read(|door| door.content(id.0, kept.content))?;
    let Some(bytes) = bytes else { return Err(Trouble::Refused(ask.t("identity-picture-awaited"))) };
    let name = format!("{}-{what}.{}", loaded.state.number, kept.media.extension());
    Ok(web::Answer::Scan { name, media: kept.media, bytes })
}

fn portrait_page(ask: &Ask, errors: &FormErrors, sight: &Sight) -> Page {
    let person = &sight.loaded.state;
    let sheet = Sheet::new(ask, errors);
    let photo = part::photograph(&sheet.field("photo", ""));
    let mut choices = vec![Choice::new(TAKEN, ask.t("identity-portrait-taken")).with(photo)];
    let answers = NoPortrait::ALL.into_iter();
    let answers = answers.filter(|answer| *answer != NoPortrait::NotTaken || !person.portrait.is_blank());
    choices.extend(answers.map(|a| Choice::new(a.code(), word(ask, "portrait-answer", a.code()))));
    let stored =
        person.portrait.answer().filter(|a| *a != NoPortrait::NotTaken).map_or(TAKEN, NoPortrait::code);
    let field = sheet.field("portrait", stored);
    let answer = person.portrait.answer().map(|a| word(ask, "portrait-answer", a.code()));
    let shown = Shown { what: "portrait", kept: person.portrait.kept(), answer };
    page(ask, errors, sight, &shown, part::radios(&field, &choices))
}

fn signature_page(ask: &Ask, errors: &FormErrors, sight: &Sight) -> Page {
    let person = &sight.loaded.state;
    let sheet = Sheet::new(ask, errors);
    let mut choices = vec![Choice::new(SIGNED, ask.t("identity-signature-signed")).with(html! {
        (pad(ask))
        (part::photograph(&sheet.field("signed_paper", "")))
    })];
    let answers = NoSignature::ALL.into_iter();
    let answers = answers.filter(|answer| *answer != NoSignature::NotGiven || !person.signature.is_blank());
    choices.extend(answers.map(|a| Choice::new(a.code(), word(ask, "signature-answer", a.code()))));
    let stored =
        person.signature.answer().filter(|a| *a != NoSignature::NotGiven).map_or(SIGNED, NoSignature::code);
    let field = sheet.field("signature", stored);
    let answer = person.signature.answer().map(|a| word(ask, "signature-answer", a.code()));
    let shown = Shown { what: "signature", kept: person.signature.kept(), answer };
    page(ask, errors, sight, &shown, part::radios(&field, &choices))
}

/// Where a finger signs. Without script it stays hidden, and the picture of a signature on paper does the same.
fn pad(ask: &Ask) -> Markup {
    html! {
        input #strokes type="hidden" name="strokes" value="";
        div data-pad="strokes" hidden {
            p { (ask.t("identity-signature-pad")) }
            canvas width=(PAD.0) height=(PAD.1) role="img" aria-label=(ask.t("identity-signature-pad-label")) {}
            p { button.govuk-button.govuk-button--secondary type="button" { (ask.t("identity-signature-clear")) } }
        }
    }
}

/// What a page shows of a likeness.
struct Shown<'a> {
    /// `portrait` or `signature`: the part of its addresses and words.
    what: &'static str,
    kept: Option<&'a KeptPicture>,
    /// The answer in its place, in words.
    answer: Option<String>,
}

/// A page of a likeness: what is kept of it, and the form.
fn page(ask: &Ask, errors: &FormErrors, sight: &Sight, shown: &Shown<'_>, fields: Markup) -> Page {
    let what = shown.what;
    let head = PersonHead::of(sight.id, &sight.loaded.state);
    let title = ask.t(&word_key(what, "title"));
    let address = format!("/people/{}/{what}", sight.id);
    let body = html! {
        (part::back_link(&Act::new(view::href(&head), ask.t("identity-scans-to-file"))))
        (part::identity_strip(&view::identity(ask, &head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t(&word_key(what, "lead")))))
        @match (shown.kept, sight.standing) {
            (Some(kept), Some(ContentStanding::Here)) => {
                p.c-picture { img src={ (&address) "/picture" } alt=(ask.t(&word_key(what, "alt"))); }
                p.c-note { (ask.instant(kept.at)) }
            }
            (Some(_), _) => (part::notice(Tone::Info, &ask.t("identity-picture-awaited"), html! { p { (ask.t("identity-scan-awaited-words")) } })),
            (None, _) => { p { (shown.answer.as_deref().unwrap_or_default()) } }
        }
        @if sight.may_change {
            (part::card(&ask.t(&word_key(what, "change")), html! {
                form method="post" action=(address) enctype="multipart/form-data" novalidate {
                    (ask.csrf_fields())
                    (fields)
                    (part::actions(part::button(&ask.t(&word_key(what, "save"))), &[Act::new(view::href(&head), ask.t("identity-cancel"))]))
                }
            }))
            script src=(web::layout::capture_script()) defer {}
        }
    };
    Page::new(title, body).section("people")
}

/// What a person's file says of both: lines for what was asked, none for what was not.
pub(crate) fn lines(ask: &Ask, person: &Person) -> Vec<part::Answer> {
    let portrait = match &person.portrait {
        Likeness::Kept(kept) => Some(kept_words(ask, kept)),
        Likeness::None(NoPortrait::NotTaken) => None,
        Likeness::None(answer) => Some(word(ask, "portrait-answer", answer.code())),
    };
    let signature = match &person.signature {
        Likeness::Kept(kept) => Some(kept_words(ask, kept)),
        Likeness::None(NoSignature::NotGiven) => None,
        Likeness::None(answer) => Some(word(ask, "signature-answer", answer.code())),
    };
    let line = |key: &str, words: Option<String>| words.map(|words| part::Answer::new(ask.t(key), words));
    [line("identity-portrait-title", portrait), line("identity-signature-title", signature)]
        .into_iter()
        .flatten()
        .collect()
}

fn kept_words(ask: &Ask, kept: &KeptPicture) -> String {
    ask.tw("identity-picture-kept", &[("day", ask.day(ask.day_of(kept.at)).into())])
}
