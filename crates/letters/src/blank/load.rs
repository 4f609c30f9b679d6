//! Reads the letters of a country and says precisely, with file and line, what is wrong with them.

use super::*;
use serde::Deserialize;
use toml::Spanned;

/// What is wrong in a letter's file, where, and what to do about it.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("{file}:{line}: {message}")]
pub struct BlankError {
    pub file: String,
    pub line: usize,
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Spanned<String>,
    kind: BlankKind,
    names: Spanned<Words>,
    issuer: Spanned<Words>,
    template: Template,
    serial: Spanned<String>,
    #[serde(default = "english")]
    second_language: Spanned<String>,
    #[serde(default)]
    sources: BTreeMap<String, String>,
    #[serde(default)]
    inputs: Vec<Spanned<RawInput>>,
    sections: Vec<Spanned<RawSection>>,
}

fn english() -> Spanned<String> {
    Spanned::new(0..0, "en".to_owned())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInput {
    id: String,
    kind: InputKind,
    from: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    names: Option<Words>,
    #[serde(default)]
    hint: Option<Words>,
    #[serde(default)]
    options: Vec<RawOption>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOption {
    id: String,
    names: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSection {
    id: String,
    #[serde(default)]
    names: Option<Words>,
    kind: SectionKind,
    #[serde(default)]
    of: Option<String>,
    #[serde(default)]
    only_if: Vec<String>,
    #[serde(default)]
    paragraphs: Vec<Spanned<RawParagraph>>,
    #[serde(default)]
    rows: Vec<Spanned<RawRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawParagraph {
    says: Words,
    #[serde(default)]
    only_if: Vec<String>,
    #[serde(default)]
    cite: Option<Cite>,
    #[serde(default)]
    harms: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    names: Words,
    #[serde(default)]
    says: Option<Words>,
    #[serde(default)]
    only_if: Vec<String>,
}

/// Every letter of a country.
pub(super) fn all(files: &BTreeMap<String, String>) -> Result<Vec<Blank>, Vec<BlankError>> {
    let mut errors = Vec::new();
    let mut blanks: Vec<Blank> = Vec::new();
    let is_letter = |path: &&String| path.starts_with("letters/") && path.ends_with(".toml");
    for path in files.keys().filter(is_letter) {
        let mut reader = Reader { path, text: &files[path], sources: BTreeMap::new(), errors: Vec::new() };
        let blank = reader.read();
        errors.append(&mut reader.errors);
        blanks.extend(blank);
    }
    if errors.is_empty() { Ok(blanks) } else { Err(errors) }
}

/// One file while it is read.
struct Reader<'a> {
    path: &'a str,
    text: &'a str,
    sources: BTreeMap<String, String>,
    errors: Vec<BlankError>,
}

impl Reader<'_> {
    fn wrong(&mut self, at: usize, message: impl Into<String>) {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        self.errors.push(BlankError { file: self.path.to_owned(), line, message: message.into() });
    }

    fn read(&mut self) -> Option<Blank> {
        let raw: Raw = match toml::from_str(self.text) {
            Ok(raw) => raw,
            Err(error) => {
                self.wrong(error.span().map_or(0, |span| span.start), error.message());
                return None;
            }
        };
        let stem = self.path.trim_start_matches("letters/").trim_end_matches(".toml");
        if raw.id.get_ref() != stem {
            self.wrong(
                raw.id.span().start,
                format!("the file of letter `{}` is named otherwise", raw.id.get_ref()),
            );
        }
        self.sources = raw.sources;
        self.words(raw.names.span().start, raw.names.get_ref());
        self.words(raw.issuer.span().start, raw.issuer.get_ref());
        self.serial(&raw.serial);
        if !crate::texts::tags().any(|tag| tag == raw.second_language.get_ref()) {
            let message = format!("the region has no words in `{}`", raw.second_language.get_ref());
            self.wrong(raw.second_language.span().start, message);
        }
        let places: Vec<usize> = raw.inputs.iter().map(|input| input.span().start).collect();
        let inputs: Vec<Input> = raw.inputs.into_iter().map(|input| self.input(input)).collect();
        self.once(&places, &inputs);
        let mut used = BTreeSet::new();
        let sections =
            raw.sections.into_iter().map(|section| self.section(section, &inputs, &mut used)).collect();
        for (input, at) in inputs.iter().zip(places) {
            if !used.contains(&input.id) {
                self.wrong(at, format!("input `{}` is used nowhere; take it out or say it", input.id));
            }
        }
        Some(Blank {
            id: raw.id.into_inner(),
            kind: raw.kind,
            names: raw.names.into_inner(),
            issuer: raw.issuer.into_inner(),
            template: raw.template,
            serial: raw.serial.into_inner(),
            second_language: raw.second_language.into_inner(),
            inputs,
            sections,
            sources: std::mem::take(&mut self.sources),
            hash: crate::press::hash_of(self.text, raw.template),
            file: self.path.to_owned(),
        })
    }

    fn serial(&mut self, serial: &Spanned<String>) {
        let fits = (2..=6).contains(&serial.get_ref().len())
            && serial.get_ref().bytes().all(|byte| byte.is_ascii_uppercase());
        if !fits {
            self.wrong(serial.span().start, "a serial prefix has two to six capital letters");
        }
    }

    /// Words must be there in Spanish and in English; other languages are welcome.
    fn words(&mut self, at: usize, words: &Words) {
        for tag in ["es", "en"] {
            if !words.has(tag) {
                self.wrong(at, format!("the words are missing in `{tag}`"));
            }
        }
        let unknown = |tag: &&str| *tag != "any" && !crate::texts::tags().any(|known| known == *tag);
        if let Some(tag) = words.tags().find(unknown) {
            self.wrong(
                at,
                format!("the region has no words in `{tag}`; add region/letters/words/{tag}.toml"),
            );
        }
        let marks: Vec<BTreeSet<String>> = words.texts().map(placeholders).collect();
        if marks.windows(2).any(|pair| pair[0] != pair[1]) {
            self.wrong(at, "the languages do not name the same inputs between braces");
        }
    }

    fn once(&mut self, places: &[usize], inputs: &[Input]) {
        let mut seen = BTreeSet::new();
        for (input, at) in inputs.iter().zip(places) {
            if !seen.insert(&input.id) {
                self.wrong(*at, format!("input `{}` is there twice", input.id));
            }
        }
    }

    fn input(&mut self, raw: Spanned<RawInput>) -> Input {
        let at = raw.span().start;
        let raw = raw.into_inner();
        let from = raw.from.parse().unwrap_or_else(|()| {
            self.wrong(at, format!("nothing comes from `{}`; see docs/how-to/letters.md", raw.from));
            Origin::Ask
        });
        if !from.gives(raw.kind) {
            self.wrong(at, format!("input `{}` cannot be of this kind and come from `{}`", raw.id, raw.from));
        }
        match &raw.names {
            Some(names) => self.words(at, names),
            None if from == Origin::Ask => {
                self.wrong(at, format!("input `{}` is asked of an officer and needs `names`", raw.id));
            }
            None => {}
        }
        raw.hint.iter().for_each(|hint| self.words(at, hint));
        raw.options.iter().for_each(|option| self.words(at, &option.names));
        if from == Origin::Ask && (raw.kind == InputKind::Choice) == raw.options.is_empty() {
            self.wrong(at, format!("input `{}`: a choice has `options`, and nothing else has", raw.id));
        }
        Input {
            id: raw.id,
            kind: raw.kind,
            from,
            required: raw.required,
            names: raw.names.unwrap_or_default(),
            hint: raw.hint,
            options: raw.options.into_iter().map(|option| (option.id, option.names)).collect(),
        }
    }

    fn section(
        &mut self,
        raw: Spanned<RawSection>,
        inputs: &[Input],
        used: &mut BTreeSet<String>,
    ) -> Section {
        let at = raw.span().start;
        let raw = raw.into_inner();
        raw.names.iter().for_each(|names| self.words(at, names));
        let only_if = self.conditions(at, &raw.only_if, inputs, used);
        self.shape(at, &raw, inputs, used);
        let mut paragraphs = Vec::new();
        for paragraph in raw.paragraphs {
            paragraphs.push(self.paragraph(paragraph, &only_if, inputs, used));
        }
        let mut rows = Vec::new();
        for row in raw.rows {
            let at = row.span().start;
            let row = row.into_inner();
            self.words(at, &row.names);
            if let Some(says) = &row.says {
                self.words(at, says);
                self.named(at, says, inputs, used);
            }
            let only_if = self.conditions(at, &row.only_if, inputs, used);
            rows.push(Line { names: row.names, says: row.says, only_if });
        }
        Section { id: raw.id, names: raw.names, kind: raw.kind, of: raw.of, paragraphs, rows, only_if }
    }

    /// What a section of a kind must have.
    fn shape(&mut self, at: usize, raw: &RawSection, inputs: &[Input], used: &mut BTreeSet<String>) {
        let kind = raw.of.as_ref().map(|of| {
            used.insert(of.clone());
            inputs.iter().find(|input| input.id == *of).map(|input| input.kind)
        });
        let fits = match raw.kind {
            SectionKind::Remedies => kind == Some(Some(InputKind::Remedies)),
            SectionKind::Words => kind == Some(Some(InputKind::LongText)),
            SectionKind::List => kind.is_none_or(|kind| kind == Some(InputKind::List)),
            _ => kind.is_none(),
        };
        if !fits {
            self.wrong(at, format!("section `{}`: `of` must name an input that fits its kind", raw.id));
        }
        let has_rows =
            matches!(raw.kind, SectionKind::Facts | SectionKind::Appointment | SectionKind::Signatures);
        if has_rows == raw.rows.is_empty() {
            self.wrong(
                at,
                format!("section `{}`: facts, appointments and signatures have `rows`, others none", raw.id),
            );
        }
        if raw.rows.is_empty() && raw.paragraphs.is_empty() && raw.of.is_none() {
            self.wrong(at, format!("section `{}` says nothing", raw.id));
        }
    }

    fn paragraph(
        &mut self,
        raw: Spanned<RawParagraph>,
        of_section: &[Condition],
        inputs: &[Input],
        used: &mut BTreeSet<String>,
    ) -> Paragraph {
        let at = raw.span().start;
        let raw = raw.into_inner();
        self.words(at, &raw.says);
        self.named(at, &raw.says, inputs, used);
        let only_if = self.conditions(at, &raw.only_if, inputs, used);
        for name in raw.says.texts().flat_map(placeholders) {
            let asked = of_section.iter().chain(&only_if);
            let is_sure = asked.clone().any(|c| c.input == name && !matches!(c.test, Test::Absent));
            let optional = inputs.iter().any(|input| input.id == name && !input.required);
            if optional && !is_sure {
                self.wrong(at, format!("`{{{name}}}` may have no value; write `only_if = [\"{name}\"]`"));
            }
        }
        match &raw.cite {
            Some(cite) => self.cite(at, cite),
            None if raw.harms => {
                self.wrong(at, "a sentence that may harm says in `cite` where it is written")
            }
            None => {}
        }
        Paragraph { says: raw.says, only_if, cite: raw.cite, harms: raw.harms }
    }

    fn cite(&mut self, at: usize, cite: &Cite) {
        let unsourced = matches!(cite.source.as_str(), "platform" | "unknown");
        if !unsourced && !self.sources.contains_key(&cite.source) {
            self.wrong(at, format!("source `{}` is not listed under [sources]", cite.source));
        }
        if unsourced && cite.verification != Verification::Unverified {
            self.wrong(at, "what no source states is `unverified`");
        }
    }

    /// Every name between braces must be an input that can stand in a sentence.
    fn named(&mut self, at: usize, words: &Words, inputs: &[Input], used: &mut BTreeSet<String>) {
        for name in words.texts().flat_map(placeholders) {
            match inputs.iter().find(|input| input.id == name) {
                None => self.wrong(at, format!("`{{{name}}}` is no input of this letter")),
                Some(input) if matches!(input.kind, InputKind::Remedies | InputKind::List) => {
                    self.wrong(at, format!("`{{{name}}}` is too long for a sentence; give it a section"));
                }
                Some(_) => {}
            }
            used.insert(name);
        }
    }

    fn conditions(
        &mut self,
        at: usize,
        texts: &[String],
        inputs: &[Input],
        used: &mut BTreeSet<String>,
    ) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for text in texts {
            let condition = condition(text);
            if !inputs.iter().any(|input| input.id == condition.input) {
                self.wrong(at, format!("`only_if` asks about `{}`, which is no input", condition.input));
            }
            used.insert(condition.input.clone());
            conditions.push(condition);
        }
        conditions
    }
}

/// `interpreter`, `!interpreter`, `outcome = refused`, `outcome != refused`.
fn condition(text: &str) -> Condition {
    let made = |input: &str, test| Condition { input: input.trim().to_owned(), test };
    if let Some((input, code)) = text.split_once("!=") {
        return made(input, Test::IsNot(code.trim().to_owned()));
    }
    if let Some((input, code)) = text.split_once('=') {
        return made(input, Test::Is(code.trim().to_owned()));
    }
    match text.trim().strip_prefix('!') {
        Some(input) => made(input, Test::Absent),
        None => made(text, Test::Given),
    }
}
