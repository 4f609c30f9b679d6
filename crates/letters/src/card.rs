//! A card that an applicant carries, of the size of a bank card (ISO/IEC 7810, ID-1): what it needs, and its sides as words.

use crate::dates;
use crate::letter::Said;
use crate::sides::line;
use crate::texts::{CardTexts, Texts, fill};
use jiff::civil::Date;
use kernel::Lang;
use serde::Serialize;

/// A picture on a card, ready to be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct PrintedPicture {
    pub format: PictureFormat,
    pub bytes: Vec<u8>,
}

/// The formats that the press prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    Jpeg,
    Png,
}

impl PictureFormat {
    /// The name under which the template asks for it.
    fn name(self) -> &'static str {
        match self {
            PictureFormat::Jpeg => "jpg",
            PictureFormat::Png => "png",
        }
    }
}

/// What the card is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardPaper {
    /// Two pages of 85.6 by 53.98 mm, for a printer of cards.
    Id1,
    /// A sheet from which both sides are cut.
    A4,
}

/// Facts of an applicant's card. There is deliberately no field for a country, a birth, a religion or a need.
#[derive(Clone)]
pub struct ApplicantCard {
    /// Text of the QR code, from [`crate::Proof::payload`] of kind `Card`.
    pub payload: String,
    /// As [`crate::Proof::serial`] tells it.
    pub serial: String,
    /// The state, such as «República de Panamá».
    pub state: Said,
    /// The authority that issues the card.
    pub authority: Said,
    pub office: Said,
    /// The number of the claim's file.
    pub number: String,
    /// As the person says it.
    pub name: String,
    pub issued_on: Date,
    pub valid_until: Date,
    pub portrait: Option<PrintedPicture>,
    pub signature: Option<PrintedPicture>,
}

/// What the template reads.
#[derive(Serialize)]
pub struct Sheet {
    title: String,
    pub payload: String,
    short_code: String,
    paper: &'static str,
    number: String,
    name: String,
    serial: String,
    /// The format of the picture, where there is one.
    portrait: Option<&'static str>,
    signature: Option<&'static str>,
    sides: Vec<Side>,
}

#[derive(Serialize)]
struct Side {
    lang: &'static str,
    state: String,
    authority: String,
    office: String,
    issued_on: String,
    valid_until: String,
    short_code_label: String,
    qr_alt: String,
    page: String,
    words: Words,
}

/// The labels of a card in one language.
#[derive(Serialize)]
struct Words {
    title: &'static str,
    name: &'static str,
    number: &'static str,
    serial: &'static str,
    issued: &'static str,
    valid_until: &'static str,
    office: &'static str,
    signature: &'static str,
    no_portrait: &'static str,
    no_signature: &'static str,
    portrait_alt: &'static str,
    signature_alt: &'static str,
    check: &'static str,
    cut: &'static str,
}

impl Words {
    fn of(texts: &'static CardTexts) -> Words {
        Words {
            title: &texts.title,
            name: &texts.name,
            number: &texts.number,
            serial: &texts.serial,
            issued: &texts.issued,
            valid_until: &texts.valid_until,
            office: &texts.office,
            signature: &texts.signature,
            no_portrait: &texts.no_portrait,
            no_signature: &texts.no_signature,
            portrait_alt: &texts.portrait_alt,
            signature_alt: &texts.signature_alt,
            check: &texts.check,
            cut: &texts.cut,
        }
    }
}

/// The sides of a card in the given languages; the first is the one that counts.
pub fn sheet(
    card: &ApplicantCard,
    paper: CardPaper,
    short_code: &str,
    langs: &[Lang],
) -> Result<Sheet, String> {
    let sides = langs.iter().map(|lang| side(card, *lang, short_code)).collect::<Result<Vec<_>, _>>()?;
    let titles: Vec<&str> = sides.iter().map(|side| side.words.title).collect();
    Ok(Sheet {
        title: titles.join(" · "),
        payload: card.payload.trim().to_owned(),
        short_code: short_code.to_owned(),
        paper: match paper {
            CardPaper::Id1 => "id1",
            CardPaper::A4 => "a4",
        },
        number: line(&card.number),
        name: line(&card.name),
        serial: line(&card.serial),
        portrait: card.portrait.as_ref().map(|picture| picture.format.name()),
        signature: card.signature.as_ref().map(|picture| picture.format.name()),
        sides,
    })
}

fn side(card: &ApplicantCard, lang: Lang, short_code: &str) -> Result<Side, String> {
    let texts = Texts::of(lang.tag())?;
    let said = |said: &Said| line(said.or_other(lang).0);
    Ok(Side {
        lang: lang.tag(),
        state: said(&card.state),
        authority: said(&card.authority),
        office: said(&card.office),
        issued_on: dates::whole(&texts.dates, card.issued_on),
        valid_until: dates::whole(&texts.dates, card.valid_until),
        short_code_label: texts.short_code.clone(),
        qr_alt: fill(&texts.qr_alt, &[("code", short_code)]),
        page: texts.page.clone(),
        words: Words::of(&texts.card),
    })
}
