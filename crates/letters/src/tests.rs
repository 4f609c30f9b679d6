//! Prints the sheet of expressed intent in both orders of languages and reads the PDF files back.

use crate::{
    ApplicantCard, CardPaper, Contact, Kind, Letter, LetterError, Made, PictureFormat, PrintedPicture, Proof,
    ProofOfIntent, Said, may_print_card, payload_in_pdf, render, render_card, short_code,
};
use jiff::civil::date;
use kernel::Lang;
use std::path::Path;
use std::process::Command;

pub(crate) fn proof(kind: Kind) -> Proof {
    Proof {
        kind,
        id: "0191a7c3-5f7e-7d21-9b3c-6a4e8f01c2d9".parse().unwrap(),
        issued: date(2024, 8, 31),
        site: "pan-meteti".into(),
    }
}

pub(crate) fn signed(kind: Kind) -> String {
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
        log_words: Some("canela-guante-jardin-marmol-violin-zafiro".into()),
    }
}

pub(crate) fn holds(pdf: &[u8], text: &str) -> bool {
    pdf.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The text of the pages on one line, or `None` on a machine without poppler.
pub(crate) fn text_of(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().ok()?;
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Keeps what was printed under `target/letters`, for the eye.
pub(crate) fn keep(name: &str, pdf: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/letters");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), pdf).unwrap();
}

pub(crate) fn assert_accessible(pdf: &[u8], lang: &str) {
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
fn the_same_letter_gives_the_same_bytes() {
    let letter: Letter = proof_of_intent().into();
    let print = || render(&letter, made(Lang::Es, Lang::En)).unwrap();
    assert_eq!(print(), print());
}

#[test]
fn what_cannot_be_printed_is_refused_with_a_reason() {
    let made = made(Lang::Es, Lang::En);
    let mut sheet = proof_of_intent();
    sheet.serial = "李小龙".into();
    let refusal = render(&sheet.clone().into(), made).unwrap_err();
    assert_eq!(refusal, LetterError::Unprintable { characters: "小 李 龙".into() });
    sheet.serial = "x".repeat(200_000);
    assert!(matches!(render(&sheet.clone().into(), made), Err(LetterError::TooLong(_))));
    sheet.payload = signed(Kind::Decision);
    assert_eq!(render(&sheet.clone().into(), made).unwrap_err(), LetterError::OtherKind);
    sheet.payload = "CEIBA1:".into();
    assert!(matches!(render(&sheet.into(), made), Err(LetterError::Code(_))));
}

/// A grey square as PNG, written by hand: what is printed is not the business of these tests.
const SQUARE: [u8; 67] = [
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x68, 0, 0, 0,
    0x82, 0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

fn pages_of(pdf: &[u8]) -> usize {
    pdf.windows(9).filter(|part| part == b"/MediaBox").count()
}

fn card(name: &str) -> ApplicantCard {
    let proof = proof(Kind::Card { number: 7 });
    ApplicantCard {
        payload: signed(proof.kind),
        serial: proof.serial().unwrap(),
        state: Said::new("República de Panamá", "Republic of Panama"),
        authority: Said::new(
            "Oficina Nacional para la Atención de Refugiados",
            "National Office for the Care of Refugees",
        ),
        office: Said::new("ONPAR, sede de Metetí", "ONPAR, Metetí office"),
        number: "PAN-2024-00317".into(),
        name: name.into(),
        issued_on: date(2024, 8, 31),
        valid_until: date(2025, 8, 31),
        portrait: None,
        signature: None,
    }
}

#[test]
fn a_card_is_two_sides_or_a_sheet_and_says_who_issued_it_until_when() {
    let square = || Some(PrintedPicture { format: PictureFormat::Png, bytes: SQUARE.to_vec() });
    let pictured =
        ApplicantCard { portrait: square(), signature: square(), ..card("Marisol Quintero Zeledón") };
    for (paper, pages) in [(CardPaper::Id1, 2), (CardPaper::A4, 1)] {
        for (card, file) in [(card("Marisol Quintero Zeledón"), "plain"), (pictured.clone(), "pictured")] {
            let pdf = render_card(&card, paper, made(Lang::Es, Lang::En)).unwrap();
            keep(&format!("card-{file}-{paper:?}.pdf"), &pdf);
            assert_accessible(&pdf, "es");
            assert_eq!(payload_in_pdf(&pdf).as_ref(), Some(&card.payload));
            assert_eq!(pages_of(&pdf), pages, "{paper:?}");
            let Some(text) = text_of(&pdf) else { continue };
            for words in [
                "Carné de solicitante",
                "Applicant's card",
                "Marisol Quintero Zeledón",
                "PAN-2024-00317",
                "CA-PAN-METETI-2024-00007",
                "31 de agosto de 2025",
                "ONPAR, sede de Metetí",
                &short_code(&proof(Kind::Card { number: 7 })),
            ] {
                assert!(text.contains(words), "{words} is missing in {text}");
            }
            assert_eq!(text.contains("Válido sin fotografía"), card.portrait.is_none());
            assert_eq!(text.contains("Valid without signature"), card.signature.is_none());
        }
    }
}

#[test]
fn a_long_name_stands_on_the_card_to_its_end() {
    let name = "María de los Ángeles Inventada ".repeat(9) + "Fin";
    let pdf = render_card(&card(&name), CardPaper::Id1, made(Lang::Es, Lang::En)).unwrap();
    keep("card-long.pdf", &pdf);
    assert_eq!(pages_of(&pdf), 2, "the front is one page");
    if let Some(text) = text_of(&pdf) {
        assert!(text.contains("Inventada Fin") && text.contains("31 de agosto de 2025"), "{text}");
    }
}

#[test]
fn a_card_of_another_serial_kind_or_script_is_not_printed() {
    let made = made(Lang::Es, Lang::En);
    let other = ApplicantCard { serial: "CA-PAN-METETI-2024-00008".into(), ..card("Ana") };
    assert_eq!(render_card(&other, CardPaper::A4, made), Err(LetterError::OtherKind));
    let letter = ApplicantCard { payload: signed(Kind::Letter), ..card("Ana") };
    assert_eq!(render_card(&letter, CardPaper::A4, made), Err(LetterError::OtherKind));
    let strange = card("李小龙");
    let told = may_print_card(&strange, made).unwrap_err();
    assert!(
        matches!(told, LetterError::Unprintable { .. })
            && render_card(&strange, CardPaper::A4, made).is_err()
    );
    assert_eq!(may_print_card(&card("Ana"), made), Ok(()));
}
