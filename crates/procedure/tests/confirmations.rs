//! What a lawyer confirmed holds for the statement as it read, and for nothing else; a confirmation that is not whole is
//! refused with its line and what to write instead.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use jiff::civil::date;
use procedure::{Confirmation, Hangs, Law, StatementId, Verification, confirmations_file, laws};
use std::collections::{BTreeMap, BTreeSet};

const ASYLUM: &str = "procedures/asylum.toml";
const FILE: &str = "confirmations.toml";

/// Says of the statement at a path that an invented lawyer confirmed it.
fn confirmed(law: &Law, file: &str, path: &str) -> Confirmation {
    let statement = law.statements().into_iter().find(|s| s.cited.file == file && s.cited.path == path);
    Confirmation {
        statement: statement.unwrap_or_else(|| panic!("{file}: {path}")).id(),
        article: "30".into(),
        source: "Gaceta Oficial inventada 28444-B".into(),
        by: "Lcda. Inventada Ejemplo, Dirección Jurídica".into(),
        on: date(2026, 11, 30),
    }
}

fn with(files: &BTreeMap<String, String>, confirmations: &[Confirmation]) -> BTreeMap<String, String> {
    let mut files = files.clone();
    files.insert(FILE.to_owned(), confirmations_file(confirmations));
    files
}

fn due_of(law: &Law, term: &str) -> procedure::Due {
    let events = BTreeMap::from([("notified".to_owned(), date(2024, 3, 25))]);
    law.due(ground::asylum(law), term, &events, &[]).unwrap()
}

/// The fingerprint is taken from the file and the law from its reader: both must speak of the same statements.
#[test]
fn every_statement_of_every_state_has_its_fingerprint_and_its_words() {
    for country in ground::folders() {
        let law = ground::law(&country);
        let (cited, statements) = (law.cited(), law.statements());
        assert_eq!(cited.len(), statements.len(), "{country}");
        for s in &statements {
            let place = format!("{country}/{}: {}", s.cited.file, s.cited.path);
            assert_eq!(s.says.len(), 64, "{place}");
            assert_eq!(s.written, s.cited.cite, "{place}");
            let reads = s.reads(&law);
            assert!(!reads.is_empty(), "{place} has no words");
            assert!(reads.iter().all(|(about, words)| !about.is_empty() && !words.is_empty()), "{place}");
            // A line or two say more than the name, or nobody could compare anything; a fact is only named.
            let is_named_only = s.cited.path.starts_with("facts.") || s.cited.path.ends_with(".guard");
            assert!(reads.len() > 1 || is_named_only, "{place}: {reads:?}");
        }
        let numbers: BTreeSet<u128> =
            statements.iter().filter(|s| s.home == s.cited.file).map(|s| s.number()).collect();
        let homes = statements.iter().filter(|s| s.home == s.cited.file).count();
        assert_eq!(numbers.len(), homes, "{country}: two statements have one number");
    }
}

#[test]
fn a_confirmed_term_is_verified_and_its_date_is_no_longer_provisional() {
    let files = ground::files("pan");
    let before = Law::load(&files).unwrap();
    assert!(due_of(&before, "reconsideration").provisional);
    let term = confirmed(&before, ASYLUM, "terms.reconsideration");
    let only_term = Law::load(&with(&files, std::slice::from_ref(&term))).unwrap();
    assert!(due_of(&only_term, "reconsideration").provisional, "its working days are not confirmed yet");
    let calendar = confirmed(&before, "calendar.toml", "cite");
    let after = Law::load(&with(&files, &[term.clone(), calendar.clone()])).unwrap();
    let due = due_of(&after, "reconsideration");
    assert!(!due.provisional && due.verification == Verification::Verified);
    assert_eq!((due.article.as_deref(), due.due), (Some("30"), due_of(&before, "reconsideration").due));
    let cite = &ground::asylum(&after).term("reconsideration").unwrap().cite;
    assert_eq!(cite.verified_on, Some(date(2026, 11, 30)));
    assert_eq!(cite.verified_by.as_deref(), Some(term.by.as_str()));
    assert_eq!(cite.verified_in.as_deref(), Some(term.source.as_str()));
    let page = laws(&[&after]);
    assert!(page.contains(
        "verified by Lcda. Inventada Ejemplo, Dirección Jurídica on 2026-11-30, compared with Gaceta"
    ));
    // Nothing that a case is pinned to moved.
    assert_eq!(ground::asylum(&after).hash, ground::asylum(&before).hash);
    // What was confirmed since the files were read does the same, and goes again when it is withdrawn.
    let running = before.with_confirmations(&[term.clone(), calendar], &[]);
    assert!(!due_of(&running, "reconsideration").provisional);
    let withdrawn = after.with_confirmations(&[], &[term.statement]);
    assert!(due_of(&withdrawn, "reconsideration").provisional);
    assert_eq!(
        ground::asylum(&withdrawn).term("reconsideration").unwrap().cite,
        ground::asylum(&before).term("reconsideration").unwrap().cite
    );
}

#[test]
fn a_statement_that_was_changed_since_is_no_longer_confirmed_and_is_told() {
    let files = ground::files("pan");
    let term = confirmed(&Law::load(&files).unwrap(), ASYLUM, "terms.reconsideration");
    let mut files = with(&files, std::slice::from_ref(&term));
    let text = files.get_mut(ASYLUM).unwrap();
    let at = text.find("[[terms]]\nid = \"reconsideration\"").unwrap();
    let length = at + text[at..].find("length = ").unwrap();
    text.replace_range(length..length + "length = 5".len(), "length = 6");
    let law = Law::load(&files).unwrap();
    assert_ne!(
        ground::asylum(&law).term("reconsideration").unwrap().cite.verification,
        Verification::Verified
    );
    assert_eq!(law.lapsed(), [&term]);
    let statement = law.statements().into_iter().find(|s| s.cited.path == "terms.reconsideration").unwrap();
    assert_eq!(law.lapsed_at(&statement), [&term]);
    // A corrected cite changes nothing of what was confirmed.
    let mut files = with(&ground::files("pan"), std::slice::from_ref(&term));
    let text = files.get_mut(ASYLUM).unwrap();
    let at = text.find("[[terms]]\nid = \"reconsideration\"").unwrap();
    let article = at + text[at..].find("verification = \"").unwrap();
    text.replace_range(article..article + "verification = \"".len(), "verification  = \"");
    assert!(Law::load(&files).unwrap().lapsed().is_empty());
}

/// A condition taken away from a step takes the step from under its confirmation: nobody confirmed it without.
#[test]
fn a_step_without_one_of_its_conditions_is_another_statement() {
    let files = ground::files("pan");
    let before = Law::load(&files).unwrap();
    let guarded =
        ground::asylum(&before).steps.iter().find(|s| s.guard.as_ref().is_some_and(|g| g.clauses.len() > 1));
    let path = format!("steps.{}", guarded.unwrap().id);
    let step = confirmed(&before, ASYLUM, &path);
    let mut table: toml::Table = toml::from_str(&files[ASYLUM]).unwrap();
    let steps = table["steps"].as_array_mut().unwrap();
    let id = path.trim_start_matches("steps.");
    let raw = steps.iter_mut().find(|s| s["id"].as_str() == Some(id)).unwrap();
    raw["guard"].as_array_mut().unwrap().pop();
    let mut files = with(&files, std::slice::from_ref(&step));
    files.insert(ASYLUM.to_owned(), toml::to_string(&table).unwrap());
    let law = Law::load(&files).unwrap();
    assert_eq!(law.lapsed(), [&step]);
}

/// The same statement in each version that takes it over, and only there.
#[test]
fn what_a_version_takes_over_is_confirmed_once_where_it_is_written() {
    let mut seen = 0;
    for country in ground::folders() {
        let files = ground::files(&country);
        let law = Law::load(&files).unwrap();
        let taken =
            law.statements().into_iter().find(|s| s.home != s.cited.file && s.is_law() && !s.is_verified());
        let Some(taken) = taken else { continue };
        seen += 1;
        let told = Confirmation { statement: taken.id(), ..confirmed(&law, taken.home, "cite") };
        let after = Law::load(&with(&files, std::slice::from_ref(&told))).unwrap();
        let all = after.statements();
        let marked: Vec<&str> = all.iter().filter(|s| s.is_verified()).map(|s| s.cited.file).collect();
        assert!(marked.contains(&taken.home) && marked.contains(&taken.cited.file), "{country}: {marked:?}");
        assert!(all.iter().filter(|s| s.is_verified()).all(|s| s.id() == told.statement), "{country}");
        // Under the name of the version that takes it over it is refused, with the file to write.
        let elsewhere = Confirmation {
            statement: StatementId::new(taken.cited.file, &taken.cited.path, taken.says),
            ..told.clone()
        };
        let errors = Law::load(&with(&files, &[elsewhere])).unwrap_err();
        assert!(errors[0].to_string().contains(&format!("write `file = \"{}\"`", taken.home)), "{errors:?}");
        assert!(ground::told(&errors).contains(taken.home), "{errors:?}");
        // A lawyer is asked once.
        let listed = law.for_lawyers().iter().filter(|s| s.id() == told.statement).count();
        assert_eq!(listed, 1, "{country}");
    }
    assert!(seen > 0, "no version takes anything over");
}

#[test]
fn a_confirmation_that_is_not_whole_is_refused_with_its_line_and_what_to_write() {
    let files = ground::files("pan");
    let law = Law::load(&files).unwrap();
    let right = confirmed(&law, ASYLUM, "terms.reconsideration");
    let platform = law.statements().into_iter().find(|s| !s.is_law()).unwrap();
    let text = confirmations_file(std::slice::from_ref(&right));
    let line = 1 + text.lines().position(|l| l == "[[confirmations]]").unwrap();
    let told = |text: String| {
        let mut files = files.clone();
        files.insert(FILE.to_owned(), text);
        let errors = Law::load(&files).unwrap_err();
        assert!(errors.iter().all(|e| e.file == FILE), "{errors:?}");
        ground::told(&errors)
    };
    let cases = [
        ("article = \"30\"", "article = \"\"", "write `article = \"30\"`"),
        ("article = \"30\"\n", "", "write `article = \"30\"`"),
        ("article = \"30\"", "article = \"unknown\"", "write `article = \"30\"`"),
        ("source = \"Gaceta Oficial inventada 28444-B\"", "source = \"internet\"", "the gazette's reference"),
        ("by = \"Lcda. Inventada Ejemplo, Dirección Jurídica\"\n", "", "write `by = \"NAME, POST\"`"),
        ("on = \"2026-11-30\"", "on = \"30 de noviembre\"", "is no day"),
        ("path = \"terms.reconsideration\"", "path = \"terms.nothing\"", "says nothing at `terms.nothing`"),
        (
            "file = \"procedures/asylum.toml\"",
            "file = \"procedures/none.toml\"",
            "write one of calendar.toml, ",
        ),
        ("says = \"", "says = \"x", "take `says` from"),
        ("article", "artículo", ""),
        ("on = ", "day = ", "unknown field `day`"),
    ];
    for (from, to, wanted) in cases {
        assert!(text.contains(from), "{from}");
        let answer = told(text.replacen(from, to, 1));
        assert!(answer.contains(wanted), "{from} -> {to}: {answer}");
    }
    let answer = told(text.replace("article = \"30\"", "article = \"\""));
    assert!(answer.starts_with(&format!("{FILE}:{line}: {ASYLUM}: terms.reconsideration: ")), "{answer}");
    let twice = told(format!("{text}{}", &text[text.find("[[").unwrap()..]));
    assert!(twice.contains("it is confirmed above already"), "{twice}");
    let ours = told(confirmations_file(&[Confirmation { statement: platform.id(), ..right }]));
    assert!(ours.contains("a choice of the platform"), "{ours}");
}

#[test]
fn what_can_harm_stands_first_and_nothing_of_the_platform_waits_for_a_lawyer() {
    for country in ground::folders() {
        let law = ground::law(&country);
        let all = law.for_lawyers();
        assert!(all.windows(2).all(|w| w[0].hangs() <= w[1].hangs()), "{country}");
        assert!(all.iter().all(|s| !s.written.is_platform()), "{country}");
        assert!(all.iter().any(|s| s.hangs() == Hangs::Person), "{country}");
        for p in &law.procedures {
            for term in
                p.terms.iter().filter(|t| t.whose == procedure::Whose::Person && !t.cite.is_platform())
            {
                let path = format!("terms.{}", term.id);
                let found = all.iter().find(|s| {
                    s.cited.path == path && s.says.len() == 64 && s.procedure.is_some_and(|q| q.id == p.id)
                });
                assert_eq!(found.map(|s| s.hangs()), Some(Hangs::Person), "{country} {path}");
            }
        }
    }
}

/// What nobody could show is shown by the lawyer: it takes their source and article.
#[test]
fn what_no_source_showed_takes_over_the_lawyers_source() {
    for country in ground::folders() {
        let files = ground::files(&country);
        let law = Law::load(&files).unwrap();
        let unknown = law.statements().into_iter().find(|s| s.written.source == procedure::Cite::UNKNOWN);
        let Some(unknown) = unknown else { continue };
        let source = "https://www.example.org/gaceta/28444";
        let told = Confirmation {
            statement: unknown.id(),
            source: source.into(),
            ..confirmed(&law, unknown.home, "cite")
        };
        let after = Law::load(&with(&files, std::slice::from_ref(&told))).unwrap();
        let statement = after.statement_of(&told.statement).unwrap();
        assert_eq!(
            (statement.cited.cite.url.as_deref(), statement.cited.cite.is_unsourced()),
            (Some(source), false)
        );
        return;
    }
    panic!("no state has a statement without a source");
}
