//! The configuration of a linkage: fields, rules and training as TOML, every mistake told with its line and what to write.

use crate::near::{asked, listed};
use crate::{Alone, Candidates, Field, Kind, LinkageError, Part, Records, Rule, Schema, Training};
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

/// A block of more records than this is left out when the configuration says nothing.
const BLOCK_MAX: usize = 5_000;
/// The letters that `start` may ask for.
const LETTERS: std::ops::RangeInclusive<usize> = 1..=40;

/// The kinds of fields by the words of the configuration.
pub const KINDS: [(&str, Kind); 6] = [
    ("given_names", Kind::GivenNames),
    ("surnames", Kind::Surnames),
    ("date", Kind::Date),
    ("code", Kind::Code),
    ("identifier", Kind::Identifier),
    ("text", Kind::Text),
];

/// Makes a part of the name of its field.
type OfField = fn(String) -> Part;

/// The parts of rules that name a field and nothing else.
const PARTS: [(&str, OfField); 8] = [
    ("value", Part::Value),
    ("jumbled", Part::Jumbled),
    ("any_sound", Part::AnySound),
    ("first_sound", Part::FirstSound),
    ("two_sounds", Part::TwoSounds),
    ("year", Part::Year),
    ("near_year", Part::NearYear),
    ("month_and_day", Part::MonthAndDay),
];
const START: &str = "start";

/// How records are linked.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub schema: Schema,
    pub rules: Vec<Rule>,
    pub training: Training,
    pub block_max: usize,
    /// Of two files: no person stands twice in one of them.
    pub one_to_one: bool,
    /// Columns that are read under no circumstances.
    pub ignore: BTreeSet<String>,
}

/// What is wrong with a configuration, by line.
#[derive(Debug, PartialEq)]
pub struct Mistakes(pub Vec<(usize, String)>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    event: Option<Spanned<String>>,
    #[serde(default)]
    one_to_one: bool,
    block_max: Option<Spanned<usize>>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    training: WrittenTraining,
    #[serde(default)]
    fields: Vec<Spanned<WrittenField>>,
    #[serde(default)]
    rules: Vec<Spanned<WrittenRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenField {
    name: Spanned<String>,
    kind: Spanned<String>,
    columns: Spanned<Vec<String>>,
    frequency: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    all: Vec<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTraining {
    seed: Option<u64>,
    random_pairs: Option<Spanned<usize>>,
    sample_max: Option<Spanned<usize>>,
    rounds_max: Option<Spanned<usize>>,
}

impl Config {
    /// Reads the text of a configuration.
    ///
    /// # Errors
    /// Every mistake that can be told at once.
    pub fn of(text: &str) -> Result<Config, Mistakes> {
        of(text)
    }
}

fn of(text: &str) -> Result<Config, Mistakes> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Mistakes(vec![(line_of(text, at), error.message().replace('\n', " "))])
    })?;
    let mut reading = Reading { text, found: Vec::new() };
    let config = reading.config(&written);
    match config {
        Some(config) if reading.found.is_empty() => Ok(config),
        _ => {
            reading.found.sort();
            Err(Mistakes(reading.found))
        }
    }
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count()
}

/// A text while it is read: mistakes are noted, and reading goes on.
struct Reading<'a> {
    text: &'a str,
    found: Vec<(usize, String)>,
}

impl Reading<'_> {
    fn wrong<T>(&mut self, at: &Spanned<T>, what: impl Into<String>) {
        let line = line_of(self.text, at.span().start);
        self.found.push((line, what.into()));
    }
    fn config(&mut self, written: &Written) -> Option<Config> {
        let ignore: BTreeSet<String> = written.ignore.iter().cloned().collect();
        let fields: Vec<Field> =
            written.fields.iter().filter_map(|field| self.field(field, &ignore)).collect();
        if let Some(event) = written.event.as_ref().filter(|event| ignore.contains(event.get_ref())) {
            self.wrong(event, ignored(event.get_ref()));
        }
        if written.fields.is_empty() {
            let what = "there is no field: write [[fields]] with name, kind and columns; `ceiba link profile` suggests some";
            self.found.push((1, what.to_owned()));
        }
        if written.rules.is_empty() {
            let what = "there is no rule to find pairs by: write [[rules]] with all = [\"value:FIELD\", …]";
            self.found.push((1, what.to_owned()));
        }
        let training = self.training(&written.training);
        let block_max = match &written.block_max {
            Some(most) if *most.get_ref() < 2 => {
                self.wrong(
                    most,
                    "`block_max` is how many records may share a key: write 2 or more, such as 5000",
                );
                BLOCK_MAX
            }
            Some(most) => *most.get_ref(),
            None => BLOCK_MAX,
        };
        let rules = written.rules.iter().filter_map(|rule| self.rule(rule)).collect::<Vec<_>>();
        if !self.found.is_empty() {
            return None;
        }
        let schema = self.schema(written, fields)?;
        self.try_rules(&written.rules, &rules, &schema);
        Some(Config { schema, rules, training, block_max, one_to_one: written.one_to_one, ignore })
    }
    fn field(&mut self, written: &Spanned<WrittenField>, ignore: &BTreeSet<String>) -> Option<Field> {
        let WrittenField { name, kind, columns, frequency } = written.get_ref();
        let before = self.found.len();
        if name.get_ref().trim().is_empty() || name.get_ref().contains(':') {
            self.wrong(name, "a field has a name without `:`, which rules call it by, such as \"birth\"");
        }
        let known = KINDS.iter().find(|(word, _)| word == kind.get_ref());
        if known.is_none() {
            let words = || KINDS.iter().map(|(word, _)| *word);
            let what = format!(
                "there is no kind `{}`{} write one of {}",
                kind.get_ref(),
                ended(asked(kind.get_ref(), words())),
                listed(words())
            );
            self.wrong(kind, what);
        }
        if let Some(column) = columns.get_ref().iter().find(|column| ignore.contains(*column)) {
            self.wrong(columns, ignored(column));
        }
        let (_, kind) = known.filter(|_| self.found.len() == before)?;
        let columns = columns.get_ref().clone();
        // A number of a document is nearly as rare as any other.
        let frequency = frequency.unwrap_or(*kind != Kind::Identifier);
        Some(Field { name: name.get_ref().clone(), kind: *kind, columns, frequency })
    }
    fn schema(&mut self, written: &Written, fields: Vec<Field>) -> Option<Schema> {
        let event = written.event.as_ref().map(|event| event.get_ref().as_str());
        let made = Schema::new(fields, event);
        let error = match made {
            Ok(schema) => return Some(schema),
            Err(error) => error,
        };
        let named = |name: &str| {
            let of_name = |field: &&Spanned<WrittenField>| field.get_ref().name.get_ref() == name;
            written.fields.iter().rfind(of_name)
        };
        let field = match &error {
            LinkageError::FieldTwice(name) | LinkageError::Columns(name) => named(name),
            _ => None,
        };
        let what = match &error {
            LinkageError::FieldTwice(name) => {
                format!("there are two fields named `{name}`: name one otherwise")
            }
            LinkageError::Columns(name) => {
                format!(
                    "`{name}` is read from one column; only names are read from several: columns = [\"…\"]"
                )
            }
            other => other.to_string(),
        };
        match field {
            Some(field) => self.wrong(&field.get_ref().columns, what),
            None => self.found.push((1, what)),
        }
        None
    }
    fn rule(&mut self, written: &Spanned<WrittenRule>) -> Option<Rule> {
        let all = &written.get_ref().all;
        if all.is_empty() {
            self.wrong(written, "a rule without a part would find every pair: all = [\"value:FIELD\", …]");
        }
        let parts: Vec<Part> = all.iter().filter_map(|part| self.part(part)).collect();
        (parts.len() == all.len() && !parts.is_empty()).then(|| Rule::new(parts))
    }
    fn part(&mut self, written: &Spanned<String>) -> Option<Part> {
        let text = written.get_ref();
        let words: Vec<&str> = text.split(':').collect();
        let found = match words[..] {
            [START, field, letters] if !field.is_empty() => {
                letters.parse().ok().filter(|n| LETTERS.contains(n)).map(|n| Part::Start(field.to_owned(), n))
            }
            [name, field] if !field.is_empty() => {
                PARTS.iter().find(|(word, _)| *word == name).map(|(_, part)| part(field.to_owned()))
            }
            _ => None,
        };
        if found.is_none() {
            let known = || PARTS.iter().map(|(word, _)| *word).chain([START]);
            let near = asked(words[0], known().filter(|word| *word != words[0]));
            let what = format!(
                "`{text}` is no part of a rule{} write \"PART:FIELD\" with one of {}, or \"start:FIELD:LETTERS\"",
                ended(near),
                listed(known().filter(|word| *word != START))
            );
            self.wrong(written, what);
        }
        found
    }
    /// Asks the engine of each rule whether its parts fit the fields.
    fn try_rules(&mut self, written: &[Spanned<WrittenRule>], rules: &[Rule], schema: &Schema) {
        let none = Records::new(schema.clone());
        for (rule, written) in rules.iter().zip(written) {
            let fits = Candidates::new(&none, std::slice::from_ref(rule), 2, &Alone { cuts: 1 });
            let Err(error) = fits else { continue };
            let all = &written.get_ref().all;
            let (field, what) = match &error {
                LinkageError::UnknownField(field) => {
                    let known = || schema.fields().iter().map(|f| f.name.as_str());
                    let near = ended(asked(field, known()));
                    (
                        field.as_str(),
                        format!("there is no field `{field}`{near} there are {}", listed(known())),
                    )
                }
                LinkageError::PartOfField { part, field } => (field.as_str(), misfit(schema, part, field)),
                other => ("", other.to_string()),
            };
            let at = all.iter().find(|part| part.get_ref().split(':').nth(1) == Some(field));
            match at {
                Some(part) => self.wrong(part, what),
                None => self.wrong(written, what),
            }
        }
    }
    fn training(&mut self, written: &WrittenTraining) -> Training {
        let usual = Training::default();
        let mut number = |given: &Option<Spanned<usize>>, name: &str, usual: usize| match given {
            Some(number) if *number.get_ref() == 0 => {
                self.wrong(number, format!("`{name}` is 1 or more; {usual} when it is left out"));
                usual
            }
            Some(number) => *number.get_ref(),
            None => usual,
        };
        Training {
            seed: written.seed.unwrap_or(usual.seed),
            random_pairs: number(&written.random_pairs, "random_pairs", usual.random_pairs),
            sample_max: number(&written.sample_max, "sample_max", usual.sample_max),
            rounds_max: number(&written.rounds_max, "rounds_max", usual.rounds_max),
        }
    }
}

/// Ends a clause: with the question, or with a colon where there is none.
fn ended(question: String) -> String {
    if question.is_empty() { ":".to_owned() } else { question }
}

fn ignored(column: &str) -> String {
    format!("the column `{column}` stands under `ignore`: take it out of one of the two")
}

/// The word of the configuration for a kind.
pub fn word_of(kind: Kind) -> &'static str {
    KINDS.iter().find(|(_, known)| *known == kind).map_or("", |(word, _)| word)
}

/// What parts fit a field of this kind.
fn fitting(kind: Kind) -> &'static str {
    match kind {
        Kind::GivenNames | Kind::Surnames => "`any_sound`, `first_sound`, `two_sounds`, `start`",
        Kind::Date => "`value`, `year`, `near_year`, `month_and_day`",
        Kind::Identifier => "`value`, `jumbled`, `start`",
        Kind::Code | Kind::Text => "`value`, `start`",
    }
}

fn misfit(schema: &Schema, part: &str, field: &str) -> String {
    let kind = schema.fields().iter().find(|f| f.name == field).map(|f| f.kind);
    let (word, fitting) = kind.map_or(("", ""), |kind| (word_of(kind), fitting(kind)));
    format!("`{part}` cannot be asked of `{field}`, which is of kind `{word}`: write one of {fitting}")
}
