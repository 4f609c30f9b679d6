//! The mistakes that people make who type law: each is told with its file, its line, the article it stands under, and what
//! to write instead; all mistakes of a file at once.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use kernel::Lang;
use procedure::{Law, LawError, Safeguards, WorkedCase};
use proptest::prelude::*;
use std::collections::BTreeMap;

const CLAIM: &str = "procedures/claim.toml";
const CASE: &str = "cases/holiday.toml";
const CALENDAR: &str = "calendar.toml";
const COUNTRY: &str = "country.toml";

/// One mistake: in this file, `from` (where it first stands) typed as `to`. It is told on the line that begins with
/// `line`, under the article, with all these words.
struct Mistake {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    line: &'static str,
    article: Option<&'static str>,
    says: &'static [&'static str],
    /// What a reader of Spanish is told of it, as far as the table says so.
    es: &'static [&'static str],
}

impl Mistake {
    const fn es(self, es: &'static [&'static str]) -> Mistake {
        Mistake { es, ..self }
    }
}

const fn at(
    file: &'static str,
    from: &'static str,
    to: &'static str,
    line: &'static str,
    article: Option<&'static str>,
    says: &'static [&'static str],
) -> Mistake {
    Mistake { file, from, to, line, article, says, es: &[] }
}

const MISTAKES: &[Mistake] = &[
    // What is typed otherwise than TOML is.
    at(
        CLAIM,
        "\"Oída\", en = \"Heard\"",
        "“Oída”, en = “Heard”",
        "names = { es = “Oída”",
        None,
        &["quotation marks are straight"],
    )
    .es(&["las comillas son rectas", "escriba `names = \"…\"`"]),
    at(CLAIM, "id = \"hear\"\n", "id = \"hear\n", "id = \"hear", Some("4"), &["a quotation mark is missing"])
        .es(&["falta una comilla", "en la misma línea (`id`)"]),
    at(
        CLAIM,
        "length = 10\n",
        "length = 10 días\n",
        "length = 10 días",
        Some("7"),
        &["whole number", "its unit stands in `unit`", "`length = 10`"],
    )
    .es(&["número entero", "su unidad está en `unit`", "escriba `length = 10`"]),
    at(CLAIM, "length = 10\n", "length = 10,5\n", "length = 10,5", Some("7"), &["without comma"])
        .es(&["sin coma ni unidad"]),
    at(
        CLAIM,
        "valid_from = \"2020-01-01\"",
        "valid_from = 01/01/2020",
        "valid_from",
        Some("3"),
        &["between quotation marks", "2024-01-31"],
    )
    .es(&["entre comillas", "2024-01-31"]),
    at(
        CLAIM,
        "remedy = true\n",
        "remedy = sí\n",
        "remedy",
        Some("7"),
        &["yes is `true`: write `remedy = true`"],
    )
    .es(&["sí es `true`: escriba `remedy = true`"]),
    at(CLAIM, "to = \"heard\"", "to = heard", "to = heard", Some("4"), &["write `to = \"heard\"`"])
        .es(&["las palabras van entre comillas: escriba `to = \"heard\"`"]),
    at(CLAIM, "id = \"court\"", "id: \"court\"", "id: \"court\"", None, &["joined by `=`: write `id = …`"])
        .es(&["se unen con `=`: escriba `id = …`"]),
    at(
        CLAIM,
        "length = 10\n",
        "length = 10\nlength = 15\n",
        "length = 15",
        Some("7"),
        &["`length` stands twice in the same block"],
    )
    .es(&["`length` está dos veces en el mismo bloque"]),
    at(
        CLAIM,
        "against = [\"refuse\"]",
        "against = [\"refuse\"",
        "against = [\"refuse\"",
        // What comes after an open bracket is not read, and the article comes after it.
        None,
        &["a bracket is missing"],
    )
    .es(&["falta un corchete"]),
    // A value of another kind.
    at(
        CLAIM,
        "length = 10\n",
        "length = 10.5\n",
        "length = 10.5",
        Some("7"),
        &["a whole number, not 10.5: write `length = 10`"],
    )
    .es(&["un número entero, no 10.5: escriba `length = 10`"]),
    at(
        CLAIM,
        "length = 10\n",
        "length = \"10\"\n",
        "length = \"10\"",
        Some("7"),
        &["without quotation marks: write `length = 10`"],
    )
    .es(&["sin comillas: escriba `length = 10`"]),
    at(
        CLAIM,
        "length = 10\n",
        "length = 0\n",
        "length = 0",
        Some("7"),
        &["`length` is at least 1", "leave it out when it is not known"],
    )
    .es(&["`length` es 1 o más", "se omite si no se sabe"]),
    at(
        CLAIM,
        "valid_from = \"2020-01-01\"",
        "valid_from = \"31/01/2020\"",
        "valid_from",
        Some("3"),
        &["write `valid_from = \"2020-01-31\"`"],
    ),
    at(
        CLAIM,
        "valid_from = \"2020-01-01\"",
        "valid_from = 2020-01-01",
        "valid_from",
        Some("3"),
        &["write `valid_from = \"2020-01-01\"`"],
    ),
    at(
        CLAIM,
        "by = [\"reviewer\"]",
        "by = \"reviewer\"",
        "by = \"reviewer\"",
        Some("6"),
        &["a list: write `by = [\"reviewer\"]`"],
    )
    .es(&["es una lista: escriba `by = [\"reviewer\"]`"]),
    at(
        CLAIM,
        "remedy = true\n",
        "remedy = \"true\"\n",
        "remedy",
        Some("7"),
        &["true or false, without quotation marks"],
    ),
    // A word that the program does not know.
    at(
        CLAIM,
        "unit = \"working_days\"\nfrom",
        "unit = \"días hábiles\"\nfrom",
        "unit = \"días",
        Some("7"),
        &["did you mean `working_days`?", "`calendar_days`, `months`"],
    )
    .es(&["no puede ser `días hábiles`; ¿quiso decir `working_days`? Es uno de"]),
    at(
        CLAIM,
        "by = [\"reviewer\"]",
        "by = [\"revisor\"]",
        "by = [\"revisor\"]",
        Some("6"),
        &["did you mean `reviewer`?"],
    ),
    at(
        CLAIM,
        "waiting = true",
        "wating = true",
        "wating",
        None,
        &["`wating` is not a key of a stage; did you mean `waiting`?"],
    )
    .es(&["`wating` no es clave de una etapa; ¿quiso decir `waiting`?"]),
    at(CLAIM, "length = 10\n", "lenght = 10\n", "lenght", Some("7"), &["did you mean `length`?"]),
    at(
        CLAIM,
        "verification = \"secondary\" }\n\n[sources]",
        "verification = \"sure\" }\n\n[sources]",
        "cite = { source",
        Some("3"),
        &["`verification` cannot be `sure`", "`secondary`, `unverified`, `verified`"],
    ),
    // What is missing.
    at(
        CLAIM,
        "authority = { es = \"Consejo\", en = \"Council\" }",
        "authority = { es = \"Consejo\" }",
        "authority",
        Some("7"),
        &["missing in English: write `en = \"…\"`"],
    ),
    at(
        CLAIM,
        "en = \"Council\"",
        "en = \"\"",
        "authority",
        Some("7"),
        &["the words are missing in English: write `en = \"…\"`"],
    ),
    at(
        CLAIM,
        "whose = \"person\"\n",
        "",
        "id = \"review_request\"",
        Some("7"),
        &["`whose` is missing: write `whose = \"person\"`"],
    ),
    at(
        CLAIM,
        "first_stage = \"filed\"\n",
        "",
        "id = \"claim\"",
        Some("3"),
        &["`first_stage` is missing", "before the first line in brackets"],
    ),
    at(
        CLAIM,
        "cite = { source = \"ACT\", article = \"8\", verification = \"secondary\" }",
        "",
        "moved_end",
        Some("7"),
        &["nothing says where it is written: add `cite"],
    )
    .es(&["no dice dónde está escrito: agregue `cite"]),
    at(
        CLAIM,
        "article = \"5\", verification = \"secondary\" }\n\n[[facts]]\nid = \"guardian\"",
        "verification = \"secondary\" }\n\n[[facts]]\nid = \"guardian\"",
        "id = \"child\"",
        None,
        &["the cite says no article: write it, or `article = \"unknown\"`"],
    ),
    at(
        CLAIM,
        "article = \"8\", verification = \"secondary\"",
        "article = \"8\", verification = \"verified\"",
        "moved_end",
        Some("8"),
        &["needs `verified_by`", "or `secondary` until then"],
    ),
    at(
        CLAIM,
        "{ source = \"ACT\", article = \"8\"",
        "{ source = \"ACTO\", article = \"8\"",
        "moved_end",
        Some("8"),
        &["`ACTO` is not listed under [sources]", "did you mean `ACT`?"],
    )
    .es(&["la fuente `ACTO` no está en [sources]", "¿quiso decir `ACT`?"]),
    // A name that leads nowhere.
    at(
        CLAIM,
        "to = \"heard\"",
        "to = \"herd\"",
        "to = \"herd\"",
        Some("4"),
        &["stage `herd` is not declared; did you mean `heard`?"],
    )
    .es(&["no se ha declarado la etapa `herd`; ¿quiso decir `heard`?"]),
    at(
        CLAIM,
        "from = \"notified\"",
        "from = \"notificado\"",
        "from = \"notificado\"",
        Some("7"),
        &["no step records the event `notificado`", "Write `event = \"notificado\"`"],
    )
    .es(&["ningún paso registra el hecho `notificado`", "Escriba `event = \"notificado\"`"]),
    at(
        CLAIM,
        "from = \"notified\"",
        "from = \"notifed\"",
        "from = \"notifed\"",
        Some("7"),
        &["did you mean `notified`?"],
    ),
    at(
        CLAIM,
        "starts = [\"answer\"]",
        "starts = [\"anwser\"]",
        "starts = [\"anwser\"]",
        Some("7"),
        &["term `anwser` is not declared; did you mean `answer`?"],
    ),
    at(
        CLAIM,
        "starts = [\"review_request\"]",
        "starts = []",
        "id = \"review_request\"",
        Some("7"),
        &["no step starts it: write `starts = [\"review_request\"]`"],
    )
    .es(&["ningún paso lo empieza: escriba `starts = [\"review_request\"]`"]),
    at(
        CLAIM,
        "against = [\"refuse_on_review\"]",
        "against = [\"refuse_review\"]",
        "against = [\"refuse_review\"]",
        None,
        &["did you mean `refuse_on_review`?"],
    ),
    at(
        CLAIM,
        "sets = { review = \"approved\" }",
        "sets = { review = \"aprobada\" }",
        "sets = { review = \"aprobada\" }",
        Some("6"),
        &["can never be `aprobada`: it is one of `pending`, `approved`"],
    )
    .es(&["nunca puede ser `aprobada`: es uno de `pending`, `approved`"]),
    at(
        CLAIM,
        "by = [\"child_protection_delegate\"]\n",
        "by = [\"child_protection_delegate\"]\nopens = [\"guardianship\"]\n",
        "opens",
        Some("5"),
        &["procedure `guardianship` is not declared"],
    ),
    at(
        CLAIM,
        "id = \"recognise\"",
        "id = \"refuse\"",
        "id = \"refuse\"",
        Some("6"),
        &["the id is used twice", "give this one another"],
    )
    .es(&["el id se usa dos veces: ya lo tiene la línea", "dé otro a este"]),
    at(CLAIM, "id = \"court\"", "id = \"court\t\"", "id = \"court", None, &["an id has lower-case letters"]),
    at(
        CLAIM,
        "initial = \"pending\"",
        "initial = \"pendiente\"",
        "id = \"review\"",
        Some("6"),
        &["`initial` is `pendiente`, which is none of its values: it is one of `pending`"],
    ),
    // Conditions.
    at(
        CLAIM,
        "when = \"interview_heard &&",
        "when = \"interview_held &&",
        "when = ",
        Some("6"),
        &["fact `interview_held` is not declared; did you mean `interview_heard`?"],
    ),
    at(
        CLAIM,
        "when = \"review == 'approved'\"",
        "when = \"review = 'approved'\"",
        "when = ",
        Some("6"),
        &["is not a CEL expression", "equal is written `==`"],
    )
    .es(&["no es una expresión CEL", "«igual» se escribe `==`"]),
    at(
        CLAIM,
        "interview_heard && review",
        "interview_heard and review",
        "when = ",
        Some("6"),
        &["and is written `&&`"],
    )
    .es(&["«y» se escribe `&&`"]),
    at(
        CLAIM,
        "when = \"review == 'approved'\"",
        "when = \"review == 'aproved'\"",
        "when = ",
        Some("6"),
        &["it is one of `pending`, `approved`"],
    ),
    at(
        CLAIM,
        "when = \"review == 'approved'\"",
        "when = \"review\"",
        "when = ",
        Some("6"),
        &["compare it with one of its codes"],
    )
    .es(&["no es sí o no; compárelo con uno de sus códigos"]),
    // The other files.
    at(
        CALENDAR,
        "fixed = \"06-02\"",
        "fixed = \"31-12\"",
        "id = \"tree_day\"",
        Some("9"),
        &["write `fixed = \"12-25\"`, month before day"],
    )
    .es(&["escriba `fixed = \"12-25\"`, primero el mes"]),
    at(
        CALENDAR,
        "weekday = \"saturday\"",
        "weekday = \"sábado\"",
        "weekday = \"sábado\"",
        Some("9"),
        &["did you mean `saturday`?"],
    ),
    at(
        COUNTRY,
        "kind = \"headquarters\"",
        "kind = \"sede central\"",
        "kind = \"sede",
        Some("2"),
        &["did you mean `headquarters`?"],
    ),
    at(
        COUNTRY,
        "time_zone = \"America/Panama\"",
        "time_zone = \"Panama time\"",
        "time_zone",
        Some("1"),
        &["write one such as America/Panama"],
    )
    .es(&["no es un huso horario; escriba uno como America/Panama"]),
    at(
        CASE,
        "on = \"2024-05-02\"",
        "on = \"02/05/2024\"",
        "on = \"02/05/2024\"",
        None,
        &["write `on = \"2024-05-02\"`"],
    ),
    at(CASE, "answers = { child", "answer = { child", "answer =", None, &["did you mean `answers`?"])
        .es(&["`answer` no es clave de un movimiento; ¿quiso decir `answers`?"]),
    at(
        CASE,
        "written = \"before\"",
        "written = \"antes\"",
        "written = \"antes\"",
        None,
        &["`before`, `after`"],
    ),
];

fn changed(mistake: &Mistake) -> BTreeMap<String, String> {
    let mut files = ground::files("_example");
    let text = files.get_mut(mistake.file).unwrap();
    assert!(text.contains(mistake.from), "{}: {}", mistake.file, mistake.from);
    *text = text.replacen(mistake.from, mistake.to, 1);
    files
}

fn told(files: &BTreeMap<String, String>, file: &str) -> Vec<LawError> {
    let case = WorkedCase::read(file, &files[file]);
    match if file.starts_with("cases/") { case.map(drop) } else { Law::load(files).map(drop) } {
        Ok(()) => Vec::new(),
        Err(errors) => errors,
    }
}

/// Whether a mistake is told as the table says; otherwise what was said.
fn missed(mistake: &Mistake) -> Option<String> {
    let files = changed(mistake);
    let errors = told(&files, mistake.file);
    let begins = |n: usize| files[mistake.file].lines().nth(n - 1).unwrap().starts_with(mistake.line);
    let fits = |e: &&LawError| {
        e.file == mistake.file
            && e.line.is_some_and(begins)
            && e.article.as_deref() == mistake.article
            && mistake.says.iter().all(|words| e.message.en.contains(words))
            && mistake.es.iter().all(|words| e.message.es.contains(words))
    };
    let both = |e: &LawError| format!("{e}\n        {}", e.in_lang(Lang::Es));
    let lines: Vec<String> = errors.iter().map(both).collect();
    let said = errors.iter().find(fits).is_none();
    said.then(|| format!("{} -> {}\n    {}", mistake.from, mistake.to, lines.join("\n    ")))
}

#[test]
fn every_mistake_is_told_with_its_line_its_article_and_what_to_write() {
    assert!(MISTAKES.len() >= 30);
    assert!(MISTAKES.iter().filter(|mistake| !mistake.es.is_empty()).count() >= 15);
    let missed: Vec<String> = MISTAKES.iter().filter_map(missed).collect();
    assert!(missed.is_empty(), "{} of {}:\n{}", missed.len(), MISTAKES.len(), missed.join("\n"));
}

/// Whoever reads the files reads one of the languages, and perhaps not the other.
#[test]
fn every_mistake_is_told_in_spanish_and_in_english() {
    for mistake in MISTAKES {
        let errors = told(&changed(mistake), mistake.file);
        assert!(!ground::told(&errors).is_empty(), "{} -> {}", mistake.from, mistake.to);
    }
}

#[test]
fn an_english_word_in_a_spanish_sentence_is_found() {
    let words = ground::tongues::words("falta `the step`: write");
    assert_eq!(words.iter().filter(|word| !word.is_empty()).collect::<Vec<_>>(), [&"falta", &"write"]);
    assert!(!ground::tongues::words("el lector dice en inglés: «the key is missing»").contains(&"the"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// However a file is broken, nothing is told in one language only.
    #[test]
    fn what_is_told_of_a_broken_line_is_told_in_both_languages(
        of in 0usize..4,
        at in 0usize..1000,
        how in prop::sample::select(vec!["", "x", "=", "\"", "[", "= sí", "wrong = 1", "id = \"\"", "{ es = 1 }"]),
        is_instead in any::<bool>(),
    ) {
        let mut files = ground::files("_example");
        let file = [CLAIM, CASE, CALENDAR, COUNTRY][of];
        let mut lines: Vec<String> = files[file].lines().map(str::to_owned).collect();
        let at = at % lines.len();
        lines[at] = if is_instead { how.to_owned() } else { format!("{}{how}", lines[at]) };
        files.insert(file.to_owned(), lines.join("\n"));
        ground::told(&told(&files, file));
    }
}

/// One mistake is one line: what follows from it is not told beside it.
#[test]
fn a_mistake_is_told_once() {
    let many: Vec<String> = MISTAKES
        .iter()
        .map(|mistake| (mistake, told(&changed(mistake), mistake.file)))
        .filter(|(_, errors)| errors.len() > 2)
        .map(|(mistake, errors)| format!("{} -> {}: {errors:#?}", mistake.from, mistake.to))
        .collect();
    assert!(many.is_empty(), "{}", many.join("\n"));
}

#[test]
fn all_mistakes_of_all_files_are_told_at_once_in_the_order_of_the_lines() {
    let mut files = ground::files("_example");
    let text = files.get_mut(CLAIM).unwrap();
    for (from, to) in [
        ("waiting = true", "wating = true"),
        ("unit = \"working_days\"\nfrom", "unit = \"hábiles\"\nfrom"),
        ("to = \"heard\"", "to = \"herd\""),
        ("when = \"interview_heard &&", "when = \"interview_held &&"),
        ("starts = [\"answer\"]", "starts = [\"anwser\"]"),
        ("level = \"review\" }", "level = \"second\" }"),
        ("{ source = \"ACT\", article = \"8\"", "{ source = \"LAW\", article = \"8\""),
    ] {
        *text = text.replacen(from, to, 1);
    }
    let calendar = files[CALENDAR].replace("weekday = \"sunday\"", "weekday = \"domingo\"");
    files.insert(CALENDAR.to_owned(), calendar);
    let errors = told(&files, CLAIM);
    let lines: Vec<(&str, usize)> = errors.iter().map(|e| (e.file.as_str(), e.line.unwrap())).collect();
    assert!(lines.is_sorted(), "{lines:?}");
    let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
    // The term `answer` is started by nobody once its step starts `anwser`: that is told too.
    assert_eq!(said.len(), 9, "{said:#?}");
    for words in [
        "`wating`",
        "`hábiles`",
        "`herd`",
        "`interview_held`",
        "`anwser`",
        "`second`",
        "`LAW`",
        "`domingo`",
        "no step starts it",
    ] {
        assert!(said.iter().any(|line| line.contains(words)), "{words}: {said:#?}");
    }
}

#[test]
fn a_mistake_reads_as_a_line_of_an_editor() {
    let mistake = at(CLAIM, "to = \"heard\"", "to = \"herd\"", "", None, &[]);
    let files = changed(&mistake);
    let line = 1 + files[CLAIM].lines().position(|l| l == "to = \"herd\"").unwrap();
    assert_eq!(
        told(&files, CLAIM)[0].to_string(),
        format!(
            "{CLAIM}:{line} (article 4): steps.hear.to: stage `herd` is not declared; did you mean `heard`?"
        )
    );
    assert_eq!(
        told(&files, CLAIM)[0].in_lang(Lang::Es),
        format!(
            "{CLAIM}:{line} (artículo 4): steps.hear.to: no se ha declarado la etapa `herd`; ¿quiso decir `heard`?"
        )
    );
}

/// A version that starts from another one: what it names and the base does not have.
#[test]
fn mistakes_of_a_reform_are_told_where_they_stand() {
    const REFORM: &str = "procedures/claim-2024.toml";
    let head = "id = \"claim\"\nversion = \"XEX-2024\"\nvalid_from = \"2024-01-01\"\n";
    let cases = [
        (
            "based_on = \"XEX-2020\"\nremoves = [\n  \"remedies.cuort\",\n]\n",
            6,
            "no `remedies.cuort` to remove; did you mean `remedies.court`?",
        ),
        ("based_on = \"XEX-2002\"\n", 4, "has the version `XEX-2002`; did you mean `XEX-2020`?"),
        ("based_on = \"XEX-2020\"\n[[terms]]\nid = \"answer\"\nlenght = 45\n", 7, "did you mean `length`?"),
        ("based_on = \"XEX-2020\"\n[[steps]]\nid = \"hear\"\nto = \"herd\"\n", 7, "did you mean `heard`?"),
        ("based_on = \"XEX-2020\"\n[[terms]]\nid = \"new\"\nlength = 4\n", 6, "`unit` is missing"),
    ];
    for (changes, line, wanted) in cases {
        let mut files = ground::files("_example");
        let base = files[CLAIM].replacen("valid_from", "valid_to = \"2023-12-31\"\nvalid_from", 1);
        files.insert(CLAIM.to_owned(), base);
        files.insert(REFORM.to_owned(), format!("{head}{changes}"));
        let errors = told(&files, REFORM);
        let found = errors.iter().find(|e| e.message.en.contains(wanted));
        let found = found.unwrap_or_else(|| panic!("{wanted}: {errors:#?}"));
        assert_eq!((found.file.as_str(), found.line), (REFORM, Some(line)), "{errors:#?}");
        assert!(!ground::told(&errors).is_empty());
    }
}

/// What a version takes over is told where it is written, once.
#[test]
fn a_mistake_of_the_base_is_not_told_of_every_version() {
    let mut files = ground::files("_example");
    let base = files[CLAIM].replacen("valid_from", "valid_to = \"2023-12-31\"\nvalid_from", 1);
    files.insert(CLAIM.to_owned(), base.replace("unit = \"working_days\"\nfrom", "unit = \"weeks\"\nfrom"));
    let reform =
        "id = \"claim\"\nversion = \"XEX-2024\"\nvalid_from = \"2024-01-01\"\nbased_on = \"XEX-2020\"\n";
    files.insert("procedures/claim-2024.toml".to_owned(), reform.to_owned());
    let errors = told(&files, CLAIM);
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert_eq!((errors[0].file.as_str(), errors[0].article.as_deref()), (CLAIM, Some("7")));
}

#[test]
fn a_worked_case_that_differs_names_its_line_and_the_article_of_the_term() {
    let law = ground::law("_example");
    let text = ground::files("_example")[CASE].replace("answer = \"2024-07-15\"", "answer = \"2024-07-14\"");
    let text = text.replacen("step = \"hear\"", "step = \"here\"", 1);
    let found = WorkedCase::read(CASE, &text).unwrap().differences(&law);
    let line = |wanted: &str| text.lines().position(|l| l == wanted).unwrap() + 1;
    let here = format!(
        "line {}, move 2 (here): the procedure has no step `here`; did you mean `hear`?",
        line("step = \"here\"")
    );
    assert!(found.iter().any(|f| f.en == here), "{found:#?}");
    assert!(found.iter().any(|f| f.en.contains("due answer (article 7)")), "{found:#?}");
    let here = format!(
        "línea {}, movimiento 2 (here): el procedimiento no tiene el paso `here`; ¿quiso decir `hear`?",
        line("step = \"here\"")
    );
    assert!(found.iter().any(|f| f.es == here), "{found:#?}");
    assert!(found.iter().any(|f| f.es.contains("due answer (artículo 7): el caso dice")), "{found:#?}");
}

#[test]
fn a_safeguard_is_told_with_its_line_and_article_too() {
    let text = std::fs::read_to_string(ground::countries().join("../region/safeguards.toml")).unwrap();
    let broken = text.replacen("kind = \"refusal_has_remedy\"", "kind = \"refusal_has_remedies\"", 1);
    let line = 1 + broken.lines().position(|l| l.contains("refusal_has_remedies")).unwrap();
    let told = Safeguards::load(&broken).unwrap_err();
    assert_eq!((told[0].file.as_str(), told[0].line), ("safeguards.toml", Some(line)), "{told:?}");
    ground::told(&told);
    assert!(
        told[0].message.es.starts_with("no se conoce `refusal_has_remedies`: es uno de `reachable`, "),
        "{told:?}"
    );
}
