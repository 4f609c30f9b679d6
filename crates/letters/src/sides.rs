//! Lays a letter out as plain words, one side per language: all that the template needs and nothing it must decide.

use crate::dates;
use crate::letter::{Contact, DecisionNotice, Letter, ProofOfIntent, Remedy, Said};
use crate::texts::{Texts, fill};
use kernel::Lang;
use serde::Serialize;

/// What the template reads.
#[derive(Serialize)]
pub struct Sheet {
    pub title: String,
    pub payload: String,
    pub short_code: String,
    pub sides: Vec<Side>,
}

/// The letter in one language.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Side {
    Intent(Box<IntentSide>),
    Decision(Box<DecisionSide>),
}

/// A text that may have to stand in another language than its side's, with a word about it.
#[derive(Serialize)]
pub struct Passage {
    lang: &'static str,
    paragraphs: Vec<String>,
    note: Option<String>,
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

#[derive(Serialize)]
pub struct DecisionSide {
    lang: &'static str,
    title: String,
    state: String,
    authority: String,
    translation: Option<String>,
    lead: String,
    facts: Vec<Labelled>,
    decision_heading: String,
    decision: Passage,
    meaning_heading: String,
    meaning: Vec<Passage>,
    reasons_heading: String,
    reasons: Vec<Passage>,
    norms_label: String,
    norms: Vec<String>,
    remedies_heading: String,
    remedies_intro: String,
    remedies: Vec<RemedySide>,
    help_heading: String,
    help: Vec<Person>,
    signature_heading: String,
    receipt_heading: String,
    receipt: String,
    lines: Vec<String>,
    signatory: Option<Person>,
    check: String,
    short_code_label: String,
    qr_alt: String,
    page: String,
}

#[derive(Serialize)]
pub struct RemedySide {
    name: String,
    rows: Vec<Labelled>,
    due_label: String,
    /// The last day, when there is one.
    due: Option<String>,
    /// What to do when there is none.
    no_due: Option<String>,
    counted: Option<Labelled>,
    provisional: Option<Labelled>,
}

/// The sheet of a letter in the given languages; the first is the one that counts.
pub fn sheet(letter: &Letter, short_code: &str, langs: &[Lang]) -> Result<Sheet, String> {
    let mut sides = Vec::new();
    for lang in langs {
        let tongue = Tongue { lang: *lang, first: langs[0], texts: Texts::of(*lang)?, short_code };
        sides.push(match letter {
            Letter::ProofOfIntent(sheet) => Side::Intent(Box::new(tongue.intent(sheet))),
            Letter::DecisionNotice(notice) => Side::Decision(Box::new(tongue.decision(notice))),
        });
    }
    let mut titles = Vec::new();
    for lang in langs {
        let texts = Texts::of(*lang)?;
        titles.push(match letter {
            Letter::ProofOfIntent(_) => texts.intent.title.as_str(),
            Letter::DecisionNotice(_) => texts.decision.title.as_str(),
        });
    }
    let payload = match letter {
        Letter::ProofOfIntent(sheet) => sheet.payload.trim(),
        Letter::DecisionNotice(notice) => notice.payload.trim(),
    };
    Ok(Sheet {
        title: titles.join(" · "),
        payload: payload.to_owned(),
        short_code: short_code.to_owned(),
        sides,
    })
}

/// One language at work on one letter.
struct Tongue<'a> {
    lang: Lang,
    first: Lang,
    texts: &'static Texts,
    short_code: &'a str,
}

impl Tongue<'_> {
    fn said(&self, said: &Said) -> String {
        line(said.or_other(self.lang).0)
    }
    /// A text of its own weight: if it is not translated, the reader is told which language it is in.
    fn passage(&self, said: &Said) -> Passage {
        let (text, lang) = said.or_other(self.lang);
        let pattern = &self.texts.only_in_other_language;
        let note = (lang != self.lang).then(|| fill(pattern, &[("language", self.texts.language(lang))]));
        let paragraphs = text.lines().map(line).filter(|p| !p.is_empty()).collect();
        Passage { lang: lang.tag(), paragraphs, note }
    }
    /// Several passages; the word about the language stands once, at the first that needs it.
    fn passages(&self, said: &[Said]) -> Vec<Passage> {
        let mut told = false;
        let mut passages: Vec<Passage> = said.iter().map(|s| self.passage(s)).collect();
        passages.retain(|passage| !passage.paragraphs.is_empty());
        for passage in &mut passages {
            if passage.note.is_some() && std::mem::replace(&mut told, true) {
                passage.note = None;
            }
        }
        passages
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
            check: words.check.clone(),
            short_code_label: self.texts.short_code.clone(),
            qr_alt: self.qr_alt(),
            page: self.texts.page.clone(),
        }
    }

    fn decision(&self, notice: &DecisionNotice) -> DecisionSide {
        let words = &self.texts.decision;
        let translation = (self.lang != self.first)
            .then(|| fill(&words.translation, &[("language", self.texts.language(self.first))]));
        let intro =
            if notice.remedies.len() == 1 { &words.remedies_intro_one } else { &words.remedies_intro };
        DecisionSide {
            lang: self.lang.tag(),
            title: words.title.clone(),
            state: self.said(&notice.state),
            authority: self.said(&notice.authority),
            translation,
            lead: words.lead.clone(),
            facts: self.decision_facts(notice),
            decision_heading: words.decision_heading.clone(),
            decision: self.passage(&notice.decision),
            meaning_heading: words.meaning_heading.clone(),
            meaning: self.passages(&notice.meaning),
            reasons_heading: words.reasons_heading.clone(),
            reasons: self.passages(&notice.reasons),
            norms_label: words.norms.clone(),
            norms: notice.norms.iter().map(|norm| self.said(norm)).collect(),
            remedies_heading: words.remedies_heading.clone(),
            remedies_intro: intro.clone(),
            remedies: notice.remedies.iter().map(|remedy| self.remedy(remedy)).collect(),
            help_heading: words.help_heading.clone(),
            help: self.people(&notice.help),
            signature_heading: words.signature_heading.clone(),
            receipt_heading: words.receipt_heading.clone(),
            receipt: words.receipt.clone(),
            lines: [&words.line_person, &words.line_when, &words.line_notifier, &words.line_interpreter]
                .map(Clone::clone)
                .to_vec(),
            signatory: notice
                .signatory
                .as_ref()
                .map(|who| Person { name: line(&who.name), details: self.said(&who.title) }),
            check: words.check.clone(),
            short_code_label: self.texts.short_code.clone(),
            qr_alt: self.qr_alt(),
            page: self.texts.page.clone(),
        }
    }

    fn decision_facts(&self, notice: &DecisionNotice) -> Vec<Labelled> {
        let words = &self.texts.decision;
        let day = |date| dates::whole(&self.texts.dates, date);
        let mut facts = vec![
            labelled(&words.name, line(&notice.name)),
            labelled(&words.case_number, line(&notice.case_number)),
            labelled(&words.authority, self.said(&notice.authority)),
            labelled(&words.decided_on, day(notice.decided_on)),
            labelled(&words.office, self.said(&notice.office)),
        ];
        facts.extend(notice.notified_on.map(|date| labelled(&words.notified_on, day(date))));
        facts
    }

    fn remedy(&self, remedy: &Remedy) -> RemedySide {
        let words = &self.texts.decision;
        let rows = [
            (&words.remedy_authority, self.said(&remedy.authority)),
            (&words.remedy_how, self.said(&remedy.how)),
            (&words.remedy_term, self.term(remedy)),
            (&words.remedy_meanwhile, self.said(&remedy.meanwhile)),
            (&words.remedy_norm, self.said(&remedy.norm)),
        ];
        let no_due = match (remedy.due, remedy.from) {
            (Some(_), _) => None,
            (None, None) if remedy.length.is_some() => Some(words.due_later.clone()),
            (None, _) => Some(words.due_unknown.clone()),
        };
        RemedySide {
            name: self.said(&remedy.name),
            rows: rows
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(label, value)| labelled(label, value))
                .collect(),
            due_label: words.due.clone(),
            due: remedy.due.map(|date| dates::with_weekday(&self.texts.dates, date)),
            no_due,
            counted: self.counted(remedy).map(|sums| labelled(&words.remedy_counted, sums)),
            provisional: remedy
                .provisional
                .then(|| labelled(&words.provisional, words.provisional_why.clone())),
        }
    }

    fn term(&self, remedy: &Remedy) -> String {
        let words = &self.texts.decision;
        match remedy.length {
            Some(length) => {
                let from = self.said(&remedy.counts_from);
                fill(&words.term, &[("length", &dates::length(self.texts, length)), ("from", &from)])
            }
            None => words.term_unknown.clone(),
        }
    }

    /// The arithmetic of a date, so that anyone can count again by hand.
    fn counted(&self, remedy: &Remedy) -> Option<String> {
        let (length, from, _) = (remedy.length?, remedy.from?, remedy.due?);
        let words = &self.texts.decision;
        let mut text = fill(
            &words.counted,
            &[
                ("length", &dates::length(self.texts, length)),
                ("from", &self.said(&remedy.counts_from)),
                ("date", &dates::with_weekday(&self.texts.dates, from)),
            ],
        );
        if !remedy.skipped.is_empty() {
            let list = dates::skipped(self.texts, self.lang, &remedy.skipped);
            text.push(' ');
            text.push_str(&fill(&words.not_counted, &[("list", &list)]));
        }
        Some(text)
    }
}

fn labelled(label: &str, value: String) -> Labelled {
    Labelled { label: label.to_owned(), value }
}

/// Words longer than this may be broken anywhere, or they would run off the paper.
const WORD_CHARS_MAX: usize = 30;

/// One printable line: white space folded; control characters and invisible direction marks left out.
fn line(text: &str) -> String {
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
