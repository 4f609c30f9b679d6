//! A mother and her son were separated on the way and are registered at two posts. She looks for him; he is asked without being
//! told who; a second person says that it is good for him; then each learns of the other. In a real browser, in Spanish,
//! without a mouse and without JavaScript.

use kernel::{Role, Sex};
use scenarios::browser::Served;
use scenarios::house::one;
use scenarios::people::Somebody;
use scenarios::walk::Walk;

#[test]
fn browser_brings_a_mother_and_her_son_together_with_both_consents_and_a_second_person() {
    one(|house| {
        let here = house.hire("registro.meteti", "Registra Inventada", Role::RegistrationOfficer, "meteti");
        let there = house.hire("registro.paso", "Registra Inventada", Role::RegistrationOfficer, "chiriqui");
        let mother = house.register(&here, &Somebody::named("Rosa Inventada Supuesta"));
        let boy = Somebody { sex: Sex::Male, ..Somebody::child_alone("Mateo Inventado Supuesto") };
        let son = house.register(&there, &boy);
        let before = house.heads_of(&[mother.0, son.0]);
        let served = Served::new(house);
        let walk = Walk::new(house, &served);

        // She tells whom she looks for, and agrees that he, and nobody else, is told of her.
        walk.sits_down("registro.meteti");
        walk.opens(&format!("/people/{mother}"));
        walk.browser.follow("/tracing");
        walk.browser.skip_the_menu();
        walk.browser.follow("/tracing/new");
        walk.browser.skip_the_menu();
        walk.browser.type_into("words", "Se separaron en el rio.");
        walk.browser.type_into("sought_names", "Mateo Inventado");
        walk.browser.pick("kin", "hija", "child");
        walk.browser.type_into("birth", "2011");
        walk.browser.choose("danger", "nobody");
        walk.browser.choose("consent_how", "oral");
        walk.browser.choose("agrees", "1");
        walk.browser.send();
        walk.says("identity-tracing-opened-done");
        walk.says("identity-tracing-goes-on");
        let own = walk.browser.path().split('?').next().unwrap().to_owned();
        let search = own.rsplit('/').next().unwrap().to_owned();
        let leads = format!("/tracing/{search}");
        walk.browser.goto(&leads);
        walk.says("identity-tracing-leads-empty");
        walk.gets_up();

        walk.sits_down("supervision");
        walk.opens("/tracing");
        walk.browser.follow(&leads);
        walk.browser.skip_the_menu();
        walk.browser.follow(&format!("{leads}/with/{son}"));
        walk.browser.skip_the_menu();
        walk.browser.choose("verdict", "worth_asking");
        walk.browser.type_into("why", "El nombre y la edad.");
        walk.browser.send();
        walk.browser.expect(&house.says(kernel::Lang::Es, "identity-tracing-lead-stage-to-ask"));
        walk.gets_up();

        // Whoever speaks with the boy asks him, and does not know of his mother.
        let lead = identity::tracing::lead::record_of(search.parse().unwrap(), son);
        walk.sits_down("registro.paso");
        walk.opens("/tracing");
        walk.browser.follow(&format!("/people/{son}/asked/{lead}"));
        walk.browser.skip_the_menu();
        walk.says("identity-tracing-script");
        assert!(!walk.browser.words().contains("Rosa Inventada"));
        walk.browser.choose("reply", "yes");
        walk.browser.choose("consent_how", "through_representative");
        walk.browser.send();
        walk.says("identity-tracing-answered-done");
        walk.gets_up();

        // Both agree; her page still says that the search goes on.
        walk.sits_down("registro.meteti");
        walk.browser.goto(&own);
        walk.says("identity-tracing-goes-on");
        assert!(!walk.browser.words().contains("Mateo Inventado Supuesto"));
        walk.gets_up();

        // The delegate for children is the second person.
        walk.sits_down("ninez");
        walk.opens("/tracing");
        walk.browser.follow(&format!("{leads}/with/{son}"));
        walk.browser.skip_the_menu();
        walk.says("identity-tracing-seconding");
        walk.browser.choose("second", "yes");
        walk.browser.send();
        walk.says("identity-tracing-error-best-interests");
        walk.browser.skip_the_menu();
        walk.browser.choose("second", "yes");
        walk.browser.type_into("second_why", "El nino quiere ver a su madre.");
        walk.browser.send();
        walk.says("identity-tracing-found");
        walk.gets_up();

        walk.sits_down("registro.meteti");
        walk.opens(&own);
        walk.says("identity-tracing-found");
        walk.browser.expect("Mateo Inventado Supuesto");
        walk.browser.follow(&format!("{leads}/with/{son}"));
        walk.browser.skip_the_menu();
        walk.browser.choose("whom_told", "requester");
        walk.browser.choose("how", "in_person");
        walk.browser.type_into("arranged", "Una llamada desde la oficina.");
        walk.browser.send();
        walk.says("identity-tracing-told-requester");
        walk.gets_up();
        walk.sits_down("registro.paso");
        walk.opens(&format!("/people/{son}/asked/{lead}"));
        walk.browser.expect("Rosa Inventada Supuesta");

        assert_eq!(house.heads_of(&[mother.0, son.0]), before, "nothing was written on either file");
        let home = house.test.ledger.read(|door| identity::household::of_person(door, mother)).unwrap();
        assert_eq!(home, None, "no relation is recorded by itself");
    });
}
