//! Prints both letters in both orders of languages and reads the PDF files back.

use crate::{
    Contact, DecisionNotice, Kind, Length, Letter, LetterError, Made, Proof, ProofOfIntent, Remedy, Said,
    Signatory, Skipped, Unit, payload_in_pdf, render, short_code,
};
use jiff::civil::date;
use kernel::Lang;
use std::path::Path;
use std::process::Command;

/// A name that must never reach the proof sheet.
const CANARY: &str = "Canaria Ximénez Ñandutí";

fn proof(kind: Kind) -> Proof {
    Proof {
        kind,
        id: "0191a7c3-5f7e-7d21-9b3c-6a4e8f01c2d9".parse().unwrap(),
        issued: date(2024, 8, 31),
        site: "pan-meteti".into(),
    }
}

fn signed(kind: Kind) -> String {
    proof(kind).payload(|message| message.iter().cycle().take(64).copied().collect())
}

fn made(first: Lang, second: Lang) -> Made {
    Made { at: "2024-08-31T19:25:00Z".parse().unwrap(), first, second }
}

fn helpers() -> Vec<Contact> {
    vec![
        Contact {
            name: Said::new("ACNUR Panamá", "UNHCR Panama"),
            details: Said::new("Llamada gratuita: 000-0000", "Free call: 000-0000"),
        },
        Contact {
            name: Said::new("Clínica jurídica «La Ceiba» (inventada)", "Legal clinic “La Ceiba” (invented)"),
            details: Said::new(
                "Metetí, junto a la plaza. Lunes a viernes",
                "Metetí, by the square. Monday to Friday",
            ),
        },
    ]
}

fn proof_of_intent() -> ProofOfIntent {
    ProofOfIntent {
        payload: signed(Kind::Intent),
        serial: "MET-000123".into(),
        state: Said::new("República de Panamá", "Republic of Panama"),
        authority: Said::new(
            "Oficina Nacional para la Atención de Refugiados",
            "National Office for the Care of Refugees",
        ),
        post: Said::same("Metetí"),
        place: Said::same("Metetí, Pinogana, Darién"),
        stated_at: date(2024, 8, 31).at(14, 20, 0, 0),
        reference: "PAN-2024-I-00317".into(),
        office: Some(Contact {
            name: Said::new("ONPAR, sede de Metetí", "ONPAR, Metetí office"),
            details: Said::new(
                "Carretera Panamericana, Metetí. Lunes a viernes, 8:00 a 16:00. Tel. 000-0000",
                "Pan-American Highway, Metetí. Monday to Friday, 8:00 to 16:00. Tel. 000-0000",
            ),
        }),
        help: helpers(),
    }
}

fn reconsideration() -> Remedy {
    let day =
        |month, day, es: &str, en: &str| Skipped { date: date(2024, month, day), reason: Said::new(es, en) };
    Remedy {
        name: Said::new("Reconsideración", "Reconsideration"),
        authority: Said::new(
            "CONARE, por medio de la ONPAR, con otra persona ponente",
            "CONARE, through ONPAR, with another rapporteur",
        ),
        how: Said::new("Por escrito, en la ONPAR", "In writing, at ONPAR"),
        length: Some(Length { count: 5, unit: Unit::WorkingDays }),
        counts_from: Said::new("la notificación de esta decisión", "notice of this decision"),
        from: Some(date(2024, 3, 25)),
        due: Some(date(2024, 4, 2)),
        skipped: vec![
            day(3, 29, "Viernes Santo", "Good Friday"),
            day(3, 30, "sábado", "Saturday"),
            day(3, 31, "domingo", "Sunday"),
        ],
        norm: Said::new("Decreto Ejecutivo 5 de 2018", "Executive Decree 5 of 2018"),
        meanwhile: Said::default(),
        provisional: true,
    }
}

fn appeal() -> Remedy {
    Remedy {
        name: Said::new("Apelación", "Appeal"),
        authority: Said::new("Ministra o Ministro de Gobierno", "Minister of Government"),
        counts_from: Said::new("la notificación de la reconsideración", "notice of the reconsideration"),
        from: None,
        due: None,
        skipped: vec![],
        provisional: false,
        ..reconsideration()
    }
}

fn decision_notice() -> DecisionNotice {
    DecisionNotice {
        payload: signed(Kind::Decision),
        case_number: "PAN-2024-00317".into(),
        name: CANARY.into(),
        state: Said::new("República de Panamá", "Republic of Panama"),
        authority: Said::new(
            "Comisión Nacional de Protección para Refugiados (CONARE)",
            "National Commission for the Protection of Refugees (CONARE)",
        ),
        office: Said::new(
            "Oficina Nacional para la Atención de Refugiados (ONPAR)",
            "National Office for the Care of Refugees (ONPAR)",
        ),
        decided_on: date(2024, 3, 18),
        notified_on: Some(date(2024, 3, 25)),
        decision: Said::new(
            "No se le reconoce la condición de refugiada.",
            "You are not recognised as a refugee.",
        ),
        meaning: vec![Said::new(
            "Esta decisión todavía se puede revisar. Mientras pide la revisión, su expediente sigue abierto.",
            "This decision can still be reviewed. While you ask for the review, your file stays open.",
        )],
        reasons: vec![
            Said::new(
                "La Comisión oyó su relato en la entrevista del 12 de febrero y lo tiene por coherente en lo esencial.\nLos documentos que usted presentó fueron aceptados.",
                "The Commission heard your account in the interview of 12 February and finds it coherent in its essentials.\nThe documents you presented were accepted.",
            ),
            Said::new(
                "La Comisión considera que usted podía encontrar protección en otra parte de su país, por las razones del informe que se adjunta.",
                "",
            ),
        ],
        norms: vec![Said::new(
            "Decreto Ejecutivo 5 de 2018, artículo 5",
            "Executive Decree 5 of 2018, article 5",
        )],
        remedies: vec![reconsideration(), appeal()],
        help: helpers(),
        signatory: Some(Signatory {
            name: "M. Invento".into(),
            title: Said::new("Secretaría Técnica", "Technical Secretariat"),
        }),
    }
}

fn holds(pdf: &[u8], text: &str) -> bool {
    pdf.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The text of the pages on one line, or `None` on a machine without poppler.
fn text_of(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().ok()?;
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Keeps what was printed under `target/letters`, for the eye.
fn keep(name: &str, pdf: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/letters");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), pdf).unwrap();
}

fn assert_accessible(pdf: &[u8], lang: &str) {
    assert!(pdf.starts_with(b"%PDF-1.7"));
    for part in [
        "/StructTreeRoot",
        "/MarkInfo",
        "/Marked true",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
    ] {
        assert!(holds(pdf, part), "{part} is missing");
    }
    assert!(holds(pdf, &format!("/Lang({lang})/StructTreeRoot")), "no document language {lang}");
    assert!(holds(pdf, "/DisplayDocTitle true"));
}

#[test]
fn the_proof_of_intent_is_printed_in_both_languages_without_a_name() {
    for (first, second) in [(Lang::Es, Lang::En), (Lang::En, Lang::Es)] {
        let pdf = render(&proof_of_intent().into(), made(first, second)).unwrap();
        keep(&format!("intent-{}.pdf", first.tag()), &pdf);
        assert_accessible(&pdf, first.tag());
        assert_eq!(payload_in_pdf(&pdf), Some(signed(Kind::Intent)));
        let Some(text) = text_of(&pdf) else { continue };
        for words in [
            "Constancia de intención de pedir refugio",
            "Proof of intent to seek asylum",
            "31 de agosto de 2024, a las 14:20",
            "31 August 2024, at 14:20",
            "MET-000123",
            "PAN-2024-I-00317",
            "Pinogana",
            "Sus derechos",
            "What to do now",
            &short_code(&proof(Kind::Intent)),
        ] {
            assert!(text.contains(words), "«{words}» is not in: {text}");
        }
        assert!(!text.contains("Ximénez") && !text.contains('{'), "{text}");
        assert!(text.contains("1 de 1") || text.contains("1 of 1"), "one page: {text}");
    }
}

#[test]
fn the_notice_of_decision_says_what_why_and_until_when() {
    for (first, second) in [(Lang::Es, Lang::En), (Lang::En, Lang::Es)] {
        let pdf = render(&decision_notice().into(), made(first, second)).unwrap();
        keep(&format!("decision-{}.pdf", first.tag()), &pdf);
        assert_accessible(&pdf, first.tag());
        assert_eq!(payload_in_pdf(&pdf), Some(signed(Kind::Decision)));
        let Some(text) = text_of(&pdf) else { continue };
        for words in [
            CANARY,
            "PAN-2024-00317",
            "martes 2 de abril de 2024",
            "Tuesday 2 April 2024",
            "Viernes Santo (29 de marzo); sábado (30 de marzo); domingo (31 de marzo)",
            "Fecha provisional",
            "Provisional date",
            "This text is written in Spanish only.",
            "1. Reconsideración",
            "2. Appeal",
            "Firma o huella de la persona",
        ] {
            assert!(
                first == Lang::En && words.starts_with("Firma") || text.contains(words),
                "«{words}» is not in: {text}"
            );
        }
        assert!(!text.contains('{'), "{text}");
    }
}

#[test]
fn a_recognition_without_remedies_in_one_language_is_a_letter_too() {
    let mut notice = decision_notice();
    notice.decision =
        Said::new("Se le reconoce la condición de refugiada.", "You are recognised as a refugee.");
    notice.remedies.clear();
    notice.reasons.clear();
    notice.signatory = None;
    let pdf = render(&notice.into(), made(Lang::Es, Lang::Es)).unwrap();
    keep("decision-one.pdf", &pdf);
    let Some(text) = text_of(&pdf) else { return };
    assert!(text.contains("Se le reconoce") && !text.contains("recognised"));
    assert!(!text.contains("Si no está de acuerdo"));
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let letter: Letter = proof_of_intent().into();
    let print = || render(&letter, made(Lang::Es, Lang::En)).unwrap();
    assert_eq!(print(), print());
}

#[test]
fn what_people_write_is_never_taken_for_markup_and_every_name_is_printed() {
    let mut notice = decision_notice();
    notice.name = "Kʼicheʼ ɨ Tꞌahꞌ #panic() *B* $x$ \\ \u{202E}Ñ".into();
    notice.reasons = vec![Said::same("#read(\"/etc/passwd\") = ¿No? <a> @b \u{0}".repeat(400))];
    let pdf = render(&notice.clone().into(), made(Lang::Es, Lang::En)).unwrap();
    keep("decision-odd.pdf", &pdf);
    notice.name = "W".repeat(300);
    keep("decision-long.pdf", &render(&notice.clone().into(), made(Lang::Es, Lang::En)).unwrap());
    let Some(text) = text_of(&pdf) else { return };
    assert!(text.contains("Kʼicheʼ ɨ Tꞌahꞌ #panic() *B* $x$ \\ Ñ"), "{text}");
}

#[test]
fn what_cannot_be_printed_is_refused_with_a_reason() {
    let made = made(Lang::Es, Lang::En);
    let mut notice = decision_notice();
    notice.name = "李小龙".into();
    let refusal = render(&notice.clone().into(), made).unwrap_err();
    assert_eq!(refusal, LetterError::Unprintable { characters: "小 李 龙".into() });
    notice.reasons = vec![Said::same("x".repeat(200_000))];
    assert!(matches!(render(&notice.clone().into(), made), Err(LetterError::TooLong(_))));
    notice.payload = signed(Kind::Intent);
    assert_eq!(render(&notice.clone().into(), made).unwrap_err(), LetterError::OtherKind);
    notice.payload = "CEIBA1:".into();
    assert!(matches!(render(&notice.into(), made), Err(LetterError::Code(_))));
}
