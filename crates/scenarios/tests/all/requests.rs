//! The family of a recognised person asks for the extension at the registration desk: in each country as its law opens it,
//! on a page that nobody wrote for it.

use kernel::Lang;
use scenarios::house::{one, one_in};
use scenarios::people::Somebody;

/// The country, its link to the recognised person, and the words of its opening.
fn a_relative_asks(country: &str, link: (&str, &str)) {
    one_in(country, |house| {
        house.on(2024, 6, 3);
        let actor = house.hired("registro");
        let person = house.register(&actor, &Somebody::named("Ana Inventada"));
        let desk = house.desk("registro");
        desk.open(&format!("/people/{person}"));
        desk.follow("/requests").expect("Solicitud");
        let page = desk.page();
        let links = page.links();
        let family = links.iter().find(|l| l.ends_with("?procedure=family"));
        desk.open(family.unwrap_or_else(|| panic!("no way to the family's procedure: {links:#?}")));

        // What is missing is said at its field, and what was typed stays.
        let refused =
            desk.fill(&[("f-requested_on", "3 6 2024"), ("f-child", "none"), ("procedure", "family")]);
        assert_eq!(refused.status, 422);
        assert!(refused.body().contains("value=\"3 6 2024\""), "{}", refused.body());
        let (field, value) = link;
        let opened = desk.fill(&[
            ("f-requested_on", "3 6 2024"),
            ("f-child", "none"),
            (field, value),
            ("procedure", "family"),
        ]);
        assert_eq!(opened.status, 200, "{}", opened.text());
        assert!(opened.path.starts_with("/cases/"), "{}", opened.path);

        // Asked again, the same is refused with words; the way to the first one stands on the person's page.
        desk.open(&format!("/people/{person}/requests?procedure=family"));
        let again = desk.fill(&[
            ("f-requested_on", "3 6 2024"),
            ("f-child", "none"),
            (field, value),
            ("procedure", "family"),
        ]);
        assert_eq!(again.status, 409);
        let case = opened.path.split('?').next().unwrap_or_default().to_owned();
        assert!(desk.open(&format!("/people/{person}")).links().contains(&case));
        assert_eq!(desk.lang, Lang::Es);
    });
}

#[test]
fn a_relative_asks_for_the_extension_in_costa_rica() {
    a_relative_asks("cri", ("f-link", "spouse"));
}

#[test]
fn a_relative_asks_for_derivative_recognition_in_mexico() {
    a_relative_asks("mex", ("f-link", "spouse"));
}

#[test]
fn in_panama_the_page_says_that_the_family_is_opened_from_the_case() {
    one(|house| {
        house.on(2024, 6, 3);
        let actor = house.hired("registro");
        let person = house.register(&actor, &Somebody::named("Ana Inventada"));
        let desk = house.desk("registro");
        let page = desk.open(&format!("/people/{person}/requests"));
        assert!(page.text().contains("Se abre desde el caso de la persona"), "{}", page.text());
        assert!(page.links().contains(&format!("/people/{person}/claim")));
        assert_eq!(desk.get(&format!("/people/{person}/requests?procedure=family")).status, 409);
        // Somebody who opens no claims finds no such page.
        house.hired("revision");
        let other = house.desk("revision");
        assert_eq!(other.get(&format!("/people/{person}/requests")).status, 404);
    });
}
