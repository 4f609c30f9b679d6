//! Fills a letter in: sections, sentences and values in each language, as plain words for the layout.

use super::*;
use crate::dates;
use crate::letter::Length;
use crate::sides::line;
use crate::texts::{Texts, fill};
use serde::Serialize;

/// What the layout reads.
#[derive(Serialize)]
pub(crate) struct BlankSheet {
    pub title: String,
    pub payload: String,
    pub short_code: String,
    pub sides: Vec<BlankSide>,
}

/// The letter in one language.
#[derive(Serialize)]
pub(crate) struct BlankSide {
    lang: String,
    title: String,
    state: String,
    authority: String,
    /// On every side but the first: of which text this is a translation.
    translation: Option<String>,
    /// On a reprint: that it is one, and of which day.
    copy: Option<String>,
    serial: Labelled,
    issued: Labelled,
    sections: Vec<SectionSide>,
    /// What is said once about sentences that nobody confirmed.
    law_note: Option<String>,
    check: String,
    short_code_label: String,
    qr_alt: String,
    page: String,
}

#[derive(Serialize)]
struct Labelled {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct SectionSide {
    kind: SectionKind,
    heading: Option<String>,
    /// A word about the language of what follows, when it is not this side's.
    note: Option<String>,
    lang: String,
    paragraphs: Vec<Sentence>,
    rows: Vec<RowSide>,
    remedies: Vec<RemedySide>,
}

#[derive(Serialize)]
struct Sentence {
    text: String,
    /// That it is provisional, in words.
    mark: Option<String>,
}

#[derive(Serialize)]
struct RowSide {
    label: String,
    /// Nothing is a line for the hand.
    value: Option<String>,
}

#[derive(Serialize)]
struct RemedySide {
    name: String,
    rows: Vec<Labelled>,
    due_label: String,
    due: Option<String>,
    no_due: Option<String>,
    counted: Option<String>,
    provisional: Option<Labelled>,
}

/// The sheet of a filled letter; the error is a language that the region has no words in.
pub(crate) fn sheet(filled: &Filled<'_>, short_code: &str) -> Result<BlankSheet, String> {
    let first = filled.languages.first().ok_or("no language")?;
    let mut sides = Vec::new();
    for tag in &filled.languages {
        let tongue = Tongue { tag, first, texts: Texts::of(tag)?, filled, short_code };
        sides.push(tongue.side());
    }
    let titles: Vec<&str> = sides.iter().map(|side| side.title.as_str()).collect();
    Ok(BlankSheet {
        title: format!("{} · {}", titles.join(" · "), filled.serial),
        payload: filled.payload.trim().to_owned(),
        short_code: short_code.to_owned(),
        sides,
    })
}

/// One language at work on one letter.
struct Tongue<'a> {
    tag: &'a str,
    first: &'a str,
    texts: &'static Texts,
    filled: &'a Filled<'a>,
    short_code: &'a str,
}

impl Tongue<'_> {
    fn side(&self) -> BlankSide {
        let (blank, words) = (self.filled.blank, &self.texts.letter);
        let day = |date| dates::whole(&self.texts.dates, date);
        let translation = self.tag != self.first;
        BlankSide {
            lang: self.tag.to_owned(),
            title: line(blank.names.get(self.tag)),
            state: line(self.filled.state.get(self.tag)),
            authority: line(blank.issuer.get(self.tag)),
            translation: translation
                .then(|| fill(&words.translation, &[("language", self.texts.language(self.first))])),
            copy: self.filled.copied_on.map(|date| fill(&words.copy, &[("day", &day(date))])),
            serial: labelled(&words.serial, self.filled.serial.clone()),
            issued: labelled(&words.issued, day(self.filled.issued_on)),
            sections: blank.sections.iter().filter_map(|section| self.section(section)).collect(),
            law_note: self.rests_on_doubt().then(|| words.law_note.clone()),
            check: self.texts.with_words(&words.check, self.filled.log_words.as_deref()),
            short_code_label: self.texts.short_code.clone(),
            qr_alt: fill(&self.texts.qr_alt, &[("code", self.short_code)]),
            page: self.texts.page.clone(),
        }
    }

    /// Whether a sentence that is printed is about law that nobody confirmed.
    fn rests_on_doubt(&self) -> bool {
        let sections = self.filled.blank.sections.iter().filter(|s| self.holds(&s.only_if));
        let mut printed = sections.flat_map(|s| &s.paragraphs).filter(|p| self.is_printed(p));
        printed.any(|p| p.cite.as_ref().is_some_and(|cite| cite.verification != Verification::Verified))
    }

    fn holds(&self, conditions: &[Condition]) -> bool {
        conditions.iter().all(|condition| condition.holds(self.filled.values))
    }

    fn is_printed(&self, paragraph: &Paragraph) -> bool {
        let doubtful =
            paragraph.cite.as_ref().is_some_and(|cite| cite.verification == Verification::Unverified);
        self.holds(&paragraph.only_if) && !(paragraph.harms && doubtful)
    }

    /// A section, unless its conditions do not hold or nothing of it is left.
    fn section(&self, section: &Section) -> Option<SectionSide> {
        if !self.holds(&section.only_if) {
            return None;
        }
        let mut side = SectionSide {
            kind: section.kind,
            heading: section.names.as_ref().map(|names| line(names.get(self.tag))),
            note: None,
            lang: self.tag.to_owned(),
            paragraphs: Vec::new(),
            rows: section.rows.iter().filter_map(|row| self.row(row)).collect(),
            remedies: Vec::new(),
        };
        let printed = section.paragraphs.iter().filter(|p| self.is_printed(p));
        side.paragraphs.extend(printed.map(|p| self.sentence(p)));
        match section.of.as_ref().and_then(|of| self.filled.values.get(of)) {
            Some(Value::LongText { text, lang }) => self.written(&mut side, text, lang),
            Some(Value::List(list)) => {
                side.paragraphs.extend(list.iter().map(|words| plain(line(words.get(self.tag)))));
            }
            Some(Value::Remedies(remedies)) => {
                side.remedies = remedies.iter().map(|remedy| self.remedy(remedy)).collect();
            }
            // A section that shows an input shows nothing without it.
            _ if section.of.is_some() => return None,
            _ => {}
        }
        let empty = side.paragraphs.is_empty() && side.rows.is_empty() && side.remedies.is_empty();
        (!empty).then_some(side)
    }

    /// What somebody wrote: its own paragraphs, and a word when it is in another language than this side.
    fn written(&self, side: &mut SectionSide, text: &str, lang: &str) {
        side.paragraphs.extend(text.lines().map(line).filter(|text| !text.is_empty()).map(plain));
        if lang != self.tag {
            let pattern = &self.texts.only_in_other_language;
            side.note = Some(fill(pattern, &[("language", self.texts.language(lang))]));
            side.lang = lang.to_owned();
        }
    }

    fn sentence(&self, paragraph: &Paragraph) -> Sentence {
        let doubtful =
            paragraph.cite.as_ref().is_some_and(|cite| cite.verification == Verification::Unverified);
        Sentence {
            text: self.filled_in(&paragraph.says),
            mark: doubtful.then(|| self.texts.letter.provisional_mark.clone()),
        }
    }

    /// A row, unless it has no value to show.
    fn row(&self, row: &Line) -> Option<RowSide> {
        if !self.holds(&row.only_if) {
            return None;
        }
        let known = |says: &Words| {
            placeholders(says.get(self.tag)).iter().all(|name| self.filled.values.contains_key(name))
        };
        if row.says.as_ref().is_some_and(|says| !known(says)) {
            return None;
        }
        Some(RowSide {
            label: line(row.names.get(self.tag)),
            value: row.says.as_ref().map(|says| self.filled_in(says)),
        })
    }

    /// A text with its values; what is put in is not searched again.
    fn filled_in(&self, words: &Words) -> String {
        let text = words.get(self.tag);
        let mut values: Vec<(String, String)> = Vec::new();
        for (name, value) in self.filled.values {
            values.push((name.clone(), self.value(value)));
            if let Value::Office { place, .. } = value {
                values.push((format!("{name}.place"), place.get(self.tag).to_owned()));
            }
            if let Value::Term(count) = value {
                values.push((format!("{name}.length"), self.length(count)));
            }
        }
        let pairs: Vec<(&str, &str)> = values.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        line(&fill(text, &pairs))
    }

    /// A value in words.
    fn value(&self, value: &Value) -> String {
        let words = &self.texts.letter;
        match value {
            Value::Text(text) | Value::LongText { text, .. } => text.clone(),
            Value::Words(names) | Value::Choice { names, .. } => names.get(self.tag).to_owned(),
            Value::Office { names, .. } => names.get(self.tag).to_owned(),
            Value::Day(date) => dates::with_weekday(&self.texts.dates, *date),
            Value::Time(time) => format!("{:02}:{:02}", time.hour(), time.minute()),
            Value::People(people) => people.join("; "),
            Value::YesNo(true) => words.yes.clone(),
            Value::YesNo(false) => words.no.clone(),
            Value::Term(count) => match count.due {
                Some(due) => dates::with_weekday(&self.texts.dates, due),
                None => self.texts.remedy.term_unknown.clone(),
            },
            Value::Length { count, unit } => dates::length(self.texts, Length { count: *count, unit: *unit }),
            Value::List(list) => list.iter().map(|words| words.get(self.tag)).collect::<Vec<_>>().join("; "),
            Value::Remedies(_) => String::new(),
        }
    }

    fn length(&self, count: &Count) -> String {
        let words = &self.texts.remedy;
        match count.length {
            Some((number, unit)) => dates::length(self.texts, Length { count: number, unit }),
            None => words.term_unknown.clone(),
        }
    }

    fn remedy(&self, remedy: &RemedyValue) -> RemedySide {
        let (words, count) = (&self.texts.remedy, &remedy.count);
        let said = |words: &Option<Words>| words.as_ref().map(|w| line(w.get(self.tag))).unwrap_or_default();
        let term = match count.length {
            Some(_) => {
                let from = count.counts_from.get(self.tag);
                fill(&words.term, &[("length", &self.length(count)), ("from", from)])
            }
            None => words.term_unknown.clone(),
        };
        let rows = [
            (&words.authority, line(remedy.authority.get(self.tag))),
            (&words.how, said(&remedy.how)),
            (&words.length, term),
            (&words.meanwhile, said(&remedy.meanwhile)),
            (&words.norm, said(&remedy.norm)),
        ];
        let no_due = match (count.due, count.length) {
            (Some(_), _) => None,
            (None, Some(_)) if count.from.is_none() => Some(words.due_later.clone()),
            (None, _) => Some(words.due_unknown.clone()),
        };
        RemedySide {
            name: line(remedy.name.get(self.tag)),
            rows: rows
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(label, value)| labelled(label, value))
                .collect(),
            due_label: words.due.clone(),
            due: count.due.map(|date| dates::with_weekday(&self.texts.dates, date)),
            no_due,
            counted: self.counted(count),
            provisional: count
                .provisional
                .then(|| labelled(&words.provisional, words.provisional_why.clone())),
        }
    }

    /// The arithmetic of a date, so that anyone can count again by hand.
    fn counted(&self, count: &Count) -> Option<String> {
        let (from, _) = (count.from?, count.due?);
        let words = &self.texts.remedy;
        let mut text = fill(
            &words.counted,
            &[
                ("length", &self.length(count)),
                ("from", count.counts_from.get(self.tag)),
                ("date", &dates::with_weekday(&self.texts.dates, from)),
            ],
        );
        if !count.skipped.is_empty() {
            let days: Vec<(&str, jiff::civil::Date)> =
                count.skipped.iter().map(|day| (day.reason.get(self.tag), day.date)).collect();
            text.push(' ');
            text.push_str(&fill(&words.not_counted, &[("list", &dates::skipped(self.texts, &days))]));
        }
        Some(text)
    }
}

fn plain(text: String) -> Sentence {
    Sentence { text, mark: None }
}

fn labelled(label: &str, value: String) -> Labelled {
    Labelled { label: label.to_owned(), value: line(&value) }
}
