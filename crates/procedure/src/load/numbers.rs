//! `numbers.toml`: the numbers of a state's papers. Every example in the file is tried by the rule that it stands at.

use super::{File, told_once};
use crate::law::LawError;
use crate::numbers::{
    Asked, CheckDigitRule, CheckKind, DateOrder, Holds, NumberPart, NumberRule, PaperKind, Tells, TellsSex,
    Verdict,
};
use crate::said::{Cite, Said};
use crate::shape::FileKind;
use kernel::Country;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    country: Country,
    sources: BTreeMap<String, String>,
    numbers: Vec<RawNumber>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNumber {
    id: String,
    names: Said,
    papers: Vec<PaperKind>,
    printed: String,
    cite: Cite,
    parts: Vec<RawPart>,
    /// Left out when nobody publishes one.
    #[serde(default)]
    check: Option<CheckDigitRule>,
    #[serde(default)]
    tells: RawTells,
    fits: Vec<String>,
    does_not_fit: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    id: String,
    holds: Holds,
    #[serde(default)]
    length: Option<usize>,
    #[serde(default)]
    most: Option<usize>,
    #[serde(default)]
    from: Option<u32>,
    #[serde(default)]
    to: Option<u32>,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    order: Option<DateOrder>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    behind_hyphen: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTells {
    #[serde(default)]
    birth: Option<String>,
    #[serde(default)]
    sex: Option<TellsSex>,
}

/// Reads the numbers of a state.
pub(crate) fn numbers(path: &str, text: &str) -> Result<Vec<NumberRule>, Vec<LawError>> {
    let mut file = File::new(path, text);
    let Some(raw) = file.table::<Raw>(FileKind::Numbers.shape()) else { return Err(told_once(file.errors)) };
    file.sources = raw.sources;
    file.ids("numbers", raw.numbers.iter().map(|n| n.id.as_str()));
    let mut rules = Vec::new();
    for number in raw.numbers {
        let path = format!("numbers.{}", number.id);
        let rule = rule(&mut file, &path, raw.country, number);
        // What is told of a rule already makes its examples worthless.
        if file.errors.is_empty() {
            examples(&mut file, &path, &rule);
        }
        rules.push(rule);
    }
    if file.errors.is_empty() { Ok(rules) } else { Err(told_once(file.errors)) }
}

fn rule(file: &mut File<'_>, path: &str, country: Country, raw: RawNumber) -> NumberRule {
    file.said(path, &raw.names);
    file.ids(&format!("{path}.parts"), raw.parts.iter().map(|p| p.id.as_str()));
    let parts: Vec<NumberPart> =
        raw.parts.into_iter().filter_map(|p| part(file, &format!("{path}.parts.{}", p.id), p)).collect();
    let check = raw.check.map(|rule| {
        let path = format!("{path}.check");
        computable(file, &path, &rule, &parts);
        CheckDigitRule { cite: file.cite(&path, rule.cite.clone()), ..rule }
    });
    let named = [raw.tells.birth.as_ref(), raw.tells.sex.as_ref().map(|sex| &sex.part)];
    known(file, &format!("{path}.tells"), named.into_iter().flatten(), &parts);
    if raw.fits.is_empty() || raw.does_not_fit.is_empty() {
        let why = Said::new(
            "un número trae al menos un ejemplo que cumple y uno que no: en `fits` y en `does_not_fit`",
            "a number comes with at least one example that fits and one that does not: in `fits` and `does_not_fit`",
        );
        file.wrong(path, why);
    }
    NumberRule {
        country,
        names: raw.names,
        papers: raw.papers,
        printed: raw.printed,
        cite: file.cite(path, raw.cite),
        parts,
        check,
        tells: Tells { birth: raw.tells.birth, sex: raw.tells.sex },
        fits: raw.fits,
        does_not_fit: raw.does_not_fit,
        id: raw.id,
    }
}

/// A part with what its kind needs; `None` when that is missing, which is told.
fn part(file: &mut File<'_>, path: &str, raw: RawPart) -> Option<NumberPart> {
    let codes_len = |least: bool| {
        let lens = raw.codes.iter().map(|code| code.chars().count());
        if least { lens.min() } else { lens.max() }
    };
    let asked = match (raw.holds, raw.length) {
        (Holds::Digits, Some(_)) => Some(Asked::Digits),
        (Holds::Letters, Some(_)) => Some(Asked::Letters),
        (Holds::LettersAndDigits, Some(_)) => Some(Asked::LettersAndDigits),
        (Holds::Whole, Some(_)) => match (raw.from, raw.to) {
            (Some(from), Some(to)) if from <= to => Some(Asked::Whole { from, to }),
            _ => None,
        },
        (Holds::OneOf, _) if !raw.codes.is_empty() => Some(Asked::OneOf(raw.codes.clone())),
        (Holds::Date, _) => raw.order.map(Asked::Date),
        _ => None,
    };
    let (least, most) = match raw.holds {
        Holds::OneOf => (codes_len(true).unwrap_or(0), codes_len(false).unwrap_or(0)),
        Holds::Date => (6, 6),
        _ => (raw.length.unwrap_or(0), raw.most.or(raw.length).unwrap_or(0)),
    };
    if asked.is_none() || least == 0 || most < least {
        let why = Said::new(
            "a la parte le falta algo: `length` si son cifras o letras (y `most`, no menor, si varía), `from` y `to` si es \
             `whole`, `codes` si es `one_of`, `order` si es `date`",
            "the part lacks something: `length` for digits or letters (and `most`, not less, where it varies), `from` and `to` \
             for `whole`, `codes` for `one_of`, `order` for `date`",
        );
        file.wrong(path, why);
    }
    Some(NumberPart {
        id: raw.id,
        asked: asked?,
        least,
        most,
        is_optional: raw.optional,
        is_behind_hyphen: raw.behind_hyphen,
    })
}

fn known<'n>(file: &mut File<'_>, path: &str, names: impl Iterator<Item = &'n String>, parts: &[NumberPart]) {
    for name in names.filter(|name| !parts.iter().any(|part| part.id == **name)) {
        let why = Said::new(
            format!("el número no tiene ninguna parte `{name}`"),
            format!("the number has no part `{name}`"),
        );
        file.wrong(path, why);
    }
}

/// A check digit can be computed: its parts are there, each character has a weight, each result is written somehow.
fn computable(file: &mut File<'_>, path: &str, rule: &CheckDigitRule, parts: &[NumberPart]) {
    known(file, path, rule.over.iter().chain([&rule.digit]), parts);
    let lengths = rule.over.iter().filter_map(|id| parts.iter().find(|part| part.id == *id));
    let lengths: Vec<(usize, usize)> = lengths.map(|part| (part.least, part.most)).collect();
    let characters: usize = lengths.iter().map(|(least, _)| least).sum();
    let is_fixed = lengths.iter().all(|(least, most)| least == most);
    if rule.kind == CheckKind::WeightedSum && (!is_fixed || rule.weights.len() != characters) {
        let why = Said::new(
            format!(
                "cada carácter de `over` tiene su peso en `weights`: son {characters}, siempre los mismos"
            ),
            format!(
                "each character of `over` has its weight in `weights`: they are {characters}, always as many"
            ),
        );
        file.wrong(path, why);
    }
    if rule.kind == CheckKind::WholeNumber
        && (!rule.weights.is_empty() || rule.alphabet().chars().count() != 10)
    {
        let why = Said::new(
            "un número entero se lee de cifras y no tiene `weights`",
            "a whole number is read from digits and has no `weights`",
        );
        file.wrong(path, why);
    }
    if usize::try_from(rule.modulus) != Ok(rule.written.chars().count()) {
        let modulus = rule.modulus;
        let why = Said::new(
            format!("`written` tiene un carácter para cada resultado: {modulus}"),
            format!("`written` has one character for each result: {modulus}"),
        );
        file.wrong(path, why);
    }
}

/// The examples say what the rule says.
fn examples(file: &mut File<'_>, path: &str, rule: &NumberRule) {
    for example in &rule.fits {
        let why = match rule.check(example) {
            Verdict::Fits => continue,
            Verdict::Shape => Said::new(
                format!("el ejemplo `{example}` de `fits` no tiene las partes del número"),
                format!("the example `{example}` of `fits` does not have the parts of the number"),
            ),
            Verdict::CheckDigit => Said::new(
                format!("el ejemplo `{example}` de `fits` tiene otro dígito de control"),
                format!("the example `{example}` of `fits` has another check digit"),
            ),
        };
        file.wrong(path, why);
    }
    for example in rule.does_not_fit.iter().filter(|example| rule.check(example) == Verdict::Fits) {
        let why = Said::new(
            format!("el ejemplo `{example}` de `does_not_fit` cumple"),
            format!("the example `{example}` of `does_not_fit` fits"),
        );
        file.wrong(path, why);
    }
}
