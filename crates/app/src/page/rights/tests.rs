//! The public pages of all states: no number that nobody confirmed, in both languages, light, and nothing of anybody.

use super::pen::Pen;
use super::{body, in_force_or_newest};
use crate::{country, wiring};
use jiff::civil::Date;
use kernel::Lang;
use procedure::{Counting, Law, Length, Said, Term, Unit, Verification, tells_a_length};
use web::Words;

const STATES: [&str; 8] = ["_example", "blz", "cri", "gtm", "hnd", "mex", "pan", "slv"];
/// The style and the font weigh some 77 KB; a page with them stays below 100.
const PAGE_BYTES_MAX: usize = 22_000;

fn today() -> Date {
    jiff::civil::date(2026, 11, 30)
}

fn law(state: &str) -> Law {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../countries");
    country::load(state, Some(&folder)).unwrap()
}

fn html(words: &Words, lang: Lang, law: &Law, id: &str) -> String {
    let procedure = law.in_force(id, today()).unwrap();
    body(&Pen::new(words, lang), law, procedure, today()).into_string()
}

/// What a reader sees of it: without tags.
fn text(html: &str) -> String {
    html.split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ")
}

fn every_page(mut each: impl FnMut(&str, Lang, &Law, &str, &str)) {
    let words = wiring::words().unwrap();
    for state in STATES {
        let law = law(state);
        for procedure in in_force_or_newest(&law, today()) {
            for lang in Lang::ALL {
                each(state, lang, &law, &procedure.id, &html(&words, lang, &law, &procedure.id));
            }
        }
    }
}

/// The same law with every term and document marked so.
fn marked(law: &Law, mark: Verification) -> Law {
    let mut law = law.clone();
    for p in &mut law.procedures {
        p.terms.iter_mut().for_each(|t| t.cite.verification = mark);
        p.documents.iter_mut().for_each(|d| d.cite.verification = mark);
    }
    law
}

#[test]
fn no_length_that_nobody_confirmed_is_told_in_figures_or_in_words() {
    let words = wiring::words().unwrap();
    for state in STATES {
        for mark in [Verification::Unverified, Verification::Secondary] {
            let law = marked(&law(state), mark);
            for procedure in in_force_or_newest(&law, today()) {
                for lang in Lang::ALL {
                    let page = html(&words, lang, &law, &procedure.id);
                    for piece in page.split('<').filter_map(|piece| piece.split_once('>')) {
                        let said = Said::new(piece.1, piece.1);
                        assert!(!tells_a_length(&said), "{state} {}: {}", procedure.id, piece.1);
                    }
                }
            }
        }
    }
}

/// A term of a person that the page tells, in the words a reader would look for.
fn in_words(lang: Lang, length: u32, unit: Unit) -> String {
    let (es, en) = match unit {
        Unit::WorkingDays => ("días hábiles", "working days"),
        Unit::CalendarDays => ("días corridos", "calendar days"),
        Unit::Months => ("meses", "months"),
        Unit::Unknown => ("", ""),
    };
    format!("{length} {}", if lang == Lang::Es { es } else { en })
}

#[test]
fn a_term_that_a_lawyer_confirmed_is_told_in_words_in_both_languages_and_no_other() {
    let words = wiring::words().unwrap();
    for state in STATES.into_iter().filter(|s| *s != "_example") {
        let mut law = law(state);
        let id = law.main_procedure().unwrap().to_owned();
        let p = law.procedures.iter_mut().find(|p| p.id == id && p.in_force_on(today())).unwrap();
        let remedy = p.remedies.iter().find_map(|r| r.term.clone()).unwrap();
        let term: &mut Term = p.terms.iter_mut().find(|t| t.id == remedy).unwrap();
        (term.length, term.unit, term.counting) = (Some(17), Unit::WorkingDays, Counting::EventDayNotCounted);
        for lang in Lang::ALL {
            assert!(
                !html(&words, lang, &law, &id).contains(&in_words(lang, 17, Unit::WorkingDays)),
                "{state}"
            );
        }
        let p = law.procedures.iter_mut().find(|p| p.id == id && p.in_force_on(today())).unwrap();
        let term: &mut Term = p.terms.iter_mut().find(|t| t.id == remedy).unwrap();
        term.cite.verification = Verification::Verified;
        term.cite.verified_by = Some("Jurista Inventada".into());
        for lang in Lang::ALL {
            let page = html(&words, lang, &law, &id);
            assert!(page.contains(&in_words(lang, 17, Unit::WorkingDays)), "{state}: {}", text(&page));
            let told =
                if lang == Lang::Es { "le dijeron la decisión" } else { "you were told the decision" };
            assert!(page.contains(told), "{state}: {}", text(&page));
            assert!(!page.contains("Jurista Inventada"), "{state}: a lawyer's name is not for this page");
        }
    }
}

#[test]
fn the_term_to_ask_is_told_once_it_is_confirmed_and_a_document_then_says_how_long_it_lives() {
    let words = wiring::words().unwrap();
    let law = marked(&law("pan"), Verification::Verified);
    for lang in Lang::ALL {
        let page = html(&words, lang, &law, "asylum");
        let entry = if lang == Lang::Es { "entró al país" } else { "you entered the country" };
        assert!(page.contains(&in_words(lang, 6, Unit::Months)) && page.contains(entry), "{}", text(&page));
        assert!(page.contains(&Pen::new(&words, lang).length(Length { length: 12, unit: Unit::Months })));
    }
}

#[test]
fn whoever_reads_is_told_to_ask_now_and_whom_and_when_it_was_last_checked() {
    every_page(|state, lang, law, id, page| {
        let day = if lang == Lang::Es { "22 de noviembre de 2026" } else { "22 November 2026" };
        assert!(page.contains(day), "{state} {id}");
        let now = if lang == Lang::Es { "Hágalo ya. No espere." } else { "Do it now. Do not wait." };
        assert!(page.contains(now), "{state} {id}");
        let told = law.explained(law.in_force(id, today()).unwrap(), today());
        assert!(!told.ask_at.is_empty() && !told.offices.is_empty(), "{state} {id}");
        for office in told.offices {
            assert!(text(page).contains(office.names.in_lang(lang)), "{state} {id}: {}", office.id);
        }
    });
}

#[test]
fn every_page_is_whole_light_and_in_order() {
    every_page(|state, lang, _, id, page| {
        assert!(!page.contains('⟦'), "{state} {id}: {}", text(page));
        assert!(page.len() <= PAGE_BYTES_MAX, "{state} {id} {lang:?}: {} bytes", page.len());
        assert!(!page.contains("<script") && !page.contains(" style="), "{state} {id}");
        let levels: Vec<u8> = page
            .match_indices("<h")
            .filter_map(|(at, _)| page.as_bytes().get(at + 2).filter(|b| b.is_ascii_digit()))
            .map(|b| b - b'0')
            .collect();
        assert_eq!((levels[0], levels.iter().filter(|level| **level == 1).count()), (1, 1), "{state} {id}");
        assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1), "{state} {id}: {levels:?}");
    });
}

#[test]
fn costing_nothing_and_keeping_quiet_are_promised_only_where_they_are_written() {
    let words = wiring::words().unwrap();
    let said = |state: &str, words_said: &str| {
        html(&words, Lang::Es, &law(state), law(state).main_procedure().unwrap()).contains(words_said)
    };
    for state in ["blz", "cri", "gtm", "hnd", "mex", "pan"] {
        assert!(said(state, "No cuesta nada."), "{state}");
    }
    assert!(!said("slv", "No cuesta nada.") && !said("_example", "No cuesta nada."));
    assert!(said("mex", "no se le dice a su país"));
    // Panama's source speaks of confidentiality and not of the state of origin: unverified, so it is not promised.
    assert!(!said("pan", "no se le dice a su país"));
}

#[test]
fn every_remedy_is_told_and_a_late_one_is_invited() {
    every_page(|state, lang, law, id, page| {
        let p = law.in_force(id, today()).unwrap();
        for remedy in &p.remedies {
            assert!(text(page).contains(remedy.names.in_lang(lang)), "{state} {id}: {}", remedy.id);
        }
        let late = if lang == Lang::Es { "preséntelo igual" } else { "hand it in all the same" };
        if id == "asylum" {
            assert!(page.contains(late), "{state}");
        }
    });
}
