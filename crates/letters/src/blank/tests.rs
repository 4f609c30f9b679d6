//! Prints every letter of every state in both orders of languages and reads the files back; and what is wrong in a file
//! is told with its line.

use super::*;
use crate::tests::{assert_accessible, keep, proof, signed, text_of};
use crate::{Kind, LetterError, Unit, may_print, payload_in_pdf, render_filled, short_code};
use jiff::civil::date;
use std::path::PathBuf;

/// A name that must reach the page and nothing that machines read besides it.
const CANARY: &str = "Canaria Ximénez Ñandutí";

fn countries() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../countries")
}

fn files(country: &str) -> BTreeMap<String, String> {
    let folder = countries().join(country).join("letters");
    let found = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let toml = found.filter(|path| path.extension().is_some_and(|e| e == "toml"));
    let named = |path: &PathBuf| format!("letters/{}", path.file_name().unwrap().to_string_lossy());
    toml.map(|path| (named(&path), std::fs::read_to_string(&path).unwrap())).collect()
}

fn letters(country: &str) -> Blanks {
    Blanks::load(&files(country)).unwrap_or_else(|errors| {
        panic!("{country}:\n{}", errors.iter().map(|e| format!("{e}\n")).collect::<String>())
    })
}

fn count() -> Count {
    let skipped =
        |day, es: &str, en: &str| SkippedDay { date: date(2024, 3, day), reason: Words::new(es, en) };
    Count {
        length: Some((5, Unit::WorkingDays)),
        counts_from: Words::new("la notificación de esta decisión", "notice of this decision"),
        from: Some(date(2024, 3, 25)),
        due: Some(date(2024, 4, 2)),
        skipped: vec![
            skipped(29, "Viernes Santo", "Good Friday"),
            skipped(30, "sábado", "Saturday"),
            skipped(31, "domingo", "Sunday"),
        ],
        provisional: true,
    }
}

fn remedy() -> RemedyValue {
    RemedyValue {
        name: Words::new("Recurso inventado", "Invented remedy"),
        authority: Words::new("Comisión inventada", "Invented commission"),
        how: Some(Words::new("Por escrito o de palabra", "In writing or by word of mouth")),
        meanwhile: None,
        norm: Some(Words::any("Ley inventada")),
        count: count(),
    }
}

/// Invented values for every input of a letter, with this outcome of the decision.
fn invented(blank: &Blank, outcome: &str) -> Values {
    let value = |input: &Input| match input.kind {
        InputKind::Text if input.id == "person" => Value::Text(CANARY.into()),
        InputKind::Text => Value::Text(format!("Dato {}", input.id)),
        InputKind::LongText => Value::LongText {
            text: "La oficina oyó su relato.\n\nLo tiene por coherente.".into(),
            lang: "es".into(),
        },
        InputKind::Day => Value::Day(date(2024, 4, 3)),
        InputKind::Time => Value::Time(jiff::civil::time(9, 30, 0, 0)),
        InputKind::Person => Value::Text(CANARY.into()),
        InputKind::People => Value::People(vec!["Alba Invento".into(), "Leo Invento".into()]),
        InputKind::Country => Value::Words(Words::new("País inventado", "Invented country")),
        InputKind::Office => Value::Office {
            names: Words::new("Oficina inventada", "Invented office"),
            place: Words::any("Pueblo Inventado"),
        },
        InputKind::Words => Value::Words(Words::new("Palabras inventadas", "Invented words")),
        InputKind::Choice if input.from == Origin::Decision(DecisionFact::Outcome) => {
            Value::Choice { code: outcome.into(), names: Words::any(outcome) }
        }
        InputKind::Choice => {
            let (code, names) = input.options.first().cloned().unwrap_or(("x".into(), Words::any("x")));
            Value::Choice { code, names }
        }
        InputKind::YesNo => Value::YesNo(true),
        InputKind::Term => Value::Term(count()),
        InputKind::Remedies => Value::Remedies(vec![remedy()]),
        InputKind::List => Value::List(vec![Words::new("Un derecho inventado", "An invented right")]),
        InputKind::Length => Value::Length { count: 6, unit: Unit::Months },
    };
    blank.inputs.iter().map(|input| (input.id.clone(), value(input))).collect()
}

/// The outcomes that a letter of a kind tells.
fn outcomes(kind: BlankKind) -> &'static [&'static str] {
    match kind {
        BlankKind::AdmissibilityDecision => &["admitted", "inadmissible"],
        BlankKind::DecisionNotice => &["recognised", "complementary", "refused"],
        BlankKind::StatusCertificate => &["recognised", "complementary"],
        _ => &["closed"],
    }
}

/// Six words of the longest kind.
const LOG_WORDS: &str = "albahaca-guitarra-jardin-mariposa-naranjas-violetas";

fn filled<'a>(blank: &'a Blank, values: &'a Values, languages: &[&str]) -> Filled<'a> {
    Filled {
        blank,
        values,
        payload: signed(Kind::Letter),
        serial: format!("{}-HQ-2024-00007", blank.serial),
        state: Words::new("República inventada", "Invented Republic"),
        languages: languages.iter().map(|tag| (*tag).to_owned()).collect(),
        copied_on: None,
        issued_on: date(2024, 8, 31),
        log_words: Some(LOG_WORDS.into()),
    }
}

fn at() -> jiff::Timestamp {
    "2024-08-31T19:25:00Z".parse().unwrap()
}

/// Every text that the sheet is made of, as the page shows it.
fn printed(value: &serde_json::Value, key: &str, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(_) if matches!(key, "lang" | "kind" | "payload" | "qr_alt" | "page") => {}
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|inner| printed(inner, key, found)),
        serde_json::Value::Object(map) => map.iter().for_each(|(key, inner)| printed(inner, key, found)),
        _ => {}
    }
}

#[test]
fn every_letter_of_panama_says_what_its_file_says() {
    all_of("pan");
}

#[test]
fn every_letter_of_costa_rica_says_what_its_file_says() {
    all_of("cri");
}

#[test]
fn every_letter_of_mexico_says_what_its_file_says() {
    all_of("mex");
}

fn all_of(state: &str) {
    let letters = letters(state);
    let kinds: BTreeSet<BlankKind> = letters.iter().map(|blank| blank.kind).collect();
    assert_eq!(kinds.len(), BlankKind::ALL.len(), "{state} has no letter of some kind: {kinds:?}");
    for blank in letters.iter() {
        for outcome in outcomes(blank.kind) {
            for languages in [["es", "en"], ["en", "es"]] {
                one(state, blank, outcome, &languages);
            }
        }
    }
}

/// A text without what a line's end may change: where words part, and the hyphen they part at.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '\u{200B}').collect()
}

fn one(state: &str, blank: &Blank, outcome: &str, languages: &[&str; 2]) {
    let what = format!("{state}-{}-{outcome}-{}", blank.id, languages[0]);
    let values = invented(blank, outcome);
    assert!(blank.missing(&values).is_empty());
    let filled = filled(blank, &values, languages);
    may_print(&filled).unwrap();
    let pdf = render_filled(&filled, at()).unwrap_or_else(|e| panic!("{what}: {e}"));
    keep(&format!("{what}.pdf"), &pdf);
    assert_accessible(&pdf, languages[0]);
    assert_eq!(payload_in_pdf(&pdf), Some(signed(Kind::Letter)), "{what}");
    let alternatives =
        pdf.windows(5).filter(|w| w.starts_with(b"/Alt") && matches!(w[4], b'(' | b'<')).count();
    assert_eq!(alternatives, 2, "{what}: each QR code has its alternative");
    let title = format!(
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}",
        blank.names.get(languages[0]).replace('\'', "&apos;")
    );
    assert!(String::from_utf8_lossy(&pdf).contains(&title), "{what}: no title");
    let Some(text) = text_of(&pdf) else { return };
    assert!(!text.contains('{') && !text.contains('}'), "{what}: {text}");
    let sheet = serde_json::to_value(sheet(&filled, &short_code(&proof(Kind::Letter))).unwrap()).unwrap();
    let mut texts = Vec::new();
    printed(&sheet["sides"], "", &mut texts);
    let page = squeezed(&text);
    for words in texts {
        assert!(page.contains(&squeezed(&words)), "{what}: «{words}» is not in: {text}");
    }
    // Against the file itself: each unconditional sentence, between its values, stands there in both languages.
    for section in blank.sections.iter().filter(|s| s.only_if.is_empty()) {
        for paragraph in section.paragraphs.iter().filter(|p| p.only_if.is_empty() && p.cite.is_none()) {
            for tag in languages {
                let fixed = paragraph.says.get(tag).split('{').map(|p| p.split_once('}').map_or(p, |x| x.1));
                for part in fixed.map(str::trim) {
                    assert!(page.contains(&squeezed(part)), "{what}: «{part}» of the file is not there");
                }
            }
        }
    }
}

#[test]
fn a_copy_says_that_it_is_one_and_else_the_same() {
    let letters = letters("pan");
    let blank = letters.get("receipt").unwrap();
    let values = invented(blank, "");
    let original = filled(blank, &values, &["es", "en"]);
    let copy = Filled { copied_on: Some(date(2024, 9, 2)), ..original.clone() };
    let (original, copy) = (render_filled(&original, at()).unwrap(), render_filled(&copy, at()).unwrap());
    let (Some(original), Some(copy)) = (text_of(&original), text_of(&copy)) else { return };
    let mark = "Copia impresa el 2 de septiembre de 2024. Dice lo mismo que el original.";
    assert!(copy.contains(mark) && !original.contains(mark));
    let mark_en = "Copy printed on 2 September 2024. It says the same as the original.";
    let without = copy.replace(mark, "").replace(mark_en, "");
    assert_eq!(
        without.split_whitespace().collect::<Vec<_>>(),
        original.split_whitespace().collect::<Vec<_>>()
    );
}

#[test]
fn what_people_write_is_never_taken_for_markup_and_what_has_no_shape_is_refused() {
    let letters = letters("pan");
    let blank = letters.get("decision_notice").unwrap();
    let mut values = invented(blank, "refused");
    values
        .insert("person".into(), Value::Text("Kʼicheʼ Tꞌahꞌ #panic() *B* $x$ \\ \u{202E}Ñ {number}".into()));
    let reasons = "#read(\"/etc/passwd\") = ¿No? <a> @b \u{0}".repeat(400);
    values.insert("reasons".into(), Value::LongText { text: reasons, lang: "es".into() });
    let pdf = render_filled(&filled(blank, &values, &["es", "en"]), at()).unwrap();
    if let Some(text) = text_of(&pdf) {
        assert!(text.contains("Kʼicheʼ Tꞌahꞌ #panic() *B* $x$ \\ Ñ {number}"), "{text}");
        assert!(text.contains("This text is written in Spanish only."), "{text}");
    }
    values.insert("person".into(), Value::Text("李小龙".into()));
    let refused = LetterError::Unprintable { characters: "小 李 龙".into() };
    assert_eq!(may_print(&filled(blank, &values, &["es", "en"])).unwrap_err(), refused);
    let other = Filled { payload: signed(Kind::Intent), ..filled(blank, &values, &["es"]) };
    assert_eq!(render_filled(&other, at()).unwrap_err(), LetterError::OtherKind);
}

#[test]
fn the_arithmetic_of_a_remedy_stands_on_the_notice_and_an_unknown_term_says_so() {
    let letters = letters("pan");
    let blank = letters.get("decision_notice").unwrap();
    let mut values = invented(blank, "refused");
    let print =
        |values: &Values| text_of(&render_filled(&filled(blank, values, &["es", "en"]), at()).unwrap());
    let Some(text) = print(&values) else { return };
    for words in [
        "martes 2 de abril de 2024",
        "Tuesday 2 April 2024",
        "Viernes Santo (29 de marzo); sábado (30 de marzo); domingo (31 de marzo)",
        "Fecha provisional",
        "1. Recurso inventado",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let unknown = RemedyValue { count: Count { provisional: true, ..Count::default() }, ..remedy() };
    values.insert("remedies".into(), Value::Remedies(vec![unknown]));
    let text = print(&values).unwrap();
    assert!(text.contains("No se conoce con certeza") && text.contains("No espere"), "{text}");
}

#[test]
fn a_harmful_sentence_that_nobody_can_show_is_left_out_and_a_doubtful_one_is_marked() {
    let cited = |harms: bool| {
        format!(
            r#"
[[sections.paragraphs]]
says = {{ es = "Frase dudosa.", en = "Doubtful sentence." }}
harms = {harms}
cite = {{ source = "unknown", verification = "unverified" }}
"#
        )
    };
    for harms in [true, false] {
        let file = format!("{HEAD}{SECTION}{}", cited(harms));
        let blanks = Blanks::load(&BTreeMap::from([("letters/x.toml".to_owned(), file)])).unwrap();
        let blank = blanks.get("x").unwrap();
        let values = Values::from([("number".to_owned(), Value::Text("1".into()))]);
        let sheet = serde_json::to_string(&sheet(&filled(blank, &values, &["es"]), "").unwrap()).unwrap();
        assert_eq!(sheet.contains("Frase dudosa."), !harms);
        assert_eq!(sheet.contains("Provisional"), !harms);
    }
}

const HEAD: &str = r#"id = "x"
kind = "receipt"
names = { es = "Papel", en = "Paper" }
issuer = { es = "Oficina", en = "Office" }
template = "letter"
serial = "XX"

[[inputs]]
id = "number"
kind = "text"
from = "case.number"
required = true
"#;
const SECTION: &str = r#"
[[sections]]
id = "what"
kind = "text"

[[sections.paragraphs]]
says = { es = "Caso {number}.", en = "Case {number}." }
"#;

/// What is said of a file: lines and words.
fn wrong(file: String) -> Vec<String> {
    let errors = Blanks::load(&BTreeMap::from([("letters/x.toml".to_owned(), file)])).unwrap_err();
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn a_mistake_in_a_file_is_told_with_its_line() {
    let whole = format!("{HEAD}{SECTION}");
    assert!(Blanks::load(&BTreeMap::from([("letters/x.toml".to_owned(), whole.clone())])).is_ok());
    let cases = [
        (whole.replace("Case {number}", "Case {numero}"), "is no input"),
        (whole.replace("Case {number}", "Case {numero}"), "do not name the same inputs"),
        (whole.replace(", en = \"Case {number}.\"", ""), "missing in `en`"),
        (whole.replace("{number}", "7"), "input `number` is used nowhere"),
        (whole.replace("required = true", "required = false"), "may have no value"),
        (whole.replace("case.number", "case.colour"), "nothing comes from `case.colour`"),
        (whole.replace("kind = \"text\"\nfrom", "kind = \"day\"\nfrom"), "cannot be of this kind"),
        (whole.replace("case.number", "ask"), "needs `names`"),
        (whole.replace("serial = \"XX\"", "serial = \"x-1\""), "capital letters"),
        (whole.replace("id = \"x\"", "id = \"y\""), "named otherwise"),
        (whole.replace("kind = \"receipt\"", "kind = \"postcard\""), "postcard"),
        (format!("{whole}only_if = [\"moon\"]\n"), "which is no input"),
        (format!("{whole}harms = true\n"), "where it is written"),
        (format!("{whole}cite = {{ source = \"ZZ\", verification = \"secondary\" }}\n"), "not listed"),
        (whole.replace("says = { es", "says = { fr = \"Cas {number}.\", es"), "words in `fr`"),
        (whole.replace("kind = \"text\"\n\n", "kind = \"remedies\"\n\n"), "`of` must name"),
    ];
    for (file, words) in cases {
        let said = wrong(file);
        let found = said.iter().find(|line| line.contains(words));
        let found = found.unwrap_or_else(|| panic!("«{words}» is not said: {said:?}"));
        assert!(found.starts_with("letters/x.toml:"), "{found}");
        let line: usize = found.split(':').nth(1).unwrap().parse().unwrap();
        assert!((1..=30).contains(&line), "{found}");
    }
    assert!(
        wrong(whole.replace("{number}", "7"))[0].starts_with("letters/x.toml:8:"),
        "the line of the input"
    );
}

#[test]
fn a_new_language_is_offered_only_where_everything_is_written_in_it() {
    let letters = letters("pan");
    assert_eq!(letters.get("receipt").unwrap().languages(), ["es", "en"]);
}
