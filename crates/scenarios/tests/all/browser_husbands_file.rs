//! A woman left her husband and came to another post by herself. Her two files become one person's, and neither of them is taken
//! for his: whoever has his file is not led to where she is now. In a real browser, in Spanish, without a mouse and without
//! JavaScript.

use asylum::Child;
use kernel::{Role, Sex};
use scenarios::browser::Served;
use scenarios::house::one;
use scenarios::people::Somebody;
use scenarios::walk::Walk;

#[test]
fn browser_joins_a_womans_files_and_never_her_husbands() {
    one(|house| {
        let office = house.hired("registro2");
        let post = house.hire("registro.paso", "Registra Inventada", Role::RegistrationOfficer, "chiriqui");
        house.hire("supervision.dos", "Supervisa Inventada", Role::Supervisor, "meteti");
        let husband = house
            .register(&office, &Somebody { sex: Sex::Male, ..Somebody::named("Julio Inventado Supuesto") });
        let wife = house.register(&office, &Somebody::named("Julia Inventada Supuesta"));
        let home = house.household(&office, husband, wife);
        let family = house.claim(&office, &[husband, wife], "meteti", Child::None);
        let alone = house.register(&post, &Somebody::named("Julia Inventada"));
        let number =
            house.test.ledger.read(|door| identity::person::find(door, alone)).unwrap().unwrap().number;
        let own = house.paired(&post, wife, alone);
        let wrong = house.paired(&office, husband, alone);
        house.later(5);
        let served = Served::new(house);
        let walk = Walk::new(house, &served);

        // Two supervisors say that she is one woman.
        walk.sits_down("supervision");
        walk.opens(&format!("/duplicates/{own}"));
        walk.browser.choose("verdict", "same");
        walk.browser.type_into("why", "Ella lo cuenta y muestra su cedula.");
        walk.browser.send();
        walk.gets_up();
        walk.sits_down("supervision.dos");
        walk.opens(&format!("/duplicates/{own}"));
        walk.browser.choose("second", "yes");
        walk.browser.type_into("second_why", "La foto es la de ella.");
        walk.browser.send();
        walk.says("identity-pairing-stands-same");
        walk.gets_up();

        // Somebody takes her for her husband: the names are alike. Now his household has her as another person.
        walk.sits_down("supervision");
        walk.opens(&format!("/duplicates/{wrong}"));
        walk.says("identity-pairing-weighs-one-household");
        walk.browser.choose("verdict", "same");
        walk.browser.type_into("why", "El mismo apellido.");
        walk.browser.send();
        walk.says("identity-pairing-stands-seconding");
        walk.gets_up();
        walk.sits_down("supervision.dos");
        walk.opens(&format!("/duplicates/{wrong}"));
        walk.browser.choose("second", "no");
        walk.browser.type_into("second_why", "Es el marido de ella.");
        walk.browser.send();
        walk.browser.skip_the_menu();
        walk.browser.choose("verdict", "not_same");
        walk.browser.type_into("why", "Es el marido de ella.");
        walk.browser.send();
        walk.says("identity-pairing-stands-not-same");
        walk.gets_up();
        assert_eq!(house.files_of(husband), [husband]);
        assert_eq!(house.files_of(alone).len(), 2);

        // Whoever works on his file, on their household and on their claim reads nothing of where she is now.
        walk.sits_down("registro2");
        for page in [
            format!("/people/{husband}"),
            format!("/households/{home}"),
            format!("/cases/{family}"),
            format!("/people/{wife}"),
        ] {
            walk.browser.goto(&page);
            walk.browser.expect("Inventad");
            let seen = walk.browser.look("return document.documentElement.outerHTML;");
            let seen = seen.as_str().unwrap();
            assert!(
                !seen.contains(&number) && !seen.contains(&alone.to_string()),
                "{page} leads to her other file"
            );
        }
        // On her own first file it says that there is another, which they may not open.
        walk.says("identity-pairing-files-unseen");
        walk.browser.goto(&format!("/people/{husband}"));
        assert!(
            !walk.browser.words().contains(&house.says(kernel::Lang::Es, "identity-pairing-files-unseen"))
        );
    });
}
