//! A lawyer of the state confirms what the law says, once: the dates that hang on it are no longer provisional, whoever
//! confirms a step is no longer warned, and it all comes back when the confirmation is withdrawn.

use casework::Laws;
use kernel::Lang;
use procedure::Law;
use scenarios::corridor::Corridor;
use scenarios::desk::Desk;
use scenarios::house::{TestHouse, both, one};
use web::client::Seen;

const ASYLUM: &str = "procedures/asylum.toml";
const GAZETTE: &str = "Gaceta Oficial inventada 28444-B";

fn law(house: &TestHouse) -> &Law {
    house.house.room::<Laws>().law()
}

/// Where a statement is confirmed.
fn form_of(house: &TestHouse, file: &str, path: &str) -> String {
    let all = law(house).statements();
    let found = all.iter().find(|s| s.cited.file == file && s.cited.path == path);
    let found = found.unwrap_or_else(|| panic!("{file}: {path}"));
    format!("/procedures/statements/{:032x}", found.number())
}

fn confirms(lawyer: &Desk, form: &str, fields: &[(&str, &str)]) -> Seen {
    lawyer.open(form);
    let whole = [("article", "30"), ("source", GAZETTE), ("compared", "yes")];
    let kept = whole.iter().filter(|(name, _)| fields.iter().all(|(given, _)| given != name));
    let all: Vec<(&str, &str)> = kept.chain(fields).copied().collect();
    lawyer.fill_form_with("article", &all)
}

fn provisional(house: &TestHouse, page: &Seen) -> usize {
    let words = house.says(Lang::Es, "casework-sums-provisional");
    page.text().matches(&words).count()
}

#[test]
fn a_confirmed_term_is_no_longer_provisional_and_a_withdrawn_one_is_again() {
    both(|house| {
        let mut story = Corridor::new(house, Lang::Es);
        story.reaches_conare().conare_refuses().the_refusal_is_notified();
        let case = format!("/cases/{}", story.case);
        let officer = house.desk("elegibilidad");
        let before = provisional(house, &officer.open(&case));
        assert!(before > 0, "nothing is provisional");
        let lawyer = house.desk("juridica");
        assert!(
            lawyer.get("/").path.starts_with("/procedures/statements"),
            "the lawyer's day begins elsewhere"
        );
        let (term, days) =
            (form_of(house, ASYLUM, "terms.reconsideration"), form_of(house, "calendar.toml", "cite"));
        confirms(&lawyer, &term, &[]).expect(&house.says(Lang::Es, "app-statement-confirmed-done"));
        let half = provisional(house, &officer.open(&case));
        assert_eq!(half, before, "its working days are not confirmed");
        confirms(&lawyer, &days, &[]);
        let after = provisional(house, &officer.open(&case));
        assert_eq!(after, before - 1);
        // Anybody on the staff reads who confirmed it.
        officer.open("/procedures/asylum").expect(GAZETTE);
        officer.page().expect("V. Arauz, Asesoría jurídica");
        // A house that is opened anew says the same.
        let random = std::sync::Arc::new(kernel::SeededRandom::new(9));
        let law = app::country::load("pan", None).unwrap();
        let again = app::wiring::house(
            house.test.ledger.clone(),
            law,
            house.test.clock.clone(),
            random,
            false,
            false,
        );
        let again = again.unwrap();
        let opened = again.room::<Laws>().law().procedures.iter().find(|p| p.id == "asylum").unwrap();
        assert!(opened.term("reconsideration").unwrap().cite.verified_by.is_some());
        lawyer.open(&term);
        lawyer.fill_form_with("why", &[("why", "El artículo es otro.")]);
        lawyer
            .page()
            .expect(&house.says(Lang::Es, "app-statement-withdrawn-done"))
            .expect("El artículo es otro.");
        assert_eq!(provisional(house, &officer.open(&case)), before);
        // Withdrawn is not gone for ever: it may be confirmed again, and everything stays on record.
        confirms(&lawyer, &term, &[("article", "31")]);
        lawyer.open(&term).expect("artículo 30").expect("El artículo es otro.").expect("artículo 31");
        assert_eq!(provisional(house, &officer.open(&case)), before - 1);
    });
}

#[test]
fn whoever_confirms_a_step_is_told_what_no_lawyer_confirmed_and_no_longer_afterwards() {
    both(|house| {
        let mut story = Corridor::new(house, Lang::Es);
        story
            .reaches_conare()
            .conare_refuses()
            .the_refusal_is_notified()
            .the_person_asks_for_reconsideration();
        story.another_rapporteur_confirms().the_reconsideration_is_notified().the_person_appeals();
        let step = format!("/cases/{}/steps/dismiss_appeal", story.case);
        let warning = house.says(Lang::Es, "casework-step-unconfirmed");
        let minister = house.desk("ministro");
        minister.open(&step).expect(&warning);
        confirms(&house.desk("juridica"), &form_of(house, ASYLUM, "steps.dismiss_appeal"), &[]);
        let page = minister.open(&step);
        page.expect_no(&warning);
        // A step that may take something away asks for a name all the same.
        page.expect(&house.says(Lang::Es, "casework-step-prejudicial"));
    });
}

#[test]
fn what_is_not_whole_is_told_at_its_field_and_keeps_what_was_typed() {
    one(|house| {
        let lawyer = house.desk("juridica");
        let form = form_of(house, ASYLUM, "terms.reconsideration");
        for (field, value, key) in [
            ("article", "  ", "app-statement-error-article"),
            ("source", "internet", "app-statement-error-source"),
            ("source", "https://", "app-statement-error-source"),
            ("compared", "", "app-statement-error-compared"),
        ] {
            let refused = confirms(&lawyer, &form, &[(field, value)]);
            assert_eq!(refused.status, 422, "{field}");
            refused.expect(&house.says(Lang::Es, key));
            if field != "source" {
                assert!(refused.body().contains(GAZETTE), "what was typed is gone");
            }
        }
        assert_eq!(lawyer.open("/procedures/statements?show=confirmed").status, 200);
        lawyer.page().expect(&house.says(Lang::Es, "app-statements-none-done"));
    });
}

#[test]
fn a_statement_that_changed_under_the_form_is_refused_and_both_are_shown() {
    one(|house| {
        let lawyer = house.desk("juridica");
        let form = form_of(house, ASYLUM, "terms.reconsideration");
        let read = "Dura\t4 días hábiles\nQuién debe actuar\tLa persona";
        let refused = confirms(&lawyer, &form, &[("says", &"0".repeat(64)), ("read", read)]);
        assert_eq!(refused.status, 409);
        refused.expect("4 días hábiles").expect("5 días hábiles");
        let kept = lawyer.page().forms().into_iter().find(|f| f.value("article").is_some()).unwrap();
        assert!(kept.value("compared").is_none(), "the declaration of another text was kept");
    });
}

#[test]
fn nobody_confirms_twice_nor_what_no_law_states_nor_withdraws_without_a_reason() {
    one(|house| {
        let lawyer = house.desk("juridica");
        let form = form_of(house, ASYLUM, "terms.appeal");
        lawyer.open(&form);
        let kept: Vec<(String, String)> =
            lawyer.page().forms().into_iter().find(|f| f.value("article").is_some()).unwrap().fields;
        confirms(&lawyer, &form, &[]);
        let fields = [("article", "30"), ("source", GAZETTE), ("compared", "yes")];
        let again: Vec<(&str, &str)> = kept
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| *name != "_key" && fields.iter().all(|(given, _)| given != name))
            .chain(fields)
            .collect();
        let again = lawyer.post_raw(&form, web::Fields::from_pairs(again).encode().into_bytes());
        assert_eq!(again.status, 409);
        again.expect(&house.says(Lang::Es, "app-statement-error-done"));
        lawyer.open(&form);
        let refused = lawyer.fill_form_with("why", &[("why", " ")]);
        assert_eq!(refused.status, 422);
        refused.expect(&house.says(Lang::Es, "app-statement-error-why"));
        // A choice of the platform has no form, and a form made up for it is refused.
        let platform = law(house).statements().into_iter().find(|s| !s.is_law()).unwrap();
        let (form, says) =
            (format!("/procedures/statements/{:032x}", platform.number()), platform.says.to_owned());
        lawyer.open(&form).expect(&house.says(Lang::Es, "app-statement-not-law"));
        assert!(lawyer.page().forms().iter().all(|f| f.value("article").is_none()));
        lawyer.open(&form_of(house, ASYLUM, "terms.reconsideration"));
        let real = lawyer.page().forms().into_iter().find(|f| f.value("article").is_some()).unwrap();
        let fields = [("article", "30"), ("source", GAZETTE), ("compared", "yes"), ("says", says.as_str())];
        let all: Vec<(&str, &str)> = real
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| fields.iter().all(|(given, _)| given != name))
            .chain(fields)
            .collect();
        let refused = lawyer.post_raw(&form, web::Fields::from_pairs(all).encode().into_bytes());
        assert_eq!(refused.status, 409);
        refused.expect(&house.says(Lang::Es, "app-statement-not-law"));
    });
}

#[test]
fn only_the_lawyer_finds_the_forms_and_they_open_no_file() {
    one(|house| {
        let form = form_of(house, ASYLUM, "terms.appeal");
        for login in ["elegibilidad", "supervision", "conare", "admin", "datos"] {
            let desk = house.desk(login);
            // The answer of any page that somebody of this role may not see.
            let hidden = desk.get(if login == "admin" { "/sessions" } else { "/accounts" }).status;
            assert_ne!(hidden, 200);
            for path in ["/procedures/statements", form.as_str()] {
                assert_eq!(desk.get(path).status, hidden, "{login} {path}");
            }
            let page = desk.open("/procedures/asylum");
            assert!(page.links().iter().all(|l| !l.contains("/statements/")), "{login} is offered a form");
        }
        let lawyer = house.desk("juridica");
        let page = lawyer.open("/procedures/asylum");
        assert!(page.links().contains(&form), "no way from the procedure to the form");
        assert!(lawyer.open("/procedures/calendar").links().iter().any(|l| l.contains("/statements/")));
        for path in ["/cases", "/people", "/day"] {
            assert_ne!(lawyer.get(path).status, 200, "{path}");
        }
        assert_eq!(lawyer.get("/procedures/statements/0").status, 404);
        assert_eq!(lawyer.get("/procedures/statements/x").status, 404);
    });
}

#[test]
fn the_list_begins_with_what_can_harm_and_counts_what_is_done() {
    one(|house| {
        let lawyer = house.desk("juridica");
        let page = lawyer.open("/procedures/statements");
        let all = law(house).for_lawyers();
        page.expect(&format!("0 de {} afirmaciones", all.len()));
        page.expect(all[0].cited.names.in_lang(Lang::Es));
        page.expect(&house.says(Lang::Es, "app-statement-hangs-person"));
        page.expect_no(&house.says(Lang::Es, "app-statement-hangs-frame"));
        assert!(page.links().contains(&"/procedures/statements?page=2".to_owned()));
        lawyer.open("/procedures/statements?page=2");
        confirms(&lawyer, &form_of(house, ASYLUM, "terms.appeal"), &[]);
        lawyer.open("/procedures/statements").expect(&format!("1 de {} afirmaciones", all.len()));
    });
}

/// The law is the country's: what headquarters confirms stands in the scope of each post.
#[test]
fn a_confirmation_travels_to_the_posts() {
    one(|house| {
        let lawyer = house.desk("juridica");
        confirms(&lawyer, &form_of(house, ASYLUM, "terms.appeal"), &[]);
        let post = ledger::Peer::enrolled(
            "puesto-inventado",
            ledger::PeerStanding::Post,
            "meteti",
            vec![7; 32],
            [9; 32],
        );
        let scopes = app::exchange::scope::Country::of(&house.house);
        let held = house.test.ledger.read(|door| ledger::Scopes::of(&scopes, door, &post)).unwrap();
        let records = house.test.ledger.read(|door| casework::sign_off::records(door)).unwrap();
        assert_eq!((records.len(), held.is_superset(&records)), (1, true));
    });
}

/// The file that a country keeps says what the pages say.
#[test]
fn what_was_confirmed_on_the_pages_is_the_countrys_file() {
    one(|house| {
        let lawyer = house.desk("juridica");
        confirms(&lawyer, &form_of(house, ASYLUM, "terms.appeal"), &[]);
        let standing = house.test.ledger.read(|door| casework::sign_off::confirmed(door)).unwrap();
        let text = procedure::confirmations_file(&standing);
        let folder = scenarios::pseudo::country("pan");
        std::fs::remove_dir_all(folder.path()).unwrap();
        let root = scenarios::binary::root().join("countries/pan");
        copy(&root, &folder.path().join("pan"));
        std::fs::write(folder.path().join("pan/confirmations.toml"), text).unwrap();
        let law = app::country::load("pan", Some(folder.path())).unwrap();
        let appeal = law.procedures.iter().find(|p| p.id == "asylum").unwrap().term("appeal").unwrap();
        assert_eq!(appeal.cite.verified_by, Some(standing[0].by.clone()));
    });
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}
