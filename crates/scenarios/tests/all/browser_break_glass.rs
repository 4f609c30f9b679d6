//! A file of another office is opened in an emergency, read for two hours, and reviewed by somebody else: in a real
//! browser, in Spanish, without a mouse and without JavaScript.

use scenarios::browser::Served;
use scenarios::house::one;
use scenarios::people::Somebody;
use scenarios::walk::Walk;

const WHY: &str = "El hospital pregunta por la medicina y en Chiriqui nadie responde.";

#[test]
fn browser_opens_a_file_in_an_emergency_and_somebody_reviews_it() {
    one(|house| {
        let elsewhere =
            house.hire("alta.chiriqui", "Alta Inventada", kernel::Role::RegistrationOfficer, "chiriqui");
        let person = house.register(&elsewhere, &Somebody::named("Ana Inventada"));
        let number = house.test.ledger.read(|r| identity::person::find(r, person)).unwrap().unwrap().number;
        let file = format!("/people/{person}");
        let served = Served::new(house);
        let walk = Walk::new(house, &served);

        walk.sits_down("revision");
        walk.browser.goto(&file);
        walk.says("web-not-found-title");
        walk.opens("/break-glass");
        walk.browser.type_into("number", &number);
        walk.browser.type_into("reason", "urge");
        walk.browser.choose("sure", "yes");
        walk.browser.send();
        walk.says("oversight-glass-error-reason");
        walk.browser.skip_the_menu();
        walk.browser.type_into("reason", WHY);
        walk.browser.send();
        walk.says("web-glass-title");
        assert_eq!(walk.browser.path(), file);
        walk.browser.expect("Ana Inventada");
        walk.gets_up();

        walk.sits_down("datos");
        walk.opens("/data-protection");
        walk.says("oversight-glass-unreviewed");
        let first = "return document.querySelector('a[href^=\"/openings/\"]').getAttribute('href');";
        let opening = walk.browser.look(first).as_str().unwrap().to_owned();
        walk.opens(&opening);
        walk.browser.expect(WHY);
        walk.browser.choose("verdict", "justified");
        walk.browser.type_into("note", "Confirmado con el hospital.");
        walk.browser.send();
        walk.says("oversight-done-reviewed");
        walk.gets_up();

        house.later(121);
        walk.sits_down("revision");
        walk.browser.goto(&file);
        walk.says("web-not-found-title");
    });
}
