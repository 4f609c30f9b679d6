//! Twins share surnames, a day of birth and a household. Somebody takes them for one girl told twice; the second person looks at
//! the household, and it is remembered that they are two: in a real browser, in Spanish, without a mouse and without JavaScript.

use identity::Kin;
use identity::household::change;
use ledger::Stamp;
use scenarios::browser::Served;
use scenarios::house::one;
use scenarios::people::Somebody;
use scenarios::walk::Walk;

#[test]
fn browser_keeps_twins_two_and_remembers_it() {
    one(|house| {
        let (actor, stamp) = (house.hired("registro"), Stamp::new(house.hired("registro")));
        let girl = |name: &str| Somebody { alone: false, ..Somebody::child_alone(name) };
        let [luz, sol] =
            ["Luz Inventada Gemela", "Sol Inventada Gemela"].map(|name| house.register(&actor, &girl(name)));
        let country = house.house.country.country;
        let made = house.test.ledger.write(|tx| {
            let home = change::form(tx, &stamp, country, luz)?;
            change::join(tx, &stamp, home, sol, Kin::Sibling, luz)
        });
        made.map_err(|e| e.to_string()).unwrap();
        let pair = identity::pairing::Pair::of(luz, sol).unwrap().record();
        let address = format!("/duplicates/{pair}");
        let served = Served::new(house);
        let walk = Walk::new(house, &served);

        walk.sits_down("registro");
        walk.opens(&format!("/people/{luz}/twice"));
        walk.browser.type_into("q", "Sol Inventada");
        walk.browser.send();
        walk.browser.skip_the_menu();
        walk.browser.choose("other", &sol.to_string());
        walk.browser.type_into("number", "");
        walk.browser.send();
        walk.says("identity-pairing-proposed-done");
        walk.opens(&address);
        walk.says("identity-pairing-weighs-one-household");
        walk.says("identity-pairing-weighs-child");
        walk.browser.choose("verdict", "same");
        walk.browser.type_into("why", "El mismo nombre y el mismo cumpleanos.");
        walk.browser.send();
        walk.says("identity-pairing-stands-seconding");
        walk.gets_up();

        // The second person would have to say in so many words that the household tells one girl twice.
        walk.sits_down("elegibilidad");
        walk.opens(&address);
        walk.browser.choose("second", "yes");
        walk.browser.type_into("second_why", "Parece la misma.");
        walk.browser.send();
        walk.says("identity-pairing-error-household");
        walk.browser.skip_the_menu();
        walk.browser.choose("second", "no");
        walk.browser.type_into("second_why", "Las atendi juntas: son gemelas.");
        walk.browser.send();
        walk.browser.skip_the_menu();
        walk.browser.choose("verdict", "not_same");
        walk.browser.type_into("why", "Las atendi juntas: son gemelas.");
        walk.browser.send();
        walk.says("identity-pairing-stands-not-same");
        walk.gets_up();

        // Whoever comes with it again is told.
        walk.sits_down("registro");
        walk.opens("/duplicates");
        walk.says("identity-pairing-queue-empty");
        walk.opens(&format!("/people/{sol}/twice"));
        walk.browser.type_into("number", "PAN-P-000001");
        walk.browser.send();
        walk.says("identity-pairing-error-told-apart");
        assert_eq!(house.files_of(luz), [luz]);
    });
}
