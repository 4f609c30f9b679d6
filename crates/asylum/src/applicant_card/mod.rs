//! The card of an applicant: issued from their claim with a serial and a signed code, printed from what was issued.
//!
//! It says who the bearer is and who issued it until when. The country of origin, a birth or a need is never on it.

pub mod page;
pub mod panel;

use casework::applicant_card::{CardReason, CardRefusal, IssuedCard, issue};
use identity::{Person, PrintedLikeness};
use jiff::civil::Date;
use kernel::{CaseId, Lang, Office, PersonId};
use ledger::{Door, Fault, KeyFile, Stamp, Tx};
use letters::{ApplicantCard, Kind, Made, PictureFormat, PrintedPicture, Proof, Said, short_code};
use uuid::Uuid;
use web::{House, Media};

/// What is issued.
pub struct Draft {
    pub person: PersonId,
    pub why: CardReason,
    pub valid_until: Date,
    pub on: Date,
    pub office: Office,
    /// As the person says it.
    pub name: String,
    pub pictures: PrintedLikeness,
}

/// Issues the card and answers its id. The code is signed here and now, so that any site can print it again.
pub fn run(
    tx: &mut Tx<'_>,
    (site, keys): (&str, &KeyFile),
    stamp: &Stamp,
    (case, head): (CaseId, &str),
    draft: Draft,
) -> Result<Uuid, CardRefusal> {
    let counter = format!("card/{}", draft.on.year());
    issue(tx, stamp, (case, head), (draft.person, draft.why), &counter, |number, id| {
        let proof = Proof { kind: Kind::Card { number }, id, issued: draft.on, site: site.to_owned() };
        IssuedCard {
            id,
            person: draft.person,
            number,
            serial: proof.serial().unwrap_or_default(),
            code: short_code(&proof),
            payload: proof.payload(|message| keys.sign(message)),
            on: draft.on,
            valid_until: draft.valid_until,
            why: draft.why,
            office: draft.office,
            name: draft.name,
            portrait: draft.pictures.portrait,
            signature: draft.pictures.signature,
        }
    })
}

/// Why a card that was issued cannot be printed, as something a person can act on.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotPrinted {
    #[error("another card holds in its place")]
    Replaced,
    /// The person's portrait or signature is another, or was taken away: nothing is printed against their word.
    #[error("the portrait or the signature changed since")]
    Changed,
    #[error("the picture is still on its way from another site")]
    Awaited,
}

impl NotPrinted {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            NotPrinted::Replaced => "asylum-carnet-not-replaced",
            NotPrinted::Changed => "asylum-carnet-not-changed",
            NotPrinted::Awaited => "asylum-carnet-not-awaited",
        }
    }
}

/// The pictures of an issued card, as long as they are the person's.
pub fn pictures(
    door: &mut dyn Door,
    card: &IssuedCard,
    person: &Person,
) -> Result<Result<[Option<PrintedPicture>; 2], NotPrinted>, Fault> {
    let issued = PrintedLikeness { portrait: card.portrait, signature: card.signature };
    if PrintedLikeness::of(person) != issued {
        return Ok(Err(NotPrinted::Changed));
    }
    let kept = [person.portrait.kept(), person.signature.kept()];
    let mut found = [None, None];
    for (place, kept) in found.iter_mut().zip(kept) {
        let Some(kept) = kept else { continue };
        let Some(bytes) = door.content(card.person.0, kept.content)? else {
            return Ok(Err(NotPrinted::Awaited));
        };
        let format = match kept.media {
            Media::Png => PictureFormat::Png,
            // A portrait or a signature is never a PDF.
            Media::Jpeg | Media::Pdf => PictureFormat::Jpeg,
        };
        *place = Some(PrintedPicture { format, bytes });
    }
    Ok(Ok(found))
}

/// The facts of a card, as the press takes them.
pub fn facts(
    house: &House,
    card: &IssuedCard,
    number: &str,
    [portrait, signature]: [Option<PrintedPicture>; 2],
) -> ApplicantCard {
    let country = &house.country;
    let name = |f: &dyn Fn(Lang) -> String| Said::new(f(Lang::Es), f(Lang::En));
    ApplicantCard {
        payload: card.payload.clone(),
        serial: card.serial.clone(),
        state: name(&|l| country.name(l).to_owned()),
        authority: name(&|l| country.institution_name(l).to_owned()),
        office: name(&|l| country.office_name(l, &card.office).to_owned()),
        number: number.to_owned(),
        name: card.name.clone(),
        issued_on: card.on,
        valid_until: card.valid_until,
        portrait,
        signature,
    }
}

/// When and in which languages a card is printed: its own instant, so that it is the same card however often.
pub fn made(at: jiff::Timestamp) -> Made {
    Made { at, first: Lang::Es, second: Lang::En }
}
