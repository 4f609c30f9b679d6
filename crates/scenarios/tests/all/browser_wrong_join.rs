//! Two men of one name were taken for one. After a month somebody notices: the join is undone, everything stays where it was
//! written, and what was written meanwhile is looked at one by one. In a real browser, in Spanish, without a mouse and without
//! JavaScript.

use asylum::Child;
use kernel::Sex;
use ledger::{Fault, Load};
use scenarios::browser::Served;
use scenarios::house::one;
use scenarios::people::Somebody;
use scenarios::walk::Walk;

#[test]
fn browser_undoes_a_wrong_join_after_a_month_with_everything_that_hung_on_it() {
    one(|house| {
        house.on(2024, 6, 3);
        let actor = house.hired("registro");
        let man = || Somebody { sex: Sex::Male, ..Somebody::named("Julio Inventado Supuesto") };
        let [one, two] = [man(), man()].map(|who| house.register(&actor, &who));
        let [first, second] = [one, two].map(|who| house.claim(&actor, &[who], "onpar-panama", Child::None));
        let pair = house.paired(&actor, one, two);
        let address = format!("/duplicates/{pair}");
        house.later(5);
        let untouched = house.heads_of(&[two.0, first.0]);
        let served = Served::new(house);
        let walk = Walk::new(house, &served);

        walk.sits_down("registro");
        walk.opens(&address);
        walk.browser.choose("verdict", "same");
        walk.browser.type_into("why", "El mismo nombre y el mismo dia.");
        walk.browser.send();
        walk.gets_up();
        walk.sits_down("elegibilidad");
        walk.opens(&address);
        walk.browser.choose("second", "yes");
        walk.browser.type_into("second_why", "Tambien lo creo.");
        walk.browser.send();
        walk.says("identity-pairing-stands-same");
        walk.gets_up();

        // A month of work: the telephone of one, a step on the case of the other.
        house.on(2024, 7, 3);
        walk.sits_down("registro");
        walk.opens(&format!("/people/{one}"));
        walk.says("identity-pairing-files");
        walk.opens(&format!("/people/{one}/contact"));
        walk.browser.type_into("phone", "6111 2222");
        walk.browser.send();
        walk.gets_up();
        house.step(&actor, second, "admit", &[("admitted_on", &house.today().to_string())]).unwrap();
        house.later(5);
        let written = house.heads_of(&[one.0, two.0, first.0, second.0]);

        walk.sits_down("elegibilidad");
        walk.opens(&address);
        walk.says("identity-pairing-since");
        walk.browser.type_into("undo_why", "Vinieron los dos: son primos.");
        walk.browser.send();
        walk.says("identity-pairing-undo-done");
        walk.says("identity-pairing-left-words");
        walk.says("identity-event-contact-changed");
        walk.says("identity-pairing-on-case");
        assert_eq!(house.files_of(one), [one]);
        assert_eq!(house.heads_of(&[one.0, two.0, first.0, second.0]), written, "nothing was moved");
        assert_eq!(house.heads_of(&[two.0, first.0]), untouched, "and nothing came where nobody wrote");
        let phone = |who: kernel::PersonId| {
            let state = house.test.ledger.read(|door| identity::person::state(door, who));
            state.unwrap_or_else(|e: Fault| panic!("{e}")).unwrap().contact.phone
        };
        assert_eq!((phone(one).as_str(), phone(two).as_str()), ("6111 2222", ""));
        let stage = |case| house.test.ledger.read(|door| casework::case::find(door, case)).unwrap().unwrap();
        assert_ne!(stage(first).stage, stage(second).stage);
        assert_eq!((stage(first).principal, stage(second).principal), (Some(one), Some(two)));

        // Somebody looks at every entry where it stands.
        let left =
            house.test.ledger.read(|door| door.load::<identity::pairing::Pairing>(pair)).unwrap().unwrap();
        let left: Vec<String> = left.state.left.iter().map(ledger::Hash::hex).collect();
        assert!(left.len() >= 2, "{left:?}");
        walk.opens("/duplicates");
        walk.browser.expect("por mirar");
        for entry in left {
            walk.opens(&address);
            walk.browser.choose("entry", &entry);
            walk.browser.send();
            walk.says("identity-pairing-looked-done");
        }
        walk.opens(&address);
        walk.browser.choose("verdict", "not_same");
        walk.browser.type_into("why", "Vinieron los dos: son primos.");
        walk.browser.send();
        walk.says("identity-pairing-stands-not-same");
        walk.browser.goto("/duplicates");
        walk.says("identity-pairing-queue-empty");
    });
}
