//! A man is registered twice, at two posts, under surnames that changed places. The second post reads the number off the sheet
//! that he carries, two supervisors say that he is one man, and his claim with its terms stays where it was: in a real
//! browser, in Spanish, without a mouse and without JavaScript.

use asylum::Child;
use kernel::{Role, Sex};
use scenarios::browser::Served;
use scenarios::house::one;
use scenarios::people::Somebody;
use scenarios::walk::Walk;

#[test]
fn browser_joins_the_two_files_of_a_man_whose_surnames_changed_places() {
    one(|house| {
        let (first, second) = (house.hired("registro2"), house.hired("frontera2"));
        let man = |name: &str| Somebody { sex: Sex::Male, ..Somebody::named(name) };
        let here = house.register(&first, &man("Julio Inventado Supuesto"));
        let case = house.claim(&first, &[here], "meteti", Child::None);
        let there = house.register(&second, &man("Julio Supuesto Inventado"));
        house.hire("registro.paso", "Registra Inventada", Role::RegistrationOfficer, "chiriqui");
        house.hire("supervision.dos", "Supervisa Inventada", Role::Supervisor, "meteti");
        let before = house.heads_of(&[here.0, there.0, case.0]);
        house.later(5);
        let served = Served::new(house);
        let walk = Walk::new(house, &served);

        // The officer of the second post may not open the first file, and learns nothing of it.
        walk.sits_down("registro.paso");
        walk.opens(&format!("/people/{there}"));
        walk.browser.follow("/twice");
        walk.browser.skip_the_menu();
        walk.browser.type_into("number", "PAN-P-000001");
        walk.browser.send();
        walk.says("identity-pairing-proposed-done");
        assert!(!walk.browser.words().contains("Julio Inventado Supuesto"));
        walk.gets_up();

        let pair = identity::pairing::Pair::of(here, there).unwrap().record();
        walk.sits_down("supervision");
        walk.opens("/duplicates");
        walk.browser.expect("el nombre, con las partes en otro orden");
        walk.browser.follow(&format!("/duplicates/{pair}"));
        walk.browser.skip_the_menu();
        walk.browser.expect("Julio Supuesto Inventado");
        walk.says("identity-perhaps-differs");
        walk.says("identity-pairing-weighs-open-case");
        walk.browser.choose("verdict", "same");
        walk.browser.type_into("why", "Trae la constancia del otro puesto y reconoce su foto.");
        walk.browser.send();
        walk.says("identity-pairing-stands-seconding");
        assert_eq!(house.files_of(here), [here], "one supervisor joins nothing");
        walk.gets_up();

        walk.sits_down("supervision.dos");
        walk.opens(&format!("/duplicates/{pair}"));
        walk.browser.choose("second", "yes");
        walk.browser.type_into("second_why", "Los dos sellos son del mismo pasaporte.");
        walk.browser.send();
        walk.says("identity-pairing-stands-same");
        walk.gets_up();

        assert_eq!(house.files_of(there).len(), 2);
        assert_eq!(
            house.heads_of(&[here.0, there.0, case.0]),
            before,
            "nothing was written on either file or case"
        );
        walk.sits_down("registro2");
        walk.opens(&format!("/people/{here}"));
        walk.says("identity-pairing-files-unseen");
        walk.browser.expect("Julio Inventado Supuesto");
    });
}
