//! Lays a letter out as plain words, one side per language: all that the template needs and nothing it must decide.

use crate::dates;
use crate::letter::{Contact, Letter, ProofOfIntent, Said};
use crate::texts::{Texts, fill};
use kernel::Lang;
use serde::Serialize;

/// What the template reads.
#[derive(Serialize)]
pub struct Sheet {
    pub title: String,
    pub payload: String,
    pub short_code: String,
    pub sides: Vec<IntentSide>,
}

#[derive(Serialize)]
pub struct Labelled {
    label: String,
    value: String,
}

#[derive(Serialize)]
pub struct Person {
    name: String,
    details: String,
}

#[derive(Serialize)]
pub struct IntentSide {
    lang: &'static str,
    title: String,
    state: String,
    authority: String,
    lead: String,
    not_yet: String,
    serial: Labelled,
    facts: Vec<Labelled>,
    reader_heading: String,
    reader: Vec<String>,
    reader_norm: String,
    rights_heading: String,
    rights: Vec<String>,
    next_heading: String,
    next: Vec<String>,
    office_heading: String,
    office: Option<Person>,
    help_heading: String,
    help: Vec<Person>,
    no_name: String,
    check: String,
    short_code_label: String,
    qr_alt: String,
    page: String,
}

/// The sheet of a letter in the given languages; the first is the one that counts.
pub fn sheet(letter: &Letter, short_code: &str, langs: &[Lang]) -> Result<Sheet, String> {
    let Letter::ProofOfIntent(intent) = letter;
    let mut sides = Vec::new();
    for (place, lang) in langs.iter().enumerate() {
        // The sheet is one page: the words, which are the same in every language, stand on it once.
        let log_words = intent.log_words.as_deref().filter(|_| place == 0);
        let tongue = Tongue { lang: *lang, texts: Texts::of(lang.tag())?, short_code, log_words };
        sides.push(tongue.intent(intent));
    }
    let titles: Vec<&str> = sides.iter().map(|side| side.title.as_str()).collect();
    Ok(Sheet {
        title: titles.join(" · "),
        payload: intent.payload.trim().to_owned(),
        short_code: short_code.to_owned(),
        sides,
    })
}

/// One language at work on one letter.
struct Tongue<'a> {
    lang: Lang,
    texts: &'static Texts,
    short_code: &'a str,
    log_words: Option<&'a str>,
}

impl Tongue<'_> {
    fn said(&self, said: &Said) -> String {
        line(said.or_other(self.lang).0)
    }
    fn person(&self, contact: &Contact) -> Person {
        Person { name: self.said(&contact.name), details: self.said(&contact.details) }
    }
    fn people(&self, contacts: &[Contact]) -> Vec<Person> {
        contacts.iter().map(|contact| self.person(contact)).collect()
    }
    fn qr_alt(&self) -> String {
        fill(&self.texts.qr_alt, &[("code", self.short_code)])
    }

    fn intent(&self, sheet: &ProofOfIntent) -> IntentSide {
        let words = &self.texts.intent;
        let first_step = if sheet.office.is_some() { &words.next_office } else { &words.next_post };
        let post = [self.said(&sheet.post), self.said(&sheet.place)];
        let post: Vec<&str> = post.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let facts = vec![
            labelled(&words.stated_at, dates::with_time(&self.texts.dates, sheet.stated_at)),
            labelled(&words.post, post.join(" · ")),
            labelled(&words.reference, line(&sheet.reference)),
        ];
        let mut reader = words.reader.clone();
        if let (Some(last), Some(_)) = (reader.last_mut(), &sheet.office) {
            *last = format!("{last} {}", words.reader_doubt);
        }
        IntentSide {
            lang: self.lang.tag(),
            title: words.title.clone(),
            state: self.said(&sheet.state),
            authority: self.said(&sheet.authority),
            lead: words.lead.clone(),
            not_yet: words.not_yet.clone(),
            serial: labelled(&words.serial, line(&sheet.serial)),
            facts,
            reader_heading: words.reader_heading.clone(),
            reader,
            reader_norm: words.reader_norm.clone(),
            rights_heading: words.rights_heading.clone(),
            rights: words.rights.clone(),
            next_heading: words.next_heading.clone(),
            next: std::iter::once(first_step).chain(&words.next).cloned().collect(),
            office_heading: words.office_heading.clone(),
            office: sheet.office.as_ref().map(|office| self.person(office)),
            help_heading: words.help_heading.clone(),
            help: self.people(&sheet.help),
            no_name: words.no_name.clone(),
            check: self.texts.with_words(&words.check, self.log_words),
            short_code_label: self.texts.short_code.clone(),
            qr_alt: self.qr_alt(),
            page: self.texts.page.clone(),
        }
    }
}

fn labelled(label: &str, value: String) -> Labelled {
    Labelled { label: label.to_owned(), value }
}

/// Words longer than this may be broken anywhere, or they would run off the paper.
const WORD_CHARS_MAX: usize = 30;

/// One printable line: white space folded; control characters and invisible direction marks left out.
pub fn line(text: &str) -> String {
    let visible: String = text.chars().filter(|c| c.is_whitespace() || !is_invisible(*c)).collect();
    visible.split_whitespace().map(breakable).collect::<Vec<_>>().join(" ")
}

/// The word with places to break it, unseen, when it is too long for a line.
fn breakable(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    letters
        .chunks(WORD_CHARS_MAX)
        .map(|chunk| chunk.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(MAY_BREAK)
}

/// Zero-width space: a line may end here.
pub const MAY_BREAK: &str = "\u{200B}";

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}
