//! A woman left her husband, who looks for her. She is asked without being told who, and says no: his page stays as it was, to
//! the byte, and as that of a search for somebody who is nowhere. In a real browser, in Spanish, without a mouse and without
//! JavaScript.

use kernel::{Role, Sex};
use scenarios::browser::Served;
use scenarios::house::one;
use scenarios::people::Somebody;
use scenarios::walk::Walk;

/// The page without what is new each time: the keys of its forms.
fn bytes(walk: &Walk<'_>, path: &str) -> String {
    walk.browser.goto(path);
    let whole = walk.browser.look("return document.documentElement.outerHTML;");
    let whole = whole.as_str().unwrap().to_owned();
    let parts = whole.split("<input type=\"hidden\" name=\"_");
    parts.map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect()
}

#[test]
fn browser_tells_a_husband_nothing_of_a_woman_who_said_no() {
    one(|house| {
        let here = house.hire("registro.meteti", "Registra Inventada", Role::RegistrationOfficer, "meteti");
        let there = house.hire("registro.paso", "Registra Inventada", Role::RegistrationOfficer, "chiriqui");
        let man = Somebody { sex: Sex::Male, ..Somebody::named("Julio Inventado Supuesto") };
        let husband = house.register(&here, &man);
        let wife = house.register(&there, &Somebody::named("Julia Inventada Supuesta"));
        let search = house.looks_for(&here, husband, "Julia Inventada", identity::Kin::Spouse);
        let nobody = house.looks_for(&here, husband, "Eduvigis Supuesta", identity::Kin::Spouse);
        let number =
            house.test.ledger.read(|door| identity::person::find(door, wife)).unwrap().unwrap().number;
        let lead = house.worth_asking(&house.hired("supervision"), search, wife);
        let served = Served::new(house);
        let walk = Walk::new(house, &served);
        let own = |search| format!("/people/{husband}/tracing/{search}");
        let alike = |page: String, search: uuid::Uuid, names: &str| {
            page.replace(&search.to_string(), "ID").replace(names, "X")
        };

        walk.sits_down("registro.meteti");
        let before = bytes(&walk, &own(search));
        let without = alike(bytes(&walk, &own(nobody)), nobody, "Eduvigis Supuesta");
        assert_eq!(alike(before.clone(), search, "Julia Inventada"), without);
        walk.gets_up();

        walk.sits_down("registro.paso");
        walk.opens(&format!("/people/{wife}/asked/{lead}"));
        walk.says("identity-tracing-script");
        assert!(!walk.browser.words().contains("Julio"));
        walk.browser.choose("reply", "no");
        walk.browser.choose("consent_how", "oral");
        walk.browser.send();
        walk.says("identity-tracing-answered-done");
        assert!(!walk.browser.words().contains(&house.says(kernel::Lang::Es, "identity-tracing-to-ask")));
        walk.gets_up();

        walk.sits_down("registro.meteti");
        let after = bytes(&walk, &own(search));
        assert_eq!(alike(after, search, "Julia Inventada"), without, "his page tells that she was asked");
        // Nor does anything else that his office opens lead to her.
        let places = ["/tracing".to_owned(), format!("/tracing/{search}"), format!("/people/{husband}")];
        for page in places.into_iter().chain([format!("/people/{husband}/tracing")]) {
            let seen = bytes(&walk, &page);
            assert!(!seen.contains(&number) && !seen.contains(&wife.to_string()), "{page} leads to her");
        }
        walk.gets_up();

        // She does not want to be asked again, by anybody: to nobody is there a lead any more.
        walk.sits_down("registro.paso");
        walk.opens(&format!("/people/{wife}/tracing"));
        walk.browser.choose("may_be_asked", "no");
        walk.browser.choose("consent_how", "oral");
        walk.browser.send();
        walk.says("identity-tracing-wish-done");
        walk.gets_up();
        walk.sits_down("supervision");
        walk.opens(&format!("/tracing/{search}"));
        walk.says("identity-tracing-leads-empty");
        assert!(!walk.browser.words().contains("Julia Inventada Supuesta"));
    });
}
