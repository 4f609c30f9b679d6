//! A paper that a person carries can be checked, at a desk and at the console, by its QR code alone. It holds no name. A
//! paper that was altered, or that is another one, does not pass.

use kernel::Lang;
use scenarios::binary::{Demo, run};
use scenarios::desk::Desk;
use std::path::Path;
use std::sync::Arc;
use web::client::Client;

/// The house over the invented data of a demonstration, as `ceiba serve` opens it.
fn desk_over(demo: &Demo, login: &str) -> Desk {
    let (clock, random) = (Arc::new(app::ports::SystemClock), Arc::new(app::ports::SystemRandom));
    let keys = ledger::KeyFile::open_or_create(&demo.folder.path().join("site.key"), &*random).unwrap();
    let ports = ledger::Ports { clock: clock.clone(), random: random.clone() };
    let place = ledger::Place::Sqlite(demo.database());
    let ledger = ledger::Ledger::open(place, keys, "pan", "hq", ports, app::wiring::schema()).unwrap();
    let law = app::country::load("pan", None).unwrap();
    let house = app::wiring::house(ledger, law, clock, random, true, false).unwrap();
    let router = web::router(Arc::new(house), app::wiring::routes()).unwrap();
    let client = Client::new(router, app::demo::staff::PASSWORD);
    client.sign_in(login);
    Desk::new(client, Lang::Es)
}

fn verify(demo: &Demo, file: &Path) -> (Option<i32>, String) {
    let output = run(&["document", "verify", file.to_str().unwrap(), "--data", demo.data()]);
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The text of the code, as a telephone reads it off the paper.
fn code_in(pdf: &[u8]) -> String {
    let text = String::from_utf8_lossy(pdf);
    let from = text.find("CEIBA1:").expect("the paper holds its code for machines too");
    text[from..].chars().take_while(|c| c.is_ascii_graphic() && !"<>()".contains(*c)).collect()
}

#[test]
fn a_proof_sheet_is_checked_at_a_desk_and_at_the_console() {
    let demo = Demo::new(40);
    let desk = desk_over(&demo, "frontera");
    let page = desk.open("/intents");
    let sheet = page.links().into_iter().find(|link| link.starts_with("/intents/0")).expect("an intent");
    desk.open(&sheet);
    let paper = desk.follow("/proof.pdf");
    let file = demo.folder.path().join("sheet.pdf");
    std::fs::write(&file, &paper.bytes).unwrap();
    let (code, said) = verify(&demo, &file);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("genuine"), "{said}");

    // What the QR code says is enough.
    let text = code_in(&paper.bytes);
    desk.open("/documents/verify");
    desk.done(&[("code", &text)]).expect("Es auténtico");
    let typed = demo.folder.path().join("code.txt");
    std::fs::write(&typed, &text).unwrap();
    assert_eq!(verify(&demo, &typed).0, Some(0));

    // One sign of it changed is a forgery, another text is no proof, and another house does not know it.
    let mut signs: Vec<char> = text.chars().collect();
    let middle = signs.len() / 2;
    signs[middle] = if signs[middle] == 'A' { 'B' } else { 'A' };
    let forged: String = signs.into_iter().collect();
    std::fs::write(&typed, &forged).unwrap();
    assert_eq!(verify(&demo, &typed).0, Some(3));
    std::fs::write(&typed, "CEIBA").unwrap();
    assert_eq!(verify(&demo, &typed).0, Some(3));
    let other = Demo::new(10);
    assert_eq!(verify(&other, &file).0, Some(3));
}

#[test]
fn a_paper_holds_no_name_for_machines() {
    let demo = Demo::new(40);
    let desk = desk_over(&demo, "registro");
    let page = desk.open("/intents");
    let sheets = page.links().into_iter().filter(|link| link.starts_with("/intents/0"));
    let mut looked_at = 0;
    for sheet in sheets.take(5) {
        let page = desk.open(&sheet);
        let people: Vec<String> =
            page.links().into_iter().filter(|link| link.starts_with("/people/0")).collect();
        let names: Vec<String> = people.iter().map(|person| name_of(&desk, person)).collect();
        let paper = desk.open(&format!("{sheet}/proof.pdf"));
        let code = code_in(&paper.bytes);
        for word in names.iter().flat_map(|name| name.split_whitespace()) {
            assert!(!code.to_lowercase().contains(&word.to_lowercase()), "{word} stands in {code}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 3, "nobody's name was looked for");
}

/// The first heading of a person's page.
fn name_of(desk: &Desk, person: &str) -> String {
    let page = desk.open(person);
    let body = page.body();
    let title = body.split("<title>").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or("");
    title.split('·').next().unwrap_or("").trim().to_owned()
}
