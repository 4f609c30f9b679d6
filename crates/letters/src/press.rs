//! The press: Typst as a library in a world that holds one template, one data file and one QR code, and no more.

use crate::blank::{self, Filled, Template};
use crate::card::{self, ApplicantCard, CardPaper, PrintedPicture};
use crate::letter::{Letter, Made};
use crate::proof::{Kind, NotAProof, Proof, parse_payload, short_code};
use crate::sides;
use aws_lc_rs::digest::{SHA256, digest};
use qrcode::{EcLevel, QrCode, render::svg};
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Letters are read and printed by people; more text than this is a mistake or an attack.
const CHARS_MAX: usize = 120_000;

/// Why a letter could not be made, as something a person can act on. None of them repeats what the letter says.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum LetterError {
    #[error("the letter's code cannot be used: {0}")]
    Code(#[from] NotAProof),
    #[error("the letter's code was made for another kind of letter")]
    OtherKind,
    #[error("these characters cannot be printed; write them in Latin letters as well: {characters}")]
    Unprintable { characters: String },
    #[error("the letter is longer than {0} characters; shorten the reasons")]
    TooLong(usize),
    #[error("the letter's template is at fault, which is not your doing; tell whoever runs Ceiba: {0}")]
    Template(String),
}

/// The letter as PDF: tagged, PDF/A-2a and PDF/UA-1. The same letter made at the same time gives the same bytes.
pub fn render(letter: &Letter, made: Made) -> Result<Vec<u8>, LetterError> {
    let Letter::ProofOfIntent(intent) = letter;
    let proof = claimed(&intent.payload, Kind::Intent)?;
    let sheet = sides::sheet(letter, &short_code(&proof), &langs(made)).map_err(LetterError::Template)?;
    press(&sheet, &sheet.payload, (&INTENT, &[]), &proof, made.at)
}

/// An applicant's card as PDF, in the same standards: two sides of a card, or a sheet to cut it out of.
pub fn render_card(card: &ApplicantCard, paper: CardPaper, made: Made) -> Result<Vec<u8>, LetterError> {
    let signed = parse_payload(&card.payload)?;
    let proof = signed.claimed().clone();
    if proof.serial().as_ref() != Some(&card.serial) {
        return Err(LetterError::OtherKind);
    }
    let sheet = card::sheet(card, paper, &short_code(&proof), &langs(made)).map_err(LetterError::Template)?;
    let pictures = [("/portrait", card.portrait.as_ref()), ("/signature", card.signature.as_ref())];
    let pictures: Vec<Named<'_>> = pictures.into_iter().filter_map(|(path, p)| Some((path, p?))).collect();
    press(&sheet, &sheet.payload, (&CARD, &pictures), &proof, made.at)
}

/// Whether everything on a card can be printed, before it is issued.
pub fn may_print_card(card: &ApplicantCard, made: Made) -> Result<(), LetterError> {
    let sheet = card::sheet(card, CardPaper::Id1, "0000-0000-0000", &langs(made));
    check_printable(&data_of(&sheet.map_err(LetterError::Template)?)?)
}

/// A picture by the path under which a template sees it.
type Named<'a> = (&'static str, &'a PrintedPicture);

/// The languages of a letter in their order.
fn langs(made: Made) -> Vec<kernel::Lang> {
    if made.first == made.second { vec![made.first] } else { vec![made.first, made.second] }
}

/// A letter that is data as PDF, in the same standards.
pub fn render_filled(filled: &Filled<'_>, at: jiff::Timestamp) -> Result<Vec<u8>, LetterError> {
    let proof = claimed(&filled.payload, Kind::Letter)?;
    let sheet = blank::sheet(filled, &short_code(&proof)).map_err(LetterError::Template)?;
    press(&sheet, &sheet.payload, (source(filled.blank.template), &[]), &proof, at)
}

/// Whether everything in a letter can be printed, before it is issued: a number is never given to a sheet that cannot be.
pub fn may_print(filled: &Filled<'_>) -> Result<(), LetterError> {
    let sheet = blank::sheet(filled, "0000-0000-0000").map_err(LetterError::Template)?;
    check_printable(&data_of(&sheet)?)
}

fn claimed(payload: &str, kind: Kind) -> Result<Proof, LetterError> {
    let signed = parse_payload(payload)?;
    let proof = signed.claimed().clone();
    if proof.kind == kind { Ok(proof) } else { Err(LetterError::OtherKind) }
}

fn data_of(sheet: &impl serde::Serialize) -> Result<serde_json::Value, LetterError> {
    serde_json::to_value(sheet).map_err(|fault| LetterError::Template(fault.to_string()))
}

fn press(
    sheet: &impl serde::Serialize,
    payload: &str,
    (template, pictures): (&Source, &[Named<'_>]),
    proof: &Proof,
    at: jiff::Timestamp,
) -> Result<Vec<u8>, LetterError> {
    let data = data_of(sheet)?;
    check_printable(&data)?;
    let picture = |(path, picture): &Named<'_>| (*path, Bytes::new(picture.bytes.clone()));
    let room = Room {
        template: template.clone(),
        data: Bytes::from_string(data.to_string()),
        qr: qr(payload)?,
        pictures: pictures.iter().map(picture).collect(),
    };
    let pdf = print(&room, &proof.id.to_string(), at);
    // What Typst remembers of this letter (it remembers text) must not outlive it.
    comemo::evict(0);
    pdf
}

/// What a letter that is data was written under: its own file and its layout, as SHA-256 in hexadecimal.
pub(crate) fn hash_of(file: &str, template: Template) -> String {
    let whole = format!("{file}\u{0}{}", source(template).text());
    digest(&SHA256, whole.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn source(template: Template) -> &'static Source {
    match template {
        Template::Letter => &LETTER,
    }
}

fn print(room: &Room, ident: &str, at: jiff::Timestamp) -> Result<Vec<u8>, LetterError> {
    let document: PagedDocument = typst::compile(room).output.map_err(|faults| fault(&faults))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|fault| LetterError::Template(fault.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Ceiba".to_owned())),
        timestamp: instant(at).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|faults| fault(&faults))
}

fn instant(at: jiff::Timestamp) -> Option<Datetime> {
    let at = at.to_zoned(jiff::tz::TimeZone::UTC);
    let byte = |number: i8| number.unsigned_abs();
    Datetime::from_ymd_hms(
        i32::from(at.year()),
        byte(at.month()),
        byte(at.day()),
        byte(at.hour()),
        byte(at.minute()),
        byte(at.second()),
    )
}

/// The messages of a failed run, each cut before anything it may quote from the letter.
fn fault(faults: &[SourceDiagnostic]) -> LetterError {
    let messages: Vec<&str> = faults
        .iter()
        .filter_map(|fault| fault.message.split(['`', '"', '“']).next())
        .map(str::trim)
        .collect();
    LetterError::Template(messages.join("; "))
}

/// A QR code that survives folding and dirt: a quarter of it may be lost.
fn qr(payload: &str) -> Result<Bytes, LetterError> {
    let code = QrCode::with_error_correction_level(payload, EcLevel::Q)
        .map_err(|fault| LetterError::Template(fault.to_string()))?;
    let drawing = code.render::<svg::Color>().quiet_zone(false).module_dimensions(4, 4).build();
    Ok(Bytes::from_string(drawing))
}

/// Every character must have a shape in our fonts; a box where a name should be helps nobody.
fn check_printable(data: &serde_json::Value) -> Result<(), LetterError> {
    let mut chars = 0usize;
    let mut missing: Vec<char> = Vec::new();
    walk(data, &mut |text| {
        for c in text.chars() {
            chars += 1;
            let shapeless = c.is_whitespace() || sides::MAY_BREAK.contains(c);
            if !shapeless && !FONTS.covers(c) && missing.len() < 20 && !missing.contains(&c) {
                missing.push(c);
            }
        }
    });
    if chars > CHARS_MAX {
        return Err(LetterError::TooLong(CHARS_MAX));
    }
    if missing.is_empty() {
        return Ok(());
    }
    // In the order of the alphabet, so that the message does not spell what was written.
    missing.sort_unstable();
    let shown: Vec<String> = missing.iter().map(char::to_string).collect();
    Err(LetterError::Unprintable { characters: shown.join(" ") })
}

fn walk(value: &serde_json::Value, see: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => see(text),
        serde_json::Value::Array(list) => list.iter().for_each(|inner| walk(inner, see)),
        serde_json::Value::Object(map) => map.values().for_each(|inner| walk(inner, see)),
        _ => {}
    }
}

// Typst keeps every file id for ever and has room for 65 535: one id per template, and every letter shares it.
static INTENT: LazyLock<Source> = LazyLock::new(|| {
    Source::detached(concat!(
        include_str!("../../../region/letters/ground.typ"),
        include_str!("../../../region/letters/intent.typ")
    ))
});
static LETTER: LazyLock<Source> = LazyLock::new(|| {
    Source::detached(concat!(
        include_str!("../../../region/letters/ground.typ"),
        include_str!("../../../region/letters/letter.typ")
    ))
});
static CARD: LazyLock<Source> = LazyLock::new(|| {
    Source::detached(concat!(
        include_str!("../../../region/letters/ground.typ"),
        include_str!("../../../region/letters/card.typ")
    ))
});
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::load);

/// The fonts in the binary, and nothing of the machine's.
struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Fonts {
    fn load() -> Fonts {
        let files: [&'static [u8]; 5] = [
            include_bytes!("../fonts/SourceSans3_400Regular.ttf"),
            include_bytes!("../fonts/SourceSans3_600SemiBold.ttf"),
            include_bytes!("../fonts/SourceSerif4_400Regular.ttf"),
            include_bytes!("../fonts/SourceSerif4_600SemiBold.ttf"),
            // For letters of the region that Source lacks, such as the saltillo ꞌ.
            include_bytes!("../fonts/NotoSans_400Regular.ttf"),
        ];
        let fonts: Vec<Font> = files.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect();
        Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }
    fn covers(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }
}

/// All that the template can see.
struct Room {
    template: Source,
    data: Bytes,
    qr: Bytes,
    /// Pictures by their paths.
    pictures: Vec<(&'static str, Bytes)>,
}

impl World for Room {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }
    fn main(&self) -> FileId {
        self.template.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match (id.root(), id.vpath().get_with_slash()) {
            (VirtualRoot::Project, "/data.json") => Ok(self.data.clone()),
            (VirtualRoot::Project, "/qr.svg") => Ok(self.qr.clone()),
            (VirtualRoot::Project, path) => {
                let named = self.pictures.iter().find(|(name, _)| *name == path);
                named.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
            }
            _ => Err(FileError::AccessDenied),
        }
    }
    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }
    /// A letter's dates are facts, never today's.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compiles(template: &str) -> bool {
        let template = Source::detached(template);
        let (data, qr) = (Bytes::from_string("{}"), Bytes::from_string(""));
        let room = Room { template, data, qr, pictures: Vec::new() };
        typst::compile::<PagedDocument>(&room).output.is_ok()
    }

    #[test]
    fn a_template_sees_its_data_and_nothing_else() {
        assert!(compiles("#json(\"/data.json\")"));
        for reach in [
            "#read(\"/etc/passwd\")",
            "#read(\"../Cargo.toml\")",
            "#include \"/other.typ\"",
            "#import \"@preview/cetz:0.3.0\"",
            "#datetime.today().display()",
        ] {
            assert!(!compiles(reach), "{reach}");
        }
    }

    #[test]
    fn every_font_of_the_binary_is_read() {
        assert_eq!(FONTS.fonts.len(), 5);
        assert!("áéíóúüñÑ¿¡ꞌʼɨ«»“”–·º".chars().all(|c| FONTS.covers(c)));
    }
}
