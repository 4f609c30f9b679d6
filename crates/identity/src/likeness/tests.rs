//! Portraits and signatures as officers take them: what is kept, what may not be sent, and the answers in their place.

use super::{NoPortrait, NoSignature, SignedHow, Stated, run};
use crate::model::Person;
use crate::tests::{born, house, officer, register_in, registered, schema, stamp};
use kernel::{PersonId, Role};
use ledger::testing::both;
use ledger::{ContentStanding, Door, Load};
use web::testing::TestHouse;
use web::{Media, Scan};

/// A picture that is large enough for a card.
fn png() -> Vec<u8> {
    picture::signature_of_strokes("10,10 900,250").unwrap().bytes
}

/// A JPEG as a telephone makes it, with the place where it was taken.
fn photograph(of: &[u8]) -> Vec<u8> {
    let plain = picture::portrait(of).unwrap().bytes;
    let exif = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0GPS 8.43 -82.43 CANARIO";
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, exif, &plain[2..]].concat()
}

fn file(house: &TestHouse) -> (web::client::Client, String) {
    let client = officer(house);
    let file = registered(&client, &[("name_told", "Ixchel Inventada")]);
    (client, file)
}

fn state(house: &TestHouse, file: &str) -> Person {
    let id = PersonId(file.rsplit('/').next().unwrap().parse().unwrap());
    house.test.ledger.read(|door| door.load::<Person>(id.0)).unwrap().unwrap().state
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn a_portrait_is_taken_looked_at_replaced_and_taken_away_with_its_history() {
    let house = house();
    let (client, file) = file(&house);
    let portrait = format!("{file}/portrait");
    client.get(&file).expect("Fotografía de la persona");
    client.get(&format!("{portrait}/picture")).expect_status(409).expect("no tiene fotografía");
    let taken = photograph(&png());
    assert!(has(&taken, b"CANARIO"));
    client.get(&portrait);
    let seen = client.post_file(&portrait, &[("portrait", "taken")], ("photo", &taken));
    seen.expect_status(200).expect("Quedó guardado");
    let shown = client.get(&format!("{portrait}/picture"));
    assert_eq!((shown.status, shown.header("content-type").as_deref()), (200, Some("image/jpeg")));
    assert!(!has(&shown.bytes, b"CANARIO") && !has(&shown.bytes, b"Exif"));
    assert_eq!(shown.header("content-security-policy").as_deref(), Some("default-src 'none'; sandbox"));
    assert!(shown.header("content-disposition").unwrap().contains("PAN-P-000001-portrait.jpg"));

    // Another takes its place, and then the person wishes none.
    client.get(&portrait);
    let other = picture::signature_of_strokes("500,10 500,290").unwrap().bytes;
    client.post_file(&portrait, &[("portrait", "taken")], ("photo", &other)).expect_status(200);
    assert_ne!(client.get(&format!("{portrait}/picture")).bytes, shown.bytes);
    client.get(&portrait);
    client.post(&portrait, &[("portrait", "prefers_not")]).expect("No desea fotografía");
    client.get(&format!("{portrait}/picture")).expect_status(409);
    let page = client.get(&file);
    page.expect("No desea fotografía").expect("Se anotó una respuesta sobre la fotografía");
    client.get(&portrait);
    client.post(&portrait, &[("portrait", "not_taken")]).expect("Sin fotografía por ahora");
    assert!(state(&house, &file).portrait.is_blank());
    house.test.ledger.verify(|_| ()).unwrap();
    let live = house.test.ledger.digest().unwrap();
    assert_eq!(house.test.ledger.rebuild(|_| ()).unwrap().digest, live);
}

#[test]
fn what_may_not_be_kept_is_told_at_the_field_and_the_answer_stays() {
    let house = house();
    let (client, file) = file(&house);
    let portrait = format!("{file}/portrait");
    let long = vec![0u8; web::FILE_BYTES_MAX + 1];
    let tiny = picture_of_one_dot();
    for (bytes, told) in [
        (b"%PDF-1.4\n%%EOF".as_slice(), "no es una imagen JPEG o PNG"),
        (b"<svg onload='x'/>", "no es una imagen JPEG o PNG"),
        (b"GIF89a", "no es una imagen JPEG o PNG"),
        (long.as_slice(), "caben hasta 8 MB"),
        (b"\xff\xd8\xff\xe0", "dañado"),
        (tiny.as_slice(), "muy pocos puntos"),
        (b"", "Tome o elija una fotografía"),
    ] {
        client.get(&portrait);
        let seen = client.post_file(&portrait, &[("portrait", "taken")], ("photo", bytes));
        seen.expect_status(422).expect(told);
    }
    client.get(&portrait);
    client.post(&portrait, &[("portrait", "famous")]).expect_status(422);
    assert!(state(&house, &file).portrait.is_blank());
    assert_eq!(house.test.ledger.verify(|_| ()).unwrap().files, 0);
}

/// A PNG of one grey dot, written by hand.
fn picture_of_one_dot() -> Vec<u8> {
    vec![
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0,
        0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c,
        0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae,
        0x42, 0x60, 0x82,
    ]
}

#[test]
fn a_signature_is_drawn_or_on_paper_and_not_signing_is_an_answer() {
    let house = house();
    let (client, file) = file(&house);
    let signature = format!("{file}/signature");
    let strokes = |text: &'static str| [("signature", "signed"), ("strokes", text)];
    client.get(&signature).expect("Imagen de una firma en papel");
    client.post(&signature, &strokes("10,10 200,90;300,20")).expect_status(200).expect("Quedó guardado");
    let drawn = client.get(&format!("{signature}/picture"));
    assert_eq!((drawn.status, drawn.header("content-type").as_deref()), (200, Some("image/png")));
    for foreign in ["10,10 5000,90", "<svg>", "10;;x"] {
        client.get(&signature);
        let seen = client.post(&signature, &[("signature", "signed"), ("strokes", foreign)]);
        seen.expect_status(422).expect("Firme otra vez");
    }
    client.get(&signature);
    client.post(&signature, &strokes("")).expect_status(422).expect("Falta la firma");
    client.get(&signature);
    client.post_file(&signature, &strokes(""), ("signed_paper", &photograph(&png()))).expect_status(200);
    let paper = client.get(&format!("{signature}/picture"));
    assert!(paper.status == 200 && paper.bytes != drawn.bytes && !has(&paper.bytes, b"CANARIO"));
    for (code, words) in [
        ("cannot_sign", "No puede firmar"),
        ("thumbprint_on_paper", "Puso su huella en un papel"),
        ("prefers_not", "No desea firmar"),
        ("not_given", "Sin firma por ahora"),
    ] {
        client.get(&signature);
        client.post(&signature, &[("signature", code)]).expect_status(200).expect(words);
    }
    assert!(state(&house, &file).signature.is_blank());
    client.get(&format!("{signature}/picture")).expect_status(409);
}

#[test]
fn whoever_may_not_read_the_file_sees_what_an_absent_file_shows() {
    let house = house();
    let (client, file) = file(&house);
    client.get(&format!("{file}/portrait"));
    client
        .post_file(&format!("{file}/portrait"), &[("portrait", "taken")], ("photo", &png()))
        .expect_status(200);
    let stranger = house.client_of(Role::RegistrationOfficer, "other");
    let absent = "/people/018f0000-0000-7000-8000-000000000bad";
    for tail in ["/portrait", "/portrait/picture", "/signature", "/signature/picture"] {
        let hidden = stranger.send("GET", &format!("{file}{tail}"), None, &[]);
        let nothing = stranger.send("GET", &format!("{absent}{tail}"), None, &[]);
        assert_eq!((hidden.status, &hidden.bytes), (404, &nothing.bytes), "{tail}");
    }
    stranger.get("/people");
    stranger.post(&format!("{file}/portrait"), &[("portrait", "prefers_not")]).expect_status(404);
    assert!(state(&house, &file).portrait.kept().is_some());
    // Each look of those who may is written down.
    let person = file.rsplit('/').next().unwrap().parse().unwrap();
    let reads = || house.house.access.reads_of(access::Kind::Person, person).unwrap().len();
    let before = reads();
    client.get(&format!("{file}/portrait/picture")).expect_status(200);
    assert_eq!(reads(), before + 1);
}

#[test]
fn both_engines_keep_the_pictures_and_the_answers_and_rebuild_them() {
    both(schema, |t| {
        let person = register_in(t, born("Itzel Inventada", 1990));
        let kept = |bytes: Vec<u8>| Scan { media: Media::Png, bytes };
        let account = stamp().actor.account;
        let say =
            |key: &str, stated: Stated| run(&t.ledger, (key, account), &stamp(), person, &stated).unwrap();
        let state = || t.ledger.read(|door| door.load::<Person>(person.0)).unwrap().unwrap().state;
        let before = serde_json::to_string(&state()).unwrap();
        assert!(!before.contains("portrait") && !before.contains("signature"), "old rows read as they were");
        say("a", Stated::Portrait(kept(png())));
        say("a", Stated::Portrait(kept(b"sent twice, the first counts".to_vec())));
        say("b", Stated::Portrait(kept(png())));
        say("c", Stated::Signature(kept(b"a signature".to_vec()), SignedHow::OnPaper));
        let entries = t.ledger.read(|door| door.entries(person.0)).unwrap().len();
        assert_eq!(entries, 3, "the same picture is no new statement");
        let content = state().portrait.kept().unwrap().content;
        let standing = t.ledger.read(|door| door.content_standing(person.0, content)).unwrap();
        assert_eq!(standing, ContentStanding::Here);
        say("d", Stated::NoSignature(NoSignature::ThumbprintOnPaper));
        say("e", Stated::NoPortrait(NoPortrait::PrefersNot));
        assert_eq!(state().portrait.answer(), Some(NoPortrait::PrefersNot));
        assert_eq!(state().signature.answer(), Some(NoSignature::ThumbprintOnPaper));
        t.ledger.verify(|_| ()).unwrap();
        let live = t.ledger.digest().unwrap();
        assert_eq!(t.ledger.rebuild(|_| ()).unwrap().digest, live);
    });
}

#[test]
fn erasing_the_file_erases_its_pictures_also_those_that_were_taken_away() {
    both(schema, |t| {
        let person = register_in(t, born("Itzel Inventada", 1990));
        let account = stamp().actor.account;
        let say =
            |key: &str, stated: Stated| run(&t.ledger, (key, account), &stamp(), person, &stated).unwrap();
        say("a", Stated::Portrait(Scan { media: Media::Png, bytes: png() }));
        say("b", Stated::NoPortrait(NoPortrait::NotTaken));
        say(
            "c",
            Stated::Signature(Scan { media: Media::Png, bytes: b"a signature".to_vec() }, SignedHow::Drawn),
        );
        assert_eq!(
            t.ledger.verify(|_| ()).unwrap().files,
            2,
            "what was taken away stays sealed in the history"
        );
        t.ledger.erase(&[person.0], |_| Ok(()), |_, _| Ok(())).unwrap();
        assert_eq!(t.ledger.verify(|_| ()).unwrap().files, 0);
    });
}

#[test]
fn every_answer_has_its_words() {
    let area = crate::area();
    let words = web::Words::new(&area.sources()).unwrap();
    let portraits = NoPortrait::ALL.map(|a| crate::told::word_key("portrait-answer", a.code()));
    let signatures = NoSignature::ALL.map(|a| crate::told::word_key("signature-answer", a.code()));
    for key in portraits.into_iter().chain(signatures) {
        for lang in kernel::Lang::ALL {
            assert!(words.has(lang, &key), "{key}");
        }
    }
}
