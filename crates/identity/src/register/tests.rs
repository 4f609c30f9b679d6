//! What is refused at registration, and that nothing of it stays.

use super::reason::Reason;
use super::similar::{self, Told};
use super::*;
use crate::PeopleIndex;
use crate::household::change;
use crate::model::{DocumentKind, Kin, NeedState, Seen};
use crate::tests::{TODAY, born, house, named, officer, register_in, registered, schema, stamp};
use jiff::civil::date;
use kernel::PartialDate;
use ledger::Door;
use ledger::testing::{TestLedger, both, lite};

#[test]
fn what_cannot_be_is_refused_and_leaves_no_trace() {
    let test = lite(schema());
    let refused = |registration: Registration| {
        let outcome = test.ledger.write(|tx| run(tx, &stamp(), registration));
        outcome.unwrap_err().told().unwrap().0
    };
    let tomorrow = Answer::Told(PartialDate::day(TODAY.tomorrow().unwrap()));
    let birth = Birth { date: tomorrow, place: String::new() };
    assert_eq!(refused(Registration { birth, ..named("Ana") }), "birth");
    assert_eq!(refused(born("Ana", 1850)), "birth");
    assert_eq!(refused(Registration { names: Names::default(), ..named("Ana") }), "name_told");
    let languages = Answer::Told(vec!["xxx".to_owned()]);
    assert_eq!(refused(Registration { languages, ..named("Ana") }), "language");
    let nationalities = Answer::Told(vec![Country::new("ZZZ").unwrap()]);
    let nationality = Nationality { nationalities, former_residence: None };
    assert_eq!(refused(Registration { nationality, ..named("Ana") }), "nationality");
    let needs = vec![Need { code: "SV".into(), state: NeedState::Pending }];
    assert_eq!(refused(Registration { needs, ..named("Ana") }), "needs");
    assert_eq!(test.ledger.read(|door| door.log_end()).unwrap(), 0);
    // The number that a refused command had taken is given to the next one.
    let id = register_in(&test, named("Ana"));
    let head = test.ledger.read(|door| person::find(door, id)).unwrap().unwrap();
    assert_eq!(head.number, "PAN-P-000001");
}

/// Somebody with a day of birth, a sex and a telephone.
fn told(name: &str, birth: (i16, i8, i8), sex: Sex, phone: &str) -> Registration {
    let day = Answer::Told(PartialDate::day(date(birth.0, birth.1, birth.2)));
    let contact = Contact { phone: phone.to_owned(), ..Contact::default() };
    let birth = Birth { date: day, place: String::new() };
    Registration { birth, sex: Answer::Told(sex), contact, ..named(name) }
}

fn with_paper(registration: Registration, kind: DocumentKind, number: &str) -> Registration {
    let number = number.to_owned();
    let paper =
        Document { kind, number, issued_by: None, seen: Seen::Original, expires: None, check_failed: false };
    Registration { documents: vec![paper], ..registration }
}

/// Who may be the one told of, the likest first, with the reasons.
fn likely(test: &TestLedger, told: &Registration, together: &[PersonId]) -> Vec<(PersonId, Vec<Reason>)> {
    let index = PeopleIndex::default();
    let told = Told { registration: told, together };
    let found = test.ledger.read(|door| similar::likely(&index, door, &told));
    let found = found.unwrap_or_else(|e: Fault| panic!("{e}"));
    found.into_iter().map(|(id, _, weighed)| (id, weighed.reasons)).collect()
}

/// People of names that have nothing to do with those of the tests, so that a house knows what is rare.
fn a_village(test: &TestLedger) {
    for (n, name) in crate::name_index::generate::names(300, 4).iter().enumerate() {
        let year = 1950 + i16::try_from(n % 60).unwrap();
        register_in(test, told(name, (year, 5, 17), Sex::Male, ""));
    }
}

#[test]
fn what_agrees_and_what_does_not_is_told_and_the_likest_stands_first() {
    both(schema, |t| {
        a_village(t);
        let same = register_in(t, told("Julio Xolpetz Caal", (1988, 4, 3), Sex::Male, "6123 4567"));
        let perhaps = register_in(t, told("Julio Caal Xolpetz", (1988, 11, 20), Sex::Male, ""));
        let again = told("Julio Caal Xolpetz", (1988, 3, 4), Sex::Male, "+507 61234567");
        let found = likely(t, &again, &[]);
        assert_eq!(found.first().map(|f| f.0), Some(same), "{found:?}");
        assert_eq!(found.iter().filter(|f| [same, perhaps].contains(&f.0)).count(), 2, "{found:?}");
        let reasons = &found[0].1;
        for reason in [Reason::PhoneSame, Reason::BirthTransposed, Reason::SurnamesExchanged] {
            assert!(reasons.contains(&reason), "{reason:?} in {reasons:?}");
        }
        let against = reasons.iter().position(|reason| !reason.speaks_for()).unwrap_or(reasons.len());
        assert!(reasons[against..].iter().all(|reason| !reason.speaks_for()), "{reasons:?}");
    });
}

#[test]
fn a_paper_of_the_same_number_is_told_whatever_the_name_and_another_kind_says_nothing() {
    let test = lite(schema());
    let known = with_paper(born("Ana Caal", 1988), DocumentKind::Passport, "C01-2345");
    let known = register_in(&test, known);
    let other = with_paper(born("Rosa Tzul", 1950), DocumentKind::Other, "c012345");
    let found = likely(&test, &other, &[]);
    assert_eq!(found.first().map(|f| f.0), Some(known));
    assert!(found[0].1.contains(&Reason::DocumentSame) && found[0].1.contains(&Reason::GivenDiffer));
    let same_name = with_paper(born("Ana Caal", 1988), DocumentKind::NationalId, "8-888-8888");
    let found = likely(&test, &same_name, &[]);
    assert!(!found[0].1.contains(&Reason::DocumentDiffer), "a card beside a passport: {found:?}");
}

#[test]
fn twins_and_a_household_are_not_one_person_by_surnames_birth_and_telephone() {
    let test = lite(schema());
    a_village(&test);
    let day = (2011, 6, 9);
    let phone = "6555 1234";
    register_in(&test, told("Dayana Sofía Batz Quintero", day, Sex::Female, phone));
    let twin = told("Ixchel Lucía Batz Quintero", day, Sex::Female, phone);
    assert!(likely(&test, &twin, &[]).is_empty(), "{:?}", likely(&test, &twin, &[]));
    let brother = told("Kevin Batz Quintero", (2013, 1, 30), Sex::Male, phone);
    assert!(likely(&test, &brother, &[]).is_empty());
    // A father of the very name, a generation older.
    register_in(&test, told("Rigoberto Batz Tzul", (1985, 1, 2), Sex::Male, phone));
    let junior = told("Rigoberto Batz Tzul", (2014, 8, 20), Sex::Male, phone);
    assert!(likely(&test, &junior, &[]).is_empty());
    // The same girl again is.
    let again = told("Dayana Batz Quintero", day, Sex::Female, "");
    assert_eq!(likely(&test, &again, &[]).len(), 1);
}

#[test]
fn who_joins_a_household_is_nobody_of_it_unless_a_paper_says_so() {
    both(schema, |t| {
        let paper = |who| with_paper(who, DocumentKind::Passport, "C012345");
        let mother = register_in(t, paper(born("Rosa Tzul", 1990)));
        let home = t.ledger.write(|tx| change::form(tx, &stamp(), Country::new("PAN").unwrap(), mother));
        let child = register_in(t, born("Ana Tzul", 2015));
        let home = home.unwrap_or_else(|e| panic!("{e}"));
        t.ledger.write(|tx| change::join(tx, &stamp(), home, child, Kin::Child, mother)).unwrap();
        let twin_of_name = born("Ana Tzul", 2015);
        assert_eq!(likely(t, &twin_of_name, &[]).first().map(|f| f.0), Some(child));
        assert!(likely(t, &twin_of_name, &[mother, child]).is_empty());
        let found = likely(t, &paper(born("Ana Tzul", 2015)), &[mother, child]);
        assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [mother]);
    });
}

#[test]
fn the_stop_says_why_in_both_languages_and_lets_go_on_with_a_word_that_it_may_be_the_same() {
    let house = house();
    let client = officer(&house);
    registered(&client, &[("name_told", "Julio Xolpetz Caal"), ("birth", "3 4 1988"), ("sex", "male")]);
    client.get("/people/new");
    let again = [("name_told", "Julio Caal Xolpetz"), ("birth", "4 3 1988"), ("sex", "female")];
    let stop = client.post("/people/new", &again);
    stop.expect_status(200)
        .expect("¿Es una de estas personas?")
        .expect("los apellidos, intercambiados")
        .expect("con el día y el mes intercambiados")
        .expect("No coinciden en")
        .expect("el sexo");
    stop.expect("¿Puede ser alguna de ellas?");
    client.post("/people/new", &[("anyway", "1")]).expect("PAN-P-000002");
}

#[test]
fn the_model_of_the_desk_is_whole_and_every_reason_has_its_words() {
    let words = web::Words::new(&crate::area().sources()).unwrap();
    for reason in Reason::ALL {
        for lang in [kernel::Lang::Es, kernel::Lang::En] {
            assert!(words.has(lang, reason.key()), "{}", reason.key());
        }
    }
    let nobody = super::weighed::Traits::default();
    let names = super::weighed::HouseNames { people: 0, words: 0, by_chance: 0.0, bearers: Box::new(|_| 0) };
    assert_eq!(
        super::weighed::weigh(&nobody, std::slice::from_ref(&nobody), &names, 0.0).unwrap()[0].probability,
        0.0
    );
}
